"""A trend in the space of a word: weeks as a line, the last whole one marked.

`st.html` lets no SVG through, but it does let a style: the line is drawn as a mask over a surface of our colour, and so
follows the theme.
"""

from collections.abc import Sequence
from urllib.parse import quote

from queries.measurement import Slice

_WIDTH, _HEIGHT, _EDGE = 220.0, 44.0, 4.0
_DRAWING = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 220 44' preserveAspectRatio='none'>"
    "<g fill='none' stroke='black' stroke-width='1.8' stroke-linejoin='round' stroke-linecap='round' "
    "vector-effect='non-scaling-stroke'>{lines}</g></svg>"
)


def sparkline(slices: Sequence[Slice]) -> str:
    """The slices as a line without axes; gaps where a slice is not known. Empty with fewer than three known points.

    It is decoration beside a figure that says the same in words, so it is hidden from those who hear the page.
    """
    known = [
        (place, part) for place, part in enumerate(slices) if part.estimate.value is not None and not part.is_partial
    ]
    if len(known) < 3:
        return ""
    values = [part.estimate.value or 0.0 for _, part in known]
    low, high = min(values), max(values)
    spread = (high - low) or abs(high) or 1.0
    low, high = low - spread * 0.15, high + spread * 0.15

    first, final = known[0][0], known[-1][0]

    def x(place: int) -> float:
        return _EDGE + (place - first) * (_WIDTH - 2 * _EDGE) / (final - first)

    def y(value: float) -> float:
        return _HEIGHT - _EDGE - (min(max(value, low), high) - low) / (high - low) * (_HEIGHT - 2 * _EDGE)

    lines = "".join(
        f"<polyline points='{' '.join(f'{x(place):.1f},{y(part.estimate.value or 0.0):.1f}' for place, part in run)}'/>"
        for run in unbroken(known)
        if len(run) > 1
    )
    place, last = known[-1]
    drawing = quote(_DRAWING.format(lines=lines), safe=" ='/:,.")
    return (
        f'<i class="rp-spark" aria-hidden="true" style="mask-image:url(&quot;data:image/svg+xml,{drawing}&quot;)"></i>'
        f'<i class="rp-spark-end" aria-hidden="true" style="left:{x(place) / _WIDTH * 100:.1f}%;'
        f'top:{y(last.estimate.value or 0.0) / _HEIGHT * 100:.1f}%"></i>'
    )


def unbroken(known: Sequence[tuple[int, Slice]]) -> list[list[tuple[int, Slice]]]:
    """Slices with their places, in rows without a gap."""
    runs: list[list[tuple[int, Slice]]] = []
    for place, part in known:
        if runs and runs[-1][-1][0] == place - 1:
            runs[-1].append((place, part))
        else:
            runs.append([(place, part)])
    return runs
