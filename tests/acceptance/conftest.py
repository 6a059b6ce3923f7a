"""The flag that writes the expected reports anew: ``pytest tests/acceptance --update-expected``."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected",
        action="store_true",
        help="write the expected reports anew, to be read and judged",
    )


@pytest.fixture
def updates_expected(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-expected", default=False))
