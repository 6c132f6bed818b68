"""Which topics a text speaks of, and who belongs to which audience: by the words of the workbook.

Verdicts on texts are taken when a text comes, and when the words of a topic change, for that topic only; they outlive
the text. A word is found whole and in any case; `bill*` finds every word that begins so; a phrase may be broken by
any white space.
"""

from collections.abc import Sequence
from typing import Literal

from queries.names import found
from warehouse import Snapshot, Writer

_EDGE = r"[^\pL\pN]"


def find_labels(snapshot: Snapshot, kind: Literal["topic", "audience"], names: list[str]) -> tuple[str, ...]:
    """Topics or audiences given in any case. Raises UnknownName."""
    return found(kind, labels(snapshot, kind), names)


def labels(snapshot: Snapshot, kind: Literal["topic", "audience"]) -> list[str]:
    """The topics or audiences of the workbook, in the order of their tab."""
    table = {"topic": "topics", "audience": "audiences"}[kind]
    return [
        name for (name,) in snapshot.rows(f"select {kind} from {table} group by {kind} order by min(position), {kind}")
    ]


def pattern(words: Sequence[str]) -> str:
    """The regular expression (RE2, over lower-case text) that finds any of the words."""
    found = [_word(word) for word in words if word.strip(" *")]
    return f"(?:^|{_EDGE})(?:{'|'.join(found)})(?:$|{_EDGE})" if found else r"\z."


def _word(word: str) -> str:
    parts = word.lower().strip().split()
    return r"\s+".join(_escaped(part).replace(r"\*", r"[\pL\pN]*") for part in parts)


def _escaped(part: str) -> str:
    """Letters and figures stand for themselves; either apostrophe for both."""
    return "".join("['’]" if sign in "'’" else sign if sign.isalnum() else "\\" + sign for sign in part)


def judge(writer: Writer) -> bool:
    """Bring `message_topics` up to date with new texts and changed words; returns whether any words had changed."""
    wanted = _words(writer)
    applied = dict(writer.execute("select topic, words from topic_rules"))
    changed = {topic for topic in {*wanted, *applied} if wanted.get(topic) != applied.get(topic)}
    for topic in sorted(changed):
        _judge_all_texts(writer, topic, wanted.get(topic))
    if kept := wanted.keys() - changed:
        _judge_new_texts(writer, {topic: wanted[topic] for topic in sorted(kept)})
    return bool(changed)


def _words(writer: Writer) -> dict[str, list[str]]:
    """The words of each topic, those of all its rows together."""
    found: dict[str, list[str]] = {}
    for topic, words in writer.execute("select topic, words from topics order by all"):
        found.setdefault(topic, []).extend(words)
    return {topic: sorted(set(words)) for topic, words in found.items()}


def _judge_all_texts(writer: Writer, topic: str, words: list[str] | None) -> None:
    """Look for one topic in all texts; None: the topic is gone, and so are its verdicts."""
    writer.execute("delete from topic_rules where topic = $1", [topic])
    if words is None:
        writer.execute("delete from message_topics where topic = $1", [topic])
        return
    writer.execute(
        "delete from message_topics where topic = $1 "
        "and message_key in (select message_key from messages where text is not null)",
        [topic],
    )
    writer.execute(_MATCHING.format(texts="messages"), {"topic": topic, "pattern": pattern(words)})
    writer.execute("insert into topic_rules values ($1, $2)", [topic, words])


def _judge_new_texts(writer: Writer, topics: dict[str, list[str]]) -> None:
    writer.run_script("""
        create or replace temp table new_texts as
        select message_key, text from messages
        where text is not null and message_key in (select message_key from touched);
        delete from message_topics where message_key in (select message_key from new_texts)
    """)
    for topic, words in topics.items():
        writer.execute(_MATCHING.format(texts="new_texts"), {"topic": topic, "pattern": pattern(words)})
    writer.run_script("drop table new_texts")


_MATCHING = """
insert into message_topics
select message_key, $topic from {texts} where regexp_matches(lower(text), $pattern)
"""


def sort_out_audiences(writer: Writer) -> None:
    """Make `author_audiences` anew: each author's first audience in the order of the tab, by handle or by words."""
    writer.run_script("""
        create or replace temp table belongs as
        select a.author_key, u.audience, u.position
        from audiences u
        join authors a on not a.is_ours and u.handle is not null
            and lower(ltrim(u.handle, '@')) in (lower(a.handle), lower(a.native_id))
    """)
    for audience, position, words in writer.execute(
        "select audience, position, words from audiences where len(words) > 0"
    ):
        writer.execute(
            """
            insert into belongs
            select author_key, $audience, $position from authors
            where not is_ours and regexp_matches(lower(concat_ws(' ', handle, display_name)), $pattern)
            """,
            {"audience": audience, "position": position, "pattern": pattern(words)},
        )
    writer.run_script("""
        create or replace table author_audiences as
        select author_key, arg_min(audience, position) as audience from belongs group by author_key order by author_key;
        drop table belongs
    """)
