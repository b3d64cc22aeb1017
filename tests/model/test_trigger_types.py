from builders import trigger

from jbdesk.model import trigger_types
from jbdesk.model.journey import Trigger
from jbdesk.paths import resources


def test_an_api_event_can_be_fired_and_an_audience_can_not():
    assert trigger_types.of(Trigger(trigger(kind="apievent"))).can_be_fired
    assert not trigger_types.of(Trigger(trigger(kind="EMAILAUDIENCE"))).can_be_fired


def test_an_unknown_entry_source_has_a_row_too():
    assert trigger_types.named("NewThing") is trigger_types.UNKNOWN


def test_every_row_has_an_icon():
    for row in (*trigger_types.TRIGGER_TYPES, trigger_types.UNKNOWN):
        assert (resources() / "icons" / f"{row.icon}.svg").is_file()
