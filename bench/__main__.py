"""Measure Rapport against the figures to beat: `python -m bench [--sizes 1000000 10000000] [--out bench/RESULTS.md]`.

Each size gets a corpus (bench/corpus.py) and a warehouse of its own in `bench/data`. Every task runs in a process of
its own, so that memory is that of the work alone. Ratios come from runs that take turns on the same rows. What a task
has found is kept, so that a later run with `--tasks` measures some of them again and reports all.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from bench import report
from bench.tasks import tasks
from bench.timing import Figures

DATA = Path(__file__).with_name("data")
ROOT = Path(__file__).parents[1]


def main() -> int:
    """Run the measurements, print the tables and write them; 1 where a task has failed."""
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("--sizes", nargs="+", type=int, default=[1_000_000], help="numbers of messages")
    options.add_argument("--tasks", nargs="+", choices=list(tasks()), default=list(tasks()), help="only some of them")
    options.add_argument("--out", type=Path, default=Path(__file__).with_name("RESULTS.md"))
    chosen = options.parse_args()
    failed = [f"{task} at {size:,}" for size in chosen.sizes for task in measure(size, chosen.tasks)]
    written = report.page({size: _kept(size) for size in sorted(chosen.sizes)})
    chosen.out.write_text(written, encoding="utf-8")
    print(f"{written}\nwritten to {chosen.out}")
    if failed:
        print(f"These failed, and their figures are missing: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def measure(size: int, wanted: list[str]) -> list[str]:
    """Measure at one size and keep what is found; returns the tasks that failed."""
    DATA.mkdir(exist_ok=True)
    file, folder = DATA / f"corpus-{size}.csv", DATA / f"warehouse-{size}"
    if not file.exists():
        print(f"{size:,}: making the corpus", flush=True)
        # in a process of its own: a child begins with the peak of memory of its parent
        subprocess.run([sys.executable, "-m", "bench.corpus", str(file), str(size)], check=True, cwd=ROOT)
    found = {} if "load" in wanted else _kept(size)
    failed = []
    for task in wanted:
        started = time.perf_counter()
        print(f"{size:,}: {task} …", end=" ", flush=True)
        figures = _in_child(task, file, folder)
        print(f"{time.perf_counter() - started:.0f} s", flush=True)
        if figures is None:
            failed.append(task)
        found |= figures or {}
        found[report.LOAD] = max(float(found.get(report.LOAD, 0.0)), os.getloadavg()[0])
        _figures(size).write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return failed


def _kept(size: int) -> Figures:
    return dict(json.loads(_figures(size).read_text(encoding="utf-8"))) if _figures(size).exists() else {}


def _figures(size: int) -> Path:
    return DATA / f"figures-{size}.json"


def _in_child(task: str, file: Path, folder: Path) -> Figures | None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "bench.tasks", task, str(file), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        check=False,
    )
    return dict(json.loads(done.stdout.splitlines()[-1])) if done.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main())
