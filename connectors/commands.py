"""What the commands of `python -m connectors` do; the parser is in connectors/__main__.py."""

import argparse
import difflib
import logging
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from connectors import SOURCES, asking, files, profile, sync, workbook
from connectors.authorise import authorise
from connectors.contract import Connector, Meter, NotConfigured, SourceError, Target, Workbook
from connectors.erase import forget
from connectors.errors import CalledWronglyError
from connectors.guess import Guess, guess
from connectors.profile import Profile
from connectors.progress import Progress, shown, utc_now
from connectors.reading import RunReport
from connectors.settings import Secrets, is_mentioned, read_settings
from warehouse import Home, NothingPublished, WarehouseError, current
from warehouse.ingest import look

_OK, _FAILED, _USAGE = 0, 1, 2


def run(arguments: argparse.Namespace) -> int:
    """Carry out a parsed command; returns its exit code, and has told on stderr why it is not 0."""
    secrets = Secrets()
    with _quiet_logs(secrets), shown(arguments.format, hide=secrets) as progress:
        command = partial(_COMMANDS[arguments.command], arguments, Home(arguments.warehouse), progress, secrets)
        tell = partial(_tell, arguments.format, progress, secrets)
        if getattr(arguments, "every", None) is None:
            return _guarded(command, tell)
        for _ in sync.repeatedly(arguments.every, lambda: _guarded(command, tell), sleep=time.sleep):
            pass
        return _OK


def _guarded(command: Callable[[], int], tell: Callable[[str], None]) -> int:
    """The command's exit code; what it raises is told in one sentence."""
    try:
        return command()
    except CalledWronglyError as error:
        tell(str(error))
        return _USAGE
    except (SourceError, WarehouseError) as error:
        tell(str(error))
    except BrokenPipeError:
        raise  # nobody reads on: no fault of ours
    except Exception as error:
        first_line = (str(error).strip().splitlines() or [""])[0]
        tell(f"Rapport stopped on a fault of its own ({type(error).__name__}: {first_line}): please report it.")
    return _FAILED


def _tell(form: str, progress: Progress, secrets: Secrets, sentence: str) -> None:
    if form == "json":
        progress("error", detail=sentence)
    print(secrets(sentence), file=sys.stderr, flush=True)


@contextmanager
def _quiet_logs(secrets: Secrets) -> Iterator[None]:
    """What libraries log goes to stderr from warnings up, and without secrets."""

    class Hiding(logging.Formatter):
        def format(self, record: logging.LogRecord) -> str:
            return secrets(super().format(record))

    handler = logging.StreamHandler()
    handler.setFormatter(Hiding("%(name)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)


def _sync(arguments: argparse.Namespace, home: Home, progress: Progress, secrets: Secrets) -> int:
    _refuse_unknown(arguments.names)
    connectors = _connectors(arguments.names)
    exports = [name for name in dict.fromkeys(arguments.names) if SOURCES[name].writes_files]
    if not connectors and not exports and home.writer_file.exists() and not _is_published(home):
        sync.run(home, [], progress=progress)
        return _OK
    if not connectors and not exports:
        raise NotConfigured(
            "No source is configured yet: import a file with `python -m connectors import FILE`, "
            "or look around with `python -m connectors sync sample`."
        )
    reports = sync.run(home, connectors, progress=progress, secrets=secrets) if connectors else []
    for name in exports:
        written = SOURCES[name].module().write_exports(home.folder / name)
        planned = [(path, _profile_beside(path)) for path in written]
        reports += sync.import_files(home, planned, source=name, progress=progress)
    return _judged(reports)


def _is_published(home: Home) -> bool:
    """Whether there is a snapshot that this Rapport can show."""
    try:
        current(home)
    except NothingPublished:
        return False
    return True


def _connectors(names: Sequence[str]) -> list[Connector]:
    """The connectors named, or else all that somebody has begun to configure."""
    chosen = [SOURCES[name] for name in dict.fromkeys(names)] if names else list(SOURCES.values())
    connectors = [source.module().CONNECTOR for source in chosen if not source.writes_files]
    return [connector for connector in connectors if names or is_mentioned(connector)]


def _refuse_unknown(names: Sequence[str]) -> None:
    for name in names:
        if name not in SOURCES:
            close = difflib.get_close_matches(name, SOURCES, 1)
            hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(SOURCES)}."
            raise CalledWronglyError(f"There is no source {name}: {hint}")


def _profile_beside(path: Path) -> Profile | None:
    found = files.find_profile(path, path.parent)
    if found is None and _is_workbook(path):
        return None
    if found is None:
        raise CalledWronglyError(f"{path.name} has no profile beside it.")
    return found


def _judged(reports: Sequence[RunReport]) -> int:
    """The exit code of some runs; an import that refused some rows has done what it was asked for."""
    wrong = [
        report
        for report in reports
        if report.outcome == "failed" or (report.outcome == "partial" and not (report.file or report.rows_left_out))
    ]
    for report in wrong:
        print(f"{report.source}: {report.detail}", file=sys.stderr, flush=True)
    return _FAILED if wrong else _OK


def _check(arguments: argparse.Namespace, home: Home, progress: Progress, secrets: Secrets) -> int:
    _refuse_unknown(arguments.names)
    connectors = _connectors(arguments.names)
    if not connectors:
        progress("note", "check", detail="No source is configured, so there is nothing to check.")
    is_well = [_let_in(connector, home, progress, secrets) for connector in connectors]
    return _OK if all(is_well) else _FAILED


def _authorise(arguments: argparse.Namespace, _: Home, progress: Progress, secrets: Secrets) -> int:
    _refuse_unknown([arguments.name])
    found = _connectors([arguments.name])
    if not found:
        raise CalledWronglyError(f"{arguments.name} has nobody to sign in: run `python -m connectors sync`.")
    authorise(found[0], progress, secrets, to_write=arguments.write_back)
    return _OK


def _let_in(connector: Connector, home: Home, progress: Progress, secrets: Secrets) -> bool:
    """Whether a source lets us in; tells what it said, and what is to put right in a workbook."""
    try:
        settings = read_settings(connector)
        secrets.add(settings)
        client = connector.connect(settings, Meter())
        if connector.workbook is not None and (given := connector.workbook(client, None)) is not None:
            known = workbook.known_to(home, utc_now()).of(given)
            workbook.tell(progress, given, workbook.read(given.tabs, known))
    except SourceError as error:
        progress("checked", connector.name, ok=False, detail=str(error))
        print(secrets(f"{connector.name}: {error}"), file=sys.stderr, flush=True)
        return False
    progress("checked", connector.name, ok=True, detail=None)
    return True


def _import(arguments: argparse.Namespace, home: Home, progress: Progress, _: Secrets) -> int:
    kept = home.folder / "profiles"
    planned: list[tuple[Path, Profile | None]] = []
    questions: list[str] = []
    for path in arguments.files:
        if path.is_file() and not arguments.profile and _is_workbook(path):
            planned.append((path, None))
            continue
        found = _planned(path, arguments, kept)
        planned.append((path, found.profile))
        asked = [f"{path.name}: {question.sentence}" for question in found.questions]
        asked += [f"{path.name}: {problem}" for problem in found.profile.problems()] if not asked else []
        questions += asked
        if arguments.dry_run or found.confidence or asked:
            progress(
                "mapping",
                path.name,
                columns=dict(found.profile.columns),
                profile=profile.write(found.profile),
                questions=[question.sentence for question in found.questions],
            )
    if questions:
        raise CalledWronglyError("\n".join([*questions, _HOW_TO_ANSWER]))
    _refuse_second_workbook(planned)
    if arguments.save_profile and planned[0][1] is not None:
        place = profile.keep(planned[0][1], kept, arguments.save_profile)
        progress("note", arguments.files[0].name, detail=f"The mapping is kept in {place}.")
    if not arguments.dry_run:
        return _judged(sync.import_files(home, planned, progress=progress))
    for path, found_profile in planned:
        if found_profile is None:
            given = Workbook(path.name, workbook.tabs(path))
            workbook.tell(progress, given, workbook.read(given.tabs, workbook.known_to(home, utc_now())))
    return _OK


def _is_workbook(path: Path) -> bool:
    """Whether a file is the organisation's workbook, unless a profile beside it says what it is."""
    is_sheet = path.suffix.lower() in (".xlsx", ".xlsm", ".ods")
    return is_sheet and not path.with_suffix(".toml").is_file() and workbook.is_workbook_file(path)


def _refuse_second_workbook(planned: Sequence[tuple[Path, Profile | None]]) -> None:
    books = [path.name for path, found in planned if found is None]
    if len(books) > 1:
        raise CalledWronglyError(
            f"{' and '.join(books)} are both workbooks, and an organisation has one: put their rows into one file."
        )


_HOW_TO_ANSWER = (
    "Write the answers into a profile and give it with --profile FILE.toml, or put it beside the export under its "
    "name; --dry-run shows what was guessed, to start from. --platform X answers which platform it is."
)


def _planned(path: Path, arguments: argparse.Namespace, kept: Path) -> Guess:
    """How to read a file: by the profile given, else by one found, else by a guess with what remains to be asked."""
    if not path.is_file():
        raise CalledWronglyError(f"There is no file {path}.")
    found = _named_profile(arguments.profile, kept) if arguments.profile else files.find_profile(path, kept)
    guessed = guess(look(path)) if found is None else Guess(found, (), {})
    if not arguments.platform:
        return guessed
    return replace(
        guessed,
        profile=replace(guessed.profile, platform=arguments.platform.lower()),
        questions=tuple(question for question in guessed.questions if question.about != "platform"),
    )


def _named_profile(name: str, kept: Path) -> Profile:
    place = Path(name) if Path(name).is_file() else kept / f"{name}.toml"
    if not place.is_file():
        raise CalledWronglyError(f"There is no profile {name}: it is neither a file nor kept in {kept}.")
    return profile.read(place)


def _erase(arguments: argparse.Namespace, home: Home, progress: Progress, _: Secrets) -> int:
    if not home.writer_file.exists():
        raise CalledWronglyError(f"There is no warehouse in {home.folder}: name it with --warehouse.")
    erased = forget(home, arguments.author, progress=progress)
    progress("erased", rows=erased.messages, quarantined=erased.quarantined)
    return _OK


def _write_back(arguments: argparse.Namespace, home: Home, progress: Progress, secrets: Secrets) -> int:
    if not home.writer_file.exists():
        raise CalledWronglyError(f"There is no warehouse in {home.folder}: name it with --warehouse.")
    target = _target(arguments.workbook, secrets)
    report = sync.write_back(home, target, dry_run=arguments.dry_run, progress=progress, secrets=secrets)
    return _judged([report])


def _target(named: str, secrets: Secrets) -> Callable[[Meter], Target]:
    """The workbook that is meant: a source by its name, or a file by its path."""
    if named not in SOURCES:
        if "." not in named and not Path(named).exists():
            _refuse_unknown([named])
        return lambda _: workbook.File(Path(named))
    connector = SOURCES[named].module().CONNECTOR if not SOURCES[named].writes_files else None
    if connector is None or connector.target is None:
        raise CalledWronglyError(f"{SOURCES[named].title} is no workbook to write to: name google_sheets or a file.")
    settings = read_settings(connector)
    secrets.add(settings)
    return partial(connector.target, settings)


def _workbook(arguments: argparse.Namespace, home: Home, progress: Progress, _: Secrets) -> int:
    if arguments.file.suffix.lower() != ".xlsx":
        raise CalledWronglyError(f"{arguments.file} would be no spreadsheet: give it a name that ends in .xlsx.")
    named = [name.strip() for name in " ".join(arguments.departments).split(",") if name.strip()]
    try:
        workbook.new(arguments.file, home, named)
    except workbook.AlreadyThere as error:
        raise CalledWronglyError(str(error)) from None
    hint = f"fill it in, then run `python -m connectors import {arguments.file}`."
    progress("note", arguments.file.name, detail=f"A fresh workbook is in {arguments.file}: {hint}")
    return _OK


def _hand_off(arguments: argparse.Namespace, home: Home, progress: Progress, _: Secrets) -> int:
    command = asking.show if arguments.command == "handoffs" else getattr(asking, arguments.command)
    command(arguments, home, progress)
    return _OK


_COMMANDS: dict[str, Callable[[argparse.Namespace, Home, Progress, Secrets], Any]] = {
    "authorise": _authorise,
    "check": _check,
    "sync": _sync,
    "import": _import,
    "workbook": _workbook,
    "write-back": _write_back,
    "erase": _erase,
    **dict.fromkeys(("ask", "answer", "remind", "dispute", "undo", "handoffs"), _hand_off),
}
