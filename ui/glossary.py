"""The Glossary: every figure by its plain name, with the field's own term, and the words that definitions are made of.

Figures come from the heads of the metric files. What holds for a figure follows from its kind; nothing is kept here for
one metric alone.
"""

from html import escape

import streamlit as st

from queries.metric import Metric, metrics
from ui import frame, words
from ui.explorer_figure import AREAS, BETTER, anchor
from ui.glossary_words import ALWAYS, RULES, WORDS
from ui.plain import label

EXPLORER = "app_pages/behind_the_figures/explorer.py"

UNITS = {
    "count": "a count",
    "percent": "percent",
    "duration": "a length of time",
    "number": "a number",
    "hours": "hours",
    "score": "a score from 0 to 100",
    "points": "points of a hundred",
}


def glossary() -> None:
    """Everything, or what fits the words that are looked for. Each entry has an address of its own."""
    with st.container(key="glossary"):
        _glossary()


def _glossary() -> None:
    sought = st.text_input(
        "Find in the Glossary",
        type="search",
        key="glossary-find",
        placeholder="A figure or a word",
        label_visibility="collapsed",
        icon=":material/search:",
        width=360,
        max_chars=100,
    )
    wanted = " ".join((sought or "").split()).casefold()
    shown = [metric for metric in metrics().values() if wanted in _text(metric)]
    terms = {word: meaning for word, meaning in WORDS.items() if wanted in f"{word} {meaning}".casefold()}
    if not shown and not terms:
        frame.empty("No such word here", f"Nothing in the Glossary mentions {wanted[:60]}. Try a part of the word.")
        return
    for area in [*AREAS, *sorted({metric.area for metric in shown} - AREAS.keys())]:
        found = [metric for metric in shown if metric.area == area]
        if found:
            frame.section(AREAS.get(area, words.sentence(area)))
            for metric in found:
                _entry(metric)
    if terms:
        frame.section("Words", "As they are used in the definitions above")
        for word, meaning in terms.items():
            st.subheader(label(words.sentence(word)), anchor=word_anchor(word))
            st.html(f'<p class="rp-term">{escape(meaning)}</p>')
    if not wanted:
        frame.section("What holds for every figure")
        st.html(f'<ul class="rp-always">{"".join(f"<li>{escape(rule)}</li>" for rule in ALWAYS)}</ul>')


def entry_html(metric: Metric) -> str:
    """What the Glossary says of a metric, under its plain name."""
    facts = [
        ("In the field", metric.title),
        ("On the command line", metric.name),
        ("Unit", f"{UNITS[metric.unit]}; {BETTER[metric.better]}"),
        ("Counted", metric.basis),
        ("Rule", RULES[metric.shape]),
    ]
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(said)}</dd>" for name, said in facts)
    return (
        f'<div class="rp-term"><p>{escape(metric.definition)}</p><p class="rp-because">{escape(metric.why)}</p>'
        f"<dl>{listed}</dl></div>"
    )


def word_anchor(word: str) -> str:
    """The place of a word: `word-needs-a-reply`."""
    return "word-" + "-".join(word.casefold().replace(",", "").split())


def _entry(metric: Metric) -> None:
    st.subheader(label(words.sentence(metric.label)), anchor=anchor(metric.name))
    st.html(entry_html(metric))
    st.page_link(
        EXPLORER,
        label="Look at it",
        icon=":material/arrow_forward:",
        icon_position="right",
        query_params={"metric": metric.name},
    )


def _text(metric: Metric) -> str:
    return f"{metric.label} {metric.title} {metric.name} {metric.definition} {metric.why}".casefold()
