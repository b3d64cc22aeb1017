"""A public app: signed in to with a browser, and again when the sign-in has ended."""

import asyncio
import re
from html import unescape

import pytest
import requests
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QListWidget

APP = "NTO Retail, NTO Public App (simulator)"


class Browser(QObject):
    """Allows what it is asked, as soon as it is opened."""

    def __init__(self):
        super().__init__()
        self.opened = 0

    @Slot(QUrl)
    def open(self, url):
        self.opened += 1
        address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        asyncio.get_running_loop().run_in_executor(None, self._allow, address)

    @staticmethod
    def _allow(address):
        page = requests.get(address, timeout=10).text
        hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
        form = {name: unescape(value) for name, value in hidden.items()}
        place = address.partition("?")[0]
        requests.post(place, data={**form, "answer": "allow"}, timeout=10)


@pytest.fixture
def browser():
    made = Browser()
    QDesktopServices.setUrlHandler("http", made, "open")
    yield made
    QDesktopServices.unsetUrlHandler("http")


async def choose(person, name):
    rows = await person.find("Connections", QListWidget)
    [item] = rows.findItems(name, Qt.MatchFlag.MatchExactly)
    rows.setCurrentItem(item)


def test_a_person_signs_in_and_again_when_the_tenant_has_ended_it(desk, browser):
    register = desk.simulator.tenant.register

    async def story(person):
        await person.press("Credentials")
        await choose(person, APP)
        await person.press("Use this connection")
        await person.sees(f"Nobody is signed in to “{APP}”.")
        await person.press("Sign in")
        await person.sees("Signed in as “Mira Marketer”")
        await person.sees("You are signed in.")
        await person.press("Use this connection")
        await person.press("Fire test contact")
        await person.choose("Event definition", "NTO Signup")
        await person.type_in("Contact key", "mira@lakeside.example")

        with register.store.transaction():
            register.store.run("DELETE FROM tokens")
        await person.press("Event definitions")
        await person.press("Read again")
        await person.sees(f"Nobody is signed in to “{APP}” any more.")
        await person.press("Sign in again…")
        await person.press("Sign in")
        await person.until(lambda: browser.opened == 2, "the browser once more")
        await person.sees("Signed in as “Mira Marketer”")

        await person.press("Event definitions")
        await person.press("Read again")
        await person.sees("63 event definitions")
        await person.press("Fire test contact")
        key = await person.find("Contact key")
        assert key.text() == "mira@lakeside.example"

    desk.tell(story)
