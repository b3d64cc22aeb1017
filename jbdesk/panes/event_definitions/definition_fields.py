"""The fields above the table of an event definition's form."""

from collections.abc import Callable

from jbdesk.model.events import definition_draft
from jbdesk.model.fields import Choice
from jbdesk.widgets.field_spec import FieldSpec

NEW, THERE, KEPT = "new", "there", "kept"  # what events fill
_SOURCES = {
    NEW: "A new data extension, of these fields",
    THERE: "A data extension that is there",
    KEPT: "The data extension it has",
}
_KEY_HELP = "What events name. Letters, digits, “-” and “_”, at most 200."


def specs(
    sources: tuple[str, ...], wrong_with_key: Callable[[object], str]
) -> tuple[FieldSpec, ...]:
    """Describe them, with what events may fill."""
    choices = tuple(Choice(each, _SOURCES[each]) for each in sources)
    return (
        FieldSpec("name", "Name", is_required=True, check=_wrong_with_name),
        FieldSpec("key", "Key", is_required=True, help=_KEY_HELP, check=wrong_with_key),
        FieldSpec("description", "Description"),
        FieldSpec("fills", "Events fill", "choice", choices=choices, is_required=True),
    )


def _wrong_with_name(text: object) -> str:
    return definition_draft.wrong_with_name(str(text or ""))
