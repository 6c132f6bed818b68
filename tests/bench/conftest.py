"""A small corpus in a warehouse of its own, and what the start page asks of it."""

from datetime import datetime
from pathlib import Path

import pytest

from bench import corpus, page, tasks
from connectors.files import import_file
from queries import marts
from warehouse import Home, open_writer, publish


@pytest.fixture(scope="session")
def home(tmp_path_factory) -> Home:
    folder: Path = tmp_path_factory.mktemp("bench")
    corpus.write(folder / "corpus.csv", 2000)
    profile = tasks.profile(folder / "profile.toml")
    found = Home(folder / "warehouse")
    with open_writer(found, marts.TEXT_VERDICTS) as writer:
        import_file(writer, folder / "corpus.csv", profile, now=datetime(2026, 7, 1), progress=lambda _: None)
        marts.refresh(writer)
        publish(writer)
    return found


@pytest.fixture(scope="session")
def calls(home) -> list[page.Call]:
    return page.record(home, page.SCOPES[0])
