"""The lists that pages show: who waits, which conversations there are, one thread, how fresh the data is.

One list is one SQL file in `queries/reading`, a plain SELECT with bound values. Those over messages are limited, and
look only where they must: at ten million messages each answers in a fraction of a second.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from queries.channels import Channel, channels
from queries.departments import departments
from queries.engine import watermark
from queries.settings import Settings, settings
from queries.topics import labels
from warehouse import Snapshot

FOLDER = Path(__file__).with_name("reading")

#: Where a conversation stands, as the filter of `found` takes it.
STATES = ("any", "waiting", "answered", "came back", "our posts")


@dataclass(frozen=True)
class About:
    """What a snapshot holds."""

    channels: tuple[Channel, ...]
    settings: Settings
    watermark: datetime | None
    first_at: datetime | None
    is_sample: bool
    departments: tuple[str, ...] = ()
    """In roster order; topics and audiences in the order of their tabs."""
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platforms of the channels, in channel order."""
        return tuple(dict.fromkeys(channel.platform for channel in self.channels))


def about(snapshot: Snapshot) -> About:
    """Channels, settings, and how far the data reaches."""
    return About(
        channels=tuple(channels(snapshot)),
        settings=settings(snapshot),
        watermark=watermark(snapshot),
        departments=tuple(department.name for department in departments(snapshot)),
        topics=tuple(labels(snapshot, "topic")),
        audiences=tuple(labels(snapshot, "audience")),
        **read(snapshot, "extent", {})[0],
    )


def read(snapshot: Snapshot, name: str, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of one list; `values` are bound to the names that its SQL uses, the others are left."""
    sql = _sql(name)
    used = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in values.items()
        if re.search(rf"\${key}\b", sql)
    }
    return snapshot.records(sql, used)


@cache
def _sql(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
