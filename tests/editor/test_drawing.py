"""Pictures of what nobody drew by hand: they are made all the same, and soon."""

import pytest
from builders import journey, until_event, wait

from jbdesk.editor.canvas import drawing

pytestmark = pytest.mark.usefixtures("qapp")
LONG = 2_000_000


def test_a_name_of_millions_of_letters_is_cut():
    drawn = drawing.picture(journey(wait("W-1", name="x" * LONG), name="y" * LONG))

    assert len(drawn) < 100_000
    assert "xxxx" in drawn


def test_a_picture_that_is_larger_than_any_screen_goes_without_dots():
    last = 150
    loops = (
        until_event(
            f"U-{n}",
            happened=f"U-{n - 1}" if n else None,
            no=f"U-{n + 1}" if n < last else None,
        )
        for n in range(last + 1)
    )

    drawn = drawing.picture(journey(*loops))

    assert len(drawn) < 10_000 * last
