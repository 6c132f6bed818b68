"""The rows that all peers get: our marts, exported once, with times as whole seconds since 1970."""

from pathlib import Path

from warehouse import Snapshot

_SECOND = "(epoch_us({}) // 1000000)::bigint as {}"


def _seconds(*columns: str) -> str:
    return ", ".join(_SECOND.format(column, column) for column in columns)


_KEY = "(({} % 9223372036854775807)::bigint) as conversation_key"

#: Table → the SELECT that makes it. Keys are made to fit 63 bits: not every engine has numbers without a sign.
TABLES = {
    "channels": f"select channel_key::integer as channel_key, {_seconds('watermark')} from channel_watermarks",
    "exchanges": f"""
        select {_KEY.format("conversation_key")}, channel_key::integer as channel_key, ordinal::integer as ordinal,
            {_seconds("started_at", "asked_at", "answered_at", "withdrawn_at", "due_at")}
        from exchanges order by asked_at""",
    "conversations": f"""
        select {_KEY.format("conversation_key")}, channel_key::integer as channel_key,
            {_seconds("started_at", "first_answer_at", "further_at")},
            exchanges_within_horizon::integer as exchanges_within_horizon
        from conversations order by started_at""",
    "our_turns": f"""
        select {_KEY.format("conversation_key")}, channel_key::integer as channel_key, {_seconds("spoken_at")}
        from our_turns order by spoken_at""",
    "posts": f"""
        select {_KEY.format("post_key")}, channel_key::integer as channel_key, {_seconds("published_at")}
        from posts where not is_automated order by published_at""",
}

_FITTING = "(coalesce({} % 9223372036854775807, 0))::bigint as {}"

#: What a build of the marts reads; 0 is no parent.
MESSAGES = f"""
    select {_FITTING.format("m.message_key", "message_key")}, {_FITTING.format("m.parent_key", "parent_key")},
        m.channel_key::integer as channel_key, {_FITTING.format("m.author_key", "author_key")},
        (epoch_us(m.published_at) // 1000000)::bigint as published_at, coalesce(a.is_ours, false)::integer as is_ours,
        coalesce(m.is_closing, false)::integer as is_closing, m.native_id::bigint as id
    from messages m left join authors a using (author_key)
"""


def export(snapshot: Snapshot, folder: Path, kind: str = "parquet") -> None:
    """Write each table to a file of its own, `parquet` or `csv`.

    Raises ValueError where the rows hold what the peers do not know: fractions of a second, or no channel.
    """
    odd = snapshot.rows(
        "select count(*) from exchanges where epoch_us(asked_at) % 1000000 <> 0 or channel_key is null"
    )[0][0]
    if odd:
        raise ValueError(f"{odd} exchanges have fractions of a second or no channel: the peers cannot count them.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, sql in TABLES.items():
        _copy(snapshot, sql, folder / f"{name}.{kind}")


def export_messages(snapshot: Snapshot, folder: Path, kind: str = "parquet") -> None:
    """Write what a build of the marts reads."""
    folder.mkdir(parents=True, exist_ok=True)
    _copy(snapshot, MESSAGES, folder / f"messages.{kind}")


def _copy(snapshot: Snapshot, sql: str, file: Path) -> None:
    place = str(file).replace("'", "''")
    snapshot.rows(f"copy ({sql}) to '{place}' (format {file.suffix[1:]})")
