"""What the warehouse knows already that a workbook may refer to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from connectors.contract import Workbook
from connectors.headings import PLATFORMS
from connectors.workbook.columns import Columns
from connectors.workbook.names import Names, closest, key
from connectors.workbook.problem import Bad, quoted
from queries.metric import Metric, metrics
from warehouse import Home, NothingPublished, current, memory

#: Runs a query and gives its rows: `Writer.execute`, or `Snapshot.rows`.
Ask = Callable[[str], Sequence[tuple[Any, ...]]]


@dataclass(frozen=True)
class Channel:
    """A channel of ours."""

    channel_key: int
    platform: str
    native_id: str
    handle: str | None = None
    title: str | None = None
    url: str | None = None

    @property
    def name(self) -> str:
        """How a person would write it."""
        return self.handle or self.title or self.native_id


@dataclass(frozen=True)
class Known:
    """The time now (UTC), the zone in force, and what there is by name; `years`: first and last of the data.

    `own_zone` is the zone of the spreadsheet itself, where it has one; `month_first`: in its country the month comes
    before the day; `columns` are those in which the workbook was read last, by tab.
    """

    now: datetime
    zone: str = "UTC"
    own_zone: str | None = None
    month_first: bool = False
    columns: Mapping[str, Columns] = field(default_factory=dict)
    channels: tuple[Channel, ...] = ()
    departments: tuple[str, ...] = ()
    with_calendar: tuple[str, ...] = ()
    calendars: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    measures: Mapping[str, Metric] = field(default_factory=metrics)

    def of(self, given: Workbook) -> "Known":
        """The same, with what a workbook tells of itself."""
        return replace(self, own_zone=given.zone, month_first=given.month_first)

    def channel(self, said: str, platform: str | None) -> Channel:
        """The channel that is meant by a handle, title, id or address. Raises Bad for none, or for more than one."""
        named, separator, rest = said.partition(":")
        if separator and key(named) in PLATFORMS and not rest.startswith("//"):
            said, platform = rest, PLATFORMS[key(named)]
        wanted = key(said.removeprefix("@"))
        fitting = [
            channel
            for channel in self.channels
            if platform in (None, channel.platform)
            and wanted
            in {key(one.removeprefix("@")) for one in (channel.handle, channel.title, channel.native_id) if one}
        ]
        fitting = fitting or [
            one for one in self.channels if one.url and key(one.url).endswith(key(said)) and "." in said
        ]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            ways = ", ".join(quoted(f"{channel.platform}:{channel.native_id}") for channel in fitting)
            raise Bad(f"{quoted(said)} is the name of {len(fitting)} channels", f"say which one: {ways}")
        if not self.channels:
            raise Bad(
                f"{quoted(said)} is no channel, because there are none yet",
                "import conversations first, and then the workbook again",
            )
        names = [name for one in self.channels for name in (one.handle, one.title, one.native_id) if name]
        close = closest(said, names)
        hint = (
            f"did you mean {quoted(close)}?"
            if close
            else f"there is {', '.join(quoted(c.name) for c in self.channels[:8])}"
        )
        raise Bad(f"{quoted(said)} is none of our channels", hint)

    def measure(self, said: str, figures: Names) -> Metric | str:
        """The metric of ours, by label, title or path, or the figure that is meant. Raises Bad for neither."""
        by_key = {
            key(word): metric
            for metric in self.measures.values()
            for word in (metric.title, metric.label, metric.name, metric.name.rpartition(".")[2])
        }
        if found := by_key.get(key(said)):
            return found
        if said in figures:
            return figures.find(said)
        offered = [*(metric.label for metric in self.measures.values()), *figures]
        titles = {metric.title: metric.label for metric in self.measures.values()}
        close = closest(said, offered) or titles.get(closest(said, titles) or "")
        hint = (
            f"did you mean {quoted(close)}?"
            if close
            else f"write one such as {quoted(offered[0])}, or a name of Figures"
        )
        raise Bad(f"{quoted(said)} is no measure that Rapport has, and not in Figures", hint)


def known_to(home: Home, now: datetime) -> Known:
    """What the published snapshot knows."""
    ask = published(home)
    return known(ask, now) if ask else Known(now)


def published(home: Home) -> Ask | None:
    """What asks the published snapshot; None where there is none, or only the sample, which own data clears away."""
    try:
        snapshot = current(home)
    except NothingPublished:
        return None
    fed_by = {name for (name,) in snapshot.rows("select distinct source from sync_runs where rows_new > 0")}
    return None if fed_by == {memory.SAMPLE} else snapshot.rows


def known(ask: Ask, now: datetime) -> Known:
    """What a warehouse knows."""
    first, last = ask(_YEARS)[0]
    return Known(
        now=now,
        zone=next((str(value) for (value,) in ask("select value from settings where name = 'zone'")), "UTC"),
        columns={str(row[0]): Columns(row[0], tuple(row[1]), tuple(row[2])) for row in ask(_COLUMNS)},
        channels=tuple(Channel(*row) for row in ask(_CHANNELS)),
        departments=_names(ask, "select department from departments order by position"),
        with_calendar=_names(ask, "select department from departments where calendar is not null order by position"),
        calendars=_names(ask, "select distinct calendar from calendars order by 1"),
        topics=_names(ask, "select topic from topics group by topic order by min(position)"),
        figures=_names(ask, "select distinct figure from figures order by 1"),
        years=(int(first), int(last)) if first is not None else None,
    )


def _names(ask: Ask, sql: str) -> tuple[str, ...]:
    return tuple(str(name) for (name,) in ask(sql))


_CHANNELS = """
    select channel_key, platform, native_id, handle, title, url from channels order by platform, native_id
"""
_COLUMNS = "select tab, columns, others from workbook_tabs"
_YEARS = """
    select year(min(first)), year(max(last)) from (
        select min(published_at) as first, max(published_at) as last from messages
        union all select min(asked_at), max(greatest(asked_at, answered_at, ended_at)) from handoffs)
"""
