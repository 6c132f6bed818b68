"""How people on both sides put things: openings, manners of writing, greetings and signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from connectors.sample.facts import PROPER_WORDS, Facts
from connectors.sample.language import Line, Situation, Template, Voice, phrases, tidy
from connectors.sample.world import Agent, Author

_CALM = frozenset(("praise", "community", "chat", "green", "jobs", "availability", "tariff", "shop", "safety"))
NEVER_CROSS = frozenset(("scam", "struggling", "missing", "moving_in", "moving_out", "planned"))
_NO_HOOK = frozenset(
    ("fun", "photo", "quiz", "tips", "tagging", "away", "hijack", "congratulations", "review_network", "review_company")
)
_EMOJI = {
    "cross": ("😡", "🙄", "🤬", "😤", "👎", "🤦‍♀️", "🤷", "😠", "💀", "🐌"),
    "calm": ("😊", "👏", "❤️", "🙌", "💚", "👍", "🎉", "🙏", "☀️"),
}
_SHORTER = (
    (re.compile(r"\byou're\b", re.I), "ur"),
    (re.compile(r"\byour\b", re.I), "ur"),
    (re.compile(r"\byou\b", re.I), "u"),
    (re.compile(r"\bplease\b", re.I), "pls"),
    (re.compile(r"\bbecause\b", re.I), "cos"),
    (re.compile(r"\bthanks\b", re.I), "thx"),
    (re.compile(r"\bare\b"), "r"),
    (re.compile(r"\bweeks\b"), "wks"),
    (re.compile(r"\btomorrow\b"), "tmrw"),
    (re.compile(r"\bthrough\b"), "thru"),
    (re.compile(r"\bbroadband\b", re.I), "bb"),
    (re.compile(r"\btext\b", re.I), "txt"),
)
_LOUD_WORDS = re.compile(
    r"\b(again|still|not|never|nobody|nothing|every|days|weeks|hours|how|why|no one|twice)\b", re.I
)


def decapitalised(text: str) -> str:
    """The sentence as it goes on after a comma."""
    first = text.split(" ", 1)[0].rstrip(",.:;!?").removesuffix("'s")
    if first in PROPER_WORDS or first[1:2].isupper() or not first[:1].isalpha() or (first == "A" and len(text) < 3):
        return text
    return text[0].lower() + text[1:]


def joined(parts: Sequence[str]) -> str:
    """Parts one after the other; after a comma or without a stop the next goes on in small letters."""
    text = ""
    for part in parts:
        going_on = text and text[-1] not in '.!?:)"…'
        text = f"{text} {decapitalised(part) if going_on else part}" if text else part
    return text


def opening(voice: Voice, topic: str, situation: Situation, question: Line, facts: Facts, *, limit: int) -> str:
    """What somebody writes to open a conversation, in at most about `limit` characters where the question allows it."""
    random = voice.random
    core = said(voice, question.template, facts)
    calm = topic in _CALM or situation.name in NEVER_CROSS
    cross = not calm and random.random() < 0.38
    parts: list[str] = []
    if topic != "shop" and situation.name not in _NO_HOOK and random.random() < 0.4:
        parts.append(voice.phrase("hook_cross" if cross else "hook_plain", facts))
    parts.append(core)
    details = situation.following("D", question)
    wanted = 0 if random.random() < 0.48 else 1 if random.random() < 0.75 else 3
    for _ in range(min(wanted, len(details))):
        line = voice.draw(f"{topic}/{situation.name}/D/{''.join(sorted(question.about))}", details)
        text = said(voice, line.template, facts)
        if text not in parts:
            parts.append(text)
    asks = situation.following("K", question)
    if asks and "?" not in core and random.random() < 0.5:
        line = voice.draw(f"{topic}/{situation.name}/K/{''.join(sorted(question.about))}", asks)
        parts.append(said(voice, line.template, facts))
    if random.random() < 0.17 and topic not in ("chat", "praise", "shop") and situation.name not in _NO_HOOK:
        parts.append(voice.phrase("tail_cross" if cross else "tail_plain", facts))
    while len(parts) > 1 and len(joined(parts)) > limit:
        parts.pop()
    return joined(parts) if core in parts else core


def said(voice: Voice, template: Template, facts: Facts) -> str:
    """A template as a sentence or several."""
    return tidy(voice.fill(template, facts))


def in_manner_of(author: Author, text: str, voice: Voice, *, calm: bool, brief: bool = False) -> str:
    """The text as this person types it: small letters, abbreviations, slips, emoji; no slips in `brief` words."""
    random, style = voice.random, author.style
    if brief and style not in ("lower", "emoji"):
        return text
    if style == "lower":
        text = " ".join(word if word.startswith("@") else word.lower() for word in text.split(" "))
        text = text.replace("'", "") if random.random() < 0.6 else text
        text = text.rstrip(".") if random.random() < 0.7 else text
    elif style == "sms":
        for pattern, short in _SHORTER:
            text = pattern.sub(short, text)
        text = text.rstrip(".")
    elif style == "loud" and random.random() < 0.7:
        text = _shouted(text, voice)
    elif style == "sloppy" and random.random() < 0.75:
        text = _with_slip(text, voice)
    elif style == "emoji" and random.random() < 0.65:
        mood = "calm" if calm else "cross"
        emoji = voice.draw(f"emoji/{mood}", _EMOJI[mood])
        text = f"{text} {emoji}{emoji if random.random() < 0.2 else ''}"
    return text


def _shouted(text: str, voice: Voice) -> str:
    random = voice.random
    if random.random() < 0.1:
        return text.upper().replace(".", "!")
    text = _LOUD_WORDS.sub(lambda found: found[0].upper() if random.random() < 0.6 else found[0], text)
    if text.endswith("."):
        return text[:-1] + "!!"
    return text + "??" if random.random() < 0.2 else text.replace("?", "??")


_NEVER_MISTYPED = re.compile("count|^sh[io]|^duck|^cl?o[cu]")  # a letter less, and it is rude


def _with_slip(text: str, voice: Voice) -> str:
    words = text.split(" ")
    candidates = [
        index
        for index, word in enumerate(words)
        if len(word) > 4 and word.isalpha() and word.islower() and not _NEVER_MISTYPED.search(word)
    ]
    if not candidates:
        return text
    index = candidates[int(voice.random.random() * len(candidates))]
    word, at = words[index], 1 + int(voice.random.random() * (len(words[index]) - 3))
    slip = voice.random.random()
    if slip < 0.5:
        words[index] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    elif slip < 0.8:
        words[index] = word[:at] + word[at + 1 :]
    else:
        words[index] = word[:at] + word[at] + word[at:]
    return " ".join(words)


def reply(
    voice: Voice,
    body: str,
    person: Author,
    facts: Facts,
    at: datetime,
    *,
    first: bool,
    late: bool,
    upset: bool,
    offer: bool,
) -> str:
    """An answer of ours without its signature: a greeting or none, an apology where one is due, the answer, an offer.

    `first` is our first in the conversation, `late` long after we were asked, `upset` where something went wrong,
    `offer` where a word on what comes next may follow.
    """
    random = voice.random
    chance = random.random() if first or late else random.random() * 2.4
    greeting = (
        f"Hi {person.first},"
        if chance < 0.4
        else f"Hello {person.first},"
        if chance < 0.5
        else f"{person.first},"
        if chance < 0.56
        else f"Morning {person.first},"
        if chance < 0.64 and at.hour < 12
        else f"Afternoon {person.first},"
        if chance < 0.64 and at.hour < 18
        else f"Hi {person.first}!"
        if chance < 0.7
        else "Hi there,"
        if chance < 0.74
        else ""
    )
    parts = [greeting] if greeting else []
    apologises = "sorry" in body.lower() or "apolog" in body.lower()
    if late and random.random() < 0.6 and not apologises:
        parts.append(voice.phrase("late", facts))
    elif (
        upset and first and random.random() < 0.28 and not apologises and not body.startswith(("You", "That", "Thank"))
    ):
        parts.append(voice.phrase("sympathy", facts))
    parts.append(body)
    if offer and random.random() < 0.22 and not body.endswith("?") and len(body) > 60:
        parts.append(voice.phrase("our_tail", facts))
    return joined(parts)


def signed(text: str, agent: Agent, platform: str, voice: Voice) -> str:
    """The answer with the signature that is usual on the platform."""
    if platform == "linkedin":
        return text
    if platform == "google_business_profile":
        return f"{text}\n{agent.name.split()[0]}, Brackenlight" if voice.random.random() < 0.6 else text
    return text if voice.random.random() < 0.05 else f"{text} ^{agent.initials}"


def brief(voice: Voice, bundle: str, facts: Facts) -> str:
    """A short remark, as an author writes it before their manner is applied."""
    return voice.say(bundle, phrases()[bundle], facts)
