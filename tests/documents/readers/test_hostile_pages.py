"""Hostile OpenDocument texts and web pages: each is refused with a code, and soon."""

import random
import time
from collections.abc import Iterator

import pytest

from app.documents.readers import akoma_ntoso_file, html_package, odt, odt_package
from app.documents.readers.dispatch import read_document
from app.documents.readers.reading import UnreadableDocument
from tests.documents.readers.akn_files import akn
from tests.documents.readers.akn_files import p as akn_p
from tests.documents.readers.odt_files import SPACES, content, items, members, p, zipped
from tests.documents.readers.odt_files import odt as written

MEGABYTE = 1024 * 1024
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
XXE = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
SOON = 2.0
# What is taken is no attack, and may be read a little longer on a machine that does other things.
IN_TIME = 4.0


@pytest.fixture(autouse=True)
def _soon(request: pytest.FixtureRequest) -> Iterator[None]:
    """What is hostile is refused before anybody waits for it."""
    taken = "is_read_in_time" in request.node.name
    before = time.process_time()
    yield
    assert time.process_time() - before < (IN_TIME if taken else SOON)


def refusal(data: bytes, name: str = "a.odt") -> str:
    with pytest.raises(UnreadableDocument) as refused:
        read_document(data, name)
    return refused.value.code


def outcome(data: bytes, name: str) -> str:
    try:
        read_document(data, name)
    except UnreadableDocument as refused:
        return refused.code
    return "read"


def with_part(name: str, data: bytes | str) -> bytes:
    return zipped({**members(p("Text")), name: data})


def test_harmless_file_is_read() -> None:
    assert list(read_document(written(p("Text")), "a.odt").tree.lines()) == ["Text"]


@pytest.mark.parametrize("kind", ["application/vnd.oasis.opendocument.spreadsheet", "x" * 500, ""])
def test_other_kinds_are_no_text(kind: str) -> None:
    assert refusal(with_part("mimetype", kind)) == "not_an_odt"


def test_file_without_its_text_is_none() -> None:
    parts = members(p("Text"))
    parts.pop("content.xml")

    assert refusal(zipped(parts)) == "not_an_odt"
    assert refusal(with_part("content.xml", f"<office:document-content {SPACES}/>")) == "not_an_odt"


def test_bomb_is_refused() -> None:
    assert refusal(with_part("Pictures/a.bin", bytes(45 * MEGABYTE))) == "ratio"
    assert refusal(with_part("content.xml", content(p("a") * 20_000 + " " * 9_000_000))) == "ratio"


def test_archive_inside_is_refused() -> None:
    assert refusal(with_part("Object 1", written(p("x")))) == "nested_archive"


@pytest.mark.parametrize("head", [LAUGHS, XXE])
@pytest.mark.parametrize("name", ["content.xml", "styles.xml", "META-INF/manifest.xml"])
def test_entities_are_refused(name: str, head: str) -> None:
    assert refusal(with_part(name, f"{head}<x>&c;</x>")) == "doctype"


@pytest.mark.parametrize("name", ["Basic/Standard/Module1.xml", "Scripts/python/a.xml"])
def test_macros_are_refused(name: str) -> None:
    assert refusal(with_part(name, "<a/>")) == "macro"


def test_locked_file_is_refused() -> None:
    locked = f"<manifest:manifest {SPACES}><manifest:encryption-data/></manifest:manifest>"

    assert refusal(with_part("META-INF/manifest.xml", locked)) == "encrypted"


@pytest.mark.parametrize(
    "node",
    [
        '<draw:image xlink:href="https://e.org/pixel.png"/>',
        '<draw:object xlink:href="file:///etc/passwd"/>',
        '<text:section-source xlink:href="//e.org/x.odt"/>',
    ],
)
def test_what_would_be_fetched_is_refused(node: str) -> None:
    assert refusal(written(p("Text") + node)) == "external"


@pytest.mark.parametrize("many", [300, 5_000])
@pytest.mark.parametrize("name", ["text:section", "text:span", "draw:g", "text:list"])
def test_deep_nesting_is_refused_or_read(name: str, many: int) -> None:
    inner = "text:list-item><text:list" if name == "text:list" else name
    body = f"<{name}>" + f"<{inner}>" * many + p("deep")
    close = "</text:list></text:list-item>" if name == "text:list" else f"</{name}>"
    body += close * many + f"</{name}>"

    assert outcome(written(body + p("Text")), "a.odt") in {"too_deep", "read"}


def test_too_many_paragraphs_and_nodes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(odt, "MAX_PARAGRAPHS", 2)
    assert refusal(written(items(p("a"), p("b"), p("c")))) == "too_large"
    monkeypatch.setattr(odt_package, "MAX_NODES", 10)
    assert refusal(written(p("a"))) == "too_complex"
    monkeypatch.setattr(odt_package, "MAX_XML", 10)
    assert refusal(written(p("a"))) == "too_large"


def test_repeated_cells_cost_nothing() -> None:
    cell = f'<table:table-cell table:number-columns-repeated="1000000">{p("a")}</table:table-cell>'
    table = f'<table:table><table:table-row table:number-rows-repeated="1000000">{cell}'

    reading = read_document(written(f"{table}</table:table-row></table:table>"), "a.odt")

    assert list(reading.tree.lines()) == ["a"]


def test_circle_of_styles_ends() -> None:
    circle = (
        '<style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/>'
        '<style:style style:name="B" style:family="paragraph" style:parent-style-name="A"/>'
    )

    assert list(read_document(written(p("x", "A"), circle), "a.odt").tree.lines()) == ["x"]


@pytest.mark.parametrize("head", [LAUGHS, XXE, "<!doctype html [", "<!EnTiTy x 'y'>"])
def test_entities_of_a_page_are_refused(head: str) -> None:
    assert refusal(f"{head}<p>&c;&x;</p>".encode(), "a.html") == "doctype"


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote", "h1", "q"])
@pytest.mark.parametrize("many", [400, 20_000])
def test_deep_page_is_refused(tag: str, many: int) -> None:
    """The parser would cut it off in silence."""
    data = f"<p>Text</p>{f'<{tag}>' * many}deep".encode()

    assert refusal(data, "a.html") == "too_deep"


def test_page_of_endless_tags_is_refused_unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_package.etree, "fromstring", None)

    assert refusal(b"<ol>" + b"<li>x" * 100_001, "a.html") == "too_complex"
    assert refusal(b"<p>" + b"x" * 8_000_001, "a.html") == "too_complex"


def test_page_as_large_as_may_be_is_read_in_time() -> None:
    many = 49_000
    page = "<ol>" + "<li><b>x</b>" * (many // 2) + "</ol>"

    assert len(list(read_document(page.encode(), "a.html").tree.lines())) == many // 2


def test_hostile_start_values_cost_nothing() -> None:
    page = f"<ol type=i start={'9' * 4000}><li value={'9' * 4000}>x<li value=-{'9' * 4000}>y</ol>"

    assert list(read_document(page.encode(), "a.html").tree.lines()) == ["32767. x", "-32767. y"]


@pytest.mark.parametrize("head", [LAUGHS, XXE, "<!DOCTYPE x>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_akoma_ntoso_are_refused(head: str, encoding: str) -> None:
    data = f"{head}{akn(akn_p('&c;&x;')).decode().partition('?>')[2]}".encode(encoding)

    assert refusal(data, "a.xml") == "doctype"


@pytest.mark.parametrize("tag", ["section", "paragraph", "content", "b", "foreign", "list"])
@pytest.mark.parametrize("many", [200, 300, 20_000])
def test_deep_akoma_ntoso_is_refused_or_read(tag: str, many: int) -> None:
    data = akn(f"<{tag}>" * many + "<p>deep</p>" + f"</{tag}>" * many + akn_p("Text"))

    wanted = {"read"} if many == 200 else {"too_deep"}
    assert outcome(data, "a.xml") in wanted | {"too_deep"}


def test_large_akoma_ntoso_is_refused_unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(akoma_ntoso_file, "parse_part", None)

    assert refusal(akn("<p>x</p>" * 250_000), "a.xml") == "too_complex"
    assert refusal(akn(akn_p("x" * 17_000_000)), "a.xml") == "too_large"


def test_akoma_ntoso_of_endless_lines_is_refused() -> None:
    assert refusal(akn("<p>x</p>" * 20_001), "a.xml") == "too_large"


def test_akoma_ntoso_as_large_as_may_be_is_read_in_time() -> None:
    points = f"<point><num>(a)</num>{akn_p('x <b>y</b>')}</point>" * 19_000

    reading = read_document(akn(f"<paragraph><num>1</num>{points}</paragraph>"), "a.xml")

    assert len(list(reading.tree.lines())) == 19_000


def test_numbers_without_end_are_words_and_no_labels() -> None:
    number = f"<num>{'9' * 50_000}</num>"
    nested = (
        f"<point>{number}" * 60 + f"<point><num>(a)</num>{akn_p('x')}</point>" + "</point>" * 60
    )
    short = "<point><num>1234567890</num>" * 60 + akn_p("y") + "</point>" * 60

    found = list(read_document(akn(nested + short), "a.xml").tree.walk_paragraphs())

    assert found[60].node.label == "(a)"
    assert len(found[61].node.label or "") <= 60


def test_notes_without_end_are_named_in_time() -> None:
    notes = "".join(f'<note eId="n{at}"><p>x</p></note>' for at in range(19_000))
    data = akn(akn_p("Text")).replace(b"<meta/>", f"<meta><notes>{notes}</notes></meta>".encode())

    assert len(read_document(data, "a.xml").problems) == 19_000


def test_noise_is_refused_or_read_and_nothing_else() -> None:
    noise = random.Random(3)  # noqa: S311  bytes, not secrets
    for _ in range(40):
        data = b"<p>Text" + noise.randbytes(400).replace(b"\0", b" ")

        assert outcome(data, "a.html") in {"read", "bad_encoding", "doctype", "empty"}
