"""Colours for JSON text: one expression, line by line."""

import re

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from jbdesk.widgets import theme

_TOKENS = re.compile(
    r'(?P<name>"(?:[^"\\]|\\.)*"(?=\s*:))|(?P<text>"(?:[^"\\]|\\.)*"?)'
    r"|(?P<number>-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|(?P<word>\b(?:true|false|null)\b)"
)
_COLOURS = {"name": "accent", "text": "ok", "number": "flow", "word": "flow"}
_LONGEST = 5000  # a longer line stays plain


class JsonColours(QSyntaxHighlighter):
    """Colours names, texts, numbers and words; follows the scheme."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}
        self._take_colours()
        theme.notice.changed.connect(self._scheme_changed)

    def highlightBlock(self, text: str) -> None:
        if len(text) > _LONGEST:
            return
        for found in _TOKENS.finditer(text):
            chosen = self._formats[str(found.lastgroup)]
            self.setFormat(found.start(), found.end() - found.start(), chosen)

    def _take_colours(self) -> None:
        for name, token in _COLOURS.items():
            made = QTextCharFormat()
            made.setForeground(theme.colour(token))
            self._formats[name] = made

    def _scheme_changed(self) -> None:
        self._take_colours()
        self.rehighlight()
