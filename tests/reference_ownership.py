"""A second opinion on who owns the conversation: topics and their owners, audiences, and who answers, in plain Python.

Everything is a list of items, each with its date, its place and its labels; a figure is made of those that a slice
holds. Written from the definitions, apart from the SQL.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from math import log
from zoneinfo import ZoneInfo

from tests.reference import Conversation, Corpus, Id, Message
from tests.reference_handoffs import Request
from tests.reference_metrics import Figure

NO_TOPIC, NO_OWNER, OTHERS = "(no topic)", "(no owner)", "(others)"


@dataclass(frozen=True)
class Topic:
    """One row of the workbook: a topic with its owner from a day to a day."""

    name: str
    owner: str | None = None
    weight: float = 1
    since: date = date.min
    until: date = date.max


@dataclass(frozen=True)
class Colleague:
    """One row of the roster: somebody with an account, a name or a signature, in a department from a day to a day."""

    person: str
    department: str
    handle: str | None = None
    signature: str | None = None
    platform: str | None = None
    since: date = date.min
    until: date = date.max


@dataclass(frozen=True)
class House:
    """The organisation: departments and topics in their order, who is who in the audience, and the zone of its days."""

    departments: Sequence[str]
    topics: Sequence[Topic]
    roster: Sequence[Colleague]
    audiences: Sequence[tuple[str, Collection[Id]]]
    """Each audience with those who belong to it, in the order of the tab."""
    seen_until: datetime
    """What is about no conversation that is known has been seen as far as any channel."""
    zone: str = "UTC"

    def day(self, instant: datetime) -> date:
        """The day that the organisation's calendar shows."""
        return instant.replace(tzinfo=UTC).astimezone(ZoneInfo(self.zone)).date()

    def topics_of(self, conversation: Conversation) -> list[tuple[str, str | None, float]]:
        """Topic, owner and share of each topic of a conversation, in the order of the tab; shares sum to 1.

        Reading: on a day without an owner a topic keeps its weight.
        """
        day = self.day(conversation.started_at)
        found: list[tuple[str, str | None, float]] = []
        for name in dict.fromkeys(topic.name for topic in self.topics):
            if name in conversation.topics:
                rows = [topic for topic in self.topics if topic.name == name]
                now = [topic for topic in rows if topic.since <= day <= topic.until]
                row = max(now, key=lambda topic: topic.since, default=replace(rows[0], owner=None))
                found.append((name, row.owner, row.weight))
        total = sum(weight for _, _, weight in found)
        return [(name, owner, weight / total) for name, owner, weight in found]

    def topic(self, conversation: Conversation) -> str:
        """Its main topic: the first of them."""
        return next((name for name, _, _ in self.topics_of(conversation)), NO_TOPIC)

    def owner(self, conversation: Conversation) -> str:
        """The department of a conversation: who owns its main topic."""
        return next((owner for _, owner, _ in self.topics_of(conversation)), None) or NO_OWNER

    def audience(self, conversation: Conversation) -> str:
        """The first audience of the tab to which whoever began it belongs."""
        who = conversation.platform, conversation.begun_by
        return next((name for name, members in self.audiences if who in members), OTHERS)

    def answering(self, message: Message, at: datetime) -> str | None:
        """The department that gave an answer: by the account, else by the colleague named, else by the signature."""
        day = self.day(at)
        there = [
            one for one in self.roster
            if one.since <= day <= one.until and one.platform in (None, message.platform)
        ]  # fmt: skip
        for says, wanted in (
            (lambda one: one.handle, message.author_id),
            (lambda one: one.person, message.sent_by),
            (lambda one: one.signature, message.signature),
        ):
            for colleague in sorted(there, key=lambda one: one.since):
                if wanted is not None and says(colleague) == wanted:
                    return colleague.department
        return None


@dataclass(frozen=True)
class Item:
    """Something that counts: when, until when that has been seen, where, what about, and whose it is."""

    at: datetime
    seen_until: datetime
    platform: str | None
    channel: str | None
    conversation: str
    topic: str
    owner: str
    audience: str
    side: str
    department: str | None = None
    """Whose it is itself: the owner of what is needed, or who answered."""
    weight: float = 1


def need(corpus: Corpus, house: House) -> list[Item]:
    """What people write about: each topic of each conversation, with its share."""
    return [
        replace(_item(house, conversation, conversation.started_at, "need"), department=owner, weight=share)
        for conversation in corpus.conversations
        for _, owner, share in house.topics_of(conversation)
    ]


def answers(corpus: Corpus, house: House) -> list[Item]:
    """Our turns in public conversations, by who gave them."""
    return [
        replace(_item(house, conversation, at, "answer"), department=house.answering(last, at))
        for conversation in corpus.conversations
        for at, last, is_direct in zip(
            conversation.our_turns, conversation.turn_ends, conversation.turn_is_direct, strict=True
        )
        if not is_direct
    ]


def asked(corpus: Corpus, house: House, requests: Iterable[Request]) -> list[Item]:
    """What departments were asked, when they were, as far as their log has been seen."""
    about = {name_of(conversation): conversation for conversation in corpus.conversations}
    found = [_of_request(about, house, one, one.asked_at) for one in requests]
    return [replace(item, seen_until=house.seen_until) for item in found]


def inputs(corpus: Corpus, house: House, requests: Iterable[Request]) -> list[Item]:
    """What departments answered, when they did."""
    about = {name_of(conversation): conversation for conversation in corpus.conversations}
    return [_of_request(about, house, one, one.answered_at) for one in requests if one.answered_at]


def name_of(conversation: Conversation) -> str:
    """What a hand-off calls a conversation that it is about."""
    return f"{conversation.platform}:{conversation.id}"


def _of_request(about: Mapping[str, Conversation], house: House, one: Request, at: datetime) -> Item:
    if one.counted_under is None:
        name = f"{one.department} {one.asked_at}"
        return Item(at, house.seen_until, None, None, name, NO_TOPIC, NO_OWNER, OTHERS, "input", one.department)
    return replace(_item(house, about[one.counted_under[0]], at, "input"), department=one.department)


def _item(house: House, about: Conversation, at: datetime, side: str) -> Item:
    return Item(
        at=at,
        seen_until=about.watermark,
        platform=about.platform if about.channel else None,
        channel=about.channel,
        conversation=name_of(about),
        topic=house.topic(about),
        owner=house.owner(about),
        audience=house.audience(about),
        side=side,
    )


# Figures -------------------------------------------------------------------------------------------------------------


def share(items: Sequence[Item], departments: Sequence[str]) -> Figure:
    """The part of these departments, or of all if none are named, in all whose department is known."""
    known = [item for item in items if item.department is not None]
    whole = sum(item.weight for item in known)
    part = sum(item.weight for item in known if not departments or item.department in departments)
    return Figure(len(known), part / whole if whole else None)


def gap(items: Sequence[Item], departments: Sequence[str]) -> Figure:
    """Their share of what is needed less their share of what is given, in points; n is that of the smaller side."""
    if not departments:
        return Figure(0, None)
    sides = [item for item in items if item.side == "need"], [item for item in items if item.side != "need"]
    needed, given = (share(side, departments).value for side in sides)
    if needed is None or given is None:
        return Figure(0, None)
    n = min(len({item.conversation for item in side if item.department is not None}) for side in sides)
    return Figure(n, 100 * (needed - given))


def evenness(items: Sequence[Item], house: House) -> Figure:
    """Shannon's entropy of the departments' shares over the logarithm of how many there are on the roster."""
    counts: dict[str, int] = defaultdict(int)
    for item in items:
        if item.department is not None:
            counts[item.department] += 1
    n = sum(counts.values())
    entropy = -sum(count / n * log(count / n) for count in counts.values())
    known = n > 0 and len(house.departments) > 1
    return Figure(n if known else 0, entropy / log(len(house.departments)) if known else None)


def active(items: Sequence[Item]) -> Figure:
    """How many departments took part."""
    n = len({item.department for item in items if item.department is not None})
    return Figure(n, n)


# Labels instead of channels ------------------------------------------------------------------------------------------


def by_label(corpus: Corpus, label: Callable[[Conversation], str | None]) -> Corpus:
    """The same corpus with the label of each conversation where its channel was: so any metric can be asked of a label.

    Watermarks stay. Posts have no label: no metric that counts them is cut so.
    """
    moved: Mapping[int, Conversation] = {
        id(conversation): replace(conversation, channel=label(conversation)) for conversation in corpus.conversations
    }
    return Corpus(
        list(moved.values()),
        [replace(one, conversation=moved[id(one.conversation)]) for one in corpus.exchanges],
        [],
        [replace(one, conversation=moved[id(one.conversation)]) for one in corpus.participations],
        corpus.verdicts,
    )
