"""Shared by all tests; builders.py beside it makes journeys.

Qt shows nothing here, and a test fails on what nobody may notice: a lost
exception, a warning in the log, a task or a thread left behind, a connection
that leaves this computer, the real keyring.
"""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_API"] = "pyside6"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

import asyncio
import logging
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import hypothesis
import pytest

# How fast a shared machine is today says nothing about the code.
hypothesis.settings.register_profile(
    "jbdesk",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("jbdesk")
_LOOPBACK = ("127.0.0.1", "::1", "localhost", "")
_PATIENCE = 10.0  # seconds that a story waits for something to happen


class Loop:
    """Runs stories on the one loop of Qt and asyncio: `aio(story())`."""

    def __init__(self, runner):
        self._runner = runner
        self.errors = []
        runner.get_loop().set_exception_handler(self.collect)

    def collect(self, _loop, told):
        self.errors.append(told.get("exception") or told["message"])

    @property
    def loop(self):
        return self._runner.get_loop()

    def __call__(self, story, timeout=60.0):
        async def in_time():
            return await asyncio.wait_for(story, timeout)

        return self._runner.run(in_time())

    async def until(self, is_so, patience=_PATIENCE):
        """Wait until something is so, and give what it gave."""
        end = time.monotonic() + patience
        while not (found := is_so()):
            assert time.monotonic() < end, f"it never became so: {is_so}"
            await asyncio.sleep(0.005)
        return found

    async def signal(self, signal, patience=_PATIENCE):
        """Wait for a signal, and give its values."""
        heard = self.loop.create_future()

        def hear(*values):
            if not heard.done():
                heard.set_result(values)

        signal.connect(hear)
        try:
            return await asyncio.wait_for(heard, patience)
        finally:
            signal.disconnect(hear)

    def leftovers(self):
        """Give the tasks that still stand, after they had a turn to end."""
        loop = self.loop
        if any(not task.done() for task in asyncio.all_tasks(loop)):
            self(asyncio.sleep(0.02))
        left = [task for task in asyncio.all_tasks(loop) if not task.done()]
        for task in left:
            task.cancel()
        return left


@pytest.fixture(scope="session")
def qt_loop(qapp) -> Iterator[Loop]:
    import qasync  # QT_API is set above, before it looks for a Qt

    from jbdesk.widgets import style, theme

    qapp.setQuitOnLastWindowClosed(False)
    qapp.setStyle(style.DeskStyle())
    theme.apply(qapp, theme.Scheme.LIGHT)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qapp)) as runner:
        loop = Loop(runner)
        pool = ThreadPoolExecutor(4, thread_name_prefix="test-pool")
        loop.loop.set_default_executor(pool)
        yield loop
        pool.shutdown()


@pytest.fixture
def aio(qt_loop) -> Iterator[Loop]:
    """The loop for one story; nothing may be lost on it or left behind."""
    qt_loop.errors.clear()

    yield qt_loop

    left = qt_loop.leftovers()
    assert qt_loop.errors == []
    assert left == []


@pytest.fixture(autouse=True)
def nothing_unexpected_is_logged(caplog) -> Iterator[None]:
    """A test that expects a warning reads it and calls `caplog.clear()`."""
    yield

    heard = [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.levelno >= logging.WARNING
    ]
    assert heard == []


@pytest.fixture(autouse=True)
def no_thread_of_ours_is_left() -> Iterator[None]:
    before = set(threading.enumerate())

    yield

    left = [each for each in threading.enumerate() if each not in before]
    ours = [each for each in left if each.name.startswith("jbdesk")]
    for thread in ours:
        thread.join(timeout=2)
    assert [each.name for each in ours if each.is_alive()] == []


@pytest.fixture(autouse=True)
def nothing_leaves_this_computer(monkeypatch) -> None:
    connect = socket.socket.connect
    resolve = socket.getaddrinfo

    def guarded_connect(self, address):
        is_inet = self.family in (socket.AF_INET, socket.AF_INET6)
        assert not is_inet or address[0] in _LOOPBACK, f"a test calls {address}"
        return connect(self, address)

    def guarded_resolve(host, *rest, **named):
        name = host.decode() if isinstance(host, bytes) else host or ""
        if name in _LOOPBACK:
            return resolve(host, *rest, **named)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_resolve)


def pytest_collection_modifyitems(config, items):
    """Leave out what runs for minutes, unless it is asked for with -m long."""
    if "long" in config.option.markexpr:
        return
    left_out = [each for each in items if each.get_closest_marker("long")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [each for each in items if each not in left_out]
