"""Find the tabs of a workbook and their columns, however they are called and wherever the headings stand."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from connectors.workbook import values
from connectors.workbook.names import closest, key, tidy
from connectors.workbook.problem import Problem, quoted
from connectors.workbook.tabs import EXAMPLE, HANDOFFS, TABS, Tab

#: (row number, cells) of each row of a tab that is not empty; numbers as a person sees them.
Rows = Sequence[tuple[int, Sequence[Any]]]
Tabs = Mapping[str, Rows]

_LOOKED_AT = 30  # rows in which the headings are looked for
#: What spreadsheets add to the title of a copy, in some of the languages that they speak.
_COPY = re.compile(
    r"[\s_-]*(\(?\d+\)?|copy( of)?)$|^(copy of|kopie (von|van)|copie de|copia (de|di)|cópia de)\s+", re.IGNORECASE
)
_FORM = re.compile(r"(form )?(responses?|answers|submissions)( \d+)?$")


@dataclass(frozen=True)
class Found:
    """A tab that was found: where its columns stand, and the rows below its headings."""

    tab: Tab
    title: str
    places: Mapping[str, int]  # name of the column → place of its cells
    headings: Mapping[str, str]  # name of the column → heading as it is written
    rows: Rows
    unknown: tuple[str, ...] = ()
    all_headings: tuple[str, ...] = field(default=(), repr=False)
    number: int = 1  # of the row of headings

    def heading(self, name: str) -> str:
        """How this workbook calls a column."""
        return self.headings.get(name, name)


def _key(words: str) -> str:
    return key(words).rstrip("s") or key(words)


def tab_of(title: str) -> tuple[Tab, int] | None:
    """The tab that a title means, and how far it is from the name itself: 0 the name, 1 a wording, 2 a guess."""
    bare = _COPY.sub("", tidy(title))
    for wording, said in ((0, tidy(title)), (1, tidy(title)), (1, bare)):
        for tab in TABS:
            names = [tab.name] if wording == 0 else [tab.name, *tab.titles]
            if _key(said) in map(_key, names):
                return tab, wording
    if _FORM.match(tidy(title).casefold()):
        return HANDOFFS, 2
    close = closest(_key(bare), [_key(tab.name) for tab in TABS], 0.82)
    return next(((tab, 2) for tab in TABS if close and len(bare) > 3 and _key(tab.name) == close), None)


def find(tabs: Tabs) -> tuple[dict[str, Found], list[Problem], list[str]]:
    """The tabs that can be read, by name; what stops others from being read; and what was passed over."""
    problems: list[Problem] = []
    notes: list[str] = []
    candidates: dict[str, list[tuple[int, str]]] = {}
    passed_over = []
    for title, rows in tabs.items():
        meant = tab_of(title)
        if meant is not None:
            candidates.setdefault(meant[0].name, []).append((meant[1], title))
        elif rows and key(title) != "readme":
            passed_over.append(title)
    if passed_over:
        notes.append(f"Passed over, because they are no tabs of the workbook: {', '.join(map(quoted, passed_over))}.")
    found: dict[str, Found] = {}
    for tab in TABS:
        filled = [(far, title) for far, title in sorted(candidates.get(tab.name, ())) if _has_rows(tabs[title])]
        for far, title in filled or sorted(candidates.get(tab.name, ()))[:1]:
            if tab.name in found:
                problems.append(_second(tab, found[tab.name].title, title))
                continue
            if far == 2 and tab is HANDOFFS and _headings(tab, tabs[title]) is None and len(filled) <= 1:
                passed_over.append(title)
                continue
            here = _columns(tab, title, tabs[title], problems)
            if here is not None:
                found[tab.name] = here
                if here.unknown:
                    words = ", ".join(map(quoted, here.unknown))
                    notes.append(f"{title}: not read, because no such column is known: {words}.")
    return found, problems, notes


def is_workbook(tabs: Tabs) -> bool:
    """Whether these are the tabs of the workbook: Hand-offs, or at least two others, with headings that fit."""
    fitting = set()
    for title, rows in tabs.items():
        meant = tab_of(title)
        if meant is None:
            continue
        tab, far = meant
        best = _headings(tab, rows)
        if tab is HANDOFFS and (far == 0 or (best is not None and {"Link", "Department"} <= set(best[1]))):
            return True
        if best is not None and any(column.is_needed and column.name in best[1] for column in tab.columns):
            fitting.add(tab.name)
    return len(fitting - {HANDOFFS.name}) >= 2


def _has_rows(rows: Rows) -> bool:
    return sum(not _is_example(cells) for _, cells in rows[:_LOOKED_AT]) > 1


def _is_example(cells: Iterable[Any]) -> bool:
    first = next((cell for cell in cells if not values.is_nothing(cell)), None)
    return isinstance(first, str) and first.strip().casefold().startswith(EXAMPLE.casefold())


def _second(tab: Tab, first: str, title: str) -> Problem:
    wrong = f"{quoted(first)} and {quoted(title)} both count as {tab.name}, and only {quoted(first)} was read"
    return Problem(title, None, None, wrong, "put the rows of both into one tab", refuses=True)


def _headings(tab: Tab, rows: Rows) -> tuple[int, dict[str, int]] | None:
    """(place of the row of headings, column → place of its cells); None where no row has headings of this tab."""
    best: tuple[int, dict[str, int]] | None = None
    first = [(index, cells) for index, (_, cells) in enumerate(rows[:_LOOKED_AT]) if not _is_example(cells)]
    for index, cells in first:
        places = _exact(tab, cells)
        if places and (best is None or len(places) > len(best[1])):
            best = index, places
    if best is not None:
        return best
    for index, cells in first:  # misspelt throughout, or the questions of a form
        places = {}
        _close(tab, _written(cells), places)
        if all(column.name in places for column in tab.columns if column.is_needed):
            return index, places
    return None


def _written(cells: Sequence[Any]) -> dict[int, str]:
    return {place: tidy(str(cell)) for place, cell in enumerate(cells) if not values.is_nothing(cell)}


def _exact(tab: Tab, cells: Sequence[Any]) -> dict[str, int]:
    """The columns whose headings stand in a row by one of their wordings; names before wordings."""
    keys = [_key(_bare(cell)) if isinstance(cell, str) and len(cell) < 120 else "" for cell in cells]
    places: dict[str, int] = {}
    for wordings in (False, True):
        for column in tab.columns:
            if column.name in places:
                continue
            said = {_key(word) for word in (column.wordings if wordings else (column.name,))}
            fitting = [place for place, word in enumerate(keys) if word in said and place not in places.values()]
            if fitting:
                places[column.name] = fitting[0]
    return places


def _bare(heading: str) -> str:
    """A heading without what stands in brackets, and without the star of a needed column."""
    found = re.sub(r"\([^)]*\)|\[[^]]*\]", " ", values.plain(heading)).strip(" *:?\n")
    return found or heading


def _columns(tab: Tab, title: str, rows: Rows, problems: list[Problem]) -> Found | None:
    best = _headings(tab, rows)
    if best is None:
        if _has_rows(rows) or rows:
            needed = ", ".join(quoted(column.name) for column in tab.columns if column.is_needed)
            problems.append(
                Problem(title, None, None, "there is no row of headings", f"write {needed} above the columns", True)
            )
        return None
    index, places = best
    number, cells = rows[index]
    written = _written(cells)
    below = rows[index + 1 :]
    _close(tab, written, places)
    missing = [column.name for column in tab.columns if column.is_needed and column.name not in places]
    for name in missing:
        problems.append(Problem(title, number, name, *_missing(tab, name, written, places, below), refuses=True))
    if missing:
        return None
    problems += _twice(title, number, written, places)
    problems += _unnamed(title, number, written, below)
    unknown = tuple(word for place, word in written.items() if place not in places.values())
    width = max(written, default=-1) + 1
    return Found(
        tab, title, places, {name: written[place] for name, place in places.items()},
        [(row, one) for row, one in below if not _is_example(one)], unknown,
        tuple(written.get(place, letter(place)) for place in range(width)), number,
    )  # fmt: skip


def _close(tab: Tab, written: Mapping[int, str], places: dict[str, int]) -> None:
    """Headings that are misspelt, and the long questions of a form, where nothing else fits better."""
    for column in tab.columns:
        free = {place: word for place, word in written.items() if place not in places.values()}
        if column.name in places or not free:
            continue
        close = closest(_bare(column.name), [_bare(word) for word in free.values()], 0.84)
        asked = [place for place, word in free.items() if _asks_for(column.name, column.wordings, word)]
        if close is not None:
            places[column.name] = next(place for place, word in free.items() if _bare(word) == close)
        elif len(asked) == 1 and (column.is_needed or column.name == "Outcome"):
            places[column.name] = asked[0]


def _asks_for(name: str, wordings: Sequence[str], heading: str) -> bool:
    words = set(re.findall(r"\w+", heading.casefold()))
    return len(words) > 2 and bool(words & {name.casefold(), *(word for word in wordings[:2] if " " not in word)})


def _missing(
    tab: Tab, name: str, written: Mapping[int, str], places: Mapping[str, int], below: Rows
) -> tuple[str, str]:
    """What to say of a heading that is needed and is not there."""
    free = {place: word for place, word in written.items() if place not in places.values()}
    wrong = f"the heading {quoted(name)} is missing"
    wanted = [name, *tab.column(name).wordings]
    by_word = {word: closest(word, wanted, 0.55) for word in free.values()}
    close = closest(name, free.values(), 0.5) or next((word for word, like in by_word.items() if like), None)
    if close:
        return wrong, f"did you mean it by {quoted(close)}?"
    unnamed = [place for place in _filled(below) if place not in written]
    if unnamed:
        return (
            wrong,
            f"column {letter(unnamed[0])} has cells and no heading: write {quoted(name)} above it if it is that one",
        )
    return wrong, f"write {quoted(name)} above the column that holds it"


def _twice(title: str, number: int, written: Mapping[int, str], places: Mapping[str, int]) -> Iterator[Problem]:
    """A heading that stands above two columns, or two headings that mean the same."""
    for name, place in places.items():
        meant = {_key(name), _key(_bare(written[place]))}
        for other, word in written.items():
            if other != place and _key(_bare(word)) in meant and other not in places.values():
                wrong = f"the heading stands twice, and column {letter(place)} was read, not {letter(other)}"
                instead = "delete one of the two, or give it another heading"
                yield Problem(title, number, word, wrong, instead, cell=f"{letter(other)}{number}")


def _unnamed(title: str, number: int, written: Mapping[int, str], below: Rows) -> Iterator[Problem]:
    for place in _filled(below):
        if place not in written:
            wrong, instead = (
                "has cells and no heading, and was not read",
                "write a heading above it, and undo merged cells",
            )
            yield Problem(title, number, f"column {letter(place)}", wrong, instead, cell=f"{letter(place)}{number}")


def _filled(below: Rows) -> Iterator[int]:
    """The places that hold something in the first rows."""
    filled = {
        place
        for _, cells in below[:200]
        for place, cell in enumerate(cells)
        if not values.is_nothing(cell) and cell is not False
    }
    return iter(sorted(filled))


def letter(place: int) -> str:
    """The letters of a column, by its place from 0: B for 1, AA for 26."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
