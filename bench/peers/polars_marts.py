"""The marts as Polars makes them: roots, effective times, exchanges and conversations of plain threads.

It does less than ours (no episodes, outreach, withdrawn questions, calendars or promises), so a ratio near one is a
compliment. The corpus of bench/corpus.py has none of these, and both find the same exchanges.
"""

import polars as pl

from warehouse import Writer


def read(writer: Writer) -> pl.DataFrame:
    """What a build reads, as a frame in memory."""
    return pl.from_arrow(  # type: ignore[return-value]
        writer.arrow("""
            select m.message_key, parent_key, channel_key, m.author_key, m.published_at,
                coalesce(a.is_ours, false) as is_ours,
                coalesce(is_closing, false) as is_closing, m.native_id::ubigint as id
            from messages m left join authors a using (author_key)
        """)
    )


def build(messages: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Exchanges and conversations."""
    told = _ordered(_placed(messages))
    rounds = told.group_by("strand", "answers_before").agg(
        asked_at=pl.col("effective_at").filter(pl.col("needs_reply")).min(),
        answered_at=pl.col("effective_at").filter(pl.col("is_ours")).max(),
        audience_at=pl.col("effective_at").filter(~pl.col("is_ours")).min(),
        said_more_at=pl.col("effective_at").filter(~pl.col("is_ours") & ~pl.col("is_closing")).min(),
        audience_messages=(~pl.col("is_ours")).sum(),
        last_at=pl.col("effective_at").max(),
        channel_key=pl.col("channel_key").drop_nulls().first(),
        author_key=pl.col("author_key").filter(~pl.col("is_ours")).first(),
    )
    exchanges = rounds.filter(pl.col("asked_at").is_not_null()).sort("asked_at")
    conversations = (
        rounds.group_by("strand")
        .agg(
            started_at=pl.col("audience_at").min(),
            first_answer_at=pl.col("answered_at").min(),
            further_at=pl.col("said_more_at").filter(pl.col("answers_before") > 0).min(),
            last_at=pl.col("last_at").max(),
            audience_messages=pl.col("audience_messages").sum(),
            our_messages=pl.col("answered_at").count(),
            channel_key=pl.col("channel_key").drop_nulls().first(),
        )
        .sort("started_at")
    )
    return exchanges, conversations


def _placed(messages: pl.DataFrame) -> pl.DataFrame:
    """Each message with its strand, level by level from the roots; what lies under a broadcast opens its own."""
    columns = ["message_key", "strand", "effective_at", "depth"]
    roots = messages.filter(pl.col("parent_key").is_null())
    level = roots.select(
        "message_key",
        strand=pl.when("is_ours").then(None).otherwise("message_key"),
        effective_at="published_at",
        depth=pl.lit(0),
    )
    rest = messages.filter(pl.col("parent_key").is_not_null()).select("message_key", "parent_key", "published_at")
    levels = [level]
    while len(level):
        level = rest.join(level, left_on="parent_key", right_on="message_key", how="inner").select(
            "message_key",
            strand=pl.coalesce("strand", "message_key"),
            effective_at=pl.max_horizontal("published_at", "effective_at"),
            depth=pl.col("depth") + 1,
        )
        levels.append(level)
    return messages.join(pl.concat(levels).select(columns), on="message_key").filter(pl.col("strand").is_not_null())


def _ordered(placed: pl.DataFrame) -> pl.DataFrame:
    return (
        placed.sort("strand", "effective_at", "depth", "id")
        .with_columns(answers_before=pl.col("is_ours").cum_sum().over("strand") - pl.col("is_ours"))
        .with_columns(
            needs_reply=~pl.col("is_ours") & ~(pl.col("is_closing") & (pl.col("answers_before") > 0)),
        )
    )
