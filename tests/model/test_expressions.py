from datetime import UTC, datetime

import pytest
from builders import EVENT_KEY, email, journey

from jbdesk.model import expressions, lens
from jbdesk.model.facts import Facts

FACTS = Facts(
    contact_key="susan@example.com",
    event_key="KEY",
    event={"First Name": "Susan", "Age": 7, "Obj__c:Rel__r:Field": "deep"},
    attributes={"Member": {"City": "Berlin"}},
    outputs={"EMAILV2-1": {"requestID": "r1"}},
    defaults={"email": ["{{Event.KEY.Missing}}", "{{Contact.Default.Email}}"]},
    now=datetime(2026, 3, 31, 18, 0, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ('Hello {{Event.KEY."First Name"}}!', "Hello Susan!"),
        ('{{ Event."KEY".Age }}', "7"),
        ("{{Event.OTHER.Age}}", ""),
        ("{{Contact.Key}}", "susan@example.com"),
        ("{{Contact.Attribute.Member.city}}", "Berlin"),
        ('{{Contact.Attribute."Contact"."Contact Key"}}', "susan@example.com"),
        ("{{InteractionDefaults.Email}}", "susan@example.com"),
        ("{{Interaction.EMAILV2-1.RequestID}}", "r1"),
        ("{{DateTime.Now}}", "2026-03-31T12:00:00"),
        ("{{Context.ContactKey}}", "susan@example.com"),
        ('{{Contact.SendableAttribute.Email."Member.City"}}', "Berlin"),
        ('{{Event."KEY"."Obj__c:Rel__r:Field"}}', "deep"),
        ('{{event.key."first name"}}', "Susan"),
        ('{{Event.\\"KEY\\".\\"First Name\\"}}', "Susan"),
        ("{{interaction.emailv2-1.requestid}}", "r1"),
        ("{{Contact.FilterId.1234}}", ""),
        ("{{Context.IsTest}}", ""),
        ("{{Unknown.Thing}}", ""),
        ("{{__class__.__mro__}}{{}}", ""),
        ("no binding { at all }", "no binding { at all }"),
    ],
)
def test_bindings_are_looked_up_and_never_run(text, result):
    assert expressions.resolve(text, FACTS) == result


def test_a_text_that_is_one_binding_keeps_the_type_of_its_value():
    assert expressions.value("{{Event.KEY.Age}}", FACTS) == 7
    assert expressions.value("{{Event.KEY.Missing}}", FACTS) is lens.ABSENT
    assert expressions.value("{{Event}}", FACTS) == FACTS.event


def test_defaults_that_name_themselves_give_nothing():
    facts = Facts(defaults={"email": ["{{InteractionDefaults.Email}}"]})

    assert expressions.resolve("{{InteractionDefaults.Email}}", facts) == ""


def test_every_binding_of_a_journey_is_found_with_its_place():
    story = journey(email("EMAIL-1", subject="{{Interaction.X.y}} {{Contact.Key}}"))

    found = {(each.binding.key, each.path[0]) for each in expressions.in_journey(story)}

    assert found == {(EVENT_KEY, "defaults"), ("X", "activities"), ("", "activities")}


def test_names_are_found_in_bindings_and_in_filters_however_they_are_quoted():
    text = (
        '{{Event."My event"."A.b"}} <Condition Key="Interaction.EMAIL-1.requestID"/>'
        ' <Condition Key=\\"Event.&quot;K 2&quot;.F\\"/> {{ Contact.Key }}'
    )

    assert list(expressions.names_in(text)) == [
        ("Event", "My event", "A.b"),
        ("Contact", "Key"),
        ("Interaction", "EMAIL-1", "requestID"),
        ("Event", "K 2", "F"),
    ]
