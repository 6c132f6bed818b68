"""The stand-in for Google answers Google's own client in the shape of Google's own documents."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from googleapiclient.errors import HttpError

from connectors import google as ours
from tests.google_stand_in import Channel, Comment, Sheet, Shown, Spreadsheet, StandIn, Thread, Video
from tests.google_stand_in.discovery import methods, problems

NOON = datetime(2026, 3, 1, 12)


def comment(native_id: str, minutes: int = 0, **more: Any) -> Comment:
    return Comment(native_id, "UCann", f"text of {native_id}", NOON + timedelta(minutes=minutes), **more)


def thread(native_id: str, replies: int = 0, minutes: int = 0, **more: Any) -> Thread:
    return Thread(
        comment(native_id, minutes), [comment(f"{native_id}.{n}", minutes + n) for n in range(1, replies + 1)], **more
    )


@pytest.fixture
def google() -> Iterator[StandIn]:
    ours_on_youtube = Channel(
        "UCours",
        "Ours",
        "@ours",
        videos=[
            Video("v1", "First", NOON, "About <it>", threads=[thread("t1", 7), thread("t2", 2, 5, uncounted=1)]),
            Video("v2", "Second", NOON + timedelta(days=1), comments_disabled=True),
            Video("v3", "Third", NOON + timedelta(days=2), private=True),
        ],
        discussion=[thread("d1")],
    )
    rows = [["Link", "Department", "Asked"], ["https://example.com/1", "Legal", datetime(2026, 3, 1, 9, 30)], [], ["x"]]
    book = Spreadsheet(
        "book-1",
        zone="Europe/Paris",
        locale="fr_FR",
        sheets=[
            Sheet("Hand-offs", rows, merges=[(3, 4, 0, 2)]),
            Sheet("Bob's 🌵", [[Shown(0.12, "12%"), 1.5, True, date(2020, 1, 1), "#N/A", 1.234e18]], hidden=True),
            Sheet("Blank"),
        ],
        public=True,
    )
    with StandIn([ours_on_youtube], [book]) as google:
        yield google


@pytest.fixture
def youtube(google: StandIn) -> Any:
    return ours.service("youtube", "v3", None, developer_key=google.key, endpoint=google.endpoint)


@pytest.fixture
def sheets(google: StandIn) -> Any:
    return ours.service("sheets", "v4", None, developer_key=google.key, endpoint=google.endpoint).spreadsheets()


def test_youtube_answers_with_the_parts_that_are_asked_for(youtube: Any) -> None:
    answer = youtube.channels().list(part="contentDetails,statistics", forHandle="@ours").execute()
    (channel,) = answer["items"]
    assert set(channel) == {"kind", "etag", "id", "contentDetails", "statistics"}
    assert channel["contentDetails"]["relatedPlaylists"]["uploads"] == "UUours"
    assert channel["statistics"]["subscriberCount"] == "1000"


def test_uploads_are_paged_newest_first_and_the_client_walks_them(youtube: Any) -> None:
    request = youtube.playlistItems().list(part="contentDetails", playlistId="UUours", maxResults=2)
    seen = []
    while request is not None:
        answer = request.execute()
        seen.append([item["contentDetails"]["videoId"] for item in answer["items"]])
        request = youtube.playlistItems().list_next(request, answer)
    assert seen == [["v3", "v2"], ["v1"]]


def test_a_private_video_is_listed_in_the_playlist_and_nowhere_else(youtube: Any) -> None:
    answer = youtube.videos().list(part="snippet,statistics", id="v1,v2,v3,v4").execute()
    assert [item["id"] for item in answer["items"]] == ["v1", "v2"]
    assert answer["items"][0]["statistics"]["commentCount"] == "12", "held and removed replies are counted"
    assert "commentCount" not in answer["items"][1]["statistics"]


def test_threads_come_newest_first_with_some_of_their_replies(youtube: Any) -> None:
    answer = youtube.commentThreads().list(part="snippet,replies", videoId="v1", textFormat="plainText").execute()
    assert [item["id"] for item in answer["items"]] == ["t2", "t1"]
    assert [item["snippet"]["totalReplyCount"] for item in answer["items"]] == [3, 7]
    assert [len(item["replies"]["comments"]) for item in answer["items"]] == [2, 5]
    bare = youtube.commentThreads().list(part="snippet", videoId="v1").execute()
    assert all("replies" not in item for item in bare["items"])


def test_replies_are_listed_whole_and_a_token_is_good_for_its_own_question_only(youtube: Any) -> None:
    answer = youtube.comments().list(part="snippet", parentId="t1", maxResults=4).execute()
    assert [item["id"] for item in answer["items"]] == ["t1.1", "t1.2", "t1.3", "t1.4"]
    assert answer["items"][0]["snippet"]["parentId"] == "t1"
    with pytest.raises(HttpError, match="invalid page token"):
        youtube.comments().list(part="snippet", parentId="t2", pageToken=answer["nextPageToken"]).execute()


def test_threads_of_a_whole_channel_hold_those_of_no_video(youtube: Any) -> None:
    answer = youtube.commentThreads().list(part="snippet", allThreadsRelatedToChannelId="UCours").execute()
    videos = {item["id"]: item["snippet"].get("videoId") for item in answer["items"]}
    assert videos == {"t1": "v1", "t2": "v1", "d1": None}


@pytest.mark.parametrize(
    ("video", "status", "reason"),
    [("v2", 403, "commentsDisabled"), ("v3", 403, "forbidden"), ("v9", 404, "videoNotFound")],
)
def test_what_youtube_will_not_list_it_says_why(youtube: Any, video: str, status: int, reason: str) -> None:
    with pytest.raises(HttpError) as raised:
        youtube.commentThreads().list(part="snippet", videoId=video).execute()
    assert raised.value.status_code == status
    assert raised.value.error_details[0]["reason"] == reason


def test_held_comments_are_shown_to_the_owner_only(google: StandIn, youtube: Any) -> None:
    google.channels[0].videos[0].threads.append(Thread(comment("t9", status="heldForReview")))
    question = {"part": "snippet", "videoId": "v1", "moderationStatus": "heldForReview"}
    with pytest.raises(HttpError, match="not properly authorized"):
        youtube.commentThreads().list(**question).execute()
    signed = ours.service("youtube", "v3", signed_in(google, "UCours", "youtube.force-ssl"), endpoint=google.endpoint)
    assert [item["id"] for item in signed.commentThreads().list(**question).execute()["items"]] == ["t9"]


def signed_in(google: StandIn, account: str, *scopes: str) -> Any:
    settings = ours.Access(
        client_id=google.client[0],
        client_secret=google.client[1],  # type: ignore[arg-type]
        refresh_token=google.grant(account, *scopes),  # type: ignore[arg-type]
        endpoint=google.endpoint,
    )
    return ours.credentials(settings, [], "youtube")


def test_a_token_without_the_scope_that_the_document_names_is_refused(google: StandIn) -> None:
    readonly = ours.service("youtube", "v3", signed_in(google, "UCours", "youtube.readonly"), endpoint=google.endpoint)
    assert readonly.channels().list(part="id", mine=True).execute()["items"][0]["id"] == "UCours"
    with pytest.raises(HttpError, match="insufficient authentication scopes"):
        readonly.commentThreads().list(part="snippet", videoId="v1").execute()


def test_every_call_costs_a_unit_until_the_quota_is_gone(google: StandIn, youtube: Any) -> None:
    google.quota = 2
    youtube.channels().list(part="id", id="UCours").execute()
    with pytest.raises(HttpError):
        youtube.commentThreads().list(part="snippet", videoId="v9").execute()
    with pytest.raises(HttpError, match="exceeded your quota"):
        youtube.channels().list(part="id", id="UCours").execute()
    assert (google.units, google.called("youtube.")) == (2, 3)


def test_what_has_not_changed_need_not_be_sent_again(youtube: Any) -> None:
    request = youtube.channels().list(part="id", id="UCours")
    request.headers["If-None-Match"] = request.execute()["etag"]
    with pytest.raises(HttpError) as raised:
        request.execute()
    assert raised.value.status_code == 304


def test_a_spreadsheet_tells_zone_locale_and_tabs(sheets: Any) -> None:
    mask = "properties(timeZone,locale),sheets(properties(sheetId,title,hidden),merges)"
    answer = sheets.get(spreadsheetId="book-1", fields=mask).execute()
    assert answer["properties"] == {"timeZone": "Europe/Paris", "locale": "fr_FR"}
    assert [one["properties"] for one in answer["sheets"]] == [
        {"sheetId": 0, "title": "Hand-offs"},
        {"sheetId": 1, "title": "Bob's 🌵", "hidden": True},
        {"sheetId": 2, "title": "Blank"},
    ]
    assert answer["sheets"][0]["merges"][0]["endColumnIndex"] == 2


def values(sheets: Any, *ranges: str, **more: str) -> Any:
    return sheets.values().batchGet(spreadsheetId="book-1", ranges=list(ranges), **more).execute()["valueRanges"]


def test_cells_come_ragged_as_numbers_or_as_the_locale_shows_them(sheets: Any) -> None:
    ranges = ("'Hand-offs'", "'Bob''s 🌵'!A1:F", "Blank")
    raw = values(sheets, *ranges, valueRenderOption="UNFORMATTED_VALUE", dateTimeRenderOption="SERIAL_NUMBER")
    assert raw[0]["values"][1][2] == pytest.approx(46082 + 9.5 / 24)
    assert raw[0]["values"][2:] == [[], ["x"]], "blank rows are empty, and what a merge covers is not there"
    assert raw[1]["values"] == [[0.12, 1.5, True, 43831, "#N/A", 1.234e18]]
    assert "values" not in raw[2]
    assert raw[1]["range"] == "'Bob''s 🌵'!A1:F1000"
    shown = values(sheets, *ranges)
    assert shown[0]["values"][1][2] == "01/03/2026 9:30:00"
    assert shown[1]["values"] == [["12%", "1,5", "TRUE", "01/01/2020", "#N/A", "1,23E+18"]]


def test_a_range_of_a_tab_that_is_not_there_is_an_error(sheets: Any) -> None:
    with pytest.raises(HttpError, match="Unable to parse range: 'Promises'"):
        values(sheets, "'Promises'!A1:Z")


def writing(google: StandIn) -> Any:
    key = google.service_account()
    google.spreadsheets[0].shared_with.add(key["client_email"])
    from google.oauth2 import service_account

    scopes = ["https://www.googleapis.com/auth/spreadsheets"]
    signed = service_account.Credentials.from_service_account_info(key, scopes=scopes)
    return ours.service("sheets", "v4", signed, endpoint=google.endpoint).spreadsheets()


def test_rows_are_appended_and_cells_filled_in_by_whom_the_sheet_is_shared_with(google: StandIn) -> None:
    book, sheets = google.spreadsheets[0], writing(google)
    appended = (
        sheets.values()
        .append(
            spreadsheetId="book-1", range="'Hand-offs'", valueInputOption="RAW", body={"values": [["=1+1", "Legal"]]}
        )
        .execute()
    )
    assert appended["updates"]["updatedRange"] == "'Hand-offs'!A5:B5"
    body = {"valueInputOption": "USER_ENTERED", "data": [{"range": "'Hand-offs'!C5", "values": [["2026-03-01 10:00"]]}]}
    updated = sheets.values().batchUpdate(spreadsheetId="book-1", body=body).execute()
    assert (updated["totalUpdatedCells"], book.version) == (1, 3)
    assert book.sheets[0].rows[4] == ["=1+1", "Legal", datetime(2026, 3, 1, 10)]
    body = {"requests": [{"addSheet": {"properties": {"title": "Promises"}}}]}
    added = sheets.batchUpdate(spreadsheetId="book-1", body=body).execute()
    assert added["replies"][0]["addSheet"]["properties"]["title"] == "Promises"
    assert book.sheets[-1].title == "Promises"


def test_a_key_reads_what_is_public_and_writes_nothing(google: StandIn, sheets: Any) -> None:
    body = {"values": [["x"]]}
    with pytest.raises(HttpError, match="does not have permission"):
        sheets.values().append(spreadsheetId="book-1", range="Blank", valueInputOption="RAW", body=body).execute()
    google.spreadsheets[0].public = False
    with pytest.raises(HttpError, match="does not have permission"):
        sheets.get(spreadsheetId="book-1").execute()


def test_drive_tells_when_a_file_was_changed(google: StandIn) -> None:
    drive = ours.service("drive", "v3", None, developer_key=google.key, endpoint=google.endpoint)
    before = drive.files().get(fileId="book-1", fields="version,modifiedTime").execute()
    google.spreadsheets[0].put("Blank", 2, 1, "hello")
    after = drive.files().get(fileId="book-1", fields="version,modifiedTime").execute()
    assert (before["version"], after["version"]) == ("1", "2")
    assert after["modifiedTime"] > before["modifiedTime"]


@pytest.mark.parametrize(
    "answer",
    [
        {"items": [{"id": "UCours", "nickname": "we"}]},
        {"items": {"id": "UCours"}},
        {"items": [{"statistics": {"subscriberCount": 1000}}]},
        {"items": [{"snippet": {"publishedAt": "yesterday"}}]},
    ],
)
def test_an_answer_that_is_not_of_the_documents_shape_is_found(answer: Any) -> None:
    (method,) = [method for method in methods() if method.id == "youtube.channels.list"]
    assert list(problems(method.document["schemas"], method.description["response"], answer, "answer"))


def test_the_stand_in_complains_when_it_says_or_is_asked_what_the_document_does_not_know() -> None:
    with pytest.raises(AssertionError, match="is str where there should be integer"), StandIn() as google:
        google.channels.append(Channel("UCours", "Ours", discussion=[Thread(comment("d1", likes="many"))]))
        youtube = ours.service("youtube", "v3", None, developer_key=google.key, endpoint=google.endpoint)
        youtube.commentThreads().list(part="snippet", allThreadsRelatedToChannelId="UCours").execute()
