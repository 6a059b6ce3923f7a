"""A document's page in a browser: chains light up, keys step through them, and all of it is accessible."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

from browsing import open_page, requests_since, violations
from farrago import data
from farrago.view import content_of
from farrago.view.page import page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def document():
    return next(each for each in data.read_split(data.folder(), "dev") if each.meta.kind == "page")


@pytest.fixture(scope="module")
def place(document, tmp_path_factory):
    path = tmp_path_factory.mktemp("document") / "page.html"
    path.write_text(page(content_of(document)), encoding="utf-8")
    return path


def longest(document):
    return max(document.entities, key=lambda entity: len(entity.mentions))


def marks(browser, entity):
    return browser.find_elements(By.CSS_SELECTOR, f".mark[title^='{entity.id}: ']")


def lit(browser):
    return browser.find_elements(By.CSS_SELECTOR, ".mark.lit")


def test_pointing_at_a_mention_lights_its_chain_and_no_other(browser, place, document):
    open_page(browser, place)
    chain = marks(browser, longest(document))
    assert len(chain) == len(longest(document).mentions)
    ActionChains(browser).move_to_element(chain[0]).perform()
    assert lit(browser) == chain
    ActionChains(browser).move_to_element(browser.find_element(By.TAG_NAME, "h1")).perform()
    assert lit(browser) == []


def test_keys_step_through_a_pinned_chain_and_escape_lets_go(browser, place, document):
    open_page(browser, place)
    chain = marks(browser, longest(document))
    chain[0].click()
    body = browser.find_element(By.TAG_NAME, "body")
    body.send_keys("n")
    body.send_keys("n")
    assert browser.current_url.endswith(f"#{chain[1].get_attribute('id')}")
    body.send_keys("p")
    assert browser.current_url.endswith(f"#{chain[0].get_attribute('id')}")
    body.send_keys("\ue00c")
    assert lit(browser) == []


def test_an_event_lights_its_words_and_what_fills_its_roles(browser, place, document):
    open_page(browser, place)
    event = next(event for event in document.events if event.arguments)
    row = browser.find_element(By.XPATH, f"//section[@aria-labelledby='events']//div[.//code='{event.id}']")
    ActionChains(browser).move_to_element(row.find_element(By.CSS_SELECTOR, ".title")).perform()
    owners = {mark.get_attribute("title").split(":")[0] for mark in lit(browser)}
    assert owners == {event.id, *(argument.entity for argument in event.arguments)}


def test_a_family_of_marks_is_switched_off(browser, place):
    open_page(browser, place)
    mark = browser.find_element(By.CSS_SELECTOR, ".mark.person > .tag")
    assert mark.is_displayed()
    browser.find_element(By.ID, "show-person").click()
    assert not mark.is_displayed()


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1300])
def test_axe_finds_nothing(browser, place, mode, width):
    # As high as the page is long: axe cannot judge the contrast of what is scrolled out of sight.
    open_page(browser, place, mode=mode, width=width, height=20_000)
    assert violations(browser) == []


@pytest.mark.parametrize("width", [360, 800, 1300])
def test_nothing_is_wider_than_the_window(browser, place, width):
    open_page(browser, place, width=width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_the_page_asks_nothing_of_the_network_and_logs_nothing(browser, place):
    open_page(browser, place)
    assert requests_since(browser) == [place.as_uri()]
    assert browser.get_log("browser") == []


def test_without_javascript_the_text_and_the_lists_are_there(browser, place, document):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        open_page(browser, place)
        assert len(browser.find_elements(By.CSS_SELECTOR, ".relation")) == len(document.relations)
        link = browser.find_element(By.CSS_SELECTOR, ".said a")
        link.click()
        assert browser.find_element(By.CSS_SELECTOR, ".mark:target").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
