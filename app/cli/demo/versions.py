"""The second version of the story's charter, composed from what was accepted."""

from datetime import datetime
from typing import Any

from app.cli.demo.content import read
from app.cli.demo.rearranging import bring_back, halves
from app.cli.demo.stage import Stage
from app.domain.composition import EditKind
from app.domain.people import Actor
from app.models.charters import Version
from app.queries.composition import composition_of
from app.queries.works import Work
from app.services.composition.deciding import take_all_clean
from app.services.composition.editing import ParagraphEdit, edit_paragraph, explain_change
from app.services.composition.preparing import prepare_version
from app.services.composition.publishing import publish_changes


def compose_second(stage: Stage, base: Version, now: datetime) -> tuple[Version, dict[str, str]]:
    """Version 2: accepted amendments put in, the other languages aligned, reasons given.

    Returned with it is what the story calls the paragraph that was added.
    """
    actor, session = stage.actor("secretariat-1"), stage.session
    version = prepare_version(session, actor, base, now=now)
    take_all_clean(session, actor, version, now=now)
    changes = read("mobility", "changes.json")
    added = changes["added"][0]
    for row in [*changes["changed"], {**added, "paragraph": _added_key(stage, version)}]:
        _align(stage, actor, version, row, now=now)
    for row in [*changes["changed"], *changes["removed"]]:
        _explain(stage, actor, version, row["paragraph"], row["reason"], now=now)
    inserted = _added_key(stage, version)
    _explain(stage, actor, version, inserted, added["reason"], now=now)
    _rearrange(stage, actor, version, changes["rearranged"], now=now)
    edit = _fresh(stage, version).version.edit
    published = publish_changes(
        session, actor, version, changes["introduction"], edit=edit, now=now
    )
    return published, {inserted: added["key"]}


def _rearrange(
    stage: Stage, actor: Actor, version: Version, story: dict[str, Any], *, now: datetime
) -> None:
    """A paragraph cut in two and one put elsewhere, in every language, with the reasons."""
    cut, moved = story["split"], story["moved"]
    before = {work.key for work in _fresh(stage, version).works}
    texts = _texts(_work(stage, version, cut["paragraph"]))
    bring_back(stage, actor, version, story, now=now)
    piece = next(work.key for work in _fresh(stage, version).works if work.key not in before)
    for at, key in enumerate((cut["paragraph"], piece)):
        words = {language: halves(text)[at] for language, text in texts.items()}
        row = {"paragraph": key, "text": words, "reason": cut["reason"]}
        _align(stage, actor, version, row, now=now)
    for key, told in ((cut["paragraph"], cut), (piece, cut), (moved["paragraph"], moved)):
        _explain(stage, actor, version, key, told["reason"], now=now)


def _texts(work: Work) -> dict[str, str]:
    return {language: wording.text for language, wording in work.after.items()}


def _fresh(stage: Stage, version: Version) -> Any:
    stage.session.expire_all()
    found = composition_of(stage.session, stage.session.get_one(Version, version.id))
    stage.session.commit()
    return found


def _added_key(stage: Stage, version: Version) -> str:
    works = _fresh(stage, version).works
    return str(next(work.key for work in works if not work.before and work.now is not None))


def _work(stage: Stage, version: Version, key: str) -> Work:
    found: Work | None = _fresh(stage, version).work(key)
    if found is None:
        raise KeyError(key)
    return found


def _align(
    stage: Stage, actor: Actor, version: Version, row: dict[str, Any], *, now: datetime
) -> None:
    work = _work(stage, version, row["paragraph"])
    before = work.now
    if before is None:
        raise KeyError(row["paragraph"])
    edit = ParagraphEdit(
        texts={
            language: text
            for language, text in row["text"].items()
            if text and not work.taken(language)
        },
        labels={language: one.label or "" for language, one in work.after.items()},
        notes=before.notes,
        type=before.type,
        principles=row.get("principles", before.principles),
        kind=EditKind.SUBSTANTIVE if work.amended else EditKind.EDITORIAL,
        reasons=row["reason"],
        topics=row.get("topics", before.topics),
    )
    edit_paragraph(stage.session, actor, version, work.key, edit, token=work.token, now=now)


def _explain(
    stage: Stage,
    actor: Actor,
    version: Version,
    key: str,
    reasons: dict[str, str],
    *,
    now: datetime,
) -> None:
    work = _work(stage, version, key)
    led = [*work.givers, *work.deletions]
    references = [wish.reference for wish in led if wish.applied]
    explain_change(
        stage.session,
        actor,
        version,
        key,
        reasons,
        references,
        editorial=not references,
        token=work.token,
        now=now,
    )
