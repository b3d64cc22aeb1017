"""Data bindings while they are typed, and those that name nothing."""

import pytest
from builders import EVENT_KEY, email, journey, rest, split, update, wait

from jbdesk.model import expressions, expressions_complete
from jbdesk.model.journey import Journey

FIELDS = ("First Name", "Email", 'odd "name"')


def story():
    answer = rest("R")
    execute = {**answer.body["arguments"]["execute"], "outArguments": [{"score": ""}]}
    answer = answer.with_body({**answer.body, "arguments": {"execute": execute}})
    return journey(
        wait("WAIT-1"),
        answer,
        split("S", vip="EMAIL 1", remainder="U"),
        email("EMAIL 1"),
        update("U"),
    )


def suggested(text, **more):
    """Suggestions at the mark ‸ in a text, as the texts that they would make."""
    position = text.index("‸")
    text = text.replace("‸", "")
    return [
        text[: each.start] + each.text + text[each.end :]
        for each in expressions.complete(text, position, story(), FIELDS, **more)
    ]


def test_what_begins_as_typed_comes_first():
    found = suggested("Hello {{event.‸")

    assert found[0] == f'Hello {{{{Event.{EVENT_KEY}."First Name"}}}}'
    assert suggested("{{first‸")[0] == found[0].removeprefix("Hello ")


def test_what_is_typed_is_replaced_with_its_braces():
    assert suggested("a {{Contact.K‸x}} b")[0] == "a {{Contact.Key}} b"
    assert (
        suggested("{{Contact.K‸ {{Contact.Id}}")[0] == "{{Contact.Key}} {{Contact.Id}}"
    )


@pytest.mark.parametrize("text", ["‸", "Hello‸", "{{Contact.Key}}‸", "{‸"])
def test_outside_a_binding_nothing_is_suggested(text):
    assert suggested(text) == []


def test_only_what_comes_before_can_be_named():
    assert suggested("{{Interaction.R.sc‸", ref="S") == ["{{Interaction.R.score}}"]
    assert suggested("{{Interaction.R.sc‸", ref="WAIT-1") == []
    assert '{{Interaction."EMAIL 1".requestID}}' in suggested("{{inter‸", ref="EMAIL 1")


def test_attributes_are_quoted_where_they_must_be():
    found = suggested("{{Contact.Attr‸", attributes=["Member.City", "My Set.Last Name"])

    assert found == [
        "{{Contact.Attribute.Member.City}}",
        '{{Contact.Attribute."My Set"."Last Name"}}',
    ]


def test_a_name_that_no_binding_can_hold_is_not_suggested():
    assert suggested("{{odd‸") == []


def test_without_an_entry_source_no_field_is_suggested():
    text = "{{Event."

    assert expressions.complete(text, len(text), Journey({}), FIELDS) == ()


def test_never_more_is_suggested_than_can_be_read():
    text = "{{"
    many = [f"Field {number}" for number in range(500)]

    found = expressions.complete(text, 2, story(), many)

    assert len(found) == expressions_complete.MOST


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f'{{{{Event.{EVENT_KEY}."First Name"}}}}', ()),
        (f"{{{{Event.{EVENT_KEY}.email}}}}", ()),
        (f"a {{{{Event.{EVENT_KEY}.Mail}}}}", (f"{{{{Event.{EVENT_KEY}.Mail}}}}",)),
        ("{{Interaction.R.Score}}", ()),
        ("{{Interaction.R.other}}", ("{{Interaction.R.other}}",)),
        ("{{Interaction.S.actualChoice}}", ()),
        ("{{Contact.AddressInfo.Email.FieldType}}", ()),
        ("{{Contact.Kee}}", ("{{Contact.Kee}}",)),
        ("{{Contact.FilterId.12}}", ()),
        ('{{Contact.SendableAttribute.Email."DE.Field"}}', ()),
        ("{{context.istest}} {{Context.Test}}", ("{{Context.Test}}",)),
        ("{{DateTime.Today}}", ("{{DateTime.Today}}",)),
        ("{{InteractionDefaults.Email.ObfuscationProperties}}", ()),
        ("{{InteractionDefaults.Mail}}", ("{{InteractionDefaults.Mail}}",)),
        (f'{{{{Event.{EVENT_KEY}.\\"First Name\\"}}}}', ()),
        ("{{Contact.Attribute.Member.City}}", ()),
    ],
)
def test_what_names_nothing_is_told(text, named):
    assert expressions.unknown(text, story(), FIELDS) == named


def test_an_unknown_attribute_is_told_where_attributes_are_known():
    text = "{{Contact.Attribute.Member.Town}} {{Contact.Attribute.Member.City}}"

    found = expressions.unknown(text, story(), attributes=["Member.City"])

    assert found == ("{{Contact.Attribute.Member.Town}}",)
