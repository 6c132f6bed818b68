"""Records of YouTube as rows. The numbers P1 to P14 are the pitfalls listed in docs/decisions/0010."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from connectors.contract import UnexpectedPayload
from connectors.youtube import rows
from connectors.youtube.rows import Channel, Place
from connectors.youtube.seen import PlaceSeen, Seen

OURS = Channel("UCours", "acme", "Acme Energy", "UUours", 1200)
PLACE = Place(OURS, "video-1", {"UCours": OURS})
ON_CHANNEL = Place(OURS, None, {"UCours": OURS})


def comment(native_id: str = "thread-1", **snippet: Any) -> dict[str, Any]:
    return {
        "kind": "youtube#comment",
        "id": native_id,
        "snippet": {
            "authorDisplayName": "@ida",
            "authorChannelId": {"value": "UCida"},
            "authorChannelUrl": "http://www.youtube.com/@ida",
            "textDisplay": "When does it begin?",
            "likeCount": 2,
            "publishedAt": "2026-03-01T12:00:00Z",
            "updatedAt": "2026-03-01T12:00:00Z",
            **snippet,
        },
    }


def utc(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)  # type: ignore[misc,arg-type]


def test_a_comment_stands_under_its_video() -> None:
    assert rows.comment(comment(), PLACE) == {
        "platform": "youtube",
        "native_id": "thread-1",
        "channel_id": "UCours",
        "author_id": "UCida",
        "author_handle": "ida",
        "author_name": "@ida",
        "is_ours": False,
        "parent_id": "video-1",
        "addressed_to": None,
        "kind": "comment",
        "published_at": utc(2026, 3, 1, 12),
        "edited_at": None,
        "hidden_at": None,
        "hidden_by": None,
        "is_spam": False,
        "text": "When does it begin?",
        "permalink": "https://www.youtube.com/watch?v=video-1&lc=thread-1",
        "reactions": 2,
    }


def test_p3_a_reply_stands_under_its_parent_and_has_its_own_address() -> None:
    row = rows.comment(comment("thread-1.reply-9", parentId="thread-1"), PLACE)
    assert (row["parent_id"], row["permalink"]) == (
        "thread-1",
        "https://www.youtube.com/watch?v=video-1&lc=thread-1.reply-9",
    )
    assert rows.comment(comment("thread-1.reply-9"), PLACE)["parent_id"] == "thread-1"


def test_p4_a_parent_is_read_and_not_guessed() -> None:
    deeper = comment("thread-1.reply-9", parentId="thread-1.reply-2")
    assert rows.comment(deeper, PLACE)["parent_id"] == "thread-1.reply-2"


@pytest.mark.parametrize(
    ("text", "addressed"),
    [
        ("@bea.k it does not", ["bea.k"]),
        ("\u200b@bea, it does not", ["bea"]),
        ("@Acme Energy and now?", ["UCours"]),
        ("@ACME, and now?", ["UCours"]),
        ("@acmefan is right", ["acmefan"]),
        ("write to me@example.com", None),
        ("no @bea here", None),
        ("", None),
    ],
)
def test_p4_a_reply_to_a_reply_names_whom_it_answers(text: str, addressed: list[str] | None) -> None:
    row = rows.comment(comment("thread-1.r", parentId="thread-1", textDisplay=text), PLACE)
    assert (row["parent_id"], row["addressed_to"]) == ("thread-1", addressed)


def test_a_comment_that_begins_a_thread_is_addressed_to_nobody_in_particular() -> None:
    assert rows.comment(comment(textDisplay="@bea look at this"), PLACE)["addressed_to"] is None


def test_our_own_replies_are_ours_by_the_channel_id() -> None:
    row = rows.comment(comment("t.r", authorChannelId={"value": "UCours"}, authorDisplayName="@somebody"), PLACE)
    assert row["is_ours"] is True


def test_p8_a_comment_on_the_channel_has_no_video_and_no_parent() -> None:
    row = rows.comment(comment(channelId="UCours"), ON_CHANNEL)
    assert (row["parent_id"], row["kind"]) == (None, "comment")
    assert row["permalink"] == "https://www.youtube.com/channel/UCours/discussion?lc=thread-1"


def test_p11_an_edited_comment_says_when() -> None:
    assert rows.comment(comment(updatedAt="2026-03-02T08:00:00Z"), PLACE)["edited_at"] == utc(2026, 3, 2, 8)
    assert rows.comment(comment(updatedAt="2026-02-02T08:00:00Z"), PLACE)["edited_at"] is None
    assert rows.comment(comment(updatedAt=None), PLACE)["edited_at"] is None


def test_p11_the_original_text_goes_before_the_shown_one() -> None:
    assert rows.comment(comment(textOriginal="a <b> c", textDisplay="a &lt;b&gt; c"), PLACE)["text"] == "a <b> c"


@pytest.mark.parametrize("snippet", [{"authorChannelId": None}, {"authorChannelId": {}}, {"authorChannelId": "UCida"}])
def test_p12_a_deleted_account_has_no_id(snippet: dict[str, Any]) -> None:
    row = rows.comment(comment(**snippet, authorDisplayName="", authorChannelUrl=""), PLACE)
    assert (row["author_id"], row["author_handle"], row["author_name"], row["is_ours"]) == (None, None, None, False)


def test_p12_times_with_and_without_milliseconds() -> None:
    assert rows.comment(comment(publishedAt="2019-12-01T03:36:55.000Z"), PLACE)["published_at"] == utc(
        2019, 12, 1, 3, 36, 55
    )


@pytest.mark.parametrize(("name", "handle"), [("Ida Berg", None), ("@ida", "ida"), ("@ida berg", None), ("", None)])
def test_a_name_is_a_handle_only_if_it_is_shown_as_one(name: str, handle: str | None) -> None:
    row = rows.comment(comment(authorDisplayName=name, authorChannelUrl="http://www.youtube.com/channel/UCida"), PLACE)
    assert row["author_handle"] == handle


@pytest.mark.parametrize(
    ("status", "hidden_by", "is_spam"),
    [("published", None, False), ("heldForReview", "us", False), ("likelySpam", "platform", True), (7, None, False)],
)
def test_p13_what_is_held_is_hidden(status: object, hidden_by: str | None, is_spam: bool) -> None:
    row = rows.comment(comment(moderationStatus=status), PLACE)
    assert (row["hidden_by"], row["is_spam"]) == (hidden_by, is_spam)
    assert (row["hidden_at"] is not None) == (hidden_by is not None)


def test_p14_the_signed_address_of_a_picture_is_not_kept() -> None:
    row = rows.comment(comment(imageUrl="https://yt3.example.com/signed?for=six-hours"), PLACE)
    assert "signed" not in str(row)


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (None, "no id"),
        ([], "no id"),
        ({"snippet": {}}, "no id"),
        ({"id": 7}, "no id"),
        ({"id": "a"}, "no publishedAt"),
        ({"id": "a", "snippet": []}, "no publishedAt"),
        (comment(publishedAt="yesterday"), "no time: 'yesterday'"),
        (comment(publishedAt=5), "no time"),
        (comment(publishedAt="2026-03-01T12:00:00"), "no time zone"),
        (comment(updatedAt="later"), "updatedAt is no time"),
    ],
)
def test_what_is_no_comment_says_why(payload: object, reason: str) -> None:
    with pytest.raises(UnexpectedPayload, match=reason):
        rows.comment(payload, PLACE)


def test_p2_a_thread_knows_whether_replies_are_missing() -> None:
    def thread(total: object, *replies: str) -> rows.Thread:
        snippet = {"topLevelComment": comment(), "totalReplyCount": total, "videoId": "video-1"}
        more = {"replies": {"comments": [comment(name) for name in replies]}} if replies else {}
        return rows.thread({"id": "thread-1", "snippet": snippet, **more})

    assert thread(0).is_whole
    assert not thread(1).is_whole
    assert thread(2, "a", "b").is_whole
    assert not thread(6, "a", "b", "c", "d", "e").is_whole
    assert thread(None, "a").is_whole


def video(**more: Any) -> dict[str, Any]:
    return {
        "id": "video-1",
        "snippet": {
            "publishedAt": "2026-02-01T08:00:00.000Z",
            "channelId": "UCours",
            "title": "Our grid",
            "description": "How it works.\nWhat do you think?",
        },
        "statistics": {"likeCount": "31", "commentCount": "12"},
        **more,
    }


def test_a_video_is_a_post_of_ours() -> None:
    assert rows.video(video(), OURS) == {
        "platform": "youtube",
        "native_id": "video-1",
        "channel_id": "UCours",
        "author_id": "UCours",
        "author_handle": "acme",
        "author_name": "Acme Energy",
        "is_ours": True,
        "kind": "post",
        "published_at": utc(2026, 2, 1, 8),
        "text": "Our grid\n\nHow it works.\nWhat do you think?",
        "permalink": "https://www.youtube.com/watch?v=video-1",
        "reactions": 31,
    }


@pytest.mark.parametrize("statistics", [{}, None, [], {"commentCount": None}, {"commentCount": "many"}])
def test_p12_numbers_that_are_not_there_are_not_zero(statistics: object) -> None:
    assert rows.comment_count(video(statistics=statistics)) is None
    assert rows.video(video(statistics=statistics), OURS)["reactions"] is None


def test_p12_numbers_come_as_text() -> None:
    assert rows.comment_count(video()) == 12
    assert rows.comment_count(video(statistics={"commentCount": "0"})) == 0


def channel(**statistics: Any) -> Channel:
    return rows.channel(
        {
            "id": "UCours",
            "snippet": {"title": "Acme Energy", "customUrl": "@acme"},
            "contentDetails": {"relatedPlaylists": {"uploads": "UUours", "likes": ""}},
            "statistics": statistics,
        }
    )


def test_a_channel_and_its_subscribers() -> None:
    ours = channel(subscriberCount="1200", hiddenSubscriberCount=False)
    assert ours == OURS
    assert rows.channel_row(ours) == {
        "platform": "youtube",
        "native_id": "UCours",
        "handle": "acme",
        "title": "Acme Energy",
        "url": "https://www.youtube.com/channel/UCours",
    }
    assert rows.followers_row(ours, date(2026, 3, 1)) == {
        "platform": "youtube",
        "channel_id": "UCours",
        "day": date(2026, 3, 1),
        "followers": 1200,
    }


def test_hidden_subscribers_are_not_zero() -> None:
    assert channel(subscriberCount="0", hiddenSubscriberCount=True).followers is None
    assert channel().followers is None


def test_an_upload_names_its_video_in_either_part() -> None:
    assert rows.video_id({"contentDetails": {"videoId": "video-1"}}) == "video-1"
    assert rows.video_id({"snippet": {"resourceId": {"videoId": "video-1"}}}) == "video-1"
    with pytest.raises(UnexpectedPayload, match="no video"):
        rows.video_id({"snippet": {}})


def test_what_was_seen_comes_back_as_it_was() -> None:
    walked = datetime(2026, 3, 1, 12, tzinfo=UTC)
    seen = Seen(
        {"a": PlaceSeen(12, walked, date(2026, 2, 28), {"thread-1": 9}), "b": PlaceSeen(), "c": PlaceSeen(0, walked)},
        {"UCours": PlaceSeen(None, walked)},
        {"UCours": date(2026, 3, 1)},
    )
    assert Seen.read(seen.write()) == seen


@pytest.mark.parametrize(
    "cursor", [None, "", "{}", "[]", "no json", '{"version":99}', '{"version":1,"videos":{"a":5}}']
)
def test_a_cursor_that_cannot_be_read_is_none(cursor: str | None) -> None:
    assert Seen.read(cursor) == Seen()
