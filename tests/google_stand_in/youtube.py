"""YouTube: channels, uploads, videos, comment threads and replies, as YouTube Data API v3 lists them."""

import base64
import hashlib
import html
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.google_stand_in.answer import Question, Refusal

#: So many replies come with their thread; the others are listed by `comments.list`.
INLINE = 5
HELD_SCOPE = "https://www.googleapis.com/auth/youtube.force-ssl"


@dataclass
class Comment:
    """A comment or a reply. `author` is a channel id; None for a deleted account. `status` is the moderation's."""

    id: str
    author: str | None
    text: str
    published: datetime
    updated: datetime | None = None
    author_name: str = ""
    likes: int = 0
    status: str = "published"


@dataclass
class Thread:
    """A top comment and its replies, oldest first. `uncounted` are replies that are counted and never listed."""

    top: Comment
    replies: list[Comment] = field(default_factory=list)
    uncounted: int = 0


@dataclass
class Video:
    """A video of a channel; `comment_count` is what its statistics say, where that is not the number of comments."""

    id: str
    title: str
    published: datetime
    description: str = ""
    threads: list[Thread] = field(default_factory=list)
    comments_disabled: bool = False
    private: bool = False
    gone: bool = False
    comment_count: int | None = None
    has_statistics: bool = True
    views: int = 100
    likes: int = 3


@dataclass
class Channel:
    """A channel: its videos newest first as one likes, and `discussion`, the threads that belong to no video."""

    id: str
    title: str
    handle: str = ""
    videos: list[Video] = field(default_factory=list)
    discussion: list[Thread] = field(default_factory=list)
    subscribers: int | None = 1000
    published: datetime = datetime(2015, 1, 1)

    @property
    def uploads(self) -> str:
        """The id of the playlist of its uploads."""
        return "UU" + self.id.removeprefix("UC")


class YouTube:
    """Answers the questions of YouTube from a list of channels."""

    def __init__(self, channels: list[Channel]) -> None:
        self.channels = channels
        self.methods: dict[str, Callable[[Question], dict[str, Any]]] = {
            "youtube.channels.list": self._channels,
            "youtube.playlistItems.list": self._playlist_items,
            "youtube.videos.list": self._videos,
            "youtube.commentThreads.list": self._threads,
            "youtube.comments.list": self._comments,
        }

    def _channels(self, question: Question) -> dict[str, Any]:
        wanted = set(question.listed("id"))
        handle = question.one("forHandle").lstrip("@").lower()
        is_mine = question.one("mine") == "true"
        if is_mine and question.account is None:
            raise Refusal(401, "authorizationRequired", "The request uses the mine parameter but is not authorized.")
        found = [
            channel
            for channel in self.channels
            if channel.id in wanted
            or (handle and channel.handle.lstrip("@").lower() == handle)
            or (is_mine and channel.id == question.account)
        ]
        return _paged("channelList", found, question, 5, _channel)

    def _playlist_items(self, question: Question) -> dict[str, Any]:
        playlist = question.one("playlistId")
        for channel in self.channels:
            if channel.uploads == playlist:
                listed = [video for video in channel.videos if not video.gone]
                listed.sort(key=lambda video: video.published, reverse=True)
                numbered = [(channel, place, video) for place, video in enumerate(listed)]
                return _paged("playlistItemList", numbered, question, 5, _playlist_item)
        raise Refusal(404, "playlistNotFound", "The playlist identified with the playlistId parameter cannot be found.")

    def _videos(self, question: Question) -> dict[str, Any]:
        wanted = question.listed("id")
        if len(wanted) > 50:
            raise Refusal(400, "invalidFilters", "The request specifies an invalid filter parameter.")
        found = [
            (channel, video)
            for channel in self.channels
            for video in channel.videos
            if video.id in wanted and not video.gone and (not video.private or question.account == channel.id)
        ]
        found.sort(key=lambda one: wanted.index(one[1].id))
        return _paged("videoList", found, question, 50, _video)

    def _threads(self, question: Question) -> dict[str, Any]:
        status = question.one("moderationStatus", "published")
        named = set(question.listed("id"))
        found: list[tuple[Channel, Video | None, Thread]] = []
        if named:
            found = [one for channel in self.channels for one in _all_of(channel) if one[2].top.id in named]
        elif channel_id := question.one("allThreadsRelatedToChannelId"):
            found = _all_of(self._channel(channel_id))
        elif channel_id := question.one("channelId"):
            on = self._channel(channel_id)
            found = [(on, None, thread) for thread in on.discussion]
        elif video_id := question.one("videoId"):
            channel, video = self._video(video_id, question)
            found = [(channel, video, thread) for thread in video.threads]
        else:
            raise Refusal(400, "missingRequiredParameter", "No filter selected.")
        if status != "published" and not self._owns(question, found):
            raise Refusal(403, "forbidden", "The request is not properly authorized to see held comments.")
        found = [
            one for one in found if one[2].top.status == status or (status != "published" and _has(one[2], status))
        ]
        if question.one("order", "time") == "time":
            found.sort(key=lambda one: one[2].top.published, reverse=True)
        return _paged("commentThreadList", found, question, 20, _thread, totals="page")

    def _comments(self, question: Question) -> dict[str, Any]:
        threads = [one for channel in self.channels for one in _all_of(channel)]
        parent, named = question.one("parentId"), set(question.listed("id"))
        found: list[tuple[Thread, Comment]]
        if named:
            everyone = ((thread, comment) for _, _, thread in threads for comment in (thread.top, *thread.replies))
            found = [(thread, comment) for thread, comment in everyone if comment.id in named]
        else:
            of_parent = [thread for _, _, thread in threads if thread.top.id == parent]
            if not of_parent:
                raise Refusal(404, "commentNotFound", "The specified parent comment could not be found.")
            found = [(of_parent[0], reply) for reply in of_parent[0].replies if reply.status == "published"]
        return _paged("commentList", found, question, 20, _reply, totals="none")

    def _channel(self, channel_id: str) -> Channel:
        for channel in self.channels:
            if channel.id == channel_id:
                return channel
        raise Refusal(404, "channelNotFound", "The channel specified in the request could not be found.")

    def _video(self, video_id: str, question: Question) -> tuple[Channel, Video]:
        for channel in self.channels:
            for video in channel.videos:
                if video.id == video_id and not video.gone:
                    if video.private and question.account != channel.id:
                        raise Refusal(403, "forbidden", "The video is private.")
                    if video.comments_disabled:
                        raise Refusal(403, "commentsDisabled", "The video has disabled comments.")
                    return channel, video
        raise Refusal(404, "videoNotFound", "The video identified by the videoId parameter could not be found.")

    def _owns(self, question: Question, found: Sequence[tuple[Channel, Video | None, Thread]]) -> bool:
        owners = {channel.id for channel, _, _ in found}
        return question.account is not None and HELD_SCOPE in question.scopes and owners <= {question.account}


def _has(thread: Thread, status: str) -> bool:
    return any(reply.status == status for reply in thread.replies)


def _all_of(channel: Channel) -> list[tuple[Channel, Video | None, Thread]]:
    of_videos = [
        (channel, video, thread)
        for video in channel.videos
        if not (video.gone or video.comments_disabled)
        for thread in video.threads
    ]
    return [*of_videos, *((channel, None, thread) for thread in channel.discussion)]


def _paged(
    kind: str,
    found: Sequence[Any],
    question: Question,
    default: int,
    shown: Callable[[Any, Question], dict[str, Any]],
    *,
    totals: str = "all",
) -> dict[str, Any]:
    size = question.number("maxResults", default)
    asked = {
        name: given for name, given in question.parameters.items() if name not in ("pageToken", "key", "maxResults")
    }
    mark = hashlib.blake2b(json.dumps(asked, sort_keys=True).encode(), digest_size=6).hexdigest()
    start = _start(question.one("pageToken"), mark)
    items = [_kept(shown(one, question), question.listed("part")) for one in found[start : start + size]]
    info: dict[str, Any] = {"resultsPerPage": size}
    if totals != "none":
        info["totalResults"] = len(found) if totals == "all" else len(items)
    answer: dict[str, Any] = {"kind": f"youtube#{kind}Response", "pageInfo": info, "items": items}
    if start + size < len(found):
        answer["nextPageToken"] = base64.urlsafe_b64encode(f"{start + size} {mark}".encode()).decode()
    return {**answer, "etag": _etag(answer)}


def _start(token: str, mark: str) -> int:
    if not token:
        return 0
    try:
        place, _, of = base64.urlsafe_b64decode(token.encode()).decode().partition(" ")
        if of == mark:
            return int(place)
    except ValueError:
        pass
    raise Refusal(400, "invalidPageToken", "The request specifies an invalid page token.")


_ALWAYS = ("kind", "etag", "id")


def _kept(item: dict[str, Any], parts: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name in _ALWAYS or name in set(parts)}


def _etag(payload: Any) -> str:
    return hashlib.blake2b(json.dumps(payload, sort_keys=True).encode(), digest_size=12).hexdigest()


def _at(time: datetime) -> str:
    return f"{time.isoformat(timespec='seconds')}Z"


def _item(kind: str, native_id: str, **parts: dict[str, Any]) -> dict[str, Any]:
    item = {"kind": f"youtube#{kind}", "id": native_id, **parts}
    return {**item, "etag": _etag(item)}


def _channel(channel: Channel, _question: Question) -> dict[str, Any]:
    statistics: dict[str, Any] = {"viewCount": "1000", "videoCount": str(len(channel.videos))}
    statistics["hiddenSubscriberCount"] = channel.subscribers is None
    if channel.subscribers is not None:
        statistics["subscriberCount"] = str(channel.subscribers)
    snippet = {"title": channel.title, "description": "", "publishedAt": _at(channel.published)}
    if channel.handle:
        snippet["customUrl"] = "@" + channel.handle.lstrip("@").lower()
    details = {"relatedPlaylists": {"likes": "", "uploads": channel.uploads}}
    return _item("channel", channel.id, snippet=snippet, contentDetails=details, statistics=statistics)


def _playlist_item(one: tuple[Channel, int, Video], _question: Question) -> dict[str, Any]:
    channel, place, video = one
    title = "Private video" if video.private else video.title
    snippet = {
        "publishedAt": _at(video.published),
        "channelId": channel.id,
        "title": title,
        "description": "This video is private." if video.private else video.description,
        "channelTitle": channel.title,
        "playlistId": channel.uploads,
        "position": place,
        "resourceId": {"kind": "youtube#video", "videoId": video.id},
    }
    details = {"videoId": video.id, "videoPublishedAt": _at(video.published)}
    status = {"privacyStatus": "private" if video.private else "public"}
    native_id = base64.urlsafe_b64encode(f"{channel.uploads}.{video.id}".encode()).decode().rstrip("=")
    return _item("playlistItem", native_id, snippet=snippet, contentDetails=details, status=status)


def _video(one: tuple[Channel, Video], _question: Question) -> dict[str, Any]:
    channel, video = one
    snippet = {
        "publishedAt": _at(video.published),
        "channelId": channel.id,
        "title": video.title,
        "description": video.description,
        "channelTitle": channel.title,
        "categoryId": "28",
        "liveBroadcastContent": "none",
    }
    statistics = {"viewCount": str(video.views)}
    if video.has_statistics:
        statistics |= {"likeCount": str(video.likes), "favoriteCount": "0"}
        if not video.comments_disabled:
            listed = sum(1 + len(thread.replies) + thread.uncounted for thread in video.threads)
            statistics["commentCount"] = str(listed if video.comment_count is None else video.comment_count)
    status = {"privacyStatus": "private" if video.private else "public", "uploadStatus": "processed"}
    return _item("video", video.id, snippet=snippet, statistics=statistics, status=status)


def _thread(one: tuple[Channel, Video | None, Thread], question: Question) -> dict[str, Any]:
    channel, video, thread = one
    about = {"channelId": channel.id, **({"videoId": video.id} if video else {})}
    shown = {"published", question.one("moderationStatus", "published")}
    replies = [reply for reply in thread.replies if reply.status in shown]
    snippet = {
        **about,
        "topLevelComment": _comment(thread.top, question, about),
        "canReply": True,
        "totalReplyCount": len(thread.replies) + thread.uncounted,
        "isPublic": thread.top.status == "published",
    }
    item = _item("commentThread", thread.top.id, snippet=snippet)
    if replies:
        newest = sorted(replies, key=lambda reply: reply.published, reverse=True)[:INLINE]
        item["replies"] = {
            "comments": [_comment(one, question, {**about, "parentId": thread.top.id}) for one in newest]
        }
    return item


def _reply(one: tuple[Thread, Comment], question: Question) -> dict[str, Any]:
    thread, comment = one
    return _comment(comment, question, {} if comment is thread.top else {"parentId": thread.top.id})


def _comment(comment: Comment, question: Question, about: dict[str, Any]) -> dict[str, Any]:
    is_plain = question.one("textFormat") == "plainText"
    snippet: dict[str, Any] = {
        **about,
        "authorDisplayName": comment.author_name or (f"@{comment.author}" if comment.author else ""),
        "authorProfileImageUrl": "https://yt3.example.com/face.jpg",
        "authorChannelUrl": f"http://www.youtube.com/channel/{comment.author or ''}",
        "textDisplay": comment.text if is_plain else html.escape(comment.text).replace("\n", "<br>"),
        "canRate": True,
        "viewerRating": "none",
        "likeCount": comment.likes,
        "publishedAt": _at(comment.published),
        "updatedAt": _at(comment.updated or comment.published),
    }
    if comment.author is not None:
        snippet["authorChannelId"] = {"value": comment.author}
    if question.account is not None and comment.author == question.account:
        snippet["textOriginal"] = comment.text
    if comment.status != "published":
        snippet["moderationStatus"] = comment.status
    return _item("comment", comment.id, snippet=snippet)
