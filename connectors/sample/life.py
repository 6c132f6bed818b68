"""Eighteen months of the sample organisation: its posts, its bad days, and the conversations of every day."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from random import Random

from connectors.sample.facts import Facts
from connectors.sample.language import Situation, Voice, posts, tidy, topics
from connectors.sample.mix import (
    CHANNEL_SHARES,
    CHAT_OF_THEME,
    DAILY_CONVERSATIONS,
    HOURS,
    POSTS_A_DAY,
    PRIVATE_SHARES,
    THEMES_OF_TOPIC,
    WEEKDAYS,
    topics_on,
)
from connectors.sample.model import Conversation, Message, Post
from connectors.sample.pace import Plan, colleague
from connectors.sample.speech import brief, signed
from connectors.sample.threads import Writer
from connectors.sample.world import (
    CHANNELS,
    END,
    FACEBOOK,
    INSTAGRAM,
    LINKEDIN,
    START,
    X_HELP,
    X_MAIN,
    Channel,
    Incident,
    after_working,
    local,
    make_authors,
    make_incidents,
    utc,
)

_SEED = 20261031
_REMARKS = {"chat": ("congratulations", "fun", "photo", "quiz", "tips"), "shop": ("desk", "staff_good")}
"""What asks nothing, by topic and situation; all praise is such."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Everything that happened; conversations in order of their beginning."""

    conversations: tuple[Conversation, ...]
    posts: tuple[Post, ...]
    incidents: tuple[Incident, ...]

    def messages(self, channel: Channel) -> list[Message]:
        """All messages that lie on a channel, in order of time."""
        found = [part for post in self.posts for part in post.parts if part.channel is channel]
        found += [
            message
            for conversation in self.conversations
            if conversation.channel is channel
            for message in conversation.messages
        ]
        return sorted(found, key=lambda message: (message.published_at, message.native_id))


@lru_cache(maxsize=1)
def live() -> Sample:
    """The whole life of the sample organisation: always the same."""
    return Life().sample()


class Life:
    """The sample organisation while its life is made up."""

    def __init__(self) -> None:
        self.random = Random(_SEED)  # noqa: S311 - a made-up life, no secret
        self.writer = Writer(self.random, make_authors(self.random))
        self.incidents = make_incidents(self.random)
        self.posts: dict[str, list[Post]] = {channel.name: [] for channel in CHANNELS}
        self._private: dict[tuple[str, str], datetime] = {}

    def sample(self) -> Sample:
        """Let it happen."""
        self.broadcast()
        plans = sorted(self.daily() + self.bad_days(), key=lambda begun: begun[0])
        conversations = [
            conversation
            for at, channel, incident in plans
            if (conversation := self.converse(at, channel, incident)).messages
        ]
        conversations += self.disturbances() + self.crowds()
        self.blemish(conversations)
        self.react(conversations)
        conversations.sort(key=lambda conversation: (conversation.opening.published_at, conversation.opening.native_id))
        return Sample(
            tuple(conversations),
            tuple(post for channel in CHANNELS for post in self.posts[channel.name]),
            tuple(self.incidents),
        )

    # Our own posts

    def broadcast(self) -> None:
        """What we post, day by day, and the notices of the bad days."""
        day, until = local(START), local(END)
        while day <= until:
            for channel, (themes, often, weekend) in POSTS_A_DAY.items():
                expected = often if day.weekday() < 5 else weekend
                for _ in range(int(expected + self.random.random())):
                    theme = self.random.choices(tuple(themes), tuple(themes.values()))[0]
                    self.post(channel, theme, utc(day + timedelta(hours=self.random.uniform(8.2, 17.8))), {})
            day += timedelta(days=1)
        for incident in self.incidents:
            for hours in (0.7, 4.2, 9.5):
                at = incident.start + timedelta(hours=hours * self.random.uniform(0.8, 1.3))
                for channel in (X_HELP, FACEBOOK) if hours < 1 else (X_HELP,):
                    self.post(channel, "status", at, dict(incident.known))
        for made in self.posts.values():
            made.sort(key=lambda post: post.parts[0].published_at)

    def post(self, channel: Channel, theme: str, at: datetime, known: dict[str, str]) -> None:
        """One post, in as many parts as it has; in several only where threads are usual."""
        if at > END - timedelta(minutes=5):
            return
        voice, random = self.writer.voice, self.random
        templates = voice.draw(f"post/{channel.name}/{theme}", posts()[theme])
        facts = Facts(random, local(at), known)
        parts: list[Message] = []
        texts = [tidy(voice.fill(template, facts)) for template in templates]
        if channel.platform != "x" and len(texts) > 1:
            texts = ["\n\n".join(text.removesuffix(f" 1/{len(texts)}") for text in texts)]
        for number, text in enumerate(texts):
            message = Message("", channel, self.writer.accounts[channel.name], at.replace(microsecond=0), "post", text)
            message.parent = parts[-1] if parts else None
            message.reactions = int(random.lognormvariate(math.log(14 if channel is not X_HELP else 3), 1.0))
            message.shares = int(message.reactions * random.uniform(0.02, 0.3))
            self.writer.identities.give(message, parts[0] if parts else None)
            parts.append(message)
            at += timedelta(seconds=random.randrange(20, 80) + number)
        self.posts[channel.name].append(Post(theme, parts))

    # Conversations

    def daily(self) -> list[tuple[datetime, Channel, Incident | None]]:
        """When conversations begin on ordinary days: most on Mondays, few at night, a little more each month."""
        days = [local(START) + timedelta(days=number) for number in range((local(END) - local(START)).days + 1)]
        weights = [WEEKDAYS[day.weekday()] * (1 + 0.22 * number / len(days)) for number, day in enumerate(days)]
        total = sum(weights)
        channels, shares = tuple(CHANNEL_SHARES), tuple(accumulate(CHANNEL_SHARES.values()))
        hours = tuple(accumulate(HOURS))
        begun: list[tuple[datetime, Channel, Incident | None]] = []
        for day, weight in zip(days, weights, strict=True):
            expected = DAILY_CONVERSATIONS * weight / total * self.random.uniform(0.82, 1.18)
            for _ in range(int(expected + self.random.random())):
                hour = self.random.choices(range(24), cum_weights=hours)[0]
                at = utc(day + timedelta(hours=hour, seconds=self.random.randrange(3600)))
                begun.append((at, self.random.choices(channels, cum_weights=shares)[0], None))
        return [(at, channel, incident) for at, channel, incident in begun if START <= at <= END - timedelta(minutes=2)]

    def bad_days(self) -> list[tuple[datetime, Channel, Incident | None]]:
        """The bursts when a district has no broadband or no power."""
        begun: list[tuple[datetime, Channel, Incident | None]] = []
        for incident in self.incidents:
            for _ in range(incident.size):
                at = incident.start + timedelta(hours=self.random.gammavariate(1.6, 2.1))
                if local(at).hour in (1, 2, 3, 4):
                    at += timedelta(hours=5)
                if at < END:
                    begun.append((at, self.random.choices((X_HELP, FACEBOOK, X_MAIN), (50, 34, 16))[0], incident))
        return begun

    def converse(self, at: datetime, channel: Channel, incident: Incident | None) -> Conversation:
        """One conversation from its beginning."""
        random = self.random
        names, weights = topics_on(channel, at.date())
        name = "outage" if incident else random.choices(names, cum_weights=weights)[0]
        topic = topics()[name]
        mode, post = self.mode(channel, name, at, incident)
        situation = self.situation(name, channel, mode, post, incident)
        if situation.name == "away":
            mode, post = "elsewhere", None
        elif situation.name == "tagging" and mode != "reply":
            situation = topic.situations["fun"]
        author = self.writer.person(channel.platform)
        thread_id = ""
        if mode == "direct_message":
            while self._private.get((channel.name, author.native_id), START) > at:
                author = self.writer.person(channel.platform)
            thread_id = f"t_{author.native_id}{channel.native_id[-3:]}"
        conversation = self.writer.write(Plan(channel, at, topic, situation, mode, author, thread_id, post, incident))
        if thread_id and conversation.messages:
            last = conversation.messages[-1]
            self._private[channel.name, author.native_id] = last.published_at + timedelta(
                days=3 if last.is_ours else 400
            )
        return conversation

    def mode(self, channel: Channel, topic: str, at: datetime, incident: Incident | None) -> tuple[str, Post | None]:
        """How it begins: under a post of ours, by a mention, a private message, a review or a post on our page."""
        random = self.random
        if channel.platform == "google_business_profile":
            return "review", None
        if topic not in ("chat", "community", "jobs") and random.random() < PRIVATE_SHARES.get(channel.name, 0.0):
            return "direct_message", None
        recent = self.recent(channel, at)
        if incident and channel is not X_MAIN:
            recent = [
                post
                for post in recent
                if post.theme == "status" and at - post.parts[0].published_at < timedelta(hours=30)
            ]
        elif topic == "chat":
            recent = [post for post in recent if post.theme in CHAT_OF_THEME or post.theme in ("community", "jobs")][
                -5:
            ]
        elif topic in THEMES_OF_TOPIC:
            recent = [post for post in recent if post.theme in THEMES_OF_TOPIC[topic]]
        chance = 0.5 if channel is X_MAIN else 0.12 if channel is X_HELP else 0.8 if channel is FACEBOOK else 1.0
        if recent and (random.random() < chance or topic == "chat"):
            seen = [recent[-1 - int(len(recent) * random.random() ** 1.6)] for _ in range(3)]
            return "reply", max(seen, key=lambda post: post.parts[0].reactions)
        if channel is FACEBOOK:
            return "page_post", None
        return "mention", None

    def recent(self, channel: Channel, at: datetime) -> list[Post]:
        """Our last posts before a moment."""
        made = self.posts[channel.name]
        low, high = 0, len(made)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if made[middle].parts[-1].published_at < at else (low, middle)
        return made[max(0, low - 14) : low]

    def situation(
        self, topic: str, channel: Channel, mode: str, post: Post | None, incident: Incident | None
    ) -> Situation:
        """What exactly it is about."""
        random, situations = self.random, topics()[topic].situations
        if incident:
            return situations[incident.situation]
        if topic == "chat":
            if random.random() < (0.25 if channel.platform in ("x", "facebook") else 0.08):
                return situations["hijack"]
            if post is None or post.theme not in CHAT_OF_THEME or random.random() < 0.12:
                return situations["tagging" if channel is not LINKEDIN else "congratulations"]
            return situations[CHAT_OF_THEME[post.theme]]
        if topic == "community" and channel is X_MAIN and mode == "mention":
            return situations["away"]
        names: Sequence[str] = [
            name for name in situations if name.startswith("review") == (mode == "review") and name != "away"
        ]
        if topic == "shop":
            names = list(situations)
        weights = [2.0 if name in ("broadband", "openings", "staff_good") else 1.0 for name in names]
        return situations[random.choices(names, weights)[0]]

    # What does not go as it should

    def disturbances(self) -> list[Conversation]:
        """Spam and rudeness under our posts; some of it hidden, by us or by the platform."""
        random, found = self.random, []
        for _ in range(420):
            channel = random.choices((FACEBOOK, INSTAGRAM, X_MAIN, X_HELP), (45, 30, 15, 10))[0]
            recent = self.recent(
                channel, START + timedelta(seconds=random.randrange(9 * 86400, int((END - START).total_seconds())))
            )
            under = random.choice(recent).parts[0]
            at = under.published_at + timedelta(minutes=random.uniform(3, 2500))
            if at > END:
                continue
            author, bundle = self.writer.person(channel.platform), random.choices(("spam", "rude"), (64, 36))[0]
            facts = Facts(random, local(at), {"first": author.first})
            message = Message(
                "",
                channel,
                author,
                at.replace(microsecond=0),
                "comment",
                brief(self.writer.voice, bundle, facts),
                under,
            )
            self.writer.identities.give(message, under)
            message.is_spam = bundle == "spam"
            if channel.platform == "x":
                message.text, message.addressed_to = f"@{channel.handle} {message.text}", (under.author,)
            if random.random() < (0.6 if bundle == "spam" else 0.4) and channel.platform != "x":
                message.hidden_at = min(END, message.published_at + timedelta(hours=random.uniform(0.1, 30)))
                message.hidden_by = "platform" if bundle == "spam" and random.random() < 0.4 else "us"
            messages = [message] if bundle == "spam" else [message, *self.calm_down(message, under, facts)]
            found.append(Conversation(channel, "chat", bundle, "Communications", None, messages, dict(facts)))
        return found

    def calm_down(self, rude: Message, under: Message, facts: Facts) -> list[Message]:
        """What we say to somebody who is rude, unless it is too near the end."""
        random, writer, channel = self.random, self.writer, rude.channel
        at = after_working(rude.published_at, random.lognormvariate(math.log(2.5), 0.8)).replace(microsecond=0)
        if at > END:
            return []
        agent = colleague(random, "Communications", at)
        text = signed(brief(writer.voice, "calm_down", facts), agent, channel.platform, writer.voice)
        answer = Message("", channel, writer.accounts[channel.name], at, "comment", text, rude, agent=agent)
        writer.identities.give(answer, under)
        if channel.platform == "x":
            answer.text, answer.addressed_to = f"@{rude.author.handle} {text}", (rude.author,)
        return [answer]

    def crowds(self) -> list[Conversation]:
        """Threads of more than fifty messages under a notice of ours on the worst days."""
        found = []
        for incident in sorted(self.incidents, key=lambda incident: -incident.size)[:6]:
            at = incident.start + timedelta(hours=1.6)
            post = next((post for post in reversed(self.recent(FACEBOOK, at)) if post.theme == "status"), None)
            topic, author = topics()["outage"], self.writer.person("facebook")
            crowd = self.random.randrange(52, 118)
            plan = Plan(
                FACEBOOK, at, topic, topic.situations[incident.situation], "reply", author, "", post, incident, crowd
            )
            found.append(self.writer.write(plan))
        return found

    def blemish(self, conversations: Sequence[Conversation]) -> None:
        """Some messages are deleted or edited by their authors, and a few complaints are hidden by us."""
        random = self.random
        for conversation in conversations:
            for message in conversation.messages:
                chance, later = random.random(), message.published_at + timedelta(hours=random.expovariate(0.2))
                if later > END or message.is_automated:
                    continue
                if chance < (0.009 if not message.is_ours else 0.0025):
                    message.deleted_at = later.replace(microsecond=0)
                elif chance < 0.026 and message.channel is not LINKEDIN:
                    soon = message.published_at + timedelta(minutes=random.uniform(1, 50))
                    message.edited_at = min(END, soon.replace(microsecond=0))
                elif (
                    chance < 0.031
                    and not message.is_ours
                    and message.channel in (FACEBOOK, INSTAGRAM)
                    and message.is_public
                ):
                    message.hidden_at, message.hidden_by = later.replace(microsecond=0), "us"

    def react(self, conversations: Sequence[Conversation]) -> None:
        """A kind word of an agent under each remark that would lie there as if somebody waited for an answer."""
        random = Random(_SEED + 1)  # noqa: S311 - so that nothing else changes
        voice = Voice(random)
        for conversation in conversations:
            remark = conversation.messages[-1]
            if conversation.first_answer or remark.is_ours or not is_remark(conversation):
                continue
            at = after_working(remark.published_at, random.uniform(0.2, 2), duty=True)
            soon = remark.published_at + random.uniform(0.1, 0.9) * (END - remark.published_at)
            at = (at if at < END else soon).replace(microsecond=0)
            agent, channel = colleague(random, "Communications", at), conversation.channel
            facts = Facts(random, local(at), {"first": remark.author.first})
            text = signed(brief(voice, "reaction", facts), agent, channel.platform, voice)
            kind = "review_response" if remark.kind == "review" else "comment"
            answer = Message("", channel, self.writer.accounts[channel.name], at, kind, text, remark, agent=agent)
            self.writer.identities.give(answer, remark)
            if channel.platform == "x":
                answer.text, answer.addressed_to = f"@{remark.author.handle} {text}", (remark.author,)
            conversation.messages.append(answer)


def is_remark(conversation: Conversation) -> bool:
    """Whether it was opened by praise or a joke that asks nothing."""
    if conversation.topic == "chat" and conversation.situation == "congratulations":
        return "?" not in conversation.opening.text
    return conversation.topic == "praise" or conversation.situation in _REMARKS.get(conversation.topic, ())
