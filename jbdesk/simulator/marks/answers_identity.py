"""What is answered about signing in, and the gateway, and how we know it."""

from jbdesk.simulator.marks.told import DOCUMENTED, INFERRED, OBSERVED, Told

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
        Told(
            INFERRED,
            400,
            "A token with a scope that the package does not have",
            "The error's name follows RFC 6749; status and text are ours.",
        ),
        Told(OBSERVED, 200, "A token with two of the package's scopes"),
        Told(
            INFERRED,
            400,
            "A token for no grant",
            "The error's name follows RFC 6749; status and text are ours.",
        ),
        Told(
            INFERRED,
            400,
            "A token for a grant that is not supported",
            "The error's name follows RFC 6749; status and text are ours.",
        ),
        Told(
            INFERRED,
            400,
            ("A token for a business unit that the package is not enabled for"),
            "The error's name follows RFC 6749; status and text are ours.",
        ),
        Told(
            INFERRED,
            401,
            "A token for a web app without its user",
            "The error's name follows RFC 6749; status and text are ours.",
        ),
        Told(
            INFERRED,
            401,
            "A token for a legacy package",
            "That it is refused is documented; status and text are ours.",
        ),
        Told(
            INFERRED,
            400,
            "A refresh token that is not known",
            "The error's name follows RFC 6749; status and text are ours.",
        ),
    ),
    "POST /v1/requestToken": (
        Told(
            INFERRED,
            401,
            "A legacy token for a package that is no legacy one",
            "The error's name follows RFC 6749; status and text are ours.",
        ),
        Told(
            DOCUMENTED,
            200,
            "A legacy token",
            "For legacy packages alone; none can be made since August 2019.",
        ),
        Told(DOCUMENTED, 200, "A legacy token that can be renewed"),
        Told(DOCUMENTED, 200, "A legacy token renewed"),
        Told(INFERRED, 401, "A legacy token for a wrong secret"),
        Told(INFERRED, 400, "A legacy token by a refresh token that is not known"),
    ),
    "GET /v2/authorize": (
        Told(
            INFERRED,
            302,
            "An app asks for a code",
            "That errors go to the redirect URI is documented; their texts are ours.",
        ),
        Told(
            INFERRED,
            200,
            "The page that asks whether an app may act",
            "There a person logs in; here the page has Allow and Deny.",
        ),
        Told(
            DOCUMENTED,
            302,
            "A package that is no app asks for a code",
            "Error and text are documented; that it goes to the redirect URI, too.",
        ),
        Told(DOCUMENTED, 401, "An app that is not known asks for a code"),
    ),
    "POST /v2/authorize": (
        Told(
            INFERRED,
            302,
            "A person denies an app",
            "The error's name follows RFC 6749; the text is ours.",
        ),
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
        Told(DOCUMENTED, 200, "The context of a token for another business unit"),
        Told(
            DOCUMENTED,
            403,
            "A token of another tenant",
            "The code is documented; the text is ours.",
        ),
        Told(OBSERVED, 401, "No token at all"),
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
    "GET (any other path)": (
        Told(OBSERVED, 404, "An unknown route"),
        Told(
            INFERRED,
            596,
            "A service that does not exist",
            "The status and its meaning are documented; the body is ours.",
        ),
        Told(
            INFERRED,
            403,
            "A token in the URL",
            "Status and code are documented; the text is ours.",
        ),
        Told(OBSERVED, 401, "An unknown route without a token"),
    ),
}
