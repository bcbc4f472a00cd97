"""Pages from the web: a real server on the loopback interface."""

import http.server
import threading
from collections.abc import Iterator

import pytest

from publisher.acquire import SourceError
from publisher.acquire.web import LARGEST, Web

ROBOTS = b"User-agent: *\nDisallow: /closed\nCrawl-delay: 2\n"


class Pages(http.server.BaseHTTPRequestHandler):
    """A small site."""

    asked: list[str]

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        match self.path:
            case "/robots.txt":
                self.answer(200, ROBOTS)
            case "/page":
                self.answer(200, b"<html><body><p>Words</p></body></html>")
            case "/moved":
                self.answer(302, b"", Location="/page")
            case "/round":
                self.answer(302, b"", Location="/round")
            case "/out":
                self.answer(302, b"", Location="ftp://example.org/x")
            case "/large":
                self.send_response(200)
                self.end_headers()
                try:
                    for _ in range(LARGEST // 2**20 + 1):
                        self.wfile.write(b"\0" * 2**20)
                except OSError:
                    self.close_connection = True
            case _:
                self.answer(404, b"nothing")

    def answer(self, status: int, data: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[http.server.ThreadingHTTPServer]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.asked = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def address(site: http.server.ThreadingHTTPServer, path: str) -> str:
    return f"http://localhost:{site.server_address[1]}{path}"


def test_a_page_is_fetched_and_its_final_address_told(site: http.server.ThreadingHTTPServer) -> None:
    web = Web(private=True, wait=lambda seconds: None)
    data, found = web.fetch(address(site, "/moved"))
    assert (data, found) == (b"<html><body><p>Words</p></body></html>", address(site, "/page"))
    assert site.asked == ["/robots.txt", "/moved", "/page"]  # type: ignore[attr-defined]


def test_requests_wait_as_long_as_the_host_asks(site: http.server.ThreadingHTTPServer) -> None:
    waited: list[float] = []
    web = Web(private=True, wait=waited.append, now=lambda: 100.0)
    web.fetch(address(site, "/page"))
    web.fetch(address(site, "/page"))
    assert waited[-1] == 2


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/closed", "asks programs not to fetch"),
        ("/absent", "answers 404 not found"),
        ("/round", "never arrives"),
        ("/out", "no address of a web page"),
        ("/large", "larger than 50 MB"),
    ],
)
def test_what_cannot_be_fetched_is_said(site: http.server.ThreadingHTTPServer, path: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        Web(private=True, wait=lambda seconds: None).fetch(address(site, path))


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "10.0.0.1", "192.168.1.1", "169.254.1.1"])
def test_no_private_address_is_asked(host: str) -> None:
    with pytest.raises(SourceError, match="of this machine or its network"):
        Web().fetch(f"http://{host}/page")
