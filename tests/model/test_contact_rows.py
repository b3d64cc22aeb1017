"""Rows of contacts: columns find their fields, and every row is checked."""

import pytest

from jbdesk.model.data_extension import DataExtensionField as Field
from jbdesk.model.firing import contact_rows
from jbdesk.model.firing.contact_rows import Mapping, Unreadable, guess, row_of
from jbdesk.model.firing.contact_rows_generated import generated, sample
from jbdesk.model.firing.contact_rows_twins import Twins

MEMBERS = (
    Field("EmailAddress", "EmailAddress", is_required=True, is_primary_key=True),
    Field("FirstName", length=10),
    Field("MemberSince", "Date"),
    Field("Points", "Number"),
    Field("Rate", "Decimal", length=6, scale=2),
    Field("IsVip", "Boolean"),
    Field("Phone", "Phone"),
    Field("Locale", "Locale", length=5),
)


def made(record, mapping=None):
    return row_of(mapping or guess(record, MEMBERS), MEMBERS, 7, record)


def test_columns_find_their_fields_in_any_spelling():
    found = guess(["contact_key", "E-Mail Address", "first name", "POINTS"], MEMBERS)

    assert found.contact_key == "contact_key"
    assert found.fields == (
        ("EmailAddress", "E-Mail Address"),
        ("FirstName", "first name"),
        ("Points", "POINTS"),
    )


@pytest.mark.parametrize(
    ("columns", "key"),
    [
        (["Email", "Subscriber Key"], "Subscriber Key"),
        (["Name", "Email"], "Email"),
        (["Name", "email_address"], "email_address"),
        (["Name"], ""),
    ],
)
def test_the_surest_column_is_the_contact_key(columns, key):
    assert guess(columns, MEMBERS).contact_key == key


def test_the_one_primary_key_is_the_contact_key_where_no_name_tells():
    fields = (Field("MemberID", is_primary_key=True), Field("Name"))

    assert guess(["name", "member id"], fields).contact_key == "member id"


def test_the_one_e_mail_field_is_filled_by_what_is_called_mail():
    assert guess(["Key", "Mail"], MEMBERS).column_of("EmailAddress") == "Mail"


def test_without_fields_every_column_is_sent_under_its_own_name():
    mapping = guess(["ContactKey", "A", "B"], ())

    row = row_of(mapping, (), 2, {"ContactKey": "s", "A": "1", "B": None})

    assert (row.data, row.problems) == ({"A": "1"}, ())


def test_values_get_the_types_of_their_fields():
    row = made(
        {
            "EmailAddress": "s@example.com",
            "Points": "12",
            "IsVip": "Yes",
            "Rate": "1.50",
            "MemberSince": "3/31/2026",
            "FirstName": "",
        }
    )

    assert not row.problems
    assert row.data["Points"] == 12
    assert row.data["IsVip"] is True
    assert row.data["Rate"].written == "1.50"
    assert row.data["MemberSince"] == "2026-03-31"
    assert "FirstName" not in row.data


def test_a_value_that_does_not_fit_is_told_at_its_field():
    row = made({"EmailAddress": "s@example.com", "Points": "many"})

    assert row.is_bad
    assert row.why == "Points: “many” is not a whole number."
    assert row.problems[0].where.field == "Points"


def test_numbers_and_truths_of_json_are_taken_as_typed():
    row = made({"EmailAddress": "s@example.com", "IsVip": False, "FirstName": 5})

    assert row.data == {
        "EmailAddress": "s@example.com",
        "IsVip": False,
        "FirstName": "5",
    }


@pytest.mark.parametrize("odd", ["\0", "\udcff"])
def test_what_is_no_text_makes_the_row_bad(odd):
    row = made({"EmailAddress": "s@example.com", "FirstName": f"Su{odd}"})

    assert row.is_bad
    assert "FirstName holds a character that is no text." in row.why


def test_a_contact_key_with_a_blank_is_a_warning_and_none_is_an_error():
    assert not made({"EmailAddress": " s@example.com"}).is_bad
    assert made({"EmailAddress": " "}).is_bad


def test_a_row_that_could_not_be_read_is_a_bad_row():
    row = made(Unreadable("3 cells for 4 columns."), Mapping("Key"))

    assert (row.number, row.why, row.is_bad) == (7, "3 cells for 4 columns.", True)


def test_a_choice_that_is_missing_is_told_at_its_field():
    fields = (*MEMBERS, Field("Status", is_required=True, default="new"))

    problems = contact_rows.check_mapping(Mapping("gone"), ["Name"], fields)

    assert [each.where.field for each in problems] == ["ContactKey", "EmailAddress"]


def test_twins_are_counted_to_the_letter_and_by_case_and_blanks():
    twins = Twins()

    keys = ["a@x.io", "b@x.io", "A@x.io ", "a@x.io", "c@x.io"]
    later = [twins.note(number, key) for number, key in enumerate(keys, start=2)]

    assert later == [0, 0, 2, 2, 0]
    assert (twins.exact, twins.alike) == (1, 1)
    assert [(each.number, each.first) for each in twins.examples] == [(4, 2), (5, 2)]


def test_many_keys_are_kept_apart():
    twins = Twins()

    assert not any(twins.note(number, f"k{number}") for number in range(1, 20_000))
    assert all(twins.note(number, f"K{number}") for number in range(1, 20_000))
    assert twins.alike == 19_999


def test_generated_rows_fit_the_fields_and_are_the_same_for_a_seed():
    rows = list(generated(MEMBERS, 300, seed=4))

    assert [row.why for row in rows if row.problems] == []
    assert len({row.contact_key for row in rows}) == 300
    assert rows == list(generated(MEMBERS, 300, seed=4))
    assert rows != list(generated(MEMBERS, 300, seed=5))


@pytest.mark.parametrize(
    ("kind", "shortest"),
    [("Text", 1), ("Number", 1), ("Locale", 2), ("EmailAddress", 8), ("Phone", 15)],
)
def test_generated_values_respect_even_odd_lengths(kind, shortest):
    for length in (shortest, shortest + 4, None):
        field = Field("Odd", kind, length=length, is_required=True)

        assert [row.why for row in generated((field,), 50) if row.problems] == []


def test_a_sample_fills_every_field_and_is_the_contact_that_was_named():
    fields = (*MEMBERS, Field("contact_key", length=60))

    rows = [sample(fields, "susan@sausage.com", seed) for seed in range(40)]

    assert all(set(row.data) == {each.name for each in fields} for row in rows)
    assert {row.data["contact_key"] for row in rows} == {"susan@sausage.com"}
    assert [row.why for row in rows if row.problems] == []
