"""The workbook on the Data page: what it holds and what is to put right is said before anything is written."""

from tests.browser.conftest import Tab, serving
from tests.connectors.workbook_cells import saved

LINK = "https://x.com/ann/status/1234567"


def test_a_workbook_says_what_it_holds_and_its_good_rows_load(browser, tmp_path):
    path = saved(
        tmp_path / "our workbook.xlsx",
        Hand__offs=[
            ("Link", "Department", "Question"),
            (LINK, "Legal", "May we *say* so?"),
            (f"{LINK}8", "Legl", "[a](b)"),
        ],
        Departments=[("Department",), ("Legal",)],
    )
    with serving(tmp_path / "warehouse") as address:
        tab = Tab(browser, address).open("/data")
        tab.page.locator("input[type=file]").set_input_files(path)
        tab.page.get_by_role("button", name="Import this workbook").wait_for(timeout=60_000)
        tab.shows("This is your workbook. It holds ")
        tab.shows("Departments (1 row)")
        tab.shows("Hand-offs (2 rows)")
        tab.shows("1 thing to put right; 1 row would be left out")
        tab.shows("Hand-offs row 3, Department: ‘Legl’ is not in Departments; did you mean ‘Legal’?")
        tab.settle().is_sound()
        tab.page.get_by_role("button", name="Import this workbook").click()
        tab.page.get_by_text("2 new, 1 row could not be read").wait_for(timeout=60_000)
        tab.settle().is_sound()
        tab.open("/data")
        tab.shows("When it was last read it held Hand-offs (2 rows), Departments (1 row). 1 row was left out")
        tab.shows("Hand-offs row 3, Department: ‘Legl’ is not in Departments; did you mean ‘Legal’?")
        tab.page.close()
