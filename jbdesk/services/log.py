"""The log: one small file in the home folder, with every secret taken out."""

import logging
from collections.abc import Callable, Iterable
from logging.handlers import RotatingFileHandler
from pathlib import Path

from jbdesk.api import masking

NAME = "jbdesk"
FILE = "jbdesk.log"
MOST_BYTES = 2_000_000  # of one file; four older ones are kept
OLDER_FILES = 4

Secrets = Callable[[], Iterable[str]]


class _Redacted(logging.Formatter):
    """Masks secrets and keeps what was logged on one line."""

    def __init__(self, secrets: Secrets) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        text = masking.text(super().format(record), self._secrets())
        # What a value holds must not look like a line of the log.
        return text.replace("\r", "\\r").replace("\n", "\n    ")


def open_log(home: Path, secrets: Secrets) -> logging.Handler:
    """Write warnings and worse of all libraries to the home folder."""
    path = home / FILE
    path.touch(mode=0o600, exist_ok=True)
    handler = RotatingFileHandler(
        path, maxBytes=MOST_BYTES, backupCount=OLDER_FILES, encoding="utf-8"
    )
    handler.setFormatter(_Redacted(secrets))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
    return handler


def close_log(handler: logging.Handler) -> None:
    logging.getLogger().removeHandler(handler)
    handler.close()
