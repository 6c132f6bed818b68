"""Names as people type them: what differs only in case, spaces, dashes or punctuation is one name."""

import difflib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from connectors.workbook.problem import Bad, one_of, quoted


@lru_cache(maxsize=50_000)
def key(text: str) -> str:
    """What two ways of writing one name have in common: its letters and digits, whatever their case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum()) or folded.strip()


def tidy(text: str) -> str:
    """A text with plain spaces, and none around it."""
    return " ".join(text.split())


class Names:
    """The names of one kind of thing, in their own spelling and order."""

    def __init__(self, what: str, names: Iterable[str] = (), *, is_open: bool = False) -> None:
        """`what` is where they are listed, as in ‘Departments’; `is_open`: a name that is new joins the list."""
        self.what = what
        self.is_open = is_open
        self._names: dict[str, str] = {}
        for name in names:
            self.add(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names.values())

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: str) -> bool:
        return key(name) in self._names

    def add(self, name: str) -> str:
        """Take a name in; returns it in the spelling that came first."""
        return self._names.setdefault(key(name), tidy(name))

    def find(self, name: str) -> str:
        """A name in its own spelling. Raises Bad, with the closest there is, for one that is not listed."""
        known = self._names.get(key(name))
        if known is not None:
            return known
        if self.is_open:
            return self.add(name)
        raise Bad(f"{quoted(name)} is not in {self.what}", self.hint(name))

    def hint(self, name: str) -> str:
        """What may have been meant, or what there is."""
        if close := closest(name, list(self._names.values())):
            return f"did you mean {quoted(close)}?"
        if not self._names:
            return f"add it to {self.what} first"
        return f"{one_of(list(self._names.values()))}, or add it to {self.what}"


def closest(name: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The name that is written most like another, or that it begins; None where none is."""
    spaced = {" ".join(tidy(known).casefold().split()): known for known in names}
    wanted = tidy(name).casefold()
    found = difflib.get_close_matches(wanted, spaced, 1, cutoff)
    if found:
        return spaced[found[0]]
    begun = [known for folded, known in spaced.items() if len(wanted) > 2 and folded.startswith(wanted)]
    initials = [known for folded, known in spaced.items() if "".join(word[0] for word in folded.split()) == wanted]
    meant = begun or initials
    return meant[0] if len(meant) == 1 else None
