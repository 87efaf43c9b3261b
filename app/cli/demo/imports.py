"""A draft that the secretariat is about to import: read, partly corrected, not confirmed."""

from datetime import datetime

from app.cli.demo.content import DATA
from app.cli.demo.stage import Stage
from app.domain.preview import Linked, Preview
from app.models.charters import Charter
from app.services.imports.correcting import LineAct, act_on_line
from app.services.imports.linking import link_lines
from app.services.imports.opening import open_import

DRAFT = "draft.en.md"
NEW = "A nurse calls twice a week"


def hold_draft(stage: Stage, charter: Charter, *, now: datetime) -> None:
    """The next draft of the shelters' charter, its new paragraph linked and put in its place."""
    session, actor = stage.session, stage.actor("secretariat-1")
    data = DATA.joinpath("shelters", DRAFT).read_bytes()
    row = open_import(session, actor, charter, data, filename=DRAFT, language="en", now=now)
    lines = Preview.from_json(row.tree).paragraphs
    nurse = next(line.id for line in lines if line.text.startswith(NEW))
    linked = Linked(("rest",), ("daily-life",))
    link_lines(session, actor, row, [nurse], linked, edit=row.edit, now=now)
    act_on_line(session, actor, row, nurse, LineAct.UP, edit=row.edit, now=now)
