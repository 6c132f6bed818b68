"""Our videos and the comments under them: all of them once, and from then on what has changed.

Counts come first. The uploads are listed until what is known, and videos.list tells for fifty videos at once how many
comments each has. Only where that number has changed, or after some days, are the threads of a video gone through; see
connectors/youtube/threads.py. What was seen last is the cursor; see connectors/youtube/seen.py.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from connectors import google
from connectors.contract import Page, QuotaSpent, SourceError, TryLater, UnexpectedPayload
from connectors.youtube import rows, threads
from connectors.youtube.batch import Batch, id_of, ids
from connectors.youtube.client import Client
from connectors.youtube.rows import Channel, Place
from connectors.youtube.seen import PlaceSeen, Seen

#: Videos that videos.list takes at once.
VIDEOS = 50
#: So many videos that fail one after another mean that it is YouTube which is out of order.
FAILURES = 3
#: Longer than the runner waits within a sync: what failed for one video alone was asked for often enough.
NEXT_SYNC = timedelta(hours=1)
#: Google's reasons for refusing the comments of one video alone.
_OF_ONE_VIDEO = {"forbidden", "commentThreadForbidden", "processingFailure"}


def comments(client: Client, cursor: str | None) -> Iterator[Page]:
    """Our videos as posts, and the comments under them, the newest videos first."""
    seen = Seen.read(cursor)
    batch = Batch(seen.write)
    reading = _Reading(client, seen, batch)
    try:
        yield from reading.pages()
    except SourceError:
        if not batch.is_empty:
            yield batch.page()
        raise
    yield batch.page()


@dataclass
class _Reading:
    client: Client
    seen: Seen
    batch: Batch
    _failures: int = 0
    _postponed: TryLater | None = None

    def pages(self) -> Iterator[Page]:
        self._list_uploads()
        names = list(self.seen.videos)
        for start in range(0, len(names), VIDEOS):
            yield from self._videos(names[start : start + VIDEOS])
        for channel in self.client.channels.values():
            yield from self._channel_comments(channel)
        if self._postponed is not None:
            raise TryLater(str(self._postponed), NEXT_SYNC)

    def _list_uploads(self) -> None:
        """Take the uploads of each channel into what is known; now and then all of them, else until what is known."""
        found: list[str] = []
        today = self.client.now.date()
        for channel in self.client.channels.values():
            listed = self.seen.listed.get(channel.native_id)
            is_due = listed is None or (today - listed).days >= self.client.settings.check_again_days
            found += self._uploads(channel, in_full=is_due)
            if is_due:
                self.seen.listed[channel.native_id] = today
        known = self.seen.videos
        self.seen.videos = {name: known.get(name) or PlaceSeen() for name in dict.fromkeys([*found, *known])}

    def _uploads(self, channel: Channel, *, in_full: bool) -> Iterator[str]:
        """The videos of a channel, newest first."""
        if channel.uploads is None:
            return
        pages = self.client.pages(
            "playlistItems", rows.video_id, part="contentDetails", playlistId=channel.uploads, maxResults=50
        )
        try:
            for items in pages:
                names = list(self._video_ids(items))
                yield from names
                if not in_full and all(name in self.seen.videos for name in names):
                    return
        except google.NotFound:
            return  # a channel that never had an upload has no such list

    def _video_ids(self, items: list[Any]) -> Iterator[str]:
        for item in items:
            try:
                yield rows.video_id(item)
            except UnexpectedPayload as problem:
                self.batch.refuse(item, problem)

    def _videos(self, names: list[str]) -> Iterator[Page]:
        """The posts of these videos, and the comments of those in which something has changed."""
        pages = self.client.pages("videos", id_of, part="id,snippet,statistics,status", id=",".join(names))
        counted: dict[str, tuple[Place, int | None]] = {}
        unread: set[str] = set()
        for payload in [payload for items in pages for payload in items]:
            try:
                channel = self._channel_of(payload)
                if channel is None or rows.is_private(payload):
                    continue
                row = rows.video(payload, channel)
            except UnexpectedPayload as problem:
                self.batch.refuse(payload, problem)
                unread |= ids([payload])
                continue
            self.batch.add(row)
            place = Place(channel, row["native_id"], self.client.channels)
            counted[row["native_id"]] = place, rows.comment_count(payload)
        for gone in set(names) - set(counted) - unread:
            del self.seen.videos[gone]  # private, removed or not ours any more; if it comes back, the full list has it
        yield from self.batch.enough()
        for name, (place, count) in counted.items():
            seen = self.seen.videos[name]
            if self._is_due(seen, count):
                yield from self._guarded(name, threads.read(self.client, self.batch, place, seen, count))

    def _channel_of(self, payload: Any) -> Channel | None:
        """The channel of ours that a video is on."""
        snippet = payload.get("snippet") if isinstance(payload, Mapping) else None
        channel_id = snippet.get("channelId") if isinstance(snippet, Mapping) else None
        if not isinstance(channel_id, str):
            raise UnexpectedPayload("it names no channel")
        return self.client.channels.get(channel_id)

    def _is_due(self, seen: PlaceSeen, count: int | None) -> bool:
        """Whether the threads of a video are to be gone through.

        Edits, and a comment that came while another went, change no count: recent threads are read again now and then.
        """
        if seen.walked is None:
            return count != 0
        if seen.count != count:
            return True
        now, again = self.client.now, timedelta(days=self.client.settings.check_again_days)
        is_recent = seen.newest is not None and seen.newest >= (now - self.client.lookback).date()
        return is_recent and now - seen.walked >= again

    def _channel_comments(self, channel: Channel) -> Iterator[Page]:
        """Comments on the channel itself, of which there are few: they are not counted, but they cost one call."""
        place = Place(channel, None, self.client.channels)
        seen = self.seen.channels.setdefault(channel.native_id, PlaceSeen())
        yield from self._guarded(channel.native_id, threads.read(self.client, self.batch, place, seen, None))

    def _guarded(self, name: str, pages: Iterator[Page]) -> Iterator[Page]:
        """One video must stop no other: what is wrong with it is put aside, or raised when all others are through."""
        try:
            yield from pages
            self._failures = 0
        except QuotaSpent:
            raise
        except TryLater as later:
            self._failures += 1
            self._postponed = later
            if self._failures >= FAILURES:
                raise
        except (google.Invalid, UnexpectedPayload) as problem:
            self.batch.fail(name, "comments", problem)
        except google.Declined as problem:
            if problem.status != 403 or not problem.reasons & _OF_ONE_VIDEO:
                raise
            self.batch.fail(name, "comments", problem)
