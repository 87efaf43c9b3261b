"""Who may do what, when and where: the whole matrix of taking part, one row per case."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.contributions import Status
from app.domain.errors import NotAllowed
from app.domain.people import VISITOR, Actor, Grant, Group, Role
from app.domain.permissions import RULES, Action, refusal, require
from app.domain.rounds import Act, Audience, RoundState, Window
from app.domain.rules import Subject

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
TOWN, LEAGUE = 1, 2

PEOPLE = {
    "visitor": VISITOR,
    "member": Actor(member_id=11, organisation_id=LEAGUE, group=Group.CIVIL_SOCIETY),
    "individual": Actor(member_id=12),
    "delegate": Actor(
        member_id=13,
        organisation_id=TOWN,
        delegations=frozenset({TOWN}),
        acting_for=TOWN,
        acting_group=Group.LOCAL_GOVERNMENT,
    ),
    "code holder": Actor(member_id=14, organisation_id=LEAGUE, code_holder=True),
    "suspended": Actor(member_id=15, organisation_id=LEAGUE, suspended=True),
    "translator": Actor(member_id=16, organisation_id=LEAGUE, grants=(Grant(Role.TRANSLATOR, 1),)),
    "facilitator": Actor(member_id=17, grants=(Grant(Role.FACILITATOR, 1),)),
    "secretariat": Actor(member_id=18, grants=(Grant(Role.SECRETARIAT, 1),)),
    "observer": Actor(member_id=19, grants=(Grant(Role.OBSERVER, 1),)),
    "admin": Actor(member_id=20, grants=(Grant(Role.ADMIN),)),
    "facilitator elsewhere": Actor(
        member_id=21, organisation_id=LEAGUE, grants=(Grant(Role.FACILITATOR, 2),)
    ),
    "facilitator of another round": Actor(
        member_id=22, organisation_id=LEAGUE, grants=(Grant(Role.FACILITATOR, round_id=9),)
    ),
}

# yes, or the rule that says no while everything is open to everybody.
TAKING_PART = """
                              comment/rate                   amend/vote/co-sponsor          position
visitor                       signed_in                      signed_in                      signed_in
member                        yes                            yes                            acts_for_an_organisation
individual                    yes                            yes                            acts_for_an_organisation
delegate                      yes                            yes                            yes
code holder                   yes                            yes                            acts_for_an_organisation
suspended                     not_suspended                  not_suspended                  not_suspended
translator                    yes                            does_not_translate_this_round  acts_for_an_organisation
facilitator                   does_not_run_this_round        does_not_run_this_round        does_not_run_this_round
secretariat                   does_not_run_this_round        does_not_run_this_round        does_not_run_this_round
observer                      is_not_platform_staff          is_not_platform_staff          is_not_platform_staff
admin                         is_not_platform_staff          is_not_platform_staff          is_not_platform_staff
facilitator elsewhere         yes                            yes                            acts_for_an_organisation
facilitator of another round  yes                            yes                            acts_for_an_organisation
"""  # noqa: E501  a table is read across

COLUMNS = (
    (Action.COMMENT, Action.RATE),
    (Action.AMEND, Action.VOTE, Action.CO_SPONSOR),
    (Action.TAKE_POSITION,),
)
WINDOW_OF = {
    Action.COMMENT: ("comment_window_is_open", Act.COMMENT),
    Action.RATE: ("comment_window_is_open", Act.COMMENT),
    Action.AMEND: ("amend_window_is_open", Act.AMEND),
    Action.CO_SPONSOR: ("amend_window_is_open", Act.AMEND),
    Action.VOTE: ("vote_window_is_open", Act.VOTE),
    Action.TAKE_POSITION: ("position_window_is_open", Act.POSITION),
}


def subject(
    state: RoundState = RoundState.OPEN, *, shut: Act | None = None, **more: object
) -> Subject:
    """An open round with every window open, but the one that is shut."""
    windows = tuple(Window(act, NOW - DAY, NOW if act is shut else NOW + DAY) for act in Act)
    known: dict[str, object] = {"charter_id": 1, "round_id": 1, "status": Status.PUBLISHED}
    return Subject(state=state, windows=windows, **{**known, **more})  # type: ignore[arg-type]


def rows() -> list[tuple[str, Action, str]]:
    """Person, action and expected answer, out of the table."""
    found = []
    for line in TAKING_PART.strip("\n").splitlines()[1:]:
        name, answers = line[:30].strip(), line[30:].split()
        for actions, answer in zip(COLUMNS, answers, strict=True):
            found += [(name, action, answer) for action in actions]
    return found


@pytest.mark.parametrize(("person", "action", "answer"), rows())
def test_open_round_answers_as_the_table_says(person: str, action: Action, answer: str) -> None:
    assert (refusal(PEOPLE[person], action, subject(), NOW) or "yes") == answer


def test_table_names_everybody() -> None:
    assert {person for person, _, _ in rows()} == set(PEOPLE)


@pytest.mark.parametrize("state", [state for state in RoundState if state is not RoundState.OPEN])
@pytest.mark.parametrize("action", WINDOW_OF)
def test_nobody_takes_part_outside_the_open_round(action: Action, state: RoundState) -> None:
    allowed = [
        name for name, actor in PEOPLE.items() if not refusal(actor, action, subject(state), NOW)
    ]

    assert allowed == []


@pytest.mark.parametrize("action", WINDOW_OF)
def test_shut_window_is_named(action: Action) -> None:
    rule, act = WINDOW_OF[action]

    assert refusal(PEOPLE["delegate"], action, subject(shut=act), NOW) == rule


@pytest.mark.parametrize("action", WINDOW_OF)
def test_other_windows_do_not_matter(action: Action) -> None:
    _, own = WINDOW_OF[action]
    others = [act for act in Act if act is not own]

    assert not any(refusal(PEOPLE["delegate"], action, subject(shut=act), NOW) for act in others)


# Who is admitted by which audience; the town is invited, the league is not.
ADMITTED = """
               open  organisations  invitation
member         yes   yes            no
individual     yes   no             no
delegate       yes   yes            yes
code holder    yes   yes            no
"""


def audiences() -> list[tuple[str, Audience, bool]]:
    head, *lines = ADMITTED.strip("\n").splitlines()
    return [
        (line[:15].strip(), Audience(name), answer == "yes")
        for line in lines
        for name, answer in zip(head.split(), line[15:].split(), strict=True)
    ]


@pytest.mark.parametrize(("person", "audience", "admitted"), audiences())
@pytest.mark.parametrize("action", [action for pair in COLUMNS[:2] for action in pair])
def test_audience_limits_taking_part(
    action: Action, person: str, audience: Audience, admitted: bool
) -> None:
    asked = subject(audience=audience, invited=frozenset({TOWN}))

    expected = None if admitted else "in_the_audience"
    assert refusal(PEOPLE[person], action, asked, NOW) == expected


@dataclass(frozen=True)
class Own:
    """A contribution by the member or for the town, and who may do what with it."""

    author_id: int
    on_behalf_of: int | None = None
    yes: frozenset[str] = field(default=frozenset())


OWNED = (
    Own(11, None, frozenset({"member"})),
    Own(99, TOWN, frozenset({"delegate"})),
    Own(99, LEAGUE),
)


@pytest.mark.parametrize("own", OWNED)
@pytest.mark.parametrize("action", [Action.REVISE, Action.WITHDRAW])
def test_only_authors_change_a_contribution(action: Action, own: Own) -> None:
    asked = subject(author_id=own.author_id, on_behalf_of=own.on_behalf_of)
    allowed = {name for name, actor in PEOPLE.items() if not refusal(actor, action, asked, NOW)}

    assert allowed == own.yes


@pytest.mark.parametrize(
    ("operation", "shut", "expected"),
    [
        (True, Act.AMEND, "own_kind_window_is_open"),
        (True, Act.COMMENT, None),
        (False, Act.COMMENT, "own_kind_window_is_open"),
        (False, Act.AMEND, None),
    ],
)
def test_revising_follows_the_window_of_its_own_kind(
    operation: bool, shut: Act, expected: str | None
) -> None:
    asked = subject(shut=shut, author_id=11, operation=operation)

    assert refusal(PEOPLE["member"], Action.REVISE, asked, NOW) == expected


def test_withdrawing_ends_with_the_round() -> None:
    closed = subject(RoundState.CLOSED, author_id=11)

    assert refusal(PEOPLE["member"], Action.WITHDRAW, closed, NOW) == "round_is_open"


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.PUBLISHED])
@pytest.mark.parametrize("action", [Action.VOTE, Action.CO_SPONSOR])
def test_hidden_amendment_takes_no_votes_and_no_sponsors(action: Action, status: Status) -> None:
    named = refusal(PEOPLE["member"], action, subject(status=status), NOW)

    assert named == "contribution_is_published"


def test_window_ends_just_before_its_last_moment() -> None:
    asked = subject(shut=Act.VOTE)

    assert refusal(PEOPLE["member"], Action.VOTE, asked, NOW - timedelta(seconds=1)) is None
    assert refusal(PEOPLE["member"], Action.VOTE, asked, NOW) == "vote_window_is_open"


def test_every_action_has_rules() -> None:
    assert set(RULES) == set(Action)
    assert all(RULES.values())


def test_requiring_names_the_rule() -> None:
    with pytest.raises(NotAllowed) as caught:
        require(VISITOR, Action.VOTE, subject(), NOW)

    assert caught.value.code == "signed_in"
