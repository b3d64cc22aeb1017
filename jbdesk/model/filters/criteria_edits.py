"""Edits of a filter as a tree: pure functions Criteria -> Criteria.

A part is addressed by its path: the positions, from the outermost group inwards,
of groups and conditions. What an edit is not about keeps its XML, attributes and
elements that jbdesk does not know included. Failure says why an edit can't be done.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from jbdesk.model.filters import criteria_tree
from jbdesk.model.filters.criteria_tree import Condition, Criteria, Element, Group
from jbdesk.model.filters.criteria_xml import DEEPEST
from jbdesk.model.problem import Failure

Path = tuple[int, ...]
Part = Group | Condition
_JOINTS = ("AND", "OR")


def part_at(criteria: Criteria, path: Path) -> Part:
    """The group or condition there; Failure where there is none."""
    part: Part = criteria.root
    for position in path:
        parts = part.parts if isinstance(part, Group) else ()
        if not 0 <= position < len(parts):
            raise Failure("The filter has no such condition.")
        part = parts[position]
    return part


def add(
    criteria: Criteria, path: Path, part: Part, position: int | None = None
) -> Criteria:
    """Add a condition or a group to the group there, last where no place is said."""
    criteria = _grouped(criteria)
    _group_at(criteria, path)

    def put_in(element: Element) -> Element:
        places = _places(element)
        at = len(element.parts)
        if position is not None and 0 <= position < len(places):
            at = places[position]
        inner = (*element.parts[:at], part.element, *element.parts[at:])
        return replace(element, parts=inner)

    return _changed(criteria, path, put_in)


def remove(criteria: Criteria, path: Path) -> Criteria:
    """Take a condition or a group out, and groups that have nothing left then."""
    part_at(criteria, path)
    if not path:
        return _changed(criteria, (), lambda element: replace(element, parts=()))
    above, position = path[:-1], path[-1]
    if above and len(_group_at(criteria, above).parts) == 1:
        return remove(criteria, above)

    def take_out(element: Element) -> Element:
        at = _places(element)[position]
        return replace(element, parts=(*element.parts[:at], *element.parts[at + 1 :]))

    return _changed(criteria, above, take_out)


def move(
    criteria: Criteria, path: Path, group: Path, position: int | None = None
) -> Criteria:
    """Move a condition or a group into a group; the place counts without it."""
    part = part_at(criteria, path)
    _group_at(criteria, group)
    if not path or group[: len(path)] == path:
        raise Failure("A group can't be moved into itself.")
    mark = criteria_tree.condition("", "")
    marked = _changed(criteria, path, lambda _: mark.element)
    moved = add(marked, group, part, _place_with(path, group, position))
    return remove(moved, _path_to(moved.root, mark.element))


def _place_with(path: Path, group: Path, position: int | None) -> int | None:
    """The place in a group that still holds what is about to leave it."""
    if position is None or path[:-1] != group or position < path[-1]:
        return position
    return position + 1


def _path_to(group: Group, element: Element) -> Path:
    for at, part in enumerate(group.parts):
        if part.element is element:
            return (at,)
        if isinstance(part, Group) and (inner := _path_to(part, element)):
            return (at, *inner)
    return ()


def nest(criteria: Criteria, path: Path, joint: str = "AND") -> Criteria:
    """Put a condition or a group into a group of its own."""
    part = part_at(criteria, path)
    if not path:
        raise Failure("The outermost group can't be put into another one.")
    inner = criteria_tree.group(_joint(joint), part).element
    return _changed(criteria, path, lambda _: inner)


def unnest(criteria: Criteria, path: Path) -> Criteria:
    """Let what is in a group take the group's place."""
    inner = _group_at(criteria, path)
    if not path:
        raise Failure("The outermost group has no group around it.")

    def spread(element: Element) -> Element:
        at = _places(element)[path[-1]]
        parts = tuple(part.element for part in inner.parts)
        return replace(
            element, parts=(*element.parts[:at], *parts, *element.parts[at + 1 :])
        )

    return _changed(criteria, path[:-1], spread)


def set_joint(criteria: Criteria, path: Path, joint: str) -> Criteria:
    """Say whether all ("AND") or one ("OR") of a group must be met."""
    if _group_at(criteria, path).operator == _joint(joint):
        return criteria
    return _changed(
        _grouped(criteria),
        path,
        lambda element: element.with_attribute("Operator", joint),
    )


def set_condition(
    criteria: Criteria,
    path: Path,
    *,
    key: str | None = None,
    operator: str | None = None,
    values: Sequence[str] | None = None,
) -> Criteria:
    """Change what a condition compares, how, or with what; the rest of it stays."""
    part = part_at(criteria, path)
    if not isinstance(part, Condition):
        raise Failure("This is a group, not a condition.")
    changed = criteria_tree.changed(part, key=key, operator=operator, values=values)
    if changed.element == part.element:
        return criteria
    return _changed(criteria, path, lambda _: changed.element)


def _joint(word: str) -> str:
    if word not in _JOINTS:
        raise Failure("A group asks for all of its conditions (AND) or one (OR).")
    return word


def _group_at(criteria: Criteria, path: Path) -> Group:
    part = part_at(criteria, path)
    if not isinstance(part, Group):
        raise Failure("This is a condition, not a group.")
    return part


def _grouped(criteria: Criteria) -> Criteria:
    """The same with one outermost group, as Journey Builder writes it."""
    root = criteria.root
    if root.element is not criteria.element:
        return criteria
    whole = criteria_tree.group("AND", *root.parts).element
    return replace(criteria, element=replace(criteria.element, parts=(whole,)))


def _places(element: Element) -> list[int]:
    """Where the groups and conditions stand among all that is in an element."""
    return [
        at
        for at, part in enumerate(element.parts)
        if isinstance(part, Element) and part.name in ("ConditionSet", "Condition")
    ]


def _changed(
    criteria: Criteria, path: Path, change: Callable[[Element], Element]
) -> Criteria:
    root = criteria.root.element
    inner = _within(root, path, change)
    if _depth(inner) >= DEEPEST:
        raise Failure(f"A filter can't be nested deeper than {DEEPEST} levels.")
    if root is criteria.element:
        return replace(criteria, element=inner)
    parts = tuple(inner if part is root else part for part in criteria.element.parts)
    return replace(criteria, element=replace(criteria.element, parts=parts))


def _within(
    element: Element, path: Path, change: Callable[[Element], Element]
) -> Element:
    if not path:
        return change(element)
    at = _places(element)[path[0]]
    part = element.parts[at]
    assert isinstance(part, Element)
    inner = _within(part, path[1:], change)
    return replace(
        element, parts=(*element.parts[:at], inner, *element.parts[at + 1 :])
    )


def _depth(element: Element) -> int:
    return 1 + max((_depth(inner) for inner in element.elements()), default=0)
