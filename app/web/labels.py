"""The words for every value of the domain, translated when they are shown."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from app.domain.charters import LineageKind, VersionStatus, WordingStatus
from app.domain.contributions import Channel, CommentKind, Kind, Operation, Scope, Status, Step
from app.domain.dispositions import Disposition
from app.domain.moderation import AppealOutcome, Decision, ReasonCode
from app.domain.opinions import Choice, Stance
from app.domain.people import Group, Region, Role, SizeClass
from app.domain.plans import KINDS
from app.domain.rounds import Act, Audience, ModerationRule, RoundState, TallyRule
from app.domain.synthesis.classes import ItemClass
from app.domain.texts import ParagraphType
from app.web import composing_labels, joint_labels
from app.web.translation_labels import TRANSLATION

# Each language in its own words, the same on every page.
LANGUAGE_NAMES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}

# Rating criteria are words of the round's settings, not an enum; others show as they were typed.
CRITERIA = {
    "relevance": (_l("Relevance"), _l("not relevant"), _l("essential")),
    "implementability": (_l("Can it be done?"), _l("cannot be done"), _l("can be done now")),
}
CANNOT_JUDGE = _l("I cannot judge")

LABELS: Mapping[type[StrEnum], Mapping[str, object]] = {
    ItemClass: {
        ItemClass.BROAD_AGREEMENT: _l("Broad agreement"),
        ItemClass.BROAD_REJECTION: _l("Broad rejection"),
        ItemClass.SPLIT: _l("Split between groups"),
        ItemClass.CONTESTED: _l("Divided inside groups"),
        ItemClass.UNDECIDED: _l("Undecided"),
        ItemClass.LEANING: _l("No clear result"),
        ItemClass.INSUFFICIENT: _l("Too few voices"),
    },
    Kind: {
        Kind.COMMENT: _l("Comment"),
        Kind.AMENDMENT: _l("Amendment"),
        Kind.ANSWER: _l("Answer"),
    },
    CommentKind: {
        CommentKind.AGREE: _l("Agreement"),
        CommentKind.CONCERN: _l("Concern"),
        CommentKind.QUESTION: _l("Question"),
        CommentKind.SUGGESTION: _l("Suggestion"),
        CommentKind.EXPERIENCE: _l("Experience"),
    },
    Operation: {
        Operation.REPLACE: _l("Replace wording"),
        Operation.INSERT_AFTER: _l("Insert a new paragraph"),
        Operation.DELETE: _l("Delete the paragraph"),
    },
    Scope: {
        Scope.SUBSTANCE: _l("What the text says"),
        Scope.LANGUAGE: _l("This language version only"),
    },
    Channel: {
        Channel.ONLINE: _l("Online"),
        Channel.EVENT: _l("At an event"),
        Channel.LETTER: _l("By letter"),
        Channel.WORD_FILE: _l("In a Word file"),
    },
    Status: {
        Status.PENDING: _l("Pending"),
        Status.PUBLISHED: _l("Published"),
        Status.RETURNED: _l("Returned"),
        Status.WITHHELD: _l("Withheld"),
        Status.WITHDRAWN: _l("Withdrawn"),
        Status.MERGED: _l("Merged"),
    },
    Step: {
        Step.SUBMIT: _l("Received"),
        Step.PUBLISH: _l("Published by a facilitator"),
        Step.RETURN: _l("Returned to its author for edit"),
        Step.WITHHOLD: _l("Withheld by a facilitator"),
        Step.WITHDRAW: _l("Withdrawn by its author"),
        Step.MERGE: _l("Merged into another contribution"),
        Step.UNMERGE: _l("Separated again"),
        Step.REVISE: _l("Revised by its author"),
        Step.RESTORE: _l("Published after an appeal"),
    },
    RoundState: {
        RoundState.PREPARING: _l("In preparation"),
        RoundState.SCHEDULED: _l("Scheduled"),
        RoundState.OPEN: _l("Open"),
        RoundState.CLOSED: _l("Closed"),
        RoundState.REPORTED: _l("Reported"),
    },
    Act: {
        Act.COMMENT: _l("Comments and ratings"),
        Act.AMEND: _l("Amendments"),
        Act.VOTE: _l("Votes"),
        Act.POSITION: _l("Positions of organisations"),
    },
    Audience: {
        Audience.OPEN: _l("Everybody"),
        Audience.INVITATION: _l("Invited organisations"),
        Audience.ORGANISATIONS: _l("Members of organisations"),
    },
    ModerationRule: {
        ModerationRule.BEFORE: _l("Before it appears"),
        ModerationRule.TRUSTED: _l("Before it appears, for newcomers and code holders"),
        ModerationRule.AFTER: _l("After it appears"),
    },
    TallyRule: {
        TallyRule.AFTER_VOTE: _l("After one’s own vote"),
        TallyRule.ALWAYS: _l("Always"),
        TallyRule.AFTER_CLOSING: _l("After the round has closed"),
    },
    Choice: {
        Choice.SUPPORT: _l("Support"),
        Choice.OPPOSE: _l("Oppose"),
        Choice.ABSTAIN: _l("Abstain"),
    },
    Stance: {
        Stance.SUPPORT: _l("Support"),
        Stance.SUPPORT_WITH_CHANGES: _l("Support with changes"),
        Stance.OPPOSE: _l("Oppose"),
        Stance.ABSTAIN: _l("Abstain"),
    },
    Group: {
        Group.LOCAL_GOVERNMENT: _l("Local government"),
        Group.CIVIL_SOCIETY: _l("Civil society"),
        Group.MIGRANT_ASSOCIATION: _l("Migrant associations"),
        Group.CONSULTATIVE_BODY: _l("Consultative bodies"),
        Group.PARTNER_BODY: _l("Partner bodies"),
        Group.INDIVIDUAL: _l("Individuals"),
        Group.OTHER: _l("Other groups"),
    },
    Region: {
        Region.AFRICA: _l("Africa"),
        Region.ASIA_PACIFIC: _l("Asia-Pacific"),
        Region.EURASIA: _l("Eurasia"),
        Region.EUROPE: _l("Europe"),
        Region.LATIN_AMERICA: _l("Latin America and the Caribbean"),
        Region.MEWA: _l("Middle East and West Asia"),
        Region.NORTH_AMERICA: _l("North America"),
    },
    SizeClass: {
        SizeClass.METROPOLIS: _l("Metropolis"),
        SizeClass.CITY: _l("Intermediate city"),
        SizeClass.SMALL: _l("Small town"),
    },
    Role: {
        Role.FACILITATOR: _l("Facilitator"),
        Role.TRANSLATOR: _l("Translator"),
        Role.OBSERVER: _l("Observer"),
        Role.SECRETARIAT: _l("Secretariat"),
        Role.ADMIN: _l("Administrator"),
    },
    VersionStatus: {
        VersionStatus.WORKING: _l("Working version"),
        VersionStatus.FROZEN: _l("Frozen"),
        VersionStatus.ADOPTED: _l("Adopted"),
        VersionStatus.SUPERSEDED: _l("Superseded"),
    },
    WordingStatus: {
        WordingStatus.DRAFT: _l("translation not reviewed yet"),
        WordingStatus.REVIEWED: _l("translation reviewed"),
        WordingStatus.STALE: _l("older than its original"),
    },
    **TRANSLATION,
    LineageKind: {
        LineageKind.KEPT: _l("Unchanged"),
        LineageKind.CHANGED: _l("Changed"),
        LineageKind.MOVED: _l("Moved"),
        LineageKind.NEW: _l("New"),
        LineageKind.SPLIT: _l("Split from another paragraph"),
        LineageKind.MERGED: _l("Merged from several paragraphs"),
        LineageKind.REMOVED: _l("Removed"),
    },
    ParagraphType: {
        ParagraphType.PREAMBULAR: _l("Preambular"),
        ParagraphType.PRINCIPLE: _l("Principle"),
        ParagraphType.OPERATIVE: _l("Operative"),
        ParagraphType.COMMITMENT: _l("Commitment"),
        ParagraphType.ANNEX: _l("Annex"),
    },
    ReasonCode: {
        ReasonCode.HATE: _l("hate or discrimination"),
        ReasonCode.THREAT: _l("threat"),
        ReasonCode.PERSONAL_DATA: _l("personal data exposed"),
        ReasonCode.HARASSMENT: _l("harassment"),
        ReasonCode.ILLEGAL: _l("otherwise against the law"),
        ReasonCode.SPAM: _l("spam"),
        ReasonCode.OFF_TOPIC: _l("not about this text"),
        ReasonCode.WRONG_PLACE: _l("belongs elsewhere in the text"),
        ReasonCode.IMPERSONATION: _l("writes in another’s name"),
    },
    Decision: {
        Decision.PUBLISH: _l("Publish"),
        Decision.RETURN: _l("Return for edit"),
        Decision.WITHHOLD: _l("Withhold"),
    },
    AppealOutcome: {
        AppealOutcome.UPHELD: _l("The decision stands"),
        AppealOutcome.REVERSED: _l("The decision was reversed"),
    },
    Disposition: {
        Disposition.ACCEPTED: _l("Accepted"),
        Disposition.ACCEPTED_WITH_CHANGES: _l("Accepted with changes"),
        Disposition.NOT_ACCEPTED: _l("Not accepted"),
        Disposition.ALREADY_COVERED: _l("Already covered"),
        Disposition.REFERRED: _l("Referred"),
        Disposition.OUT_OF_SCOPE: _l("Out of scope"),
        Disposition.NOTED: _l("Noted"),
    },
    **composing_labels.LABELS,
    **joint_labels.LABELS,
}

EXPLANATIONS: Mapping[type[StrEnum], Mapping[str, object]] = {
    ReasonCode: {
        ReasonCode.HATE: _l("It attacks people for their origin, faith, sex, status or the like."),
        ReasonCode.THREAT: _l("It threatens somebody, or calls for violence."),
        ReasonCode.PERSONAL_DATA: _l("It shows who somebody is, or how to find them."),
        ReasonCode.HARASSMENT: _l("It pursues or insults a person."),
        ReasonCode.ILLEGAL: _l("It breaks the law of the place where the round is run."),
        ReasonCode.SPAM: _l("It advertises, or repeats the same text many times."),
        ReasonCode.OFF_TOPIC: _l("It says nothing about the text under consultation."),
        ReasonCode.WRONG_PLACE: _l("It speaks of another paragraph or another round."),
        ReasonCode.IMPERSONATION: _l("It claims to come from somebody who did not write it."),
    },
    Decision: {
        Decision.PUBLISH: _l("As it stands, at once."),
        Decision.RETURN: _l("The author corrects it and keeps the number."),
        Decision.WITHHOLD: _l("Number, reason and date stay public."),
    },
    CommentKind: {
        CommentKind.AGREE: _l("I agree with this paragraph."),
        CommentKind.CONCERN: _l("Something here worries me."),
        CommentKind.QUESTION: _l("Something is unclear."),
        CommentKind.SUGGESTION: _l("I have an idea; exact words go into an amendment."),
        CommentKind.EXPERIENCE: _l("I tell what happened where I live."),
    },
}


def label(value: StrEnum | None) -> str:
    """The word for a value; nothing for none."""
    return "" if value is None else str(LABELS[type(value)][value])


def explained(value: StrEnum) -> str:
    """What a value means, in one sentence."""
    return str(EXPLANATIONS[type(value)][value])


def choices(kind: type[StrEnum]) -> list[tuple[str, object]]:
    """Value and word of every member, for the choices of a form field."""
    return [(member.value, LABELS[kind][member]) for member in kind]


def kinds() -> list[tuple[str, object]]:
    """Value and word of the kinds that a round can take."""
    return [(kind, LABELS[Kind][Kind(kind)]) for kind in KINDS]


def own_name(code: str) -> str:
    """The name of a language in that language."""
    return LANGUAGE_NAMES.get(code, code)


def criterion_name(criterion: str) -> str:
    """The word for a rating criterion; a round's own ones show as they were typed."""
    return str(CRITERIA[criterion][0]) if criterion in CRITERIA else criterion


def doing(operation: Operation, number: int | None = None, amends: str | None = None) -> str:
    """What an amendment does, with the number of its paragraph; none means a section's start.

    ``amends`` is the insertion for whose new paragraph it proposes other words.
    """
    if amends:
        return str(gettext("Other words for the new paragraph of %(reference)s", reference=amends))
    if operation is Operation.REPLACE:
        return str(label(operation))
    if operation is Operation.DELETE:
        return str(gettext("Delete paragraph %(number)s", number=number))
    if number is None:
        return str(gettext("Insert a new paragraph at the start of the section"))
    return str(gettext("Insert a new paragraph after %(number)s", number=number))
