"""Some edit of any journey, drawn by hypothesis; also edits that are refused."""

from builders import criteria_equal
from hypothesis import strategies as st

from jbdesk.model import catalogue, edits
from jbdesk.model.journeys import journey_ends
from jbdesk.model.types import trigger_types

NAMES = st.sampled_from(["New", "", "a", "é", "A & B"])
FILTERS = st.sampled_from(["", criteria_equal("Paid", "True"), "<odd/>", "no filter"])
VALUES = st.none() | st.booleans() | st.integers(-1, 400) | st.sampled_from(["", "7"])


def drawn(data, story):
    """The name of an edit, the function and what it is called with."""
    kinds = [_of_activities, _of_paths, _of_fields, _of_ends, _of_the_clipboard]
    either = data.draw(st.sampled_from(kinds))(data, story)
    return data.draw(st.sampled_from(either))


def _refs(data, story):
    return [data.draw(st.sampled_from([*story.by_ref, "gone"])) for _ in "ab"]


def _of_activities(data, story):
    (ref, other), name = _refs(data, story), data.draw(NAMES)
    row = data.draw(st.sampled_from(catalogue.PALETTE))
    made = catalogue.new_activity(row, story)
    path = {"source": other, "outcome": data.draw(st.integers(0, 2))}
    return [
        ("Add", edits.insert, (made,), path),
        ("Begin with", edits.insert, (made,), {"source": None}),
        ("Append", edits.append, (made,), path),
        ("Remove", edits.remove, ({ref, other},), {}),
        ("Remove branch", edits.remove_branch, (ref,), {}),
        ("Move", edits.move, ((ref,),), path),
        ("Move branch", _move_branch, (ref,), path),
        ("Rename", edits.rename, (ref, name), {}),
        ("Rename key", edits.rename_key, (ref, f"{name}x"), {}),
    ]


def _of_paths(data, story):
    (ref, other), outcome = _refs(data, story), data.draw(st.integers(0, 2))
    to = {"source": ref, "outcome": outcome, "target": other}
    return [
        ("Connect", edits.connect, (), to),
        ("End", edits.disconnect, (), {"source": ref, "outcome": outcome}),
        ("Add path", edits.add_outcome, (ref,), {}),
        ("Remove path", edits.remove_outcome, (ref, outcome), {}),
        ("Move path", edits.move_outcome, (ref, outcome, 0), {}),
        ("Filter", edits.set_criteria, (ref, outcome, data.draw(FILTERS)), {}),
        (
            "Share",
            edits.set_percentage,
            (ref, outcome, data.draw(st.integers(0, 101))),
            {},
        ),
        ("Even out", edits.even_out, (ref,), {}),
    ]


def _of_fields(data, story):
    (ref, _), value = _refs(data, story), data.draw(VALUES)
    fields = catalogue.of(story[ref]).fields if ref in story else ()
    of_entry = trigger_types.of(story.trigger).fields if story.trigger else ()
    body = {**story[ref].body, "odd": value} if ref in story else {}
    return [
        ("Name", edits.set_header, (("name",), data.draw(NAMES) or None), {}),
        ("As JSON", edits.replace_body, (ref, body), {}),
        *(("Field", edits.set_field, (ref, each, value), {}) for each in fields),
        *(("Entry", edits.set_trigger_field, (each, value), {}) for each in of_entry),
    ]


def _of_ends(data, story):
    end, at = (
        data.draw(st.sampled_from(journey_ends.ENDS)),
        data.draw(st.integers(0, 2)),
    )
    field = data.draw(st.sampled_from(end.fields))
    value = data.draw(FILTERS if field is journey_ends.FILTER else VALUES)
    return [
        ("Add end", edits.add_end, (end,), {}),
        ("Set end", edits.set_end_field, (end, field, value, at), {}),
        ("Remove end", edits.remove_end, (end, at), {}),
    ]


def _of_the_clipboard(data, story):
    refs, outcome = _refs(data, story), data.draw(st.integers(0, 2))
    source = data.draw(st.sampled_from([None, *refs]))
    where = {"source": source, "outcome": outcome}
    return [
        ("Duplicate", _duplicate, (refs[:1],), where),
        ("Paste both", _duplicate, (refs,), where),
        ("Paste what is none", edits.paste, ({"odd": 1},), where),
    ]


def _duplicate(story, refs, **where):
    return edits.paste(story, edits.copy_group(story, refs), **where)


def _move_branch(story, ref, **where):
    refs = edits.branch(story, ref) if ref in story else (ref,)
    return edits.move(story, refs, **where)
