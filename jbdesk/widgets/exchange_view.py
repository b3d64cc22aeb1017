"""One request and its answer: status, time, and each part one click away."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from jbdesk.model.exchange import Exchange, Headers, as_curl
from jbdesk.widgets import theme
from jbdesk.widgets.badge import Badge
from jbdesk.widgets.buttons import button
from jbdesk.widgets.empty_state import EmptyState
from jbdesk.widgets.json_view import JsonView, pretty
from jbdesk.widgets.labels import muted

SAID_FOR = 1500  # milliseconds that a button says it has done its work
_COPY = "Copy as cURL"


class ExchangeView(QWidget):
    """Answer, request and headers; says so while there is no exchange."""

    def __init__(
        self, empty: str = "Nothing sent yet", hint: str = "", *, is_short: bool = False
    ) -> None:
        """Show all parts; `is_short` leaves out headers and time, if unknown."""
        super().__init__()
        self._is_short = is_short
        self.exchange: Exchange | None = None
        self._empty = EmptyState(empty, hint)
        self._views = {
            "Answer": JsonView("Answer"),
            "Request": JsonView("Request"),
            "Headers": JsonView("Headers"),
        }
        self._tabs = QTabBar()
        self._badge = Badge()
        self._time = muted()
        self._copy = button(_COPY, self.copy_as_curl)
        self._pages = QStackedWidget()
        self._top = QWidget()
        self._row = QHBoxLayout(self._top)
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setAccessibleName("Parts of the exchange")
        self._pages.addWidget(self._empty)
        for name, view in self._views.items():
            self._pages.addWidget(view)
            if name != "Headers" or not self._is_short:
                self._tabs.addTab(name)
        self._tabs.currentChanged.connect(self._show_page)
        row = self._row
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self._tabs)
        row.addStretch(1)
        for widget in (self._badge, self._time, self._copy):
            row.addWidget(widget)
        self._time.setVisible(not self._is_short)  # by now it is a part of the row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self._top)
        column.addWidget(self._pages, 1)

    def add_action(self, widget: QWidget) -> None:
        """Put what can be done with the exchange beside the copying."""
        self._row.insertWidget(self._row.count() - 1, widget)

    def clear(self) -> None:
        """Show that nothing was sent."""
        self.exchange = None
        self._top.hide()
        self._pages.setCurrentWidget(self._empty)

    def show_exchange(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self._badge.show_state(*_status_of(exchange))
        self._time.setText(f"{exchange.milliseconds} ms")
        answer = exchange.answer_body or exchange.error or "The answer has no body."
        self._views["Answer"].show_text(answer, is_pretty=True)
        request = f"{exchange.method} {exchange.url}"
        body = pretty(exchange.request_body)
        self._views["Request"].show_text("\n\n".join(filter(None, (request, body))))
        self._views["Headers"].show_text(_headers_of(exchange))
        self._top.show()
        self._show_page(self._tabs.currentIndex())

    def copy_as_curl(self) -> None:
        """Put the request on the clipboard as a shell command, token left out."""
        if self.exchange is not None:
            QGuiApplication.clipboard().setText(as_curl(self.exchange))
            self._copy.setText("Copied")
            QTimer.singleShot(SAID_FOR, self._copy, self._offer_copy)

    def _offer_copy(self) -> None:
        self._copy.setText(_COPY)

    def _show_page(self, position: int) -> None:
        if self.exchange is not None:
            self._pages.setCurrentIndex(position + 1)


def _status_of(exchange: Exchange) -> tuple[str, str]:
    if exchange.status is None:
        return "No answer", "bad"
    text = f"{exchange.status} {exchange.reason}".strip()
    return text, "ok" if exchange.is_success else "bad"


def _headers_of(exchange: Exchange) -> str:
    parts = [
        "Request",
        _lines_of(exchange.request_headers),
        "",
        "Answer",
        _lines_of(exchange.answer_headers),
    ]
    return "\n".join(parts)


def _lines_of(headers: Headers) -> str:
    return "\n".join(f"  {name}: {value}" for name, value in headers) or "  none"
