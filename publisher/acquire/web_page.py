"""A page of HTML as a source: marxists.org, Project Gutenberg, or any other."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from publisher.acquire.main_content import has_frame, main_content
from publisher.acquire.page import drop, parse_page, tidy, words_of
from publisher.acquire.piece import About, Credit, Element, Fate, Foreign, Remark
from publisher.acquire.plain import END, START

NAVIGATION = ("nav", "footer")
FOOTER_CLASSES = {"footer", "navbar", "toc-link"}
QUOTED = {"quote", "quoteb", "quotec", "indent", "indentb"}
SPACER = re.compile(r"[\s\u00a0]*")


def read_html(data: bytes, name: str, open_picture: Callable[[str], bytes | None]) -> Foreign:
    """The page as a source; `open_picture` gives the bytes of a picture by the name in the page, or None."""
    root = parse_page(data, name)
    about = _about(root)
    body = tidy(root)
    remarks: list[Remark] = []
    if has_frame(root):
        body = _without_frame(root, body, remarks)
    _drop_boilerplate(body, remarks)
    _drop_navigation(body, remarks)
    _drop_provenance(body, remarks)
    _drop_spacers(body)
    _quote(body)
    pictures = {}
    for image in body.iter("img"):
        source = image.get("src", "")
        if source and source not in pictures and (content := open_picture(source)) is not None:
            pictures[source] = content
    return Foreign(name, body, about, pictures, (), tuple(remarks))


def _without_frame(root: Element, body: Element, remarks: list[Remark]) -> Element:
    """The text of a page; what stands around it is told."""
    main = main_content(root, body)
    if main is body:
        return body
    around = [each for ancestor in main.iterancestors() for each in ancestor if each is not main]
    for element in around:
        if main in element.iterdescendants():
            continue
        if words := words_of(element):
            remarks.append(Remark(Fate.DROPPED, words, "it stands around the text"))
        drop(element)
    return body


def _about(root: Element) -> About:
    """What the head of the page says."""
    metas = {str(each.get("name", "")).lower(): str(each.get("content", "")).strip() for each in root.iter("{*}meta")}
    title = next((words_of(each) for each in root.iter("{*}title")), "")
    author = re.sub(r"^by\s+", "", metas.get("author", ""), flags=re.I)
    makers = tuple(Credit(each.strip()) for each in re.split(r"\s*(?:;|\band\b|&)\s*", author) if each.strip())
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return About(title.strip(), language, description=metas.get("description", ""), credits=makers)


def _drop_boilerplate(body: Element, remarks: list[Remark]) -> None:
    """Drop Project Gutenberg's header and licence, wherever its marks stand."""
    for pattern, after in ((START, False), (END, True)):
        mark = next(
            (
                each
                for each in body.iter("p", "pre", "div", "h1", "h2", "span")
                if len(words_of(each)) < 60_000 and pattern.search("\n".join(map(str, each.itertext())))
            ),
            None,
        )
        if mark is None or mark is body:
            continue
        gone = _beyond(body, mark, after=after)
        words = " ".join(words_of(each) for each in gone)
        for each in gone:
            drop(each)
        remarks.append(Remark(Fate.DROPPED, words, f"Project Gutenberg's {'licence' if after else 'header'}"))


def _beyond(body: Element, mark: Element, *, after: bool) -> list[Element]:
    """The mark and every element of the page on one side of it."""
    gone = [mark]
    for each in (mark, *mark.iterancestors()):
        if each is body:
            break
        gone += each.itersiblings(preceding=not after)
    return gone


def _drop_navigation(body: Element, remarks: list[Remark]) -> None:
    """Drop links to other pages at the head and foot, and lists of links into this one."""
    for element in list(body.iter()):
        if element.getparent() is None or not isinstance(element.tag, str):
            continue
        named = element.tag in NAVIGATION or FOOTER_CLASSES & set(element.get("class", "").split())
        if named or _is_contents(element):
            words = words_of(element)
            drop(element)
            if words:
                remarks.append(Remark(Fate.DROPPED, words, "navigation"))


def _is_contents(element: Element) -> bool:
    """Whether a block is nothing but links to places in the page, as in a table of contents."""
    if element.tag not in ("p", "ul", "ol", "table") or element.find(".//a") is None:
        return False
    links = [each for each in element.iter("a") if each.get("href")]
    inside = [each for each in links if each.get("href", "").startswith("#")]
    linked = sum(len(words_of(each)) for each in links)
    toc = "toc" in element.get("class", "") or len(inside) >= 3
    return bool(links) and len(inside) == len(links) and toc and linked >= 0.9 * len(words_of(element)) > 2


def _drop_provenance(body: Element, remarks: list[Remark]) -> None:
    """Drop the block in which a transcriber tells of the transcription."""
    for block in list(body.iter("p")):
        words = words_of(block)
        if re.match(
            r"(?:Transcribed|Transcription|Produced|HTML Mark|Marked up|Proofread|Online Version)\b", words, re.I
        ):
            drop(block)
            remarks.append(Remark(Fate.DROPPED, words, "who transcribed the page"))


def _quote(body: Element) -> None:
    """Put paragraphs that only their class sets in, as those of marxists.org, into quotations."""
    for paragraph in list(body.iter("p")):
        parent = paragraph.getparent()
        if parent is None or not QUOTED & set(paragraph.get("class", "").split()):
            continue
        before = paragraph.getprevious()
        if before is not None and before.get("class") == "quoted" and not (before.tail or "").strip():
            before.append(paragraph)
            continue
        quotation = etree.Element("blockquote", {"class": "quoted"})
        parent.replace(paragraph, quotation)
        quotation.tail, paragraph.tail = paragraph.tail, None
        quotation.append(paragraph)


def _drop_spacers(body: Element) -> None:
    """Drop paragraphs that hold nothing but space; an anchor in one stays, in front of what follows."""
    for block in list(body.iter("p", "div", "h1", "h2", "h3", "h4", "h5", "h6")):
        parent = block.getparent()
        if (
            parent is None
            or not SPACER.fullmatch("".join(map(str, block.itertext())))
            or block.find(".//img") is not None
        ):
            continue
        names = [str(each.get("id")) for each in block.iter() if each.get("id")]
        following = block.getnext()
        if names and following is not None and not following.get("id"):
            following.set("id", names[0])
        elif names:
            continue
        drop(block)
