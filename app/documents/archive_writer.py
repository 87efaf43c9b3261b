"""Archives with nothing of the machine in them: members and documents carry one given date."""

import io
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

LEVEL = 6
READABLE = 0o644 << 16
UNIX = 3


def pack(
    members: Iterable[tuple[str, bytes | Iterable[bytes]]],
    *,
    moment: datetime,
    level: int = LEVEL,
    stored: Collection[str] = (),
) -> bytes:
    """A zip of these members in their order; the same input always gives the same bytes.

    A large member comes piece by piece, is never whole in memory, and has the usual level.
    Members named in ``stored`` are kept as they are, for formats that ask for it.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in members:
            member = _member(name, moment)
            if name in stored:
                member.compress_type = zipfile.ZIP_STORED
            if isinstance(data, bytes):
                archive.writestr(member, data, compresslevel=level)
                continue
            with archive.open(member, "w") as file:
                for piece in data:
                    file.write(piece)
    return buffer.getvalue()


def repack(
    data: bytes,
    *,
    moment: datetime,
    level: int = LEVEL,
    within: Mapping[str, Callable[[bytes], Iterable[bytes]]] = MappingProxyType({}),
) -> bytes:
    """The same archive, its members dated anew; ``within`` makes others of the members it names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: list[tuple[str, bytes | Iterable[bytes]]] = []
        for part in archive.infolist():
            held, make = archive.read(part), within.get(part.filename)
            members.append((part.filename, make(held) if make else held))
    return pack(members, moment=moment, level=level)


def _member(name: str, moment: datetime) -> zipfile.ZipInfo:
    local = moment.astimezone(UTC)
    info = zipfile.ZipInfo(name, (local.year, local.month, local.day, *local.timetuple()[3:6]))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = UNIX
    info.external_attr = READABLE
    return info
