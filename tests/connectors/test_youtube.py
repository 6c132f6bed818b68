"""YouTube through Google's own client, against the stand-in: what is read, and what is read again.

The numbers P1 to P14 are the pitfalls listed in docs/decisions/0010.
"""

from datetime import timedelta
from typing import Any

import pytest
from fake_source import NOON
from tube import OURS, Tube, day, reply, thread, video

from connectors.contract import Meter
from connectors.youtube import Settings, connect
from queries import marts
from tests.google_stand_in import Channel, Comment, Thread, Video, changed, status


def test_channel_subscribers_videos_comments_and_replies_come_in(tube: Tube) -> None:
    tube.put(video("one", thread("a", 2)))
    report = tube.sync()
    assert report.changes.new == 1 + 1 + 1 + 3
    assert tube.rows("select platform, native_id, handle, title, complete_until from channels") == [
        ("youtube", OURS, "acme", "Acme Energy", NOON)
    ]
    assert tube.rows("select day, followers from audience_counts") == [(NOON.date(), 1000)]
    assert tube.rows("""
        select m.native_id, kind, parent_id, a.is_ours, m.permalink from messages m join authors a using (author_key)
        order by published_at
    """) == [
        ("one", "post", None, True, "https://www.youtube.com/watch?v=one"),
        ("a", "comment", "one", False, "https://www.youtube.com/watch?v=one&lc=a"),
        ("a.r0", "comment", "a", True, "https://www.youtube.com/watch?v=one&lc=a.r0"),
        ("a.r1", "comment", "a", False, "https://www.youtube.com/watch?v=one&lc=a.r1"),
    ]
    marts.refresh(tube.writer)
    assert tube.rows("select count(*), count(answered_at) from exchanges") == [(2, 1)]


def test_p1_all_replies_come_in_not_only_the_five_that_come_with_their_thread(tube: Tube) -> None:
    tube.put(video("one", thread("a", 5), thread("b", 6), thread("c", 230)))
    tube.sync()
    assert len(tube.ids("starts_with(native_id, 'c.')")) == 230
    assert len(tube.ids()) == 3 + 5 + 6 + 230
    assert tube.calls("comments.list") == 1 + 3


def test_p2_threads_are_never_asked_for_without_their_replies(tube: Tube) -> None:
    tube.put(video("one", thread("a", 1)))
    tube.sync()
    asked = [call.parameters["part"] for call in tube.google.calls if call.method == "youtube.commentThreads.list"]
    assert asked
    assert all("replies" in ",".join(part) for part in asked)


def test_p7_every_call_costs_one_unit_and_none_is_a_search(tube: Tube) -> None:
    tube.put(video("one", thread("a", 6)))
    report = tube.sync()
    assert (report.calls, report.units) == (len(tube.google.calls), tube.google.units)
    assert [call.method for call in tube.google.calls] == [
        "youtube.channels.list",
        "youtube.playlistItems.list",
        "youtube.videos.list",
        "youtube.commentThreads.list",
        "youtube.comments.list",
        "youtube.commentThreads.list",
    ]


def test_videos_in_which_nothing_has_changed_cost_no_call_of_their_own(tube: Tube) -> None:
    tube.put(*(video(f"v{n}", thread(f"t{n}", 1)) for n in range(60)))
    tube.sync()
    assert tube.calls("commentThreads") == 60 + 1
    report = tube.sync(days=1)
    assert (report.changes.new, report.changes.changed) == (1, 0)  # the subscribers of another day
    assert (tube.calls("playlistItems"), tube.calls("videos"), tube.calls("commentThreads")) == (1, 2, 1)


def test_a_video_without_a_comment_costs_no_call_of_its_own(tube: Tube) -> None:
    tube.put(video("one"), video("two"))
    tube.sync()
    assert tube.calls("commentThreads") == 1  # of the channel itself


def test_p9_a_new_reply_under_an_old_thread_is_found_by_the_counts(tube: Tube) -> None:
    tube.put(video("one", *(thread(f"t{n}", 7, ago=5 + n / 100) for n in range(150))), video("two", thread("u", 7)))
    tube.sync()
    assert tube.calls("comments.list") == 151
    tube.channel.videos[0].threads[140].replies.append(reply("t140.late", ago=-1))
    report = tube.sync(days=2)
    assert report.changes.new == 1 + 1
    assert "t140.late" in tube.ids()
    assert (tube.calls("comments.list"), tube.calls("commentThreads")) == (1, 2 + 1)


def test_p9_the_lookback_bounds_how_far_a_video_is_gone_through(tube: Tube) -> None:
    recent = [thread(f"new{n}", 7 * (n < 5), ago=5 + n / 1000) for n in range(120)]
    old = [thread(f"old{n}", 7 * (n % 50 == 0), ago=40 + n / 1000) for n in range(300)]
    tube.put(video("one", *recent, *old, ago=50))
    tube.sync(lookback_days=20)
    assert len(tube.ids()) == 420 + 7 * (5 + 6)
    recent[3].replies.append(reply("new3.late", ago=0))
    old[250].replies.append(reply("old250.late", ago=0))
    tube.sync(days=1, lookback_days=20)
    assert {"new3.late"} == tube.ids("native_id in ('new3.late', 'old250.late')")
    assert tube.calls("comments.list") == 1
    assert tube.calls("commentThreads") == 3 + 1  # of five pages, until one is all older


def test_p9_no_thread_is_missed_when_nobody_has_synced_for_longer_than_the_lookback(tube: Tube) -> None:
    old = [thread(f"old{n}", ago=40 + n / 1000) for n in range(150)]
    tube.put(video("one", *old, ago=50))
    tube.sync(lookback_days=20)
    tube.channel.videos[0].threads += [
        thread("missed", ago=-1),
        *(thread(f"later{n}", ago=-10) for n in range(100)),
        *(thread(f"last{n}", ago=-40) for n in range(100)),
    ]
    tube.sync(days=50, lookback_days=20)
    assert "missed" in tube.ids()


def test_an_incremental_sync_costs_under_two_percent_of_the_first(tube: Tube) -> None:
    tube.put(*(video(f"v{v}", *(thread(f"t{v}-{t}", 6) for t in range(80)), ago=4 + v) for v in range(4)))
    first = tube.sync().calls
    tube.channel.videos[2].threads[7].replies.append(reply("t2-7.late", ago=-0.5))
    later = tube.sync(days=1).calls
    assert "t2-7.late" in tube.ids()
    assert (first, later) == (1 + 1 + 1 + 4 + 320 + 1, 1 + 1 + 1 + 1 + 1 + 1)
    assert later < 0.02 * first


def test_p5_removed_and_held_items_in_the_counts_are_no_reason_to_read_again(tube: Tube) -> None:
    counted = thread("a", 3)
    counted.uncounted = 4
    tube.put(video("one", counted, comment_count=900))
    assert tube.sync().refused == 0
    assert tube.calls("comments.list") == 1
    tube.sync(days=1)
    assert (tube.calls("comments.list"), tube.calls("commentThreads")) == (0, 1)
    tube.channel.videos[0].comment_count = 901
    tube.sync(days=1)
    assert (tube.calls("comments.list"), tube.calls("commentThreads")) == (0, 2)


def test_p8_comments_on_the_channel_itself_have_no_video(tube: Tube) -> None:
    tube.channel.discussion += [thread("on-channel", 6)]
    tube.sync()
    assert tube.rows("select parent_id from messages where native_id = 'on-channel'") == [(None,)]
    assert len(tube.ids("parent_id = 'on-channel'")) == 6
    tube.sync(days=1)
    assert tube.calls("comments.list") == 0
    marts.refresh(tube.writer)
    assert tube.rows("select count(*) from conversations") == [(1,)]


def test_p8_a_youtube_that_knows_no_comments_on_channels_is_fine(tube: Tube) -> None:
    tube.put(video("one"))
    tube.google.fail("youtube.commentThreads.list", status(400, "unsupportedParameter"))
    assert tube.sync().refused == 0


def test_p11_texts_are_plain(tube: Tube) -> None:
    tube.put(video("one", Thread(Comment("a", "UCida", "Is 2 < 3 & so?\nYes", day(1)))))
    tube.sync()
    assert tube.rows("select text from messages where native_id = 'a'") == [("Is 2 < 3 & so?\nYes",)]


def test_p11_an_edit_is_found_when_the_count_changes_or_after_some_days(tube: Tube) -> None:
    asked, other = thread("a"), thread("b", 7)
    tube.put(video("one", asked, other))
    tube.sync()

    def edit(comment: Comment, text: str) -> None:
        comment.text, comment.updated = text, tube.clock.now()

    edit(asked.top, "Never mind")
    tube.sync(days=1)
    assert tube.rows("select text, edited_at from messages where native_id = 'a'") == [("When does a begin?", None)]
    tube.channel.videos[0].threads.append(thread("c", ago=0))
    tube.sync(days=1)
    assert tube.rows("select text, edited_at from messages where native_id = 'a'") == [
        ("Never mind", NOON + timedelta(days=0))
    ]
    edit(asked.top, "After all: when?")
    tube.sync(days=7)
    assert tube.rows("select text from messages where native_id = 'a'") == [("After all: when?",)]


def test_what_is_gone_is_deleted_with_all_under_it(tube: Tube) -> None:
    tube.put(video("one", thread("a", 2), thread("b", 7), thread("c", 1)))
    tube.sync()
    one = tube.channel.videos[0]
    del one.threads[0]
    del one.threads[0].replies[3]
    del one.threads[1].replies[0]
    tube.sync(days=1)
    assert tube.ids("deleted_at is not null") == {"a", "a.r0", "a.r1", "b.r3", "c.r0"}
    assert tube.rows("select distinct deleted_at from messages where deleted_at is not null") == [
        (NOON + timedelta(days=1),)
    ]


def test_what_was_not_looked_at_is_not_deleted(tube: Tube) -> None:
    old = [thread(f"old{n}", 7 * (n % 70 == 0), ago=40 + n / 1000) for n in range(210)]
    tube.put(video("one", thread("new", ago=2), *old, ago=50), video("two", thread("other")))
    tube.sync(lookback_days=20)
    tube.channel.videos[0].threads.append(thread("newer", ago=0))
    tube.sync(days=1, lookback_days=20)
    assert tube.ids("deleted_at is not null") == set()


def test_a_list_without_a_comment_where_youtube_counts_some_deletes_nothing(tube: Tube) -> None:
    tube.put(video("one", thread("a")))
    tube.sync()
    tube.channel.videos[0].threads.clear()
    tube.channel.videos[0].comment_count = 2
    tube.sync(days=1)
    assert tube.ids("deleted_at is not null") == set()
    tube.channel.videos[0].comment_count = 0
    tube.sync(days=1)
    assert tube.ids("deleted_at is not null") == {"a"}


def test_p13_held_comments_come_in_with_the_owners_token_and_are_shown_when_let_through(tube: Tube) -> None:
    answered = thread("c", 1)
    answered.replies.append(reply("c.held", status="heldForReview"))
    tube.put(video("one", thread("a", status="heldForReview"), thread("b", status="likelySpam"), answered))
    owner = tube.owner()
    tube.sync(**owner)
    held = "select native_id, hidden_by, is_spam from messages where hidden_at is not null order by 1"
    assert tube.rows(held) == [("a", "us", False), ("b", "platform", True), ("c.held", "us", False)]
    tube.channel.videos[0].threads[0].top.status = "published"
    answered.replies[1].status = "published"
    tube.channel.videos[0].comment_count = 99
    tube.sync(days=1, **owner)
    assert tube.rows(held) == [("b", "platform", True)]
    assert tube.ids("deleted_at is not null") == set()


def test_p13_a_held_reply_among_the_others_stays_hidden(tube: Tube) -> None:
    tube.put(video("one", thread("a", 7)))

    def hold_one(answer: dict[str, Any]) -> None:
        answer["items"][0]["snippet"]["moderationStatus"] = "heldForReview"

    tube.google.fail("youtube.comments.list", changed(hold_one))
    tube.sync(**tube.owner())
    assert len(tube.ids("hidden_at is not null and deleted_at is null")) == 1


def test_p13_with_a_key_alone_nobody_asks_for_held_comments(tube: Tube) -> None:
    tube.put(video("one", thread("a", status="heldForReview"), thread("b")))
    tube.sync()
    assert tube.ids() == {"b"}
    assert not [call for call in tube.google.calls if "moderationStatus" in call.parameters]


def test_p13_held_comments_can_be_left_out_and_are_asked_for_our_own_channel_only(tube: Tube) -> None:
    tube.google.channels.append(Channel("UCother000000000000000ab", "Other", "other"))
    tube.sync(**tube.owner(), held_comments="false")
    assert not [call for call in tube.google.calls if "moderationStatus" in call.parameters]
    tube.sync(**tube.owner(), held_comments="true", channels="@other @acme")
    asked = {
        call.parameters["allThreadsRelatedToChannelId"][0]
        for call in tube.google.calls
        if "moderationStatus" in call.parameters
    }
    assert asked == {OURS}


def test_p12_statistics_that_are_not_there_and_an_author_who_is_gone(tube: Tube) -> None:
    alone = Thread(Comment("a", None, "Is it?", day(1)))
    tube.put(video("one", alone, has_statistics=False))
    tube.channel.subscribers = None
    tube.sync()
    assert tube.rows("select author_key, reactions from messages where native_id = 'a'") == [(None, 0)]
    assert tube.rows("select reactions from messages where native_id = 'one'") == [(None,)]
    assert tube.rows("select count(*) from audience_counts") == [(0,)]
    tube.sync(days=1)
    assert tube.calls("commentThreads") == 1


def test_new_uploads_are_found_on_the_first_page_and_all_of_them_now_and_then(tube: Tube) -> None:
    tube.put(*(video(f"v{n}", ago=10 + n) for n in range(120)))
    tube.sync()
    assert tube.calls("playlistItems") == 3
    tube.put(video("newest", ago=0), video("deep", ago=125.5))  # one that was private until now
    tube.sync(days=1)
    assert tube.calls("playlistItems") == 2
    assert tube.ids("native_id in ('newest', 'deep')") == {"newest"}
    tube.sync(days=6)
    assert tube.ids("native_id in ('newest', 'deep')") == {"newest", "deep"}


def test_several_channels_of_ours_are_told_apart_and_known_to_each_other(tube: Tube) -> None:
    other = Channel("UCother000000000000000ab", "Acme Jobs", "acmejobs")
    other.videos.append(Video("jobs", "Jobs", day(4), threads=[Thread(Comment("j", OURS, "Well done", day(3)))]))
    tube.google.channels.append(other)
    tube.put(video("one", thread("a")))
    tube.sync(channels=f"https://www.youtube.com/@Acme/videos?view=0, {other.id}")
    assert tube.rows("""
        select c.handle, m.native_id, a.is_ours from messages m join channels c using (channel_key)
        join authors a using (author_key) order by m.native_id
    """) == [("acme", "a", False), ("acmejobs", "j", True), ("acmejobs", "jobs", True), ("acme", "one", True)]


@pytest.mark.parametrize(
    "channels",
    [
        ["@acme"],
        "acme",
        "@ACME",
        "https://youtube.com/@acme?si=1",
        "www.youtube.com/c/acme",
        OURS,
        f"https://www.youtube.com/channel/{OURS}/featured",
    ],
)
def test_a_channel_may_be_named_in_any_way(tube: Tube, channels: object) -> None:
    settings = Settings(channels=channels, api_key=tube.google.key, endpoint=tube.google.endpoint)
    assert list(connect(settings, Meter()).channels) == [OURS]
