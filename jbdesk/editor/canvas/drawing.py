"""A journey's picture as SVG, PNG or PDF, from the same scene as on the screen."""

import math
from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from jbdesk.editor.canvas.scene import JourneyScene
from jbdesk.editor.document import Document
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Failure
from jbdesk.widgets import theme

MARGIN = 40.0
MOST = 200  # characters of the picture's title
SHARP = 2.0  # pixels of a PNG for each of the scene
MOST_PIXELS = 30_000  # on one side
MOST_MEMORY = 100_000_000  # pixels in all; each takes four bytes


# What is handed on is read and printed on white.
@theme.painted_in(theme.Scheme.LIGHT)
def draw(journey: Journey, file: Path) -> None:
    """Write the picture in the format that the file's name ends with."""
    formats = {".svg": _svg, ".png": _png, ".pdf": _pdf}
    write = formats.get(file.suffix.lower())
    if write is None:
        raise Failure("A picture ends with .svg, .png or .pdf.")
    scene = _scene(journey)
    try:
        write(scene, _area(scene), file)
    except OSError as error:
        raise Failure(f"“{file}” can't be written: {error.strerror}.") from error


@theme.painted_in(theme.Scheme.LIGHT)
def picture(journey: Journey) -> str:
    """Give the picture as SVG, to be put into a document."""
    scene = _scene(journey)
    generator, buffer = QSvgGenerator(), QBuffer()
    generator.setOutputDevice(buffer)
    _paint_svg(scene, _area(scene), generator)
    return bytes(buffer.data().data()).decode()


def _scene(journey: Journey) -> JourneyScene:
    scene = JourneyScene(Document(journey))
    scene.show_problems()  # no loop runs that would tell of them
    return scene


def _area(scene: JourneyScene) -> QRectF:
    return scene.content.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)


def _paint(
    scene: JourneyScene, painter: QPainter, target: QRectF, area: QRectF
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.render(painter, target, area)
    painter.end()


def _svg(scene: JourneyScene, area: QRectF, file: Path) -> None:
    _touch(file)
    generator = QSvgGenerator()
    generator.setFileName(str(file))
    _paint_svg(scene, area, generator)


def _paint_svg(scene: JourneyScene, area: QRectF, generator: QSvgGenerator) -> None:
    generator.setSize(area.size().toSize())
    generator.setViewBox(QRectF(0, 0, area.width(), area.height()))
    generator.setTitle(scene.document.journey.name[:MOST])
    target = QRectF(0, 0, area.width(), area.height())
    painter = QPainter(generator)
    painter.fillRect(target, theme.colour("canvas"))
    _paint(scene, painter, target, area)


def _png(scene: JourneyScene, area: QRectF, file: Path) -> None:
    _touch(file)
    whole = math.sqrt(MOST_MEMORY / (area.width() * area.height()))
    sharp = min(SHARP, whole, MOST_PIXELS / max(area.width(), area.height()))
    size = QSize(round(area.width() * sharp), round(area.height() * sharp))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(theme.colour("canvas"))
    target = QRectF(0, 0, size.width(), size.height())
    _paint(scene, QPainter(image), target, area)
    if not image.save(str(file)):
        raise Failure(f"“{file}” can't be written.")


def _pdf(scene: JourneyScene, area: QRectF, file: Path) -> None:
    _touch(file)
    writer = QPdfWriter(str(file))
    points = QSizeF(area.width() * 0.75, area.height() * 0.75)
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(scene.document.journey.name[:MOST])
    target = QRectF(0, 0, writer.width(), writer.height())
    _paint(scene, QPainter(writer), target, area)


def _touch(file: Path) -> None:
    """Tell what is wrong with the place before Qt fails in silence."""
    file.open("wb").close()
