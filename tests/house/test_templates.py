"""Pages keep the strict security policy, work without JavaScript, and are all in use."""

import re
from pathlib import Path

import pytest

from tests.house.tree import lines_with, own_files, text

PAGES = own_files(".html", ".xml", under="templates/")
# Documents and mail are not pages: no policy applies, and mail readers know no style sheets.
APART = ("templates/mail/", "templates/documents/")

UNSAFE = re.compile(r"\|\s*safe\b|\bMarkup\(|autoescape\s+false")
INLINE = re.compile(
    r"""<style|\sstyle\s*=|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*["']|javascript:""",
    re.IGNORECASE,
)
BARE_HTMX = re.compile(r"""[\s"'(,{](?<!data-)hx[-_][a-z]""")
FORM_OR_LINK = re.compile(r"<(a|form|button|input)\b[^>]*?data-hx-(get|post)=[^>]*>", re.DOTALL)
REFERENCE = re.compile(r"""["']([\w./-]+\.(?:html|txt|xml))["']""")

# Where text becomes markup, each with the reason why it cannot carry somebody else's.
MARKUP_ALLOWED = {
    "app/web/packed.py": "random letters of our own, which a rendered part replaces",
    "app/web/parts.py": "a rendered template, kept and put into another",
    "app/web/texts_in_hand.py": "paragraphs rendered one by one and joined",
}


# Asked for by a name that is built; the tests of these pages open each.
BUILT = re.compile(
    r"mail/\w+\.txt|pages/\w+\.(en|fr|es|ar)\.html|own/\w+\.html"
    r"|reading/_(comments|positions)\.html"
)


def test_there_are_pages() -> None:
    assert PAGES


def test_markup_is_made_only_where_listed() -> None:
    python = [path for path in own_files(".py", under="app/") if str(path) not in MARKUP_ALLOWED]

    assert not lines_with(UNSAFE, [*PAGES, *python])


def test_every_place_of_markup_still_exists() -> None:
    gone = [name for name in MARKUP_ALLOWED if Path(name) not in own_files(".py")]

    assert not gone


def test_page_has_no_inline_style_or_script() -> None:
    pages = [path for path in PAGES if not str(path).startswith(APART)]

    assert not lines_with(INLINE, pages)


def test_htmx_attributes_are_data_attributes() -> None:
    assert not lines_with(BARE_HTMX, PAGES)


def test_swap_has_its_plain_address_beside_it() -> None:
    tags = [(path, match) for path in PAGES for match in FORM_OR_LINK.finditer(text(path))]
    alone = [
        f"{path}: {match.group(0)[:80]}"
        for path, match in tags
        if not re.search(r"\s(href|action|formaction|form)=", match.group(0))
        and match.group(1) in ("a", "form")
    ]

    assert not alone


def test_every_template_is_used() -> None:
    sources = [*PAGES, *own_files(".txt", under="templates/"), *own_files(".py", under="app/")]
    named = {name for path in sources for name in REFERENCE.findall(text(path))}
    templates = own_files(".html", ".txt", ".xml", under="templates/")
    unused = [
        str(path)
        for path in templates
        if (name := path.relative_to("templates").as_posix()) not in named
        and not BUILT.fullmatch(name)
    ]

    assert not unused


def test_every_template_that_is_named_exists() -> None:
    named = {
        (str(path), name)
        for path in own_files(".html", under="templates/")
        for name in re.findall(
            r"""{%-?\s*(?:include|extends|import|from)\s+["']([^"']+)""", text(path)
        )
    }
    missing = [
        pair for pair in named if Path("templates", pair[1]) not in own_files(".html", ".txt")
    ]

    assert not missing


@pytest.mark.parametrize("line", ["{{ body|safe }}", "{{ body | safe }}", "return Markup(body)"])
def test_unsafe_markup_is_noticed(line: str) -> None:
    assert UNSAFE.search(line)


@pytest.mark.parametrize(
    "line",
    [
        '<p style="color: red">',
        "<script>go()</script>",
        '<button onclick="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_inline_code_is_noticed(line: str) -> None:
    assert INLINE.search(line)


@pytest.mark.parametrize("line", ['<a hx-get="/x">', '<form\nhx-post="/x">'])
def test_bare_htmx_attribute_is_noticed(line: str) -> None:
    assert BARE_HTMX.search(line)


@pytest.mark.parametrize(
    "line", ['<a data-hx-get="/x">', '<script src="/static/x.js">', "on = true"]
)
def test_what_is_allowed_passes(line: str) -> None:
    assert not BARE_HTMX.search(line)
    assert not INLINE.search(line)
