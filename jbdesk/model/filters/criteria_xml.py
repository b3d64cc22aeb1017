"""FilterDefinition XML: read without entities, written back equal if unchanged."""

import re
from functools import lru_cache
from xml.parsers import expat

from jbdesk.model.filters.criteria_tree import Attributes, Criteria, Element
from jbdesk.model.problem import Failure

LONGEST = 1_000_000  # characters
DEEPEST = 50
_ROOT = "FilterDefinition"
# What no XML can hold; it is shown as the sign for an unknown character.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@lru_cache(maxsize=64)
def parse(xml: str) -> Criteria:
    """Read a filter; raises Failure in one sentence when it is none."""
    if len(xml) > LONGEST:
        raise Failure(f"The filter is longer than {LONGEST:,} characters.")
    builder = _Builder()
    # The text is read as it stands, whatever encoding it says it has.
    parser = expat.ParserCreate("utf-8")
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.StartDoctypeDeclHandler = _refuse_types
    try:
        parser.Parse(xml.strip().encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        raise Failure(
            f"The filter is no XML: {expat.ErrorString(error.code)}."
        ) from None
    assert builder.root is not None
    if builder.root.name != _ROOT:
        raise Failure(f"The filter starts with {builder.root.name}, not {_ROOT}.")
    return Criteria(builder.root, xml)


def _refuse_types(*_: object) -> None:
    # Entities can only be declared in a document type; no filter has one.
    raise Failure("The filter holds a document type, which filters may not have.")


class _Builder:
    """Builds elements from the inside out as the parser meets them."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[tuple[str, Attributes, list[Element | str]]] = []

    def start(self, name: str, given: list[str]) -> None:
        if len(self._open) >= DEEPEST:
            raise Failure(f"The filter is nested deeper than {DEEPEST} levels.")
        attributes = tuple(zip(given[::2], given[1::2], strict=True))
        self._open.append((name, attributes, []))

    def text(self, text: str) -> None:
        parts = self._open[-1][2]
        if parts and isinstance(parts[-1], str):
            parts[-1] += text
        else:
            parts.append(text)

    def end(self, _: str) -> None:
        name, attributes, parts = self._open.pop()
        element = Element(name, attributes, tuple(parts))
        if self._open:
            self._open[-1][2].append(element)
        else:
            self.root = element


def write(criteria: Criteria) -> str:
    """Write a filter; the very text it came from where nothing has changed."""
    if criteria.source and parse(criteria.source).element == criteria.element:
        return criteria.source
    return _written(criteria.element)


def _written(element: Element) -> str:
    attributes = "".join(
        f" {name}={_quoted(each)}" for name, each in element.attributes
    )
    is_plain = not any(True for _ in element.elements())
    # A reader takes a bare carriage return for a line feed, in CDATA too.
    if element.name == "Value" and is_plain and "\r" not in element.text:
        text = _UNWRITABLE.sub("\ufffd", element.text)
        inside = "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"
    else:
        inside = "".join(
            _written(part) if isinstance(part, Element) else _escaped(part)
            for part in element.parts
        )
    return f"<{element.name}{attributes}>{inside}</{element.name}>"


def _quoted(text: str) -> str:
    escaped = _escaped(text).replace('"', "&quot;")
    return '"' + escaped.replace("\n", "&#10;").replace("\t", "&#9;") + '"'


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _UNWRITABLE.sub("\ufffd", text).replace("\r", "&#13;")
