"""For each law of http_contract.py, sources that break it: the law finds them out, or it is worth nothing."""

import itertools
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import http_cases
import http_contract as laws
import pytest
from http_contract import CHECKS
from plain_http import Plain

from connectors.contract import NotConfigured, Page, Refused, Row, SourceError, TryLater, UnexpectedPayload


class NamesNoChannel(Plain):
    def channels(self, _since: object) -> Iterator[Page]:
        yield from ()


class GathersAllPages(Plain):
    def comments(self, since: object) -> Iterator[Page]:
        pages = list(super().comments(since))
        yield Page([row for page in pages for row in page.rows], [row for page in pages for row in page.refused])


class MovesItsCursorTooFar(Plain):
    """Newest first, and each page says that everything until its newest has come."""

    def comments(self, since: object) -> Iterator[Page]:
        for page in super().comments(since):
            fresh = [row for row in page.rows if since is None or row["native_id"] < str(since)]
            yield replace(page, rows=fresh, cursor=min([str(since or "z"), *(row["native_id"] for row in page.rows)]))
            if not fresh:
                return


class IsOnePageAhead(Plain):
    """Says with each page that the next one has come, too."""

    def comments(self, since: object) -> Iterator[Page]:
        token = str(since or "")
        answer = self.page(token)
        while True:
            token = answer.get("nextPageToken", "")
            after = self.page(token) if token else {}
            yield replace(self.delivered(answer["items"]), cursor=after.get("nextPageToken", ""))
            if not token:
                return
            answer = after


class NeverTheSameTwice(Plain):
    counter = itertools.count()

    def row(self, item: Any) -> Row:
        return {**super().row(item), "reactions": next(self.counter)}


class NeverLooksAgain(Plain):
    def comments(self, since: object) -> Iterator[Page]:
        for page in super().comments(since) if since is None else ():
            yield replace(page, cursor="been there")


class CountsItsRecords(Plain):
    numbers: Iterator[int]

    def comments(self, since: object) -> Iterator[Page]:
        self.numbers = itertools.count()
        yield from super().comments(since)

    def delivered(self, items: list[Any]) -> Page:
        return Page.read(items, self.row)

    def row(self, item: Any) -> Row:
        return {**super().row(item), "native_id": f"number {next(self.numbers)}"}


class WantsParentsFirst(Plain):
    seen: ClassVar[set[str]] = set()

    def delivered(self, items: list[Any]) -> Page:
        self.seen.clear()
        return super().delivered(items)

    def row(self, item: Any) -> Row:
        row = super().row(item)
        self.seen.add(row["native_id"])
        return row if row["parent_id"] in self.seen else {**row, "parent_id": None}


class StumblesOverOneRecord(Plain):
    def row(self, item: Any) -> Row:
        item["snippet"].get("topLevelComment", item)["snippet"]["publishedAt"]
        return super().row(item)


class DropsWhatItCannotRead(Plain):
    def delivered(self, items: list[Any]) -> Page:
        return replace(super().delivered(items), refused=())


class StopsAtWhatItKnows(Plain):
    def comments(self, since: object) -> Iterator[Page]:
        try:
            yield from super().comments(since)
        except UnexpectedPayload as problem:
            if "again and again" not in str(problem):
                raise


class TakesADeadTokenForTheEnd(Plain):
    def refusal(self, status: int, headers: Mapping[str, str], body: bytes) -> SourceError:
        return Refused("end") if status == 400 and b"processing" in body else super().refusal(status, headers, body)

    def comments(self, since: object) -> Iterator[Page]:
        try:
            yield from super().comments(since)
        except Refused as problem:
            if str(problem) != "end":
                raise


class SaysNotWhatIsMissing(Plain):
    @staticmethod
    def not_configured() -> NotConfigured:
        return NotConfigured("Something is missing.")


class RepeatsWhatWasRefused(Plain):
    def refusal(self, status: int, headers: Mapping[str, str], body: bytes) -> SourceError:
        problem = super().refusal(status, headers, body)
        return TryLater(str(problem)) if isinstance(problem, Refused) else problem


class HidesARefusal(Plain):
    def ask(self, path: str, **parameters: Any) -> Any:
        try:
            return super().ask(path, **parameters)
        except Refused:
            return {"items": []}


class TakesAWebPageForNothing(Plain):
    def parsed(self, body: bytes) -> Any:
        return json.loads(body) if body.startswith(b"{") else {"items": []}


class LetsThroughWhatPythonSays(Plain):
    def parsed(self, body: bytes) -> Any:
        return json.loads(body)


class TriesOnce(Plain):
    attempts = 1

    def pause(self, _attempt: int, _after: timedelta | None) -> None:
        raise Refused("Plain is broken.")


class WaitsAsItLikes(Plain):
    def pause(self, attempt: int, _after: timedelta | None) -> None:
        super().pause(attempt, timedelta(seconds=1))


class TakesHalfForTheWhole(Plain):
    def is_cut(self, _body: bytes) -> bool:
        return False

    def parsed(self, body: bytes) -> Any:
        try:
            return super().parsed(body)
        except UnexpectedPayload:
            return {"items": []}


class SitsItOut(Plain):
    def refusal(self, status: int, headers: Mapping[str, str], body: bytes) -> SourceError:
        self.meter.sleep(float(headers.get("Retry-After", 0)))
        return super().refusal(status, headers, body)


class SaysAllIsThere(Plain):
    def comments(self, since: object) -> Iterator[Page]:
        try:
            yield from super().comments(since)
        except TryLater:
            return


class GivesUpOnSilence(Plain):
    def fetch(self, path: str, parameters: Mapping[str, Any]) -> tuple[int, Mapping[str, str], bytes]:
        try:
            return super().fetch(path, parameters)
        except TimeoutError:
            raise Refused("Plain is silent.") from None


class CountsAnswersOnly(Plain):
    def ask(self, path: str, **parameters: Any) -> Any:
        answer = super().ask(path, **parameters)
        self.meter.calls += 1
        return answer

    def count(self) -> None:
        """Counts nothing here."""


class LogsTheAddress(Plain):
    def page(self, token: str) -> Any:
        logging.getLogger("plain").warning("GET /youtube/v3/commentThreads?key=%s", self.key)
        return super().page(token)


BREACHES: dict[Callable[..., None], list[type[Plain]]] = {
    laws.channels_come_before_what_stands_in_them: [NamesNoChannel],
    laws.a_page_is_kept_when_it_has_come: [GathersAllPages],
    laws.nothing_is_skipped_wherever_it_breaks_off: [MovesItsCursorTooFar],
    laws.killed_at_any_instant_it_goes_on: [IsOnePageAhead],
    laws.a_second_run_changes_nothing: [NeverTheSameTwice],
    laws.what_is_new_comes_with_the_next_run: [NeverLooksAgain],
    laws.what_comes_twice_is_there_once: [CountsItsRecords],
    laws.a_parent_may_come_after_its_child: [WantsParentsFirst],
    laws.what_cannot_be_read_is_set_aside_until_it_can: [StumblesOverOneRecord, DropsWhatItCannotRead],
    laws.a_page_that_comes_again_and_again_is_noticed: [StopsAtWhatItKnows],
    laws.a_page_token_may_die: [TakesADeadTokenForTheEnd],
    laws.without_its_settings_it_says_which: [SaysNotWhatIsMissing],
    laws.a_refusal_is_told_and_not_repeated: [RepeatsWhatWasRefused, HidesARefusal],
    laws.an_answer_that_is_none_is_told: [TakesAWebPageForNothing, LetsThroughWhatPythonSays],
    laws.what_passes_is_waited_for: [TriesOnce, WaitsAsItLikes, TakesHalfForTheWhole],
    laws.what_does_not_pass_is_left_for_the_next_run: [SitsItOut, SaysAllIsThere],
    laws.a_server_that_never_answers_is_given_up: [GivesUpOnSilence],
    laws.every_call_is_counted: [CountsAnswersOnly],
    laws.no_secret_is_ever_seen: [LogsTheAddress],
}


def test_every_law_has_somebody_who_breaks_it() -> None:
    assert set(BREACHES) == set(CHECKS)


PAIRS = [(law, breach) for law, breaches in BREACHES.items() for breach in breaches]


@pytest.mark.parametrize(("law", "breach"), PAIRS, ids=[f"{law.__name__}-{breach.__name__}" for law, breach in PAIRS])
def test_a_breach_is_found_out(law: Callable[..., None], breach: type[Plain], tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        law(partial(http_cases.plain, breach), tmp_path)
