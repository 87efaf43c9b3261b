"""A small round as a Word file, with every way in which amendments can meet."""

from datetime import UTC, datetime, timedelta

from app.domain.contributions import Operation
from app.domain.marked.places import Place
from app.domain.review import (
    TITLE_KEY,
    ReviewAmendment,
    ReviewComment,
    ReviewDocument,
    ReviewParagraph,
    ReviewSection,
    paragraph_key,
    section_key,
    stamp_of,
)

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
WORDS = {
    "version": "Version %(number)s",
    "to_mark_up": "To be marked up.",
    "to_read": "Published amendments and comments.",
    "reason": "Reason: %(reason)s",
    "sponsors": "Joined by: %(names)s",
    "proposes.replace": "Proposed wording:",
    "proposes.insert_after": "Proposed new paragraph:",
    "proposes.delete": "Proposes to delete this paragraph.",
    "language.en": "English",
    "language.fr": "French",
    "kind.concern": "Concern",
}
TEXTS = (
    "We, the towns of the coast, declare what follows.",
    "Towns keep water, schools and shelter open to everyone who lives there.",
    "Nobody is asked for papers at the door of a school.",
    "Fees stay low for all who live here.",
    "Work is paid on time.",
    "Every worker has a rest day each week.",
)
LABELS = {3: "(a)", 4: "(b)"}


def shown(number: int) -> str:
    """A paragraph as a file shows it."""
    label = LABELS.get(number)
    return f"{label} {TEXTS[number - 1]}" if label else TEXTS[number - 1]


BEFORE = [
    "The Test Charter",
    shown(1),
    "Water and shelter",
    *map(shown, (2, 3, 4)),
    "Work",
    *map(shown, (5, 6)),
]
AFTER = [
    "The Test Charter",
    "Water and shelter",
    "Towns keep water, clinics and shelter open to everyone who stays there.",
    "Shelters open at night.",
    "And by day.",
    shown(3),
    "Work",
    "First of the section.",
    shown(5),
    shown(6),
    "Last of all.",
]


def amendment(
    reference: str,
    operation: Operation,
    number: int | None,
    wording: str = "",
    *,
    author: str = "League",
    language: str = "en",
    head: str = "",
    sponsors: tuple[str, ...] = (),
) -> ReviewAmendment:
    return ReviewAmendment(
        reference=reference,
        operation=operation,
        language=language,
        author=author,
        at=AT + timedelta(minutes=int(reference[1:])),
        reason=f"Because of {reference}.",
        wording=wording,
        number=number,
        head=head,
        sponsors=sponsors,
    )


AMENDMENTS = (
    amendment(
        "A1",
        Operation.REPLACE,
        2,
        "Towns keep water, clinics and shelter open to everyone who stays there.",
        sponsors=("Passage",),
    ),
    amendment(
        "A2",
        Operation.REPLACE,
        2,
        "Towns keep water, hospitals and shelter open to everyone.",
        author="Rivebelle",
    ),
    amendment("A3", Operation.INSERT_AFTER, 2, "Shelters open at night."),
    amendment("A4", Operation.INSERT_AFTER, 2, "And by day.", author="Rivebelle"),
    amendment("A5", Operation.DELETE, 4),
    amendment("A6", Operation.INSERT_AFTER, None, "First of the section.", head="s2"),
    amendment("A7", Operation.INSERT_AFTER, 6, "Last of all."),
    amendment("A8", Operation.REPLACE, 5, "Le travail est payé à temps.", language="fr"),
    amendment("A9", Operation.DELETE, 1, author="Passage"),
)
COMMENTS = (
    ReviewComment(
        "C1", "en", "Bo", AT, "The counter closes at four.", "concern", "water, schools", 2
    ),
    ReviewComment(
        "C2", "en", "Mina", AT + timedelta(hours=1), "Yes, it does.", number=2, parent="C1"
    ),
    ReviewComment("C3", "en", "Ines", AT, "On the whole.\nA good text.", "concern"),
)


def _paragraphs(*numbers: int) -> tuple[ReviewParagraph, ...]:
    return tuple(
        ReviewParagraph(f"k{one}", one, TEXTS[one - 1], LABELS.get(one, ""), "en")
        for one in numbers
    )


def make_review(
    *, clean: bool = False, amendments: tuple[ReviewAmendment, ...] = AMENDMENTS
) -> ReviewDocument:
    return ReviewDocument(
        slug="r1",
        title="Round one",
        charter="The Test Charter",
        language="en",
        number=1,
        hash="ab" * 32,
        moment=AT,
        sections=(
            ReviewSection("", 1, "", "en", _paragraphs(1)),
            ReviewSection("s1", 1, "Water and shelter", "en", _paragraphs(2, 3, 4)),
            ReviewSection("s2", 1, "Work", "en", _paragraphs(5, 6)),
        ),
        amendments=() if clean else amendments,
        comments=() if clean else COMMENTS,
        clean=clean,
    )


def places_of(document: ReviewDocument) -> list[Place]:
    """The same text as a returned file is compared with."""
    found = [Place(TITLE_KEY, document.charter)]
    for section in document.sections:
        first = section.paragraphs[0].number
        if section.heading:
            found.append(Place(section_key(section.key), section.heading, first=first))
        for one in section.paragraphs:
            key = paragraph_key(one.key)
            found.append(Place(key, one.text, number=one.number, label=one.label))
    return found


def hands_of(document: ReviewDocument) -> dict[tuple[str, str], tuple[str, ...]]:
    """Whoever sent what is in the file, and when."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in (*document.amendments, *document.comments):
        hand = (one.author, stamp_of(one.at))
        found[hand] = (*found.get(hand, ()), one.reference)
    return found
