"""What a person did to an import in the browser, handed to the service it belongs to."""

import re
from collections.abc import Sequence
from typing import Any

from flask import request

from app.domain.errors import Invalid
from app.domain.numerals import western_digits
from app.domain.preview import Linked, Preview
from app.domain.texts import ParagraphType
from app.queries.import_pages import ImportInView
from app.queries.imports import links_behind
from app.services.imports import correcting, linking, placing, several, undoing
from app.services.imports.correcting import LineAct
from app.web import current
from app.web.forms.imports import LineForm, line_values
from app.web.paging import page_asked
from app.web.preview_pages import Seen

SEVERAL = frozenset({"undo", "retype", "link", "unlink", "delete_several"})


def put_line(found: ImportInView, line: str) -> None:
    """Hand what a person says about a line's place to its service."""
    about = (current.db(), current.actor(), found.row, line)
    last: dict[str, Any] = {"edit": edit_seen(), "now": current.now()}
    place, written = request.form.get("place", ""), request.form.get("number", "")
    numbers = [int(one) for one in re.findall(r"[0-9]{1,6}", western_digits(written))]
    if place == "gather":
        placing.gather_line(*about, numbers, **last)
    else:
        number = numbers[0] if len(numbers) == 1 else None
        placing.place_line(*about, place, number=number, **last)


def corrected(found: ImportInView, line: str, form: LineForm) -> None:
    """Hand the correction to its service."""
    about = (current.db(), current.actor(), found.row, line)
    last: dict[str, Any] = {"edit": edit_seen(), "now": current.now()}
    do, typed = form.button(), form.typed(linkable=found.linkable)
    if do == "split":
        correcting.split_line(*about, form.text.data or "", typed=typed, **last)
    elif do == "move":
        correcting.move_line(*about, move_target(form), typed=typed, **last)
    elif do in {"delete", "take_out"}:
        correcting.act_on_line(*about, LineAct(do), **last)
    elif do in set(LineAct):
        correcting.act_on_line(*about, LineAct(do), typed=typed, **last)
    else:
        correcting.change_line(*about, typed, **last)


def move_target(form: LineForm) -> str | int:
    """Where a line is to go: the section chosen, else the number given."""
    if form.under.data:
        return str(form.under.data)
    written = western_digits((form.number.data or "").strip())
    if not (written.isascii() and written.isdigit()):
        raise Invalid("no_target", field="number")
    return int(written)


def all_corrected(found: ImportInView, do: str, ticked: list[str]) -> Seen:
    """Hand what is done to several lines to its service; gives where the person is then."""
    about = (current.db(), current.actor(), found.row)
    last: dict[str, Any] = {"edit": edit_seen(), "now": current.now()}
    if do == "undo":
        line = undoing.undo_step(*about, **last)
        return Seen(focus=f"edit-{line}") if line else Seen(focus="several", page=page_asked())
    if not ticked:
        raise Invalid("nothing_ticked")
    if do == "delete_several":
        several.delete_lines(*about, ticked, **last)
        return Seen(focus=f"edit-{neighbour(found.preview, ticked)}")
    if do == "retype":
        type_ = request.form.get("type", "")
        chosen = ParagraphType(type_) if type_ in set(ParagraphType) else ParagraphType.OPERATIVE
        several.retype_lines(*about, ticked, chosen, **last)
    else:
        names = (tuple(request.form.getlist(name)) for name in ("principles", "topics"))
        linking.link_lines(*about, ticked, Linked(*names), away=do == "unlink", **last)
    return Seen(focus="several", ticked=ticked, page=page_asked())


def values_of(found: ImportInView, line: str) -> dict[str, Any]:
    """What the form of a line shows before anything is typed."""
    one = found.preview.line(line)
    behind = links_behind(current.db(), found.row)
    linked = one.linked if one.linked is not None else behind.get(line, Linked())
    return line_values(one, linked, found.row.edit)


def edit_seen() -> int:
    """The state the form showed."""
    text = request.form.get("edit", "0")
    return int(text) if text.isascii() and text.isdigit() else 0


def neighbour(preview: Preview, gone: Sequence[str]) -> str:
    """The line that stands where these will be missed: the one before the first of them."""
    kept = [line.id for line in preview.lines if line.id not in gone]
    before = [line.id for line in preview.lines[: preview.at(gone[0])] if line.id in kept]
    return before[-1] if before else next(iter(kept), "")
