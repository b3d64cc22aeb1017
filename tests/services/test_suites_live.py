"""Suites fired for real: each contact once, and only who may be fired."""

from dataclasses import replace
from datetime import timedelta

import pytest
from suite_builders import ADA, WELCOME, a_suite, states

from jbdesk.model.problem import Failure
from jbdesk.model.suites.suite_verdict import State
from jbdesk.services.suites import suites, suites_live


def test_live_each_contact_is_fired_once_and_followed_until_the_limit(
    aio, connection, ledger, tenant
):
    wanted = a_suite(
        (
            "ada",
            ADA,
            [
                {"enters": True},
                {"waitsAt": "5 minutes"},
                {"reaches": "Welcome, by name"},
                {"updates": "Updated", "to": "True"},
            ],
            {},
        ),
        ("bob", {"Nonsense": 1}, [{"turnedAway": True}], {}),
    )
    material = aio(suites.material_of(connection, WELCOME))
    told = []

    result = aio(
        suites_live.fire(
            connection,
            ledger,
            material,
            wanted,
            limit=timedelta(seconds=2),
            heard=told.append,
        )
    )

    met, not_known = State.MET, State.OPEN
    assert states(result) == [[met, met, not_known, not_known], [met]]
    assert [each.contact_key for each in ledger.recent()] == ["bob", "ada"]
    assert told[-1] == "Following what becomes of them …"


def test_nobody_is_fired_where_one_of_them_is_not_on_the_list(
    aio, settings, connection_with, ledger
):
    connection = connection_with(changed=replace(settings, allowed=("a*",)))
    wanted = a_suite(("ada", ADA, [{"enters": True}], {}), ("bob", ADA, [], {}))
    material = aio(suites.material_of(connection, WELCOME))
    limit = timedelta(seconds=1)

    with pytest.raises(Failure, match="“bob” is not on the allow-list"):
        aio(
            suites_live.fire(
                connection, ledger, material, wanted, limit=limit, heard=[].append
            )
        )

    assert ledger.recent() == ()
