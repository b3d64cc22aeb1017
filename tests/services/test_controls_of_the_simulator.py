import asyncio
import json

import pytest

from jbdesk.model.problem import Failure
from jbdesk.services.simulated import tenant_files
from jbdesk.services.simulated.simulator_controls import SimulatorControls


@pytest.fixture
def asked():
    return []


@pytest.fixture
def controls(asked):
    async def control(method, path, body):
        asked.append((method, path, body))
        return len(asked)

    return SimulatorControls(control)


def test_paths_are_put_together_and_quoted(aio, controls, asked):
    aio(controls.get("contacts", "ada/lake@example.com"))
    aio(controls.page("outbox", number=2, size=50, search="a b", journey=""))
    aio(controls.put("switches", body={"strictScopes": True}))

    assert asked == [
        ("GET", "/simulator/contacts/ada%2Flake%40example.com", None),
        ("GET", "/simulator/outbox?%24page=3&%24pageSize=50&search=a+b", None),
        ("PUT", "/simulator/switches", {"strictScopes": True}),
    ]


def test_every_call_names_the_business_unit_that_was_chosen(aio, controls, asked):
    controls.account_id = "510004320"

    aio(controls.post("faults", body={}))
    aio(controls.delete("requests"))
    aio(controls.get("requests", after=4))

    assert [path for _, path, _ in asked] == [
        "/simulator/faults?account_id=510004320",
        "/simulator/requests?account_id=510004320",
        "/simulator/requests?after=4&account_id=510004320",
    ]


def test_a_tenant_is_written_to_a_file_and_read_back(aio, tmp_path):
    path = tmp_path / "tenant.json"

    aio(tenant_files.write(path, {"format": "tenant", "rows": ["é"]}))

    assert aio(tenant_files.read(path)) == {"format": "tenant", "rows": ["é"]}
    assert json.loads(path.read_text("utf-8"))["format"] == "tenant"


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "can't be read"), ("not JSON", "is no JSON")],
)
def test_a_file_that_holds_no_tenant_is_told_in_words(aio, tmp_path, content, words):
    path = tmp_path / "tenant.json"
    if content is not None:
        path.write_text(content, "utf-8")

    with pytest.raises(Failure, match=words):
        aio(asyncio.wait_for(tenant_files.read(path), 10))
