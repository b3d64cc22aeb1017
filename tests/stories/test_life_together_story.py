"""All versions at once, a transactional journey, and acts without a mouse."""

import pytest
from life_gestures import choose, fire
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from somebody import SomebodyElse

WELCOME = "nto-welcome-series"


@pytest.fixture
def somebody(desk):
    return SomebodyElse(desk.simulator)


def is_running(somebody, key):
    return somebody.read(key)["status"] == "Published"


def test_all_versions_that_run_or_finish_are_paused_and_resumed_at_once(desk, somebody):
    async def story(person):
        await fire(person, "susan@example.com")
        await person.sees("The contact entered “Welcome series”.")
        somebody.create(WELCOME)
        somebody.publish(WELCOME, 3)
        await person.until(lambda: is_running(somebody, WELCOME), "it to run")
        await choose(person, "Welcome series")

        await person.press("Pause")
        await person.choose("Which versions", "Versions 2, 3: 1 contact inside")
        await person.press("Pause")
        await person.sees("“Welcome series” is paused in all its versions.")
        await person.press("Resume")
        await person.choose("Which versions", "Versions 2, 3: 1 contact inside")
        await person.press("Resume")
        await person.sees("“Welcome series” goes on in all versions that were paused.")

    desk.tell(story)


def test_a_transactional_journey_is_paused_without_asking_for_how_long(desk, somebody):
    [trigger] = somebody.read(WELCOME)["triggers"]
    told = {"definitionType": "Transactional", "channel": "email", "name": "Receipt"}
    own = [{**trigger, "type": "transactional-api"}]
    somebody.create(WELCOME, key="receipt", triggers=own, **told)
    somebody.publish("receipt", 1)

    async def story(person):
        await person.until(lambda: is_running(somebody, "receipt"), "it to run")
        await person.press("Journeys")
        await person.click_row("Journeys", "Receipt")
        await person.sees("Nobody is inside; who arrives waits")
        await person.press("Pause")
        assert not person.has("For how long")
        await person.press("Pause version 1")
        await person.sees("“Receipt” version 1 is paused.")

    desk.tell(story)


def test_the_keyboard_stays_in_the_strip_while_an_act_is_done(desk):
    async def story(person):
        await choose(person, "Order thanks")
        versions = (await person.find("Versions")).hasFocus
        (await person.find("Save as new version")).setFocus()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
        await person.sees("“Order thanks” version 2 is a draft now.")
        await person.sees("The service checks version 2; nothing starts.")
        await person.until(versions, "the keyboard to be in the versions")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget().text() == "Validate"

    desk.tell(story)
