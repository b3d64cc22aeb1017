"""The whole answer of the service, and what an opaque one means."""

from PySide6.QtWidgets import QVBoxLayout

from jbdesk.model.exchange import Exchange
from jbdesk.model.firing import answers
from jbdesk.widgets import theme
from jbdesk.widgets.exchange_view import ExchangeView
from jbdesk.widgets.labels import Label
from jbdesk.widgets.surfaces import Card

_PLAIN, _EXPLAINED = 96, 210  # pixels below which a card hides what it says


class AnswerCard(Card):
    """Status, time, headers and body; over it what that means and what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.view = ExchangeView(
            "Nothing sent yet", "The whole answer of the service appears here."
        )
        self._means = Label(wraps=True)
        self._to_do = Label(wraps=True)
        self._explained = Card("warn-soft", "")
        inner = QVBoxLayout(self._explained)
        inner.setContentsMargins(
            theme.SPACE_3, theme.SPACE_1, theme.SPACE_3, theme.SPACE_1
        )
        inner.setSpacing(2)
        inner.addWidget(self._means)
        inner.addWidget(self._to_do)
        column = QVBoxLayout(self)
        column.setContentsMargins(
            theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2
        )
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self._explained)
        column.addWidget(self.view, 1)
        self.clear()

    def clear(self) -> None:
        self.view.clear()
        self._explained.hide()
        self.setMinimumHeight(_PLAIN)

    def show_exchange(self, exchange: Exchange | None) -> None:
        """Show an exchange; None where nothing was sent."""
        if exchange is None:
            self.clear()
            return
        self.view.show_exchange(exchange)
        found = answers.explain(exchange)
        self._means.setText(found.means if found else "")
        self._to_do.setText(found.to_do if found else "")
        self._explained.setVisible(found is not None)
        self.setMinimumHeight(_EXPLAINED if found is not None else _PLAIN)
