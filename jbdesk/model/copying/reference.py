"""What a journey refers to in its business unit, kind by kind."""

from dataclasses import dataclass
from enum import StrEnum

from jbdesk.model import lens


class Kind(StrEnum):
    """A kind of thing that has another id in every business unit."""

    DATA_EXTENSION = "data extension"
    EVENT = "event definition"
    JOURNEY = "journey"
    EMAIL = "e-mail"
    MESSAGE = "message content"
    SENDER = "sender profile"
    DELIVERY = "delivery profile"
    CLASSIFICATION = "send classification"
    PUBLICATION = "publication list"
    SUPPRESSION = "suppression list"
    CODE = "SMS code"
    KEYWORD = "SMS keyword"
    CAMPAIGN = "campaign"
    FILTER = "filter definition"
    AUTOMATION = "automation"
    ATTRIBUTES = "attribute set"  # named by conditions and bindings, in words


class Aspect(StrEnum):
    """What a member of the JSON tells of the thing."""

    ID = "id"
    KEY = "key"
    NAME = "name"
    FIELD = "field"  # a field of a data extension, by its id


# Members that refer to something, wherever in a journey they stand.
MEMBERS: dict[str, tuple[Kind, Aspect]] = {
    "eventdefinitionid": (Kind.EVENT, Aspect.ID),
    "eventdefinitionkey": (Kind.EVENT, Aspect.KEY),
    "waitforeventkey": (Kind.EVENT, Aspect.KEY),
    "r__event_key": (Kind.EVENT, Aspect.KEY),
    "dataextensionid": (Kind.DATA_EXTENSION, Aspect.ID),
    "dataextensionname": (Kind.DATA_EXTENSION, Aspect.NAME),
    "sourceinteractionid": (Kind.JOURNEY, Aspect.ID),
    "interactionid": (Kind.JOURNEY, Aspect.ID),
    "interactionkey": (Kind.JOURNEY, Aspect.KEY),
    "journeyid": (Kind.JOURNEY, Aspect.ID),
    "journeykey": (Kind.JOURNEY, Aspect.KEY),
    "emailid": (Kind.EMAIL, Aspect.ID),
    "r__asset_key": (Kind.EMAIL, Aspect.KEY),
    "assetid": (Kind.MESSAGE, Aspect.ID),
    "messageid": (Kind.MESSAGE, Aspect.ID),
    "senderprofileid": (Kind.SENDER, Aspect.ID),
    "r__senderprofile_key": (Kind.SENDER, Aspect.KEY),
    "deliveryprofileid": (Kind.DELIVERY, Aspect.ID),
    "r__deliveryprofile_key": (Kind.DELIVERY, Aspect.KEY),
    "sendclassificationid": (Kind.CLASSIFICATION, Aspect.ID),
    "r__sendclassification_key": (Kind.CLASSIFICATION, Aspect.KEY),
    "publicationlistid": (Kind.PUBLICATION, Aspect.ID),
    "suppressionlistid": (Kind.SUPPRESSION, Aspect.ID),
    "codeid": (Kind.CODE, Aspect.ID),
    "keywordid": (Kind.KEYWORD, Aspect.ID),
    "nextkeywordid": (Kind.KEYWORD, Aspect.ID),
    "campaignid": (Kind.CAMPAIGN, Aspect.ID),
    "filterdefinitionid": (Kind.FILTER, Aspect.ID),
    "automationid": (Kind.AUTOMATION, Aspect.ID),
}
# Lists of ids, or of objects that have one.
LISTS: dict[str, Kind] = {
    "suppressionlists": Kind.SUPPRESSION,
    "campaigns": Kind.CAMPAIGN,
}
FIELD = "field"  # beside a data extension's id

BY_HAND: dict[Kind, str] = {
    Kind.JOURNEY: "Copy that journey first, then this one again.",
    Kind.EMAIL: "Make or share the e-mail there, and choose it in the copy.",
    Kind.MESSAGE: "Make or share the message there, and choose it in the copy.",
    Kind.SENDER: "Choose a sender profile of that business unit in the e-mail.",
    Kind.DELIVERY: "Choose a delivery profile of that business unit in the e-mail.",
    Kind.CLASSIFICATION: "Choose a send classification there in the e-mail.",
    Kind.PUBLICATION: "Choose a publication list there in the e-mail.",
    Kind.SUPPRESSION: "Choose suppression lists there in the e-mail.",
    Kind.CODE: "Choose a code of that business unit in the SMS.",
    Kind.KEYWORD: "Choose a keyword of that business unit in the SMS.",
    Kind.CAMPAIGN: "Add the campaign there, where it is needed.",
    Kind.FILTER: "Set the filter anew in the copy.",
    Kind.AUTOMATION: "Build the automation there, and choose it in the entry source.",
    Kind.ATTRIBUTES: "See that Contact Builder there has it, with the same fields.",
    Kind.EVENT: "Make the entry source in Journey Builder there, then plan again.",
    Kind.DATA_EXTENSION: "Make the data extension there, then plan again.",
}


@dataclass(frozen=True)
class Place:
    """Where in the journey's JSON something is named, and how."""

    path: lens.Path
    aspect: Aspect
    value: str = ""  # of a field: its id


@dataclass(frozen=True)
class Reference:
    """One thing that the journey names, with every place that does."""

    kind: Kind
    id: str = ""
    key: str = ""
    name: str = ""
    places: tuple[Place, ...] = ()
    where: tuple[str, ...] = ()  # in words: “Welcome e-mail”, the entry event
    used: tuple[str, ...] = ()  # fields of it that the journey reads or writes

    @property
    def ref(self) -> str:
        """Its address within a plan."""
        return f"{self.kind.value}:{self.id or self.key}"

    @property
    def title(self) -> str:
        return self.name or self.key or self.id
