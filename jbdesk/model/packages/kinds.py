"""The kinds of API integration a package can have, and what each signs in with."""

from jbdesk.model.fields import Choice

SERVER, WEB, PUBLIC = "", "web", "public"
KINDS = (
    Choice(SERVER, "Server-to-Server"),
    Choice(WEB, "Web App"),
    Choice(PUBLIC, "Public App"),
)
LABELS = {each.value: each.label for each in KINDS}
# The fields of the form that only some kinds have.
FIELDS_OF = {
    SERVER: frozenset({"client_secret"}),
    WEB: frozenset({"client_secret", "redirect_url"}),
    PUBLIC: frozenset({"redirect_url"}),
}


def has_field(kind: str, field: str) -> bool:
    """Whether the form of that kind of package has a field."""
    is_special = any(field in fields for fields in FIELDS_OF.values())
    return not is_special or field in FIELDS_OF.get(kind, frozenset())


def signs_in(kind: str) -> bool:
    """Whether a person signs in, in a browser."""
    return kind in (WEB, PUBLIC)


def has_secret(kind: str) -> bool:
    return kind != PUBLIC
