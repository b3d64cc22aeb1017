"""Requests and answers as the reference has them, reproduced key by key.

How sure each is, `jbdesk.simulator.answers` says, by the name of its case.
"""

import json
import re
from itertools import zip_longest
from pathlib import Path

import pytest
import requests

from jbdesk.simulator.door import routes
from jbdesk.simulator.marks.answers import ANSWERS, all_told

RECORDED = sorted((Path(__file__).parent / "recorded").glob("*.json"))
PAIRS = [pair for path in RECORDED for pair in json.loads(path.read_text("utf-8"))]
FORMS = {
    "<guid>": re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    "<date>": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,2}[1-9])?"),
    "<text>": re.compile(r"(?s).+"),
    "<url>": re.compile(r"http://127\.0\.0\.1:\d+/"),
    "<json text>": re.compile(r"\{ \"eventInstanceId\": \"[0-9a-f-]{36}\" \}"),
    "<date with zone>": re.compile(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|-06:00)"
    ),
    "<upper guid>": re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}"),
}
NUMBER = "<number>"


def as_recorded(found, wanted):
    """The answer with each value that has the recorded form put as that form."""
    if wanted == "<any>":
        return wanted
    if wanted == NUMBER:
        is_number = isinstance(found, int | float) and not isinstance(found, bool)
        return wanted if is_number else found
    if isinstance(wanted, str) and wanted in FORMS:
        fits = isinstance(found, str) and FORMS[wanted].fullmatch(found)
        return wanted if fits else found
    if isinstance(found, dict) and isinstance(wanted, dict):
        return {
            name: as_recorded(each, wanted.get(name)) for name, each in found.items()
        }
    if isinstance(found, list) and isinstance(wanted, list):
        pairs = zip_longest(found, wanted[: len(found)])
        return [as_recorded(*pair) for pair in pairs]
    return found


class Recording:
    """Sends recorded requests; what an earlier answer told fills later ones."""

    def __init__(self, client, simulator):
        self.client = client
        self.kept = {
            name: getattr(simulator, name) for name in ("client_id", "client_secret")
        }

    def send(self, request):
        text = json.dumps(request)
        for name, value in self.kept.items():
            text = text.replace(f"${{{name}}}", value)
        told = json.loads(text)
        if told.get("control"):
            return self.client.control(told["method"], told["path"], told.get("body"))
        options = {
            "headers": told.get("headers", {}),
            "allow_redirects": False,
        }
        if "form" in told:
            options["data"] = told["form"]
        if "at" in told:  # the address of another tenant
            url = f"{told['at']}{told['path']}"
            body, method = told.get("body"), told["method"]
            return requests.request(method, url, json=body, timeout=10, **options)
        return self.client.call(
            told["method"], told["path"].lstrip("/"), told.get("body"), **options
        )

    def prepare(self, request):
        """Send what comes before the recorded request, and keep what it asks for."""
        answer = self.send(request)
        assert answer.status_code < 400, answer.text
        for name, path in request.get("keep", {}).items():
            value = answer.json()
            for part in path.split("."):
                value = value[int(part) if part.isdecimal() else part]
            self.kept[name] = str(value)


@pytest.mark.parametrize("pair", PAIRS, ids=[each["name"] for each in PAIRS])
def test_a_recorded_pair_is_reproduced_key_by_key(client, simulator, pair):
    recording = Recording(client, simulator)
    for request in pair.get("before", []):
        recording.prepare(request)

    answer = recording.send(pair)

    assert answer.status_code == pair["status"]
    for name, value in pair.get("answer headers", {}).items():
        assert answer.headers[name] == value
    if "text has" in pair:
        assert [each for each in pair["text has"] if each not in answer.text] == []
        return
    if "answer" not in pair:
        assert answer.text == pair.get("text", "")
        return
    told = as_recorded(answer.json(), pair["answer"])
    assert json.dumps(told, indent=1) == json.dumps(pair["answer"], indent=1)


def test_every_answer_of_the_table_has_a_recorded_pair_and_the_other_way_round():
    recorded = sorted((route_of(pair), pair["status"], pair["name"]) for pair in PAIRS)
    told = sorted((route, each.status, each.case) for route, each in all_told())

    assert recorded == told


def route_of(pair):
    path = pair["path"].partition("?")[0]
    found = routes.find(pair["method"], path)
    return f"{pair['method']} {found[0].path if found else '(any other path)'}"


@pytest.mark.parametrize("route", routes.ROUTES, ids=lambda r: f"{r.method} {r.path}")
def test_every_route_has_an_answer_whose_mark_is_known(route):
    assert ANSWERS[f"{route.method} {route.path}"]


def test_cases_have_names_of_their_own():
    names = [each.case for _, each in all_told()]

    assert sorted(set(names)) == sorted(names)


def test_the_guesses_are_told_to_the_owner_the_least_certain_first(client):
    told = client.control("GET", "guesses").json()

    marks = [each["mark"] for each in told["items"]]
    assert sum(told["counts"].values()) == len(PAIRS)
    assert marks[0] == "inferred"
    assert marks[-1] == "documented"


def test_the_guesses_are_told_by_their_mark(client):
    items = client.control("GET", "guesses?mark=inferred").json()["items"]

    assert {each["mark"] for each in items} == {"inferred"}
    assert client.control("GET", "guesses?mark=rumoured").status_code == 400
