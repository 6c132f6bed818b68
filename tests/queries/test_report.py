"""What other programs and terminals read: names that are promised to stay, and errors in one sentence."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, get_args

import pytest

from queries.__main__ import main
from queries.engine import SLICES
from queries.findings import FINDINGS
from queries.funnel import Place
from queries.measurement import Verdict
from queries.metric import Unit, metrics
from queries.report import as_data, as_rows, as_text, duration, quantity
from queries.scope import Compare, Period
from queries.slices import has_slice
from tests import facts
from tests.conversations import Teller, said

MARCH = {"period": Period(date(2024, 3, 4), date(2024, 3, 17)), "compare": "previous"}
DAYS = ["--since", "2024-03-04", "--until", "2024-03-17"]
FIRST = "conversations.first_response"
BEGAN_LATER = "=HYPERLINK(1) began after the earlier period, so the change is not like for like."
ESTIMATE = ["value", "n", "interval", "reason", "at_least"]


@pytest.fixture(scope="module")
def teller(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    """Two questions before the period and four in it; `shop` is called like a formula."""
    with facts.warehouse(tmp_path_factory.mktemp("report")) as writer:
        teller = Teller(writer)
        teller.tell(
            """
            0  2024-02-19 09:00   zoe [on us]: Hello?
            1  2024-02-21 09:00   ann [on us]: My line is down.
            2  2024-02-21 09:30   us > 1: Fixed.
            3  Mon 09:00          ann [on us]: My line is down.
            4  Mon 10:00          us > 3: Fixed.
            5  Tue 09:00          bob [on us]: Mine, too.
            6  Tue 11:00          us > 5: Fixed.
            7  Mon+1w 09:00       cid [on shop]: Is my order ready?
            8  Mon+1w 09:01       ann [on shop]: And mine?
            """,
            until="Fri+1w 09:00",
        )
        writer.execute("update channels set title = '=HYPERLINK(1)' where native_id = 'shop'")
        teller.publish()
        yield teller


def run(teller: Teller, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the command prints when it succeeds, with nothing on the error stream."""
    assert main([*arguments, "--warehouse", str(teller.writer.home.folder)]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The exit code and what stands on the error stream."""
    try:
        code = main(list(arguments))
    except SystemExit as left:
        code = int(str(left.code))
    printed = capsys.readouterr()
    assert printed.out == ""
    return code, printed.err


# Data ----------------------------------------------------------------------------------------------------------------


def test_a_measurement_as_data_has_these_names_and_values(teller: Teller) -> None:
    found = as_data(teller.measure(FIRST, "week", **MARCH))
    slices = found.pop("slices")
    assert found == {
        "metric": FIRST,
        "title": "First response time",
        "unit": "duration",
        "better": "down",
        "basis": "by start of the conversation",
        "clock": "wall",
        "period": {"since": "2024-03-04", "until": "2024-03-17", "zone": "UTC", "is_partial": True},
        "watermark": "2024-03-15T09:00:00Z",
        # Waits of 1 h and 2 h; two have waited for four days: S is 3/4, then 1/2.
        "value": 7200.0,
        "n": 4,
        "interval": [3600.0, None],
        "reason": "too few to say",
        "at_least": None,
        "p90": {
            "value": None,
            "n": 4,
            "interval": [7200.0, None],
            "at_least": 4 * 86400.0,
            "reason": "not yet known: more than one in ten still wait",
        },
        "details": {"still_waiting": 2, "outside_hours": 0},
        "coverage": {"channels": 2, "of": 2, "began_later": 1, "note": BEGAN_LATER},
        "comparison": {
            "period": {"since": "2024-02-21", "until": "2024-03-03"},  # twelve days have been seen, twelve before
            "value": 1800.0,
            "n": 1,
            "interval": [1800.0, None],
            "reason": "too few to say",
            "at_least": None,
            "difference": 5400.0,
            "difference_interval": None,
            "verdict": "too few to say",
        },
        "by": "week",
        "funnel": None,  # weeks are compared with each other by the trend
    }
    assert list(found["p90"]) == ESTIMATE
    assert list(found["comparison"]) == ["period", *ESTIMATE, "difference", "difference_interval", "verdict"]
    assert [(one["key"], one["label"], one["is_partial"], one["value"]) for one in slices] == [
        ("2024-03-04", "week of 4 Mar 2024", False, 3600.0),
        ("2024-03-11", "week of 11 Mar 2024", True, None),
    ]
    assert all(list(one) == ["key", "label", "is_partial", "place", *ESTIMATE, "p90"] for one in slices)
    json.dumps(found)


@pytest.mark.parametrize("name", sorted(metrics()))
def test_every_metric_can_be_written_in_every_form(
    teller: Teller, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for by in filter(partial(has_slice, metrics()[name]), SLICES):
        data = json.loads(run(teller, capsys, "measure", name, *DAYS, "--by", by, "--format", "json"))
        assert (data["metric"], data["by"]) == (name, by)
        rows = list(
            csv.DictReader(io.StringIO(run(teller, capsys, "measure", name, *DAYS, "--by", by, "--format", "csv")))
        )
        assert len(rows) == 1 + len(data["slices"])
        assert [row["value"] for row in rows] == [
            "" if one["value"] is None else str(one["value"]) for one in [data, *data["slices"]]
        ]
        assert list(rows[0]) == [
            "metric",
            "unit",
            "since",
            "until",
            "slice",
            "value",
            "low",
            "high",
            "n",
            "p90",
            "reason",
            "place",
        ]
    assert metrics()[name].label in run(teller, capsys, "measure", name, *DAYS)


def test_without_a_comparison_data_has_none(teller: Teller) -> None:
    found = as_data(teller.measure("conversations.started"))
    assert (found["comparison"], found["clock"], found["by"], found["slices"]) == (None, None, None, [])
    assert "p90" not in found


def test_text_that_a_spreadsheet_would_take_for_a_formula_is_quoted(
    teller: Teller, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = as_rows(teller.measure("conversations.started", "channel", **MARCH))
    assert [row["slice"] for row in rows] == ["total", "Us", "=HYPERLINK(1)"]
    printed = run(teller, capsys, "measure", "conversations.started", *DAYS, "--by", "channel", "--format", "csv")
    assert [row["slice"] for row in csv.DictReader(io.StringIO(printed))] == ["total", "Us", "'=HYPERLINK(1)"]


def test_each_beginning_of_a_formula_is_quoted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    starts = ["=", "+", "-", "@", "\t", "\r"]
    with facts.warehouse(tmp_path) as writer:
        Teller(writer).tell([said(start, datetime(2024, 3, 4), "ann", channel_id=f"{start}1+1") for start in starts])
    assert main(["measure", "conversations.started", *DAYS, "--by", "channel", "--format", "csv",
                 "--warehouse", str(tmp_path)]) == 0  # fmt: skip
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out, newline="")))
    assert {row[4] for row in rows[4:]} == {f"'{start}1+1" for start in starts}


def test_the_text_says_figure_interval_n_and_what_it_rests_on(teller: Teller) -> None:
    text = as_text(teller.measure(FIRST, "week", **MARCH))
    assert text.startswith("First response time (conversations.first_response): typical wait\n")
    assert "2024-03-04 to 2024-03-17 (UTC), by start of the conversation; wall clock; partial" in text
    assert "data complete until 2024-03-15 09:00 UTC" in text
    total = next(line for line in text.splitlines() if line.startswith("total"))
    assert "2 h" in total
    assert total.endswith("n 4  too few to say")
    assert text.endswith(f"\n2 of 2 channels count: {BEGAN_LATER}")
    business = as_text(teller.measure(FIRST, clock="business"))
    assert "0 of 2 channels count: Us and =HYPERLINK(1) have no opening hours, so no business time." in business


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (59.6, "1 min"),
        (61, "1 min"),
        (3599, "1 h"),
        (3600, "1 h"),
        (7481, "2 h 5 min"),
        (86399, "1 day"),
        (86400, "1 day"),
        (6 * 86400 + 15 * 3600, "6 d 15 h"),
        (14 * 86400 + 15 * 3600, "15 days"),
    ],
)
def test_a_duration_is_said_in_the_units_that_matter(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_a_quantity_is_said_in_its_unit() -> None:
    known = metrics()
    assert quantity(known["conversations.reply_rate"], 0.8381) == "83.8 %"
    assert quantity(known["conversations.depth"], 1.5) == "1.5"
    assert quantity(known["conversations.started"], 1022) == "1022"
    assert quantity(known[FIRST], 90) == "2 min"
    assert quantity(known[FIRST], None) == "–"


# The command line ----------------------------------------------------------------------------------------------------


def test_list_tells_all_metrics_in_words_and_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [*metrics(), *FINDINGS]
    assert main(["list", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in listed] == [*metrics(), *FINDINGS]
    heads = ["name", "title", "label", "unit", "better", "basis", "definition", "why"]
    assert [list(one) for one in listed] == [heads] * len(metrics()) + [["name", "label", "definition"]] * len(FINDINGS)


def test_without_days_the_last_ninety_of_the_data_are_measured(
    teller: Teller, capsys: pytest.CaptureFixture[str]
) -> None:
    def period(*arguments: str) -> Any:
        return json.loads(run(teller, capsys, "measure", FIRST, "--format", "json", *arguments))["period"]

    assert period() == {"since": "2023-12-17", "until": "2024-03-15", "zone": "UTC", "is_partial": True}
    assert period("--since", "2024-03-04")["until"] == "2024-03-15"
    assert period("--until", "2024-01-31") == {
        "since": "2023-12-17",
        "until": "2024-01-31",
        "zone": "UTC",
        "is_partial": False,
    }
    assert period("--since", "2030-01-01") == {
        "since": "2030-01-01",
        "until": "2030-01-01",
        "zone": "UTC",
        "is_partial": True,
    }
    assert period("--until", "2020-01-31")["since"] == "2020-01-31"
    assert period("--zone", "Pacific/Auckland", "--since", "2024-03-04") == {
        "since": "2024-03-04",
        "until": "2024-03-15",
        "zone": "Pacific/Auckland",
        "is_partial": True,
    }


@pytest.mark.parametrize("name", ["x:us", "us", "@us", "US", "Us"])
def test_a_channel_is_named_by_address_id_handle_or_title(
    teller: Teller, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = run(teller, capsys, "measure", "conversations.started", *DAYS, "--format", "json", "--channel", name)
    assert json.loads(printed)["value"] == 2


def test_several_channels_and_platforms_may_be_asked_for(teller: Teller, capsys: pytest.CaptureFixture[str]) -> None:
    def value(*arguments: str) -> Any:
        return json.loads(
            run(teller, capsys, "measure", "conversations.started", *DAYS, "--format", "json", *arguments)
        )

    assert value("--channel", "us", "--channel", "x:shop", "--channel", "us")["value"] == 4
    assert value("--platform", "x", "--platform", "X")["value"] == 4
    assert value("--compare", "none")["comparison"] is None
    assert value("--compare", "year")["comparison"]["period"] == {"since": "2023-03-06", "until": "2023-03-17"}


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["measure", "conversations.likes", *DAYS], 1, "There is no metric 'conversations.likes'. There are: conv"),
        (["measure", FIRST, "--channel", "'; drop table channels; --"], 1, "There is no channel \"'; drop table"),
        (
            ["measure", FIRST, "--since", "2024-03-05", "--until", "2024-03-04"],
            1,
            "The period ends (2024-03-04) before it",
        ),
        (["measure", FIRST, "--since", "yesterday"], 2, "'yesterday' is not a day; write it as 2026-11-30"),
        (["measure", FIRST, "--since", "2024-02-30"], 2, "'2024-02-30' is not a day"),
        (
            ["measure", FIRST, "--zone", "Mars/Olympus"],
            2,
            "'Mars/Olympus' is not a time zone; write it as Europe/London",
        ),
        (["measure", FIRST, "--zone", "../../etc/passwd"], 2, "is not a time zone"),
        (["measure", FIRST, "--by", "mood"], 2, "invalid choice: 'mood'"),
        (["measure"], 2, "the following arguments are required: metric"),
        ([], 2, "the following arguments are required: command"),
        (["measure", FIRST, "--since", "0001-01-01", "--zone", "Asia/Tokyo"], 2, "'0001-01-01' is too far away"),
        (["measure", FIRST, "--until", "9999-12-31"], 2, "'9999-12-31' is too far away"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_sentence(
    teller: Teller, arguments: list[str], code: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ["--warehouse", str(teller.writer.home.folder)] if "measure" in arguments else []
    found = refused(capsys, *arguments, *home)
    assert found[0] == code
    assert sentence in found[1]
    assert "Traceback" not in found[1]
    if code == 1:
        assert found[1].count("\n") == 1


def test_a_folder_without_a_warehouse_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, sentence = refused(capsys, "measure", FIRST, "--warehouse", str(tmp_path))
    assert code == 1
    assert sentence.startswith("There is nothing to show in ")
    assert "python -m connectors import FILE" in sentence


def test_an_empty_warehouse_says_what_to_do_and_answers_where_days_are_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with facts.warehouse(tmp_path) as writer:
        Teller(writer).tell("", until=None)
    code, sentence = refused(capsys, "measure", FIRST, "--warehouse", str(tmp_path))
    assert (code, sentence) == (
        1,
        "There is nothing to measure yet: import a file first, or give --since and --until.\n",
    )
    assert main(["measure", FIRST, *DAYS, "--format", "json", "--warehouse", str(tmp_path)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["value"], found["watermark"], found["reason"]) == (None, None, "nothing to judge in this period")
    assert main(["measure", FIRST, *DAYS, "--warehouse", str(tmp_path)]) == 0
    assert "no data yet" in capsys.readouterr().out


def test_the_module_is_a_command(teller: Teller) -> None:
    def command(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "queries", *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(__file__).parents[2],
        )

    folder = str(teller.writer.home.folder)
    done = command("measure", "conversations.started", *DAYS, "--format", "json", "--warehouse", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["value"] == 4
    failed = command("measure", "conversations.likes", "--warehouse", folder)
    assert (failed.returncode, failed.stdout) == (1, "")


def test_every_slice_option_and_unit_is_documented() -> None:
    told = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
    options = (f"`--{name}`" for name in ("department", "topic", "audience", "channel", "platform", "clock", "zone"))
    every = (*FINDINGS, *SLICES, *get_args(Unit), *get_args(Place), *get_args(Verdict), *get_args(Compare))
    names = (f"`{name}`" for name in every)
    for word in (*names, *options):
        assert word in told, word


def test_hand_offs_are_covered_by_departments_and_not_by_channels(tmp_path: Path) -> None:
    asked = "department Engineering\nh1 Mon 10:00 ask Engineering about 1"
    with facts.warehouse(tmp_path) as writer:
        teller = Teller(writer)
        teller.tell("1  Mon 09:00  ann: My line is down.", asked=asked)
        found = as_data(teller.measure("handoffs.asked"))
    assert found["coverage"] == {"departments": 1, "of": 1, "began_later": 0, "note": None}
