"""What is answered about signing in, and the gateway, and how we know it."""

from jbdesk.simulator.told import DOCUMENTED, INFERRED, OBSERVED, Told

ANSWERS: dict[str, tuple[Told, ...]] = {
    "POST /v2/token": (
        Told(OBSERVED, 401, "A client with a wrong secret"),
        Told(OBSERVED, 200, "A token for a form"),
        Told(
            INFERRED,
            400,
            "A code that is not known",
            "The error's name follows RFC 6749; status and text are ours.",
        ),
        Told(OBSERVED, 400, "A token for client credentials"),
        Told(OBSERVED, 200, "A token with two of the package's scopes"),
    ),
    "POST /v1/requestToken": (Told(DOCUMENTED, 200, "A legacy token"),),
    "GET /v2/authorize": (
        Told(
            INFERRED,
            302,
            "An app asks for a code",
            "That errors go to the redirect URI is documented; their texts are ours.",
        ),
        Told(DOCUMENTED, 401, "An app that is not known asks for a code"),
    ),
    "GET /v2/userinfo": (
        Told(
            DOCUMENTED,
            200,
            "Who is signed in",
            "The nesting of rest, application and permissions is ours.",
        ),
    ),
    "GET /platform/v1/tokenContext": (
        Told(OBSERVED, 401, "A token that opens nothing"),
        Told(DOCUMENTED, 200, "The context of a token"),
    ),
    "GET /platform/v1/endpoints": (
        Told(
            INFERRED,
            200,
            "All endpoints",
            "Observed are nine items of this kind; here are those that lead somewhere.",
        ),
    ),
    "GET /platform/v1/endpoints/{type}": (
        Told(DOCUMENTED, 200, "An endpoint"),
        Told(DOCUMENTED, 404, "An endpoint that does not exist"),
    ),
    "GET /interaction/v1/rest": (Told(DOCUMENTED, 200, "The discovery document"),),
    "GET (any other path)": (Told(OBSERVED, 404, "An unknown route"),),
}
