"""What was measured, as a Markdown page: goals with met or not met, all figures, the peers, what is missing and why.

Every number in the text comes from the figures, so that none of them is kept by hand.
"""

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import log10

from bench.timing import MOST_ROUNDS, Figures

Measured = Mapping[int, Figures]

LOAD = "load average"
"""The highest of the last minute at the end of a task: more than about the number of cores, and others were at work."""

_FULL = "full rebuild of the marts"
_NEW = "10 k new messages, upsert and marts"


@dataclass(frozen=True)
class Goal:
    """A figure that is not to be exceeded, at the size for which it is meant."""

    figure: str
    most: float
    said: str
    size: int = 10_000_000


GOALS = (
    Goal("(import + marts) ÷ bare INSERT", 2, "≤ 2", 1_000_000),
    Goal("10 k new messages ÷ full rebuild", 1 / 30, "≤ 1/30"),
    Goal(f"growth exponent: {_NEW}", 0.15, "≤ 0.15"),
    Goal("scattered ÷ recent edits", 3, "≤ 3"),
    Goal("rebuild ÷ Polars", 1, "≤ 1"),
    Goal("rates and counts ÷ one scan, 90 d, 5 channels", 2, "≤ 2"),
    Goal("rates and counts ÷ one scan, 365 d", 3.5, "≤ 3.5"),
    Goal("page, 90 d, 5 channels", 0.15, "under 0.15 s"),
    Goal("shared page ÷ Polars, 90 d, 5 channels", 1, "≤ 1"),
    Goal("shared page ÷ Polars, 365 d", 1, "≤ 1"),
    Goal("shared page ÷ PostgreSQL, 90 d, 5 channels", 0.1, "≤ 1/10"),
    Goal("shared page ÷ PostgreSQL, 365 d", 0.1, "≤ 1/10"),
    Goal("memory of the page, MB", 150, "≤ 150 MB"),
    Goal("memory of a rebuild, MB", 500, "≤ 500 MB"),
    Goal("click ÷ constant data, 365 d", 1.3, "≤ 1.3"),
)

PEERS = ("Polars", "pandas", "SQLite", "PostgreSQL")
SCOPES = ("90 d, 5 channels", "365 d")


def page(measured: Measured) -> str:
    """The page for what was measured at each size."""
    known = {size: completed(figures) for size, figures in sorted(measured.items())}
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"
    goals = judged(known)
    parts = [
        "# Results",
        f"{date.today().isoformat()}, {machine}, {' and '.join(f'{size:,}' for size in known)} messages"
        f"{_busy(known)}. {_ABOUT}",
        f"{sum(is_met for *_, is_met in goals)} of {len(goals)} goals that were measured are met.",
        "## Goals",
        _goals(known),
        "## Peers, on the same rows with equal answers",
        _peers(known),
        "## All figures",
        _figures(known),
        "## What is measured",
        _WHAT,
        "## What was not measured",
        _missing(known),
    ]
    return "\n\n".join(parts) + "\n"


def completed(figures: Figures) -> Figures:
    """The figures, with the ratios of those that come from different tasks."""
    found = dict(figures)
    full = found.get(_FULL)
    if not isinstance(full, float):
        return found
    if isinstance(new := found.get(_NEW), float):
        found["10 k new messages ÷ full rebuild"] = new / full
    for peer in PEERS[1:]:
        theirs = found.get(f"marts in {peer}")
        if theirs is not None:
            found[f"rebuild ÷ {peer}"] = full / theirs if isinstance(theirs, float) else theirs
    return found


def judged(known: Measured) -> list[tuple[Goal, int, float, bool]]:
    """Each goal that can be judged, with the size, the value there, and whether it is met.

    A goal is judged at the size it is meant for, or else at the largest that was measured.
    """
    found = []
    for goal in GOALS:
        sizes = [size for size in known if isinstance(_value(known, size, goal.figure), float)]
        if sizes:
            size = goal.size if goal.size in sizes else max(sizes)
            value = _value(known, size, goal.figure)
            assert isinstance(value, float)
            found.append((goal, size, value, value <= goal.most))
    return found


def _value(known: Measured, size: int, name: str) -> float | str | None:
    exponent = name.removeprefix("growth exponent: ")
    if exponent == name:
        return known[size].get(name)
    return growth(known, exponent) if size == max(known) else None


def growth(known: Measured, name: str) -> float | None:
    """log(time at the largest size ÷ time at the smallest) ÷ log(ratio of the sizes); None for a single size."""
    sizes = [size for size, figures in known.items() if isinstance(figures.get(name), float)]
    if len(sizes) < 2 or "÷" in name or "MB" in name:
        return None
    first, last = (float(known[size][name]) for size in (min(sizes), max(sizes)))
    return log10(last / first) / log10(max(sizes) / min(sizes)) if first > 0 and last > 0 else None


def _busy(known: Measured) -> str:
    loads = [load for figures in known.values() if isinstance(load := figures.get(LOAD), float)]
    return f", load average up to {max(loads):.1f}" if loads else ""


def _goals(known: Measured) -> str:
    lines = [_row(["goal", "wanted", "measured", "at", ""]), _row(["---"] * 5)]
    for goal, size, value, is_met in judged(known):
        at = f"{size:,}" + ("" if size >= goal.size else f" (meant for {goal.size:,})")
        lines.append(_row([goal.figure, goal.said, shown(goal.figure, value), at, "met" if is_met else "**not met**"]))
    return "\n".join(lines)


def _peers(known: Measured) -> str:
    """Ratios: how many times as long each takes as we do."""
    lines = [_row(["times as long as ours", *(f"{peer}, {size:,}" for size in known for peer in PEERS)])]
    lines.append(_row(["---"] * (1 + len(known) * len(PEERS))))
    names = {"marts of conversations": "rebuild ÷ {}"} | {
        f"page, {scope}": f"shared page ÷ {{}}, {scope}" for scope in SCOPES
    }
    for said, name in names.items():
        values = [known[size].get(name.format(peer)) for size in known for peer in PEERS]
        lines.append(_row([said, *(f"{1 / value:.2f}" if isinstance(value, float) else "–" for value in values)]))
    return "\n".join(lines)


def _figures(known: Measured) -> str:
    names = list(dict.fromkeys(name for figures in known.values() for name in figures if name != LOAD))
    lines = [_row(["", *(f"{size:,}" for size in known), "growth exponent"]), _row(["---"] * (2 + len(known)))]
    for name in names:
        values = [known[size].get(name) for size in known]
        if any(isinstance(value, float) for value in values):
            exponent = growth(known, name)
            cells = [shown(name, value) if isinstance(value, float) else "–" for value in values]
            lines.append(_row([name, *cells, f"{exponent:.2f}" if exponent is not None else ""]))
    return "\n".join(lines)


def _missing(known: Measured) -> str:
    said = [
        f"- {name}, {size:,} messages: {value}."
        for size, figures in known.items()
        for name, value in figures.items()
        if isinstance(value, str)
    ]
    judgeable = {goal.figure for goal, *_ in judged(known)}
    said += [f"- goal “{goal.figure}”: no figure." for goal in GOALS if goal.figure not in judgeable]
    return "\n".join([*said, *_NEVER])


def shown(name: str, value: float) -> str:
    """A figure with its unit: seconds, MB, or a bare ratio or exponent."""
    if "MB" in name:
        return f"{value:,.0f} MB"
    if "÷" in name or "exponent" in name:
        return f"{value:.3f}" if value < 0.1 else f"{value:.2f}"
    return f"{value:.3f} s" if value < 1 else f"{value:.2f} s"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


_ABOUT = f"""Medians of up to {MOST_ROUNDS} rounds. Machines are noisy: ratios within one task are from runs that take
turns, and below a factor of two only those count. Made by `make bench`, every number and verdict of it."""

_WHAT = """- **bare INSERT**: the CSV read with types into a plain table of the same columns, nothing else. **import**:
  the same file through the file import, verdicts from the texts included; **marts**: the full build after.
- **marts in** a peer: roots, effective times, exchanges and conversations of the same rows, already in its memory or
  tables. It is less than ours (no episodes, outreach, withdrawn questions, business hours or promises); held against
  ours by the number of exchanges.
- **10 k new messages**: upsert and refresh of what they touch, publishing apart. **Edits** are 1,000 over all history,
  and as many recent.
- **page**: everything that *Where we stand* asks with all that it folds away opened, recorded by running the page, and
  asked again call by call; a log of hand-offs is there. No figure is kept from one round to the next, only what is
  worked out once for a snapshot, as while the dashboard runs.
- **rates and counts ÷ one scan**: those of its figures that are shares or counts, with comparison and slices, against
  reading once the columns that they need, over both periods.
- **shared page**: the part that the peers answer as well: conversations started, answered in time, answered at all,
  came back, reply share, first and later waits (Kaplan–Meier median and p90 with limits), backlog with ages, depth;
  with comparison, by channel, by week, by weekday and hour. Checked before it is timed: counts and Kaplan–Meier
  quantiles equal, rates and limits to 1e-9. All four express all of it. Polars and pandas hold the rows in memory,
  Polars plans the page as one; SQLite and PostgreSQL have indexes on the times.
- **memory**: the most that a fresh process held, the Python interpreter and its modules included.
- **click → drawn**: from the click on “Last 365 days” to the frame after the last change in the page, in Chromium. The
  plain figure is a click **at once**, as soon as the page over 90 days stands. **asked ahead** is a click after the
  server has come to rest, because it has asked itself what the other periods need: what a reader meets who has read the
  page for so long as **page drawn → all periods asked ahead** says. The goal is judged on that click. **constant data**
  is the same click when all figures have been drawn before; **memory of the dashboard** the most that its process held
  in all this."""

_NEVER = [
    "- Peers for metrics of people, departments and the clock ledger: only conversations are compared.",
    "- Memory of PostgreSQL: it is shared by several processes.",
]
