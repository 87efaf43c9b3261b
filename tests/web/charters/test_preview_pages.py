"""The preview of an import: one line open, several lines at once, undo, long texts."""

import io
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.charters import Charter, Paragraph, Principle, TextImport, Topic, Version
from tests.documents.readers.word_files import docx, paragraph
from tests.factories.small_text import EN, ES
from tests.web.charters.importing import IMPORT, act, confirmed, upload
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post
from tests.web.statements import counted

LINKED = EN.replace(b"a lamp lit", b"[a lamp](https://example.org/lamp) lit")
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def listed(session: Session, charter: Charter) -> Charter:
    """The charter with a principle and a topic."""
    names = {"en": "Light", "ar": "الضوء"}
    session.add_all(
        [
            Principle(charter_id=charter.id, key="light", position=1, names=names, explanations={}),
            Topic(charter_id=charter.id, key="lamps", position=1, names={"en": "Street lamps"}),
        ]
    )
    session.commit()
    return charter


def tree(session: Session) -> list[list[Any]]:
    session.rollback()
    rows: list[list[Any]] = session.scalars(select(TextImport)).one().tree["lines"]
    return rows


def order(session: Session) -> list[str]:
    return [row[0] for row in tree(session)]


def typed(text: str = "Typed words.", **more: str) -> dict[str, str]:
    return {"text": text, "label": "", "kind": "operative", **more}


def focused(page: Page) -> list[str]:
    return [e.get("id", "") for e in page.root.iter() if e.get("data-focus") is not None]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_pages_are_sound_with_a_line_open_and_lines_ticked(
    desk: AuditedClient, listed: Charter, lang: str
) -> None:
    url = upload(desk, LINKED).location.replace("/en/", f"/{lang}/")
    act(desk, url, do="link", line="l2", topics="lamps")
    for path in (url, f"{url}/lines/l2", f"{url}/lines/l4", f"{url}?tick=all", f"{url}?tick=l2"):
        assert desk.get(path).status_code == 200, path


def test_problem_leads_to_its_paragraph(desk: AuditedClient) -> None:
    page = Page(desk.get(upload(desk, LINKED).location).text)

    assert "A link lost its address" in page.text
    assert page.links["Paragraph 3"].endswith("?page=1#l5")


@pytest.mark.parametrize(
    ("do", "line", "expected", "back"),
    [
        ("up", "l3", "l1 l3 l2 l4 l5 l6 l7 l8 l9", "/lines/l3#up-l3"),
        ("down", "l2", "l1 l3 l2 l4 l5 l6 l7 l8 l9", "/lines/l2#down-l2"),
        ("down", "l8", "", ""),
        ("up", "l4", "l4 l5 l6 l7 l1 l2 l3 l8 l9", "/lines/l4#l4"),
        ("lower", "l4", "l1 l2 l3 l4 l5 l6 l7 l8 l9", "/lines/l4#l4"),
        ("take_out", "l4", "l1 l2 l3 l8 l9", "?page=1#edit-l3"),
        ("delete", "l1", "l2 l3 l4 l5 l6 l7 l8 l9", "?page=1#edit-l2"),
        ("split", "l2", "l1 l2 l10 l3 l4 l5 l6 l7 l8 l9", "?page=1#edit-l2"),
        ("", "l2", "l1 l2 l3 l4 l5 l6 l7 l8 l9", "?page=1#edit-l2"),
    ],
)
def test_act_on_a_line_comes_back_to_it(
    desk: AuditedClient, session: Session, do: str, line: str, expected: str, back: str
) -> None:
    url = upload(desk, EN).location
    kind = "heading1" if line in {"l1", "l4", "l8"} else "operative"
    answer = act(desk, f"{url}/lines/{line}", do=do, **typed("Some.\n\nWords.", kind=kind))

    if not expected:
        assert answer.status_code == 422
        assert "stands last already" in Page(answer.text).text
        return
    assert answer.location.endswith(back)
    assert " ".join(order(session)) == expected


def test_words_typed_are_saved_with_a_move(desk: AuditedClient, session: Session) -> None:
    url = upload(desk, EN).location
    act(desk, f"{url}/lines/l3", do="up", **typed())

    assert tree(session)[1][:2] == ["l3", "Typed words."]


def test_impossible_move_keeps_what_was_typed(desk: AuditedClient) -> None:
    url = upload(desk, EN).location
    answer = act(desk, f"{url}/lines/l3", do="move", **typed(number="99"))
    page = Page(answer.text)

    assert answer.status_code == 422
    assert page.title.startswith("Error:")
    assert "no paragraph with this number in this text" in page.text
    assert "Typed words." in answer.text
    assert act(desk, f"{url}/lines/l3", do="move", **typed()).status_code == 422


def test_line_is_moved_far_by_number_in_any_digits_or_to_a_section(
    desk: AuditedClient, session: Session
) -> None:
    url = upload(desk, EN).location
    act(desk, f"{url}/lines/l2", do="move", **typed(number="٦"))
    assert order(session)[-1] == "l2"
    act(desk, f"{url}/lines/l2", do="move", **typed(under="l1"))
    assert order(session)[:3] == ["l1", "l3", "l2"]


def test_paragraph_is_linked_and_shown_so(
    desk: AuditedClient, session: Session, listed: Charter
) -> None:
    url = upload(desk, EN).location
    act(desk, f"{url}/lines/l2", **typed(principles="light", topics="lamps"))
    assert tree(session)[1][5] == [["light"], ["lamps"]]

    page = Page(desk.get(url).text)
    assert [e.text for e in page.by_class("tag")] == ["Light", "Street lamps"]
    opened = Page(desk.get(f"{url}/lines/l2").text)
    for name in ("principles-0", "topics-0"):
        box = opened.by_id(name)
        assert box is not None
        assert box.get("checked") is not None


def test_several_lines_are_linked_retyped_and_deleted(
    desk: AuditedClient, session: Session, listed: Charter
) -> None:
    url = upload(desk, EN).location
    answer = act(desk, url, do="link", line=["l4", "l2"], topics="lamps")  # type: ignore[arg-type]
    assert answer.location.endswith("?page=1&tick=l4.l2#several")
    page = Page(desk.get(answer.location).text)
    assert [e.get("value") for e in page.all("input") if e.get("name") == "line"
            and e.get("checked") is not None] == ["l2", "l4"]  # fmt: skip

    act(desk, url, do="retype", line="l4", type="annex")
    act(desk, url, do="unlink", line="l6", topics="lamps")
    answer = act(desk, url, do="delete_several", line=["l1", "l9"])  # type: ignore[arg-type]

    assert answer.location.endswith("#edit-l2")
    assert {row[0]: row[5] for row in tree(session)}["l6"] == [[], []]
    assert {row[0]: row[5] for row in tree(session)}["l7"] == [[], ["lamps"]]
    assert [row[4] for row in tree(session) if row[0] in {"l5", "l6", "l7"}] == ["annex"] * 3
    assert order(session) == ["l2", "l3", "l4", "l5", "l6", "l7", "l8"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"do": "retype", "type": "annex"}, "Tick the lines"),
        ({"do": "link", "line": "l2"}, "Choose a principle or topic"),
        ({"do": "link", "line": "l2", "topics": "gone"}, "no longer has this"),
        ({"do": "undo"}, "nothing left to undo"),
    ],
)
def test_impossible_act_on_several_lines_is_said(
    desk: AuditedClient, listed: Charter, fields: dict[str, str], words: str
) -> None:
    url = upload(desk, EN).location
    answer = act(desk, url, **fields)
    page = Page(answer.text)

    assert answer.status_code == 422
    assert words in page.text
    assert page.title.startswith("Error:")


def test_last_step_is_named_and_undone(desk: AuditedClient, session: Session) -> None:
    url = upload(desk, EN).location
    act(desk, f"{url}/lines/l3", do="delete")
    page = Page(desk.get(url).text)
    assert "Last step: Deleted – Noting that nobody" in page.text

    answer = act(desk, url, do="undo")

    assert answer.location.endswith("#edit-l3")
    assert "l3" in order(session)
    assert "Last step" not in Page(desk.get(url).text).text


def test_pairs_are_undone_where_they_are_settled(desk: AuditedClient, session: Session) -> None:
    confirmed(desk, EN)
    url = upload(desk, ES, "es").location
    act(desk, f"{url}/pairs", do="place:l2", place="out")
    answer = act(desk, f"{url}/pairs", do="undo")
    newest = session.scalars(select(TextImport).order_by(TextImport.id.desc())).first()

    assert answer.location.endswith("/pairs")
    assert newest is not None
    assert newest.pairs["places"]["l2"] != "out"


def test_second_editor_of_several_lines_is_told(desk: AuditedClient, session: Session) -> None:
    url = upload(desk, EN).location
    post(desk, url, {"edit": "1", "do": "retype", "line": "l2", "type": "annex"})
    answer = post(desk, url, {"edit": "1", "do": "delete_several", "line": "l3"})

    assert answer.status_code == 409
    assert "Somebody else changed this meanwhile" in Page(answer.text).text
    assert "l3" in order(session)


def test_script_gets_the_part_with_the_focus_where_it_was(
    desk: AuditedClient, session: Session
) -> None:
    url = upload(desk, EN).location
    line = desk.get(f"{url}/lines/l3", headers=FRAGMENT)
    assert line.headers["HX-Push-Url"].endswith("/lines/l3")
    assert focused(Page(line.text, lang="en")) == ["l3"]

    for do, focus in (("down", "down-l3"), ("up", "up-l3"), ("up", "up-l3"), ("up", "l3")):
        edit = str(session.scalars(select(TextImport.edit)).one())
        answer = post(desk, f"{url}/lines/l3", typed(edit=edit, do=do), headers=FRAGMENT)
        session.rollback()
        assert answer.headers["HX-Replace-Url"].endswith(f"/lines/l3#{focus}")
        assert "<html" not in answer.text
        assert focused(Page(answer.text, lang="en")) == [focus]


def test_confirmed_import_opens_no_line(desk: AuditedClient) -> None:
    url = upload(desk, EN).location
    act(desk, url, do="confirm")
    page = Page(desk.get(f"{url}/lines/l2").text)

    assert not page.all("textarea")
    assert desk.get(f"{url}/lines/l99").status_code == 404


def test_imported_again_it_shows_what_its_paragraphs_are_linked_to(
    desk: AuditedClient, session: Session, listed: Charter
) -> None:
    confirmed(desk, EN)
    version = session.scalars(select(Version).order_by(Version.id.desc())).first()
    assert version is not None
    for row in session.scalars(select(Paragraph).where(Paragraph.version_id == version.id)):
        row.topics = ["lamps"]
    session.commit()
    url = upload(desk, EN.replace(b"a lamp", b"one lamp")).location

    assert len(Page(desk.get(url).text).by_class("tag")) == 6
    translation = upload(desk, ES, "es").location
    assert "Link them to these" not in desk.get(translation).text


def long_text(paragraphs: int) -> bytes:
    """Sections of ten paragraphs."""
    words = "Every town of the river keeps its word, number {}, and says so in public each year."
    rows = (
        (f"## Article {n // 10 + 1}\n\n" if n % 10 == 0 else "") + words.format(n)
        for n in range(paragraphs)
    )
    return "\n\n".join(rows).encode()


def test_long_preview_is_bounded_and_asks_no_more_of_the_database(
    app: Flask, desk: AuditedClient
) -> None:
    short = upload(desk, long_text(30)).location
    long = upload(desk, long_text(600)).location
    with counted(app) as few:
        desk.get(f"{short}/lines/l5")
    with counted(app) as many:
        answer = desk.get(f"{long}/lines/l5")

    assert len(many) == len(few)
    assert len(answer.data) < 250_000
    page = Page(answer.text)
    assert len([e for e in page.all("input") if e.get("name") == "line"]) < 100
    assert "60 headings" in page.text


def test_word_file_is_corrected_like_any_other(desk: AuditedClient, session: Session) -> None:
    file = docx(paragraph("First words.") + paragraph("Second words."))
    data = {"language": "en", "file": (io.BytesIO(file), "draft.docx")}
    url = post(desk, IMPORT, data, content_type="multipart/form-data").location
    act(desk, f"{url}/lines/l2", do="up", **typed("Second words."))

    assert order(session) == ["l2", "l1"]
