"""Signing in with a browser: PKCE, the state, and the door for the answer."""

import asyncio
import re
import socket
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from sign_in_bench import RETAIL, Browser, signed_in

from jbdesk.api import tokens
from jbdesk.api.errors import NotAuthorised
from jbdesk.model.problem import Failure
from jbdesk.services.connections.sign_in import SignIn


@pytest.mark.parametrize("kind", ["web", "public"])
def test_a_person_signs_in_and_the_package_is_used(aio, app, kind, sign_ins):
    connection = app(kind)

    found = signed_in(aio, connection, Browser())

    assert (found.name, found.business_unit) == (kind, RETAIL)
    assert sign_ins.of(connection.settings).is_there
    assert aio(connection(tokens.context)).business_unit == RETAIL


def test_the_browsers_last_page_is_plain_and_names_no_code(aio, app):
    browser = Browser()

    signed_in(aio, app("public"), browser)

    [page] = browser.pages
    assert page.status_code == 200
    assert "This page can be closed" in page.text
    assert "code=" in browser.came_to
    assert "code" not in page.text


def test_an_answer_with_a_wrong_state_is_refused_and_the_right_one_still_counts(
    aio, app
):
    browser = Browser(state="somebody-elses")

    found = signed_in(aio, app("public"), browser)

    wrong, right = browser.pages
    assert (wrong.status_code, right.status_code) == (400, 200)
    assert "not for the sign-in" in wrong.text
    assert found.name == "public"


def test_a_person_who_denies_is_not_signed_in(aio, app, sign_ins):
    connection = app("public")

    with pytest.raises(Failure, match="not allowed in the browser"):
        signed_in(aio, connection, Browser(answer="deny"))

    assert not sign_ins.of(connection.settings).is_there
    with pytest.raises(NotAuthorised, match="Sign in"):
        aio(connection(tokens.context))


def test_nobody_waits_for_ever(aio, app):
    async def whole():
        await SignIn(app_made, minutes=0.001).run(lambda _: None, lambda _: None)

    app_made = app("public")
    with pytest.raises(Failure, match="Nothing came back"):
        aio(whole())


def test_a_sign_in_can_be_cancelled_and_its_door_is_closed(aio, app):
    connection = app("public")
    opened = []

    async def whole():
        is_open = asyncio.Event()

        def go(url):
            opened.append(url)
            is_open.set()

        task = asyncio.ensure_future(SignIn(connection).run(go, lambda _: None))
        await is_open.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    aio(whole())

    place = parse_qs(urlsplit(opened[0]).query)["redirect_uri"][0]
    with pytest.raises(requests.ConnectionError):
        requests.get(place, timeout=5)


def test_the_door_answers_one_path_and_its_own_name_alone(aio, app):
    connection = app("public")
    seen = []

    def look(url):
        place = parse_qs(urlsplit(url).query)["redirect_uri"][0]
        seen.append(requests.get(f"{place}/other", timeout=5).status_code)
        stranger = {"Host": "evil.example"}
        seen.append(requests.get(place, headers=stranger, timeout=5).status_code)
        Browser().press(url)

    async def whole():
        loop = asyncio.get_running_loop()
        go = lambda url: loop.run_in_executor(None, look, url)  # noqa: E731
        await SignIn(connection).run(go, lambda _: None)

    aio(whole())
    assert seen == [404, 404]


def test_an_address_that_can_not_be_opened_is_pasted_by_hand(aio, app):
    """The tenant may know only an https address, where no door of ours can be."""
    connection = app("public", redirect_url="https://127.0.0.1:80/")
    browser = Browser()

    async def whole():
        sign_in = SignIn(connection)

        def go(url):
            opened = asyncio.get_running_loop().run_in_executor(
                None, browser.press, url
            )
            opened.add_done_callback(lambda _: sign_in.paste(browser.came_to))

        with pytest.raises(Failure, match="not for the sign-in"):
            sign_in.paste("https://127.0.0.1:80/?code=x&state=y")
        return await sign_in.run(go, lambda _: None)

    assert aio(whole()).name == "public"


def test_a_fixed_port_serves_one_sign_in_after_another(aio, app):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    connection = app("public", redirect_url=f"http://127.0.0.1:{port}/signed-in")

    names = {signed_in(aio, connection, Browser()).name for _ in range(2)}

    assert names == {"public"}


def test_a_port_that_is_taken_is_named(aio, app):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        connection = app("public", redirect_url=f"http://127.0.0.1:{port}/")

        with pytest.raises(Failure, match=f"Port {port} of this computer is taken"):
            signed_in(aio, connection, Browser())


def test_neither_code_nor_verifier_nor_refresh_token_is_recorded(
    aio, app, exchanges, sign_ins
):
    connection = app("web")
    browser = Browser()
    signed_in(aio, connection, browser)
    with sign_ins.of(connection.settings).in_use() as kept:
        refresh = kept

    shown = repr(exchanges.all())
    code = parse_qs(urlsplit(browser.came_to).query)["code"][0]
    assert code not in shown
    assert refresh not in shown
    assert re.search(r'code_verifier\W+"?••', shown.replace("\\", ""))
