"""What every source that speaks HTTP must do, whatever its platform: CHECKS, each of them a law with a name.

A source takes part with a Case (http_trial.py): its connector, a server that stands in for its platform and can be made
to fail, and what the laws have to know of both. test_http_contract.py puts the sources through;
test_http_contract_bites.py shows for each law a source that breaks it, and is found out.
"""

import io
import logging
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from http_trial import FAR_TOO_OFTEN, Case, Opens, Pulled, Trial

from connectors.reading import RunReport
from tests.google_stand_in import changed, cut, deaf_to, drop, hang, status, web_page


def _whole(case: Case, folder: Path) -> tuple[RunReport, list[Any]]:
    """How a run goes that nobody disturbs, and what it brings."""
    trial = Trial(case, folder / "in peace")
    report = trial.run()
    assert report.outcome == "complete", report.detail
    facts = trial.facts()
    assert len(facts) >= 4, "a case should hold some records"
    return report, facts


def _is_well_said(report: RunReport) -> None:
    """One sentence or two that a person can act on, without an address; a fault is the platform's, not our own."""
    assert report.detail, "nothing is said"
    assert report.detail.endswith("."), report.detail
    assert len(report.detail) < 500, report.detail
    assert "fault in Rapport's own connector" not in report.detail, report.detail
    assert not re.search(r"127\.0\.0\.1|localhost|\?|Traceback|0x[0-9a-f]{6}", report.detail), report.detail


def channels_come_before_what_stands_in_them(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        if not case.has_channels:
            pytest.skip("the source has no channels")
        unnamed: list[Any] = []

        def look(writer: Any) -> None:
            unnamed.extend(
                writer.execute("""
                    select native_id from messages m
                    where not exists (from channels c where c.channel_key = m.channel_key and c.title is not null)
                """)
            )

        trial = Trial(case, folder)
        assert trial.run(between=look).outcome == "complete"
        assert not unnamed, f"messages stood in channels that nobody had named: {unnamed[:3]}"


def a_page_is_kept_when_it_has_come(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        if case.page_token is None:
            pytest.skip("the source is read in one piece")
        _, whole = _whole(case, folder)
        trial = Trial(case, folder)
        case.server.fail(case.lists[0], status(500), times=FAR_TOO_OFTEN, after=1)
        report = trial.run()
        assert report.outcome == "partial"
        assert 0 < len(trial.facts()) < len(whole), "what came before the fault is there, and no more"


def nothing_is_skipped_wherever_it_breaks_off(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        undisturbed, whole = _whole(case, folder)
        for calls in range(undisturbed.calls):
            trial = Trial(case, folder / f"after {calls}")
            case.server.fail("*", drop(), times=FAR_TOO_OFTEN, after=calls)
            broken = trial.run()
            assert broken.outcome != "complete" or trial.facts() == whole, f"after {calls} calls it says all is there"
            case.server.mend()
            trial.run()
            assert trial.facts() == whole, f"after {calls} calls something is lost"


def killed_at_any_instant_it_goes_on(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        _, whole = _whole(case, folder)
        instant = 0
        while True:
            instant += 1
            trial = Trial(case, folder / f"at {instant}")
            try:
                trial.run(pull=lambda _event, number, at=instant: number == at)
            except Pulled:
                report = trial.run()
                assert (report.outcome, trial.facts()) == ("complete", whole), f"killed at event {instant}"
            else:
                break
        assert instant > 2, "there was nothing to kill"


def a_second_run_changes_nothing(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        trial = Trial(case, folder)
        first = trial.run()
        before = trial.facts()
        second = trial.run()
        assert (second.outcome, second.changes.new, second.changes.changed, second.refused) == ("complete", 0, 0, 0)
        assert trial.facts() == before
        assert second.calls <= first.calls


def what_is_new_comes_with_the_next_run(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        trial = Trial(case, folder)
        trial.run()
        before = trial.facts()
        case.add()
        report = trial.run(later=timedelta(hours=1))
        assert report.outcome == "complete"
        assert len(trial.facts()) == len(before) + 1
        assert trial.facts() == _whole(case, folder)[1], "and it is as if it had been there from the beginning"


def what_comes_twice_is_there_once(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        if not case.has_ids:
            pytest.skip("two records that are alike may both be meant")
        _, whole = _whole(case, folder)
        trial = Trial(case, folder)

        def twice(payload: Any) -> None:
            items = case.items(payload)
            items[:] = [*items, *items]

        for method in case.lists:
            case.server.fail(method, changed(twice), times=FAR_TOO_OFTEN)
        assert trial.run().outcome == "complete"
        assert trial.facts() == whole


def a_parent_may_come_after_its_child(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        if not case.has_channels:
            pytest.skip("the source has no replies")
        _, whole = _whole(case, folder)
        trial = Trial(case, folder)
        for method in case.lists:
            case.server.fail(method, changed(lambda payload: case.items(payload).reverse()), times=FAR_TOO_OFTEN)
        assert trial.run().outcome == "complete"
        assert trial.facts() == whole
        assert trial.ask("""
            select count(*) from messages m where parent_key in (select message_key from messages)
        """) == [(case.children,)]


def what_cannot_be_read_is_set_aside_until_it_can(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        _, whole = _whole(case, folder)
        trial = Trial(case, folder)
        case.server.fail(case.lists[0], changed(case.spoil))
        report = trial.run()
        assert report.refused == 1
        ((place, reason),) = trial.ask("select place, reason from quarantine")
        assert case.spoiled in place
        assert reason
        left_out = [row for row in whole if row not in trial.facts()]
        assert 0 < len(left_out) <= 2, "the rest stays"
        case.add()
        trial.run(later=case.read_again)
        assert trial.facts() == _whole(case, folder / "then")[1]
        assert trial.ask("from quarantine") == []


def a_page_that_comes_again_and_again_is_noticed(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        if case.page_token is None:
            pytest.skip("the source has no pages")
        _, whole = _whole(case, folder)
        trial = Trial(case, folder)
        for method in case.lists:
            case.server.fail(method, deaf_to(case.page_token), times=FAR_TOO_OFTEN)
        report = trial.run()
        assert report.outcome != "complete" or report.refused, "it takes the first page for all there is"
        case.server.mend()
        assert trial.run(later=case.read_again).outcome == "complete"
        assert trial.facts() == whole


def a_page_token_may_die(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        if case.page_token is None:
            pytest.skip("the source has no pages")
        _, whole = _whole(case, folder)
        for method in case.lists:
            trial = Trial(case, folder / method)
            case.server.fail(method, status(400, "processingFailure"), after=1)
            first = trial.run()
            assert first.outcome != "complete" or first.refused or trial.facts() == whole
            assert trial.run(later=case.read_again).outcome == "complete"
            assert trial.facts() == whole


def without_its_settings_it_says_which(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        report = Trial(case, folder).run(without=case.needs)
        assert report.outcome == "failed"
        _is_well_said(report)
        assert case.needs in (report.detail or "")
        assert not case.server.calls


def a_refusal_is_told_and_not_repeated(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        for fault in (status(401, "authError"), status(403, "PERMISSION_DENIED", newer=True)):
            trial = Trial(case, folder / str(id(fault)))
            case.server.fail("*", fault, times=FAR_TOO_OFTEN)
            report = trial.run()
            assert report.outcome == "failed"
            _is_well_said(report)
            assert not trial.clock.slept, "a refusal does not pass"
            assert report.calls <= 10, "and is not asked for again and again"
            case.server.mend()


def an_answer_that_is_none_is_told(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        _, whole = _whole(case, folder)
        for place, method in enumerate(("*", case.lists[0])):
            trial = Trial(case, folder / str(place))
            case.server.fail(method, web_page(), times=FAR_TOO_OFTEN)
            report = trial.run()
            assert report.outcome != "complete" or report.refused
            if report.outcome != "complete":
                _is_well_said(report)
            case.server.mend()
            trial.run(later=case.read_again)
            assert trial.facts() == whole


def what_passes_is_waited_for(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        _, whole = _whole(case, folder)
        passing = {
            "429 with a word on when": (status(429, "rateLimitExceeded", retry_after=30), 30),
            "429 without": (status(429, "rateLimitExceeded"), 0),
            "503 with a word on when": (status(503, retry_after=30), 30),
            "500": (status(500), 0),
            "502 as a web page": (web_page(502), 0),
            "dropped": (drop(), 0),
            "cut": (cut(), 0),
            "cut without saying so": (cut(says_so=False), 0),
        }
        for number, (name, (fault, seconds)) in enumerate(passing.items()):
            trial = Trial(case, folder / name)
            case.server.fail("*" if number % 2 else case.lists[0], fault, after=number % 2)
            report = trial.run()
            assert (report.outcome, report.refused, trial.facts()) == ("complete", 0, whole), name
            assert sum(trial.clock.slept) >= seconds, f"{name}: it did not wait as long as it was asked to"


def what_does_not_pass_is_left_for_the_next_run(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        _, whole = _whole(case, folder)
        trial = Trial(case, folder)
        for fault in (status(503), status(429), cut(), drop(), status(429, "rateLimitExceeded", retry_after=7200)):
            case.server.fail(case.lists[0], fault, times=FAR_TOO_OFTEN)
            report = trial.run()
            assert report.outcome != "complete"
            _is_well_said(report)
            assert sum(trial.clock.slept) < 7200, "nobody sits out two hours"
            case.server.mend()
        assert trial.run().outcome == "complete"
        assert trial.facts() == whole


def a_server_that_never_answers_is_given_up(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        _, whole = _whole(case, folder)
        trial = Trial(case, folder)
        case.server.fail(case.lists[0], hang())
        report = trial.run()
        assert (report.outcome, trial.facts()) == ("complete", whole)
        assert report.calls == len(case.server.calls), "what was not answered may have been counted all the same"


def every_call_is_counted(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        case.server.fail("*", status(503), times=3, after=1)
        trial = Trial(case, folder)
        report = trial.run()
        assert report.calls == len(case.server.calls)
        assert trial.ask("select calls, units from sync_runs") == [(report.calls, report.units)]


def no_secret_is_ever_seen(opens: Opens, folder: Path) -> None:
    with opens() as case, case.open:
        seen: list[str] = []
        trial = Trial(case, folder)
        log = logging.StreamHandler(written := io.StringIO())
        log.setLevel(logging.WARNING)
        logging.getLogger().addHandler(log)
        for fault in (status(401), status(400, "keyInvalid"), status(503), web_page(), cut(), status(404, "notFound")):
            case.server.fail("*", fault, times=FAR_TOO_OFTEN, after=len(seen) // 2 % 2)
            seen += [str(trial.run()), str(list(trial.events))]
            case.server.mend()

        def naming_them(payload: Any) -> None:
            case.spoil(payload)
            case.items(payload).append({"id": "echo", "said": list(case.secrets)})

        case.server.fail(case.lists[0], changed(naming_them))
        seen += [str(trial.run(later=case.read_again)), str(list(trial.events))]
        seen += [str(trial.ask(f"from {table}")) for table in ("sync_runs", "sync_state", "quarantine")]
        logging.getLogger().removeHandler(log)
        seen.append(written.getvalue())
        for secret in case.secrets:
            assert secret not in " ".join(seen), f"{secret} is seen"


CHECKS: tuple[Callable[[Opens, Path], None], ...] = (
    channels_come_before_what_stands_in_them,
    a_page_is_kept_when_it_has_come,
    nothing_is_skipped_wherever_it_breaks_off,
    killed_at_any_instant_it_goes_on,
    a_second_run_changes_nothing,
    what_is_new_comes_with_the_next_run,
    what_comes_twice_is_there_once,
    a_parent_may_come_after_its_child,
    what_cannot_be_read_is_set_aside_until_it_can,
    a_page_that_comes_again_and_again_is_noticed,
    a_page_token_may_die,
    without_its_settings_it_says_which,
    a_refusal_is_told_and_not_repeated,
    an_answer_that_is_none_is_told,
    what_passes_is_waited_for,
    what_does_not_pass_is_left_for_the_next_run,
    a_server_that_never_answers_is_given_up,
    every_call_is_counted,
    no_secret_is_ever_seen,
)
