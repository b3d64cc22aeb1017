"""Connections made, kept, put to use and removed, against a simulator."""

from dataclasses import replace

from credentials_bench import TENANT, told
from PySide6.QtWidgets import QAbstractButton

from jbdesk.model.package import PackageSettings
from jbdesk.services.connections.connections import SIMULATOR


def test_a_saved_connection_is_listed_and_its_secret_is_in_the_vault(bench, aio):
    async def story():
        bench.press("New connection")
        bench.fill(bench.credentials(Scopes="journeys_read, data_extensions_read"))
        bench.press("Save connection")

    told(bench, aio, story)

    [_, kept] = bench.connections.all()
    assert kept.name == "NTO test"
    assert kept.subdomain == TENANT
    assert kept.scopes == ("journeys_read", "data_extensions_read")
    assert bench.names()[1:] == ["NTO test"]
    assert bench.pane.notice.text == "Saved “NTO test”."
    assert aio(bench.vault.secret(kept.id)) == bench.tenant.client_secret
    assert bench.wanted == []
    assert not bench.find("Save connection").isEnabled()


def test_use_saves_what_is_typed_first(bench, aio):
    async def story():
        bench.press("New connection")
        bench.fill(bench.credentials())
        bench.press("Use this connection")

    told(bench, aio, story)

    [_, kept] = bench.connections.all()
    assert bench.wanted == [kept.id]


def test_what_is_typed_stays_while_another_connection_is_looked_at(bench, aio):
    async def story():
        bench.press("New connection")
        bench.type_in("Name", "Half done")
        bench.choose("Simulator (on this computer)")
        await bench.pane.idle()
        bench.choose("New connection")

    told(bench, aio, story)

    assert bench.find("Name").text() == "Half done"


def test_changes_can_be_discarded(bench, aio):
    kept = bench.connections.save(PackageSettings("Mine", TENANT, "abc"))

    async def story():
        await bench.vault.put(kept.id, "hunter2")
        bench.pane.use(bench.connect(bench.connections.all()[0], ""))
        bench.choose("Mine")
        await bench.pane.idle()
        bench.type_in("Name", "Yours")
        bench.press("Discard changes")

    told(bench, aio, story)

    assert bench.find("Name").text() == "Mine"
    assert bench.find("Client secret").text() == "hunter2"
    assert not bench.find("Save connection").isEnabled()


def test_the_secret_is_hidden_until_it_is_asked_for(bench, aio):
    async def story():
        bench.press("New connection")
        bench.type_in("Client secret", "hunter2")

    told(bench, aio, story)
    field = bench.find("Client secret")
    assert field.displayText() == "●" * len("hunter2")

    bench.pane._view.form.reveal.trigger()

    assert field.displayText() == "hunter2"


def test_it_is_said_where_the_secret_is_kept(bench, aio):
    async def story():
        bench.press("New connection")

    told(bench, aio, story)

    caption = bench.pane._view.form._captions["client_secret"].text()
    assert caption.startswith("Kept in memory until jbdesk is closed")


def test_a_name_is_given_once(bench, aio):
    bench.connections.save(PackageSettings("NTO test", TENANT, "abc"))

    async def story():
        bench.press("New connection")
        bench.fill(bench.credentials())
        bench.press("Save connection")

    told(bench, aio, story)

    assert "Another connection has this name" in bench.message("name")
    assert len(bench.connections.all()) == 2


def test_removing_asks_first_and_forgets_the_secret(bench, aio):
    kept = bench.connections.save(PackageSettings("Mine", TENANT, "abc"))

    async def story():
        await bench.vault.put(kept.id, "hunter2")
        bench.pane.use(bench.connect(kept, "hunter2"))
        bench.choose("Mine")
        await bench.pane.idle()
        bench.press("Remove connection")
        assert len(bench.connections.all()) == 2
        bench.press("Remove")

    told(bench, aio, story)

    assert len(bench.connections.all()) == 1
    assert aio(bench.vault.secret(kept.id)) is None
    assert bench.wanted == ["simulator"]


def test_the_simulator_stands_first_is_read_only_and_says_that_it_works(bench, aio):
    settings = replace(
        bench.reached(SIMULATOR),
        client_id=bench.tenant.client_id,
        account_id=bench.tenant.account_id,
    )
    bench.pane.use(bench.connect(settings, ""))

    assert bench.names()[0] == "Simulator (on this computer)"
    assert bench.find("Client ID").text() == bench.tenant.client_id
    assert not bench.find("Save connection").isEnabled()
    assert not bench.find("Use this connection").isEnabled()
    assert bench.tenant.client_secret not in [
        each.text() for each in bench.pane.findChildren(QAbstractButton)
    ]


def test_a_secret_that_is_not_kept_is_asked_for(bench, aio):
    kept = bench.connections.save(PackageSettings("Mine", TENANT, "abc"))

    async def story():
        bench.pane.ask_for_secret(kept)
        await bench.pane.idle()
        assert "“Mine” is not kept" in bench.pane.notice.text
        bench.type_in("Client secret", "hunter2")
        bench.press("Use this connection")

    told(bench, aio, story)

    assert bench.wanted == [kept.id]
    assert aio(bench.vault.secret(kept.id)) == "hunter2"
