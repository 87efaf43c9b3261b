"""What our own files hold beside the text: the platform's, left aside when one is read again."""

# Lists of this name are left aside when one of our files is read again.
MARGIN_LIST = "PalabreParagraphNumbers"
# The style of a charter's paragraphs: its numbers are of that list, also where a word processor
# other than Word saved the file and dropped the name of the list.
TEXT_STYLE = "Charter paragraph"
# The style of notes and citations below a paragraph, in files of word processors.
BESIDE_STYLE = "Palabre note"
# In a page, what an element marked with this attribute is.
PART = "data-palabre"
NUMBER, ABOUT, TITLE, BESIDE = "number", "about", "title", "beside"
# In plain text: the rule that closes the head and opens the foot, and the widths of the rules
# under headings, from level to level.
FRAME = "=" * 48
RULES = (42, 36, 30, 24, 18, 12, 6)
