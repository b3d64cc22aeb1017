"""A banner that answers inline and stays until it is answered or outdated."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from jbdesk.model.problem import Problem, Severity
from jbdesk.widgets import icons, theme
from jbdesk.widgets.buttons import button, icon_button
from jbdesk.widgets.labels import Label
from jbdesk.widgets.surfaces import Card

Actions = Iterable[tuple[str, Callable[[], object]]]

_LOOKS = {  # state: ground, line, icon, the icon's colour
    "bad": ("bad-soft", "", "circle-alert", "bad"),
    "warn": ("warn-soft", "", "triangle-alert", "warn"),
    "ok": ("ok-soft", "", "circle-check", "ok"),
    "info": ("accent-soft", "", "info", "accent"),
}


class Notice(Card):
    """Hidden while it has nothing to say."""

    told = Signal(bool)  # whether it says something now

    def __init__(self, *, is_dismissible: bool = True) -> None:
        super().__init__("bad-soft", "")
        self._icon = QLabel()
        self._title = Label(set_as="strong", wraps=True)
        self._text = Label(wraps=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.SPACE_2)
        self._close = icon_button("x", "Dismiss", self.clear)
        self._state = "bad"
        self._lay_out()
        if not is_dismissible:
            self._close.hide()
        theme.notice.changed.connect(self._repaint_icon)
        self.clear()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(
            theme.SPACE_3, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2
        )
        row.setSpacing(theme.SPACE_3)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addLayout(self._buttons)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._icon.setContentsMargins(0, 5, 0, 0)
        words.setContentsMargins(0, 4, 0, 5)

    @property
    def text(self) -> str:
        """All it says, as one text; "" while it is hidden."""
        return "\n".join(filter(None, (self._title.text(), self._text.text())))

    @property
    def state(self) -> str:
        return self._state

    def show_problems(self, problems: Iterable[Problem], actions: Actions = ()) -> None:
        """Say what is wrong; nothing wrong clears it."""
        told = tuple(problems)
        if not told:
            self.clear()
            return
        is_bad = any(each.severity is not Severity.WARNING for each in told)
        lines = tuple(dict.fromkeys(each.text for each in told))
        text = lines[0] if len(lines) == 1 else "\n".join(f"• {line}" for line in lines)
        self.show_text(text, state="bad" if is_bad else "warn", actions=actions)

    def show_text(
        self, text: str, *, title: str = "", state: str = "info", actions: Actions = ()
    ) -> None:
        """Say something else: a success, a hint, a question with its answers."""
        self._state = state
        ground, line, *_ = _LOOKS[state]
        self.set_token(ground, line)
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._repaint_icon()
        self._show_actions(actions)
        self.show()
        self.told.emit(True)

    def clear(self) -> None:
        self._title.clear()
        self._text.clear()
        self._show_actions(())
        self.hide()
        self.told.emit(False)

    def _show_actions(self, actions: Actions) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for label, clicked in actions:
            self._buttons.addWidget(button(label, clicked))

    def _repaint_icon(self) -> None:
        _, _, name, token = _LOOKS[self._state]
        size = QSize(theme.ICON, theme.ICON)
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.icon(name, token).pixmap(size, ratio))
