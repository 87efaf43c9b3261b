"""The rules of permission, each a question with a name that reads after "because"."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.contributions import Status
from app.domain.people import Actor, Role
from app.domain.rounds import Act, Audience, RoundState, Window


@dataclass(frozen=True, slots=True)
class Subject:
    """What the rules need to know of the thing acted on; unknown parts stay None.

    ``windows`` are already clipped to the round; ``author_id`` and ``on_behalf_of`` are those of a
    contribution; ``decided_by`` whoever made the decision now appealed or confirmed;
    ``words_returned`` says that newer words of a published contribution were sent back.
    """

    charter_id: int | None = None
    round_id: int | None = None
    state: RoundState | None = None
    windows: tuple[Window, ...] = ()
    audience: Audience = Audience.OPEN
    invited: frozenset[int] = frozenset()
    author_id: int | None = None
    on_behalf_of: int | None = None
    status: Status | None = None
    operation: bool = False
    decided_by: int | None = None
    edited_by: frozenset[int] = frozenset()
    words_returned: bool = False


Rule = Callable[[Actor, Subject, datetime], bool]


def signed_in(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Somebody is signed in."""
    return actor.is_member


def not_suspended(actor: Actor, subject: Subject, now: datetime) -> bool:
    """The member is not suspended."""
    return not actor.suspended


def does_not_run_this_round(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Whoever facilitates or decides a round does not take part in it."""
    return not actor.has(
        Role.FACILITATOR,
        Role.SECRETARIAT,
        charter_id=subject.charter_id,
        round_id=subject.round_id,
    )


def is_not_platform_staff(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Admins and observers do not take part."""
    return not actor.has(
        Role.ADMIN, Role.OBSERVER, charter_id=subject.charter_id, round_id=subject.round_id
    )


def does_not_translate_this_round(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Translators may comment and rate, but neither amend nor vote."""
    return not actor.has(Role.TRANSLATOR, charter_id=subject.charter_id, round_id=subject.round_id)


def in_the_audience(actor: Actor, subject: Subject, now: datetime) -> bool:
    """The round admits this member: open, organisations only, or by invitation."""
    if subject.audience is Audience.OPEN:
        return True
    body = actor.acting_for or actor.organisation_id
    if subject.audience is Audience.ORGANISATIONS:
        return body is not None
    return body in subject.invited


def _window_is_open(act: Act, subject: Subject, now: datetime) -> bool:
    if subject.state is not RoundState.OPEN:
        return False
    return any(window.act is act and window.is_open(now) for window in subject.windows)


def comment_window_is_open(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Comments and ratings are possible now."""
    return _window_is_open(Act.COMMENT, subject, now)


def amend_window_is_open(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Amendments are possible now."""
    return _window_is_open(Act.AMEND, subject, now)


def vote_window_is_open(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Votes are possible now."""
    return _window_is_open(Act.VOTE, subject, now)


def position_window_is_open(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Positions are possible now."""
    return _window_is_open(Act.POSITION, subject, now)


def own_kind_window_is_open(actor: Actor, subject: Subject, now: datetime) -> bool:
    """The window of this contribution's own kind is open, so that it may be revised."""
    return _window_is_open(Act.AMEND if subject.operation else Act.COMMENT, subject, now)


def round_is_open(actor: Actor, subject: Subject, now: datetime) -> bool:
    """The round is open."""
    return subject.state is RoundState.OPEN


def round_is_closed(actor: Actor, subject: Subject, now: datetime) -> bool:
    """The round has closed; once it is reported, decisions are corrected in a new edition."""
    return subject.state in {RoundState.CLOSED, RoundState.REPORTED}


def round_is_not_reported(actor: Actor, subject: Subject, now: datetime) -> bool:
    """The round's synthesis is not published yet."""
    return subject.state is not RoundState.REPORTED


def acts_for_an_organisation(actor: Actor, subject: Subject, now: datetime) -> bool:
    """The member acts as delegate of an organisation at this moment."""
    return actor.acting_for is not None


def drafts_for_an_organisation(actor: Actor, subject: Subject, now: datetime) -> bool:
    """The member acts as delegate of an organisation, so that others of it write along."""
    return actor.acting_for is not None


def is_author(actor: Actor, subject: Subject, now: datetime) -> bool:
    """The contribution is one's own, or one's organisation's."""
    if subject.author_id is not None and subject.author_id == actor.member_id:
        return True
    return subject.on_behalf_of is not None and subject.on_behalf_of in actor.delegations


def contribution_is_published(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Readers see the contribution."""
    return subject.status is Status.PUBLISHED


def contribution_is_restricted(actor: Actor, subject: Subject, now: datetime) -> bool:
    """The contribution was withheld or returned, or newer words of it were."""
    return subject.status in {Status.WITHHELD, Status.RETURNED} or subject.words_returned


def _holds(*roles: Role) -> Callable[[Actor, Subject], bool]:
    def held(actor: Actor, subject: Subject) -> bool:
        return actor.has(*roles, charter_id=subject.charter_id, round_id=subject.round_id)

    return held


_runs = _holds(Role.FACILITATOR, Role.SECRETARIAT)
_decides = _holds(Role.SECRETARIAT)
_sees = _holds(Role.FACILITATOR, Role.SECRETARIAT, Role.OBSERVER)
_administers = _holds(Role.ADMIN)


def is_facilitator(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Facilitates this round, or belongs to its secretariat."""
    return _runs(actor, subject)


def is_secretariat(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Belongs to the secretariat of this charter or round."""
    return _decides(actor, subject)


def may_read_the_log(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Facilitates, observes, decides or administers here."""
    return _sees(actor, subject) or _administers(actor, subject)


def may_see_withheld(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Facilitates, observes or decides here, or wrote it."""
    return _sees(actor, subject) or is_author(actor, subject, now)


def works_on_the_text(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Secretariat or translator of this charter."""
    return actor.has(
        Role.SECRETARIAT,
        Role.TRANSLATOR,
        charter_id=subject.charter_id,
        round_id=subject.round_id,
    )


def is_admin(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Administers the platform."""
    return actor.has_anywhere(Role.ADMIN)


def is_secretariat_or_admin(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Belongs to a secretariat, or administers the platform."""
    return actor.has_anywhere(Role.SECRETARIAT, Role.ADMIN)


def hands_out_codes(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Facilitates, belongs to a secretariat, or administers."""
    return actor.has_anywhere(Role.FACILITATOR, Role.SECRETARIAT, Role.ADMIN)


def somebody_else_decided(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Nobody decides on one's own decision."""
    return subject.decided_by is None or subject.decided_by != actor.member_id


def somebody_else_wrote_it(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Nobody reviews one's own words."""
    return subject.author_id is None or subject.author_id != actor.member_id


def is_not_the_author(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Nobody reports one's own words: they can be revised or taken back."""
    return not is_author(actor, subject, now)


def edited_nothing_since_review(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Whoever publishes edited nothing since the report was sent for review."""
    return actor.member_id not in subject.edited_by
