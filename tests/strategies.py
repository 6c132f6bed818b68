"""Hypothesis strategies that make small nasty corpora: the laws of the marts must hold for these too.

Ids come from one small pool, so that parents are missing, come late, point at themselves or in circles. Times come from
a coarse grid with jitter of a second, so that they tie and gaps fall exactly on, just under and just over 24 hours and
7 days. Two of our three accounts are channels; on the second platform the same ids mean other messages.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.reference import Channel, Id, Message

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
START = datetime(2024, 3, 4, 9)
END = START + 40 * DAY  # nothing is published after this
PAUSES = (timedelta(0), SECOND, 3600 * SECOND, DAY, DAY + SECOND, 7 * DAY, 7 * DAY + SECOND)

CHANNELS = (
    Channel("x", "o1", "BrandOne", complete_until=START + timedelta(days=32)),
    Channel("x", "o2", "brandtwo", complete_until=START + timedelta(days=15)),
    Channel("y", "o1", "brandone", complete_until=START + timedelta(days=30)),
)
OURS: frozenset[Id] = frozenset({("x", "o1"), ("x", "o2"), ("x", "o3"), ("y", "o1")})

# Numbers compare as numbers (9 before 10, 007 beside 7), other ids as text after them.
IDS = ("1", "2", "3", "7", "007", "9", "10", "11", "100", "1234567890123456789", "a", "B", "b2", "é")
DIRECT_THREADS = ("dm1", "dm2")


def _mostly(common: Any, *rare: Any, odds: int = 3) -> st.SearchStrategy[Any]:
    """The common value odds times as often as all the rare ones together."""
    return st.sampled_from((common,) * (odds * len(rare)) + rare)


def instants() -> st.SearchStrategy[datetime]:
    """Times that tie, cross, and leave gaps around 24 hours, 7 days and their multiples."""
    days = st.sampled_from((0, 0, 0, 1, 2, 7, 7, 8, 14, 15, 21, 30))
    seconds = st.sampled_from((0, 0, 0, 0, -1, 1, 2, 60, 3600, 7200))
    return st.builds(lambda d, s: START + timedelta(days=d, seconds=s), days, seconds)


@st.composite
def messages(draw: st.DrawFn, platform: str, native_id: str) -> Message:
    """One message under a given id, with anything around it."""
    author = draw(st.sampled_from(("p1", "p1", "p2", "p2", "p3", "o1", "o1", "o1", "o2", "o3", None)))
    ours = (platform, author) in OURS
    is_direct = draw(_mostly(False, True))
    published_at = draw(instants())
    deleted_after = draw(_mostly(None, timedelta(0), timedelta(seconds=1), timedelta(hours=1), timedelta(days=8)))
    hidden_after = draw(_mostly(None, timedelta(hours=2)))
    if is_direct:
        kind, thread, parent, quoted = "direct_message", draw(_mostly(*DIRECT_THREADS, None)), None, None
    else:
        kind = draw(st.sampled_from(("comment", "post", "mention", "review", "quote")))
        parent = draw(_mostly(draw(st.sampled_from(("1", "1", "1", "2", "2", *IDS))), None))
        thread = draw(_mostly(None, "thread", *IDS))
        quoted = draw(_mostly(None, *IDS))
    return Message(
        platform=platform,
        native_id=native_id,
        author_id=author,
        published_at=published_at,
        kind=kind,
        parent_id=parent,
        thread_id=thread,
        quoted_id=quoted,
        channel=draw(_mostly(None, *(channel.native_id for channel in CHANNELS if channel.platform == platform))),
        addressed_to=draw(st.sampled_from((None, None, (), ("p1",), ("p2", "O1"), ("brandone",), ("BRANDTWO", "o1")))),
        mentions=draw(_mostly((), ("p1",), ("brandone",), ("p3", "brandtwo"), ("o3",))),
        deleted_at=None if deleted_after is None else published_at + deleted_after,
        hidden_at=None if ours or hidden_after is None else published_at + hidden_after,
        is_automated=draw(_mostly(False, True, odds=7)),
        is_spam=not ours and draw(_mostly(False, True, odds=7)),
        is_closing=not ours and draw(_mostly(False, True)),
        is_question=draw(st.booleans()),
    )


@st.composite
def tangles(draw: st.DrawFn, min_size: int = 2, max_size: int = 25) -> list[Message]:
    """Messages of two platforms whose parents are anything, in the order in which they happen to come."""
    places = [("x", name) for name in IDS] + [("y", name) for name in IDS[:11]]
    size = draw(st.integers(min_size, max_size))
    return [draw(messages(platform, native_id)) for platform, native_id in draw(st.permutations(places))[:size]]


@st.composite
def talks(draw: st.DrawFn, min_size: int = 4, max_size: int = len(IDS)) -> list[Message]:
    """Messages that answer earlier ones, so that there are long strands with several turns and episodes."""
    size = draw(st.integers(min_size, max_size))
    found: list[Message] = []
    direct = draw(_mostly(False, True))
    for native_id in draw(st.permutations(IDS))[:size]:
        message = draw(messages("x", native_id))
        pause = draw(st.sampled_from(PAUSES))
        published_at = min(found[-1].published_at + pause, END - DAY) if found else START
        deleted_at = None if message.deleted_at is None else published_at + (message.deleted_at - message.published_at)
        message = replace(message, published_at=published_at, deleted_at=deleted_at, hidden_at=None)
        if direct:
            message = replace(message, kind="direct_message", thread_id="dm1", parent_id=None, quoted_id=None)
        elif message.kind != "direct_message" and found:
            message = replace(message, parent_id=draw(st.sampled_from([found[-1], found[0], *found])).native_id)
        found.append(message)
    return draw(st.permutations(found))


def corpora() -> st.SearchStrategy[list[Message]]:
    """Corpora of 2 to 25 messages of either kind; build them with CHANNELS and OURS."""
    return st.one_of(tangles(), talks())
