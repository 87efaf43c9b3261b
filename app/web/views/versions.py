"""Versions: the permanent text, one paragraph of it, and two versions side by side."""

from flask import Blueprint, Response, request

from app.domain.citations import citations_in
from app.domain.errors import NotFound
from app.domain.languages import LANGUAGES
from app.domain.version_documents import TextFormat
from app.queries.ancestry import talk_on
from app.queries.carrying import carried_to
from app.queries.charters import completeness, rounds_of
from app.queries.comparison import compare as compared
from app.queries.notes import notes_on
from app.queries.stories import story_of
from app.queries.texts import text_of
from app.queries.themes import themes_of
from app.queries.versions import life_of, neighbours_of
from app.web import current
from app.web.htmx import page
from app.web.version_files import form_for, possible
from app.web.versions_in_hand import shared_languages, shown_language, version_in_view

bp = Blueprint("versions", __name__)

VIEWS = ("text", "side", "new")


@bp.get("/charters/<slug>/versions/<int:number>")
def show(slug: str, number: int) -> Response:
    """The whole text of a version, with its hash, at an address that stays."""
    found = version_in_view(slug, number)
    language = shown_language(found)
    return page(
        "versions/show.html",
        found=found,
        view=found.view,
        version=found.version,
        text_language=language,
        sections=text_of(current.db(), found.version, language),
        languages=completeness(current.db(), found.version, found.view.charter.languages),
        text_form=form_for(found, language),
        pdf_possible=possible(TextFormat.PDF),
    )


@bp.get("/charters/<slug>/versions/<int:number>/p/<key>")
def paragraph(slug: str, number: int, key: str) -> Response:
    """One paragraph in every language, where it came from and why it reads this way."""
    found = version_in_view(slug, number)
    life = life_of(current.db(), found.version, key)
    rounds = [
        one.round
        for one in rounds_of(current.db(), current.actor(), found.view.charter, now=current.now())
    ]
    own = current.language()
    codes = [code for code in (own, *LANGUAGES) if code in found.view.charter.languages]
    return page(
        "versions/paragraph.html",
        found=found,
        view=found.view,
        version=found.version,
        life=life,
        neighbours=neighbours_of(current.db(), life),
        story=story_of(current.db(), life.paragraph),
        talks=talk_on(current.db(), life.paragraph, rounds),
        carried=carried_to(current.db(), found.version, key),
        codes=list(dict.fromkeys(codes)),
        themes=themes_of(current.db(), found.view.charter.id, own),
        citations={code: citations_in(life.paragraph.citations.get(code, "")) for code in codes},
        imported_notes=notes_on(
            current.db(), current.actor(), found.view.charter, key, now=current.now()
        ),
    )


@bp.get("/charters/<slug>/compare/<int:older>/<int:newer>")
def compare(slug: str, older: int, newer: int) -> Response:
    """Two versions word by word, in the language of the page or another that both have."""
    if older >= newer:
        raise NotFound("version")
    before, after = version_in_view(slug, older), version_in_view(slug, newer)
    wanted = request.args.get("language")
    language, languages = shared_languages(before, after, wanted)
    asked = request.args.get("view", "text")
    return page(
        "versions/compare.html",
        view=after.view,
        before=before.version,
        after=after.version,
        text_language=language,
        languages=languages,
        chosen=wanted if wanted in languages else None,
        sections=compared(current.db(), before.version, after.version, language),
        look=asked if asked in VIEWS else "text",
        everything=request.args.get("show") == "all",
    )
