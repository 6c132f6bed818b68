"""Whatever stands in a workbook: reading never fails, each refused row says why, and no cell is read twice."""

from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.workbook import read
from connectors.workbook.tabs import TABS, Tab
from tests.connectors.workbook_cells import KNOWN

_GOOD = [
    "https://x.com/a/status/1234567",
    "Legal",
    "Engineering",
    "2026-03-02 09:00",
    "4 h",
    "40 %",
    "acme_help",
    "daily",
]
_GOOD += ["Europe/London", "9:00", "yes", "answered", "GB-ENG", "Time zone", "3/4/2026", "#REF!", "=A1+1", "Example: x"]
CELLS = st.one_of(
    st.none(),
    st.sampled_from(_GOOD),
    st.text(max_size=12),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.booleans(),
    st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.times(time(0), time(23, 59)),
    st.timedeltas(timedelta(-(10**5)), timedelta(10**5)),
)


@st.composite
def tab_rows(draw: st.DrawFn, tab: Tab) -> list[tuple[int, list[object]]]:
    columns = draw(st.permutations([column.name for column in tab.columns]))
    rows = draw(st.lists(st.lists(CELLS, max_size=len(columns) + 1), max_size=6))
    return [(1, list(columns)), *((number, row) for number, row in enumerate(rows, start=2))]


@settings(max_examples=60)
@given(st.data())
def test_any_cells_can_be_read_and_what_is_left_out_is_told(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(TABS), unique_by=lambda tab: tab.name, min_size=1))
    found = read({tab.name: data.draw(tab_rows(tab)) for tab in chosen}, KNOWN)
    told = {problem.place for problem in found.problems if problem.refuses}
    assert {row.place for row in found.refused} <= told
    assert all(str(problem).endswith((".", "?")) for problem in found.problems)
    for row in found.rows.get("handoffs", []):
        assert row["asked_at"] is None or row["asked_at"] <= KNOWN.now
        ends = [at for at in (row["answered_at"], row["ended_at"]) if at is not None]
        assert all(row["asked_at"] is None or row["asked_at"] <= at for at in ends)
        assert row["links"]
    keys = [row["native_id"] for row in found.rows.get("handoffs", [])]
    assert len(keys) == len(set(keys))
