"""Jobs go one after another, and each tells how it ended."""

import asyncio

import pytest

from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.problem import Failure, Problem, Severity
from jbdesk.panes.journeys.life.jobs import Jobs, Order, State
from jbdesk.services.journeys.publishing import Turns
from jbdesk.widgets import entries
from jbdesk.widgets.pane import Pane


class Room(Pane):
    """A pane with nothing but jobs."""

    def __init__(self):
        super().__init__(entries.JOURNEYS)
        self.connection = "here"
        self.jobs = Jobs(self, Turns())
        self.set_body(self.jobs)
        self.heard = []

    def order(self, name, found=(), failure=None):
        async def begins():
            self.heard.append(f"{name} begins")

        async def work(told):
            told("Publishing …")
            await asyncio.sleep(0)
            if failure is not None:
                raise failure
            self.heard.append(f"{name} ends")
            return found

        async def done():
            return "It is running."

        row = JourneyRow({"key": name, "version": 1})
        self.jobs.add("here", Order(f"Publish “{name}”", row, begins, work, done))

    @property
    def states(self):
        return [(job.state, job.text) for job in self.jobs.all]


@pytest.fixture
def tell(aio):
    made = []

    def whole(story):
        async def told():
            room = Room()
            made.append(room)
            await story(room)
            await room.idle()

        aio(told())
        return made[0]

    yield whole
    for room in made:
        room.close()
        room.deleteLater()


def test_a_second_job_waits_for_the_first(tell):
    async def story(room):
        room.order("a")
        room.order("b")
        await asyncio.sleep(0)
        assert [job.state for job in room.jobs.all][1] is State.WAITING

    room = tell(story)

    assert room.heard == ["a begins", "a ends", "b begins", "b ends"]
    assert room.states == [(State.DONE, "It is running.")] * 2
    assert not room.jobs.isHidden()


def test_what_is_found_or_fails_is_told_and_the_next_goes_on(tell):
    wrong = Problem("No email.", Severity.ACTIVATION)
    advice = Problem("A long wait.", Severity.WARNING)

    async def story(room):
        room.order("a", found=(wrong,))
        room.order("b", failure=Failure("The line broke."))
        room.order("c", found=(advice,))

    room = tell(story)

    assert room.states == [
        (State.FAILED, "No email."),
        (State.FAILED, "The line broke."),
        (State.WARNED, "It is running.\nA long wait."),
    ]
    assert [job.found for job in room.jobs.all] == [(wrong,), (), (advice,)]


def test_what_waits_is_not_begun_once_another_connection_is_used(tell):
    async def story(room):
        room.order("a")
        room.connection = "elsewhere"

    room = tell(story)

    assert room.heard == []
    assert room.states[0][0] is State.FAILED
    assert "another connection" in room.states[0][1]
    room.jobs.drop_ended()
    assert room.jobs.isHidden()


def test_a_version_is_busy_until_its_job_is_over(tell):
    row = JourneyRow({"key": "a", "version": 1})

    async def story(room):
        room.order("a")
        assert room.jobs.is_busy_with(row) is not None
        assert room.jobs.is_busy_with(JourneyRow({"key": "a", "version": 2})) is None

    room = tell(story)

    assert room.jobs.is_busy_with(row) is None
