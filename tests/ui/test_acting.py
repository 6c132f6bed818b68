"""What the dashboard sends to the command line arrives as it was typed, once, and comes back as a plain sentence."""

from pathlib import Path

import pytest

from tests.browser import organisation
from ui.act_process import act, plain
from ui.acting import act_html
from warehouse import Home, current

TEXTS = ["--help", "=1+1\n🙂 ünï '; drop table handoff_acts; --", "nul\x00 gone"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder: Path = tmp_path_factory.mktemp("acting") / "warehouse"
    organisation.build(folder)
    return Home(folder)


@pytest.mark.parametrize("place", range(len(TEXTS)))
def test_any_text_arrives_as_it_was_typed(home: Home, place: int) -> None:
    text = TEXTS[place]
    told = act(home, "ask", f"x:q{300 + place}", act_id=f"t{place}", department="Legal", question=text, by=text)
    assert told.state in ("shown", "noted")
    rows = current(home).rows("select note, acted_by from handoff_acts where act_id = $1", [f"t{place}"])
    assert rows == [(text.replace("\x00", ""),) * 2]


def test_the_same_form_sent_twice_is_one_act(home: Home) -> None:
    told = [act(home, "ask", "x:q400", act_id="twice", department="Legal") for _ in range(2)]
    assert {one.state for one in told} == {"shown"}
    assert current(home).rows("select count(*) from handoff_acts where act_id = 'twice'") == [(1,)]


def test_a_mistake_is_a_sentence_without_what_only_a_terminal_can_do(home: Home) -> None:
    told = act(home, "ask", "x:q401", act_id="late", department="Legal", asked_at="2999-01-01 10:00")
    assert told.state == "failed"
    assert told.sentence.startswith("The time 2999-01-01 10:00 lies in the future")
    assert "--" not in told.sentence


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("a: Legal is asked. To take it back: `python -m connectors undo 0f8e`.", "a: Legal is asked."),
        ("There is no hand-off 1: `python -m connectors handoffs` lists them. Wait.", "There is no hand-off 1. Wait."),
        ("There is no department ‘L’: did you mean ‘Legal’? If it is new, add --new-department.", None),
        ("--when 9 is no time: write 14:30.", "The time 9 is no time: write 14:30."),
        ("run `python -m connectors sync`", "run `python -m connectors sync`"),
    ],
)
def test_what_only_a_terminal_can_do_is_left_out(told: str, shown: str | None) -> None:
    assert plain(told) == (shown or "There is no department ‘L’: did you mean ‘Legal’?")


def test_an_act_is_told_as_text() -> None:
    row = {
        "act": "passed on", "department": "<b>HR</b>", "asked_of": "Legal", "acted_by": "Ana", "reason": None,
        "note": "see <i>", "acted_at": organisation.END, "undone_at": organisation.END,
    }  # fmt: skip
    told = act_html(row, "UTC")
    assert "noted as passed on to <bdi" in told
    assert "&lt;b&gt;HR" in told
    assert "<i>" not in told
    assert "undone 20" in told
