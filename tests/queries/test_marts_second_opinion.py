"""The marts agree with a reading of the definitions in plain Python, and both ways of building agree."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import marts
from tests import facts
from tests.reference import Message, build
from tests.strategies import CHANNELS, OURS, corpora
from warehouse import Writer

LAWS = settings(max_examples=40)


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writer]:
    with facts.warehouse(tmp_path_factory.mktemp("laws")) as opened:
        yield opened


def built(writer: Writer, messages: list[Message]) -> None:
    facts.clear(writer)
    facts.know(writer, CHANNELS, OURS)
    facts.add(writer, messages, OURS)
    marts.refresh(writer)


def same(found: set[Any], expected: set[Any]) -> None:
    assert (found - expected, expected - found) == (set(), set())


CHANNEL = "(select native_id from channels c where c.channel_key = m.channel_key)"


def named(writer: Writer, messages: list[Message]) -> dict[Any, tuple[str, str]]:
    """Key → platform and id, for all ids that are named anywhere."""
    names = {
        (m.platform, name) for m in messages for name in (m.native_id, m.parent_id, m.thread_id, m.quoted_id) if name
    }
    return {writer.execute("select message_key($1, $2)", list(name))[0][0]: name for name in names}


@LAWS
@given(corpora())
def test_every_message_gets_the_verdict_place_and_conversation_of_the_second_opinion(
    writer: Writer, messages: list[Message]
) -> None:
    built(writer, messages)
    names = named(writer, messages)
    expected = build(messages, CHANNELS, OURS)
    alive = {(c.platform, c.id) for c in expected.conversations}
    found = writer.execute("select message_key, verdict, effective_at, depth, conversation_key from thread_messages")
    for key, verdict, effective_at, depth, conversation in found:
        platform, native_id = names[key]
        theirs = expected.verdicts[platform, native_id]
        ours_says = ("ours" if verdict == "broadcast" else verdict, effective_at, depth)
        assert ours_says == (theirs.reason, theirs.effective_at, theirs.depth), native_id
        ours = names[conversation] if conversation is not None else None
        if verdict == "automated":
            continue  # shown with the conversation around it, part of none
        if ours in alive or theirs.conversation is not None:
            assert ours == (platform, theirs.conversation), native_id
    assert len(found) == len(messages)


@LAWS
@given(corpora())
def test_conversations_are_those_of_the_second_opinion(writer: Writer, messages: list[Message]) -> None:
    built(writer, messages)
    names = named(writer, messages)
    expected = build(messages, CHANNELS, OURS)
    found = {
        (*names[key], *rest)
        for key, *rest in writer.execute(
            f"select conversation_key, {CHANNEL}, started_at, is_outreach, first_answer_at, further_at "
            "from conversations m"
        )
    }
    same(
        found,
        {
            (c.platform, c.id, c.channel, c.started_at, c.is_outreach, c.first_answer_at, c.further_at)
            for c in expected.conversations
        },
    )


@LAWS
@given(corpora())
def test_exchanges_turns_posts_and_people_are_those_of_the_second_opinion(
    writer: Writer, messages: list[Message]
) -> None:
    built(writer, messages)
    names = named(writer, messages)
    expected = build(messages, CHANNELS, OURS)
    exchanges = {
        (*names[key], names[conversation][1], *rest)
        for key, conversation, *rest in writer.execute(
            f"select exchange_key, conversation_key, {CHANNEL}, ordinal, asked_at, answered_at, withdrawn_at "
            "from exchanges m"
        )
    }
    same(
        exchanges,
        {
            (
                *(e.conversation.platform, e.first_message, e.conversation.id, e.conversation.channel),
                *(e.ordinal, e.asked_at, e.answered_at, e.withdrawn_at),
            )
            for e in expected.exchanges
        },
    )
    posts = {
        (*names[key], *rest)
        for key, *rest in writer.execute(f"select post_key, {CHANNEL}, published_at, is_automated, parts from posts m")
    }
    same(posts, {(p.platform, p.id, p.channel, p.published_at, p.is_automated, len(p.parts)) for p in expected.posts})
    people = {
        (*names[conversation], author)
        for conversation, author in writer.execute(
            "select conversation_key, native_id from people join authors using (author_key)"
        )
    }
    same(
        people,
        {(p.conversation.platform, p.conversation.id, p.author_id) for p in expected.participations if not p.is_ours},
    )
    turns = sorted(
        (*names[conversation], at)
        for conversation, at in writer.execute("select conversation_key, spoken_at from our_turns")
    )
    alive = [(c.platform, c.id, at) for c in expected.conversations for at in c.our_turns]
    assert [turn for turn in turns if turn[:2] in {a[:2] for a in alive}] == sorted(alive)


@LAWS
@given(corpora(), st.data())
def test_building_what_was_touched_gives_the_rows_of_a_full_build(
    writer: Writer, messages: list[Message], data: st.DataObject
) -> None:
    """Arbitrary order of arrival, in batches with repeats, with later edits and deletions; marts after each batch."""
    facts.clear(writer)
    facts.know(writer, CHANNELS, OURS)
    versions = [*messages]
    for message in data.draw(st.lists(st.sampled_from(messages), max_size=4)):
        versions.append(replace(message, deleted_at=message.deleted_at or message.published_at + timedelta(hours=3)))
    arrivals = data.draw(st.permutations(versions))
    while arrivals:
        size = data.draw(st.integers(1, len(arrivals)))
        facts.add(writer, arrivals[:size], OURS)
        arrivals = arrivals[size:]
        marts.refresh(writer)
    step_by_step = facts.mart_rows(writer)
    assert marts.refresh(writer, full=True).kind == "full"
    for mart, rows in facts.mart_rows(writer).items():
        assert step_by_step[mart] == rows, mart
