"""What is wrong in a workbook, in words: where it stands, what is wrong, what to write instead."""

from collections.abc import Sequence
from dataclasses import dataclass


class Bad(Exception):
    """A cell that cannot be taken as it stands."""

    def __init__(self, wrong: str, instead: str | None = None) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.instead = instead


@dataclass(frozen=True)
class Problem:
    """One thing to put right. Without a row it is about the whole tab; `refuses`: what it is about was left out.

    What is not refused has been read without the cell that is named. `cell` is where it stands, such as B14.
    """

    tab: str
    row: int | None
    column: str | None
    wrong: str
    instead: str | None = None
    refuses: bool = False
    cell: str | None = None

    @property
    def place(self) -> str:
        """`Hand-offs row 14`."""
        return self.tab if self.row is None else f"{self.tab} row {self.row}"

    @property
    def reason(self) -> str:
        """What is wrong and what to write instead, with its column."""
        column = f"{self.column}: " if self.column else ""
        return f"{column}{self.wrong}" + (f"; {self.instead}" if self.instead else "")

    def __str__(self) -> str:
        sentence = f"{self.place}{', ' if self.column else ': '}{self.reason}"
        return sentence if sentence.endswith("?") else f"{sentence}."


def quoted(value: object) -> str:
    """A value as it was written, in quotation marks and not too long."""
    text = " ".join(str(value).split())
    return f"‘{text if len(text) <= 60 else text[:57] + '…'}’"


def one_of(words: Sequence[str], most: int = 12) -> str:
    """`write ‘a’, ‘b’ or ‘c’`."""
    shown = [quoted(word) for word in words[:most]]
    if len(words) > most:
        return f"write one of {', '.join(shown)} …"
    return f"write {', '.join(shown[:-1])} or {shown[-1]}" if len(shown) > 1 else f"write {''.join(shown)}"
