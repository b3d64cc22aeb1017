"""Fusion with flat controls: the sketches' look, painted from the theme's tokens.

`_PRIMITIVES`, `_CONTROLS` and `_COMPLEX` say who draws what; whatever has no row
is drawn by Fusion with our palette.
"""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QListView,
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComplex,
    QStyleOptionHeader,
    QStyleOptionSlider,
    QStyleOptionTab,
    QTreeView,
    QWidget,
)

from jbdesk.widgets import style_controls as controls
from jbdesk.widgets import style_fields as fields
from jbdesk.widgets import theme

_P = QStyle.PrimitiveElement
_C = QStyle.ControlElement
_X = QStyle.ComplexControl
_S = QStyle.SubControl
_M = QStyle.PixelMetric
_H = QStyle.StyleHint

_PRIMITIVES = {
    _P.PE_PanelButtonCommand: controls.button_panel,
    _P.PE_PanelButtonTool: controls.tool_panel,
    _P.PE_FrameFocusRect: controls.focus_ring,
    _P.PE_PanelLineEdit: fields.line_panel,
    _P.PE_Frame: fields.frame,
    _P.PE_IndicatorCheckBox: controls.check_mark,
    _P.PE_IndicatorRadioButton: controls.radio_mark,
    _P.PE_IndicatorItemViewItemCheck: controls.check_mark,
    _P.PE_PanelMenu: fields.menu_panel,
    _P.PE_PanelScrollAreaCorner: controls.corner,
    _P.PE_FrameMenu: controls.nothing,
    _P.PE_PanelItemViewRow: controls.row_ground,
    _P.PE_PanelItemViewItem: controls.item_ground,
    _P.PE_IndicatorArrowDown: fields.arrow_down,
    _P.PE_IndicatorArrowUp: fields.arrow_up,
    _P.PE_IndicatorHeaderArrow: fields.header_arrow,
    _P.PE_FrameTabBarBase: controls.nothing,
    _P.PE_FrameStatusBarItem: controls.nothing,
}
_CONTROLS = {
    _C.CE_HeaderSection: fields.header_section,
    _C.CE_HeaderEmptyArea: fields.header_section,
    _C.CE_TabBarTabShape: controls.tab_shape,
    _C.CE_Splitter: controls.splitter,
    _C.CE_RubberBand: controls.rubber_band,
    _C.CE_ProgressBarGroove: controls.progress_groove,
    _C.CE_ProgressBarContents: controls.progress_contents,
}
_COMPLEX: dict[QStyle.ComplexControl, Callable[..., None]] = {
    _X.CC_ScrollBar: fields.scroll_bar,
    _X.CC_ComboBox: fields.combo,
    _X.CC_SpinBox: fields.spin,
}
_METRICS = {
    _M.PM_ScrollBarExtent: 12,
    _M.PM_ScrollBarSliderMin: 28,
    _M.PM_SplitterWidth: 5,
    _M.PM_DefaultFrameWidth: 1,
    _M.PM_ButtonShiftHorizontal: 0,
    _M.PM_ButtonShiftVertical: 0,
    _M.PM_IndicatorWidth: 16,
    _M.PM_IndicatorHeight: 16,
    _M.PM_ExclusiveIndicatorWidth: 16,
    _M.PM_ExclusiveIndicatorHeight: 16,
    _M.PM_CheckBoxLabelSpacing: 8,
    _M.PM_MenuPanelWidth: 4,
    _M.PM_MenuHMargin: 0,
    _M.PM_MenuVMargin: 0,
    _M.PM_TabBarTabHSpace: 20,
    _M.PM_TabBarTabVSpace: 12,
    _M.PM_TabBarTabShiftVertical: 0,
    _M.PM_TabBarBaseHeight: 0,
    _M.PM_SmallIconSize: theme.ICON,
    _M.PM_FocusFrameHMargin: 7,
    _M.PM_HeaderMargin: 8,
}
_HINTS = {
    _H.SH_EtchDisabledText: 0,
    _H.SH_DitherDisabledText: 0,
    _H.SH_ItemView_ShowDecorationSelected: 1,
    _H.SH_ScrollBar_LeftClickAbsolutePosition: 1,
    _H.SH_ComboBox_Popup: 0,
    _H.SH_ToolTipLabel_Opacity: 255,
}
_FIELD_PADDING = 6
_TREE_ROW = 24
_QTS_GAP = 4  # what Qt reckons between a button's icon and its words


class DeskStyle(QProxyStyle):
    """The style of the whole application."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = _PRIMITIVES.get(element)
        if draw is None or not draw(option, painter, widget):
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = _CONTROLS.get(element)
        if draw is not None:
            draw(option, painter, widget)
            return
        _tint_text(element, option, widget)
        if element is _C.CE_ComboBoxLabel:
            fields.elide_choice(self, option, widget)
        is_label = element is _C.CE_PushButtonLabel
        if is_label and controls.button_label(option, painter):
            return
        super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = _COMPLEX.get(control)
        if draw is None:
            super().drawComplexControl(control, option, painter, widget)
        else:
            draw(self, option, painter, widget)

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        found = _METRICS.get(metric)
        return super().pixelMetric(metric, option, widget) if found is None else found

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        found = _HINTS.get(hint)
        return (
            super().styleHint(hint, option, widget, returned)
            if found is None
            else found
        )

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        if kind is QStyle.ContentsType.CT_PushButton and isinstance(
            widget, QPushButton
        ):
            side = 0 if controls.role(widget) == "link" else theme.SPACE_3
            gap = 0 if widget.icon().isNull() else controls.ICON_GAP - _QTS_GAP
            width = size.width() + 2 * side + 2 + gap
            return QSize(width, theme.BUTTON_HEIGHT)
        made = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]
        is_row = kind is QStyle.ContentsType.CT_ItemViewItem
        if is_row and isinstance(widget, QListView):
            return made.expandedTo(QSize(0, theme.ROW_HEIGHT))
        if is_row and isinstance(widget, QTreeView):
            return made.expandedTo(QSize(0, _TREE_ROW))
        if kind is QStyle.ContentsType.CT_MenuItem:
            return made.expandedTo(QSize(0, min(made.height() + 8, theme.ROW_HEIGHT)))
        return made

    def subElementRect(
        self,
        element: QStyle.SubElement,
        option: QStyleOption,
        widget: QWidget | None = None,
    ) -> QRect:
        if element is QStyle.SubElement.SE_PushButtonFocusRect:
            return option.rect
        made = super().subElementRect(element, option, widget)  # type: ignore[arg-type]
        if element is QStyle.SubElement.SE_LineEditContents:
            return made.adjusted(_FIELD_PADDING, 0, -2, 0)
        return made

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        if control is _X.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            return fields.scroll_bar_part(option, part)
        made = super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]
        if control is _X.CC_ComboBox and part is _S.SC_ComboBoxEditField:
            # A line edit in it brings the padding along.
            is_typed = isinstance(widget, QComboBox) and widget.isEditable()
            return made.adjusted(-1 if is_typed else _FIELD_PADDING - 2, 0, -4, 0)
        return made


def _tint_text(
    element: QStyle.ControlElement, option: QStyleOption, widget: QWidget | None
) -> None:
    """Give the words of a control the colour that its role asks for."""
    is_enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
    token = ""
    if element is _C.CE_PushButtonLabel and isinstance(option, QStyleOptionButton):
        token = controls.TEXTS.get(controls.role(widget), "")
        role = QPalette.ColorRole.ButtonText
    elif element is _C.CE_TabBarTabLabel and isinstance(option, QStyleOptionTab):
        token = controls.tab_token(option)
        role = QPalette.ColorRole.WindowText
    elif element is _C.CE_HeaderLabel and isinstance(option, QStyleOptionHeader):
        token = "muted"  # noqa: S105 - a colour
        role = QPalette.ColorRole.ButtonText
    elif element is _C.CE_ComboBoxLabel and not is_enabled:
        # What is chosen must be read, also where it can't be changed.
        _set_text(option, QPalette.ColorRole.Text, "muted")
        _set_text(option, QPalette.ColorRole.ButtonText, "muted")
    if token and is_enabled:
        _set_text(option, role, token)


def _set_text(option: QStyleOption, role: QPalette.ColorRole, token: str) -> None:
    text: QPalette = option.palette
    text.setColor(QPalette.ColorGroup.All, role, theme.colour(token))
    option.palette = text
