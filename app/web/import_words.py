"""What is said of an import: why a file is not read, what was lost, what was done to the text."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.documents.readers.reading import IN_COMMENT
from app.domain.corrections import Correction
from app.domain.errors import Refusal

UNREADABLE = {
    "too_large": _l("This file is larger than 20 MB. Leave out pictures, or import it in parts."),
    "too_many_parts": _l("This file has too many parts inside to be a plain text document."),
    "ratio": _l("This file unpacks to far more than its size, so it was not opened."),
    "unsafe_name": _l("This file holds names that reach outside of it, so it was not opened."),
    "encrypted": _l("This file is locked with a password. Save it without one, then import it."),
    "compression": _l(
        "This file is packed in a way that is not read here. Save it anew as .docx or .odt."
    ),
    "nested_archive": _l("This file holds another packed file, so it was not opened."),
    "damaged": _l("This file is damaged. Open it in your word processor and save it anew."),
    "not_a_docx": _l(
        "This is not a .docx file. Save it as Word document (.docx), without password."
    ),
    "not_an_odt": _l("This is not an OpenDocument text. Save it as .odt, without password."),
    "macro": _l("This document carries macros. Save it without them, as .docx or .odt."),
    "external": _l("This document fetches parts from elsewhere, so it was not opened."),
    "doctype": _l("This document holds instructions for the reader program, so it was not opened."),
    "bad_encoding": _l("The letters of this text cannot be read. Save it as UTF-8."),
    "too_deep": _l("This text is nested too deeply. Use fewer levels of lists and quotations."),
    "too_complex": _l("This text is too long or too complicated to read. Import it in parts."),
    "not_akoma_ntoso": _l(
        "This XML file is no Akoma Ntoso 3.0 document with a body. Use one, or .docx, .odt, .html."
    ),
    "pdf": _l(
        "A PDF keeps where letters stand on a page, but not which lines make a paragraph. Take the"
        " Word, OpenDocument or Akoma Ntoso file of this text; or copy the text out of the PDF,"
        " paste it here and check the line breaks."
    ),
    "unsupported": _l(
        "This kind of file is not read here. Use .docx, .odt, .html, .md, .txt or Akoma Ntoso"
        " (.xml)."
    ),
    "empty": _l("There is no text in this file."),
    "too_slow": _l("Reading this file took too long, so it was stopped."),
    "too_heavy": _l("Reading this file took too much memory, so it was stopped."),
    "too_many_paragraphs": _l("This text has more than %(most)s paragraphs. Import it in parts."),
    "no_place_to_split": _l("Put an empty line where the paragraph is to be split."),
    "nothing_to_merge": _l("There is no line of the same kind after this one."),
    "nothing_to_join": _l("The paragraph before has no place in the version to join."),
    "nothing_to_gather": _l("Give at least two numbers, such as 3, 4."),
    "has_its_own_text": _l(
        "One of these paragraphs has a text of its own here. Put that text elsewhere first."
    ),
    "no_such_paragraph": _l("There is no paragraph with this number in the version."),
    "first_already": _l("This stands first already."),
    "last_already": _l("This stands last already."),
    "no_section_above": _l("There is no section of the same level above it to belong to."),
    "deepest_already": _l("A heading cannot stand deeper than level %(most)s."),
    "outermost_already": _l("This heading is on the first level already."),
    "section_needs_a_section": _l("A section can only go behind a section: choose one."),
    "into_itself": _l("A section cannot go into itself. Choose another one."),
    "no_such_number": _l("There is no paragraph with this number in this text."),
    "no_target": _l("Say where to: give a number, or choose a section."),
    "nothing_ticked": _l("Tick the lines that are meant first."),
    "nothing_to_link": _l("Choose a principle or topic first."),
    "link_unknown": _l("The charter no longer has this principle or topic. Please choose again."),
    "nothing_to_undo": _l("There is nothing left to undo."),
    "text_needed": _l("Write the text, or delete the line."),
    "doubts_left": _l("There are doubtful pairs left to look at: %(number)s."),
}

NOTES = {
    "beside_left_out": _l(
        "Notes and citations below the paragraphs were left out; they are kept on the platform."
    ),
    "contents_list_dropped": _l("The table of contents was left out."),
    "control_characters_removed": _l("Invisible control characters were removed."),
    "decoded_as_windows_1252": _l(
        "The file is not in UTF-8; its letters were read as Windows text."
    ),
    "editors_remark_dropped": _l("A remark of an editor was left out."),
    "embedded_document_dropped": _l("A document inside the document was left out."),
    "endnote_dropped": _l("An endnote was left out."),
    "footnote_dropped": _l("A footnote was left out."),
    "form_field_dropped": _l("A field of a form was left out."),
    "formula_as_text": _l("A formula became a line of text; check it."),
    "front_matter_dropped": _l("The block of settings at the head of the file was left out."),
    "hidden_text_dropped": _l("Text marked as hidden was left out."),
    "gap_left_out": _l("Words that stand for a missing paragraph were left out."),
    "html_as_text": _l("An HTML tag was taken as text."),
    "image_dropped": _l("A picture was left out."),
    "label_without_text": _l("A number without text was left out."),
    "line_end_hyphen_kept": _l(
        "A word broken at the end of a line was joined with its hyphen. Check it."
    ),
    "link_target_dropped": _l("A link lost its address; its words stay."),
    "number_format_unknown": _l("A numbering could not be read exactly. Check the label."),
    "outside_template_ignored": _l("A template outside the document was not fetched."),
    "page_footer_dropped": _l("The foot of the page was left out."),
    "page_header_dropped": _l("The head of the page was left out."),
    "page_title_dropped": _l("The title that only the browser’s window shows was left out."),
    "reading_aid_dropped": _l("A reading aid above the letters was left out."),
    "rule_dropped": _l("A line of dashes or stars was left out."),
    "script_dropped": _l("A script was left out."),
    "second_text_left_out": _l(
        "The file holds another text too. To take it, import the file again in its language."
    ),
    "struck_text_kept": _l("Text struck through was kept as text."),
    "style_sheet_dropped": _l("A style sheet was left out."),
    "symbol_dropped": _l("A symbol of a special font was left out."),
    "table_flattened": _l("A table became lines of text."),
    "text_box_moved": _l("A text box was put into the text; check its place."),
    "tracked_changes_accepted": _l("Tracked changes were accepted."),
    "tracked_changes_rejected": _l("Tracked changes were rejected."),
}


def refusal_words(error: Refusal) -> str:
    """What is the matter with a file or a correction."""
    words = UNREADABLE.get(error.code)
    if words is None:
        return str(_("This cannot be taken. Please check it."))
    return str(words) % dict(error.details)


def note_words(code: str) -> str:
    """One thing that did not come over as it was."""
    if code.startswith(IN_COMMENT):
        return f"{_('In a comment:')} {note_words(code.removeprefix(IN_COMMENT))}"
    return str(NOTES.get(code, _("Something did not come over as it was.")))


STEPS = {
    Correction.CHANGED: _l("Corrected"),
    Correction.SPLIT: _l("Split"),
    Correction.MERGED: _l("Merged with the next line"),
    Correction.DELETED: _l("Deleted"),
    Correction.TAKEN_OUT: _l("Deleted with its whole section"),
    Correction.MOVED: _l("Moved"),
    Correction.LOWERED: _l("Put one level lower"),
    Correction.LIFTED: _l("Put one level higher"),
    Correction.RETYPED: _l("Given another type"),
    Correction.LINKED: _l("Principles and topics changed"),
    Correction.PAIRED: _l("Put elsewhere in the version"),
    Correction.CONFIRMED: _l("Pairs confirmed"),
    Correction.COMPARED: _l("Compared anew"),
    Correction.NOTES_LEFT_OUT: _l("Comments left out"),
}


def step_words(act: Correction) -> str:
    """What a correction did."""
    return str(STEPS[act])
