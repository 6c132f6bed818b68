"""The sample organisation: always the same, of the promised size, with its stories in it, and nobody's real data."""

import csv
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from connectors.sample import (
    AGENTS,
    DEPARTMENTS,
    END,
    PROMISE_FROM,
    Conversation,
    Message,
    conversations,
    incidents,
    posts,
    write_exports,
)
from connectors.sample.exports import EXPORTS, write
from connectors.sample.facts import Facts
from connectors.sample.language import compile_template, phrases, topics
from connectors.sample.life import Life
from connectors.sample.world import after_working, local, utc

DAY = timedelta(hours=24)
ENGINEERING = ("outage", "slow_broadband", "engineer_visit")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_exports(tmp_path_factory.mktemp("exports"))


def asked() -> list[Conversation]:
    return [conversation for conversation in conversations() if conversation.is_question]


def every_message() -> list[Message]:
    return [message for conversation in conversations() for message in conversation.messages]


def wait(conversation: Conversation) -> timedelta | None:
    answer = conversation.first_answer
    return answer.published_at - conversation.opening.published_at if answer else None


def answered_in_a_day(found: Iterable[Conversation]) -> float:
    due = [conversation for conversation in found if conversation.opening.published_at + DAY <= END]
    return sum((wait(conversation) or timedelta.max) <= DAY for conversation in due) / len(due)


def silent(found: Sequence[Conversation], for_days: float = 3) -> float:
    """The share that hears nothing for so many days, or has heard nothing so far."""
    due = [one for one in found if one.opening.published_at + for_days * DAY <= END]
    return sum((wait(one) or timedelta.max) > for_days * DAY for one in due) / len(due)


# Always the same


def test_a_second_life_gives_the_same_bytes(exported: list[Path], tmp_path: Path) -> None:
    again = Life().sample()
    for export, before in zip(EXPORTS, exported[:-1], strict=True):
        after = write(export, again.messages(export.channel), tmp_path)
        if after.suffix in (".csv", ".tsv", ".jsonl"):
            assert after.read_bytes() == before.read_bytes()
        assert after.with_suffix(".toml").read_bytes() == before.with_suffix(".toml").read_bytes()


def test_sizes_are_as_promised(exported: list[Path]) -> None:
    parts = sum(len(post.parts) for post in posts())
    assert len(exported) == 7 + 1
    assert len({export.channel.platform for export in EXPORTS}) == 5
    assert 16_500 <= len(conversations()) <= 17_500
    assert 58_500 <= len(every_message()) + parts <= 61_500
    assert {conversation.department for conversation in conversations()} == set(DEPARTMENTS)
    first, last = conversations()[0], conversations()[-1]
    assert timedelta(days=540) < last.opening.published_at - first.opening.published_at < timedelta(days=550)


def test_nothing_happens_after_the_end_and_nothing_before_what_it_answers() -> None:
    for message in every_message():
        assert message.published_at <= END
        assert message.parent is None or message.parent.published_at <= message.published_at
        for later in (message.edited_at, message.deleted_at, message.hidden_at):
            assert later is None or message.published_at <= later <= END


# The exports


def rows_of(path: Path) -> list[dict[str, object]]:
    match path.suffix:
        case ".jsonl":
            return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        case ".parquet":
            return list(pq.read_table(path).to_pylist())
        case ".xlsx":
            sheet = load_workbook(path, read_only=True).active
            assert sheet is not None
            heading, *rows = sheet.iter_rows(values_only=True)
            return [dict(zip(map(str, heading), row, strict=False)) for row in rows]
        case _:
            with path.open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ","))


def test_each_file_can_be_read_by_its_profile_alone(exported: list[Path]) -> None:
    keys: set[tuple[str, object]] = set()
    for path, export in zip(exported[:-1], EXPORTS, strict=True):
        profile = tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))
        columns, rows = profile["columns"], rows_of(path)
        for column in ("published_at", "edited_at"):
            cells = [row[columns[column]] for row in rows if row.get(columns[column])]
            for cell in cells[:200]:
                strptime = profile.get("formats", {}).get(column)
                assert datetime.strptime(str(cell), strptime) if strptime else datetime.fromisoformat(str(cell))
        assert {row[columns["kind"]] for row in rows} <= set(profile["values"]["kind"])
        ids = {row[columns["native_id"]] for row in rows}
        assert len(ids) == len(rows)
        assert {row[columns["parent_id"]] for row in rows if row.get(columns["parent_id"])} <= ids
        ours = [row for row in rows if row[profile["ours"]["column"]] in profile["ours"]["values"]]
        assert len(ours) == sum(part.channel is export.channel for post in posts() for part in post.parts) + sum(
            message.is_ours and message.channel is export.channel for message in every_message()
        )
        assert profile["observed_until"].replace(tzinfo=None) == END
        assert ("channel" in profile) != ("channel_from" in profile)
        keys |= {(profile["platform"], key) for key in ids}
    assert len(keys) == len(every_message()) + sum(len(post.parts) for post in posts())


def test_headings_are_the_platforms_and_not_ours() -> None:
    for export in EXPORTS:
        same = {name for name, heading in export.headings.items() if name == heading}
        assert same <= {"is_public"}


# The stories


def test_one_in_seven_hears_nothing_for_three_days_and_few_for_ever() -> None:
    assert 0.12 <= silent(asked()) <= 0.17
    assert sum(one.first_answer is None for one in asked()) < 0.02 * len(asked())


def test_answers_of_the_engineers_take_days() -> None:
    theirs = [waited for one in asked() if one.topic in ENGINEERING and (waited := wait(one)) is not None]
    others = [waited for one in asked() if one.topic not in ENGINEERING and (waited := wait(one)) is not None]
    assert median(one.total_seconds() for one in theirs) > 30 * 3600
    assert median(one.total_seconds() for one in others) < 18 * 3600


def test_danger_is_answered_at_once() -> None:
    assert answered_in_a_day(one for one in asked() if one.topic == "safety") > 0.95


def test_questions_about_jobs_lie_for_days() -> None:
    found = [one for one in asked() if one.topic == "jobs"]
    assert silent(found) > 0.7
    assert silent(found, 7) > 0.4


def test_linkedin_only_broadcasts() -> None:
    assert silent([one for one in asked() if one.channel.platform == "linkedin"]) > 0.75
    sent = sum(post.parts[0].channel.platform == "linkedin" for post in posts())
    answers = sum(message.is_ours for message in every_message() if message.channel.platform == "linkedin")
    assert sent > 1.5 * answers


def test_customer_service_is_clearly_faster_from_its_promise_on() -> None:
    for topic in ("bill", "moving_house", "meter_reading", "account"):
        found = [one for one in asked() if one.topic == topic]
        before = answered_in_a_day(one for one in found if one.opening.published_at < PROMISE_FROM)
        after = answered_in_a_day(one for one in found if one.opening.published_at >= PROMISE_FROM)
        assert after - before > 0.1


def test_the_last_quarter_is_a_little_worse_than_the_one_before() -> None:
    def between(oldest: int, newest: int) -> float:
        begin, end = END - timedelta(days=oldest), END - timedelta(days=newest)
        return answered_in_a_day(one for one in asked() if begin <= one.opening.published_at < end)

    assert 0.03 < between(180, 90) - between(90, 0) < 0.11


def test_bad_days_are_bursts() -> None:
    of_a_day = Counter(one.opening.published_at.date() for one in conversations())
    usual = median(of_a_day.values())
    assert sum(of_a_day[incident.start.date()] > 1.5 * usual for incident in incidents()) > len(incidents()) / 2


def test_mondays_are_full_and_nights_are_quiet() -> None:
    days = Counter(local(one.opening.published_at).weekday() for one in conversations() if not one.incident)
    hours = Counter(local(one.opening.published_at).hour for one in conversations())
    assert max(days, key=lambda day: days[day]) == 0
    assert days[5] + days[6] < 1.1 * days[0]
    assert sum(hours[hour] for hour in (0, 1, 2, 3, 4, 5)) < 0.05 * sum(hours.values())


def test_we_answer_in_office_hours() -> None:
    ours = [message for message in every_message() if message.is_ours and not message.is_automated]
    answers = [local(message.published_at) for message in ours]
    inside = sum(at.weekday() < 5 and 8 <= at.hour < 18 for at in answers)
    assert 0.85 < inside / len(answers) < 0.98


def test_people_come_back_and_a_few_often() -> None:
    people = Counter((one.opening.author.platform, one.opening.author.native_id) for one in asked())
    assert 0.3 < sum(times > 1 for times in people.values()) / len(people) < 0.7
    assert max(people.values()) > 25


# What platforms are full of


def test_every_peculiarity_is_there() -> None:
    found = every_message()
    automated = [message for message in found if message.is_automated]
    assert len(automated) > 500
    assert all(message.kind == "direct_message" for message in automated)
    assert sum(message.is_spam for message in found) > 100
    assert sum(message.deleted_at is not None for message in found) > 200
    assert sum(message.edited_at is not None for message in found) > 400
    assert {message.hidden_by for message in found} == {"", "us", "platform"}
    quotes = [message for message in found if message.kind == "quote"]
    assert len(quotes) > 15
    assert all(message.is_ours and message.quoted and not message.quoted.is_ours for message in quotes)
    assert sum(len(post.parts) > 1 for post in posts()) > 20
    assert sum(len(one.messages) >= 50 for one in conversations()) >= 6
    assert any(len({message.author for message in one.messages if message.is_ours}) > 1 for one in conversations())
    reviews = [one for one in conversations() if one.opening.kind == "review"]
    assert all(message.is_ours for message in found if message.kind == "review_response")
    assert 0.05 < silent(reviews) < 0.4
    away = [one for one in conversations() if one.situation == "away"]
    assert 0.5 < silent(away, 30) < 0.9
    assert any(one.opening.addressed_to for one in away)
    assert sum((wait(one) or timedelta()) > timedelta(days=7) for one in asked()) > 100


def test_posts_that_nobody_answers_are_most() -> None:
    talked_about = {id(one.opening.parent) for one in conversations()}
    quiet = [post for post in posts() if not any(id(part) in talked_about for part in post.parts)]
    assert len(quiet) > len(posts()) / 4


def test_answers_are_signed_by_somebody_who_was_there() -> None:
    by_initials = {agent.initials: agent for agent in AGENTS}
    signed = 0
    for message in every_message():
        if message.agent and (sign := re.search(r" \^(\w\w)$", message.text)):
            assert by_initials[sign[1]] is message.agent
            assert message.agent.active_from <= message.published_at <= message.agent.active_to
            signed += 1
    assert signed > 15_000


# The language


def said(message: Message) -> str:
    """The words alone: without the handles in front and the signature behind."""
    return re.sub(r"@\w+ ?|\s\^\w\w$", "", message.text).strip().lower()


def test_no_text_comes_again_and_again() -> None:
    long = Counter(text for message in every_message() if not message.is_automated and len(text := said(message)) > 60)
    assert long.most_common(1)[0][1] / sum(long.values()) < 0.005
    openings = Counter(said(one.opening) for one in asked())
    assert sum(times for times in openings.values() if times > 1) / sum(openings.values()) < 0.3
    assert openings.most_common(1)[0][1] < 40


def test_in_a_hundred_conversations_no_sentence_comes_often() -> None:
    found, most = conversations(), []
    for start in range(0, len(found) - 100, 100):
        sentences: Counter[str] = Counter()
        for one in found[start : start + 100]:
            texts = [said(message) for message in one.messages if not message.is_automated]
            sentences.update({part for text in texts for part in re.split(r"(?<=[.!?]) ", text) if len(part) > 22})
        most.append(sentences.most_common(1)[0][1])
    assert sum(most) / len(most) < 4
    assert max(most) < 15


def test_no_placeholder_is_left_in_a_text() -> None:
    texts = [message.text for message in every_message()] + [part.text for post in posts() for part in post.parts]
    for text in texts:
        assert text
        assert not re.search(r"[{}<>|]|  |=>", text), text


def test_every_question_that_is_asked_has_a_fitting_answer() -> None:
    unanswerable = [
        question
        for topic in topics().values()
        for situation in topic.situations.values()
        for question in situation.lines["Q"]
        if not situation.following("A", question)
    ]
    assert not unanswerable


def test_every_fact_that_a_template_names_can_be_told() -> None:
    at = datetime(2026, 5, 5, 12)
    facts = Facts(Random(1), at, {"first": "Kev", "friend": "kev"})  # noqa: S311
    facts.move_to(at + DAY, at)
    situations = [situation for topic in topics().values() for situation in topic.situations.values()]
    lines = [line for situation in situations for found in situation.lines.values() for line in found]
    templates = [line.template for line in lines] + [line.answer for line in lines]
    templates += [template for bundle in phrases().values() for template in bundle]
    for name in {name for template in templates for name in re.findall(r"Fact\(name='(\w+)'\)", repr(template))}:
        assert facts[name]


def test_a_template_that_is_not_closed_is_refused() -> None:
    for broken in ("<one|two", "one>", "one|two"):
        with pytest.raises(ValueError, match=r"choice|template"):
            compile_template(broken)


# Nobody's data

REAL_NAMES = (
    "ofgem ofcom openreach octopus edf e.on eon ovo vodafone talktalk plusnet npower sse utilita tesco amazon netflix "
    "google facebook instagram whatsapp twitter linkedin youtube tiktok apple iphone samsung xbox playstation alexa "
    "zoom bbc trustpilot"
).split()
SWEARING = "fuck shit bastard bloody wank bollocks crap arse piss damn".split()


def test_no_real_company_and_no_swearing() -> None:
    words: dict[str, str] = defaultdict(str)
    for text in [message.text for message in every_message()] + [part.text for post in posts() for part in post.parts]:
        for word in re.findall(r"[a-z.]+", text.lower()):
            words.setdefault(word.strip("."), text)
    assert not [words[name] for name in REAL_NAMES if name in words]
    assert not [text for word, text in words.items() if word.startswith(tuple(SWEARING))]


def test_numbers_and_addresses_can_be_nobodys() -> None:
    for text in [message.text for message in every_message()] + [part.text for post in posts() for part in post.parts]:
        assert all(number.startswith("0808 157 0") for number in re.findall(r"\b0\d{3} \d{3} \d{3,4}\b", text)), text
        assert all(host.startswith("brackenlight.example") for host in re.findall(r"\w@([\w.]+\.\w+)", text)), text
        assert "http" not in text and "www." not in text


# The clock


def test_working_hours_pass_over_nights_weekends_holidays_and_summer_time() -> None:
    friday = utc(datetime(2026, 3, 27, 17, 0))  # the clocks go forward on the Sunday
    assert local(after_working(friday, 2)) == datetime(2026, 3, 30, 9, 0)
    before_easter = utc(datetime(2026, 4, 2, 17, 30))  # Good Friday and Easter Monday are closed
    assert local(after_working(before_easter, 1)) == datetime(2026, 4, 7, 8, 30)
    assert local(after_working(before_easter, 5, duty=True)) == datetime(2026, 4, 3, 9, 30)
