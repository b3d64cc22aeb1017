"""What is answered about journeys and event definitions, and how we know it."""

from jbdesk.simulator.told import DOCUMENTED, INFERRED, OBSERVED, Told

ANSWERS: dict[str, tuple[Told, ...]] = {
    "GET /interaction/v1/eventDefinitions": (
        Told(DOCUMENTED, 200, "Event definitions by their name"),
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
    ),
    "PUT /interaction/v1/eventDefinitions/{id}": (
        Told(
            INFERRED,
            400,
            "An event definition is changed while a journey that uses it runs",
            "That it fails is observed; the answer is ours.",
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
    "POST /interaction/v1/interactions/contactMembership": (
        Told(DOCUMENTED, 200, "Nobody is inside"),
        Told(DOCUMENTED, 200, "Somebody is inside"),
        Told(INFERRED, 400, "Membership of nobody"),
    ),
    "POST /interaction/v1/interactions/contactexit": (
        Told(DOCUMENTED, 202, "A contact is taken out"),
        Told(
            DOCUMENTED, 202, "A contact is taken out of a journey that does not exist"
        ),
        Told(DOCUMENTED, 202, "Contacts are taken out by a body that is no list"),
        Told(
            INFERRED,
            400,
            "More contacts than can be taken out at once",
            ("That there are at most fifty is documented; the answer is ours."),
        ),
    ),
    "POST /interaction/v1/interactions/contactexit/status": (
        Told(DOCUMENTED, 200, "How taking a contact out went"),
    ),
    "POST /interaction/v1/interactions/journeyhistory/search": (
        Told(OBSERVED, 200, "A history without rows"),
    ),
    "POST /interaction/v1/interactions/journeyhistory/download": (
        Told(DOCUMENTED, 200, "History as a file"),
    ),
    "POST /interaction/v1/interactions/journeyhistory/estimate": (
        Told(
            INFERRED,
            200,
            "How large a file of history would be",
            "That rows and sizes are told is documented; the names of "
            "the members are ours.",
        ),
    ),
    "GET /interaction/v1/interactions/journeyhistory/freshness": (
        Told(
            INFERRED,
            200,
            "How far the history lags behind",
            "Seconds are documented; the name of the member is ours.",
        ),
    ),
    "GET /interaction/v1/interactions": (
        Told(DOCUMENTED, 429, "Too many requests"),
        Told(DOCUMENTED, 429, "Requests that are blocked"),
        Told(OBSERVED, 200, "A journey in the list, without activities"),
    ),
    "POST /interaction/v1/interactions": (
        Told(INFERRED, 409, "A second draft of a journey", "No answer was recorded."),
        Told(
            OBSERVED,
            400,
            "A name with characters that are banned",
            "The end of the item's text was not recorded.",
        ),
    ),
    "PUT /interaction/v1/interactions": (
        Told(DOCUMENTED, 404, "Updating a journey that does not exist"),
    ),
    "GET /interaction/v1/interactions/{id}": (
        Told(OBSERVED, 404, "A journey that does not exist"),
    ),
    "PUT /interaction/v1/interactions/{id}": (
        Told(
            OBSERVED,
            400,
            "Saving over somebody else's change",
            "Text and code are observed; the status is ours.",
        ),
        Told(DOCUMENTED, 409, "Updating a journey that runs"),
    ),
    "DELETE /interaction/v1/interactions/{id}": (
        Told(
            INFERRED,
            409,
            "Deleting a journey that runs",
            "That it must be stopped first is observed; the answer is ours.",
        ),
        Told(OBSERVED, 200, "Deleting a journey"),
    ),
    "POST /interaction/v1/interactions/publishAsync/{id}": (
        Told(
            INFERRED,
            400,
            "Publishing what is published",
            "The text is observed; status and code are ours.",
        ),
        Told(OBSERVED, 200, "Publishing begins"),
        Told(
            INFERRED,
            200,
            "Publishing at a later moment",
            ("That such a status exists is documented; how it is asked for is ours."),
        ),
        Told(INFERRED, 400, "Publishing at a moment that is no date"),
        Told(
            INFERRED,
            400,
            "Publishing without a version",
            ("That the number is required is documented; code and text are ours."),
        ),
        Told(INFERRED, 404, "Publishing a journey that does not exist"),
    ),
    "GET /interaction/v1/interactions/publishStatus/{id}": (
        Told(OBSERVED, 200, "How publishing went"),
        Told(INFERRED, 404, "How publishing went that never began"),
    ),
    "POST /interaction/v1/interactions/validateAsync/{id}": (
        Told(OBSERVED, 200, "Validating begins"),
    ),
    "GET /interaction/v1/interactions/validateStatus/{id}": (
        Told(
            OBSERVED,
            200,
            "A draft without activities is validated",
            "The texts of errors are those of jbdesk's own checks where "
            "none was recorded.",
        ),
    ),
    "POST /interaction/v1/interactions/stop/{id}": (
        Told(OBSERVED, 200, "Stopping a journey"),
        Told(OBSERVED, 400, "Stopping what does not run"),
    ),
    "POST /interaction/v1/interactions/stopAsync/{id}": (
        Told(
            INFERRED,
            200,
            "Stopping a journey asynchronously",
            "The call is observed in the list of methods; its answer is "
            "taken to be that of stop.",
        ),
    ),
    "POST /interaction/v1/interactions/pause/{id}": (
        Told(DOCUMENTED, 202, "Pausing a journey"),
        Told(
            DOCUMENTED,
            400,
            "Pausing without a version",
            "Documented under 202; a switch answers so. Clients rely on 400.",
        ),
        Told(DOCUMENTED, 202, "Pausing without a version, as documented"),
    ),
    "POST /interaction/v1/interactions/resume/{id}": (
        Told(OBSERVED, 400, "Resuming what is not paused"),
        Told(DOCUMENTED, 202, "Resuming a journey"),
    ),
    "GET /interaction/v1/interactions/{id}/audit/{action}": (
        Told(OBSERVED, 200, "The audit log after a stop"),
        Told(OBSERVED, 200, "An audit log that is empty"),
    ),
}
