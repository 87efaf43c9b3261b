"""Accepted amendments, and the work they make on each paragraph of a version being composed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.domain.charters import WordingStatus
from app.domain.composition import Clash, Provenance, clashes, provenance
from app.domain.contributions import Operation
from app.domain.dispositions import Disposition
from app.domain.texts import content_hash
from app.domain.wording.hunks import ConflictKind
from app.models.charters import Paragraph, Wording
from app.models.composition import Change, CompositionChoice


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """An amendment that was accepted, with the texts it asks for and the decision on it.

    ``key`` is its name within the composition; ``texts`` follow the disposition where that changed
    the wording. One of an ``earlier`` version ``asked`` something of that text; ``texts`` ask the
    same of the base, and where it no longer ``fits`` they do not hold it. ``further`` are the
    languages in which they only follow its own, each with the translator, None for its proposer;
    one of ``one_language`` says nothing about the others.
    """

    id: int
    key: str
    reference: str
    round_slug: str
    operation: Operation
    paragraph_id: int | None
    section_id: int | None
    language: str
    texts: Mapping[str, str]
    disposition: Disposition
    reasons: Mapping[str, str]
    author: str
    why: str
    choice: CompositionChoice | None
    earlier: bool = False
    asked: Mapping[str, str] = field(default_factory=dict)
    fits: bool = True
    further: Mapping[str, int | None] = field(default_factory=dict)
    one_language: bool = False

    @property
    def undecided(self) -> bool:
        """Whether nobody has said yet what becomes of it in this version."""
        return self.choice is None

    @property
    def applied(self) -> bool:
        """Whether it is in the text."""
        return self.choice is not None and self.choice.applied

    @property
    def skipped(self) -> bool:
        """Whether it was left out, with a reason."""
        return self.choice is not None and not self.choice.applied

    @property
    def taken(self) -> Mapping[str, str]:
        """The texts taken from it, by language."""
        return self.choice.wordings if self.choice and self.choice.applied else {}

    def text(self, language: str) -> str | None:
        """What is taken from it in a language, else what it asks for there."""
        return self.taken.get(language, self.texts.get(language))

    @property
    def replaces(self) -> bool:
        """Whether it changes the words of a paragraph."""
        return self.operation is Operation.REPLACE


@dataclass(frozen=True)
class Work:
    """One paragraph of the base (None: inserted here) with what is asked of it."""

    key: str
    origin: Paragraph | None
    now: Paragraph | None
    before: Mapping[str, Wording]
    after: Mapping[str, Wording]
    wishes: Sequence[Wish]
    change: Change | None
    cited: Sequence[tuple[str, str]]
    source: Wish | None = None

    @cached_property
    def clashes(self) -> list[Clash]:
        """Where accepted amendments wait for a decision beside each other, in every language."""
        wishes = {wish.key: wish for wish in self.wishes}
        return [
            one
            for one in self.meetings
            if one.kind.waits and self._is_open(one.language, [wishes[key] for key in one.keys])
        ]

    @property
    def flagged(self) -> list[Clash]:
        """Accepted amendments that change words side by side: both go in, somebody should read."""
        return [one for one in self.meetings if not one.kind.waits]

    @cached_property
    def meetings(self) -> list[Clash]:
        """Where accepted amendments that were not left out meet, in every language."""
        alive = [wish for wish in self.wishes if not wish.skipped and wish.replaces]
        found: list[Clash] = []
        for language in sorted({code for wish in alive for code in (*wish.taken, *wish.texts)}):
            texts = {wish.key: text for wish in alive if (text := wish.text(language)) is not None}
            base = self.before.get(language)
            found.extend(clashes(base.text if base else None, texts, language))
        return found

    def _is_open(self, language: str, two: Sequence[Wish]) -> bool:
        """Whether one of the two still waits, or both are in the text but not in this language."""
        applied = sum(wish.applied for wish in two)
        here = sum(language in wish.taken for wish in two)
        if applied == len(two):
            now = self.after.get(language)
            return here < applied and (now is None or now.status is WordingStatus.STALE)
        return applied == here

    @property
    def deletions(self) -> list[Wish]:
        """Amendments that ask for the paragraph to go."""
        return [wish for wish in self.wishes if wish.operation is Operation.DELETE]

    def met_by(self, wish: Wish) -> set[str]:
        """The other amendments that this one cannot stand beside without a decision."""
        others = {clash.other(wish.key) for clash in self.clashes if wish.key in clash.keys}
        if wish.operation is Operation.DELETE:
            others |= {one.key for one in self.wishes if one.replaces and not one.skipped}
        elif wish.replaces:
            others |= {one.key for one in self.deletions if not one.skipped}
        else:
            others |= {
                one.key
                for one in self.wishes
                if one.operation is Operation.INSERT_AFTER and one.undecided and wish.undecided
            }
        return others - {wish.key}

    @property
    def givers(self) -> list[Wish]:
        """The amendments whose words can be in this paragraph; insertions make another one."""
        return [self.source] if self.source else [one for one in self.wishes if one.replaces]

    def taken(self, language: str) -> dict[str, str]:
        """The texts taken in one language, by amendment."""
        return {wish.key: wish.taken[language] for wish in self.givers if language in wish.taken}

    @property
    def order(self) -> list[str]:
        """The amendments in the text, first those that come first where two share a point."""
        taken = [(wish.choice, wish.key) for wish in self.givers if wish.choice and wish.applied]
        return [key for choice, key in sorted(taken, key=lambda one: (one[0].rank, one[0].id))]

    def beside(self, wish: Wish) -> list[str]:
        """The amendments whose words stand beside this one's."""
        return [one.other(wish.key) for one in self.flagged if wish.key in one.keys]

    def at_one_point(self, wish: Wish) -> list[Wish]:
        """Those in the text that this one only shares a point with, if it meets nothing else."""
        taken = {one.key: one for one in self.wishes if one.applied}
        met = [one for one in self.clashes if wish.key in one.keys and one.other(wish.key) in taken]
        if any(one.kind is not ConflictKind.SAME_POINT for one in met):
            return []
        return [taken[key] for key in self.order if key in {one.other(wish.key) for one in met}]

    def provenance(self, language: str) -> Provenance:
        """Where the words of this language come from."""
        base, now = self.before.get(language), self.after.get(language)
        own = {wish.key: wish.texts.get(language, "") for wish in self.givers}
        found = provenance(
            base.text if base else None,
            now.text if now else None,
            self.taken(language),
            own,
            self.order,
        )
        follows = self.lacking(language) or self.taken(language)
        aligned = found is Provenance.EDITORIAL and follows and not self.led(language)
        return Provenance.ALIGNED if aligned else found

    def lacking(self, language: str) -> list[Wish]:
        """The amendments in the text that are not in it in this language, though they ought to."""
        taken = [one for one in self.givers if one.applied and not one.one_language]
        return [one for one in taken if language not in one.taken]

    def led(self, language: str) -> bool:
        """Whether amendments were accepted in the words of this language, and all are in them.

        Other words follow those of another language, and translators may write them.
        """
        here = [one for one in self.givers if language in one.taken]
        return any(language not in one.further for one in here) and not self.lacking(language)

    @cached_property
    def hands(self) -> set[str]:
        """The languages whose words somebody wrote beside what base and decisions make."""
        hands = {Provenance.EDITORIAL, Provenance.ALIGNED}
        return {language for language in self.after if self.provenance(language) in hands}

    @property
    def by_hand(self) -> bool:
        """Whether somebody changed what is said here by hand, beyond bringing it into line."""
        hands = {Provenance.EDITORIAL, Provenance.WRITTEN}
        return any(self.provenance(language) in hands for language in self.after)

    @property
    def amended(self) -> bool:
        """Whether an amendment is in the text of this paragraph."""
        return self.source is not None or any(
            wish.applied and wish.operation is not Operation.INSERT_AFTER for wish in self.wishes
        )

    @property
    def changed(self) -> bool:
        """Whether the text differs from the base in any language."""
        return {code: one.text for code, one in self.before.items()} != {
            code: one.text for code, one in self.after.items()
        }

    @property
    def undecided(self) -> int:
        """How many amendments wait for a decision."""
        return sum(wish.undecided for wish in self.wishes)

    @property
    def token(self) -> str:
        """The state that a form shows; it differs once anything of this paragraph changed."""
        return content_hash(
            [
                [self.key, self.now.type if self.now else None],
                [dict(self.now.notes), dict(self.now.citations)] if self.now else None,
                sorted((one.language, one.text, one.label or "") for one in self.after.values()),
                sorted(
                    (wish.key, wish.choice.applied, wish.choice.rank, dict(wish.choice.wordings))
                    for wish in self.wishes
                    if wish.choice
                ),
                sorted((wish.key, sorted(wish.texts.items())) for wish in self.wishes),
                [self.change.reasons, self.change.edited] if self.change else None,
            ]
        )[:16]
