"""`jbdesk draw`: a journey's picture, no display needed."""

import argparse
import os
from pathlib import Path

from jbdesk.model import wire
from jbdesk.model.problem import Failure


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a journey file")
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
    try:
        text = arguments.file.read_bytes()
    except OSError as error:
        raise Failure(f"“{arguments.file}” can't be read: {error.strerror}.") from error
    bodies = wire.journeys_in(wire.loads(text))
    if not bodies:
        raise Failure(f"“{arguments.file}” holds no journey.")
    journey = wire.journey_from(bodies[0])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Qt is imported here, after the platform is chosen: other commands need none.
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from jbdesk.editor import drawing
    from jbdesk.widgets import theme

    app = QApplication.instance() or QApplication(["jbdesk"])
    assert isinstance(app, QApplication)
    app.setEffectEnabled(Qt.UIEffect.UI_General, False)
    scheme = theme.Scheme.DARK if arguments.dark else theme.Scheme.LIGHT
    theme.apply(app, scheme)
    drawing.draw(journey, arguments.output)
    return 0
