"""A version as Akoma Ntoso 3.0: one expression a language, two as a collection of both."""

from typing import Any

from lxml import etree
from lxml.builder import ElementMaker  # type: ignore[import-not-found]

from app.documents.writers.versions.copies import Beside, Copy
from app.domain.citations import citations_in
from app.domain.said import Said
from app.domain.version_documents import DocumentParagraph, DocumentSection

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
# The standard names languages by three letters.
CODES = {"en": "eng", "fr": "fra", "es": "spa", "ar": "ara"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# What calls a note in the text, by what the note is.
MARKERS = {"note": "*", "cited": "†"}

_make = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})


def akn_bytes(copy: Copy) -> bytes:
    """The version as Akoma Ntoso, valid against the schema of the standard."""
    languages = copy.document.languages
    if copy.document.beside is None:
        body = _doc(copy, copy.language, "")
    else:
        parts = [
            _make.component(_doc(copy, code, f"{code}__"), eId=f"component_{code}")
            for code in languages
        ]
        body = _make.documentCollection(
            _meta(copy, languages, ""), _make.collectionBody(*parts), name="charter"
        )
    root = _make.akomaNtoso(body)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def _doc(copy: Copy, language: str, prefix: str) -> Any:
    preface = _make.preface(_make.p(_make.docTitle(copy.document.titles[language])))
    preface.set(XML_LANG, language)
    body = _make.mainBody()
    body.set(XML_LANG, language)
    open_parts: list[tuple[int, Any]] = [(0, body)]
    for section in copy.document.sections:
        while open_parts[-1][0] >= section.level:
            open_parts.pop()
        above = open_parts[-1][1]
        head = section.headings.get(language)
        if head is None:
            above.extend(_paragraphs(copy, section, language, prefix))
            continue
        made = _section(section, head, language, prefix)
        made.extend(_paragraphs(copy, section, language, prefix))
        above.append(made)
        open_parts.append((section.level, made))
    if len(body) == 0:
        body.append(_make.p())
    about = _meta(copy, (language,), prefix)
    about.extend(_notes(copy, language, prefix))
    return _make.doc(about, preface, body, name="charter")


def _section(section: DocumentSection, head: Said, language: str, prefix: str) -> Any:
    heading = _make.heading(head.text)
    if head.language != language:
        heading.set(XML_LANG, head.language)
    return _make.section(
        heading, eId=f"{prefix}section_{section.key}", wId=f"section_{section.key}"
    )


def _paragraphs(copy: Copy, section: DocumentSection, language: str, prefix: str) -> list[Any]:
    return [_paragraph(copy, one, language, prefix) for one in section.paragraphs]


def _paragraph(copy: Copy, one: DocumentParagraph, language: str, prefix: str) -> Any:
    """The number of the platform is the identifier, the source's own numbering is ``num``."""
    named = {
        "eId": f"{prefix}para_{one.number}",
        "wId": f"para_{one.key}",
        "class": one.type.value,
    }
    text = one.texts.get(language)
    if text is None:
        said = copy.said(one, language)
        remark = _make.remark(said.text, status="editorial")
        remark.set(XML_LANG, said.language)
        return _make.paragraph(_make.content(_make.p(remark)), status="incomplete", **named)
    label = one.labels.get(language)
    parts = [_make.num(label)] if label else []
    calls = [
        _make.noteRef(href=f"#{_note_id(one, beside, prefix)}", marker=MARKERS[beside.name])
        for beside in copy.beside(one, language)
    ]
    return _make.paragraph(*parts, _make.content(_make.p(text, *calls)), **named)


def _notes(copy: Copy, language: str, prefix: str) -> list[Any]:
    """The notes and citations of all paragraphs: beside the text, which is left as it stands."""
    found = [
        _make.note(
            *_lines(beside),
            {"eId": _note_id(one, beside, prefix), "class": beside.name, XML_LANG: language},
        )
        for one in copy.document.paragraphs
        for beside in copy.beside(one, language)
    ]
    return [_make.notes(*found, source=f"#{prefix}publisher")] if found else []


def _note_id(one: DocumentParagraph, beside: Beside, prefix: str) -> str:
    return f"{prefix}{beside.name}_{one.number}"


def _lines(beside: Beside) -> list[Any]:
    """A note line by line; a citation leads to where it can be read."""
    if beside.name == "note":
        return [_make.p(line) for line in beside.text.split("\n") if line.strip()]
    return [
        _make.p(_make.ref(one.text, href=one.url)) if one.url else _make.p(one.text)
        for one in citations_in(beside.text)
    ]


def _meta(copy: Copy, languages: tuple[str, ...], prefix: str) -> Any:
    author = f"#{prefix}publisher"
    document = copy.document
    work = f"/akn/un/doc/charter/{document.slug}"
    codes = "-".join(CODES.get(code, code) for code in languages)
    expression = f"{work}/{codes}@v{document.number}"
    day = document.moment.date().isoformat()
    adopted = document.adopted_on
    spoken = [_make.FRBRlanguage(language=CODES.get(code, code)) for code in languages]
    alias = [_make.FRBRalias(value=document.hash, name="sha256")] if document.hash else []
    return _make.meta(
        _make.identification(
            _make.FRBRWork(
                *core(author, work, "/!main", day, "version"),
                _make.FRBRcountry(value="un"),
                _make.FRBRname(value=document.code),
                _make.FRBRauthoritative(value="true" if adopted else "false"),
            ),
            _make.FRBRExpression(
                *core(author, expression, "/!main", day, "version", alias),
                _make.FRBRversionNumber(value=str(document.number)),
                *spoken,
            ),
            _make.FRBRManifestation(
                *core(author, f"{expression}.akn", "", day, "file"), _make.FRBRformat(value="akn")
            ),
            source=author,
        ),
        _make.references(
            _make.original(eId=f"{prefix}address", href=document.address, showAs=copy.named),
            _make.TLCOrganization(
                eId=f"{prefix}publisher",
                href="/akn/ontology/organization/publisher",
                showAs="Palabre",
            ),
            source=author,
        ),
    )


def core(
    author: str, uri: str, end: str, day: str, named: str, alias: list[Any] | None = None
) -> list[Any]:
    """What work, expression and manifestation are all identified by."""
    return [
        _make.FRBRthis(value=f"{uri}{end}"),
        _make.FRBRuri(value=uri),
        *(alias or []),
        _make.FRBRdate(date=day, name=named),
        _make.FRBRauthor(href=author),
    ]
