"""A small codebook with contributions under its themes, and one of them quoted."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.models.codebook import Theme, ThemeTag
from app.models.contributions import Contribution
from app.models.rounds import Round

NAMES = ({"en": "Water", "ar": "الماء"}, {"en": "Money", "fr": "Argent"})


def make_codebook(session: Session, round_: Round, *, now: datetime) -> list[Theme]:
    """Two themes: everything published is under the first, every second one under the other."""
    themes = [
        Theme(
            round_id=round_.id,
            number=number,
            key=f"t{number}",
            names=names,
            definitions={code: f"What belongs under {name}." for code, name in names.items()},
            updated_at=now,
        )
        for number, names in enumerate(NAMES, 1)
    ]
    session.add_all(themes)
    session.flush()
    rows = session.scalars(
        select(Contribution.id)
        .where(Contribution.round_id == round_.id, Contribution.status == Status.PUBLISHED)
        .order_by(Contribution.kind.desc(), Contribution.number)
    ).all()
    for place, row in enumerate(rows):
        session.add(ThemeTag(theme_id=themes[0].id, contribution_id=row, quoted=place < 2))
        if place % 2:
            session.add(ThemeTag(theme_id=themes[1].id, contribution_id=row))
    session.flush()
    return themes
