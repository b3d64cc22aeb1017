"""Every rule with a journey that breaks it and one that does not."""

import pytest
from builders import (
    END,
    EVENT_KEY,
    NEXT,
    activity,
    criteria_equal,
    email,
    engagement_split,
    journey,
    random_split,
    rest,
    split,
    trigger,
    until_event,
    update,
    wait,
)

from jbdesk.model import edits, rules
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.problem import Severity


def codes(story):
    return [problem.code for problem in rules.check(story)]


def sound(*activities, **header):
    return journey(*(activities or (wait("a"), email("b"))), **header)


def without(story, name):
    return Journey({key: each for key, each in story.body.items() if key != name})


def optimizer(start):
    settings = {"aBnStartActivityKey": start}
    return activity("stop", "ABNTESTSTOP", [], settings=settings)


def best_time(noted):
    note = {"id": "1", "key": noted, "type": "EMAILV2"}
    settings = {"params": {"nextActivity": note}}
    return activity("s", "STOWAIT", [("o", "b", {}, {})], settings=settings)


def repeated():
    story = sound(wait("a"), wait("b"))
    return story.with_activities([*story.activities, story["a"]])


def hands_on(key, binding):
    """An activity that tells another service who the contact is."""
    given = [{"contactKey": f"{{{{{binding}}}}}"}]
    execute = {"inArguments": given, "url": "https://example.com"}
    ways = [("o", NEXT, {}, {})]
    return activity(key, "REST", ways, arguments={"execute": execute})


def goal(criteria="<FilterDefinition/>", *, is_exit=True):
    return {
        "key": "GOAL",
        "type": "Event",
        "configurationArguments": {"criteria": criteria},
        "metaData": {"isExitCriteria": is_exit},
    }


def timed(zone):
    return sound(wait("a", specifiedTime="09:00", timeZone=zone), email("b"))


SPLIT = split("s", vip="b", remainder="c")
ENDS = (email("b", to=END), email("c", to=END))
NO_REMAINDER = sound(split("s", vip="b", other="c"), *ENDS)
SAME = criteria_equal("Kind", "vip")
OWN_ADDRESS = {"email": [f"{{{{Event.{EVENT_KEY}.Updated}}}}"]}
FOREIGN = {"email": ["{{Event.APIEvent-other.Email}}"]}

STORIES = [
    ("key-missing", sound(key=""), sound()),
    ("key-too-long", sound(key="k" * 201), sound(key="k" * 200)),
    ("name-missing", sound(name=" "), sound()),
    ("121072", sound(name="A & B"), sound(name="A and B")),
    ("121072", sound(description='"quoted"'), sound(description="plain")),
    ("api-version", without(sound(), "workflowApiVersion"), sound()),
    ("api-version", sound(workflowApiVersion=2), sound(workflowApiVersion="0.5")),
    ("entry-mode-unknown", sound(entryMode="Often"), sound(entryMode="OnceAndDone")),
    ("121000", sound(wait("a", to="")), sound(wait("a", to=END), email("b"))),
    ("no-entry-source", sound(event_key=""), sound()),
    ("no-entry-source", sound(triggers=[trigger("")]), sound()),
    ("event-key-period", sound(event_key="a.b"), sound()),
    ("no-activity", Journey({**sound().body, "activities": []}), sound()),
    ("entry-mode-not-set", without(sound(), "entryMode"), sound()),
    ("goal-not-set-up", sound(goals=[goal("")]), sound(goals=[goal()])),
    ("goal-without-exit", sound(goals=[goal(is_exit=False)]), sound(goals=[goal()])),
    ("121331", sound(activity("e", "EMAILV2", [])), sound(email("e"))),
    ("121331", sound(wait("a", ""), email("b")), sound(wait("a"), email("b"))),
    ("121331", sound(rest("a", url="")), sound(rest("a"))),
    ("no-key", sound(wait("")), sound()),
    ("duplicate-key", repeated(), sound()),
    ("dangling-path", sound(wait("a", to="gone")), sound()),
    (
        "loop",
        sound(wait("a"), wait("b", to="a")),
        sound(wait("a"), until_event("u", happened="b", no="a"), email("b")),
    ),
    ("loop", sound(wait("a", to="a")), sound()),
    (
        "engagement-message",
        sound(wait("a"), engagement_split("s", message="gone"), email("b")),
        sound(email("m"), wait("a"), engagement_split("s", message="m"), email("b")),
    ),
    ("entry-sources", sound(triggers=[trigger(), trigger()]), sound()),
    (
        "many-activities",
        sound(*(wait(f"w{each}") for each in range(101))),
        sound(*(wait(f"w{each}") for each in range(100))),
    ),
    ("no-email-address", sound(defaults={}), sound()),
    ("no-email-address", sound(defaults={}), sound(update("u"), defaults={})),
    ("unreachable", sound(wait("a", to=END), email("b")), sound()),
    (
        "parallel-paths",
        sound(random_split("r", (50, "b"), (50, "b")), email("b")),
        sound(random_split("r", (50, "b"), (50, "c")), *ENDS),
    ),
    ("out-of-range", sound(wait("a", 0)), sound(wait("a", 1))),
    ("time-without-zone", timed(""), timed("Central Standard Time")),
    ("no-remainder", NO_REMAINDER, sound(SPLIT, *ENDS)),
    (
        "same-filter",
        sound(split("s", filters={"o": SAME}, vip="b", o="c", remainder=END), *ENDS),
        sound(SPLIT, *ENDS),
    ),
    (
        "shares",
        sound(random_split("r", (50, "b"), (40, "c")), *ENDS),
        sound(random_split("r", ("50", "b"), (50, "c")), *ENDS),
    ),
    (
        "engagement-order",
        sound(engagement_split("s", message="m"), email("m")),
        sound(email("m"), wait("a"), engagement_split("s", message="m"), email("b")),
    ),
    (
        "engagement-time",
        sound(email("m"), engagement_split("s", message="m"), email("b")),
        sound(email("m"), wait("a"), engagement_split("s", message="m"), email("b")),
    ),
    (
        "send-time",
        sound(best_time("other"), email("b")),
        sound(best_time("b"), email("b")),
    ),
    (
        "optimizer-start",
        sound(wait("a"), optimizer("gone")),
        sound(wait("a"), optimizer("a")),
    ),
    ("other-event", sound(defaults=FOREIGN), sound()),
    (
        "other-event",
        sound(update("u", value="{{Event.OTHER.Name}}")),
        sound(update("u", value=f"{{{{Event.{EVENT_KEY}.Name}}}}")),
    ),
    (
        "mail-before-data",
        sound(email("m", subject="Hi %%Updated%%"), wait("a"), update("u")),
        sound(wait("a"), email("m", subject="Hi %%Updated%%"), update("u")),
    ),
    (
        "mail-before-data",
        sound(email("m"), update("u"), defaults=OWN_ADDRESS),
        sound(update("u"), email("m"), defaults=OWN_ADDRESS),
    ),
    (
        "mixed-contact-key",
        sound(hands_on("a", "Contact.Key"), hands_on("b", f"Event.{EVENT_KEY}.Email")),
        sound(
            hands_on("a", "Contact.Key"),
            hands_on("b", f"Event.{EVENT_KEY}.ContactKey"),
            hands_on("c", "Context.ContactKey"),
        ),
    ),
    (
        "missing-activity",
        sound(update("u", value="{{Interaction.GONE.out}}")),
        sound(rest("r"), update("u", value="{{Interaction.R.out}}")),
    ),
]


@pytest.mark.parametrize(("code", "broken", "kept"), STORIES)
def test_a_rule_finds_what_breaks_it_and_nothing_else(code, broken, kept):
    assert code in codes(broken)
    assert code not in codes(kept)


def test_every_rule_has_a_story():
    assert {rule.code for rule in rules.RULES} == {code for code, *_ in STORIES}


def test_a_sound_journey_has_no_problems():
    assert rules.check(sound()) == ()


@pytest.mark.parametrize(("code", "broken", "kept"), STORIES)
def test_a_fix_mends_what_it_is_offered_for(code, broken, kept):
    for problem in rules.check(broken):
        if problem.code != code or problem.fix is None:
            continue
        mended = problem.fix.edit(broken)
        assert codes(mended).count(code) < codes(broken).count(code)


def test_problems_say_how_bad_they_are_and_where():
    (found,) = [each for each in rules.check(NO_REMAINDER) if each.code]

    assert found.severity is Severity.WARNING
    assert (found.where.kind, found.where.key) == ("activity", "s")
    assert found.text.endswith(".")


def test_the_worst_comes_first():
    severities = [each.severity for each in rules.check(Journey({"goals": [goal("")]}))]

    order = list(Severity)
    assert severities == sorted(severities, key=order.index)


def test_a_note_that_it_is_not_configured_counts():
    story = sound(activity("w", "WAIT", [], meta={"isConfigured": False}))

    assert "121331" in codes(story)


def test_two_thousand_activities_in_a_chain_are_checked():
    story = sound(*(wait(f"w{each}") for each in range(2000)))

    assert codes(story) == ["many-activities"]


def test_a_rename_only_of_the_header_reads_no_activity_again():
    story = sound()

    renamed = edits.set_header(story, ("name",), "Another")

    assert all(
        a is b for a, b in zip(story.activities, renamed.activities, strict=True)
    )


def test_hundreds_of_engagement_splits_are_checked_in_one_pass():
    parts = []
    for number in range(400):
        parts += [
            email(f"m{number}"),
            wait(f"w{number}"),
            engagement_split(f"s{number}", message=f"m{number}"),
        ]

    found = codes(sound(*parts, email("last")))

    assert found == ["many-activities"]


def test_many_starts_that_lead_to_one_chain_are_told_once_each():
    starts = [wait(f"s{each}", to="c0") for each in range(1500)]
    chain = [wait(f"c{each}") for each in range(1500)]

    found = codes(sound(*starts, *chain))

    assert found.count("unreachable") == 1499


def test_a_thousand_activities_of_one_key_can_each_get_their_own():
    story = sound().with_activities([wait("a", to=END)] * 1000)

    found = [each for each in rules.check(story) if each.code == "duplicate-key"]
    mended = found[0].fix.edit(story)

    assert len(found) == 999
    assert codes(mended).count("duplicate-key") == 998


def test_an_activity_that_is_hardly_one_is_checked():
    story = sound(Activity({"key": "x", "outcomes": []}))

    assert "121331" not in codes(story)
