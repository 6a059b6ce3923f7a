"""The leaderboard page in a browser: it shows, sorts by keyboard, calls nobody, and is accessible."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from browsing import open_page, requests_since, violations

pytestmark = pytest.mark.browser


def show(browser, site, **how):
    open_page(browser, site / "index.html", **how)


def systems(browser, track=0):
    rows = browser.find_elements(By.CSS_SELECTOR, f"#board tbody:nth-of-type({track + 1}) tr.row .name")
    return [row.text for row in rows]


def header(browser, label):
    return browser.find_element(By.XPATH, f"//thead//th[normalize-space()='{label}']")


def tab_to(browser, label):
    """Move the focus with the Tab key alone, as one who has no mouse does."""
    browser.execute_script("document.activeElement.blur()")
    for _ in range(40):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        if browser.switch_to.active_element.text == label:
            return browser.switch_to.active_element
    raise AssertionError(f"no Tab leads to {label!r}")


def test_the_table_shows_ranks_and_scores(browser, site):
    show(browser, site)
    assert systems(browser) == ["Quarry 2", "Ledger", "Marginalia (large)", "lexicon", "Tagger"]
    ranks = browser.find_elements(By.CSS_SELECTOR, "#board tbody:first-of-type td.rank")
    assert [rank.text for rank in ranks] == ["=1", "=1", "3", "4", "–"]
    assert browser.find_element(By.CSS_SELECTOR, "td.score .number").is_displayed()


def test_columns_sort_by_keyboard_and_blanks_stay_last(browser, site):
    show(browser, site)
    tab_to(browser, "Relations").send_keys(Keys.ENTER)
    assert header(browser, "Relations").get_attribute("aria-sort") == "descending"
    descending = systems(browser)
    assert descending[:2] == ["Quarry 2", "Ledger"]
    tab_to(browser, "Relations").send_keys(Keys.SPACE)
    assert header(browser, "Relations").get_attribute("aria-sort") == "ascending"
    ascending = systems(browser)
    assert ascending[:-1] == descending[-2::-1]
    assert ascending[-1] == descending[-1] == "Tagger"
    assert (
        browser.find_element(By.ID, "sorted").get_attribute("textContent") == "Sorted by Relations, ascending"
    )


def test_one_column_is_sorted_at_a_time_and_rank_is_first(browser, site):
    show(browser, site)
    assert header(browser, "Rank").get_attribute("aria-sort") == "ascending"
    first = systems(browser)
    tab_to(browser, "System").send_keys(Keys.ENTER)
    assert systems(browser) == sorted(first, key=str.casefold)
    assert len(browser.find_elements(By.CSS_SELECTOR, "th[aria-sort]")) == 1
    tab_to(browser, "Rank").send_keys(Keys.ENTER)
    assert systems(browser)[-1] == "Tagger"


def test_tracks_stay_apart_when_sorted(browser, site):
    show(browser, site)
    tab_to(browser, "Score").send_keys(Keys.ENTER)
    assert systems(browser, track=1) == ["Relations with gold spans"]
    assert systems(browser, track=2) == ["Second annotator"]


def test_a_card_opens_by_keyboard_and_shows_the_signature(browser, site):
    show(browser, site)
    signature = browser.find_element(By.CSS_SELECTOR, "code.signature")
    assert not signature.is_displayed()
    browser.find_element(By.CSS_SELECTOR, "summary").send_keys(Keys.ENTER)
    assert signature.is_displayed()
    browser.find_element(By.CSS_SELECTOR, "button.copy").send_keys(Keys.ENTER)
    # The clipboard answers when it likes.
    WebDriverWait(browser, 10).until(
        lambda page: page.find_element(By.CSS_SELECTOR, "button.copy").text in {"Copied", "Selected"}
    )


def test_nothing_is_logged_and_nobody_is_called(browser, site):
    show(browser, site)
    tab_to(browser, "Score").send_keys(Keys.ENTER)
    assert browser.get_log("browser") == []
    assert {urlsplit(url).path.rpartition("/")[2] for url in requests_since(browser)} == {"index.html"}


@pytest.mark.parametrize("width", [360, 800, 1200])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_axe_finds_nothing(browser, site, mode, width):
    show(browser, site, width=width, mode=mode)
    for card in browser.find_elements(By.CSS_SELECTOR, "details"):
        browser.execute_script("arguments[0].open = true", card)
    assert violations(browser) == []


def test_light_and_dark_differ(browser, site):
    backgrounds = set()
    for mode in ("light", "dark"):
        show(browser, site, mode=mode)
        backgrounds.add(browser.find_element(By.TAG_NAME, "body").value_of_css_property("background-color"))
    assert len(backgrounds) == 2


@pytest.mark.parametrize("width", [320, 360, 600, 800, 960, 1100, 1200, 1920])
@pytest.mark.parametrize("place", ["site", "hostile_site"])
def test_no_width_scrolls_sideways(browser, request, place, width):
    show(browser, request.getfixturevalue(place), width=width)
    for card in browser.find_elements(By.CSS_SELECTOR, "details"):
        browser.execute_script("arguments[0].open = true", card)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_without_javascript_everything_is_there_to_read(browser, site):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        show(browser, site)
        assert systems(browser)[0] == "Quarry 2"
        assert not browser.find_elements(By.CSS_SELECTOR, "button")
        browser.find_element(By.CSS_SELECTOR, "summary").click()
        assert browser.find_element(By.CSS_SELECTOR, "code.signature").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_hostile_submissions_run_nothing_and_call_nobody(browser, hostile_site):
    show(browser, hostile_site)
    assert browser.get_log("browser") == []
    assert {urlsplit(url).scheme for url in requests_since(browser)} == {"file"}
    assert browser.execute_script("return window.hacked") is None
    assert "<script>window.hacked=1</script>" in systems(browser)
    links = [link.get_attribute("href") for link in browser.find_elements(By.CSS_SELECTOR, "#board a")]
    assert links == []


def test_the_policy_stops_a_script_that_is_not_ours(browser, site, tmp_path):
    page = (site / "index.html").read_text(encoding="utf-8")
    (tmp_path / "index.html").write_text(page.replace("</main>", "<script>window.hacked = 1</script></main>"))
    show(browser, tmp_path)
    assert browser.execute_script("return window.hacked") is None
    assert any("Content Security Policy" in entry["message"] for entry in browser.get_log("browser"))
