"""What the bindings of a text give one contact, said before anything is sent."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from jbdesk.model import catalogue, expressions
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.expressions import Binding
from jbdesk.model.facts import Facts
from jbdesk.model.journey import Journey
from jbdesk.model.suites.suite import Case, Suite, with_defaults
from jbdesk.model.suites.test_contact import TestContact
from jbdesk.model.texts.words import object_in


def told(
    text: str,
    journey: Journey,
    contact: TestContact,
    fields: Iterable[DataExtensionField] = (),
    now: datetime | None = None,
) -> str:
    """Say what a text becomes for a contact; "" where it holds no binding."""
    found = expressions.bindings_in(text)
    if not found:
        return ""
    facts = _facts(journey, contact, fields, now)
    shown = " ".join(expressions.resolve(text, facts).split())
    missing = [each for each in found if not expressions.resolve(_of(each), facts)]
    said = f"For {contact.title}: {f'“{shown}”' if shown else 'nothing'}."
    reasons = dict.fromkeys(_why(each, journey) for each in missing)
    return " ".join((said, *reasons))


def _facts(
    journey: Journey,
    contact: TestContact,
    fields: Iterable[DataExtensionField],
    now: datetime | None,
) -> Facts:
    whole = with_defaults(Suite("", (Case(contact),)), fields).cases[0].contact
    facts = whole.facts(journey)
    facts = replace(facts, defaults=object_in(journey.body.get("defaults")))
    return facts if now is None else facts.at(now)


def _of(binding: Binding) -> str:
    return f"{{{{{binding.expression}}}}}"


def _why(binding: Binding, journey: Journey) -> str:
    """Why a binding gives nothing."""
    root, last = binding.root.lower(), binding.parts[-1]
    if root == "interaction" and binding.key in journey:
        title = catalogue.title(journey[binding.key])
        return f"“{last}” is known once “{title}” ran."
    if root in ("context", "activity"):
        return f"“{last}” is known only on the service."
    return f"The contact has no “{last}”."
