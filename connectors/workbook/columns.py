"""Which columns a tab was read in, and what to do when a heading is gone: stop, rather than take its cells for empty.

A workbook that is read by itself must not lose all answers because somebody gave the column another name.
"""

from collections.abc import Mapping
from typing import NamedTuple

from connectors.workbook.finding import Found
from connectors.workbook.problem import Problem, quoted


class Columns(NamedTuple):
    """The columns of a tab that were read, by their names, the headings that were not known, and its title."""

    tab: str
    names: tuple[str, ...]
    others: tuple[str, ...] = ()
    title: str = ""


def columns(found: Mapping[str, Found]) -> list[Columns]:
    """The columns of the tabs that were found."""
    return [Columns(name, tuple(one.places), one.unknown, one.title) for name, one in found.items()]


def stopped(found: Mapping[str, Found], before: Mapping[str, Columns], problems: list[Problem]) -> dict[str, Found]:
    """The tabs to read: not those in which a heading has gone since and another one come that nobody knows.

    A column that is gone without another in its place was deleted, and that is no problem.
    """
    kept = {}
    for name, tab in found.items():
        known = before.get(name, Columns(name, ()))
        gone = [column for column in known.names if column not in tab.places]
        new = [heading for heading in tab.unknown if heading not in known.others]
        if gone and new:
            problems.append(_problem(tab, gone, new))
        else:
            kept[name] = tab
    return kept


def _problem(tab: Found, gone: list[str], new: list[str]) -> Problem:
    lost = " and ".join(map(quoted, gone))
    come = " and ".join(map(quoted, new))
    are = "is" if len(gone) == 1 else "are"
    return Problem(
        tab.title,
        None,
        None,
        f"the heading {lost} {are} gone and {come} has come, so this tab was not read and stays as it was",
        f"write {lost} above its column again, or take {come} away until the next sync if it was deleted",
        refuses=True,
    )
