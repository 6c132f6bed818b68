"""Inside the sample organisation: its workbook agrees with its conversations, and the stories are in the log."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from statistics import median

import pytest
from openpyxl import load_workbook

from connectors.sample import (
    AGENTS,
    DEPARTMENTS,
    END,
    PROMISE_FROM,
    START,
    Conversation,
    HandOff,
    Wait,
    conversations,
    handoffs,
)
from connectors.sample.inside import Inside, waits
from connectors.sample.organisation import HEAD_OF_SERVICE, ROSTER, desk_hours
from connectors.sample.words import TOPICS
from connectors.sample.workbook import FILE, tabs, write_workbook
from connectors.sample.world import is_workday, local

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
AUTUMN = END - 90 * DAY
NETWORK = ("outage", "slow_broadband", "engineer_visit")


def timed() -> list[HandOff]:
    return [one for one in handoffs() if one.asked_at is not None]


def asked_of(department: str, since: datetime = START, until: datetime = END) -> list[HandOff]:
    return [one for one in timed() if one.department == department and since <= (one.asked_at or END) < until]


@lru_cache(maxsize=1)
def all_waits() -> tuple[tuple[Conversation, Wait], ...]:
    quiet = ("spam", "away")
    return tuple((one, wait) for one in conversations() if one.situation not in quiet for wait in waits(one))


def is_due(wait: Wait) -> bool:
    return wait.question.published_at + DAY <= END


def in_a_day(found: Sequence[Wait]) -> float:
    due = [wait for wait in found if is_due(wait)]
    return sum(bool(ended := end_of(wait)) and ended - wait.question.published_at <= DAY for wait in due) / len(due)


def end_of(wait: Wait) -> datetime | None:
    """When the public heard from us, if only that somebody was asked."""
    told = wait.holding or wait.answer
    return told.published_at if told else None


def at_work(department: str, begun: datetime, ended: datetime) -> timedelta:
    """Office hours between two moments, counted day by day."""
    begun, ended = local(begun), local(ended)
    opens, closes = desk_hours(department)
    total, day = timedelta(), datetime(begun.year, begun.month, begun.day)
    while day <= ended:
        if is_workday(day.date()):
            total += max(timedelta(), min(ended, day + closes * HOUR) - max(begun, day + opens * HOUR))
        day += DAY
    return total


def kept(found: Iterable[HandOff], hours: float) -> float:
    """The share answered within so many office hours, of those whose time is up."""
    due = [one for one in found if at_work(one.department, one.asked_at or END, END) >= hours * HOUR]
    in_time = [
        one
        for one in due
        if one.answered_at and at_work(one.department, one.asked_at or END, one.answered_at) <= hours * HOUR
    ]
    return len(in_time) / len(due)


# The workbook


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    path = write_workbook(tmp_path_factory.mktemp("book"), handoffs())
    assert path.name == FILE
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(path, read_only=True)}


def test_the_tabs_have_the_headings_that_are_agreed(book: dict[str, list[tuple[object, ...]]]) -> None:
    assert list(book) == [
        *("Hand-offs", "Departments", "Roster", "Promises", "Objectives", "Figures", "Topics", "Audiences"),
        *("Channels", "Calendars", "Holidays", "Settings"),
    ]
    assert book["Hand-offs"][0] == (
        *("Link", "Department", "Question", "Asked at", "Asked by", "Asked of", "Kind", "Answered at", "Answered by"),
        *("Joined by", "Outcome", "Passed to", "Ended at", "Reminded at", "Note", "Id"),
    )
    assert [row[0] for row in book["Departments"][1:]] == list(DEPARTMENTS)
    assert [row[0] for row in book["Departments"][1:] if row[2] == "yes"] == ["Communications"]
    assert dict(book["Settings"][1:])["Observed until"] == local(END)
    months = {row[1] for row in book["Figures"][1:]}
    assert len(months) == 18
    assert max(months) == datetime(2026, 10, 1)
    assert len(book["Hand-offs"]) == len(handoffs()) + 1


def cells(found: Sequence[HandOff]) -> str:
    return hashlib.sha256(repr({name: list(rows) for name, rows in tabs(found).items()}).encode()).hexdigest()


def test_a_second_log_has_the_same_cells() -> None:
    assert cells(Inside().log(conversations())) == cells(handoffs())


def test_times_in_the_workbook_are_those_of_the_clock_on_the_wall(book: dict[str, list[tuple[object, ...]]]) -> None:
    summer = next(number for number, one in enumerate(handoffs()) if one.asked_at and one.asked_at.month == 7)
    asked = handoffs()[summer].asked_at
    assert asked is not None
    assert book["Hand-offs"][summer + 1][3] == asked + HOUR


# Links


def key(link: str) -> str:
    """An address without what phones and trackers add to it; an id is itself."""
    bare = re.sub(r"^(https://)?(www\.|m\.|mobile\.)?", "", link)
    place, _, query = bare.partition("?")
    return "?".join([place.rstrip("/"), *re.findall(r"(?:comment_id|commentUrn)=[^&]*", query)])


def test_links_lead_to_what_was_asked_and_a_few_lead_nowhere() -> None:
    leads: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(conversations()):
        for message in one.messages:
            leads[message.native_id].add(number)
            if message.kind != "direct_message":
                leads[key(message.permalink)].add(number)
    numbers = {id(one): number for number, one in enumerate(conversations())}
    lost = 0
    for one in handoffs():
        found = [leads.get(key(link), set()) for link in one.links]
        if one.conversation is None:
            assert not found[0]
            lost += 1
        else:
            assert numbers[id(one.conversation)] in found[0], one.links
            assert all(len(where) == 1 for where in found), one.links
    assert 5 <= lost <= 60
    assert 20 < sum(len(one.links) == 2 for one in handoffs()) < 200
    links = [link for one in handoffs() for link in one.links]
    for form in (
        r"^https://mobile\.x\.com",
        r"^https://m\.facebook",
        r"[?&]\w+=\w+",
        r"^\d+$",
        r"^m_\d+$",
        r"^x\.com/",
    ):
        assert any(re.search(form, link) for link in links), form


# Times


def test_every_hand_off_fits_into_the_wait_that_it_explains() -> None:
    for one in timed():
        asked = one.asked_at or END
        assert 8 * 60 <= local(asked).hour * 60 + local(asked).minute <= 21 * 60 + 30
        assert one.answered_at is None or asked < one.answered_at <= END
        assert one.ended_at is None or asked < one.ended_at <= END
        assert not (one.answered_at and one.ended_at)
        assert all(asked < at < END for at in one.reminded_at)
        if one.wait:
            assert one.wait.question.published_at <= asked
            answer = one.wait.answer
            for at in (asked, one.answered_at):
                assert at is None or answer is None or at < answer.published_at


def test_the_public_answer_comes_soon_after_the_department() -> None:
    last: dict[int, tuple[datetime, Wait]] = {}
    for one in timed():
        if one.answered_at and one.wait and one.wait.answer and one.department != "Customer Service":
            latest, _ = last.get(id(one.wait), (one.answered_at, one.wait))
            last[id(one.wait)] = max(latest, one.answered_at), one.wait
    gaps = [wait.answer.published_at - at for at, wait in last.values() if wait.answer]
    assert len(gaps) > 1_000
    assert median(gaps) < HOUR
    assert sum(gap < 20 * HOUR for gap in gaps) / len(gaps) > 0.95


def test_where_nobody_answered_the_public_waited_long_or_waits_still() -> None:
    silent = [one for one in timed() if not (one.answered_at or one.is_answered_untimed or one.kind)]
    helped = {id(one.wait) for one in timed() if one.answered_at}
    for one in silent:
        if one.wait and id(one.wait) not in helped and one.wait.answer:
            waited = one.wait.answer.published_at - one.wait.question.published_at
            assert waited > 2 * HOUR, one
    alone = [one for one in silent if one.wait and id(one.wait) not in helped and one.wait.answer]
    long = [one for one in alone if one.wait and one.wait.answer and one.asked_at]
    assert median(one.wait.answer.published_at - one.asked_at for one in long) > DAY


# People


def test_everybody_was_there_and_belonged_to_the_department() -> None:
    firsts = {agent.name.split()[0] for agent in AGENTS if agent.department == "Communications"}
    for one in timed():
        on = local(one.asked_at or END).date()
        there = {
            colleague.name for colleague in ROSTER if colleague.department == one.department and colleague.is_there(on)
        }
        assert one.asked_by in firsts
        assert not one.asked_of or one.asked_of in there
        assert not one.answered_by or one.answered_by in there
    names = [colleague.name for colleague in ROSTER]
    assert {"Priya Stellingworth", "Tess Quillby"} <= {name for name in names if names.count(name) > 1}


def test_one_leader_joins_in_and_the_others_are_not_to_be_seen() -> None:
    leaders = {colleague.name for colleague in ROSTER if colleague.is_leader}
    seen = Counter(name for one in handoffs() for name in (one.answered_by, one.joined_by) if name in leaders)
    assert len(leaders) > 5
    assert seen[HEAD_OF_SERVICE] > 25
    assert sum(seen.values()) - seen[HEAD_OF_SERVICE] < 30


# The stories


def test_engineering_never_has_time() -> None:
    found = asked_of("Engineering")
    assert 0.12 < kept(found, 16) < 0.42
    assert sum(one.outcome == "no time" for one in found) / len(found) > 0.18
    held = hours_held(START)
    assert max((name for name in held if name in DEPARTMENTS), key=held.__getitem__) == "Engineering"
    assert held["Engineering"] > 3 * held["Legal"]


def test_legal_passes_on_and_signs_off() -> None:
    inputs = [one for one in asked_of("Legal") if not one.kind]
    assert sum(one.outcome == "passed on" for one in inputs) / len(inputs) > 0.5
    assert all(one.passed_to in DEPARTMENTS for one in handoffs() if one.outcome == "passed on")
    approvals = Counter(one.department for one in handoffs() if one.kind == "approval")
    assert sum(approvals.values()) > 100
    assert approvals["Legal"] > 0.7 * sum(approvals.values())


def test_questions_about_jobs_never_reach_hr() -> None:
    about = [one for one in conversations() if one.topic == "jobs"]
    assert next(row for row in TOPICS if row.meant == "jobs").department == "HR"
    assert len(about) > 200
    assert len(asked_of("HR")) < 25
    assert len(asked_of("HR", AUTUMN)) < 10


def test_customer_service_rises_with_its_promise() -> None:
    before, after = asked_of("Customer Service", until=PROMISE_FROM), asked_of("Customer Service", PROMISE_FROM)
    assert 0.55 < kept(before, 8) < 0.7
    assert 0.8 < kept(after, 4) < 0.94


def test_a_department_is_too_small_to_judge() -> None:
    assert 0 < len(asked_of("Sustainability", AUTUMN)) < 10


def test_the_log_is_as_people_keep_it() -> None:
    assert 4_000 < len(handoffs()) < 4_800
    untimed = [one for one in handoffs() if one.asked_at is None]
    assert 5 < len(untimed) < 20
    assert all(one.department != "Engineering" for one in untimed)
    assert sum(one.is_answered_untimed for one in handoffs()) > 15
    assert 80 < sum(bool(one.note) for one in handoffs()) < 400
    reminded = [one for one in timed() if one.reminded_at]
    assert len(reminded) > 800
    assert max(len(one.reminded_at) for one in reminded) == 3
    weekend = [one for one in timed() if local(one.asked_at or END).weekday() > 4]
    assert 50 < len(weekend) < 0.2 * len(timed())


# What waits


def spans(wait: Wait, found: Sequence[HandOff]) -> Iterator[tuple[str, timedelta]]:
    """The wall-clock time of a wait by who held it, cut where a hand-off begins or ends and at the promised day."""
    begun, ended = wait.question.published_at, end_of(wait) or END
    over = {id(one): one.answered_at or one.ended_at or END for one in found}
    asked = [one.asked_at for one in found if one.asked_at]
    cuts = sorted({at for at in (begun, ended, begun + DAY, *asked, *over.values()) if begun <= at <= ended})
    for left, right in pairwise(cuts):
        open_ones = [one.department for one in found if (one.asked_at or END) <= left < over[id(one)]]
        logged = any(at <= left for at in asked)
        yield open_ones[0] if open_ones else "team" if logged or right <= begun + DAY else "nobody", right - left


def hours_held(since: datetime) -> Counter[str]:
    of_wait: dict[int, list[HandOff]] = defaultdict(list)
    for one in timed():
        if one.wait:
            of_wait[id(one.wait.question)].append(one)
    held: Counter[str] = Counter()
    for _, wait in all_waits():
        if wait.question.published_at >= since:
            for holder, span in spans(wait, of_wait[id(wait.question)]):
                held[holder] += round(span / HOUR)
    return held


@pytest.mark.parametrize("since", [START, AUTUMN])
def test_about_a_fifth_of_the_waiting_has_no_hand_off(since: datetime) -> None:
    held = hours_held(since)
    assert 0.12 < held["nobody"] / sum(held.values()) < 0.3


def test_two_in_three_are_answered_within_a_day_and_channels_differ() -> None:
    assert 0.58 < in_a_day([wait for _, wait in all_waits()]) < 0.7
    recent = [(one, wait) for one, wait in all_waits() if wait.question.published_at >= AUTUMN]
    assert 0.57 < in_a_day([wait for _, wait in recent]) < 0.68
    rates = {
        one.channel.name: in_a_day([wait for other, wait in all_waits() if other.channel is one.channel])
        for one in conversations()[:400]
    }
    assert max(rates.values()) - min(rates.values()) > 0.3
    assert rates["linkedin"] == min(rates.values())


def test_what_still_waits_is_little_and_mostly_the_network() -> None:
    waiting = [one for one, wait in all_waits() if end_of(wait) is None]
    assert 80 < len(waiting) < 300
    assert sum(one.topic in NETWORK for one in waiting) > len(waiting) / 2
    assert Counter(one.topic for one in waiting)["jobs"] > 5


def is_open(one: HandOff) -> bool:
    return not (one.answered_at or one.is_answered_untimed or one.outcome)


def test_few_requests_are_open_but_those_of_engineering() -> None:
    still = Counter(one.department for one in handoffs() if is_open(one))
    assert 60 < still["Engineering"] < 130
    assert sum(still.values()) - still["Engineering"] < 20
    closed = [one for one in timed() if one.outcome == "closed" and one.wait and one.wait.answer]
    assert sum(one.department == "Engineering" for one in closed) > 200
    assert sum("answered" in one.note.lower() or "answer" in one.note for one in closed) > 5


def test_what_is_open_waits_in_public_or_was_forgotten_at_engineering() -> None:
    forgotten = [one for one in timed() if is_open(one) and one.wait and one.wait.answer]
    old = [one for one in forgotten if one.wait and one.wait.answer and one.wait.answer.published_at < END - 7 * DAY]
    assert 0 < len(old) < 40
    assert {one.department for one in old} == {"Engineering"}


def test_who_waits_asks_or_complains() -> None:
    remarks = ("congratulations", "fun", "photo", "quiz", "tips", "desk", "staff_good", "tagging")
    for one, wait in all_waits():
        if end_of(wait) is None:
            assert "?" in wait.question.text or (one.topic != "praise" and one.situation not in remarks)
