"""Pictures in a DOCX file: pixels that every program shows, with what they say in words."""

from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from app.documents.drawing import Drawing
from app.documents.picture import png_of

EMU = 12_700  # to a point
INLINE = """<w:r {ns}><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">
<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{id}" name="Chart {id}"/>
<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
<pic:pic><pic:nvPicPr><pic:cNvPr id="{id}" name="Chart {id}"/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>
</wp:inline></w:drawing></w:r>"""
NAMESPACES = nsdecls("w", "wp", "a", "pic", "r")
DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


class Pictures:
    """The pictures of one file; the same picture is kept once, however often it is shown."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._kept: dict[bytes, str] = {}
        self._shown = 0

    def _keep(self, data: bytes) -> str:
        """A part of its own; the library would look through all others for its name."""
        name = PackURI(f"/word/media/chart{len(self._kept) + 1}.png")
        part = Part(name, CONTENT_TYPE.PNG, data, self._document.part.package)
        return str(self._document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE))

    def run(self, drawing: Drawing, points: float) -> Any:
        """The drawing as a run of a paragraph, so many points wide."""
        data = png_of(drawing)
        if data not in self._kept:
            self._kept[data] = self._keep(data)
        self._shown += 1
        wide = round(points * EMU)
        element = parse_xml(
            INLINE.format(
                ns=NAMESPACES,
                rid=self._kept[data],
                id=self._shown,
                wide=wide,
                high=round(wide * drawing.height / drawing.width),
            )
        )
        described: etree._Element = next(element.iter(DESCRIBED))
        described.set("descr", drawing.words)
        return element
