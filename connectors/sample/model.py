"""What the sample is made of: messages, conversations with topic and department, and our own posts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from connectors.sample.world import Agent, Author, Channel, Incident


@dataclass(slots=True)
class Message:
    """An utterance as a platform keeps it; times are UTC without a zone, `kind` is a canonical word."""

    native_id: str
    channel: Channel
    author: Author
    published_at: datetime
    kind: str
    text: str
    parent: Message | None = None
    quoted: Message | None = None
    thread_id: str = ""
    addressed_to: tuple[Author, ...] = ()
    agent: Agent | None = None
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    hidden_at: datetime | None = None
    hidden_by: str = ""
    is_automated: bool = False
    is_spam: bool = False
    is_public: bool = True
    reactions: int = 0
    shares: int = 0
    permalink: str = ""
    is_holding: bool = False
    """An answer that only says that somebody was asked."""
    is_thanks: bool = False
    """Nothing is left to say."""

    @property
    def is_ours(self) -> bool:
        """Whether one of our accounts wrote it."""
        return self.author.is_ours


@dataclass(slots=True)
class Post:
    """A broadcast of ours, in one part or several."""

    theme: str
    parts: list[Message]


@dataclass(slots=True)
class Conversation:
    """A top-level message of the audience and what followed, with what it is about and who knows the answer.

    `situation` is 'spam' or 'rude' where nothing is asked, else a situation of the topic; `facts` are the places, sums
    and dates that were mentioned.
    """

    channel: Channel
    topic: str
    situation: str
    department: str
    incident: Incident | None = None
    messages: list[Message] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    is_logged: bool = False
    """Whether a department was asked for the answer, and the log of hand-offs says so."""

    @property
    def opening(self) -> Message:
        """The message that began it."""
        return self.messages[0]

    @property
    def first_answer(self) -> Message | None:
        """Our first message that a person wrote, if there is one."""
        return next((message for message in self.messages if message.is_ours and not message.is_automated), None)

    @property
    def is_question(self) -> bool:
        """Whether it was addressed to us and wants an answer."""
        return self.situation not in ("spam", "rude", "tagging", "away")


@dataclass(slots=True)
class Wait:
    """A question of the audience and the answer that ended its waiting, if it has come; words that hold are none."""

    question: Message
    answer: Message | None = None
    holding: Message | None = None
    """An answer that only said that somebody was asked; while it is the last word, the public waits in patience."""


@dataclass(slots=True)
class HandOff:
    """A request to a department, as the social team logged it; times are UTC to the minute, None where none is noted.

    `conversation` and `wait` are what it was about; a hand-off whose link leads nowhere has none.
    """

    links: tuple[str, ...]
    department: str
    conversation: Conversation | None = None
    wait: Wait | None = None
    question: str = ""
    asked_at: datetime | None = None
    asked_by: str = ""
    asked_of: str = ""
    kind: str = ""
    answered_at: datetime | None = None
    is_answered_untimed: bool = False
    answered_by: str = ""
    joined_by: str = ""
    outcome: str = ""
    passed_to: str = ""
    ended_at: datetime | None = None
    reminded_at: list[datetime] = field(default_factory=list)
    note: str = ""
    native_id: str = ""
