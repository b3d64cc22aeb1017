"""What is answered about data extensions, contacts and assets, and how we know it."""

from jbdesk.simulator.marks.told import DOCUMENTED, INFERRED, OBSERVED, Told

ANSWERS: dict[str, tuple[Told, ...]] = {
    "POST /asset/v1/content/assets/query": (
        Told(
            OBSERVED,
            200,
            "An e-mail by the number that journeys name it by",
            "The query is documented; the number’s path is in many clients.",  # noqa: RUF001 - typographic
        ),
        Told(DOCUMENTED, 200, "Assets whose key nothing has"),
        Told(INFERRED, 400, "Assets by no query"),
        Told(INFERRED, 400, "Assets by an operator that does not exist"),
    ),
    "GET /data/v1/customobjects": (
        Told(
            OBSERVED,
            403,
            "A call without the scope it needs",
            "The capital letters of the text are unproven.",
        ),
        Told(OBSERVED, 200, "Data extensions by their name"),
        Told(
            OBSERVED,
            400,
            "Data extensions by nothing",
            "That it is refused is observed; code and text are ours.",
        ),
        Told(INFERRED, 400, "Data extensions ordered by a column that does not exist"),
    ),
    "POST /data/v1/customobjects": (
        Told(OBSERVED, 201, "A data extension is made"),
        Told(
            OBSERVED,
            400,
            "A data extension whose field lacks a flag",
            ("That all flags are required is observed; code and text are ours."),
        ),
        Told(INFERRED, 409, "A data extension with a key that is taken"),
        Told(
            INFERRED,
            400,
            "A data extension whose primary key is nullable",
            "That it must not be is observed; code and text are ours.",
        ),
    ),
    "GET /data/v1/customobjects/category/{category}": (
        Told(OBSERVED, 200, "Data extensions of a folder that is empty"),
    ),
    "GET /data/v1/customobjects/{id}": (
        Told(OBSERVED, 200, "One data extension"),
        Told(OBSERVED, 400, "A data extension that does not exist"),
    ),
    "PATCH /data/v1/customobjects/{id}": (
        Told(
            INFERRED,
            200,
            "A data extension is renamed",
            "The call is observed; status and body are ours.",
        ),
    ),
    "DELETE /data/v1/customobjects/{id}": (
        Told(
            INFERRED,
            200,
            "A data extension is deleted",
            "The call is observed; status and body are ours.",
        ),
    ),
    "GET /data/v1/customobjects/{id}/fields": (
        Told(
            OBSERVED,
            200,
            "The fields of a data extension",
            "maskType and storageType are ours.",
        ),
    ),
    "POST /data/v1/customobjects/{id}/cleardata": (
        Told(
            INFERRED,
            200,
            "A data extension is emptied",
            "The call is observed; status and body are ours.",
        ),
    ),
    "GET /data/v1/customobjectdata/key/{key}/rowset": (
        Told(OBSERVED, 200, "Rows of a data extension that has none"),
        Told(
            OBSERVED,
            200,
            "Rows by a filter, in an order",
            "The lower case of the names is common practice.",
        ),
        Told(INFERRED, 400, "Rows by a filter that can't be read"),
        Told(OBSERVED, 400, "Rows of a data extension with a key that nobody knows"),
    ),
    "POST /hub/v1/dataevents/{id}/rowset": (
        Told(OBSERVED, 200, "Rows written at once"),
        Told(OBSERVED, 400, "A row with a primary key that is none"),
        Told(
            OBSERVED,
            400,
            "A row with a value of the wrong type",
            "The texts of the inner errors are ours.",
        ),
        Told(OBSERVED, 400, "Rows of a data extension that does not exist"),
        Told(INFERRED, 400, "Rows that are no list"),
    ),
    "PUT /data/v1/async/dataextensions/{id}/rows": (
        Told(DOCUMENTED, 202, "Rows to be changed later"),
    ),
    "POST /data/v1/async/dataextensions/{id}/rows": (
        Told(DOCUMENTED, 202, "Rows to be inserted later"),
        Told(INFERRED, 400, "Rows to be inserted later without items"),
    ),
    "GET /data/v1/async/{id}/status": (
        Told(DOCUMENTED, 200, "How writing rows later went"),
        Told(INFERRED, 404, "How writing went that nobody asked for"),
    ),
    "GET /data/v1/async/{id}/results": (
        Told(
            INFERRED,
            200,
            "The results of writing rows later",
            "The call is documented; the members of its items are ours.",
        ),
        Told(INFERRED, 404, "The results of writing that nobody asked for"),
    ),
    "POST /contacts/v1/contacts": (
        Told(OBSERVED, 200, "A contact is made"),
        Told(
            INFERRED,
            200,
            "A contact without any attribute",
            "That it fails under status 200 is observed; the members of "
            "the message are ours.",
        ),
    ),
    "PATCH /contacts/v1/contacts": (Told(OBSERVED, 200, "A contact is changed"),),
    "POST /contacts/v1/addresses/email/search": (
        Told(DOCUMENTED, 200, "Contacts by their address"),
        Told(INFERRED, 400, "Contacts by no address"),
        Told(DOCUMENTED, 200, "Contacts by an address that nobody has"),
    ),
}
