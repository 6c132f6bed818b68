"""Videos that cannot be read and lists that break off: the rest is read, and nothing is taken for deleted.

The numbers P1 to P14 are the pitfalls listed in docs/decisions/0010.
"""

from typing import Any

import pytest
from tube import Tube, reply, thread, video

from connectors.youtube import batch
from tests.google_stand_in import changed, deaf_to, status
from tests.google_stand_in.answer import Answer, Question, Refusal
from tests.google_stand_in.faults import Handler


def test_p6_a_video_without_comments_or_gone_stops_no_other(tube: Tube) -> None:
    tube.put(
        video("off", thread("x"), comments_disabled=True, ago=1),
        video("gone", thread("y"), gone=True, ago=2),
        video("private", thread("z"), private=True, ago=3),
        video("one", thread("a"), ago=4),
    )
    assert tube.sync().refused == 0
    assert tube.ids("true") == {"off", "one", "a"}
    tube.sync(days=1)
    assert tube.calls("commentThreads") == 1  # P13: comments are off, as on videos made for children: not asked again


def test_p6_comments_that_are_switched_off_later_stay(tube: Tube) -> None:
    tube.put(video("one", thread("a")))
    tube.sync()
    tube.channel.videos[0].comments_disabled = True
    tube.sync(days=1)
    assert tube.ids("deleted_at is null and kind = 'comment'") == {"a"}
    tube.channel.videos[0].comments_disabled = False
    tube.channel.videos[0].threads.append(thread("b", ago=0))
    tube.sync(days=1)
    assert tube.ids() == {"a", "b"}


def test_p6_comments_that_are_switched_on_later_come_in_however_old(tube: Tube) -> None:
    threads = [thread("new", ago=1), *(thread(f"old{n}", ago=30 + n / 1000) for n in range(210))]
    tube.put(video("one", *threads, ago=50, comments_disabled=True))
    tube.sync(lookback_days=20)
    tube.channel.videos[0].comments_disabled = False
    tube.sync(days=1, lookback_days=20)
    assert len(tube.ids()) == 211


def test_p6_a_video_that_goes_between_two_calls_is_passed_over(tube: Tube) -> None:
    tube.put(video("one", thread("a")), video("two", thread("b"), ago=11))
    tube.google.fail("youtube.commentThreads.list", status(404, "videoNotFound"))
    assert tube.sync().refused == 0
    assert tube.ids() == {"b"}


def test_p6_a_video_that_is_refused_is_put_aside_until_it_can_be_read(tube: Tube) -> None:
    tube.put(video("one", thread("a")), video("two", thread("b"), ago=11))
    tube.google.fail("youtube.commentThreads.list", status(403, "forbidden"))
    assert tube.sync().refused == 1
    assert tube.ids() == {"b"}
    ((place, reason),) = tube.refused()
    assert place == "comments one"
    assert reason.startswith("its comments could not be read: YouTube does not allow this")
    assert tube.sync(days=1).refused == 0
    assert tube.ids() == {"a", "b"}
    assert tube.refused() == []


class _Stopped(BaseException):
    """Ends a run as a signal would."""


@pytest.mark.parametrize(("pages", "finished"), [(1, 0), (3, 3), (6, 9)])
def test_a_run_that_is_stopped_in_the_middle_loses_nothing(
    tube: Tube, monkeypatch: pytest.MonkeyPatch, pages: int, finished: int
) -> None:
    monkeypatch.setattr(batch, "ENOUGH", 20)
    tube.put(*(video(f"v{v}", *(thread(f"t{v}-{t}", 6 + t) for t in range(4)), ago=4 + v) for v in range(3)))
    left = [pages]

    def count(event: str, *_: object, **__: object) -> None:
        left[0] -= event == "rows"
        if left[0] < 0:
            raise _Stopped

    with pytest.raises(_Stopped):
        tube.sync(progress=count)
    report = tube.sync()
    assert report.after_interruption
    assert len(tube.ids()) == sum(1 + 6 + t for t in range(4)) * 3
    assert tube.ids("deleted_at is not null") == set()
    assert tube.calls("comments.list") == 12 - finished
    assert tube.sync().changes.new == 0
    assert tube.calls("comments.list") == 0


def test_p10_a_page_token_that_dies_begins_the_list_anew(tube: Tube) -> None:
    tube.put(video("one", *(thread(f"t{n}", ago=3 + n / 1000) for n in range(350)), thread("c", 250, ago=2)))
    tube.google.fail("youtube.commentThreads.list", status(400, "processingFailure"), after=2)
    tube.google.fail("youtube.comments.list", status(400, "invalidPageToken"), after=1)
    assert tube.sync().refused == 0
    assert len(tube.ids()) == 350 + 251
    assert tube.calls("commentThreads") == 3 + 4 + 1


def lose_one(answer: dict[str, Any]) -> None:
    del answer["items"][7]


def test_p10_what_is_missing_after_a_list_was_begun_anew_is_not_taken_for_deleted(tube: Tube) -> None:
    one = video("one", *(thread(f"t{n}", ago=3 + n / 1000) for n in range(150)), thread("c", 150, ago=2))
    tube.put(one)
    tube.sync()
    one.threads[0].replies.append(reply("t0.late", ago=0))
    one.threads[-1].replies.append(reply("c.late", ago=0))
    for method in ("commentThreads", "comments"):  # page 1, page 2 dies, page 1, page 2 lacks one
        tube.google.fail(f"youtube.{method}.list", status(400, "processingFailure"), after=1)
        tube.google.fail(f"youtube.{method}.list", changed(lose_one), after=2)
    tube.sync(days=1)
    assert (tube.calls("commentThreads"), tube.calls("comments.list")) == (4 + 1, 4)
    assert tube.ids("deleted_at is not null") == set()


def test_p10_a_page_token_that_always_dies_puts_the_video_aside(tube: Tube) -> None:
    tube.put(video("one", *(thread(f"t{n}", ago=3 + n / 1000) for n in range(150))), video("two", thread("b"), ago=11))

    def second_pages_fail(question: Question, handler: Handler) -> Answer:
        dead = Refusal(400, "processingFailure", "The API server failed to successfully process the request.")
        return dead.answer() if question.one("pageToken") else handler(question)

    tube.google.fail("youtube.commentThreads.list", second_pages_fail, times=8)
    report = tube.sync()
    assert tube.calls("commentThreads") == 8 + 1 + 1
    assert report.refused == 1
    assert len(tube.ids()) == 101  # what came is kept
    assert [place for place, _ in tube.refused()] == ["comments one"]
    tube.sync(days=1)
    assert (len(tube.ids()), tube.refused()) == (151, [])


def test_p10_a_youtube_that_takes_no_notice_of_page_tokens_is_no_endless_loop(tube: Tube) -> None:
    tube.put(video("one", thread("c", 250), thread("d", 7, ago=100), ago=200))
    tube.google.fail("youtube.comments.list", deaf_to("pageToken"), times=99)
    report = tube.sync()
    assert (report.refused, len(tube.ids())) == (1, 2 + 100 + 5 + 7)  # five came with the thread
    ((place, reason),) = tube.refused()
    assert (place, "again and again" in reason) == ("comments c", True)
    assert tube.ids("deleted_at is not null") == set()
    tube.google._planned.clear()
    tube.sync(days=1)
    assert (len(tube.ids()), tube.refused()) == (259, [])
    assert tube.calls("comments.list") == 3  # what was read to its end is not asked for again
