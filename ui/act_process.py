"""What people do about hand-offs, each as a process of its own: the dashboard never holds the writer's lock.

The command line puts it into the inbox at once and waits a little for the figures to follow; while a sync runs, the
sync takes it in. The same act sent twice under one id is one.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ui.import_process import read_events
from warehouse import Home

_ROOT = Path(__file__).parents[1]
_WAIT = 3  # seconds that the command waits for a running sync
_PATIENCE = 10  # seconds that a reader waits for the command, which goes on by itself after that

State = Literal["shown", "noted", "unchanged", "failed"]

_OPTIONS = {"--when": "The time", "--asked-at": "The time"}


@dataclass(frozen=True)
class Told:
    """What came of an act: shown in the figures, noted and shown later, nothing to do, or failed; and a sentence.

    The sentence is empty where the command still works after our patience has ended.
    """

    state: State
    act_id: str | None
    sentence: str


def act(home: Home, *words: str, act_id: str | None = None, **options: str | bool | None) -> Told:
    """Run `ask`, `answer`, `remind`, `dispute` or `undo` with options by their names; empty ones are left out.

    `words` are the command and what it is about. Never takes longer than about ten seconds.
    """
    command = [*words, *_given({**options, "act_id": act_id})]
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(  # noqa: S603 (our own command; each value is one argument)
            [
                sys.executable,
                "-m",
                "connectors",
                *command,
                *("--wait", str(_WAIT), "--format", "json", "--warehouse", str(home.folder.resolve())),
            ],
            cwd=_ROOT,
            stdout=out,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            return Told("noted", act_id, "")
        out.seek(0)
        told = out.read().decode("utf-8", errors="replace")
    for event in reversed(read_events(told)):
        if event.get("event") == "noted":
            return Told(event["state"], event["act_id"], plain(event["detail"]))
        if event.get("event") == "error":
            return Told("failed", None, plain(event["detail"]))
    return Told("failed", None, "This could not be noted: the command ended without a word. Try it again.")


def plain(sentence: str) -> str:
    """What the command line says, without what only its users can do."""
    for option, said in _OPTIONS.items():
        sentence = sentence.replace(option, said)
    parts = [_without(part) for part in re.split(r"(?<=[.?]) ", sentence) if not part.startswith("To take it back")]
    return " ".join(part for part in parts if part) or sentence


def _without(part: str) -> str:
    """A sentence as far as it says nothing for a terminal."""
    found = re.search(r"`|--", part)
    if found is None:
        return part
    kept = re.split(r"[:;] ", part[: found.start()])[:-1]
    return f"{': '.join(kept)}." if kept else ""


def _given(options: Mapping[str, str | bool | None]) -> list[str]:
    """As arguments. A value stands in one argument with its name, so that none is taken for an option."""
    found = []
    for name, value in options.items():
        option = f"--{name.replace('_', '-')}"
        if value is True:
            found.append(option)
        elif isinstance(value, str) and (text := value.replace("\x00", "").strip()):
            found.append(f"{option}={text.encode(errors='replace').decode()}")
    return found
