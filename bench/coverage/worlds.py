"""Worlds whose truth is known: the items that a metric would find in each, drawn many times over.

A world is a function of a random source, a number of replicates and a number of conversations. Its items are columns of
one table, as the shapes (queries/shapes) read them; `slice` is the replicate. Conversations come unequal: most hold one
item, some hold many, and what happens in one goes together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log
from statistics import NormalDist
from typing import Any, Literal

import numpy as np

Random = np.random.Generator
Numbers = np.ndarray[Any, Any]
Sizes = Literal["single", "some", "uneven"]

DEPARTMENTS = ("Claims", "Finance", "Legal", "Press", "Stores")
COMPONENTS = (
    "answered within the promise",
    "came back after our answer",
    "posts that answer somebody",
    "balance of the talk",
)
#: In uneven worlds one conversation in ten holds ten items, and the others one.
_MANY, _RARE = 10, 0.1
_DAY, _DAYS = 86400.0, 90


@dataclass(frozen=True)
class World:
    """Items of all replicates, and the figure that all intervals ought to hold."""

    items: Mapping[str, Numbers]
    truth: float


def _crowd(random: Random, replicates: int, conversations: int, sizes: Sizes) -> tuple[Numbers, Numbers, Numbers]:
    """Replicate and size of each conversation, and the conversation of each item."""
    every = replicates * conversations
    if sizes == "single":
        size = np.ones(every, dtype=int)
    elif sizes == "some":
        size = 1 + random.poisson(1.2, every)
    else:
        size = np.where(random.random(every) < _RARE, _MANY, 1)
    return np.repeat(np.arange(replicates), conversations), size, np.repeat(np.arange(every), size)


def rate(
    random: Random,
    replicates: int,
    conversations: int,
    *,
    rate: float,
    sizes: Sizes = "some",
    spread: float = 0.5,
    long: float = 1.0,
) -> World:
    """Hits of a rate; `spread` is how much conversations differ (0: not at all), `long` how the long ones fare."""
    replicate, size, of = _crowd(random, replicates, conversations, sizes)
    own = np.full(len(size), rate) if spread == 0 else random.beta(rate / spread, (1 - rate) / spread, len(size))
    own = np.where(size == _MANY, own * long, own) if sizes == "uneven" else own
    in_long = _RARE * _MANY / (1 - _RARE + _RARE * _MANY) if sizes == "uneven" else 0.0
    items = {"slice": replicate[of], "conversation_key": of, "hit": random.random(len(of)) < own[of]}
    return World(items, rate * (1 - in_long + in_long * long))


def reply_share(random: Random, replicates: int, conversations: int, *, posts: float) -> World:
    """Our turns, several a conversation, beside `posts` broadcasts for each conversation: all hit, or none."""
    came = np.repeat(np.arange(replicates), np.maximum(1, random.poisson(conversations, replicates)))
    size = 1 + random.poisson(1.2, len(came))
    of = np.repeat(np.arange(len(came)), size)
    their = np.repeat(np.arange(replicates), random.poisson(posts * conversations, replicates))
    items = {
        "slice": np.concatenate([came[of], their]),
        "conversation_key": np.concatenate([of, len(came) + np.arange(len(their))]),
        "hit": np.concatenate([np.ones(len(of), dtype=bool), np.zeros(len(their), dtype=bool)]),
    }
    return World(items, 2.2 / (2.2 + posts))


def balance(random: Random, replicates: int, conversations: int) -> World:
    """The balance of each talk: often 0, else 1/3, 1/2 or 1."""
    every = replicates * conversations
    part = random.choice([0.0, 1 / 3, 1 / 2, 1.0], every, p=[0.4, 0.2, 0.2, 0.2])
    replicate = np.repeat(np.arange(replicates), conversations)
    items = {"slice": replicate, "conversation_key": np.arange(every), "part": part, "whole": np.ones(every)}
    return World(items, 0.2 * (1 / 3 + 1 / 2 + 1))


def reminders(random: Random, replicates: int, conversations: int) -> World:
    """Reminders of requests, mostly none; those of one conversation are alike."""
    replicate, size, of = _crowd(random, replicates, conversations, "some")
    trying = random.gamma(1.0, 0.3, len(size))
    value = random.poisson(trying[of]).astype(float)
    return World({"slice": replicate[of], "conversation_key": of, "value": value}, 0.3)


def held(random: Random, replicates: int, conversations: int, *, tail: float, is_longer: bool) -> World:
    """Seconds waited in each conversation, log-normal with that spread, and the part that colleagues held of them.

    Half of the waits are partly theirs; where `is_longer`, those are twice as long.
    """
    replicate = np.repeat(np.arange(replicates), conversations)
    theirs = random.random(len(replicate)) < 0.5
    longer = 2.0 if is_longer else 1.0
    whole = 3600 * np.exp(tail * random.standard_normal(len(replicate))) * np.where(theirs, longer, 1.0)
    part = whole * np.where(theirs, random.beta(4, 2, len(replicate)), 0.0)
    items = {"slice": replicate, "conversation_key": np.arange(len(replicate)), "part": part, "whole": whole}
    return World(items, 2 / 3 * longer / (1 + longer))


def hours(random: Random, replicates: int, conversations: float, *, tail: float) -> World:
    """Seconds held, over conversations that come at random: so many are to be expected."""
    came = np.maximum(1, random.poisson(conversations, replicates))
    replicate = np.repeat(np.arange(replicates), came)
    seconds = 3600 * np.exp(tail * random.standard_normal(len(replicate)))
    items = {"slice": replicate, "conversation_key": np.arange(len(replicate)), "seconds": seconds}
    return World(items, conversations * exp(tail * tail / 2))


def shared(random: Random, replicates: int, conversations: int, *, share: float, side: str | None = None) -> World:
    """Answers by department, several a conversation, of which three in four come from the same department."""
    replicate, size, of = _crowd(random, replicates, conversations, "some")
    main = random.random(len(size)) < share
    same = random.random(len(of)) < 0.75
    ours = np.where(same, main[of], random.random(len(of)) < share)
    items = {
        "slice": replicate[of],
        "conversation_key": of,
        "weight": np.ones(len(of)),
        "department": np.where(ours, "Legal", "Stores"),
    }
    if side:
        items["side"] = np.full(len(of), side)
    return World(items, share)


def gap(random: Random, replicates: int, conversations: int) -> World:
    """Three in ten questions are theirs, and one in ten answers, in the same conversations."""
    need = shared(random, replicates, conversations, share=0.3, side="need").items
    given = shared(random, replicates, conversations, share=0.1, side="given").items
    return World({name: np.concatenate([need[name], given[name]]) for name in need}, 20.0)


def evenness(random: Random, replicates: int, answers: int, *, shares: tuple[float, ...]) -> World:
    """Answers of five departments with these shares."""
    which = random.choice(len(shares), replicates * answers, p=shares)
    items = {
        "slice": np.repeat(np.arange(replicates), answers),
        "conversation_key": np.arange(len(which)),
        "department": np.array(DEPARTMENTS)[which],
        "weight": np.ones(len(which)),
    }
    return World(items, -sum(share * log(share) for share in shares if share) / log(len(DEPARTMENTS)))


def index(random: Random, replicates: int, conversations: int) -> World:
    """The four parts over one cohort: answered or not decides all of them."""
    replicate = np.repeat(np.arange(replicates), conversations)
    keys = np.arange(len(replicate))
    answered = random.random(len(keys)) < 0.6
    back = answered & (random.random(len(keys)) < 0.4)
    turns = np.where(answered, 1 + back, 0)
    balance = np.where(answered, random.choice([0.5, 1.0], len(keys)), 0.0)
    broadcasts = random.poisson(2.0 * conversations, replicates)
    posts = np.repeat(np.arange(replicates), broadcasts)
    their_keys = len(keys) + np.arange(len(posts))
    of_turns = np.repeat(keys, turns)
    parts = [
        (replicate, keys, answered, 0),
        (replicate[answered], keys[answered], back[answered], 1),
        (replicate[of_turns], of_turns, np.ones(len(of_turns)), 2),
        (posts, their_keys, np.zeros(len(posts)), 2),
        (replicate, keys, balance, 3),
    ]
    items = {
        "slice": np.concatenate([part[0] for part in parts]),
        "conversation_key": np.concatenate([part[1] for part in parts]),
        "part": np.concatenate([part[2].astype(float) for part in parts]),
        "whole": np.ones(sum(len(part[0]) for part in parts)),
        "component": np.concatenate([np.full(len(part[0]), COMPONENTS[part[3]]) for part in parts]),
    }
    said = 0.6 * 1.4
    return World(items, 100 * (0.6 * 0.4 * said / (said + 2) * 0.6 * 0.75) ** 0.25)


def counted(random: Random, replicates: int, expected: float, *, dispersion: float) -> World:
    """How many conversations come in 90 days; days vary so many times as much as chance makes them (1: no more)."""
    rate = np.full(replicates * _DAYS, expected / _DAYS)
    if dispersion > 1:
        rate = random.gamma(rate / (dispersion - 1), dispersion - 1)
    day = np.repeat(np.arange(len(rate)), random.poisson(rate))
    first = np.datetime64("2026-04-01", "us")
    items = {
        "slice": day // _DAYS,
        "conversation_key": np.arange(len(day)),
        "basis_at": first + (day % _DAYS) * np.timedelta64(1, "D"),
    }
    return World(items, expected)


def people(random: Random, replicates: int, expected: int) -> World:
    """Different people, most of whom write once."""
    known = 20 * expected
    came = random.poisson(random.gamma(0.5, 0.2, replicates * known))
    who = np.repeat(np.arange(len(came)), came)
    return World({"slice": who // known, "who": who}, known * (1 - 1.2**-0.5))


def depth(random: Random, replicates: int, conversations: int) -> World:
    """How many questions a conversation holds: often one, seldom many. The true median is 2."""
    replicate = np.repeat(np.arange(replicates), conversations)
    value = random.geometric(0.4, len(replicate)).astype(float)
    return World({"slice": replicate, "conversation_key": np.arange(len(replicate)), "value": value}, 2.0)


def waits(
    random: Random,
    replicates: int,
    conversations: int,
    *,
    quantile: float,
    median: float = 7200.0,
    never: float = 0.1,
    follow_up: float = 10 * _DAY,
    tie: float = 0.0,
    shared_luck: float = 0.0,
) -> World:
    """Waits, log-normal; some never end; all are watched for at most `follow_up` seconds.

    `tie`: waits are told in whole steps of so many seconds. `shared_luck`: how much of the spread is that of the
    conversation, which then holds several waits.
    """
    spread = 1.6
    replicate, size, of = _crowd(random, replicates, conversations, "some" if shared_luck else "single")
    luck = shared_luck**0.5 * random.standard_normal(len(size))
    score = luck[of] + (1 - shared_luck) ** 0.5 * random.standard_normal(len(of))
    wait = median * np.exp(spread * score)
    truth = median * exp(spread * NormalDist().inv_cdf(quantile / (1 - never)))
    if tie:
        wait, truth = np.ceil(wait / tie) * tie, float(np.ceil(truth / tie) * tie)
    wait[random.random(len(of)) < never] = 1e8
    followed = random.uniform(0, follow_up, len(of))
    return World({"slice": replicate[of], "conversation_key": of, "wait": wait, "followed": followed}, truth)
