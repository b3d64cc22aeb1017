"""Catalogue rows: emails and text messages."""

from jbdesk.model import lens
from jbdesk.model.fields import Choice, Field, Kind, Mark
from jbdesk.model.journey import Activity, JsonObject
from jbdesk.model.texts.words import NOT_CONFIGURED, first_line, object_in, text_in
from jbdesk.model.types.activity_type import (
    ONE_WAY,
    ActivityType,
    Behaviour,
    Effect,
    Group,
)

_ARGUMENTS = "configurationArguments"
_SEND = (_ARGUMENTS, "triggeredSend")

EMAIL_ID = Field(
    "email",
    "Email ID",
    ((*_SEND, "emailId"),),
    Kind.NUMBER,
    required=True,
    minimum=1,
    help="The number of the email in Content Builder (its legacy ID).",
)
SUBJECT = Field("subject", "Subject", ((*_SEND, "emailSubject"),))
_PRIORITIES = (Choice(3, "High"), Choice(4, "Medium"), Choice(5, "Low"))
_EMAIL_FIELDS = (
    EMAIL_ID,
    SUBJECT,
    Field(
        "dynamic subject",
        "Dynamic subject",
        ((*_SEND, "dynamicEmailSubject"),),
        help="AMPscript that makes the subject.",
    ),
    Field("preheader", "Preheader", ((*_SEND, "preHeader"),)),
    Field(
        "classification", "Send classification ID", ((*_SEND, "sendClassificationId"),)
    ),
    Field("sender", "Sender profile ID", ((*_SEND, "senderProfileId"),)),
    Field("delivery", "Delivery profile ID", ((*_SEND, "deliveryProfileId"),)),
    Field("list", "Publication list ID", ((*_SEND, "publicationListId"),), Kind.NUMBER),
    Field(
        "priority",
        "Priority",
        ((*_SEND, "priority"),),
        Kind.CHOICE,
        choices=_PRIORITIES,
    ),
    Field("cc", "Copy to (CC)", ((*_SEND, "ccEmail"),)),
    Field("bcc", "Blind copy to (BCC)", ((*_SEND, "bccEmail"),)),
    Field(
        "suppression",
        "Suppression lists",
        ((*_SEND, "suppressionLists"),),
        Kind.JSON,
        help="A list of IDs; contacts on these lists do not get the email.",
    ),
    Field(
        "domains",
        "Excluded domains",
        ((*_SEND, "domainExclusions"),),
        Kind.JSON,
        help="A list of domains that get no email.",
    ),
    Field(
        "campaign",
        "Google Analytics campaign",
        ((_ARGUMENTS, "googleAnalyticsCampaignName"),),
    ),
    Field("multipart", "Send as text too", ((*_SEND, "isMultipart"),), Kind.BOOLEAN),
    Field("clicks", "Track clicks", ((*_SEND, "isTrackingClicks"),), Kind.BOOLEAN),
    Field("log", "Send logging", ((*_SEND, "isSendLogging"),), Kind.BOOLEAN),
    Field(
        "exclusion",
        "Exclusion script",
        ((*_SEND, "exclusionFilter"),),
        Kind.LONG_TEXT,
        help="Contacts for whom the script is true do not get the email.",
    ),
)

MESSAGE_ID = Field(
    "message",
    "Message ID",
    ((_ARGUMENTS, "messageId"), (_ARGUMENTS, "assetId")),
    required=True,
    help="The message in Content Builder or MobileConnect.",
)
_BLACKOUT = (
    Choice(0, "Send at any time"),
    Choice(1, "Hold until the window ends"),
    Choice(2, "Do not send in the window"),
)
_SMS_FIELDS = (
    MESSAGE_ID,
    Field("code", "Code ID", ((_ARGUMENTS, "codeId"),)),
    Field("keyword", "Keyword ID", ((_ARGUMENTS, "keywordId"),)),
    Field("next keyword", "Next keyword ID", ((_ARGUMENTS, "nextKeywordId"),)),
    Field("from", "From name", ((_ARGUMENTS, "fromName"),)),
    Field(
        "blackout",
        "Blackout window",
        ((_ARGUMENTS, "honorBlackoutWindowEnum"),),
        Kind.CHOICE,
        choices=_BLACKOUT,
        mark=Mark.INFERRED,
    ),
    Field(
        "blackout start",
        "Blackout from",
        ((_ARGUMENTS, "mobileBlackoutWindowStartTime"),),
        Kind.TIME,
    ),
    Field(
        "blackout end",
        "Blackout until",
        ((_ARGUMENTS, "mobileBlackoutWindowEndTime"),),
        Kind.TIME,
    ),
    Field("opt in", "Asks for consent", ((_ARGUMENTS, "isOptIn"),), Kind.BOOLEAN),
    Field(
        "concatenate",
        "Send long texts in parts",
        ((_ARGUMENTS, "isConcatenate"),),
        Kind.BOOLEAN,
    ),
)


def _has_email(activity: Activity) -> bool:
    """Whether an email is chosen, under any of the names that files use."""
    arguments = lens.read(activity.body, (_ARGUMENTS,), {})
    names = ("triggeredSendKey", "triggeredSendId", "r__triggeredSend_key")
    if any(lens.read(arguments, (name,), None) for name in names):
        return True
    send = lens.read(arguments, ("triggeredSend",), {})
    return any(
        lens.read(send, (name,), None) for name in ("emailId", "r__asset_key", "key")
    )


def _email_summary(activity: Activity) -> str:
    subject = text_in(SUBJECT.read(activity.body))
    if subject:
        return first_line(subject)
    number = EMAIL_ID.read(activity.body)
    if number:
        return f"email {number}"
    return "email chosen" if _has_email(activity) else NOT_CONFIGURED


def _message_summary(activity: Activity) -> str:
    message = MESSAGE_ID.read(activity.body)
    if message:
        return f"message {message}"
    return "message chosen" if _has_message(activity) else NOT_CONFIGURED


def _has_message(activity: Activity) -> bool:
    return bool(MESSAGE_ID.read(activity.body)) or _keeps_a_message(activity)


def _keeps_a_message(activity: Activity) -> bool:
    """Whether it is named by a reference that deploy files have of their own."""
    arguments = object_in(activity.body.get(_ARGUMENTS))
    return any(name.startswith(("r__", "c__")) for name in arguments)


def _body(extension: str, **arguments: object) -> JsonObject:
    return {
        "arguments": {},
        _ARGUMENTS: {"applicationExtensionKey": extension, **arguments},
        "metaData": {"category": "message", "version": "1.0", "isConfigured": False},
    }


EMAIL = ActivityType(
    "EMAILV2",
    "Email",
    Group.MESSAGE,
    "mail",
    "EMAILV2",
    Behaviour.PASS,
    ONE_WAY,
    _email_summary,
    fields=_EMAIL_FIELDS,
    effect=Effect.SEND,
    aliases=("EMAIL",),
    new_body=_body("jb-email-activity"),
    out_arguments=("requestID", "messageKey"),
    is_filled=_has_email,
    help="Sends an email to the address that the journey's defaults name.",
)
SMS = ActivityType(
    "SMSSYNC",
    "SMS",
    Group.MESSAGE,
    "message-square",
    "SMSSYNC",
    Behaviour.PASS,
    ONE_WAY,
    _message_summary,
    fields=_SMS_FIELDS,
    effect=Effect.SEND,
    aliases=("SMS",),
    new_body=_body("jb-mobile-connect-send-sms-sync", honorBlackoutWindowEnum=0),
    is_filled=_has_message,
    help="Sends a text message to the contact's mobile number.",
)


ROWS = (EMAIL, SMS)
