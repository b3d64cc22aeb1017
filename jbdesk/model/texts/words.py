"""Small phrases that summaries and problems share."""

from typing import Any

NOT_CONFIGURED = "not configured"


def counted(number: int, word: str, several: str = "") -> str:
    """A number with its word: "1 day", "3 days", "2,000 rows"."""
    return f"{number:,} {word if abs(number) == 1 else several or f'{word}s'}"


def text_in(value: Any) -> str:
    """The value where it is text; "" where it is anything else."""
    return value.strip() if isinstance(value, str) else ""


def first_line(text: str, most: int = 60) -> str:
    """What of a text fits on one short line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def object_in(value: Any) -> dict[str, Any]:
    """The value where it is a JSON object; {} where it is anything else."""
    return value if isinstance(value, dict) else {}
