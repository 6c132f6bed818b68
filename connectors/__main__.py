"""The command line of the connectors: `python -m connectors --help`.

Exit codes: 0 done; 1 failed, with one sentence on stderr; 2 called wrongly, or a file needs a profile; 130 interrupted.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from connectors import SOURCES

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        if arguments.command == "list":
            return _list(arguments.format)
        return int(import_module("connectors.commands").run(arguments))
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        print("Interrupted: nothing is lost, and the next run goes on from here.", file=sys.stderr)
        return 130


def _list(form: str) -> int:
    if form == "json":
        rows = [{"name": source.name, "title": source.title} for source in SOURCES.values()]
        print(json.dumps(rows, ensure_ascii=False))
    else:
        width = max(map(len, SOURCES))
        for source in SOURCES.values():
            print(f"{source.name:{width}}  {source.title}")
    return 0


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--warehouse", metavar="PATH", type=Path, default=Path("data"), help="folder of the warehouse (default: data)"
    )
    common.add_argument(
        "--format",
        choices=("table", "json"),
        default="table",
        help="json: one object a line, as connectors/progress.py says",
    )
    parser = argparse.ArgumentParser(prog="python -m connectors", description="Bring conversations into the warehouse.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    commands.add_parser("list", parents=[common], help="the sources there are")

    check = commands.add_parser("check", parents=[common], help="see whether sources let us in; reads no messages")
    check.add_argument("names", nargs="*", metavar="NAME", help="a source (default: all that are configured)")

    authorise = commands.add_parser("authorise", parents=[common], help="sign in to a source that a person signs in to")
    authorise.add_argument("name", metavar="NAME", help="a source")
    authorise.add_argument("--write-back", action="store_true", help="so that the workbook may also be written to")

    sync = commands.add_parser("sync", parents=[common], help="read sources on from where the last sync ended")
    sync.add_argument("names", nargs="*", metavar="NAME", help="a source (default: all that are configured)")
    sync.add_argument("--every", metavar="15m", type=_duration, help="again and again: 30s, 15m, 6h, 1d")

    load = commands.add_parser("import", parents=[common], help="import exports: CSV, TSV, JSON lines, Parquet, XLSX")
    load.add_argument("files", nargs="+", metavar="FILE", type=Path)
    load.add_argument("--profile", metavar="P", help="a profile file, or the name of a saved profile")
    load.add_argument("--platform", metavar="X", help="the platform, where neither file nor profile says it")
    load.add_argument("--save-profile", metavar="NAME", help="keep the mapping under this name")
    load.add_argument("--dry-run", action="store_true", help="show how the columns would be read, and import nothing")

    workbook = commands.add_parser("workbook", help="the workbook in which an organisation says what it knows")
    deeds = workbook.add_subparsers(dest="deed", required=True, metavar="new")
    new = deeds.add_parser("new", parents=[common], help="write a fresh one to fill in; never over one that is there")
    new.add_argument("file", metavar="FILE", type=Path)
    new.add_argument("--departments", nargs="+", metavar="NAME", default=[], help="departments, parted by commas")

    back = commands.add_parser("write-back", parents=[common], help="write hand-offs of the dashboard to the workbook")
    back.add_argument("workbook", metavar="NAME|FILE", help="google_sheets, or the path of an .xlsx")
    back.add_argument("--dry-run", action="store_true", help="show each cell that would be written, and write nothing")

    _add_hand_offs(commands, common)

    erase = commands.add_parser("erase", parents=[common], help="erase a person; no figure changes")
    erase.add_argument("author", metavar="AUTHOR", help="platform:native_id or platform:@handle")
    return parser


def _add_hand_offs(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: Any) -> None:
    """The commands about hand-offs: see connectors/asking.py."""
    act = argparse.ArgumentParser(add_help=False, parents=[common])
    act.add_argument("--by", metavar="WHO", help="who does this")
    act.add_argument("--act-id", metavar="ID", help="the same act sent twice under one id is one")
    act.add_argument("--wait", metavar="SECONDS", type=float, default=10.0, help="for a running sync (default: 10)")
    one = argparse.ArgumentParser(add_help=False, parents=[act])
    one.add_argument("handoff", metavar="HANDOFF", help="as `handoffs` shows it, or a link with --department")
    one.add_argument("--department", metavar="D", help="where HANDOFF is a link: of whom was it asked")
    one.add_argument("--when", metavar="TIME", help="2026-03-01 14:30 or 14:30, in your time zone (default: now)")
    is_new: dict[str, Any] = {"action": "store_true", "help": "the department is new, though its name is like another"}

    ask = commands.add_parser("ask", parents=[act], help="ask a department about a conversation")
    ask.add_argument("link", metavar="LINK", help="the address of a message, or platform:id")
    ask.add_argument("--department", metavar="D", required=True, help="of whom it is asked")
    ask.add_argument("--question", metavar="TEXT", help="what is asked")
    ask.add_argument("--kind", choices=("input", "approval"), default="input", help="for what (default: input)")
    ask.add_argument("--asked-at", metavar="TIME", help="2026-03-01 14:30 or 14:30, in your time zone (default: now)")
    ask.add_argument("--again", action="store_true", help="note a reminder where it was asked already")
    ask.add_argument("--new-department", **is_new)
    ask.add_argument("--message-key", metavar="KEY", help="the message that is meant, by its key in the warehouse")

    answer = commands.add_parser(
        "answer", parents=[one], help="note that a hand-off was answered, or how else it ended"
    )
    end = answer.add_mutually_exclusive_group()
    end.add_argument("--declined", choices=("no time", "not important", "does not know"), help="why there is no answer")
    end.add_argument("--passed-to", metavar="D", help="the department that it was passed on to")
    end.add_argument("--closed", action="store_true", help="it is not needed any more")
    answer.add_argument("--note", metavar="TEXT", help="what there is to say")
    answer.add_argument("--new-department", **is_new)

    commands.add_parser("remind", parents=[one], help="note that a department was reminded")
    dispute = commands.add_parser("dispute", parents=[one], help="note that a department sees it otherwise")
    dispute.add_argument("--note", metavar="TEXT", required=True, help="how it sees it")
    undo = commands.add_parser("undo", parents=[act], help="take an act back")
    undo.add_argument("act", metavar="ACT", help="the id of the act, or how it begins")

    listing = commands.add_parser("handoffs", parents=[common], help="the hand-offs there are, and how to name them")
    listing.add_argument("--open", action="store_true", help="only those that wait for an answer")
    listing.add_argument("--department", metavar="D", help="only those asked of one department")


def _duration(text: str) -> timedelta:
    match = re.fullmatch(r"(\d+)([smhd])", text)
    if match is None or int(match[1]) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no duration: write 30s, 15m, 6h or 1d")
    return timedelta(seconds=int(match[1]) * _UNITS[match[2]])


if __name__ == "__main__":
    sys.exit(main())
