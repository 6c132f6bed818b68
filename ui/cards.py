"""A figure as a card: value, how sure, how it compares, what it rests on, and its trend by week."""

from html import escape

import streamlit as st

from queries.measurement import Measurement
from ui import words
from ui.plain import shown
from ui.sparkline import sparkline
from ui.view import View

#: A change by its sign as well as by its colour.
SIGN = {"better": "▲", "worse": "▼", "changed": "◆"}


def headline(view: View, *metrics: str) -> None:
    """The figures that a leader reads first: large."""
    _row("rp-headline", view, metrics)


def more(view: View, *metrics: str) -> None:
    """The figures below them: smaller."""
    _row("rp-more", view, metrics)


def folded(view: View, title: str, *metrics: str) -> None:
    """Figures that are read now and then, behind their title: asked for only when it is opened."""
    box = st.expander(title, key="more-figures", type="compact", on_change="rerun")
    if box.open:
        with box:
            more(view, *metrics)


def _row(kind: str, view: View, metrics: tuple[str, ...]) -> None:
    st.html(
        f'<div class="rp-cards {kind}">{"".join(card(view.measure(metric, by="week")) for metric in metrics)}</div>'
    )


def card(measurement: Measurement) -> str:
    """One card as HTML. A weak figure is grey; a change has a colour if it is more than chance and has a direction."""
    metric, estimate = measurement.metric, measurement.estimate
    why = words.reason(metric, estimate)
    said = escape(words.summary(measurement), quote=True)
    facts = [*words.facts(measurement), metric.basis]
    return (
        f'<section class="rp-card{" rp-weak" if why else ""}" aria-label="{said}">'
        f'<h3 class="rp-label">{escape(words.sentence(metric.label))}</h3>'
        f'<div class="rp-figure"><p class="rp-value">{large(words.value(metric, estimate))}</p>'
        f'<div class="rp-trend">{sparkline(measurement.slices)}</div></div>'
        f"{_change(measurement)}"
        f'<p class="rp-why">{escape(words.sentence(why))}</p>'
        f'<p class="rp-facts">{"".join(f"<span>{escape(fact)}</span>" for fact in facts)}</p>'
        f"{_coverage(measurement)}</section>"
    )


def large(text: str) -> str:
    """A figure as HTML: digits large, units beside them smaller."""
    parts = []
    for word in text.replace(words.NBSP, " ").split(" "):
        is_figure = any(sign.isdigit() for sign in word) or word == "–"
        parts.append(escape(word) if is_figure else f"<small>{escape(word)}</small>")
    return words.NBSP.join(parts)


def _change(measurement: Measurement) -> str:
    said = words.change(measurement)
    verdict = measurement.change.verdict if measurement.change else None
    kind = verdict if verdict in ("better", "worse") else "same"
    sign = f"<b>{SIGN[verdict]}</b> " if verdict in SIGN else ""
    return f'<p class="rp-change rp-{kind}">{sign}{escape(words.sentence(said))}</p>'


def _coverage(measurement: Measurement) -> str:
    covered = measurement.coverage
    if not covered.note:
        return ""
    return f'<p class="rp-note">{covered.counted} of {covered.of} {covered.what} count: {shown(covered.note)}</p>'
