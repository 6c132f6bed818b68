"""Reading a workbook is forgiving about form: where things stand, how they are called, how dates are written."""

from datetime import date, datetime, time, timedelta

import pytest

from connectors.workbook import is_workbook
from connectors.workbook.finding import tab_of
from connectors.workbook.values import duration, hour_of_day, percent, weekdays
from tests.connectors.workbook_cells import KNOWN, book, tabs, told

LINK = "https://x.com/ann/status/1234567"
HOUR = 3600


@pytest.mark.parametrize(
    ("title", "tab"),
    [
        ("Hand-offs", "Hand-offs"),
        ("HANDOFFS", "Hand-offs"),
        ("hand offs ", "Hand-offs"),
        ("Hand–off", "Hand-offs"),
        ("Handofs", "Hand-offs"),
        ("Hand-offs (2)", "Hand-offs"),
        ("Copy of Hand-offs", "Hand-offs"),
        ("Form Responses 1", "Hand-offs"),
        ("Form responses", "Hand-offs"),
        ("Department", "Departments"),
        ("departmets", "Departments"),
        ("Public holidays", "Holidays"),
        ("Opening hours", "Calendars"),
        ("Read me", None),
        ("Sheet1", None),
        ("Budget 2026", None),
    ],
)
def test_a_tab_is_found_however_its_title_is_written(title: str, tab: str | None) -> None:
    found = tab_of(title)
    assert (found and found[0].name) == tab


@pytest.mark.parametrize(
    "headings",
    [
        ("Link", "Department"),
        ("URL", "Dept"),
        ("Post link", "Team"),
        ("  link* ", "DEPARTMENT *"),
        ("Link (to the post)", "Departmnt"),
        ("Please paste the link to the post here", "Which department did you ask?"),
    ],
)
def test_headings_are_found_in_other_words(headings: tuple[str, str]) -> None:
    found = book(Hand__offs=[headings, (LINK, "Legal")])
    assert told(found) == []
    assert [(row["links"][0]["link"], row["department"]) for row in found.rows["handoffs"]] == [(LINK, "Legal")]


def test_titles_above_headings_blank_rows_ragged_rows_and_other_columns_are_passed_over() -> None:
    found = book(
        Requests=[
            ("Our log of requests",),
            (),
            ("kept by the social team since 2024", None, "see the wiki"),
            ("Priority", "Dept", "When asked", "Link"),
            ("high", "Legal", "2026-03-02 09:00", LINK),
            (),
            (None, None, " ", "\u00a0"),
            (False, None),
            ("low", "Legal\u00a0", None, f"{LINK}8", None, None),
        ]
    )
    assert told(found) == []
    assert [row["place"] for row in found.rows["handoffs"]] == ["Requests row 5", "Requests row 9"]
    assert found.notes == ["Requests: not read, because no such column is known: ‘Priority’."]


def test_names_that_differ_in_case_space_and_dash_are_one_and_keep_their_first_spelling() -> None:
    found = book(
        Hand__offs=[
            ("Link", "Department"),
            (LINK, "Customer-Service"),
            (LINK, "customer service "),
            (LINK, "CUSTOMER–SERVICE"),
        ],
        Promises=[("Department", "Within"), ("Customer Service", 4), ("Legal", "1 day")],
    )
    assert told(found) == []
    assert {row["department"] for row in found.rows["handoffs"]} == {"Customer-Service"}
    assert [row["department"] for row in found.rows["departments"]] == ["Customer-Service", "Legal"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["2026-03-31 14:05", "2026-03-31T14:05:00Z", "2026/3/31 14:05"], [(3, 31)] * 3),
        (["3/4/2026 10:00", "13/4/2026 10:00"], [(4, 3), (4, 13)]),
        (["3/4/2026 10:00", "4/13/2026 10:00"], [(3, 4), (4, 13)]),
        (["3.4.2026, 10:00 Uhr", "03-04-26 10:00"], [(4, 3), (4, 3)]),
        ([46084.5, "46084.5", 1772539200], [(3, 3), (3, 3), (3, 3)]),
        (["3 Mar 2026 2:05 pm", "March 3rd, 2026 at 14:05", "Tue, 3 March 2026 14.05"], [(3, 3)] * 3),
        ([datetime(2026, 3, 3, 9), date(2026, 3, 3)], [(3, 3)] * 2),
    ],
)
def test_dates_are_read_in_many_ways_and_their_order_is_decided_for_the_column(
    cells: list[object], expected: list[tuple[int, int]]
) -> None:
    rows = [(f"{LINK}{number}", "Legal", cell) for number, cell in enumerate(cells)]
    found = book(Hand__offs=[("Link", "Department", "Timestamp"), *rows])
    assert told(found) == []
    assert [(row["asked_at"].month, row["asked_at"].day) for row in found.rows["handoffs"]] == expected


def test_a_column_that_does_not_tell_the_order_of_its_dates_follows_another_else_day_first_with_a_note() -> None:
    headings = ("Link", "Department", "Asked at", "Answered at")
    alone = book(Hand__offs=[headings, (LINK, "Legal", "3/4/2026 10:00", None)])
    assert alone.rows["handoffs"][0]["asked_at"] == datetime(2026, 4, 3, 10)
    assert alone.notes == [
        "Hand-offs, Asked at: dates such as ‘3/4/2026 10:00’ can be read two ways; the day was taken to come first."
    ]
    together = book(Hand__offs=[headings, (LINK, "Legal", "3/4/2026 10:00", "3/14/2026 10:00")])
    assert together.rows["handoffs"][0]["asked_at"] == datetime(2026, 3, 4, 10)
    assert together.notes == []


def test_times_are_on_the_clock_of_the_sheet_also_in_nights_when_clocks_change() -> None:
    headings = ("Link", "Department", "Asked at", "Answered at")
    found = book(
        Settings=[("Setting", "Value"), ("Time zone", "europe / london")],
        Hand__offs=[
            headings,
            (f"{LINK}1", "Legal", "2026-07-01 10:00", "2026-07-01 10:00+02:00"),
            (f"{LINK}2", "Legal", "2026-03-29 00:30", "2026-03-29 02:30"),  # 01:00 became 02:00: one hour passed
            (f"{LINK}3", "Legal", "2026-10-25 00:30", "2026-10-25 02:30"),  # 02:00 became 01:00: three hours passed
            (f"{LINK}4", "Legal", "2026-10-25 01:50", "2026-10-25 01:10"),  # the hour that came twice
            (f"{LINK}5", "Legal", "2026-03-29 01:30", None),  # no clock showed this
        ],
    )
    times = [(row["asked_at"], row["answered_at"]) for row in found.rows.get("handoffs", [])]
    assert told(found)[0].startswith("Hand-offs row 2, Answered at: answered before it was asked")
    assert times[0] == (datetime(2026, 3, 29, 0, 30), datetime(2026, 3, 29, 1, 30))
    assert times[1] == (datetime(2026, 10, 24, 23, 30), datetime(2026, 10, 25, 2, 30))
    assert times[2] == (datetime(2026, 10, 25, 0, 50), datetime(2026, 10, 25, 1, 10))
    assert times[3][0] == datetime(2026, 3, 29, 1, 30)


def test_a_day_alone_means_no_later_than_its_end_and_no_later_than_what_followed() -> None:
    headings = ("Link", "Department", "Asked at", "Answered at")
    found = book(
        Hand__offs=[
            headings,
            (f"{LINK}1", "Legal", "2026-03-02", "2026-03-04"),
            (f"{LINK}2", "Legal", "2026-03-02", "2026-03-02 10:00"),
            (f"{LINK}3", "Legal", "2026-03-02 09:00", date(2026, 3, 2)),
            (f"{LINK}4", "Legal", "2026-11-20", None),
        ]
    )
    assert told(found) == []
    kept = [
        (row["asked_at"], row["asked_at_latest"], row["answered_at"], row["answered_at_latest"])
        for row in found.rows["handoffs"]
    ]
    assert kept == [
        (datetime(2026, 3, 2, 23, 59, 59), True, datetime(2026, 3, 4, 23, 59, 59), True),
        (datetime(2026, 3, 2, 10), True, datetime(2026, 3, 2, 10), False),
        (datetime(2026, 3, 2, 9), False, datetime(2026, 3, 2, 23, 59, 59), True),
        (KNOWN.now, True, None, False),
    ]


def test_a_link_cell_may_hold_several_links_and_ids() -> None:
    found = book(Hand__offs=[("Link", "Department"), (f"{LINK}1, {LINK}2\n{LINK}3", "Legal"), (1234567890.0, "Legal")])
    links = [[link["link"] for link in row["links"]] for row in found.rows["handoffs"]]
    assert links == [[f"{LINK}1", f"{LINK}2", f"{LINK}3"], ["1234567890"]]
    assert found.rows["handoffs"][0]["links"][0]["platform"] == "x"


def test_outcomes_in_other_words_and_answers_without_a_time() -> None:
    headings = ("Link", "Department", "Answered at", "Outcome", "Passed to", "Ended at")
    rows = [
        ("yes", None, None, None),
        (None, "Resolved", None, "2026-03-02 10:00"),
        ("no", "too busy", None, None),
        (True, None, None, None),
        (None, None, "Sales", None),
        (None, "open", None, None),
        (None, None, None, "2026-03-02 10:00"),
        ("2026-03-02 10:00", "closed", None, "2026-03-03 10:00"),
    ]
    found = book(Hand__offs=[headings, *((f"{LINK}{n}", "Legal", *row) for n, row in enumerate(rows))])
    assert told(found) == []
    assert [(row["is_answered"], row["is_ended"], row["outcome"]) for row in found.rows["handoffs"]] == [
        (True, False, "answered"),
        (True, False, "answered"),
        (False, True, "no time"),
        (True, False, "answered"),
        (False, True, "passed on"),
        (False, False, None),
        (False, True, "closed"),
        (True, True, "answered"),
    ]
    assert found.rows["handoffs"][4]["passed_to"] == "Sales"


def test_calendars_go_past_midnight_and_around_the_clock() -> None:
    found = book(
        Calendars=[
            ("Calendar", "Time zone", "Days", "Open", "Close"),
            ("Night", "Europe/London", "daily", "22:00", "6:00"),
            ("Always", "UTC", "Mon-Sun", "0:00", "24:00"),
            ("Never closed", "UTC", "every day", time(0), time(0)),
            ("Whole", "UTC", "Sat & Sun", 0.0, timedelta(days=1)),
            ("Split", "Asia/Kolkata", "Mon, Wed–Fri", "9", "1 pm"),
            ("Split", "Asia/Kolkata", "Mon, Wed–Fri", 14, "18.30"),
        ]
    )
    assert told(found) == []
    rows = [(row["calendar"], row["weekday"], row["opens"], row["closes"]) for row in found.rows["calendars"]]
    assert len([row for row in rows if row[0] == "Night"]) == 7
    assert ("Night", 7, time(22), time(6)) in rows
    assert [row[2:] for row in rows if row[0] in ("Always", "Never closed", "Whole")] == [(time(0), time(0))] * 16
    assert [row for row in rows if row[0] == "Split" and row[1] in (1, 2, 3)] == [
        ("Split", 1, time(9), time(13)),
        ("Split", 3, time(9), time(13)),
        ("Split", 1, time(14), time(18, 30)),
        ("Split", 3, time(14), time(18, 30)),
    ]


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("GB-ENG", date(2026, 4, 6)),
        ("gb", date(2026, 12, 25)),
        ("Germany", date(2026, 10, 3)),
        ("DE-BY", date(2026, 1, 6)),
    ],
)
def test_holidays_of_a_country_are_all_of_its_days_in_the_years_of_the_data(country: str, day: date) -> None:
    found = book(
        Calendars=[("Calendar", "Zone", "Days", "Opens", "Closes"), ("Office", "UTC", "daily", "9:00", "17:00")],
        Holidays=[("Calendar", "Day", "Country"), ("office", None, country), ("Office", "2026-08-03", None)],
    )
    assert told(found) == []
    days = {row["day"] for row in found.rows["holidays"]}
    assert day in days
    assert date(2026, 8, 3) in days
    assert {one.year for one in days} == {2025, 2026, 2027}


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("4 h", 4 * HOUR),
        (4, 4 * HOUR),
        ("4", 4 * HOUR),
        ("30 min", 1800),
        ("1h30m", 5400),
        ("1:30", 5400),
        ("2 days", 172800),
        ("within 1 working day", 86400),
        ("half an hour", 1800),
        (timedelta(hours=36), 36 * HOUR),
        (time(4), 4 * HOUR),
        ("1,5 hours", 5400),
    ],
)
def test_durations(said: object, seconds: int) -> None:
    assert duration(said) == seconds


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("40 %", 0.4),
        (0.4, 0.4),
        (40, 0.4),
        ("40", 0.4),
        ("40,5%", 0.405),
        ("0.5 %", 0.005),
        (1, 1.0),
        ("12 percent", 0.12),
    ],
)
def test_percentages(said: object, share: float) -> None:
    assert percent(said) == pytest.approx(share)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("Mon–Fri", (1, 2, 3, 4, 5)),
        ("Sat, Sun", (6, 7)),
        ("daily", tuple(range(1, 8))),
        ("Fri to Mon", (1, 5, 6, 7)),
        ("Tuesdays and Thursdays", (2, 4)),
        ("weekend", (6, 7)),
    ],
)
def test_weekdays(said: str, days: tuple[int, ...]) -> None:
    assert weekdays(said) == days


def test_hours_of_the_day() -> None:
    said = ["9", "9:30", "9am", "12 am", "5.30 pm", "17h30", "24:00", 0.5, 17, datetime(1899, 12, 31, 8)]
    hours = [hour_of_day(one).total_seconds() / HOUR for one in said]
    assert hours == [9, 9.5, 9, 0, 17.5, 17.5, 24, 12, 17, 8]


def test_a_form_and_an_empty_tab_of_hand_offs_are_one_and_two_filled_ones_are_told() -> None:
    form = [("Timestamp", "Link", "Department"), ("2026-03-02 09:00", LINK, "Legal")]
    empty = book(Hand__offs=[("Link", "Department"), ("Example: a link", "Legal")], Form_Responses_1=form)
    assert told(empty) == []
    assert [row["place"] for row in empty.rows["handoffs"]] == ["Form Responses 1 row 2"]
    both = book(Hand__offs=[("Link", "Department"), (LINK, "Legal")], Form_Responses_1=form)
    assert told(both)[0].startswith("Form Responses 1: ‘Hand-offs’ and ‘Form Responses 1’ both count as Hand-offs")


def test_what_a_workbook_is() -> None:
    assert is_workbook(tabs(Hand__offs=[("Link", "Department")]))
    assert is_workbook(tabs(Hand__offs=[("Links", "Nothing")]))
    assert is_workbook(tabs(Form_responses=[("Timestamp", "Link", "Department")]))
    assert is_workbook(tabs(Roster=[("Person", "Department")], Topics=[("Topic", "Words")]))
    assert not is_workbook(tabs(Topics=[("Topic", "Words")]))
    assert not is_workbook(tabs(Sheet1=[("id", "text", "date")], Settings=[("exported", "yes")]))
    assert not is_workbook(tabs(Form_responses=[("Timestamp", "How was your stay?")]))
