"""What contacts do with messages, and what activities give out for bindings."""

from plain_client import SIGNUP, trigger, wait

from jbdesk.simulator.kept import versions
from jbdesk.simulator.shapes.calls import Ref


def email(key, subject, following=None):
    made = {**wait(key, 0, following), "type": "EMAILV2", "name": key}
    message = {"emailId": 1, "emailSubject": subject}
    return {**made, "configurationArguments": {"triggeredSend": message}}


def engagement_split(key, message, yes, no):
    def outcome(following, answer):
        return {
            "key": f"{key}-{answer}",
            "next": following,
            "arguments": {},
            "metaData": {"statsContactIcon": answer, "label": answer},
        }

    return {
        "key": key,
        "name": key,
        "type": "ENGAGEMENTDECISION",
        "outcomes": [outcome(yes, "Yes"), outcome(no, "No")],
        "arguments": {},
        "configurationArguments": {"statsTypeId": 2, "refActivityCustomerKey": message},
        "metaData": {},
    }


def until_event(key, happened, otherwise):
    def outcome(following, label):
        labelled = {"label": label}
        return {"key": label, "next": following, "arguments": {}, "metaData": labelled}

    return {
        **wait(key, 60),
        "type": "WAITUNTILAPI",
        "outcomes": [outcome(happened, "Event"), outcome(otherwise, "No event")],
    }


def run(client, simulator, activities, **header):
    """Put a journey to work without the checks that publishing makes."""
    client.create(
        "tried",
        activities,
        triggers=[trigger(SIGNUP)],
        entryMode="MultipleEntries",
        **header,
    )
    tenant = simulator.tenant
    with tenant.transaction():
        draft = versions.latest(tenant, Ref(is_key=True, value="tried"))
        versions.set_status(tenant, draft, "Published")


def fire(client, contact_key="ada"):
    client.fire(contact_key, EmailAddress=f"{contact_key}@example.com", FirstName="A")


def visit(client, contact_key="ada"):
    found = client.contact(contact_key)["journeys"]
    return next(each for each in found if each["journeyKey"] == "tried")


def path(client, contact_key="ada"):
    return [step["activity"] for step in visit(client, contact_key)["steps"]]


def messages(client, contact_key="ada"):
    told = client.contact(contact_key)["messages"]
    return [each for each in told if each["journey"] == "tried"]


def test_bindings_see_what_activities_gave_out_and_the_journeys_defaults(
    client, simulator
):
    subject = "{{Interaction.W-1.endDate}} {{InteractionDefaults.Email}}"
    activities = [
        wait("W-1", 60, "E-1"),
        email("E-1", subject, "E-2"),
        email("E-2", '{{Interaction."E-1".messageKey}}'),
    ]
    address = f'{{{{Event.{SIGNUP}."EmailAddress"}}}}'
    run(client, simulator, activities, defaults={"email": [address]})
    fire(client)

    client.advance("PT1H")

    first, second = messages(client)
    assert first["subject"] == "2026-03-02T10:00:00 ada@example.com"
    assert second["subject"] == "E-1"


def test_what_an_activity_gives_out_can_be_stated(client, simulator):
    activities = [wait("W-1", 60, "E-1"), email("E-1", "{{Interaction.W-1.colour}}")]
    run(client, simulator, activities)
    fire(client)
    client.control(
        "PUT", "contacts/ada/engagement", {"W-1": {"outputs": {"colour": "blue"}}}
    )

    client.advance("PT1H")

    assert [each["subject"] for each in messages(client)] == ["blue"]


SPLIT = [
    email("E-1", "Hello", "W-1"),
    wait("W-1", 4 * 24 * 60, "S-1"),
    engagement_split("S-1", "E-1", "W-2", "W-3"),
    wait("W-2", 1),
    wait("W-3", 1),
]


def test_nothing_is_opened_by_itself(client, simulator):
    run(client, simulator, SPLIT)
    fire(client)

    client.advance("P5D")

    assert path(client)[-1] == "W-3"
    assert messages(client)[0]["opened"] is None


def test_messages_are_opened_and_clicked_by_chance(client, simulator):
    wanted = {"openProbability": 0.5, "clickProbability": 1}
    assert client.control("PUT", "switches", wanted).status_code == 200
    run(client, simulator, SPLIT)
    for number in range(30):
        fire(client, f"c{number}")

    client.advance("P5D")

    opened = [n for n in range(30) if messages(client, f"c{n}")[0]["opened"]]
    assert 5 < len(opened) < 25
    for number in range(30):
        way = "W-2" if number in opened else "W-3"
        assert path(client, f"c{number}")[-1] == way
    assert all(messages(client, f"c{n}")[0]["clicked"] for n in opened)


def test_what_was_stated_is_not_left_to_chance(client, simulator):
    client.control("PUT", "switches", {"openProbability": 1})
    run(client, simulator, SPLIT)
    fire(client)
    client.control("PUT", "contacts/ada/engagement", {"E-1": {"opened": False}})

    client.advance("P5D")

    assert path(client)[-1] == "W-3"


UNTIL = [until_event("U-1", "W-1", "W-2"), wait("W-1", 1), wait("W-2", 1)]


def test_a_contact_goes_on_when_the_event_it_waits_for_is_stated(client, simulator):
    run(client, simulator, UNTIL)
    fire(client)
    client.advance("PT30M")
    client.control("PUT", "contacts/ada/engagement", {"U-1": {"happened": True}})

    client.advance("PT1M")

    assert path(client) == ["U-1", "W-1"]
    assert visit(client)["left"].startswith("2026-03-02T15:31:00")


def test_an_event_that_comes_too_late_changes_nothing(client, simulator):
    run(client, simulator, UNTIL)
    fire(client)
    client.advance("PT2H")

    client.control("PUT", "contacts/ada/engagement", {"U-1": {"happened": True}})

    assert path(client) == ["U-1", "W-2"]


def test_switches_are_listed_and_take_only_what_fits(client):
    items = client.control("GET", "switches").json()["items"]

    assert all(each["text"] for each in items)
    for wrong in ({"openProbability": 2}, {"strictScopes": 1}, {"shoe": True}):
        assert client.control("PUT", "switches", wrong).status_code == 400


def test_switches_go_with_an_exported_tenant_and_end_with_a_reset(client):
    def stands():
        items = client.control("GET", "switches").json()["items"]
        return next(each["value"] for each in items if each["name"] == "strictScopes")

    client.control("PUT", "switches", {"strictScopes": True})
    exported = client.control("GET", "export").json()

    client.control("POST", "reset", {"seed": "demo"})
    assert stands() is False
    client.control("POST", "import", exported)

    assert stands() is True


def awaiting(client, simulator, criteria=""):
    """A journey that waits an hour for the event by which it is entered."""
    waiting = until_event("U-1", "E-1", "E-2")
    settings = {**waiting["configurationArguments"], "waitForEventKey": SIGNUP.lower()}
    waiting["configurationArguments"] = {**settings, "criteria": criteria}
    activities = [waiting, email("E-1", "it came"), email("E-2", "too late")]
    run(client, simulator, activities)


def test_an_event_that_is_fired_lets_go_who_waits_for_it(client, simulator):
    awaiting(client, simulator)
    fire(client)
    assert messages(client) == []
    client.advance("PT10M")

    fire(client)
    client.advance("PT1M")

    assert [each["subject"] for each in messages(client)] == ["it came"]


def test_only_events_that_meet_its_filter_let_a_contact_go(client, simulator):
    xml = (
        '<FilterDefinition><ConditionSet Operator="AND"><Condition'
        f' Key="Event.{SIGNUP}.FirstName" Operator="Equal">'
        "<Value><![CDATA[Grace]]></Value></Condition></ConditionSet></FilterDefinition>"
    )
    awaiting(client, simulator, xml)
    fire(client)

    fire(client)
    client.advance("PT30M")
    assert messages(client) == []
    client.advance("PT30M")

    assert "it came" not in {each["subject"] for each in messages(client)}


def test_an_event_that_came_before_does_not_count_again(client, simulator):
    waiting = until_event("U-1", "W-1", "E-2")
    settings = {**waiting["configurationArguments"], "waitForEventKey": SIGNUP}
    waiting["configurationArguments"] = settings
    activities = [waiting, wait("W-1", 5, "U-1"), email("E-2", "too late")]
    run(client, simulator, activities)
    fire(client)
    fire(client)

    client.advance("PT2H")

    taken = [
        [step["activity"] for step in each["steps"]]
        for each in client.contact("ada")["journeys"]
        if each["journeyKey"] == "tried"
    ]
    assert sorted(taken) == [["U-1", "E-2"], ["U-1", "W-1", "U-1", "E-2"]]
