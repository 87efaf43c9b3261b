"""What is said when a file cannot be taken: a code, never a sentence."""

from app.domain.errors import Invalid


class UnreadableDocument(Invalid):
    """The file is refused; ``code`` names why, ``details["detail"]`` what in it.

    Codes: ``too_large``, ``too_many_parts``, ``ratio``, ``unsafe_name``, ``encrypted``,
    ``compression``, ``nested_archive``, ``damaged``, ``not_a_docx``, ``not_an_odt``, ``macro``,
    ``external``, ``doctype``, ``bad_encoding``, ``too_deep``, ``too_complex``, ``unsupported``,
    ``empty``, ``too_slow``, ``too_heavy``, ``not_a_word_file``, ``pdf``, ``not_akoma_ntoso``.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, field="file", detail=detail)
        self.detail = detail
