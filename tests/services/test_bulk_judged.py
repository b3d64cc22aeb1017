"""The simulator as judge: whatever goes wrong, nobody gets in twice by itself."""

import os
import random
import subprocess
import sys

import pytest

from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import WAITING, RunState

ACCEPTED, UNKNOWN = DeliveryState.ACCEPTED, DeliveryState.UNKNOWN
RARE = {"every": 7}
WORKERS = 8

FAULTS = {
    "late": ("delay", {"seconds": 0.1}),
    "reset while sending": ("reset-early", {}),
    "reset before": ("reset-before", {}),
    "reset after": ("reset-after", {}),
    "hung up before": ("close-before", {}),
    "hung up after": ("close-after", {}),
    "half an answer": ("truncate", {}),
    "reset within": ("reset-within", {}),
    "no last chunk": ("cut-chunks", {}),
    "a bad chunk": ("bad-chunk", {}),
    "no HTTP": ("garbage", {}),
    "slow headers": ("slow-headers", {"seconds": 0.1}),
    "slow body": ("slow-body", {"seconds": 0.1}),
    "400": ("status", {"status": 400}),
    "401": ("status", {"status": 401}),
    "403": ("status", {"status": 403, "every": 20}),
    "404": ("status", {"status": 404}),
    "409": ("status", {"status": 409}),
    "413": ("status", {"status": 413}),
    "500": ("status", {"status": 500}),
    "500 although done": ("status", {"status": 500, "processed": True}),
    "502": ("status", {"status": 502}),
    "503": ("status", {"status": 503}),
    "503 with a time": ("status", {"status": 503, "headers": {"Retry-After": "0"}}),
    "200 with an error": ("status", {"status": 200}),
    "no id": ("change", {"without": ["eventInstanceId"]}),
    "another body": ("body", {"body": {"hello": "there"}}),
    "no JSON": ("text", {"text": "[[[["}),
    "nothing": ("empty", {}),
    "204": ("empty", {"status": 204}),
    "login page": ("html", {}),
    "login page although done": ("html", {"processed": True}),
    "redirect": ("redirect", {}),
    "redirect with the body": ("redirect", {"status": 307}),
    "UTF-16": ("encode", {"encoding": "utf-16"}),
    "Latin-1": ("encode", {"encoding": "latin-1"}),
    "a megabyte": ("large", {"megabytes": 1}),
    "throttled": ("throttle", {"seconds": 1, "times": 1}),
    "throttled till then": ("throttle", {"retryAfter": "soon", "times": 1}),
    "blocked": ("block", {"times": 1}),
    "token at its end": ("expire-token", {"every": 25}),
}


@pytest.mark.parametrize(("action", "rule"), FAULTS.values(), ids=FAULTS)
def test_no_fault_makes_a_contact_enter_twice(judge, action, rule):
    judge.fault(action, **(RARE | rule))

    run = judge.fire_out(judge.run(40, workers=WORKERS))

    judge.is_settled(run)
    assert sum(each["acted"] for each in judge.tenant.faults.rules())


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("action", "rule"), FAULTS.values(), ids=FAULTS)
def test_no_fault_makes_one_of_many_enter_twice(judge, action, rule):
    judge.fault(action, **(RARE | rule))

    run = judge.fire_out(judge.run(2000, workers=WORKERS))

    judge.is_settled(run)


MIXED = (
    ("reset-early", 0.02),
    ("reset-before", 0.02),
    ("reset-after", 0.02),
    ("close-after", 0.02),
    ("truncate", 0.02),
    ("garbage", 0.02),
    ("html", 0.02),
    ("expire-token", 0.01),
)


def mixed(judge, seed):
    rules = [
        {
            "method": "POST",
            "path": "/interaction/v1/*events",
            "action": action,
            "probability": probability,
            "seed": seed + number,
        }
        for number, (action, probability) in enumerate(MIXED)
    ]
    judge.tenant.faults.put(rules)


def each_came_once(judge, run):
    # What was queued is carried out a moment later.
    judge.aio(judge.until(lambda: judge.entered() >= run.total))
    assert judge.is_settled(run) == {ACCEPTED: run.total}
    came = judge.came()
    assert len(came) == run.total
    assert set(came.values()) == {1}


@pytest.mark.parametrize("door", ["single", "batch"])
def test_after_checks_every_row_came_exactly_once(judge, door):
    mixed(judge, seed=3)
    run = judge.fire_out(judge.run(200, door=door, batch_size=4))
    assert judge.runs.counts(run.id)[UNKNOWN]

    run = judge.settle(run)

    each_came_once(judge, run)


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("seed", [1, 2])
def test_after_checks_each_of_many_rows_came_exactly_once(judge, seed):
    mixed(judge, seed)
    run = judge.settle(judge.fire_out(judge.run(5000)))

    each_came_once(judge, run)


@pytest.fixture
def child(tmp_path, settings, tenant):
    """Fire a run in a process of its own, which can be killed."""
    program = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from jbdesk.model.package import PackageSettings\n"
        "from jbdesk.services.runs.bulk import Bulk\n"
        "from jbdesk.services.connections.connection import connect\n"
        "from jbdesk.services.runs.runs import Runs\n"
        "from jbdesk.services.work import Work\n"
        "home, run_id, url, client_id, secret = sys.argv[1:]\n"
        "there = PackageSettings('S', '', client_id, auth_url=url, rest_url=url)\n"
        "async def main():\n"
        "    runs, work = Runs(Path(home)), Work(2)\n"
        "    there_ = connect(there, secret, work, lambda _: None)\n"
        "    await Bulk(there_, runs, runs.get(run_id), lambda _: None).run()\n"
        "    there_.close(); work.close(); runs.close()\n"
        "asyncio.run(main())\n"
    )

    def start(run):
        place = (str(tmp_path), run.id, settings.auth_url, settings.client_id)
        words = [sys.executable, "-c", program, *place, tenant.client_secret]
        return subprocess.Popen(words)

    return start


def killed_and_resumed(judge, child, count, kills):
    run, chance = judge.run(count, workers=WORKERS), random.Random(5)
    for _ in range(kills):
        goal = judge.entered() + chance.randrange(count // kills)
        with child(run) as process:
            judge.aio(judge.until(lambda g=goal: judge.entered() >= g))
            process.kill()
    before = judge.runs.counts(run.id)
    assert judge.runs.get(run.id).state is RunState.STOPPED
    run = judge.fire_out(run)
    return run, before


@pytest.mark.skipif(os.name == "nt", reason="a process is killed as on Unix")
@pytest.mark.parametrize(
    ("count", "kills"),
    [
        (240, 3),
        pytest.param(2000, 50, marks=[pytest.mark.long, pytest.mark.timeout(900)]),
    ],
)
def test_a_run_that_is_killed_loses_no_row_and_sends_none_twice(
    judge, child, count, kills
):
    judge.fault("delay", seconds=0.01)

    run, before = killed_and_resumed(judge, child, count, kills)

    assert before.get(WAITING)
    counts = judge.is_settled(run)
    assert counts[UNKNOWN] <= WORKERS * kills
    assert counts[UNKNOWN] + counts[ACCEPTED] == count
    each_came_once(judge, judge.settle(run))
