"""Addresses that lead to one place have one key, and no others have it."""

from collections.abc import Iterator
from itertools import combinations

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.schema import SCHEMA_SQL

ONE_PLACE = {
    "a post on X": [
        "https://x.com/ana/status/1580000000000000001",
        "http://twitter.com/ana/status/1580000000000000001?s=20&t=abc",
        "https://mobile.twitter.com/ana/statuses/1580000000000000001",
        "x.com/i/web/status/1580000000000000001",
        " https://WWW.X.com/renamed/status/1580000000000000001/photo/1 ",
    ],
    "another post on X": ["https://x.com/ana/status/1580000000000000002"],
    "a video": [
        "https://www.youtube.com/watch?v=abcdefghijk",
        "https://youtu.be/abcdefghijk?t=30&si=tracking",
        "https://m.youtube.com/watch?feature=share&v=abcdefghijk#t=3",
        "https://youtube.com/shorts/abcdefghijk",
        "https://www.youtube-nocookie.com/embed/abcdefghijk",
    ],
    "a video whose id differs in case": ["https://youtu.be/ABCDEFGHIJK"],
    "a comment on the video": [
        "https://www.youtube.com/watch?v=abcdefghijk&lc=UgxOne",
        "https://www.youtube.com/watch?lc=UgxOne&v=abcdefghijk",
    ],
    "a reply to that comment": ["https://www.youtube.com/watch?v=abcdefghijk&lc=UgxOne.9two"],
    "a post on Facebook": [
        "https://www.facebook.com/1234500/posts/777000111/",
        "https://m.facebook.com/ourpage/posts/777000111?ref=share",
        "https://mbasic.facebook.com/story.php?story_fbid=777000111&id=1234500",
        "https://facebook.com/permalink.php?id=1234500&story_fbid=777000111",
        "https://web.facebook.com/1234500_777000111",
        "https://www.facebook.com/ourpage/posts/what-it-says/777000111/",
    ],
    "a comment on that post": [
        "https://www.facebook.com/1234500/posts/777000111/?comment_id=42",
        "https://m.facebook.com/story.php?story_fbid=777000111&id=1234500&comment_id=42&refid=1",
    ],
    "a reply to that comment on Facebook": [
        "https://www.facebook.com/1234500/posts/777000111/?comment_id=42&reply_comment_id=43"
    ],
    "a post in a group": [
        "https://www.facebook.com/groups/ourgroup/permalink/900100/",
        "https://m.facebook.com/groups/5551/posts/900100",
    ],
    "a Facebook page": ["https://www.facebook.com/ourpage/"],
    "another Facebook page": ["https://www.facebook.com/theirpage"],
    "a reel": [
        "https://www.instagram.com/p/Cabc_d-E123/",
        "https://instagram.com/reel/Cabc_d-E123/?igsh=tracking",
        "https://www.instagram.com/ourname/p/Cabc_d-E123/?img_index=2",
        "https://www.instagram.com/reels/Cabc_d-E123",
    ],
    "a comment on the reel": ["https://www.instagram.com/p/Cabc_d-E123/c/17900000000000001/"],
    "a post on LinkedIn": [
        "https://www.linkedin.com/feed/update/urn:li:activity:7100000000000000001/",
        "https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7100000000000000001?utm_source=share",
        "https://uk.linkedin.com/posts/our-company_a-title-activity-7100000000000000001-AbCd",
    ],
    "a comment on LinkedIn": [
        "https://www.linkedin.com/feed/update/urn:li:activity:7100000000000000001?commentUrn=urn%3Ali%3Acomment%3A%28"
        "activity%3A7100000000000000001%2C7100000000000000009%29",
        "https://www.linkedin.com/feed/update/urn:li:activity:7100000000000000001/?commentUrn=urn:li:comment:(urn:li:"
        "activity:7100000000000000001,7100000000000000009)",
        "https://www.linkedin.com/feed/update/urn:li:ugcPost:1?dashCommentUrn=urn%3Ali%3Afsd_comment%3A%28"
        "7100000000000000009%2Curn%3Ali%3Aactivity%3A7100000000000000001%29",
    ],
    "a thread on Reddit": [
        "https://www.reddit.com/r/ours/comments/abc123/what_it_says/",
        "https://old.reddit.com/r/ours/comments/abc123",
        "https://np.reddit.com/comments/abc123/",
        "https://redd.it/abc123",
    ],
    "a comment on Reddit": [
        "https://www.reddit.com/r/ours/comments/abc123/what_it_says/def456/?context=3",
        "https://www.reddit.com/r/ours/comments/abc123/comment/def456/",
    ],
    "a post on Threads": ["https://www.threads.net/@ana/post/Cxyz_1", "https://www.threads.com/t/Cxyz_1"],
    "a post on Bluesky": [
        "https://bsky.app/profile/did:plc:abc/post/3kabc",
        "https://bsky.app/profile/ana.example/post/3kabc",
    ],
    "a post on Mastodon": [
        "https://social.example/@ana/109000000000000001",
        "https://social.example/users/ana/statuses/109000000000000001",
    ],
    "the same number on another server": ["https://other.example/@ana/109000000000000001"],
    "a review in a shop": [
        "https://play.google.com/store/apps/details?id=com.example.app&reviewId=gp%3Aabc&hl=en",
        "https://play.google.com/store/apps/details?reviewId=gp%3Aabc&id=com.example.app",
    ],
    "a comment on a blog": [
        "https://blog.example/2026/01/title/#comment-12",
        "http://www.blog.example/2026/01/title/comment-page-2/#comment-12",
    ],
    "the post on the blog": ["https://blog.example/2026/01/title", "https://blog.example/2026/01/title/?utm_medium=x"],
    "a blog's post by number": ["https://blog.example/?p=4"],
    "another blog's post by number": ["https://blog.example/?p=5"],
    "a topic in a forum": ["https://forum.example/view.php?t=77", "http://forum.example/view.php?fbclid=a&t=77&ref=b"],
    "another topic in the forum": ["https://forum.example/view.php?t=78"],
    "a direct message": ["https://business.facebook.com/latest/inbox/all?selected_item_id=t_1"],
    "another direct message": ["https://business.facebook.com/latest/inbox/all?selected_item_id=t_2"],
    "a shortened address": ["https://t.co/AbC"],
    "another shortened address": ["https://t.co/aBc"],
    "a host that only ends like X": ["https://netflix.com/ana/status/1580000000000000001"],
}


@pytest.fixture(scope="module")
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(SCHEMA_SQL)
        yield connection


def key(warehouse: duckdb.DuckDBPyConnection, url: str | None) -> int | None:
    return warehouse.execute("select permalink_key($1)", [url]).fetchone()[0]  # type: ignore[index, no-any-return]


@pytest.mark.parametrize("place", ONE_PLACE)
def test_all_addresses_of_a_place_have_one_key(warehouse: duckdb.DuckDBPyConnection, place: str) -> None:
    keys = {url: key(warehouse, url) for url in ONE_PLACE[place]}
    assert None not in keys.values()
    assert len(set(keys.values())) == 1, keys


def test_no_two_places_share_a_key(warehouse: duckdb.DuckDBPyConnection) -> None:
    keys = {place: key(warehouse, urls[0]) for place, urls in ONE_PLACE.items()}
    assert [pair for pair in combinations(keys, 2) if keys[pair[0]] == keys[pair[1]]] == []


@pytest.mark.parametrize("nothing", [None, "", "no address", "?.", "//.", "."])
def test_what_is_no_address_leads_nowhere_in_common(warehouse: duckdb.DuckDBPyConnection, nothing: str | None) -> None:
    found = key(warehouse, nothing)
    assert found is None or found != key(warehouse, "?#.")


@given(st.text() | st.text("abx.:/?&=#@%12 "))
def test_any_text_has_a_key_or_none(warehouse: duckdb.DuckDBPyConnection, text: str) -> None:
    assert key(warehouse, text) is None or "." in text
