"""How each figure is counted: its definition, the date that decides, and the very SQL."""

import streamlit as st

from queries.metric import metrics
from ui import words
from ui.plain import label

GLOSSARY = "app_pages/behind_the_figures/glossary.py"


def how_counted(*names: str) -> None:
    """Definitions on demand; the SQL is what anyone can paste into a DuckDB shell."""
    folded = st.expander("How these figures are counted", key="how-counted", type="compact", on_change="rerun")
    if not folded.open:
        return
    with folded:
        for name in names:
            metric = metrics()[name]
            st.markdown(f"**{label(words.sentence(metric.label))}** ({label(metric.title)}, {label(metric.basis)})")
            st.markdown(f"{label(metric.definition)} {label(metric.why)}")
            st.code(metric.sql, language="sql")
        st.page_link(
            GLOSSARY,
            label="Every figure and word, in the Glossary",
            icon=":material/arrow_forward:",
            icon_position="right",
        )
