"""How long ago something was, as a person says it."""

from jbdesk.model.texts.words import counted

MINUTE, HOUR, DAY = 60, 3600, 86400
_STEPS = ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"))


def ago(seconds: float) -> str:
    """Tell an age: "just now", "2 hours ago"; rounded down."""
    for length, word in _STEPS:
        if seconds >= length:
            return f"{counted(int(seconds // length), word)} ago"
    return "just now"
