"""One case of the queue: everything somebody needs to decide, and no identity."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Operation, Status
from app.domain.hints import Alike, HintKind, Piece, alike, hints_in, pieces
from app.domain.moderation import UNDO_FOR, UNDOABLE, Decision, possible_decisions
from app.domain.people import Actor
from app.domain.wording.diff import Difference, difference
from app.models.charters import Wording
from app.models.contributions import Contribution, Revision
from app.models.moderation import Appeal, ModerationStep, Report
from app.queries.appeals import waiting_appeal
from app.queries.moderation import STAFF
from app.queries.own import ContributionInView, contribution_in
from app.queries.rounds import RoundInView

EARLIER_SHOWN = 10
COMPARED = 500


@dataclass(frozen=True, slots=True)
class Earlier:
    """An item sent before under the same pseudonym."""

    reference: str
    status: Status


@dataclass(frozen=True, slots=True)
class CaseInView:
    """A contribution as whoever decides sees it."""

    found: ContributionInView
    paragraph: str | None
    veiled: bool
    earlier: tuple[Earlier, ...]
    reports: tuple[Report, ...]
    similar: tuple[Alike, ...]
    steps: tuple[ModerationStep, ...]
    appeal: Appeal | None

    @property
    def contribution(self) -> Contribution:
        """The contribution itself."""
        return self.found.contribution

    @property
    def revision_waits(self) -> bool:
        """Whether newer words than those shown wait for a decision."""
        shown = self.contribution.shown_revision
        published = self.contribution.status is Status.PUBLISHED
        return published and shown is not None and shown < self.contribution.last_revision

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What can be decided on it as it stands."""
        return possible_decisions(self.contribution.status, revision_waits=self.revision_waits)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Its newest words, cut where they may tell how to reach a person."""
        return pieces(self.found.newest.text)

    @property
    def hints(self) -> tuple[HintKind, ...]:
        """What its newest words may give away."""
        words = self.found.newest
        return hints_in(
            "\n".join(
                filter(
                    None,
                    (words.text, words.wording, words.quote, words.title, *words.wordings.values()),
                )
            )
        )

    @property
    def proposed(self) -> Difference | None:
        """What the amendment changes in the paragraph."""
        wording = self.found.newest.wording
        if self.contribution.operation is not Operation.REPLACE or wording is None:
            return None
        return difference(self.paragraph, wording) if self.paragraph is not None else None

    @property
    def revised(self) -> Difference | None:
        """What the waiting revision changes in the words now shown."""
        shown = self.found.shown
        if not self.revision_waits or shown is None:
            return None
        return difference(_words(shown), _words(self.found.newest))

    @property
    def open_reports(self) -> tuple[Report, ...]:
        """The reports nobody has settled."""
        return tuple(report for report in self.reports if report.settled_at is None)

    @property
    def appealed_step(self) -> ModerationStep | None:
        """The decision that is appealed."""
        wanted = self.appeal.step_id if self.appeal else None
        return next((step for step in self.steps if step.id == wanted), None)

    @property
    def appealed_report(self) -> Report | None:
        """The report whose rejection is appealed."""
        wanted = self.appeal.report_id if self.appeal else None
        return next((report for report in self.reports if report.id == wanted), None)

    @property
    def decided_by(self) -> int | None:
        """Who made the decision that is appealed."""
        report, step = self.appealed_report, self.appealed_step
        return report.settled_by_id if report else step.member_id if step else None


def case_of(session: Session, view: RoundInView, reference: str, *, now: datetime) -> CaseInView:
    """The case behind a reference, whatever its status; the number of statements is constant."""
    found = contribution_in(session, view.round.id, reference)
    contribution = found.contribution
    until = contribution.veiled_until
    return CaseInView(
        found=found,
        paragraph=_paragraph(session, contribution),
        veiled=contribution.status is Status.PUBLISHED and until is not None and until > now,
        earlier=_earlier(session, contribution),
        reports=tuple(
            session.scalars(
                select(Report)
                .where(Report.contribution_id == contribution.id)
                .order_by(Report.id.desc())
            )
        ),
        similar=_similar(session, found, now=now),
        steps=steps_of(session, contribution.id),
        appeal=waiting_appeal(session, contribution),
    )


def steps_of(session: Session, contribution_id: int) -> tuple[ModerationStep, ...]:
    """The whole life of a contribution, oldest step first."""
    return tuple(
        session.scalars(
            select(ModerationStep)
            .where(ModerationStep.contribution_id == contribution_id)
            .order_by(ModerationStep.id)
        )
    )


def just_decided(
    session: Session, actor: Actor, view: RoundInView, *, now: datetime
) -> list[tuple[ModerationStep, str]]:
    """What this actor decided last and can still undo: one decision, or several made at once."""
    rows = session.execute(
        select(ModerationStep, Contribution.reference)
        .join(Contribution, Contribution.id == ModerationStep.contribution_id)
        .outerjoin(Appeal, Appeal.step_id == ModerationStep.id)
        .where(
            Contribution.round_id == view.round.id,
            ModerationStep.member_id == actor.member_id,
            ModerationStep.role.in_(STAFF),
            ModerationStep.at >= now - UNDO_FOR,
            Appeal.decided_at.is_(None),
        )
        .order_by(ModerationStep.id)
    ).all()
    undone = {step.undoes_id for step, _ in rows}
    standing = [
        (step, reference)
        for step, reference in rows
        if step.step in UNDOABLE and step.undoes_id is None and step.id not in undone
    ]
    return [pair for pair in standing if pair[0].at == standing[-1][0].at]


def _paragraph(session: Session, contribution: Contribution) -> str | None:
    return session.scalar(
        select(Wording.text).where(
            Wording.paragraph_id == contribution.paragraph_id,
            Wording.language == contribution.language,
        )
    )


def _earlier(session: Session, contribution: Contribution) -> tuple[Earlier, ...]:
    """Items sent before under the same name; what the person wrote under others is not linked."""
    rows = session.execute(
        select(Contribution.reference, Contribution.status)
        .where(
            Contribution.round_id == contribution.round_id,
            Contribution.member_id == contribution.member_id,
            Contribution.display_name == contribution.display_name,
            Contribution.organisation_id.is_not_distinct_from(contribution.organisation_id),
            Contribution.id < contribution.id,
        )
        .order_by(Contribution.id.desc())
        .limit(EARLIER_SHOWN)
    )
    return tuple(Earlier(reference, status) for reference, status in rows)


def _similar(session: Session, found: ContributionInView, *, now: datetime) -> tuple[Alike, ...]:
    one = found.contribution
    rows = session.execute(
        select(Contribution.reference, Revision.text, Revision.wording)
        .join(
            Revision,
            and_(
                Revision.contribution_id == Contribution.id,
                Revision.number == Contribution.shown_revision,
            ),
        )
        .where(
            Contribution.round_id == one.round_id,
            Contribution.paragraph_id.is_not_distinct_from(one.paragraph_id),
            Contribution.kind == one.kind,
            Contribution.language == one.language,
            Contribution.status == Status.PUBLISHED,
            Contribution.id != one.id,
            or_(Contribution.veiled_until.is_(None), Contribution.veiled_until <= now),
        )
        .order_by(Contribution.id.desc())
        .limit(COMPARED)
    )
    wording = one.kind is Kind.AMENDMENT
    others = [(row.reference, (row.wording if wording else None) or row.text) for row in rows]
    own = (found.newest.wording if wording else None) or found.newest.text
    return alike(own, others)


def _words(revision: Revision) -> str:
    parts = (revision.title, revision.quote, revision.text, revision.wording, revision.effect)
    return "\n\n".join(part for part in parts if part)
