"""Profiles: what is written is read back, and every mistake is named by file and key."""

from datetime import datetime
from pathlib import Path

import pytest

from connectors.profile import BadProfile, Channel, Profile, keep, read

EXAMPLE = """
table = "messages"
platform = "x"
channel_from = "our_author"
observed_until = 2020-04-03T08:00:00+02:00
[columns]
native_id    = "tweet_id"
parent_id    = "in_response_to_tweet_id"
author_id    = "author_id"
published_at = "created_at"
text         = "text"
[formats]
published_at = "%a %b %d %H:%M:%S %z %Y"
[ours]
column = "inbound"
values = ["False", false, 0]
[values.kind]
DM = "direct_message"
"""


def profile_of(folder: Path, content: str) -> Profile:
    path = folder / "care.toml"
    path.write_text(content)
    return read(path)


def problems_of(folder: Path, content: str) -> tuple[str, ...]:
    with pytest.raises(BadProfile) as refused:
        profile_of(folder, content)
    assert str(refused.value) == " ".join(refused.value.problems)
    return refused.value.problems


def test_the_form_of_the_design_is_read(tmp_path: Path) -> None:
    found = profile_of(tmp_path, EXAMPLE)
    assert found == Profile(
        name="care",
        columns={
            "native_id": "tweet_id",
            "parent_id": "in_response_to_tweet_id",
            "author_id": "author_id",
            "published_at": "created_at",
            "text": "text",
        },
        platform="x",
        observed_until=datetime(2020, 4, 3, 6),
        channel_from="our_author",
        formats={"published_at": "%a %b %d %H:%M:%S %z %Y"},
        ours_column="inbound",
        ours_values=("False", "False", "0"),
        values={"kind": {"DM": "direct_message"}},
    )
    assert found.headings == ("tweet_id", "in_response_to_tweet_id", "author_id", "created_at", "text", "inbound")


FULL = Profile(
    name="care",
    columns={"native_id": "Post “ID”", "published_at": "Created, at"},
    platform="facebook",
    observed_until=datetime(2020, 4, 3, 6),
    zone="Europe/London",
    channel=Channel("77", title="Main page", brand="Acme"),
    formats={"published_at": "%d/%m/%Y"},
    ours_column="Type",
    ours_values=("Out",),
    values={"kind": {"Private message": "direct_message"}},
)


@pytest.mark.parametrize("profile", [FULL, Profile("a", {"native_id": "i", "published_at": "p"}, "x")])
def test_what_is_kept_is_read_back(tmp_path: Path, profile: Profile) -> None:
    path = keep(profile, tmp_path / "profiles", profile.name)
    assert path == tmp_path / "profiles" / f"{profile.name}.toml"
    assert read(path) == profile


def test_channel_is_another_name_for_channel_id(tmp_path: Path) -> None:
    assert (
        profile_of(tmp_path, EXAMPLE.replace('text         = "text"', 'channel = "page"')).columns["channel_id"]
        == "page"
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("platform =", "plattform ="), "care.toml: “plattform” is not known here: did you mean “platform”?"),
        (
            ('platform = "x"', ""),
            'care.toml: “platform” is missing: write for example platform = "x", or name its column in [columns].',
        ),
        (('platform = "x"', "platform = 3"), "care.toml: “platform” must be a text in quotes."),
        (
            ('native_id    = "tweet_id"', ""),
            "care.toml: [columns] needs “native_id”, the column that tells one message from another.",
        ),
        (
            ('text         = "text"', 'txet = "text"'),
            "care.toml: [columns] “txet” is not known here: did you mean “text”?",
        ),
        (('text         = "text"', "text = 1"), "care.toml: [columns] “text” must be a text in quotes."),
        (('"our_author"', '"somebody"'), 'care.toml: “channel_from” is “somebody”: it can only be "our_author".'),
        (
            ('table = "messages"', 'table = "handoffs"'),
            'care.toml: “table” is “handoffs”: only "messages" can be imported.',
        ),
        (
            ("2020-04-03T08:00:00+02:00", '"soon"'),
            "care.toml: “observed_until” must be a date and time, like 2020-04-03T06:00:00Z.",
        ),
        (
            ("[formats]\n", '[formats]\nedited_at = "%Y"\n'),
            "care.toml: [formats] “edited_at” has a format and no column in [columns].",
        ),
        (('column = "inbound"', ""), "care.toml: [ours] needs “column”: the heading whose values tell our rows."),
        (
            ('values = ["False", false, 0]', ""),
            "care.toml: [ours] needs “values”: the words in its column that mark a row as ours.",
        ),
        (
            ('"direct_message"', '"message"'),
            "care.toml: [values.kind] “DM” = “message”: “message” is not known here: did you mean “direct_message”?",
        ),
        (
            ("[ours]", '[channel]\nnative_id = "7"\n[ours]'),
            "care.toml: “channel_from” and [channel] exclude each other: keep one.",
        ),
        (
            ("[ours]", '[channel]\nhandle = "7"\n[ours]'),
            "care.toml: [channel] needs “native_id”: the platform's id of the account, or its handle.",
        ),
        (
            ('author_id    = "author_id"', ""),
            "care.toml: “channel_from” needs “author_id” in [columns], and [ours] to tell which authors are yours.",
        ),
        (
            ('platform = "x"', 'platform = "x"\nzone = "Mars"'),
            'care.toml: “zone” is “Mars”, which is no time zone: write it like "Europe/London".',
        ),
    ],
)
def test_each_mistake_is_one_sentence_with_file_and_key(tmp_path: Path, change: tuple[str, str], sentence: str) -> None:
    assert change[0] in EXAMPLE
    assert sentence in problems_of(tmp_path, EXAMPLE.replace(*change))


def test_a_file_that_is_no_toml_says_where(tmp_path: Path) -> None:
    [sentence] = problems_of(tmp_path, "platform = x\n")
    assert sentence.startswith("care.toml is not valid TOML") and "line 1" in sentence


def test_several_mistakes_are_all_named(tmp_path: Path) -> None:
    assert len(problems_of(tmp_path, 'plattform = "x"\n[ours]\ncolumn = "a"\nvalue = "b"\n')) >= 2


def test_a_profile_that_could_not_be_read_again_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(BadProfile, match="published_at"):
        keep(Profile("a", {"native_id": "id"}, "x"), tmp_path, "a")
    assert list(tmp_path.iterdir()) == []


def test_a_name_becomes_a_plain_file_name(tmp_path: Path) -> None:
    assert keep(FULL, tmp_path, "../Care export / May").parent == tmp_path
    with pytest.raises(BadProfile, match="no name for a profile"):
        keep(FULL, tmp_path, "../..")
