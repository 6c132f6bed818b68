"""Who had been here before is known from the visit before; and where that is of no use, people are looked up."""

from datetime import date

from queries.scope import Period
from tests.conversations import Teller

RETURNING, NEW = "people.returning", "people.new_voices"
WEEK = Period(date(2024, 3, 4), date(2024, 3, 10))
FORTNIGHT = Period(date(2024, 3, 4), date(2024, 3, 17))

VISITS = """
    0  2023-01-02 09:00  zoe: Hello?
    1  2024-02-26 09:00  ann [on us]: Hello?
    2  2023-08-01 09:00  bob [on us]: Hello?
    3  Mon 09:00         ann [on shop]: Hello again?
    4  Mon 09:00         bob [on shop]: Hello again?
    5  Mon 10:00         cid [on shop]: Hello?
    6  Tue 09:00         ann [on us]: Me, too?
    7  Tue 09:00         bob [on us]: Me, too?
    8  Tue 09:00         cid [on us]: Me, too?
    9  Tue 10:00         dan [on us]: Hello?
   10  Thu 10:00         dan [on us]: Nobody there?
"""


def test_a_visit_elsewhere_in_the_same_period_does_not_hide_the_one_before_the_period(teller: Teller) -> None:
    """On `us` ann, bob, cid and dan take part. Ann was there a week before; bob 216 days before; cid never before."""
    teller.tell(VISITS)
    everywhere = teller.measure(RETURNING, period=WEEK).estimate
    assert (everywhere.value, everywhere.n) == (1 / 4, 4)
    us, shop = ({"channels": (teller.channel(name),), "period": WEEK} for name in ("us", "shop"))
    here, there = (teller.measure(RETURNING, **scope).estimate for scope in (us, shop))
    assert ((here.value, here.n), (there.value, there.n)) == ((1 / 4, 4), (1 / 3, 3))
    by_channel = teller.measure(RETURNING, by="channel", period=WEEK).slices
    assert {(part.label, part.estimate.value, part.estimate.n) for part in by_channel} == {
        ("Us", 1 / 4, 4),
        ("Shop", 1 / 3, 3),
    }
    assert teller.value(NEW, **us) == 2  # cid and dan: 216 days are within a year


def test_in_a_later_week_those_of_the_week_before_come_back(teller: Teller) -> None:
    teller.tell(VISITS + "   11  Tue+1w 09:00  dan [on shop]: And now?\n   12  Tue+1w 10:00  eve [on shop]: Hello?")
    weeks = teller.measure(RETURNING, by="week", period=FORTNIGHT).slices
    assert [(part.estimate.value, part.estimate.n) for part in weeks] == [(1 / 4, 4), (1 / 2, 2)]
    whole = teller.measure(RETURNING, period=FORTNIGHT).estimate
    assert (whole.value, whole.n) == (1 / 5, 5)  # dan's first visit lies in the period


def test_who_comes_twice_at_one_moment_is_one_person(teller: Teller) -> None:
    teller.tell(VISITS + "   11  Wed 09:00  eve [on shop]: One?\n   12  Wed 09:00  eve [on us]: Two?")
    assert teller.measure(RETURNING, period=WEEK).estimate.n == 5
    for channel in ("us", "shop"):
        found = teller.measure(RETURNING, channels=(teller.channel(channel),), period=WEEK).estimate
        assert found.n == {"us": 5, "shop": 4}[channel]
