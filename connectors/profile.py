"""A profile: which columns of an export mean what. A TOML file that is guessed, corrected and kept (DESIGN.md §5)."""

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import tomli_w

from connectors.contract import NotConfigured
from warehouse import COLUMNS
from warehouse.mapping import FileMapping

TIMES = tuple(name for name, kind in COLUMNS.items() if str(kind).startswith("timestamp"))
KINDS = ("post", "comment", "mention", "review", "review_response", "direct_message", "quote")
TRANSLATED = ("kind", "platform", "hidden_by")


class BadProfile(NotConfigured):
    """A profile that cannot be used; `problems` has one sentence for each thing to mend."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Channel:
    """The account of ours that all rows of a file belong to, unless they name one themselves."""

    native_id: str
    handle: str | None = None
    title: str | None = None
    url: str | None = None
    brand: str | None = None
    purpose: str | None = None


@dataclass(frozen=True)
class Profile:
    """How to read an export. `columns` maps canonical columns to headings; `observed_until` is UTC without a zone.

    `ours_column` and `ours_values` say which rows are by us; `values` translates a column's words into ours;
    `channel_from = "our_author"` makes each of our accounts in the file a channel.
    """

    name: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    platform: str | None = None
    observed_until: datetime | None = None
    zone: str | None = None
    channel_from: str | None = None
    channel: Channel | None = None
    formats: Mapping[str, str] = field(default_factory=dict)
    ours_column: str | None = None
    ours_values: tuple[str, ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def headings(self) -> tuple[str, ...]:
        """The columns that a file must have."""
        return (*self.columns.values(), *([self.ours_column] if self.ours_column else []))

    def mapping(self) -> FileMapping:
        """What the warehouse needs to know of it."""
        return FileMapping(
            columns=self.columns,
            platform=self.platform,
            channel_id=self.channel.native_id if self.channel else None,
            formats=self.formats,
            zone=self.zone,
            ours=(self.ours_column, self.ours_values) if self.ours_column else None,
            values=self.values,
        )

    def problems(self) -> list[str]:
        """One sentence for each thing that keeps the profile from being used, naming its key."""
        where = f"{self.name}.toml" if self.name else "The profile"
        return [f"{where}: {problem}" for problem in self._problems()]

    def _problems(self) -> list[str]:
        found = [
            f"[columns] needs “{column}”, the column that {what}."
            for column, what in _NEEDED.items()
            if column not in self.columns
        ]
        if self.platform is None and "platform" not in self.columns:
            found.append('“platform” is missing: write for example platform = "x", or name its column in [columns].')
        found += [f"[columns] {_unknown(column, COLUMNS)}" for column in self.columns if column not in COLUMNS]
        found += [f"[formats] {_unknown(column, TIMES)}" for column in self.formats if column not in TIMES]
        found += [
            f"[formats] “{column}” has a format and no column in [columns]."
            for column in self.formats
            if column in TIMES and column not in self.columns
        ]
        found += [f"[values] {_unknown(column, TRANSLATED)}" for column in self.values if column not in TRANSLATED]
        found += [
            f"[values.kind] “{word}” = “{kind}”: {_unknown(kind, KINDS)}"
            for word, kind in self.values.get("kind", {}).items()
            if kind not in KINDS
        ]
        if self.channel_from not in (None, "our_author"):
            found.append(f'“channel_from” is “{self.channel_from}”: it can only be "our_author".')
        if self.channel and self.platform is None:
            found.append("[channel] needs “platform” at the top: the account is on one platform.")
        if self.channel and self.channel_from:
            found.append("“channel_from” and [channel] exclude each other: keep one.")
        if self.channel_from and (
            "author_id" not in self.columns or not (self.ours_column or "is_ours" in self.columns)
        ):
            found.append("“channel_from” needs “author_id” in [columns], and [ours] to tell which authors are yours.")
        if self.ours_column and not self.ours_values:
            found.append("[ours] needs “values”: the words in its column that mark a row as ours.")
        if self.zone and not _is_zone(self.zone):
            found.append(f'“zone” is “{self.zone}”, which is no time zone: write it like "Europe/London".')
        return found


_NEEDED = {"native_id": "tells one message from another", "published_at": "says when it was published"}
_TOP = (
    "table",
    "platform",
    "observed_until",
    "zone",
    "channel_from",
    "channel",
    "columns",
    "formats",
    "ours",
    "values",
)


def read(path: Path) -> Profile:
    """Read a profile; its name is the file's stem. Raises BadProfile with a sentence for each thing to mend."""
    try:
        found = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadProfile([f"{path.name} cannot be read ({error}): check the file."]) from None
    except tomllib.TOMLDecodeError as error:
        raise BadProfile([f"{path.name} is not valid TOML ({error}): mend that place."]) from None
    profile, problems = _parsed(found, path.stem)
    problems = [f"{path.name}: {problem}" for problem in problems]
    if problems := problems or profile.problems():
        raise BadProfile(problems)
    return profile


def _parsed(found: Mapping[str, Any], name: str) -> tuple[Profile, list[str]]:
    problems = [_unknown(key, _TOP) for key in found if key not in _TOP]
    if found.get("table", "messages") != "messages":
        problems.append(f'“table” is “{found["table"]}”: only "messages" can be imported.')
    texts = {key: _text(found, key, problems) for key in ("platform", "zone", "channel_from")}
    columns = _texts(found, "columns", problems)
    if "channel" in columns:
        columns["channel_id"] = columns.pop("channel")
    ours = _table(found, "ours", problems)
    problems += [f"[ours] {_unknown(key, ('column', 'values'))}" for key in ours if key not in ("column", "values")]
    values = ours.get("values", [])
    if not isinstance(values, list):
        values = [values]
    given = _table(found, "values", problems)
    profile = Profile(
        name=name,
        columns=columns,
        platform=texts["platform"].lower() if texts["platform"] else None,
        observed_until=_instant(found.get("observed_until"), problems),
        zone=texts["zone"],
        channel_from=texts["channel_from"],
        channel=_channel(found, problems),
        formats=_texts(found, "formats", problems),
        ours_column=_text(ours, "column", problems, "[ours] ") if ours else None,
        ours_values=tuple(str(value) for value in values),
        values={key: _texts(given, key, problems, "values.") for key in given},
    )
    if ours and "column" not in ours:
        problems.append("[ours] needs “column”: the heading whose values tell our rows.")
    return profile, problems


def _table(found: Mapping[str, Any], key: str, problems: list[str], prefix: str = "") -> dict[str, Any]:
    value = found.get(key, {})
    if isinstance(value, dict):
        return value
    problems.append(f"[{prefix}{key}] must be a table of keys and values.")
    return {}


def _texts(found: Mapping[str, Any], key: str, problems: list[str], prefix: str = "") -> dict[str, str]:
    table = _table(found, key, problems, prefix)
    problems += [
        f"[{prefix}{key}] “{name}” must be a text in quotes." for name, v in table.items() if not isinstance(v, str)
    ]
    return {name: value for name, value in table.items() if isinstance(value, str)}


def _text(found: Mapping[str, Any], key: str, problems: list[str], where: str = "") -> str | None:
    value = found.get(key)
    if value is None or (isinstance(value, str) and value):
        return value
    problems.append(f"{where}“{key}” must be a text in quotes.")
    return None


def _channel(found: Mapping[str, Any], problems: list[str]) -> Channel | None:
    if "channel" not in found:
        return None
    table = _texts(found, "channel", problems)
    known = tuple(each.name for each in fields(Channel))
    problems += [f"[channel] {_unknown(key, known)}" for key in table if key not in known]
    if not table.get("native_id"):
        problems.append("[channel] needs “native_id”: the platform's id of the account, or its handle.")
        return None
    return Channel(**{key: value for key, value in table.items() if key in known})


def _instant(value: Any, problems: list[str]) -> datetime | None:
    if value is None:
        return None
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            value = None
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    problems.append("“observed_until” must be a date and time, like 2020-04-03T06:00:00Z.")
    return None


def _unknown(key: str, known: Sequence[str] | Mapping[str, Any]) -> str:
    close = difflib.get_close_matches(key, list(known), 1)
    hint = f"did you mean “{close[0]}”?" if close else f"known are {', '.join(known)}."
    return f"“{key}” is not known here: {hint}"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def write(profile: Profile) -> str:
    """The profile as TOML; `read` gives the same profile back."""
    until = profile.observed_until
    channel = profile.channel and {each.name: getattr(profile.channel, each.name) for each in fields(Channel)}
    found: dict[str, Any] = {
        "table": "messages",
        "platform": profile.platform,
        "observed_until": until and until.replace(tzinfo=UTC),
        "zone": profile.zone,
        "channel_from": profile.channel_from,
        "channel": channel and {key: value for key, value in channel.items() if value is not None},
        "columns": dict(profile.columns),
        "formats": dict(profile.formats),
        "ours": profile.ours_column and {"column": profile.ours_column, "values": list(profile.ours_values)},
        "values": {column: dict(words) for column, words in profile.values.items()},
    }
    return tomli_w.dumps({key: value for key, value in found.items() if value})


def keep(profile: Profile, folder: Path, name: str) -> Path:
    """Keep a profile as `name`.toml in a folder, in place of one of that name, and return where it is.

    Raises BadProfile when it could not be read again, or its name has no letter or digit.
    """
    stem = re.sub(r"[^\w.-]+", "-", name.strip()).strip("-.")
    if not stem:
        raise BadProfile([f"“{name}” is no name for a profile: use letters or digits."])
    if problems := profile.problems():
        raise BadProfile(problems)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}.toml"
    unfinished = path.with_suffix(".part")
    unfinished.write_text(write(profile), "utf-8")
    unfinished.replace(path)
    return path
