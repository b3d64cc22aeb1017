"""The simulator pane on a tenant whose clock goes only as a test says."""

from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication
from simulator_bench import MONDAY

from jbdesk.panes.simulator import facts


def test_who_is_inside_stands_in_the_table_until_the_clock_moves_them_on(told):
    async def story(bench):
        assert bench.pane.status.startswith("0 inside")
        await bench.fire("ada")
        [[contact, journey, activity, since, until]] = bench.cells("Contacts inside")
        assert (contact, journey) == ("ada", "Welcome series v2")
        assert activity == "5 minutes"
        assert (since, until) == ("2026-03-02 15:00", "2026-03-02 15:05")

        await bench.jump("To the next thing that happens")

        assert bench.face.now == MONDAY + timedelta(minutes=5)
        [[_, _, activity, *_]] = bench.cells("Contacts inside")
        assert activity != "5 minutes"
        await bench.turn("Outbox")
        assert bench.cells("Outbox") != []

    told(story)


@pytest.mark.parametrize(
    ("choice", "length"),
    [
        ("1 minute", timedelta(minutes=1)),
        ("1 hour", timedelta(hours=1)),
        ("1 day", timedelta(days=1)),
        ("1 week", timedelta(weeks=1)),
    ],
)
def test_the_clock_jumps_ahead(told, choice, length):
    async def story(bench):
        await bench.jump(choice)

        assert bench.face.now == MONDAY + length

    told(story)


def test_the_clock_runs_hurries_and_stops(told):
    async def story(bench):
        assert not bench.face.is_running
        await bench.press("Run")
        assert bench.face.is_running
        await bench.choose("Speed", "1 hour a second")
        assert bench.face.speed == 3600
        await bench.press("Stop clock")
        assert not bench.face.is_running
        assert bench.find("Speed").currentText() == "1 hour a second"

    told(story)


def test_the_rows_of_a_data_extension_follow_what_happens(told):
    async def story(bench):
        await bench.turn("Data extensions")
        before = len(bench.cells("Data extension rows"))
        await bench.fire("ada")
        rows = bench.cells("Data extension rows")
        assert len(rows) == before + 1
        assert rows[-1][0] == "ada@example.com"

        await bench.choose("Data extension", "Orders")

        assert len(bench.cells("Data extension rows")) == 3

    told(story)


def test_it_is_asked_every_second_while_it_is_shown(told, aio):
    async def story(bench):
        await bench.control("POST", "/simulator/clock", {"advance": "P1D"})
        await aio.until(lambda: bench.face.now == MONDAY + timedelta(days=1))
        assert bench.pane._tick.isActive()
        bench.pane.hide()
        assert not bench.pane._tick.isActive()

    told(story)


def test_reset_asks_first_and_begins_again(told):
    async def story(bench):
        heard = []
        bench.pane.was_reset.connect(lambda: heard.append("reset"))
        await bench.fire("ada")
        await bench.pick("Tenant", "Reset to the demo tenant…")
        assert "Reset the simulator" in bench.pane.notice.text
        assert len(bench.cells("Contacts inside")) == 1

        await bench.press("Reset")

        assert bench.pane.status.startswith("0 inside")
        assert heard == ["reset"]

    told(story)


def test_the_connection_is_copied_for_another_program(told):
    async def story(bench):
        await bench.pick(
            "Copy connection for another program", "As lines of a .env file"
        )
        lines = QGuiApplication.clipboard().text().splitlines()
        copied = dict(line.split("=", 1) for line in lines)
        assert copied == {
            "SFMC_AUTH_URL": bench.tenant.auth_url,
            "SFMC_REST_URL": bench.tenant.rest_url,
            "SFMC_CLIENT_ID": bench.tenant.client_id,
            "SFMC_CLIENT_SECRET": bench.tenant.client_secret,
            "SFMC_ACCOUNT_ID": bench.tenant.account_id,
        }
        assert "of the simulator only" in bench.pane.notice.text
        assert bench.tenant.client_secret not in bench.pane.notice.text

    told(story)


def test_a_simulator_that_is_gone_is_told_once_and_comes_back(told):
    async def story(bench):
        bench.is_cut_off = True
        await bench.look()
        assert "does not answer" in bench.pane.notice.text

        bench.is_cut_off = False
        await bench.look()

        assert bench.pane.notice.text == ""

    told(story)


def test_the_status_bar_is_told_the_time_while_the_simulator_is_in_use(told):
    async def story(bench):
        assert bench.pane.clock_text == ""
        bench.pane.use(bench.connection)
        await bench.pane.idle()
        assert bench.pane.clock_text == "Simulator 2026-03-02 15:00:00 UTC, stopped"

    told(story)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=20), "less than a minute"),
        (timedelta(minutes=5), "5 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=23, minutes=59), "1 day"),
        (timedelta(days=3), "3 days"),
        (timedelta(days=14), "2 weeks"),
    ],
)
def test_lengths_are_said_roughly(length, words):
    assert facts.length_told(length) == words
