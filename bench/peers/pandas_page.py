"""pandas: the rows in memory, one ask after the other."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from bench.peers.asks import HORIZON, Ask, Rows, summed_up
from bench.peers.rows import TABLES

_Z = 1.959963984540054
_NEVER = np.iinfo(np.int64).max
_BASIS = {
    "conversations.reply_rate": ("exchanges", "asked_at"),
    "interactivity.reply_share": ("said", "basis_at"),
    "conversations.first_response": ("exchanges", "started_at"),
    "conversations.next_response": ("exchanges", "started_at"),
    "conversations.waiting": ("exchanges", "asked_at"),
}
_SINGLE = ("conversations.ever_answered", "conversations.two_way")


class Pandas:
    """The rows as frames; a time that has not come is the largest number, so that columns stay whole numbers."""

    name = "pandas"

    def __init__(self, folder: Path) -> None:
        frames = {table: pd.read_parquet(folder / f"{table}.parquet", dtype_backend="pyarrow") for table in TABLES}
        plain = {name: frame.fillna(_NEVER).astype("int64") for name, frame in frames.items()}
        watermarks = plain.pop("channels").set_index("channel_key")["watermark"]
        for frame in plain.values():
            frame["watermark"] = frame["channel_key"].map(watermarks)
        said = [
            plain[table].rename(columns={time: "basis_at"}).assign(hit=is_turn)
            for table, time, is_turn in (("our_turns", "spoken_at", True), ("posts", "published_at", False))
        ]
        self._frames = {**plain, "said": pd.concat(said, ignore_index=True)}

    def page(self, asks: Iterable[Ask]) -> dict[Ask, Rows]:
        """The answers to all that a page asks."""
        return {ask: _rows(ask, _SHAPES[ask.shape](ask, self._scoped(ask))) for ask in asks}

    def close(self) -> None:
        """Nothing to end."""

    def _scoped(self, ask: Ask) -> pd.DataFrame:
        table, basis = _BASIS.get(ask.metric, ("conversations", "started_at"))
        rows = self._frames[table]
        at = rows[basis]
        wanted = (at < ask.until) & (at <= rows["watermark"])
        if ask.shape != "open":
            wanted &= at >= ask.since
        if ask.channels:
            wanted &= rows["channel_key"].isin(ask.channels)
        found = _items(ask, rows[wanted].assign(basis_at=at))
        return found.assign(slice=0 if ask.is_over_time else _slice(ask, found))


def _slice(ask: Ask, rows: pd.DataFrame) -> Any:
    at = rows["basis_at"]
    if ask.by == "channel":
        return rows["channel_key"]
    if ask.by == "week":
        return (at // 86400 + 3) // 7
    if ask.by == "weekday_hour":
        return ((at // 86400 + 3) % 7 + 1) * 100 + at % 86400 // 3600
    return 0


def _items(ask: Ask, rows: pd.DataFrame) -> pd.DataFrame:
    name = ask.metric.split(".")[1]
    if name == "reply_rate":
        kept = rows[rows["withdrawn_at"] >= rows["due_at"]]
        return kept.assign(hit=kept["answered_at"] <= kept["due_at"])
    if name == "reply_share":
        return rows.assign(due_at=rows["basis_at"])
    if name in ("ever_answered", "two_way", "depth"):
        due_at = rows["started_at"] + HORIZON
        if name == "ever_answered":
            return rows.assign(due_at=due_at, hit=rows["first_answer_at"] <= due_at)
        answered = rows.assign(due_at=due_at, hit=rows["further_at"] <= due_at)[rows["first_answer_at"] <= due_at]
        return answered.rename(columns={"exchanges_within_horizon": "value"})
    if ask.shape == "wait":
        return rows[rows["ordinal"] == 1 if name == "first_response" else rows["ordinal"] > 1]
    return rows


def _count(_ask: Ask, scoped: pd.DataFrame) -> pd.DataFrame:
    return scoped.groupby("slice").size().rename("n").reset_index()


def _rate(ask: Ask, scoped: pd.DataFrame) -> pd.DataFrame:
    ages = scoped.assign(not_due=(scoped["due_at"] > scoped["watermark"]) & (scoped["due_at"] != _NEVER))
    younger = ages.assign(never_due=ages["due_at"] == _NEVER).groupby("slice")[["not_due", "never_due"]].sum()
    due = scoped[scoped["due_at"] <= scoped["watermark"]]
    if ask.metric in _SINGLE:
        sums = due.groupby("slice")["hit"].agg(n="size", hits="sum")
        sums = sums.assign(
            clusters=sums["n"], hits_squared=sums["hits"], hits_times_size=sums["hits"], size_squared=sums["n"]
        )
    else:
        clustered = due.groupby(["slice", "conversation_key"])["hit"].agg(n="size", hits="sum").reset_index("slice")
        clustered["clusters"] = 1
        clustered["hits_squared"] = clustered["hits"] * clustered["hits"]
        clustered["hits_times_size"] = clustered["hits"] * clustered["n"]
        clustered["size_squared"] = clustered["n"] * clustered["n"]
        sums = clustered.groupby("slice").sum()
    return younger.join(sums).fillna(0).astype("int64").reset_index()


def _wait(_ask: Ask, scoped: pd.DataFrame) -> pd.DataFrame:
    known = scoped[scoped["asked_at"] <= scoped["watermark"]]
    seen, asked = known["watermark"], known["asked_at"]
    is_answered = known["answered_at"] <= seen
    stopped = np.minimum(known["withdrawn_at"], seen)
    t = np.where(is_answered, known["answered_at"] - asked, np.maximum(stopped - asked, 0))
    waits = pd.DataFrame({"slice": known["slice"], "t": t, "answered": is_answered})
    steps = waits.groupby(["slice", "t"])["answered"].agg(answered="sum", items="size").reset_index()
    by_slice = steps.groupby("slice")
    totals = by_slice.agg(n=("items", "sum"), answered=("answered", "sum"), longest=("t", "max"))
    totals["still_waiting"] = totals["n"] - totals.pop("answered")
    totals["at_once"] = steps[steps["t"] == 0].groupby("slice")["answered"].sum().reindex(totals.index, fill_value=0)
    at_risk = by_slice["items"].transform("sum") - by_slice["items"].cumsum() + steps["items"]
    curve = _curve(steps.assign(at_risk=at_risk)[steps["answered"] > 0])
    for quantile, left in (("median", 0.5), ("p90", 0.1)):
        for end, column in (("", "survival"), ("_low", "lower"), ("_high", "upper")):
            totals[f"{quantile}{end}"] = curve[curve[column] <= left + 1e-9].groupby("slice")["t"].min()
    return totals.reset_index()


def _curve(steps: pd.DataFrame) -> pd.DataFrame:
    answered, at_risk = steps["answered"], steps["at_risk"]
    is_last = answered == at_risk
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        hazard = np.log(1 - answered / at_risk)
        part = np.where(is_last, 0, answered / (at_risk * (at_risk - answered)))
        keys = steps["slice"]
        survival = np.exp(hazard.groupby(keys).cumsum())
        greenwood = pd.Series(part, index=steps.index).groupby(keys).cumsum()
        reach = _Z * np.sqrt(greenwood) / -np.log(survival)
        lower = np.where(survival.isin([0.0, 1.0]), survival, survival ** np.exp(reach))
        upper = np.where(survival == 1, 1, np.where(survival > 0, survival ** np.exp(-reach), np.nan))
    return steps.assign(survival=survival, lower=lower, upper=upper)


def _open(ask: Ask, scoped: pd.DataFrame) -> pd.DataFrame:
    basis, seen = scoped["basis_at"], scoped["watermark"]
    ended = scoped["answered_at"].where(scoped["answered_at"] != _NEVER, scoped["withdrawn_at"])
    if ask.is_over_time:
        went = (ended <= seen) & (ended < ask.until)
        at = pd.concat([basis, np.maximum(ended, basis)[went]])
        step = np.concatenate([np.ones(len(basis), int), -np.ones(int(went.sum()), int)])
        week = (np.maximum(at.to_numpy(), ask.since) // 86400 + 3) // 7
        return pd.Series(step).groupby(week).sum().rename_axis("slice").rename("moved").reset_index()
    age = np.minimum(seen, ask.until) - basis
    ages = age[(ended > seen) | (ended >= ask.until)].groupby(scoped["slice"])
    found = ages.agg(n="size", oldest="max")
    found["ages"] = list(zip(ages.quantile(0.5), ages.quantile(0.9), strict=True))
    return found.reset_index()


def _median(_ask: Ask, scoped: pd.DataFrame) -> pd.DataFrame:
    due = scoped[scoped["due_at"] <= scoped["watermark"]]
    return due.groupby(["slice", "value"]).size().rename("items").reset_index()


_SHAPES: dict[str, Callable[[Ask, pd.DataFrame], pd.DataFrame]] = {
    "count": _count,
    "rate": _rate,
    "wait": _wait,
    "open": _open,
    "median": _median,
}


def _rows(ask: Ask, frame: pd.DataFrame) -> Rows:
    listed = frame.to_dict("records")
    if ask.is_over_time:
        return summed_up(ask, {row["slice"]: row["moved"] for row in listed})
    rows: Rows = {}
    for row in listed:
        known = {key: None if isinstance(value, float) and np.isnan(value) else value for key, value in row.items()}
        rows.setdefault(int(row["slice"]), []).append(known)
    return rows
