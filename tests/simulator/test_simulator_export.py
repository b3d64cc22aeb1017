"""A whole simulator as one JSON object, and back; and homes of other days."""

import json

import pytest
from plain_client import MONDAY, Client

from jbdesk.simulator.server import Simulator
from jbdesk.simulator.tenancy.clock import Clock

HEAD_OFFICE = 510004320
HIRED = "APIEvent-b5a7c1d2-64e8-4f0b-8c3e-91d0a7f4e652"
RUTH = {"WorkEmail": "ruth@nto.example", "FirstName": "Ruth"}
CONTEXT = "platform/v1/tokenContext"


@pytest.fixture
def lived_in(client):
    """A simulator in which something goes on in each business unit."""
    client.fire("ada", EmailAddress="ada@example.com")
    office = Client(client.simulator)
    office.sign_in(account_id=HEAD_OFFICE)
    office.fire("ruth", HIRED, **RUTH)
    canada = client.control("POST", "business-units", {"name": "NTO Canada"}).json()
    office.sign_in(account_id=canada["account_id"])
    office.create("maple")
    client.control("PUT", "switches", {"numbersFromText": True})
    client.advance("PT6M")
    return client


@pytest.fixture
def elsewhere():
    with Simulator(seed="empty", publish_seconds=0) as running:
        yield Client(running)


def test_an_imported_export_is_exported_the_same(lived_in, elsewhere):
    exported = lived_in.control("GET", "export").json()

    assert elsewhere.control("POST", "import", exported).status_code == 200

    assert elsewhere.control("GET", "export").json() == exported
    again = lived_in.control("POST", "import", exported)
    assert again.status_code == 200
    assert lived_in.control("GET", "export").json() == exported


def test_everybody_goes_on_after_an_import(lived_in, elsewhere):
    elsewhere.control("POST", "import", lived_in.control("GET", "export").json())

    asked = f"contacts/ruth?account_id={HEAD_OFFICE}"
    for each in (lived_in, elsewhere):
        each.advance("P2D")
        [visit] = each.control("GET", asked).json()["journeys"]
        assert visit["activity"] == "WAITBYDURATION-2"
    ada = [each.contact("ada") for each in (lived_in, elsewhere)]
    assert ada[0] == ada[1]
    switches = [
        each.control("GET", "switches").json() for each in (lived_in, elsewhere)
    ]
    assert switches[0] == switches[1]
    fired = [
        each.fire("eve", EmailAddress="eve@example.com").json()
        for each in (lived_in, elsewhere)
        if each.sign_in() is None
    ]
    assert fired[0] == fired[1]


def test_an_export_holds_nothing_to_sign_in_with(lived_in):
    text = lived_in.control("GET", "export").text

    for tenant in lived_in.control("GET", "tenants").json()["items"]:
        for package in tenant["packages"]:
            assert package["client_id"] not in text
            assert package["client_secret"] not in text
    assert lived_in.session.headers["Authorization"].split()[1] not in text


def test_an_import_keeps_the_owners_credentials_and_gives_others_new_ones(
    lived_in, elsewhere
):
    secret = elsewhere.simulator.client_secret

    elsewhere.control("POST", "import", lived_in.control("GET", "export").json())

    assert elsewhere.simulator.client_secret == secret
    assert elsewhere.get(CONTEXT).status_code == 200
    [tenant] = elsewhere.control("GET", "tenants").json()["items"]
    reporting = tenant["packages"][1]
    assert reporting["client_secret"] not in ("", secret)


def test_an_export_of_one_business_unit_is_still_imported(lived_in, elsewhere):
    older = as_older(lived_in.control("GET", "export").json())

    answer = elsewhere.control("POST", "import", older)

    assert answer.status_code == 200
    assert answer.json()["account_id"] == "510004321"
    assert elsewhere.contact("ada") == lived_in.contact("ada")
    [tenant] = elsewhere.control("GET", "tenants").json()["items"]
    assert [each["account_id"] for each in tenant["business_units"]] == [510004321]


def as_older(export):
    """The first business unit as it was exported before there were several."""
    [enterprise] = export["enterprises"]
    package = enterprise["packages"][0]
    names = ("account_id", "scopes", "user_id", "user_name")
    described = {name: package[name] for name in names}
    described |= {"name": "NTO", "enterprise_id": enterprise["enterprise_id"]}
    tables = export["business_units"][0]["tables"]
    note = {"name": "package", "value": json.dumps(described)}
    tables = {**tables, "notes": [*tables["notes"], note]}
    return {"format": "jbdesk simulator tenant 1", "tables": tables}


def spoiled(export, how):
    first = export["business_units"][0]
    if how == "a column of the future":
        first["tables"]["rows"][0]["colour"] = "red"
    elif how == "a list for a text":
        first["tables"]["contacts"][0]["body"] = []
    elif how == "a business unit without tables":
        export["business_units"].pop()
    elif how == "nobody":
        export["enterprises"] = []
    elif how == "no packages":
        export["enterprises"][0]["packages"] = []
    elif how == "a row that is a text":
        first["tables"]["rows"][0] = "row"
    elif how == "a table twice as long":
        first["tables"]["contacts"] *= 2
    return export


@pytest.mark.parametrize(
    "how",
    [
        "a column of the future",
        "a list for a text",
        "a business unit without tables",
        "nobody",
        "no packages",
        "a row that is a text",
        "a table twice as long",
    ],
)
def test_a_spoiled_export_changes_nothing(lived_in, how):
    export = lived_in.control("GET", "export").json()
    wrong = spoiled(json.loads(json.dumps(export)), how)

    answer = lived_in.control("POST", "import", wrong)

    assert answer.status_code == 400
    assert lived_in.control("GET", "export").json() == export
    assert lived_in.fire("eve", EmailAddress="eve@example.com").status_code == 201


def test_an_import_survives_a_restart(lived_in, tmp_path, real_time):
    export = lived_in.control("GET", "export").json()
    clock = Clock(MONDAY, is_running=False, real=real_time)
    with Simulator("empty", tmp_path, clock=clock, publish_seconds=0) as simulator:
        Client(simulator).control("POST", "import", export)

    with Simulator("empty", tmp_path, publish_seconds=0) as simulator:
        assert Client(simulator).control("GET", "export").json() == export


def test_a_reset_brings_the_seeds_business_units_back(lived_in):
    before = lived_in.control("GET", "tenants").json()["items"][0]

    lived_in.control("POST", "reset", {"seed": "empty"})
    [empty] = lived_in.control("GET", "tenants").json()["items"]
    lived_in.control("POST", "reset", {"seed": "demo"})
    [demo] = lived_in.control("GET", "tenants").json()["items"]

    assert len(empty["business_units"]) == len(empty["packages"]) == 1
    assert demo["business_units"] == before["business_units"][:2]
    assert demo["packages"][0]["client_id"] == before["packages"][0]["client_id"]
    asked = f"contacts/ruth?account_id={HEAD_OFFICE}"
    assert lived_in.control("GET", asked).status_code == 404
    state = lived_in.control("GET", f"state?account_id={HEAD_OFFICE}").json()
    assert state["counts"]["journeys"] == 1


@pytest.mark.parametrize("body", [[1], "demo", {"seed": "spring"}, {"seed": ["demo"]}])
def test_a_reset_to_what_is_no_seed_changes_nothing(lived_in, body):
    before = lived_in.control("GET", "export").json()

    assert lived_in.control("POST", "reset", body).status_code == 400

    assert lived_in.control("GET", "export").json() == before
