"""Archives with nothing of the machine in them: members and documents carry one given date."""

import io
import zipfile
from collections.abc import Collection, Iterable
from datetime import UTC, datetime

LEVEL = 6
READABLE = 0o644 << 16
UNIX = 3


def pack(
    members: Iterable[tuple[str, bytes]],
    *,
    moment: datetime,
    level: int = LEVEL,
    stored: Collection[str] = (),
) -> bytes:
    """A zip of these members in their order; the same input always gives the same bytes.

    Members named in ``stored`` are kept as they are, for formats that ask for it.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in members:
            member = _member(name, moment)
            if name in stored:
                member.compress_type = zipfile.ZIP_STORED
            archive.writestr(member, data, compresslevel=level)
    return buffer.getvalue()


def repack(data: bytes, *, moment: datetime, level: int = LEVEL) -> bytes:
    """The same archive, its members dated anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(part.filename, archive.read(part)) for part in archive.infolist()]
    return pack(members, moment=moment, level=level)


def _member(name: str, moment: datetime) -> zipfile.ZipInfo:
    local = moment.astimezone(UTC)
    info = zipfile.ZipInfo(name, (local.year, local.month, local.day, *local.timetuple()[3:6]))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = UNIX
    info.external_attr = READABLE
    return info
