"""What can be set on a journey itself, and its re-entry settings in words."""

from jbdesk.model.fields import Choice, Field, Kind

ENTRY_MODES = (
    Choice("NotSet", "Not chosen yet"),
    Choice("OnceAndDone", "No re-entry"),
    Choice("MultipleEntries", "Re-entry at any time"),
    Choice("SingleEntryAcrossAllVersions", "Re-entry only after leaving"),
)
NAME = Field("name", "Name", (("name",),), required=True)
DESCRIPTION = Field("description", "Description", (("description",),), Kind.LONG_TEXT)
ENTRY_MODE = Field(
    "entryMode",
    "Re-entry",
    (("entryMode",),),
    Kind.CHOICE,
    required=True,
    choices=ENTRY_MODES,
    help="Whether a contact who was in this journey may come again.",
)


def is_entry_mode(word: object) -> bool:
    """Whether the service knows this re-entry setting."""
    return any(choice.value == word for choice in ENTRY_MODES)
