"""Rows read by filters and pages, and what is asked of data extensions for later."""

import pytest

FLAGS = (
    "isPrimaryKey",
    "isTemplateField",
    "isInheritable",
    "isOverridable",
    "isHidden",
    "isReadOnly",
    "mustOverride",
)
PLACE = "data/v1/customobjectdata/key/points/rowset"
LATER = "hub/v1/dataeventsasync/key:points/rowset"


def field(name, kind, **changes):
    flags = dict.fromkeys(FLAGS, False)
    return {"name": name, "type": kind, "isNullable": True, **flags, **changes}


@pytest.fixture
def points(client):
    """A data extension with five rows; gives its id."""
    key = field("Id", "Text", isPrimaryKey=True, isNullable=False, length=10)
    fields = [key, field("Name", "Text"), field("Stars", "Number")]
    body = {"name": "Points", "key": "points", "fields": [*fields, field("At", "Date")]}
    made = client.post("data/v1/customobjects", body).json()
    names = ("Ada", "Ben", "O'Neil", "Zoë", None)
    rows = [
        {
            "keys": {"Id": str(number)},
            "values": {"Name": name, "Stars": number * 5, "At": f"2026-03-0{number}"},
        }
        for number, name in enumerate(names, 1)
    ]
    assert client.post("hub/v1/dataevents/key:points/rowset", rows).status_code == 200
    return made["id"]


def read(client, **query):
    answer = client.get(PLACE, params={f"${name}": e for name, e in query.items()})
    return [each["keys"]["id"] for each in answer.json().get("items", [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Name eq 'ada'", "1"),
        ("name neq 'Ada' and stars lt 20", "23"),
        ("Stars gt 5 and Stars lte 15", "23"),
        ("Stars eq 10 or Stars eq 25", "25"),
        ("(Name eq 'Ada' or Name eq 'Ben') and Stars ge 10", "2"),
        ("Name eq 'O''Neil'", "3"),
        ("Name like '%e%'", "23"),
        ("Name like 'Zo_'", "4"),
        ("Name eq ''", "5"),
        ("At gte '2026-03-04'", "45"),
        ("Stars ne 9", "12345"),
        ("", "12345"),
    ],
)
def test_rows_are_filtered(client, points, text, expected):
    assert "".join(read(client, filter=text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Shoe eq 1",
        "Stars eq",
        "Stars is 1",
        "Name eq 'Ada",
        "(Stars eq 1",
        "Stars eq 1 1",
        "Stars eq 1 and",
    ],
)
def test_a_filter_that_cannot_be_read_is_refused(client, points, text):
    answer = client.get(PLACE, params={"$filter": text})

    assert (answer.status_code, answer.json()["errorcode"]) == (400, 10003)


@pytest.mark.parametrize(
    ("order", "expected"),
    [("Stars DESC", "54321"), ("name", "51234"), ("At asc, Stars desc", "12345")],
)
def test_rows_are_ordered(client, points, order, expected):
    assert "".join(read(client, orderBy=order)) == expected


def test_a_column_to_order_by_must_exist(client, points):
    assert client.get(PLACE, params={"$orderBy": "Shoe"}).status_code == 400


def test_a_reading_goes_on_by_the_links_it_gives(client, points):
    query = {"$filter": "Stars gt 5", "$orderBy": "Stars DESC", "$pageSize": 2}
    page = client.get(PLACE, params=query).json()
    found = []
    while True:
        found += [each["keys"]["id"] for each in page["items"]]
        if "next" not in page["links"]:
            break
        page = client.get(f"data{page['links']['next']}").json()

    assert found == ["5", "4", "3", "2"]


def test_a_reading_ends_when_its_time_is_over(client, points, real_time):
    page = client.get(PLACE, params={"$pageSize": 2}).json()
    real_time.seconds += 3600
    client.sign_in()

    assert client.get(f"data{page['links']['next']}").status_code == 400


def test_a_page_holds_as_many_rows_as_the_service_gives(client, points):
    own = client.get(PLACE, params={"$pageSize": 9000}).json()
    [carts] = client.get("data/v1/customobjects?$search=Carts").json()["items"]
    path = f"data/v1/customobjectdata/key/{carts['key']}/rowset"

    assert own["pageSize"] == 200
    assert client.get(path).json()["pageSize"] == 2500


def fields(client, points):
    told = client.get(f"data/v1/customobjects/{points}/fields").json()["fields"]
    return {each["name"]: each for each in told}


def change(client, points, method, *sent):
    path = f"data/v1/customobjectsasync/{points}/fields"
    request = client.call(method, path, {"fields": list(sent)}).json()["requestId"]
    status = client.get(f"data/v1/async/{request}/status").json()["status"]
    results = client.get(f"data/v1/async/{request}/results").json()["items"]
    return status["requestStatus"], [each["message"] for each in results]


def test_a_field_that_is_added_takes_values_and_is_empty_in_older_rows(client, points):
    state, _ = change(client, points, "POST", field("Seen", "Boolean"))
    row = {"keys": {"Id": "6"}, "values": {"Seen": True}}
    client.post("hub/v1/dataevents/key:points/rowset", [row])

    items = client.get(PLACE).json()["items"]
    assert state == "Complete"
    assert fields(client, points)["Seen"]["ordinal"] == 4
    assert [each["values"]["seen"] for each in items] == ["", "", "", "", "", "True"]
    one = client.get(f"data/v1/customobjects/{points}").json()
    assert one["fieldCount"] == 5


def test_a_field_grows_and_never_shrinks(client, points):
    grown = change(client, points, "PATCH", {"name": "id", "length": 20})
    shrunk = change(client, points, "PATCH", {"name": "Id", "length": 5})

    assert grown == ("Complete", [""])
    assert shrunk[0] == "Error"
    assert fields(client, points)["Id"]["length"] == 20


def test_fields_that_cannot_be_made_are_told_one_by_one(client, points):
    state, messages = change(
        client,
        points,
        "POST",
        field("Name", "Text"),
        field("Key", "Text", isPrimaryKey=True, isNullable=False),
        field("Shoe", "Leather"),
        field("Size", "Number"),
    )

    assert state == "Error"
    assert [bool(each) for each in messages] == [True, True, True, False]
    assert list(fields(client, points)) == ["Id", "Name", "Stars", "At", "Size"]


def test_rows_of_the_older_door_for_later_are_inserted_and_changed(client, points):
    rows = [
        {"keys": {"Id": "1"}, "values": {"Stars": 50}},
        {"keys": {"Id": "7"}, "values": {"Stars": 70}},
    ]

    answer = client.post(LATER, rows)

    request = answer.json()["requestId"]
    told = client.get(f"data/v1/async/{request}/status").json()["status"]
    assert (answer.status_code, told["requestStatus"]) == (202, "Complete")
    assert read(client, filter="Stars gte 50") == ["1", "7"]


def test_data_extensions_are_ordered_and_found_with_wildcards(client, points):
    def names(**query):
        query = {f"${name}": each for name, each in query.items()}
        told = client.get("data/v1/customobjects", params=query).json()
        return [each["name"] for each in told["items"]]

    assert names(search="P_ints") == ["Points"]
    assert names(search="_", orderBy="name DESC")[-1] < names(search="_")[-1]
    assert names(search="_", orderBy="rowCount DESC")[0] == "Members"


@pytest.mark.parametrize(("stays", "name"), [(False, "Grace"), (True, "Ada")])
def test_an_event_changes_the_row_that_is_there_or_leaves_it(client, stays, name):
    client.control("PUT", "switches", {"keptRowsStay": stays})
    client.fire("ada", EmailAddress="ada@example.com", FirstName="Ada")

    again = client.fire("ben", EmailAddress="ada@example.com", FirstName="Grace")

    rows = {each["EmailAddress"]: each for each in client.rows("Members")}
    assert again.status_code == 201
    assert rows["ada@example.com"]["FirstName"] == name
    assert client.contact("ben")["journeys"]
