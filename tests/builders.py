"""Journeys for stories: journey(wait("a"), split("b", yes="c", no=END), email("c")).

Activities that stand one after the other follow each other; an outcome that is
named goes where it says.
"""

from jbdesk.model.journey import Activity, Journey

NEXT = object()  # goes on with the activity that stands next
END = None  # leaves the journey
EVENT_KEY = "APIEvent-11111111-2222-3333-4444-555555555555"


def journey(*activities, name="Welcome", event_key=EVENT_KEY, **header):
    """A journey that breaks no rule, as long as its activities don't."""
    bodies = [each.body for each in activities]
    following = [each["key"] for each in bodies[1:]] + [END]
    linked = [
        {**body, "outcomes": [_linked(each, after) for each in body["outcomes"]]}
        for body, after in zip(bodies, following, strict=True)
    ]
    body = {
        "key": "welcome",
        "name": name,
        "description": "",
        "workflowApiVersion": 1.0,
        "activities": linked,
        "triggers": [trigger(event_key)] if event_key else [],
        "goals": [],
        "exits": [],
        "entryMode": "MultipleEntries",
        "definitionType": "Multistep",
        "defaults": {"email": [f'{{{{Event.{event_key}."EmailAddress"}}}}']},
        "metaData": {"dataSource": "ContactsModel"},
    }
    return Journey({**body, **header})


def _linked(outcome, after):
    target = outcome.get("next", END)
    target = after if target is NEXT else target
    rest = {key: value for key, value in outcome.items() if key != "next"}
    return rest if target is END else {**rest, "next": target}


def trigger(event_key=EVENT_KEY, kind="APIEvent", criteria=""):
    return {
        "key": "TRIGGER",
        "name": "TRIGGER",
        "description": "",
        "type": kind,
        "outcomes": [],
        "arguments": {},
        "configurationArguments": {"criteria": criteria},
        "metaData": {
            "eventDefinitionId": "aaaaaaaa-2222-3333-4444-555555555555",
            "eventDefinitionKey": event_key,
        },
    }


def activity(key, kind, outcomes, *, name="", arguments=None, settings=None, meta=None):
    """Any activity; outcomes as (key, target, arguments, metaData)."""
    return Activity(
        {
            "key": key,
            "name": name,
            "type": kind,
            "outcomes": [
                {"key": way, "next": target, "arguments": given, "metaData": bag}
                for way, target, given, bag in outcomes
            ],
            "arguments": arguments or {},
            "configurationArguments": settings or {},
            "metaData": {"isConfigured": True, **(meta or {})},
        }
    )


def _one(key, target):
    return [(f"{key}-outcome", target, {}, {"invalid": False})]


def wait(key, duration=1, unit="DAYS", *, to=NEXT, name="", **settings):
    """A wait by duration; further settings as configurationArguments."""
    given = {"waitDuration": duration, "waitUnit": unit, **settings}
    return activity(key, "WAIT", _one(key, to), name=name, settings=given)


def email(key, *, to=NEXT, name="", subject="Hello"):
    send = {"emailId": 1234, "emailSubject": subject}
    settings = {"applicationExtensionKey": "jb-email-activity", "triggeredSend": send}
    return activity(key, "EMAILV2", _one(key, to), name=name, settings=settings)


def sms(key, *, to=NEXT, name=""):
    settings = {"messageId": "MTIzOjc4OjA"}
    return activity(key, "SMSSYNC", _one(key, to), name=name, settings=settings)


def update(key, *, to=NEXT, value="True", name=""):
    fields = [{"dataExtensionId": "de-1", "field": "Updated", "value": value}]
    arguments = {"activityData": {"updateContactFields": fields}}
    return activity(
        key, "UPDATECONTACTDATA", _one(key, to), name=name, arguments=arguments
    )


def rest(key, *, to=NEXT, url="https://example.com/execute", name=""):
    arguments = {"execute": {"inArguments": [], "outArguments": [], "url": url}}
    return activity(key, "REST", _one(key, to), name=name, arguments=arguments)


def split(key, *, name="", filters=None, **targets):
    """A decision split: split("S", vip="a", remainder="b"); the remainder is last.

    Filters by outcome; where none is given, Event field Kind equals its key.
    """
    filters = filters or {}
    ways = [
        ("remainder_path" if way == "remainder" else way, target, {}, {"label": way})
        for way, target in targets.items()
    ]
    criteria = {
        way: filters.get(way, criteria_equal("Kind", way))
        for way, *_ in ways
        if way != "remainder_path"
    }
    settings = {"criteria": criteria}
    return activity(key, "MULTICRITERIADECISION", ways, name=name, settings=settings)


def criteria_equal(field, value, event_key=EVENT_KEY):
    """FilterDefinition XML: the event's field equals the value."""
    return (
        '<FilterDefinition><ConditionSet Operator="AND" '
        'ConditionSetName="Individual Filter Grouping">'
        f'<Condition IsEphemeralAttribute="true" Key="Event.{event_key}.{field}" '
        f'Operator="Equal" UiMetaData="{{}}"><Value><![CDATA[{value}]]></Value>'
        "</Condition></ConditionSet></FilterDefinition>"
    )


def random_split(key, *ways, name=""):
    """A random split of (percentage, target): random_split("R", (50, "a"), …)."""
    outcomes = [
        (
            f"branchResult-{number}",
            target,
            {"percentage": share},
            {"label": f"{share}%", "pathName": f"Path {number}"},
        )
        for number, (share, target) in enumerate(ways, start=1)
    ]
    return activity(key, "RANDOMSPLIT", outcomes, name=name)


def engagement_split(key, *, message, yes=NEXT, no=END, statistic=2, name=""):
    outcomes = [
        ("branchResult-1", yes, {"when": True}, {"label": "Yes"}),
        ("branchResult-2", no, {"when": False}, {"label": "No"}),
    ]
    settings = {"statsTypeId": statistic, "refActivityCustomerKey": message}
    return activity(
        key,
        "ENGAGEMENTDECISION",
        outcomes,
        name=name,
        settings=settings,
        meta={"refActivityName": message},
    )


def until_event(key, *, happened=NEXT, no=END, duration=3, unit="DAYS"):
    """A wait until an API event; it alone may close a loop."""
    outcomes = [
        ("event", happened, {}, {"label": "Event"}),
        ("no-event", no, {}, {"label": "No event"}),
    ]
    settings = {"waitDuration": duration, "waitUnit": unit}
    return activity(key, "WAITUNTILAPI", outcomes, settings=settings)
