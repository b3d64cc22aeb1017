"""The page of one open journey: what is unsaved is due to be kept in time."""

import time

import pytest
from builders import journey, wait

from jbdesk.model import edits
from jbdesk.model.journey import Stamp
from jbdesk.panes.journeys.opened.page import JourneyPage


@pytest.fixture
def page(qtbot):
    made = JourneyPage()
    qtbot.addWidget(made)
    return made


def test_who_edits_on_and_on_is_kept_within_two_seconds(page, aio):
    document = page.open(journey(wait("a")), Stamp())
    due = []
    page.draft_due.connect(lambda: due.append(time.monotonic()))

    async def story():
        number, begun = 0, time.monotonic()

        def edited_again():
            nonlocal number
            number += 1
            document.edit("Rename", edits.rename, "a", f"Name {number}")
            return due

        await aio.until(edited_again)
        return due[0] - begun, number

    waited, number = aio(story())

    assert waited < 2
    assert number > 2
