"""The file's card: its name, how it was read, and what can be corrected about that."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from jbdesk.model.texts.words import counted
from jbdesk.services.rows.rows_file import RowsFile
from jbdesk.services.rows.rows_file_csv import DELIMITERS
from jbdesk.services.rows.rows_file_text import encoding_name
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.labels import ElidedLabel, caption, field_label
from jbdesk.widgets.tooltips import tooltip

_ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16")


class FileCard(QWidget):
    """Tells encoding and delimiter; another choice reads the file anew."""

    reread = Signal(str, str)  # encoding, delimiter
    other_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = ElidedLabel(set_as="strong")
        self._about = caption(wraps=True)
        self._encoding = _choice("Encoding")
        self._delimiter = _choice("Delimiter")
        for each in (self._encoding, self._delimiter):
            each.activated.connect(lambda _: self._chosen())
        self._other = button("Other file…", self.other_wanted.emit)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(self._name, 1)
        head.addWidget(self._other)
        self._choices = QWidget()
        row = QHBoxLayout(self._choices)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_3)
        self._delimited = _labelled(self._delimiter)
        for part in (_labelled(self._encoding), self._delimited):
            row.addWidget(part, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addLayout(head)
        column.addWidget(self._about)
        column.addSpacing(theme.SPACE_1)
        column.addWidget(self._choices)

    def show_file(self, file: RowsFile) -> None:
        self._name.setText(file.path.name)
        columns = counted(len(file.columns), "column")
        self._about.setText(f"{file.words} · {columns} · {_size(file.size)}")
        self._choices.setVisible(bool(file.encoding))
        _fill(self._encoding, {e: encoding_name(e) for e in _ENCODINGS}, file.encoding)
        words = {sign: word.capitalize() for sign, word in DELIMITERS.items()}
        _fill(self._delimiter, words, file.delimiter)
        self._delimited.setVisible(bool(file.delimiter))

    def show_generated(self, name: str) -> None:
        self._name.setText(name)
        self._about.setText("Values that fit the fields; contacts that nobody is.")
        self._choices.hide()

    def _chosen(self) -> None:
        self.reread.emit(
            str(self._encoding.currentData()), str(self._delimiter.currentData() or "")
        )


def _choice(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setFixedHeight(theme.CONTROL_HEIGHT)
    made.setMinimumContentsLength(8)
    policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    made.setSizeAdjustPolicy(policy)
    made.currentTextChanged.connect(lambda text: made.setToolTip(tooltip(text)))
    return made


def _fill(box: QComboBox, words: dict[str, str], chosen: str) -> None:
    box.clear()
    for value, word in {**words, chosen: words.get(chosen, chosen)}.items():
        if value:
            box.addItem(word, value)
    box.setCurrentIndex(box.findData(chosen) if chosen else -1)


def _labelled(box: QComboBox) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    label = field_label(box.accessibleName())
    label.setBuddy(box)
    column.addWidget(label)
    column.addWidget(box)
    return made


def _size(size: int) -> str:
    for unit, word in ((1024**3, "GB"), (1024**2, "MB"), (1024, "kB")):
        if size >= unit:
            return f"{size / unit:.1f} {word}"
    return counted(size, "byte")
