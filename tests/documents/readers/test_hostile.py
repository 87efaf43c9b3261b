"""Hostile files: each is refused with a code, and nothing large is ever unpacked."""

import io
import random
import struct
import tracemalloc
import zipfile

import pytest

from app.documents import archive
from app.documents.archive import MAX_PARTS, MAX_UNPACKED, MAX_UPLOAD, SafeZip
from app.documents.readers import word, word_package
from app.documents.readers.reading import UnreadableDocument
from app.documents.readers.word import read_docx
from app.documents.readers.word_package import MAX_NODES, MAX_XML
from app.documents.readers.word_xml import parse_xml
from app.documents.readers.xml_parts import most_nodes
from tests.documents.readers.word_files import (
    MAIN,
    docx,
    members,
    paragraph,
    relation,
    types,
    zipped,
)

MEGABYTE = 1024 * 1024
BODY = paragraph("Text")
LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><w>&c;</w>'
)
XXE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        read_docx(data)
    return refused.value.code


def with_part(name: str, content: bytes | str) -> bytes:
    return zipped({**members(BODY), name: content})


def test_harmless_file_is_read() -> None:
    assert list(read_docx(docx(BODY)).tree.lines()) == ["Text"]


@pytest.mark.parametrize("data", [b"", b"plain text", b"%PDF-1.7", b"\xd0\xcf\x11\xe0"])
def test_other_files_are_no_word_file(data: bytes) -> None:
    assert refusal(data) == "not_a_docx"


def test_other_packages_are_no_word_file() -> None:
    sheet = MAIN.replace("wordprocessingml.document", "spreadsheetml.sheet")

    assert refusal(zipped({"a.xml": "<a/>"})) == "not_a_docx"
    assert refusal(with_part("[Content_Types].xml", types(sheet))) == "not_a_docx"
    assert refusal(with_part("_rels/.rels", "<a/>")) == "not_a_docx"
    assert refusal(with_part("word/document.xml", "<document/>")) == "not_a_docx"


def test_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part("word/media/a.bin", bytes(45 * MEGABYTE))

    tracemalloc.start()
    code = refusal(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert code == "ratio"
    assert peak < 2 * MEGABYTE


def test_bomb_among_honest_bulk_is_refused() -> None:
    bulk = random.Random(1).randbytes(2 * MEGABYTE)  # noqa: S311  bytes that do not pack

    assert refusal(zipped({**members(BODY), "bulk": bulk, "bomb": bytes(9 * MEGABYTE)})) == "ratio"


def test_bomb_in_small_pieces_is_refused() -> None:
    pieces = {f"{number}.bin": bytes(MEGABYTE - 1) for number in range(20)}

    assert refusal(zipped({**members(BODY), **pieces})) == "ratio"


def test_endless_list_of_paragraphs_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "MAX_PARAGRAPHS", 2)

    assert list(read_docx(docx(BODY * 2)).tree.lines()) == ["Text", "Text"]
    assert refusal(docx(BODY * 3)) == "too_large"


def test_more_than_the_limit_is_refused_by_its_own_declaration() -> None:
    half = bytes(MAX_UNPACKED // 2 + 1)
    parts = {**members(BODY), "a.bin": half, "b.bin": half}

    assert refusal(zipped(parts)) == "too_large"


def lying(data: bytes, honest: int, declared: int) -> bytes:
    """The same zip with another size declared for the part of ``honest`` bytes."""
    return data.replace(struct.pack("<I", honest), struct.pack("<I", declared))


def test_lying_header_is_refused_without_unpacking_what_it_hides() -> None:
    size = 40 * MEGABYTE
    bomb = lying(with_part("word/hidden.xml", bytes(size)), size, 1000)

    tracemalloc.start()
    code = refusal(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert code == "damaged"
    assert peak < 2 * MEGABYTE


def test_bytes_really_read_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    safe = SafeZip(zipped({"a": "x" * 600, "b": "y" * 600}))
    monkeypatch.setattr(safe, "_left", 1000)

    assert len(safe.read("a")) == 600
    with pytest.raises(UnreadableDocument) as refused:
        safe.read("b")
    assert refused.value.code == "too_large"


def unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, no XML is made into a tree."""
    monkeypatch.setattr(word_package, "parse_xml", None)


@pytest.mark.parametrize("name", ["word/document.xml", "word/other.xml", "customXml/item1.xml"])
def test_xml_too_large_to_become_a_tree_is_refused_unread(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    unparsed(monkeypatch)
    letters = random.Random(1).choices("abcdefgh ijk", k=200_000)  # noqa: S311  packs badly
    large = with_part(name, "<a>" + "".join(letters) * (MAX_XML // 200_000 + 1) + "</a>")

    tracemalloc.start()
    code = refusal(large)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert code == "too_large"
    assert peak < 2 * MEGABYTE


def test_xml_parts_are_measured_together(monkeypatch: pytest.MonkeyPatch) -> None:
    unparsed(monkeypatch)
    monkeypatch.setattr(word_package, "MAX_XML", 3000)
    parts = {f"word/{number}.xml": f"<a>{'x' * 700}</a>" for number in range(3)}

    assert refusal(zipped({**members(BODY), **parts})) == "too_large"


@pytest.mark.parametrize("name", ["[Content_Types].xml", "word/_rels/document.xml.rels"])
def test_lists_of_parts_are_short(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    unparsed(monkeypatch)

    assert refusal(with_part(name, f"<a b='{random.Random(1).randbytes(600_000).hex()}'/>")) == (  # noqa: S311
        "too_large"
    )


@pytest.mark.parametrize("node", ["<b{}/>", '<b c="{}" d="2"/>'])
def test_more_nodes_than_memory_has_room_for_are_refused_unparsed(
    monkeypatch: pytest.MonkeyPatch, node: str
) -> None:
    seen: list[int] = []

    def parse(text: bytes, name: str) -> object:
        seen.append(most_nodes(text))
        return parse_xml(text, name)

    monkeypatch.setattr(word_package, "parse_xml", parse)

    signs = iter(random.Random(1).choices(range(9999), k=MAX_NODES))  # noqa: S311  packs badly
    many = "".join(node.format(next(signs)) for _ in range(MAX_NODES // 2))

    assert refusal(with_part("word/other.xml", f"<a>{many * 2}</a>")) == "too_complex"
    assert sum(seen) < 1000


def test_nodes_of_all_parts_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    spent = sum(most_nodes(text.encode()) for text in members(BODY).values())
    monkeypatch.setattr(word_package, "MAX_NODES", spent)
    assert list(read_docx(docx(BODY)).tree.lines()) == ["Text"]

    monkeypatch.setattr(word_package, "MAX_NODES", spent - 1)
    assert refusal(docx(BODY)) == "too_complex"


def test_too_many_parts_are_refused_before_the_directory_is_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = zipped({f"{number}": "" for number in range(MAX_PARTS + 1)})
    monkeypatch.setattr(archive.zipfile, "ZipFile", None)

    assert refusal(many) == "too_many_parts"


def test_too_large_upload_is_refused() -> None:
    assert refusal(b"PK\x03\x04" + bytes(MAX_UPLOAD)) == "too_large"


@pytest.mark.parametrize(
    "name", ["../evil.xml", "word/../../evil.xml", "/etc/passwd", "C:/evil", "a\\..\\b", "word/a:b"]
)
def test_names_that_lead_outside_are_refused(name: str) -> None:
    assert refusal(with_part(name, "x")) == "unsafe_name"


def test_name_used_twice_is_refused() -> None:
    target = io.BytesIO(docx(BODY))
    with (
        zipfile.ZipFile(target, "a") as archive_file,
        pytest.warns(UserWarning, match="Duplicate"),
    ):
        archive_file.writestr("word/document.xml", "<other/>")

    assert refusal(target.getvalue()) == "unsafe_name"


@pytest.mark.parametrize("name", ["word/embeddings/sheet.xlsx", "word/media/picture.png"])
def test_archive_inside_is_refused_whatever_it_is_called(name: str) -> None:
    assert refusal(with_part(name, zipped({"a": "b"}))) == "nested_archive"


def test_methods_that_unpack_without_bound_are_refused() -> None:
    target = io.BytesIO(docx(BODY))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_BZIP2) as archive_file:
        archive_file.writestr("word/a.bin", b"x")

    assert refusal(target.getvalue()) == "compression"


def test_encrypted_part_is_refused() -> None:
    data = bytearray(zipped({"a": "b"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert refusal(bytes(data)) == "encrypted"


def test_damaged_zip_is_refused() -> None:
    assert refusal(docx(BODY)[:-30]) == "damaged"


@pytest.mark.parametrize("content", [LAUGHS, XXE, "<!DOCTYPE w><w/>"])
@pytest.mark.parametrize(
    "name", ["word/document.xml", "word/styles.xml", "_rels/.rels", "custom.xml"]
)
def test_document_types_and_entities_are_refused_in_every_part(name: str, content: str) -> None:
    assert refusal(with_part(name, content)) == "doctype"


def test_document_type_cannot_hide_in_another_encoding() -> None:
    assert refusal(with_part("word/document.xml", XXE.encode("utf-16"))) == "doctype"
    hidden = b'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE w+AD4-<w/>'
    assert refusal(with_part("word/document.xml", hidden)) == "damaged"


def test_broken_xml_is_refused() -> None:
    assert refusal(with_part("word/document.xml", "<w:document>")) == "damaged"
    assert refusal(with_part("word/document.xml", b"\xff\x00")) == "damaged"
    assert refusal(with_part("word/document.xml", "<a>" * 5000 + "</a>" * 5000)) == "too_deep"


def test_macros_are_refused_by_part_and_by_type() -> None:
    enabled = MAIN.replace(
        "openxmlformats-officedocument.wordprocessingml.document", "ms-word.document.macroEnabled"
    )

    assert refusal(with_part("word/vbaProject.bin", b"x")) == "macro"
    assert refusal(with_part("[Content_Types].xml", types(enabled))) == "macro"


@pytest.mark.parametrize("kind", ["image", "oleObject", "frame", "subDocument", "aFChunk"])
def test_content_kept_elsewhere_is_refused(kind: str) -> None:
    link = relation("x", kind, "http://127.0.0.1:9/secret", external=True)

    assert refusal(docx(BODY, (link,))) == "external"


def test_relation_cannot_leave_the_package() -> None:
    data = docx(BODY, (relation("x", "footnotes", "../../../etc/passwd"),))

    assert list(read_docx(data).tree.lines()) == ["Text"]
