"""The command line of the figures: `python -m queries list | measure METRIC …`."""

import argparse
import csv
import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from queries.channels import find_channels, find_platforms
from queries.departments import find_departments
from queries.engine import SLICES, measure, watermark
from queries.findings import FINDINGS, WITHIN, find, in_words
from queries.metric import metrics
from queries.names import UnknownName
from queries.report import as_data, as_rows, as_text
from queries.scope import Compare, Hours, Period, Scope, last_days
from queries.settings import settings
from queries.topics import find_labels
from warehouse import DEFAULT_HOME, Home, Snapshot, WarehouseError, current

#: A day, and the hour of it where one is given.
_Moment = tuple[date, int | None]

#: Options that narrow or compare what is asked.
_SCOPED = ("since", "until", "channel", "platform", "department", "topic", "audience", "clock", "compare")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 failed with one sentence, 2 asked wrongly."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "list":
            _list(options.format)
        elif options.metric in FINDINGS:
            _find(options)
        else:
            _measure(options)
    except (WarehouseError, UnknownName, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m queries", description="Ask for figures.")
    commands = parser.add_subparsers(dest="command", required=True)
    listing = commands.add_parser("list", help="the metrics there are, with their definitions")
    listing.add_argument("--format", choices=("table", "json"), default="table")
    asking = commands.add_parser("measure", help="one metric in a period")
    asking.add_argument("metric", help="for instance conversations.reply_rate; `list` shows all")
    asking.add_argument(
        "--since", type=_moment, help="first day, YYYY-MM-DD, or hour of it, YYYY-MM-DDTHH (default: 90 days back)"
    )
    asking.add_argument(
        "--until", type=_moment, help="last day, inclusive, or the hour at which it ends (default: the end of the data)"
    )
    asking.add_argument("--by", choices=SLICES, help="cut into slices")
    asking.add_argument("--channel", action="append", default=[], help="platform:id, handle or title; may be repeated")
    asking.add_argument("--platform", action="append", default=[], help="may be repeated")
    asking.add_argument("--department", action="append", default=[], help="of whom it was asked; may be repeated")
    asking.add_argument("--topic", action="append", default=[], help="main topic; may be repeated")
    asking.add_argument("--audience", action="append", default=[], help="may be repeated")
    asking.add_argument(
        "--clock",
        choices=("wall", "business"),
        help="default: wall for the public; opening hours for departments, where all have any",
    )
    asking.add_argument("--within", type=_seconds, help="for replay.if_answered_within: 30m, 4h (default), 2d")
    asking.add_argument("--compare", choices=get_args(Compare), help="default: previous")
    asking.add_argument("--zone", type=_zone, help="IANA time zone in which days begin (default: UTC)")
    asking.add_argument("--format", choices=("table", "json", "csv"), default="table")
    asking.add_argument("--warehouse", type=Path, default=DEFAULT_HOME, help="folder of the warehouse (default: data/)")
    return parser


def _moment(text: str) -> _Moment:
    found = re.fullmatch(r"([^T]+)(?:T([01]\d|2[0-3])(?::00)?)?", text)
    try:
        day = date.fromisoformat(found[1] if found else text)
    except ValueError:
        said = f"{text!r} is not a day; write it as 2026-11-30, or with an hour as 2026-11-30T14"
        raise argparse.ArgumentTypeError(said) from None
    if not 1970 <= day.year < 2200:
        raise argparse.ArgumentTypeError(f"{text!r} is too far away; days from 1970 to 2199 can be asked for")
    return day, int(found[2]) if found and found[2] else None


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise argparse.ArgumentTypeError(f"{text!r} is not a time zone; write it as Europe/London") from None
    return text


def _seconds(text: str) -> float:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([mhd])", text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no duration; write it as 30m, 4h or 2d")
    return float(found[1]) * {"m": 60, "h": 3600, "d": 86400}[found[2]]


def _list(form: str) -> None:
    if form == "json":
        heads = ("name", "title", "label", "unit", "better", "basis", "definition", "why")
        told = [{head: getattr(metric, head) for head in heads} for metric in metrics().values()]
        told += [{head: getattr(one, head) for head in ("name", "label", "definition")} for one in FINDINGS.values()]
        print(json.dumps(told, indent=2))
        return
    for metric in metrics().values():
        print(f"{metric.name:<30} {metric.title}: {metric.label} ({metric.unit})")
    for one in FINDINGS.values():
        print(f"{one.name:<30} {one.label} (finding)")


def _measure(options: argparse.Namespace) -> None:
    if options.within:
        raise ValueError("--within is for replay.if_answered_within alone. Leave it out.")
    snapshot = current(Home(options.warehouse))
    scope = _scope(snapshot, options)
    found = measure(snapshot, options.metric, scope, options.by)
    minimum = settings(snapshot).minimum_n
    if options.format == "json":
        print(json.dumps(as_data(found, minimum), indent=2, ensure_ascii=False))
    elif options.format == "csv":
        rows = as_rows(found, minimum)
        writer = csv.DictWriter(sys.stdout, rows[0])
        writer.writeheader()
        writer.writerows({key: _safe(value) for key, value in row.items()} for row in rows)
    else:
        print(as_text(found, minimum))


def _find(options: argparse.Namespace) -> None:
    takes = FINDINGS[options.metric].takes
    idle = [f"--{name}" for name in (*_SCOPED, "by", "within") if getattr(options, name) and name not in takes]
    if idle or options.format == "csv":
        said = ", ".join(idle) or "--format csv"
        raise ValueError(f"{options.metric} is a finding: {said} is not for it. Leave it out.")
    snapshot = current(Home(options.warehouse))
    found = find(snapshot, options.metric, _scope(snapshot, options), options.within or WITHIN)
    print(json.dumps(found, indent=2, ensure_ascii=False) if options.format == "json" else in_words(found))


def _scope(snapshot: Snapshot, options: argparse.Namespace) -> Scope:
    zone = options.zone or settings(snapshot).zone
    channels = find_channels(snapshot, options.channel)
    metric = metrics().get(options.metric)
    seen_until = watermark(snapshot, Scope(Period(date.min, date.min), channels=channels), metric)
    if seen_until is None and not (options.since and options.until):
        raise ValueError("There is nothing to measure yet: import a file first, or give --since and --until.")
    return Scope(
        _period(options.since, options.until, last_days(seen_until, 90, zone) if seen_until else None),
        channels=channels,
        platforms=find_platforms(snapshot, options.platform),
        clock=options.clock,
        zone=zone,
        compare=options.compare or "previous",
        departments=find_departments(snapshot, options.department),
        topics=find_labels(snapshot, "topic", options.topic),
        audiences=find_labels(snapshot, "audience", options.audience),
    )


def _period(since: _Moment | None, until: _Moment | None, usual: Period | None) -> Period:
    """What is asked for; an end that is not is that of the usual period, which is there unless both are."""
    if until is None:
        assert usual is not None  # noqa: S101 (asked by the caller)
        until = max(usual.until, since[0] if since else usual.until), None
    if since is None:
        assert usual is not None  # noqa: S101 (asked by the caller)
        since = min(usual.since, until[0]), None
    (first, opens), (last, closes) = since, until
    if opens is None and closes is None:
        return Period(first, last)
    if closes == 0:
        last, closes = last - timedelta(1), 24
    return Hours(first, last, opens or 0, 24 if closes is None else closes)


def _safe(value: object) -> object:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


if __name__ == "__main__":
    sys.exit(main())
