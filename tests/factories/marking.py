"""The cast's round as a file to mark up, and hands that mark it up as a word processor would."""

import io
import zipfile
from datetime import datetime

from sqlalchemy.orm import Session

from app.documents.writers.review.files import review_bytes
from app.domain.people import VISITOR, Actor
from app.queries.review_documents import review_document
from app.queries.rounds import visible_round
from tests.factories.cast import Cast
from tests.factories.review import WORDS

ALL_WORDS = {**WORDS, "language.es": "Spanish", "language.ar": "Arabic"}
BY = 'w:author="Reviewer Ruth" w:date="2026-03-02T10:00:00Z"'


def sent_out(
    session: Session,
    cast: Cast,
    *,
    now: datetime,
    clean: bool = True,
    language: str = "en",
    actor: Actor = VISITOR,
) -> bytes:
    """The file of the round as it leaves."""
    view = visible_round(session, actor, cast.round.slug, now=now)
    document = review_document(session, view, language, clean=clean, now=now)
    return review_bytes(document, ALL_WORDS)


def changed(data: bytes, *changes: tuple[str, str], part: str = "word/document.xml") -> bytes:
    """The file with pieces of one of its parts replaced, each of which must be there once."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode()
    for old, new in changes:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    parts[part] = text.encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tracked(number: int, old: str, new: str) -> tuple[str, str]:
    """Words of the cast's paragraph replaced with tracking."""
    before = f"Towns keep water, schools and shelter open to everyone who lives there ({number})."
    head, _, tail = before.partition(old)
    kept = '</w:t></w:r><w:del w:id="900{n}" {by}><w:r><w:delText>{old}</w:delText></w:r></w:del>'
    put = (
        '<w:ins w:id="901{n}" {by}><w:r><w:t>{new}</w:t></w:r></w:ins>'
        '<w:r><w:t xml:space="preserve">'
    )
    middle = (kept + put).format(n=number, by=BY, old=old, new=new)
    return before, f"{head}{middle}{tail}"


def commented(data: bytes, number: int, text: str) -> bytes:
    """The file with one comment on the words of a paragraph."""
    place = f"lives there ({number})."
    marks = (
        f'{place}</w:t></w:r><w:r><w:commentReference w:id="77"/></w:r>'
        '<w:r><w:t xml:space="preserve">'
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    comments = (
        f'<w:comments {space}><w:comment w:id="77" {BY}><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
        "</w:comment></w:comments>"
    )
    relation = (
        '<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/comments" Target="comments.xml"/></Relationships>'
    )
    found = changed(data, (place, marks))
    found = changed(found, ("</Relationships>", relation), part="word/_rels/document.xml.rels")
    buffer = io.BytesIO(found)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/comments.xml", comments)
    return buffer.getvalue()
