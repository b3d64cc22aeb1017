"""A sign-in that is kept: each use replaces it, all business units share it."""

import asyncio
from dataclasses import replace

import pytest
from sign_in_bench import HEAD_OFFICE, RETAIL, Browser, signed_in

from jbdesk.api import tokens
from jbdesk.api.errors import NotAuthorised
from jbdesk.model.package import PackageSettings
from jbdesk.model.packages import kinds
from jbdesk.model.problem import Failure
from jbdesk.services.connections.sign_ins import SignIns
from jbdesk.services.connections.vault import Vault


def test_every_refresh_brings_a_new_refresh_token_that_is_kept(aio, app, sign_ins):
    connection = app("web")
    signed_in(aio, connection, Browser())
    refresh = sign_ins.of(connection.settings)
    with refresh.in_use() as kept:
        first = kept

    again = app("web")
    aio(again(tokens.context))

    with refresh.in_use() as kept:
        assert kept != first


def test_each_business_unit_has_a_token_of_its_own_and_nobody_signs_in_again(aio, app):
    signed_in(aio, app("web"), Browser())
    retail, head_office = app("web", RETAIL), app("web", HEAD_OFFICE)

    async def both():
        calls = (each(tokens.context) for each in (retail, head_office))
        return await asyncio.gather(*calls)

    found = [each.business_unit for each in aio(both())]

    assert found == [RETAIL, HEAD_OFFICE]
    assert retail.token.business_unit == RETAIL
    assert head_office.token.business_unit == HEAD_OFFICE


def test_a_refresh_token_that_has_ended_asks_to_sign_in_again(aio, app, sign_ins):
    connection = app("web")
    signed_in(aio, connection, Browser())
    sign_ins.of(connection.settings).put("an-older-one")

    again = app("web", RETAIL)
    with pytest.raises(NotAuthorised, match="nothing that you typed is lost"):
        aio(again(tokens.context))

    assert not sign_ins.of(connection.settings).is_there


def test_who_signs_in_again_goes_on_with_the_connection_in_use(aio, app, sign_ins):
    used = app("web")
    signed_in(aio, used, Browser())
    sign_ins.of(used.settings).put("an-older-one")
    unit = app("web", RETAIL)
    with pytest.raises(NotAuthorised):
        aio(unit(tokens.context))

    signed_in(aio, app("web"), Browser())

    assert aio(unit(tokens.context)).business_unit == RETAIL


def test_a_unit_that_the_package_is_not_enabled_for_signs_nobody_out(
    aio, app, sign_ins
):
    connection = app("web")
    signed_in(aio, connection, Browser())

    with pytest.raises(Failure, match="not enabled for this business unit"):
        aio(app("web", "77")(tokens.context))

    assert sign_ins.of(connection.settings).is_there


def test_a_sign_in_is_kept_beside_the_secret_for_all_units_of_a_package(
    aio,
):
    vault = Vault(lambda: None)
    sign_ins = SignIns(vault)
    acme = PackageSettings("Acme", kind=kinds.PUBLIC, id="acme")

    async def whole():
        of_unit = await sign_ins.load(replace(acme, id="acme@77"))
        await asyncio.to_thread(of_unit.put, "first")
        await asyncio.to_thread(of_unit.put, "second")
        await sign_ins.idle()
        later = await SignIns(vault).load(acme)
        await sign_ins.forget(acme)
        return later, await SignIns(vault).load(acme)

    later, forgotten = aio(whole())

    with later.in_use() as kept:
        assert kept == "second"
    assert not forgotten.is_there
