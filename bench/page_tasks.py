"""Measured tasks about the page: recorded once, then asked in processes of their own (see bench/tasks.py)."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from statistics import median

from bench import page
from bench.page import SCOPES, Call, Scoped
from bench.timing import Figures, beside, in_turns, peak, ratio, timed
from warehouse import Home, Snapshot, current

#: Shapes of the figures that are rates or counts: what one scan of their columns is held against.
_RATES_AND_COUNTS = ("rate", "count")

#: What they read: table → the time that a period is cut by, and the columns beside it.
_COLUMNS = {
    "exchanges": ("asked_at", "answered_at withdrawn_at due_at channel_key conversation_key"),
    "conversations": ("started_at", "first_answer_at further_at channel_key conversation_key"),
    "our_turns": ("spoken_at", "channel_key conversation_key"),
    "posts": ("published_at", "channel_key is_automated post_key"),
}


def record(_file: Path, folder: Path) -> Figures:
    """Run the page in each scope and keep what it asks."""
    for scoped in SCOPES:
        page.save(page.record(Home(folder), scoped), _kept(folder, scoped))
    return {}


def ask(_file: Path, folder: Path) -> Figures:
    """The whole page, its rates and counts, and one scan of the columns that those need, taking turns."""
    snapshot = current(Home(folder))
    found: Figures = {}
    for scoped in SCOPES:
        calls = recorded(folder, scoped)
        plain = [call for call in calls if is_rate_or_count(call)]
        since, until = _reach(plain)
        times = in_turns(
            {
                "scan": lambda since=since, until=until: _scan(snapshot, since, until),
                "plain": lambda plain=plain: page.replay(snapshot, plain),
                "page": lambda calls=calls: page.replay(snapshot, calls),
            }
        )
        scan, rates, whole = (median(times[name]) for name in ("scan", "plain", "page"))
        found[f"page, {scoped.name}"] = whole
        found[f"rates and counts of the page, {scoped.name}"] = rates
        found[f"one scan of their columns, {scoped.name}"] = scan
        found[f"rates and counts ÷ one scan, {scoped.name}"] = ratio(times["plain"], times["scan"])
    return found


def slowest(_file: Path, folder: Path) -> Figures:
    """The questions of the page that take longest, each by itself."""
    snapshot = current(Home(folder))
    scoped = SCOPES[-1]
    times: dict[str, float] = {}
    calls = recorded(folder, scoped)
    page.replay(snapshot, calls)
    page.forget(snapshot)
    for call in calls:
        times[named(call)] = times.get(named(call), 0.0) + timed(lambda call=call: call.ask(snapshot))
    longest = sorted(times, key=lambda name: -times[name])[:6]
    return {f"question, {scoped.name}: {name}": times[name] for name in longest}


def memory(_file: Path, folder: Path) -> Figures:
    """What a process holds that opens the snapshot and asks the page once, in the larger scope."""
    calls = recorded(folder, SCOPES[-1])
    before = peak()
    page.replay(current(Home(folder)), calls)
    return {"memory of the page, MB": peak(), "of it before the snapshot is opened, MB": before}


def recorded(folder: Path, scoped: Scoped) -> list[Call]:
    """What the page asked in a scope."""
    return page.load(_kept(folder, scoped))


def is_rate_or_count(call: Call) -> bool:
    """Whether a call asks for nothing but rates or counts of conversations."""
    return any(
        found.metric.shape in _RATES_AND_COUNTS and not found.metric.is_about_handoffs
        for found in page.measured([call])
    )


def named(call: Call) -> str:
    """What a call asks, in few words."""
    found = page.measured([call])
    if found:
        return f"{found[0].metric.name}{f' by {found[0].by}' if found[0].by else ''}"
    name = call.function.__name__
    return f"{name} {call.arguments[0]}" if name == "read" else name


def _kept(folder: Path, scoped: Scoped) -> Path:
    return beside(folder, f"page-{SCOPES.index(scoped)}")


def _reach(calls: Sequence[Call]) -> tuple[datetime, datetime]:
    """From when to when the calls look, comparison included."""
    scopes = [found.scope for found in page.measured(list(calls))]
    earlier = [found.scope.before(found.watermark) for found in page.measured(list(calls))]
    bounds = [scope.bounds() for scope in (*scopes, *earlier) if scope]
    return min(since for since, _ in bounds), max(until for _, until in bounds)


def _scan(snapshot: Snapshot, since: datetime, until: datetime) -> None:
    for table, (time, columns) in _COLUMNS.items():
        read = ", ".join(f"max({column})" for column in (time, *columns.split()))
        snapshot.rows(f"select {read} from {table} where {time} >= $1 and {time} < $2", [since, until])
