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
