"""Golden cases of how even, inviting and lasting our conversations are, with arithmetic that a reader can follow."""

from datetime import date
from math import isclose

import pytest

from queries.engine import UnknownName
from queries.scope import Period
from tests.conversations import Teller

ASKED_AGAIN, CHASED = "conversations.asked_again", "conversations.chased"
RECIPROCITY, INVITATIONS, SPARKED = "interactivity.reciprocity", "interactivity.invitations", "interactivity.sparked"
JOINED, OUTREACH, INDEX = "interactivity.joined", "interactivity.outreach", "interactivity.index"
PEOPLE, NEW, CORE = "people.participants", "people.new_voices", "people.core"
THE_WEEK = Period(date(2024, 3, 4), date(2024, 3, 10))


def test_asked_again_is_a_question_in_what_is_said_next(teller: Teller) -> None:
    """Four are answered: ann asks again, bob says something else, cid thanks, dan asks again only after eight days."""
    teller.tell(
        """
        1  Mon 09:00      ann: My line is down.
        2  Mon 09:10      us > 1: Please restart the box.
        3  Mon 09:20      ann > 2: Which box?
        4  Mon 09:00      bob: My line is down.
        5  Mon 09:10      us > 4: Please restart the box.
        6  Mon 09:20      bob > 5: It has no switch.
        7  Mon 09:00      cid: My line is down.
        8  Mon 09:10      us > 7: Please restart the box.
        9  Mon 09:20      cid > 8: Thanks!
        10 Mon 09:00      dan: My line is down.
        11 Mon 09:10      us > 10: Please restart the box.
        12 Tue+1w 09:20   dan > 11: Which box?
        13 Mon 09:00      eve: Nobody answers me, does anybody?
        """
    )
    assert teller.rate(ASKED_AGAIN) == (1, 4)


def test_chased_is_somebody_who_wrote_again_after_more_than_an_hour_of_our_silence(teller: Teller) -> None:
    """Ann waits 61 minutes and writes again; bob an hour to the second; cid is not dan; eve writes after our answer."""
    teller.tell(
        """
        1  Mon 09:00      ann: My line is down.
        2  Mon 10:01      ann > 1: Hello?
        3  Mon 10:05      us > 1: Fixed.
        4  Mon 09:00      bob: My line is down.
        5  Mon 10:00      bob > 4: Hello?
        6  Mon 09:00      cid: My line is down.
        7  Mon 12:00      dan > 6: Mine, too.
        8  Mon 09:00      eve: My line is down.
        9  Mon 09:30      us > 8: Fixed.
        10 Mon 12:00      eve > 9: Is it?
        """
    )
    assert teller.rate(CHASED) == (1, 5)  # eve has two questions


def test_reciprocity_is_the_lesser_side_over_the_greater_and_nothing_for_silence(teller: Teller) -> None:
    """Ann 2, we 1: 1/2. Bob 1, we 2: 1/2. Cid 1 and a thanks that does not count, we 1: 1. Dan 1, we 0: 0. Mean 1/2."""
    teller.tell(
        """
        1  Mon 09:00   ann: My line is down.
        2  Mon 09:01   ann > 1: Since yesterday.
        3  Mon 09:10   us > 2: Fixed.
        4  Mon 09:00   bob: My line is down.
        5  Mon 09:10   us > 4: We look into it.
        6  Mon 09:20   us > 4: Fixed.
        7  Mon 09:00   cid: My line is down.
        8  Mon 09:10   us > 7: Fixed.
        9  Mon 09:20   cid > 8: Thanks!
        10 Mon 09:00   dan: My line is down.
        """
    )
    assert teller.value(RECIPROCITY) == 0.5


POSTS = """
    0  2023-08-01 09:00   zoe: Hello?
    1  Mon 09:00      us: Our new shop is open.
    2  Mon 10:00      us: Which shop do you like best?
    3  Mon 11:00      us: Tell us what you think.
    4  Mon 12:00      us [automated]: Good morning, how are you?
    5  Tue 09:00      ann > 1: Where is it?
    6  Mon+1w 10:01   bob > 2: The one in Leeds.
"""


def test_invitations_are_broadcasts_that_ask_or_invite(teller: Teller) -> None:
    teller.tell(POSTS)
    assert teller.rate(INVITATIONS) == (2, 3)  # the automated one is nobody's


def test_sparked_is_a_conversation_within_seven_days_of_the_post(teller: Teller) -> None:
    """Ann comes after a day; bob seven days and a minute after his post."""
    teller.tell(POSTS)
    assert teller.rate(SPARKED) == (1, 3)


def test_a_post_younger_than_seven_days_is_not_judged_yet(teller: Teller) -> None:
    teller.tell(POSTS, until="Mon+1w 10:30")  # seven days after posts 1 and 2
    found = teller.measure(SPARKED)
    assert (found.details["hits"], found.estimate.n, found.details["not_due"]) == (1, 2, 1)


def test_joined_is_taking_part_in_mentions_and_reviews_away_from_our_channels(teller: Teller) -> None:
    """We answer one mention of two; a review on a channel of ours and a plain message are no such thing."""
    teller.tell(
        """
        1  Mon 09:00   ann [mention]: Has anybody tried @us?
        2  Mon 09:30   us > 1: We would like to know, too.
        3  Mon 09:00   bob [review]: I have tried @us, never again.
        4  Mon 09:00   cid [review] [on shop]: Nice people.
        5  Mon 09:00   dan [on shop]: My line is down.
        """
    )
    assert teller.rate(JOINED) == (1, 2)


def test_outreach_is_a_conversation_that_we_opened(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   ann [to bob]: Does anybody know a good shop?
        2  Mon 10:00   us > 1: We think we are one.
        3  Mon 11:00   ann > 2: Where?
        4  Mon 09:00   cid [to dan]: Does anybody know a bad one?
        """
    )
    assert teller.value(OUTREACH) == 1


def test_people_are_counted_once_however_often_they_come(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   ann: My line is down.
        2  Tue 09:00   ann: It is down again.
        3  Tue 09:10   bob > 2: Mine, too.
        4  Tue 09:20   us > 2: Fixed.
        """
    )
    assert teller.value(PEOPLE) == 2


def test_new_voices_had_not_been_here_for_a_year(teller: Teller) -> None:
    """Zoe came ten months ago, yan thirteen; only yan and ann are new. Before that nothing is known."""
    timeline = """
        0  2022-12-01 09:00   vic: Hello?
        1  2023-02-01 09:00   yan: Hello?
        2  2023-05-10 09:00   zoe: Hello?
        3  Mon 09:00   ann: Hello?
        4  Mon 09:00   yan: Hello?
        5  Mon 09:00   zoe: Hello?
    """
    teller.tell(timeline)
    assert teller.value(NEW, period=THE_WEEK) == 2
    for day in ("2022-12-01", "2023-02-01", "2023-05-10"):
        timeline = timeline.replace(day, "2024-02-01")
    teller.tell(timeline)
    found = teller.measure(NEW, period=THE_WEEK).estimate
    assert found.value is None
    assert found.reason == "the data goes back less than 90 days before the period"


def test_core_is_three_conversations_that_went_back_and_forth_in_ninety_days(teller: Teller) -> None:
    """Ann has three of them, bob two and one that he did not come back to."""
    talk = """
        {0}1 {1} 09:00   {2}: My line is down.
        {0}2 {1} 09:10   us > {0}1: Fixed.
        {0}3 {1} 09:20   {2} > {0}2: Not here.
    """
    days = ("2024-03-04", "2024-03-05", "2024-03-06")
    told = [talk.format(f"a{place}", day, "ann") for place, day in enumerate(days)]
    told += [talk.format(f"b{place}", day, "bob") for place, day in enumerate(days)]
    told[-1] = "".join(f"{line}\n" for line in told[-1].splitlines()[:3])
    teller.tell("".join(told), until="2024-04-01 00:00")
    assert teller.value(CORE) == 1
    teller.tell("".join(told), until="2024-06-03 00:00")  # 90 days before: 5 March
    assert teller.value(CORE) == 0


def test_the_index_is_the_geometric_mean_of_its_four_parts(teller: Teller) -> None:
    """Answered in time 1 of 3 questions, came back 1/1, turns ÷ turns and posts 1/4, balance (1/2 + 0) / 2 = 1/4."""
    teller.tell(
        """
        1  Mon 09:00   ann: My line is down.
        2  Mon 09:10   us > 1: Fixed.
        3  Mon 09:20   ann > 2: It is not, I fear.
        4  Mon 09:00   bob: My line is down.
        5  Mon 09:00   us: Our new shop is open.
        6  Tue 09:00   us: Our other shop is open.
        7  Wed 09:00   us: All our shops are open.
        """
    )
    found = teller.measure(INDEX)
    assert found.details == pytest.approx(
        {
            "answered within the promise": 1 / 3,
            "came back after our answer": 1.0,
            "posts that answer somebody": 1 / 4,
            "balance of the talk": 1 / 4,
        }
    )
    assert found.estimate.value is not None
    assert isclose(found.estimate.value, 100 * (1 / 3 * 1 / 4 * 1 / 4) ** 0.25)


def test_a_pure_broadcaster_has_an_index_of_nothing(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   us: Our new shop is open.
        2  Tue 09:00   ann > 1: Where?
        """
    )
    assert teller.value(INDEX) == 0


def test_an_index_whose_part_is_not_known_is_not_known_and_names_it(teller: Teller) -> None:
    teller.tell("1  Mon 09:00   us [automated]: Our new shop is open.")
    found = teller.measure(INDEX).estimate
    assert found.value is None
    assert found.reason == "not known: answered within the promise"


@pytest.mark.parametrize("metric", ["interactivity.reply_share", INVITATIONS, SPARKED, INDEX])
def test_of_one_topic_nothing_is_said_that_needs_posts(teller: Teller, metric: str) -> None:
    """A post has no topic: leaving posts out would make every share of what we say to somebody a whole."""
    teller.tell(POSTS, asked="topic shops: shop")
    found = teller.measure(metric, "week", topics=("shops",))
    assert (found.estimate.value, found.estimate.reason) == (None, "posts of ours have no topic, owner or audience")
    assert {part.estimate.value for part in found.slices} == {None}
    with pytest.raises(UnknownName, match="cannot be cut by topic"):
        teller.measure(metric, "topic")
