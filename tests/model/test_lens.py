"""Lenses: one place changes, everything else stays, also inside texts."""

import pytest

from jbdesk.model import lens

PATH = ("bag", "a")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"a":1,"x":1.50}', '{"a":2,"x":1.50}'),
        ('{"a": 1, "x": 1.50}', '{"a": 2, "x": 1.50}'),
        ('{"x":1e3,"é":[]}', '{"x":1e3,"é":[],"a":2}'),
    ],
)
def test_an_object_kept_as_text_changes_only_where_it_is_edited(before, after):
    written = lens.write({"bag": before}, PATH, 2)

    assert written == {"bag": after}
    assert lens.read(written, PATH) == 2


@pytest.mark.parametrize(
    "text", ["{{Event.X}}", "{", '{"a": NaN}', '{"a":' * 100_000 + "1" + "}" * 100_000]
)
def test_a_text_that_holds_no_object_is_a_text(text):
    assert lens.read({"bag": text}, PATH) is lens.ABSENT
    assert lens.remove({"bag": text}, PATH) == {"bag": text}


def test_removing_inside_a_text_leaves_a_text():
    body = {"bag": '{"a":1,"b":1.50}'}

    assert lens.read(lens.remove(body, PATH), PATH) is lens.ABSENT
    assert lens.remove(body, PATH) == {"bag": '{"b":1.50}'}
