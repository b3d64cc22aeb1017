"""Test contacts are there again after a start, and damage loses nothing."""

from jbdesk.model.test_contact import TestContact
from jbdesk.services.test_contacts import TestContacts

SUSAN = TestContact("susan", {"Tier": "gold"}, engagement={"MAIL-1": {"opened": True}})


def test_contacts_are_kept_by_their_event(tmp_path):
    TestContacts(tmp_path).put("Signup", (SUSAN, TestContact("ada")))

    kept = TestContacts(tmp_path)

    assert kept.of("Signup") == (SUSAN, TestContact("ada"))
    assert kept.of("Other") == ()


def test_contacts_that_were_removed_do_not_come_back(tmp_path):
    store = TestContacts(tmp_path)
    store.put("Signup", (SUSAN,))

    store.put("Signup", ())

    assert TestContacts(tmp_path).of("Signup") == ()


def test_a_damaged_file_is_set_aside_and_told(tmp_path):
    (tmp_path / "test-contacts.json").write_text('{"version": 1, "contacts": [1]}')

    store = TestContacts(tmp_path)

    assert store.of("Signup") == ()
    assert store.notice
    assert len(list(tmp_path.glob("test-contacts*"))) == 1
