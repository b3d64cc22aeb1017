"""Criteria as an immutable tree over FilterDefinition XML.

    Criteria ── Group (AND, OR) ── Condition (key, operator, values)
                             └──── Group …

Attributes and elements that jbdesk does not know stay where they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Element:
    """One XML element with everything in it."""

    name: str
    attributes: Attributes = ()
    parts: "tuple[Element | str, ...]" = ()

    def attribute(self, name: str) -> str:
        return dict(self.attributes).get(name, "")

    def with_attribute(self, name: str, value: str) -> "Element":
        if name not in dict(self.attributes):
            return replace(self, attributes=(*self.attributes, (name, value)))
        changed = (
            (each, value if each == name else old) for each, old in self.attributes
        )
        return replace(self, attributes=tuple(changed))

    def without_attribute(self, name: str) -> "Element":
        left = tuple(each for each in self.attributes if each[0] != name)
        return replace(self, attributes=left)

    def elements(self) -> "Iterator[Element]":
        for part in self.parts:
            if isinstance(part, Element):
                yield part

    @property
    def text(self) -> str:
        return "".join(part for part in self.parts if isinstance(part, str))


@dataclass(frozen=True)
class Condition:
    """One comparison of something known of the contact with a value."""

    element: Element

    @property
    def key(self) -> str:
        """What is compared: "Event.KEY.Field", "Set.Attribute"."""
        return self.element.attribute("Key") or self.element.attribute("ID")

    @property
    def operator(self) -> str:
        return self.element.attribute("Operator")

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(_values(self.element))

    @property
    def value(self) -> str:
        return next(iter(self.values), "")

    @property
    def is_reference(self) -> bool:
        """Whether the value names another attribute."""
        return self.element.attribute("ValueIsReference").lower() == "true"

    @property
    def name(self) -> str:
        """The last part of the key, as a person knows it."""
        key = self.element.attribute("Key")
        # Old filters know an attribute by its id alone.
        return key_parts(key)[-1] if key else f"attribute {self.key[-8:]}"


def _values(element: Element) -> Iterator[str]:
    for inner in element.elements():
        if inner.name == "Value":
            yield inner.text
        else:
            yield from _values(inner)


@dataclass(frozen=True)
class Group:
    """Conditions and groups, of which all (AND) or one (OR) must be met."""

    element: Element

    @property
    def operator(self) -> str:
        return self.element.attribute("Operator").upper() or "AND"

    @property
    def parts(self) -> "tuple[Group | Condition, ...]":
        made: list[Group | Condition] = []
        for each in self.element.elements():
            if each.name == "ConditionSet":
                made.append(Group(each))
            elif each.name == "Condition":
                made.append(Condition(each))
        return tuple(made)


@dataclass(frozen=True)
class Criteria:
    """A whole filter; `source` is the text it came from."""

    element: Element
    source: str = ""

    @property
    def root(self) -> Group:
        """The outermost group; conditions without one are all to be met."""
        groups = Group(self.element).parts
        if len(groups) == 1 and isinstance(groups[0], Group):
            return groups[0]
        return Group(self.element)

    @property
    def is_empty(self) -> bool:
        return next(conditions(self.root), None) is None


def conditions(group: Group) -> Iterator[Condition]:
    """Go through all conditions in a group, however deep."""
    for part in group.parts:
        if isinstance(part, Condition):
            yield part
        else:
            yield from conditions(part)


def key_parts(key: str) -> tuple[str, ...]:
    """Part a key at its periods, but not inside quotes."""
    parts: list[str] = [""]
    is_quoted = False
    for letter in key.strip():
        if letter == '"':
            is_quoted = not is_quoted
        elif letter == "." and not is_quoted:
            parts.append("")
        else:
            parts[-1] += letter
    return tuple(parts)


def condition(key: str, operator: str, *values: str) -> Condition:
    """Make a condition as Journey Builder writes it."""
    attributes: Attributes = (
        ("Key", key),
        ("Operator", operator),
        ("UiMetaData", "{}"),
    )
    if key_parts(key)[0] in ("Event", "Interaction"):
        attributes = (("IsEphemeralAttribute", "true"), *attributes)
    made = tuple(
        Element("Value", (), (each,) if each else ()) for each in values or ("",)
    )
    return Condition(Element("Condition", attributes, made))


def changed(
    part: Condition,
    *,
    key: str | None = None,
    operator: str | None = None,
    values: Sequence[str] | None = None,
) -> Condition:
    """The condition with another key, operator or values; the rest of it stays."""
    element = part.element
    if key is not None and key != part.key:
        name = "Key" if element.attribute("Key") or not part.key else "ID"
        element = element.with_attribute(name, key)
        is_of_the_event = key_parts(key)[0] in ("Event", "Interaction")
        if is_of_the_event:
            element = element.with_attribute("IsEphemeralAttribute", "true")
        else:
            element = element.without_attribute("IsEphemeralAttribute")
    if operator is not None and operator != part.operator:
        element = element.with_attribute("Operator", operator)
    if values is not None and tuple(values) != part.values:
        element = _with_values(element, tuple(values) or ("",))
    return Condition(element)


def _with_values(element: Element, values: tuple[str, ...]) -> Element:
    """The values where the first one stood, be it inside an attribute's path."""
    made = [Element("Value", (), (each,) if each else ()) for each in values]
    parts: list[Element | str] = []
    is_done = False
    for part in element.parts:
        if not isinstance(part, Element):
            parts.append(part)
        elif part.name == "Value":
            parts += made if not is_done else []
            is_done = True
        elif not is_done and any(True for _ in _values(part)):
            parts.append(_with_values(part, values))
            is_done = True
        else:
            parts.append(part)
    return replace(element, parts=tuple(parts if is_done else [*parts, *made]))


def equal(key: str, value: str) -> Condition:
    return condition(key, "Equal", value)


def group(operator: str, *parts: Group | Condition) -> Group:
    """Make a group of which all ("AND") or one ("OR") must be met."""
    attributes = (
        ("Operator", operator),
        ("ConditionSetName", "Individual Filter Grouping"),
    )
    inner = tuple(part.element for part in parts)
    return Group(Element("ConditionSet", attributes, inner))


def criteria(root: Group | Condition) -> Criteria:
    """Make a whole filter of a group, or of one condition."""
    whole = root if isinstance(root, Group) else group("AND", root)
    return Criteria(Element("FilterDefinition", (), (whole.element,)))
