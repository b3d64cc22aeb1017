"""A data extension beside its definition's own schema: what differs, what it means."""

import pytest

from jbdesk.model.data_extension import DataExtensionField as Field
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.events import drift


def only(live, own):
    [pair] = drift.compare(live, own)
    return pair


@pytest.mark.parametrize(
    ("live", "own", "told", "means"),
    [
        (
            Field("A"),
            Field("A", "Number"),
            "number in the schema",
            "fit “text” is refused",
        ),
        (Field("A", length=20), Field("A", length=50), "length 50", "More than 20"),
        (Field("A", length=99), Field("A", length=50), "length 50", "Up to 99"),
        (Field("A", is_required=True), Field("A"), "not required", "is refused"),
        (Field("A"), Field("A", is_required=True), "required in", "leave it out"),
        (Field("A", is_primary_key=True), Field("A"), "no primary key", "share one"),
        (Field("A"), Field("A", is_primary_key=True), "primary key", "Each event"),
        (Field("a"), Field("A"), "“A” in the schema", "either"),
    ],
)
def test_each_difference_is_told_with_what_it_means(live, own, told, means):
    pair = only([live], [own])

    assert told in pair.told
    assert means in pair.meaning


@pytest.mark.parametrize(
    ("live", "own"),
    [
        (Field("A", "Number"), Field("A", "Number", 18)),
        (Field("A", "EmailAddress", 254), Field("A", "EmailAddress")),
        (Field("A", "Decimal", 18, 2), Field("A", "Decimal", 18)),
        (Field("A", default="x"), Field("A")),
    ],
)
def test_what_the_two_only_write_differently_is_no_drift(live, own):
    assert not only([live], [own]).has_drifted


def test_fields_of_one_side_alone_are_told():
    pairs = drift.compare(
        [Field("Both"), Field("New", is_required=True)], [Field("Both"), Field("Old")]
    )

    told = {each.shown.name: each.told for each in pairs}
    assert told == {
        "Both": "",
        "New": "not in the schema",
        "Old": "only in the schema",
    }
    assert "Old: only in the schema. An event that carries" in drift.summary(pairs)


def test_without_a_schema_nothing_has_drifted():
    assert drift.own_fields(EventDefinition({"eventDefinitionKey": "k"})) == ()
    assert drift.summary(drift.compare([Field("A")], ())) == ""


def test_the_schema_is_read_as_the_service_tells_it():
    schema = {
        "fields": [
            {"name": "Mail", "dataType": "Email", "maxLength": "", "isNullable": False},
            {"name": "Name", "dataType": "Text", "maxLength": "18"},
        ]
    }

    mail, name = drift.own_fields(EventDefinition({"schema": schema}))

    assert (mail.type, mail.length, mail.is_required) == ("EmailAddress", None, True)
    assert (name.type, name.length) == ("Text", 18)
