"""Tracked changes of an OpenDocument text.

The file holds the text after the changes; what was taken out is kept at the head of it. Rejected,
what was put in is passed over, and what was taken out is read where its mark stands.
"""

from lxml import etree

from app.documents.readers.changes import Changes
from app.documents.readers.odt_xml import TEXT, XML, said
from app.documents.readers.xml_parts import name_of

MARKS = frozenset({"change", "change-start", "change-end"})


class TrackedChanges:
    """The changes of one file, in the reading asked for."""

    def __init__(self, root: etree._Element, changes: Changes) -> None:
        regions = list(root.iter(f"{TEXT}changed-region"))
        self.count = len(regions)
        self._rejected = changes is Changes.REJECTED
        self._regions = {said(one, f"{XML}id", f"{TEXT}id"): one for one in regions}
        self._open: set[str] = set()

    @property
    def passing_over(self) -> bool:
        """Whether what is being read was put in by a change that is rejected."""
        return bool(self._open)

    def meet(self, mark: etree._Element) -> list[etree._Element]:
        """Pass a mark in the text; what was taken out there, where it is to be read."""
        key, name = said(mark, f"{TEXT}change-id"), name_of(mark)
        if not self._rejected:
            return []
        if name == "change-end":
            self._open.discard(key)
        elif name == "change-start" and self._part(key, "insertion") is not None:
            self._open.add(key)
        elif name == "change" and not self.passing_over:
            removed = self._part(key, "deletion")
            return (
                [] if removed is None else [one for one in removed if name_of(one) != "change-info"]
            )
        return []

    def _part(self, key: str, name: str) -> etree._Element | None:
        region = self._regions.get(key)
        return None if region is None else region.find(f"{TEXT}{name}")
