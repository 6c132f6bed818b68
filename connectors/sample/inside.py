"""What happens inside while the public waits: who asks which department what, and when the answer comes.

The public conversations are given. A hand-off is put into a wait so that it explains it: asked some time after the
question, answered shortly before our public answer; where the department did not answer, the public waited long or
waits still. Once the public has its answer, the social team closes what nobody needs any more. Its own source of chance
keeps the conversations as they are.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random

from connectors.sample.facts import Facts
from connectors.sample.inside_links import Links
from connectors.sample.language import Voice, phrases
from connectors.sample.life import live
from connectors.sample.model import Conversation, HandOff, Message, Wait
from connectors.sample.organisation import HEAD_OF_SERVICE, SOCIAL_TEAM, at_a_desk, experts, leader
from connectors.sample.pace import AUTUMN
from connectors.sample.world import AGENTS, END, LEADERS, PROMISE_FROM, after_working, local, utc

_SEED = 20261101
_LEADERS = frozenset(author.native_id for author in LEADERS.values())
_MINUTE = timedelta(minutes=1)
_AWAKE = (8, 21)
"""Between these hours of the local clock somebody of the social team may be about."""
_LATER = {"Engineering": 0.6, "Legal": 0.5, SOCIAL_TEAM: 0.0, "HR": 0.0, "Sustainability": 0.05}
"""The share of further questions with long waits for which the department was asked again, where it is not 0.35."""
_PASSED_TO = {
    "claim": "Billing",
    "contract": "Customer Service",
    "data": "Customer Service",
    "scam": "Customer Service",
}
_FATES: dict[str, tuple[tuple[str, float], ...]] = {
    "Engineering": (("no time", 0.27), ("", 0.46), ("does not know", 0.49)),
    "Sales": (("no time", 0.05), ("not important", 0.09)),
    "Billing": (("closed", 0.03), ("does not know", 0.06)),
    "Customer Service": (("does not know", 0.03), ("closed", 0.05)),
    "Legal": (("", 0.1),),
    "HR": (("", 0.6),),
    "Sustainability": (("not important", 0.1),),
}
"""What else a department does than answer while the public waits long, with the shares added up; '' is nothing."""
_FORGOTTEN = {"Engineering": 0.08}
"""The share of requests that stay open although the public has its answer: nobody thought of closing them."""


def waits(conversation: Conversation) -> list[Wait]:
    """The questions of a conversation, each with the answer of ours that ended the waiting."""
    found: list[Wait] = []
    asked: Wait | None = None
    for message in conversation.messages:
        if message.is_automated:
            continue
        if message.is_ours or message.author.native_id in _LEADERS:
            if asked and message.is_holding:
                asked.holding = asked.holding or message
            elif asked:
                asked.answer, asked = message, None
        elif asked is None and not message.is_thanks and not message.is_spam:
            asked = Wait(message)
            found.append(asked)
    return found


@lru_cache(maxsize=1)
def handoffs() -> tuple[HandOff, ...]:
    """Every hand-off that the social team logged, in the order of the log."""
    return tuple(Inside().log(live().conversations))


class Inside:
    """The log of hand-offs while it is written."""

    def __init__(self) -> None:
        self.random = Random(_SEED)  # noqa: S311 - a made-up log, no secret
        self.voice = Voice(self.random)
        self.links = Links(self.random)
        self.tidying = Random(_SEED + 1)  # noqa: S311 - the same
        self.tidy_voice = Voice(self.tidying)
        self._of_incident: dict[int, list[tuple[Conversation, Wait]]] = defaultdict(list)

    def log(self, conversations: Sequence[Conversation]) -> list[HandOff]:
        """All of it, in order of asking; a few rows have no more than link and department."""
        found: list[HandOff] = []
        for conversation in conversations:
            for number, wait in enumerate(waits(conversation)):
                if wait.question.deleted_at is None and self.is_logged(conversation, wait, number):
                    found += self.asked(conversation, wait, number)
        found.sort(key=lambda one: (one.asked_at or END, one.links, one.department))
        for number, one in enumerate(found):
            self.roughen(one, number)
        return found

    def is_logged(self, conversation: Conversation, wait: Wait, number: int) -> bool:
        """Whether a department was asked on a question."""
        if number == 0:
            return conversation.is_logged
        ends = wait.answer.published_at if wait.answer else END
        if conversation.situation == "away" or ends - wait.question.published_at < timedelta(hours=9):
            return False
        share = _LATER.get(conversation.department, 0.35)
        is_long = ends - wait.question.published_at > timedelta(hours=30)
        return self.random.random() < (share * 1.5 if wait.answer is None else share if is_long else share * 0.05)

    # One hand-off

    def asked(self, conversation: Conversation, wait: Wait, number: int) -> list[HandOff]:
        """The hand-offs on one question: none where there was no time to ask anybody."""
        begun = wait.question.published_at
        latest = (wait.answer.published_at if wait.answer else END) - 9 * _MINUTE
        if latest - begun < 24 * _MINUTE:
            return []
        department = conversation.department
        at = self.moment(wait, latest, hurry=conversation.incident is not None)
        if at is None:
            return []
        if department == SOCIAL_TEAM:
            department = "Legal"
        one = HandOff((), department, conversation, wait, asked_at=at)
        bundle = f"ask/{conversation.topic}/{conversation.situation}"
        bundle = bundle if bundle in phrases() else f"ask/{conversation.topic}"
        self.word(one, "ask/again" if number else bundle)
        made = [one]
        if department == "Legal" and conversation.department == SOCIAL_TEAM:
            made += self.approve(one, latest)
        elif wait.answer is None:
            made += self.without_answer(one)
        else:
            made += self.with_answer(one, latest)
        for each in made:
            self.remind(each, latest)
            self.close(each)
        self.link(made)
        return made

    def moment(self, wait: Wait, latest: datetime, *, hurry: bool) -> datetime | None:
        """When somebody was asked: by day, in time for the answer; None where that cannot have been."""
        random, begun = self.random, wait.question.published_at
        at = after_working(begun, random.lognormvariate(math.log(0.7), 0.8), hurry and random.random() < 0.4)
        if wait.holding and wait.holding.published_at - begun > 3 * _MINUTE:
            at = max(begun + _MINUTE, wait.holding.published_at - random.uniform(2, 15) * _MINUTE)
        if at > begun + 0.5 * (latest - begun):
            at = begun + random.uniform(0.12, 0.4) * (latest - begun)
        here = local(at)
        if not _AWAKE[0] <= here.hour < _AWAKE[1]:
            morning = here.replace(hour=_AWAKE[0], minute=random.randrange(35), second=0)
            at = utc(morning if here.hour < _AWAKE[0] else morning + timedelta(days=1))
        at = self.minute(at) + _MINUTE
        return at if latest - at >= 8 * _MINUTE else None

    @staticmethod
    def minute(at: datetime) -> datetime:
        """The minute that a moment is in, as people note times."""
        return at.replace(second=0, microsecond=0)

    def word(self, one: HandOff, bundle: str) -> None:
        """What is asked, by whom and of whom."""
        random, at = self.random, one.asked_at or END
        conversation, wait = one.conversation, one.wait
        facts = Facts(random, local(at), dict(conversation.facts) if conversation else {})
        one.question = self.voice.phrase(bundle, facts)
        if wait and random.random() < (0.6 if bundle == "ask/again" else 0.2) and one.kind == "":
            said = self.first_sentence(wait.question)
            lead = random.choice(("Customer writes", "They ask", "Asked in public", "From the thread"))
            one.question = (
                f'{lead}: "{said}" {self.voice.phrase("ask/quoted", facts)}' if 18 < len(said) < 110 else one.question
            )
        if random.random() < 0.22:
            one.question = f"{one.question} {self.voice.phrase('ask/tail', facts)}"
        team = [agent for agent in AGENTS if agent.department == SOCIAL_TEAM]
        present = [agent.name for agent in team if agent.active_from <= at <= agent.active_to]
        agent = wait.answer.agent if wait and wait.answer else None
        own = agent.name if agent and agent.name in present and random.random() < 0.7 else random.choice(present)
        one.asked_by = own.split()[0]
        if random.random() < 0.55:
            one.asked_of = random.choice(experts(one.department, local(at).date()))

    @staticmethod
    def first_sentence(message: Message) -> str:
        """How the customer begins, without the handles."""
        text = re.sub(r"@\w+ ?", "", message.text).split("\n")[0].replace('"', "").strip()
        return re.split(r"(?<=[.!?]) ", text)[0]

    # What becomes of it

    def with_answer(self, one: HandOff, latest: datetime) -> list[HandOff]:
        """The department answers before the public answer, or lets it wait, or passes it on to one that answers."""
        random, at = self.random, one.asked_at or END
        answered = self.before(one.department, at, latest)
        answered = self.hurried(one, answered, 0.88)
        if answered - at > timedelta(hours=2) and one.department == "Legal" and random.random() < 0.82:
            return self.pass_on(one, answered, latest)
        chance = random.random()
        for fate, share in _FATES.get(one.department, ()) if latest - at > timedelta(hours=16) else ():
            if chance < share:
                self.end(one, fate, at + random.uniform(0.65, 0.98) * (answered - at))
                return []
        is_weighty = one.department in ("Legal", "Billing", "Sales") and answered - at > timedelta(hours=3)
        if is_weighty and random.random() < 0.23:
            return self.signed_off(one, answered)
        self.answer(one, answered)
        return []

    def hurried(self, one: HandOff, answered: datetime, share: float) -> datetime:
        """When it is answered, sooner in a share of what Customer Service is asked since it has given its promise."""
        random, asked = self.random, one.asked_at or END
        if one.department == "Customer Service" and asked >= PROMISE_FROM and random.random() < share:
            return min(answered, self.minute(after_working(asked, random.uniform(0.3, 2.6))))
        return answered

    def before(self, department: str, asked: datetime, latest: datetime) -> datetime:
        """When the department answers, if the public answer is to come at `latest` or shortly after."""
        span = latest - asked
        lead = min(0.4 * span, self.random.lognormvariate(math.log(25), 0.9) * _MINUTE)
        at = at_a_desk(latest - lead, department, self.random.uniform(2, 75) * _MINUTE)
        if at < asked + min(4 * _MINUTE, span / 4):
            at = latest - lead
        return max(self.minute(at), asked)

    def answer(self, one: HandOff, at: datetime) -> None:
        """It is answered; now and then with the one leader who joins in."""
        random, asked = self.random, one.asked_at or END
        one.answered_at = at
        if random.random() < 0.6:
            one.outcome = "answered"
        people = experts(one.department, local(asked).date())
        one.answered_by = one.asked_of if one.asked_of and random.random() < 0.75 else random.choice(people)
        if one.department == "Customer Service" and asked >= PROMISE_FROM and random.random() < 0.14:
            one.joined_by = HEAD_OF_SERVICE
            if random.random() < 0.3:
                one.answered_by, one.joined_by = HEAD_OF_SERVICE, ""
        elif random.random() < 0.003:
            one.joined_by = leader(one.department)

    def end(self, one: HandOff, outcome: str, at: datetime) -> None:
        """It ends without an answer; nothing at all where there is no outcome."""
        one.outcome = outcome
        if outcome:
            asked = one.asked_at or END
            at = at_a_desk(at, one.department, self.random.uniform(2, 75) * _MINUTE)
            one.ended_at = max(self.minute(at), asked + 3 * _MINUTE)

    def pass_on(self, one: HandOff, answered: datetime, latest: datetime) -> list[HandOff]:
        """Legal sends it on; mostly somebody asks the department that it is said to belong to."""
        random, asked = self.random, one.asked_at or END
        situation = one.conversation.situation if one.conversation else ""
        to = _PASSED_TO.get(situation, random.choice(("Customer Service", "Billing")))
        at = asked + random.uniform(0.25, 0.6) * (answered - asked)
        if at_a_desk(at, one.department, 75 * _MINUTE) < asked + 3 * _MINUTE:
            self.answer(one, answered)
            return []
        self.end(one, "passed on", at)
        one.passed_to = to
        ended = one.ended_at or END
        next_at = ended + min(random.uniform(4, 50) * _MINUTE, 0.4 * (latest - ended))
        second = HandOff((), to, one.conversation, one.wait, asked_at=self.minute(next_at))
        self.word(second, "ask/passed")
        if latest - (second.asked_at or END) > 6 * _MINUTE:
            at = self.before(to, second.asked_at or END, latest)
            self.answer(second, max(self.hurried(second, at, 0.55), (second.asked_at or END) + 2 * _MINUTE))
        return [second]

    def approve(self, one: HandOff, latest: datetime) -> list[HandOff]:
        """Legal signs off what we say, or passes that on as well."""
        one.kind = "approval"
        self.word(one, "ask/approval")
        answered = self.before(one.department, one.asked_at or END, latest)
        if one.wait and one.wait.answer is None:
            return []
        if self.random.random() < 0.2 and answered - (one.asked_at or END) > timedelta(hours=1):
            self.end(one, "passed on", answered)
            one.passed_to = "Sales"
            asked = max(one.ended_at or END, min((one.ended_at or END) + 20 * _MINUTE, latest))
            second = HandOff((), "Sales", one.conversation, one.wait, kind="approval", asked_at=self.minute(asked))
            self.word(second, "ask/approval")
            return [second]
        self.answer(one, answered)
        return []

    def signed_off(self, one: HandOff, answered: datetime) -> list[HandOff]:
        """The department answers halfway, and the words have to be approved before they go out."""
        random, asked = self.random, one.asked_at or END
        first = at_a_desk(asked + random.uniform(0.35, 0.65) * (answered - asked), one.department, 9 * _MINUTE)
        first = max(self.minute(first), asked + 5 * _MINUTE)
        self.answer(one, first)
        second = HandOff((), "Legal", one.conversation, one.wait, kind="approval", asked_at=first + 8 * _MINUTE)
        self.word(second, "ask/approval")
        if answered <= (second.asked_at or END):
            return []
        self.answer(second, answered)
        return [one for one in (second,) if one.answered_at]

    def without_answer(self, one: HandOff) -> list[HandOff]:
        """The public waits still: the department says no, or passes it on, or nothing has come so far."""
        random, at, chance = self.random, one.asked_at or END, self.random.random()
        ended = min(at + timedelta(hours=random.uniform(3, 60)), END - timedelta(minutes=20))
        if at > END - timedelta(hours=4):
            return []
        if one.department == "Engineering" and chance < 0.3:
            self.end(one, "no time", ended)
        elif one.department == "Legal" and chance < 0.6:
            self.end(one, "passed on", ended)
            one.passed_to = "Customer Service"
        elif chance > 0.95 and at < AUTUMN:
            self.end(one, "closed", ended)
        return []

    def remind(self, one: HandOff, latest: datetime) -> None:
        """Somebody asks again while nothing comes."""
        random, at = self.random, one.asked_at or END
        until = one.answered_at or one.ended_at or latest
        for _ in range(random.choice((0, 0, 1, 1, 1, 2, 3))):
            at = self.minute(after_working(at, random.uniform(7, 15)))
            if at >= until - 10 * _MINUTE:
                return
            one.reminded_at.append(at)

    def close(self, one: HandOff) -> None:
        """The social team closes what is still open some time after the public was answered; a few are forgotten."""
        random, told = self.tidying, one.wait.answer if one.wait else None
        if told is None or one.answered_at or one.outcome or random.random() < _FORGOTTEN.get(one.department, 0.0):
            return
        at = self.minute(after_working(told.published_at, random.lognormvariate(math.log(2.5), 0.9))) + _MINUTE
        if at <= END:
            one.outcome, one.ended_at = "closed", at
            if random.random() < 0.09:
                one.note = self.tidy_voice.phrase("ask/closed", Facts(random, local(at), {}))

    # How it is noted

    def link(self, made: Sequence[HandOff]) -> None:
        """The link as it was pasted; where a district has an outage, now and then that of a second customer too."""
        first = made[0]
        conversation, wait = first.conversation, first.wait
        if conversation is None or wait is None:
            return
        for one in made:
            one.links = (self.links.to(wait.question if self.random.random() < 0.3 else conversation.opening),)
        if conversation.incident is None:
            return
        others = self._of_incident[id(conversation.incident)]
        if len(made) == 1 and self.random.random() < 0.12:
            until = first.answered_at or first.ended_at or END
            for other, waited in reversed(others[-25:]):
                ends = waited.answer.published_at if waited.answer else END
                if waited.question.published_at < (first.asked_at or END) and ends > until:
                    first.links += (self.links.to(other.opening),)
                    break
        others.append((conversation, wait))

    def roughen(self, one: HandOff, number: int) -> None:
        """Logs are kept by people: notes, missing times, links to what has gone."""
        random, facts = self.random, Facts(self.random, local(END), {})
        if one.kind:
            one.native_id = f"A-{number:04d}"
        if random.random() < 0.04:
            one.note = self.voice.phrase("ask/note", facts)
        chance = random.random()
        if chance < 0.0045 and not one.kind and one.department != "Engineering":
            is_over = one.wait is not None and one.wait.answer is not None
            one.question = one.asked_by = one.asked_of = one.answered_by = one.joined_by = ""
            one.outcome = "closed" if is_over else ""
            one.passed_to, one.note = "", one.note if chance < 0.002 else ""
            one.asked_at = one.answered_at = one.ended_at = None
            one.reminded_at = []
        elif chance < 0.02 and one.answered_at:
            one.answered_at, one.is_answered_untimed, one.outcome = None, True, ""
        elif chance < 0.024 and not one.passed_to:
            one.links, one.conversation, one.wait = (self.links.to_nowhere(),), None, None
