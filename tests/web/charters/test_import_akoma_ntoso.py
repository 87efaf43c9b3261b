"""Akoma Ntoso by the browser: from the form to the preview, with what was lost beside it."""

from tests.documents.readers.akn_files import akn, p
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
