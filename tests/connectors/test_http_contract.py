"""Every source that speaks HTTP, through every law of http_contract.py."""

from collections.abc import Callable
from pathlib import Path

import pytest
from http_cases import CASES
from http_contract import CHECKS
from http_trial import Opens


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_law(case: Opens, check: Callable[[Opens, Path], None], tmp_path: Path) -> None:
    check(case, tmp_path)
