"""Requests and answers as the reference has them, reproduced key by key."""

import json
import re
from itertools import zip_longest
from pathlib import Path

import pytest

PAIRS = json.loads(
    (Path(__file__).parent / "recorded" / "pairs.json").read_text("utf-8")
)
FORMS = {
    "<guid>": re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    "<date>": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,2}[1-9])?"),
    "<text>": re.compile(r"(?s).+"),
    "<url>": re.compile(r"http://127\.0\.0\.1:\d+/"),
}


def as_recorded(found, wanted):
    """The answer with each value that has the recorded form put as that form."""
    if wanted == "<any>":
        return wanted
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


@pytest.mark.parametrize("pair", PAIRS, ids=[each["name"] for each in PAIRS])
def test_a_recorded_pair_is_reproduced_key_by_key(client, simulator, pair):
    assert pair["mark"] in ("documented", "observed", "inferred")
    text = json.dumps(pair.get("body"))
    for name in ("client_id", "client_secret"):
        text = text.replace(f"${{{name}}}", getattr(simulator, name))

    answer = client.call(pair["method"], pair["path"], json.loads(text))

    assert answer.status_code == pair["status"]
    told = as_recorded(answer.json(), pair["answer"])
    assert json.dumps(told, indent=1) == json.dumps(pair["answer"], indent=1)
