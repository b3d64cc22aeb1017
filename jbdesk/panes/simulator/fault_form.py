"""The form of a fault, made of what the simulator says faults are made of."""

import json
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from jbdesk.model.data_extension import Typed
from jbdesk.model.fields import Choice
from jbdesk.model.journey import JsonObject
from jbdesk.panes.simulator.fault_examples import EXAMPLES
from jbdesk.panes.simulator.long_list import choice
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import primary_button
from jbdesk.widgets.field_form import FieldForm
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.labels import field_label, muted, strong
from jbdesk.widgets.surfaces import Card, make_surface

_KINDS = {"number": "decimal", "text": "text", "boolean": "boolean", "json": "json"}
_OWN = "Your own"
_LONG = 24  # letters of a label; more of them take a row


class FaultForm(Card):
    """Begins with an example, or with any action."""

    wanted = Signal(dict)  # the rule

    def __init__(self) -> None:
        super().__init__()
        self._actions: dict[str, JsonObject] = {}
        self._matchers: list[JsonObject] = []
        self._example = choice("Example")
        self._action = choice("What happens")
        self._about = muted(wraps=True)
        self._form = FieldForm(columns=2)
        self.add = primary_button("Add fault", self._take)
        self.add.setEnabled(False)  # until it is known what faults are made of
        self._example.activated.connect(self._show_example)
        self._action.activated.connect(lambda _: self._show_action())
        self._lay_out()

    def _lay_out(self) -> None:
        page = make_surface(QWidget())
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, theme.SPACE_2, 0)
        inside.setSpacing(theme.SPACE_1)
        for text, box in (("Example", self._example), ("What happens", self._action)):
            inside.addWidget(field_label(text))
            inside.addWidget(box)
            inside.addSpacing(theme.SPACE_1)
        inside.addWidget(self._about)
        inside.addSpacing(theme.SPACE_2)
        inside.addWidget(self._form)
        inside.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_3] * 4)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(strong("New fault"))
        column.addWidget(area, 1)
        column.addWidget(self.add)

    def show_table(self, told: JsonObject) -> None:
        """Offer the actions and matchers that the simulator knows."""
        actions = {each["name"]: each for each in told["actions"]}
        if actions == self._actions and told["matchers"] == self._matchers:
            return
        self._actions, self._matchers = actions, told["matchers"]
        with QSignalBlocker(self._action):
            self._action.clear()
            for name, each in actions.items():
                self._action.addItem(each["label"], name)
            if not self._example.count():
                self._example.addItems([_OWN, *(each.name for each in EXAMPLES)])
        self.add.setEnabled(True)
        self._show_action()

    @property
    def _parameters(self) -> list[JsonObject]:
        action = self._actions[self._action.currentData()]
        every = [*action["parameters"], *self._matchers]
        return sorted(every, key=lambda each: bool(each["kind"] == "json"))

    def _show_action(self) -> None:
        self._about.setText(self._actions[self._action.currentData()]["text"])
        self._form.show_fields(map(_spec, self._parameters))

    def _show_example(self, position: int) -> None:
        if position == 0:
            return
        rule = EXAMPLES[position - 1].rule
        self._action.setCurrentIndex(self._action.findData(rule["action"]))
        self._show_action()
        self._form.set_values(
            {each["name"]: _typed(rule, each) for each in self._parameters}
        )

    def _take(self) -> None:
        if self._form.check():
            self._form.focus_first_problem()
            return
        typed = self._form.values()
        rule: JsonObject = {"action": self._action.currentData()}
        for each in self._parameters:
            value = _value(each, typed[each["name"]])
            if value is not None and value != each["default"]:
                rule[each["name"]] = value
        self.wanted.emit(rule)


def _spec(parameter: JsonObject) -> FieldSpec:
    default = parameter["default"]
    kind, label = str(parameter["kind"]), str(parameter["label"])
    return FieldSpec(
        name=str(parameter["name"]),
        label=label,
        kind=_KINDS.get(kind, "text"),
        choices=tuple(
            Choice(None if e == default else e, _any(e)) for e in parameter["choices"]
        ),
        is_required=False,
        default="" if default is None else str(default),
        placeholder=""
        if default in (None, "")
        else f"{_any(str(default))} unless said",
        check=partial(_check, parameter),
        is_wide=kind == "json" or parameter["name"] == "path" or len(label) > _LONG,
    )


def _any(text: str) -> str:
    return "any" if text == "*" else text


def _typed(rule: JsonObject, parameter: JsonObject) -> Any:
    """Give what stands in the form for a member of the rule."""
    value = rule.get(parameter["name"])
    if value is None or isinstance(value, bool | str):
        return value
    return json.dumps(value, indent=2) if parameter["kind"] == "json" else f"{value:g}"


def _value(parameter: JsonObject, typed: Typed) -> Any:
    if not isinstance(typed, str):
        return typed
    if not typed.strip():
        return None
    if parameter["kind"] == "number":
        number = float(typed)
        return int(number) if number.is_integer() else number
    return json.loads(typed) if parameter["kind"] == "json" else typed.strip()


def _check(parameter: JsonObject, typed: Typed) -> str:
    try:
        value = _value(parameter, typed)
    except ValueError:
        is_json = parameter["kind"] == "json"
        return "This is no JSON." if is_json else f"“{typed}” is not a number."
    if parameter["kind"] == "number" and value is not None and not value >= 0:
        return "A number from 0 on is needed."
    return ""
