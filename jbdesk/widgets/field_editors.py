"""One editor for each kind of value: what was typed is kept, right or wrong.

Each editor says `changed` at every key and `left` when the keyboard goes on;
`value()` is text, true or false, or None where nothing is chosen.
"""

from collections.abc import Callable
from typing import Any, Protocol, cast

from PySide6.QtWidgets import QWidget

from jbdesk.model.data_extension import Typed
from jbdesk.widgets.choice_editors import BooleanEditor, ChoiceEditor
from jbdesk.widgets.date_editor import DateEditor
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.line_editors import LineEditor, LongTextEditor
from jbdesk.widgets.tooltips import tooltip

_INVALID = "jbdeskInvalid"  # the property that the style reads


class Editor(Protocol):
    """What a form asks of an editor; each is a widget of Qt besides."""

    changed: Any
    left: Any

    def value(self) -> Typed: ...
    def set_value(self, value: Any) -> None: ...


EDITORS: dict[str, Callable[[FieldSpec], QWidget]] = {
    "text": LineEditor,
    "secret": LineEditor,
    "number": LineEditor,
    "decimal": LineEditor,
    "email": LineEditor,
    "time": LineEditor,
    "binding": LineEditor,
    "long text": LongTextEditor,
    "json": LongTextEditor,
    "criteria": LongTextEditor,
    "boolean": BooleanEditor,
    "choice": ChoiceEditor,
    "date": DateEditor,
}


def editor_for(spec: FieldSpec) -> QWidget:
    """Make the editor of a field; a field with choices is chosen, not typed."""
    kind = "choice" if spec.choices else spec.kind
    made = (spec.make or EDITORS.get(kind, LineEditor))(spec)
    made.setAccessibleName(spec.shown_label)
    made.setAccessibleDescription(spec.help)
    made.setToolTip(tooltip(spec.help))
    return made


def as_editor(widget: QWidget) -> Editor:
    """Look at an editor's widget as what a form asks of it."""
    return cast("Editor", widget)


def mark_invalid(widget: QWidget, *, is_invalid: bool) -> None:
    """Draw the field as wrong, or no longer so."""
    if bool(widget.property(_INVALID)) is not is_invalid:
        widget.setProperty(_INVALID, is_invalid)
        widget.update()
