"""A list of amendments as Akoma Ntoso 3.0: an ``amendmentList`` with one ``amendment`` each.

The wording is told twice: as a modification with the quoted old and new words, for machines, and
as the difference with ``ins`` and ``del``, for people. Votes by group are the ``voting`` of each.
"""

from typing import Any

from lxml import etree
from lxml.builder import ElementMaker  # type: ignore[import-not-found]

from app.documents.writers.docx_writing import Writing
from app.documents.writers.listings.amendments import items_of, proposers, tags, title_of
from app.documents.writers.versions.akoma_ntoso import CODES, NAMESPACE, XML_LANG, core
from app.domain.contributions import Operation
from app.domain.report import Decided, Item
from app.domain.wording.diff import Span, SpanKind

TYPES = {
    Operation.REPLACE: "substitution",
    Operation.INSERT_AFTER: "insertion",
    Operation.DELETE: "repeal",
}
TAGS = {SpanKind.INSERT: "ins", SpanKind.DELETE: "del"}

_make = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})


def akn_list(w: Writing) -> bytes:
    """The list, valid against the schema of the standard."""
    preface = _make.preface(_make.p(_make.docTitle(title_of(w))))
    preface.set(XML_LANG, w.language)
    parts = [
        _make.component(_amendment(w, item), eId=f"component_{item.reference}")
        for item in items_of(w)
    ]
    body = _make.collectionBody(*parts)
    if not parts:
        empty = _make.interstitial(_make.p(w.word("list.none")), eId="interstitial_1")
        body.append(_make.component(empty, eId="component_1"))
    root = _make.akomaNtoso(
        _make.amendmentList(_meta(w), preface, body, name="amendments", contains="originalVersion")
    )
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def _amendment(w: Writing, item: Item) -> Any:
    name = item.reference
    heading = " · ".join((name, w.word(f"operation.{item.operation}"), *tags(w, item)))
    place = _make.amendmentReference(_make.p(_target(w, item)), eId=f"{name}__reference")
    content = _make.amendmentContent(eId=f"{name}__content")
    reason = _make.amendmentJustification(eId=f"{name}__justification")
    for part in (content, reason):
        part.set(XML_LANG, item.language)
    if item.words is None:
        veiled = _make.p(w.word("veiled"))
        veiled.set(XML_LANG, w.language)
        content.append(veiled)
    else:
        if title := item.words.get("title"):
            content.append(_make.p(str(title)))
        content.append(_difference(item))
        content.append(_make.p(_modification(item)))
        reason.extend(_lines(str(item.words["text"])))
    body = _make.amendmentBody(
        _make.amendmentHeading(_make.p(heading), eId=f"{name}__heading"),
        place,
        content,
        reason,
    )
    preface = _make.preface(_make.p(_make.docProponent(w.word("list.and").join(proposers(item)))))
    parts = [_meta(w, item), preface, body]
    if item.decided is not None:
        parts.append(_conclusions(w, item, item.decided))
    return _make.amendment(*parts, name="amendment")


def _target(w: Writing, item: Item) -> Any:
    """Where it applies, as a link into the version's own file."""
    number = item.value["paragraph"]
    if number is None:
        return _make.ref(w.word("list.opening"), href=f"{_text(w)}#section_{item.value['section']}")
    return _make.ref(w.word("paragraph_n", n=number), href=f"{_text(w)}#para_{number}")


def _modification(item: Item) -> Any:
    quoted = []
    if item.operation is not Operation.INSERT_AFTER and item.base:
        quoted.append(_make.quotedText(item.base, eId=f"{item.reference}__old"))
    if item.operation is not Operation.DELETE:
        quoted.append(_make.quotedText(item.proposed, eId=f"{item.reference}__new"))
    return _make.mod(*quoted, eId=f"{item.reference}__mod")


def _difference(item: Item) -> Any:
    if item.difference is not None:
        spans = item.difference.spans
    else:
        deletes = item.operation is Operation.DELETE
        spans = (Span(SpanKind.DELETE if deletes else SpanKind.INSERT, item.proposed),)
    return _make.p(*(_marked(span) for span in spans if span.text))


def _marked(span: Span) -> Any:
    tag = TAGS.get(span.kind)
    return getattr(_make, tag)(span.text) if tag else span.text


def _lines(text: str) -> list[Any]:
    return [_make.p(line) for line in text.split("\n") if line.strip()]


def _conclusions(w: Writing, item: Item, decided: Decided) -> Any:
    """What happened to it, and why."""
    named = _make.outcome(w.word(f"disposition.{decided.disposition}"))
    said = _make.conclusions(_make.p(named, f" · {w.day(decided.decided_on)}"))
    said.set("eId", f"{item.reference}__conclusions")
    for text in filter(None, (decided.reason, decided.wording)):
        for line in _lines(text.text):
            line.set(XML_LANG, text.language)
            said.append(line)
    if decided.follow_up:
        said.append(_make.p(f"{w.word('referred_to')} {decided.follow_up}"))
    return said


def _text(w: Writing) -> str:
    """The version the amendments are about, as it is named in its own file."""
    slug, number = w.document["charter"]["slug"], w.document["version"]["number"]
    return f"/akn/un/doc/charter/{slug}/{CODES.get(w.language, w.language)}@v{number}/!main"


def _meta(w: Writing, item: Item | None = None) -> Any:
    prefix = f"{item.reference}__" if item else ""
    author = f"#{prefix}publisher"
    charter, round_ = w.document["charter"]["slug"], w.document["round"]["slug"]
    work = f"/akn/un/amendment/{charter}/{round_}"
    work = f"{work}/{item.reference}" if item else work
    code = CODES.get(item.language if item else w.language, w.language)
    expression = f"{work}/{code}@"
    day = (item.value["submitted_on"] if item else None) or w.document["moment"][:10]
    parts = [
        _make.identification(
            _make.FRBRWork(
                *core(author, work, "/!main", day, "list"), _make.FRBRcountry(value="un")
            ),
            _make.FRBRExpression(
                *core(author, expression, "/!main", day, "list"), _make.FRBRlanguage(language=code)
            ),
            _make.FRBRManifestation(
                *core(author, f"{expression}.akn", "", day, "file"),
                _make.FRBRformat(value="akn"),
            ),
            source=author,
        )
    ]
    if item is not None and item.words is not None:
        parts.append(_analysis(w, item, author))
    address = w.document["address"]
    groups = item.votes.cells if item and item.votes else ()
    parts.append(
        _make.references(
            _make.original(eId=f"{prefix}address", href=address, showAs=title_of(w)),
            _make.TLCOrganization(
                eId=f"{prefix}publisher",
                href="/akn/ontology/organization/publisher",
                showAs="Palabre",
            ),
            *(
                _make.TLCRole(
                    eId=f"{prefix}{cell.group}",
                    href=f"/akn/ontology/role/{cell.group}",
                    showAs=w.word(f"group.{cell.group}"),
                )
                for cell in groups
            ),
            source=author,
        )
    )
    return _make.meta(*parts)


def _analysis(w: Writing, item: Item, author: str) -> Any:
    """The modification as data, and the votes of each group; hidden ones carry no number."""
    name, number = item.reference, item.value["paragraph"]
    end = f"section_{item.value['section']}" if number is None else f"para_{number}"
    modification = _make.textualMod(
        _make.source(eId=f"{name}__source", href=f"#{name}__mod"),
        _make.destination(eId=f"{name}__destination", href=f"{_text(w)}#{end}"),
        type=TYPES[item.operation or Operation.REPLACE],
        eId=f"{name}__pmod",
    )
    parts = [_make.activeModifications(modification)]
    votings = []
    for cell in item.votes.cells if item.votes else ():
        group = f"{name}__{cell.group}"
        hidden = {"suppressed": w.word("suppressed")}
        counts = [
            _make.count(eId=f"{group}_{choice}", value=str(votes), refersTo=f"#{group}")
            for choice, votes in (hidden if cell.counts is None else cell.counts).items()
        ]
        votings.append(_make.voting(*counts, eId=f"{group}_voting", refersTo=f"#{group}"))
    if votings:
        parts.append(_make.parliamentary(*votings))
    return _make.analysis(*parts, source=author)
