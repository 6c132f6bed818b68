"""What the last syncs have seen, as the cursor of the stream of comments keeps it: compact JSON.

Of a video: how many comments YouTube counted, when its threads were last gone through, the day of the newest thread.
Of a thread: how many replies YouTube counted, only where they do not all come with the thread, and only as long as it
lies in the lookback. That is some 30 bytes for such a thread, and 50 for a video.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

_VERSION = 1


@dataclass
class PlaceSeen:
    """What was seen of a video, or of a channel's own comments.

    `walked` is when its threads were last gone through, in UTC; None until that has been done once, to the end.
    """

    count: int | None = None
    walked: datetime | None = None
    newest: date | None = None
    replies: dict[str, int] = field(default_factory=dict)


@dataclass
class Seen:
    """What was seen of all videos and channels, and when the uploads of each channel were last listed to the end."""

    videos: dict[str, PlaceSeen] = field(default_factory=dict)
    channels: dict[str, PlaceSeen] = field(default_factory=dict)
    listed: dict[str, date] = field(default_factory=dict)

    @classmethod
    def read(cls, cursor: str | None) -> "Seen":
        """From a cursor. One that cannot be read counts as none: then everything is read again, and nothing is lost."""
        try:
            kept = json.loads(cursor or "{}")
            if kept.get("version") != _VERSION:
                return cls()
            videos, channels = (
                {name: _place(*found) for name, found in kept[what].items()} for what in ("videos", "channels")
            )
            return cls(videos, channels, {name: date.fromisoformat(day) for name, day in kept["listed"].items()})
        except (ValueError, TypeError, KeyError, AttributeError):
            return cls()

    def write(self) -> str:
        """The cursor."""
        kept = {
            "version": _VERSION,
            "listed": {name: day.isoformat() for name, day in self.listed.items()},
            "videos": {name: _kept(place) for name, place in self.videos.items()},
            "channels": {name: _kept(place) for name, place in self.channels.items()},
        }
        return json.dumps(kept, separators=(",", ":"))


def _place(
    count: int | None = None,
    walked: str | None = None,
    newest: str | None = None,
    replies: Mapping[str, int] | None = None,
) -> PlaceSeen:
    return PlaceSeen(
        count,
        None if walked is None else datetime.fromisoformat(walked),
        None if newest is None else date.fromisoformat(newest),
        dict(replies or {}),
    )


def _kept(place: PlaceSeen) -> list[Any]:
    walked = None if place.walked is None else place.walked.isoformat(timespec="seconds")
    kept = [place.count, walked, None if place.newest is None else place.newest.isoformat(), place.replies or None]
    while kept and kept[-1] is None:
        kept.pop()
    return kept
