"""`jbdesk draw`: a journey's picture, no display needed."""

import argparse
import os
from pathlib import Path

from jbdesk import machine, terminal
from jbdesk.model.journeys import journey_file
from jbdesk.model.problem import Failure


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="a journey file; - is standard input"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="OUT",
        help="the picture; its name ends with .svg, .png or .pdf",
    )
    parser.add_argument("--dark", action="store_true", help="in the dark colours")


def run(arguments: argparse.Namespace) -> int:
    """Draw the first journey of the file."""
    journeys = journey_file.journeys_in(arguments.file)
    missing = machine.missing_libraries(machine.OFFSCREEN)
    if trouble := machine.qt_trouble() or machine.lacking(missing):
        raise Failure(trouble)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Qt is imported here, after the platform is chosen: other commands need none.
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from jbdesk.editor.canvas import drawing
    from jbdesk.widgets import theme

    app = QApplication.instance() or QApplication(["jbdesk"])
    assert isinstance(app, QApplication)
    app.setEffectEnabled(Qt.UIEffect.UI_General, False)
    scheme = theme.Scheme.DARK if arguments.dark else theme.Scheme.LIGHT
    theme.apply(app, scheme)
    drawing.draw(journeys[0], arguments.output)
    if len(journeys) > 1:
        name = journey_file.name_of(arguments.file)
        terminal.complain(f"{name} holds {len(journeys)} journeys; drew the first.")
    return 0
