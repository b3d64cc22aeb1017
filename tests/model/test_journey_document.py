"""A journey as Markdown and as HTML: everything in words, nothing as markup."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from builders import (
    END,
    criteria_equal,
    email,
    journey,
    random_split,
    rest,
    split,
    trigger,
    wait,
)
from hypothesis import given
from test_generated_journeys import JOURNEYS

from jbdesk.model import lens, wire
from jbdesk.model.journeys import journey_file
from jbdesk.model.telling import journey_document
from jbdesk.model.telling.journey_told import told

TESTS = Path(__file__).parents[1]
FILES = [
    *sorted((TESTS / "fixtures" / "journeys").glob("*.json")),
    *sorted((TESTS.parents[1] / "shared" / "journeys").glob("*.json")),
]
VOID = {"meta", "br", "link", "img"}


class Balanced(HTMLParser):
    """Fails where a tag is closed that is not open."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.texts = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def read(html):
    page = Balanced()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


def story():
    return journey(
        wait("w", 3, name=""),
        split("s", vip="a", remainder="b", name="Who is it?"),
        email("a", name="Welcome | *VIP*", to="b"),
        random_split("b", (50, "c"), (50, END)),
        rest("c", url="https://example.com/execute"),
    )


def test_steps_have_their_numbers_fields_and_ways_in_words():
    text = journey_document.markdown(story())

    assert text.startswith("# Welcome\n")
    assert "### 1. 3 days" in text or "### 1. Wait by duration" in text
    assert "| Wait for | 3 |" in text
    assert "| Unit | Days |" in text
    assert "- vip: Kind is “vip” → 3. Welcome \\| \\*VIP\\*" in text
    assert "→ contacts leave the journey" in text


def test_entry_goals_and_exits_are_told_with_their_filters():
    goal = {
        "name": "Bought",
        "configurationArguments": {"criteria": criteria_equal("Bought", "yes")},
        "metaData": {"isExitCriteria": True},
    }
    entry = trigger(criteria=criteria_equal("Kind", "new"))
    text = journey_document.markdown(
        journey(wait("w"), triggers=[entry], goals=[goal], exits=[{}])
    )

    assert "- **Filter:** Kind is “new”" in text
    assert "- **Bought:** Bought is “yes”; contacts leave on reaching it" in text
    assert "- **Exit:** no filter" in text
    assert "- **Re-entry:** Re-entry at any time" in text


def test_a_binding_is_told_in_words_beside_what_is_written():
    after = lens.write(
        email("a").body,
        ("configurationArguments", "triggeredSend", "emailSubject"),
        'Hi {{Event.Key."FirstName"}}',
    )
    before = journey(email("a"))
    changed = before.with_activity("a", before["a"].with_body(after))

    (row,) = [each for each in told(changed).steps[0].rows if each.label == "Subject"]

    assert row.text == 'Hi {{Event.Key."FirstName"}} (“FirstName” of the entry event)'


def test_what_may_be_a_secret_is_not_told():
    before = journey(rest("r"))
    body = lens.write(
        before["r"].body,
        ("arguments", "execute", "inArguments"),
        [{"api_key": "hunter2"}],
    )
    after = before.with_activity("r", before["r"].with_body(body))

    text = journey_document.markdown(after) + journey_document.html(after)

    assert "hunter2" not in text


def test_an_activity_that_no_path_leads_to_is_told_as_such():
    lost = journey(wait("a", to=END), wait("b"))

    assert [each.is_reached for each in told(lost).steps] == [True, False]
    assert journey_document.NOT_REACHED in journey_document.markdown(lost)


def test_html_is_whole_and_takes_nothing_of_the_journey_for_markup():
    evil = journey(email("a", name="<script>alert(1)</script>"), name="<b>&")

    page = read(journey_document.html(evil, "<?xml version='1.0'?>\n<svg></svg>"))

    assert "script" not in page.tags
    assert "b" not in page.tags
    assert page.tags.count("svg") == 1
    assert "<b>&" in page.texts


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_becomes_a_document(path):
    for each in journey_file.journeys_in(path):
        found = told(each)
        assert len(found.steps) == len(each.by_ref)
        page = read(journey_document.html(each))
        assert page.tags.count("h3") == len(each.by_ref)
        assert journey_document.markdown(each).count("\n### ") == len(each.by_ref)


@given(JOURNEYS)
def test_any_journey_becomes_a_document(body):
    any_journey = wire.journey_from(body)

    assert journey_document.markdown(any_journey)
    read(journey_document.html(any_journey))
