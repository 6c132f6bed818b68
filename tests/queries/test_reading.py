"""The lists that pages show agree with the figures that stand above them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from queries import reading
from queries.engine import measure
from queries.scope import Period, Scope
from tests import facts
from tests.browser import world
from tests.conversations import Teller, at
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
        "departments": scope.departments,
        "topics": scope.topics,
        "audiences": scope.audiences,
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


HELD = """
    1  Mon 09:00   ann: My line is down?
    2  Mon 10:00   bob: Is the shop open?
    3  Mon 11:00   cas: Where is my bill?
    4  Mon 12:00   dee: Do you have a job for me?
"""
TALK = Scope(Period(date(2024, 3, 1), date(2024, 3, 31)))


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """Four wait: one with Engineering, one back from it, two with nobody; each about something of its own."""
    with facts.warehouse(tmp_path_factory.mktemp("held") / "warehouse") as writer:
        teller = Teller(writer)
        teller.tell([], until="Mon+1w 00:00")
        _ask(teller)
        teller.add(HELD)
        yield teller.snapshot


def _ask(teller: Teller) -> None:
    for department in ("Team", "Engineering"):
        teller.writer.execute("insert into departments (department, position) values ($1, 1)", [department])
    for number, (native_id, answered) in enumerate((("1", None), ("2", at("Mon 12:30")))):
        teller.writer.execute(
            "insert into handoffs (handoff_key, source, native_id, department, asked_at, answered_at, outcome) "
            "values (handoff_key('log', $1), 'log', $1, 'Engineering', $2, $3, if($3 is null, null, 'answered'))",
            [str(number), at("Mon 12:00"), answered],
        )
        teller.writer.execute(
            "insert into handoff_links values (handoff_key('log', $1), $2, 'x', [$2], null)", [str(number), native_id]
        )
    teller.writer.execute("insert into handoff_sources values ('log', $1)", [at("Mon+1w 00:00")])
    for position, (topic, word, owner) in enumerate((("Lines", "line", "Engineering"), ("Jobs", "job", "Team"))):
        teller.writer.execute(
            "insert into topics (topic, position, words, department) values ($1, $2, [$3], $4)",
            [topic, position, word, owner],
        )
    teller.writer.execute("insert into audiences values ('Builders', 1, 'bob', null)")


def test_as_many_wait_with_each_holder_as_are_listed(held):
    values = {**asked(TALK), "watermark": at("Mon+1w 00:00")}
    by_holder = {row["holder"]: row["n"] for row in reading.read(held, "waiting_by_holder", values)}
    assert by_holder == {"Engineering": 1, "(social team)": 1, "(no hand-off logged)": 2}
    for holder, number in by_holder.items():
        listed = reading.read(held, "waiting", {**values, "holder": holder})
        assert [row["total"] for row in listed] == [number] * number


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({"departments": ("Engineering",)}, ["x:1"]),
        ({"departments": ("Engineering", "Team")}, ["x:1", "x:4"]),
        ({"topics": ("Jobs",)}, ["x:4"]),
        ({"audiences": ("Builders",)}, ["x:2"]),
        ({"topics": ("Jobs",), "audiences": ("Builders",)}, []),
    ],
)
def test_a_department_topic_or_audience_chooses_the_same_in_figures_and_lists(held, more, wanted):
    scope = replace(TALK, **more)
    values = {**asked(scope), "watermark": at("Mon+1w 00:00")}
    assert [row["id"] for row in reading.read(held, "waiting", values)] == wanted
    assert measure(held, "conversations.waiting", scope).estimate.value == len(wanted)
    assert sum(row["waiting"] for row in reading.read(held, "waiting_by_age", values)) == len(wanted)
    assert sum(row["n"] for row in reading.read(held, "waiting_by_holder", values)) == len(wanted)
    assert sorted(row["id"] for row in reading.read(held, "found", values)) == wanted
