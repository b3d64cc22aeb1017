"""An e-mail of Content Builder, as the service writes it."""

from jbdesk.model.journey import JsonObject

_TYPE = {"id": 208, "name": "htmlemail", "displayName": "HTML Email"}
_SUBJECT = "application/vnd.etmc.email.View; kind=subjectline"


def email(given: JsonObject, at: str, user: JsonObject) -> JsonObject:
    """Fill in what every e-mail has; journeys name it by its `emailId`."""
    legacy = {"legacyId": given["emailId"], "legacyType": "htmlpaste"}
    views = {"html": given["html"], "subjectline": given["subject"]}
    return {
        "id": given["id"],
        "customerKey": given["customerKey"],
        "assetType": _TYPE,
        "name": given["name"],
        "description": given.get("description", ""),
        "createdDate": at,
        "createdBy": user,
        "modifiedDate": at,
        "modifiedBy": user,
        "status": {"id": 2, "name": "Published"},
        "category": {"id": 6300, "name": "Content Builder", "parentId": 0},
        "views": {
            "html": {"content": views["html"]},
            "subjectline": {"contentType": _SUBJECT, "content": views["subjectline"]},
        },
        "data": {"email": {"options": {}, "legacy": legacy}},
        "legacyData": legacy,
        "modelVersion": 2,
    }
