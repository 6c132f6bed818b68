"""Time and memory, in the same way for every task. A figure that is not there is the reason why, as text."""

import resource
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

Figures = dict[str, float | str]

MOST_ROUNDS = 7


def timed(work: Callable[[], Any]) -> float:
    """Seconds that it takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def in_turns(works: Mapping[str, Callable[[], Any]], seconds: float = 30.0) -> dict[str, list[float]]:
    """The times of works that take turns, by name, until so many seconds are over.

    A first round brings files and code into memory; it counts only where it has used up the time.
    """
    times: dict[str, list[float]] = {name: [] for name in works}
    started = time.perf_counter()
    first = {name: timed(work) for name, work in works.items()}
    for _ in range(MOST_ROUNDS):
        if time.perf_counter() - started > seconds:
            break
        for name, work in works.items():
            times[name].append(timed(work))
    return {name: found or [first[name]] for name, found in times.items()}


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios of runs that took turns."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))


def peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def size_of(folder: Path) -> int:
    """For how many messages a folder of the benchmark is."""
    return int(folder.name.rpartition("-")[2])


def beside(folder: Path, name: str) -> Path:
    """A place in the benchmark's data that belongs to the warehouse in `folder`."""
    return folder.with_name(f"{name}-{size_of(folder)}")
