"""Test contacts are there again after a start, and damage loses nothing."""

import pytest

from jbdesk.model.problem import Failure
from jbdesk.model.suites.test_contact import TestContact
from jbdesk.services.firing.test_contacts import TestContacts

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


def test_the_latest_contact_stands_first_and_keeps_what_was_stated(tmp_path):
    store = TestContacts(tmp_path)
    store.put("Signup", (TestContact("ada"), SUSAN))

    store.save("Signup", TestContact("susan", {"Tier": "silver"}))

    first, second = store.of("Signup")
    assert (first.data, first.engagement) == ({"Tier": "silver"}, SUSAN.engagement)
    assert second.contact_key == "ada"


def test_a_contact_is_renamed_used_and_removed_by_its_title(tmp_path):
    store = TestContacts(tmp_path)
    store.put("Signup", (TestContact("ada"), SUSAN))

    store.rename("Signup", "susan", "Susan (VIP)")
    store.use("Signup", "Susan (VIP)")

    assert [e.title for e in TestContacts(tmp_path).of("Signup")] == [
        "Susan (VIP)",
        "ada",
    ]
    with pytest.raises(Failure, match="Another saved contact"):
        store.rename("Signup", "ada", "Susan (VIP)")

    store.remove("Signup", "Susan (VIP)")

    assert [each.title for each in store.of("Signup")] == ["ada"]


def test_whoever_listens_hears_of_a_change(tmp_path):
    store, heard = TestContacts(tmp_path), []
    store.listen(heard.append)

    store.put("Signup", (SUSAN,))
    store.put("Signup", (SUSAN,))

    assert heard == ["Signup"]
