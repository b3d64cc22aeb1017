"""The simulator's own controls, asked for one business unit at a time."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote, urlencode

Control = Callable[..., Awaitable[Any]]  # (method, path, body)


class SimulatorControls:
    """Puts paths together: `await controls.get("contacts", key)`."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self.account_id = ""  # "": the one that the simulator answers for itself

    async def get(self, *parts: str, **query: Any) -> Any:
        return await self._control("GET", self._path(parts, query), None)

    async def put(self, *parts: str, body: Any) -> Any:
        return await self._control("PUT", self._path(parts, {}), body)

    async def post(self, *parts: str, body: Any) -> Any:
        return await self._control("POST", self._path(parts, {}), body)

    async def delete(self, *parts: str) -> Any:
        return await self._control("DELETE", self._path(parts, {}), None)

    async def page(self, *parts: str, number: int, size: int, **query: Any) -> Any:
        """Get one page of a list; pages count from 0."""
        asked = {"$page": number + 1, "$pageSize": size, **query}
        return await self._control("GET", self._path(parts, asked), None)

    def _path(self, parts: tuple[str, ...], query: dict[str, Any]) -> str:
        asked = {name: value for name, value in query.items() if value != ""}
        if self.account_id:
            asked["account_id"] = self.account_id
        path = "/".join(quote(part, safe="") for part in ("simulator", *parts))
        return f"/{path}?{urlencode(asked)}" if asked else f"/{path}"
