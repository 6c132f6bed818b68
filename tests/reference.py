"""A slow second opinion on what the marts say, in plain Python, written from the definitions alone.

It reads the definitions of conversations, exchanges, posts and people as an analyst would read them aloud, one thread
at a time. Tests build the same messages here and in the warehouse and compare. It must never be written by looking at
the SQL: two independent readings that agree are the point. The metrics on top are in tests/reference_metrics.py.

Where the definitions are silent, the reading chosen here is marked "Reading:".
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from tests.reference_records import (
    Channel,
    Conversation,
    Corpus,
    Exchange,
    Id,
    Message,
    Organisation,
    Participation,
    Post,
    Verdict,
)
from tests.reference_turns import DELETED, NEEDS_A_REPLY, Node, asked_again_at, exchanges, participations, turn_ends

__all__ = [
    "Channel",
    "Conversation",
    "Corpus",
    "Exchange",
    "Id",
    "Message",
    "Participation",
    "Post",
    "Verdict",
    "build",
]

DIRECT = "direct_message"
ABOUT_US = ("mention", "review")
GAP = timedelta(days=7)
DIRECT_GAP = timedelta(hours=24)


def build(messages: Iterable[Message], channels: Sequence[Channel], ours: Collection[Id]) -> Corpus:
    """Read all conversations, exchanges, posts, participations and verdicts out of the messages.

    Raises ValueError when two messages share platform and native id. Takes time linear in the messages but for sorting.
    """
    messages = list(messages)
    latest = max((message.published_at for message in messages), default=datetime.min)
    organisation = Organisation(channels, ours, latest)
    corpus = Corpus()
    by_platform: dict[str, list[Message]] = defaultdict(list)
    for message in messages:
        by_platform[message.platform].append(message)
    for platform, some in by_platform.items():
        _Platform(platform, organisation, corpus).read(some)
    return corpus


class _Platform:
    """Reads the messages of one platform into the corpus: ids mean nothing across platforms."""

    def __init__(self, platform: str, organisation: Organisation, corpus: Corpus) -> None:
        self.platform = platform
        self.organisation = organisation
        self.corpus = corpus
        self.our_names = organisation.names(platform)
        self.channels = organisation.channels_by_name(platform)
        self.drawn: list[tuple[str, datetime]] = []  # posts, and when a conversation under them began

    def read(self, messages: Sequence[Message]) -> None:
        """Put each message in its post or strand, and read each strand."""
        nodes = self.tree(messages)
        posts: dict[str, list[Node]] = defaultdict(list)
        strands: dict[str, list[Node]] = defaultdict(list)
        homes: dict[Node, tuple[bool, str]] = {}
        for node in nodes:
            is_post, name = homes[node] = self.home(node, homes)
            (posts if is_post else strands)[name].append(node)
        for name, strand in strands.items():
            above = (homes[node.parent] for node in strand if node.parent is not None)
            post = next((where for in_post, where in above if in_post), None)
            self.strand(name, post, sorted(strand, key=lambda node: node.place))
        for name, parts in posts.items():
            self.corpus.posts.append(self.post(name, sorted(parts, key=lambda node: node.place)))
        for node in nodes:
            self.corpus.verdicts[self.platform, node.message.native_id] = Verdict(
                node.reason == NEEDS_A_REPLY, node.reason, node.conversation, node.effective_at, node.depth
            )

    # Where a message belongs -----------------------------------------------------------------------------------------

    def tree(self, messages: Sequence[Message]) -> list[Node]:
        """All messages with parent, effective time and depth, parents before their replies."""
        nodes: dict[str, Node] = {}
        for message in messages:
            if message.native_id in nodes:
                raise ValueError(f"two messages {message.native_id!r} on {self.platform!r}")
            ours = (self.platform, message.author_id) in self.organisation.ours
            nodes[message.native_id] = Node(message, ours, message.published_at)

        replies: dict[str, list[Node]] = defaultdict(list)
        queue: deque[Node] = deque()
        for node in nodes.values():
            name = self.parent_name(node, nodes)
            if name is None:
                queue.append(node)
            elif name in nodes:
                replies[name].append(node)
            else:
                node.missing, node.depth = name, 1
                queue.append(node)

        found: dict[Node, None] = {}
        while queue:
            node = queue.popleft()
            found[node] = None
            for reply in replies[node.message.native_id]:
                reply.parent = node
                reply.depth = node.depth + 1
                reply.effective_at = max(reply.message.published_at, node.effective_at)
                queue.append(reply)
        # What hangs in a circle of parents, or below one, was never reached: each of these is a root.
        return [*found, *(node for node in nodes.values() if node not in found)]

    def parent_name(self, node: Node, nodes: dict[str, Node]) -> str | None:
        """Native id of what the message replies to, whether that is among the messages or not."""
        message = node.message
        thread = message.thread_id if message.thread_id != message.native_id else None
        if message.kind == DIRECT and message.thread_id is not None:
            return thread
        if message.parent_id is not None and message.parent_id != message.native_id:
            return message.parent_id
        quoted = nodes.get(message.quoted_id) if message.quoted_id is not None else None
        if node.ours and quoted is not None and not quoted.ours:
            return message.quoted_id
        return thread

    def home(self, node: Node, homes: dict[Node, tuple[bool, str]]) -> tuple[bool, str]:
        """Whether the message is part of a post (else of a strand), and the name of that post or strand.

        Reading: a strand of orphans is named by the parent they miss.
        """
        message, own = node.message, node.message.native_id
        may_broadcast = node.ours and message.kind != DIRECT
        if node.parent is not None:
            in_post, name = homes[node.parent]
            if not in_post:
                return False, name
            # Reading: a direct message of ours under a post opens a strand, since it is never a broadcast.
            return (True, name) if may_broadcast else (False, own)
        if node.missing is None:
            return may_broadcast, own
        in_direct_thread = message.kind == DIRECT and message.thread_id is not None
        if self.names_us(message.addressed_to or ()) and not in_direct_thread:
            if not node.ours:
                return False, own
            if may_broadcast:
                return True, own
        return False, node.missing

    def names_us(self, names: Iterable[str]) -> bool:
        """Whether one of these handles or ids is ours."""
        return any(name.lower() in self.our_names for name in names)

    def post(self, name: str, parts: Sequence[Node]) -> Post:
        """The broadcast that these messages of ours make up, the opening one first."""
        first = parts[0].message
        lies_on = (part.message.channel or self.channels.get((part.message.author_id or "").lower()) for part in parts)
        channel = next((known for known in lies_on if known), None)  # Reading: the first part that has one.
        # Reading: a broadcast is automated when nobody wrote a part of it.
        is_automated = all(part.message.is_automated for part in parts)
        watermark = self.organisation.watermark(self.platform, channel)
        names = tuple(part.message.native_id for part in parts)
        # Reading: a broadcast invites when any part of it does.
        invites = any(part.message.asks for part in parts)
        drew = min((began for post, began in self.drawn if post == name), default=None)
        return Post(self.platform, name, channel, first.published_at, is_automated, names, watermark, invites, drew)

    # What happens in a strand ----------------------------------------------------------------------------------------

    def strand(self, name: str, post: str | None, nodes: Sequence[Node]) -> None:
        """Judge each message of a strand, cut it into episodes, and write down each that is a conversation."""
        self.judge(nodes)
        channel = self.channel(nodes)
        joined = next((i for i, node in enumerate(nodes) if node.our_human), None)
        opening = [node for node in nodes[: joined or 0] if node.their_human]
        outreach = bool(opening) and all(self.known_not_ours(node) for node in opening)
        we_began = joined is not None and not opening
        for number, episode in enumerate(self.episodes(nodes[joined:] if outreach else nodes)):
            theirs = [node for node in episode if node.their_human]
            if all(node.message.is_spam for node in theirs):
                continue
            began = self.conversation(
                name if number == 0 else episode[0].message.native_id,
                name,
                channel,
                episode,
                is_outreach=outreach and number == 0,
                first_ordinal=2 if number == 0 and (outreach or we_began) else 1,
            )
            if post is not None:
                self.drawn.append((post, began))

    def judge(self, nodes: Sequence[Node]) -> None:
        """Set answers_before and reason of each message of a strand."""
        answers = 0
        for node in nodes:
            node.answers_before = answers
            answers += node.our_human
        answer: Node | None = None
        for node in reversed(nodes):
            if not node.ours:
                node.reason = self.reason(node, answer)
            elif node.our_human:
                answer = node

    def reason(self, node: Node, answer: Node | None) -> str:
        """Why a message of the audience needs a reply or none; answer is our next human message in the strand."""
        message = node.message
        if message.is_automated:
            return "automated"
        if message.is_spam:
            return "spam"
        if message.addressed_to and not self.addresses_us(node):
            return "addressed to someone else"
        if message.is_closing and node.answers_before > 0:
            return "closing"
        if message.deleted_at is not None and (answer is None or message.deleted_at <= answer.effective_at):
            return DELETED
        return NEEDS_A_REPLY

    def addresses_us(self, node: Node) -> bool:
        """Whether a message is addressed to us, mentions us, or replies to us."""
        replies_to_us = node.parent is not None and node.parent.ours
        return replies_to_us or self.names_us(node.message.addressed_to or ()) or self.names_us(node.message.mentions)

    def known_not_ours(self, node: Node) -> bool:
        """Whether the source says whom a message addresses, and it is not us and not on a channel of ours."""
        message = node.message
        return message.addressed_to is not None and message.channel is None and not self.addresses_us(node)

    def episodes(self, nodes: Sequence[Node]) -> list[list[Node]]:
        """Cut a strand where the audience writes again after a silence in which nothing waited for us.

        Reading: where we spoke first, the audience writes *again* only after its first message: no cut before that.
        """
        episodes: list[list[Node]] = [[]]
        may_cut = False
        last: Node | None = None  # last human message of either side
        waiting = False  # since our last human message something came that needs a reply …
        waiting_until = datetime.min  # … or that needed one until its author deleted it
        for node in nodes:
            if node.their_human:
                gap = DIRECT_GAP if node.message.kind == DIRECT else GAP
                quiet = last is not None and node.effective_at - last.effective_at > gap
                if may_cut and quiet and not waiting and waiting_until <= node.effective_at:
                    episodes.append([])
                may_cut = True
                waiting = waiting or node.reason == NEEDS_A_REPLY
                if node.reason == DELETED and node.message.deleted_at is not None:
                    waiting_until = max(waiting_until, node.message.deleted_at)
            elif node.our_human:
                waiting, waiting_until = False, datetime.min
            if not node.message.is_automated:
                last = node
            episodes[-1].append(node)
        return episodes

    def channel(self, nodes: Sequence[Node]) -> str | None:
        """The channel of ours the strand lies on; else the first it addresses; else the first to answer."""
        # Reading: like everything else, this is not decided by what is automated.
        nodes = [node for node in nodes if not node.message.is_automated]
        for node in nodes:
            if node.message.channel is not None:
                return node.message.channel
        # Reading: the audience addresses us; an account of ours that names another one addresses nobody.
        for node in [node for node in nodes if not node.ours]:
            for name in (*(node.message.addressed_to or ()), *node.message.mentions):
                if name.lower() in self.channels:
                    return self.channels[name.lower()]
        known = {channel.native_id for channel in self.organisation.channels if channel.platform == self.platform}
        # Reading: an account of ours that is no channel is passed over.
        return next((n.message.author_id for n in nodes if n.our_human and n.message.author_id in known), None)

    # One conversation ------------------------------------------------------------------------------------------------

    def conversation(
        self,
        name: str,
        strand: str,
        channel: str | None,
        nodes: Sequence[Node],
        *,
        is_outreach: bool,
        first_ordinal: int,
    ) -> datetime:
        """Write down one conversation with its exchanges and participants; returns when it started."""
        human = [node for node in nodes if not node.message.is_automated]
        start = next(i for i, node in enumerate(human) if not node.ours)
        answer = next((i for i in range(start, len(human)) if human[i].ours), None)
        further = None
        if answer is not None:
            rest = (n for n in human[answer:] if not n.ours and not n.message.is_closing and not n.message.is_spam)
            further = next(rest, None)
        theirs = [node.message for node in human if not node.ours]
        turns = [node.effective_at for i, node in enumerate(human) if node.ours and not (i and human[i - 1].ours)]
        conversation = Conversation(
            platform=self.platform,
            id=name,
            strand=strand,
            channel=channel,
            started_at=human[start].effective_at,
            is_outreach=is_outreach,
            first_answer_at=None if answer is None else human[answer].effective_at,
            further_at=None if further is None else further.effective_at,
            our_turns=tuple(turns),
            watermark=self.organisation.watermark(self.platform, channel),
            asked_again_at=None if answer is None else asked_again_at(human[answer:]),
            took_part_at=next((node.effective_at for node in human if node.ours), None),
            our_messages=sum(node.says_more for node in human if node.ours),
            audience_messages=sum(node.says_more for node in human if not node.ours),
            is_about_us_elsewhere=human[start].message.kind in ABOUT_US
            and all(node.message.channel is None for node in human),
            begun_by=next((message.author_id for message in theirs if message.author_id), None),
            topics=frozenset(topic for message in theirs for topic in message.topics),
            turn_ends=tuple(node.message for node, _ in turn_ends(human)),
            turn_is_direct=tuple(is_direct for _, is_direct in turn_ends(human)),
        )
        for node in nodes:
            node.conversation = name
        self.corpus.conversations.append(conversation)
        self.corpus.exchanges += exchanges(conversation, human, first_ordinal)
        self.corpus.participations += participations(conversation, human)
        return conversation.started_at
