"""Say what a sync or an import is doing: a status line on a terminal, plain lines elsewhere, JSON lines for programs.

The JSON lines are stable; other programs may rely on them. Each line is an object with `event`, `at` (ISO 8601 UTC):

- `started`: a source or a file begins. `source`; `interrupted`: whether its last run was cut short.
- `step`: what is going on with it, in words: `detail`. `note`: something to know, in words: `detail`.
- `mapping`: how an export would be read. `columns`: canonical column to heading; `profile`: the same as a TOML file;
  `questions`: sentences, what could not be guessed.
- `problem`: a cell or row of a workbook to put right. `number`: from 1; `tab`, `row`, `column`, `cell`: where, or null;
  `detail`: one sentence; `refused`: whether what it is about was left out; `link`: to the cell in the web, or null.
- `workbook`: what a workbook holds. `rows` that are not blank, `tabs`: how many in each; `problems`; `refused` rows.
- `rows`: a page is committed. `source`, `stream`; `rows` read in this run so far, `refused` of them.
- `waiting`: a source asks for patience. `source`, `seconds`, `detail`: why.
- `finished`: a source or a file ended. `source`, `outcome` (complete, partial, failed), `rows`, `new`, `changed`,
  `same`, `refused`, `seconds`, `detail`: what was wrong and what to do, or null; `calls`: requests that reached the
  source, `units`: what they cost of its quota.
- `cell`: what a dry run of writing back would write. `source`: the workbook; `tab`, `row` (null: a new one), `column`,
  `cell` (null in a new row), `text` (empty: the cell is emptied); `detail`: a line.
- `written`: writing back to a workbook ended. `source`, `outcome`, `appended` rows, `filled` cells, `left`: hand-offs
  that stay as they are, each told in a `note`; `calls`, `dry_run`; `detail`: a sentence.
- `refreshed`: the marts follow the facts. `kind` (full, incremental, none), `rows`: messages, `seconds`.
- `published`: readers see the new figures.
- `checked`: `source`, `ok`: whether it lets us in, `detail`: why not, or null.
- `erased`: `rows`: messages without text and author now; `quarantined`: rows blanked in quarantine.
- `noted`: something was done about a hand-off, or nothing had to be. `act_id` (null where nothing was done),
  `handoff_key`: text of digits, `handoff`: its short id, `state`: `shown` in the figures, `noted` and shown when the
  running sync gets to it, or `unchanged`; `detail`: a sentence.
- `handoff`: one of the list. `handoff`, `handoff_key`; `state`: `open` or its outcome; `department`, `kind`,
  `question`, `link`, `asked_at`, `asked_by`, `answered_at`, `ended_at`; `acts`: ids of what was done about it;
  `detail`: a line.
- `error`: the command fails, and nothing comes after it. `detail`: one sentence.

Counts and seconds are numbers. Fields may be added, none is renamed or taken away.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Literal, Protocol, TextIO

from rich.console import Console
from rich.status import Status


class Progress(Protocol):
    """Takes one event; see the table above."""

    def __call__(self, event: str, /, source: str | None = None, rows: int | None = None, **more: Any) -> None:
        """Show one event."""


def silent(event: str, /, source: str | None = None, rows: int | None = None, **more: Any) -> None:
    """Say nothing."""


def utc_now() -> datetime:
    """The time, in UTC without a zone, as the warehouse keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


@contextmanager
def shown(
    form: Literal["table", "json"],
    out: TextIO | None = None,
    *,
    now: Callable[[], datetime] = utc_now,
    hide: Callable[[str], str] = str,
) -> Iterator[Progress]:
    """A Progress that writes to `out` in the form asked for; `hide` takes secrets out of a text."""
    out = out or sys.stdout
    if form == "json":
        yield _json_lines(out, now, hide)
    elif out.isatty():
        console = Console(file=out, highlight=False)
        with console.status("") as status:
            yield _on_terminal(console, status, hide)
    else:
        yield _plain_lines(out, hide)


def _json_lines(out: TextIO, now: Callable[[], datetime], hide: Callable[[str], str]) -> Progress:
    def write(event: str, /, source: str | None = None, rows: int | None = None, **more: Any) -> None:
        at = f"{now().isoformat(timespec='milliseconds')}Z"
        line = {"event": event, "at": at, "source": source, "rows": rows, **more}
        kept = {
            name: hide(value) if isinstance(value, str) else value
            for name, value in line.items()
            if value is not None or name not in ("source", "rows")
        }
        print(json.dumps(kept, ensure_ascii=False, default=str), file=out, flush=True)

    return write


def _plain_lines(out: TextIO, hide: Callable[[str], str]) -> Progress:
    def write(event: str, /, source: str | None = None, rows: int | None = None, **more: Any) -> None:
        if event not in ("rows", "step") and (line := sentence(event, source, rows, more)):
            print(hide(line), file=out, flush=True)

    return write


def _on_terminal(console: Console, status: Status, hide: Callable[[str], str]) -> Progress:
    def show(event: str, /, source: str | None = None, rows: int | None = None, **more: Any) -> None:
        line = hide(sentence(event, source, rows, more))
        if event in _PASSING:
            status.update(_unmarked(line))
        elif line:
            console.print(line, markup=False, soft_wrap=True)
        if more.get("interrupted"):
            console.print(line, markup=False)

    return show


#: So many problems of a workbook are told in words; programs are told all.
MOST_PROBLEMS = 50

#: Shown on a terminal until the next one comes.
_PASSING = ("started", "step", "rows", "waiting")


def sentence(event: str, source: str | None, rows: int | None, more: dict[str, Any]) -> str:
    """An event in words."""
    words = ""
    match event:
        case "started":
            words = f"{source}: " + ("the last run was interrupted; going on" if more["interrupted"] else "reading")
        case "problem" if more["number"] <= MOST_PROBLEMS:
            words = more["detail"] + (f"\n  {more['link']}" if more.get("link") else "")
        case "step" | "note" | "noted" | "handoff" | "cell" | "written":
            words = more["detail"]
        case "workbook":
            words = _holds(source, rows, more)
        case "mapping":
            words = f"{source} is read like this:\n\n{more['profile']}"
        case "checked":
            words = f"{source}: lets us in" if more["ok"] else ""
        case "rows":
            words = f"{source}: {rows:,} rows" + (f", {more['refused']:,} of them refused" if more["refused"] else "")
        case "waiting":
            words = f"{source}: waiting {more['seconds']:.0f} s. {more['detail']}"
        case "finished":
            words = _finished(source, more)
        case "refreshed" if more["kind"] != "none":
            words = f"Figures brought up to date: {rows:,} messages in {more['seconds']:.1f} s"
        case "published":
            words = "Published"
        case "erased":
            words = f"Erased: text and author of {rows:,} messages, {more['quarantined']:,} rows in quarantine"
    return words


def _holds(source: str | None, rows: int | None, more: dict[str, Any]) -> str:
    counts = ", ".join(f"{count:,} in {tab}" for tab, count in more["tabs"].items())
    things = {0: "nothing", 1: "one thing"}.get(more["problems"], f"{more['problems']:,} things")
    others = f"; those after the first {MOST_PROBLEMS} are told with --format json"
    left_out = f", {more['refused']:,} of them left out" if more["refused"] else ""
    words = f"{source}: {rows:,} rows ({counts or 'none'}){left_out}, {things} to put right"
    return words + (others if more["problems"] > MOST_PROBLEMS else "")


def _finished(source: str | None, more: dict[str, Any]) -> str:
    counts = f"{more['new']:,} new, {more['changed']:,} changed, {more['same']:,} as before"
    if more["refused"]:
        counts += f", {more['refused']:,} refused"
    if more["calls"]:
        counts += f"; {more['calls']:,} calls, {more['units']:,} quota units"
    detail = f". {more['detail']}" if more.get("detail") else ""
    return f"{source}: {more['outcome']} in {more['seconds']:.1f} s: {counts}{detail}"


def _unmarked(line: str) -> str:
    return line.replace("[", r"\[")
