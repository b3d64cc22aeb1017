"""Journeys and activities that are odd in one way, for the stories of the rules."""

from builders import NEXT, activity, email, journey, wait

from jbdesk.model import lens
from jbdesk.model.journey import Activity, Journey


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


def changed(ref, **members):
    """A sound journey in which an activity has other members."""
    story = sound()
    return story.with_activity(ref, Activity({**story[ref].body, **members}))


def with_filter(activity, **filters):
    path = ("configurationArguments", "criteria")
    kept = lens.read(activity.body, path)
    return Activity(lens.write(activity.body, path, {**kept, **filters}))


def one_way(activity):
    return Activity({**activity.body, "outcomes": activity.body["outcomes"][:1]})


def gives(activity, *names):
    told = {name: {"dataType": "Text", "direction": "Out"} for name in names}
    return Activity({**activity.body, "schema": {"arguments": told}})


def optimized(*targets, held=0):
    ways = [(f"o{at}", to, {"percentage": 10}, {}) for at, to in enumerate(targets)]
    return activity("t", "ABNTEST", ways, settings={"holdBackPercentage": held})


def tried(one, other, held=0):
    """A path optimizer with two mails and its end."""
    end = Activity({**optimizer("t").body, "key": "end"})
    return (
        optimized("m1", "m2", held=held),
        email("m1", to=one),
        email("m2", to=other),
        end,
    )


def timed(zone):
    return sound(wait("a", specifiedTime="09:00", timeZone=zone), email("b"))
