"""The marts as pandas makes them: what bench/peers/polars_marts.py makes, in the same steps."""

import numpy as np
import pandas as pd


def build(messages: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Exchanges and conversations of messages as bench/peers/rows.py gives them."""
    told = _ordered(_placed(messages))
    at, ours = told["effective_at"], told["is_ours"] == 1
    told = told.assign(
        asked_at=at.where(~ours & ~((told["is_closing"] == 1) & (told["answers_before"] > 0))),
        answered_at=at.where(ours),
        audience_at=at.where(~ours),
        said_more_at=at.where(~ours & (told["is_closing"] == 0)),
        is_audience=~ours,
    )
    rounds = (
        told.groupby(["strand", "answers_before"])
        .agg(
            asked_at=("asked_at", "min"),
            answered_at=("answered_at", "max"),
            audience_at=("audience_at", "min"),
            said_more_at=("said_more_at", "min"),
            audience_messages=("is_audience", "sum"),
            last_at=("effective_at", "max"),
            channel_key=("channel_key", "first"),
            author_key=("author_key", "first"),
        )
        .reset_index()
    )
    exchanges = rounds[rounds["asked_at"].notna()].sort_values("asked_at")
    rounds["further_at"] = rounds["said_more_at"].where(rounds["answers_before"] > 0)
    conversations = (
        rounds.groupby("strand")
        .agg(
            started_at=("audience_at", "min"),
            first_answer_at=("answered_at", "min"),
            further_at=("further_at", "min"),
            last_at=("last_at", "max"),
            audience_messages=("audience_messages", "sum"),
            our_messages=("answered_at", "count"),
            channel_key=("channel_key", "first"),
        )
        .sort_values("started_at")
    )
    return exchanges, conversations


def _placed(messages: pd.DataFrame) -> pd.DataFrame:
    """Each message with its strand, level by level from the roots; 0 is no strand and no parent."""
    roots = messages[messages["parent_key"] == 0]
    level = pd.DataFrame(
        {
            "message_key": roots["message_key"],
            "strand": np.where(roots["is_ours"] == 1, 0, roots["message_key"]),
            "effective_at": roots["published_at"],
            "depth": 0,
        }
    )
    rest = messages.loc[messages["parent_key"] != 0, ["message_key", "parent_key", "published_at"]]
    levels = [level]
    while len(level):
        above = level.rename(columns={"message_key": "parent_key"})
        found = rest.merge(above, on="parent_key")
        level = pd.DataFrame(
            {
                "message_key": found["message_key"],
                "strand": np.where(found["strand"] == 0, found["message_key"], found["strand"]),
                "effective_at": np.maximum(found["published_at"], found["effective_at"]),
                "depth": found["depth"] + 1,
            }
        )
        levels.append(level)
    placed = messages.merge(pd.concat(levels, ignore_index=True), on="message_key")
    return placed[placed["strand"] != 0]


def _ordered(placed: pd.DataFrame) -> pd.DataFrame:
    told = placed.sort_values(["strand", "effective_at", "depth", "id"])
    return told.assign(answers_before=told.groupby("strand")["is_ours"].cumsum() - told["is_ours"])
