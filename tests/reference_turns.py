"""What the second opinion finds in the turns of one conversation: exchanges, who took part, who had to ask again."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import dropwhile, takewhile

from tests.reference_records import Conversation, Exchange, Message, Participation

NEEDS_A_REPLY = "needs a reply"
DELETED = "deleted"
CHASING_PAUSE = timedelta(hours=1)


@dataclass(slots=True, eq=False)
class Node:
    """A message with its place in the tree, and what is found out about it on the way."""

    message: Message
    ours: bool
    effective_at: datetime
    parent: "Node | None" = None
    missing: str | None = None  # the parent it names, when that is not among the messages
    depth: int = 0
    answers_before: int = 0
    reason: str = "ours"
    conversation: str | None = None

    @property
    def our_human(self) -> bool:
        """A message of ours that a person wrote."""
        return self.ours and not self.message.is_automated

    @property
    def their_human(self) -> bool:
        """A message of the audience that a person wrote; spam is one."""
        return not self.ours and not self.message.is_automated

    @property
    def says_more(self) -> bool:
        """Whether it is neither spam nor, after an answer of ours, closing."""
        return not self.message.is_spam and not (self.message.is_closing and self.answers_before > 0)

    @property
    def place(self) -> tuple[datetime, int, tuple[int, int, str]]:
        """What messages of a strand are ordered by."""
        name = self.message.native_id
        number = name.isascii() and name.isdigit()
        return self.effective_at, self.depth, (0, int(name), name) if number else (1, 0, name)


def exchanges(conversation: Conversation, human: Sequence[Node], first_ordinal: int) -> list[Exchange]:
    """The exchanges among the human messages of a conversation, in order."""
    turns: dict[int, list[Node]] = defaultdict(list)
    answers: dict[int, Node] = {}
    for node in human:
        if node.ours:
            answers[node.answers_before] = node
        else:
            turns[node.answers_before].append(node)
    found: list[Exchange] = []
    for before, turn in turns.items():
        asking = [node for node in turn if node.reason == NEEDS_A_REPLY]
        deleted = [node for node in turn if node.reason == DELETED]
        if not asking and not deleted:
            continue
        first = (asking or deleted)[0]
        answer = answers.get(before) if asking else None
        gone = [node.message.deleted_at for node in deleted if node.message.deleted_at is not None]
        found.append(
            Exchange(
                conversation=conversation,
                ordinal=first_ordinal + len(found),
                first_message=first.message.native_id,
                asked_at=first.effective_at,
                answered_at=None if answer is None else answer.effective_at,
                withdrawn_at=None if asking else max(gone),
                chased_at=chased_at(turn),
            )
        )
    return found


def chased_at(turn: Sequence[Node]) -> datetime | None:
    """When, in a turn of the audience, one author first wrote again after a pause of more than an hour.

    Reading: whatever they wrote before counts, also what needed no reply; but spam is not somebody who asks again.
    """
    wrote: dict[str, datetime] = {}
    for node in turn:
        author = node.message.author_id
        if author is None or node.message.is_spam:
            continue
        if author in wrote and node.effective_at - wrote[author] > CHASING_PAUSE:
            return node.effective_at
        wrote[author] = node.effective_at
    return None


def asked_again_at(human: Sequence[Node]) -> datetime | None:
    """When the next turn of the audience asks, if it does, in the human messages from our first answer on."""
    after_us = dropwhile(lambda node: node.ours, human)
    next_turn = takewhile(lambda node: not node.ours, after_us)
    return next((node.effective_at for node in next_turn if node.message.asks and not node.message.is_spam), None)


def participations(conversation: Conversation, human: Sequence[Node]) -> list[Participation]:
    """Who wrote in a conversation, in order of their first message; messages without an author are nobody's."""
    by_author: dict[str, list[Node]] = defaultdict(list)
    for node in human:
        if node.message.author_id is not None:
            by_author[node.message.author_id].append(node)
    return [
        Participation(conversation, author, nodes[0].ours, nodes[0].effective_at, len(nodes))
        for author, nodes in by_author.items()
    ]


def turn_ends(human: Sequence[Node]) -> list[tuple[Node, bool]]:
    """The last message of each turn of ours, and whether direct messages are in the turn or in what it answers.

    Reading: where both mix, the answer is not public.
    """
    found: list[tuple[Node, bool]] = []
    is_direct = False
    for node, following in zip(human, [*human[1:], None], strict=True):
        is_direct = is_direct or node.message.kind == "direct_message"
        if node.ours and (following is None or not following.ours):
            found.append((node, is_direct))
            is_direct = False
    return found
