"""What holds for any journey and any edit, compared and merged."""

from builders import END, email, journey, random_split, split, update, wait
from hypothesis import given
from hypothesis import strategies as st

from jbdesk.model import catalogue, difference, edits
from jbdesk.model.problem import Failure
from jbdesk.model.types.activity_type import Behaviour
from jbdesk.model.types.catalogue_waits import DURATION

SIMPLE = (wait, email, update)


@st.composite
def journeys(draw):
    """Any journey without loops, with joins, splits and ends."""
    count = draw(st.integers(1, 8))
    keys = [f"K-{number}" for number in range(count)]
    return journey(*(_activity(draw, keys, number) for number in range(count)))


def _activity(draw, keys, number):
    targets = st.sampled_from([*keys[number + 1 :], END])
    kind = draw(st.sampled_from([*SIMPLE, *SIMPLE, split, random_split]))
    if kind is split:
        ways = {f"way{each}": draw(targets) for each in range(draw(st.integers(1, 3)))}
        return split(keys[number], **ways, remainder=draw(targets))
    if kind is random_split:
        return random_split(keys[number], (60, draw(targets)), (40, draw(targets)))
    following = keys[number + 1] if number + 1 < len(keys) else END
    return kind(keys[number], to=draw(st.just(following) | targets))


def set_wait(draw, story, ref):
    value = DURATION.read(story[ref].body)
    return edits.set_field(story, ref, DURATION, value + draw(st.integers(1, 9))), ref


def rename(draw, story, ref):
    return edits.rename(story, ref, f"Name {draw(st.integers(1, 99))}"), ref


def insert(draw, story, ref):
    row = draw(st.sampled_from(["EMAILV2", "WAITBYDURATION", "RANDOMSPLITV2"]))
    made = catalogue.new_activity(catalogue.row(row), story)
    outcome = draw(st.integers(0, len(story[ref].outcomes) - 1))
    return edits.insert(story, made, source=ref, outcome=outcome), made.key


def remove(_draw, story, ref):
    return edits.remove(story, [ref]), ref


def re_route(draw, story, ref):
    outcome = draw(st.integers(0, len(story[ref].outcomes) - 1))
    target = draw(st.sampled_from([*story.by_ref, None]))
    if target is None:
        return edits.disconnect(story, source=ref, outcome=outcome), ref
    return edits.connect(story, source=ref, outcome=outcome, target=target), ref


def add_branch(_draw, story, ref):
    return edits.add_outcome(story, ref), ref


def reorder(draw, story, ref):
    count = len(story[ref].outcomes)
    places = st.integers(0, count - 1)
    return edits.move_outcome(story, ref, draw(places), draw(places)), ref


def rename_key(_draw, story, ref):
    return edits.rename_key(story, ref, f"New {ref}"), f"New {ref}"


EDITS = (set_wait, rename, insert, remove, re_route, add_branch, reorder, rename_key)


def edited(draw, story, allowed=EDITS):
    """The journey after one random edit that can be made, and what it touched."""
    edit, ref = draw(st.sampled_from(allowed)), draw(st.sampled_from([*story.by_ref]))
    row = catalogue.of(story[ref])
    if edit is set_wait and row.behaviour is not Behaviour.WAIT:
        edit = rename
    try:
        changed, touched = edit(draw, story, ref)
    except Failure:
        return rename(draw, story, ref)
    return changed, touched


@st.composite
def stories(draw, steps=1, allowed=EDITS):
    """A journey and what two people made of it in some edits each."""
    story = draw(journeys())
    sides = []
    for _ in range(2):
        side = story
        for _ in range(draw(st.integers(1, steps))):
            if side.by_ref:
                side, _ = edited(draw, side, allowed)
        sides.append(side)
    return story, *sides


@given(journeys())
def test_a_journey_does_not_differ_from_itself(story):
    copy = story.with_body(dict(story.body))

    assert difference.compare(story, copy).changes == ()
    assert difference.summary(difference.compare(story, copy)) == "Nothing changed"


@given(st.data())
def test_one_edit_names_exactly_the_activity_it_touched(data):
    story = data.draw(journeys())
    changed, touched = edited(data.draw, story)

    found = difference.compare(story, changed)

    is_other = {**changed.body} != {**story.body}
    named = {each.where.key for each in found.changes} - {""}
    assert named == ({touched} if is_other else set())
    assert difference.summary(found)


@given(stories(steps=4))
def test_a_change_and_its_way_back_are_equally_many(story):
    before, _, after = story

    assert bool(difference.compare(before, after)) == bool(
        difference.compare(after, before)
    )


@given(stories(steps=4))
def test_what_only_one_changed_is_what_comes_out(story):
    base, _, changed = story

    for mine, theirs in ((base, changed), (changed, base), (changed, changed)):
        merged = difference.merge(base, mine, theirs)

        assert merged.conflicts == ()
        assert not difference.compare(changed, merged.journey)


@given(stories(steps=4))
def test_a_merge_is_always_a_whole_journey(story):
    base, mine, theirs = story

    merged = difference.merge(base, mine, theirs)

    refs = merged.journey.by_ref
    assert all(
        outcome.next is None or outcome.next in refs
        for each in refs.values()
        for outcome in each.outcomes
    )
    assert all(each.text and each.where for each in merged.conflicts)
    for each in merged.journey.activities:
        if catalogue.of(each).behaviour is Behaviour.RANDOM:
            assert (
                sum(int(way.body["arguments"]["percentage"]) for way in each.outcomes)
                == 100
            )


@given(stories(steps=3), st.booleans())
def test_every_conflict_can_be_decided(story, take_theirs):
    merged = difference.merge(*story)

    for _ in range(100):
        if not merged.conflicts:
            break
        merged = difference.resolve(
            merged, merged.conflicts[0], take_theirs=take_theirs
        )

    assert merged.conflicts == ()


@given(st.data())
def test_edits_that_do_not_meet_are_both_kept(data):
    story = data.draw(journeys().filter(lambda each: len(each.by_ref) > 1))
    mine, first = edited(data.draw, story, (set_wait, rename, insert, add_branch))
    theirs, second = edited(data.draw, story, (set_wait, rename, reorder))
    if first == second or first not in mine:
        return

    merged = difference.merge(story, mine, theirs)

    found = difference.compare(story, merged.journey).changes
    apart = (
        *difference.compare(story, mine).changes,
        *difference.compare(story, theirs).changes,
    )
    assert merged.conflicts == ()
    assert {_gist(each) for each in found} == {_gist(each) for each in apart}


def _gist(change):
    return change.kind, change.where.key, change.where.field, change.where.outcome
