"""What Teams sends, read once into a small frozen shape that the rest of Medvind understands.

Nothing below this file sees the JSON of the Bot Framework. Whatever arrives, `read` gives an `Inbound` or
raises `Malformed`: a stranger's JSON can therefore never become a crash.
"""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any

from bot.teams import entities, plaintext
from bot.teams.fields import Malformed as Malformed
from bot.teams.fields import cleaned, identity, name, needed, node, storable, text

MAX_TEXT = 20_000
_MAX_ATTACHED = 20  # looked at; Teams sends a copy of the text as one of them
_MAX_URL = 8_192  # the address of a file carries its own key, and is long
_FILE = "application/vnd.microsoft.teams.file.download.info"


class Kind(StrEnum):
    """What happened in Teams, in the words of the dialogs."""

    MESSAGE = auto()
    BUTTON = auto()
    INSTALLED = auto()
    REMOVED = auto()
    CAPTURE = auto()
    CAPTURE_SUBMIT = auto()
    DIALOG_OPEN = auto()
    DIALOG_SUBMIT = auto()
    OTHER = auto()


_INVOKES = {
    "adaptiveCard/action": Kind.BUTTON,
    "composeExtension/fetchTask": Kind.CAPTURE,
    "composeExtension/submitAction": Kind.CAPTURE_SUBMIT,
    "task/fetch": Kind.DIALOG_OPEN,
    "task/submit": Kind.DIALOG_SUBMIT,
}
# An upgrade sends remove-upgrade and then add-upgrade; only the second is news.
_INSTALLATIONS = {"add": Kind.INSTALLED, "add-upgrade": Kind.INSTALLED, "remove": Kind.REMOVED}


@dataclass(frozen=True)
class TeamsTeam:
    """The team, and the channel in it, that something happened in."""

    id: str
    name: str
    group_id: str | None
    channel_id: str | None


@dataclass(frozen=True)
class SourceMessage:
    """The colleague's message that somebody caught with the message action, as plain text."""

    text: str
    author_id: str | None
    author_name: str | None


@dataclass(frozen=True)
class Attached:
    """Something that may be a picture, by what was said of it, and where it can be fetched.

    A picture in the message itself lies with the connector; a file has an address that is its own key.
    """

    url: str
    is_file: bool


@dataclass(frozen=True)
class Inbound:
    """One activity: who, where, and what. `person_id` is the Entra object id, "" when Teams gave none."""

    kind: Kind
    tenant_id: str
    activity_id: str
    conversation_id: str
    conversation_type: str
    service_url: str
    bot_id: str
    person_id: str
    account_id: str
    person_name: str
    locale: str | None
    team: TeamsTeam | None
    text: str
    value: dict[str, Any]
    command_id: str
    reply_to_id: str | None
    source: SourceMessage | None
    is_invoke: bool
    channel_id: str = "msteams"
    attached: tuple[Attached, ...] = ()


def read(body: Any) -> Inbound:
    """Reads the JSON of one activity; raises Malformed, and nothing else, when it is not one."""
    activity = node({"": body}, "")
    sender, recipient = node(activity, "from"), node(activity, "recipient")
    conversation, value = node(activity, "conversation"), node(activity, "value")
    team = _team(node(activity, "channelData"))
    return Inbound(
        kind=_kind(activity),
        tenant_id=_tenant(activity),
        activity_id=needed(activity, "id"),
        conversation_id=needed(conversation, "id"),
        conversation_type=_conversation_type(conversation, team),
        service_url=identity(activity, "serviceUrl"),  # none is the gate's to refuse: it fits no token
        channel_id=needed(activity, "channelId"),
        bot_id=identity(recipient, "id"),
        person_id=identity(sender, "aadObjectId").lower(),
        account_id=identity(sender, "id"),
        person_name=name(sender, "name"),
        locale=entities.locale(activity),
        team=team,
        text=entities.spoken(activity)[:MAX_TEXT] if _is_message(activity) else "",
        value=_payload(activity, value),
        command_id=name(value, "commandId"),
        reply_to_id=identity(activity, "replyToId") or None,
        source=_source(node(value, "messagePayload")),
        is_invoke=text(activity, "type") == "invoke",
        attached=_attached(activity) if _is_message(activity) else (),
    )


def _kind(activity: dict[str, Any]) -> Kind:
    match needed(activity, "type"):
        case "invoke":
            return _INVOKES.get(text(activity, "name"), Kind.OTHER)
        case "installationUpdate":
            return _INSTALLATIONS.get(text(activity, "action"), Kind.OTHER)
        case "message" if text(activity, "text").strip():
            return Kind.MESSAGE
        case "message" if isinstance(activity.get("value"), dict):
            return Kind.BUTTON
        # A picture without a word is still somebody speaking to us, and deserves an answer.
        case "message" if activity.get("attachments"):
            return Kind.MESSAGE
    return Kind.OTHER


def _tenant(activity: dict[str, Any]) -> str:
    """The one tenant this belongs to. Teams tells it in two places; two different answers are no answer."""
    told = {
        identity(node(node(activity, "channelData"), "tenant"), "id").lower(),
        identity(node(activity, "conversation"), "tenantId").lower(),
    } - {""}
    if len(told) != 1:
        raise Malformed("two tenants" if told else "no tenant")
    return told.pop()


def _conversation_type(conversation: dict[str, Any], team: TeamsTeam | None) -> str:
    told = text(conversation, "conversationType")
    if told in ("personal", "channel", "groupChat"):
        return told
    if team is not None:
        return "channel"
    return "groupChat" if conversation.get("isGroup") is True else "personal"


def _team(channel_data: dict[str, Any]) -> TeamsTeam | None:
    team = node(channel_data, "team")
    if not identity(team, "id"):
        return None
    return TeamsTeam(
        id=identity(team, "id"),
        name=name(team, "name"),
        group_id=identity(team, "aadGroupId").lower() or None,
        channel_id=identity(node(channel_data, "channel"), "id") or None,
    )


def _payload(activity: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    """What the person filled in: the inputs and the button's own data, out of each invoke's wrapping."""
    if _is_message(activity):
        filled = value
    elif text(activity, "name") == "adaptiveCard/action":
        filled = node(node(value, "action"), "data")
    else:
        filled = node(value, "data")
    return {cleaned(str(key)): storable(entry) for key, entry in filled.items()}


def _source(payload: dict[str, Any]) -> SourceMessage | None:
    if not payload:
        return None
    body, author = node(payload, "body"), node(node(payload, "from"), "user")
    content = text(body, "content")
    words = content if text(body, "contentType").lower() == "text" else plaintext.from_html(content)
    return SourceMessage(
        text=words.strip()[:MAX_TEXT],
        author_id=identity(author, "id").lower() or None,
        author_name=name(author, "displayName") or None,
    )


def _attached(activity: dict[str, Any]) -> tuple[Attached, ...]:
    """The pictures and files of a message; of a copy of its text, and of cards, nothing."""
    listed = activity.get("attachments")
    entries = listed[:_MAX_ATTACHED] if isinstance(listed, list) else []
    found = [_picture_or_file(entry) for entry in entries if isinstance(entry, dict)]
    return tuple(one for one in found if one and len(one.url) <= _MAX_URL)


def _picture_or_file(entry: dict[str, Any]) -> Attached | None:
    kind = text(entry, "contentType").lower()
    if kind.startswith("image/"):
        return Attached(text(entry, "contentUrl"), is_file=False)
    if kind == _FILE:
        return Attached(text(node(entry, "content"), "downloadUrl"), is_file=True)
    return None


def _is_message(activity: dict[str, Any]) -> bool:
    return text(activity, "type") == "message"
