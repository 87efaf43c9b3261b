"""The pages of the translation desk, as its views and their refusals show them."""

from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for
from flask import session as cookie
from flask_babel import gettext as _

from app.domain.errors import NotFound, Refusal
from app.domain.glossary import marked, occurring, unrendered
from app.domain.parts import BESIDE, Part, Place
from app.domain.permissions import Action, refusal
from app.domain.rules import Subject
from app.domain.translation import Standing
from app.domain.wording.diff import difference
from app.queries.charters import CharterInView, managed_charter
from app.queries.desk import TO_DO, Desk, at_desk, desk_of, progress_of
from app.queries.glossary import glossary_of
from app.queries.parts import TranslatedPart
from app.queries.translation import Translated, names_of, open_queries, queries_on
from app.web import current
from app.web.asked import one_among
from app.web.charter_links import charter_workspace
from app.web.forms.translations import AnswerForm, QueryForm, TranslationForm, words_of
from app.web.htmx import page
from app.web.paging import last_page, page_asked, page_url
from app.web.refusals import sentence

ROWS_A_PAGE = 50
SHOWN = ("all", "todo", *(one.value for one in Standing), "queries")
KEYS = "desk_keys"


@dataclass(frozen=True, slots=True)
class DeskInView:
    """A desk: the charter, the version, the language translated into."""

    view: CharterInView
    version: Any
    into: str

    def url(self, place: Place, anchor: str | None = None, **asked: Any) -> str:
        """The page of a part, within the list it is reached from."""
        values = {"key": place.key, "_anchor": anchor, **self.values, **kept(), **asked}
        if place.part is Part.PARAGRAPH:
            return url_for("translations.paragraph", **values)
        return url_for("translations.part", part=place.part.value, **values)

    def beside(self, place: Place, source: str) -> str:
        """The page of a part with another original beside it."""
        return self.url(place, **{"from": source})

    def listed(self, **more: Any) -> str:
        """The list it is reached from, or another language's."""
        return url_for("translations.index", **{**self.values, **kept(), **more})

    @property
    def values(self) -> dict[str, Any]:
        """What its addresses are made of."""
        return {"slug": self.view.slug, "number": self.version.number, "into": self.into}


def desk_view(slug: str, number: int, into: str) -> DeskInView:
    """The desk in the address, for those who work on the text."""
    view = managed_charter(current.db(), current.actor(), slug, now=current.now(), edit=False)
    version = next((one for one in view.versions if one.number == number), None)
    if version is None:
        raise NotFound("version")
    return DeskInView(view, version, into)


def show_asked() -> str:
    """The list asked for."""
    return one_among("show", SHOWN) or "all"


def kept() -> dict[str, Any]:
    """What the address keeps from page to page: the list, and the original beside."""
    asked = {"show": show_asked(), "from": request.args.get("from", "")}
    return {name: value for name, value in asked.items() if value not in {"", "all"}}


def keys_in_use() -> bool:
    """Whether the desk has keys of its own; whoever minds them switches them off."""
    return cookie.get(KEYS) != "off"


def named(place: Place, number: int | None) -> str:
    """What a part is called in lists and headings."""
    if place.part is Part.HEADING:
        return str(_("Heading of a section"))
    if place.part is Part.NOTE:
        return str(_("Note on paragraph %(number)s", number=number))
    if place.part is Part.CITATIONS:
        return str(_("Citations of paragraph %(number)s", number=number))
    return str(_("Paragraph %(number)s", number=number))


def list_page(desk_at: DeskInView) -> Response:
    """The parts of a list, and how far each language is."""
    session = current.db()
    desk = desk_of(session, desk_at.version, desk_at.into)
    show = show_asked()
    rows = desk.shown(show)
    last = last_page(len(rows), ROWS_A_PAGE)
    asked = min(page_asked(), last)
    return page(
        "translations/index.html",
        place=desk_at,
        view=desk_at.view,
        version=desk_at.version,
        into=desk_at.into,
        desk=desk,
        paragraphs=desk.part(Part.PARAGRAPH),
        around=desk.part(Part.HEADING, *BESIDE),
        show=show,
        tabs=tabs(desk_at, desk),
        first=next(iter(desk.shown("todo")), None),
        rows=rows[(asked - 1) * ROWS_A_PAGE : asked * ROWS_A_PAGE],
        others=progress_of(session, desk_at.version, others(desk_at, desk)),
        waiting=open_queries(session, desk_at.version),
        current_page=asked,
        last=last,
        page_url=page_url(),
        named=named,
        keys=keys_in_use(),
        workspace=charter_workspace(desk_at.view, "charter"),
    )


def tabs(desk_at: DeskInView, desk: Desk) -> list[tuple[str, int, str]]:
    """Each list with its length and address."""
    return [
        (show, len(desk.shown(show)), url_for("translations.index", show=show, **desk_at.values))
        for show in SHOWN
    ]


def others(desk_at: DeskInView, desk: Desk) -> list[str]:
    """The other languages of the charter that are translated."""
    left_out = {desk_at.into, desk.source}
    return [code for code in desk_at.view.charter.languages if code not in left_out]


def part_page(
    desk_at: DeskInView,
    place: Place,
    *,
    status: int = 200,
    words: TranslationForm | None = None,
    query: QueryForm | None = None,
    answers: dict[int, AnswerForm] | None = None,
    problem: Refusal | None = None,
) -> Response:
    """One part: its original, the words so far, agreed terms, queries."""
    session, show = current.db(), show_asked()
    at = at_desk(session, desk_at.version, place, desk_at.into, request.args.get("from"))
    words = words or TranslationForm(formdata=None, data=words_of(at))
    if problem is not None and problem.code == "changed_meanwhile":
        words.edit.data = at.token
    desk = desk_of(session, desk_at.version, desk_at.into)
    threads = queries_on(session, desk_at.version, place, desk_at.into)
    forms = {row.id: answer_form(row.id, answers) for row in threads if not row.answered_at}
    mine = at.wording
    return page(
        "translations/paragraph.html",
        status,
        place=desk_at,
        view=desk_at.view,
        version=desk_at.version,
        into=desk_at.into,
        at=at,
        called=named(place, at.number),
        named=named,
        words=words,
        query=query or QueryForm(formdata=None),
        answers=forms,
        problem=problem,
        problem_words=sentence(problem.code, problem.details) if problem else "",
        **terms_in(desk_at, at),
        changed=difference(at.original_before, at.original.text)
        if at.original_before is not None and at.original
        else None,
        threads=threads,
        names=names_of(
            session,
            [
                *((mine.written_by_id, mine.reviewed_by_id) if mine else ()),
                *(one for row in threads for one in (row.asked_by_id, row.answered_by_id)),
            ],
        ),
        may_review=may_review(desk_at, at),
        before=desk.before(place, show),
        after=desk.after(place, show),
        left=desk.count(*TO_DO),
        show=show,
        keys=keys_in_use(),
        workspace=charter_workspace(desk_at.view, "charter"),
    )


def terms_in(desk_at: DeskInView, at: Translated | TranslatedPart) -> dict[str, Any]:
    """The original in pieces, its agreed terms, and those that the translation does not show."""
    terms = glossary_of(current.db(), desk_at.view.charter)
    pieces = marked(at.original.text, at.source or "", terms) if at.original else []
    found = [term for term in occurring(pieces) if term.rendering(desk_at.into)]
    mine = at.wording
    absent = unrendered(mine.text, desk_at.into, found) if mine else []
    return {"pieces": pieces, "terms": found, "absent": absent}


def may_review(desk_at: DeskInView, at: Translated | TranslatedPart) -> bool:
    """Whether this person may mark the draft as reviewed; nobody marks one's own."""
    if at.wording is None or at.standing is not Standing.DRAFT:
        return False
    subject = Subject(charter_id=desk_at.view.charter.id, author_id=at.wording.written_by_id)
    return refusal(current.actor(), Action.REVIEW_TRANSLATION, subject, current.now()) is None


def answer_form(row: int, sent: dict[int, AnswerForm] | None) -> AnswerForm:
    """The form to answer one query, as it was sent where it was."""
    form = (sent or {}).get(row) or AnswerForm(formdata=None, about=str(row))
    form.answer.id = f"answer-{row}"
    return form
