"""Opening a zip that a stranger sent: counted, measured and named before anything is unpacked."""

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from app.documents.refusals import UnreadableDocument

MAX_UPLOAD = 20 * 1024 * 1024
MAX_PARTS = 2_000
MAX_UNPACKED = 50 * 1024 * 1024
MAX_RATIO = 100
# A part this small does no harm, however well it was packed.
RATIO_FLOOR = 1024 * 1024

_ENTRY = b"PK\x01\x02"
_ZIP_START = b"PK\x03\x04"
_CHUNK = 64 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


def looks_like_zip(data: bytes) -> bool:
    """Whether the bytes begin as a zip does."""
    return data.startswith(_ZIP_START)


class SafeZip:
    """A zip inside its limits; every part is read at most up to them."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MAX_UPLOAD:
            raise UnreadableDocument("too_large")
        # Counted in the bytes: the directory itself may lie, or be too large to load.
        if data.count(_ENTRY) > MAX_PARTS:
            raise UnreadableDocument("too_many_parts")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise UnreadableDocument("damaged") from error
        self._parts = {part.filename: part for part in self._zip.infolist()}
        self._left = MAX_UNPACKED
        self._check_directory(len(data))
        self._check_content()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the archive."""
        return tuple(self._parts)

    def size(self, name: str) -> int:
        """How much a part unpacks to; reading it never gives more."""
        return self._parts[name].file_size

    def read(self, name: str) -> bytes:
        """One part unpacked; all reading together stays within the limit."""
        pieces = []
        try:
            with self._zip.open(self._parts[name]) as stream:
                while piece := stream.read(_CHUNK):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise UnreadableDocument("too_large", name)
                    pieces.append(piece)
        except (*_BROKEN, RuntimeError) as error:
            raise UnreadableDocument("damaged", name) from error
        return b"".join(pieces)

    def _check_directory(self, packed: int) -> None:
        parts = self._zip.infolist()
        if len(parts) != len(self._parts):
            raise UnreadableDocument("unsafe_name")
        unpacked = sum(part.file_size for part in parts)
        if unpacked > MAX_UNPACKED:
            raise UnreadableDocument("too_large")
        if unpacked > RATIO_FLOOR and unpacked > packed * MAX_RATIO:
            raise UnreadableDocument("ratio")
        for part in parts:
            _check_part(part)

    def _check_content(self) -> None:
        """Refuse an archive inside the archive, whatever it is called."""
        for name, part in self._parts.items():
            try:
                with self._zip.open(part) as stream:
                    start = stream.read(len(_ZIP_START))
            except (*_BROKEN, RuntimeError) as error:
                raise UnreadableDocument("damaged", name) from error
            if looks_like_zip(start):
                raise UnreadableDocument("nested_archive", name)


def _check_part(part: zipfile.ZipInfo) -> None:
    if _leads_outside(part.orig_filename) or _leads_outside(part.filename):
        raise UnreadableDocument("unsafe_name", part.filename)
    if part.flag_bits & 0x1:
        raise UnreadableDocument("encrypted", part.filename)
    if part.compress_type not in _METHODS:
        raise UnreadableDocument("compression", part.filename)
    if part.file_size > RATIO_FLOOR and part.file_size > part.compress_size * MAX_RATIO:
        raise UnreadableDocument("ratio", part.filename)


def _leads_outside(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        not name
        or path.is_absolute()
        or ".." in path.parts
        or any(sign in name for sign in ("\\", ":", "\0"))
    )
