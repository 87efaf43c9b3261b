"""A version as a tagged PDF, laid out by WeasyPrint where it and its system libraries are there."""

import hashlib
import importlib
import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from app.documents.writers.versions.copies import Copy
from app.documents.writers.versions.html import html_text
from app.documents.writers.versions.html_style import OWN_ARABIC, OWN_SANS, OWN_SERIF, style
from app.documents.writers.versions.pdf_languages import say_languages

# File of each face, its family and its weight. Arabic stands in the static face: the letters of
# the variable one are put together from parts, and could not be copied or read aloud.
FONTS = (
    ("source-serif-4-latin-wght.woff2", OWN_SERIF, ""),
    ("ibm-plex-sans-latin-400.woff2", OWN_SANS, "font-weight: 400; "),
    ("ibm-plex-sans-latin-600.woff2", OWN_SANS, "font-weight: 600; "),
    ("ibm-plex-sans-arabic-400.woff2", OWN_ARABIC, "font-weight: 400; "),
    ("ibm-plex-sans-arabic-600.woff2", OWN_ARABIC, "font-weight: 600; "),
)
ON_EACH_PAGE = """
@page { @bottom-center { content: element(foot); width: 100% }
  @bottom-left { content: none } @bottom-right { content: none } }
.foot { position: running(foot); display: table; width: 100%; margin: 0 }
.foot img, .foot div { display: table-cell; vertical-align: middle }
.foot img { width: 17mm; height: 17mm }
.vh { clip: rect(0, 0, 0, 0) }
.named::after { content: " · " counter(page) " / " counter(pages); font-weight: 400 }
"""

STAMP = "SOURCE_DATE_EPOCH"

Told = Callable[[int], None]


class NoPdf(Exception):
    """This installation cannot lay out PDF files: WeasyPrint or a system library is missing."""


@cache
def pdf_possible() -> bool:
    """Whether WeasyPrint and the system libraries it needs are here."""
    try:
        _weasyprint()
    except NoPdf:
        return False
    return True


def pdf_bytes(copy: Copy, fonts: Path, told: Told | None = None) -> bytes:
    """The version as PDF/UA; raises ``NoPdf``. ``told`` hears each page that is laid out."""
    look = style(copy.language, own_faces=True) + faces(fonts) + ON_EACH_PAGE
    page = html_text(copy, look, foot_first=True)
    return laid_out(page, copy.document.moment, told)


def faces(fonts: Path) -> str:
    """The rules that embed the faces of the house."""
    return "".join(_face(fonts / name, family, weight) for name, family, weight in FONTS)


def laid_out(page: str, moment: datetime, told: Told | None = None) -> bytes:
    """A page of HTML as PDF/UA, dated; raises ``NoPdf``. The same page gives the same bytes."""
    weasyprint = _weasyprint()
    allowed = weasyprint.urls.URLFetcher(allowed_protocols=("data", "file"))
    with _pages_told(told), _dated(moment):
        data: bytes = weasyprint.HTML(string=page, url_fetcher=allowed).write_pdf(
            finisher=say_languages,
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(page.encode()).digest()[:16],
        )
    return data


def _face(path: Path, family: str, weight: str) -> str:
    about = f'font-family: "{family}"; {weight}src: url("{path.as_uri()}")'
    return f"@font-face {{ {about} }}\n"


def _weasyprint() -> Any:
    try:
        return importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        raise NoPdf(str(error)) from error


class _Listener(logging.Handler):
    """Hears of pages from the layout of its own thread."""

    def __init__(self, told: Told) -> None:
        super().__init__(logging.DEBUG)
        self._told = told
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Pass on the number of a page that is laid out."""
        head, _, number = record.getMessage().rpartition("Page ")
        if record.thread == self._thread and head and number.isdigit():
            self._told(int(number))


@contextmanager
def _dated(moment: datetime) -> Iterator[None]:
    """Faces that are cut down are stamped too; with the date of the version, not of today."""
    before = os.environ.get(STAMP)
    os.environ[STAMP] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        os.environ.pop(STAMP)
        if before is not None:
            os.environ[STAMP] = before


@contextmanager
def _pages_told(told: Told | None) -> Iterator[None]:
    if told is None:
        yield
        return
    logger, listener = logging.getLogger("weasyprint.progress"), _Listener(told)
    level = logger.level
    logger.addHandler(listener)
    logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logger.setLevel(level)
        logger.removeHandler(listener)
