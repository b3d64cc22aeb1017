"""`kill -9` in the middle of a storm: what was answered is kept, once, and walks once.

The clock runs so fast that contacts are on their way while the process dies.
"""

import os
import random
import signal
import sys
import threading
from collections import Counter

import pytest
import requests
from plain_client import Client
from simulator_process import Process

from jbdesk.simulator.command import FOLDER
from jbdesk.simulator.tenancy.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
CONNECTIONS = 4
FAST = 2000  # five minutes of waiting pass in 0.15 s


class Storm:
    """Connections that fire until the line is cut; remembers every answer."""

    def __init__(self):
        self.accepted = set()
        self.unknown = set()
        self._runs = 0

    def until_killed(self, process, seconds):
        self._runs += 1
        clients = [Client(process) for _ in range(CONNECTIONS)]
        clients[0].control("POST", "clock", {"speed": FAST})
        threads = [
            threading.Thread(target=self._fire, args=(client, f"{self._runs}-{number}"))
            for number, client in enumerate(clients)
        ]
        for each in threads:
            each.start()
        threading.Event().wait(seconds)
        os.kill(process.child.pid, signal.SIGKILL)
        process.end()
        for each in threads:
            each.join()

    def _fire(self, client, name):
        for number in range(100_000):
            key = f"{name}-{number}"
            self.unknown.add(key)
            try:
                answer = client.fire(key, EmailAddress=f"{key}@example.com")
            except requests.RequestException:
                return
            assert answer.status_code == 201
            self.unknown.discard(key)
            self.accepted.add(key)


def texts(store, statement):
    return [row[0] for row in store.all(statement)]


def repeated(found):
    return [each for each, count in Counter(found).items() if count > 1]


def kill_in_a_storm(home, kills):
    """Give the storm and the store that it left, opened again."""
    storm, chance = Storm(), random.Random(kills)
    for _ in range(kills):
        process = Process("--home", str(home))
        storm.until_killed(process, chance.uniform(0.02, 0.6))
    return storm, Store(home / FOLDER)


def check(storm, store):
    rows = texts(store, "SELECT json_extract(body, '$.EmailAddress') FROM rows")
    fired = [each.partition("@")[0] for each in rows if each and each[0].isdigit()]
    assert repeated(fired) == []
    assert storm.accepted <= set(fired) <= storm.accepted | storm.unknown

    visits = texts(store, "SELECT contact_key FROM visits")
    assert repeated(visits) == []
    assert set(visits) == set(fired)

    steps = "SELECT visit || json_extract(body, '$.activityId') FROM history"
    assert repeated(texts(store, steps)) == []
    ids = texts(store, "SELECT json_extract(body, '$.id') FROM history")
    assert repeated(ids) == []
    sent = "SELECT json_extract(body, '$.contactKey', '$.activityKey') FROM outbox"
    assert repeated(texts(store, sent)) == []
    assert texts(store, "PRAGMA integrity_check") == ["ok"]
    return len(fired), len(texts(store, "SELECT 1 FROM outbox"))


@pytest.mark.parametrize(
    "kills", [4, pytest.param(200, marks=[pytest.mark.long, pytest.mark.timeout(1200)])]
)
def test_kill_9_in_a_storm_loses_nothing_and_repeats_nothing(tmp_path, kills):
    storm, store = kill_in_a_storm(tmp_path, kills)
    try:
        events, messages = check(storm, store)
    finally:
        store.close()

    assert len(storm.accepted) >= kills
    print(
        f"{kills} kills: {len(storm.accepted)} events accepted, {events} kept, "
        f"{len(storm.unknown)} unanswered, {messages} messages sent"
    )
