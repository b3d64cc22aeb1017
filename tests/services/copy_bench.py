"""What tests of copies share: the other business unit, and a plan."""

from dataclasses import replace

from jbdesk.services.copying import planning
from jbdesk.services.journeys import journeys

KEY = "nto-welcome-series"


def head_office(settings):
    return replace(settings, name="Head Office", id="ho", account_id="510004320")


def quiet(_):
    """Nobody wants to know how far it is."""


async def plan_of(here, other, key=KEY):
    journey, _ = await journeys.open(here, key)
    return await planning.read(here, other, journey, quiet)
