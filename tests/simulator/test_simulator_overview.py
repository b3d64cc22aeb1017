MEMBER = {"EmailAddress": "ada@example.com", "FirstName": "Ada"}


def test_everybody_inside_is_listed_with_the_next_to_move_first(client):
    client.fire("ada", **MEMBER)
    client.advance("PT1M")
    client.fire("bob", **MEMBER | {"EmailAddress": "bob@example.com"})

    body = client.control("GET", "contacts").json()

    assert body["count"] == 2
    first, second = body["items"]
    assert (first["contactKey"], second["contactKey"]) == ("ada", "bob")
    assert first["activityTitle"]
    assert first["since"].startswith("2026-03-02T15:00:00")
    assert first["until"].startswith("2026-03-02T15:05:00")
    assert first["journeyName"] == client.contact("ada")["journeys"][0]["journeyName"]


def test_nobody_inside_is_an_empty_list(client):
    assert client.control("GET", "contacts").json() == {"count": 0, "items": []}


def test_data_extensions_are_listed_with_their_numbers_of_rows(client):
    before = _members(client)["rows"]

    client.fire("ada", **MEMBER)

    assert _members(client)["rows"] == before + 1
    assert len(client.rows(_members(client)["id"])) == before + 1


def _members(client):
    items = client.control("GET", "data-extensions").json()["items"]
    return next(each for each in items if each["name"] == "Members")


def test_the_owner_is_told_what_to_sign_in_with(client):
    told = client.control("GET", "connection").json()

    assert told == {
        "auth_url": client.simulator.auth_url,
        "rest_url": client.simulator.rest_url,
        "client_id": client.simulator.client_id,
        "client_secret": client.simulator.client_secret,
        "account_id": client.simulator.account_id,
    }


def test_the_credentials_are_for_the_owner_alone(client):
    assert client.get("simulator/connection").status_code in (401, 403)
