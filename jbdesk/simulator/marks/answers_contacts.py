"""What is answered about contacts, and the model of their data."""

from jbdesk.simulator.marks.told import DOCUMENTED, INFERRED, Told

ANSWERS: dict[str, tuple[Told, ...]] = {
    "POST /contacts/v1/contacts/actions/delete": (
        Told(DOCUMENTED, 200, "Contacts are deleted by their keys"),
        Told(INFERRED, 400, "Contacts are deleted by what names no contact"),
        Told(INFERRED, 400, "Contacts are deleted without values"),
    ),
    "GET /contacts/v1/contacts/actions/delete/status": (
        Told(DOCUMENTED, 200, "A deletion while contacts are suppressed"),
        Told(DOCUMENTED, 200, "A deletion that is done"),
        Told(INFERRED, 404, "A deletion that does not exist"),
    ),
    "POST /contacts/v1/addresses/search/{by}": (
        Told(
            INFERRED,
            200,
            "Addresses by the contact key",
            (
                "The call and its body are documented; the members of an "
                "address are ours."
            ),
        ),
        Told(INFERRED, 400, "Addresses by an operator that does not exist"),
        Told(INFERRED, 400, "Addresses without a value to look for"),
        Told(INFERRED, 404, "Addresses by what there is no search for"),
    ),
    "POST /contacts/v1/attributes/search": (
        Told(
            INFERRED,
            200,
            "Contacts by an attribute",
            "The call is documented; the members of an item are ours.",
        ),
        Told(INFERRED, 400, "Contacts by no attribute"),
    ),
    "GET /contacts/v1/schema": (Told(DOCUMENTED, 200, "The schema of contacts"),),
    "GET /contacts/v1/attributeGroups": (
        Told(
            INFERRED,
            200,
            "The attribute groups",
            ("That the schema leads here is documented; the members are ours."),
        ),
    ),
    "GET /contacts/v1/attributeSetDefinitions": (
        Told(
            DOCUMENTED,
            200,
            "The attribute sets",
            ("The attributes are told with fewer members than the service has."),
        ),
    ),
    "GET /contacts/v1/attributeSetDefinitions/{id}": (
        Told(DOCUMENTED, 200, "One attribute set"),
        Told(INFERRED, 404, "An attribute set that does not exist"),
    ),
}
