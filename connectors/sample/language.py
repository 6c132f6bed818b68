"""The small grammar in which the sample organisation speaks.

A template is a sentence with `{facts}` and `<one|of|several>` choices, which may nest. Templates are drawn from decks:
each is used once before any is used again, so that neighbouring conversations do not sound alike.

Texts on a topic are written as `# topic Department`, `@ situation`, and lines marked Q (a question that opens a
conversation), D (a detail), K (what is asked for), A (an answer; `A<` only a quick one, `A>` only a late one), F (a
further question `=>` its answer) and H (we have asked, and do not know yet). Two blanks at the start of a line go on
with the one above. Small letters behind a mark say what a line is about within the situation: `Aab` answers only `Qa`,
`Qb` and `Qab`; a line without small letters fits every question. Capitals tie a further question to an answer: `FX`
follows only on `AX`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import TypeAlias, TypeVar

from connectors.sample import (
    texts,
    texts_account,
    texts_home,
    texts_inside,
    texts_network,
    texts_offers,
    texts_ours,
    texts_people,
    texts_posts,
    texts_shops,
    texts_visits,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A place in a template where a fact of the conversation stands."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A place in a template where one of several wordings stands."""

    options: tuple[Template, ...]


Template: TypeAlias = "tuple[str | Fact | Choice, ...]"
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Line:
    """A template, and the letters that say what it is about; a further question has its answer with it."""

    template: Template
    about: frozenset[str]
    ties: frozenset[str]
    timing: str = ""
    answer: Template = ()

    def fits(self, question: Line) -> bool:
        """Whether this may follow on `question`."""
        return not self.about or bool(self.about & question.about)


@dataclass(slots=True)
class Situation:
    """What people write in one situation, and what is answered; lines by their mark."""

    name: str
    lines: dict[str, list[Line]] = field(default_factory=lambda: {mark: [] for mark in "QDKAF"})

    _fitting: dict[tuple[str, frozenset[str]], list[Line]] = field(default_factory=dict)

    def following(self, mark: str, question: Line) -> list[Line]:
        """The lines of a mark that fit a question."""
        key = mark, question.about
        if key not in self._fitting:
            self._fitting[key] = [line for line in self.lines[mark] if line.fits(question)]
        return self._fitting[key]


@dataclass(slots=True)
class Topic:
    """A subject of conversation and the department that knows the answers."""

    name: str
    department: str
    situations: dict[str, Situation] = field(default_factory=dict)
    holding: list[Template] = field(default_factory=list)


_TOKEN = re.compile(r"[<>|]|\{\w+\}|[^<>|{]+")


def compile_template(text: str) -> Template:
    """Read a template. Raises ValueError where a choice is not closed."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text:
        raise ValueError(f"cannot read template: {text}")
    template, end = _sequence(tokens, 0)
    if end != len(tokens):
        raise ValueError(f"a choice is not balanced in: {text}")
    return template


def _sequence(tokens: Sequence[str], at: int) -> tuple[Template, int]:
    parts: list[str | Fact | Choice] = []
    while at < len(tokens) and tokens[at] not in "|>":
        piece = tokens[at]
        if piece == "<":
            options: list[Template] = []
            while at < len(tokens) and tokens[at] in "<|":
                option, at = _sequence(tokens, at + 1)
                options.append(option)
            if at == len(tokens):
                raise ValueError(f"a choice is not closed in: {''.join(tokens)}")
            parts.append(Choice(tuple(options)))
        elif piece[0] == "{":
            parts.append(Fact(piece[1:-1]))
        else:
            parts.append(piece)
        at += 1
    return tuple(parts), at


def _lines(text: str) -> list[str]:
    whole: list[str] = []
    for line in text.splitlines():
        if line.startswith("  "):
            whole[-1] += " " + line.strip()
        elif line:
            whole.append(line)
    return whole


@cache
def topics() -> dict[str, Topic]:
    """Every topic with its situations, by name. Situations of one topic may stand in several places."""
    found: dict[str, Topic] = {}
    topic, situation = Topic("", ""), Situation("")
    sources = (
        texts_network,
        texts_visits,
        texts_account,
        texts_home,
        texts_offers,
        texts_people,
        texts_shops,
    )
    for line in (line for source in sources for line in _lines(source.TEXT)):
        mark, rest = line.split(" ", 1)
        if mark == "#":
            name, department = rest.split()
            topic = found.setdefault(name, Topic(name, department.replace("_", " ")))
        elif mark == "@":
            situation = topic.situations.setdefault(rest, Situation(rest))
        elif mark == "H":
            topic.holding.append(compile_template(rest))
        else:
            situation.lines[mark[0]].append(_line(mark[1:], rest))
    return found


def _line(letters: str, text: str) -> Line:
    said, _, answer = text.partition(" => ")
    return Line(
        compile_template(said),
        frozenset(letter for letter in letters if letter.islower()),
        frozenset(letter for letter in letters if letter.isupper()),
        letters[-1] if letters[-1:] in ("<", ">") else "",
        compile_template(answer),
    )


@cache
def phrases() -> dict[str, list[Template]]:
    """What is said on any subject, by the name of the bundle."""
    bundles: dict[str, list[Template]] = {}
    for line in _lines(texts.TEXT) + _lines(texts_ours.TEXT) + _lines(texts_inside.TEXT):
        if line.startswith("# "):
            bundle = bundles.setdefault(line[2:], [])
        else:
            bundle.append(compile_template(line))
    return bundles


@cache
def posts() -> dict[str, list[list[Template]]]:
    """Our own posts by theme; a post is a list of its parts."""
    themes: dict[str, list[list[Template]]] = {}
    for line in _lines(texts_posts.TEXT):
        mark, rest = line.split(" ", 1)
        if mark == "#":
            theme = themes.setdefault(rest, [])
        else:
            theme.append([compile_template(part) for part in rest.split(" // ")])
    return themes


class Voice:
    """Speaks templates with facts; remembers what it has said, so that nothing comes again before everything has."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._decks: dict[str, list[int]] = {}
        self._last: dict[str, int] = {}

    def draw(self, name: str, items: Sequence[Item]) -> Item:
        """The next item of the deck called `name`, which is made of `items`."""
        deck = self._decks.get(name)
        if not deck:
            deck = self._decks[name] = list(range(len(items)))
            self.random.shuffle(deck)
            if len(deck) > 1 and deck[-1] == self._last.get(name):
                deck[0], deck[-1] = deck[-1], deck[0]
        index = self._last[name] = deck.pop()
        return items[index]

    def say(self, name: str, items: Sequence[Template], facts: Mapping[str, str]) -> str:
        """A sentence of the deck called `name`, with the facts in their places."""
        return tidy(self.fill(self.draw(name, items), facts))

    def phrase(self, name: str, facts: Mapping[str, str]) -> str:
        """A sentence that is said on any subject."""
        return self.say(name, phrases()[name], facts)

    def fill(self, template: Template, facts: Mapping[str, str]) -> str:
        """The template with a wording chosen and the facts in their places."""
        return "".join(
            part
            if isinstance(part, str)
            else facts[part.name]
            if isinstance(part, Fact)
            else self.fill(part.options[int(self.random.random() * len(part.options))], facts)
            for part in template
        )


_SENTENCE_START = re.compile(r"(^|[.!?] +)([a-z])")


def tidy(text: str) -> str:
    """Capital letters where sentences begin, and no double blanks."""
    text = text.replace("  ", " ").strip()
    return _SENTENCE_START.sub(lambda found: found[1] + found[2].upper(), text)
