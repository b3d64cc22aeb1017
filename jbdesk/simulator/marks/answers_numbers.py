"""What is answered about numbers, sums, and transactional journeys."""

from jbdesk.simulator.marks.told import INFERRED, OBSERVED, Told

ANSWERS: dict[str, tuple[Told, ...]] = {
    "GET /interaction/v1/interactions/{id}/summary": (
        Told(OBSERVED, 200, "What a journey is made of"),
        Told(INFERRED, 404, "The summary of a journey that does not exist"),
    ),
    "GET /interaction/v1/interactions/status/{id}": (
        Told(OBSERVED, 200, "The status of all versions", "Their order is ours."),
        Told(OBSERVED, 200, "The status of one version"),
        Told(OBSERVED, 200, "The status of a version that does not exist"),
        Told(
            OBSERVED,
            400,
            "The status of no version",
            "The text and the status are observed; the code is ours.",
        ),
    ),
    "GET /interaction/v1/goalstatistics/{id}": (
        Told(
            INFERRED,
            200,
            "How many met the goal",
            (
                "The call is observed in the list of methods; the members of "
                "the answer are ours."
            ),
        ),
    ),
    "POST /interaction/v1/goalstatistics/clear/{id}": (
        Told(
            INFERRED,
            200,
            "Goals are counted anew",
            (
                "The call is observed in the list of methods; the members of "
                "the answer are ours."
            ),
        ),
    ),
    "GET /interaction/v1/waitstatistics/{id}": (
        Told(
            INFERRED,
            200,
            "How many wait where",
            (
                "The call is observed in the list of methods; the members of "
                "the answer are ours."
            ),
        ),
    ),
    "GET /interaction/v1/triggerstats/{id}": (
        Told(OBSERVED, 200, "What became of an event's contacts"),
        Told(
            INFERRED, 404, "What became of the contacts of an event that does not exist"
        ),
    ),
    "GET /interaction/v1/triggerstats/{id}/{definition}": (
        Told(
            INFERRED,
            200,
            "What became of an event's contacts in one version",
            (
                "The call is observed in the list of methods; its answer is "
                "taken to be that without a version."
            ),
        ),
    ),
    "POST /interaction/v1/interactions/journeyhistory/filter": (
        Told(
            INFERRED,
            200,
            "What the history can be narrowed by",
            (
                "That journeys, types and statuses are told is observed; the "
                "names of the members are ours."
            ),
        ),
    ),
    "POST /interaction/v1/interactions/journeyhistory/summary": (
        Told(
            OBSERVED,
            200,
            "The history of a journey in numbers",
            "What each number counts is ours.",
        ),
    ),
    "POST /interaction/v1/interactions/journeyhistory/timeSeries": (
        Told(
            INFERRED,
            200,
            "The history over time",
            (
                "The call is observed in the list of methods; the members of "
                "the answer are ours."
            ),
        ),
        Told(INFERRED, 400, "The history over time by a step that does not exist"),
    ),
    "POST /interaction/v1/interactions/journeyhistory/contactkey": (
        Told(
            INFERRED,
            200,
            "Contacts of the history by the beginning of their key",
            "The body is observed; the answer is ours.",
        ),
    ),
    "POST /interaction/v1/interactions/transactional/create": (
        Told(OBSERVED, 200, "A transactional journey is begun"),
        Told(
            OBSERVED,
            400,
            "A transactional journey without event and email",
            "The code and its meaning are observed; the texts are ours.",
        ),
        Told(
            INFERRED, 400, "A journey of several steps is begun as a transactional one"
        ),
        Told(INFERRED, 404, "A transactional journey that does not exist is begun"),
    ),
    "POST /interaction/v1/interactions/transactional/pause": (
        Told(OBSERVED, 200, "A transactional journey is paused"),
        Told(INFERRED, 400, "A transactional journey that is a draft is paused"),
    ),
    "POST /interaction/v1/interactions/transactional/resume": (
        Told(OBSERVED, 200, "A transactional journey is resumed"),
    ),
    "POST /interaction/v1/interactions/transactional/clearQueue": (
        Told(OBSERVED, 200, "The queue of a transactional journey is cleared"),
        Told(INFERRED, 400, "A queue is cleared without a journey"),
    ),
    "POST /interaction-experimental/v1/batchcontactevents": (
        Told(
            INFERRED,
            202,
            "Contacts in a batch through the experimental door",
            ("The body is observed; the answer is taken to be that of the later door."),
        ),
        Told(
            INFERRED, 400, "A batch through the experimental door whose count is wrong"
        ),
    ),
    "POST /interaction/v1/interactions/categories/{id}": (
        Told(
            INFERRED,
            200,
            "A journey is moved into a folder",
            (
                "The call is observed in the list of methods; the members of "
                "the answer are ours."
            ),
        ),
        Told(INFERRED, 400, "Nothing is moved into a folder"),
        Told(INFERRED, 404, "A journey that does not exist is moved into a folder"),
    ),
    "GET /interaction/v1/interactions/categories/{id}/counts": (
        Told(
            INFERRED,
            200,
            "How many journeys are in a folder",
            (
                "The call is observed in the list of methods; the members of "
                "the answer are ours."
            ),
        ),
        Told(INFERRED, 400, "How many journeys are in what is no folder"),
    ),
    "DELETE /interaction/v1/interactions/categories/{id}": (
        Told(
            INFERRED,
            200,
            "A folder is deleted with its journeys",
            (
                "The call is observed in the list of methods; the members of "
                "the answer are ours."
            ),
        ),
        Told(INFERRED, 409, "A folder with a journey that runs is deleted"),
        Told(INFERRED, 404, "A folder that is empty is deleted"),
    ),
    "GET /interaction/v1/system-overview": (
        Told(
            INFERRED,
            200,
            "How the whole business unit is doing",
            (
                "The call is observed in the list of methods; the members of "
                "the answer are ours."
            ),
        ),
    ),
    "GET /interaction/v1/system-overview/timeseries": (
        Told(
            INFERRED,
            200,
            "How the last day went by the hour",
            (
                "The call is observed in the list of methods; the members of "
                "the answer are ours."
            ),
        ),
    ),
    "GET /interaction/v1/system-overview/activities": (
        Told(
            INFERRED,
            200,
            "How the last day went by activities",
            (
                "The call is observed in the list of methods; the members of "
                "the answer are ours."
            ),
        ),
    ),
    "GET /interaction/v1/definitionTemplates": (
        Told(
            INFERRED,
            200,
            "Definition templates that there are none of",
            (
                "The call is observed in the list of methods; the members of "
                "the answer are ours."
            ),
        ),
    ),
    "POST /interaction/v1/definitionTemplates": (
        Told(
            INFERRED,
            200,
            "A definition template is made",
            (
                "The call is observed in the list of methods; the members of "
                "the answer are ours."
            ),
        ),
        Told(INFERRED, 400, "A definition template without a name"),
    ),
    "GET /interaction/v1/definitionTemplates/{id}": (
        Told(
            INFERRED,
            200,
            "One definition template",
            (
                "The call is observed in the list of methods; the members of "
                "the answer are ours."
            ),
        ),
        Told(INFERRED, 404, "A definition template that does not exist"),
    ),
    "PUT /interaction/v1/definitionTemplates/{id}": (
        Told(
            INFERRED,
            200,
            "A definition template is changed",
            (
                "The call is observed in the list of methods; the members of "
                "the answer are ours."
            ),
        ),
    ),
    "PATCH (any other path)": (
        Told(
            OBSERVED,
            404,
            "An event definition is patched",
            (
                "That this is not supported is observed; the answer is that of "
                "an unknown route."
            ),
        ),
    ),
}
