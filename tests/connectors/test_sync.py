"""The runner, on a real warehouse, with sources that behave and sources that do not."""

from datetime import timedelta
from pathlib import Path

import pytest
from fake_source import NOON, Clock, Events, always, at, message, messages, published, run, source, stream

from connectors.contract import Page, Refused, RefusedRow, Stream, TryLater, UnexpectedPayload
from connectors.reading import EMPTY_PAGES, TRIES
from queries import checks
from warehouse import Home, NothingPublished, Writer, identity, open_writer


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_every_page_is_stored_and_published_with_its_counts(home: Home) -> None:
    pages = always(Page(messages(1, 2), cursor=at(2)), Page(messages(3), cursor=at(3)))
    (report,) = run(home, source(stream(pages)))
    assert (report.outcome, report.changes.new, report.refused, report.detail) == ("complete", 3, 0, None)
    assert published(home, "select native_id from messages order by 1") == [("1",), ("2",), ("3",)]
    assert published(home, "select outcome, rows_new, finished_at from sync_runs") == [("complete", 3, NOON)]
    assert published(home, "select count(*) from conversations") == [(3,)]


def test_a_stream_goes_on_at_its_cursor_less_the_lookback(home: Home) -> None:
    asked = []

    def pages(_client, since):
        asked.append(since)
        yield Page(messages(1), cursor=at(10))

    fake = source(stream(pages, lookback=timedelta(minutes=4)))
    run(home, fake)
    run(home, fake)
    assert asked == [None, at(6)]


def test_reading_the_lookback_again_never_moves_a_cursor_back(home: Home) -> None:
    def dies_early(_client, _since):
        yield Page(messages(1), cursor=at(1))
        raise Refused("The token has expired: make a new one.")

    run(home, source(stream(always(Page(messages(1, 9), cursor=at(9))))))
    run(home, source(stream(dies_early, lookback=timedelta(minutes=9))))
    assert published(home, "select cursor from sync_state") == [("2026-03-01T12:09:00.000000Z",)]


def test_a_token_cursor_is_handed_back_as_it_was_given(home: Home) -> None:
    asked = []

    def pages(_client, since):
        asked.append(since)
        yield Page(messages(1), cursor="page:77")

    fake = source(stream(pages, cursor="token"))
    run(home, fake)
    run(home, fake)
    assert asked == [None, "page:77"]


def test_a_stream_that_breaks_off_keeps_its_rows_and_leaves_the_cursor_where_it_was(home: Home) -> None:
    def newest_first(_client, _since):
        yield Page(messages(3, 2))
        raise UnexpectedPayload("Fake answered with a web page.")

    (report,) = run(home, source(stream(newest_first)))
    assert (report.outcome, report.changes.new) == ("partial", 2)
    assert "web page" in (report.detail or "")
    assert published(home, "select count(*) from messages") == [(2,)]
    assert published(home, "select count(*) from sync_state") == [(0,)]


def test_one_source_failing_stops_no_other(home: Home) -> None:
    def refuses(_settings):
        raise Refused("Fake does not know this token: make a new one.")

    def stumbles(_client, _since):
        raise KeyError("items")

    reports = run(
        home,
        source(name="first", connect=refuses),
        source(stream(stumbles), name="second"),
        source(stream(always(Page(messages(1)))), name="third"),
    )
    assert [report.outcome for report in reports] == ["failed", "failed", "complete"]
    assert published(home, "select source, outcome from sync_runs order by source") == [
        ("first", "failed"),
        ("second", "failed"),
        ("third", "complete"),
    ]
    assert "KeyError: 'items'" in published(home, "select detail from sync_runs where source = 'second'")[0][0]


def test_one_stream_failing_does_not_stop_the_next_one_of_its_source(home: Home) -> None:
    def refuses(_client, _since):
        raise Refused("The token lacks the scope for reviews.")

    streams = [stream(refuses, name="reviews"), stream(always(Page(messages(1))))]
    (report,) = run(home, source(*streams))
    assert (report.outcome, report.changes.new) == ("partial", 1)


def test_a_source_that_asks_for_patience_is_waited_for_and_then_read_on(home: Home) -> None:
    clock, events, refusals = Clock(), Events(), [TryLater("Slow down.", timedelta(seconds=30)), TryLater("Slow down.")]

    def pages(_client, _since):
        yield Page(messages(1), cursor=at(1))
        if refusals:
            raise refusals.pop(0)
        yield Page(messages(2), cursor=at(2))

    (report,) = run(home, source(stream(pages)), clock=clock, progress=events)
    assert report.outcome == "complete"
    assert clock.slept == [30, 4]
    assert [event["seconds"] for event in events if event["event"] == "waiting"] == [30, 4]


def test_patience_has_an_end_and_the_run_is_then_partial(home: Home) -> None:
    clock = Clock()

    def pages(_client, _since):
        yield Page(messages(1))
        raise TryLater("Fake is busy.")

    (report,) = run(home, source(stream(pages)), clock=clock)
    assert (report.outcome, len(clock.slept)) == ("partial", TRIES - 1)
    assert report.detail == "Fake is busy. What came is kept, and the next sync goes on from there."


def test_patience_begins_anew_when_the_cursor_has_moved(home: Home) -> None:
    done = 0

    def pages(_client, _since):
        nonlocal done
        for number in range(done, 3 * TRIES):
            yield Page(messages(number), cursor=at(number))
            done = number + 1
            raise TryLater("One page at a time.")

    (report,) = run(home, source(stream(pages)))
    assert (report.outcome, report.changes.new) == ("complete", 3 * TRIES)


def test_a_source_that_asks_for_hours_is_left_for_the_next_sync(home: Home) -> None:
    clock, others = Clock(), []

    def quota(_client, _since):
        raise TryLater("The quota of today is used up.", timedelta(hours=9))

    (report,) = run(
        home, source(stream(quota), stream(lambda _client, since: others.append(since) or [], name="more")), clock=clock
    )
    assert (report.outcome, clock.slept, others) == ("failed", [], [])


def test_a_row_that_cannot_be_read_lies_in_quarantine_until_it_can(home: Home) -> None:
    def row(payload):
        if "text" not in payload:
            raise UnexpectedPayload("the comment has no text")
        return message(payload["id"])

    broken, whole = {"id": 2}, {"id": 2, "text": "there"}
    (report,) = run(home, source(stream(always(Page.read([{"id": 1, "text": "there"}, broken], row)))))
    assert (report.outcome, report.changes.new, report.refused) == ("complete", 1, 1)
    assert published(home, "select source, place, reason, payload from quarantine") == [
        ("fake", "comments 2", "the comment has no text", '{"id": 2}')
    ]
    run(home, source(stream(always(Page.read([broken], row)))))
    assert published(home, "select count(*) from quarantine") == [(1,)]
    run(home, source(stream(always(Page.read([whole], row)))))
    assert published(home, "select count(*) from quarantine") == [(0,)]


def test_rows_that_the_warehouse_refuses_are_set_aside_and_the_rest_of_the_page_stays(home: Home) -> None:
    rows = [
        *messages(1, 2),
        message(3, kind="shout"),
        message(4),
        message(5, published_at=None),
        message(6, likes=3),
        message(7, reactions="many"),
        message(8, text="half a \ud83d pair"),
        *messages(9, 10, 11),
    ]
    (report,) = run(home, source(stream(always(Page(rows, cursor=at(11))))))
    assert (report.outcome, report.changes.new, report.refused) == ("complete", 6, 5)
    reasons = dict(published(home, "select place, reason from quarantine"))
    assert reasons["comments 5"] == "published_at is missing"
    assert reasons["comments 6"] == "messages has no column likes"
    assert set(reasons) == {f"comments {number}" for number in (3, 5, 6, 7, 8)}


def test_a_page_token_that_comes_again_is_noticed(home: Home) -> None:
    def circle(_client, _since):
        number = 0
        while True:
            number += 1
            yield Page(messages(number), token=f"t{number % 5}")

    (report,) = run(home, source(stream(circle)))
    assert (report.outcome, report.changes.new) == ("partial", 5)
    assert "again and again" in (report.detail or "")


def test_a_page_that_comes_again_without_a_token_is_noticed(home: Home) -> None:
    def stuck(_client, _since):
        while True:
            yield Page(messages(1))

    (report,) = run(home, source(stream(stuck)))
    assert (report.outcome, report.changes.new) == ("partial", 1)


def test_empty_pages_without_end_are_noticed(home: Home) -> None:
    given = []

    def empty(_client, _since):
        while True:
            given.append(1)
            yield Page([])

    (report,) = run(home, source(stream(empty)))
    assert (report.outcome, len(given)) == ("failed", EMPTY_PAGES)


def test_a_few_empty_pages_are_no_loop(home: Home) -> None:
    (report,) = run(home, source(stream(always(Page([]), Page([]), Page(messages(1)), Page([])))))
    assert report.outcome == "complete"


def test_the_watermark_moves_to_the_start_of_a_complete_run_only(home: Home) -> None:
    clock = Clock()

    def refuses(_client, _since):
        raise Refused("No.")

    whole = stream(always(Page(messages(1))))
    run(home, source(whole, stream(refuses, name="reviews")), clock=clock)
    assert published(home, "select source, complete_until from channels") == [("fake", None)]

    def takes_its_time(_client, _since):
        clock.sleep(60)
        return iter(())

    run(home, source(whole, stream(takes_its_time, name="reviews")), clock=clock)
    assert published(home, "select complete_until from channels") == [(NOON,)]


def test_a_channel_that_a_source_no_longer_names_keeps_its_watermark(home: Home) -> None:
    clock = Clock()

    def channels(*names):
        rows = [{"platform": "fake", "native_id": name, "handle": name} for name in names]
        return stream(always(Page(rows)), name="channels", table="channels")

    run(home, source(channels("one", "two")), clock=clock)
    clock.sleep(60)
    (report,) = run(home, source(channels("one")), clock=clock)
    assert report.changes.same == 1
    watermarks = published(home, "select native_id, complete_until from channels order by 1")
    assert watermarks == [("one", at(1)), ("two", NOON)]


def test_followers_find_their_channel_by_its_native_id(home: Home) -> None:
    count = {"platform": "fake", "channel_id": "our-page", "day": NOON.date(), "followers": 7}
    followers = stream(always(Page([count, {**count, "channel_id": None}])), name="followers", table="audience_counts")
    (report,) = run(home, source(followers))
    assert (report.changes.new, report.refused) == (1, 1)
    assert published(home, "select native_id, followers from audience_counts join channels using (channel_key)") == [
        ("our-page", 7)
    ]


def test_a_run_that_died_is_shown_and_the_next_one_says_so_once(home: Home) -> None:
    def pulled(_client, _since):
        yield Page(messages(1), cursor=at(1))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(home, source(stream(pulled)))
    fake, events = source(stream(always(Page(messages(2))))), Events()
    (after,) = run(home, fake, progress=events)
    (later,) = run(home, fake)
    assert (after.after_interruption, later.after_interruption) == (True, False)
    assert events[0] == {"event": "started", "source": "fake", "rows": None, "interrupted": True}
    assert published(home, "select rows_new, finished_at is null from sync_runs order by rowid") == [
        (1, True),
        (1, False),
        (0, False),
    ]


def test_a_secret_reaches_no_report_no_table_and_no_event(home: Home) -> None:
    def leaks(client, _since):
        secret = client.token.get_secret_value()
        refused = RefusedRow(f"at {secret}", f"no {secret}", f'{{"next": "https://fake/?access_token={secret}"}}')
        yield Page(messages(1), [refused])
        raise TryLater(f"Fake said 429 at https://fake/?token={secret}")

    events = Events()
    reports = run(home, source(stream(leaks)), progress=events)
    assert reports[0].detail and "•••" in reports[0].detail
    assert "hush-hush-token" not in repr(reports) + repr(events)
    for file in home.folder.iterdir():
        assert b"hush-hush-token" not in file.read_bytes()


def test_a_cursor_that_holds_a_secret_is_refused(home: Home) -> None:
    page = Page(messages(1), cursor="https://fake/?access_token=hush-hush-token")
    (report,) = run(home, source(stream(always(page), cursor="token")))
    assert "holds a secret" in (report.detail or "")
    assert published(home, "select count(*) from sync_state") == [(0,)]


def test_nothing_is_published_when_a_check_does_not_hold(home: Home) -> None:
    with open_writer(home) as writer, writer.transaction():
        writer.upsert("channels", [{"platform": "fake", "native_id": "our-page"}])
        writer.execute("insert into channels (platform, native_id) select platform, native_id from channels")
    with pytest.raises(checks.CheckFailed, match=r"Channels stand in .* twice .*fake:our-page.*folder aside"):
        run(home, source(stream(always(Page(messages(1))))))
    with pytest.raises(NothingPublished):
        identity(home)


BREAKS = {
    "messages_once": "insert into messages from messages",
    "message_keys": "update messages set message_key = 1",
    "authors_once": "insert into authors from authors",
    "authors_known": "delete from authors",
    "channels_once": "update channels set channel_key = 1; insert into channels (channel_key, platform, native_id) "
    "values (1, 'fake', 'other')",
}


def test_every_check_has_a_case_that_it_catches() -> None:
    assert {file.stem for file in checks.FOLDER.glob("*.sql")} == set(BREAKS)


@pytest.mark.parametrize("name", BREAKS)
def test_a_check_bites(home: Home, name: str) -> None:
    run(home, source(stream(always(Page([*messages(1, 2), message(3, parent_id="1", author_id=None)])))))

    def offenders(writer: Writer) -> int:
        return len(writer.execute((checks.FOLDER / f"{name}.sql").read_text(encoding="utf-8")))

    with open_writer(home) as writer:
        assert offenders(writer) == 0
        writer.run_script(BREAKS[name])
        assert offenders(writer) > 0
        with pytest.raises(checks.CheckFailed):
            checks.hold(writer)


def test_streams_may_depend_on_the_client(home: Home) -> None:
    fake = source()
    per_account = type(fake)(
        "fake",
        "Fake",
        fake.settings,
        lambda _settings, _meter: ["a", "b"],
        lambda accounts: [
            Stream(f"posts of {name}", "messages", always(Page(messages(1, channel_id=name)))) for name in accounts
        ],
    )
    (report,) = run(home, per_account)
    assert (report.outcome, report.changes.new, report.changes.changed) == ("complete", 1, 1)
