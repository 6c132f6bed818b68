"""Each record of the YouTube Data API as a row: pure functions, payload → row.

Replies are one level deep on YouTube: a reply to a reply stands under the same comment and names whom it answers in its
text. Comments listed by their parent name neither video nor channel, so where they stand is told beside them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from connectors.contract import Row, UnexpectedPayload

PLATFORM = "youtube"


@dataclass(frozen=True)
class Channel:
    """A channel of ours: its id, its playlist of uploads, and its subscribers where it shows how many they are."""

    native_id: str
    handle: str | None
    title: str | None
    uploads: str | None
    followers: int | None


@dataclass(frozen=True)
class Place:
    """Where comments stand: under a video of a channel, or on the channel itself; `ours` are all channels of ours."""

    channel: Channel
    video_id: str | None
    ours: Mapping[str, Channel]


def channel(payload: Any) -> Channel:
    """A record of channels.list. Raises UnexpectedPayload."""
    snippet, statistics = _part(payload, "snippet"), _part(payload, "statistics")
    return Channel(
        native_id=_id(payload),
        handle=_handle(snippet.get("customUrl")),
        title=_word(snippet, "title"),
        uploads=_word(_part(_part(payload, "contentDetails"), "relatedPlaylists"), "uploads"),
        followers=None if statistics.get("hiddenSubscriberCount") else _number(statistics.get("subscriberCount")),
    )


def channel_row(of: Channel) -> Row:
    """A row of `channels`."""
    return {
        "platform": PLATFORM,
        "native_id": of.native_id,
        "handle": of.handle,
        "title": of.title,
        "url": f"https://www.youtube.com/channel/{of.native_id}",
    }


def followers_row(of: Channel, day: date) -> Row:
    """A row of `audience_counts`."""
    return {"platform": PLATFORM, "channel_id": of.native_id, "day": day, "followers": of.followers}


def video_id(payload: Any) -> str:
    """Which video a record of playlistItems.list stands for. Raises UnexpectedPayload."""
    found = _word(_part(payload, "contentDetails"), "videoId")
    found = found or _word(_part(_part(payload, "snippet"), "resourceId"), "videoId")
    if found is None:
        raise UnexpectedPayload("it names no video")
    return found


def comment_count(payload: Any) -> int | None:
    """How many comments YouTube counts under a video, with removed and held ones; None where it does not say."""
    return _number(_part(payload, "statistics").get("commentCount"))


def is_private(payload: Any) -> bool:
    """Whether a video can be seen by nobody but its owner: it is no post yet, or none any more."""
    return _part(payload, "status").get("privacyStatus") == "private"


def video(payload: Any, of: Channel) -> Row:
    """A record of videos.list as our post. Raises UnexpectedPayload."""
    native_id, snippet = _id(payload), _part(payload, "snippet")
    words = [_word(snippet, "title"), _word(snippet, "description")]
    return {
        "platform": PLATFORM,
        "native_id": native_id,
        "channel_id": of.native_id,
        "author_id": of.native_id,
        "author_handle": of.handle,
        "author_name": of.title,
        "is_ours": True,
        "kind": "post",
        "published_at": _time(snippet, "publishedAt"),
        "text": "\n\n".join(filter(None, words)) or None,
        "permalink": f"https://www.youtube.com/watch?v={native_id}",
        "reactions": _number(_part(payload, "statistics").get("likeCount")),
    }


def comment(payload: Any, place: Place) -> Row:
    """A comment or a reply, alone or from a thread. Raises UnexpectedPayload."""
    native_id, snippet = _id(payload), _part(payload, "snippet")
    video = _word(snippet, "videoId") or place.video_id
    thread_id = _word(snippet, "parentId") or native_id.rpartition(".")[0] or None
    author_id = _word(_part(snippet, "authorChannelId"), "value")
    text = _word(snippet, "textOriginal") or _word(snippet, "textDisplay")
    published_at = _time(snippet, "publishedAt")
    updated_at = _time(snippet, "updatedAt") if snippet.get("updatedAt") else published_at
    status = snippet.get("moderationStatus")
    on = place.ours.get(snippet.get("channelId") or "", place.channel)
    return {
        "platform": PLATFORM,
        "native_id": native_id,
        "channel_id": on.native_id,
        "author_id": author_id,
        "author_handle": _author_handle(snippet),
        "author_name": _word(snippet, "authorDisplayName"),
        "is_ours": author_id in place.ours,
        "parent_id": thread_id or video,
        "addressed_to": addressed(text, place.ours) if thread_id else None,
        "kind": "comment",
        "published_at": published_at,
        "edited_at": updated_at if updated_at > published_at else None,
        "hidden_at": published_at if status in _HIDDEN_BY else None,
        "hidden_by": _HIDDEN_BY.get(status) if isinstance(status, str) else None,
        "is_spam": status == "likelySpam",
        "text": text,
        "permalink": _permalink(native_id, video, on.native_id),
        "reactions": _number(snippet.get("likeCount")),
    }


#: Who keeps a comment of this moderation status from the public. What is held for review is ours to let through.
_HIDDEN_BY = {"heldForReview": "us", "rejected": "us", "likelySpam": "platform"}


def addressed(text: str | None, ours: Mapping[str, Channel]) -> list[str] | None:
    """Whom a reply names at its beginning, as YouTube writes a reply to a reply: '@name …'; None for nobody.

    Names may hold blanks, so ours are looked for as a whole.
    """
    if text is None or not (match := _NAMED.match(text)):
        return None
    start = text.lstrip("@\u200b\u200e \u00a0").lower()
    for one in ours.values():
        for name in filter(None, (one.handle, one.title)):
            if re.match(rf"{re.escape(name.lower())}(?!\w)", start):
                return [one.native_id]
    return [match[1].rstrip(".-·")]


_NAMED = re.compile(r"[\u200b\u200e \u00a0]*@([\w.·-]+)")


@dataclass(frozen=True)
class Thread:
    """A record of commentThreads.list: its first comment, the replies that came with it, and how many there are."""

    native_id: str
    top: Mapping[str, Any]
    replies: list[Any]
    total: int
    published_at: datetime
    video_id: str | None
    channel_id: str | None

    @property
    def is_whole(self) -> bool:
        """Whether no reply is missing: at most five come with the thread."""
        return len(self.replies) >= self.total


def thread(payload: Any) -> Thread:
    """A record of commentThreads.list, whose comments are yet to be read. Raises UnexpectedPayload."""
    snippet = _part(payload, "snippet")
    top = _part(snippet, "topLevelComment")
    replies = _part(payload, "replies").get("comments")
    replies = replies if isinstance(replies, list) else []
    total = _number(snippet.get("totalReplyCount"))
    inner = _part(top, "snippet")
    return Thread(
        native_id=_id(payload),
        top={"id": _id(payload), **top},
        replies=replies,
        total=len(replies) if total is None else total,
        published_at=_time(inner, "publishedAt"),
        video_id=_word(snippet, "videoId") or _word(inner, "videoId"),
        channel_id=_word(snippet, "channelId") or _word(inner, "channelId"),
    )


def _permalink(native_id: str, video: str | None, channel_id: str) -> str:
    if video is None:
        return f"https://www.youtube.com/channel/{channel_id}/discussion?lc={native_id}"
    return f"https://www.youtube.com/watch?v={video}&lc={native_id}"


def _author_handle(snippet: Mapping[str, Any]) -> str | None:
    """Since 2023 names are shown as handles, and the author's address ends in it; older answers have neither."""
    name, url = _word(snippet, "authorDisplayName") or "", _word(snippet, "authorChannelUrl") or ""
    if re.fullmatch(r"@[^\s@/]+", name):
        return name[1:]
    return url.rpartition("/@")[2] or None if "/@" in url else None


def _handle(custom_url: object) -> str | None:
    return custom_url.removeprefix("@") or None if isinstance(custom_url, str) else None


def _id(payload: Any) -> str:
    native_id = payload.get("id") if isinstance(payload, Mapping) else None
    if not isinstance(native_id, str) or not native_id:
        raise UnexpectedPayload("it has no id")
    return native_id


def _part(payload: Any, name: str) -> Mapping[str, Any]:
    """An object within a record; empty where it is not there, as what was not asked for is left out."""
    found = payload.get(name) if isinstance(payload, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _word(payload: Mapping[str, Any], name: str) -> str | None:
    found = payload.get(name)
    return found if isinstance(found, str) and found else None


def _number(value: object) -> int | None:
    """Statistics come as text, and may be left out."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _time(payload: Mapping[str, Any], name: str) -> datetime:
    """A time such as 2019-12-01T03:36:55.000Z or 2019-12-01T03:36:55Z."""
    text = payload.get(name)
    try:
        found = datetime.fromisoformat(text)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise UnexpectedPayload(f"{name} is no time: {str(text)[:40]!r}" if text else f"it has no {name}") from None
    if found.tzinfo is None:
        raise UnexpectedPayload(f"{name} has no time zone: {str(text)[:40]!r}")
    return found
