"""Would it enter? The answer beside the form, kept up while one types."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jbdesk.model.firing import admission
from jbdesk.model.firing.admission import Chance, Outlook
from jbdesk.model.journey import JsonObject
from jbdesk.services.connections.connection import Connection
from jbdesk.services.firing import preflight
from jbdesk.services.firing.preflight import Listening, Whereabouts
from jbdesk.widgets import theme
from jbdesk.widgets.badge import Badge
from jbdesk.widgets.labels import caption, section
from jbdesk.widgets.pane import Pane
from jbdesk.widgets.step_list import Step, StepList, StepState
from jbdesk.widgets.surfaces import make_surface

_TYPED = 500  # milliseconds after the last key until the service is asked
_JUDGED = 80  # milliseconds until what is known already is judged anew
_STALE = timedelta(minutes=2)  # what listens is read again after that
_TALLEST, _NARROWEST = 190, 200
_FIRST, _AGAIN = "Would it enter?", "Would it enter again?"
_NOT_ALLOWED = (
    "Choose another contact key, or add this one in Credentials, under Contact keys"
    " that may be fired."
)
_STATES = {
    Chance.YES: StepState.DONE,
    Chance.DOUBT: StepState.ATTENTION,
    Chance.UNKNOWN: StepState.UNKNOWN,
    Chance.NO: StepState.FAILED,
}
_BADGES = {
    Chance.YES: ("would enter", "ok"),
    Chance.DOUBT: ("may enter", "warn"),
    Chance.UNKNOWN: ("not known", "neutral"),
    Chance.NO: ("would not enter", "bad"),
}


class CheckCard(QWidget):
    """A word for the whole, and a row for each journey."""

    def __init__(self) -> None:
        super().__init__()
        make_surface(self)
        self._title = section(_FIRST)
        self._badge = Badge()
        self._read = caption()
        self.list = StepList()
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = make_surface(QWidget())
        rows = QVBoxLayout(self._inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.list)
        rows.addStretch(1)
        self._area.setWidget(self._inner)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(self._title)
        head.addWidget(self._badge)
        head.addStretch(1)
        head.addWidget(self._read)
        column = QVBoxLayout(self)
        column.setContentsMargins(
            theme.SPACE_4, theme.SPACE_2, theme.SPACE_4, theme.SPACE_1
        )
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._area)
        self.show_hint("Choose an event definition.")

    def show_hint(self, text: str) -> None:
        """Say what is missing before anything can be judged."""
        self._title.setText(_FIRST)
        self._badge.show_state("")
        self._read.setText("")
        self._show((Step(StepState.UNKNOWN, text),))

    def show_refused(self, why: str) -> None:
        """Say that this contact is not fired at all, whatever a journey would do."""
        self.show_hint("")
        self._badge.show_state("may not be fired", "bad")
        self._show((Step(StepState.FAILED, why, _NOT_ALLOWED),))

    def show_outlooks(
        self, found: tuple[Outlook, ...], at: datetime, *, is_again: bool = False
    ) -> None:
        """Show what was judged; `is_again`: it is, or was, in a journey already."""
        self._title.setText(_AGAIN if is_again else _FIRST)
        self._badge.show_state(*_BADGES[admission.overall(found)])
        self._read.setText(f"read {at.astimezone():%H:%M:%S}")
        self._show(tuple(_step(each) for each in found))

    def _show(self, steps: tuple[Step, ...]) -> None:
        self.list.show_steps(steps)
        words = "; ".join(f"{each.title}. {each.text}" for each in steps)
        self.setAccessibleName(_FIRST)
        self.setAccessibleDescription(words)
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        rows = self._inner.layout()
        if rows is not None:
            rows.activate()
            width = max(self._area.viewport().width(), _NARROWEST)
            least = self._inner.minimumSizeHint().height()
            wanted = max(rows.totalHeightForWidth(width), least)
            self._area.setFixedHeight(min(wanted, _TALLEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _step(outlook: Outlook) -> Step:
    text = " ".join(filter(None, (outlook.text, outlook.to_do)))
    return Step(_STATES[outlook.chance], outlook.title, text)


class Wanted(NamedTuple):
    """For whom it is asked."""

    connection: Connection
    event_key: str
    contact_key: str
    address: str  # the event's e-mail address
    missing: str = "Type a contact key."  # what is said while there is no key


class Lookout:
    """Asks what is needed, judges what is typed, and never holds anything up."""

    def __init__(
        self,
        pane: Pane,
        card: CheckCard,
        wanted: Callable[[], Wanted | None],
        data: Callable[[], JsonObject],
    ) -> None:
        self._pane = pane
        self._card = card
        self._wanted = wanted
        self._data = data
        self._heard: Listening | None = None
        self._heard_from: Connection | None = None
        self._known: Whereabouts | None = None
        self._asked: Wanted | None = None
        self._ask_soon = QTimer(pane, singleShot=True, interval=_TYPED)
        self._ask_soon.timeout.connect(self._ask)
        self._judge_soon = QTimer(pane, singleShot=True, interval=_JUDGED)
        self._judge_soon.timeout.connect(self._judge)

    def changed(self) -> None:
        """Hear that something was typed."""
        self._judge_soon.start()
        if self._wanted() != self._asked:
            self._ask_soon.start()

    def forget(self, *, is_all: bool = False) -> None:
        """Ask anew where the contact is, or all: a journey may have changed."""
        self._asked = None
        if is_all:
            self._heard_from = None
        self.changed()

    def _ask(self) -> None:
        if self._pane.isVisible() and self._wanted() is not None:
            self._pane.poll(self._look_ahead)

    async def _look_ahead(self) -> None:
        while (wanted := self._wanted()) is not None and wanted != self._asked:
            heard = await self._listening(wanted)
            known = None
            if wanted.contact_key.strip():
                known = await preflight.whereabouts(
                    wanted.connection, heard, wanted.contact_key, wanted.address
                )
            self._heard, self._known, self._asked = heard, known, wanted
            self._judge()

    async def _listening(self, wanted: Wanted) -> Listening:
        heard = self._heard
        is_same = heard is not None and heard.key == wanted.event_key
        is_kept = is_same and self._heard_from is wanted.connection
        if heard is not None and is_kept and datetime.now(UTC) - heard.at < _STALE:
            return heard
        self._heard_from = wanted.connection
        return await preflight.listening(wanted.connection, wanted.event_key)

    def _judge(self) -> None:
        wanted, heard = self._wanted(), self._heard
        if wanted is None or not wanted.event_key:
            self._card.show_hint("Choose an event definition.")
        elif heard is None or heard.key != wanted.event_key:
            self._card.show_hint("Asking the service …")
        elif not wanted.contact_key.strip():
            self._card.show_hint(wanted.missing)
        elif refused := wanted.connection.guard.refusal_of(wanted.contact_key):
            self._card.show_refused(refused)
        else:
            known = self._known
            is_same = known is not None and known.contact_key == wanted.contact_key
            if known is None or not is_same:
                self._card.show_hint("Asking where the contact is …")
                return
            found = preflight.outlooks(heard, wanted.contact_key, self._data(), known)
            is_again = bool(known.stays)
            self._card.show_outlooks(found, known.at, is_again=is_again)
