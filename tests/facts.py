"""Put messages of tests/reference.py into a real warehouse, and read its marts back in the same words."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from queries import marts, organisation
from tests.reference import Channel, Id, Message
from warehouse import Home, Writer, open_writer

FIRST_SEEN = datetime(2026, 1, 1)
FACTS = (
    "messages authors channels touched calendars holidays promises settings departments roster handoffs handoff_links "
    "handoff_sources handoff_acts topics topic_rules message_topics audiences objectives figures"
).split()


@contextmanager
def warehouse(folder: Path) -> Iterator[Writer]:
    """A writer on an empty warehouse, with the rules that verdicts are taken by."""
    with open_writer(Home(folder), marts.TEXT_VERDICTS) as writer:
        yield writer


def clear(writer: Writer) -> None:
    """Forget all facts, so that the next example starts from nothing."""
    for table in FACTS:
        writer.execute(f"delete from {table}")
    writer.execute("update meta set marts_built_by = null")


def know(writer: Writer, channels: Iterable[Channel], ours: Iterable[Id] = ()) -> None:
    """Write our channels and our accounts."""
    for channel in channels:
        writer.upsert(
            "channels",
            [
                {
                    "platform": channel.platform,
                    "native_id": channel.native_id,
                    "handle": channel.handle,
                    "calendar": channel.calendar,
                    "complete_until": channel.complete_until,
                }
            ],
        )
    for platform, author in sorted(ours):
        writer.execute(
            "insert into authors (author_key, platform, native_id, is_ours) values (author_key($1, $2), $1, $2, true)",
            [platform, author],
        )


def row(message: Message, ours: Iterable[Id] = ()) -> dict[str, Any]:
    """The message as a source would give it, with a text from which its verdicts follow."""
    said = "thanks" if message.is_closing else "still broken?" if message.is_question else "still broken"
    words = [*(f"@{name}" for name in message.mentions), *message.topics, said, message.signature]
    return {
        "platform": message.platform,
        "native_id": message.native_id,
        "channel_id": message.channel,
        "author_id": message.author_id,
        "is_ours": (message.platform, message.author_id) in set(ours),
        "parent_id": message.parent_id,
        "thread_id": message.thread_id,
        "quoted_id": message.quoted_id,
        "addressed_to": None if message.addressed_to is None else list(message.addressed_to),
        "kind": message.kind,
        "published_at": message.published_at,
        "deleted_at": message.deleted_at,
        "hidden_at": message.hidden_at,
        "is_automated": message.is_automated,
        "is_spam": message.is_spam,
        "first_seen_at": FIRST_SEEN,
        "sent_by": message.sent_by,
        "text": " ".join(filter(None, words)),
    }


def add(writer: Writer, messages: Sequence[Message], ours: Iterable[Id] = ()) -> None:
    """Write messages in one transaction."""
    with writer.transaction():
        writer.upsert_messages([row(message, ours) for message in messages])


def mart_rows(writer: Writer) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all marts, in an order that does not depend on how they were built."""
    tables = (*marts.MARTS, *organisation.TABLES, "author_audiences")
    return {mart: writer.execute(f"select * from {mart} order by all") for mart in tables}
