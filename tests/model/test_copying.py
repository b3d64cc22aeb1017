"""A journey is copied to another business unit: references, plan, and the copy."""

from pathlib import Path

import pytest
from builders import EVENT_KEY, journey, wait

from jbdesk.model import lens, wire
from jbdesk.model.changes import edits_journey
from jbdesk.model.copying import kept_plan, plan_check, references, rewriting, writes
from jbdesk.model.copying.plan import (
    Choice,
    How,
    Match,
    Thing,
    decided,
    matched,
    planned,
    unseen,
)
from jbdesk.model.copying.reference import Kind
from jbdesk.model.journey import Activity
from jbdesk.model.problem import Failure

DE = "11111111-aaaa-bbbb-cccc-000000000001"
OTHER_DE = "22222222-aaaa-bbbb-cccc-000000000002"
STATUS = "33333333-aaaa-bbbb-cccc-000000000003"
OTHER_STATUS = "44444444-aaaa-bbbb-cccc-000000000004"


def email(key, **send):
    return Activity(
        {
            "id": "an-id",
            "key": key,
            "name": "Welcome e-mail",
            "type": "EMAILV2",
            "outcomes": [{"key": "o", "next": None}],
            "arguments": {},
            "configurationArguments": {
                "triggeredSendId": "server-made",
                "triggeredSend": {"emailId": 17, "emailSubject": "Hi", **send},
            },
            "metaData": {},
        }
    )


def update(key):
    change = {"dataExtensionId": DE, "field": STATUS, "value": "done"}
    return Activity(
        {
            "key": key,
            "name": "Note it",
            "type": "UPDATECONTACTDATA",
            "outcomes": [{"key": "o", "next": None}],
            "arguments": {"activityData": {"updateContactFields": [change]}},
            "configurationArguments": {"unheardOf": [1, 2.0]},
            "metaData": {"dataExtensionName": "Members"},
        }
    )


def field(id_, name, kind="Text", **more):
    return {"id": id_, "name": name, "type": kind, "length": 50, **more}


@pytest.fixture
def welcome():
    return journey(wait("w"), email("e", senderProfileId=DE[::-1]), update("u"))


def event(id_, key=EVENT_KEY, name="Sign-up", de=DE, kind="APIEvent"):
    body = {"id": id_, "eventDefinitionKey": key, "name": name, "type": kind}
    fields = (field("f", "EmailAddress", "EmailAddress"),)
    return Thing(id_, key, name, {**body, "dataExtensionId": de}, fields)


def members(id_, key="MEMBERS", status=STATUS):
    fields = (field("k", "Id", isPrimaryKey=True), field(status, "Status"))
    body = {"sendableCustomObjectField": "Id"}
    return Thing(id_, key, "Members", body, fields)


def plan_of(welcome, events=(), extensions=(), taken=()):
    rows = []
    for each in references.referred(welcome):
        match each.kind:
            case Kind.EVENT:
                rows.append(matched(each, event("own"), events))
            case Kind.DATA_EXTENSION:
                rows.append(matched(each, members(DE), extensions))
            case _:
                rows.append(unseen(each))
    return planned(welcome, rows, taken)


def test_everything_a_journey_names_is_found_once_with_where_it_stands(welcome):
    found = {each.kind: each for each in references.referred(welcome)}

    assert set(found) == {Kind.EVENT, Kind.DATA_EXTENSION, Kind.EMAIL, Kind.SENDER}
    assert found[Kind.EVENT].where == ("the entry event", "the settings")
    assert found[Kind.EVENT].used == ("EmailAddress",)
    assert found[Kind.DATA_EXTENSION].where == ("“Note it”",)
    assert found[Kind.EMAIL].id == "17"


def test_a_send_that_is_kept_as_text_is_looked_into(welcome):
    body = welcome.body["activities"][1]
    text = '{"emailId":17,"suppressionLists":[4,5]}'
    path = ("configurationArguments", "triggeredSend")
    changed = welcome.with_activity("e", Activity(lens.write(body, path, text)))

    ids = [(e.kind, e.id) for e in references.referred(changed)]

    assert {(Kind.EMAIL, "17"), (Kind.SUPPRESSION, "4")} <= set(ids)


def test_what_is_there_by_key_or_by_name_is_used(welcome):
    plan = plan_of(welcome, [event("there")], [members(OTHER_DE, key="OTHER")])

    assert plan.find(Kind.EVENT, EVENT_KEY).match is Match.KEY
    assert plan.find(Kind.DATA_EXTENSION, DE).match is Match.NAME
    assert not plan_check.stops(plan)
    assert plan_check.summary(plan) == "1 matched by key, 1 matched by name, 2 by hand"


def test_of_two_with_the_name_a_person_chooses(welcome):
    two = [members(OTHER_DE, "A"), members("third", "B")]
    plan = plan_of(welcome, [event("there")], two)
    ref = plan.find(Kind.DATA_EXTENSION, DE).ref

    assert plan.row(ref).match is Match.AMBIGUOUS
    assert plan_check.stops(plan)
    assert not plan_check.stops(decided(plan, ref, Choice(How.USE, "third")))


def test_what_is_missing_is_created_in_an_order_in_which_it_can_stand(welcome):
    plan = plan_of(welcome)

    assert [each.kind for each in writes.writes(plan)] == [
        Kind.DATA_EXTENSION,
        Kind.EVENT,
        Kind.JOURNEY,
    ]


def test_an_audience_is_made_in_journey_builder_alone(welcome):
    (reference,) = [e for e in references.referred(welcome) if e.kind is Kind.EVENT]
    row = matched(reference, event("own", kind="EmailAudience"), ())
    plan = planned(welcome, [row], ())

    assert row.choice == Choice(How.EMPTY)
    with pytest.raises(Failure, match="Journey Builder alone"):
        decided(plan, row.ref, Choice(How.CREATE))


def test_the_copy_has_the_other_ids_and_keeps_what_is_unknown(welcome):
    there = event("there", key="APIEvent-there", de=OTHER_DE)
    plan = plan_of(welcome, [there], [members(OTHER_DE, status=OTHER_STATUS)])

    body = rewriting.copied(plan, {}).body

    text = wire.dumps(body)
    assert DE not in text
    assert STATUS not in text
    assert "Event.APIEvent-there." in text
    assert EVENT_KEY not in text
    _, send, noted = body["activities"]
    assert noted["arguments"]["activityData"]["updateContactFields"] == [
        {"dataExtensionId": OTHER_DE, "field": OTHER_STATUS, "value": "done"}
    ]
    assert noted["configurationArguments"] == {"unheardOf": [1, 2.0]}
    sent = send["configurationArguments"]["triggeredSend"]
    assert (sent["emailId"], sent["emailSubject"]) == (0, "Hi")
    assert "triggeredSendId" not in send["configurationArguments"]
    assert "id" not in send


def test_the_key_is_kept_where_it_is_free_and_else_another_is_proposed(welcome):
    assert plan_of(welcome).key == "welcome"

    clash = plan_of(welcome, taken=["WELCOME", "welcome-copy"])

    assert (clash.key, clash.name) == ("welcome-copy-2", "Welcome copy")


def test_a_field_that_the_journey_uses_must_be_there(welcome):
    poor = Thing(OTHER_DE, "MEMBERS", "Members", {}, (field("k", "Id"),))
    told = [e.text for e in plan_check.problems(plan_of(welcome, [], [poor]))]

    assert told[0].startswith(
        "Data extension “Members”: the field “Status” is missing. The journey uses it"
    )


def test_a_plan_comes_back_from_its_json(welcome):
    plan = plan_of(welcome, [event("there", key="X")], [members(OTHER_DE, "OTHER")])
    text = wire.dumps(kept_plan.told(plan))

    again = kept_plan.read(wire.loads(text))

    before, after = rewriting.copied(plan, {}), rewriting.copied(again, {})
    assert wire.dumps(before.body) == wire.dumps(after.body)
    assert writes.writes(again) == writes.writes(plan)


FIXTURES = sorted((Path(__file__).parents[1] / "fixtures" / "journeys").rglob("*.json"))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_copy_that_keeps_every_id_loses_nothing_but_what_the_server_owns(path):
    for body in wire.journeys_in(wire.loads(path.read_text(encoding="utf-8"))):
        own = wire.journey_from(body)
        rows = [unseen(each) for each in references.referred(own)]
        plan = planned(own, rows, ())
        for row in plan.rows:
            plan = decided(plan, row.ref, Choice(How.KEEP))

        copy = rewriting.copied(plan, {})

        same = edits_journey.copy_of(own, own.name)
        left = {"key", "categoryId", "activities"}
        assert _without(copy.body, left) == _without(same.body, left)
        for one, other in zip(copy.activities, same.activities, strict=True):
            settings = {"configurationArguments"}
            assert _without(one.body, settings) == _without(other.body, settings)


def _without(body, names):
    return wire.dumps({k: v for k, v in body.items() if k not in names})


def test_attribute_sets_that_conditions_name_are_told(welcome):
    xml = (
        '<FilterDefinition><ConditionSet Operator="AND"><Condition'
        ' Key="Contact_Salesforce_1.Email" Operator="Equal"><Value>a</Value>'
        "</Condition></ConditionSet></FilterDefinition>"
    )
    split = Activity({**update("s").body, "configurationArguments": {"criteria": xml}})
    found = references.referred(welcome.with_activity("u", split))
    (row,) = [unseen(each) for each in found if each.kind is Kind.ATTRIBUTES]
    plan = planned(welcome, [row], ())

    assert row.title == "Contact_Salesforce_1"
    assert row.choices == (Choice(How.KEEP),)
    assert "named by conditions" in plan_check.problems(plan)[0].text
