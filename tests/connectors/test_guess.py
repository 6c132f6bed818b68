"""Exports of many makers: what is guessed from their headings and values, and what is asked."""

import json
from pathlib import Path

import pytest

from connectors.guess import Guess, guess
from connectors.profile import write
from warehouse.ingest import look

X_EXPORT = """tweet_id,author_id,inbound,created_at,text,in_response_to_tweet_id
1245403438755852288,person_1,True,Wed Apr 01 17:31:32 +0000 2020,"@AcmeCare where is
my order?",
1245403438755852290,AcmeCare,False,Wed Apr 01 17:40:00 +0000 2020,"@person_1 on its way",1245403438755852288
"""


def guessed(folder: Path, content: str, name: str = "export.csv") -> Guess:
    path = folder / name
    path.write_text(content)
    return guess(look(path))


def asked(found: Guess) -> list[str]:
    return [question.about for question in found.questions]


def test_an_export_of_x_needs_no_help(tmp_path: Path) -> None:
    found = guessed(tmp_path, X_EXPORT)
    assert found.questions == ()
    assert found.profile.problems() == []
    assert found.profile.columns == {
        "native_id": "tweet_id",
        "author_id": "author_id",
        "parent_id": "in_response_to_tweet_id",
        "published_at": "created_at",
        "text": "text",
    }
    assert (found.profile.platform, found.profile.channel_from, found.profile.formats) == ("x", "our_author", {})
    assert (found.profile.ours_column, found.profile.ours_values) == ("inbound", ("False", "false", "0"))
    assert min(found.confidence.values()) > 0.9
    assert 'channel_from = "our_author"' in write(found.profile)


META = """Comment ID,Parent ID,Created Time (UTC),From ID,From,Message,Permalink,Likes
900_1,,2024-03-05 10:00:00,55,Ana Example,"Is the shop open today, please?",https://www.facebook.com/acme/posts/900_1,1
900_2,900_1,2024-03-05 11:00:00,77,Acme,"Yes it is, until six in the evening",https://www.facebook.com/acme/posts/900_2,"1,204"
"""

TOOL = """Report of March
Message ID,Conversation ID,Message Type,Direction,Network,Date,Sender,Message,Sent By,Profile
m1,c1,Comment,Inbound,Facebook,31/03/2024 10:00 AM,ana.example,"Is the shop open today, please?",,Acme UK
m2,c1,Reply,Outbound,Facebook,31/03/2024 11:00 AM,Acme,"Yes it is, until six in the evening",Bea,Acme UK
m3,c2,Direct Message,Inbound,Twitter,01/04/2024 11:00 AM,cem.example,"My parcel has not come, can you look?",,Acme UK
"""

TICKETS = """Ticket ID;Comment ID;Created at;Author;Author Role;Body;Public
1;11;2024-03-05T10:00:00Z;Ana;End user;Where is my parcel, it is late;true
1;12;2024-03-05T11:00:00Z;Bea;Agent;It will be with you tomorrow morning;true
"""


def test_an_export_of_facebook_comments(tmp_path: Path) -> None:
    found = guessed(tmp_path, META)
    assert dict(found.profile.columns) == {
        "native_id": "Comment ID",
        "parent_id": "Parent ID",
        "published_at": "Created Time (UTC)",
        "author_id": "From ID",
        "author_handle": "From",
        "text": "Message",
        "permalink": "Permalink",
        "reactions": "Likes",
    }
    assert found.profile.platform == "facebook"
    assert asked(found) == ["ours", "channel"]


def test_an_export_of_a_publishing_tool(tmp_path: Path) -> None:
    found = guessed(tmp_path, TOOL)
    profile = found.profile
    assert found.questions == ()
    assert dict(profile.columns) == {
        "native_id": "Message ID",
        "thread_id": "Conversation ID",
        "kind": "Message Type",
        "platform": "Network",
        "published_at": "Date",
        "author_id": "Sender",
        "author_handle": "Sender",
        "text": "Message",
        "sent_by": "Sent By",
        "channel_id": "Profile",
    }
    assert (profile.ours_column, profile.ours_values) == ("Direction", ("Outbound",))
    assert profile.formats == {"published_at": "%d/%m/%Y %I:%M %p"}
    assert {"reply": "comment", "dm": "direct_message"}.items() <= profile.values["kind"].items()
    assert profile.values["platform"]["twitter"] == "x"
    assert profile.channel_from is None


def test_an_export_of_a_help_desk(tmp_path: Path) -> None:
    found = guessed(tmp_path, TICKETS)
    assert {
        "native_id": "Comment ID",
        "thread_id": "Ticket ID",
        "published_at": "Created at",
        "author_id": "Author",
        "text": "Body",
        "is_public": "Public",
    }.items() <= dict(found.profile.columns).items()
    assert (found.profile.ours_column, found.profile.ours_values) == ("Author Role", ("Agent",))
    assert asked(found) == ["platform"]


def test_values_speak_where_headings_are_silent(tmp_path: Path) -> None:
    rows = "".join(
        f"k{n:03},{f'k{n - 1:03}' if n % 2 else ''},2024-03-05T10:{n:02}:00Z,person {n % 3},a long text on parcel {n}\n"
        for n in range(40)
    )
    found = guessed(tmp_path, f"a,b,c,d,e\n{rows}")
    assert dict(found.profile.columns) == {"native_id": "a", "parent_id": "b", "published_at": "c", "text": "e"}
    assert asked(found) == ["author_id", "platform", "ours", "channel"]
    assert all(sure < 0.7 for sure in found.confidence.values())


@pytest.mark.parametrize(
    ("dates", "strptime"),
    [
        (["03/04/2024 10:00", "13/04/2024 10:00"], "%d/%m/%Y %H:%M"),
        (["03/04/2024 10:00", "04/13/2024 10:00"], "%m/%d/%Y %H:%M"),
        (["3.4.24, 10:00", "13.4.24, 10:00"], "%d.%m.%y, %H:%M"),
        (["Apr 3, 2024 5:31 PM", "Apr 13, 2024 5:31 AM"], "%b %d, %Y %I:%M %p"),
        (["3 April 2024", "13 May 2024"], "%d %B %Y"),
        (["Wed, 03 Apr 2024 10:00:00 +0000", "Sat, 13 Apr 2024 10:00:00 +0200"], "%a, %d %b %Y %H:%M:%S %z"),
    ],
)
def test_the_format_of_dates_is_guessed_where_the_values_decide_it(
    tmp_path: Path, dates: list[str], strptime: str
) -> None:
    rows = "".join(f'{n},"{date}",hello to all of you\n' for n, date in enumerate(dates))
    assert guessed(tmp_path, f"Post ID,Created,Message\n{rows}").profile.formats == {"published_at": strptime}


@pytest.mark.parametrize(
    "date", ["2024-04-03T10:00:00Z", "2024-04-03", "1712138400", "1712138400000", "Wed Apr 03 10:00:00 +0000 2024"]
)
def test_unmistakable_dates_need_no_format(tmp_path: Path, date: str) -> None:
    found = guessed(tmp_path, f"Post ID,Created,Message\n1,{date},hello to all of you\n2,{date},hello to all of you\n")
    assert found.profile.columns["published_at"] == "Created"
    assert found.profile.formats == {}
    assert "formats.published_at" not in asked(found)


def test_day_and_month_are_asked_for_when_no_value_decides(tmp_path: Path) -> None:
    found = guessed(
        tmp_path, "Post ID,Created,Message\n1,03/04/2024,hello to all of you\n2,05/04/2024,hello to all of you\n"
    )
    [question] = [each for each in found.questions if each.about == "formats.published_at"]
    assert question.sentence == "Does “03/04/2024” in “Created” begin with the day or with the month?"
    assert question.choices == ("%d/%m/%Y", "%m/%d/%Y")
    assert found.profile.formats == {}


def test_a_value_far_down_decides_between_day_and_month(tmp_path: Path) -> None:
    rows = "".join(f"{n},03/04/2024,hello to all of you\n" for n in range(400)) + "401,04/30/2024,hello\n"
    assert guessed(tmp_path, f"Post ID,Created,Message\n{rows}").profile.formats == {"published_at": "%m/%d/%Y"}


def test_what_cannot_be_guessed_is_asked_in_one_sentence_each(tmp_path: Path) -> None:
    found = guessed(tmp_path, "Colour,Size\nred,3\nred,4\nred,4\n")
    assert asked(found) == [
        "native_id",
        "published_at",
        "author_id",
        "text",
        "parent_id",
        "platform",
        "ours",
        "channel",
    ]
    assert "Which column says when a message was published?" in [question.sentence for question in found.questions]
    assert all(question.sentence.count("?") == 1 for question in found.questions)


def test_a_heading_whose_values_contradict_it_is_not_believed(tmp_path: Path) -> None:
    found = guessed(
        tmp_path, "ID,Post ID,Date,Text\nsame,1,2024-01-01,hello to all of you\nsame,2,2024-01-02,and to you again\n"
    )
    assert found.profile.columns["native_id"] == "Post ID"


def test_a_file_with_headings_only_is_guessed_from_them(tmp_path: Path) -> None:
    found = guessed(tmp_path, "tweet_id,author_id,inbound,created_at,text,in_response_to_tweet_id\n")
    assert found.profile.columns.get("parent_id") == "in_response_to_tweet_id"


def test_json_lines_with_objects_inside(tmp_path: Path) -> None:
    line = {"created_at": "2024-03-05T10:00:00Z", "content": "hello to all of you", "in_reply_to_id": None}
    account = {"account": {"id": "7", "acct": "ana"}}
    lines = "".join(json.dumps({"id": number, **line, **account}) + "\n" for number in (1, 2))
    found = guessed(tmp_path, lines, "toots.jsonl")
    assert dict(found.profile.columns) == {
        "native_id": "id",
        "published_at": "created_at",
        "text": "content",
        "author_id": "account.id",
        "author_handle": "account.acct",
        "parent_id": "in_reply_to_id",
    }
    assert found.profile.platform == "mastodon"
