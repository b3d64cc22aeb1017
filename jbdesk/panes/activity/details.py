"""One request whole, and what can be done with it: send again, compare, copy."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jbdesk.model.exchange import Exchange
from jbdesk.model.package import PackageSettings
from jbdesk.panes.activity import rows
from jbdesk.panes.activity.compare import CompareView
from jbdesk.services.firing import repeating
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button, icon_button
from jbdesk.widgets.exchange_view import ExchangeView
from jbdesk.widgets.notice import Actions, Notice
from jbdesk.widgets.surfaces import make_surface


class Details(QWidget):
    """Shows an exchange or a comparison; asks before anything is sent again."""

    send_confirmed = Signal(object)  # the Exchange to be sent once more
    export_wanted = Signal(object)  # an Exchange
    connection_wanted = Signal(str)  # the one it was sent on

    def __init__(self, known: Callable[[], tuple[PackageSettings, ...]]) -> None:
        super().__init__()
        make_surface(self)
        self._known = known  # the connections that there are
        self._connection: PackageSettings | None = None
        self._first: Exchange | None = None  # waits for another to compare with
        self.question = Notice()
        self.view = ExchangeView(
            "No request chosen",
            "Its answer, what was sent and the headers appear here.",
        )
        self.compare_view = CompareView()
        self.again_button = button("Send again…", self.ask_to_send)
        self._pages = QStackedWidget()
        self._lay_out()
        self.compare_view.left.connect(self._back)
        self.question.told.connect(self._question_told)

    def _lay_out(self) -> None:
        self.view.add_action(self.again_button)
        for icon, name, act in (
            ("git-compare", "Compare with…", self.ask_to_compare),
            ("download", "Save as HAR…", self.export),
        ):
            self.view.add_action(icon_button(icon, name, act))
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.compare_view)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.question)
        column.addWidget(self._pages, 1)
        self.setMinimumHeight(160)

    # What the pane calls.

    def use(self, connection: PackageSettings | None) -> None:
        """Take the connection through which things are sent again."""
        self._connection = connection
        if self._first is None:
            self.question.clear()

    def show_exchange(self, exchange: Exchange) -> None:
        """Show it, or hold it against the one that waits for another."""
        first = self._first
        self.question.clear()
        self._pages.setCurrentWidget(self.view)
        self.view.show_exchange(exchange)
        if first is not None and first.id != exchange.id:
            older, later = sorted((first, exchange), key=lambda each: each.at)
            self.compare(older, later)

    def compare(self, before: Exchange, after: Exchange) -> None:
        self.compare_view.compare(before, after)
        self._pages.setCurrentWidget(self.compare_view)

    def answered(self, before: Exchange, after: Exchange) -> None:
        """Show what came of sending again, beside what came before."""
        told = rows.status_of(after)
        state = "ok" if after.is_success else "bad"
        self.compare(before, after)
        text = after.error or f"The answer was {told}."
        whole = (("Show the new answer", partial(self.show_exchange, after)),)
        self.question.show_text(text, title="Sent again", state=state, actions=whole)

    def clear(self) -> None:
        self.question.clear()
        self.view.clear()
        self._pages.setCurrentWidget(self.view)

    def ask_to_compare(self) -> None:
        """Wait for the other request to be chosen."""
        self._first = self.view.exchange
        if self._first is not None:
            text = "Choose the other one in the list; Escape gives up."
            title = f"Compare “{rows.name_of(self._first)}” with which request?"
            self.question.show_text(title=title, text=text, actions=self._cancel())

    def ask_to_send(self) -> None:
        """Say what sending it again does, and wait for the word."""
        exchange, connection = self.view.exchange, self._connection
        self._first = None
        if exchange is None:
            return
        reason = repeating.why_not(exchange)
        if connection is None:
            reason = "No connection is in use: choose one at the top of the window."
        if reason or connection is None:
            self.question.show_text(reason, title="Can't be sent again", state="warn")
            return
        text = f"{repeating.consequence(exchange)} {self._where(exchange, connection)}"
        self.question.show_text(
            text,
            title=f"Send “{exchange.label or exchange.path}” again?",
            state="warn" if exchange.is_write else "info",
            actions=(*self._ways(exchange, connection), *self._cancel()),
        )

    def export(self) -> None:
        if self.view.exchange is not None:
            self.export_wanted.emit(self.view.exchange)

    def give_up(self) -> None:
        """Take back a question, or leave the comparison."""
        if self.question.text:
            self.question.clear()
        else:
            self._back()

    # What happens.

    def _question_told(self, is_there: bool) -> None:
        if not is_there:  # it was dismissed: nothing waits any more
            self._first = None

    def _back(self) -> None:
        self.question.clear()
        self._pages.setCurrentWidget(self.view)

    def _where(self, exchange: Exchange, connection: PackageSettings) -> str:
        if exchange.connection_id in ("", connection.id):
            return f"It goes to “{connection.name}”, signed anew."
        return (
            f"It was sent on “{exchange.connection_name}”, and would now go to "
            f"“{connection.name}”, the connection in use."
        )

    def _ways(self, exchange: Exchange, connection: PackageSettings) -> Actions:
        def confirmed() -> None:
            self.question.clear()
            self.send_confirmed.emit(exchange)

        if exchange.connection_id in ("", connection.id):
            return (("Send again", confirmed),)
        sent_on = (e for e in self._known() if e.id == exchange.connection_id)
        back = [
            (f"Use “{e.name}”", partial(self.connection_wanted.emit, e.id))
            for e in sent_on
        ]
        return ((f"Send on “{connection.name}”", confirmed), *back)

    def _cancel(self) -> Actions:
        return (("Cancel", self.give_up),)
