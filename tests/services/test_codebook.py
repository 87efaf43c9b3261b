"""The codebook: themes kept by those who write the report, contributions under them, quotes."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.codebook import MOST_QUOTES, MOST_THEMES
from app.domain.contributions import Status
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.models.codebook import Theme, ThemeTag
from app.models.contributions import Contribution
from app.models.people import Member
from app.models.synthesis import Synthesis
from app.queries.edition.content import content_of
from app.services.codebook.keeping import keep_theme
from app.services.codebook.quoting import choose_quotes
from app.services.codebook.removing import remove_theme
from app.services.codebook.tagging import tag
from app.services.synthesis import publish_synthesis, send_for_review
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.factories.reports import make_story

Story = dict[str, Contribution]


class Desk:
    """The acts on the codebook of one round."""

    def __init__(self, session: Session, cast: Cast, now: datetime) -> None:
        self.session, self.cast, self.now = session, cast, now

    def by(self, member: Member) -> tuple[Session, object, int]:
        return self.session, actor_of(self.session, member), self.cast.round.id

    def keep(self, name: str, member: Member | None = None, **more: object) -> Theme:
        by = self.by(member or self.cast.ada)
        return keep_theme(*by, {"en": name}, {}, now=self.now, **more)  # type: ignore[arg-type]

    def tag(self, *references: str, **more: tuple[str, ...]) -> int:
        return tag(*self.by(self.cast.ada), references, now=self.now, **more)  # type: ignore[arg-type]

    def quote(self, key: str, *references: str) -> None:
        choose_quotes(*self.by(self.cast.ada), key, references, now=self.now)  # type: ignore[arg-type]

    @property
    def content(self) -> dict[str, list[dict[str, object]]]:
        found: dict[str, list[dict[str, object]]] = content_of(
            self.session, self.cast.round, now=self.now
        )
        return found

    def under(self, reference: str) -> object:
        rows = self.content["contributions"]
        return next(one["themes"] for one in rows if one["reference"] == reference)


@pytest.fixture
def story(session: Session, cast: Cast, now: datetime) -> Story:
    found = make_story(session, cast, now=now)
    session.commit()
    return found


@pytest.fixture
def desk(story: Story, session: Session, cast: Cast, now: datetime) -> Desk:
    return Desk(session, cast, now)


@pytest.mark.parametrize(
    ("who", "may"),
    [("ada", True), ("sam", True), ("bo", False), ("tariq", False), ("olu", False), ("dee", False)],
)
def test_those_who_write_the_report_define_themes(
    desk: Desk, cast: Cast, who: str, *, may: bool
) -> None:
    if may:
        assert desk.keep("Water", getattr(cast, who)).key == "t1"
        return
    with pytest.raises(NotAllowed):
        desk.keep("Water", getattr(cast, who))


def test_themes_have_keys_of_their_own_and_names_once(desk: Desk) -> None:
    assert [desk.keep(name).key for name in ("Water", " Money ")] == ["t1", "t2"]

    with pytest.raises(Invalid, match="theme_exists"):
        desk.keep("water")
    with pytest.raises(Invalid, match="theme_needs_a_name"):
        desk.keep("  ")
    assert desk.keep("Cash", key="t2", edit=1).names == {"en": "Cash"}


def test_theme_changed_meanwhile_is_not_overwritten(desk: Desk) -> None:
    desk.keep("Water")
    desk.keep("Rivers", key="t1", edit=1)

    with pytest.raises(Conflict, match="changed_meanwhile"):
        desk.keep("Lakes", key="t1", edit=1)
    with pytest.raises(Conflict, match="changed_meanwhile"):
        remove_theme(*desk.by(desk.cast.ada), "t1", edit=1, now=desk.now)  # type: ignore[arg-type]


def test_codebook_has_an_end(desk: Desk) -> None:
    for number in range(MOST_THEMES):
        desk.keep(f"Theme {number}")

    with pytest.raises(Invalid, match="too_many_themes"):
        desk.keep("One more")


def test_contributions_stand_under_several_themes(desk: Desk) -> None:
    desk.keep("Water")
    desk.keep("Money")

    assert desk.tag("C1", "C2", add=("t1", "t2")) == 4
    assert desk.tag("C1", add=("t1",)) == 0, "what is so already stays"
    assert desk.tag("C2", remove=("t2",)) == 1
    assert desk.under("C1") == ["t1", "t2"]
    assert desk.under("C2") == ["t1"]


def test_tagging_takes_all_or_nothing(desk: Desk, session: Session) -> None:
    desk.keep("Water")
    for references, themes, code in (
        (("C1", "C999"), ("t1",), NotFound),
        (("C1",), ("t1", "t9"), NotFound),
        ((), ("t1",), Invalid),
        (("C1",), (), Invalid),
    ):
        with pytest.raises(code):
            desk.tag(*references, add=themes)
        session.rollback()

    assert session.scalar(select(func.count()).select_from(ThemeTag)) == 0


def test_hidden_words_are_counted_and_quoted_nowhere(
    desk: Desk, story: Story, session: Session, now: datetime
) -> None:
    desk.keep("Water")
    desk.tag("C1", "C2", add=("t1",))
    desk.quote("t1", "C1", "C2")
    assert desk.content["themes"][0]["quotes"] == ["C1", "C2"]

    story["comment"].veiled_until = now + timedelta(hours=1)
    story["arabic"].status = Status.WITHHELD
    session.commit()

    assert desk.content["themes"][0]["quotes"] == []
    assert [one["reference"] for one in desk.content["contributions"] if one["themes"]] == ["C1"]


def test_quotes_are_few_and_of_what_is_under_the_theme(desk: Desk, session: Session) -> None:
    desk.keep("Water")
    desk.tag("C1", add=("t1",))

    with pytest.raises(NotFound):
        desk.quote("t1", "C2")
    session.rollback()
    with pytest.raises(Invalid, match="too_many_quotes"):
        desk.quote("t1", *(f"C{number}" for number in range(MOST_QUOTES + 1)))


def test_removed_theme_leaves_the_contributions(desk: Desk, session: Session) -> None:
    desk.keep("Water")
    desk.tag("C1", add=("t1",))

    remove_theme(*desk.by(desk.cast.ada), "t1", edit=1, now=desk.now)  # type: ignore[arg-type]

    assert desk.content["themes"] == []
    assert desk.under("C1") == []


def test_whoever_sorts_under_review_cannot_publish(
    desk: Desk, session: Session, cast: Cast, now: datetime
) -> None:
    desk.keep("Water")
    send_for_review(*desk.by(cast.ada), edit=0, now=now)  # type: ignore[arg-type]
    tag(*desk.by(cast.sam), ["C1"], add=["t1"], now=now)  # type: ignore[arg-type]
    edit = session.scalars(select(Synthesis.edit)).one()

    with pytest.raises(NotAllowed, match="edited_nothing_since_review"):
        publish_synthesis(*desk.by(cast.sam), edit=edit, key="k", now=now)  # type: ignore[arg-type]
    with pytest.raises(Conflict, match="changed_meanwhile"):
        publish_synthesis(*desk.by(cast.sol), edit=edit - 1, key="k", now=now)  # type: ignore[arg-type]
    assert publish_synthesis(*desk.by(cast.sol), edit=edit, key="k", now=now) == 1  # type: ignore[arg-type]
