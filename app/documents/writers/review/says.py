"""What stands in the margin of a round's file: comments, reasons, wordings that compete."""

from collections.abc import Mapping

from app.documents.writers.review.margin import Note
from app.domain.contributions import Operation
from app.domain.review import ReviewAmendment, ReviewComment, stamp_of


class Says:
    """The words of comments, each beginning with the public reference."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    def comment(self, comment: ReviewComment) -> Note:
        """A published comment."""
        kind = self._words.get(f"kind.{comment.kind}", "")
        head = f"{comment.reference} · {kind}" if kind else comment.reference
        return Note(
            comment.reference,
            comment.author,
            stamp_of(comment.at),
            comment.language,
            (head, *comment.text.split("\n")),
            comment.parent,
        )

    def reason(self, amendment: ReviewAmendment) -> Note:
        """Why an amendment is proposed, beside the words it changes."""
        return self._note(amendment, ())

    def beside(self, amendment: ReviewAmendment) -> Note:
        """An amendment that is not marked in the text: all it proposes."""
        told = self._words[f"proposes.{amendment.operation.value}"]
        if amendment.operation is Operation.DELETE:
            return self._note(amendment, (told,))
        return self._note(amendment, (told, *amendment.wording.split("\n")))

    def _note(self, amendment: ReviewAmendment, proposed: tuple[str, ...]) -> Note:
        joined = self._words["sponsors"] % {"names": ", ".join(amendment.sponsors)}
        reason = self._words["reason"] % {"reason": amendment.reason}
        return Note(
            amendment.reference,
            amendment.author,
            stamp_of(amendment.at),
            amendment.language,
            (
                amendment.reference + self._language(amendment),
                *proposed,
                *reason.split("\n"),
                *((joined,) if amendment.sponsors else ()),
            ),
        )

    def _language(self, amendment: ReviewAmendment) -> str:
        return f" · {self._words[f'language.{amendment.language}']}"
