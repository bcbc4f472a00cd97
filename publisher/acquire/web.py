"""A page fetched from the web: robots respected, one request at a time, bounded, and never from a private address."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.robotparser import RobotFileParser

import httpx

from publisher.acquire.archive import SourceError

AGENT = "publisher-acquire/1.0 (an editor's request; one page at a time)"
LARGEST = 50 * 2**20  # bytes
LONGEST = 60.0  # seconds for one answer, from the first byte to the last
HOPS = 5
PAUSE = 1.0  # seconds between two requests, unless robots.txt asks for more
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass
class Web:
    """The web as an editor may use it; `private` allows addresses of this machine and its network."""

    private: bool = False
    wait: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _last: float = -1e9

    def fetch(self, address: str) -> tuple[bytes, str]:
        """The bytes behind an address, and the address at which they were found; SourceError for every refusal."""
        url = _parsed(address)
        for _ in range(HOPS):
            robots = self._rules(url)
            if not robots.can_fetch(AGENT, str(url)):
                raise SourceError(f"{url.host} asks programs not to fetch this page", "save it in a browser")
            self._pause(float(robots.crawl_delay(AGENT) or PAUSE))
            answer, data = self._get(url)
            if answer.status_code in REDIRECTS and "location" in answer.headers:
                url = _parsed(str(url.join(answer.headers["location"])))
                continue
            if answer.status_code != 200:
                raise SourceError(f"{url.host} answers {answer.status_code} {answer.reason_phrase.lower()}")
            return data, str(url)
        raise SourceError(f"{address} leads from page to page and never arrives")

    def _rules(self, url: httpx.URL) -> RobotFileParser:
        """What the host asks of programs; a host without rules allows all."""
        host = f"{url.scheme}://{url.netloc.decode()}"
        if host not in self._robots:
            rules = RobotFileParser()
            answer, data = self._get(url.copy_with(raw_path=b"/robots.txt"))
            rules.parse(data.decode("utf-8", "replace").splitlines() if answer.status_code == 200 else [])
            self._robots[host] = rules
        return self._robots[host]

    def _pause(self, seconds: float) -> None:
        """Wait until as long has passed since the last request."""
        self.wait(max(0.0, self._last + min(seconds, 30.0) - self.now()))
        self._last = self.now()

    def _get(self, url: httpx.URL) -> tuple[httpx.Response, bytes]:
        """One answer; the address is looked up once, and that very one is asked."""
        address = self._address(url)
        headers = {"User-Agent": AGENT, "Host": url.netloc.decode()}
        asked = url.copy_with(host=address)
        started = self.now()
        try:
            with (
                httpx.Client(trust_env=False, timeout=20.0) as client,
                client.stream("GET", asked, headers=headers, extensions={"sni_hostname": url.host}) as answer,
            ):
                data = bytearray()
                for chunk in answer.iter_bytes():
                    data += chunk
                    if len(data) > LARGEST:
                        raise SourceError(f"{url} is larger than {LARGEST // 2**20} MB")
                    if self.now() - started > LONGEST:
                        raise SourceError(f"{url} takes longer than {LONGEST:.0f} seconds")
                return answer, bytes(data)
        except httpx.HTTPError as problem:
            raise SourceError(f"{url.host} cannot be reached: {str(problem).lower() or 'no answer'}") from problem

    def _address(self, url: httpx.URL) -> str:
        """The number behind a host's name; SourceError where it belongs to no public network."""
        try:
            found = socket.getaddrinfo(
                url.host, url.port or (443 if url.scheme == "https" else 80), type=socket.SOCK_STREAM
            )
        except OSError as problem:
            raise SourceError(f'there is no host "{url.host}"', "look at the address again") from problem
        numbers = [str(each[4][0]).partition("%")[0] for each in found]
        if not self.private and not all(ipaddress.ip_address(number).is_global for number in numbers):
            raise SourceError(f"{url.host} is an address of this machine or its network", "--private allows it")
        return numbers[0]


def _parsed(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError) as problem:
        raise SourceError(f'"{address}" is no address') from problem
    if url.scheme not in ("http", "https") or not url.host:
        raise SourceError(f'"{address}" is no address of a web page', "it begins with https://")
    return url
