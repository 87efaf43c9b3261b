"""The permanent address of a version as a QR code, as a picture for each kind of file."""

import io

import segno

QUIET = 2


def qr_png(address: str) -> bytes:
    """The code as a PNG picture."""
    buffer = io.BytesIO()
    segno.make(address, error="m", micro=False).save(buffer, kind="png", scale=8, border=QUIET)
    return buffer.getvalue()


def qr_svg(address: str) -> str:
    """The code as an SVG picture that is a file of its own."""
    buffer = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        buffer, kind="svg", border=QUIET, omitsize=True, light="#fff"
    )
    return buffer.getvalue().decode()
