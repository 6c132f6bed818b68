"""Print how often 95 % intervals hold the truth: `python -m bench.coverage [--replicates 2000] [--only FIGURE]`.

Items are drawn from worlds whose truth is known, and go through the SQL and the formulas that make the figures. n is
the number of conversations. Intervals that are given, and not too few to say, are counted. With 2,000 replicates a true
95 % shows as 94.0 to 96.0.
"""

import argparse
import sys
from time import perf_counter

import numpy as np

from bench.coverage import resampling
from bench.coverage.cells import cells

SEED = 20261121


def main() -> None:
    """Print the table, and what a bootstrap would do instead."""
    options = argparse.ArgumentParser(prog="python -m bench.coverage", description=__doc__)
    options.add_argument("--replicates", type=int, default=2000)
    options.add_argument("--only", default="", help="lines whose figure contains this")
    chosen = options.parse_args()
    begun = perf_counter()
    print("| figure | case | n | given | hold the truth |\n|---|---|---|---|---|")
    for place, cell in enumerate(cells()):
        if chosen.only not in cell.figure:
            continue
        found = cell.run(np.random.default_rng([SEED, place]), chosen.replicates)
        given = found.given / found.of
        print(f"| {cell.figure} | {cell.case} | {cell.n:,} | {given:.0%} | {found.share:.1%} |", flush=True)
    if not chosen.only:
        print()
        resampling.compare(np.random.default_rng(SEED), chosen.replicates)
    print(f"{perf_counter() - begun:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
