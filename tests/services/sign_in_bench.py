"""A browser that a person signs in with, and packages of every kind to sign in to."""

import asyncio
import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

import requests

from jbdesk.model.packages import kinds
from jbdesk.services.connections.sign_in import SignIn

RETAIL, HEAD_OFFICE = "510004321", "510004320"


class Browser:
    """What a person's browser does with the page that jbdesk opens."""

    def __init__(self, answer="allow", state=None):
        self.answer, self.state = answer, state
        self.came_to = ""
        self.pages = []

    def open(self, url):
        asyncio.get_running_loop().run_in_executor(None, self.press, url)

    def press(self, url):
        page = requests.get(url, timeout=10).text
        hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
        form = {name: unescape(value) for name, value in hidden.items()}
        form["answer"] = self.answer
        place = url.partition("?")[0]
        back = requests.post(place, data=form, allow_redirects=False, timeout=10)
        self.came_to = back.headers["Location"]
        if self.state is not None:
            said = parse_qs(urlsplit(self.came_to).query)["state"][0]
            wrong = self.came_to.replace(said, self.state)
            self.pages.append(requests.get(wrong, timeout=10))
        if self.came_to.startswith("http:"):
            self.pages.append(requests.get(self.came_to, timeout=10))


def signed_in(aio, connection, browser, told=lambda _: None):
    async def whole():
        return await SignIn(connection).run(browser.open, told)

    return aio(whole())


class Apps:
    """Makes one package of each kind, and connections to its business units."""

    def __init__(self, tenant, settings, sign_ins, open_connection):
        self._tenant, self._settings = tenant, settings
        self._sign_ins, self._open = sign_ins, open_connection
        self._packages = {}

    def _package(self, kind):
        if kind not in self._packages:
            answer = requests.post(
                f"{self._tenant.rest_url}simulator/packages",
                json={
                    "name": kind,
                    "kind": kind,
                    "business_units": [int(RETAIL), int(HEAD_OFFICE)],
                },
                headers={"Authorization": f"Bearer {self._tenant.client_secret}"},
                timeout=10,
            )
            self._packages[kind] = answer.json()
        return self._packages[kind]

    def __call__(self, kind, account_id="", **changes):
        told = self._package(kind)
        of = replace(
            self._settings,
            kind=kind,
            client_id=told["client_id"],
            account_id=account_id,
            **changes,
        )
        refresh = asyncio.run(self._sign_ins.load(of))
        secret = told["client_secret"] if kinds.has_secret(kind) else ""
        return self._open(of, secret, refresh)
