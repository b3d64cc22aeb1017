"""Connections handed on in a file and taken in again, through the file dialogs."""

import json

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from test_credentials_units import acme, do, with_north

MCDEV = {
    "credentials": {
        "nto": {
            "eid": 510004320,
            "businessUnits": {"_ParentBU_": 510004320, "Retail": 510004321},
        }
    }
}


def take(bench, aio, button, path):
    """Press a button that asks for a file, and name it."""

    async def story():
        bench.press(button)
        (dialog,) = [
            each
            for each in bench.pane.window().findChildren(QFileDialog)
            if each.isVisible()
        ]
        dialog.selectFile(str(path))
        dialog.accept()
        await bench.settled()
        dialog.deleteLater()

    aio(story())


def test_a_list_is_exported_without_secrets_and_taken_in_again(bench, aio, tmp_path):
    path = tmp_path / "for a colleague.json"
    with_north(bench, aio)

    take(bench, aio, "Export connections…", path)

    assert bench.pane.notice.text == (
        "1 connection written to “for a colleague.json”, without any client secret."
    )
    assert bench.tenant.client_secret not in path.read_text()

    take(bench, aio, "Import connections…", path)
    assert bench.pane.notice.text == "Here already, and left as it is: “Acme”."

    bench.connections.remove(bench.connections.all()[1].id)
    take(bench, aio, "Import connections…", path)
    assert bench.pane.notice.text == (
        "Taken in: “Acme”. Type each client secret at its first use."
    )
    assert bench.names()[1:] == ["Acme", "Acme · North"]


def test_a_file_that_is_no_list_of_connections_is_told(bench, aio, tmp_path):
    path = tmp_path / "journey.json"
    path.write_text("{}")

    take(bench, aio, "Import connections…", path)

    assert "“journey.json” can't be taken in." in bench.pane.notice.text


def test_a_pasted_project_fills_the_list_of_business_units(bench, aio):
    acme(bench, aio)
    QGuiApplication.clipboard().setText(json.dumps(MCDEV))
    do(bench, aio, "Paste settings")

    assert bench.find("Save connection").isEnabled()

    do(bench, aio, "Save connection")
    assert bench.names()[1:] == ["Acme", "Acme · Retail"]
    assert not bench.find("Save connection").isEnabled()
