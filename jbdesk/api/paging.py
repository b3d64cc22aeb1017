"""Reads the envelope of a list: count, page and items, which may be absent."""

from dataclasses import dataclass
from typing import Any

from jbdesk.api import verdicts
from jbdesk.api.verdicts import Answer
from jbdesk.model.journey import JsonObject


@dataclass(frozen=True)
class Page:
    """One page of a list; `count` is the number on all pages."""

    items: tuple[JsonObject, ...]
    count: int


def page_in(answer: Answer) -> Page:
    # The service omits "items" when nothing matches.
    body: Any = answer.body
    if not isinstance(body, dict) or not ("items" in body or "count" in body):
        raise verdicts.unusable(
            "The answer is not the list it should be.", answer.exchange
        )
    found = body.get("items")
    items = tuple(each for each in found or () if isinstance(each, dict))
    count = body.get("count")
    return Page(items, count if isinstance(count, int) else len(items))


def query(number: int, size: int) -> dict[str, int]:
    # A size counts only beside a page number.
    return {"$page": number, "$pageSize": size}


def object_in(answer: Answer, what: str) -> JsonObject:
    """Give the object an answer must hold."""
    if isinstance(answer.body, dict) and answer.body:
        return answer.body
    raise verdicts.unusable(f"The answer does not hold the {what}.", answer.exchange)
