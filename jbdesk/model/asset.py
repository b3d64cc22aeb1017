"""An asset of Content Builder, as far as journeys name it: an e-mail, or a message."""

from dataclasses import dataclass

from jbdesk.model import lens
from jbdesk.model.journey import JsonObject

# Where an e-mail keeps the number by which journeys name it; both are seen.
EMAIL_ID = "data.email.legacy.legacyId"
_EMAIL_IDS = (("legacyData", "legacyId"), tuple(EMAIL_ID.split(".")))
# Template-based, HTML and text only: what journeys send.
EMAIL_TYPES = (207, 208, 209)
# Members that are asked for: the contents themselves would be large.
MEMBERS = ("id", "customerKey", "name", "assetType", "legacyData", "data")


@dataclass(frozen=True, eq=False)
class Asset:
    """The JSON of one asset, looked at by name."""

    body: JsonObject

    @property
    def id(self) -> str:
        return str(lens.read(self.body, ("id",), ""))

    @property
    def key(self) -> str:
        return lens.text(self.body, "customerKey")

    @property
    def name(self) -> str:
        return lens.text(self.body, "name")

    @property
    def email_id(self) -> str:
        """The number by which journeys name it; "" where it is no e-mail."""
        found = (lens.read(self.body, path, None) for path in _EMAIL_IDS)
        return next((str(each) for each in found if each), "")
