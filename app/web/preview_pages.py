"""The preview of an import: its lines page by page, one of them opened to be corrected."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from flask import Response, request, url_for

from app.domain.errors import Conflict, Invalid
from app.domain.preview import Line, Linked
from app.domain.rearranging import possible
from app.domain.texts import ParagraphType
from app.queries.charters import CharterInView
from app.queries.import_pages import (
    LINES_A_PAGE,
    ImportInView,
    contents_of,
    lines_on,
    numbers_of,
    page_of,
)
from app.queries.imports import last_step, links_behind
from app.queries.themes import Themes
from app.web import current, htmx, labels
from app.web.charter_links import charter_workspace
from app.web.forms.imports import LineForm, line_values
from app.web.import_pages import managed, opened
from app.web.import_words import note_words, refusal_words, step_words
from app.web.paging import last_page, page_asked

AGAIN = frozenset({"up", "down", "lower", "lift", "merge"})


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a person is in the preview: the line that is open, what is in focus, what is ticked."""

    line: str = ""
    focus: str = ""
    ticked: Collection[str] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class OpenLine:
    """The line that is open: its form and what can be done to it now."""

    line: Line
    form: LineForm
    acts: Collection[str] = ()
    meanwhile: bool = False


@dataclass(slots=True)
class PreviewPage:
    """One page of the preview as it is about to be drawn."""

    slug: str
    key: str
    seen: Seen = field(default_factory=Seen)
    form: LineForm | None = None
    problem: Invalid | Conflict | None = None
    status: int = 200

    def response(self) -> Response:
        """The page, or the part of it that htmx swaps."""
        view, found = managed(self.slug), opened(self.slug, self.key)
        behind = links_behind(current.db(), found.row)
        last = last_page(len(found.preview.lines), LINES_A_PAGE)
        shown = min(self._page(found), last)
        lines = lines_on(found.preview, shown)
        themes = Themes(
            view.principle_names(current.language()), view.topic_names(current.language())
        )
        return htmx.render(
            "imports/show.html",
            "imports/_preview.html",
            self.status,
            view=view,
            found=found,
            lines=lines,
            open_line=self._open_line(view, found, behind),
            linked=linked_of(lines, behind),
            themes=themes,
            types=labels.choices(ParagraphType),
            numbers=numbers_of(found.preview),
            contents=contents_of(found.preview),
            page_of=lambda line: page_of(found.preview, line),
            step=last_step(current.db(), found.row),
            step_words=step_words,
            ticked=self._ticked(lines),
            focus=self.seen.focus,
            problem=self.problem,
            problem_words=self._problem_words(),
            note_words=note_words,
            current_page=shown,
            last=last,
            page_url=lambda number: url_for(
                "imports.show", slug=self.slug, key=self.key, page=number
            ),
            workspace=charter_workspace(view, "import"),
        )

    def _page(self, found: ImportInView) -> int:
        line = self.seen.line or self.seen.focus.rpartition("-")[2]
        if self.seen.page is None and line:
            return page_of(found.preview, line)
        return self.seen.page or page_asked()

    def _open_line(
        self, view: CharterInView, found: ImportInView, behind: Mapping[str, Linked]
    ) -> OpenLine | None:
        if not self.seen.line:
            return None
        line = found.preview.line(self.seen.line)
        linked = line.linked if line.linked is not None else behind.get(line.id, Linked())
        form = self.form or LineForm(formdata=None, data=line_values(line, linked, found.row.edit))
        form.edit.data = str(found.row.edit)
        form.offer(view, found.preview, line, current.language())
        meanwhile = isinstance(self.problem, Conflict)
        return OpenLine(line, form, possible(found.preview, line.id), meanwhile)

    def _ticked(self, lines: list[tuple[int | None, Line]]) -> Collection[str]:
        asked = request.args.get("tick", "")
        every = [line.id for _number, line in lines]
        return every if asked == "all" else self.seen.ticked or asked.split(".")

    def _problem_words(self) -> str:
        return refusal_words(self.problem) if isinstance(self.problem, Invalid) else ""


def linked_of(
    lines: list[tuple[int | None, Line]], behind: Mapping[str, Linked]
) -> dict[str, Linked]:
    """What each of these lines is linked to: as was said, else as the paragraph it becomes."""
    return {
        line.id: line.linked if line.linked is not None else behind.get(line.id, Linked())
        for _number, line in lines
    }


def after(slug: str, key: str, seen: Seen) -> Response:
    """The way on after a correction: the preview with the focus where it was."""
    found = opened(slug, key)
    ids = {line.id for line in found.preview.lines}
    if seen.line and seen.line not in ids:
        seen = Seen(page=seen.page)
    anchor = seen.focus or None
    if seen.line:
        to = url_for("imports.line", slug=slug, key=key, line=seen.line, _anchor=anchor)
    else:
        about = seen.focus.rpartition("-")[2]
        page = seen.page or page_of(found.preview, about)
        tick = ".".join(seen.ticked) or None
        to = url_for("imports.show", slug=slug, key=key, page=page, tick=tick, _anchor=anchor)
    if not htmx.wants_fragment():
        return htmx.see_other(to)
    return htmx.stands_at(PreviewPage(slug, key, seen).response(), to)


def focus_after(found: ImportInView, do: str, line: str) -> Seen:
    """Where the focus goes after an act on a line, as the text then is.

    What can be done again stays open, with its button in focus as long as it can be pressed.
    """
    if do in AGAIN:
        can = do in possible(found.preview, line)
        return Seen(line=line, focus=f"{do}-{line}" if can else line)
    if do == "move":
        return Seen(line=line, focus=line)
    return Seen(focus=f"edit-{line}")
