"""Every metric agrees with its reading in plain Python, on nasty corpora, in any period, on any channels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import marts
from queries.engine import measure
from queries.metric import metrics
from queries.scope import Period, Scope
from tests import facts
from tests.reference import Channel, Corpus, Id, Message, build
from tests.reference_interactivity import INTERACTIVITY
from tests.reference_metrics import METRICS, Figure, waiting_ages
from tests.strategies import CHANNELS, DAY, OURS, PAUSES, SECOND, START, corpora
from warehouse import Snapshot, Writer, publish

LAWS = settings(max_examples=25)
WATERMARKS = st.one_of(st.none(), *(st.just(START + days * DAY) for days in (0, 1, 7, 8, 15, 22, 30, 60)))
HISTORY = (60, 179, 180, 181, 188, 250, 400)
READINGS = METRICS | INTERACTIVITY

# What departments do follows from hand-offs and topics; test_handoffs_second_opinion.py reads these for itself.
OF_DEPARTMENTS = {"handoffs", "ledger", "ownership"}
COMPARED = tuple(name for name in READINGS if not name.endswith(".p90"))


@dataclass(frozen=True)
class Asked:
    """A question: days of UTC and channels; none means all of them and what lies on no channel."""

    since: date
    days: int
    channels: tuple[Channel, ...]

    @property
    def names(self) -> set[Id] | None:
        """The channels as the second opinion takes them."""
        return {(channel.platform, channel.native_id) for channel in self.channels} or None

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The period as instants, the second exclusive."""
        first = datetime.combine(self.since, time())
        return first, first + self.days * DAY

    def scope(self, writer: Writer) -> Scope:
        """The same as the engine takes it."""
        known = writer.execute("select channel_key, platform, native_id from channels")
        keys = tuple(key for key, *name in known if tuple(name) in (self.names or ()))
        return Scope(Period(self.since, self.since + (self.days - 1) * DAY), keys, compare="none")

    def figure(self, metric: str, corpus: Corpus) -> Figure:
        """What the second opinion says."""
        return READINGS[metric](corpus, *self.bounds, self.names)


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    """Periods of a day to two months that begin before, within or after the corpus."""
    since = START.date() + draw(st.sampled_from((-5, 0, 0, 0, 1, 2, 7, 8, 15, 21))) * DAY
    days = draw(st.sampled_from((1, 2, 7, 14, 40, 60)))
    channels = draw(st.sampled_from(((), (), CHANNELS[:1], CHANNELS[1:2], CHANNELS[2:], CHANNELS[:2], CHANNELS[1:])))
    return Asked(since, days, channels)


@st.composite
def with_history(draw: st.DrawFn) -> list[Message]:
    """A corpus whose people may have been here before, on any channel."""
    messages = draw(corpora())
    for number, days in enumerate(draw(st.lists(st.sampled_from(HISTORY), max_size=4))):
        channel = draw(st.sampled_from((None, "o1", "o2")))
        author = draw(st.sampled_from(("p1", "p2", "p3")))
        at = START - days * DAY
        messages.append(Message("x", f"early{number}", author, at, channel=channel))
    return messages


def watched(draw: st.DrawFn) -> list[Channel]:
    return [replace(channel, complete_until=draw(WATERMARKS)) for channel in CHANNELS]


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writer]:
    with facts.warehouse(tmp_path_factory.mktemp("metrics")) as opened:
        yield opened


def published(writer: Writer, messages: Sequence[Message], channels: Sequence[Channel]) -> Snapshot:
    facts.clear(writer)
    facts.know(writer, channels, OURS)
    facts.add(writer, messages, OURS)
    marts.refresh(writer)
    # What we said in a strand that is no conversation (an unanswered message of ours to somebody, an answer to spam):
    # the definitions leave open whether it is a turn.
    writer.execute("delete from our_turns where conversation_key not in (select conversation_key from conversations)")
    publish(writer)
    return Snapshot(writer.home)


def compare(writer: Writer, snapshot: Snapshot, corpus: Corpus, question: Asked) -> int:
    """Ask every metric that has a second opinion of both; returns for how many the value is known."""
    scope = question.scope(writer)
    known = 0
    for name in COMPARED:
        found, expected = measure(snapshot, name, scope), question.figure(name, corpus)
        # what begins after the data is not known
        if name != "conversations.waiting" and found.watermark and found.watermark < question.bounds[0]:
            assert (found.estimate.value, found.estimate.n) == (None, 0), name
            assert expected.n == 0 or name == "people.core", name  # core looks back before the period
            continue
        assert found.estimate.n == expected.n, name
        assert found.estimate.value == pytest.approx(expected.value), name
        known += expected.n > 0 and expected.value is not None
        if f"{name}.p90" in READINGS and found.tail:
            assert found.tail.value == pytest.approx(question.figure(f"{name}.p90", corpus).value), name
        if name == "conversations.waiting":
            ages = waiting_ages(corpus, *question.bounds, question.names)
            assert found.details.get("oldest") == (ages[-1] if ages else None)
    return known


def test_every_metric_has_a_second_opinion_but_those_of_departments() -> None:
    without = {name for name, metric in metrics().items() if metric.area not in OF_DEPARTMENTS} - set(COMPARED)
    assert without == set()


@LAWS
@given(with_history(), st.composite(watched)(), st.lists(questions(), min_size=2, max_size=2))
def test_value_and_n_of_every_metric_are_those_of_the_second_opinion(
    writer: Writer, messages: list[Message], channels: list[Channel], asked: list[Asked]
) -> None:
    snapshot = published(writer, messages, channels)
    corpus = build(messages, channels, OURS)
    for question in asked:
        compare(writer, snapshot, corpus, question)


def town(random: Random) -> list[Message]:
    """Eighty strands of half a year and what comes of them, so that every metric has something to say."""
    found: list[Message] = []
    for strand in range(80):
        moment = START + random.choice((random.randrange(-200, 30), random.randrange(0, 30))) * DAY
        is_direct = random.random() < 0.15
        channel = random.choice((None, "o1", "o1", "o2"))
        addressed = random.choice((None, None, None, (), ("p1",), ("BrandTwo",)))
        kind = "direct_message" if is_direct else random.choice(("comment", "mention", "review"))
        guest = f"guest{strand}" if strand % 5 == 0 else "p1"
        for turn in range(random.choice((1, 2, 2, 3, 4, 6, 8))):
            author = random.choice(("p1", "p2", "p3", "p4", "p5", guest, "o1", "o1", "o2", None))
            ours = ("x", author) in OURS
            found.append(
                Message(
                    "x",
                    f"{strand}.{turn}",
                    author,
                    moment,
                    kind=kind,
                    thread_id=f"dm{strand}" if is_direct else None,
                    parent_id=f"{strand}.{random.randrange(turn)}" if turn and not is_direct else None,
                    channel=channel,
                    addressed_to=addressed,
                    deleted_at=moment + random.choice((3600, 90000)) * SECOND if random.random() < 0.1 else None,
                    is_automated=random.random() < 0.1,
                    is_spam=not ours and random.random() < 0.05,
                    is_closing=not ours and random.random() < 0.2,
                    is_question=random.random() < 0.4,
                )
            )
            moment += random.choice(PAUSES) * random.choice((1, 1, 1, 0.5))
    found += [message for who, last in (("ann", 18), ("bob", 21)) for message in regular(who, (2, 9, last))]
    random.shuffle(found)
    return found


def regular(who: str, days: Sequence[int]) -> list[Message]:
    """Somebody who asks on these days, is answered, and writes again two days later, on a channel of ours."""
    found: list[Message] = []
    for day in days:
        asked = Message("x", f"{who}{day}", who, START + day * DAY, channel="o2")
        answer = replace(asked, native_id=f"{who}{day}us", author_id="o2", parent_id=asked.native_id)
        further = replace(asked, native_id=f"{who}{day}more", parent_id=answer.native_id)
        found += [asked, answer, replace(further, published_at=asked.published_at + 2 * DAY)]
    return found


def test_a_whole_town_has_the_figures_of_the_second_opinion(writer: Writer) -> None:
    random = Random(20240304)  # noqa: S311
    seen = [
        replace(channel, complete_until=START + days * DAY)
        for channel, days in zip(CHANNELS, (45, 22, 30), strict=True)
    ]
    messages = town(random)
    snapshot = published(writer, messages, seen)
    corpus = build(messages, seen, OURS)
    known = 0
    for since in (-21, -3, 0, 7):
        for days, channels in ((7, ()), (30, CHANNELS[:1]), (40, CHANNELS[1:]), (60, ())):
            known += compare(writer, snapshot, corpus, Asked(START.date() + since * DAY, days, channels))
    assert known > 0.7 * 16 * len(COMPARED)
