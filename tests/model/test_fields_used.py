"""What other activities name of a service's things."""

from builders import email, journey, sms

from jbdesk.model import edits
from jbdesk.model.asset import Asset
from jbdesk.model.journeys import fields_used
from jbdesk.model.types.catalogue_messages import EMAIL_ID, SUBJECT


def story():
    whole = journey(email("E-1", name="Hello"), email("E-2"), sms("S-1"), name="Spring")
    whole = edits.set_field(whole, "E-1", EMAIL_ID, 41001)
    return edits.set_field(whole, "E-2", EMAIL_ID, 500)


def test_emails_are_offered_by_their_number_and_by_who_uses_them():
    told = fields_used.used("hel", EMAIL_ID, "EMAILV2", (story(),))

    assert [each.text for each in told] == ["41001"]
    assert told[0].label == "41001 · “Hello” in “Spring”"
    assert len(fields_used.used("", EMAIL_ID, "EMAILV2", (story(),))) == 2
    assert fields_used.used("41001", EMAIL_ID, "EMAILV2", (story(),)) == ()


def test_only_fields_that_name_something_on_the_service_offer_any():
    assert fields_used.names_something(EMAIL_ID)
    assert not fields_used.names_something(SUBJECT)


def test_emails_of_the_service_are_found_by_name_key_and_number():
    welcome = Asset(
        {
            "id": 7,
            "customerKey": "nto-welcome",
            "name": "Welcome",
            "legacyData": {"legacyId": 41001},
        }
    )

    for typed in ("WELC", "nto-w", "4100"):
        (found,) = fields_used.emails(typed, EMAIL_ID, (welcome,))
        assert (found.text, found.end) == ("41001", len(typed))
    assert fields_used.emails("letter", EMAIL_ID, (welcome,)) == ()
    assert fields_used.emails("41001", EMAIL_ID, (welcome,)) == ()
    assert fields_used.emails("", SUBJECT, (welcome,)) == ()
