"""The tabs of the workbook and their columns: what they are called, in how many ways, and what belongs in them.

They are listed in tabs.toml. Each tab's first column is where an example says that it is one.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

#: A row whose first filled cell begins so is an example and is not read.
EXAMPLE = "Example:"

OUTCOMES = ("answered", "no time", "not important", "does not know", "passed on", "closed")
KINDS = ("input", "approval")


@dataclass(frozen=True)
class Column:
    """A column: its heading, one sentence on what to write, and other wordings of the heading.

    `choices` are words to choose from; `listed_in` is a tab whose first column lists them; `width` is in characters.
    """

    name: str
    note: str
    wordings: tuple[str, ...] = ()
    is_needed: bool = False
    choices: tuple[str, ...] = ()
    listed_in: str | None = None
    form: Literal["text", "time", "day", "month", "percent"] = "text"
    width: int = 18


@dataclass(frozen=True)
class Tab:
    """A tab: its name, its columns, other titles, and two rows of example."""

    name: str
    columns: tuple[Column, ...]
    titles: tuple[str, ...] = ()
    examples: tuple[tuple[str, ...], ...] = ()

    def column(self, name: str) -> Column:
        """The column of this name."""
        return next(column for column in self.columns if column.name == name)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(", ")) if text else ()


def _tab(found: dict[str, Any]) -> Tab:
    columns = tuple(
        Column(wordings=_listed(column.pop("said")), choices=tuple(column.pop("choices", ())), **column)
        for column in found["columns"]
    )
    return Tab(found["name"], columns, _listed(found["said"]), tuple(map(tuple, found["examples"])))


TABS: tuple[Tab, ...] = tuple(
    map(_tab, tomllib.loads(Path(__file__).with_name("tabs.toml").read_text(encoding="utf-8"))["tab"])
)
BY_NAME = {tab.name: tab for tab in TABS}
HANDOFFS = BY_NAME["Hand-offs"]
