"""Slices beside each other: what chance alone makes of a slice is no difference, and nobody is ranked."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from math import comb
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest

from queries.__main__ import main
from queries.funnel import Funnel, binomial_score, funnel
from queries.measurement import Coverage, Estimate, Measurement, Slice
from queries.metric import metrics
from queries.report import as_data, as_rows, as_text
from queries.scope import Period, Scope
from tests import facts
from tests.conversations import Teller, said

RATE, WAIT, STARTED = "conversations.reply_rate", "conversations.first_response", "conversations.started"
SCOPE = Scope(Period(date(2026, 9, 1), date(2026, 11, 29)), clock="wall")


def measured(name: str, whole: Estimate, parts: Sequence[Slice], by: str | None = "channel") -> Measurement:
    return Measurement(
        metrics()[name], SCOPE, datetime(2026, 11, 30), whole, Coverage(1, 1), by=by, slices=tuple(parts)
    )


def rates(*parts: tuple[int, int], effect: float = 1.0, by: str | None = "channel") -> Measurement:
    """A rate with slices of (hits, n), called a, b, c …"""
    hits, n = (sum(part[place] for part in parts) for place in (0, 1))
    slices = [
        Slice(
            chr(97 + place),
            f"Channel {chr(97 + place)}",
            Estimate(hit / items, 0.0, 1.0, items, None if items >= 10 else "too few to say"),
            details={"design_effect": effect},
        )
        for place, (hit, items) in enumerate(parts)
    ]
    whole = measured(RATE, Estimate(hits / n, n=n), slices, by)
    return replace(whole, details={"design_effect": effect})


def placed(found: Measurement) -> dict[str, str]:
    judged = funnel(found)
    assert judged is not None
    return dict(judged.places)


def test_the_score_of_a_rate_is_the_tail_of_the_binomial_with_half_of_what_was_found() -> None:
    """Three of twelve where half is expected: (1 + 12 + 66 + 220 ÷ 2) ÷ 4096."""
    tail = (sum(comb(12, hits) for hits in range(3)) + comb(12, 3) / 2) / 2**12
    assert tail == 189 / 4096
    assert binomial_score(3 / 12, 12, 0.5) == pytest.approx(NormalDist().inv_cdf(tail))
    assert binomial_score(9 / 12, 12, 0.5) == pytest.approx(-NormalDist().inv_cdf(tail))
    assert binomial_score(0.5, 12, 0.5) == pytest.approx(0, abs=1e-9)


def test_the_score_of_very_many_is_that_of_the_normal_distribution() -> None:
    assert binomial_score(0.47, 2000, 0.5) == pytest.approx(binomial_score(0.47, 2001, 0.5), abs=0.01)
    assert binomial_score(0.47, 2001, 0.5) == pytest.approx(-0.03 * 2001**0.5 / 0.5)


@pytest.mark.parametrize("centre", [0.0, 1.0])
def test_where_all_are_alike_nothing_differs(centre: float) -> None:
    found = rates(*[(round(20 * centre), 20)] * 4)
    assert set(placed(found).values()) == {"within"}
    away = binomial_score(0.5, 20, centre)  # what chance alone never does
    assert abs(away) > 3
    assert (away > 0) == (centre < 0.5)


def test_the_last_of_many_is_no_different_where_chance_alone_would_put_it_there() -> None:
    """Sixty in a hundred are to be expected, and five more or less is one standard deviation."""
    assert placed(rates((60, 100), (61, 100), (52, 100), (68, 100))) == dict.fromkeys("abcd", "within")
    found = placed(rates((300, 500), (300, 500), (48, 100), (72, 100), (42, 100), (6, 9)))
    assert found == {
        "a": "within",
        "b": "within",
        "c": "perhaps below",
        "d": "perhaps above",
        "e": "below",
        "f": "too few to say",
    }


def test_a_small_slice_may_be_further_off_than_a_large_one() -> None:
    found = placed(rates((600, 1000), (600, 1000), (8, 20), (480, 1000)))
    assert (found["c"], found["d"]) == ("within", "below")


def test_questions_of_one_conversation_count_for_less() -> None:
    parts = (300, 500), (300, 500), (42, 100)
    assert placed(rates(*parts))["c"] == "below"
    assert placed(rates(*parts, effect=4.0))["c"] == "within"


def test_where_none_is_answered_the_clustering_of_the_whole_is_taken() -> None:
    found = rates((300, 500), (300, 500), (0, 12), effect=4.0)
    unseen = replace(found.slices[2], details={"design_effect": 1.0})
    assert placed(found)["c"] == placed(replace(found, slices=(*found.slices[:2], unseen)))["c"] == "within"
    assert placed(rates((300, 500), (300, 500), (0, 12)))["c"] == "below"


def test_slices_that_all_differ_are_said_to_and_are_not_called_alike() -> None:
    """Twelve channels from 40 to 84 in a hundred: their spread is many times that of chance."""
    found = funnel(rates(*[(40 + 4 * step, 100) for step in range(12)]))
    assert found is not None
    assert found.dispersion > 4
    assert found.is_overdispersed
    assert (found.places["a"], found.places["f"], found.places["l"]) == ("below", "within", "above")
    text = as_text(rates(*[(40 + 4 * step, 100) for step in range(12)]))
    assert f"they differ in general: their spread is {found.dispersion:.1f} times that of chance" in text
    alike = funnel(rates((60, 100), (58, 100), (63, 100), (60, 100)))
    assert alike is not None
    assert alike.dispersion < 1
    assert not alike.is_overdispersed


def test_chance_alone_puts_one_in_twenty_outside_the_inner_limits() -> None:
    random = np.random.default_rng(20261121)
    outside = outer = judged = 0
    for _ in range(150):
        found = placed(rates(*[(int(random.binomial(n, 0.6)), n) for n in (20, 40, 80, 150, 300, 600)]))
        judged += 6
        outside += sum(place != "within" for place in found.values())
        outer += sum(place in ("above", "below") for place in found.values())
    assert outside / judged == pytest.approx(0.05, abs=0.025)
    assert outer <= 6  # two to be expected


def test_waits_are_judged_by_their_intervals_and_one_not_yet_known_by_its_lower_end() -> None:
    parts = [
        Slice("a", "A", Estimate(3600, 3000, 4400, 200)),
        Slice("b", "B", Estimate(5400, 2400, 9000, 30)),
        Slice("c", "C", Estimate(14400, 9000, 20000, 80)),
        Slice("d", "D", Estimate(5000, 3700, 7000, 90)),
        Slice("e", "E", Estimate(None, 7200, None, 40, "not yet known: more than half still wait", 86400)),
        Slice("f", "F", Estimate(None, None, None, 40, "not yet known: more than half still wait", 86400)),
        Slice("g", "G", Estimate(None, 7200, None, 4, "not yet known: more than half still wait", 86400)),
        Slice("h", "H", Estimate(0, 0, 0, 40)),
        Slice("i", "I", Estimate(None, 3600, None, 40, "not yet known: more than half still wait", 86400)),
    ]
    assert placed(measured(WAIT, Estimate(3600, 3300, 3900, 500), parts)) == {
        "a": "within",
        "b": "within",
        "c": "above",
        "d": "perhaps above",
        "e": "perhaps above",
        "f": "within",
        "g": "too few to say",
        "h": "below",
        "i": "within",  # it may be as much as that of all together
    }


def test_nothing_is_said_where_nothing_can_be() -> None:
    three = (60, 100), (61, 100), (20, 100)
    assert funnel(rates(*three)) is not None
    assert funnel(rates(*three[:2])) is None
    assert funnel(rates(*three, by="week")) is None
    assert funnel(rates(*three, by=None)) is None
    assert funnel(rates((6, 9), (5, 9), (1, 9))) is None
    assert funnel(rates((6, 9), (5, 9), (1, 9)), minimum=9) is not None
    counts = [Slice(key, key, Estimate(90, 80, 99, 90)) for key in "abc"]
    assert funnel(measured(STARTED, Estimate(270, n=270), counts)) is None
    unknown = replace(rates(*three), estimate=Estimate(None, reason="nothing to judge in this period"))
    assert funnel(unknown) is None
    weak = replace(rates(*three), estimate=Estimate(0.47, n=300, reason="too few to say"))
    assert funnel(weak) is None


def test_no_rank_is_given_and_the_order_of_the_slices_stays() -> None:
    found = funnel(rates((20, 100), (90, 100), (60, 100)))
    assert isinstance(found, Funnel)
    assert list(found.places) == ["a", "b", "c"]


# What is written -----------------------------------------------------------------------------------------------------


def test_data_rows_and_text_say_how_each_slice_stands() -> None:
    found = rates((300, 500), (300, 500), (42, 100), (70, 100), (6, 9))
    data = as_data(found)
    assert data["funnel"] == {"centre": pytest.approx(718 / 1209), "dispersion": pytest.approx(2.07, abs=0.01)}
    places = ["within", "within", "below", "perhaps above", "too few to say"]
    assert [one["place"] for one in data["slices"]] == places
    assert [row["place"] for row in as_rows(found)] == [None, *places]
    lines = {line[:9]: line for line in as_text(found).splitlines() if line.startswith("Channel")}
    assert lines["Channel a"].endswith("n 500  no different from the others, as far as can be seen")
    assert lines["Channel c"].endswith("n 100  below what chance would make it")
    assert lines["Channel d"].endswith("n 100  perhaps above the others")
    assert lines["Channel e"].endswith("n 9  too few to say")
    alone = rates((300, 500), (42, 100))
    assert [one["place"] for one in as_data(alone)["slices"]] == [None, None]
    assert "chance" not in as_text(alone)
    assert as_data(alone)["funnel"] is None


@pytest.mark.parametrize(("minimum", "place"), [("4", "within"), ("10", None)])
def test_the_command_line_takes_the_minimum_of_the_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], minimum: str, place: str | None
) -> None:
    """Three channels of five questions each, none answered."""
    asked = [
        said(f"{channel}{number}", datetime(2024, 3, 4, 9, number), f"p{number}", channel_id=channel)
        for channel in ("jobs", "bills", "parcels")
        for number in range(5)
    ]
    with facts.warehouse(tmp_path) as writer:
        teller = Teller(writer)
        teller.tell(asked, until="Fri 09:00")
        writer.execute("insert into settings values ('minimum_n', $1)", [minimum])
        teller.publish()
    command = ["measure", RATE, "--since", "2024-03-04", "--until", "2024-03-04", "--by", "channel", "--format", "json"]
    assert main([*command, "--warehouse", str(tmp_path)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["n"], one["place"]) for one in found["slices"] if one["n"]] == [(5, place)] * 3
