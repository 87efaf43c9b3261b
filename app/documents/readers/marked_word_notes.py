"""The comments of a Word file with their threads, and the properties it was sent out with."""

from collections.abc import Iterator

from lxml import etree

from app.documents.readers.decoding import without_controls
from app.documents.readers.line import Line
from app.documents.readers.marked import Margin, named_date
from app.documents.readers.word_package import WordPackage
from app.documents.readers.word_runs import read_inline
from app.documents.readers.word_xml import W
from app.documents.readers.xml_parts import attribute, name_of
from app.domain.marked.lines import Remark
from app.domain.texts import normalise_text

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def remarks_of(package: WordPackage, margin: Margin) -> Iterator[Remark]:
    """Every comment that says something, in the order of its part."""
    parents = _parents(package)
    comments = [
        one for root in package.parts("comments") for one in root if name_of(one) == "comment"
    ]
    by_paragraph = {
        attribute(part, f"{W14}paraId"): attribute(one, f"{W}id")
        for one in comments
        for part in one.iter(f"{W}p")
    }
    by_paragraph.pop("", None)
    for one in comments:
        key = attribute(one, f"{W}id")
        above = next(
            (
                parents[mark]
                for mark in (attribute(part, f"{W14}paraId") for part in one.iter(f"{W}p"))
                if mark in parents
            ),
            "",
        )
        text = _words(one)
        if text:
            yield Remark(
                key=key,
                author=normalise_text(without_controls(attribute(one, f"{W}author"), [])),
                at=named_date(attribute(one, f"{W}date")),
                text=text,
                parent=by_paragraph.get(above, ""),
                line=margin.lines.get(key, -1),
                quote=margin.quote(key),
            )


def properties_of(package: WordPackage) -> dict[str, str]:
    """The properties that somebody gave the file, by name."""
    return {
        attribute(one, "name"): "".join(str(text) for text in one.itertext()).strip()
        for root in package.package_parts("custom-properties")
        for one in root
        if name_of(one) == "property"
    }


def _parents(package: WordPackage) -> dict[str, str]:
    """The last paragraph of a comment, and that of the comment it answers."""
    return {
        attribute(one, f"{W15}paraId"): attribute(one, f"{W15}paraIdParent")
        for root in package.parts("commentsExtended")
        for one in root
        if attribute(one, f"{W15}paraIdParent")
    }


def _words(comment: etree._Element) -> str:
    lines = []
    for paragraph in comment.iter(f"{W}p"):
        line = Line()
        read_inline(paragraph, line)
        lines.append(normalise_text(without_controls(line.text, [])))
    return "\n".join(lines).strip()
