"""A line of the audit log, as the service writes it."""

from jbdesk.model.journey import JsonObject


def line(
    id_: str, action: str, at: str, user: JsonObject, of: JsonObject
) -> JsonObject:
    """Tell that somebody did this to a version, whose JSON is `of`."""
    told = {
        "id": id_,
        "action": action,
        "user": user,
        "timeStamp": at,
        "key": of["key"],
        "versionNumber": of["version"],
        "originalDefinitionId": of["id"],
        "name": of["name"],
        "description": of.get("description", ""),
    }
    if action != "Stop":
        told["executionMode"] = of.get("executionMode", "Production")
    return told
