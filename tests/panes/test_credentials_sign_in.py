"""Signing in from the window: the browser is one that a test holds."""

import asyncio
import re
from html import unescape
from itertools import count

import pytest
import requests
from credentials_bench import told
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest

from jbdesk.panes.credentials.sign_in import SignInCard
from jbdesk.widgets.step_list import StepState

_NUMBERS = count(1)


class Browser(QObject):
    """Takes the place of the system's browser for http addresses."""

    def __init__(self, answer="allow"):
        super().__init__()
        self.answer = answer
        self.is_at_home = True
        self.opened = []
        self.came_to = ""

    @Slot(QUrl)
    def open(self, url):
        self.opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))

    def press(self):
        """Press Allow or Deny, and follow where that leads."""
        url = self.opened[-1]
        page = requests.get(url, timeout=10).text
        hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
        form = {name: unescape(value) for name, value in hidden.items()}
        form["answer"] = self.answer
        place = url.partition("?")[0]
        back = requests.post(place, data=form, allow_redirects=False, timeout=10)
        self.came_to = back.headers["Location"]
        if self.is_at_home:
            requests.get(self.came_to, timeout=10)


@pytest.fixture
def browser():
    made = Browser()
    QDesktopServices.setUrlHandler("http", made, "open")
    yield made
    QDesktopServices.unsetUrlHandler("http")


def fill_in(bench, kind="Public App"):
    """Type a package of a kind that the tenant has."""
    package = requests.post(
        f"{bench.tenant.rest_url}simulator/packages",
        json={
            "name": f"Acme app {next(_NUMBERS)}",
            "kind": kind.split()[0].lower(),
            "business_units": [int(bench.tenant.account_id)],
        },
        headers={"Authorization": f"Bearer {bench.tenant.client_secret}"},
        timeout=10,
    ).json()
    bench.press("New connection")
    form = bench.pane._view.form
    form.fields.set_values({"kind": kind.split()[0].lower()})
    texts = bench.credentials(**{"Client ID": package["client_id"]})
    if kind == "Public App":
        del texts["Client secret"]
    else:
        texts["Client secret"] = package["client_secret"]
    bench.fill(texts)


async def pressed(aio, bench, browser):
    await aio.until(lambda: browser.opened)
    await asyncio.to_thread(browser.press)
    await bench.pane.idle()


@pytest.mark.parametrize("kind", ["Public App", "Web App"])
def test_a_person_signs_in_and_what_that_opens_is_tested(bench, aio, browser, kind):
    async def story():
        fill_in(bench, kind)
        bench.press("Sign in")
        await pressed(aio, bench, browser)

    told(bench, aio, story)

    assert "Signed in as “Acme app" in bench.pane.notice.text
    assert "business unit 510004321" in bench.pane.notice.text
    assert bench.step("Token granted").text == "You are signed in."
    assert bench.step("Services").state is StepState.DONE
    assert bench.find("Sign in again").isVisible()
    [_, kept] = bench.connections.all()
    assert aio(bench.vault.secret(f"{kept.id}:sign-in"))


def test_a_public_app_has_no_secret_and_a_server_no_sign_in(bench, aio):
    async def story():
        bench.press("New connection")

    told(bench, aio, story)
    form = bench.pane._view.form

    def is_there(name):
        return not form.fields.row(name).isHidden()

    assert is_there("client_secret")
    assert not is_there("redirect_url")
    assert not bench.pane._view.sign_in.isVisible()
    form.fields.set_values({"kind": "public"})
    assert not is_there("client_secret")
    assert is_there("redirect_url")
    assert bench.pane._view.sign_in.isVisible()


def test_a_person_who_denies_is_told_and_loses_nothing(bench, aio, browser):
    browser.answer = "deny"

    async def story():
        fill_in(bench)
        bench.press("Sign in")
        await pressed(aio, bench, browser)

    told(bench, aio, story)

    assert "not allowed in the browser" in bench.pane.notice.text
    assert bench.find("Name").text() == "NTO test"
    assert bench.find("Sign in").isEnabled()


def test_a_sign_in_is_cancelled_from_the_card(bench, aio, browser):
    async def story():
        fill_in(bench)
        bench.press("Sign in")
        await aio.until(lambda: browser.opened)
        bench.press("Cancel sign-in")

    told(bench, aio, story)

    assert bench.find("Sign in").isVisible()


def test_the_address_at_which_the_browser_ended_can_be_pasted(bench, aio, browser):
    browser.is_at_home = False

    async def story():
        fill_in(bench)
        bench.press("Sign in")
        await aio.until(lambda: browser.opened)
        await asyncio.to_thread(browser.press)
        QGuiApplication.clipboard().setText("https://example.com/")
        bench.press("Paste address")
        assert "not for the sign-in" in bench.pane._view.sign_in._told.text()
        QGuiApplication.clipboard().setText(browser.came_to)
        bench.press("Paste address")
        await bench.pane.idle()

    told(bench, aio, story)

    assert "Signed in as “Acme app" in bench.pane.notice.text


def test_a_sign_in_begins_and_is_cancelled_by_the_keyboard_alone(bench, aio, browser):
    async def story():
        fill_in(bench)
        begin = bench.find("Sign in")
        assert begin.focusPolicy() & Qt.FocusPolicy.TabFocus
        begin.setFocus()
        QTest.keyClick(begin, Qt.Key.Key_Space)
        await aio.until(lambda: browser.opened)
        cancel = bench.find("Cancel sign-in")
        assert bench.pane.focusWidget() is cancel
        QTest.keyClick(cancel, Qt.Key.Key_Space)

    told(bench, aio, story)

    assert bench.find("Sign in").isVisible()


def test_a_web_app_without_its_secret_is_not_signed_in_to(bench, aio, browser):
    async def story():
        fill_in(bench, "Web App")
        bench.type_in("Client secret", "")
        bench.press("Sign in")

    told(bench, aio, story)

    assert bench.message("client_secret") == "Client secret is required."
    assert browser.opened == []


def test_the_report_is_copied_as_text_without_secrets(bench, aio):
    async def story():
        bench.press("Test connection")
        await bench.pane.idle()
        bench.press("Copy report")

    told(bench, aio, story)

    text = QGuiApplication.clipboard().text()
    assert "[passed] Host found (127.0.0.1): This computer." in text
    assert "[passed] Journeys: Validate, Publish…" in text
    assert bench.tenant.client_secret not in text


def test_where_no_browser_opens_the_address_is_on_the_clipboard(qt_loop):
    card = SignInCard(lambda _: False)

    card.open_page("http://127.0.0.1/v2/authorize?state=s")

    assert QGuiApplication.clipboard().text().endswith("authorize?state=s")
    assert "No browser could be opened" in card._told.text()


def test_an_https_redirect_url_is_told_with_what_to_do(bench, aio):
    async def story():
        bench.press("New connection")
        form = bench.pane._view.form
        form.fields.set_values({"kind": "public"})
        form._show_fields_of_kind()
        bench.type_in("Redirect URL", "https://127.0.0.1:80/")
        await bench.settled()
        assert "Paste address" in form._captions["redirect_url"].text()

        bench.type_in("Redirect URL", "http://127.0.0.1:8765/")
        assert "Paste address" not in form._captions["redirect_url"].text()

    aio(story())
