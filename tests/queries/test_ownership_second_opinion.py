"""Who owns the conversation, and every figure by topic, audience and owner, agree with a reading in plain Python."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from queries import marts
from queries.engine import measure
from queries.measurement import Estimate
from queries.metric import metrics
from queries.scope import Period, Scope
from queries.slices import has_slice
from tests import facts
from tests.conversations import at
from tests.organisation import Organisation
from tests.queries.test_metrics_second_opinion import COMPARED, READINGS, town
from tests.reference import Conversation, Corpus, Message, build
from tests.reference_handoffs import Ask, Event, World, requests
from tests.reference_metrics import Figure
from tests.reference_ownership import (
    NO_OWNER,
    NO_TOPIC,
    OTHERS,
    Colleague,
    House,
    Item,
    Topic,
    active,
    answers,
    asked,
    by_label,
    evenness,
    gap,
    inputs,
    name_of,
    need,
    share,
)
from tests.strategies import CHANNELS, DAY, OURS, START, corpora
from warehouse import Snapshot, Writer, publish

LAWS = settings(max_examples=6, phases=(Phase.explicit, Phase.reuse, Phase.generate))
SEEN = [replace(one, complete_until=START + days * DAY) for one, days in zip(CHANNELS, (45, 22, 30), strict=True)]
PERIOD = Period(START.date() - timedelta(20), START.date() + timedelta(44))
SCOPE = Scope(PERIOD, compare="none")
BOUNDS = SCOPE.bounds()

CHANGE = START.date() + timedelta(9)
"""A day on which a topic goes to another department, and somebody, too."""
BEFORE = CHANGE - timedelta(1)
HOUSE = House(
    departments=("Care", "Engineering", "PR", "Legal", "HR"),  # nobody needs or hears HR
    topics=(
        Topic("bills", "Care", weight=2),
        Topic("bills", "PR", weight=3, since=CHANGE),  # what began last holds
        Topic("outage", "Engineering", until=CHANGE + timedelta(7)),
        Topic("jobs", "Legal", since=CHANGE),
        Topic("weather"),
    ),
    roster=(
        Colleague("Desk", "Care", handle="o2"),
        Colleague("Ana", "PR", signature="-Ana", until=BEFORE),
        Colleague("Ana", "Legal", signature="-Ana", since=CHANGE),
        Colleague("Ben", "Engineering"),
        Colleague("Press Office", "PR", handle="o3", since=CHANGE),
    ),
    audiences=(
        ("press", {("x", "p1"), ("y", "p1")}),
        ("members", {("x", "p1"), ("x", "p2"), ("y", "p1"), ("y", "p2")}),
    ),
    seen_until=START + 45 * DAY,
    zone="Pacific/Pago_Pago",  # eleven hours behind: what begins at nine began the day before
)


@dataclass(frozen=True)
class Told:
    """The same in a warehouse and in plain Python."""

    snapshot: Snapshot
    corpus: Corpus
    house: House
    items: dict[str, list[Item]]
    """By metric: what it is made of."""
    scope: Scope = SCOPE


def labelled(random: Random, messages: Sequence[Message]) -> list[Message]:
    """The messages with topics in their words, colleagues who are named, and signatures under our replies.

    Who only says thanks speaks of nothing. A dot in an id would make an address of it.
    """
    topics = sorted({topic.name for topic in HOUSE.topics})
    found = []
    for message in messages:
        ours = (message.platform, message.author_id) in OURS
        replies = ours and message.parent_id is not None and not message.is_question
        found.append(
            replace(
                message,
                native_id=message.native_id.replace(".", "_"),
                parent_id=message.parent_id and message.parent_id.replace(".", "_"),
                topics=() if message.is_closing else tuple(random.sample(topics, random.choice((0, 0, 1, 1, 2)))),
                sent_by=random.choice((None, None, "Ben", "Ana", "Zoe")) if ours else None,
                signature=random.choice((None, "-Ana", "-Ana", "^ZZ")) if replies else None,
            )
        )
    return found


def handed(random: Random, corpus: Corpus, messages: Sequence[Message], many: int) -> list[Ask]:
    """Requests about messages on x, or about nothing that is known, most of them answered."""
    there = {(one.platform, one.id) for one in corpus.conversations}
    about = sorted(
        one.native_id
        for one in messages
        if one.platform == "x" and not one.is_automated and ("x", place(corpus, one)) in there
    )
    found = []
    for number in range(many):
        asked_at = START + random.randrange(-20 * 24, 44 * 24) * timedelta(hours=1)
        answered_at = asked_at + random.choice((1, 30, 200)) * timedelta(hours=1)
        verb = random.choice(("answer", "answer", "answer", "close"))
        events = (Event("remind", asked_at + timedelta(minutes=30)), Event(verb, answered_at))
        links = (random.choice((*about, *about, "nowhere")),) if about and random.random() < 0.9 else ()
        department = random.choice(HOUSE.departments[:3])
        found.append(Ask(f"h{number}", department, asked_at, links, events=events[random.randrange(3) :]))
    return found


def place(corpus: Corpus, message: Message) -> str | None:
    return corpus.verdicts[message.platform, message.native_id].conversation


def organisation() -> str:
    """The house in words."""

    def days(one: Topic | Colleague) -> str:
        since = "" if one.since == date.min else f" from {one.since}"
        return since + ("" if one.until == date.max else f" until {one.until}")

    lines = [f"department {name}" for name in HOUSE.departments]
    lines += [
        f"topic {one.name}: {one.name} -> {one.owner or ''}{days(one)} [weight {one.weight}]" for one in HOUSE.topics
    ]
    for one in HOUSE.roster:
        marks = (f" [handle {one.handle}]" if one.handle else "") + (
            f" [signs {one.signature}]" if one.signature else ""
        )
        lines.append(f"roster {one.person} in {one.department}{days(one)}{marks}")
    return "\n".join(lines)


def in_words(ask: Ask) -> str:
    about = f" about {' '.join(ask.links)}" if ask.links else ""
    lines = [f"{ask.name} {ask.at:%Y-%m-%d %H:%M} ask {ask.department}{about}"]
    return "\n".join([*lines, *(f"{ask.name} {one.at:%Y-%m-%d %H:%M} {one.verb}" for one in ask.events)])


def tell(writer: Writer, random: Random, messages: Sequence[Message], many: int = 40) -> Told:
    """Write everything, publish it, and read it by hand."""
    messages = labelled(random, messages)
    corpus = build(messages, SEEN, OURS)
    asks = handed(random, corpus, messages, many)
    facts.clear(writer)
    facts.know(writer, SEEN, OURS)
    writer.execute("insert into settings values ('zone', $1)", [HOUSE.zone])
    writer.execute("insert into handoff_sources values ('log', $1)", [HOUSE.seen_until])
    for position, (audience, members) in enumerate(HOUSE.audiences):
        for name in sorted({f"@{name.upper()}" for _, name in members}):
            writer.execute("insert into audiences values ($1, $2, $3, [])", [audience, position, name])
    Organisation(writer, at, lambda _: 0).tell("\n".join([organisation(), *map(in_words, asks)]))
    facts.add(writer, messages, OURS)
    marts.refresh(writer)
    # As in test_metrics_second_opinion: what we said in no conversation is left out.
    writer.execute("delete from our_turns where conversation_key not in (select conversation_key from conversations)")
    publish(writer)
    places = {
        one.native_id: corpus.verdicts["x", one.native_id].conversation for one in messages if one.platform == "x"
    }
    about = {name: f"x:{where}" for name, where in places.items()}
    return Told(Snapshot(writer.home), corpus, HOUSE, items_of(corpus, HOUSE, asks, about))


def items_of(corpus: Corpus, house: House, asks: Sequence[Ask], about: Mapping[str, str]) -> dict[str, list[Item]]:
    """What each metric is made of. `about`: the name of the conversation in which each link lies, if it is one."""
    channels = {name_of(one): one.channel for one in corpus.conversations}
    lies_in = {link: (name, channels[name]) for link, name in about.items() if name in channels}
    known = requests(World(dict.fromkeys(house.departments), None, asks, (), lies_in, {}, zone=house.zone))
    given = [*answers(corpus, house), *inputs(corpus, house, known)]
    return {
        "ownership.answer_share": answers(corpus, house),
        "ownership.need_share": need(corpus, house),
        "ownership.gap": [*need(corpus, house), *given],
        "ownership.evenness": given,
        "ownership.departments_active": given,
        "handoffs.asked": asked(corpus, house, known),
    }


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writer]:
    with facts.warehouse(tmp_path_factory.mktemp("ownership")) as opened:
        yield opened


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """A town of half a year, a part of which happened on the other platform too, and what its departments are asked."""
    messages = town(Random(20240307))  # noqa: S311
    messages += [replace(one, platform="y") for one in messages if one.native_id[0] in "123"]
    with facts.warehouse(tmp_path_factory.mktemp("house")) as opened:
        yield tell(opened, Random(20240306), messages)  # noqa: S311


def begins(unit: str, instant: datetime) -> str:
    """The first day of the week, month or quarter of an instant."""
    day = instant.date()
    if unit == "week":
        return (day - timedelta(day.weekday())).isoformat()
    return day.replace(day=1, month=day.month if unit == "month" else (day.month - 1) // 3 * 3 + 1).isoformat()


def key(item: Item, by: str, is_own: bool) -> str:
    """The slice that an item is in. `is_own`: it brings the label along, and may have none."""
    if by in ("week", "month", "quarter"):
        return begins(by, item.at)
    if by == "weekday_hour":
        return f"{item.at.isoweekday()}-{item.at.hour}"
    if by == "channel":
        return f"{item.platform}:{item.channel}" if item.channel else "elsewhere"
    if by == "platform":
        return item.platform or "elsewhere"
    if by == "department":
        return item.department or "(nobody)"
    label = {"topic": item.topic, "audience": item.audience}[by]
    return "(nobody)" if is_own and label == NO_TOPIC else label


FIGURES: dict[str, Callable[[Sequence[Item], Sequence[str], House], Figure]] = {
    "ownership.answer_share": lambda items, departments, _: share(items, departments),
    "ownership.need_share": lambda items, departments, _: share(items, departments),
    "ownership.gap": lambda items, departments, _: gap(items, departments),
    "ownership.evenness": lambda items, _, house: evenness(items, house),
    "ownership.departments_active": lambda items, *_: active(items),
    "handoffs.asked": lambda items, *_: Figure(len(items), len(items)),
}
OF_ALL = ("ownership.answer_share", "ownership.need_share", "ownership.gap")
"""Figures in which each department is a part of all of them."""


def agree(found: Estimate, expected: Figure, *about: object) -> bool:
    """Whether there was something to compare."""
    assert found.value == pytest.approx(expected.value), about
    if expected.value is not None:
        assert found.n == expected.n, about
    return expected.n > 0 and expected.value is not None


def check_ownership(told: Told, name: str, by: str, departments: tuple[str, ...] = ()) -> tuple[int, int]:
    """Every slice of a figure; returns how many there are, and of how many something is known."""
    since, until = told.scope.bounds()
    items = [one for one in told.items[name] if since <= one.at < until and one.at <= one.seen_until]
    if name not in OF_ALL:
        items = [one for one in items if not departments or one.department in departments]
    scope = replace(told.scope, departments=departments)
    whole = measure(told.snapshot, name, scope, by)
    agree(whole.estimate, FIGURES[name](items, departments, told.house), name, departments)
    known = 0
    keys = {key(one, by, by in metrics()[name].gives) for one in items}
    for part in whole.slices:
        here = [one for one in items if key(one, by, by in metrics()[name].gives) == part.key]
        if by == "department" and name in OF_ALL:
            expected = FIGURES[name](items, (part.key,), told.house)
        else:
            expected = FIGURES[name](here, departments, told.house)
        known += agree(part.estimate, expected, name, by, part.key, departments)
    missing = keys - {part.key for part in whole.slices}
    assert missing <= ({"(nobody)"} if by == "department" else set()), (name, by)  # who is not known has no share
    return len(whole.slices), known


SLICES = ("channel", "platform", "week", "month", "quarter", "weekday_hour", "department", "topic", "audience")


@pytest.mark.parametrize("by", SLICES)
@pytest.mark.parametrize("name", FIGURES)
def test_every_slice_of_ownership_is_that_of_the_second_opinion(told: Told, name: str, by: str) -> None:
    if not has_slice(metrics()[name], by):
        assert (name, by) == ("ownership.evenness", "department")
        return
    if name != "ownership.gap" or by == "department":
        slices, known = check_ownership(told, name, by)
        assert known > slices * (0.04 if by == "weekday_hour" else 0.5)
    for departments in (("PR",), ("Care", "Legal")):
        check_ownership(told, name, by, departments)


LABELS: dict[str, Callable[[Conversation], str]] = {
    "topic": HOUSE.topic,
    "audience": HOUSE.audience,
    "department": HOUSE.owner,
}


def check_labels(told: Told, name: str, by: str) -> tuple[int, int]:
    """Every slice of a figure by what its conversations are about, and the same in a scope of that label alone."""
    moved = by_label(told.corpus, LABELS[by])
    known = 0
    parts = measure(told.snapshot, name, SCOPE, by).slices
    for part in parts:
        expected = READINGS[name](moved, *BOUNDS, {("x", part.key), ("y", part.key)})
        known += agree(part.estimate, expected, name, by, part.key)
        if part.key not in (NO_TOPIC, NO_OWNER, OTHERS):
            alone = measure(told.snapshot, name, replace(SCOPE, **{f"{by}s": (part.key,)}))
            agree(alone.estimate, expected, name, "in a scope of", part.key)
    labels = {one.channel for one in moved.conversations}
    assert {part.key for part in parts} <= labels | {topic.name for topic in HOUSE.topics} | {
        *HOUSE.departments,
        "press",
        "members",
    }
    return len(parts), known


@pytest.mark.parametrize("by", LABELS)
def test_every_metric_by_topic_audience_and_owner_is_that_of_the_second_opinion(told: Told, by: str) -> None:
    compared = known = 0
    for name in COMPARED:
        if has_slice(metrics()[name], by):
            slices, of_these = check_labels(told, name, by)
            compared, known = compared + slices, known + of_these
    assert known > 0.5 * compared


@LAWS
@given(corpora(), st.integers(0, 2**32))
def test_on_any_corpus_ownership_and_labels_are_those_of_the_second_opinion(
    writer: Writer, messages: list[Message], seed: int
) -> None:
    told = tell(writer, Random(seed), messages, many=8)  # noqa: S311
    for by in ("channel", "platform", "week", "month", "department", "topic", "audience"):
        for name in FIGURES:
            if has_slice(metrics()[name], by):
                check_ownership(told, name, by, () if name != "ownership.gap" else ("PR",))
    for by in LABELS:
        for name in COMPARED:
            if has_slice(metrics()[name], by):
                check_labels(told, name, by)
