"""Reading a round's text: the whole of it, and each paragraph with what was said on it."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from app.domain.permissions import Action, takes_part
from app.domain.rounds import RoundState
from app.domain.texts import ParagraphType
from app.queries.paragraphs import (
    AMENDMENTS_A_PAGE,
    COMMENTS_A_PAGE,
    POSITIONS_A_PAGE,
    Pages,
    ParagraphInView,
    for_reader,
)
from app.queries.reading import Filter, Show, reading_of, responded_by
from app.queries.rounds import RoundInView
from app.queries.selections import Sort
from app.web import current, kept
from app.web.asked import UnknownFilter, one_in
from app.web.htmx import shown_as, wants_fragment
from app.web.offers import Offer, offer, offers, reasons
from app.web.packed import MARK
from app.web.paging import last_page, page_asked, page_url
from app.web.parts import ParagraphParts, as_markup, packed_part, paragraph_in_hand
from app.web.rounds_in_hand import round_in_hand
from app.web.texts_in_hand import Look, text_in_hand, themes_in_hand

bp = Blueprint("reading", __name__)

DIGITS = 5
PANEL_ACTIONS = (Action.COMMENT, Action.RATE, Action.AMEND)


@bp.get("/rounds/<slug>/text")
def text(slug: str) -> Response:
    """The whole text; ``?p=12`` opens paragraph 12 beside it."""
    return kept.answer(slug, lambda: text_page(slug))


@bp.get("/rounds/<slug>/p/<int:number>")
def paragraph(slug: str, number: int) -> Response:
    """One paragraph with everything said on it; beside the text it is the panel."""
    response = kept.answer(slug, lambda: paragraph_page(slug, number))
    if not wants_fragment():
        return response
    return shown_as(response, url_for("reading.text", slug=slug, p=number, _anchor=f"p{number}"))


def text_page(slug: str) -> kept.Made:
    """The reading page as HTML, its long part compressed once for all who see it alike."""
    view = round_in_hand(slug)
    actor = current.actor()
    mine = responded_by(current.db(), actor, view)
    offered = offers(actor, PANEL_ACTIONS, view, current.now())
    if request.query_string or view.state is RoundState.PREPARING:
        content = as_markup(kept.Made(text_content(view, mine, offered)))
        return kept.Made(render_template("reading/text.html", view=view, content=content))
    alike = packed_part(
        view,
        "text",
        taking_part(view),
        actor.is_member,
        mine,
        tuple(offered.values()),
        make=lambda: text_content(view, mine, offered),
    )
    return kept.Made(render_template("reading/text.html", view=view, content=MARK), part=alike)


def text_content(view: RoundInView, mine: frozenset[int], offered: dict[str, Offer]) -> str:
    """All between the header and the footer of the reading page."""
    now = current.now()
    language, wanted, number = current.language(), asked_filter(), asked_paragraph()
    in_hand = text_in_hand(view)
    themes = in_hand.themes
    if wanted.principle and wanted.principle not in themes.principles:
        raise UnknownFilter("principle")
    if wanted.topic and wanted.topic not in themes.topics:
        raise UnknownFilter("topic")
    reading = reading_of(
        in_hand.outline,
        mine,
        wanted,
        paragraph=number,
        section=request.args.get("section", ""),
    )
    with_activity = request.args.get("activity") != "off"
    with_original = request.args.get("original") == "on"
    beside = (
        panel_context(view, number, now, in_panel=True)
        if number
        else {"found": None, "offers": offered}
    )
    return render_template(
        "reading/_text.html",
        view=view,
        reading=reading,
        wanted=wanted,
        themes=themes,
        types=tuple(ParagraphType),
        with_activity=with_activity,
        with_original=with_original,
        paragraphs_html=Look(
            view=view,
            text=in_hand,
            offers={action.value: offered[action.value] for action in PANEL_ACTIONS},
            with_activity=with_activity,
            with_original=with_original,
            here=number or 0,
        ),
        originals_exist=any(
            not item.text.missing and item.text.fallback_language not in {None, language}
            for part in reading.outline
            for item in part.paragraphs
        ),
        filtering=request.args.get("filter") == "open" or not wanted.plain,
        public_url=current.settings().public_url,
        why_not_all=reasons(offered.values()),
        **{"taking_part": taking_part(view), **beside},
    )


def paragraph_page(slug: str, number: int) -> kept.Made:
    """The paragraph page, or the panel, as HTML."""
    now = current.now()
    view = round_in_hand(slug)
    fragment = wants_fragment()
    context = panel_context(view, number, now, in_panel=fragment)
    html = (
        render_template("reading/_panel.html", view=view, **context)
        if fragment
        else render_template(
            "reading/paragraph.html",
            view=view,
            themes=themes_in_hand(view),
            **context,
        )
    )
    return kept.Made(html, until=context["found"].true_until)


def panel_context(
    view: RoundInView, number: int, now: datetime, *, in_panel: bool
) -> dict[str, Any]:
    """What both forms of a paragraph show."""
    actor = current.actor()
    public = paragraph_in_hand(view, number, asked_pages())
    found = for_reader(current.db(), actor, view, public, now=now)
    offered = offers(actor, (*PANEL_ACTIONS, Action.TAKE_POSITION), view, now)
    pages = pagers(found)
    may_comment = offered[Action.COMMENT.value].possible
    return {
        "found": found,
        "offers": offered,
        "taking_part": taking_part(view),
        "parts": ParagraphParts(view, found, pages, in_panel, may_comment),
        "why_not": reasons(offered[action.value] for action in PANEL_ACTIONS),
        "vote_offers": {
            item.card.id: offer(actor, Action.VOTE, view, now, item.card.subject)
            for item in found.amendments
        },
        "pagers": pages,
    }


def taking_part(view: RoundInView) -> bool:
    """Whether the reader is one of those the round is for, and so has a progress."""
    return takes_part(current.actor(), view.subject, current.now())


def pagers(found: ParagraphInView) -> dict[str, tuple[int, int, object]]:
    """Current page, last page and addresses of each list on the paragraph page."""
    return {
        "comments": (
            found.pages.comments,
            last_page(found.comment_count, COMMENTS_A_PAGE),
            page_url("comments", anchor="comments", sort=found.sort.value),
        ),
        "amendments": (
            found.pages.amendments,
            last_page(found.amendment_count + found.correction_count, AMENDMENTS_A_PAGE),
            page_url("amendments", anchor="amendments", sort=found.sort.value),
        ),
        "positions": (
            found.pages.positions,
            last_page(found.position_count, POSITIONS_A_PAGE),
            page_url("positions", anchor="positions"),
        ),
    }


def asked_filter() -> Filter:
    """The filter in the address; raises ``UnknownFilter`` for nonsense."""
    show = one_in("show", Show)
    return Filter(
        show=show if show and current.actor().is_member else Show.ALL,
        principle=request.args.get("principle", "")[:80],
        topic=request.args.get("topic", "")[:80],
        type=one_in("type", ParagraphType),
    )


def asked_paragraph() -> int | None:
    """The paragraph to open beside the text."""
    number = request.args.get("p", "")
    known = number.isascii() and number.isdigit() and len(number) <= DIGITS
    return int(number) if known else None


def asked_pages() -> Pages:
    """Order and page of each list on the paragraph page."""
    return Pages(
        sort=one_in("sort", Sort),
        comments=page_asked("comments"),
        amendments=page_asked("amendments"),
        positions=page_asked("positions"),
    )
