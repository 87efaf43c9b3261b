"""The words in lists of amendments, of responses and of changes, handed down as plain values."""

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from app.domain.charters import LineageKind
from app.domain.composition import EditKind
from app.domain.contributions import Scope
from app.web import labels
from app.web.report_words import words_in

WORDS = {
    "list.title": _l("Amendments: %(round)s"),
    "list.count": _l("Amendments: %(n)s"),
    "list.as_of": _l("As of %(day)s"),
    "list.no_tallies": _l("Votes and positions are not public yet."),
    "list.none": _l("No amendments yet."),
    "list.overview": _l("Overview"),
    "list.opening": _l("At the start of a section"),
    "list.hidden": _l("Amendments that do not appear"),
    "list.and": _l(", "),
    "list.further": _l("In other languages"),
    "list.by_proposer": _l("by the proposer"),
    "list.by_translator": _l("by a translator"),
    "list.older": _l("of an earlier wording"),
    "list.votes": _l("Votes"),
    "list.positions": _l("Positions"),
    "list.cell": _l("%(what)s, %(group)s: %(choice)s"),
    "list.correction": _l("Concerns this language version only"),
    "column.scope": _l("Concerns"),
    "column.title": _l("Title"),
    "column.proposer": _l("Proposed by"),
    "column.difference": _l("Difference: [-taken out-] [+put in+]"),
    "responses.title": _l("Responses: %(round)s"),
    "responses.counts": _l("What happened to the contributions"),
    "responses.all": _l("Every contribution with its answer"),
    "responses.none": _l("Nothing was sent yet."),
    "responses.who": _l("Contribution"),
    "sheet.responses": _l("Responses"),
    "changes.title": _l("What changed and why: version %(number)s"),
    "changes.published": _l("Published on %(day)s"),
    "changes.unpublished": _l("draft, not published"),
    "changes.other": _l("The text is shown in %(language)s: it does not exist in this language."),
    "changes.hash": _l("SHA-256 of the text"),
    "changes.base_hash": _l("SHA-256 of the text before"),
    "changes.paragraph": _l("Paragraph %(n)s: %(kind)s"),
    "changes.was": _l("It was paragraph %(n)s in version %(version)s."),
    "changes.editorial": _l(
        "An editorial correction of the secretariat; no contribution led to it."
    ),
    "missing": _l("This paragraph is missing in %(language)s."),
    "changes.reason": _l("Why"),
    "changes.led": _l("Contributions that led to it:"),
    "changes.none": _l("No difference in this language."),
}


def listing_words(language: str) -> dict[str, str]:
    """Every word of a list in a language, still holding the places of its values."""
    words = words_in(language)
    with force_locale(language):
        words |= {name: _bare(text) for name, text in WORDS.items()}
        words |= {f"scope.{one.value}": labels.label(one) for one in Scope}
        words |= {f"lineage.{one.value}": labels.label(one) for one in LineageKind}
        return words | {f"edited.{one.value}": labels.label(one) for one in EditKind}


def _bare(words: object) -> str:
    return str(words)
