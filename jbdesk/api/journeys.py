"""Journeys: list, open, create, update, and all that a version goes through."""

from dataclasses import dataclass
from typing import Any

from jbdesk.api import endpoints, paging, refusals, verdicts
from jbdesk.api.client import Client
from jbdesk.api.endpoints import Endpoint
from jbdesk.api.errors import Refused
from jbdesk.api.paging import Page
from jbdesk.api.verdicts import NOT_MODIFIED, Answer
from jbdesk.model import lens
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Problem, Severity

_DONE = {"publishcompleted", "validatecompleted"}
_FAILED = {"error", "publisherror", "failed"}


@dataclass(frozen=True)
class PublishStatus:
    """How far a publish is, and what it found."""

    status: str
    problems: tuple[Problem, ...] = ()

    @property
    def is_over(self) -> bool:
        return self.status.lower() in _DONE | _FAILED

    @property
    def is_published(self) -> bool:
        return self.status.lower() in _DONE


def page(
    client: Client,
    number: int = 1,
    size: int = 200,
    *,
    extras: str = "",
    **narrowed: Any,
) -> Page:
    """One page, the latest version of each; `narrowed` by the service's names."""
    query = {**paging.query(number, size), "extras": extras or None, **narrowed}
    return paging.page_in(client.call(endpoints.JOURNEYS, query=query))


def get(client: Client, key: str, version: int | None = None) -> JsonObject:
    """Give the whole body of a version; the latest where none is named."""
    answer = client.call(
        endpoints.JOURNEY_BY_KEY,
        path={"key": key},
        query={"versionNumber": version, "extras": "all"},
    )
    return paging.object_in(answer, "journey")


def create(client: Client, body: JsonObject) -> JsonObject:
    """Give a new journey, or a new version where the key is there already."""
    return paging.object_in(client.call(endpoints.CREATE_JOURNEY, body=body), "journey")


def update(client: Client, body: JsonObject) -> JsonObject | None:
    """Give the body as saved; None where the service found nothing changed."""
    answer = client.call(
        endpoints.UPDATE_JOURNEY, path={"id": str(body.get("id", ""))}, body=body
    )
    if answer.status == NOT_MODIFIED:
        return None
    return paging.object_in(answer, "journey")


def delete(client: Client, journey_id: str, version: int) -> None:
    """Delete one version; without a version the service would delete all."""
    client.call(
        endpoints.DELETE_JOURNEY,
        path={"id": journey_id},
        query={"versionNumber": version},
    )


def delete_all(client: Client, journey_id: str) -> None:
    """Delete every version of a journey."""
    client.call(endpoints.DELETE_ALL_VERSIONS, path={"id": journey_id})


def publish(
    client: Client, journey_id: str, version: int, body: JsonObject | None = None
) -> str:
    """Ask for the publish; gives the id its status is asked with."""
    answer = client.call(
        endpoints.PUBLISH,
        path={"id": journey_id},
        query={"versionNumber": version},
        body=body or {},
    )
    return _status_id(answer, "publish")


def validate(client: Client, journey_id: str, version: int) -> str:
    """Ask for the validation; gives the id its status is asked with."""
    answer = client.call(
        endpoints.VALIDATE,
        path={"id": journey_id},
        query={"versionNumber": version},
        body={},
    )
    return _status_id(answer, "validation")


def _status_id(answer: Answer, what: str) -> str:
    found = lens.read(answer.body, ("statusId",), "")
    if not found:
        url = lens.read(answer.body, ("statusUrl",), "")
        found = url.rstrip("/").rpartition("/")[2] if isinstance(url, str) else ""
    if isinstance(found, str) and found:
        return found
    raise verdicts.unusable(
        f"The service took the {what} without saying how to follow it.",
        answer.exchange,
    )


def publish_status(client: Client, status_id: str) -> PublishStatus:
    return _status_in(client.call(endpoints.PUBLISH_STATUS, path={"id": status_id}))


def validate_status(client: Client, status_id: str) -> PublishStatus:
    return _status_in(client.call(endpoints.VALIDATE_STATUS, path={"id": status_id}))


def _status_in(answer: Answer) -> PublishStatus:
    body = paging.object_in(answer, "status")
    lists = (("errors", Severity.ACTIVATION), ("warnings", Severity.WARNING))
    return PublishStatus(
        status=str(body.get("status", "")),
        problems=tuple(
            refusals.publish_problem(item, severity)
            for name, severity in lists
            for item in body.get(name) or ()
            if isinstance(item, dict | str)
        ),
    )


def stop(client: Client, journey_id: str, version: int) -> None:
    """Stop a version for good; its contacts leave."""
    client.call(
        endpoints.STOP,
        path={"id": journey_id},
        query={"versionNumber": version},
        body={},
    )


def pause(
    client: Client, journey_id: str, version: int | None, body: JsonObject
) -> None:
    """Let a version stand still, or all; `body` says for how long and what then."""
    client.call(
        endpoints.PAUSE,
        path={"id": journey_id},
        query=_which(version),
        body=body,
    )


def resume(client: Client, journey_id: str, version: int | None) -> None:
    """Let a paused version go on, or all that are paused."""
    client.call(
        endpoints.RESUME, path={"id": journey_id}, query=_which(version), body={}
    )


def _which(version: int | None) -> dict[str, Any]:
    return {"allVersions": "true"} if version is None else {"versionNumber": version}


def pause_transactional(client: Client, journey_id: str) -> None:
    _transactional(client, endpoints.PAUSE_TRANSACTIONAL, journey_id)


def resume_transactional(client: Client, journey_id: str) -> None:
    _transactional(client, endpoints.RESUME_TRANSACTIONAL, journey_id)


def _transactional(client: Client, endpoint: Endpoint, journey_id: str) -> None:
    answer = client.call(endpoint, body={"definitionId": journey_id})
    # Its success is an empty list of errors; a list with some has no error code.
    if refusals.items_of(answer.body):
        raise Refused(
            *refusals.problems_of(answer.status, answer.body),
            exchange=answer.exchange,
            status=answer.status,
        )
