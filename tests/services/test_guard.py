"""Production is read-only until it is armed, and becomes so again by itself."""

import pytest

from jbdesk.api import endpoints
from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Failure
from jbdesk.services.connections.guard import Guard

PRODUCTION = PackageSettings(name="Shop", colour="red", id="1")


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def test_only_production_is_guarded():
    assert Guard(PRODUCTION).refusal()
    assert not Guard(PackageSettings(name="Shop", colour="amber")).refusal()


def test_the_name_must_be_typed_as_it_is():
    guard = Guard(PRODUCTION)

    with pytest.raises(Failure, match="“Shop”"):
        guard.arm(5, "shop")

    assert guard.refusal()


def test_it_is_read_only_again_when_the_minutes_are_over():
    clock = Clock()
    guard = Guard(PRODUCTION, clock)
    guard.arm(5, " Shop ")
    assert not guard.refusal()

    clock.now += 299
    assert guard.seconds_left == 1
    clock.now += 1

    assert guard.refusal()


def test_it_can_be_made_read_only_before():
    guard = Guard(PRODUCTION)
    guard.arm(60, "Shop")

    guard.disarm()

    assert guard.refusal()


@pytest.mark.parametrize("endpoint", endpoints.ENDPOINTS, ids=lambda each: each.label)
def test_every_write_is_refused_in_the_same_words_and_no_read(endpoint):
    guard = Guard(PackageSettings("Shop", colour="red"))

    told = guard.objection(endpoint, None)

    assert told == (guard.refusal() if endpoint.is_write else "")
    assert "Arm it in the top bar" in guard.refusal()
