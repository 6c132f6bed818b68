"""Sign in with YouTube, find our channels, and ask it for lists page by page."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from pydantic import Field, field_validator
from pydantic_settings import NoDecode

from connectors import google
from connectors.contract import Meter, NotConfigured, Quota, UnexpectedPayload
from connectors.youtube import rows
from connectors.youtube.rows import Channel

#: The smallest scope with which YouTube lists comments for an account. It would also allow writing; Rapport never does.
SCOPES = ("https://www.googleapis.com/auth/youtube.force-ssl",)
#: How often a list is begun anew because its page token has died.
RESTARTS = 3
#: So many pages in a row without a record, each of which promises another one, are a loop.
EMPTY_PAGES = 20


class Settings(google.Access):
    """An API key, or OAuth of the channel's owner; which channels are ours, and how thoroughly they are read."""

    channels: Annotated[tuple[str, ...], NoDecode] = ()
    lookback_days: int = Field(default=60, ge=1, le=3650)
    check_again_days: int = Field(default=7, ge=1, le=365)
    held_comments: bool = True
    units_per_day: int = Field(default=9_000, ge=100)

    @field_validator("channels", mode="before")
    @classmethod
    def _several(cls, given: object) -> object:
        return tuple(filter(None, re.split(r"[\s,;]+", given))) if isinstance(given, str) else given


def quota(settings: Settings) -> Quota:
    """The day's units, which Google counts in Pacific time."""
    return Quota(settings.units_per_day, "America/Los_Angeles")


@dataclass
class Client:
    """YouTube as we may see it. `own` are the ids of the channels whose owner's token we have."""

    service: Any
    meter: Meter
    settings: Settings
    channels: Mapping[str, Channel]
    own: Collection[str]

    @property
    def now(self) -> datetime:
        """The time, in UTC."""
        return self.meter.now().replace(tzinfo=UTC)

    @property
    def lookback(self) -> timedelta:
        """How old a thread may be in which new replies are looked for."""
        return timedelta(days=self.settings.lookback_days)

    def ask(self, collection: str, **parameters: Any) -> dict[str, Any]:
        """One answer of `collection`.list, for one unit."""
        return _ask(self.service, self.meter, collection, parameters)

    def pages(self, collection: str, key: Callable[[Any], str], **parameters: Any) -> "Pages":
        """The pages of `collection`.list, as in Pages."""
        return Pages(lambda token: self.ask(collection, **parameters, pageToken=token), key)


@dataclass
class Pages:
    """The records of a list, page by page, each only once; `key` tells one from another.

    A page token that dies on the way (400) begins the list anew. What comes again and again, because YouTube takes no
    notice of the token, raises UnexpectedPayload. `is_smooth` says whether the list was read without a restart, so that
    what is missing from it is known to be missing.
    """

    ask: Callable[[str | None], dict[str, Any]]
    key: Callable[[Any], str]
    is_smooth: bool = True

    def __iter__(self) -> Iterator[list[Any]]:
        known: set[str] = set()
        read, again, empty, restarts, token = 0, 0, 0, 0, None
        while True:
            try:
                answer = self.ask(token)
            except google.Invalid:
                if token is None or restarts == RESTARTS:
                    raise
                self.is_smooth = False
                again, restarts, token = read, restarts + 1, None
                continue
            items = answer.get("items", [])
            if not isinstance(items, list):
                raise UnexpectedPayload("YouTube gave a list that is none.")
            fresh = [item for item in items if self._is_new(item, known)]
            read, empty = read + 1, 0 if items else empty + 1
            token = answer.get("nextPageToken")
            if items and not fresh:
                again -= 1
                self.is_smooth = False
            if token and (again < 0 or empty > EMPTY_PAGES):
                raise UnexpectedPayload("YouTube gives the same page again and again.")
            yield fresh
            if not token:
                return

    def _is_new(self, item: Any, known: set[str]) -> bool:
        try:
            name = self.key(item)
        except UnexpectedPayload:
            return True  # whoever reads it will refuse it
        if name in known:
            return False
        known.add(name)
        return True


def connect(settings: Settings, meter: Meter) -> Client:
    """Sign in and find our channels. Raises NotConfigured, Refused and TryLater."""
    if settings.service_account_file is not None or settings.service_account_json is not None:
        raise NotConfigured(
            "[youtube] has a service account, and YouTube knows none: give it an api_key, or OAuth of the channel's "
            "owner."
        )
    signed = google.credentials(settings, SCOPES, "youtube")
    if signed is None and not settings.channels:
        raise NotConfigured(
            '[youtube] does not say which channels are ours: write channels = ["@handle"] beside the api_key.'
        )
    key = None if signed else google.key_of(settings)
    service = google.service("youtube", "v3", signed, developer_key=key, endpoint=settings.endpoint)
    mine = [] if signed is None else _channels(service, meter, mine=True)
    if not settings.channels:
        if not mine:
            raise NotConfigured(
                "The account that you signed in with has no YouTube channel: sign in with the owner's, or write "
                "channels under [youtube]."
            )
        found = mine
    else:
        found = _named(settings.channels, mine, service, meter)
    own = {one.native_id for one in mine}
    return Client(service, meter, settings, {one.native_id: one for one in found}, own)


def sign_in(settings: Settings, show: Callable[[str], None]) -> Mapping[str, str]:
    """Let the owner of a channel agree that its comments are read; see `google.sign_in`."""
    return google.sign_in(settings, show, scopes=SCOPES, source="youtube")


def _named(names: Collection[str], mine: list[Channel], service: Any, meter: Meter) -> list[Channel]:
    """The channels of these names, in their order."""
    wanted = [_name(name) for name in names]
    known = {one.native_id: one for one in mine} | {f"@{one.handle.lower()}": one for one in mine if one.handle}
    ids = list(dict.fromkeys(name for name in wanted if not name.startswith("@") and name not in known))
    for start in range(0, len(ids), 50):
        known |= {one.native_id: one for one in _channels(service, meter, id=",".join(ids[start : start + 50]))}
    for handle in dict.fromkeys(name for name in wanted if name.startswith("@") and name not in known):
        for one in _channels(service, meter, forHandle=handle):
            known[handle] = one
    for given, name in zip(names, wanted, strict=True):
        if name not in known:
            raise NotConfigured(
                f"YouTube knows no channel {given}: write its handle, which begins with @, or its id, which begins "
                "with UC, into channels under [youtube]."
            )
    return [known[name] for name in wanted]


_ID = re.compile(r"UC[\w-]{22}")


def _name(given: str) -> str:
    """A channel's id, or its handle in lower case with @, from what a person wrote: either of them, or an address."""
    text = re.split(r"[?#]", given.strip())[0].rstrip("/")
    if match := re.search(r"/channel/(UC[\w-]+)", text) or re.search(r"/(@[^/]+)", text):
        text = match[1]
    text = text.rpartition("/")[2]
    return text if _ID.fullmatch(text) else "@" + text.lstrip("@").lower()


def _channels(service: Any, meter: Meter, **which: Any) -> list[Channel]:
    parameters = {"part": "id,snippet,contentDetails,statistics", "maxResults": 50, **which}
    items = _ask(service, meter, "channels", parameters).get("items", [])
    if not isinstance(items, list):
        raise UnexpectedPayload("YouTube gave a list of channels that is none.")
    return [rows.channel(item) for item in items]


def _ask(service: Any, meter: Meter, collection: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in parameters.items() if value is not None}
    return google.ask(getattr(service, collection)().list(**given), meter)
