"""Hands a journey on as a picture or as a document to read."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from jbdesk.editor.canvas import drawing
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Failure
from jbdesk.model.telling import journey_document
from jbdesk.panes.journeys.opened.writer import Host
from jbdesk.services.journeys import journey_files

FORMATS = {
    ".svg": "Picture, SVG (*.svg)",
    ".png": "Picture, PNG (*.png)",
    ".pdf": "Picture, PDF (*.pdf)",
    ".md": "Document with picture beside it, Markdown (*.md)",
    ".html": "Document with picture, HTML (*.html)",
}


class Exports:
    """Does what the head's “Export…” asks; the file's ending says how."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def export(self) -> None:
        """Ask where to and as what."""
        document = self._host.page.document
        if document is None:
            return
        dialog = QFileDialog(self._host.page.window(), "Export the journey")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(FORMATS.values()))
        dialog.selectFile(_file_name(document.journey))
        dialog.fileSelected.connect(
            lambda name: self._chosen(Path(name), dialog.selectedNameFilter())
        )
        dialog.open()

    def _chosen(self, path: Path, chosen: str) -> None:
        if path.suffix.lower() not in FORMATS:
            ending = next((e for e, text in FORMATS.items() if text == chosen), ".svg")
            path = path.with_name(f"{path.name}{ending}")
        self._host.start_write(self._export, path)

    async def _export(self, path: Path) -> None:
        document = self._host.page.document
        if document is None:
            raise Failure("No journey is open any more. Nothing was exported.")
        journey = document.journey
        match path.suffix.lower():
            case ".md":
                beside = path.with_name(f"{path.stem}-picture.svg")
                drawing.draw(journey, beside)
                text = journey_document.markdown(journey, beside.name)
                await journey_files.write_text(path, text)
            case ".html":
                text = journey_document.html(journey, drawing.picture(journey))
                await journey_files.write_text(path, text)
            case _:
                drawing.draw(journey, path)
        self._host.notice.show_text(f"Exported to “{path}”.", state="ok")


def _file_name(journey: Journey) -> str:
    allowed = "".join(c if c.isalnum() or c in " -_" else "-" for c in journey.name)
    return allowed.strip(" -") or "journey"
