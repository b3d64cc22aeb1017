"""The calls to Content Builder."""

from jbdesk.api.endpoint import Endpoint

ASSETS = Endpoint(
    "assets",
    "Find assets",
    "POST",
    "/asset/v1/content/assets/query",
    ("documents_and_images_read",),
)

ENDPOINTS = (ASSETS,)
