"""How one conversation goes: who writes when, who answers after how long, and how it ends."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from random import Random

from connectors.sample.facts import Facts, since_start
from connectors.sample.identities import Identities
from connectors.sample.language import Line, Template, Voice
from connectors.sample.model import Conversation, Message
from connectors.sample.pace import CUSTOMER_SERVICE, Pace, Plan, colleague, first_answer, picked_up
from connectors.sample.speech import NEVER_CROSS, brief, in_manner_of, joined, opening, reply, said, signed
from connectors.sample.world import (
    CHANNELS,
    END,
    LEADERS,
    PROMISE_FROM,
    X_HELP,
    Agent,
    Author,
    after_working,
    local,
)

_ACCOUNT = CUSTOMER_SERVICE - {"account"} | {"payment", "compensation"}
_BRIEF = frozenset(("chat", "praise", "shop"))
_ONE_WAY = frozenset(("review", "elsewhere"))
_CALM = frozenset(("praise", "community", "chat", "green", "jobs", "availability", "tariff"))


class Writer:
    """Writes conversations, one after the other; everything random comes from the one source it is given."""

    def __init__(self, random: Random, people: dict[str, list[Author]]) -> None:
        self.random = random
        self.voice = Voice(random)
        self.people = people
        self.identities = Identities()
        self.accounts = {
            channel.name: Author(channel.platform, channel.native_id, channel.handle, channel.title, "", "plain", True)
            for channel in CHANNELS
        }

    def person(self, platform: str) -> Author:
        """Somebody outside; a few write often, most once."""
        pool = self.people[platform]
        return pool[int(len(pool) * self.random.random() ** 1.9)]

    def write(self, plan: Plan) -> Conversation:
        """The whole conversation, as far as it has come until the end of the sample."""
        conversation = Conversation(
            plan.channel, plan.topic.name, plan.situation.name, plan.topic.department, plan.incident
        )
        Thread(self, plan, conversation).run()
        conversation.messages = sorted(
            (message for message in conversation.messages if message.published_at <= END),
            key=lambda message: message.published_at,
        )
        return conversation


class Thread:
    """One conversation while it is written."""

    def __init__(self, writer: Writer, plan: Plan, conversation: Conversation) -> None:
        self.writer, self.plan, self.conversation = writer, plan, conversation
        self.random, self.voice = writer.random, writer.voice
        self.account = writer.accounts[plan.channel.name]
        self.topic = plan.topic.name
        self.calm = self.topic in _CALM or plan.situation.name in NEVER_CROSS
        known = dict(plan.incident.known) if plan.incident else {}
        if plan.incident:
            begun = local(plan.incident.start)
            known["since"], known["hrs"] = since_start(begun, max(local(plan.at), begun), self.random)
        self.facts = Facts(self.random, local(plan.at), known)
        self.facts["first"] = plan.author.first
        if plan.situation.name == "tagging":
            self.facts["friend"] = writer.person(plan.author.platform).handle
        self.agent: Agent | None = None
        self.question: Line = self.voice.draw(f"{self.topic}/{plan.situation.name}/Q", plan.situation.lines["Q"])
        self.last: Message | None = None

    def run(self) -> None:
        """Write the opening, what comes before an answer, the answer and what follows it."""
        plan, random = self.plan, self.random
        limit = 250 if plan.channel.platform == "x" else 700
        text = opening(self.voice, self.topic, plan.situation, self.question, self.facts, limit=limit)
        first = self.theirs(plan.at, in_manner_of(plan.author, text, self.voice, calm=self.calm))
        if plan.mode == "direct_message" and random.random() < 0.85:
            self.ours(plan.at + timedelta(seconds=random.randrange(2, 6)), self.automatic(), automated=True)
        pace = self.pace()
        if self.topic not in _BRIEF and plan.mode not in _ONE_WAY and random.random() < 0.1:
            added = self.after_minutes(plan.at, 5)
            if added < (pace.at or END):
                self.theirs(added, self.remark("addendum"))
        self.conversation.is_logged = pace.logged
        self.before_answer(first, pace.at)
        if pace.at is not None:
            self.conversation.facts = self.facts
            self.answer(pace.hours, pace.at)
        self.conversation.facts = dict(self.facts)

    # Time

    def after_minutes(self, at: datetime, median: float) -> datetime:
        """Some minutes later, and in the morning where that would be at night."""
        then = at + timedelta(minutes=self.random.lognormvariate(math.log(median), 1.1))
        if local(then).hour in (0, 1, 2, 3, 4, 5) and self.random.random() < 0.85:
            then += timedelta(hours=7)
        return then

    def pace(self) -> Pace:
        """How it goes until our first answer; never, where there is nothing to say."""
        plan = self.plan
        if not plan.situation.following("A", self.question):
            return Pace(0.0, None, False)
        return first_answer(self.random, self.topic, plan)

    # Voices

    def remark(self, bundle: str, author: Author | None = None) -> str:
        """A short remark of somebody outside, in their manner."""
        calm = bundle in ("thanks", "working", "more", "details_inside") or self.calm
        text = brief(self.voice, bundle, self.facts)
        return in_manner_of(
            author or self.plan.author, text, self.voice, calm=calm, brief=bundle in ("thanks", "working")
        )

    def automatic(self) -> str:
        """What the machine says to a private message."""
        at = local(self.plan.at)
        return brief(self.voice, "auto_open" if at.weekday() < 5 and 8 <= at.hour < 18 else "auto_closed", self.facts)

    def move_to(self, at: datetime) -> None:
        """Let time pass for what is said of time."""
        self.facts.move_to(local(at), local(self.plan.at))

    def theirs(self, at: datetime, text: str, author: Author | None = None, to: Message | None = None) -> Message:
        """Add a message of the audience."""
        return self.add(author or self.plan.author, at, text, to)

    def ours(
        self, at: datetime, text: str, *, automated: bool = False, account: Author | None = None, quote: bool = False
    ) -> Message:
        """Add a message of ours, signed unless it is automated."""
        platform = self.plan.channel.platform
        if automated:
            message = self.add(account or self.account, at, text, None)
            message.is_automated = True
            return message
        if self.agent is None or at > self.agent.active_to or self.random.random() < 0.2:
            self.agent = colleague(self.random, self.plan.topic.department, at)
        opening_message = self.conversation.opening
        before = at.replace(microsecond=0)
        asked = [one for one in self.conversation.messages if not one.is_ours and one.published_at <= before]
        to = asked[-1] if self.random.random() < 0.8 and asked[-1].author is self.plan.author else opening_message
        message = self.add(
            account or self.account, at, signed(text, self.agent, platform, self.voice), None if quote else to
        )
        message.agent = self.agent
        if quote:
            message.kind, message.quoted, message.parent = "quote", opening_message, None
            message.text = message.text.removeprefix(f"@{self.plan.author.handle} ")
        return message

    def add(self, author: Author, at: datetime, text: str, to: Message | None) -> Message:
        """Add a message as the platform keeps it: its parent, whom it addresses, its id and link."""
        plan, conversation = self.plan, self.conversation
        platform = plan.channel.platform
        first = conversation.messages[0] if conversation.messages else None
        private = plan.mode == "direct_message"
        at = at.replace(microsecond=0)
        last = self.last if self.last and self.last.published_at <= at else first
        parent = None if private else (to or last if platform == "x" and first else first)
        kind = "direct_message" if private else "comment"
        top = first
        if first is None:
            kind = {"reply": "comment", "page_post": "post", "elsewhere": "mention"}.get(plan.mode, plan.mode)
            if plan.post:
                parent = top = plan.post.parts[self.random.randrange(len(plan.post.parts))]
        elif plan.mode == "review":
            kind = "review_response"
        elif plan.post and platform != "x":
            top = plan.post.parts[0]
        addressed = self.addressed(author, parent, first)
        if platform == "x" and not private and addressed and not (plan.mode == "elsewhere" and first is None):
            names = " ".join(f"@{one.handle}" for one in addressed)
            text = (
                f"{text} {names}"
                if first is None and kind == "mention" and self.random.random() < 0.18
                else f"{names} {text}"
            )
        message = Message("", plan.channel, author, at, kind, text, parent)
        message.thread_id, message.is_public, message.addressed_to = plan.thread_id, not private, addressed
        message.reactions = int(self.random.expovariate(1.1 if author.is_ours else 0.5)) if not private else 0
        self.writer.identities.give(message, top)
        conversation.messages.append(message)
        if author.is_ours or self.last is None or author is plan.author:
            self.last = message
        return message

    def addressed(self, author: Author, parent: Message | None, first: Message | None) -> tuple[Author, ...]:
        """Whom a message is for, on platforms that say so."""
        if self.plan.channel.platform != "x" or self.plan.mode == "direct_message":
            return ()
        if first is None and self.plan.mode == "elsewhere":
            return (self.writer.person("x"),)
        if parent is None:
            return (self.plan.author,) if author.is_ours else (self.account,)
        return (
            (parent.author,)
            if parent.author is not author
            else (self.account,)
            if not author.is_ours
            else (self.plan.author,)
        )

    # Course

    def before_answer(self, first: Message, answered_at: datetime | None) -> None:
        """Others who join in, and the same person asking again while nothing comes."""
        plan, random = self.plan, self.random
        until = min(answered_at or END, END)
        at = plan.at
        is_shared = not plan.crowd and plan.situation.name in ("broadband", "power") and random.random() < 0.28
        joining = random.choice((1, 1, 2, 3)) if is_shared else plan.crowd
        if plan.mode in ("direct_message", "review", "elsewhere"):
            joining = 0
        for number in range(joining):
            at = at + timedelta(minutes=random.lognormvariate(math.log(9), 1.0))
            if at >= until and not plan.crowd:
                break
            author = self.writer.person(plan.channel.platform)
            if plan.crowd and number % 9 == 8:
                self.move_to(at)
                body = said(self.voice, self.voice.draw("outage/H", plan.topic.holding), self.facts)
                self.ours(at, body).is_holding = True
            else:
                self.move_to(at)
                line = plan.situation.name == "broadband" and random.random() < 0.18
                bundle = "chase" if plan.crowd and random.random() < 0.25 else "me_too_line" if line else "me_too"
                self.theirs(at, self.remark(bundle, author), author, first)
        if plan.crowd:
            self.hold(at + timedelta(minutes=random.uniform(5, 40)))
        if self.topic in _BRIEF or plan.mode in _ONE_WAY:
            return
        at = plan.at
        for chance in (0.36, 0.4, 0.4):
            at = at + timedelta(hours=random.lognormvariate(math.log(16), 0.8))
            if random.random() > chance or at >= until:
                return
            if local(at).hour < 7:
                at += timedelta(hours=5)
            if at < until:
                self.move_to(at)
                self.theirs(at, self.remark("chase"))

    def answer(self, hours: float, at: datetime) -> None:
        """Our first answer with what leads to it, and then the rest of the conversation."""
        plan, random = self.plan, self.random
        private = plan.mode == "direct_message"
        if plan.topic.holding and hours > 9 and random.random() < 0.16:
            early = after_working(plan.at, random.lognormvariate(math.log(1.6), 0.7))
            if early < at - timedelta(hours=3):
                self.hold(early)
        account, alone = None, not self.conversation.is_logged
        if alone and plan.channel.name == "x_main" and self.topic in _ACCOUNT and random.random() < 0.22:
            self.say(at, brief(self.voice, "over_to_help", self.facts))
            at, account = self.soon(at, 1.2), self.writer.accounts[X_HELP.name]
        elif alone and self.topic in _ACCOUNT and plan.mode != "review" and random.random() < 0.3 + 0.16 * private:
            self.say(at, brief(self.voice, "dm_ask_inside" if private else "dm_ask", self.facts))
            if random.random() > 0.84:
                return
            told = self.after_minutes(at, 26)
            self.move_to(told)
            self.theirs(told, self.remark("details_inside" if private else "details_public"))
            at = self.soon(told, 0.9)
            self.say(at, self.with_lead("got_it", self.choose(at).template), account=account, offer=True)
            self.follow(at)
            return
        chosen = self.choose(at)
        quote = plan.channel.name == "x_main" and plan.mode == "mention" and account is None and random.random() < 0.035
        body = self.with_lead("quoting", chosen.template) if quote else said(self.voice, chosen.template, self.facts)
        self.say(at, body, account=account, quote=quote, offer=not self.calm)
        if plan.mode != "review":
            self.follow(at, chosen)

    def hold(self, at: datetime) -> None:
        """Say that we have asked, and do not know yet."""
        self.say(at, said(self.voice, self.voice.draw(f"{self.topic}/H", self.plan.topic.holding), self.facts))
        self.conversation.messages[-1].is_holding = True

    def with_lead(self, bundle: str, template: Template) -> str:
        """An answer with a few words before it."""
        return joined((brief(self.voice, bundle, self.facts), said(self.voice, template, self.facts)))

    def choose(self, at: datetime) -> Line:
        """An answer to the question that fits the time it took."""
        waited = at - self.plan.at
        fitting = self.plan.situation.following("A", self.question)
        quick, late = waited < timedelta(hours=9), waited > timedelta(hours=20)
        timed = [line for line in fitting if line.timing == ("<" if quick else ">")]
        plain = [line for line in fitting if not line.timing]
        self.move_to(at)
        pool = plain + timed if quick or not late else timed * 2 + plain
        pool = pool or fitting
        kind = f"{''.join(sorted(self.question.about))}/{'quick' if quick else 'late' if late else 'plain'}"
        return self.voice.draw(f"{self.topic}/{self.plan.situation.name}/A/{kind}", pool)

    def say(
        self, at: datetime, body: str, *, account: Author | None = None, quote: bool = False, offer: bool = False
    ) -> None:
        """An answer of ours with greeting and signature; `offer` where a word on what comes next may follow."""
        self.move_to(at)
        first = self.conversation.first_answer is None
        asked = self.plan.at if first else self.conversation.messages[-1].published_at
        short = self.topic == "chat" or self.plan.mode == "review"
        late, upset = at - asked > timedelta(hours=20) and not short, not self.calm
        if not short or self.random.random() > 0.7:
            person, now = self.plan.author, local(at)
            body = reply(self.voice, body, person, self.facts, now, first=first, late=late, upset=upset, offer=offer)
        self.ours(at, body, account=account, quote=quote)

    def soon(self, at: datetime, median: float) -> datetime:
        """When we write again in a conversation that is going on; questions for the engineers take longer."""
        slow = 2.4 if self.plan.topic.department in ("Engineering", "Legal") else 1.0
        hours = self.random.lognormvariate(math.log(median * slow), 0.75)
        return after_working(at, hours, self.random.random() < 0.12)

    def follow(self, at: datetime, answer: Line | None = None) -> None:
        """What comes after an answer: nothing, thanks, a further question, or discontent."""
        random, chance = self.random, self.random.random()
        late = at - self.plan.at > timedelta(hours=30)
        after = self.after_minutes(at, 38)
        tied = answer.ties if answer else frozenset()
        further = [line for line in self.plan.situation.following("F", self.question) if line.ties <= tied]
        if chance < (0.16 if self.calm else 0.25):
            self.thank(after, late)
        elif chance < 0.54 and further and self.topic not in ("praise",):
            line = self.voice.draw(f"{self.topic}/{self.plan.situation.name}/F/{len(further)}", further)
            self.move_to(after)
            self.theirs(
                after,
                in_manner_of(self.plan.author, said(self.voice, line.template, self.facts), self.voice, calm=self.calm),
            )
            if random.random() < picked_up(after):
                then = self.soon(after, 1.0)
                self.move_to(then)
                self.say(then, said(self.voice, line.answer, self.facts))
                if random.random() < 0.45:
                    self.thank(self.after_minutes(then, 40), False)
        elif chance < 0.67 and not self.calm and self.topic != "safety":
            self.complain(after)
        if (
            self.plan.mode == "direct_message"
            and random.random() < 0.025
            and self.topic in ("slow_broadband", "account", "meter_reading")
        ):
            self.go_on_and_on()

    def thank(self, at: datetime, late: bool) -> None:
        """They thank us, and now and then we say goodbye."""
        self.move_to(at)
        fixed = self.plan.situation.name in ("broadband", "power") and not late and self.random.random() < 0.4
        grudging = late and self.random.random() < 0.2
        bundle = "working" if fixed else "thanks_late" if grudging else "thanks"
        self.theirs(at, self.remark(bundle)).is_thanks = not grudging
        if grudging or self.random.random() < 0.2:
            then = after_working(at, self.random.uniform(0.05, 1.5))
            if grudging or then - at < timedelta(hours=8):
                self.ours(then, brief(self.voice, "bye", self.facts))

    def complain(self, at: datetime) -> None:
        """They are not content; a colleague makes good, or the one leader who joins in, or nobody."""
        self.move_to(at)
        self.theirs(at, self.remark("unhappy"))
        if self.random.random() > picked_up(at):
            return
        then = self.soon(at, 1.6)
        leader = LEADERS.get(self.plan.channel.platform)
        if leader and self.topic in CUSTOMER_SERVICE and at >= PROMISE_FROM and self.random.random() < 0.3:
            self.move_to(then)
            self.add(leader, then, brief(self.voice, "leader", self.facts), self.conversation.messages[-1])
            self.last = self.conversation.messages[-1]
        else:
            self.say(then, brief(self.voice, "make_good", self.facts))
        if self.random.random() < 0.35:
            self.thank(self.after_minutes(then, 60), False)

    def go_on_and_on(self) -> None:
        """A long talk in which somebody is helped step by step."""
        at = self.conversation.messages[-1].published_at
        for _ in range(self.random.randrange(24, 34)):
            at = self.after_minutes(at, 4)
            self.theirs(at, self.remark("more"))
            at = at + timedelta(minutes=self.random.uniform(1, 12))
            self.ours(at, brief(self.voice, "more_ours", self.facts))
