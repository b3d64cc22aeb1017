"""How long ago something was, in words."""

import pytest

from jbdesk.model.texts.ages import ago


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (7300, "2 hours ago"),
        (200_000, "2 days ago"),
    ],
)
def test_an_age_is_told_by_its_largest_unit(seconds, told):
    assert ago(seconds) == told
