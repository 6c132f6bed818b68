"""Measure Rapport against the figures to beat: `python -m bench [--sizes 1000000,10000000] [--out bench/RESULTS.md]`.

Each size gets a corpus (bench/corpus.py) and a warehouse of its own in `bench/data`, kept for the next run. Work is
timed in child processes, so that memory is that of the work alone. Ratios come from runs that take turns on the same
data.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import date
from math import log10
from pathlib import Path
from statistics import median
from typing import Any

from bench import corpus

DATA = Path(__file__).with_name("data")
ROUNDS = 5


def main() -> None:
    """Run all measurements and write the table."""
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("--sizes", default="1000000,10000000", help="numbers of messages, separated by commas")
    options.add_argument("--out", type=Path, default=Path(__file__).with_name("RESULTS.md"))
    chosen = options.parse_args()
    sizes = [int(size) for size in chosen.sizes.split(",")]
    measured = {size: measure(size) for size in sizes}
    chosen.out.write_text(report(measured), encoding="utf-8")
    print(f"written to {chosen.out}")


def measure(size: int) -> dict[str, Any]:
    """All measurements of one size, by name."""
    DATA.mkdir(exist_ok=True)
    file = DATA / f"corpus-{size}.csv"
    if not file.exists():
        print(f"{size:,}: making the corpus", flush=True)
        corpus.write(file, size)
    found: dict[str, Any] = {}
    for task in ("bare", "load", "rebuild", "polars", "refresh", "edits", "page"):
        print(f"{size:,}: {task}", flush=True)
        found |= _in_child(task, file, DATA / f"warehouse-{size}")
    return found


def _in_child(task: str, file: Path, folder: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.tasks", task, str(file), str(folder)],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def report(measured: dict[int, dict[str, Any]]) -> str:
    """The results as a Markdown page."""
    sizes = sorted(measured)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"
    lines = ["| | " + " | ".join(f"{size:,}" for size in sizes) + " | growth exponent |"]
    lines.append("|---|" + "---|" * (len(sizes) + 1))
    for name in measured[sizes[0]]:
        values = [measured[size][name] for size in sizes]
        cells = [name, *(_shown(name, value) for value in values), _exponent(name, sizes, values)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(["# Results", "", f"{date.today().isoformat()}, {machine}.", "", ABOUT, *lines, "", NOTES])


ABOUT = f"""Medians of up to {ROUNDS} rounds. The machine is noisy: ratios are from runs that take turns, and below a
factor of two only they count. Made by `make bench`.
"""

NOTES = """## What is measured

- **bare INSERT … SELECT**: the CSV read with types into a plain table of the same columns, nothing else.
- **import**: the same file through the file import, verdicts from the texts included; **marts**: the full build after.
- **Polars**: roots, effective times, exchanges and conversations of the same rows, as far as Polars has the same answer
  (no episodes, no outreach, no verdict by rule); checked against ours by the number of exchanges.
- **10 k new messages**: upsert and refresh of what they touch, publishing apart; **edits** are 1,000 over all history,
  and as many recent.
- **page**: what *Where we stand* asks, nothing cached inside Rapport, warm files; **one scan** reads the columns that
  it needs.

## What is not measured here

The click in the browser, and peers other than Polars.
"""


def _shown(name: str, value: float | None) -> str:
    if value is None:
        return "–"
    if "MB" in name:
        return f"{value:,.0f} MB"
    if "÷" in name:
        return f"{value:.2f}"
    return f"{value:.3f} s" if value < 1 else f"{value:.2f} s"


def _exponent(name: str, sizes: list[int], values: list[float | None]) -> str:
    first, last = values[0], values[-1]
    if len(sizes) < 2 or not first or not last or "÷" in name or "MB" in name:
        return ""
    return f"{log10(last / first) / log10(sizes[-1] / sizes[0]):.2f}"


def middle(times: list[float]) -> float:
    """The median of some rounds."""
    return median(times)


if __name__ == "__main__":
    main()
