"""The exports of the sample organisation: a file for each channel, as that platform would write it, and its profile."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import openpyxl
import pyarrow as pa
import pyarrow.json as arrow_json
import pyarrow.parquet as pq
import tomli_w

from connectors.sample.model import Message
from connectors.sample.world import (
    END,
    FACEBOOK,
    GOOGLE_CALDERWYKE,
    GOOGLE_TARNBECK,
    INSTAGRAM,
    LINKEDIN,
    X_HELP,
    X_MAIN,
    Channel,
)

Cell: TypeAlias = str | int | bool | datetime | None


@dataclass(frozen=True, slots=True)
class Export:
    """One file: which canonical column stands under which heading, how times and kinds are written."""

    channel: Channel
    file: str
    headings: dict[str, str]
    kinds: dict[str, str]
    time_format: str = ""
    by_author: bool = False


_X = {
    "native_id": "tweet_id",
    "parent_id": "in_reply_to_status_id",
    "quoted_id": "quoted_status_id",
    "author_id": "user_id",
    "author_handle": "screen_name",
    "author_name": "user_name",
    "published_at": "created_at",
    "deleted_at": "withheld_at",
    "edited_at": "last_edited_at",
    "kind": "tweet_type",
    "text": "full_text",
    "permalink": "url",
    "reactions": "favorite_count",
    "shares": "retweet_count",
    "addressed_to": "user_mention_ids",
    "is_automated": "sent_by_app",
    "is_spam": "marked_spam",
    "is_public": "is_public",
    "thread_id": "dm_conversation_id",
}
_META = {
    "native_id": "Comment ID",
    "parent_id": "Reply to",
    "thread_id": "Conversation",
    "author_id": "Profile ID",
    "author_name": "Profile name",
    "published_at": "Created",
    "edited_at": "Edited",
    "deleted_at": "Removed by author",
    "hidden_at": "Hidden",
    "hidden_by": "Hidden by",
    "kind": "Item",
    "text": "Message",
    "permalink": "Link",
    "reactions": "Likes",
    "shares": "Shares",
    "sent_by": "Team member",
    "is_automated": "Instant reply",
    "is_spam": "Spam",
    "is_public": "Public",
}
_LINKEDIN = {
    "native_id": "Urn",
    "parent_id": "Parent urn",
    "author_id": "Member",
    "author_name": "Full name",
    "published_at": "Posted (UTC)",
    "edited_at": "Modified (UTC)",
    "deleted_at": "Deleted (UTC)",
    "kind": "Content type",
    "text": "Commentary",
    "permalink": "Share link",
    "reactions": "Reactions",
    "shares": "Reposts",
    "sent_by": "Page admin",
}
_GOOGLE = {
    "native_id": "Review name",
    "parent_id": "Reply to review",
    "author_id": "Reviewer id",
    "author_name": "Reviewer",
    "published_at": "Created",
    "edited_at": "Updated",
    "deleted_at": "Removed",
    "kind": "Entry",
    "text": "Comment",
    "permalink": "Review link",
    "sent_by": "Replied by",
}
_X_KINDS = {"original": "post", "reply": "comment", "mention": "mention", "dm": "direct_message", "quote": "quote"}
_META_KINDS = {"Post": "post", "Comment": "comment", "Tag": "mention", "Private message": "direct_message"}
_GOOGLE_KINDS = {"Review": "review", "Owner response": "review_response"}

EXPORTS = (
    Export(X_MAIN, "x_brackenlight.csv", _X, _X_KINDS, "%a %b %d %H:%M:%S %z %Y", by_author=True),
    Export(X_HELP, "x_askbrackenlight.jsonl", _X, _X_KINDS),
    Export(FACEBOOK, "facebook_brackenlight.parquet", _META, _META_KINDS),
    Export(
        INSTAGRAM,
        "instagram_brackenlight.tsv",
        {**_META, "native_id": "Media or comment ID", "author_handle": "Username", "text": "Caption or comment"},
        _META_KINDS,
        "%Y/%m/%d %H:%M:%S",
    ),
    Export(
        LINKEDIN, "linkedin_brackenlight.xlsx", _LINKEDIN, {"Share": "post", "Comment": "comment", "Mention": "mention"}
    ),
    Export(GOOGLE_TARNBECK, "google_shop_tarnbeck.csv", _GOOGLE, _GOOGLE_KINDS, "%d/%m/%Y %H:%M:%S"),
    Export(GOOGLE_CALDERWYKE, "google_shop_calderwyke.csv", _GOOGLE, _GOOGLE_KINDS, "%d/%m/%Y %H:%M:%S"),
)

_READ: dict[str, Callable[[Message], Cell]] = {
    "native_id": lambda message: message.native_id,
    "parent_id": lambda message: message.parent.native_id if message.parent else None,
    "quoted_id": lambda message: message.quoted.native_id if message.quoted else None,
    "thread_id": lambda message: message.thread_id or None,
    "author_id": lambda message: message.author.native_id,
    "author_handle": lambda message: message.author.handle,
    "author_name": lambda message: message.author.name,
    "published_at": lambda message: message.published_at,
    "edited_at": lambda message: message.edited_at,
    "deleted_at": lambda message: message.deleted_at,
    "hidden_at": lambda message: message.hidden_at,
    "hidden_by": lambda message: message.hidden_by or None,
    "text": lambda message: message.text,
    "permalink": lambda message: message.permalink,
    "reactions": lambda message: message.reactions,
    "shares": lambda message: message.shares,
    "sent_by": lambda message: message.agent.name if message.agent else None,
    "is_automated": lambda message: message.is_automated,
    "is_spam": lambda message: message.is_spam,
    "is_public": lambda message: message.is_public,
    "addressed_to": lambda message: " ".join(author.native_id for author in message.addressed_to) or None,
}


def write(export: Export, messages: Sequence[Message], folder: Path) -> Path:
    """Write one export with its profile beside it, and return where the export is."""
    words = {kind: word for word, kind in export.kinds.items()}
    readers = [(lambda message: words[message.kind]) if name == "kind" else _READ[name] for name in export.headings]
    rows = [[read(message) for read in readers] for message in messages]
    path = folder / export.file
    match path.suffix:
        case ".csv" | ".tsv":
            _write_text(path, export, rows, "," if path.suffix == ".csv" else "\t")
        case ".jsonl":
            path.write_bytes(_json_lines(export, rows))
        case ".parquet":
            _write_parquet(path, export, rows)
        case _:
            _write_sheet(path, export, rows)
    path.with_suffix(".toml").write_text(tomli_w.dumps(_profile(export, messages)), "utf-8")
    return path


def _profile(export: Export, messages: Sequence[Message]) -> dict[str, object]:
    channel = export.channel
    ours = sorted({message.author.native_id for message in messages if message.is_ours})
    times = [name for name in export.headings if name.endswith("_at")] if export.time_format else []
    account = {name: getattr(channel, name) for name in ("native_id", "handle", "title", "url", "purpose")}
    return {
        "table": "messages",
        "platform": channel.platform,
        "observed_until": END.replace(tzinfo=UTC),
        **({"channel_from": "our_author"} if export.by_author else {"channel": account}),
        "columns": export.headings,
        **({"formats": dict.fromkeys(times, export.time_format)} if times else {}),
        "ours": {"column": export.headings["author_id"], "values": ours},
        "values": {"kind": export.kinds},
    }


def _plain(cell: Cell, time_format: str) -> str | int | None:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=UTC).strftime(time_format)
    return cell


def _write_text(path: Path, export: Export, rows: Sequence[Sequence[Cell]], delimiter: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(export.headings.values())
        writer.writerows([_plain(cell, export.time_format) for cell in row] for row in rows)


def _json_lines(export: Export, rows: Sequence[Sequence[Cell]]) -> bytes:
    names = tuple(export.headings.values())
    encode = json.JSONEncoder(ensure_ascii=False).encode
    return "".join(
        encode(
            {
                name: f"{cell.isoformat()}Z" if isinstance(cell, datetime) else cell
                for name, cell in zip(names, row, strict=True)
                if cell is not None
            }
        )
        + "\n"
        for row in rows
    ).encode()


def _write_parquet(path: Path, export: Export, rows: Sequence[Sequence[Cell]]) -> None:
    # Through Arrow's own reader of JSON: its conversion from Python objects imports pandas first, which takes a second.
    schema = pa.schema((heading, _arrow_type(name)) for name, heading in export.headings.items())
    options = arrow_json.ParseOptions(explicit_schema=schema)
    pq.write_table(arrow_json.read_json(pa.BufferReader(_json_lines(export, rows)), parse_options=options), path)


def _arrow_type(column: str) -> pa.DataType:
    if column in ("reactions", "shares"):
        return pa.int64()
    return pa.timestamp("us") if column.endswith("_at") else pa.bool_() if column.startswith("is_") else pa.string()


def _write_sheet(path: Path, export: Export, rows: Sequence[Sequence[Cell]]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Engagement")
    sheet.append(list(export.headings.values()))
    for row in rows:
        sheet.append(row)
    book.save(path)
