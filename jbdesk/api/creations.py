"""What is created in a business unit besides journeys, and taken back from there."""

from jbdesk.api import endpoints, paging, verdicts
from jbdesk.api import endpoints_creations as made
from jbdesk.api.client import Client
from jbdesk.api.paging import Page
from jbdesk.model.data_extension import DataExtension
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journey import JsonObject

_MOST_FOUND = 50


def create_event_definition(client: Client, body: JsonObject) -> EventDefinition:
    """Create one; its dates are told only when it is read again."""
    answer = client.call(made.CREATE_EVENT_DEFINITION, body=body)
    return EventDefinition(paging.object_in(answer, "event definition"))


def update_event_definition(client: Client, body: JsonObject) -> None:
    """Replace one by the whole body, which holds its id."""
    path = {"id": str(body["id"])}
    client.call(made.UPDATE_EVENT_DEFINITION, path=path, body=body)


def delete_event_definition(client: Client, event_definition_id: str) -> None:
    path = {"id": event_definition_id}
    client.call(made.DELETE_EVENT_DEFINITION, path=path)


def find_data_extensions(client: Client, text: str) -> tuple[DataExtension, ...]:
    """Give those whose name, key or description holds the text."""
    found = data_extensions_page(client, text).items
    return tuple(DataExtension(each) for each in found)


def data_extensions_page(client: Client, text: str, number: int = 1) -> Page:
    """One page of those whose name, key or description holds the text."""
    query = {"$search": text, **paging.query(number, _MOST_FOUND)}
    return paging.page_in(client.call(endpoints.DATA_EXTENSIONS, query=query))


def data_extension(client: Client, data_extension_id: str) -> DataExtension:
    answer = client.call(made.DATA_EXTENSION, path={"id": data_extension_id})
    return DataExtension(paging.object_in(answer, "data extension"))


def data_extension_fields(
    client: Client, data_extension_id: str
) -> tuple[JsonObject, ...]:
    """Give its fields as the service writes them."""
    path = {"id": data_extension_id}
    answer = client.call(endpoints.DATA_EXTENSION_FIELDS, path=path)
    found = paging.object_in(answer, "data extension's fields").get("fields")
    if not isinstance(found, list):
        raise verdicts.unusable(
            "The answer does not hold the data extension's fields.", answer.exchange
        )
    return tuple(each for each in found if isinstance(each, dict))


def create_data_extension(client: Client, body: JsonObject) -> DataExtension:
    answer = client.call(made.CREATE_DATA_EXTENSION, body=body)
    return DataExtension(paging.object_in(answer, "data extension"))


def delete_data_extension(client: Client, data_extension_id: str) -> None:
    """Delete it with its rows; the caller has looked that there are none."""
    client.call(made.DELETE_DATA_EXTENSION, path={"id": data_extension_id})
