"""The peers answer what we answer; one that does not is told apart."""

import shutil
from dataclasses import replace

import pytest

from bench import organisation
from bench.peers import asks, rows
from bench.peers.pandas_page import Pandas
from bench.peers.polars_page import Polars
from bench.peers.sqlite import Sqlite
from queries import marts
from queries.channels import channels
from warehouse import Home, current, open_writer


@pytest.fixture(scope="module")
def folder(home, tmp_path_factory):
    found = tmp_path_factory.mktemp("rows")
    rows.export(current(home), found)
    rows.export_messages(current(home), found)
    return found


@pytest.fixture(scope="module")
def known(home, calls) -> asks.Known:
    return asks.known(calls, {channel.id: channel.key for channel in channels(current(home))})


def test_what_is_shared_holds_every_shape_with_comparison_and_each_slice(known):
    assert {ask.shape for ask in known} == {"count", "rate", "wait", "open", "median"}
    assert {ask.by for ask in known} == {None, "channel", "week", "weekday_hour"}
    assert len({ask.since for ask in known}) == 2


@pytest.mark.parametrize("peer", [Polars, pytest.param(Pandas, id="pandas"), pytest.param(Sqlite, id="SQLite")])
def test_a_peer_gives_the_same_figures(peer, folder, known):
    engine = peer(folder)
    assert asks.differences(known, engine.page(known)) == []
    engine.close()


def test_one_answer_that_is_not_ours_is_named(folder, known):
    answers = Polars(folder).page(known)
    ask = next(ask for ask in known if ask.metric == "conversations.first_response" and ask.by is None)
    answers[ask][0][0]["median_low"] += 1
    (said,) = asks.differences(known, answers)
    assert "conversations.first_response by None" in said


def test_a_rate_may_differ_by_its_last_digit_and_a_count_by_nothing(known):
    for metric, is_same in (("conversations.reply_rate", True), ("conversations.started", False)):
        ask, slices = next((ask, slices) for ask, slices in known.items() if (ask.metric, ask.by) == (metric, None))
        figures = slices[0]
        off = replace(figures.estimate, value=figures.estimate.value * (1 + 1e-12))
        assert asks.is_same(ask, figures, replace(figures, estimate=off)) is is_same


def test_the_peers_find_as_many_exchanges(home, folder):
    import pandas as pd

    from bench.peers import pandas_marts, sqlite

    ours = current(home).rows("select count(*) from exchanges")[0][0]
    assert len(pandas_marts.build(pd.read_parquet(folder / "messages.parquet"))[0]) == ours
    assert sqlite.build_marts(folder)[1] == ours


def test_rows_that_the_peers_cannot_count_are_refused(tmp_path):
    class Odd:
        def rows(self, _sql):
            return [(3,)]

    with pytest.raises(ValueError, match="3 exchanges have fractions of a second"):
        rows.export(Odd(), tmp_path)


def test_hand_offs_are_written_once_and_lead_to_their_conversations(home, tmp_path):
    shutil.copytree(home.folder, tmp_path / "warehouse")
    with open_writer(Home(tmp_path / "warehouse"), marts.TEXT_VERDICTS) as writer:
        for _ in range(2):
            organisation.write(writer)
            marts.refresh(writer)
        ((requests, linked),) = writer.execute("select count(*), count(conversation_key) from requests")
        assert requests == linked > 20
        assert writer.execute("select count(*) from departments") == [(6,)]
