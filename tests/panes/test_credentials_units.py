"""Business units of a package in the credentials pane: added, renamed, removed."""

from credentials_bench import told


def do(bench, aio, *steps):
    """Do one thing after another: press what is named, or type what is mapped."""

    async def story():
        for step in steps:
            bench.press(step) if isinstance(step, str) else bench.fill(step)
            await bench.settled()

    aio(story())


def acme(bench, aio):
    texts = bench.credentials(Name="Acme")
    do(bench, aio, "New connection", texts, "Save connection")


def with_north(bench, aio, **typed):
    acme(bench, aio)
    texts = {"Business unit": "North", "MID": "510004322", **typed}
    do(bench, aio, "Add business unit", texts, "Save connection")


def test_a_business_unit_stands_under_its_package(bench, aio):
    with_north(bench, aio)

    assert bench.names()[1:] == ["Acme", "Acme · North"]
    assert bench.pane.notice.text == "Saved “Acme · North”."
    north = bench.connections.all()[2]
    assert (north.account_id, north.unit) == ("510004322", "North")
    assert aio(bench.vault.secret(north.id)) == bench.tenant.client_secret


def test_a_mid_that_is_there_already_is_told_at_its_field(bench, aio):
    with_north(bench, aio)
    do(bench, aio, "Add business unit")
    do(bench, aio, {"Business unit": "South", "MID": "510004322"})
    do(bench, aio, "Save connection")

    row = bench.pane._view.unit.fields.row("account_id")
    assert "is in this package already" in row.message
    assert bench.names()[1:] == ["Acme", "Acme · North", "New business unit"]


def test_its_list_of_contact_keys_is_checked_and_kept(bench, aio):
    keys = "Contact keys that may be fired"
    with_north(bench, aio, **{keys: "*"})
    row = bench.pane._view.unit.fields.row("allowed")
    assert "allows everybody" in row.message

    do(bench, aio, {keys: "test-*"})
    do(bench, aio, "Save connection")

    assert bench.connections.all()[2].allowed == ("test-*",)


def test_the_mid_is_read_from_a_token(bench, aio):
    acme(bench, aio)
    do(bench, aio, "Add business unit")
    do(bench, aio, "Read MID from token")

    typed = bench.pane._view.unit.fields.values()
    assert typed["account_id"] == bench.tenant.account_id


def test_removing_a_unit_leaves_its_package_and_secret(bench, aio):
    with_north(bench, aio)
    north = bench.connections.all()[2]
    do(bench, aio, "Remove business unit")
    assert "The package and its client secret stay" in bench.pane.notice.text

    do(bench, aio, "Remove")

    assert bench.names()[1:] == ["Acme"]
    assert aio(bench.vault.secret(north.id)) == bench.tenant.client_secret
    assert bench.find("Name").text() == "Acme"


def test_a_package_goes_with_its_business_units(bench, aio):
    with_north(bench, aio)

    async def story():
        bench.choose("Acme")

    told(bench, aio, story)
    do(bench, aio, "Remove connection")
    assert "further business unit goes with it" in bench.pane.notice.text

    do(bench, aio, "Remove")

    assert len(bench.names()) == 1


def test_a_unit_that_is_not_saved_is_discarded(bench, aio):
    acme(bench, aio)
    do(bench, aio, "Add business unit")
    do(bench, aio, {"Business unit": "North"})

    do(bench, aio, "Discard changes")

    assert bench.names()[1:] == ["Acme"]


def test_connections_go_out_and_come_in_without_secrets(bench, aio, tmp_path):
    with_north(bench, aio)
    path = tmp_path / "connections.json"

    async def story():
        await bench.pane._sharing.write(path)
        await bench.pane._sharing.take_in(path)

    told(bench, aio, story)
    assert "Here already, and left as it is: “Acme”" in bench.pane.notice.text
    assert bench.tenant.client_secret not in path.read_text()
