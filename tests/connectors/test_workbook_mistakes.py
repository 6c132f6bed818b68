"""One workbook with mistakes of every kind that people make: each is named in words, and every good row loads."""

from datetime import date, datetime

import pytest

from connectors.workbook import Book, Known
from tests.connectors.workbook_cells import book, told

LINK = "https://x.com/ann/status/1234567"

MISTAKEN = {
    "Hand__offs": [
        ("Link", "Department", "Question", "Asked at", "Kind", "Answered at", "Outcome", "Passed to", "Ended at",
         "Reminded at", "Id"),
        (f"{LINK}1", "Engineering", "good", "2026-03-02 09:00", None, "2026-03-02 10:00"),  # row 2
        (f"{LINK}2", "Cust Service", "a misspelt department", "2026-03-02 09:00"),
        (f"{LINK}3", "Legal", "answered too early", "2026-03-02 09:00", None, "2026-03-01 09:00"),
        (f"{LINK}4", "Legal", "ended too early", "2026-03-02 09:00", None, None, "closed", None, "2026-03-01 09:00"),
        (f"{LINK}5", "Legal", "asked tomorrow", "2026-11-21 13:00"),
        (f"{LINK}6", "Legal", "first of two", "2026-03-02 09:00", None, None, None, None, None, None, "H1"),
        (f"{LINK}7", "Legal", "second of two", "2026-03-02 09:00", None, None, None, None, None, None, "h1"),
        (None, "Legal", "no link", "2026-03-02 09:00"),
        ("the tweet from Monday", "Legal", "no link either", "2026-03-02 09:00"),
        (f"{LINK}8", None, "no department", "2026-03-02 09:00"),
        (f"{LINK}9", "Legal", "unknown outcome", "2026-03-02 09:00", None, None, "sort of"),
        (f"{LINK}10", "Legal", "unknown kind", "2026-03-02 09:00", "aproval!"),  # row 13
        (f"{LINK}11", "Legal", "passed to nobody we know", "2026-03-02 09:00", None, None, "passed on", "Enginering"),
        (f"{LINK}12", "Legal", "passed on, not said to whom", "2026-03-02 09:00", None, None, "passed on"),
        (f"{LINK}13", "Legal", "passed on to itself", "2026-03-02 09:00", None, None, "passed on", "legal"),
        (f"{LINK}14", "Legal", "an unreadable reminder", "2026-03-02 09:00", None, None, None, None, None,
         "2026-03-03 09:00; soon"),
        (f"{LINK}15", "Legal", "an unreadable time", "last Tuesday"),
        (f"{LINK}16", "#REF!", "a broken formula", "2026-03-02 09:00"),
        ("=HYPERLINK(A1)", "Legal", "a formula kept as text", "2026-03-02 09:00"),  # row 20
        (1.234567890123456e18, "Legal", "an id that was rounded", "2026-03-02 09:00"),
        (f"{LINK}17", "Legal", "answered and refused", "2026-03-02 09:00", None, "2026-03-02 10:00", "no time"),
        (f"{LINK}18", "Legal", "a day that is none", "2026-02-30 09:00"),
        (f"{LINK}19", "Legal", "open, and ended", "2026-03-02 09:00", None, None, "open", None, "2026-03-03 09:00"),
        (f"{LINK}20", "Legal", "answered, and passed on", "2026-03-02 09:00", None, "2026-03-02 10:00", None,
         "Engineering"),
        (f"{LINK}21", "Engineering", "good to the end", "2026-03-02 09:00"),
    ],
    "Departments": [
        ("Department", "Calendar", "Social team", "Declared share"),
        ("Social media", "Office", "yes", "40 %"),
        ("Customer Service", "Office", None, None),
        ("Engineering", "Offices", "yes", "140 %"),  # row 4
        ("Legal", None, "perhaps", "a third"),
        ("legal ", None, None, None),
    ],
    "Roster": [
        ("Person", "Department", "Platform", "Signature", "Leader", "From", "Until"),
        ("Ana", "Customer Service", "x", "^AB", "yes", "2026-01-01", None),
        ("Bo", "Marketing", None, None, None, None, None),
        ("Cy", "Legal", "Twiter", "CY", None, None, None),
        ("Di", "Legal", None, None, None, "2026-05-01", "2026-04-01"),
    ],
    "Roster 2": [("Person", "Department"), ("Ed", "Legal")],
    "Promises": [
        ("Department", "Channel", "Topic", "Within", "Clock", "From", "Until"),
        ("Engineering", None, None, "4 h", None, "2026-01-01", None),
        ("Engineering", None, None, "2 h", None, "2026-06-01", None),
        ("Legal", None, None, "quickly", None, None, None),
        ("Legal", "acme", None, "1 day", None, None, None),
        ("Legal", "acme_hepl", None, "1 day", None, None, None),
        ("Legal", None, "Outagges", "1 day", None, None, None),
        ("Legal", None, None, "1 day", "moonlight", None, None),
        ("Legal", None, None, "2 days", "opening hours", None, None),
    ],
    "Objectives": [
        ("Objective", "Measure", "Target", "Due"),
        ("Answer the same day", "answered within a day", "75 %", "2026-12-31"),
        ("Answer", "answered within a dya", "75 %", None),
        ("Answer", "answered within a day", "most of them", None),
        ("Answer faster", "typical wait", "soon", None),
        ("Answer", "answered within a day", "175 %", None),
    ],
    "Figures": [
        ("Figure", "Month", "Value"),
        ("Applications", "2026-01", 96),
        ("Applications", "January 2026", 97),
        ("Applications", "2026-02", "many"),
        ("Applications", "Smarch 2026", 12),
    ],
    "Topics": [
        ("Topic", "Words", "Department", "Weight", "From", "Until"),
        ("Outages", "outage*", "Engineering", None, None, None),
        ("Outages", "down again", "Legal", None, "2026-06-01", None),
        ("Bills", "bill*", "Accounts", "heavy", None, None),
    ],
    "Audiences": [("Audience", "Handles", "Words"), ("Journalists", "@press", None), ("Nobody", None, None)],
    "Channels": [
        ("Channel", "Platform", "Purpose", "Calendar", "Department"),
        ("acme_help", "x", "Answers", "Office", "Customer Service"),
        ("acmee", None, None, None, None),
        ("acme", "facebook", None, "Nights", "Sales"),
    ],
    "Calendars": [
        ("Calendar", "Zone", "Days", "Opens", "Closes"),
        ("Office", "Europe/London", "Mon–Fri", "9:00", "17:30"),
        ("Late", "Europe/Lonndon", "daily", "9:00", "17:30"),
        ("Shop", "Europe/London", "Mon–Frog", "9:00", "17:30"),
        ("Shop", "Europe/London", "Sat", "dawn", "17:30"),
        ("Shop", "Europe/London", "Sat", "9:00", "25:00"),
        ("Office", "Europe/London", "Fri", "17:00", "20:00"),
        ("Office", "Europe/Paris", "Sat", "9:00", "12:00"),
        ("Shop", "Europe/London", "Sun", "9:00", "9:00"),
    ],
    "Holidays": [
        ("Calendar", "Day", "Name", "Country"),
        ("Office", "2026-12-24", "Party", None),
        ("Office", None, None, "Grate Britain"),
        ("Office", None, None, "GB-EGN"),
        ("Office", "the first", None, None),
        ("Office", None, "Nothing", None),
    ],
    "Settings": [
        ("Setting", "Value"),
        ("Observed until", "2026-11-20 10:00"),
        ("Time zone", "Europe/Lodnon"),
        ("Publc promise", "24 h"),
        ("Public promise", "a while"),
        ("Minimum number", "10"),
        ("Minimum number", "12"),
    ],
}  # fmt: skip

SENTENCES = """
Hand-offs row 3, Department: ‘Cust Service’ is not in Departments; did you mean ‘Customer Service’?
Hand-offs row 4, Answered at: answered before it was asked; correct this time or Asked at.
Hand-offs row 5, Ended at: ended before it was asked; correct this time or Asked at.
Hand-offs row 6, Asked at: ‘2026-11-21 13:00’ is in the future; correct the date, or set the sheet's Time zone
Hand-offs row 8, Id: ‘h1’ is the id of row 7 too; give each row an id of its own, or none.
Hand-offs row 9, Link: is empty; write the link to the post or message, or its id.
Hand-offs row 10, Link: ‘the tweet from Monday’ is no link and no id; paste the address of the post or message.
Hand-offs row 11, Department: is empty; write ‘Social media’, ‘Customer Service’, ‘Engineering’ or ‘Legal’.
Hand-offs row 12, Outcome: ‘sort of’ is no outcome that is known; write ‘answered’, ‘no time’
Hand-offs row 13, Kind: ‘aproval!’ is no kind of hand-off; did you mean ‘approval’?
Hand-offs row 14, Passed to: ‘Enginering’ is not in Departments; did you mean ‘Engineering’?
Hand-offs row 15, Passed to: is empty, and the outcome is ‘passed on’; write the department it was passed on to.
Hand-offs row 16, Passed to: ‘Legal’ is the department that was asked; write the department it was passed on to.
Hand-offs row 17, Reminded at: ‘soon’ is no date; write it like 2026-03-31 14:05.
Hand-offs row 18, Asked at: ‘last Tuesday’ is no date; write it like 2026-03-31 14:05.
Hand-offs row 19, Department: the spreadsheet shows the error #REF!; write the value itself.
Hand-offs row 20, Link: ‘=HYPERLINK(A1)’ is a formula that was kept as text; write the value itself.
Hand-offs row 21, Link: the spreadsheet has cut the last digits off the number 1.23456789012346e+18; format the column
Hand-offs row 22, Outcome: is ‘no time’, and Answered at is filled; empty one of the two
Hand-offs row 23, Asked at: ‘2026-02-30 09:00’ is no day of the calendar; write it like 2026-03-31.
Hand-offs row 24, Outcome: is ‘open’, and a time says that it has ended; correct one of the two.
Hand-offs row 25, Passed to: is filled, and the outcome is ‘answered’; write ‘passed on’ as the outcome, or empty it.
Departments row 4, Calendar: ‘Offices’ is not in Calendars; did you mean ‘Office’?
Departments row 4, Social team: is marked, and so is ‘Social media’; mark one department only.
Departments row 4, Declared share: 140 % is more than 100 %; write 0 % to 100 %.
Departments row 5, Social team: ‘perhaps’ is neither yes nor no; write ‘yes’, or leave it empty.
Departments row 5, Declared share: ‘a third’ is not a percentage; write it like 40 %.
Departments row 6, Department: ‘legal’ is listed in row 5 already; delete one of the two.
Roster row 3, Department: ‘Marketing’ is not in Departments; write ‘Social media’, ‘Customer Service’
Roster row 4, Platform: ‘Twiter’ is no platform that is known; did you mean ‘twitter’?
Roster row 4, Signature: ‘CY’ has no mark before it; write it as it stands at the end of an answer, such as ^CY.
Roster row 5, Until: 2026-04-01 is before From (2026-05-01); swap the two.
Roster 2: ‘Roster’ and ‘Roster 2’ both count as Roster, and only ‘Roster’ was read; put the rows of both into one tab.
Promises row 3, From: this promise overlaps that of row 2; let one end, in Until, before the other begins.
Promises row 4, Within: ‘quickly’ is not a duration; write it like 4 h, 30 min or 2 days.
Promises row 5, Channel: ‘acme’ is the name of 2 channels; say which one: ‘x:100’, ‘facebook:200’.
Promises row 6, Channel: ‘acme_hepl’ is none of our channels; did you mean ‘acme_help’?
Promises row 7, Topic: ‘Outagges’ is not in Topics; did you mean ‘Outages’?
Promises row 8, Clock: ‘moonlight’ is no clock; write ‘round the clock’ or ‘opening hours’.
Promises row 9, Clock: ‘Legal’ has no calendar, so its opening hours are not known; name its Calendar in Departments
Objectives row 3, Measure: ‘answered within a dya’ is no measure that Rapport has, and not in Figures; did
Objectives row 4, Target: ‘most of them’ is not a percentage; ‘answered within a day’ is measured in
Objectives row 5, Target: ‘soon’ is not a duration; ‘typical wait’ is measured in a duration, such as 4 h.
Objectives row 6, Target: 175 % is more than 100 %
Figures row 3, Month: ‘Applications’ has a value for January 2026 in row 2 already; delete one of the two.
Figures row 4, Value: ‘many’ is not a number; write digits alone, as in 1250.
Figures row 5, Month: ‘Smarch 2026’ is no month; write it like 2026-03.
Topics row 3, Department: the topic has an owner at that time in row 2 already; let one end, in Until
Topics row 4, Department: ‘Accounts’ is not in Departments
Topics row 4, Weight: ‘heavy’ is not a number; write digits alone, as in 1250.
Audiences row 3, Handles: is empty, and so is Words; write handles or words.
Channels row 3, Channel: ‘acmee’ is none of our channels; did you mean ‘acme’?
Channels row 4, Calendar: ‘Nights’ is not in Calendars
Channels row 4, Department: ‘Sales’ is not in Departments
Calendars row 3, Zone: ‘Europe/Lonndon’ is no time zone; did you mean ‘Europe/London’?
Calendars row 4, Days: ‘Mon–Frog’ names no weekdays; write them like Mon–Fri, or Sat, Sun, or daily.
Calendars row 5, Opens: ‘dawn’ is no time of day; write it like 9:00 or 17:30.
Calendars row 6, Closes: ‘25:00’ is no time of day; write it like 9:00 or 17:30.
Calendars row 7, Opens: these hours overlap those of row 2; make them end before the next begin.
Calendars row 8, Zone: ‘Europe/Paris’ differs from ‘Europe/London’, which ‘Office’ has above
Calendars row 9, Closes: is the same as Opens; write 0:00 in both for the whole day, or another hour.
Holidays row 3, Country: ‘Grate Britain’ is no country that is known
Holidays row 4, Country: ‘GB-EGN’ is no region of GB that is known; did you mean ‘GB-ENG’?
Holidays row 5, Day: ‘the first’ is no date; write it like 2026-03-31.
Holidays row 6, Day: is empty, and so is Country; write a day, or a country such as GB-ENG.
Settings row 3, Value: ‘Europe/Lodnon’ is no time zone; did you mean ‘Europe/London’?
Settings row 4, Setting: ‘Publc promise’ is no setting; did you mean ‘Public promise’?
Settings row 5, Value: ‘a while’ is not a duration; write it like 4 h, 30 min or 2 days.
Settings row 7, Setting: ‘Minimum number’ is set in row 6 already; delete one of the two.
""".strip().splitlines()


@pytest.fixture(scope="module")
def mistaken() -> Book:
    return book(**MISTAKEN)


def test_every_mistake_is_named_in_words_and_nothing_else_is(mistaken: Book) -> None:
    said = told(mistaken)
    missing = [sentence for sentence in SENTENCES if not any(one.startswith(sentence) for one in said)]
    assert missing == []
    assert [one for one in said if not any(one.startswith(sentence) for sentence in SENTENCES)] == []
    assert len(SENTENCES) >= 40


def test_every_good_row_loads_and_a_small_mistake_costs_one_cell(mistaken: Book) -> None:
    rows = mistaken.rows
    by_question = {row["question"]: row for row in rows["handoffs"]}
    assert list(by_question) == [
        "good",
        "first of two",
        "passed to nobody we know",
        "passed on, not said to whom",
        "passed on to itself",
        "an unreadable reminder",
        "answered, and passed on",
        "good to the end",
    ]
    assert by_question["an unreadable reminder"]["reminders"] == [datetime(2026, 3, 3, 9)]
    assert by_question["passed on to itself"]["passed_to"] is None
    assert [(row["department"], row["calendar"], row["is_social_team"]) for row in rows["departments"]] == [
        ("Social media", "Office", True),
        ("Customer Service", "Office", False),
        ("Engineering", None, False),
        ("Legal", None, False),
    ]
    assert [(row["person"], row["platform"], row["signature"]) for row in rows["roster"]] == [
        ("Ana", "x", "^AB"),
        ("Cy", None, None),
    ]
    assert [(row["department"], row["target_seconds"], row["clock"]) for row in rows["promises"]] == [
        ("Engineering", 4 * 3600, "wall"),
        ("Legal", 2 * 86400, "business"),
    ]
    assert [(row["metric"], row["target"]) for row in rows["objectives"]] == [("conversations.reply_rate", 0.75)]
    assert rows["figures"] == [{"figure": "Applications", "month": date(2026, 1, 1), "value": 96.0}]
    assert [(row["topic"], row["words"], row["department"]) for row in rows["topics"]] == [
        ("Outages", ["outage*"], "Engineering"),
        ("Outages", ["down again"], None),
        ("Bills", ["bill*"], None),
    ]
    assert [(row["audience"], row["handle"]) for row in rows["audiences"]] == [("Journalists", "press")]
    assert [row["channel_key"] for row in rows["channels"]] == [3, 2]
    assert {row["calendar"] for row in rows["calendars"]} == {"Office"}
    assert [row["day"] for row in rows["holidays"]] == [date(2026, 12, 24)]
    assert rows["settings"] == [{"name": "minimum_n", "value": "10"}]
    assert mistaken.observed_until == datetime(2026, 11, 20, 10)


def test_each_row_that_is_refused_is_kept_once_with_its_place_its_reason_and_its_cells(mistaken: Book) -> None:
    places = [row.place for row in mistaken.refused]
    assert len(places) == len(set(places))
    assert {f"{one.tab} row {one.row}" for one in mistaken.problems if one.refuses and one.row} == set(places)
    refused = next(row for row in mistaken.refused if row.place == "Hand-offs row 3")
    assert refused.reason == "Department: ‘Cust Service’ is not in Departments; did you mean ‘Customer Service’?"
    assert "a misspelt department" in (refused.payload or "")


MISSING = "Hand-offs row 1, Department: the heading ‘Department’ is missing;"


@pytest.mark.parametrize(
    ("headings", "sentence"),
    [
        (("Link", "Depart."), f"{MISSING} did you mean it by ‘Depart.’?"),
        (("Link", None), f"{MISSING} column B has cells and no heading"),
        (("Link",), f"{MISSING} column B has cells and no heading"),
        (("One", "Two"), "Hand-offs: there is no row of headings; write ‘Link’, ‘Department’ above the columns."),
        (
            ("Link", "Department", "Department"),
            "Hand-offs row 1, Department: the heading stands twice, and column B was read, not C",
        ),
        (("Link", "Department", None), "Hand-offs row 1, column C: has cells and no heading, and was not read"),
    ],
)  # fmt: skip
def test_headings_that_are_missing_doubled_or_merged_away_are_named(headings: tuple[str, ...], sentence: str) -> None:
    found = book(Hand__offs=[headings, ("https://x.com/a/status/1234567", "Legal", "Engineering")])
    assert any(one.startswith(sentence) for one in told(found)), told(found)


def test_shares_of_more_than_the_whole_are_told_and_not_kept() -> None:
    found = book(Departments=[("Department", "Declared share"), ("A", "60 %"), ("B", 0.7)])
    assert told(found) == ["Departments, Declared share: the shares sum to 130 %; lower them to 100 % or less in all."]
    assert [row["declared_share"] for row in found.rows["departments"]] == [None, None]


def test_without_channels_a_channel_says_what_to_do_first() -> None:
    found = book(Known(datetime(2026, 11, 20)), Channels=[("Channel", "Purpose"), ("acme", "Answers")])
    assert told(found) == [
        "Channels row 2, Channel: ‘acme’ is no channel, because there are none yet; "
        "import conversations first, and then the workbook again."
    ]
