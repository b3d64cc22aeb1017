"""Who is signed in, as the tenant tells it."""

from jbdesk.api import endpoints
from jbdesk.api.client import Client
from jbdesk.model import lens


def read(client: Client) -> tuple[str, str]:
    """Give the person's name and the MID of the business unit; "" where untold."""
    answer = client.call(endpoints.USER_INFO)
    name = lens.read(answer.body, ("user", "name"), "")
    mid = lens.read(answer.body, ("organization", "member_id"), "")
    return str(name or ""), str(mid or "")
