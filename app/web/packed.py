"""Parts of a page kept compressed, and pages put together from them without compressing again.

Compressed data may stand one after the other in one stream as long as each piece ends on a whole
byte and refers to nothing before it. So the long text of a page is compressed once for everybody
who sees it alike, and only what stands around it is compressed for each answer.
"""

import secrets
import struct
import zlib
from dataclasses import dataclass

from flask import Response, make_response, request
from markupsafe import Markup

# Stands where the kept part goes; nobody who writes here can know it.
MARK = Markup(f"<!--{secrets.token_hex(16)}-->")  # noqa: S704  made here
HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
END = b"\x03\x00"
AROUND = 5
SMALLEST = 9


@dataclass(frozen=True, slots=True)
class Packed:
    """A part of a page as text and as a piece of a compressed stream."""

    text: str
    raw: bytes
    squeezed: bytes


def packed(text: str) -> Packed:
    """The part, compressed as small as it gets."""
    raw = text.encode()
    return Packed(text, raw, squeeze(raw, SMALLEST))


def squeeze(raw: bytes, level: int) -> bytes:
    """A piece of a compressed stream that other pieces may stand before and after."""
    stream = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(raw) + stream.flush(zlib.Z_FULL_FLUSH)


def respond(html: str, part: Packed) -> Response:
    """The page with the part in its place, compressed where the browser takes it."""
    before, _, after = html.partition(MARK)
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return make_response(before + part.text + after)
    first, last = before.encode(), after.encode()
    response = make_response(
        b"".join(
            (
                HEAD,
                squeeze(first, AROUND),
                part.squeezed,
                squeeze(last, AROUND),
                END,
                tail(first, part.raw, last),
            )
        )
    )
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response


def tail(*pieces: bytes) -> bytes:
    """What a compressed file ends with: its checksum and its length."""
    checksum = 0
    for piece in pieces:
        checksum = zlib.crc32(piece, checksum)
    return struct.pack("<II", checksum, sum(map(len, pieces)) & 0xFFFFFFFF)
