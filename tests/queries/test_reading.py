"""The lists that pages show agree with the figures that stand above them."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from queries import reading
from queries.engine import measure
from queries.scope import Period, Scope
from tests.browser import world
from warehouse import Home, Snapshot

LATE = datetime(2026, 11, 20, 8)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("reading")
    world.build(folder)
    return Snapshot(Home(folder))


def asked(scope: Scope, **more: Any) -> dict[str, Any]:
    since, until = scope.bounds()
    return {
        "since": since,
        "until": until,
        "watermark": LATE,
        "channels": scope.channels,
        "platforms": scope.platforms,
        "zone": scope.zone,
        "words": "",
        "state": "any",
        "weekday": None,
        "hour": None,
        "age_from": 0.0,
        "age_to": 1e12,
        "departments": (),
        "topics": (),
        "holder": "",
        "limit": 10_000,
        "offset": 0,
        **more,
    }


SCOPES = [
    Scope(Period(date(2026, 8, 23), date(2026, 11, 20))),
    Scope(Period(date(2026, 8, 23), date(2026, 10, 1))),
    Scope(Period(date(2026, 8, 23), date(2026, 11, 20)), channels=(2,)),
    Scope(Period(date(2026, 8, 23), date(2026, 11, 20)), platforms=("facebook", "x")),
]


@pytest.mark.parametrize("scope", SCOPES)
def test_as_many_wait_as_the_figure_says(snapshot, scope):
    figure = measure(snapshot, "conversations.waiting", scope)
    listed = reading.read(snapshot, "waiting", asked(scope))
    bands = reading.read(snapshot, "waiting_by_age", asked(scope))
    assert len(listed) == figure.estimate.value == sum(band["waiting"] for band in bands)
    assert listed[0]["age"] == figure.details["oldest"]
    assert [row["age"] for row in listed] == sorted((row["age"] for row in listed), reverse=True)
    for band in bands:
        within = reading.read(snapshot, "waiting", asked(scope, age_from=band["age_from"], age_to=band["age_to"]))
        assert len(within) == band["waiting"]


@pytest.mark.parametrize("scope", SCOPES)
def test_as_many_conversations_are_found_as_were_started(snapshot, scope):
    figure = measure(snapshot, "conversations.started", scope)
    listed = reading.read(snapshot, "found", asked(scope))
    assert len(listed) == figure.estimate.value == listed[0]["total"]


def test_the_hours_lead_to_as_many_as_they_show(snapshot):
    scope = SCOPES[0]
    for part in measure(snapshot, "conversations.started", scope, by="weekday_hour").slices[::13]:
        weekday, hour = map(int, part.key.split("-"))
        assert len(reading.read(snapshot, "found", asked(scope, weekday=weekday, hour=hour))) == part.estimate.value


def test_pages_hold_every_row_once(snapshot):
    for name in ("waiting", "found", "our_posts"):
        whole = [row["id"] for row in reading.read(snapshot, name, asked(SCOPES[0]))]
        paged = [
            row["id"]
            for start in range(0, len(whole), 20)
            for row in reading.read(snapshot, name, asked(SCOPES[0], limit=20, offset=start))
        ]
        assert paged == whole
        assert len(set(whole)) == len(whole)


def test_states_part_what_was_found(snapshot):
    found = {
        state: {row["id"] for row in reading.read(snapshot, "found", asked(SCOPES[0], state=state))}
        for state in ("any", "waiting", "answered", "came back")
    }
    assert found["waiting"] | found["answered"] <= found["any"]
    assert not found["waiting"] & found["answered"]
    assert found["came back"] <= found["any"]
    assert found["waiting"]
    assert found["came back"]


@pytest.mark.parametrize("words", ["%", "_", "'; drop table messages; --", "$$\\frac", "WHERE is my ORDER 12?"])
def test_words_are_looked_for_as_they_are(snapshot, words):
    listed = reading.read(snapshot, "found", asked(SCOPES[0], words=words))
    assert all(words.lower() in row["text"].lower() for row in listed if row["audience_messages"] == 1)
    assert len(listed) < 5


def test_a_thread_is_whole_from_any_message_in_it(snapshot):
    threads = [
        [row["id"] for row in reading.read(snapshot, "thread", {"platform": "x", "native_id": native_id, "limit": 500})]
        for native_id in ("f0", "f3", "f5")
    ]
    assert threads[0] == ["x:f0", "x:f1", "x:f2", "x:f3", "x:f4", "x:f5", "x:f6"]
    assert threads[1] == threads[2] == threads[0]


def test_a_conversation_under_a_post_shows_the_post_and_not_its_neighbours(snapshot):
    rows = reading.read(snapshot, "thread", {"platform": "instagram", "native_id": "reply4", "limit": 500})
    assert [(row["id"], row["is_post"]) for row in rows] == [("instagram:post4", True), ("instagram:reply4", False)]
    drawn = reading.read(snapshot, "drawn", {"platform": "instagram", "native_id": "post4", "limit": 50})
    assert [row["id"] for row in drawn] == ["instagram:reply4"]


def test_a_channel_is_late_against_the_others(snapshot):
    late = {row["name"]: row["late"] for row in reading.read(snapshot, "freshness", {})}
    assert late["Riverline Life"] == timedelta(days=2, hours=3)
    assert late["Riverline Help"] == timedelta()


def test_about_says_what_there_is(snapshot):
    about = reading.about(snapshot)
    assert [channel.id for channel in about.channels] == ["x:1", "instagram:2", "facebook:3"]
    assert about.platforms == ("x", "instagram", "facebook")
    assert about.watermark == LATE
    assert not about.is_sample
