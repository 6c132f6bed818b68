"""What tests of connectors share: Google on loopback, and a channel of ours on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tube import Tube

from queries import marts
from tests.google_stand_in import StandIn
from warehouse import Home, open_writer


@pytest.fixture
def google() -> Iterator[StandIn]:
    with StandIn() as google:
        yield google


@pytest.fixture
def tube(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tube]:
    with StandIn() as google, open_writer(Home(tmp_path), marts.TEXT_VERDICTS) as writer:
        tube = Tube(google, writer, monkeypatch)
        google.channels.append(tube.channel)
        yield tube
