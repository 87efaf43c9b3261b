"""What became of contributions by group: a table worked out by hand."""

from app.domain.contributions import Kind
from app.domain.dispositions import Disposition
from app.domain.fates import Fate
from app.domain.people import Group


def test_share_is_of_those_decided() -> None:
    fate = Fate(
        Group.CIVIL_SOCIETY,
        Kind.AMENDMENT,
        {
            Disposition.ACCEPTED: 2,
            Disposition.ACCEPTED_WITH_CHANGES: 1,
            Disposition.NOT_ACCEPTED: 4,
            Disposition.NOTED: 1,
            None: 5,
        },
    )

    assert (fate.published, fate.decided, fate.accepted) == (13, 8, 3)
    assert fate.share == 3 / 8
    assert Fate(Group.OTHER, Kind.COMMENT, {None: 2}).share is None
