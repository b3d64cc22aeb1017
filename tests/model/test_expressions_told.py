"""What bindings give a test contact, told before anything is sent."""

from builders import EVENT_KEY, journey, rest, wait

from jbdesk.model.expressions_told import told
from jbdesk.model.suites.test_contact import TestContact

SUSAN = TestContact("susan@x.com", {"FirstName": "Susan"}, name="Susan")


def story():
    return journey(rest("REST-1", name="Ask the shop"), wait("W-1"))


def test_a_text_without_binding_needs_no_words():
    assert told("Hello", story(), SUSAN) == ""


def test_a_binding_is_told_as_the_contact_gets_it():
    text = f"Hello {{{{Event.{EVENT_KEY}.FirstName}}}}"

    assert told(text, story(), SUSAN) == "For Susan: “Hello Susan”."
    assert told("{{Contact.Key}}", story(), SUSAN) == "For Susan: “susan@x.com”."


def test_what_gives_nothing_is_told_with_its_reason():
    gone = f"{{{{Event.{EVENT_KEY}.LastName}}}}"

    assert told(gone, story(), SUSAN) == (
        "For Susan: nothing. The contact has no “LastName”."
    )
    later = told("Total {{Interaction.REST-1.total}}", story(), SUSAN)
    assert later == "For Susan: “Total”. “total” is known once “Ask the shop” ran."
    served = told("{{Context.PublicationId}}", story(), SUSAN)
    assert served.endswith("is known only on the service.")
