"""Where a command writes: how wide it is, whether in colour, what it can show.

A person's terminal gets colours and lines that end at its edge; a file or
another program gets each line whole and plain.
"""

import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TextIO

from jbdesk.model.problem import Failure
from jbdesk.model.texts import plain_text

_PIECE = 8192  # letters; Python without buffers drops what one write leaves over
NARROWEST = 50  # columns; below it lines are not wrapped any more


class Tone(StrEnum):
    """What a word is coloured for, as the terminal's number for it."""

    STRONG = "1"
    FAINT = "2"
    BAD = "31"
    GOOD = "32"
    WARNING = "33"


@dataclass(frozen=True)
class Terminal:
    """What is known of the place that is written to."""

    encoding: str = "utf-8"
    width: int = 0  # 0: lines are as long as they are
    is_coloured: bool = False

    def shown(self, text: str) -> str:
        """The text on one line, with what can't be shown as its number."""
        return plain_text.for_terminal(text.replace("\n", " "), self.encoding)

    def toned(self, text: str, tone: Tone | None) -> str:
        text = self.shown(text)
        is_plain = tone is None or not self.is_coloured or not text
        return text if is_plain else f"\x1b[{tone}m{text}\x1b[0m"

    def row(
        self,
        lead: str,
        text: str,
        *,
        column: int,
        indent: int = 0,
        tone: Tone | None = None,
    ) -> str:
        """A word, and what stands beside it from a column on."""
        gap = " " * max(column - indent - cells(self.shown(lead)), 1)
        told = self._wrapped(self.shown(text), column)
        return f"{' ' * indent}{self.toned(lead, tone)}{gap}{told}".rstrip()

    def _wrapped(self, text: str, column: int) -> str:
        if self.width - column < NARROWEST:
            return text
        lines = textwrap.wrap(text, self.width - column, break_on_hyphens=False)
        return f"\n{' ' * column}".join(lines)


def cells(text: str) -> int:
    """Count the columns that a text takes; Chinese letters take two."""
    return sum(
        0
        if unicodedata.combining(each)
        else 2
        if unicodedata.east_asian_width(each) in "WF"
        else 1
        for each in text
    )


def of(stream: TextIO | None, environ: Mapping[str, str]) -> Terminal:
    """Find out what a stream is; where there is none, nothing is told anyway."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if stream is None or not stream.isatty():
        return Terminal(encoding)
    has_codes = os.name != "nt" or "WT_SESSION" in environ
    is_coloured = (
        has_codes and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    )
    return Terminal(encoding, shutil.get_terminal_size().columns, is_coloured)


def standard() -> Terminal:
    return of(sys.stdout, os.environ)


def write(text: str) -> None:
    """Write to standard output at once; whoever reads it may have gone.

    Raises BrokenPipeError then, and Failure where there is no room.
    """
    if sys.stdout is None:  # started without a console, or with it closed
        return
    try:
        for begin in range(0, len(text), _PIECE):
            sys.stdout.write(text[begin : begin + _PIECE])
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = (error.strerror or "the disk says no").lower()
        raise Failure(f"The output can't be written: {reason}.") from None


def write_lines(lines: Iterable[str]) -> None:
    write("".join(f"{line}\n" for line in lines))


def complain(text: str) -> None:
    """Tell on standard error, in one line, what went wrong."""
    if sys.stderr is None:
        return
    line = Terminal(sys.stderr.encoding or "utf-8").shown(text.strip())
    sys.stderr.write(f"jbdesk: {line}\n")
