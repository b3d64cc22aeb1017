"""The command `test` as a person types it."""

import json
from xml.etree import ElementTree as ET

import pytest
from builders import END, email, journey, split, wait

from jbdesk.__main__ import main
from jbdesk.model import wire

START = "2026-03-02T09:00Z"
VIP = {"contactKey": "susan", "data": {"Kind": "vip"}}
OLD = {"contactKey": "old", "data": {"Kind": "old"}}


@pytest.fixture
def suite_of(tmp_path):
    """Writes a journey and a suite beside it; gives the suite's path."""
    story = journey(
        wait("WAIT-1", 2, "DAYS"),
        split("SPLIT-1", vip="EMAIL-1", remainder=END),
        email("EMAIL-1", to=END, name="Email 2"),
    )
    (tmp_path / "welcome.json").write_text(
        wire.dumps(wire.body_of(story)), encoding="utf-8"
    )

    def write(*contacts, **more):
        body = {"journey": "welcome.json", "start": START, "contacts": contacts, **more}
        path = tmp_path / "suite.json"
        path.write_text(json.dumps(body), encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def told(capsys):
    def run(*arguments):
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def expecting(contact, *expected):
    return {**contact, "expect": list(expected)}


def test_a_suite_whose_expectations_all_hold_gives_0(suite_of, told):
    path = suite_of(
        expecting(VIP, {"takes": "vip"}, {"reaches": "Email 2", "within": "3 days"}),
        expecting(OLD, {"doesNotReach": "Email 2"}),
    )

    code, out, err = told("test", path)

    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Welcome, offline, from 2026-03-02 09:00 UTC",
        "",
        "susan",
        "  met        takes “vip”",
        "  met        reaches “Email 2” within 3 days",
        "",
        "old",
        "  met        does not reach “Email 2”",
        "",
        "2 contacts, 3 expectations: 3 met. 4 of 4 paths taken (100 %).",
    ]


def test_what_does_not_hold_is_told_with_what_happens_instead(suite_of, told):
    path = suite_of(expecting(VIP, {"reaches": "Email 2", "within": "1 day"}))

    code, out, _ = told("test", path)

    assert code == 1
    assert "  not met    reaches “Email 2” within 1 day" in out
    assert "It is there only after 2 days." in out
    assert out.splitlines()[-1] == "Nobody takes “remainder” of “Decision split”."


def test_a_program_is_told_the_same(suite_of, told):
    path = suite_of(expecting(VIP, {"takes": "vip"}, {"turnedAway": True}))

    code, out, _ = told("test", path, "--format", "json")
    found = json.loads(out)

    assert code == 1
    assert (found["met"], found["not_met"], found["not_known"]) == (1, 1, 0)
    (contact,) = found["contacts"]
    assert contact["path"] == ["WAIT-1", "SPLIT-1", "EMAIL-1"]
    assert contact["expectations"][1] == {
        "expect": {"turnedAway": True},
        "text": "is turned away",
        "state": "not met",
        "why": "It enters.",
    }


def test_a_build_server_gets_a_case_for_each_expectation(suite_of, told):
    path = suite_of(
        expecting({**VIP, "contactKey": "a\x00<b>"}, {"takes": "vip"}),
        expecting(OLD, {"takes": "vip"}),
        {**OLD, "contactKey": "c"},
    )

    code, out, _ = told("test", path, "--format", "junit")
    root = ET.fromstring(out)

    assert code == 1
    first, second, third = root.findall("testsuite")
    assert first.get("name").endswith(": a\ufffd<b>")
    assert [each.get("failures") for each in (first, second, third)] == ["0", "1", "0"]
    assert second.find("testcase/failure").get("type") == "not met"


@pytest.mark.parametrize(
    ("contact", "more", "why"),
    [
        (VIP, {}, "expects nothing of its contacts."),
        (expecting(VIP, {"takes": 1}), {}, "“takes” must be a name."),
        (expecting(VIP, {"enters": True}), {"journey": "lost.json"}, "lost.json"),
        (expecting(VIP, {"enters": True}), {"journey": ""}, "names no journey"),
    ],
)
def test_a_suite_that_can_not_be_done_gives_2_and_one_sentence(
    suite_of, told, contact, more, why
):
    code, out, err = told("test", suite_of(contact, **more))

    assert (code, out) == (2, "")
    assert why in err
    assert len(err.splitlines()) == 1
