"""What jbdesk keeps on disk: whole after any end, for its owner alone."""

import multiprocessing
import os
import random
import signal
import sqlite3
import stat
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from jbdesk.model.exchange import Exchange
from jbdesk.model.firing.delivery import Delivery, DeliveryState
from jbdesk.model.journey import Journey, Stamp
from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Failure, Problem, Where
from jbdesk.services import stored_file
from jbdesk.services.connections.connections import Connections
from jbdesk.services.firing.ledger import Ledger
from jbdesk.services.journeys.drafts import Drafts
from jbdesk.services.settings import Settings

NTO = PackageSettings("NTO", "mc563885gzs27c5t9-63k636ttgm", "abc", "12", ("a", "b"))


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def delivery(number=1, **more):
    return Delivery(
        f"d-{number}", datetime.now(UTC), "c-1", "Welcome", "susan", {"n": 1.5}, **more
    )


def test_settings_come_back_with_their_types(tmp_path):
    settings = Settings(tmp_path)
    settings.set("scheme", "dark")
    settings.set("splitter", [200, 300])

    again = Settings(tmp_path)

    assert again.get("scheme", "light") == "dark"
    assert again.get("splitter", list[int]()) == [200, 300]
    assert again.get("scheme", 3) == 3
    assert mode(tmp_path / "settings.json") == 0o600
    assert mode(tmp_path) == 0o700


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff\xfe\x00", b"[]", b'{"version": 99, "values": {}}']
)
def test_a_damaged_file_is_set_aside_and_told(tmp_path, damage):
    (tmp_path / "settings.json").write_bytes(damage)

    settings = Settings(tmp_path)

    (kept,) = tmp_path.glob("settings.json.corrupt-*")
    assert kept.read_bytes() == damage
    assert kept.name in settings.notice
    settings.set("scheme", "dark")
    assert Settings(tmp_path).get("scheme", "") == "dark"


def test_a_full_disk_leaves_what_was_kept(tmp_path, monkeypatch):
    settings = Settings(tmp_path)
    settings.set("scheme", "dark")

    def full(_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(stored_file.os, "fsync", full)
        with pytest.raises(Failure, match="No space left"):
            settings.set("scheme", "light")

    assert settings.get("scheme", "") == "dark"
    assert [each.name for each in tmp_path.iterdir()] == ["settings.json"]
    settings.set("scheme", "light")
    assert Settings(tmp_path).get("scheme", "") == "light"


def test_connections_stand_behind_the_simulator_without_secrets(tmp_path):
    saved = Connections(tmp_path).save(NTO)
    changed = Connections(tmp_path).save(replace(saved, name="Northern Trails"))

    first, second = Connections(tmp_path).all()

    assert first.is_simulator
    assert second == changed
    assert second.scopes == ("a", "b")
    assert "secret" not in (tmp_path / "connections.json").read_text()
    Connections(tmp_path).remove(second.id)
    assert len(Connections(tmp_path).all()) == 1


def test_a_file_can_not_make_a_connection_pass_for_the_simulator(tmp_path):
    connections = Connections(tmp_path)
    connections.save(NTO)
    path = tmp_path / "connections.json"
    path.write_text(
        path.read_text().replace('"rest_url": ""', '"rest_url": "http://x"')
    )

    assert not Connections(tmp_path).all()[1].is_simulator
    with pytest.raises(Failure, match="can't be changed"):
        connections.save(connections.all()[0])


def test_drafts_come_back_equal_and_damaged_ones_are_kept_aside(tmp_path):
    drafts = Drafts(tmp_path)
    journey = Journey(
        {"key": "k", "name": "N", "activities": [], "n": 2, "s": "\ud800"}
    )
    drafts.put("../c-1/k", journey, Stamp("i", 2))
    (tmp_path / "drafts" / "x.json").write_text("{}")

    (draft,) = drafts.all()

    assert draft.journey.body == journey.body
    assert draft.stamp == Stamp("i", 2)
    assert draft.id == "../c-1/k"
    assert len(drafts.notices) == 1
    drafts.drop("../c-1/k")
    assert drafts.all() == ()


def _save_for_ever(home):
    drafts = Drafts(home)
    number = 0
    while True:
        number += 1
        drafts.put(
            "j", Journey({"key": "k", "pad": "x" * 20_000, "n": number}), Stamp()
        )


def test_a_killed_process_leaves_a_whole_draft(tmp_path):
    spawn = multiprocessing.get_context("spawn")
    for _ in range(3):
        child = spawn.Process(target=_save_for_ever, args=(tmp_path,))
        child.start()
        while not list((tmp_path / "drafts").glob("*.json")):
            child.join(0.01)
        child.join(random.random() * 0.1)
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        child.close()

        drafts = Drafts(tmp_path)
        assert len(drafts.all()) == 1
        assert drafts.notices == ()
        drafts.drop("j")


def test_the_ledger_gives_back_what_it_was_told(tmp_path, ledger):
    exchange = Exchange("e", datetime.now(UTC), "POST", "https://x/", (("A", "b"),))
    ended = delivery(
        state=DeliveryState.REFUSED,
        problems=(Problem("No.", where=Where("form", field="Age"), code="1"),),
        exchange=exchange,
    )
    ledger.begin(replace(ended, state=DeliveryState.SENDING))
    ledger.finish(ended)

    assert ledger.get("d-1") == ended
    assert ledger.counts() == {DeliveryState.REFUSED: 1}
    assert mode(tmp_path / "ledger.sqlite") == 0o600


def test_what_was_being_sent_when_jbdesk_ended_is_unknown(tmp_path):
    ledger = Ledger(tmp_path)
    ledger.begin(delivery())
    ledger.close()

    again = Ledger(tmp_path)
    (found,) = again.recent()
    again.close()

    assert found.state is DeliveryState.UNKNOWN
    assert "may have received it" in found.problems[0].text


def test_a_damaged_ledger_is_set_aside_and_a_new_one_begun(tmp_path):
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database at all" * 100)

    ledger = Ledger(tmp_path)
    ledger.begin(delivery())

    assert "corrupt" in ledger.notice
    assert len(ledger.recent()) == 1
    ledger.close()


def test_a_delivery_can_not_begin_twice(ledger):
    ledger.begin(delivery())

    with pytest.raises(Failure, match="ledger") as failure:
        ledger.begin(delivery())

    assert isinstance(failure.value.__cause__, sqlite3.Error)
