"""A headless Chromium for the pages that the project makes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

import boards
from farrago.board import build

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
    build.write(boards.showcase(place / "submissions"), place / "site")
    return place / "site"


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of systems that try to run a script, to link to one, and to break the layout."""
    place = tmp_path_factory.mktemp("hostile")
    documents = boards.gold(6)
    predictions = boards.predict(documents, 0.8)
    names = [
        "<script>window.hacked=1</script>",
        "<img src=x onerror='window.hacked=2'>",
        "W" * 80,
        "\u202e" * 40,
        "a|b`c`*d*",
    ]
    for number, name in enumerate(names):
        fields = {
            "name": name,
            "url": "javascript:window.hacked=3",
            "authors": ("A" * 500, "</bdi><script>window.hacked=4</script>"),
            "description": "</details><svg onload='window.hacked=5'>" + "x" * 2000,
            "contact": "\" onfocus='window.hacked=6' autofocus",
        }
        boards.submit(place / "submissions", f"s{number}<b>", {None: predictions}, **fields)
    boards.submit(place / "submissions", "<script>window.hacked=7<", {None: predictions[1:]})
    build.write(boards.board(place / "submissions", documents), place / "site")
    return place / "site"
