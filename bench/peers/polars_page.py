"""Polars: the rows in memory, all asks of a page as one plan, so that what they share is done once."""

from collections.abc import Callable, Iterable
from pathlib import Path

import polars as pl

from bench.peers.asks import HORIZON, Ask, Rows, summed_up
from bench.peers.rows import TABLES

_Z = 1.959963984540054
_BASIS = {
    "conversations.started": ("conversations", "started_at"),
    "conversations.reply_rate": ("exchanges", "asked_at"),
    "conversations.ever_answered": ("conversations", "started_at"),
    "conversations.two_way": ("conversations", "started_at"),
    "interactivity.reply_share": ("said", "basis_at"),
    "conversations.first_response": ("exchanges", "started_at"),
    "conversations.next_response": ("exchanges", "started_at"),
    "conversations.waiting": ("exchanges", "asked_at"),
    "conversations.depth": ("conversations", "started_at"),
}
_SINGLE = ("conversations.ever_answered", "conversations.two_way")
_ANSWERED = pl.col("first_answer_at") <= pl.col("started_at") + HORIZON
_DUE = pl.col("due_at") <= pl.col("watermark")


class Polars:
    """The rows as frames."""

    name = "Polars"

    def __init__(self, folder: Path) -> None:
        frames = {table: pl.read_parquet(folder / f"{table}.parquet") for table in TABLES}
        watermarks = frames.pop("channels")
        self._frames = {
            name: frame.join(watermarks, on="channel_key", maintain_order="left").lazy()
            for name, frame in frames.items()
        }
        self._frames["said"] = pl.concat(
            [
                self._frames[table].select(
                    "conversation_key", "channel_key", "watermark", basis_at=time, hit=pl.lit(is_turn)
                )
                for table, time, is_turn in (("our_turns", "spoken_at", True), ("posts", "published_at", False))
            ]
        )

    def page(self, asks: Iterable[Ask]) -> dict[Ask, Rows]:
        """The answers to all that a page asks."""
        listed = list(asks)
        found = pl.collect_all([_SHAPES[ask.shape](ask, self._scoped(ask)) for ask in listed])
        return {ask: _rows(ask, frame) for ask, frame in zip(listed, found, strict=True)}

    def close(self) -> None:
        """Nothing to end."""

    def _scoped(self, ask: Ask) -> pl.LazyFrame:
        table, basis = _BASIS[ask.metric]
        items = self._frames[table].with_columns(basis_at=pl.col(basis))
        wanted = (pl.col("basis_at") < ask.until) & (pl.col("basis_at") <= pl.col("watermark"))
        if ask.shape != "open":
            wanted &= pl.col("basis_at") >= ask.since
        if ask.channels:
            wanted &= pl.col("channel_key").is_in(list(ask.channels))
        key = pl.lit(0) if ask.is_over_time else _slice(ask)
        return _items(ask, items.filter(wanted)).with_columns(slice=key)


def _slice(ask: Ask) -> pl.Expr:
    at = pl.col("basis_at")
    if ask.by == "channel":
        return pl.col("channel_key")
    if ask.by == "week":
        return (at // 86400 + 3) // 7
    if ask.by == "weekday_hour":
        return ((at // 86400 + 3) % 7 + 1) * 100 + at % 86400 // 3600
    return pl.lit(0)


def _items(ask: Ask, rows: pl.LazyFrame) -> pl.LazyFrame:
    name = ask.metric.split(".")[1]
    if name == "reply_rate":
        kept = rows.filter(pl.col("withdrawn_at").is_null() | (pl.col("withdrawn_at") >= pl.col("due_at")))
        return kept.with_columns(hit=(pl.col("answered_at") <= pl.col("due_at")).fill_null(False))
    if name == "reply_share":
        return rows.with_columns(due_at="basis_at")
    if name in ("ever_answered", "two_way", "depth"):
        due = rows.with_columns(due_at=pl.col("started_at") + HORIZON)
        if name == "ever_answered":
            return due.with_columns(hit=_ANSWERED.fill_null(False))
        return due.filter(_ANSWERED).with_columns(
            hit=(pl.col("further_at") <= pl.col("due_at")).fill_null(False), value="exchanges_within_horizon"
        )
    if ask.shape == "wait":
        return rows.filter(pl.col("ordinal") == 1 if name == "first_response" else pl.col("ordinal") > 1)
    return rows


def _count(_ask: Ask, scoped: pl.LazyFrame) -> pl.LazyFrame:
    return scoped.group_by("slice").agg(n=pl.len())


def _rate(ask: Ask, scoped: pl.LazyFrame) -> pl.LazyFrame:
    younger = scoped.group_by("slice").agg(
        not_due=(pl.col("due_at") > pl.col("watermark")).sum(), never_due=pl.col("due_at").is_null().sum()
    )
    due = scoped.filter(_DUE)
    if ask.metric in _SINGLE:
        sums = due.group_by("slice").agg(n=pl.len(), hits=pl.col("hit").sum())
        sums = sums.with_columns(clusters="n", hits_squared="hits", hits_times_size="hits", size_squared="n")
    else:
        size, hits = pl.col("size").cast(pl.Int64), pl.col("hits").cast(pl.Int64)
        clustered = due.group_by("slice", "conversation_key").agg(size=pl.len(), hits=pl.col("hit").sum())
        sums = clustered.group_by("slice").agg(
            n=size.sum(),
            hits=hits.sum(),
            clusters=pl.len(),
            hits_squared=(hits * hits).sum(),
            hits_times_size=(hits * size).sum(),
            size_squared=(size * size).sum(),
        )
    return younger.join(sums, on="slice", how="left").with_columns(pl.col("n").fill_null(0))


def _wait(_ask: Ask, scoped: pl.LazyFrame) -> pl.LazyFrame:
    asked, seen = pl.col("asked_at"), pl.col("watermark")
    is_answered = (pl.col("answered_at") <= seen).fill_null(False)
    stopped = pl.min_horizontal("withdrawn_at", "watermark")
    steps = (
        scoped.filter(asked <= seen)
        .select(
            "slice",
            t=pl.when(is_answered).then(pl.col("answered_at") - asked).otherwise((stopped - asked).clip(0)),
            answered=is_answered,
        )
        .group_by("slice", "t")
        .agg(answered=pl.col("answered").sum().cast(pl.Int64), items=pl.len().cast(pl.Int64))
        .sort("slice", "t")
    )
    answered, at_risk, survival = pl.col("answered"), pl.col("at_risk"), pl.col("survival")
    curve = (
        steps.with_columns(at_risk=pl.col("items").cum_sum(reverse=True).over("slice"))
        .filter(answered > 0)
        .with_columns(
            survival=(1 - answered / at_risk).log().cum_sum().over("slice").exp(),
            greenwood=pl.when(answered == at_risk)
            .then(0.0)
            .otherwise(answered / (at_risk * (at_risk - answered)).cast(pl.Float64))
            .cum_sum()
            .over("slice"),
        )
        .with_columns(reach=_Z * pl.col("greenwood").sqrt() / -survival.log())
        .with_columns(
            lower=pl.when(survival.is_in([0.0, 1.0])).then(survival).otherwise(survival ** pl.col("reach").exp()),
            upper=pl.when(survival == 1).then(1.0).when(survival > 0).then(survival ** (-pl.col("reach")).exp()),
        )
    )
    t = pl.col("t")
    quantiles = curve.group_by("slice").agg(
        **{
            f"{quantile}{end}": t.filter(pl.col(column) <= left + 1e-9).min()
            for quantile, left in (("median", 0.5), ("p90", 0.1))
            for end, column in (("", "survival"), ("_low", "lower"), ("_high", "upper"))
        }
    )
    totals = steps.group_by("slice").agg(
        n=pl.col("items").sum(),
        still_waiting=pl.col("items").sum() - answered.sum(),
        longest=t.max(),
        at_once=answered.filter(t == 0).sum(),
    )
    return totals.join(quantiles, on="slice", how="left")


def _open(ask: Ask, scoped: pl.LazyFrame) -> pl.LazyFrame:
    ended = pl.coalesce("answered_at", "withdrawn_at")
    if ask.is_over_time:
        went = scoped.filter((ended <= pl.col("watermark")) & (ended < ask.until))
        at = {
            1: scoped.select(at="basis_at", step=pl.lit(1)),
            -1: went.select(at=pl.max_horizontal(ended, "basis_at"), step=pl.lit(-1)),
        }
        week = (pl.col("at").clip(ask.since) // 86400 + 3) // 7
        return pl.concat(at.values()).group_by(slice=week).agg(moved=pl.col("step").sum())
    is_open = ended.is_null() | (ended > pl.col("watermark")) | (ended >= ask.until)
    aged = scoped.filter(is_open).with_columns(
        age=pl.min_horizontal("watermark", pl.lit(ask.until)) - pl.col("basis_at")
    )
    age = pl.col("age")
    return aged.group_by("slice").agg(
        n=pl.len(),
        ages=pl.concat_list(age.quantile(0.5, "linear"), age.quantile(0.9, "linear")).first(),
        oldest=age.max(),
    )


def _median(_ask: Ask, scoped: pl.LazyFrame) -> pl.LazyFrame:
    return scoped.filter(_DUE).group_by("slice", "value").agg(items=pl.len()).sort("slice", "value")


_SHAPES: dict[str, Callable[[Ask, pl.LazyFrame], pl.LazyFrame]] = {
    "count": _count,
    "rate": _rate,
    "wait": _wait,
    "open": _open,
    "median": _median,
}


def _rows(ask: Ask, frame: pl.DataFrame) -> Rows:
    if ask.is_over_time:
        return summed_up(ask, {row["slice"]: row["moved"] for row in frame.to_dicts()})
    rows: Rows = {}
    for row in frame.to_dicts():
        rows.setdefault(int(row["slice"]), []).append(row)
    return rows
