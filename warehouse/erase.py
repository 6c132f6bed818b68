"""Erase a person: their words and identity go, and no figure changes.

What goes: text, permalink and sender's name of each of their messages; handle, name and native id of their row in
`authors`; payloads in quarantine that mention them; their name in links of hand-offs. A random key takes the place of
theirs, and `erased` remembers what their native id hashes to, so that a later sync cannot bring them back. The verdicts
taken from the texts stay.

What does not: what others wrote, also where it names them (their texts, and the handles that those address); the
messages' own ids, by which a sync knows that it has them; the organisation's own workbook; files that were imported.
An account of ours is nobody's person and is not erased.

DuckDB leaves old bytes in the free blocks of its file. So the file is written anew, and the published one after it.
"""

from dataclasses import dataclass
from datetime import datetime

from warehouse import memory
from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.writer import Writer, open_writer


class NoSuchAuthor(WarehouseError):
    """Nobody, or more than one, goes by this name; the message says what to write instead."""


@dataclass(frozen=True)
class Erased:
    """How many messages lost their text, and how many quarantined payloads were blanked."""

    messages: int
    quarantined: int


def erase(writer: Writer, author: str, *, now: datetime, stand_in: int) -> Erased:
    """Erase an author, given as platform:native_id or platform:@handle, in the caller's transaction.

    `stand_in` is a random number of 64 bits, their key from now on. Marts have to be built anew after it, and `rewrite`
    has to follow. Erasing somebody again is no error when the native id is given. Raises NoSuchAuthor.
    """
    platform, native_id, handle, name = _find(writer, author)
    if writer.execute(
        "select 1 from authors where platform = $1 and native_id = $2 and is_ours", [platform, native_id]
    ):
        raise NoSuchAuthor(f"{author} is an account of yours, not a person: it cannot be erased.")
    words = [word for word in (native_id, handle, name) if word]
    blanked = _blank_quarantine(writer, words)
    _blank_links(writer, words)
    _blank_problems(writer, words)
    key = writer.execute("select author_key($1, $2)", [platform, native_id])[0][0]
    if writer.execute("select 1 from erased where author_key = $1", [key]):
        return Erased(0, blanked)
    writer.execute("insert into erased values ($1, $2)", [key, stand_in])
    writer.execute("insert into touched select message_key from messages where author_key = $1", [key])
    messages = writer.execute("select count(*) from messages where author_key = $1", [key])[0][0]
    writer.execute(
        "update messages set text = null, permalink = null, sent_by = null, author_key = $2 where author_key = $1",
        [key, stand_in],
    )
    writer.execute(
        "update authors set author_key = $2, native_id = null, handle = null, display_name = null, erased_at = $3 "
        "where author_key = $1",
        [key, stand_in, now],
    )
    return Erased(int(messages), blanked)


def _find(writer: Writer, author: str) -> tuple[str, str, str | None, str | None]:
    """(platform, native id, handle, display name) of the one who is meant."""
    platform, separator, word = author.partition(":")
    if not (platform and separator and word.removeprefix("@")):
        raise NoSuchAuthor(f"{author!r} names nobody: write platform:native_id or platform:@handle, as in x:@somebody.")
    found = writer.execute(
        "select native_id, handle, display_name from authors where platform = $1 and native_id = $2", [platform, word]
    )
    if not found and word.startswith("@"):
        found = writer.execute(
            "select native_id, handle, display_name from authors where platform = $1 and lower(handle) = lower($2) "
            "and native_id is not null order by native_id",
            [platform, word[1:]],
        )
    if len(found) > 1:
        which = ", ".join(f"{platform}:{native_id}" for native_id, _, _ in found)
        raise NoSuchAuthor(f"{author} is the handle of {len(found)} authors: say which one you mean, {which}.")
    if found:
        native_id, handle, name = found[0]
        return platform, native_id, handle, name
    if writer.execute("select 1 from erased where author_key = author_key($1, $2)", [platform, word]):
        return platform, word, None, None
    raise NoSuchAuthor(f"There is no author {author} here: look the id or the handle up in one of their messages.")


def _blank_quarantine(writer: Writer, words: list[str]) -> int:
    """Blank what mentions one of these words, as a whole word and in any case."""
    mentioned = {
        column: " or ".join(_MENTIONS.format(column, number) for number in range(1, len(words) + 1))
        for column in ("place", "reason", "coalesce(payload, '')")
    }
    blanked = writer.execute(
        f"update quarantine set payload = null, reason = '{memory.ERASED}', "
        f"place = if({mentioned['place']}, '{memory.ERASED} ' || hash(place), place) "
        f"where {' or '.join(mentioned.values())} returning 1",
        words,
    )
    return len(blanked)


def _blank_links(writer: Writer, words: list[str]) -> None:
    """Put an id in the place of links that mention one of these words; what they lead to is found as before."""
    in_link, in_id = (
        " or ".join(_MENTIONS.format(text, number) for number in range(1, len(words) + 1)) for text in ("link", "id")
    )
    ids = f"list_filter(native_ids, lambda id: not ({in_id}))"
    writer.execute(
        f"update handoff_links set native_ids = {ids}, "
        f"link = coalesce(coalesce(platform || ':', '') || {ids}[1], '{memory.ERASED} ' || hash(link)) where {in_link}",
        words,
    )


def _blank_problems(writer: Writer, words: list[str]) -> None:
    """Say no more than its place of a problem of the workbook that mentions one of these words."""
    mentioned = " or ".join(_MENTIONS.format("sentence", number) for number in range(1, len(words) + 1))
    writer.execute(f"update workbook_problems set sentence = place || ': {memory.ERASED}.' where {mentioned}", words)


_MENTIONS = "regexp_matches({0}, '(?i)(^|[^\\p{{L}}\\p{{N}}_])' || regexp_escape(${1}) || '($|[^\\p{{L}}\\p{{N}}_])')"


def rewrite(home: Home) -> None:
    """Write the warehouse's file anew, without the free blocks in which DuckDB leaves what was deleted.

    The fresh file stays locked until the old one is closed, so nobody writes to either meanwhile. Raises Busy, NoRoom.
    """
    fresh = home.folder / "rewritten.duckdb"
    fresh.unlink(missing_ok=True)
    try:
        with open_writer(home) as writer:
            name = writer.execute("select current_database()")[0][0]
            path = str(fresh).replace("'", "''")
            writer.checkpoint()
            with writer.transaction():
                writer.run_script(f"attach '{path}' as rewritten; copy from database \"{name}\" to rewritten")
            writer.run_script("checkpoint rewritten")
            fresh.replace(home.writer_file)
    finally:
        fresh.unlink(missing_ok=True)
