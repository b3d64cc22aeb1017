"""Data extensions: what an event's row consists of."""

from jbdesk.api import endpoints, paging, verdicts
from jbdesk.api.client import Client
from jbdesk.model import data_extension
from jbdesk.model.data_extension import DataExtensionField


def fields(client: Client, data_extension_id: str) -> tuple[DataExtensionField, ...]:
    """Its fields in their order."""
    answer = client.call(
        endpoints.DATA_EXTENSION_FIELDS, path={"id": data_extension_id}
    )
    body = paging.object_in(answer, "data extension's fields")
    found = body.get("fields")
    if not isinstance(found, list):
        raise verdicts.unusable(
            "The answer does not hold the data extension's fields.", answer.exchange
        )
    made = [data_extension.from_body(each) for each in found if isinstance(each, dict)]
    return tuple(sorted(made, key=lambda each: each.ordinal))
