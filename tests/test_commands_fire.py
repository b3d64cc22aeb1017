"""The command `fire`: rows of a file, each fired at most once."""

import json
import os
import signal
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest

from jbdesk.__main__ import main
from jbdesk.simulator.server import Simulator

SIGNUP = "APIEvent-3f1d9a52-7c04-4b8e-9a6d-2f5b8e1c7d40"  # of the demo tenant
EVENTS = {"method": "POST", "path": "/interaction/v1/*events"}


@pytest.fixture
def tenant(monkeypatch):
    with Simulator(seed="demo") as running:
        monkeypatch.setenv("JBDESK_CLIENT_SECRET", running.client_secret)
        yield running


def csv_of(tmp_path, count, wrong=()):
    path = tmp_path / "people.csv"
    lines = ["ContactKey,EmailAddress,FirstName"]
    for n in range(1, count + 1):
        address = "nobody" if n in wrong else f"c{n}@example.com"
        lines.append(f"c{n},{address},Ada")
    path.write_text("\n".join(lines))
    return path


@pytest.fixture
def words(tenant, tmp_path):
    def build(path, *more, event=SIGNUP):
        return [
            "fire",
            str(path),
            "--event",
            event,
            "--auth-url",
            tenant.auth_url,
            "--client-id",
            tenant.client_id,
            "--account-id",
            tenant.account_id,
            "--home",
            str(tmp_path / "home"),
            *more,
        ]

    return build


@pytest.fixture
def told(words, capsys, tenant):
    def run(path, *more, **named):
        code = main(words(path, *more, **named))
        captured = capsys.readouterr()
        assert tenant.client_secret not in captured.out + captured.err
        return code, captured.out, captured.err

    return run


def came(tenant):
    return [
        each["contact_key"]
        for each in tenant.tenant.store.all("SELECT contact_key FROM visits")
    ]


def test_all_rows_are_accepted_and_each_has_its_result(told, tenant, tmp_path):
    code, out, err = told(csv_of(tmp_path, 20), "--format", "json")

    report = json.loads(out)
    sums = {name: report[name] for name in ("rows", "accepted", "refused")}
    assert (code, err, sums) == (0, "", {"rows": 20, "accepted": 20, "refused": 0})
    assert (report["not_sent"], report["unknown"]) == (0, 0)
    first = report["results"][0]
    assert (first["row"], first["contactKey"], first["state"]) == (2, "c1", "accepted")
    assert first["eventInstanceId"]
    assert sorted(came(tenant)) == sorted(f"c{n}" for n in range(1, 21))


def test_ndjson_with_nested_data_is_fired_in_batches(told, tenant, tmp_path):
    path = tmp_path / "people.ndjson"
    rows = [
        {"contactKey": f"c{n}", "data": {"EmailAddress": f"c{n}@example.com"}}
        for n in range(150)
    ]
    path.write_text("\n".join(json.dumps(each) for each in rows))

    code, out, _ = told(path, "--batch", "--format", "json")

    posts = [e for e in tenant.tenant.journal.all() if e["method"] == "POST"]
    batches = [each for each in posts if "async" in each["path"]]
    assert (code, json.loads(out)["accepted"]) == (0, 150)
    assert len(batches) == 2


def test_a_queue_that_tells_nothing_of_a_batch_is_said_so(told, tenant, tmp_path):
    path = "/interaction/v1/async/events/status"
    rule = {"method": "GET", "path": path, "action": "status", "status": 403}
    tenant.tenant.faults.put([rule])

    code, out, complained = told(csv_of(tmp_path, 3), "--batch")

    assert (code, "3 accepted" in out) == (0, True)
    assert "Whether the queue carried the rows out is unknown" in complained


def test_a_wrong_row_is_told_and_not_sent(told, tenant, tmp_path):
    code, out, _ = told(csv_of(tmp_path, 5, wrong=(3,)))

    assert code == 1
    assert "c3" in out
    assert "5 rows: 4 accepted, 1 not sent." in out
    assert "c3" not in came(tenant)


def test_junit_has_a_case_for_each_row(told, tenant, tmp_path):
    tenant.tenant.faults.put([{**EVENTS, "action": "reset-after", "nth": 2}])
    code, out, _ = told(csv_of(tmp_path, 4, wrong=(1,)), "--format", "junit")

    suite = ET.fromstring(out).find("testsuite")
    assert code == 1
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == (
        "4",
        "1",
        "1",
    )


def test_a_run_that_must_wait_too_long_goes_on_when_resumed(
    told, tenant, tmp_path, monkeypatch
):
    path = csv_of(tmp_path, 5)
    tenant.tenant.faults.put([{**EVENTS, "action": "throttle", "seconds": 9000}])
    code, out, err = told(path, "--format", "json")

    assert (code, json.loads(out)["not_sent"]) == (2, 5)
    assert "--resume" in err
    tenant.tenant.faults.clear()

    code, out, err = told(path, "--resume")
    assert (code, err) == (0, "")
    assert "5 rows: 5 accepted." in out


def test_what_was_fired_in_part_is_not_fired_again_by_mistake(told, tenant, tmp_path):
    path = csv_of(tmp_path, 30)
    rule = {**EVENTS, "action": "throttle", "seconds": 9000, "nth": 10}
    tenant.tenant.faults.put([rule])
    assert told(path)[0] == 1
    tenant.tenant.faults.clear()

    code, _, err = told(path)
    assert code == 2
    assert "--resume" in err
    assert "--anew" in err

    assert told(path, "--resume")[0] == 0
    assert sorted(came(tenant)) == sorted(f"c{n}" for n in range(1, 31))
    code, _, err = told(path, "--anew")
    assert code == 0


def test_unknown_rows_are_settled_by_a_check(told, tenant, tmp_path):
    path = csv_of(tmp_path, 12)
    rule = {**EVENTS, "action": "reset-after", "every": 4}
    tenant.tenant.faults.put([rule])
    code, out, _ = told(path)
    assert (code, "3 unknown" in out, "--check" in out) == (1, True, True)
    tenant.tenant.faults.clear()

    code, out, _ = told(path, "--check", "--format", "json")

    assert (code, json.loads(out)["accepted"]) == (0, 12)
    assert sorted(came(tenant)) == sorted(f"c{n}" for n in range(1, 13))


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--event", "Nobody"), "Nobody"),
        (("--contact-key", "Key"), "contact key"),
        (("--workers", "0"), "1 to 64"),
        (("--rate", "-1"), "above 0"),
        (("--resume",), "No earlier run"),
        (("--check",), "No earlier run"),
    ],
)
def test_what_can_not_be_done_is_one_sentence(told, tmp_path, capsys, more, says):
    try:
        code, out, err = told(csv_of(tmp_path, 2), *more)
    except SystemExit as ended:
        code, (out, err) = ended.code, capsys.readouterr()

    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


def test_a_file_that_is_not_there_is_named(told, tmp_path):
    code, _, err = told(tmp_path / "nobody.csv")

    assert code == 2
    assert "nobody.csv" in err


@pytest.mark.skipif(os.name == "nt", reason="signals are sent as on Unix")
def test_an_interrupted_run_ends_cleanly_and_goes_on_later(words, tenant, tmp_path):
    tenant.tenant.faults.put([{**EVENTS, "action": "delay", "seconds": 0.05}])
    path = csv_of(tmp_path, 400)
    arguments = words(path, "--workers", "4", "--format", "json")
    with subprocess.Popen(
        [sys.executable, "-m", "jbdesk", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        while len(came(tenant)) < 10 and child.poll() is None:
            continue
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=30)

    report = json.loads(out)
    assert child.returncode == 1
    assert "--resume goes on with them" in err
    assert report["rows"] == 400
    assert report["accepted"] + report["not_sent"] + report["unknown"] == 400
    tenant.tenant.faults.clear()

    assert main([*arguments, "--resume"]) == (1 if report["unknown"] else 0)
    assert sorted(came(tenant)) == sorted(f"c{n}" for n in range(1, 401))
