"""What is taken out of JSON before others see it."""

from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.firing import redaction


def test_what_stands_under_the_name_of_a_secret_is_removed():
    found = redaction.without_secrets(
        {
            "clientSecret": "x",
            "header": [["Authorization", "Bearer abc"], ["Accept", "json"]],
            "deep": [{"Api-Key": "k", "password": "", "tokens": 3}],
        }
    )

    assert found == {
        "clientSecret": "(removed)",
        "header": [["Authorization", "(removed)"], ["Accept", "json"]],
        "deep": [{"Api-Key": "(removed)", "password": "", "tokens": 3}],
    }


def test_a_value_is_replaced_by_the_same_everywhere_and_inside_texts():
    found = redaction.replaced(
        {
            "key": "susan@x.org",
            "text": "ContactKey Susan@x.org of Al, not of Alabama",
            "body": '{"ContactKey": "Susan@x.org", "Data": {"First": "Al"}}',
            "odd": "{Al",
            "Al": ["Al", 123456, True],
        },
        {"susan@x.org": "p1@example.com", "Al": "Name2", "123456": "77"},
    )

    assert found == {
        "key": "p1@example.com",
        "text": "ContactKey p1@example.com of Name2, not of Alabama",
        "body": '{"ContactKey": "p1@example.com", "Data": {"First": "Name2"}}',
        "odd": "{Name2",
        "Al": ["Name2", "77", True],
    }


def test_what_stands_in_for_a_value_fits_its_field():
    def of(kind, length=None):
        return redaction.stand_in(DataExtensionField("First name", kind, length), 3)

    assert of("EmailAddress") == "person3@example.com"
    assert of("Phone") == "+12025550003"
    assert of("Number") == "3"
    assert of("Date") == "2000-01-03"
    assert of("Text") == "First name3"
    assert of("Text", 5) == "name3"


def test_a_field_of_an_event_is_replaced_whatever_it_holds():
    found = redaction.replaced(
        {"Data": {"memberid": 7, "Note": "7", "Vip": True}, "version": 7},
        {"7": "1"},
        {"MemberID": "1", "Vip": "2"},
    )

    assert found == {
        "Data": {"memberid": 1, "Note": "1", "Vip": True},
        "version": 7,
    }
