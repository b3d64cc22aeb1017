"""What a form must know of a field, whatever table the field comes from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from jbdesk.model import criteria, data_extension
from jbdesk.model.data_extension import DataExtensionField, Typed
from jbdesk.model.expressions_complete import Suggestion
from jbdesk.model.fields import Choice, Field, Kind, number_in
from jbdesk.model.package import PackageField


def _fits(_text: Typed) -> str:
    return ""


Suggest = Callable[[str, int], Sequence[Suggestion]]  # text, place of the cursor


@dataclass(frozen=True)
class FieldSpec:
    """A row of a form: its name, its editor, and whether what is typed fits."""

    name: str
    label: str = ""  # "": its name
    kind: str = "text"  # a key of field_editors.EDITORS
    suffix: str = ""  # beside the label: "number", "text · 50"
    is_required: bool = False
    length: int | None = None
    default: str = ""
    choices: tuple[Choice, ...] = ()
    placeholder: str = ""
    help: str = ""
    check: Callable[[Typed], str] = _fits
    is_wide: bool = False  # takes the whole row of a form of two columns
    is_read_only: bool = False
    make: Callable[["FieldSpec"], QWidget] | None = None  # None: its kind's editor
    suggest: Suggest | None = None  # what can follow while it is typed
    lists: bool = False  # what can stand there is shown by a button, too

    @property
    def shown_label(self) -> str:
        return self.label or self.name


_KINDS = {
    "Number": "number",
    "Decimal": "decimal",
    "Boolean": "boolean",
    "Date": "date",
    "EmailAddress": "email",
}

_EXAMPLES = {"Phone": "+1 317 555 0100", "Locale": "en-US", "Decimal": "12.50"}


def of_data_extension(field: DataExtensionField) -> FieldSpec:
    """Give the row for a column of a data extension."""
    label = data_extension.type_label(field)
    return FieldSpec(
        name=field.name,
        kind=_KINDS.get(field.type, "text"),
        suffix=f"key · {label}" if field.is_primary_key else label,
        is_required=field.must_be_typed,
        length=field.length if field.type not in ("Decimal", "Number") else None,
        default=field.default,
        placeholder=(
            f"{field.default} (default)"
            if field.default
            else _EXAMPLES.get(field.type, "")
        ),
        help=field.description,
        check=lambda text: data_extension.check_value(field, text),
    )


def of_package(field: PackageField) -> FieldSpec:
    """Give the row for a setting of an installed package."""
    return FieldSpec(
        name=field.name,
        label=field.label,
        kind=_kind_of(field),
        choices=field.choices,
        is_required=field.required,
        help=field.help,
        check=lambda text: field.check(text if isinstance(text, str) else ""),
    )


def _kind_of(field: PackageField) -> str:
    if field.has_lines:
        return "long text"
    return "secret" if field.is_secret else "choice" if field.choices else "text"


def of_catalogue(field: Field) -> FieldSpec:
    """Give the row for a field of the activity catalogue."""
    is_long = field.kind in (Kind.LONG_TEXT, Kind.JSON)
    return FieldSpec(
        name=field.name,
        label=field.label,
        kind=str(field.kind),
        suffix=field.unit,
        is_required=field.required,
        choices=field.choices,
        help=" ".join(filter(None, (field.help, field.mark.caution))),
        check=lambda text: _check_catalogue(field, text),
        is_wide=is_long,
    )


def _check_catalogue(field: Field, text: Typed) -> str:
    if text is None or (isinstance(text, str) and not text.strip()):
        return f"{field.label} is required." if field.required else ""
    if field.kind is Kind.CRITERIA:
        return criteria.fault(str(text))
    return _check_number(field, text) if field.kind is Kind.NUMBER else ""


def _check_number(field: Field, text: Typed) -> str:
    number = number_in(text)
    if number is None:
        return f"{field.label} is a whole number."
    if field.minimum is not None and number < field.minimum:
        return f"{field.label} is at least {field.minimum}."
    if field.maximum is not None and number > field.maximum:
        return f"{field.label} is at most {field.maximum}."
    return ""
