"""Akoma Ntoso by the browser: from the form to the preview, with what was lost beside it."""

from tests.documents.readers.akn_files import akn, collection, one_text, p
from tests.web.charters.importing import upload
from tests.web.page import AuditedClient, Page

LAW = akn(
    f"<article><num>Article 1</num><heading>Wells</heading>"
    f"<paragraph><num>(a)</num>{p('A well is open<authorialNote><p>Seen.</p></authorialNote>.')}"
    "</paragraph></article>"
)


def test_law_comes_in_by_the_browser(desk: AuditedClient) -> None:
    shown = Page(desk.get(upload(desk, LAW, name="law.akn.xml").location).text).text

    for words in ("Article 1 Wells", "(a)", "A well is open.", "A footnote was left out.", "Seen."):
        assert words in shown


def test_text_in_the_language_of_the_form_comes_in(desk: AuditedClient) -> None:
    both = collection(one_text("Quays", said="en"), one_text("Quais", said="fr"))
    page = Page(desk.get(upload(desk, both, "fr", name="law.akn.xml").location).text)

    assert "Title in the file: Quais" in page.text
    assert "The file holds another text too." in page.text
    assert "Quays · en" in page.text
