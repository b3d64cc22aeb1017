"""What the service owns, fills in or reorders is no difference."""

from pathlib import Path

import pytest
from builders import journey, wait

from jbdesk.model import difference, lens, wire

TESTS = Path(__file__).parents[1]
FILES = [
    *sorted((TESTS / "fixtures" / "journeys").glob("*.json")),
    *sorted((TESTS.parents[1] / "shared" / "journeys").glob("*.json")),
]


def texts(before, after):
    return [each.text for each in difference.compare(before, after).changes]


def written(story, path, value):
    return story.with_body(lens.write(story.body, path, value))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_journey_does_not_differ_from_its_copy_in_another_order(path):
    for body in wire.journeys_in(wire.loads(path.read_bytes())):
        story = wire.journey_from(body)
        if len({each.key for each in story.activities}) < len(story.activities):
            continue  # repeated keys are told apart by their order
        copy = wire.journey_from(wire.loads(wire.dumps(body)))
        first = [each for each in copy.activities if each.key == copy.start]
        rest = [each for each in copy.activities if each.key != copy.start]

        found = difference.compare(story, copy.with_activities([*first, *rest[::-1]]))

        assert found.changes == () or len(story.roots) > 1
        assert difference.summary(difference.compare(story, copy)) == "Nothing changed"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("id",), "1"),
        (("definitionId",), "2"),
        (("version",), 3),
        (("status",), "Published"),
        (("modifiedDate",), "2026-01-01T00:00:00"),
        (("stats",), {"currentPopulation": 3}),
        (("categoryId",), 5),
        (("goals",), None),
        (("metaData", "tags"), []),
        (("triggers", 0, "id"), "1"),
        (("triggers", 0, "arguments"), {"startActivityKey": "{{Context.X}}"}),
        (("activities", 0, "id"), "1"),
        (("activities", 0, "schema"), {"arguments": {"endDate": {}}}),
        (("activities", 0, "type"), "Wait"),
        (("activities", 0, "metaData", "isConfigured"), False),
        (("activities", 0, "arguments", "waitQueueId"), "{{Context.WaitQueueId}}"),
        (("activities", 0, "arguments", "waitDefinitionId"), "1"),
        (("activities", 0, "configurationArguments", "specificDate"), ""),
        (("activities", 0, "configurationArguments", "timeZone"), ""),
        (("activities", 0, "configurationArguments", "waitDuration"), "1"),
        (("activities", 0, "configurationArguments", "waitDuration"), 1.0),
        (("activities", 0, "configurationArguments", "waitUnit"), "days"),
        (("activities", 0, "outcomes", 0, "next"), ""),
    ],
)
def test_what_the_service_writes_is_no_difference(path, value):
    story = journey(wait("a"))

    assert texts(story, written(story, path, value)) == []
