"""The sample in Python is run as it is copied, against a simulator."""

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

    exec(compile(code, "sample", "exec"), {})  # noqa: S102 - the sample itself is tried

    told = capsys.readouterr().out
    assert told.startswith("201 ")
    assert "eventInstanceId" in told
