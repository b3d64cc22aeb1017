"""Samples are run as they are copied, against a simulator."""

import shutil
import subprocess

import pytest

from jbdesk.model.events import samples
from jbdesk.services.events import event_definitions

SIGNUP = "APIEvent-3f1d9a52-7c04-4b8e-9a6d-2f5b8e1c7d40"


def test_the_python_sample_fires_a_contact(aio, connection, settings, tenant, capsys):
    signup = aio(event_definitions.get(connection, SIGNUP))
    fields = aio(event_definitions.fields_of(connection, signup))
    python = next(e for e in samples.LANGUAGES if e.label.startswith("Python"))
    code = python.write(samples.call(signup, fields, settings))
    assert tenant.client_secret not in code
    code = code.replace(samples.CLIENT_ID, tenant.client_id)
    code = code.replace(samples.CLIENT_SECRET, tenant.client_secret)

    exec(compile(code, "sample", "exec"), {})

    told = capsys.readouterr().out
    assert told.startswith("201 ")
    assert "eventInstanceId" in told


@pytest.fixture
def written(aio, connection, settings, tenant):
    """The sample of a language, with real credentials in place of its own."""
    signup = aio(event_definitions.get(connection, SIGNUP))
    fields = aio(event_definitions.fields_of(connection, signup))
    call = samples.call(signup, fields, settings)

    def write(label, token=""):
        code = next(e for e in samples.LANGUAGES if e.label == label).write(call)
        code = code.replace(samples.TOKEN, token)
        code = code.replace(samples.CLIENT_ID, tenant.client_id)
        return code.replace(samples.CLIENT_SECRET, tenant.client_secret)

    return write


def run(*command):
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not here")
    return subprocess.run(
        command, capture_output=True, text=True, timeout=30, check=True
    ).stdout


def test_the_javascript_sample_fires_a_contact(written, tmp_path):
    module = tmp_path / "sample.mjs"
    module.write_text(written("JavaScript (fetch)"), encoding="utf-8")

    told = run("node", str(module))

    assert told.startswith("201 ")


def test_the_curl_sample_fires_a_contact(aio, connection, written):
    token = aio(connection(lambda client: client.tokens.bearer().value))

    told = run("bash", "-c", written("cURL", token))

    assert "eventInstanceId" in told
