"""The pages of a composition, as its views and their refusals show them."""

from typing import Any

from flask import Response, request, url_for

from app.domain.charters import VersionStatus, WordingStatus
from app.domain.composition import Part, parts_of
from app.domain.errors import Conflict, NotFound, Refusal
from app.domain.languages import LANGUAGES
from app.domain.wording.diff import Difference, difference
from app.queries.carrying import left_open
from app.queries.charters import CharterInView, managed_charter
from app.queries.composition import Composition, composition_of
from app.queries.works import Wish, Work
from app.web import current
from app.web.charter_links import charter_workspace
from app.web.composing_drafts import typed_before, words_place
from app.web.forms.compositions import (
    IntroductionForm,
    ReasonForm,
    WordsForm,
    introduction_of,
    offer_themes,
    reasons_of,
    words_of,
)
from app.web.htmx import page
from app.web.paging import page_of, page_url

WORKS_A_PAGE = 50
Opened = tuple[CharterInView, Composition]


def version_at(slug: str, number: int) -> tuple[CharterInView, Any]:
    """The version in the address, for the charter's secretariat."""
    view = managed_charter(current.db(), current.actor(), slug, now=current.now())
    version = next((one for one in view.versions if one.number == number), None)
    if version is None:
        raise NotFound("version")
    return view, version


def opened(slug: str, number: int) -> Opened:
    """The working version in the address, for its secretariat."""
    view, version = version_at(slug, number)
    if version.status is not VersionStatus.WORKING:
        raise Conflict("version_is_frozen")
    return view, composition_of(current.db(), version)


def work_at(composition: Composition, key: str) -> Work:
    """The work on the paragraph in the address."""
    found = composition.work(key)
    if found is None:
        raise NotFound("paragraph")
    return found


def list_page(
    slug: str, number: int, status: int = 200, problem: Refusal | None = None
) -> Response:
    """The paragraphs with something to do, or all of them."""
    view, composition = opened(slug, number)
    busy = [
        work
        for work in composition.works
        if composition.base and (work.wishes or work.changed or work.change)
    ]
    # A first text has no amendments to choose by; all of it is what there is to do.
    everything = request.args.get("show") == "all" or not composition.base
    works = list(composition.works) if everything else busy
    asked, last = page_of(len(works), WORKS_A_PAGE)
    return page(
        "compositions/edit.html",
        status,
        view=view,
        composition=composition,
        version=composition.version,
        works=works[(asked - 1) * WORKS_A_PAGE : asked * WORKS_A_PAGE],
        busy=len(busy),
        everything=everything,
        problem=problem,
        current_page=asked,
        last=last,
        page_url=page_url(),
        text_language=shown_language(view),
        workspace=charter_workspace(view, "compose"),
    )


def paragraph_page(
    slug: str,
    number: int,
    key: str,
    *,
    status: int = 200,
    words: WordsForm | None = None,
    reasons: ReasonForm | None = None,
    problem: Refusal | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    """One paragraph with the amendments on it, its words and its reasons."""
    view, composition = opened(slug, number)
    work = work_at(composition, key)
    shown = words
    words = words or WordsForm(formdata=None, data=words_of(work))
    offer_themes(words, view, current.language())
    place = words_place(slug, number, key)
    draft = typed_before(words, work, place) if shown is None and not words.restored else None
    reasons = reasons or ReasonForm(formdata=None, data=reasons_of(work))
    if isinstance(problem, Conflict) and draft is None:
        words.edit.data = reasons.edit.data = work.token
    return page(
        "compositions/paragraph.html",
        status,
        view=view,
        composition=composition,
        version=composition.version,
        work=work,
        words=words,
        reasons=reasons,
        problem=problem,
        draft=draft,
        typed=typed or {},
        languages=LANGUAGES,
        differences={code: changed(work, code) for code in LANGUAGES},
        proposals=[
            (wish, code, against_base(work, code, text))
            for wish in work.wishes
            for code, text in wish.texts.items()
            if wish.replaces
        ],
        parts={wish.key: parts_in(work, wish) for wish in work.wishes if wish.replaces},
        groups=groups_of(work),
        names={wish.key: wish.reference for wish in work.wishes},
        offered={wish.key: composition.offered(wish) for wish in work.wishes},
        text_language=shown_language(view),
        workspace=charter_workspace(view, "compose"),
    )


def publication_page(
    slug: str,
    number: int,
    form: IntroductionForm | None = None,
    status: int = 200,
    problem: Refusal | None = None,
) -> Response:
    """What is still to do before a version is published, and its introduction."""
    view, composition = opened(slug, number)
    version = composition.version
    if composition.base is None:
        raise Conflict("nothing_to_compare")
    form = form or IntroductionForm(
        formdata=None, data=introduction_of(version.changes_introduction, version.edit)
    )
    if isinstance(problem, Conflict):
        form.edit.data = str(version.edit)
    unready = [
        (work, [code for code in view.charter.languages if not_ready(work, code)])
        for work in composition.works
        if work.now is not None
    ]
    return page(
        "compositions/publish.html",
        status,
        view=view,
        composition=composition,
        version=version,
        form=form,
        languages=LANGUAGES,
        problem=problem,
        changed=sum(work.changed for work in composition.works),
        adrift=sum(not left.confirmed for left in left_open(current.db(), version)),
        unready=[(work, codes) for work, codes in unready if codes],
        workspace=charter_workspace(view, "compose"),
    )


def not_ready(work: Work, code: str) -> bool:
    """Whether the paragraph is missing in a language, or its translation is of an older wording."""
    wording = work.after.get(code)
    return wording is None or wording.status is WordingStatus.STALE


def groups_of(work: Work) -> list[dict[str, Any]]:
    """Amendments that meet, by language, each with its difference and a wording to start from."""
    found: list[dict[str, Any]] = []
    for language in sorted({clash.language for clash in work.clashes}):
        clashes = [clash for clash in work.clashes if clash.language == language]
        keys = {key for clash in clashes for key in clash.keys}
        wishes = [wish for wish in work.wishes if wish.key in keys]
        base = work.before.get(language)
        shown = [(wish, against_base(work, language, text_of(wish, language))) for wish in wishes]
        found.append(
            {
                "language": language,
                "base": base.text if base else None,
                "kinds": list(dict.fromkeys(clash.kind for clash in clashes)),
                "wishes": shown,
                "moved": any(one.moves for _, one in shown),
                "start": text_of(wishes[0], language),
            }
        )
    return [*found, *adrift_in(work)]


def adrift_in(work: Work) -> list[dict[str, Any]]:
    """Amendments of an earlier round that the text has outrun, each with the text as it is."""
    found: list[dict[str, Any]] = []
    for wish in work.wishes:
        for language in sorted(wish.asked.keys() - wish.texts.keys()):
            base = work.before.get(language)
            if not wish.undecided or base is None:
                continue
            diff = against_base(work, language, wish.asked[language])
            found.append(
                {
                    "language": language,
                    "base": base.text,
                    "kinds": [],
                    "wishes": [(wish, diff)],
                    "moved": diff.moves,
                    "start": base.text,
                }
            )
    return found


def parts_asked() -> dict[str, list[str]]:
    """The single changes that are ticked, by language."""
    asked: dict[str, list[str]] = {}
    for value in request.form.getlist("part"):
        language, _colon, name = value.partition(":")
        asked.setdefault(language, []).append(name)
    return asked


def parts_in(work: Work, wish: Wish) -> list[tuple[str, Part]]:
    """The single changes of an amendment with their language; none where there is only one."""
    found = [
        (code, part)
        for code, text in wish.texts.items()
        if (base := work.before.get(code)) is not None
        for part in parts_of(base.text, text, wish.taken.get(code))
    ]
    return found if len(found) > 1 else []


def text_of(wish: Wish, language: str) -> str:
    """What an amendment has taken, or asks for, in a language."""
    return wish.text(language) or ""


def against_base(work: Work, language: str, text: str) -> Difference:
    """A text compared with the base."""
    base = work.before.get(language)
    return difference(base.text if base else "", text)


def changed(work: Work, language: str) -> Difference | None:
    """What differs from the base now; None where nothing does."""
    base, now = work.before.get(language), work.after.get(language)
    if base is None or now is None or base.text == now.text:
        return None
    return difference(base.text, now.text)


def shown_language(view: CharterInView) -> str:
    """The language short texts are shown in: that of the page where the charter has it."""
    language = current.language()
    if language in view.charter.languages:
        return language
    return view.charter.authentic_language or view.charter.languages[0]


def back_to_paragraph(slug: str, number: int, key: str) -> str:
    """The address of one paragraph's work, or of the list when it is gone."""
    _view, composition = opened(slug, number)
    if composition.work(key) is None:
        return url_for("compositions.edit", slug=slug, number=number)
    return url_for("compositions.paragraph", slug=slug, number=number, key=key)
