"""The threads under one video, or on a channel itself: newest first, and of each the replies that are new.

Up to five replies come with a thread, and cost nothing. The others are paged when YouTube counts another number of
replies than it did when they were paged last; a reply does not move its thread up. YouTube counts removed and held
replies too, so its number is compared with what it was, never with what we have.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from connectors import google
from connectors.contract import Page, UnexpectedPayload
from connectors.youtube import rows
from connectors.youtube.batch import Batch, id_of, ids
from connectors.youtube.client import Client
from connectors.youtube.rows import Place, Thread
from connectors.youtube.seen import PlaceSeen

_LISTED = {"maxResults": 100, "textFormat": "plainText"}
#: All parts of a thread cost one unit together.
THREADS = {**_LISTED, "part": "id,snippet,replies"}


def read(client: Client, batch: Batch, place: Place, seen: PlaceSeen, count: int | None) -> Iterator[Page]:
    """Go through the threads of a place in which YouTube counts so many comments, and note what was seen.

    The first time that is all of them, later those in the lookback. What could not be read to the end is not noted as
    seen, so that the next sync tries again. Raises the errors of the contract.
    """
    walk = _Walk(client, batch, place, seen, client.now)
    is_channel = place.video_id is None
    # Then there are none; and one day YouTube may not know the comments on a channel any more.
    with suppress(google.CommentsDisabled, google.NotFound, *([google.Invalid] if is_channel else [])):
        yield from walk.threads(count)
    if walk.is_complete:
        seen.count, seen.walked = count, walk.now


@dataclass
class _Walk:
    client: Client
    batch: Batch
    place: Place
    seen: PlaceSeen
    now: datetime
    is_complete: bool = True
    _names: set[str] = field(default_factory=set)
    _kept: dict[str, int] = field(default_factory=dict)

    @property
    def since(self) -> datetime | None:
        """From when on threads are gone through; None for all of them."""
        was_off = self.place.video_id is not None and self.seen.count is None
        if self.seen.walked is None or was_off:
            return None
        return min(self.now - self.client.lookback, self.seen.walked - timedelta(days=1))

    def threads(self, count: int | None) -> Iterator[Page]:
        """Threads until a whole page of them is older than `since`."""
        on = {"videoId": self.place.video_id} if self.place.video_id else {"channelId": self.place.channel.native_id}
        pages = self.client.pages("commentThreads", id_of, order="time", **on, **THREADS)
        back_to = self.since
        for items in pages:
            self._names |= ids(items)
            ages = []
            for item in items:
                try:
                    thread = rows.thread(item)
                except UnexpectedPayload as problem:
                    self.batch.refuse(item, problem)
                    continue
                ages.append(self._is_old(thread))
                yield from self._thread(thread)
            yield from self.batch.enough()
            if ages and all(ages):
                break
        else:
            back_to = None
        if pages.is_smooth and self.place.video_id and (self._names or count == 0):
            self.batch.stands(self.place.video_id, self._names, back_to)
        if self.is_complete:
            self.seen.replies = self._kept

    def _is_old(self, thread: Thread) -> bool:
        return self.since is not None and thread.published_at < self.since

    def _thread(self, thread: Thread) -> Iterator[Page]:
        """The first comment of a thread, and its replies."""
        self.batch.take([thread.top], self.place)
        public = self.batch.take(thread.replies, self.place)
        known = self.seen.replies.get(thread.native_id)
        if thread.is_whole:
            self.batch.stands(thread.native_id, public)
        elif known != thread.total and not self._is_old(thread):
            yield from self._replies(thread)
            known = self.seen.replies.get(thread.native_id)
        if not thread.is_whole and known is not None and thread.published_at >= self.now - self.client.lookback:
            self._kept[thread.native_id] = known
        day = thread.published_at.date()
        self.seen.newest = day if self.seen.newest is None else max(self.seen.newest, day)

    def _replies(self, thread: Thread) -> Iterator[Page]:
        """All replies of a thread."""
        pages = self.client.pages("comments", id_of, parentId=thread.native_id, part="id,snippet", **_LISTED)
        public: set[str] = set()
        try:
            for items in pages:
                public |= self.batch.take(items, self.place)
                yield from self.batch.enough()
        except google.NotFound:
            return  # deleted while we were reading: the next walk will not find the thread
        except (google.Invalid, UnexpectedPayload) as problem:
            self.is_complete = False
            self.batch.fail(thread.native_id, "replies", problem)
            return
        if pages.is_smooth:
            self.batch.stands(thread.native_id, public)
        self.seen.replies[thread.native_id] = thread.total
