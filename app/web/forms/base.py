"""The form every page's form builds on: hidden keys, and which button was pressed."""

from typing import Any, ClassVar

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, PasswordField
from wtforms.i18n import get_translations

from app.ledger.submissions import new_key
from app.web import current
from app.web.switching import typed

NEVER_KEPT = frozenset({"csrf_token", "submission_key", "draft_key", "edit", "password", "code"})


class PageForm(FlaskForm):
    """One class per page; shape only. ``edit`` is the state of the thing the person saw.

    ``about`` tells forms of one class on one page apart. After a change of the language the form
    that was being filled in is found again by its key, with all that was typed but its secrets.
    """

    SECRETS: ClassVar[frozenset[str]] = frozenset()

    submission_key = HiddenField(default=new_key)
    draft_key = HiddenField()
    edit = HiddenField()

    class Meta(FlaskForm.Meta):
        """Where the fields are read from."""

        def wrap_formdata(self, form: "PageForm", formdata: Any) -> Any:
            """As sent; on a page drawn in another language, as typed into this very form."""
            found = typed()
            if found is None or isinstance(formdata, MultiDict):
                return super().wrap_formdata(form, formdata)
            form.restored = found.get("form_key", form.key) == form.key
            return without(found, form.secrets()) if form.restored else None

        def get_translations(self, form: "PageForm") -> Any:
            """The library's own messages, read once for each language and not for each form."""
            return get_translations((current.language(),))

    def __init__(self, *args: Any, about: str = "", **kwargs: Any) -> None:
        """Fill the form in from what was sent, unless told otherwise."""
        self.key = "-".join(filter(None, (type(self).__name__, about)))
        self.restored = False
        super().__init__(*args, **kwargs)

    def secrets(self) -> set[str]:
        """The fields that are never shown again."""
        hidden = {name for name, field in self._fields.items() if isinstance(field, PasswordField)}
        return hidden | self.SECRETS

    def pressed(self, name: str) -> bool:
        """Whether the button ``do=name`` was pressed."""
        return self.button() == name

    def button(self) -> str:
        """The value of the pressed button, empty for the plain one."""
        return request.form.get("do", "")

    def kept_fields(self) -> dict[str, str]:
        """What a draft keeps: the fields a person filled in."""
        return {
            name: str(field.data)
            for name, field in self._fields.items()
            if name not in NEVER_KEPT and field.data not in {None, ""}
        }


def without(sent: "MultiDict[str, str]", names: set[str]) -> "MultiDict[str, str]":
    """What was sent, but for some fields."""
    return MultiDict([pair for pair in sent.items(multi=True) if pair[0] not in names])
