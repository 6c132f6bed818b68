"""What links lead to, as a table of addresses made up after those of each platform."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.links import Reference, read

ACTIVITY, COMMENT, REPLY = "7100000000000000001", "7100000000000000009", "7100000000000000010"
LINKEDIN_IDS = (
    f"urn:li:comment:(urn:li:activity:{ACTIVITY},{COMMENT})",
    f"urn:li:comment:(activity:{ACTIVITY},{COMMENT})",
    f"urn:li:comment:{COMMENT}",
    COMMENT,
)

LINKS: list[tuple[str, str | None, tuple[str, ...]]] = [
    ("https://x.com/ana/status/1580000000000000001", "x", ("1580000000000000001",)),
    ("https://twitter.com/ana/status/1580000000000000001?s=20&t=Zz", "x", ("1580000000000000001",)),
    ("https://mobile.twitter.com/ana/statuses/1580000000000000001/photo/1", "x", ("1580000000000000001",)),
    ("https://x.com/i/web/status/1580000000000000001", "x", ("1580000000000000001",)),
    ("https://vxtwitter.com/ana/status/1580000000000000001", "x", ("1580000000000000001",)),
    ("https://fxtwitter.com/ana/status/1580000000000000001/en", "x", ("1580000000000000001",)),
    ("https://x.com/ana", "x", ()),
    ("https://t.co/AbCdEf", "x", ()),
    ("https://www.youtube.com/watch?v=abcdefghijk&t=15s", "youtube", ("abcdefghijk",)),
    ("https://youtu.be/abcdefghijk?si=Zz", "youtube", ("abcdefghijk",)),
    ("https://m.youtube.com/shorts/abcdefghijk", "youtube", ("abcdefghijk",)),
    ("https://music.youtube.com/watch?v=abcdefghijk", "youtube", ("abcdefghijk",)),
    ("https://www.youtube.com/live/abcdefghijk?feature=share", "youtube", ("abcdefghijk",)),
    ("https://www.youtube-nocookie.com/embed/abcdefghijk", "youtube", ("abcdefghijk",)),
    ("https://www.youtube.com/watch?v=abcdefghijk&lc=UgxOne4AaABAg", "youtube", ("UgxOne4AaABAg",)),
    ("https://www.youtube.com/watch?v=abcdefghijk&lc=UgxOne.9-two", "youtube", ("UgxOne.9-two",)),
    ("https://www.youtube.com/post/UgkxAbc?lc=UgxTwo", "youtube", ("UgxTwo",)),
    ("https://www.facebook.com/1234500/posts/777000111/", "facebook", ("1234500_777000111", "777000111")),
    ("https://www.facebook.com/ourpage/posts/777000111", "facebook", ("777000111",)),
    ("https://www.facebook.com/ourpage/posts/what-it-says/777000111/?mibextid=Zz", "facebook", ("777000111",)),
    ("https://www.facebook.com/ourpage/posts/pfbid0AbC", "facebook", ("pfbid0AbC",)),
    (
        "https://m.facebook.com/story.php?story_fbid=777000111&id=1234500",
        "facebook",
        ("1234500_777000111", "777000111"),
    ),
    (
        "https://mbasic.facebook.com/permalink.php?id=1234500&x=1&story_fbid=777000111",
        "facebook",
        ("1234500_777000111", "777000111"),
    ),
    ("https://facebook.com/1234500_777000111", "facebook", ("1234500_777000111", "777000111")),
    ("https://www.facebook.com/photo/?fbid=777000111&set=a.1", "facebook", ("777000111",)),
    ("https://www.facebook.com/photo.php?fbid=777000111", "facebook", ("777000111",)),
    ("https://www.facebook.com/ourpage/photos/a.12/777000111/", "facebook", ("777000111",)),
    ("https://www.facebook.com/ourpage/videos/777000111/", "facebook", ("777000111",)),
    ("https://web.facebook.com/watch/?v=777000111", "facebook", ("777000111",)),
    ("https://www.facebook.com/watch/live/?ref=x&v=777000111", "facebook", ("777000111",)),
    ("https://www.facebook.com/groups/ourgroup/permalink/900100/", "facebook", ("900100",)),
    ("https://www.facebook.com/groups/5551/posts/900100/", "facebook", ("5551_900100", "900100")),
    ("https://fb.com/ourpage/posts/777000111?comment_id=42", "facebook", ("777000111_42", "42")),
    (
        "https://www.facebook.com/1/posts/777000111/?comment_id=42&reply_comment_id=43",
        "facebook",
        ("777000111_43", "43"),
    ),
    (
        "https://www.facebook.com/ourpage/posts/777000111?comment_id=Y29tbWVudDo3NzcwMDAxMTFfNDI%3D",
        "facebook",
        ("777000111_42", "42"),
    ),
    ("https://fb.watch/AbCd/", "facebook", ()),
    ("https://www.instagram.com/p/Cabc_d-E123/", "instagram", ("Cabc_d-E123",)),
    ("https://www.instagram.com/ourname/reel/Cabc_d-E123/?igsh=Zz", "instagram", ("Cabc_d-E123",)),
    ("https://instagram.com/tv/Cabc_d-E123", "instagram", ("Cabc_d-E123",)),
    ("https://www.instagram.com/p/Cabc_d-E123/c/17900000000000001/", "instagram", ("17900000000000001",)),
    ("https://www.instagram.com/p/Cabc_d-E123/c/179001/r/179002/", "instagram", ("179002",)),
    (
        f"https://www.linkedin.com/feed/update/urn:li:activity:{ACTIVITY}/",
        "linkedin",
        (f"urn:li:activity:{ACTIVITY}", ACTIVITY),
    ),
    (
        f"https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A{ACTIVITY}",
        "linkedin",
        (f"urn:li:share:{ACTIVITY}", ACTIVITY),
    ),
    (
        f"https://uk.linkedin.com/posts/ours_a-title-activity-{ACTIVITY}-AbCd?utm_source=share",
        "linkedin",
        (f"urn:li:activity:{ACTIVITY}", ACTIVITY),
    ),
    (
        f"https://www.linkedin.com/posts/ours_t-ugcPost-{ACTIVITY}-AbCd",
        "linkedin",
        (f"urn:li:ugcPost:{ACTIVITY}", ACTIVITY),
    ),
    (
        f"https://www.linkedin.com/feed/update/urn:li:activity:{ACTIVITY}?commentUrn=urn%3Ali%3Acomment%3A%28activity%3A"
        f"{ACTIVITY}%2C{COMMENT}%29",
        "linkedin",
        LINKEDIN_IDS,
    ),
    (
        f"https://www.linkedin.com/feed/update/urn:li:activity:{ACTIVITY}?dashCommentUrn=urn:li:fsd_comment:({COMMENT},"
        f"urn:li:activity:{ACTIVITY})",
        "linkedin",
        LINKEDIN_IDS,
    ),
    (
        f"https://www.linkedin.com/feed/update/urn:li:activity:{ACTIVITY}?commentUrn=urn:li:comment:(activity:{ACTIVITY},"
        f"{COMMENT})&replyUrn=urn:li:comment:(activity:{ACTIVITY},{REPLY})",
        "linkedin",
        tuple(one.replace(COMMENT, REPLY) for one in LINKEDIN_IDS),
    ),
    ("https://lnkd.in/AbCd", "linkedin", ()),
    ("https://www.tiktok.com/@ours/video/7000000000000000001?lang=en", "tiktok", ("7000000000000000001",)),
    ("https://www.tiktok.com/@ours/photo/7000000000000000001", "tiktok", ("7000000000000000001",)),
    ("https://m.tiktok.com/v/7000000000000000001.html", "tiktok", ("7000000000000000001",)),
    ("https://vm.tiktok.com/ZMabc/", "tiktok", ()),
    (
        "https://bsky.app/profile/ana.example/post/3kabc",
        "bluesky",
        ("at://ana.example/app.bsky.feed.post/3kabc", "3kabc"),
    ),
    (
        "https://bsky.app/profile/did:plc:abc/post/3kabc",
        "bluesky",
        ("at://did:plc:abc/app.bsky.feed.post/3kabc", "3kabc"),
    ),
    (
        "at://did:plc:abc/app.bsky.feed.post/3kabc",
        "bluesky",
        ("at://did:plc:abc/app.bsky.feed.post/3kabc", "3kabc"),
    ),
    ("https://social.example/@ana/109000000000000001", "mastodon", ("109000000000000001",)),
    ("https://social.example/@ana@other.example/109000000000000001", "mastodon", ("109000000000000001",)),
    ("https://social.example/users/ana/statuses/109000000000000001", "mastodon", ("109000000000000001",)),
    ("https://social.example/web/statuses/109000000000000001", "mastodon", ("109000000000000001",)),
    ("https://social.example/web/@ana/109000000000000001", "mastodon", ("109000000000000001",)),
    ("https://www.reddit.com/r/ours/comments/abc123/what_it_says/", "reddit", ("t3_abc123", "abc123")),
    ("https://old.reddit.com/r/ours/comments/abc123/what_it_says/def456/", "reddit", ("t1_def456", "def456")),
    ("https://np.reddit.com/r/ours/comments/abc123/comment/def456/?context=3", "reddit", ("t1_def456", "def456")),
    ("https://redd.it/abc123", "reddit", ("t3_abc123", "abc123")),
    ("https://www.reddit.com/r/ours/s/AbCdEf", "reddit", ()),
    ("t1_def456", "reddit", ("t1_def456",)),
    ("https://www.threads.net/@ana/post/Cxyz_1", "threads", ("Cxyz_1",)),
    ("https://www.threads.com/t/Cxyz_1", "threads", ("Cxyz_1",)),
    (
        "https://play.google.com/store/apps/details?id=com.example&reviewId=gp%3AAbcdefghijk",
        "google_play",
        ("gp:Abcdefghijk",),
    ),
    ("gp:Abcdefghijk", "google_play", ("gp:Abcdefghijk",)),
    (
        "https://www.google.com/maps/reviews/data=!4m8!14m7!1m6!2m5!1sChZDSUhNMG9n!2m1!1s0x0:0x1",
        "google_business_profile",
        ("ChZDSUhNMG9n",),
    ),
    (
        "https://business.google.com/reviews/1234567890123",
        "google_business_profile",
        ("1234567890123",),
    ),
    (
        "accounts/1/locations/2/reviews/AbFv",
        "google_business_profile",
        ("accounts/1/locations/2/reviews/AbFv", "AbFv"),
    ),
    ("https://maps.app.goo.gl/AbCd", "google_business_profile", ()),
    ("https://blog.example/2026/01/title/#comment-12", "wordpress", ("comment-12", "12")),
    ("https://blog.example/?p=4#comment-12", "wordpress", ("comment-12", "12")),
    ("https://blog.example/?p=4", "wordpress", ("post-4",)),
    ("https://goo.gl/AbCd", None, ()),
    ("https://forum.example/thread/77", None, ()),
    ("x:1580000000000000001", "x", ("1580000000000000001",)),
    ("twitter:1580000000000000001", "x", ("1580000000000000001",)),
    ("google_play:any-id", "google_play", ("any-id",)),
    ("bluesky:at://did:plc:abc/app.bsky.feed.post/3k", "bluesky", ("at://did:plc:abc/app.bsky.feed.post/3k",)),
    ("1580000000000000001", None, ("1580000000000000001",)),
    ("1234500_777000111", None, ("1234500_777000111",)),
    ("m_AbC123", None, ("m_AbC123",)),
]


@pytest.mark.parametrize(("link", "platform", "native_ids"), LINKS)
def test_each_form_of_address(link: str, platform: str | None, native_ids: tuple[str, ...]) -> None:
    assert read(link) == (Reference(link, platform, native_ids),)


ONE, TWO = "https://x.com/a/status/15800000001", "https://www.reddit.com/r/a/comments/abc/t/def?a=1,2"

CELLS = {
    f"see {ONE} please": [ONE],
    f"(see {ONE}).": [ONE],
    f'<{ONE}>, and "{TWO}"!': [ONE, TWO],
    f"{ONE}\n{TWO};{ONE}": [ONE, TWO],
    f"{ONE},{TWO}": [ONE, TWO],
    f"{ONE} , {TWO}": [ONE, TWO],
    f"[a conversation]({ONE})": [ONE],
    f'<a href="{ONE}">here</a>': [ONE],
    "https://www.youtube.com/watch?a=1&amp;v=abcdefghijk": ["https://www.youtube.com/watch?a=1&v=abcdefghijk"],
    "x.com/a/status/15800000001": ["x.com/a/status/15800000001"],
    "12, 13;14": ["12", "13", "14"],
    "15800000001,15800000002": ["15800000001", "15800000002"],
    f"123 {ONE}": ["123", ONE],
    f"the 3 of us, row 14: {ONE}": [ONE],
    "asked about 15800000001 on Monday": ["15800000001"],
    "": [],
    " \n": [],
    "none": [],
    "n/a": [],
    "-": [],
    "see row 14": [],
    "ask anna.bell@company.example/now": [],
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_with_several_links_and_words_around_them(cell: str) -> None:
    assert [reference.link for reference in read(cell)] == CELLS[cell]


@pytest.mark.parametrize(
    "wrapped",
    [
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.com%2Fa%2Fstatus%2F15800000001&data=05%7C",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fx.com%2Fa%2Fstatus%2F15800000001&h=Zz",
        "https://www.google.com/url?q=https://x.com/a/status/15800000001&sa=D",
    ],
)
def test_an_address_that_only_leads_on_stands_for_where_it_leads(wrapped: str) -> None:
    assert read(wrapped) == read(ONE)


WORDS = [
    *(link for link, _, _ in LINKS),
    "see",
    ",",
    ";",
    "(",
    ")",
    "%",
    "[",
    "]:",
    "http://[",
    "&lc=",
    "{post}",
    "?u=",
]


@given(st.text() | st.lists(st.sampled_from(WORDS) | st.text(max_size=3)).map("".join))
def test_reading_never_raises(cell: str) -> None:
    for reference in read(cell):
        assert reference.link
        assert all(reference.native_ids)


@pytest.mark.parametrize(
    "piece", [",", ")", "a.", "https://facebook.com/posts", "/posts", "%3A", "(", "x:", "[http://"]
)
def test_a_hostile_cell_takes_no_time(piece: str) -> None:
    began = time.process_time()
    read(piece * (32_767 // len(piece)))
    read("https://www.facebook.com" + piece * (8_000 // len(piece)))
    assert time.process_time() - began < 2
