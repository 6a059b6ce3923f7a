"""What a screen reader is told of the marks in a text: what is wrong, and more where it is asked for."""

from __future__ import annotations

import re

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

import small
from browsing import PATIENCE, heard, show, violations
from farrago.board.documents import write

pytestmark = pytest.mark.browser

GOLD = small.gold(
    {"a": ("PER", (0, 3), (21, 24)), "l": ("GPE", (12, 16)), "o": ("ORG", (33, 37))},
    [],
    [("Movement.Transport", [(4, 8)], [])],
)
TEXT = "Ana left in Lima. So Ana met the Acme board."
SAID = small.said(
    {"a": ("PER", (0, 3), (21, 24)), "l": ("ORG", (12, 16)), "o": ("ORG", (33, 43)), "x": ("PER", (18, 20))},
    [],
    [],
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    from msgspec.structs import replace  # noqa: PLC0415  # only here

    place = tmp_path_factory.mktemp("heard")
    document = replace(GOLD, text=TEXT)
    for hidden in (False, True):
        write(place / str(hidden), [document], {"one": [SAID]}, hidden=hidden)
    return {hidden: next((place / str(hidden) / "documents").iterdir()) for hidden in (False, True)}


def text(browser):
    return re.sub(r"^.*?(?=\[*Ana)", "", heard(browser, "article"))


def set_types(browser):
    browser.find_element(By.ID, "Types").click()


def test_gold_alone_reads_as_running_text_until_types_are_asked_for(browser, pages):
    show(browser, pages[False])
    assert text(browser) == TEXT
    set_types(browser)
    told = "[Ana (PER)] [left (Movement.Transport)] in [Lima (GPE)]. "
    told += "So [Ana (PER)] met the [Acme (ORG)] board."
    assert text(browser) == told
    set_types(browser)
    assert text(browser) == TEXT


def test_a_difference_tells_what_is_wrong_and_nothing_of_what_is_right(browser, pages):
    show(browser, pages[False], "one")
    assert text(browser) == (
        "Ana [left (missed, Movement.Transport)] in [Lima (wrong type, ORG, gold GPE)]. "
        "[So (spurious, PER)] Ana met the [Acme][ board (wrong span, ORG, gold “Acme”)]."
    )


def test_with_types_what_is_right_says_so_once(browser, pages):
    show(browser, pages[False], "one")
    set_types(browser)
    told = text(browser)
    assert told.count("[Ana (right, PER)]") == 2
    assert "[Lima (wrong type, ORG, gold GPE)]" in told.replace("[[", "[")
    assert told.count("right") == 2


def test_what_is_not_shown_is_not_heard(browser, pages):
    show(browser, pages[False], "one")
    browser.find_element(By.CSS_SELECTOR, "[name=view-Mentions][value=off]").click()
    assert text(browser) == TEXT.replace("left", "[left (missed, Movement.Transport)]")
    browser.find_element(By.CSS_SELECTOR, "[name=view-Events][value=said]").click()
    assert text(browser) == TEXT


def test_a_hidden_gold_tells_no_verdict(browser, pages):
    show(browser, pages[True])
    assert text(browser) == TEXT
    set_types(browser)
    assert text(browser) == (
        "[Ana (PER)] left in [Lima (ORG)]. [So (PER)] [Ana (PER)] met the [Acme board (ORG)]."
    )


def test_who_walks_the_marks_hears_what_became_of_each(browser, pages):
    show(browser, pages[False], "one")
    browser.execute_script("document.querySelector('#Text [tabindex=\"0\"]').focus()")
    status = browser.find_element(By.ID, "Status")
    told = []
    for key in (Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_LEFT, Keys.ARROW_LEFT):
        before = status.get_attribute("textContent")
        ActionChains(browser).send_keys(key).perform()
        WebDriverWait(browser, PATIENCE).until(
            lambda _, old=before: status.get_attribute("textContent") != old
        )
        told.append(status.get_attribute("textContent"))
    assert any("gold missed Movement.Transport" in each for each in told)
    assert any("gold right PER" in each and "said right PER" in each for each in told)


@pytest.mark.parametrize("hidden", [False, True])
def test_axe_finds_nothing_with_types(browser, pages, hidden):
    show(browser, pages[hidden], "one")
    set_types(browser)
    assert violations(browser) == []
