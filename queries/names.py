"""Names that a person types, found among those there are."""

from collections.abc import Iterable, Sequence


class UnknownName(KeyError):
    """Something that does not exist was asked for by its name; the message lists what there is."""

    def __str__(self) -> str:
        return str(self.args[0])


def found(kind: str, known: Iterable[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """The known names that are wanted, given in any case, each once. Raises UnknownName, which calls them `kind`."""
    by_name = {name.casefold(): name for name in known}
    for name in wanted:
        if name.casefold() not in by_name:
            raise UnknownName(f"There is no {kind} {name!r}. There are: {', '.join(by_name.values()) or 'none yet'}.")
    return tuple(dict.fromkeys(by_name[name.casefold()] for name in wanted))
