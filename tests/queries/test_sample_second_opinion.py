"""The sample organisation, as it was imported, read from the canonical tables by the second opinion: the same figures.

The second opinion knows no public promise of other than a day, such as the sample makes on reviews, and no texts: it is
told which messages ask, invite or close, which topics they speak of, and how they are signed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from connectors.__main__ import main
from queries import marts
from queries.engine import measure
from queries.measurement import Estimate
from queries.metric import metrics
from queries.scope import Period, Scope
from queries.slices import has_slice, next_start
from tests.queries.test_metrics_second_opinion import COMPARED, READINGS
from tests.queries.test_ownership_second_opinion import FIGURES, Told, check_ownership, items_of
from tests.reference import Channel, Corpus, Id, Message, build
from tests.reference_handoffs import Ask, Event
from tests.reference_ownership import Colleague, House, Topic, by_label
from warehouse import Home, Snapshot, open_writer, publish

PERIOD = Period(date(2026, 8, 3), date(2026, 10, 31))
REVIEWS = "google_business_profile"
PROMISED = ("conversations.reply_rate", "interactivity.index")
"""Figures in which the public promise counts: asked of all platforms but that of the reviews."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Snapshot, Corpus, list[Channel]]]:
    folder = tmp_path_factory.mktemp("sample")
    assert main(["sync", "sample", "--warehouse", str(folder)]) == 0
    with open_writer(Home(folder), marts.TEXT_VERDICTS) as writer:
        # As in test_metrics_second_opinion: what we said in no conversation is left out.
        writer.execute(
            "delete from our_turns where conversation_key not in (select conversation_key from conversations)"
        )
        publish(writer)
    snapshot = Snapshot(Home(folder))
    channels = [
        Channel(*row[:3], None, row[3])
        for row in snapshot.rows("select platform, native_id, handle, complete_until from channels")
    ]
    yield snapshot, build(messages(snapshot), channels, ours(snapshot)), channels


def messages(snapshot: Snapshot) -> list[Message]:
    rows = snapshot.records("""
        select m.*, c.native_id as channel, a.native_id as author, coalesce(a.is_ours, false) as is_ours, t.topics
        from messages m left join authors a using (author_key) left join channels c using (channel_key)
        left join (select message_key, list(topic) as topics from message_topics group by all) t using (message_key)
    """)
    return [
        Message(
            **{name: row[name] for name in ("platform", "native_id", "published_at", "kind", "parent_id", "thread_id")},
            **{name: row[name] for name in ("quoted_id", "channel", "deleted_at", "hidden_at", "is_automated")},
            author_id=row["author"],
            addressed_to=None if row["addressed_to"] is None else tuple(row["addressed_to"]),
            mentions=tuple(row["mentions"] or ()),
            is_spam=row["is_spam"],
            is_closing=bool(row["is_closing"]),
            is_question=bool(row["is_invitation" if row["is_ours"] and row["parent_id"] is None else "is_question"]),
            topics=tuple(row["topics"] or ()),
            sent_by=row["sent_by"],
            signature=row["signature"] or None,
        )
        for row in rows
    ]


def ours(snapshot: Snapshot) -> set[Id]:
    """Our accounts, and colleagues of the roster who speak for us: in the sample always."""
    accounts = set(snapshot.rows("select platform, native_id from authors where is_ours"))
    colleagues = snapshot.rows("""
        select a.platform, a.native_id
        from roster r join authors a on r.platform = a.platform and r.handle in (a.handle, a.native_id)
        where r.speaks_for_us and r.valid_from is null and r.valid_to is null
    """)
    return accounts | set(colleagues)


def house(snapshot: Snapshot) -> House:
    """The organisation, as the workbook has it."""
    dates = "coalesce(valid_from, date '0001-01-01') as since, coalesce(valid_to, date '9999-12-31') as until"
    accounts = snapshot.rows("select platform, native_id, lower(handle) from authors")
    names = {(platform, name): native_id for platform, native_id, handle in accounts for name in (native_id, handle)}
    roster = [
        replace(
            one,
            handle=names.get((one.platform, one.handle), one.handle),
            signature=(one.signature or "").lower() or None,
        )
        for one in (
            Colleague(**row)
            for row in snapshot.records(f"select person, department, handle, signature, platform, {dates} from roster")
        )
    ]
    return House(
        departments=[name for (name,) in snapshot.rows("select department from departments")],
        topics=[
            Topic(**row)
            for row in snapshot.records(
                f"select topic as name, department as owner, weight, {dates} from topics order by position"
            )
        ],
        roster=roster,
        audiences=[
            (audience, members(snapshot, set(words)))
            for audience, words in snapshot.rows("select audience, words from audiences order by position")
        ],
        seen_until=snapshot.rows("select max(complete_until) from channels")[0][0],
        zone="Europe/London",
    )


def members(snapshot: Snapshot, words: set[str]) -> set[Id]:
    """Who of the audience has one of the words in handle or name."""
    people = snapshot.rows(
        "select platform, native_id, concat_ws(' ', handle, display_name) from authors where not is_ours"
    )
    return {(platform, name) for platform, name, said in people if words & set(re.split(r"[\W_]+", said.lower()))}


def hand_offs(snapshot: Snapshot) -> list[Ask]:
    """The log: each row with what came of it. Outcomes other than passing on and closing are refusals."""
    links: dict[int, list[str]] = defaultdict(list)
    for key, link in snapshot.rows("select handoff_key, link from handoff_links order by rowid"):
        links[key].append(link)
    found = []
    for row in snapshot.records("select * from handoffs"):
        events = [Event("remind", at) for at in row["reminders"] or ()]
        if row["answered_at"]:
            events.append(Event("answer", row["answered_at"]))
        elif row["ended_at"]:
            verb = {"passed on": "pass", "closed": "close"}.get(row["outcome"], "decline")
            events.append(Event(verb, row["ended_at"], row["passed_to"] if verb == "pass" else row["outcome"]))
        about = tuple(links[row["handoff_key"]])
        name = str(row["handoff_key"])
        found.append(Ask(name, row["department"], row["asked_at"], about, row["kind"], events=tuple(events)))
    return found


def abouts(snapshot: Snapshot, corpus: Corpus) -> dict[str, str]:
    """The conversation that each link leads to: by an id on its platform, or on any, else by the very address."""
    platforms = {platform for platform, _ in corpus.verdicts}
    addresses = {
        key: (platform, name)
        for key, platform, name in snapshot.rows(
            "select permalink_key, platform, native_id from messages where permalink_key is not null"
        )
    }
    found = {}
    for link, platform, ids, address in snapshot.rows(
        "select link, platform, native_ids, permalink_key from handoff_links"
    ):
        meant = [(where, name) for name in ids or () for where in ([platform] if platform else sorted(platforms))]
        known = [one for one in (*meant, addresses.get(address)) if one in corpus.verdicts]
        lies_in = [(where, corpus.verdicts[where, name].conversation) for where, name in known]
        found[link] = next((f"{where}:{name}" for where, name in lies_in if name), "")
    return found


@pytest.mark.parametrize("name", FIGURES)
def test_ownership_of_the_sample_is_that_of_the_second_opinion_in_every_slice(
    sample: tuple[Snapshot, Corpus, list[Channel]], name: str
) -> None:
    snapshot, corpus, _ = sample
    of = house(snapshot)
    items = items_of(corpus, of, hand_offs(snapshot), abouts(snapshot, corpus))
    told = Told(snapshot, corpus, of, items, Scope(PERIOD, compare="none"))
    for by in ("channel", "platform", "month", "week", "department", "topic", "audience"):
        if has_slice(metrics()[name], by):
            _, known = check_ownership(told, name, by, ("Engineering",) if name == "ownership.gap" else ())
            assert known > 2


def begin(day: date) -> datetime:
    return datetime.combine(day, time())


@pytest.mark.parametrize("name", COMPARED)
def test_every_figure_and_slice_of_the_sample_is_that_of_the_second_opinion(
    sample: tuple[Snapshot, Corpus, list[Channel]], name: str
) -> None:
    snapshot, corpus, channels = sample
    known = {(one.platform, one.native_id) for one in channels if one.platform != REVIEWS or name not in PROMISED}
    platforms = tuple(sorted({platform for platform, _ in known})) if name in PROMISED else ()
    scope = Scope(PERIOD, platforms=platforms, compare="none")
    since, until = scope.bounds()

    def agrees(found: Estimate, since: datetime, until: datetime, names: set[Id] | None) -> bool:
        expected = READINGS[name](corpus, since, until, names)
        assert found.value == pytest.approx(expected.value), (since, names)
        return found.n == expected.n or expected.value is None

    assert agrees(measure(snapshot, name, scope).estimate, since, until, known if platforms else None)
    for by in ("channel", "platform", "month", "week"):
        for part in measure(snapshot, name, scope, by).slices if has_slice(metrics()[name], by) else ():
            if by in ("month", "week"):
                first = date.fromisoformat(part.key)
                bounds = max(begin(first), since), min(begin(next_start(first, by)), until)
                assert agrees(part.estimate, *bounds, known if platforms else None), part.key
            elif part.key != "elsewhere":
                names = {one for one in known if part.key in (one[0], f"{one[0]}:{one[1]}")}
                assert agrees(part.estimate, since, until, names), part.key


LABELS = ("topic", "audience", "department")


@pytest.mark.parametrize("name", [name for name in COMPARED if has_slice(metrics()[name], "topic")])
def test_every_figure_of_the_sample_by_topic_audience_and_owner_is_that_of_the_second_opinion(
    sample: tuple[Snapshot, Corpus, list[Channel]], name: str
) -> None:
    snapshot, corpus, channels = sample
    of = house(snapshot)
    platforms = tuple(sorted({one.platform for one in channels if one.platform != REVIEWS})) if name in PROMISED else ()
    scope = Scope(PERIOD, platforms=platforms, compare="none")
    places = platforms or tuple({one.platform for one in corpus.conversations})
    known = 0
    for by, label in zip(LABELS, (of.topic, of.audience, of.owner), strict=True):
        moved = by_label(corpus, lambda one, label=label: label(one) if one.channel or not platforms else None)
        parts = measure(snapshot, name, scope, by).slices
        for part in parts:
            expected = READINGS[name](moved, *scope.bounds(), {(platform, part.key) for platform in places})
            assert part.estimate.value == pytest.approx(expected.value), (by, part.key)
            assert part.estimate.n == expected.n or expected.value is None, (by, part.key)
        known += sum(part.estimate.n > 0 for part in parts)
    assert known > 2
