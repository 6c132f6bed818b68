"""The same figure outside the dashboard: its SQL as it is, and the command that gives it."""

import shlex

import streamlit as st

from queries.measurement import Measurement
from queries.metric import FOLDER
from ui.view import View, home
from warehouse import DEFAULT_HOME


def elsewhere(view: View, measured: Measurement) -> None:
    """The SQL and the command, when somebody opens them."""
    folded = st.expander(
        "The SQL, and the command that gives this figure", key="elsewhere", type="compact", on_change="rerun"
    )
    if not folded.open:
        return
    with folded:
        st.markdown("The command that gives the same figures; `--format json` or `csv` for other programs:")
        st.code(command(view, measured, str(home().folder)), language="bash", wrap_lines=True)
        st.markdown(
            "The SQL gives every item of the figure. Paste it into a DuckDB shell that has opened `published.duckdb`, "
            "in the folder of the warehouse. Scope, parts and intervals are added around it, alike for all figures."
        )
        st.code(file_text(measured.metric.name), language="sql")


def file_text(metric: str) -> str:
    """The file of a metric as it is, head and SELECT."""
    area, _, name = metric.partition(".")
    return (FOLDER / area / f"{name}.sql").read_text(encoding="utf-8")


def command(view: View, measured: Measurement, warehouse: str) -> str:
    """The command line that gives a measurement of this view; every name is quoted for the shell."""
    scope = measured.scope
    ids = {channel.key: channel.id for channel in view.about.channels}
    said = ["python", "-m", "queries", "measure", measured.metric.name]
    since, until = scope.period.ends
    said += ["--since", since, "--until", until]
    said += ["--by", measured.by] if measured.by else []
    chosen = {
        "--channel": [ids[key] for key in scope.channels if key in ids],
        "--platform": scope.platforms,
        "--department": scope.departments,
        "--topic": scope.topics,
        "--audience": scope.audiences,
    }
    said += [word for option, names in chosen.items() for name in names for word in (option, name)]
    if measured.metric.unit == "duration" and scope.clock:
        said += ["--clock", scope.clock]
    if scope.compare != "previous":
        said += ["--compare", scope.compare]
    if warehouse != str(DEFAULT_HOME):
        said += ["--warehouse", warehouse]
    return shlex.join(said)
