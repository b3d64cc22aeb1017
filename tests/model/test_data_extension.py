import pytest

from jbdesk.model import data_extension, wire
from jbdesk.model.data_extension import DataExtension, DataExtensionField, from_body
from jbdesk.model.problem import Severity

EMAIL = from_body(
    {
        "name": "EmailAddress",
        "type": "EmailAddress",
        "length": 254,
        "isPrimaryKey": True,
    }
)
NUMBER = DataExtensionField("MemberID", "Number")
NAME = DataExtensionField("FirstName", "Text", length=50)
UPDATED = DataExtensionField("Updated", "Boolean", is_required=True, default="False")
JOINED = DataExtensionField("Joined", "Date")
SPENT = DataExtensionField("Spent", "Decimal", length=5, scale=2)
MEMBER = (EMAIL, NUMBER, NAME, UPDATED, JOINED)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (EMAIL, "susan@example.com"),
        (EMAIL, "o'brien+x@sub.example.co.uk"),
        (NUMBER, "-17"),
        (NUMBER, " 2147483647 "),
        (NUMBER, ""),
        (NAME, "x" * 50),
        (UPDATED, True),
        (UPDATED, "yes"),
        (UPDATED, None),
        (JOINED, "2026-03-31"),
        (JOINED, "2026-03-31T14:30:00Z"),
        (JOINED, "2026-03-31 14:30"),
        (JOINED, "3/31/2026 2:30 PM"),
        (SPENT, "123.45"),
        (SPENT, "-0.5"),
        (DataExtensionField("Phone", "Phone", 50), "+49 (30) 555-0100"),
        (DataExtensionField("Locale", "Locale", 5), "en-US"),
        (DataExtensionField("Other", "SomethingNew"), "anything"),
    ],
)
def test_what_fits_is_left_alone(field, text):
    assert data_extension.check_value(field, text) == ""


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        (EMAIL, "", "EmailAddress is required."),
        (EMAIL, "susan@example", "is not an e-mail address like susan@example.com"),
        (EMAIL, "a..b@example.com", "is not an e-mail address"),
        (EMAIL, "Susan <s@example.com>", "is not an e-mail address"),
        (EMAIL, f"{'x' * 250}@example.com", "262 characters; at most 254 fit"),
        (NUMBER, "1.5", "“1.5” is not a whole number."),
        (NUMBER, "١٢", "is not a whole number"),
        (NUMBER, "2147483648", "too large; at most 2,147,483,647 fits"),
        (NUMBER, "9" * 5000, "too large"),
        (NAME, "x" * 51, "This has 51 characters; at most 50 fit."),
        (UPDATED, "maybe", "neither true nor false"),
        (JOINED, "31.3.2026", "write it as 2026-03-31"),
        (JOINED, "2026-02-30", "is not a date"),
        (SPENT, "1,5", "write it as 12.50"),
        (SPENT, "1.234", "3 digits after the point; at most 2 fit."),
        (SPENT, "12345.0", "5 digits before the point; at most 3 fit."),
        (SPENT, "NaN", "is not a number"),
        (DataExtensionField("Phone", "Phone", 50), "call me", "not a phone number"),
        (DataExtensionField("Locale", "Locale", 5), "english!", "not a locale"),
    ],
)
def test_what_does_not_fit_is_told_in_a_sentence(field, text, words):
    assert words in data_extension.check_value(field, text)


@pytest.mark.parametrize(
    ("field", "text", "json"),
    [
        (NUMBER, "007", "7"),
        (SPENT, "12.50", "12.50"),
        (SPENT, "+012", "12"),
        (UPDATED, "False", "false"),
        (UPDATED, True, "true"),
        (JOINED, "3/31/2026 2:30 PM", '"2026-03-31T14:30:00"'),
        (JOINED, "2026-03-31", '"2026-03-31"'),
        (JOINED, "3/31/2026", '"2026-03-31"'),
        (NAME, " Susan ", '" Susan "'),
        (NAME, "007", '"007"'),
        (NUMBER, "seven", '"seven"'),
        (NUMBER, "", "null"),
        (UPDATED, None, "null"),
    ],
)
def test_what_was_typed_becomes_the_json_of_its_type(field, text, json):
    assert wire.dumps(data_extension.value_of(field, text), None) == json


def problems_of(contact_key="susan", event_key=None, **texts):
    found = data_extension.check_event(
        MEMBER, contact_key, texts, event_definition_key=event_key
    )
    return {each.where.field: each.text for each in found}


def test_an_event_is_checked_field_by_field():
    assert problems_of(EmailAddress="s@example.com", Updated=False) == {}
    assert problems_of("", emailaddress="s@example.com", MemberID="x") == {
        "ContactKey": "Contact key is required.",
        "MemberID": "“x” is not a whole number.",
    }
    assert problems_of() == {"EmailAddress": "EmailAddress is required."}


def test_an_unknown_field_comes_with_the_nearest_name():
    assert problems_of(EmailAddress="s@example.com", FristName="Susan") == {
        "FristName": "The data extension has no field “FristName”."
        " Did you mean “FirstName”?"
    }


def test_a_key_with_a_period_is_told():
    assert (
        "holds a period"
        in problems_of(event_key="API.Event", EmailAddress="s@example.com")[
            "EventDefinitionKey"
        ]
    )
    assert problems_of(event_key="", EmailAddress="s@example.com") == {
        "EventDefinitionKey": "Choose an event definition."
    }


def test_what_the_service_ignores_is_a_warning():
    texts = {"EmailAddress": "s@example.com", "eventInstanceId": "1"}

    found = data_extension.check_event(MEMBER, " susan", texts)

    assert {each.severity for each in found} == {Severity.WARNING}
    assert {each.where.field for each in found} == {"ContactKey", "eventInstanceId"}


def test_fields_are_read_from_a_data_extension_and_from_an_event_schema():
    extension = DataExtension(
        {
            "id": "de-1",
            "fields": [
                {"name": "B", "type": "Text", "length": 50, "ordinal": 1},
                {"name": "A", "type": "Number", "isNullable": False, "ordinal": 0},
            ],
        }
    )
    schema = from_body({"name": "C", "dataType": "Email", "maxLength": "100"})

    assert [each.name for each in extension.fields] == ["A", "B"]
    assert extension.fields[0].is_required
    assert (schema.type, schema.length) == ("EmailAddress", 100)


def test_a_type_is_told_with_its_size():
    labels = [data_extension.type_label(each) for each in (*MEMBER, SPENT)]

    assert labels == [
        "e-mail address",
        "number",
        "text · 50",
        "boolean",
        "date",
        "decimal · 5,2",
    ]
