"""The metrics of interactivity and of people in plain Python, beside those of tests/reference_metrics.py."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from math import prod
from statistics import fmean

from tests.reference import Conversation, Corpus, Id, Participation, Post
from tests.reference_metrics import (
    PROMISE,
    Channels,
    Figure,
    H,
    by_start,
    is_on,
    is_within,
    old_enough,
    share_of,
    two_way,
)

A_YEAR = timedelta(days=365)
SHORTEST_HISTORY = timedelta(days=90)
CORE_PERIOD = timedelta(days=90)
CORE_CONVERSATIONS = 3


# Interactivity -------------------------------------------------------------------------------------------------------


def reciprocity(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Mean over all conversations of the side that wrote less ÷ the one that wrote more."""
    balances = [balance(conversation) for conversation in by_start(corpus, since, until, channels)]
    return Figure(len(balances), fmean(balances) if balances else None)


def balance(conversation: Conversation) -> float:
    """Messages of the side that wrote less ÷ those of the one that wrote more; 0 when it was never answered.

    Reading: a conversation is weighed whole, with what came after the watermark if it is there.
    """
    if conversation.first_answer_at is None:
        return 0.0
    sides = conversation.our_messages, conversation.audience_messages
    return min(sides) / max(sides)


def invitations(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Broadcasts that ask or invite ÷ broadcasts."""
    return share_of(broadcasts(corpus, since, until, channels), lambda post: post.is_invitation)


def sparked(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Broadcasts that drew a conversation within H ÷ broadcasts at least H old."""
    return share_of(
        old_broadcasts(corpus, since, until, channels),
        lambda post: is_within(post.first_conversation_at, post.published_at + H),
    )


def joined(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Mentions and reviews away from our channels in which we took part within H ÷ all such at least H old."""
    elsewhere = [c for c in old_enough(corpus, since, until, channels) if c.is_about_us_elsewhere]
    return share_of(elsewhere, lambda conversation: is_within(conversation.took_part_at, conversation.started_at + H))


def outreach(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Conversations that we opened by joining a thread that did not address us."""
    n = sum(conversation.is_outreach for conversation in by_start(corpus, since, until, channels))
    return Figure(n, n)


def index(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Geometric mean of reply rate, two-way, reply share and reciprocity over what began in the period and is H old.

    A known one at 0 gives 0; otherwise one that is not known makes it not known. n is that of the smallest known one.
    """
    cohort = old_enough(corpus, since, until, channels)
    components = (
        _reply_rate(corpus, cohort),
        two_way(corpus, since, until, channels),
        _reply_share(cohort, old_broadcasts(corpus, since, until, channels)),
        Figure(len(cohort), fmean(map(balance, cohort)) if cohort else None),
    )
    known = [component for component in components if component.value is not None]
    n = min((component.n for component in known), default=0)
    values = [component.value for component in known if component.value is not None]
    if 0 in values:
        return Figure(n, 0)
    return Figure(n, 100 * prod(values) ** (1 / 4) if len(values) == len(components) else None)


def _reply_rate(corpus: Corpus, cohort: list[Conversation]) -> Figure:
    """Exchanges of these conversations answered within the promise ÷ those that are due."""
    of_cohort = {(conversation.platform, conversation.id) for conversation in cohort}
    due = [
        exchange
        for exchange in corpus.exchanges
        if (exchange.conversation.platform, exchange.conversation.id) in of_cohort
        and exchange.asked_at + PROMISE <= exchange.conversation.watermark
        and (exchange.withdrawn_at is None or exchange.withdrawn_at >= exchange.asked_at + PROMISE)
    ]
    return share_of(due, lambda exchange: is_within(exchange.answered_at, exchange.asked_at + PROMISE))


def _reply_share(cohort: list[Conversation], posts: list[Post]) -> Figure:
    """Our turns in these conversations within H ÷ (these + our broadcasts)."""
    turns = sum(is_within(at, conversation.started_at + H) for conversation in cohort for at in conversation.our_turns)
    n = turns + len(posts)
    return Figure(n, turns / n if n else None)


def broadcasts(corpus: Corpus, since: datetime, until: datetime, channels: Channels) -> list[Post]:
    """Our broadcasts of the period that were not automated."""
    return [
        post
        for post in corpus.posts
        if since <= post.published_at < until
        and post.published_at <= post.watermark
        and not post.is_automated
        and is_on(post.platform, post.channel, channels)
    ]


def old_broadcasts(corpus: Corpus, since: datetime, until: datetime, channels: Channels) -> list[Post]:
    """Those of them that are at least H old."""
    return [p for p in broadcasts(corpus, since, until, channels) if p.published_at + H <= p.watermark]


# People --------------------------------------------------------------------------------------------------------------


def participants(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Distinct audience authors in conversation."""
    n = len(_people(corpus, since, until, channels))
    return Figure(n, n)


def new_voices(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Participants who were in no conversation of the 365 days before the period; not known with too short a history.

    Reading: they were seen on whatever channel. Where nobody takes part nobody is new, however short the history.
    """
    now = _people(corpus, since, until, channels)
    n = len(now - _people(corpus, since - A_YEAR, since, None))
    history = [part.conversation.started_at for part in corpus.participations if not part.is_ours]
    known = not now or min(history) <= since - SHORTEST_HISTORY
    return Figure(n, n if known else None)


def core(corpus: Corpus, _since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Participants with at least three two-way conversations in the 90 days to the end of the period.

    Reading: or to the watermark, if that is earlier. Two-way is what went back and forth within H of its start.
    """
    talks: dict[Id, int] = defaultdict(int)
    for part in _taking_part(corpus, datetime.min, until, channels):
        conversation = part.conversation
        limit = min(conversation.started_at + H, conversation.watermark)
        went_on = is_within(conversation.first_answer_at, limit) and is_within(conversation.further_at, limit)
        if went_on and conversation.started_at >= min(until, conversation.watermark) - CORE_PERIOD:
            talks[conversation.platform, part.author_id] += 1
    n = sum(count >= CORE_CONVERSATIONS for count in talks.values())
    return Figure(n, n)


def _people(corpus: Corpus, since: datetime, until: datetime, channels: Channels) -> set[Id]:
    parts = _taking_part(corpus, since, until, channels)
    return {(part.conversation.platform, part.author_id) for part in parts}


def _taking_part(corpus: Corpus, since: datetime, until: datetime, channels: Channels) -> list[Participation]:
    """Who of the audience had come by the watermark to a conversation that began in the period."""
    return [
        part
        for part in corpus.participations
        if not part.is_ours
        and part.first_at <= part.conversation.watermark
        and since <= part.conversation.started_at < until
        and is_on(part.conversation.platform, part.conversation.channel, channels)
    ]


INTERACTIVITY: dict[str, Callable[[Corpus, datetime, datetime, Channels], Figure]] = {
    "interactivity.reciprocity": reciprocity,
    "interactivity.invitations": invitations,
    "interactivity.sparked": sparked,
    "interactivity.joined": joined,
    "interactivity.outreach": outreach,
    "interactivity.index": index,
    "people.participants": participants,
    "people.new_voices": new_voices,
    "people.core": core,
}
