"""The words of exported documents, handed down as plain values: documents know no translation."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from app.domain.contributions import Channel, CommentKind, Kind, Operation, Status
from app.domain.dispositions import Disposition
from app.domain.languages import LANGUAGES
from app.domain.moderation import ReasonCode
from app.domain.opinions import Choice, Stance
from app.domain.people import Group, Region, SizeClass
from app.domain.synthesis.classes import ItemClass
from app.web import labels, measure_words
from app.web.filters import lang_name

ENUMS: Mapping[str, type[StrEnum]] = {
    "kind": Kind,
    "comment_kind": CommentKind,
    "operation": Operation,
    "channel": Channel,
    "status": Status,
    "disposition": Disposition,
    "reason_code": ReasonCode,
    "choice": Choice,
    "stance": Stance,
    "group": Group,
    "region": Region,
    "size_class": SizeClass,
    "item_class": ItemClass,
}

SHEETS = {
    "overview": _l("Overview"),
    "participation": _l("Participation"),
    "paragraphs": _l("Paragraphs"),
    "ratings": _l("Ratings"),
    "amendments": _l("Amendments"),
    "votes": _l("Votes"),
    "positions": _l("Positions"),
    "comments": _l("Comments"),
    "register": _l("Register"),
}

# Title of each column, and what it means.
COLUMNS = {
    "what": (_l("What"), _l("What the row counts or tells.")),
    "value": (_l("Value"), _l("The value: a number, a date or a text.")),
    "group": (_l("Group"), _l("Stakeholder group, fixed at the moment of the act.")),
    "column": (_l("Breakdown"), _l("Region, size class or language within the group.")),
    "number": (_l("Number"), _l("How many; empty where it is hidden.")),
    "hidden": (_l("Hidden"), _l("Whether a number is left out because the group is small.")),
    "paragraph": (_l("Paragraph"), _l("Number of the paragraph; empty for the whole text.")),
    "key": (_l("Permanent key"), _l("Key of the paragraph, the same in every version.")),
    "section": (_l("Section"), _l("Heading of the section the paragraph stands under.")),
    "label": (_l("Label"), _l("The source’s own numbering.")),
    "text": (_l("Text"), _l("The words as they are published.")),
    "language": (_l("Language"), _l("Language of the text (ISO 639-1).")),
    "missing": (
        _l("Missing"),
        _l("Whether the paragraph is missing in the language of this file, and shown in another."),
    ),
    "comments": (_l("Comments"), _l("Number of published comments.")),
    "amendments": (_l("Amendments"), _l("Number of published amendments.")),
    "criterion": (_l("Criterion"), _l("What was rated, from 1 to 5.")),
    "mean": (_l("Mean"), _l("Mean of the marks given; “cannot judge” does not count in it.")),
    "mark_1": (_l("Mark 1"), _l("How many gave the mark 1.")),
    "mark_2": (_l("Mark 2"), _l("How many gave the mark 2.")),
    "mark_3": (_l("Mark 3"), _l("How many gave the mark 3.")),
    "mark_4": (_l("Mark 4"), _l("How many gave the mark 4.")),
    "mark_5": (_l("Mark 5"), _l("How many gave the mark 5.")),
    "mark_0": (_l("Cannot judge"), _l("How many said that they cannot judge.")),
    "reference": (_l("Reference"), _l("Public reference, never used twice.")),
    "operation": (_l("What it does"), _l("Whether the amendment replaces, inserts or deletes.")),
    "author": (_l("Name shown"), _l("The name its author chose to show.")),
    "organisation": (_l("Organisation"), _l("The organisation that somebody acted for.")),
    "channel": (_l("Channel"), _l("How it reached the round.")),
    "submitted_on": (_l("Received on"), _l("Day in the round’s time zone.")),
    "merged": (_l("Merged into it"), _l("References of contributions merged into this one.")),
    "grounds": (_l("Reason"), _l("The reason given by the author.")),
    "old_wording": (_l("Current wording"), _l("The wording the amendment was written against.")),
    "new_wording": (_l("Proposed wording"), _l("The wording the author proposes.")),
    "co_sponsors": (_l("Co-sponsors"), _l("Who joined the amendment.")),
    "disposition": (_l("What happened to it"), _l("The decision after the round.")),
    "reason": (_l("Why"), _l("The reason for the decision.")),
    "changed_wording": (_l("Changed wording"), _l("The wording that was accepted instead.")),
    "follow_up": (_l("Follow-up"), _l("Where it was referred to.")),
    "decided_on": (_l("Decided on"), _l("Day the secretariat confirmed the decision.")),
    "support": (_l("Support"), _l("Number of votes in support.")),
    "oppose": (_l("Oppose"), _l("Number of votes against.")),
    "abstain": (_l("Abstain"), _l("Number of abstentions.")),
    "share": (_l("Share of support"), _l("Support among support and opposition, from 0 to 1.")),
    "share_low": (_l("Lower bound"), _l("Lower end of the Wilson interval of that share.")),
    "share_high": (_l("Upper bound"), _l("Upper end of the Wilson interval of that share.")),
    "share_of": (_l("Took a side"), _l("Support and opposition together, without abstentions.")),
    "on_what": (_l("On"), _l("Reference of the amendment, or the paragraph.")),
    "position": (_l("Position"), _l("Official position of the organisation, a public act.")),
    "own_words": (_l("In its own words"), _l("What the organisation adds to its position.")),
    "parent": (_l("Reply to"), _l("Reference of the contribution it answers.")),
    "comment_kind": (_l("Kind"), _l("What the comment says about the paragraph.")),
    "quote": (_l("About these words"), _l("Words of the paragraph that the comment quotes.")),
    "status": (_l("Status"), _l("Moderation status at the cut-off.")),
    "reason_code": (_l("Reason code"), _l("The rule a withheld contribution falls under.")),
    "merged_into": (_l("Merged into"), _l("Reference of the contribution that took it in.")),
    "on": (_l("Day"), _l("Day it was published or decided on, in the round’s time zone.")),
}

PLAIN = {
    "yes": _l("yes"),
    "no": _l("no"),
    "charter": _l("Charter"),
    "round": _l("Round"),
    "version": _l("Version"),
    "version_hash": _l("Version hash"),
    "opened_at": _l("Opened"),
    "closed_at": _l("Closed"),
    "cut_off_at": _l("Cut-off"),
    "edition": _l("Edition"),
    "edition_reason": _l("Why it was corrected"),
    "edition_n": _l("Edition %(n)s"),
    "edition_hash": _l("Edition hash"),
    "record_head": _l("Record head"),
    "provisional": _l("Provisional: not published"),
    "organisations": _l("Organisations"),
    "people": _l("People who wrote, voted or rated"),
    "published_in": _l("Published contributions by language"),
    "received": _l("Received"),
    "undecided": _l("No decision yet"),
    "note": _l("Note"),
    "paragraph_n": _l("Paragraph %(n)s"),
    "region.none": _l("No region"),
    "size_class.none": _l("No size class"),
    "type.text": _l("text"),
    "type.number": _l("number"),
    "type.date": _l("date"),
    "dictionary.file": _l("File"),
    "dictionary.column": _l("Column"),
    "dictionary.type": _l("Type"),
    "dictionary.meaning": _l("Meaning"),
    "title": _l("Synthesis of %(round)s"),
    "contents": _l("Contents"),
    "chart.key": _l(
        "In the charts of votes, opposition is hatched and stands before the middle, abstention is "
        "light and lies across it, support is filled and stands after it. In the charts of shares "
        "the dot is the share and the line its interval, between 0 and 100 %."
    ),
    "chart.votes": _l("Opposition, abstention, support"),
    "chart.share": _l("From 0 to 100 %"),
    "chart.people": _l("People, as a bar"),
    "glance": _l("At a glance"),
    "answered": _l("Paragraphs with a response, of %(n)s"),
    "sum": _l("The register adds up"),
    "who": _l("Who took part"),
    "who.groups": _l("People and organisations by group"),
    "by.region": _l("People by group and region"),
    "by.size_class": _l("People by group and size class"),
    "official": _l("Organisations that acted officially"),
    "heard": _l("What we heard"),
    "brief": _l(
        "This round has more than %(n)s contributions: here they stand by what happened to them. "
        "All their words are in the register, in the responses, and in the tables and data of "
        "this edition."
    ),
    "results": _l("Results by paragraph"),
    "whole": _l("On the whole text"),
    "ratings": _l("Mean rating, from 1 to 5, and number of ratings"),
    "votes": _l("Votes of members on %(reference)s"),
    "positions": _l("Positions of organisations"),
    "by_author": _l("%(author)s, %(group)s"),
    "acting_for": _l("%(author)s for %(organisation)s, %(group)s"),
    "in_language": _l("in %(language)s"),
    "missing_in": _l("This paragraph is missing in this language and shown in another."),
    "veiled": _l("Not shown at the moment: it is being looked at after an alert."),
    "wording_accepted": _l("Accepted wording:"),
    "referred_to": _l("Referred to:"),
    "decided": _l("Decided on %(day)s"),
    "self_confirmed": _l("Drafted and confirmed by the same person"),
    "suppressed": _l("fewer than 5, not shown"),
    "suppressed_cell": _l("not shown"),
    "replies_to": _l("Reply to %(reference)s"),
    "reason": _l("Reason:"),
    "no_response": _l("No response."),
    "published_on": _l("Published on %(day)s"),
    "authentic": _l("Language"),
    "limits": _l("Limits and method"),
    "limits.poll": _l(
        "Those who took part chose to do so: this is neither a vote nor a survey, and the numbers "
        "stand for nobody else."
    ),
    "limits.separate": _l(
        "Votes of members, positions of organisations and ratings are counted apart, split by "
        "group, and never added together. Kinds of comments are not turned into votes."
    ),
    "limits.small_cells": _l(
        "Votes and ratings of groups with fewer than 5 voters, and breakdowns below 10 people, are "
        "not shown, nor what they could be worked out from."
    ),
    "limits.latest": _l("Only the latest vote, position or rating of each voter counts."),
    "limits.share": _l(
        "The share of support leaves abstentions out; its Wilson interval (z = 1.96) shows how "
        "little a small number says."
    ),
    "verify": _l("How to check this"),
    "verify.hash": _l(
        "The edition hash is the SHA-256 of the JSON export without its member “edition”, with "
        "sorted keys and no spaces. The record head closes the chain of decisions of the round."
    ),
}


def words_in(language: str) -> dict[str, str]:
    """Every word of the exports in a language, by a plain key."""
    with force_locale(language):
        words = {key: str(text) for key, text in (PLAIN | measure_words.PLAIN).items()}
        words |= {
            f"sheet.{key}": str(text) for key, text in (SHEETS | measure_words.SHEETS).items()
        }
        for key, (title, meaning) in (COLUMNS | measure_words.COLUMNS).items():
            words[f"column.{key}"], words[f"meaning.{key}"] = str(title), str(meaning)
        for name, kind in ENUMS.items():
            words |= {f"{name}.{member.value}": labels.label(member) for member in kind}
        words |= {f"criterion.{key}": str(texts[0]) for key, texts in labels.CRITERIA.items()}
        words |= {f"language.{code}": lang_name(code) for code in LANGUAGES}
    return words
