"""What importing the longest text costs: a Word file of 600 paragraphs, and corrections of it."""

import io
import re
import time
from collections.abc import Callable

from docx import Document
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.domain.people import Role
from app.models.charters import Charter, TextImport
from app.models.people import RoleGrant
from tests.bench import visitors
from tests.bench.stage import Stage

PARAGRAPHS = 600
SECTIONS = 60
SLUG = "imported"
ACTS = ("up", "down", "merge", "delete")
Send = Callable[..., TestResponse]


def costs(stage: Stage) -> dict[str, tuple[float, float]]:
    """Seconds on the clock and milliseconds of CPU of every work, by name.

    The upload is counted until the preview is there; the reader runs in a process of its own, so
    that its work is on the clock only. An act is answered with the part that script swaps.
    """
    send = sender(stage)
    at = f"/en/manage/charters/{SLUG}/import"
    found: dict[str, tuple[float, float]] = {}
    for name in ("first import", "import over a version"):
        begun, busy = time.perf_counter(), time.process_time()
        answer = send(at, file=(io.BytesIO(word_file()), "charter.docx"), language="en")
        url = answer.location
        send(url)
        found[name] = _since(begun, busy)
        for act in ACTS:
            found[f"{name}: {act}"] = _act(stage, send, url, act)
        found[f"{name}: undo"] = _press(stage, send, url, {"do": "undo"})
        ticked = {"do": "retype", "type": "annex", "line": "l5"}
        found[f"{name}: a section retyped"] = _press(stage, send, url, ticked)
        rows = list(_row(stage).pairs.get("doubts", {}))
        if rows:
            send(f"{url}/pairs", do="confirm", row=rows, edit=_row(stage).edit)
        begun, busy = time.perf_counter(), time.process_time()
        done = send(url, do="confirm", edit=_row(stage).edit)
        assert done.status_code == 303, done.status
        found[f"{name}: confirm"] = _since(begun, busy)
    return found


def sender(stage: Stage) -> Send:
    """What sends a form, or asks for a page, as somebody of the secretariat."""
    person = stage.people[3]
    grant = RoleGrant(member_id=person.id, role=Role.SECRETARIAT, granted_at=stage.now)
    charter = Charter(
        slug=SLUG, code="IMP", languages=["en"], authentic_language="en", created_at=stage.now
    )
    stage.session.add_all([grant, charter])
    stage.session.commit()
    headers = visitors.cookie(stage.app, person, now=stage.now)
    client = stage.app.test_client(use_cookies=False)
    key = stage.app.config["SECRET_KEY"]
    token = URLSafeTimedSerializer(key, "wtf-csrf-token").dumps(visitors.TOKEN)

    def send(url: str, *, script: bool = False, **fields: object) -> TestResponse:
        more = {**headers, "HX-Request": "true"} if script else headers
        if not fields:
            answer = client.get(url, headers=more)
        else:
            data = {"csrf_token": token, **fields}
            answer = client.post(url, headers=more, data=data, content_type="multipart/form-data")
        assert answer.status_code in {200, 303}, f"{url}: {answer.status}"
        return answer

    return send


def word_file() -> bytes:
    """A charter of 60 sections with ten paragraphs each, as Word writes it."""
    document = Document()
    for number in range(PARAGRAPHS):
        if number % (PARAGRAPHS // SECTIONS) == 0:
            document.add_heading(f"Article {number // 10 + 1}", level=1)
        document.add_paragraph(
            f"Every town of the river keeps its word number {number + 1}, says in public each year "
            "what it did and what it failed to do, and asks those concerned whether it was enough."
        )
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _row(stage: Stage) -> TextImport:
    stage.session.rollback()
    stage.session.expire_all()
    wanted = select(TextImport).order_by(TextImport.id.desc()).limit(1)
    return stage.session.scalars(wanted).one()


def _act(stage: Stage, send: Send, url: str, act: str) -> tuple[float, float]:
    row = _row(stage)
    line = next(one for one in row.tree["lines"] if re.search(r"number 305\b", one[1]))
    typed = {"text": line[1], "label": "", "kind": line[4], "do": act}
    return _press(stage, send, f"{url}/lines/{line[0]}", typed)


def _press(stage: Stage, send: Send, url: str, fields: dict[str, str]) -> tuple[float, float]:
    edit = _row(stage).edit
    begun, busy = time.perf_counter(), time.process_time()
    send(url, script=True, edit=edit, **fields)
    return _since(begun, busy)


def _since(begun: float, busy: float) -> tuple[float, float]:
    return time.perf_counter() - begun, (time.process_time() - busy) * 1000
