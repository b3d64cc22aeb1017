"""JUnit's XML, as build servers read it: suites, cases, and how each ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET


@dataclass(frozen=True)
class Case:
    """One case; without failure and error it passed."""

    name: str
    failure: str = ""
    error: str = ""
    kind: str = ""  # of the failure
    out: str = ""


@dataclass(frozen=True)
class CaseSuite:
    """Cases that belong together."""

    name: str
    cases: tuple[Case, ...]


def written(name: str, suites: Iterable[CaseSuite]) -> str:
    """Write a whole report; what XML can't hold is replaced."""
    root = ET.Element("testsuites", name=_plain(name))
    for each in suites:
        suite = ET.SubElement(root, "testsuite", name=_plain(each.name))
        suite.set("tests", str(len(each.cases)))
        suite.set("failures", str(sum(bool(one.failure) for one in each.cases)))
        suite.set("errors", str(sum(bool(one.error) for one in each.cases)))
        for one in each.cases:
            _write(suite, one)
    ET.indent(root)
    # Letters beyond ASCII as numbers: right on a terminal of any encoding.
    text = ET.tostring(root, encoding="us-ascii", xml_declaration=False).decode()
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _write(suite: ET.Element, one: Case) -> None:
    case = ET.SubElement(suite, "testcase", name=_plain(one.name))
    case.set("classname", suite.get("name", ""))
    if one.failure:
        failure = ET.SubElement(case, "failure", message=_plain(one.failure))
        failure.set("type", _plain(one.kind or "failure"))
    if one.error:
        ET.SubElement(case, "error", message=_plain(one.error))
    if one.out:
        ET.SubElement(case, "system-out").text = _plain(one.out)


def _plain(text: str) -> str:
    return "".join(each if _fits(each) else "\ufffd" for each in text)


def _fits(letter: str) -> bool:
    code = ord(letter)
    is_surrogate = 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 - the surrogates
    is_control = code < 0x20 and letter not in "\t\n\r"  # noqa: PLR2004 - controls
    return not is_surrogate and not is_control and code not in (0xFFFE, 0xFFFF)
