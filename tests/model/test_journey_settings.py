"""Settings of a journey as a person types them, and as the service keeps them."""

import pytest
from builders import journey, wait

from jbdesk.model.journeys import journey_settings
from jbdesk.model.journeys.journey_fields import ENTRY_MODES
from jbdesk.model.journeys.journey_settings import EMAIL, MOBILE, SETTINGS, TAGS, TWICE

OWN = "{{Contact.Default.Email}}"


@pytest.fixture
def welcome():
    return journey(wait("a"))


def test_addresses_are_typed_a_line_each_and_kept_as_a_list(welcome):
    changed = journey_settings.put(welcome, EMAIL, f" a@b.com \n\n{OWN}\n")

    assert changed.body["defaults"]["email"] == ["a@b.com", OWN]
    assert EMAIL.read(changed.body) == f"a@b.com\n{OWN}"
    assert changed.activities is welcome.activities


def test_a_number_that_was_never_set_adds_nothing_while_it_is_empty(welcome):
    assert journey_settings.put(welcome, MOBILE, " ") is welcome


def test_tags_keep_what_the_service_wrote_of_them(welcome):
    tagged = welcome.with_body({**welcome.body, "tags": [{"name": "vip", "id": 7}]})

    changed = journey_settings.put(tagged, TAGS, "spring, vip,")

    assert changed.body["tags"] == [{"name": "spring"}, {"name": "vip", "id": 7}]
    assert "tags" not in journey_settings.put(changed, TAGS, "").body


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: each.name)
def test_what_was_read_and_is_written_again_changes_nothing(welcome, setting):
    text = setting.read(welcome.body)

    assert journey_settings.put(welcome, setting, text) is welcome
    assert journey_settings.same(setting, f" {text} ", text)


def test_odd_values_are_shown_and_kept(welcome):
    odd = welcome.with_body({**welcome.body, "defaults": "none", "tags": "vip"})

    assert EMAIL.read(odd.body) == TAGS.read(odd.body) == ""
    assert journey_settings.put(odd, EMAIL, OWN).body["defaults"] == {"email": [OWN]}


def test_every_re_entry_setting_says_what_it_means_for_who_comes_twice():
    assert set(TWICE) == {each.value for each in ENTRY_MODES}
    assert all("twice" in text for text in TWICE.values())
