"""An import as a process of its own: the dashboard starts it and reads its progress, and never holds the writer's lock.

Leaving the page, or stopping the dashboard, ends no import.
"""

import json
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal

import tomli_w

from ui import words
from warehouse import Home

_ROOT = Path(__file__).parents[1]
_PATIENCE = 120  # seconds for a look at the first rows of a file
_KEPT = 86_400  # seconds after which an uploaded file goes, if no import has taken it away

_COUNTS = {"new": "new", "changed": "changed", "same": "as before"}

State = Literal["running", "done", "failed"]


@dataclass(frozen=True)
class Guess:
    """How the columns of a file would be read, as its profile says it, and what could not be guessed."""

    profile: Mapping[str, Any]
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workbook:
    """What the organisation's workbook holds: rows by tab, how many would be left out, and what is to put right."""

    rows: Mapping[str, int]
    refused: int = 0
    problems: tuple[str, ...] = ()


class GuessFailed(Exception):
    """The file cannot be read as a table; the message is one sentence for a person."""


@dataclass
class Job:
    """One import that has been started."""

    file: Path
    log: Path
    process: "subprocess.Popen[bytes]"
    _ended: bool = field(default=False)

    def events(self) -> list[dict[str, Any]]:
        """What it has told so far (connectors/progress.py names the events)."""
        return read_events(self.log.read_text(encoding="utf-8", errors="replace"))

    @property
    def state(self) -> State:
        """Whether it still runs, and if not, whether the new figures are published."""
        code = self.process.poll()
        if code is None:
            return "running"
        if not self._ended:  # what strangers wrote is not kept twice
            self._ended = True
            self.file.unlink(missing_ok=True)
        return "done" if code == 0 else "failed"


def keep_upload(name: str, content: IO[bytes], home: Home) -> Path:
    """Put an uploaded file where the import finds it, under a name that can harm nothing; old ones go."""
    folder = home.folder / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.suffix != ".toml" and time.time() - old.stat().st_mtime > _KEPT:
            old.unlink(missing_ok=True)
    safe = re.sub(r"[^\w.-]+", "-", Path(name).name).strip("-.") or "upload"
    place = folder / safe[-120:]
    with place.open("wb") as file:
        while block := content.read(1 << 20):
            file.write(block)
    return place


def guess(file: Path, home: Home) -> Guess | Workbook:
    """How the file would be read: as the workbook, by a profile kept for it, else by a guess. Raises GuessFailed."""
    try:
        ended = subprocess.run(  # noqa: S603 (our own command; the name of the file is one argument)
            _command(file, home, "--dry-run"), cwd=_ROOT, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise GuessFailed(
            f"{file.name} could not be looked at within two minutes: import it by command line."
        ) from None
    events = read_events(ended.stdout.decode("utf-8", errors="replace"))
    for event in events:
        if event.get("event") == "mapping":
            return Guess(tomllib.loads(event["profile"]), tuple(event["questions"]))
        if event.get("event") == "workbook":
            problems = tuple(str(told["detail"]) for told in events if told.get("event") == "problem")
            return Workbook(event["tabs"], event["refused"], problems)
    told = next((str(event["detail"]) for event in events if event.get("event") == "error"), "")
    raise GuessFailed(told or f"{file.name} could not be looked at: the log of the dashboard says why.")


def start(file: Path, profile: Mapping[str, Any] | None, home: Home) -> Job:
    """Start the import of a file with a profile, which is kept beside it for the next file of that name.

    Without a profile the file is the workbook.
    """
    named: tuple[str, ...] = ()
    if profile is not None:
        place = file.with_suffix(".toml")
        place.write_text(tomli_w.dumps(dict(profile)), encoding="utf-8")
        named = ("--profile", str(place))
    log = file.with_name(f"{file.name}.log")
    with log.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 (as above)
            _command(file, home, *named),
            cwd=_ROOT,
            stdout=out,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    return Job(file, log, process)


def said(events: list[dict[str, Any]]) -> str:
    """The latest of its progress in words."""
    for event in reversed(events):
        match event.get("event"):
            case "published":
                return "The new figures are published."
            case "refreshed":
                return f"Figures brought up to date: {words.count(event['rows'])} messages"
            case "finished":
                return finished(event)
            case "step" | "note" | "error":
                return str(event["detail"])
            case "rows":
                return f"{words.count(event['rows'])} rows read"
    return "Starting"


def finished(event: Mapping[str, Any]) -> str:
    """What an import did, counted."""
    counts = [f"{words.count(event[key])} {said}" for key, said in _COUNTS.items() if event.get(key)]
    if event.get("refused"):
        counts.append(f"{words.counted(event['refused'], 'row', 'rows')} could not be read")
    return ", ".join(counts) or "nothing new"


def _command(file: Path, home: Home, *more: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "connectors",
        "import",
        str(file.resolve()),
        *more,
        "--format",
        "json",
        "--warehouse",
        str(home.folder.resolve()),
    ]


def read_events(text: str) -> list[dict[str, Any]]:
    """What a command has told, one object a line (connectors/progress.py); what is no such line is left out."""
    found = []
    for line in text.splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            continue  # half a line, or what a library printed
        if isinstance(event, dict):
            found.append(event)
    return found
