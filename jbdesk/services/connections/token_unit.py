"""The business unit that a package's token is for, where nobody names one."""

from jbdesk.api import tokens
from jbdesk.services.connections.connection import Connection


async def mid_of(connection: Connection) -> str:
    """Give the MID that the token has."""
    return (await connection(tokens.context)).business_unit
