"""Where the parts of the page “One” stand: the form left, three cards right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from jbdesk.widgets import theme
from jbdesk.widgets.labels import caption
from jbdesk.widgets.surfaces import Line, make_surface

FORM_WIDTH = 420
_HEIGHTS = (336, 176, 136)  # what became of it, payload, answer


def lay_out(
    page: QWidget,
    form: QWidget,
    foot: tuple[QWidget, QWidget],
    cards: tuple[QWidget, ...],
) -> None:
    """Place the form with its foot, and the cards that say what came of it."""
    across = QSplitter(Qt.Orientation.Horizontal)
    across.setChildrenCollapsible(False)
    across.addWidget(_left(form, *foot))
    across.addWidget(_right(cards))
    across.setStretchFactor(1, 1)
    across.setSizes([FORM_WIDTH, 2 * FORM_WIDTH])
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(across)


def _left(form: QWidget, check: QWidget, fire: QWidget) -> QWidget:
    left = make_surface(QWidget())
    column = QVBoxLayout(left)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(form, 1)
    column.addWidget(Line())
    column.addWidget(check)
    foot = QHBoxLayout()
    foot.setContentsMargins(theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_3)
    foot.setSpacing(theme.SPACE_3)
    foot.addWidget(fire)
    foot.addWidget(caption("Ctrl+Return"))
    foot.addStretch(1)
    column.addLayout(foot)
    return left


def _right(cards: tuple[QWidget, ...]) -> QWidget:
    down = QSplitter(Qt.Orientation.Vertical)
    down.setChildrenCollapsible(False)
    for card, height in zip(cards, _HEIGHTS, strict=True):
        card.setMinimumHeight(max(card.minimumHeight(), height // 2))
        down.addWidget(card)
    down.setSizes(_HEIGHTS)
    down.setHandleWidth(theme.SPACE_3)
    right = QWidget()
    column = QVBoxLayout(right)
    column.setContentsMargins(*[theme.SPACE_3] * 4)
    column.addWidget(down)
    return right
