"""A headless Chromium for the pages that the project makes.

It is driven by Selenium through the driver that the distribution packages with it, so both always fit and
nothing is downloaded. Playwright brings browsers of its own and promises nothing for another one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

import boards
import hostile

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    driver = shutil.which("chromedriver")
    if program is None or driver is None:
        absent = "no Chromium" if program is None else "no chromedriver"
        if os.environ.get("FARRAGO_BROWSER") == "required":
            pytest.fail(f"{absent} found, and FARRAGO_BROWSER=required")
        pytest.skip(f"{absent} found: install chromium and chromium-driver to run the browser tests")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options, Service(driver))
    yield chrome
    chrome.quit()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("board")
    return boards.write(boards.showcase(place / "submissions"), place / "site")


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of systems that try to run a script, to link to one, and to break the layout."""
    place = tmp_path_factory.mktemp("hostile")
    submissions = hostile.write(place / "submissions")
    return boards.write(boards.board(submissions, hostile.DOCUMENTS), place / "site")
