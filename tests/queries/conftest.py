"""What tests of figures share: somebody who tells a timeline, for all tests of a file."""

from collections.abc import Iterator

import pytest

from tests import facts
from tests.conversations import Teller


@pytest.fixture(scope="module")
def teller(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    with facts.warehouse(tmp_path_factory.mktemp("told")) as writer:
        yield Teller(writer)
