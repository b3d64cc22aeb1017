"""The call that fires an event, read back from every language."""

import json
import re
import shlex

import pytest

from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.events import samples
from jbdesk.model.events.samples import LANGUAGES
from jbdesk.model.package import PackageSettings

ODD = (
    "Plain",
    "It's",
    'Say "x"',
    "back\\slash",
    "100%% off ]%%",
    "</script>",
    "Größe 山\u2028",
    "${jndi} `tick`",
    "line\nbreak",
)
FIELDS = (
    *(DataExtensionField(name) for name in ODD),
    DataExtensionField("Short", length=3),
    DataExtensionField("Count", "Number"),
    DataExtensionField("Paid", "Decimal", 18, 2),
    DataExtensionField("Agreed", "Boolean", default="False"),
    DataExtensionField("Since", "Date", default="GetDate()"),
)
SIGNUP = EventDefinition(
    {
        "eventDefinitionKey": "key-with-'quote'",
        "type": "APIEvent",
        "schema": {"sendableCustomObjectField": "plain"},
    }
)
CALL = samples.call(SIGNUP, FIELDS)
TEXTS = {each.label: each.write(CALL) for each in LANGUAGES}


def literal_after(text, start):
    """The JSON literal that begins behind a text."""
    found, _ = json.JSONDecoder().raw_decode(text[text.index(start) + len(start) :])
    return found


def test_every_field_has_a_value_of_its_kind():
    data = CALL.body["Data"]

    assert list(data) == [each.name for each in FIELDS]
    assert data["Plain"] == CALL.body["ContactKey"] == "CONTACT_KEY"
    assert (data["Count"], data["Paid"], data["Agreed"]) == (1, 1.5, False)
    assert data["Short"] == "Sho"
    assert data["Since"] == "2026-03-02T09:00:00"


def test_json_holds_the_body():
    assert json.loads(TEXTS["Body of an event"]) == CALL.body


def test_curl_gives_a_shell_exactly_the_body():
    words = shlex.split(TEXTS["cURL"].replace("\\\n", " "))

    assert words[:4] == ["curl", "-X", "POST", CALL.url]
    assert words.count("-H") == 2
    assert json.loads(words[words.index("--data-raw") + 1]) == CALL.body


def test_python_posts_the_body_with_a_token_of_its_own():
    posted = []

    class Answer:
        status_code, text = 201, "{}"

        def raise_for_status(self):
            """A token was granted."""

        def json(self):
            return {"access_token": "t"}

    class Requests:
        @staticmethod
        def post(url, **given):
            posted.append((url, given))
            return Answer()

    code = TEXTS["Python (requests)"].replace("import requests\n", "", 1)
    exec(
        compile(code, "sample", "exec"),
        {"requests": Requests, "print": lambda *_: None},
    )

    assert [url for url, _ in posted] == [f"{CALL.auth_base}v2/token", CALL.url]
    assert posted[0][1]["json"] == CALL.asks_token
    assert posted[1][1]["json"] == CALL.body
    assert posted[1][1]["headers"] == {"Authorization": "Bearer t"}


def test_javascript_and_ssjs_hold_the_body_as_a_literal():
    last = TEXTS["JavaScript (fetch)"].rpartition("JSON.stringify(")
    assert literal_after("".join(last[1:]), "JSON.stringify(") == CALL.body
    assert literal_after(TEXTS["SSJS"], "var body = ") == CALL.body


@pytest.mark.parametrize("label", ["JavaScript (fetch)", "SSJS", "Apex"])
def test_brackets_and_quotation_marks_are_balanced(label):
    string = r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    bare = re.sub(string, "", TEXTS[label])

    assert not set("\"'") & set(bare)
    for opening, closing in ("()", "[]", "{}"):
        assert bare.count(opening) == bare.count(closing)


def test_apex_sets_the_body_in_one_string():
    written = re.search(r"setBody\('((?:[^'\\]|\\.)*)'\);", TEXTS["Apex"])[1]

    assert json.loads(re.sub(r"\\(.)", r"\1", written)) == CALL.body


def test_ampscript_sets_the_body_in_one_string_that_ends_no_block():
    text = TEXTS["AMPscript"]
    written = re.search(r"SET @body = '((?:[^']|'')*)'\n", text)[1]

    assert json.loads(written.replace("''", "'")) == CALL.body
    assert text.count("]%%") == 1
    assert text.count("%%[") == 1


def test_no_script_is_ended_by_what_it_holds():
    assert TEXTS["SSJS"].count("</script>") == 1


def test_addresses_are_those_of_the_connection():
    settings = PackageSettings(
        "Here", subdomain="mc" + "a" * 26, client_id="real-id", account_id="510"
    )

    for each in LANGUAGES[1:]:
        text = each.write(samples.call(SIGNUP, FIELDS, settings))
        assert "mcaaaa" in text
        assert "real-id" not in text
