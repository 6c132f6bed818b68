"""Guess what the columns of an export mean, from their headings and values; ask what cannot be guessed."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from connectors import dates
from connectors.headings import HEADINGS, HOSTS, KINDS, OURS, PLATFORMS
from connectors.profile import TIMES, Profile
from warehouse.ingest import Preview


@dataclass(frozen=True)
class Question:
    """What a person has to say: the key of the profile it is about, one sentence, and answers to choose from."""

    about: str
    sentence: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guess:
    """A profile as far as it could be guessed, what remains to be asked, and how sure each column is (0 to 1)."""

    profile: Profile
    questions: tuple[Question, ...]
    confidence: Mapping[str, float]


@dataclass(frozen=True)
class _Column:
    """A column of the preview: its heading, the heading in plain words, and the values of the first rows."""

    heading: str
    words: str
    values: tuple[str, ...]
    rows: int

    @property
    def is_full(self) -> bool:
        return self.rows > 0 and len(self.values) == self.rows

    @property
    def is_unique(self) -> bool:
        return self.is_full and len(set(self.values)) >= 0.98 * self.rows

    @property
    def is_time(self) -> bool:
        return _share(self.values, dates.looks_like_time) > 0.9

    @property
    def is_number(self) -> bool:
        return _share(self.values, lambda value: bool(re.fullmatch(r"[\d.,]+([eE][+]\d+)?", value))) > 0.9

    @property
    def is_prose(self) -> bool:
        return sum(value.count(" ") for value in self.values) > 2 * len(self.values) and not self.is_time


def guess(preview: Preview) -> Guess:
    """Guess the profile of a file from its beginning. The profile may lack what the questions ask for."""
    columns = [_column(preview, index) for index in range(len(preview.headings))]
    found, confidence = _by_headings(columns)
    _by_values(columns, found, confidence)
    _author(found, confidence)
    ours = _ours(columns)
    if ours and found.get("kind") and found["kind"].heading == ours[0]:
        del found["kind"]
    profile = Profile(
        name=preview.path.stem,
        columns={column: found[column].heading for column in HEADINGS if column in found},
        ours_column=ours[0] if ours else None,
        ours_values=ours[1] if ours else (),
        values=_values(found),
    )
    profile = replace(profile, platform=None if "platform" in found else _platform(preview, columns, found))
    if "channel_id" not in found and ours and "author_id" in found:
        profile = replace(profile, channel_from="our_author")
    formats, questions = _formats(preview, found)
    profile = replace(profile, formats=formats)
    return Guess(profile, (*_missing(profile), *questions), confidence)


def _column(preview: Preview, index: int) -> _Column:
    values = tuple(row[index].strip() for row in preview.rows if row[index] and row[index].strip())  # type: ignore[union-attr]
    return _Column(preview.headings[index], _plain(preview.headings[index]), values, len(preview.rows))


def _plain(heading: str) -> str:
    """`createdTime (UTC)` → created time; `account.id`, an object's own → author id."""
    heading = re.sub(r"^(account|user|from|sender|owner)\.", "author ", heading, flags=re.IGNORECASE)
    heading = re.sub(r"\((utc|gmt|id|text)\)", " ", heading, flags=re.IGNORECASE)
    heading = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return " ".join(re.sub(r"[^a-z0-9@]+", " ", heading.lower()).split())


def _share(values: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, values)) / len(values) if values else 0.0


def _by_headings(columns: Sequence[_Column]) -> tuple[dict[str, _Column], dict[str, float]]:
    """The best heading for each canonical column; one heading serves one column, surest first."""
    scored = sorted(
        (
            (score, -position, name, column)
            for name, known in HEADINGS.items()
            for position, column in enumerate(columns)
            if (score := _score(name, known, column)) > 0
        ),
        key=lambda each: each[:2],
        reverse=True,
    )
    found: dict[str, _Column] = {}
    confidence: dict[str, float] = {}
    for score, _, name, column in scored:
        if name not in found and column not in found.values():
            found[name], confidence[name] = column, round(score, 2)
    return found, confidence


def _score(name: str, known: Sequence[str], column: _Column) -> float:
    if column.words in known:
        score = 1 - 0.02 * known.index(column.words)
    else:
        endings = [index for index, words in enumerate(known) if column.words.endswith(f" {words}") and " " in words]
        score = 0.6 - 0.01 * endings[0] if endings else 0.0
    return score if score and _values_agree(name, column) else 0.0


def _values_agree(name: str, column: _Column) -> bool:
    """Whether the values could be what the heading says. No values at all: nothing speaks against it."""
    if not column.values:
        return name not in ("native_id", "published_at", "text") or not column.rows
    if name in TIMES:
        return column.is_time
    agrees = _AGREES.get(name)
    return agrees(column) if agrees else not column.is_prose and not column.is_time


def _words_of(known: Mapping[str, str]) -> Callable[[_Column], bool]:
    return lambda column: all(value.lower() in known or value.lower() in known.values() for value in column.values)


def _is_truth(column: _Column) -> bool:
    return _share(column.values, lambda value: value.lower() in _TRUTHS) > 0.9


def _is_link(column: _Column) -> bool:
    return _share(column.values, lambda value: value.startswith("http")) > 0.9


_TRUTHS = ("true", "false", "0", "1", "yes", "no", "t", "f")

_AGREES: dict[str, Callable[[_Column], bool]] = {
    "native_id": lambda column: column.is_unique and not column.is_prose,
    "channel_id": lambda column: not column.is_unique and not column.is_prose,
    "text": lambda column: not column.is_time and not (column.is_number and len(column.values) > 5),
    "reactions": lambda column: column.is_number,
    "shares": lambda column: column.is_number,
    "is_automated": _is_truth,
    "is_spam": _is_truth,
    "is_public": _is_truth,
    "kind": _words_of(KINDS),
    "platform": _words_of(PLATFORMS),
    "permalink": _is_link,
}


def _by_values(columns: Sequence[_Column], found: dict[str, _Column], confidence: dict[str, float]) -> None:
    """What no heading gave away: times, long texts, unique ids, values that are another column's ids."""

    def take(name: str, candidates: Iterator[_Column], sure: float) -> None:
        if name not in found and (column := next((c for c in candidates if c not in found.values()), None)):
            found[name], confidence[name] = column, sure

    take("published_at", (column for column in columns if column.is_full and column.is_time), 0.4)
    take("text", iter(sorted((c for c in columns if c.is_prose), key=lambda c: -sum(map(len, c.values)))), 0.5)
    take("permalink", (c for c in columns if c.is_unique and _is_link(c)), 0.5)
    take("native_id", (c for c in columns if c.is_unique and not c.is_prose and not c.is_time and c.rows > 1), 0.4)
    if "native_id" in found:
        ids = set(found["native_id"].values)
        refers = partial(_share, test=lambda value: value in ids)
        take("parent_id", (c for c in columns if len(c.values) > 1 and refers(c.values) > 0.5), 0.6)
    elif "permalink" in found and found["permalink"].is_unique:
        found["native_id"], confidence["native_id"] = found["permalink"], 0.3


def _author(found: dict[str, _Column], confidence: dict[str, float]) -> None:
    """Where there is no id of the author, the handle or else the name stands for it."""
    for name in ("author_handle", "author_name"):
        if "author_id" not in found and name in found:
            found["author_id"], confidence["author_id"] = found[name], round(confidence[name] * 0.8, 2)


def _ours(columns: Sequence[_Column]) -> tuple[str, tuple[str, ...]] | None:
    """The column that tells our rows, and its words for them."""
    for words, ours in OURS.items():
        for column in columns:
            if column.words != words:
                continue
            if "0" in ours or "1" in ours:
                if _is_truth(column):
                    written_out = {value.lower() for value in column.values} & {"yes", "no"}
                    return column.heading, ("yes" if "true" in ours else "no",) if written_out else ours
            elif present := sorted({value for value in column.values if value.lower() in map(str.lower, ours)}):
                return column.heading, tuple(present)
            elif "direction" in words:
                return column.heading, ours  # the first rows show none of ours
    return None


def _values(found: Mapping[str, _Column]) -> dict[str, dict[str, str]]:
    """Tables for the words of kind and platform columns: all that we know, as the first rows may not show them all."""
    tables: dict[str, dict[str, str]] = {}
    for name, known in (("kind", KINDS), ("platform", PLATFORMS)):
        if name in found and any(value.lower() not in known.values() for value in found[name].values):
            tables[name] = {word: ours for word, ours in known.items() if word.replace(" ", "_") != ours}
    return tables


def _platform(preview: Preview, columns: Sequence[_Column], found: Mapping[str, _Column]) -> str | None:
    links = found["permalink"].values if "permalink" in found else ()
    hosts = {HOSTS.get(host) for link in links if (host := _host(link))}
    if len(hosts) == 1:
        return hosts.pop()
    for words in (*(column.words for column in columns), _plain(preview.path.stem)):
        for part in words.split():
            if part in PLATFORMS and part not in ("x", "threads"):
                return PLATFORMS[part]
    return None


def _host(link: str) -> str:
    match = re.match(r"https?://(?:www\.|m\.|mobile\.|old\.)?([^/:?#]+)", link)
    return match[1].lower() if match else ""


def _formats(preview: Preview, found: Mapping[str, _Column]) -> tuple[dict[str, str], list[Question]]:
    """strptime formats of the time columns that need one, and questions where the values do not decide it."""
    formats: dict[str, str] = {}
    questions: list[Question] = []
    for name in TIMES:
        if name not in found or dates.need_no_format(found[name].values):
            continue
        heading, example = found[name].heading, found[name].values[0]
        fitting = dates.formats_of(found[name].values, preview.day_month.get(heading, (0, 0)))
        if len(fitting) == 1:
            formats[name] = fitting[0]
            continue
        sentence = f"How are the dates in “{heading}” written, for example “{example}”?"
        if fitting:
            sentence = f"Does “{example}” in “{heading}” begin with the day or with the month?"
        questions.append(Question(f"formats.{name}", sentence, fitting))
    return formats, questions


def _missing(profile: Profile) -> Iterator[Question]:
    for column, sentence in _ASKED.items():
        if column not in profile.columns:
            yield Question(column, sentence)
    if "parent_id" not in profile.columns and "thread_id" not in profile.columns:
        yield Question("parent_id", "Which column says what a message replies to, or which thread it belongs to?")
    if profile.platform is None and "platform" not in profile.columns:
        yield Question("platform", "Which platform are these messages from?", tuple(dict.fromkeys(PLATFORMS.values())))
    if profile.ours_column is None:
        yield Question("ours", "Which rows are by your own accounts: which column says so, and by which words?")
    if profile.channel_from is None and "channel_id" not in profile.columns:
        yield Question("channel", "Which account of yours do these messages belong to?")


_ASKED = {
    "native_id": "Which column tells one message from another, like an id or a link?",
    "published_at": "Which column says when a message was published?",
    "author_id": "Which column says who wrote a message?",
    "text": "Which column holds the text?",
}
