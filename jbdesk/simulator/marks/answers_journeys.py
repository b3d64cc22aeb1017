"""What is answered about journeys, and how we know it."""

from jbdesk.simulator.marks.told import DOCUMENTED, INFERRED, OBSERVED, Told

ANSWERS: dict[str, tuple[Told, ...]] = {
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
        Told(DOCUMENTED, 200, "How taking a contact out of no journey went"),
    ),
    "POST /interaction/v1/interactions/journeyhistory/search": (
        Told(OBSERVED, 200, "A history without rows"),
    ),
    "POST /interaction/v1/interactions/journeyhistory/download": (
        Told(DOCUMENTED, 200, "History as a file"),
        Told(INFERRED, 400, "History with a column that does not exist"),
        Told(INFERRED, 400, "History in a format that does not exist"),
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
        Told(OBSERVED, 200, "Journeys that there are none of"),
        Told(INFERRED, 400, "Journeys of a status that does not exist"),
        Told(INFERRED, 400, "Journeys in an order that does not exist"),
        Told(INFERRED, 400, "Journeys of a version that is no number"),
        Told(INFERRED, 400, "Journeys of an API version that is no number"),
        Told(INFERRED, 400, "The most recent versions, yes or no"),
        Told(INFERRED, 200, "Journeys of a type that does not exist"),
    ),
    "POST /interaction/v1/interactions": (
        Told(INFERRED, 409, "A second draft of a journey", "No answer was recorded."),
        Told(
            OBSERVED,
            400,
            "A name with characters that are banned",
            "The end of the item's text was not recorded.",
        ),
        Told(OBSERVED, 200, "A journey is made"),
        Told(
            INFERRED,
            400,
            "A journey without a name",
            "That it is required is documented; code and text are ours.",
        ),
        Told(
            INFERRED,
            400,
            "A journey of an API version that does not exist",
            "That there are two is documented; the answer is ours.",
        ),
        Told(INFERRED, 400, "A journey whose activities are no list"),
        Told(
            INFERRED,
            409,
            "A second version of a transactional journey",
            "That there are no versions is observed; the answer is ours.",
        ),
    ),
    "PUT /interaction/v1/interactions": (
        Told(DOCUMENTED, 404, "Updating a journey that does not exist"),
    ),
    "GET /interaction/v1/interactions/{id}": (
        Told(OBSERVED, 404, "A journey that does not exist"),
        Told(OBSERVED, 404, "A journey by what is no id"),
        Told(
            OBSERVED,
            400,
            "A journey by an empty key",
            "The text is observed; status and code are ours.",
        ),
        Told(OBSERVED, 404, "A journey whose latest version is deleted"),
    ),
    "PUT /interaction/v1/interactions/{id}": (
        Told(
            OBSERVED,
            400,
            "Saving over somebody else's change",
            "Text and code are observed; the status is ours.",
        ),
        Told(DOCUMENTED, 409, "Updating a journey that runs"),
        Told(DOCUMENTED, 400, "Updating without a version"),
        Told(OBSERVED, 200, "A draft is updated"),
        Told(
            DOCUMENTED,
            304,
            "Updating with what stands there already",
            (
                "Documented with a body, which HTTP forbids. A switch answers "
                "so; without it the journey is saved again."
            ),
        ),
        Told(
            INFERRED,
            400,
            "Updating the key",
            "That it can't change is observed; the answer is ours.",
        ),
    ),
    "DELETE /interaction/v1/interactions/{id}": (
        Told(
            INFERRED,
            409,
            "Deleting a journey that runs",
            "That it must be stopped first is observed; the answer is ours.",
        ),
        Told(OBSERVED, 200, "Deleting a journey"),
        Told(
            OBSERVED,
            404,
            "Deleting one version by the key",
            ("That the service finds none so is observed; the answer is ours."),
        ),
        Told(INFERRED, 404, "Deleting a journey that does not exist"),
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
        Told(
            OBSERVED,
            400,
            "Validating what is published",
            "The text is observed; status and code are ours.",
        ),
    ),
    "GET /interaction/v1/interactions/validateStatus/{id}": (
        Told(
            OBSERVED,
            200,
            "A draft without activities is validated",
            "The texts of errors are those of jbdesk's own checks where "
            "none was recorded.",
        ),
        Told(INFERRED, 404, "How validating went that never began"),
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
        Told(INFERRED, 400, "Stopping asynchronously what does not run"),
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
        Told(
            OBSERVED,
            400,
            "Pausing what does not run",
            "The text is observed; the status is ours.",
        ),
        Told(
            INFERRED,
            400,
            "Pausing for more days than can be",
            "The limit is that of the screen; the answer is ours.",
        ),
        Told(
            INFERRED,
            400,
            "Pausing with an end that does not exist",
            "The two ends are documented; the answer is ours.",
        ),
    ),
    "POST /interaction/v1/interactions/resume/{id}": (
        Told(OBSERVED, 400, "Resuming what is not paused"),
        Told(DOCUMENTED, 202, "Resuming a journey"),
        Told(
            DOCUMENTED,
            400,
            "Resuming without a version",
            ("Documented under 202; a switch answers so. Clients rely on 400."),
        ),
    ),
    "GET /interaction/v1/interactions/{id}/audit/{action}": (
        Told(OBSERVED, 200, "The audit log after a stop"),
        Told(OBSERVED, 200, "An audit log that is empty"),
        Told(INFERRED, 400, "An audit log of what nobody does"),
        Told(INFERRED, 404, "An audit log of a journey that does not exist"),
    ),
}
