import asyncio
import logging
import sys
import threading

import pytest

from jbdesk.crash import CrashBoundary


@pytest.fixture
def boundary(aio):
    before = sys.excepthook, threading.excepthook
    made = CrashBoundary()
    made.install(aio.loop)

    yield made

    made.uninstall()
    sys.excepthook, threading.excepthook = before
    aio.loop.set_exception_handler(aio.collect)


@pytest.fixture
def crashes(boundary):
    heard = []
    boundary.crashed.connect(heard.append)
    return heard


def raised(text):
    with pytest.raises(ValueError, match=text) as caught:
        raise ValueError(text)
    return caught.value


def heard_and_cleared(caplog):
    told = caplog.text
    caplog.clear()
    return told


def test_a_bug_in_a_slot_is_logged_and_told_by_its_kind(crashes, caplog):
    error = raised("about susan@sausage.com")

    sys.excepthook(type(error), error, error.__traceback__)

    assert crashes == ["ValueError"]
    assert "in raised" in heard_and_cleared(caplog)


def test_a_bug_in_a_task_that_nobody_awaits_is_told(crashes, aio, caplog):
    async def story():
        async def broken():
            raise LookupError

        told = {"message": "work ended in a bug", "exception": LookupError()}
        asyncio.get_running_loop().call_exception_handler(told)

    aio(story())

    assert crashes == ["LookupError"]
    caplog.clear()


def test_a_bug_in_a_thread_is_told(crashes, caplog, qtbot):
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()

    qtbot.waitUntil(lambda: crashes == ["ZeroDivisionError"])
    caplog.clear()


def test_what_is_no_exception_is_only_logged(crashes, aio, caplog):
    async def story():
        asyncio.get_running_loop().call_exception_handler({"message": "a leak"})

    with caplog.at_level(logging.ERROR):
        aio(story())

    assert crashes == []
    assert "a leak" in heard_and_cleared(caplog)
