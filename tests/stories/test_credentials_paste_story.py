"""A new connection filled in from what was copied elsewhere."""

import json

from PySide6.QtGui import QGuiApplication

SUB = "mc563885gzs27c5t9-63k636ttgm"
ENVIRONMENT = {
    "values": [
        {"key": "subdomain", "value": SUB},
        {"key": "clientId", "value": "abcdefghij0123456789klmn"},
        {"key": "clientSecret", "value": "ZYXWVUTSRQ9876543210ponm"},
    ]
}


def test_a_postman_environment_fills_the_form_and_the_rest_stays(desk):
    async def story(person):
        await person.press("Credentials")
        await person.press("New connection")
        await person.type_in("Name", "Sandbox")
        QGuiApplication.clipboard().setText(json.dumps(ENVIRONMENT))
        await person.press("Paste settings")
        await person.sees("Filled in from a Postman environment: Tenant subdomain")

        assert (await person.find("Tenant subdomain")).text() == SUB
        assert (await person.find("Name")).text() == "Sandbox"
        secret = await person.find("Client secret")
        assert secret.text() == "ZYXWVUTSRQ9876543210ponm"
        assert "ZYX" not in secret.displayText()

    desk.tell(story)


def test_a_clipboard_without_settings_is_told_and_changes_nothing(desk):
    async def story(person):
        await person.press("Credentials")
        await person.press("New connection")
        await person.type_in("Name", "Sandbox")
        QGuiApplication.clipboard().setText("lunch at noon")
        await person.press("Paste settings")
        await person.sees("No settings of an installed package were found.")

        assert (await person.find("Tenant subdomain")).text() == ""

    desk.tell(story)
