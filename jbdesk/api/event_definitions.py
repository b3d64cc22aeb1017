"""Event definitions, the entry sources that contacts are fired at."""

from typing import Any

from jbdesk.api import endpoints, paging
from jbdesk.api.client import Client
from jbdesk.api.endpoints import Endpoint
from jbdesk.api.errors import NotFound, Refused
from jbdesk.api.paging import Page
from jbdesk.model.event_definition import EventDefinition

_BAD_REQUEST = 400


def page(client: Client, number: int = 1, size: int = 50, name: str = "") -> Page:
    """One page of them; `name` narrows to names that contain it."""
    query: dict[str, Any] = {**paging.query(number, size), "extras": "all"}
    if name:
        query["name"] = name
    return paging.page_in(client.call(endpoints.EVENT_DEFINITIONS, query=query))


def get(client: Client, event_definition_id: str) -> EventDefinition:
    path = {"id": event_definition_id}
    return _one(client, endpoints.EVENT_DEFINITION, path, event_definition_id)


def get_by_key(client: Client, key: str) -> EventDefinition:
    return _one(client, endpoints.EVENT_DEFINITION_BY_KEY, {"key": key}, key)


def _one(
    client: Client, endpoint: Endpoint, path: dict[str, str], name: str
) -> EventDefinition:
    try:
        answer = client.call(endpoint, path=path, query={"extras": "all"})
    except Refused as refused:
        # For an unknown key the service answers 400 and says nothing.
        if refused.status != _BAD_REQUEST and not isinstance(refused, NotFound):
            raise
        raise NotFound(
            f"There is no event definition “{name}” in this business unit.",
            exchange=refused.exchange,
            status=refused.status,
            code=refused.code,
        ) from refused
    return EventDefinition(paging.object_in(answer, "event definition"))
