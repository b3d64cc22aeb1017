"""What is sent, called and left to chance: nothing leaves this computer."""

from engine_bench import call, email, outcome
from plain_client import SIGNUP, wait

ADDRESS = f'{{{{Event.{SIGNUP}."EmailAddress"}}}}'


def test_a_custom_activity_is_not_called_and_says_so(bench):
    bench.publish(call("R-1", "yes", "no"), wait("W-yes", 1), wait("W-no", 1))

    bench.fire()

    [step] = bench.visit()["steps"]
    assert step["message"] == "Not called. No result is stated, so it takes path “yes”."


def test_the_result_of_a_custom_activity_can_be_stated(bench):
    bench.publish(call("R-1", "yes", "no"), wait("W-yes", 1), wait("W-no", 1))
    bench.client.control("PUT", "contacts/ada/engagement", {"R-1": {"branch": "no"}})

    bench.fire()

    [step] = bench.visit()["steps"]
    assert step["message"] == "Not called. Its result is “no”, so it takes path “no”."
    assert bench.visit()["activity"] == "W-no"


def test_the_result_of_a_custom_activity_can_be_left_to_chance(bench):
    bench.client.control("PUT", "switches", {"branchesByChance": True})
    bench.publish(call("R-1", "yes", "no"), wait("W-yes", 1), wait("W-no", 1))
    keys = [f"c{n}" for n in range(20)]

    for key in keys:
        bench.fire(key)

    assert {bench.visit(key)["activity"] for key in keys} == {"W-yes", "W-no"}
    [step] = bench.visit("c0")["steps"]
    assert step["message"].startswith("Not called. By chance: Its result is “")


def test_the_outbox_says_what_the_bindings_resolved_to(bench):
    greeting = f"Hi {{{{Event.{SIGNUP}.FirstName}}}}"
    preview = {"preHeader": "{{Contact.Attribute.Members.FirstName}}"}
    bench.publish(
        email("E-1", "W-1", greeting, **preview),
        wait("W-1", 1),
        defaults={"email": [ADDRESS]},
    )

    bench.fire(FirstName="Ada")

    [message] = bench.messages()
    assert message["subject"] == "Hi Ada"
    assert message["to"] == "ada@example.com"
    assert message["activityKey"] == "E-1"
    assert message["at"] == "2026-03-02T15:00:00Z"
    assert message["bindings"] == {
        ADDRESS: "ada@example.com",
        f"{{{{Event.{SIGNUP}.FirstName}}}}": "Ada",
        "{{Contact.Attribute.Members.FirstName}}": "Ada",
    }


def test_an_opening_by_chance_is_not_told_before_it_happens(bench):
    bench.client.control("PUT", "switches", {"openProbability": 1})
    bench.publish(email("E-1", "W-1"), wait("W-1", 3000))
    bench.fire()

    assert bench.messages()[0]["opened"] is None
    bench.client.advance("P1D")

    opened = bench.messages()[0]["opened"]
    assert "2026-03-02T15:00:00" < opened < "2026-03-03T15:00:00"


def test_a_message_that_bounces_is_not_opened(bench):
    shares = {"openProbability": 1, "bounceProbability": 1}
    bench.client.control("PUT", "switches", shares)
    bench.publish(email("E-1", "W-1"), wait("W-1", 3000))
    bench.fire()

    bench.client.advance("P1D")

    [message] = bench.messages()
    assert message["bounced"]
    assert message["opened"] is None


def test_what_is_stated_by_hand_stands_in_the_outbox(bench):
    bench.publish(email("E-1", "W-1"), wait("W-1", 3000))
    bench.fire()

    bench.client.control("PUT", "contacts/ada/engagement", {"E-1": {"opened": True}})

    [message] = bench.messages()
    assert (message["opened"], message["clicked"]) == (True, None)
    [listed] = bench.client.control("GET", "outbox?search=ada").json()["items"]
    assert listed["opened"] is True


def test_random_paths_do_not_change_when_somebody_else_enters(bench):
    split = {
        **wait("R-1", 0),
        "type": "RANDOMSPLIT",
        "outcomes": [outcome(each, each, percentage="50") for each in ("W-1", "W-2")],
    }
    bench.publish(split, wait("W-1", 60), wait("W-2", 60))
    for number in range(12):
        bench.fire(f"c{number}")
    first = [bench.visit(f"c{n}")["activity"] for n in range(12)]
    assert len(set(first)) == 2

    bench.client.control("POST", "reset", {"seed": "demo"})
    bench.client.control("POST", "clock", {"running": False})
    bench.publish(split, wait("W-1", 60), wait("W-2", 60))
    for number in reversed(range(12)):
        bench.fire(f"c{number}")

    assert [bench.visit(f"c{n}")["activity"] for n in range(12)] == first
