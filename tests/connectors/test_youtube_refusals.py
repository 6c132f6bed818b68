"""What YouTube does not allow, cannot do today or has no units left for: one sentence each, and what happens next.

The numbers P6 and P7 are pitfalls listed in docs/decisions/0010. What a refusal of Google's says is tested for all of
its services elsewhere; here is what becomes of it in a sync of YouTube.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from fake_source import Events
from tube import OURS, Tube, thread, video

from tests.google_stand_in import changed, status
from tests.google_stand_in.answer import Answer, Question
from tests.google_stand_in.faults import Handler


def told(tube: Tube, expect: str = "failed", **settings: Any) -> str:
    """The one sentence with which a sync ends."""
    events = Events()
    report = tube.sync(expect=expect, progress=events, **settings)
    sentence = report.detail or ""
    stored = repr(tube.rows("select * from sync_runs")) + repr(tube.rows("select * from quarantine")) + repr(events)
    for name, value in {"api_key": tube.google.key, **settings}.items():
        if value is not None and name in ("api_key", "client_secret", "refresh_token"):
            assert str(value) not in sentence + stored, name
    assert "http://127" not in sentence + stored
    return sentence


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"api_key": None}, ["does not say how to sign in", "api_key"]),
        ({"channels": None}, ["does not say which channels are ours", 'channels = ["@handle"]']),
        ({"channels": "@nobody"}, ["YouTube knows no channel @nobody", "begins with @"]),
        ({"channels": "UC-not-there-0000000000a"}, ["YouTube knows no channel UC-not-there"]),
        ({"service_account_file": "/nowhere/key.json"}, ["service account", "YouTube knows none"]),
        ({"lookback_days": "many"}, ["lookback_days", "integer"]),
        ({"units_per_day": "5"}, ["units_per_day", "100"]),
        ({"api_key": "wrong-key-of-nobody-12345"}, ["does not accept the API key", "api_key under [youtube]"]),
    ],
)
def test_a_setting_that_is_wrong_says_which_and_what_to_write(
    tube: Tube, settings: dict[str, Any], words: list[str]
) -> None:
    sentence = told(tube, **settings)
    assert all(word in sentence for word in words), sentence


def test_a_revoked_token_says_how_to_sign_in_anew(tube: Tube) -> None:
    owner = tube.owner()
    tube.sync(**owner)
    tube.google.revoke()
    sentence = told(tube, **owner)
    assert "expired or was revoked" in sentence
    assert "python -m connectors authorise youtube" in sentence


def test_a_token_without_the_scope_says_so(tube: Tube) -> None:
    tube.put(video("one", thread("a")))
    sentence = told(tube, "partial", **tube.owner(scope="youtube.readonly"))
    assert sentence.count("lacks a scope") == 1
    assert "python -m connectors authorise youtube" in sentence


def test_an_account_without_a_channel_says_so(tube: Tube) -> None:
    assert "has no YouTube channel" in told(tube, **tube.owner("UCsomebody-else"))


def test_a_service_that_is_switched_off_says_where_to_switch_it_on(tube: Tube) -> None:
    tube.google.switched_off.add("youtube")
    assert "YouTube Data API v3 is switched off" in told(tube)


def test_a_token_that_is_refused_in_the_middle_keeps_what_came(tube: Tube) -> None:
    tube.put(video("one", thread("a")), video("two", thread("b"), ago=11))
    tube.google.fail("youtube.commentThreads.list", status(401, "authError"), times=99, after=1)
    assert "does not accept the token" in told(tube, "partial", **tube.owner(), held_comments="false")
    assert tube.ids() == {"a"}


def threads(tube: Tube, number: int) -> None:
    tube.put(video("one", *(thread(f"t{n}", 6, ago=3 + n / 1000) for n in range(number))))


def test_p7_a_sync_stops_before_the_days_units_are_gone_and_goes_on_the_next_day(tube: Tube) -> None:
    threads(tube, 160)
    sentence = told(tube, "partial", units_per_day=100)
    assert "100 units" in sentence
    assert "the next sync goes on from there" in sentence
    assert tube.google.units == 100
    kept = len(tube.ids("parent_id <> 'one'"))
    assert kept == 96 * 6 + 5  # five come with the thread whose others were not to be had any more
    told(tube, "partial", units_per_day=100)
    assert (tube.google.units, len(tube.google.calls)) == (100, 0)
    tube.sync(days=1, units_per_day=100)
    assert len(tube.ids()) == 160 * 7
    assert tube.calls("comments.list") == 160 - 96


def test_p7_the_day_is_that_of_the_pacific(tube: Tube) -> None:
    threads(tube, 120)
    tube.clock.time = datetime(2026, 3, 2, 7, 30)  # 23:30 of the day before in Los Angeles
    assert "2026-03-02 08:00 UTC" in told(tube, "partial", units_per_day=100)
    tube.clock.time += timedelta(minutes=31)
    tube.sync(units_per_day=100)
    assert len(tube.ids()) == 120 * 7


def test_p7_quota_that_others_have_used_up_ends_the_sync_until_the_next_day(tube: Tube) -> None:
    threads(tube, 30)
    tube.google.quota = 20
    assert "quota is used up" in told(tube, "partial")
    tube.google.quota = None
    tube.sync(days=1)
    assert len(tube.ids()) == 30 * 7
    assert tube.calls("comments.list") == 30 - (20 - 4)


def test_p7_a_call_that_is_refused_costs_a_unit(tube: Tube) -> None:
    tube.put(video("one", thread("a")), video("two", thread("b"), ago=11))
    tube.google.fail("youtube.commentThreads.list", status(404, "videoNotFound"))
    report = tube.sync()
    assert report.units == tube.google.units == 6


def fail_for(name: str) -> Any:
    def fault(question: Question, handler: Handler) -> Answer:
        return status(503)(question, handler) if question.one("videoId") == name else handler(question)

    return fault


def test_p6_a_video_at_which_youtube_breaks_stops_no_other(tube: Tube) -> None:
    tube.put(video("bad", thread("x"), ago=1), video("one", thread("a")), video("two", thread("b"), ago=11))
    tube.google.fail("youtube.commentThreads.list", fail_for("bad"), times=999)
    assert "out of order (503)" in told(tube, "partial")
    assert tube.ids() == {"a", "b"}
    assert tube.calls("commentThreads") < 10  # it is not begun anew in the same sync
    tube.google._planned.clear()
    tube.sync()
    assert tube.ids() == {"a", "b", "x"}


def test_p6_a_youtube_that_is_out_of_order_is_left_alone(tube: Tube) -> None:
    tube.put(*(video(f"v{n}", thread(f"t{n}"), ago=n + 1) for n in range(9)))
    tube.google.fail("youtube.commentThreads.list", status(500), times=999)
    assert "out of order (500)" in told(tube, "partial")
    assert tube.ids("true") == {f"v{n}" for n in range(9)}
    assert {call.parameters["videoId"][0] for call in tube.google.calls if "videoId" in call.parameters} == {
        "v0",
        "v1",
        "v2",
    }


def test_what_cannot_be_read_is_put_aside_and_the_rest_stays(tube: Tube) -> None:
    tube.put(video("one", thread("a", 1), thread("b")))

    def spoil(question: Question, handler: Handler) -> Answer:
        answer = handler(question)
        answer.body = answer.body.replace(b'"id": "b"', b'"id": 5')
        return answer

    tube.google.fail("youtube.commentThreads.list", spoil)
    report = tube.sync()
    assert (report.refused, tube.ids()) == (1, {"a", "a.r0"})
    assert [reason for _, reason in tube.refused()] == ["it has no id"]


def test_a_video_that_cannot_be_read_is_put_aside_until_it_can(tube: Tube) -> None:
    tube.put(video("one", thread("a")), *(video(f"v{n}", ago=11 + n) for n in range(60)))

    def spoil(payload: Any) -> None:
        payload["items"][0]["snippet"]["publishedAt"] = "some day"

    tube.google.fail("youtube.videos.list", changed(spoil))
    assert tube.sync().refused == 1
    assert tube.refused() == [("comments one", "publishedAt is no time: 'some day'")]
    assert len(tube.ids("true")) == 60
    tube.sync()
    assert len(tube.ids("true")) == 62
    assert tube.refused() == []


@pytest.mark.parametrize("items", [None, {}, "none", 5])
def test_an_answer_whose_items_are_no_list_is_told(tube: Tube, items: object) -> None:
    tube.put(video("one", thread("a")))
    tube.google.fail("youtube.videos.list", changed(lambda payload: payload.update(items=items)))
    assert "YouTube gave a list that is none." in told(tube, "partial")


def test_our_channel_is_the_one_that_we_signed_in_with(tube: Tube) -> None:
    tube.sync(**tube.owner())
    assert tube.rows("select native_id from channels") == [(OURS,)]
