"""The sentence behind each code of refusal: what the matter is and what to do."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from app.domain.rounds import Act, Window
from app.web.filters import moment

SENTENCES = {
    "signed_in": _l("Please sign in first; what you typed is kept."),
    "not_suspended": _l("This account cannot take part at the moment. The help page says why."),
    "does_not_run_this_round": _l(
        "You help to run this round, so you do not comment, rate, vote or amend in it."
    ),
    "is_not_platform_staff": _l("Administrators and observers do not take part in rounds."),
    "does_not_translate_this_round": _l(
        "You translate in this round: you may comment and rate, not vote or amend."
    ),
    "in_the_audience": _l("This round is for invited organisations. Everyone may read it."),
    "comment_window_is_open": _l("Comments and ratings are not possible at this time."),
    "amend_window_is_open": _l("Amendments are not possible at this time."),
    "vote_window_is_open": _l("Votes are not possible at this time."),
    "position_window_is_open": _l("Positions are not possible at this time."),
    "own_kind_window_is_open": _l("This can no longer be revised: its time is over."),
    "round_is_open": _l("The round is not open."),
    "round_is_closed": _l("This is possible once the round has closed."),
    "round_is_not_reported": _l("The round is reported; it can no longer be changed."),
    "acts_for_an_organisation": _l(
        "Positions are taken by an organisation. Choose at the top whom you act for."
    ),
    "brings_files_for_an_organisation": _l(
        "Marked-up files are brought by delegates of an organisation, or by those who run the "
        "round while it is open."
    ),
    "drafts_for_an_organisation": _l(
        "Organisations prepare amendments together. Choose at the top whom you act for."
    ),
    "already_filed": _l("This amendment is filed already. See its page."),
    "joint_step": _l("Somebody else of your organisation did this meanwhile."),
    "joint_draft": _l("There is no such draft here, or it is not for you."),
    "organisation_unknown": _l(
        "There is no organisation of this name here. Write it as the directory does."
    ),
    "organisation_joined": _l("This organisation is a co-sponsor already."),
    "organisation_leads": _l("This organisation leads the amendment already."),
    "organisation_not_in_round": _l("This round is by invitation, and this one is not invited."),
    "too_many_invited": _l("So many organisations cannot be invited to one amendment."),
    "answers_for_two": _l(
        "You accepted for another organisation already. "
        "Another delegate has to answer for this one."
    ),
    "invitation": _l("Your organisation is not invited to this amendment, or not any more."),
    "is_author": _l("Only its author can do this."),
    "is_not_the_author": _l("These are your own words: you can revise them or take them back."),
    "contribution_is_published": _l("This contribution is not public at the moment."),
    "contribution_is_restricted": _l("There is no decision to appeal against."),
    "is_facilitator": _l("Only the facilitators of this round can do this."),
    "is_secretariat": _l("Only the secretariat can do this."),
    "may_read_the_log": _l("This page is for those who run or observe the round."),
    "may_see_withheld": _l("This text is not public."),
    "works_on_the_text": _l("Working versions are for the secretariat and the translators."),
    "is_admin": _l("Only an administrator can do this."),
    "is_secretariat_or_admin": _l("Only the secretariat or an administrator can do this."),
    "hands_out_codes": _l("Only those who run a round can hand out codes."),
    "somebody_else_decided": _l("This must be decided by somebody else than the first person."),
    "somebody_else_wrote_it": _l(
        "You wrote these words yourself: somebody else must mark them as reviewed."
    ),
    "words_of_an_amendment": _l(
        "These words were taken from an accepted amendment; only the secretariat changes them."
    ),
    "translation": _l("The text is not translated into this language here."),
    "translation_not_a_draft": _l("Only a draft can be marked as reviewed."),
    "words_not_saved": _l(
        "You changed the words. Save them first; then somebody else marks them as reviewed."
    ),
    "text_needed": _l("Write the wording first."),
    "table_is_taken": _l("This table was taken already."),
    "query_is_answered": _l("This query was answered already."),
    "edited_nothing_since_review": _l(
        "You edited the report since it was sent for review: somebody else must publish it."
    ),
    "foreign_origin": _l("This request came from another site and was refused."),
    "changed_meanwhile": _l("Somebody else changed this meanwhile. Compare, then save again."),
    "other_content": _l("This form was already sent with other words. See what was received."),
    "sent_twice": _l("This form was just sent. See your contributions."),
    "round_is_scheduled": _l("The plan is fixed: the round is scheduled already."),
    "round_state": _l("This is no longer possible: the round has moved on meanwhile."),
    "version_is_empty": _l("This version has no text yet. Import it first."),
    "too_many_posts": _l("That was a lot in a short time. Please wait a minute, then send again."),
    "kind_is_asked_for": _l("This round does not ask for this kind of contribution."),
    "nothing_written": _l("Please write something first."),
    "nothing_changed": _l("These are the same words as before. Nothing was changed."),
    "nothing_rated": _l("Please choose at least one mark."),
    "score": _l("Please choose a mark from 1 to 5, or say that you cannot judge."),
    "wording_empty": _l("Please write how the text should read."),
    "wording_unchanged": _l(
        "Your wording is the same as the current text. Change at least a word."
    ),
    "text_missing_in_language": _l(
        "This paragraph has no text in this language, so there is nothing to replace or delete."
    ),
    "only_insertions_are_amended": _l(
        "Other words can be proposed for a new paragraph only. Please amend the paragraph itself."
    ),
    "amended_one_level_deep": _l(
        "These are other words for a new paragraph already. Please amend the first proposal."
    ),
    "correction_replaces": _l(
        "A correction of one language version replaces words. Adding or deleting a paragraph "
        "changes what is said."
    ),
    "correction_is_in_one_language": _l(
        "A correction concerns one language version, so leave the other languages empty."
    ),
    "wording_given": _l("The proposer gave these words in this language; nobody else edits them."),
    "title_missing": _l("Please give the amendment a title, a few words to know it by."),
    "reason_missing": _l("Please give a reason, in plain words."),
    "changes_missing": _l("Please say which changes you ask for."),
    "reply_to_a_reply": _l("Replies go one level deep. Please reply to the first contribution."),
    "own_amendment": _l("This is your own amendment, so there is nothing to join."),
    "draft_too_long": _l("This is too long to be kept as a draft."),
    "too_many_drafts": _l("You have many drafts already. Please send or delete some of them."),
    "link": _l("This link was used already, or it is too old. Please ask for a new one."),
    "code": _l("There is no such code here."),
    "code_unknown": _l(
        "This code opens nothing: check it letter by letter, or ask whoever gave it to you."
    ),
    "codes_shown_once": _l("These codes were shown already; they are not kept. Make a new batch."),
    "links_in_an_hour": _l(
        "Several links went to this address within the hour. Look there, or try again later."
    ),
    "wrong_password": _l("This name and this password do not belong together."),
    "wrong_present_password": _l("This is not your present password."),
    "password_short": _l("Use at least 8 characters; 15 or more are better."),
    "password_long": _l("Use at most 1,000 characters."),
    "password_common": _l("This password is among the first that others would try."),
    "password_own_word": _l("Do not use your own name or address, or the name of this site."),
    "sign_in_name_taken": _l("This sign-in name is taken. Choose another one."),
    "sign_in_name_needed": _l("Choose a name to sign in with, as there is no e-mail address."),
    "email_taken": _l("This address belongs to another account."),
    "has_arrived": _l("This person was here already and has a way in."),
    "last_administrator": _l(
        "This is the last administrator. Make somebody else administrator first."
    ),
    "person_added": _l(
        "This person was just added. Make a new one-time address on the person’s page."
    ),
    "not_oneself": _l("You cannot do this to yourself."),
    "admin_is_platform_wide": _l("Administrators work on the whole platform; choose that."),
    "organisation": _l("There is no such organisation."),
    "organisation_has_people": _l(
        "People belong to this organisation. Choose the one in which they go on."
    ),
    "group_of_organisation": _l("Choose a group of organisations."),
    "only_in_the_demo": _l("There is no such page here."),
    "statement_required": _l("A restriction needs its rule and a statement of reasons."),
    "undo_is_over": _l("The ten minutes to undo are over. Decide anew, or wait for an appeal."),
    "bulk_needs_two_people": _l(
        "Withholding more than %(limit)s at once needs two people. Choose fewer, or let a "
        "colleague withhold the others."
    ),
    "reports_settled": _l("A colleague has settled these reports already."),
    "appeal_is_decided": _l("This appeal is decided already."),
    "report": _l("You made no report on this contribution."),
    "report_not_rejected": _l("Your report was not rejected, so there is nothing to appeal."),
    "appeal_time_is_over": _l("The six months to appeal are over."),
    "already_appealed": _l("You have appealed against this decision already."),
    "second_person_needed": _l(
        "You proposed to reverse the decision. Somebody else has to confirm it."
    ),
    "nobody_else_can_confirm": _l(
        "Two people have to agree to reverse a decision, and there is nobody else who could "
        "confirm yours. The secretariat can name another facilitator."
    ),
    "contribution": _l("There is no contribution with this number that can be shown here."),
    "synthesis": _l(
        "The synthesis of this round is not published yet. It appears here once the round has "
        "closed and two people have checked it."
    ),
    "edition": _l("The synthesis has no edition with this number."),
    "part": _l("The synthesis has no such part."),
    "decision_is_confirmed": _l("The decision on %(reference)s is confirmed already."),
    "objection_needs_words": _l("Please say why you object, and what should be decided instead."),
    "proposal": _l("No proposed decision is shown to you here."),
    "does_not_run_the_round": _l("This person does not run the round. Choose another one."),
    "step": _l("This step is not there to be taken back."),
    "nothing_drafted": _l("There is no draft to confirm for %(reference)s yet."),
    "not_sent_for_review": _l("The report has to be sent for review before it is published."),
    "measures_outdated": _l(
        "The round changed since its measures were made. They are being made anew; publish again "
        "in a minute."
    ),
    "version_is_frozen": _l("This version is frozen: its words can no longer be changed."),
    "version_not_frozen": _l("Only a frozen version can be adopted."),
    "reading": _l("Choose one of the two readings: changes accepted, or changes rejected."),
    "round_on_text": _l(
        "A round on this text is open or scheduled. Wait until it is closed, so that nothing said"
        " in it is cut off."
    ),
    "next_version_exists": _l("The next version exists already."),
    "nothing_to_compare": _l("A first version has nothing before it to compare with."),
    "import_is_done": _l("This import was confirmed already."),
    "charter_changed_meanwhile": _l(
        "The charter was changed meanwhile. Compare again, then confirm."
    ),
    "amendments_clash": _l("This amendment meets one that is in the text already."),
    "edit_kind_missing": _l("Say whether your change of the words is editorial or substantive."),
    "edit_reason_missing": _l("Say why you change the words, one sentence is enough."),
    "does_not_fit": _l(
        "The text changed since this was proposed. Write a wording for it, or leave it out with "
        "a reason."
    ),
    "unknown_paragraph": _l("This version has no paragraph with this number."),
    "edited_by_hand": _l("These words were edited by hand. Restore the wording first."),
    "step_impossible": _l("This is no longer possible: its status has changed."),
}

WINDOWS = {
    Act.COMMENT: (
        _l("Comments and ratings open on %(moment)s."),
        _l("Comments and ratings were possible until %(moment)s."),
    ),
    Act.AMEND: (
        _l("Amendments open on %(moment)s."),
        _l("Amendments were possible until %(moment)s."),
    ),
    Act.VOTE: (_l("Votes open on %(moment)s."), _l("Votes were possible until %(moment)s.")),
    Act.POSITION: (
        _l("Positions open on %(moment)s."),
        _l("Positions were possible until %(moment)s."),
    ),
}


def window_sentence(window: Window, zone: str, now: datetime) -> str:
    """When an act that is not possible now will be, or until when it was."""
    before, after = WINDOWS[window.act]
    if now < window.opens_at:
        return str(before) % {"moment": moment(window.opens_at, zone)}
    return str(after) % {"moment": moment(window.closes_at, zone)}


def sentence(code: str, details: Mapping[str, object] | None = None) -> str:
    """What to tell the reader; unknown codes get a plain sentence."""
    found = SENTENCES.get(code)
    if found is None:
        return str(gettext("This is not possible."))
    text = str(found)
    return str(text % dict(details)) if details and "%(" in text else text
