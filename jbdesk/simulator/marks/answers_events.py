"""What is answered about event definitions and events, and how we know it."""

from jbdesk.simulator.marks.told import DOCUMENTED, INFERRED, OBSERVED, Told

ANSWERS: dict[str, tuple[Told, ...]] = {
    "GET /interaction/v1/eventDefinitions": (
        Told(DOCUMENTED, 200, "Event definitions by their name"),
        Told(OBSERVED, 200, "Event definitions by a name that none has"),
        Told(DOCUMENTED, 200, "A page size without a page counts for nothing"),
        Told(
            INFERRED,
            400,
            "A page that is no number",
            "The code is documented, the text observed of a sister service.",
        ),
    ),
    "GET /interaction/v1/eventDefinitions/{id}": (
        Told(OBSERVED, 200, "An API event with its data extension"),
        Told(OBSERVED, 400, "An event definition that does not exist"),
    ),
    "POST /interaction/v1/eventDefinitions": (
        Told(OBSERVED, 200, "An event definition is made with a schema"),
        Told(
            OBSERVED,
            400,
            "An event definition without a data extension",
            "The code is ours.",
        ),
        Told(
            INFERRED,
            409,
            "An event definition with a key that is taken",
            "No answer was recorded.",
        ),
        Told(
            INFERRED,
            400,
            "An event definition without a name",
            "That it is required is documented; code and text are ours.",
        ),
        Told(
            DOCUMENTED,
            400,
            "An event definition with a schema without a contact key",
            (
                "That such a field is mandatory is documented; the answer is "
                "that of no schema."
            ),
        ),
        Told(
            INFERRED,
            400,
            "An event definition with a data extension that does not exist",
        ),
        Told(
            INFERRED,
            400,
            "An event definition with a key that is too long",
            "The limit is observed; the answer is ours.",
        ),
    ),
    "PUT /interaction/v1/eventDefinitions/{id}": (
        Told(
            INFERRED,
            400,
            "An event definition is changed while a journey that uses it runs",
            "That it fails is observed; the answer is ours.",
        ),
        Told(OBSERVED, 200, "An event definition is renamed"),
        Told(
            INFERRED,
            400,
            "An event definition that does not exist is changed",
            "Taken to be the answer of deleting one.",
        ),
    ),
    "DELETE /interaction/v1/eventDefinitions/{id}": (
        Told(OBSERVED, 200, "An event definition is deleted"),
        Told(
            OBSERVED,
            400,
            "An event definition that does not exist is deleted",
            "The status is ours.",
        ),
    ),
    "POST /interaction/v1/events": (
        Told(
            INFERRED,
            400,
            "An event without a contact key",
            "That it is refused is documented; code and text are ours.",
        ),
        Told(
            INFERRED,
            400,
            "An event with a field that is not in the data extension",
            "That it is refused is documented; the item's text is ours.",
        ),
        Told(
            OBSERVED,
            400,
            "An event with a value of the wrong type",
            "The end of the item's text may be missing.",
        ),
        Told(DOCUMENTED, 201, "An event that is accepted"),
        Told(OBSERVED, 400, "An event without a required field"),
        Told(INFERRED, 400, "An event with a key that nobody knows"),
        Told(
            INFERRED,
            400,
            "An event for a contact that is not active",
            (
                "That it is refused with this status is documented; code and "
                "text are ours."
            ),
        ),
        Told(
            INFERRED,
            401,
            "A token in the body",
            "Status and code are documented; the text is ours.",
        ),
        Told(
            DOCUMENTED,
            400,
            "An event that is not JSON",
            ("Status and code are documented; the text is that of a sister service."),
        ),
        Told(
            INFERRED,
            415,
            "An event that is a form",
            "The status is documented; the body is ours.",
        ),
        Told(
            INFERRED,
            400,
            "An event without a key",
            "That it is refused is documented; code and text are ours.",
        ),
        Told(
            INFERRED,
            400,
            "An event of a type that can't be fired",
            "That it can't is documented; the answer is ours.",
        ),
        Told(INFERRED, 400, "An event with data that is no object"),
    ),
    "POST /interaction/v1/async/events": (
        Told(
            DOCUMENTED,
            202,
            "A batch with one member that is right and one that is wrong",
        ),
        Told(INFERRED, 400, "A batch without members"),
        Told(
            INFERRED,
            400,
            "A batch of more than a hundred members",
            "The limit is documented; code and text are ours.",
        ),
        Told(INFERRED, 400, "A batch with a key that nobody knows"),
        Told(
            DOCUMENTED,
            400,
            "A batch for a key that too many journeys listen to",
            (
                "Code and scenario are documented; of the text only the "
                "beginning is known."
            ),
        ),
    ),
    "GET /interaction/v1/async/events/status": (
        Told(INFERRED, 200, "What became of a batch's members"),
        Told(INFERRED, 400, "What became of members of a type that does not exist"),
        Told(DOCUMENTED, 200, "What became of nobody"),
    ),
    "POST /interaction-experimental/v1/events": (
        Told(OBSERVED, 201, "An event through the experimental door"),
        Told(
            OBSERVED,
            400,
            "An event through the experimental door without a required field",
        ),
    ),
    "POST /contacts/v1/contactEvents": (
        Told(OBSERVED, 200, "A contact event"),
        Told(INFERRED, 400, "A contact event for a contact that nobody knows"),
    ),
}
