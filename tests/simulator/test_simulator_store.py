"""What the store remembers, and what a transaction keeps whole."""

from contextlib import suppress

import pytest

from jbdesk.simulator.tenancy.memory import Kind
from jbdesk.simulator.tenancy.store import Store


@pytest.fixture
def store():
    store = Store(None)
    yield store
    store.close()


def put(store, key, body):
    store.run("REPLACE INTO event_definitions VALUES (?, ?, ?)", key, key, body)


def bodies_of(store):
    """Ask for what changes seldom, as handlers do."""
    found = store.once(
        "definitions", lambda: store.all("SELECT body FROM event_definitions")
    )
    return [row["body"] for row in found]


def test_what_changes_seldom_is_asked_once(store):
    put(store, "a", "{}")
    asked = []

    for _ in range(2):
        store.once("a", lambda: asked.append("asked"))
        store.run("INSERT INTO contacts VALUES (?, '{}')", f"ada-{len(asked)}")
        store.run("DELETE FROM contacts")

    assert asked == ["asked"]


def test_a_change_is_seen_at_once(store):
    put(store, "a", "before")
    assert bodies_of(store) == ["before"]

    put(store, "a", "after")
    assert bodies_of(store) == ["after"]

    store.run("UPDATE event_definitions SET body = 'later'")
    assert bodies_of(store) == ["later"]

    store.clear()
    assert bodies_of(store) == []


def test_what_was_taken_back_is_not_remembered(store):
    put(store, "a", "before")

    with suppress(ValueError), store.transaction():
        put(store, "a", "never")
        assert bodies_of(store) == ["never"]
        raise ValueError

    assert bodies_of(store) == ["before"]


def test_what_stands_at_the_end_of_a_transaction_is_kept_with_it(store):
    numbers = []
    store.before_commit = lambda: store.put_note("count", len(numbers))

    with store.transaction():
        numbers.extend("abc")
        with store.transaction():
            numbers.append("d")

    assert store.note("count") == 4


def test_memory_does_not_grow_with_what_is_asked(store):
    for number in range(5000):
        store.once(number, str)

    assert len(store._memory._known[Kind.SETTINGS]) <= 1000


def test_what_is_known_of_contacts_is_forgotten_with_a_row(store):
    def number():
        return store.all("SELECT count(*) FROM rows")[0][0]

    assert store.once("rows", number, Kind.CONTACTS) == 0

    store.run("INSERT INTO rows (data_extension, body) VALUES ('a', '{}')")

    assert store.once("rows", number, Kind.CONTACTS) == 1


def test_a_note_stands_alone(store):
    assert store.note("speed", 1) == 1

    store.put_note("speed", 2)
    assert store.note("speed", 1) == 2

    with suppress(ValueError), store.transaction():
        store.put_note("speed", 3)
        raise ValueError
    assert store.note("speed", 1) == 2

    store.run("DELETE FROM notes")
    assert store.note("speed", 1) == 1
