"""Who may do what: one table of named rules; the first that says no names the refusal."""

from datetime import datetime
from enum import StrEnum

from app.domain.errors import NotAllowed
from app.domain.people import Actor
from app.domain.rules import (
    Rule,
    Subject,
    acts_for_an_organisation,
    amend_window_is_open,
    comment_window_is_open,
    contribution_is_published,
    contribution_is_restricted,
    does_not_run_this_round,
    does_not_translate_this_round,
    drafts_for_an_organisation,
    edited_nothing_since_review,
    hands_out_codes,
    in_the_audience,
    is_admin,
    is_author,
    is_facilitator,
    is_not_platform_staff,
    is_not_the_author,
    is_secretariat,
    is_secretariat_or_admin,
    may_read_the_log,
    may_see_withheld,
    not_suspended,
    own_kind_window_is_open,
    position_window_is_open,
    round_is_closed,
    round_is_not_reported,
    round_is_open,
    signed_in,
    somebody_else_decided,
    somebody_else_wrote_it,
    vote_window_is_open,
    works_on_the_text,
)


class Action(StrEnum):
    """Everything a person can ask for that a rule decides."""

    COMMENT = "comment"
    AMEND = "amend"
    VOTE = "vote"
    RATE = "rate"
    TAKE_POSITION = "take_position"
    CO_SPONSOR = "co_sponsor"
    PREPARE_TOGETHER = "prepare_together"
    REVISE = "revise"
    WITHDRAW = "withdraw"
    REPORT = "report"
    APPEAL = "appeal"
    APPEAL_REPORT = "appeal_report"
    SEE_WITHHELD = "see_withheld"
    SEE_TALLIES = "see_tallies"
    MODERATE = "moderate"
    DECIDE_APPEAL = "decide_appeal"
    ENTER_FOR_ORGANISATION = "enter_for_organisation"
    SET_UP_ROUND = "set_up_round"
    RUN_ROUND = "run_round"
    DRAFT_DISPOSITION = "draft_disposition"
    CONFIRM_DISPOSITION = "confirm_disposition"
    ANSWER_PROPOSAL = "answer_proposal"
    WRITE_SYNTHESIS = "write_synthesis"
    PUBLISH_SYNTHESIS = "publish_synthesis"
    EDIT_CHARTER = "edit_charter"
    SEE_WORKING_VERSION = "see_working_version"
    TRANSLATE = "translate"
    REVIEW_TRANSLATION = "review_translation"
    SEE_LOG = "see_log"
    MANAGE_ORGANISATIONS = "manage_organisations"
    MANAGE_PEOPLE = "manage_people"
    GRANT_ROLES = "grant_roles"
    ISSUE_CODES = "issue_codes"


TAKES_PART: tuple[Rule, ...] = (
    signed_in,
    not_suspended,
    does_not_run_this_round,
    is_not_platform_staff,
    in_the_audience,
)

RULES: dict[Action, tuple[Rule, ...]] = {
    Action.COMMENT: (*TAKES_PART, comment_window_is_open),
    Action.RATE: (*TAKES_PART, comment_window_is_open),
    Action.AMEND: (*TAKES_PART, does_not_translate_this_round, amend_window_is_open),
    Action.CO_SPONSOR: (
        *TAKES_PART,
        does_not_translate_this_round,
        contribution_is_published,
        amend_window_is_open,
    ),
    Action.PREPARE_TOGETHER: (
        *TAKES_PART,
        drafts_for_an_organisation,
        does_not_translate_this_round,
        amend_window_is_open,
    ),
    Action.VOTE: (
        *TAKES_PART,
        does_not_translate_this_round,
        contribution_is_published,
        vote_window_is_open,
    ),
    Action.TAKE_POSITION: (*TAKES_PART, acts_for_an_organisation, position_window_is_open),
    Action.REVISE: (signed_in, not_suspended, is_author, own_kind_window_is_open),
    Action.WITHDRAW: (signed_in, is_author, round_is_open),
    Action.REPORT: (contribution_is_published, is_not_the_author),
    Action.APPEAL: (signed_in, is_author, contribution_is_restricted),
    Action.APPEAL_REPORT: (signed_in, contribution_is_published),
    Action.SEE_WITHHELD: (may_see_withheld,),
    Action.SEE_TALLIES: (is_facilitator,),
    Action.MODERATE: (signed_in, is_facilitator),
    Action.DECIDE_APPEAL: (signed_in, is_facilitator, somebody_else_decided),
    Action.ENTER_FOR_ORGANISATION: (signed_in, is_facilitator, round_is_open),
    Action.SET_UP_ROUND: (signed_in, is_facilitator),
    Action.RUN_ROUND: (signed_in, is_facilitator, round_is_not_reported),
    Action.DRAFT_DISPOSITION: (signed_in, is_facilitator, round_is_closed),
    Action.CONFIRM_DISPOSITION: (signed_in, is_secretariat, round_is_closed),
    Action.ANSWER_PROPOSAL: (signed_in, is_author, contribution_is_published, round_is_closed),
    Action.WRITE_SYNTHESIS: (signed_in, is_facilitator),
    Action.PUBLISH_SYNTHESIS: (
        signed_in,
        is_secretariat,
        round_is_closed,
        edited_nothing_since_review,
    ),
    Action.EDIT_CHARTER: (signed_in, is_secretariat),
    Action.SEE_WORKING_VERSION: (works_on_the_text,),
    Action.TRANSLATE: (signed_in, works_on_the_text),
    Action.REVIEW_TRANSLATION: (signed_in, works_on_the_text, somebody_else_wrote_it),
    Action.SEE_LOG: (signed_in, may_read_the_log),
    Action.MANAGE_ORGANISATIONS: (signed_in, is_secretariat_or_admin),
    Action.MANAGE_PEOPLE: (signed_in, is_secretariat_or_admin),
    Action.GRANT_ROLES: (signed_in, is_admin),
    Action.ISSUE_CODES: (signed_in, hands_out_codes),
}


def takes_part(actor: Actor, subject: Subject, now: datetime) -> bool:
    """Whether this person is one of those a round is for, whatever its windows say."""
    return all(rule(actor, subject, now) for rule in TAKES_PART)


def refusal(actor: Actor, action: Action, subject: Subject, now: datetime) -> str | None:
    """Name of the first rule that says no; None means go ahead."""
    return next((rule.__name__ for rule in RULES[action] if not rule(actor, subject, now)), None)


def require(actor: Actor, action: Action, subject: Subject, now: datetime) -> None:
    """Raise ``NotAllowed`` with the name of the rule that says no."""
    named = refusal(actor, action, subject, now)
    if named is not None:
        raise NotAllowed(named, action=action)
