import asyncio

import pytest

from jbdesk.model.problem import Failure
from jbdesk.widgets.buttons import primary_button
from jbdesk.widgets.navigation import Entry
from jbdesk.widgets.pane import Pane


@pytest.fixture
def pane(shown):
    return shown(Pane(Entry("Journeys", "route", "Ctrl+3")))


def test_work_in_the_background_shows_until_it_is_done(aio, pane):
    heard = []
    pane.busy_changed.connect(heard.append)

    async def read():
        await asyncio.sleep(0)

    async def story():
        pane.start(read)
        assert pane.is_busy
        await pane.idle()

    aio(story())

    assert heard == [True, False]


def test_a_new_read_ends_the_one_before(aio, pane):
    told = []

    async def read(name):
        await asyncio.sleep(0.02)
        told.append(name)

    async def story():
        pane.start(read, "first")
        pane.start(read, "second")
        await pane.idle()

    aio(story())

    assert told == ["second"]


def test_reads_of_one_name_in_two_parts_of_a_pane_leave_each_other_alone(aio, pane):
    done = []

    class Definitions:
        async def read(self, go_on):
            await go_on.wait()
            done.append("definitions")

    class Emails:
        async def read(self, go_on):
            await go_on.wait()
            done.append("emails")

    async def story():
        go_on = asyncio.Event()
        pane.start(Definitions().read, go_on)
        pane.start(Emails().read, go_on)
        go_on.set()
        await pane.idle()

    aio(story())

    assert sorted(done) == ["definitions", "emails"]


def test_what_is_polled_shows_no_sign_and_waits_for_the_time_before(aio, pane):
    heard, told = [], []
    pane.busy_changed.connect(heard.append)

    async def look():
        await asyncio.sleep(0.01)
        told.append("looked")

    async def story():
        pane.poll(look)
        pane.poll(look)
        assert not pane.is_busy
        await pane.idle()
        pane.poll(look)
        await pane.idle()

    aio(story())

    assert heard == []
    assert told == ["looked", "looked"]


def test_reads_of_two_functions_do_not_end_each_other(aio, pane):
    told = []

    async def names():
        await asyncio.sleep(0.01)
        told.append("names")

    async def details():
        told.append("details")

    async def story():
        pane.start(names)
        pane.start(details)
        await pane.idle()

    aio(story())

    assert sorted(told) == ["details", "names"]


def test_a_write_goes_on_to_its_answer_with_its_button_locked(aio, pane):
    told = []
    save = primary_button("Save")

    async def write(name):
        assert not save.isEnabled()
        await asyncio.sleep(0.01)
        told.append(name)

    async def story():
        pane.start_write(write, "first", locks=[save])
        pane.start_write(write, "second", locks=[save])
        pane.stop()
        await pane.idle()

    aio(story())

    assert sorted(told) == ["first", "second"]
    assert save.isEnabled()


def test_what_fails_is_said_inline(aio, pane):
    async def read():
        raise Failure("nto.example does not answer.")

    async def story():
        pane.start(read)
        await pane.idle()

    aio(story())

    assert pane.notice.isVisible()
    assert pane.notice.text == "nto.example does not answer."


def test_a_bug_goes_to_the_crash_report_and_not_to_the_person(aio, pane):
    async def read():
        raise KeyError("contact")

    async def story():
        pane.start(read)
        await pane.idle()

    aio(story())

    assert [type(each) for each in aio.errors] == [KeyError]
    aio.errors.clear()
    assert not pane.notice.isVisible()


def test_closing_cancels_what_is_read(aio, pane):
    async def read():
        await asyncio.sleep(60)

    async def story():
        pane.start(read)
        await asyncio.sleep(0)
        pane.close()
        await pane.idle()

    aio(story())

    assert not pane.is_busy


def test_what_a_write_locks_stays_locked_whoever_would_open_it(aio, pane, shown):
    save = shown(primary_button("Save"))
    answered = asyncio.Event()

    async def story():
        pane.start_write(answered.wait, locks=(save,))
        pane.allow(save, True)
        assert not save.isEnabled()
        answered.set()
        await pane.idle()

    aio(story())

    assert save.isEnabled()
