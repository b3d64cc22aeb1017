"""Some edit of any journey, drawn by hypothesis; also edits that are refused."""

from hypothesis import strategies as st

from jbdesk.model import catalogue, edits

NAMES = st.sampled_from(["New", "", "a", "é", "A & B"])


def drawn(data, story):
    """The name of an edit, the function and what it is called with."""
    ref, other = (data.draw(st.sampled_from([*story.by_ref, "gone"])) for _ in "ab")
    outcome, name = data.draw(st.integers(0, 2)), data.draw(NAMES)
    row = data.draw(st.sampled_from(catalogue.PALETTE))
    made = catalogue.new_activity(row, story)
    either = [
        ("Add", edits.insert, (made,), {"source": ref, "outcome": outcome}),
        ("Begin with", edits.insert, (made,), {"source": None}),
        ("Append", edits.append, (made,), {"source": ref, "outcome": outcome}),
        ("Remove", edits.remove, ({ref, other},), {}),
        ("Remove branch", edits.remove_branch, (ref,), {}),
        (
            "Connect",
            edits.connect,
            (),
            {"source": ref, "outcome": outcome, "target": other},
        ),
        ("End", edits.disconnect, (), {"source": ref, "outcome": outcome}),
        ("Add path", edits.add_outcome, (ref,), {}),
        ("Remove path", edits.remove_outcome, (ref, outcome), {}),
        ("Rename", edits.rename, (ref, name), {}),
        ("Rename key", edits.rename_key, (ref, f"{name}x"), {}),
        ("Name", edits.set_header, (("name",), name or None), {}),
    ]
    return data.draw(st.sampled_from(either))
