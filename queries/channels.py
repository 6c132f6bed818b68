"""The channels of a warehouse, and how a person names one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from queries.names import UnknownName, found
from queries.once import once
from queries.scope import Scope
from warehouse import Snapshot


@dataclass(frozen=True)
class Channel:
    """An account of ours on a platform."""

    key: int
    platform: str
    native_id: str
    handle: str | None
    title: str | None
    complete_until: datetime | None
    has_hours: bool = False
    """Whether it has opening hours, so that a business clock can run."""

    @property
    def name(self) -> str:
        """What people read."""
        return self.title or (f"@{self.handle}" if self.handle else self.native_id)

    @property
    def id(self) -> str:
        """Its stable name in slices, URLs and on the command line: platform and native id."""
        return f"{self.platform}:{self.native_id}"


@once
def channels(snapshot: Snapshot) -> list[Channel]:
    """All channels, in the order in which they became known."""
    rows = snapshot.rows(
        "select channel_key, platform, native_id, handle, title, complete_until, "
        "coalesce(calendar in (select calendar from calendar_spans), false) from channels order by channel_key"
    )
    return [Channel(*row) for row in rows]


@once
def began(snapshot: Snapshot) -> dict[int, datetime]:
    """When each channel began, by its key: with its first conversation or post. Those without any are not in it."""
    rows = snapshot.rows("""
        select channel_key, min(first_at)
        from (
            select channel_key, min(started_at) as first_at from conversations group by channel_key
            union all
            select channel_key, min(published_at) from posts group by channel_key
        )
        where channel_key is not null group by channel_key
    """)
    return dict(rows)


@once
def channel_ids(snapshot: Snapshot) -> dict[int, str]:
    """The stable name of each channel, by its key."""
    return {channel.key: channel.id for channel in channels(snapshot)}


def find_platforms(snapshot: Snapshot, names: list[str]) -> tuple[str, ...]:
    """Platforms given in any case. Raises UnknownName."""
    return found("platform", dict.fromkeys(channel.platform for channel in channels(snapshot)), names)


def in_scope(known: Iterable[Channel], scope: Scope | None) -> list[Channel]:
    """Those of the channels that a scope takes in; None takes in all."""
    return [
        channel
        for channel in known
        if scope is None
        or (
            (not scope.channels or channel.key in scope.channels)
            and (not scope.platforms or channel.platform in scope.platforms)
        )
    ]


def find_channels(snapshot: Snapshot, names: list[str]) -> tuple[int, ...]:
    """Keys of channels given by platform:id, id, handle or title, in any case. Raises UnknownName."""
    known = channels(snapshot)
    keys = []
    for name in names:
        wanted = name.lower().lstrip("@")
        matching = [
            c.key
            for c in known
            if wanted in {c.id.lower(), c.native_id.lower(), (c.handle or "").lower(), (c.title or "").lower()}
        ]
        if not matching:
            there_are = ", ".join(c.id for c in known) or "none yet"
            raise UnknownName(f"There is no channel {name!r}. There are: {there_are}.")
        keys += matching
    return tuple(dict.fromkeys(keys))
