"""What an organisation decides for itself, with the values that hold until it does."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any

from queries.once import once
from warehouse import Snapshot


@dataclass(frozen=True)
class Settings:
    """The settings of one warehouse (the workbook's tab Settings). Durations are wall clock."""

    gap_public: timedelta = timedelta(days=7)
    """After so long a silence with nothing waiting, a public thread starts a new conversation."""

    gap_direct: timedelta = timedelta(hours=24)
    """The same for direct messages."""

    horizon: timedelta = timedelta(days=7)
    """Equal follow-up: what needs time to happen is counted within so long of the start."""

    public_promise: timedelta = timedelta(hours=24)
    """Within what time the public is promised an answer, where a channel has no promise of its own."""

    minimum_n: int = 10
    """Under so many items a figure is too few to say."""

    zone: str = "UTC"
    """The IANA time zone in which days begin and end."""


@once
def settings(snapshot: Snapshot) -> Settings:
    """The settings that a snapshot was published with."""
    return read_settings(snapshot.rows("select name, value from settings"))


def read_settings(rows: Iterable[tuple[str, str]]) -> Settings:
    """Settings from rows of name and value; durations are in seconds.

    Raises ValueError, in words, for a value that cannot be read. Names that are not known are left for others.
    """
    found = Settings()
    kinds: dict[str, type[Any]] = {field.name: type(getattr(found, field.name)) for field in fields(found)}
    for name, value in rows:
        kind = kinds.get(name)
        if kind is None:
            continue
        try:
            read: Any = timedelta(seconds=float(value)) if kind is timedelta else kind(value)
        except ValueError:
            raise ValueError(f"Setting {name} is {value!r}, which is not a number: correct it in Settings.") from None
        found = replace(found, **{name: read})
    return found
