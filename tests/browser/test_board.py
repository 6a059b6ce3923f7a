"""The leaderboard's pages in a browser: they show, sort, filter, compare, call nobody, and are accessible."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from browsing import contrast, open_page, requests_since, violations

pytestmark = pytest.mark.browser

PAGES = ("index.html", "kind-page.html", "compare.html", "systems/lexicon.html")
OPEN = "for (const each of document.querySelectorAll('details')) each.open = true"


def show(browser, site, page="index.html", **how):
    open_page(browser, site / page, **how)


def all_of(browser, selector):
    return browser.find_elements(By.CSS_SELECTOR, selector)


def one_of(browser, selector):
    return browser.find_element(By.CSS_SELECTOR, selector)


def systems(browser, track="open"):
    return [row.text for row in all_of(browser, f"#board tbody.{track} tr.row .name") if row.is_displayed()]


def header(browser, label):
    return browser.find_element(By.XPATH, f"//table[@id='board']/thead//th[normalize-space()='{label}']")


def tab_to(browser, is_it, start=None):
    """Move the focus with the Tab key alone, as one who has no mouse does, until it is where it should be."""
    browser.execute_script("document.activeElement.blur()")
    if start is not None:
        browser.execute_script("arguments[0].focus()", start)
    for _ in range(120):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        if is_it(browser.switch_to.active_element):
            return browser.switch_to.active_element
    raise AssertionError("no Tab leads there")


def tab_to_text(browser, label):
    return tab_to(browser, lambda element: element.text == label)


class TestIndex:
    def test_the_table_shows_ranks_and_scores(self, browser, site):
        show(browser, site)
        assert systems(browser) == ["Quarry 2", "Ledger", "Marginalia (large)", "lexicon", "Tagger"]
        ranks = all_of(browser, "#board tbody.open td.rank")
        assert [rank.text for rank in ranks] == ["=1", "=1", "3", "4", "–"]
        assert one_of(browser, "td.score .number").is_displayed()

    def test_columns_sort_by_keyboard_and_blanks_stay_last(self, browser, site):
        show(browser, site)
        tab_to_text(browser, "Relations").send_keys(Keys.ENTER)
        assert header(browser, "Relations").get_attribute("aria-sort") == "descending"
        descending = systems(browser)
        assert descending[:2] == ["Quarry 2", "Ledger"]
        tab_to_text(browser, "Relations").send_keys(Keys.SPACE)
        assert header(browser, "Relations").get_attribute("aria-sort") == "ascending"
        ascending = systems(browser)
        assert ascending[:-1] == descending[-2::-1]
        assert ascending[-1] == descending[-1] == "Tagger"
        said = one_of(browser, "#sorted").get_attribute("textContent")
        assert said == "Sorted by Relations, ascending"

    def test_one_column_is_sorted_at_a_time_and_rank_is_first(self, browser, site):
        show(browser, site)
        assert header(browser, "Rank").get_attribute("aria-sort") == "ascending"
        first = systems(browser)
        tab_to_text(browser, "System").send_keys(Keys.ENTER)
        assert systems(browser) == sorted(first, key=str.casefold)
        assert len(all_of(browser, "#board th[aria-sort]")) == 1
        tab_to_text(browser, "Rank").send_keys(Keys.ENTER)
        assert systems(browser)[-1] == "Tagger"

    def test_lines_between_rows_speak_of_ranks_alone(self, browser, site):
        show(browser, site)

        def line():
            return one_of(browser, "#board tr.alike").value_of_css_property("border-bottom-style")

        assert line() == "dotted"
        tab_to_text(browser, "Names").send_keys(Keys.ENTER)
        assert line() == "solid"

    def test_tracks_stay_apart_when_sorted(self, browser, site):
        show(browser, site)
        tab_to_text(browser, "Score").send_keys(Keys.ENTER)
        assert systems(browser, "given") == ["Relations with gold spans"]
        assert systems(browser, "reference") == ["Second annotator"]

    def test_a_text_and_a_kind_filter_the_rows(self, browser, site):
        show(browser, site)
        find = tab_to(browser, lambda element: element.get_attribute("id") == "find")
        find.send_keys("okonkwo")
        assert systems(browser) == ["Marginalia (large)"]
        assert systems(browser, "reference") == []
        find.clear()
        find.send_keys(Keys.SPACE)
        tab_to(browser, lambda element: element.get_attribute("value") == "Trained", find).send_keys(
            Keys.SPACE
        )
        assert systems(browser) == ["Quarry 2", "lexicon"]
        assert "systems shown" in one_of(browser, "#sorted").get_attribute("textContent")

    def test_a_part_of_gold_is_chosen_by_a_link(self, browser, site):
        show(browser, site)
        tab_to_text(browser, "Pages").send_keys(Keys.ENTER)
        assert browser.current_url.endswith("kind-page.html")
        assert "12 documents" in one_of(browser, ".part").text
        assert one_of(browser, ".tabs [aria-current]").text == "Pages"

    def test_two_ticked_systems_are_compared(self, browser, site):
        show(browser, site)
        boxes = all_of(browser, "input.tick")
        for box in (boxes[0], boxes[2], boxes[3]):
            box.send_keys(Keys.SPACE)
        assert [box.is_selected() for box in boxes[:4]] == [False, False, True, True], "the last two"
        assert "Marginalia (large) and lexicon" in one_of(browser, ".pick").text
        one_of(browser, ".pick a").send_keys(Keys.ENTER)
        assert one_of(browser, "#result h2").text == "Marginalia (large) against lexicon"

    def test_the_signature_is_copied_or_selected(self, browser, site):
        show(browser, site)
        one_of(browser, "button.copy").send_keys(Keys.ENTER)
        # The clipboard answers when it likes.
        WebDriverWait(browser, 10).until(
            lambda page: page.find_element(By.CSS_SELECTOR, "button.copy").text in {"Copied", "Selected"}
        )


class TestSystem:
    def test_a_row_leads_to_its_system_and_on_to_a_document(self, browser, site):
        show(browser, site)
        tab_to_text(browser, "Ledger").send_keys(Keys.ENTER)
        assert one_of(browser, "h1").text == "Ledger"
        slug = urlsplit(browser.current_url).path.rpartition("/")[2].removesuffix(".html")
        link = one_of(browser, "#documents ~ .scroll a")
        link.send_keys(Keys.ENTER)
        assert urlsplit(browser.current_url).fragment == slug
        assert "/documents/" in browser.current_url

    def test_documents_sort_by_what_is_worst(self, browser, site):
        show(browser, site, "systems/lexicon.html")
        buttons = [each for each in all_of(browser, ".documents thead button") if each.text == "Errors"]
        buttons[0].send_keys(Keys.ENTER)
        errors = [int(row.text) for row in all_of(browser, ".documents tbody td:last-child")]
        assert errors == sorted(errors, reverse=True)

    def test_tables_of_types_open_by_keyboard(self, browser, site):
        show(browser, site, "systems/lexicon.html")
        closed = next(each for each in all_of(browser, "details:not([open]) > summary"))
        table = closed.find_element(By.XPATH, "..//table")
        assert not table.is_displayed()
        closed.send_keys(Keys.ENTER)
        assert table.is_displayed()

    def test_runs_and_references_say_what_they_are(self, browser, site):
        show(browser, site)
        next(each for each in all_of(browser, "a.name") if each.text == "Marginalia (large)").click()
        assert len(all_of(browser, "code.signature")) == 3
        assert "±" in one_of(browser, ".big .score").text
        show(browser, site)
        next(each for each in all_of(browser, "a.name") if each.text == "Second annotator").click()
        assert "Not ranked" in one_of(browser, ".big").text


class TestCompare:
    def test_the_choice_is_in_the_address_and_comes_from_it(self, browser, site):
        show(browser, site, "compare.html")
        assert one_of(browser, "#result h2").text == "Quarry 2 against Ledger"
        Select(one_of(browser, "#other")).select_by_visible_text("lexicon")
        assert one_of(browser, "#result h2").text == "Quarry 2 against lexicon"
        address = browser.current_url
        browser.get("about:blank")
        browser.get(address)
        assert one_of(browser, "#result h2").text == "Quarry 2 against lexicon"

    def test_swapping_turns_every_difference_round(self, browser, site):
        show(browser, site, "compare.html")

        def differences():
            cells = all_of(browser, "#result section:first-child td.difference")
            return [float(cell.text.replace("−", "-")) for cell in cells]

        before = differences()
        one_of(browser, "#swap").send_keys(Keys.ENTER)
        assert differences() == [0 - each for each in before]
        assert len(before) == 6

    def test_it_says_whether_the_difference_is_chance(self, browser, site):
        show(browser, site, "compare.html")
        assert "may be chance" in one_of(browser, "#result .verdict").text
        Select(one_of(browser, "#other")).select_by_visible_text("lexicon")
        assert "more than chance" in one_of(browser, "#result .verdict").text

    def test_items_that_only_one_gets_right_are_listed_in_words(self, browser, site):
        show(browser, site, "compare.html")
        Select(one_of(browser, "#other")).select_by_visible_text("lexicon")
        relations = browser.find_element(By.XPATH, "//h3[.='Relations']/following-sibling::div[1]//summary")
        number = int(relations.text.split()[-1])
        relations.send_keys(Keys.ENTER)
        WebDriverWait(browser, 10).until(lambda page: page.find_elements(By.CSS_SELECTOR, ".items li"))
        listed = all_of(browser, ".items li")
        assert len(listed) == number > 0
        assert all("lives_in" in each.text for each in listed)
        only = [row.text.split() for row in all_of(browser, "#result .tall tbody tr")]
        assert len(only) == 24

    def test_a_system_with_itself_is_no_comparison(self, browser, site):
        show(browser, site, "compare.html")
        Select(one_of(browser, "#other")).select_by_visible_text("Quarry 2")
        assert "two different systems" in one_of(browser, "#result").text

    def test_a_system_without_a_score_is_compared_by_task(self, browser, site):
        show(browser, site, "compare.html")
        Select(one_of(browser, "#other")).select_by_visible_text("Tagger")
        assert "no overall score" in one_of(browser, "#result .verdict").text

    @pytest.mark.parametrize("address", ["#", "#x,y", "#<b>,</script>", "#__proto__,constructor"])
    def test_an_address_that_names_nobody_shows_the_first_two(self, browser, site, address):
        open_page(browser, site / "compare.html")
        browser.get((site / "compare.html").as_uri() + address)
        browser.refresh()
        assert one_of(browser, "#result h2").text == "Quarry 2 against Ledger"


class TestEveryPage:
    @pytest.mark.parametrize("page", PAGES)
    def test_nothing_is_logged_and_nobody_is_called(self, browser, site, page):
        show(browser, site, page)
        browser.execute_script(OPEN)
        assert browser.get_log("browser") == []
        assert [urlsplit(url).path.rpartition("/")[2] for url in requests_since(browser)] == [
            page.rpartition("/")[2]
        ]

    @pytest.mark.parametrize("width", [360, 800, 1300])
    @pytest.mark.parametrize("mode", ["light", "dark"])
    @pytest.mark.parametrize("page", PAGES)
    def test_axe_finds_nothing(self, browser, site, page, mode, width):
        # As high as the page is long: axe cannot judge the contrast of what is scrolled out of sight.
        show(browser, site, page, width=width, mode=mode, height=20_000)
        browser.execute_script(OPEN)
        unseen = ("svg",) if width > 1200 else ("svg", ".scroll")
        assert violations(browser, unseen=unseen) == []

    @pytest.mark.parametrize("mode", ["light", "dark"])
    def test_drawings_can_be_seen_and_their_text_read(self, browser, site, mode):
        show(browser, site, "systems/lexicon.html", mode=mode)
        paper = one_of(browser, "body").value_of_css_property("background-color")
        least = {"svg text": 4.5, ".slice": 3, ".dot": 3, ".bars rect": 3, ".line": 3, ".other": 3}
        for selector, wanted in least.items():
            found = all_of(browser, selector)
            assert found, selector
            for each in found[:40]:
                is_line = each.tag_name in {"line", "polyline"} or "missed" in (
                    each.get_attribute("class") or ""
                )
                colour = each.value_of_css_property("stroke" if is_line else "fill")
                assert contrast(colour, paper) >= wanted, (selector, colour)

    @pytest.mark.parametrize("page", PAGES)
    def test_light_and_dark_differ(self, browser, site, page):
        backgrounds = set()
        for mode in ("light", "dark"):
            show(browser, site, page, mode=mode)
            backgrounds.add(one_of(browser, "body").value_of_css_property("background-color"))
        assert len(backgrounds) == 2

    @pytest.mark.parametrize("width", [320, 390, 600, 800, 1000, 1100, 1300, 1920])
    @pytest.mark.parametrize("place", ["site", "hostile_site"])
    def test_no_width_scrolls_sideways(self, browser, request, place, width):
        site = request.getfixturevalue(place)
        for page in ("index.html", "compare.html", sorted((site / "systems").iterdir())[0]):
            show(browser, site, page, width=width)
            browser.execute_script(OPEN)
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width, page

    def test_paper_has_the_table_and_none_of_the_controls(self, browser, site):
        show(browser, site, width=760)
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        try:
            assert one_of(browser, "#board").value_of_css_property("display") == "table"
            assert not [
                each for each in all_of(browser, ".top, .filter, .tabs, .copy, .tick") if each.is_displayed()
            ]
            assert (
                one_of(browser, "body").value_of_css_property("background-color") == "rgba(255, 255, 255, 1)"
            )
        finally:
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

    def test_without_javascript_everything_is_there_to_read(self, browser, site):
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        try:
            show(browser, site)
            assert systems(browser)[0] == "Quarry 2"
            assert not [each for each in all_of(browser, "button, input") if each.is_displayed()]
            one_of(browser, "a.name").click()
            assert one_of(browser, "h1").text == "Quarry 2"
            assert one_of(browser, "code.signature").is_displayed()
            assert one_of(browser, "#against ~ .scroll td.difference").is_displayed()
            show(browser, site, "compare.html")
            assert len(all_of(browser, ".pairs td.ahead")) > 3
            assert "needs JavaScript" in one_of(browser, "noscript").text
        finally:
            browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

    @pytest.mark.parametrize("page", PAGES)
    def test_the_policy_stops_a_script_that_is_not_ours(self, browser, site, tmp_path, page):
        text = (site / page).read_text(encoding="utf-8")
        (tmp_path / "page.html").write_text(
            text.replace("</main>", "<script>window.hacked = 1</script></main>")
        )
        show(browser, tmp_path, "page.html")
        assert browser.execute_script("return window.hacked") is None
        assert any("Content Security Policy" in entry["message"] for entry in browser.get_log("browser"))


class TestHostile:
    def test_no_page_runs_anything_or_calls_anybody(self, browser, hostile_site):
        pages = [
            hostile_site / "index.html",
            hostile_site / "compare.html",
            *(hostile_site / "systems").iterdir(),
        ]
        for page in pages:
            open_page(browser, page)
            browser.execute_script(OPEN)
            assert browser.get_log("browser") == [], page
            assert {urlsplit(url).scheme for url in requests_since(browser)} == {"file"}, page
            assert browser.execute_script("return window.hacked") is None, page

    def test_names_stand_as_text_where_they_are_compared(self, browser, hostile_site):
        show(browser, hostile_site, "compare.html")
        names = [each.text for each in Select(one_of(browser, "#one")).options]
        assert "<script>window.hacked=1</script>" in names
        for name in names[:12]:
            Select(one_of(browser, "#one")).select_by_visible_text(name)
            Select(one_of(browser, "#other")).select_by_visible_text(names[-1])
            assert name in one_of(browser, "#result h2").text
        assert browser.execute_script("return window.hacked") is None

    def test_systems_called_like_parts_of_the_language_are_systems(self, browser, hostile_site):
        show(browser, hostile_site, "compare.html")
        for name in ("__proto__", "constructor"):
            Select(one_of(browser, "#one")).select_by_visible_text(name)
            assert name in one_of(browser, "#result h2").text

    @pytest.mark.parametrize("mode", ["light", "dark"])
    def test_axe_finds_nothing(self, browser, hostile_site, mode):
        show(browser, hostile_site, mode=mode, height=20_000)
        assert violations(browser, unseen=("svg",)) == []
