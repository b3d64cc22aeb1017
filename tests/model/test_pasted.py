"""A contact out of what was pasted: JSON, CSV, a row of a spreadsheet."""

import pytest

from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.firing import doors, pasted

FIELDS = (
    DataExtensionField("EmailAddress", "EmailAddress"),
    DataExtensionField("FirstName"),
    DataExtensionField("MemberID", "Number"),
    DataExtensionField("Updated", "Boolean"),
)
EVENT = EventDefinition(
    {"eventDefinitionKey": "NTO", "dataExtensionId": "d1", "dataExtensionName": "N"}
)


def read(text):
    return pasted.read(text, FIELDS)


@pytest.mark.parametrize("door", doors.DOORS, ids=lambda each: each.name)
def test_the_body_of_every_door_is_read_back(door):
    data = {"FirstName": "Susan", "MemberID": 5, "Updated": False}
    body = door.body(EVENT, "36270040", data)

    found = read(pasted.json_text.dumps(body))

    assert found.contact_key == "36270040"
    assert found.event_key == "NTO"
    assert found.values == {"FirstName": "Susan", "MemberID": "5", "Updated": False}
    assert found.doubts == ()


def test_data_alone_fills_the_fields_and_says_nothing_of_the_contact():
    found = read('{"firstname": "Susan"}')

    assert found.contact_key is None
    assert found.values == {"FirstName": "Susan"}
    assert found.mended == ("firstname is FirstName",)


def test_a_saved_contact_is_read():
    found = read('{"contactKey": "susan", "data": {"FirstName": "Susan"}}')

    assert found.contact_key == "susan"
    assert found.values == {"FirstName": "Susan"}


def test_a_contact_key_of_the_data_extension_itself_stays_a_field():
    own = (*FIELDS, DataExtensionField("ContactKey"))

    found = pasted.read('{"ContactKey": "susan"}', own)

    assert found.contact_key is None
    assert found.values == {"ContactKey": "susan"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_row_under_its_header_is_read(delimiter):
    names = delimiter.join(["Contact Key", "email address", "Member-ID"])
    cells = delimiter.join(["susan", "s@x.com", "5"])

    found = read(f"{names}\r\n{cells}\r\n")

    assert found.values == {"EmailAddress": "s@x.com", "MemberID": "5"}
    assert found.contact_key == "susan"


def test_one_cell_more_than_fields_is_the_contact_key_before_them():
    cells = ["susan", *(f"v{n}" for n in range(len(FIELDS)))]

    found = read("\t".join(cells))

    assert found.contact_key == "susan"
    assert list(found.values.values()) == cells[1:]


def test_a_quoted_cell_keeps_its_comma():
    assert read('FirstName\n"Susan, VIP"').values == {"FirstName": "Susan, VIP"}


def test_a_bare_row_of_a_sheet_goes_by_the_order_of_the_fields():
    found = read("s@x.com\tSusan\t5\tTrue")

    assert found.values["EmailAddress"] == "s@x.com"
    assert found.values["Updated"] == "True"


def test_one_wrong_letter_in_a_name_is_mended():
    assert read('{"FristName": "Susan"}').values == {"FirstName": "Susan"}
    assert read('{"EmailAdress": "a@b.co"}').values == {"EmailAddress": "a@b.co"}


def test_a_name_that_no_field_bears_is_told_with_the_nearest_and_its_line():
    found = read('{\n  "FirstName": "S",\n  "Mail": "a@b.co"\n}')

    (doubt,) = found.doubts
    assert doubt.line == 3
    assert "no field “Mail”" in doubt.text
    assert "EmailAddress" in doubt.text


def test_what_a_field_cannot_hold_is_a_doubt():
    found = read('{"FirstName": {"x": 1}, "eventInstanceId": "1"}')

    assert [each.line for each in found.doubts] == [1, 1]
    assert found.values == {}


def test_numbers_stay_as_they_were_written():
    assert read('{"MemberID": 1.50}').values == {"MemberID": "1.50"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "nothing"),
        ("susan", "one line without a header"),
        ("a,b\n1,2\n3,4", "2 rows"),
        ("FirstName,MemberID\nSusan", "2 cells"),
        ("[1, 2]", "one JSON object"),
        ('{"Data": 5}', "object of fields"),
        ('{"members": []}', "must hold one"),
    ],
)
def test_what_holds_no_contact_is_said_in_words(text, words):
    with pytest.raises(pasted.Unreadable, match=words):
        read(text)


def test_json_that_breaks_off_names_its_line():
    with pytest.raises(pasted.Unreadable) as failure:
        read('{\n  "FirstName": \n}')

    assert failure.value.line == 3
