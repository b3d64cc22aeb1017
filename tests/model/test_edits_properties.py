"""Random edits, one after the other: what must hold of any journey after them."""

from builders import (
    END,
    EVENT_KEY,
    email,
    engagement_split,
    journey,
    random_split,
    split,
    update,
    wait,
)
from hypothesis import given
from hypothesis import strategies as st
from test_generated_journeys import JOURNEYS

from jbdesk.model import catalogue, edits, lens, rules, wire
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journey import Activity
from jbdesk.model.problem import Failure
from jbdesk.model.types.activity_type import Behaviour
from jbdesk.model.types.catalogue_splits import percentage_of, shared_by

OTHER_EVENT = EventDefinition(
    {"eventDefinitionKey": "Other", "type": "APIEvent", "id": "e-2", "name": "Other"}
)
NAMES = st.sampled_from(["New", "", "a", "é", "A & B"])
NUMBERS = st.integers(-1, 101)


def story():
    return journey(
        email("a"),
        split("s", vip="b", remainder="r"),
        wait("b", to="e"),
        random_split("r", ("50", "e"), ("30", "c"), ("20", END)),
        update("c", to="e", value="{{Interaction.a.requestID}}"),
        engagement_split("e", message="a", yes="z"),
        wait("z"),
    )


def drawn(data, story):
    """Some edit of a journey, to be made later."""
    ref = data.draw(st.sampled_from([*story.by_ref, "gone"]))
    other = data.draw(st.sampled_from([*story.by_ref, "gone"]))
    outcome, number = data.draw(st.integers(-1, 3)), data.draw(NUMBERS)
    name = data.draw(NAMES)
    row = data.draw(st.sampled_from(catalogue.PALETTE))
    fields = catalogue.of(story[ref]).fields if ref in story else row.fields
    field = data.draw(st.sampled_from(fields)) if fields else None
    made = catalogue.new_activity(row, story)
    either = [
        lambda: edits.insert(story, made, source=ref, outcome=outcome),
        lambda: edits.insert(story, made, source=None),
        lambda: edits.append(story, made, source=ref, outcome=outcome),
        lambda: edits.remove(story, {ref, other}),
        lambda: edits.remove(story, [ref], keep=outcome),
        lambda: edits.remove_branch(story, ref),
        lambda: edits.connect(story, source=ref, outcome=outcome, target=other),
        lambda: edits.disconnect(story, source=ref, outcome=outcome),
        lambda: edits.move(story, [ref], source=other, outcome=outcome),
        lambda: edits.move(
            story, edits.branch(story, ref), source=other, outcome=outcome
        ),
        lambda: edits.add_outcome(story, ref),
        lambda: edits.add_remainder(story, ref),
        lambda: edits.remove_outcome(story, ref, outcome),
        lambda: edits.move_outcome(story, ref, outcome, number % 3),
        lambda: edits.rename(story, ref, name),
        lambda: edits.rename_key(story, ref, name),
        lambda: edits.set_percentage(story, ref, outcome, number),
        lambda: edits.even_out(story, ref),
        lambda: edits.set_criteria(story, ref, outcome, name),
        lambda: edits.set_header(story, ("name",), name or None),
        lambda: edits.set_trigger(story, OTHER_EVENT),
        lambda: edits.copy_of(story, name),
        lambda: edits.paste(
            story, edits.copy_group(story, {ref, other}), source=other, outcome=outcome
        ),
    ]
    value = data.draw(st.sampled_from([None, "", name, number, True, [name]]))
    if field is not None:
        either.append(lambda: edits.set_field(story, ref, field, value))
    if ways := catalogue.of(story[ref]).outcomes.fields if ref in story else ():
        way = data.draw(st.sampled_from(ways))
        either.append(lambda: edits.set_outcome_field(story, ref, outcome, way, value))
    return data.draw(st.sampled_from(either))


def edited(data, story):
    """The journey after some edit, or as it was where that was refused in words."""
    edit = drawn(data, story)
    before = wire.dumps(story.body)
    try:
        changed = edit()
    except Failure:
        changed = story
    assert wire.dumps(story.body) == before
    return changed


@given(st.data())
def test_keys_stay_single_paths_lead_somewhere_and_shares_sum_to_100(data):
    after = story()
    for _ in range(data.draw(st.integers(1, 8))):
        after = edited(data, after)
        rules.check(after)

    keys = [each.key for each in after.activities]
    assert len(set(keys)) == len(keys)
    for each in after.activities:
        assert {way.next for way in each.outcomes} <= {*keys, None}
        assert all(way.body.get("next") != "" for way in each.outcomes)
    found = rules.check(after)
    assert found == rules.check(wire.journey_from(wire.loads(wire.dumps(after.body))))
    codes = {problem.code for problem in found}
    assert not codes & {"dangling-path", "loop", "duplicate-key", "121000"}
    shares_are_whole(after)


def shares_are_whole(after):
    for each in after.activities:
        if catalogue.of(each).behaviour is Behaviour.RANDOM:
            shares = [percentage_of(way) for way in each.outcomes]
            assert None not in shares
            assert sum(shares) == shared_by(each.body)
            assert min(shares) >= 1
        if each.key == "r":
            kept = [
                lens.read(way.body, ("arguments", "percentage"))
                for way in each.outcomes
            ]
            assert {type(share) for share in kept} == {str}


@given(JOURNEYS, st.data())
def test_whatever_a_journey_holds_an_edit_is_made_or_refused_in_words(body, data):
    after = wire.journey_from(body)
    for _ in range(data.draw(st.integers(1, 4))):
        after = edited(data, after)
        found = rules.check(after)

    afresh = wire.journey_from(wire.loads(wire.dumps(after.body)))
    assert found == rules.check(afresh)


@given(st.data())
def test_what_an_edit_is_not_about_keeps_its_json(data):
    before = story()
    note = {"future": [1.50, None, {"b": 1, "a": "2"}]}
    before = before.with_activities(
        [Activity({**each.body, "future": note}) for each in before.activities]
    )

    after = edited(data, before)

    for name, value in before.body.items():
        if name not in ("activities", "triggers", "defaults", "key", "name"):
            assert after.body[name] == value
    for each in after.activities:
        if each.key in before:
            assert each.body["future"] == note
            assert list(each.body)[:3] == list(before[each.key].body)[:3]


def test_changing_the_event_and_back_changes_nothing_else():
    before = story()
    own = EventDefinition(
        {
            "eventDefinitionKey": EVENT_KEY,
            "type": "APIEvent",
            "id": before.trigger.body["metaData"]["eventDefinitionId"],
        }
    )

    after = edits.set_trigger(edits.set_trigger(before, OTHER_EVENT), own)

    assert wire.dumps(after.body) == wire.dumps(before.body)
