"""The sources that take part in the contract of HTTP, each with a few records on the stand-in for its platform."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import plain_http
import pytest
from http_trial import Case

from connectors.google import asking
from connectors.google_sheets import CONNECTOR as SHEETS
from connectors.youtube import CONNECTOR as YOUTUBE
from connectors.youtube import batch
from tests.google_stand_in import Channel, Comment, Sheet, Spreadsheet, StandIn, Thread, Video

NOON = datetime(2026, 3, 1, 12)
_COMMENTS = """
    select m.native_id, m.parent_id, m.text, m.published_at, a.native_id, a.is_ours, c.native_id
    from messages m left join authors a using (author_key) left join channels c using (channel_key) order by 1
"""


def _thread(number: int, replies: int = 0) -> Thread:
    at = NOON - timedelta(hours=number)
    answers = [
        Comment(f"t{number}.r{n}", "UCours", f"Answer {n}", at + timedelta(minutes=n + 1)) for n in range(replies)
    ]
    return Thread(Comment(f"t{number}", "UCann", f"Question {number}?", at), answers)


def _spoil(payload: Any) -> None:
    """The newest thread has nothing to say when it began."""
    for item in payload["items"]:
        if item["id"] == "t1":
            del item["snippet"]["topLevelComment"]["snippet"]["publishedAt"]


@contextmanager
def _tube(most: int) -> Iterator[StandIn]:
    threads = [_thread(1), _thread(2, 2), _thread(3), _thread(4, 1), _thread(5)]
    with StandIn([Channel("UCours", "Ours", "ours", videos=[Video("v1", "One", NOON, threads=threads)])]) as google:
        google.most = most
        yield google


@contextmanager
def plain(kind: type[plain_http.Plain] = plain_http.Plain) -> Iterator[Case]:
    """The small source of the tests."""
    with _tube(2) as google:
        yield Case(
            plain_http.connector(kind),
            google,
            {"api_key": google.key, "endpoint": google.endpoint},
            [google.key],
            _COMMENTS,
            ["youtube.commentThreads.list"],
            lambda payload: payload["items"],
            _spoil,
            "t1",
            lambda: google.channels[0].videos[0].threads.append(_thread(9)),
            children=3,
        )


@contextmanager
def youtube() -> Iterator[Case]:
    """YouTube, with threads whose replies do not all come with them."""
    with pytest.MonkeyPatch.context() as patch, _tube(3) as google:
        patch.setattr(asking, "TIMEOUT", 0.3)
        patch.setattr(batch, "ENOUGH", 4)
        google.channels[0].videos[0].threads.append(_thread(6, 8))
        yield Case(
            YOUTUBE,
            google,
            {"api_key": google.key, "endpoint": google.endpoint, "channels": "@ours"},
            [google.key],
            _COMMENTS,
            ["youtube.commentThreads.list", "youtube.comments.list"],
            lambda payload: payload["items"],
            _spoil,
            "t1",
            lambda: google.channels[0].videos[0].threads.append(_thread(9)),
            read_again=timedelta(days=8),
            children=6 + 3 + 8,
        )


@contextmanager
def google_sheets() -> Iterator[Case]:
    """The workbook in Google Sheets, signed in to with a service account."""
    link = "https://x.com/ann/status/12345"
    rows: list[list[Any]] = [["Link", "Department", "Question", "Asked at"]]
    rows += [
        [f"{link}{n}", ("Legal", "Engineering")[n % 2], f"Question {n}", NOON - timedelta(days=n)] for n in range(6)
    ]
    with pytest.MonkeyPatch.context() as patch, StandIn() as google:
        patch.setattr(asking, "TIMEOUT", 0.3)
        key = google.service_account()
        book = Spreadsheet(
            "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg",
            sheets=[Sheet("Hand-offs", rows), Sheet("Departments", [["Department"], ["Legal"], ["Engineering"]])],
            readers={key["client_email"]},
        )
        google.spreadsheets.append(book)

        def add() -> None:
            rows.append([f"{link}9", "Legal", "Question 9", NOON])
            book.touch()

        def spoil(payload: Any) -> None:
            payload["valueRanges"][0]["values"][2][1] = ""

        yield Case(
            SHEETS,
            google,
            {
                "spreadsheet": book.id,
                "service_account_json": json.dumps(key),
                "endpoint": google.endpoint,
            },
            [key["private_key"].splitlines()[3], key["private_key_id"]],
            "select source, department, question, asked_at from handoffs order by asked_at",
            ["sheets.spreadsheets.values.batchGet"],
            lambda payload: payload["valueRanges"][0]["values"],
            spoil,
            "and-offs",
            add,
            has_channels=False,
            has_ids=False,
            page_token=None,
            needs="spreadsheet",
        )


CASES = {"plain": plain, "youtube": youtube, "google_sheets": google_sheets}
