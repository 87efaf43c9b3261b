"""Importing a text in the browser: upload, preview, corrections, pairs, confirmation."""

import io
import zipfile

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus
from app.models.charters import Charter, TextImport, Version
from app.queries.texts import paragraphs_of
from tests.documents.readers.word_files import docx, paragraph, part, run
from tests.factories.cast import Cast
from tests.factories.small_text import EN, ES, TEXTS
from tests.web.charters.importing import IMPORT, act, confirmed, upload
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post, sign_in


def only(session: Session) -> TextImport:
    session.expire_all()
    return session.scalars(select(TextImport)).one()


def test_four_languages_come_in_by_the_browser(desk: AuditedClient, session: Session) -> None:
    for language, data in TEXTS.items():
        answer = confirmed(desk, data, language)
        assert answer.status_code == 303, language
        assert answer.location.endswith("/manage/charters/quays#next")

    version = session.scalars(select(Version).order_by(Version.id.desc())).first()
    assert version is not None
    spanish = paragraphs_of(session, version, "es")
    assert [p.number for p in spanish if p.missing] == [2]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_pages_are_sound(desk: AuditedClient, lang: str) -> None:
    confirmed(desk, EN)
    url = upload(desk, ES, "es").location.replace("/en/", f"/{lang}/")
    pages = (
        url,
        f"{url}/pairs",
        f"{url}/pairs?show=doubtful",
        f"{url}/lines/l1",
        f"{url}/lines/l2",
    )
    for path in (*pages, f"/{lang}/manage/charters/quays/import", f"/{lang}/manage/charters/quays"):
        assert desk.get(path).status_code == 200, path


def test_preview_shows_sections_numbers_and_labels(desk: AuditedClient) -> None:
    page = Page(desk.get(upload(desk, EN).location).text)

    assert "6 paragraphs · 3 headings" in page.text
    assert "Label: (a)" in page.text
    assert "Preambular" in page.text


def test_pasted_text_is_read_like_a_file(desk: AuditedClient) -> None:
    answer = post(desk, IMPORT, {"language": "en", "text": EN.decode()})

    assert "6 paragraphs" in Page(desk.get(answer.location).text).text


def test_line_is_corrected_and_comes_back_to_its_place(
    desk: AuditedClient, session: Session
) -> None:
    url = upload(desk, EN).location
    answer = act(desk, f"{url}/lines/l2", text="Other words.", label="1.", kind="principle")

    assert answer.location.endswith("#edit-l2")
    assert ["l2", "Other words.", "1.", 0, "principle", None] in only(session).tree["lines"]


@pytest.mark.parametrize(("do", "lines"), [("merge", 8), ("delete", 8), ("split", 10), ("", 9)])
def test_every_correction_works_by_plain_form(
    desk: AuditedClient, session: Session, do: str, lines: int
) -> None:
    url = upload(desk, EN).location
    act(desk, f"{url}/lines/l2", do=do, text="One.\n\nTwo.", label="", kind="operative")

    assert len(only(session).tree["lines"]) == lines


def test_section_gets_one_type(desk: AuditedClient, session: Session) -> None:
    url = upload(desk, EN).location
    act(desk, url, do="retype", type="commitment", line="l4")

    kinds = {line[0]: line[4] for line in only(session).tree["lines"]}
    assert (kinds["l5"], kinds["l6"], kinds["l2"]) == ("commitment", "commitment", "preambular")


def test_impossible_correction_keeps_what_was_typed(desk: AuditedClient) -> None:
    url = upload(desk, EN).location
    answer = act(
        desk, f"{url}/lines/l2", do="split", text="No place here", label="", kind="operative"
    )

    assert answer.status_code == 422
    assert "No place here" in answer.text
    assert "Put an empty line" in answer.text


def test_second_editor_sees_both_texts(desk: AuditedClient, session: Session) -> None:
    url = upload(desk, EN).location
    stale = {"edit": "1", "label": "", "kind": "operative"}
    post(desk, f"{url}/lines/l2", {**stale, "text": "The first to save."})
    answer = post(desk, f"{url}/lines/l2", {**stale, "text": "The second to save."})

    assert answer.status_code == 409
    assert "The first to save." in answer.text
    assert "The second to save." in answer.text


def test_doubtful_pairs_hold_the_text_back(desk: AuditedClient) -> None:
    confirmed(desk, EN)
    url = upload(desk, ES, "es").location
    answer = act(desk, url, do="confirm")

    assert answer.status_code == 422
    assert "doubtful pairs left" in answer.text


def test_line_is_put_where_a_person_says(desk: AuditedClient, session: Session) -> None:
    confirmed(desk, EN)
    url = upload(desk, ES, "es").location
    answer = act(desk, f"{url}/pairs", do="place:l2", place="number", number="2", anchor="p-x")
    row = session.scalars(select(TextImport).order_by(TextImport.id.desc())).first()

    assert answer.location.endswith("/pairs#p-x")
    assert row is not None
    places = row.pairs["places"]
    assert places["l2"] not in {place for line, place in places.items() if line != "l2"}


def test_unknown_number_is_said(desk: AuditedClient) -> None:
    confirmed(desk, EN)
    url = upload(desk, ES, "es").location
    answer = act(desk, f"{url}/pairs", do="place:l2", place="number", number="77")

    assert answer.status_code == 422
    assert "no paragraph with this number" in answer.text


def test_charter_changed_meanwhile_offers_to_compare_again(
    desk: AuditedClient, session: Session
) -> None:
    confirmed(desk, EN)
    url = upload(desk, EN.replace(b"a lamp", b"one lamp")).location
    newest = select(Version).order_by(Version.id.desc()).limit(1)
    session.scalars(newest).one().edit += 1
    session.commit()
    answer = act(desk, url, do="confirm")

    assert answer.status_code == 409
    assert "Compare again" in answer.text
    assert act(desk, url, do="again").location.endswith("/pairs")


def test_import_can_be_dropped(desk: AuditedClient, session: Session) -> None:
    url = upload(desk, EN).location
    act(desk, url, do="drop")

    assert session.scalar(select(TextImport)) is None


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 30_000_000)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (bomb(), "bomb.docx", "unpacks to far more"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "old.docx", "not a .docx file"),
        (b"PK\x03\x04broken", "broken.docx", "damaged"),
        (b"text", "macro.docm", "macros"),
        (b"text", "picture.png", "Use .docx, .odt, .html, .md, .txt or"),
        (b"%PDF-1.7", "charter.pdf", "copy the text out of the PDF"),
        (b"<a/>", "a.xml", "no Akoma Ntoso 3.0"),
        (b"   ", "empty.md", "no text in this file"),
    ],
)
def test_hostile_file_is_refused_with_a_reason(
    desk: AuditedClient, session: Session, data: bytes, name: str, words: str
) -> None:
    answer = upload(desk, data, name=name)

    assert answer.status_code == 422
    assert words in answer.text
    assert session.scalar(select(TextImport)) is None


def test_nothing_sent_is_said_beside_the_field(desk: AuditedClient) -> None:
    answer = post(desk, IMPORT, {"language": "fr", "text": " "})

    assert answer.status_code == 422
    assert Page(answer.text).title.startswith("Error:")


@pytest.mark.parametrize("name", ["bo", "ada", "tariq", "olu", "ann", "dee", "sol"])
def test_others_do_not_import(client: FlaskClient, cast: Cast, charter: Charter, name: str) -> None:
    sign_in(client, getattr(cast, name))

    assert client.get(IMPORT).status_code == 403
    assert post(client, IMPORT, {"language": "en", "text": "A."}).status_code == 403


def test_visitor_is_led_to_sign_in(client: FlaskClient, charter: Charter) -> None:
    assert "/sign-in" in client.get(IMPORT).location


def test_long_text_is_paged(desk: AuditedClient) -> None:
    text = "\n\n".join(f"Paragraph number {n} says something of its own." for n in range(590))
    url = post(desk, IMPORT, {"language": "en", "text": text}).location
    page = Page(desk.get(f"{url}?page=6").text)

    assert page.by_id("l590") is not None
    assert page.by_id("l1") is None


def test_too_long_text_is_refused(desk: AuditedClient) -> None:
    text = "\n\n".join(f"Paragraph number {n}." for n in range(601))

    assert post(desk, IMPORT, {"language": "en", "text": text}).status_code == 422


REMARK = f'<w:comment w:id="1" w:author="Ana">{paragraph("why?")}</w:comment>'
INSERTED = f"<w:ins>{run('shall')}</w:ins>"
DELETED = "<w:del><w:r><w:delText>Old words.</w:delText></w:r></w:del>"
CALL = '<w:r><w:commentReference w:id="1"/></w:r>'
CHANGED = docx(
    paragraph(f"{run('Cities ')}{INSERTED}{CALL}") + paragraph(DELETED),
    comments=part("comments", REMARK),
)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_reading_of_changes_is_asked_for_and_taken(desk: AuditedClient, lang: str) -> None:
    url = upload(desk, CHANGED, name="draft.docx").location
    page = Page(desk.get(url.replace("/en/", f"/{lang}/")).text)
    assert "Old words." not in page.text
    assert {e.get("value") for e in page.all("input") if e.get("name") == "reading"} == {
        "accepted", "rejected",
    }  # fmt: skip

    form = {"edit": "1", "reading": "rejected"}
    answer = post(desk, f"{url}/reading", form)

    assert answer.location.endswith(url.rpartition("/")[2])
    assert "Old words." in Page(desk.get(url).text).text
    assert post(desk, f"{url}/reading", form).status_code == 409


def test_file_without_changes_is_not_asked_about(desk: AuditedClient) -> None:
    page = Page(desk.get(upload(desk, EN).location).text)

    assert not [e for e in page.all("input") if e.get("name") == "reading"]


def test_comments_of_a_file_are_offered_and_shown_to_the_secretariat(
    desk: AuditedClient, client: FlaskClient, session: Session, cast: Cast
) -> None:
    url = upload(desk, CHANGED, name="draft.docx").location
    assert "1 comment in this file" in Page(desk.get(url).text).text
    act(desk, url, do="confirm")
    version = session.scalars(select(Version).order_by(Version.id.desc())).first()
    assert version is not None
    key = paragraphs_of(session, version, "en")[0].key
    address = f"/en/charters/quays/versions/1/p/{key}"
    version.status, version.content_hash = VersionStatus.FROZEN, "0" * 64
    session.commit()

    assert "why?" in Page(desk.get(address).text).text
    sign_in(client, cast.bo)
    other = AuditedClient(client).get(address)
    assert other.status_code == 200
    assert "why?" not in other.text


def test_comments_can_be_left_out(desk: AuditedClient) -> None:
    url = upload(desk, CHANGED, name="draft.docx").location
    form = {"edit": "1", "do": "leave_out:0"}

    assert post(desk, f"{url}/reading", form).status_code == 303
    assert "why?" not in Page(desk.get(url).text).text
