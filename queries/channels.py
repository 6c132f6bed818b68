"""The channels of a warehouse, and how a person names one."""

from dataclasses import dataclass
from datetime import datetime

from warehouse import Snapshot


class UnknownChannel(KeyError):
    """No channel of that name; the message lists those there are."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Channel:
    """An account of ours on a platform."""

    key: int
    platform: str
    native_id: str
    handle: str | None
    title: str | None
    complete_until: datetime | None
    has_hours: bool
    """Whether it has opening hours, so that a business clock can run."""

    @property
    def name(self) -> str:
        """What people read."""
        return self.title or self.handle or self.native_id

    @property
    def address(self) -> str:
        """Its stable name in URLs and on the command line: platform:id."""
        return f"{self.platform}:{self.native_id}"


def channels(snapshot: Snapshot) -> list[Channel]:
    """All channels, in the order in which they became known."""
    rows = snapshot.rows(
        "select channel_key, platform, native_id, handle, title, complete_until, "
        "coalesce(calendar in (select calendar from calendar_spans), false) from channels order by channel_key"
    )
    return [Channel(*row) for row in rows]


def find_channels(snapshot: Snapshot, names: list[str]) -> tuple[int, ...]:
    """Keys of channels given by platform:id, id, handle or title, in any case. Raises UnknownChannel."""
    known = channels(snapshot)
    keys = []
    for name in names:
        wanted = name.lower().lstrip("@")
        matching = [
            c.key
            for c in known
            if wanted in {c.address.lower(), c.native_id.lower(), (c.handle or "").lower(), (c.title or "").lower()}
        ]
        if not matching:
            there_are = ", ".join(c.address for c in known) or "none yet"
            raise UnknownChannel(f"There is no channel {name!r}. There are: {there_are}.")
        keys += matching
    return tuple(dict.fromkeys(keys))
