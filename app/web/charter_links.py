"""The links of a charter's workspace, shown under the header of its staff pages."""

from flask import url_for
from flask_babel import gettext as _

from app.queries.charters import CharterInView

Link = tuple[str, str, bool]


def charter_workspace(view: CharterInView, here: str) -> list[Link]:
    """Word, address and whether it is the page shown, of each working page of a charter."""
    slug = view.slug
    pages = [("charter", _("Charter"), url_for("manage_charters.show", slug=slug))]
    if view.may_edit:
        pages.append(("import", _("Import a text"), url_for("imports.new", slug=slug)))
        working = view.working
        if working is not None and working.base_version_id is not None:
            word = _("Compose version %(number)s", number=working.number)
            url = url_for("compositions.edit", slug=slug, number=working.number)
            pages.append(("compose", word, url))
        newest = max(view.versions, key=lambda one: one.number, default=None)
        if newest is not None and newest.base_version_id is not None:
            url = url_for("carrying.index", slug=slug, number=newest.number)
            pages.append(("carry", _("Carry over"), url))
        pages.append(
            ("edit", _("Title, principles, topics"), url_for("manage_charters.edit", slug=slug))
        )
    if view.versions:
        pages.append(("glossary", _("Glossary of terms"), url_for("terms.index", slug=slug)))
    pages.append(("text", _("Public page"), url_for("charters.show", slug=slug)))
    return [(word, url, name == here) for name, word, url in pages]
