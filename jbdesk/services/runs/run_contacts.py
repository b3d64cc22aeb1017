"""The contacts in all runs, to be forgotten; a run that is under way is left alone."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from jbdesk.model.problem import Failure
from jbdesk.services import mentions, stored_file
from jbdesk.services.mentions import Place
from jbdesk.services.runs import run_claim

_PATIENCE = 30.0  # seconds that a run may write
_PLACE = Place("rows", ("run", "number"), ("contact_key", "data", "text"))


class RunContacts:
    """Looks into the file of runs beside whoever fires them."""

    def __init__(self, home: Path) -> None:
        self._path = home / "runs.sqlite"
        self._claims = stored_file.folder(home / "runs")

    def mentions(self, contact_key: str) -> int:
        """How many rows of all runs speak of a contact."""
        with self._opened() as store:
            return len(mentions.find(store, _PLACE, contact_key)) if store else 0

    def forget(self, contact_key: str) -> int:
        """Delete all rows of a contact; raises Failure while one may be fired."""
        with self._opened() as store:
            found = mentions.find(store, _PLACE, contact_key) if store else []
            if not found or store is None:
                return 0
            names = dict(store.execute("SELECT place, id FROM runs").fetchall())
            for place in dict.fromkeys(row[0] for row in found):
                with run_claim.claimed(self._claims / f"{names[place]}.lock"), store:
                    keys = [row for row in found if row[0] == place]
                    mentions.delete(store, _PLACE, keys)
                    store.execute(
                        "UPDATE runs SET total = total - ? WHERE place = ?",
                        (len(keys), place),
                    )
            mentions.settle(store)
            return len(found)

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection | None]:
        """Give the file while it is needed; None where there never was a run."""
        if not self._path.exists():
            yield None
            return
        store = sqlite3.connect(self._path, timeout=_PATIENCE)
        try:
            yield store
        except sqlite3.Error as error:
            raise Failure(f"The file of runs can't be used: {error}.") from error
        finally:
            store.close()
