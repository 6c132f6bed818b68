"""One figure with everything that belongs beside it: how sure, compared with what, counted how, and until when."""

from html import escape

from queries.measurement import Estimate, Measurement
from ui import waits, words
from ui.cards import SIGN, large
from ui.plain import shown
from ui.view import View

#: Areas in the order in which they are read, in plain words; an area that is not here comes last, under its own name.
AREAS = {
    "conversations": "Conversations",
    "interactivity": "Give and take",
    "people": "People",
    "handoffs": "Requests to departments",
    "ownership": "Who carries it",
    "ledger": "Waiting hours",
}
BETTER = {"up": "more is better", "down": "less is better", "none": "neither more nor less is better"}


def value(measured: Measurement, estimate: Estimate | None = None) -> str:
    """The figure, or another estimate of it, in its unit and on its clock; a dash where it is not known."""
    if measured.metric.unit == "duration":
        return waits.value(measured, estimate)
    return words.value(measured.metric, estimate or measured.estimate)


def reason(measured: Measurement, estimate: Estimate) -> str:
    """Why it is missing or weak; empty where it is neither."""
    if estimate.value is None and estimate.at_least is not None:
        return f"not yet known: more than half still wait after {waits.length(estimate.at_least, measured.scope.clock)}"
    return words.reason(measured.metric, estimate)


def likely(measured: Measurement, estimate: Estimate | None = None) -> str:
    """The ends between which it likely lies: `59 and 63 %`; empty where none are known."""
    found = estimate or measured.estimate
    if measured.metric.unit == "duration":
        return waits.likely(measured, found)
    return words.likely(measured.metric, found)


def facts(measured: Measurement) -> list[str]:
    """What stands under the figure: how sure, nine in ten, what it rests on, what is not in it."""
    if measured.metric.unit != "duration":
        return words.facts(measured)
    said = [fact for fact in waits.facts(measured) if fact != waits.change(measured)]
    why = words.reason(measured.metric, measured.estimate)
    return [fact for fact in said if fact != why] + [words.resting_on(measured.metric, measured.estimate)]


def change(measured: Measurement) -> str:
    """How it compares, or why there is nothing to compare with; empty where nobody asked or nothing is known."""
    if measured.estimate.value is None and measured.estimate.at_least is None:
        return ""
    said = waits.change(measured) if measured.metric.unit == "duration" else words.change(measured)
    return said or words.compared_with(measured)


def figure_html(view: View, measured: Measurement) -> str:
    """The figure and its meaning side by side, as HTML. Texts from outside are shown as text."""
    metric, why = measured.metric, reason(measured, measured.estimate)
    label = escape(words.sentence(metric.label))
    verdict = measured.change.verdict if measured.change else None
    kind = verdict if verdict in ("better", "worse") else "same"
    sign = f"<b>{SIGN[verdict]}</b> " if verdict in SIGN else ""
    lines = "".join(f"<span>{escape(fact)}</span>" for fact in facts(measured) if fact)
    meant = "".join(f"<dt>{escape(name)}</dt><dd>{said}</dd>" for name, said in meaning(view, measured))
    return (
        f'<section class="rp-asked-figure" aria-label="{label}">'
        f'<div class="rp-card{" rp-weak" if why else ""}"><h2 class="rp-label">{label}</h2>'
        f'<p class="rp-value">{large(value(measured))}</p>'
        f'<p class="rp-change rp-{kind}">{sign}{escape(words.sentence(change(measured)))}</p>'
        f'<p class="rp-why">{escape(words.sentence(why))}</p><p class="rp-facts">{lines}</p></div>'
        f'<div class="rp-meaning"><p>{escape(metric.definition)}</p><p class="rp-because">{escape(metric.why)}</p>'
        f"<dl>{meant}</dl></div></section>"
    )


def meaning(view: View, measured: Measurement) -> list[tuple[str, str]]:
    """What else a reader must know to read the figure, as names and HTML."""
    metric, covered = measured.metric, measured.coverage
    said = [("Counted", escape(metric.basis)), ("Direction", BETTER[metric.better])]
    if metric.unit == "duration":
        said.append(("Clock", "opening hours" if measured.scope.clock == "business" else "round the clock"))
    if covered.of:
        note = f" {shown(covered.note)}" if covered.note else ""
        said.append(("Rests on", f"{covered.counted} of {covered.of} {escape(covered.what)}.{note}"))
    if measured.watermark is not None:
        running = "; the period still runs" if measured.is_partial else ""
        until = words.moment(measured.watermark, view.scope.zone)
        said.append(("Data complete until", f"{escape(until)} ({escape(view.scope.zone)}){running}"))
    said.append(
        ("In the Glossary", f'<a href="glossary#{anchor(metric.name)}" target="_blank">its meaning and rule</a>')
    )
    return said


def anchor(name: str) -> str:
    """The place of a metric in the Glossary: `conversations-reply-rate`."""
    return name.replace(".", "-").replace("_", "-")
