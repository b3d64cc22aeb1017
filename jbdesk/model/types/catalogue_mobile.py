"""Catalogue rows: messages on phones, in chats and in apps.

No JSON of these is known; their settings are what readers of real journeys read.
"""

from jbdesk.model.fields import Field, Kind, Mark
from jbdesk.model.journey import Activity
from jbdesk.model.texts.words import NOT_CONFIGURED, first_line
from jbdesk.model.types.activity_type import (
    ONE_WAY,
    ActivityType,
    Behaviour,
    Effect,
    Group,
    by_name_only,
)

_ARGUMENTS = "configurationArguments"

ASSET = Field(
    "message",
    "Message ID",
    ((_ARGUMENTS, "assetId"),),
    required=True,
    help="The number of the message in Content Builder.",
)
PUSH_ASSET = Field(
    "message",
    "Message ID",
    (
        ("arguments", "assetId"),
        (_ARGUMENTS, "assetId"),
        (_ARGUMENTS, "triggeredSend", "assetId"),
    ),
    required=True,
    help="The number of the message in Content Builder.",
)
INBOX_MESSAGE = Field(
    "message",
    "Message ID",
    ((_ARGUMENTS, "messageId"), (_ARGUMENTS, "assetId")),
    required=True,
    help="The message in MobilePush or Content Builder.",
)
APPLICATION = Field(
    "application",
    "App",
    ((_ARGUMENTS, "application", "name"),),
    help="The name of the mobile app that shows the message.",
)
CHANNEL_ID = Field(
    "channel",
    "Channel ID",
    ((_ARGUMENTS, "channelId"),),
    required=True,
    help="The WhatsApp channel that sends.",
)
CHANNEL_NAME = Field("channel name", "Channel", ((_ARGUMENTS, "channelName"),))
NUMBER = Field(
    "number",
    "Mobile number attribute",
    ((_ARGUMENTS, "mobileNumberAttributeName"),),
    help="The attribute that holds the contact's mobile number.",
)
PRIORITY = Field(
    "priority",
    "Priority",
    ((_ARGUMENTS, "messagePriority"),),
    help="When the message may be sent.",
)
BLACKOUTS = Field(
    "blackouts",
    "Blackout windows",
    ((_ARGUMENTS, "blockoutWindows"),),
    Kind.LONG_TEXT,
    help='A list as JSON text: [{"startTime": "…", "endTime": "…", "timezone": "…"}].',
)
ASSET_TYPE = Field("asset type", "Kind of message", ((_ARGUMENTS, "assetType"),))


def _summary(activity: Activity) -> str:
    for field in (ASSET, PUSH_ASSET, INBOX_MESSAGE):
        if value := field.read(activity.body):
            return first_line(f"message {value}")
    return NOT_CONFIGURED


def _channel_summary(activity: Activity) -> str:
    channel = CHANNEL_NAME.read(activity.body) or CHANNEL_ID.read(activity.body)
    return first_line(f"to {channel}") if channel else NOT_CONFIGURED


def _message(
    name: str, label: str, icon: str, fields: tuple[Field, ...], *aliases: str
) -> ActivityType:
    return ActivityType(
        name,
        label,
        Group.MESSAGE,
        icon,
        name,
        Behaviour.PASS,
        ONE_WAY,
        _summary,
        fields=fields,
        effect=Effect.SEND,
        aliases=aliases,
        new_body={
            "arguments": {},
            _ARGUMENTS: {},
            "metaData": {"category": "message", "isConfigured": False},
        },
        help=f"{label}: sent when a contact arrives.",
        mark=Mark.INFERRED,
    )


PUSH = _message(
    "PUSHNOTIFICATIONACTIVITY",
    "Push notification",
    "bell",
    (PUSH_ASSET, APPLICATION),
    "MOBILEPUSH",
)
INBOX = _message(
    "PUSHINBOXACTIVITY", "Inbox message", "inbox", (INBOX_MESSAGE, APPLICATION), "INBOX"
)
IN_APP = _message(
    "INAPPSYNCACTIVITY", "In-app message", "smartphone", (ASSET, APPLICATION), "INAPP"
)
LINE = _message("SENDTOLINESYNC", "LINE message", "message-circle", (ASSET,))
WHATSAPP = _message(
    "WHATSAPPACTIVITY",
    "WhatsApp message",
    "message-circle",
    (ASSET, ASSET_TYPE, CHANNEL_ID, NUMBER, PRIORITY, BLACKOUTS),
)
WHATSAPP_TRANSFER = ActivityType(
    "WHATSAPPSESSIONTRANSFERACTIVITY",
    "WhatsApp transfer",
    Group.MESSAGE,
    "arrow-right-left",
    "WHATSAPPSESSIONTRANSFERACTIVITY",
    Behaviour.PASS,
    ONE_WAY,
    _channel_summary,
    fields=(CHANNEL_ID, CHANNEL_NAME, NUMBER),
    new_body={
        "arguments": {},
        _ARGUMENTS: {},
        "metaData": {"category": "message", "isConfigured": False},
    },
    help="Hands the contact's WhatsApp session over to somebody else.",
    mark=Mark.INFERRED,
)
ROWS = (
    PUSH,
    INBOX,
    IN_APP,
    LINE,
    WHATSAPP,
    WHATSAPP_TRANSFER,
    by_name_only("SLACKNOTIFIER", "Slack message", Group.MESSAGE, "hash"),
)
