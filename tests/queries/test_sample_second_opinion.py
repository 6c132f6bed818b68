"""The sample organisation, as it was imported, read from the canonical tables by the second opinion: the same figures.

The second opinion knows no public promise of other than a day, such as the sample makes on reviews, and no texts: it is
told which messages ask, invite or close.
"""

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest

from connectors.__main__ import main
from queries import marts
from queries.engine import measure
from queries.measurement import Estimate
from queries.metric import metrics
from queries.scope import Period, Scope
from queries.slices import has_slice, next_start
from tests.queries.test_metrics_second_opinion import COMPARED, READINGS
from tests.reference import Channel, Corpus, Id, Message, build
from warehouse import Home, Snapshot, open_writer, publish

PERIOD = Period(date(2026, 8, 3), date(2026, 10, 31))
REVIEWS = "google_business_profile"
PROMISED = ("conversations.reply_rate", "interactivity.index")
"""Figures in which the public promise counts: asked of all platforms but that of the reviews."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Snapshot, Corpus, list[Channel]]]:
    folder = tmp_path_factory.mktemp("sample")
    assert main(["sync", "sample", "--warehouse", str(folder)]) == 0
    with open_writer(Home(folder), marts.TEXT_VERDICTS) as writer:
        # As in test_metrics_second_opinion: what we said in no conversation is left out.
        writer.execute(
            "delete from our_turns where conversation_key not in (select conversation_key from conversations)"
        )
        publish(writer)
    snapshot = Snapshot(Home(folder))
    channels = [
        Channel(*row[:3], None, row[3])
        for row in snapshot.rows("select platform, native_id, handle, complete_until from channels")
    ]
    yield snapshot, build(messages(snapshot), channels, ours(snapshot)), channels


def messages(snapshot: Snapshot) -> list[Message]:
    rows = snapshot.records("""
        select m.*, c.native_id as channel, a.native_id as author, coalesce(a.is_ours, false) as is_ours
        from messages m left join authors a using (author_key) left join channels c using (channel_key)
    """)
    return [
        Message(
            **{name: row[name] for name in ("platform", "native_id", "published_at", "kind", "parent_id", "thread_id")},
            **{name: row[name] for name in ("quoted_id", "channel", "deleted_at", "hidden_at", "is_automated")},
            author_id=row["author"],
            addressed_to=None if row["addressed_to"] is None else tuple(row["addressed_to"]),
            mentions=tuple(row["mentions"] or ()),
            is_spam=row["is_spam"],
            is_closing=bool(row["is_closing"]),
            is_question=bool(row["is_invitation" if row["is_ours"] and row["parent_id"] is None else "is_question"]),
        )
        for row in rows
    ]


def ours(snapshot: Snapshot) -> set[Id]:
    """Our accounts, and colleagues of the roster who speak for us: in the sample always."""
    accounts = set(snapshot.rows("select platform, native_id from authors where is_ours"))
    colleagues = snapshot.rows("""
        select a.platform, a.native_id
        from roster r join authors a on r.platform = a.platform and r.handle in (a.handle, a.native_id)
        where r.speaks_for_us and r.valid_from is null and r.valid_to is null
    """)
    return accounts | set(colleagues)


def begin(day: date) -> datetime:
    return datetime.combine(day, time())


@pytest.mark.parametrize("name", COMPARED)
def test_every_figure_and_slice_of_the_sample_is_that_of_the_second_opinion(
    sample: tuple[Snapshot, Corpus, list[Channel]], name: str
) -> None:
    snapshot, corpus, channels = sample
    known = {(one.platform, one.native_id) for one in channels if one.platform != REVIEWS or name not in PROMISED}
    platforms = tuple(sorted({platform for platform, _ in known})) if name in PROMISED else ()
    scope = Scope(PERIOD, platforms=platforms, compare="none")
    since, until = scope.bounds()

    def agrees(found: Estimate, since: datetime, until: datetime, names: set[Id] | None) -> bool:
        expected = READINGS[name](corpus, since, until, names)
        assert found.value == pytest.approx(expected.value), (since, names)
        return found.n == expected.n or expected.value is None

    assert agrees(measure(snapshot, name, scope).estimate, since, until, known if platforms else None)
    for by in ("channel", "platform", "month", "week"):
        for part in measure(snapshot, name, scope, by).slices if has_slice(metrics()[name], by) else ():
            if by in ("month", "week"):
                first = date.fromisoformat(part.key)
                bounds = max(begin(first), since), min(begin(next_start(first, by)), until)
                assert agrees(part.estimate, *bounds, known if platforms else None), part.key
            elif part.key != "elsewhere":
                names = {one for one in known if part.key in (one[0], f"{one[0]}:{one[1]}")}
                assert agrees(part.estimate, since, until, names), part.key
