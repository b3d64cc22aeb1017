"""The same requests at the same clock give the same answers, byte for byte."""

import threading

import pytest
from plain_client import MONDAY, SIGNUP, Client, RealTime, trigger, wait

from jbdesk.simulator.server import Simulator
from jbdesk.simulator.tenancy.clock import Clock

JOURNEYS = "interaction/v1/interactions"


def email(key, following):
    made = {**wait(key, 0, following), "type": "EMAILV2", "name": key}
    settings = {"triggeredSend": {"emailId": 1, "emailSubject": "{{Contact.Key}}"}}
    return {**made, "configurationArguments": settings}


def random_split(key, *following):
    outcomes = [
        {
            "key": each,
            "next": each,
            "arguments": {"percentage": 100 // len(following)},
            "metaData": {"label": each},
        }
        for each in following
    ]
    return {**wait(key, 0), "type": "RANDOMSPLIT", "outcomes": outcomes}


ACTIVITIES = [
    email("E-1", "R-1"),
    random_split("R-1", "W-1", "W-2"),
    wait("W-1", 60),
    wait("W-2", 120),
]


class Recorder(Client):
    """Keeps what is answered, but where the simulator is and who may sign in."""

    def __init__(self, simulator, heard):
        super().__init__(simulator)
        self.heard = heard

    def kept(self, answer):
        text = answer.text
        for each in (self.simulator.rest_url, self.simulator.client_id):
            text = text.replace(each, "…")
        self.heard.append(f"{answer.status_code} {answer.request.method} {text}")
        return answer

    def call(self, *arguments, **options):
        return self.kept(super().call(*arguments, **options))

    def control(self, *arguments, **options):
        return self.kept(super().control(*arguments, **options))


def begin(client):
    """A journey is made and published, the chances are set, two contacts enter."""
    shares = {"openProbability": 0.5, "clickProbability": 0.5, "bounceProbability": 0.2}
    client.control("PUT", "switches", shares)
    header = {"triggers": [trigger(SIGNUP)], "entryMode": "MultipleEntries"}
    address = f'{{{{Event.{SIGNUP}."EmailAddress"}}}}'
    defaults = {"email": [address]}
    client.create("tried", ACTIVITIES, **header, defaults=defaults)
    assert client.publish("tried")["status"] == "PublishCompleted"
    client.create("other", [wait("W-1", 30)], **header)
    client.publish("other")
    for key in ("ada", "ben"):
        client.fire(key, EmailAddress=f"{key}@example.com", FirstName="A")
    client.advance("PT30M")


def go_on(client):
    """A batch comes, a pause passes, a new version follows, all goes on."""
    members = [
        {"contactKey": f"c{n}", "data": {"EmailAddress": f"c{n}@example.com"}}
        for n in range(5)
    ]
    client.post(
        "interaction/v1/async/events",
        {"eventDefinitionKey": SIGNUP, "members": members},
    )
    place = f"{JOURNEYS}/{{}}/key:tried?versionNumber=1"
    client.post(place.format("pause"), {"ExtendWaitEndDates": True})
    client.fire("dan", EmailAddress="dan@example.com")
    client.advance("PT3H")
    client.post(place.format("resume"), {})
    client.get(f"{JOURNEYS}/key:tried?extras=all")
    body = client.journey("tried")
    for name in ("id", "version", "definitionId"):
        del body[name]
    client.post(JOURNEYS, body)
    client.publish("tried", version=2)
    leave = {"ContactKey": "ada", "DefinitionKey": "tried"}
    client.post(f"{JOURNEYS}/contactexit", leave)
    person = {"contactKey": "eva", "attributeSets": [{"name": "Email Addresses"}]}
    client.post("contacts/v1/contacts", person)
    client.advance("next")
    client.advance("P2D")


def look(client):
    """Everything that can be read of it in the end."""
    client.history()
    for key in ("ada", "ben", "c0", "c4", "dan"):
        client.contact(key)
    client.control("GET", "outbox")
    client.get(f"{JOURNEYS}?extras=all")
    client.get(f"{JOURNEYS}/key:tried/audit/all")
    client.get(f"interaction/v1/async/events/status?eventDefinitionKey={SIGNUP}")
    client.control("GET", "clock")


def reads(client):
    """What somebody else may look at in between."""
    client.get("data/v1/customobjectdata/key/Members/rowset")
    wanted = {"channelAddressList": ["ada@example.com"]}
    client.post("contacts/v1/addresses/email/search", wanted)
    client.get(JOURNEYS)
    client.contact("ada")
    client.control("GET", "state")


def opened(home=None):
    clock = Clock(MONDAY, is_running=False, real=RealTime())
    return Simulator(home=home, clock=clock, publish_seconds=0)


def played(*parts):
    heard = []
    with opened() as simulator:
        client = Recorder(simulator, heard)
        for part in parts:
            part(client)
    return heard


@pytest.fixture(scope="module")
def once():
    return played(begin, go_on, look)


def test_a_scenario_played_twice_gives_the_same_answers(once):
    assert played(begin, go_on, look) == once


def test_what_others_read_in_between_changes_nothing(once):
    def reading(client):
        reads(Client(client.simulator))

    assert played(begin, reading, go_on, reading, look) == once


def test_a_restart_in_the_middle_changes_nothing(once, tmp_path):
    heard = []
    with opened(tmp_path) as simulator:
        begin(Recorder(simulator, heard))
    real = RealTime()
    with Simulator(home=tmp_path, clock=None, publish_seconds=0) as simulator:
        simulator.tenant.clock.real = real
        client = Recorder(simulator, heard)
        go_on(client)
        look(client)

    assert heard == once


def test_with_several_clients_at_once_each_contact_goes_its_own_same_way():
    def ways():
        with opened() as simulator:
            begin(Client(simulator))

            def fire(first):
                client = Client(simulator)
                for n in range(first, 20, 4):
                    client.fire(f"t{n}", EmailAddress=f"t{n}@example.com")

            threads = [threading.Thread(target=fire, args=(n,)) for n in range(4)]
            for each in threads:
                each.start()
            for each in threads:
                each.join()
            client = Client(simulator)
            client.advance("P1D")
            ids = {row["id"] for row in client.history()}
            told = [client.contact(f"t{n}")["journeys"] for n in range(20)]
            steps = [[visit["steps"] for visit in visits] for visits in told]
            keys = [[visit["journeyKey"] for visit in visits] for visits in told]
            return sorted(ids), steps, keys

    assert ways() == ways()


def test_another_chance_seed_lets_chance_come_out_otherwise():
    def ways(seed):
        with opened() as simulator:
            client = Client(simulator)
            client.control("PUT", "switches", {"chanceSeed": seed})
            begin(client)
            for n in range(12):
                client.fire(f"t{n}", EmailAddress=f"t{n}@example.com")
            client.advance("P1D")
            rows = client.history(activityTypes=["RANDOMSPLIT"])
            return [(row["contactKey"], row["message"]) for row in rows]

    assert ways(0) == ways(0)
    assert ways(0) != ways(1)
