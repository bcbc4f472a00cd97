"""Word files and pandoc's Markdown."""

from collections.abc import Callable

import pytest

from publisher.acquire import Haul, SourceError
from tests.acquire.sources import PNG, archive

Home = Callable[..., Haul]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
HEADING = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="Heading 1"/></w:style>'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(**targets: str) -> str:
    inner = "".join(
        f'<Relationship Id="{kind}" Type="{R}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def docx(document: str, footnotes: str = "") -> bytes:
    """A Word file with these paragraphs and footnotes."""
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/document.xml": f"<w:document {W}><w:body>{document}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(footnotes="footnotes.xml", styles="styles.xml"),
        "word/styles.xml": f"<w:styles {W}>{HEADING}</w:styles>",
        "word/footnotes.xml": f"<w:footnotes {W}>{footnotes}</w:footnotes>",
    }
    return archive(parts)


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(inner: str, style: str = "") -> str:
    return f"<w:p><w:pPr>{f'<w:pStyle w:val={chr(34)}{style}{chr(34)}/>' if style else ''}</w:pPr>{inner}</w:p>"


def body(haul: Haul) -> str:
    return haul.texts[0].markdown.split("---\n", 2)[2]


def test_a_word_file_keeps_real_footnotes_and_emphasis(home: Home) -> None:
    document = paragraph(run("A title"), "H1") + paragraph(
        run("Said ") + run("so", "<w:i/>") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" here.")
    )
    note = f'<w:footnote w:id="2">{paragraph(run("One."))}{paragraph(run("Two."))}</w:footnote>'
    haul = home(docx(document, note), "a.docx")
    assert haul.texts[0].title == "A title"
    assert body(haul) == "Said *so*[^1] here.\n\n[^1]: One.\n\n    Two.\n"


def test_a_damaged_word_file_is_an_error(home: Home) -> None:
    with pytest.raises(SourceError, match="damaged"):
        home(archive({"word/document.xml": "<w:broken"}), "a.docx")


def test_pandocs_markdown(home: Home) -> None:
    words = (
        '---\ntitle: "A tale"\nauthor:\n  - Ada Vale\nlang: fr\n---\n\n'
        "# One {#one .x}\n\nWords[^1] and more.^[In place.]\n\n"
        "| Lines of verse\n|   stepped\n\n[^1]: A note.\n\n    Its second paragraph.\n\nTerm\n:   Meaning\n"
    )
    haul = home(words.encode(), "tale.md")
    assert (haul.texts[0].title, haul.texts[0].authors) == ("A tale", ("Ada Vale",))
    assert body(haul) == (
        "## One\n\nWords[^1] and more.[^2]\n\n/// verse\n\nLines of verse\n  stepped\n///\n\n**Term**\n\nMeaning\n\n"
        "[^1]: A note.\n\n    Its second paragraph.\n\n[^2]: In place.\n"
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "a PDF"),
        (b"\xd0\xcf\x11\xe0", "an old Word file"),
        (b"{\\rtf1", "RTF"),
        (PNG, "a picture"),
    ],
)
def test_what_is_not_read_is_named(home: Home, data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        home(data, "a")
