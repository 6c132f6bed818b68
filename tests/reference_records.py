"""What the second opinion of tests/reference.py reads and finds: plain records, ids as the platforms give them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

Id = tuple[str, str]  # platform, native id: of a message, an author, a channel or a conversation


@dataclass(frozen=True, slots=True)
class Message:
    """One utterance, as in the table messages; times are UTC without a zone, keys are the platform's own ids."""

    platform: str
    native_id: str
    author_id: str | None
    published_at: datetime
    kind: str = "comment"
    parent_id: str | None = None
    thread_id: str | None = None
    quoted_id: str | None = None
    channel: str | None = None
    addressed_to: tuple[str, ...] | None = None  # None: the source does not say
    mentions: tuple[str, ...] = ()
    deleted_at: datetime | None = None
    hidden_at: datetime | None = None
    is_automated: bool = False
    is_spam: bool = False
    is_closing: bool = False
    is_question: bool = False
    topics: tuple[str, ...] = ()  # whose words occur in it
    sent_by: str | None = None  # the colleague who wrote it, where the source says
    signature: str | None = None

    @property
    def asks(self) -> bool:
        """Whether it ends in a question; what only closes asks nothing."""
        return self.is_question and not self.is_closing


@dataclass(frozen=True, slots=True)
class Channel:
    """An account of ours; complete_until is its watermark."""

    platform: str
    native_id: str
    handle: str | None = None
    calendar: str | None = None
    complete_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """Our accounts: who is ours, by which names, on which channel, seen until when."""

    channels: Sequence[Channel]
    ours: Collection[Id]
    latest: datetime  # latest timestamp of the messages: the watermark when no channel has one

    def names(self, platform: str) -> set[str]:
        """All names by which somebody can address us there, lower case."""
        names = {author.lower() for where, author in self.ours if where == platform}
        for channel in self.channels:
            if channel.platform == platform:
                names |= {name.lower() for name in (channel.native_id, channel.handle) if name}
        return names

    def channels_by_name(self, platform: str) -> dict[str, str]:
        """Channel for each lower-case name; an id goes before another channel's handle."""
        here = [channel for channel in self.channels if channel.platform == platform]
        handles = {channel.handle.lower(): channel.native_id for channel in reversed(here) if channel.handle}
        return handles | {channel.native_id.lower(): channel.native_id for channel in reversed(here)}

    def watermark(self, platform: str, channel: str | None) -> datetime:
        """Until when that channel has been seen; for none, the latest watermark of all."""
        known = {(c.platform, c.native_id): c.complete_until for c in self.channels if c.complete_until is not None}
        if channel is not None and (platform, channel) in known:
            return known[platform, channel]
        return max(known.values(), default=self.latest)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one message: whether it needs a reply and why, when it counts, and its conversation if any."""

    needs_reply: bool
    reason: str
    conversation: str | None
    effective_at: datetime
    depth: int


@dataclass(frozen=True, slots=True)
class Post:
    """A broadcast: a message of ours that opens a thread, and our own unbroken replies to it; parts holds them all.

    first_conversation_at is when the first conversation under it began.
    """

    platform: str
    id: str
    channel: str | None
    published_at: datetime
    is_automated: bool
    parts: tuple[str, ...]
    watermark: datetime
    is_invitation: bool
    first_conversation_at: datetime | None


@dataclass(frozen=True, slots=True)
class Conversation:
    """One episode of a strand; our_turns are the effective times at which each of our human turns begins.

    asked_again_at is when the audience's next turn after our first answer asks; took_part_at is our first human
    message, also one before the start. The messages of either side are human, without spam and what merely closes.
    is_about_us_elsewhere: it begins with a mention or a review, and no part of it lies on a channel of ours.
    begun_by is its first known author of the audience; topics are those of anything that the audience said in it;
    turn_ends are the last messages of our_turns; turn_is_direct: direct messages are in the turn, or it answers some.
    """

    platform: str
    id: str
    strand: str
    channel: str | None
    started_at: datetime
    is_outreach: bool
    first_answer_at: datetime | None
    further_at: datetime | None
    our_turns: tuple[datetime, ...]
    watermark: datetime
    asked_again_at: datetime | None
    took_part_at: datetime | None
    our_messages: int
    audience_messages: int
    is_about_us_elsewhere: bool
    begun_by: str | None
    topics: frozenset[str]
    turn_ends: tuple[Message, ...]
    turn_is_direct: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A turn of the audience that needs a reply, and our next human message; ordinal 1 gives the first response.

    chased_at is when somebody in that turn wrote again after a pause.
    """

    conversation: Conversation
    ordinal: int
    first_message: str
    asked_at: datetime
    answered_at: datetime | None
    withdrawn_at: datetime | None
    chased_at: datetime | None


@dataclass(frozen=True, slots=True)
class Participation:
    """One author in one conversation: their human messages there."""

    conversation: Conversation
    author_id: str
    is_ours: bool
    first_at: datetime
    messages: int


@dataclass(slots=True)
class Corpus:
    """Everything the marts should hold."""

    conversations: list[Conversation] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    participations: list[Participation] = field(default_factory=list)
    verdicts: dict[Id, Verdict] = field(default_factory=dict)
