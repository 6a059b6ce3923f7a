"""A document's page on a board in a browser: gold, prediction, difference, errors, and all by keys."""

from __future__ import annotations

import random

import msgspec
import pytest
from bench.noise import predicted
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

import boards
import small
from browsing import PATIENCE, open_page, requests_since, show, violations
from farrago import data
from farrago.board.documents import write
from farrago.board.links import slugs
from farrago.matching import Labels
from farrago_schema import ontology
from farrago_schema.types import PredictedEntity, PredictedMention, Prediction

pytestmark = pytest.mark.browser


def systems_for(documents):
    labels = ontology.load()
    noisy = {
        f"Noisy {seed}": [predicted(each, labels, random.Random(seed)) for each in documents]
        for seed in range(2)
    }
    return noisy | {"silent": [Prediction(each.id) for each in documents]}


@pytest.fixture(scope="module")
def documents():
    return data.read_split(data.folder(), "dev")


@pytest.fixture(scope="module")
def systems(documents):
    return systems_for(documents)


@pytest.fixture(scope="module")
def folder(documents, systems, tmp_path_factory):
    place = tmp_path_factory.mktemp("documents")
    write(place, documents, systems, hidden=False)
    return place / "documents"


@pytest.fixture(scope="module")
def hidden_folder(documents, systems, tmp_path_factory):
    place = tmp_path_factory.mktemp("hidden")
    write(place, documents, systems, hidden=True)
    return place / "documents"


NOISY = slugs(["Noisy 0"])["Noisy 0"]


def press(browser, *keys):
    ActionChains(browser).send_keys(*keys).perform()


def view(browser):
    return browser.find_element(By.CSS_SELECTOR, "#View input:checked").get_attribute("value")


def system(browser):
    return Select(browser.find_element(By.ID, "System")).first_selected_option.text


def errors(browser):
    return browser.find_elements(By.CSS_SELECTOR, "#ErrorList li")


def current(browser):
    return browser.find_elements(By.CSS_SELECTOR, "#ErrorList [aria-current]")


def count(browser):
    return browser.find_element(By.ID, "Count").text


def words(browser, selector):
    return [element.text for element in browser.find_elements(By.CSS_SELECTOR, selector)]


def is_on_screen(browser, element):
    return browser.execute_script(
        "const box = arguments[0].getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight",
        element,
    )


def test_without_a_system_the_page_shows_gold_alone(browser, folder):
    show(browser, folder / "fg-p-0004.html")
    assert (view(browser), system(browser)) == ("gold", "none: gold alone")
    assert browser.find_elements(By.CSS_SELECTOR, "#Text .s") == []
    assert errors(browser) == []


def test_the_end_of_the_address_shows_a_system_from_the_top(browser, folder):
    show(browser, folder / "fg-p-0004.html", NOISY)
    assert (view(browser), system(browser)) == ("diff", "Noisy 0")
    assert browser.execute_script("return window.scrollY") == 0
    assert count(browser) == f"{len(errors(browser))} errors"
    about = browser.find_element(By.ID, "About")
    assert about.get_attribute("href").endswith(f"/systems/{NOISY}.html")
    press(browser, "[", "[")
    WebDriverWait(browser, PATIENCE).until(lambda page: system(page) == "none: gold alone")
    assert not about.is_displayed()


def test_each_predicted_mention_is_laid_upon_its_words_also_where_it_crosses_gold(
    browser, folder, documents, systems
):
    show(browser, folder / "fg-p-0004.html", NOISY)
    document = next(each for each in documents if each.id == "fg-p-0004")
    said = next(each for each in systems["Noisy 0"] if each.id == document.id)
    laid = browser.execute_script(
        """
        const found = new Map();
        for (const part of document.querySelectorAll('#Text .s')) {
          const at = found.get(part.mark) || '';
          found.set(part.mark, at + part.textContent);
        }
        return [...found].map(([mark, text]) => [mark.start, mark.end, text]);
        """
    )
    mentions = [each for entity in said.entities for each in entity.mentions]
    triggers = [each for event in said.events for each in event.triggers]
    expected = {
        (each.start, each.end, document.text[each.start : each.end].replace("\n", ""))
        for each in mentions + triggers
    }
    assert {tuple(each) for each in laid} == expected
    gold = {(each.start, each.end) for entity in document.entities for each in entity.mentions}
    crossing = [
        (start, end)
        for start, end, _ in expected
        if any(start < left < end < right or left < start < right < end for left, right in gold)
    ]
    assert crossing, "the system says nothing that crosses gold"


def laid(browser):
    return browser.find_elements(By.CSS_SELECTOR, "#Text .s")


def test_gold_is_untouched_when_systems_come_and_go(browser, folder):
    gold = "return document.getElementById('Text').innerText"
    show(browser, folder / "fg-p-0004.html")
    before = browser.execute_script(gold)
    press(browser, *"]]]]]")
    WebDriverWait(browser, PATIENCE).until(lambda page: system(page) == "none: gold alone" and not laid(page))
    assert browser.execute_script(gold) == before
    press(browser, *"]]]")
    WebDriverWait(browser, PATIENCE).until(lambda page: system(page) == "Noisy 1" and laid(page))


def hue(browser, selector):
    return browser.find_element(By.CSS_SELECTOR, selector).value_of_css_property("border-bottom-color")


def test_each_layer_is_switched_between_gold_prediction_difference_and_off(browser, folder):
    show(browser, folder / "fg-p-0004.html", NOISY)
    clear = "rgba(0, 0, 0, 0)"
    mention, trigger = "#Text .k.name:not(.trigger)", "#Text .k.trigger"
    assert clear not in (hue(browser, mention), hue(browser, trigger))
    browser.find_element(By.CSS_SELECTOR, "[name=view-Mentions][value=said]").click()
    assert hue(browser, mention) == clear
    assert hue(browser, trigger) != clear
    browser.find_element(By.CSS_SELECTOR, "[name=view-Events][value=off]").click()
    assert hue(browser, trigger) == clear
    browser.find_element(By.CSS_SELECTOR, "[name=view-Mentions][value=gold]").click()
    assert hue(browser, mention) != clear
    press(browser, "d")
    assert clear not in (hue(browser, mention), hue(browser, trigger))
    press(browser, "1")
    assert hue(browser, mention) == clear


def test_a_layer_that_is_off_has_no_errors_in_the_list(browser, folder):
    show(browser, folder / "fg-p-0004.html", NOISY)
    assert any("relation" in text for text in words(browser, "#ErrorList .layer"))
    press(browser, "3")
    assert not any("relation" in text for text in words(browser, "#ErrorList .layer"))


def test_the_numbers_are_those_of_the_errors(browser, folder, documents, systems):
    from farrago.report.errors import errors_of  # noqa: PLC0415  # only here

    document = next(each for each in documents if each.id == "fg-s-0004")
    said = next(each for each in systems["Noisy 0"] if each.id == document.id)
    counts = errors_of([said], gold=[document]).result.counts
    show(browser, folder / "fg-s-0004.html", NOISY)
    layers = {
        "Mentions": "mention",
        "Chains": "coref",
        "Relations": "relation",
        "Events": "trigger",
        "Arguments": "argument",
    }
    for group, layer in layers.items():
        row = browser.find_element(By.CSS_SELECTOR, f"tr[data-group={group}]")
        found = [int(cell.text) for cell in row.find_elements(By.CSS_SELECTOR, ".n")]
        kinds = counts[layer]
        wrong = sum(number for kind, number in kinds.items() if kind.startswith("wrong_"))
        assert found == [kinds.get("right", 0), kinds.get("missed", 0), kinds.get("spurious", 0), wrong]
    browser.find_element(By.ID, "Roots").click()
    fine = ("right", "ignored", "duplicate")
    total = sum(number for kinds in counts.values() for kind, number in kinds.items() if kind not in fine)
    assert len(errors(browser)) == total


def test_an_error_leads_to_its_place_and_back(browser, folder):
    show(browser, folder / "fg-p-0004.html", NOISY)
    link = errors(browser)[-1].find_element(By.TAG_NAME, "a")
    words_of_error = link.text
    browser.execute_script("arguments[0].focus()", link)
    press(browser, Keys.ENTER)
    assert count(browser) == f"{len(errors(browser))} of {len(errors(browser))}"
    lit = browser.find_element(By.CSS_SELECTOR, "#Text .lit")
    WebDriverWait(browser, PATIENCE).until(lambda page: is_on_screen(page, lit))
    card = browser.find_element(By.ID, "Card")
    assert card.find_element(By.CSS_SELECTOR, ".what").text in words_of_error
    press(browser, "b")
    assert browser.switch_to.active_element == current(browser)[0] == link
    browser.back()
    WebDriverWait(browser, PATIENCE).until(lambda page: not current(page))
    assert not card.is_displayed()


def test_keys_step_through_the_errors_in_the_order_of_the_text(browser, folder):
    show(browser, folder / "fg-p-0004.html", NOISY)
    press(browser, "2", "3", "4", "5")  # errors in mentions have one place each
    number = len(errors(browser))
    starts = "return Math.min(...[...document.querySelectorAll('#Text .lit')].map((part) => part.mark.start))"
    places = []
    for at in range(10):
        press(browser, "n")
        assert count(browser) == f"{at + 1} of {number}"
        places.append(browser.execute_script(starts))
    assert places == sorted(places)
    press(browser, "p", "p")
    assert count(browser) == f"8 of {number}"
    assert browser.current_url.split("#")[1].startswith(f"{NOISY}/")
    press(browser, Keys.ESCAPE)
    assert count(browser) == f"{number} errors"


def test_an_error_says_what_was_expected_and_what_was_said(browser, folder):
    show(browser, folder / "fg-p-0004.html", NOISY)
    wrong = next(each for each in errors(browser) if "wrong type mention" in each.text)
    gold, said = wrong.find_elements(By.CSS_SELECTOR, ".side")
    assert gold.text.startswith("gold")
    assert said.text.startswith("said")
    missed = next(each for each in errors(browser) if "missed" in each.text)
    assert "said nothing" in " ".join(missed.text.split())


def test_an_address_leads_to_an_error_and_to_a_span(browser, folder, documents):
    show(browser, folder / "fg-p-0004.html", NOISY)
    press(browser, "n", "n", "n")
    fragment = browser.current_url.split("#")[1]
    told = browser.find_element(By.ID, "Card").text
    show(browser, folder / "fg-p-0004.html", fragment)
    assert browser.find_element(By.ID, "Card").text == told
    document = next(each for each in documents if each.id == "fg-p-0004")
    mention = document.entities[0].mentions[0]
    show(browser, folder / "fg-p-0004.html", f"silent/{mention.start}-{mention.end}")
    assert f"“{mention.text}”" in browser.find_element(By.ID, "Card").text


def test_an_error_that_follows_from_another_is_shown_when_it_is_asked_for(browser, folder):
    show(browser, folder / "fg-p-0004.html", NOISY)
    roots = len(errors(browser))
    browser.find_element(By.ID, "Roots").click()
    following = next(each for each in errors(browser) if "follows from" in each.text)
    number = following.get_attribute("data-n")
    show(browser, folder / "fg-p-0004.html", f"{NOISY}/{number}")
    assert len(errors(browser)) > roots
    assert "follows from" in browser.find_element(By.ID, "Card").text


def test_pointing_at_a_mention_lights_its_chain_and_names_its_relations(browser, folder, documents):
    show(browser, folder / "fg-p-0004.html")
    document = next(each for each in documents if each.id == "fg-p-0004")
    ends = [relation.head for relation in document.relations]
    entity = max(document.entities, key=lambda each: (each.id in ends, len(each.mentions)))
    place = browser.execute_script(
        "const marks = [...document.querySelectorAll('#Text .k')];"
        "return marks.find((part) => part.mark.owner.title === arguments[0])",
        entity.name or entity.mentions[0].text,
    )
    ActionChains(browser).move_to_element(place).perform()
    assert len(browser.find_elements(By.CSS_SELECTOR, "#Text .k.lit:not([data-m])")) == len(entity.mentions)
    roles = {
        each.get_attribute("data-role")
        for each in browser.find_elements(By.CSS_SELECTOR, "#Text [data-role]")
    }
    assert {relation.type for relation in document.relations if relation.head == entity.id} & roles
    ActionChains(browser).move_to_element(browser.find_element(By.TAG_NAME, "h1")).perform()
    assert browser.find_elements(By.CSS_SELECTOR, "#Text .lit") == []


def test_lines_lead_from_an_event_to_who_takes_part_and_between_the_ends_of_a_relation(
    browser, folder, documents
):
    document = next(each for each in documents if each.id == "fg-p-0004")
    show(browser, folder / "fg-p-0004.html")
    for id_, number in (("Events", max(len(event.arguments) for event in document.events)), ("Relations", 1)):
        browser.find_element(By.CSS_SELECTOR, f"#{id_} summary").send_keys(Keys.ENTER)
        drawn = []
        for row in browser.find_elements(By.CSS_SELECTOR, f"#{id_} .row"):
            ActionChains(browser).move_to_element(row).perform()
            drawn.append(len(browser.find_elements(By.CSS_SELECTOR, ".arcs path")))
        assert max(drawn) == number
    show(browser, folder / "fg-p-0004.html", NOISY)
    wrong = [each for each in errors(browser) if "wrong attachment relation" in each.text]
    assert wrong != []
    sides = set()
    for each in wrong:
        link = each.find_element(By.TAG_NAME, "a")
        link.click()
        WebDriverWait(browser, PATIENCE).until(lambda page, link=link: current(page) == [link])
        found = browser.find_elements(By.CSS_SELECTOR, ".arcs path")
        sides.add(tuple(path.get_attribute("class") for path in found))
    assert ("gold", "saying") in sides


def test_a_tap_keeps_a_chain_lit_and_keys_step_through_it(browser, folder):
    show(browser, folder / "fg-p-0004.html")
    browser.execute_script("document.querySelector('#Text .k.nominal').click()")
    lit = browser.find_elements(By.CSS_SELECTOR, "#Text .lit:not([data-m])")
    press(browser, ".")
    first = browser.switch_to.active_element
    press(browser, ".")
    second = browser.switch_to.active_element
    assert first != second
    assert {first, second} <= set(lit)
    press(browser, ",")
    assert browser.switch_to.active_element == first


def test_the_text_is_one_stop_for_tab_and_arrows_lead_through_its_marks(browser, folder):
    show(browser, folder / "fg-p-0004.html", NOISY)
    stops = browser.find_elements(By.CSS_SELECTOR, "#Text [tabindex='0']")
    assert len(stops) == 1
    browser.execute_script("arguments[0].focus()", stops[0])
    assert browser.find_elements(By.CSS_SELECTOR, "#Text .lit") != []
    press(browser, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    here = browser.switch_to.active_element
    assert here != stops[0]
    assert browser.find_element(By.ID, "Card").is_displayed()
    press(browser, Keys.ARROW_LEFT, Keys.ARROW_LEFT)
    assert browser.switch_to.active_element == stops[0]


def test_the_lists_compare_what_the_text_compares(browser, folder, documents):
    show(browser, folder / "fg-p-0004.html", "silent")
    document = next(each for each in documents if each.id == "fg-p-0004")
    for id_, number in (
        ("Entities", len(document.entities)),
        ("Relations", len(document.relations)),
        ("Events", len(document.events)),
    ):
        browser.find_element(By.CSS_SELECTOR, f"#{id_} summary").click()
        rows = browser.find_elements(By.CSS_SELECTOR, f"#{id_} .row")
        assert len(rows) == number
        assert all(row.text for row in rows)
    assert all("missed" in row.text for row in browser.find_elements(By.CSS_SELECTOR, "#Events .row"))
    press(browser, "s")
    assert browser.find_elements(By.CSS_SELECTOR, ".list .row") == []


def test_documents_and_systems_are_turned_by_keys_and_the_system_stays(browser, folder, documents):
    show(browser, folder / "fg-p-0004.html", NOISY)
    press(browser, "N")
    following = documents[[each.id for each in documents].index("fg-p-0004") + 1].id
    WebDriverWait(browser, PATIENCE).until(lambda page: following in page.current_url)
    WebDriverWait(browser, PATIENCE).until(lambda page: system(page) == "Noisy 0")
    press(browser, "]")
    WebDriverWait(browser, PATIENCE).until(lambda page: system(page) == "Noisy 1")
    press(browser, "P")
    WebDriverWait(browser, PATIENCE).until(lambda page: "fg-p-0004" in page.current_url)
    WebDriverWait(browser, PATIENCE).until(lambda page: system(page) == "Noisy 1")


def test_all_systems_together_show_what_few_of_them_have(browser, folder):
    show(browser, folder / "fg-p-0004.html")
    Select(browser.find_element(By.ID, "System")).select_by_value("*")
    WebDriverWait(browser, PATIENCE).until(lambda page: len(errors(page)) > 100)
    shares = {each.get_attribute("data-share") for each in browser.find_elements(By.CSS_SELECTOR, "#Text .k")}
    assert {"0", "2"} <= shares
    assert "3" not in shares  # one of them is silent
    assert errors(browser)[0].text.startswith("0 of 3")


def test_the_sheet_of_keys_opens_and_closes_and_can_turn_them_off(browser, folder):
    show(browser, folder / "fg-p-0004.html", NOISY)
    press(browser, "?")
    sheet = browser.find_element(By.ID, "Sheet")
    assert sheet.is_displayed()
    browser.find_element(By.ID, "Keys").click()
    press(browser, Keys.ESCAPE)
    assert not sheet.is_displayed()
    press(browser, "n")
    assert current(browser) == []
    show(browser, folder / "fg-s-0004.html", NOISY)
    try:
        press(browser, "n")
        assert current(browser) == [], "the choice is not kept"
    finally:
        browser.execute_script("localStorage.clear()")


@pytest.mark.parametrize("fragment", ["", NOISY, f"{NOISY}/0"])
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1300])
def test_axe_finds_nothing(browser, folder, mode, width, fragment):
    # As high as the page is long: axe cannot judge the contrast of what is scrolled out of sight.
    show(browser, folder / "fg-p-0004.html", fragment, mode=mode, width=width, height=24_000)
    assert violations(browser) == []


def test_axe_finds_nothing_in_the_lists_the_sheet_and_without_gold(browser, folder, hidden_folder):
    for id_ in ("Entities", "Relations", "Events"):
        show(browser, folder / "fg-p-0004.html", NOISY, height=24_000)
        browser.find_element(By.CSS_SELECTOR, f"#{id_} summary").send_keys(Keys.ENTER)
        assert violations(browser) == []
    browser.find_element(By.ID, "Types").click()
    assert violations(browser) == []
    press(browser, "?")
    assert violations(browser) == []
    show(browser, hidden_folder / "fg-p-0004.html", height=24_000)
    assert violations(browser) == []


@pytest.mark.parametrize("width", [320, 360, 600, 800, 1000, 1300, 1920])
def test_nothing_is_wider_than_the_window(browser, folder, width):
    for fragment in ("", NOISY):
        show(browser, folder / "fg-p-0004.html", fragment, width=width)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_the_page_asks_nothing_of_the_network_and_logs_nothing(browser, folder):
    show(browser, folder / "fg-p-0004.html", NOISY)
    press(browser, "n", "]", "g", "?")
    asked = {url.split("#")[0] for url in requests_since(browser)}
    assert asked == {(folder / "fg-p-0004.html").as_uri()}
    assert browser.get_log("browser") == []


def test_no_error_is_told_by_colour_alone(browser, folder):
    show(browser, folder / "fg-p-0004.html", NOISY)
    told = browser.execute_script(
        """
        const parts = [...document.querySelectorAll('#Text [data-sign]')];
        return parts.map((part) => [part.dataset.fate, part.className.includes('s '), part.dataset.sign]);
        """
    )
    assert {sign[:1] for fate, _, sign in told if fate == "missed"} == {"−"}
    assert {sign[:1] for fate, _, sign in told if fate == "spurious"} <= {"+"}
    assert all("≠" in sign or sign == "↔" for fate, is_said, sign in told if fate == "wrong" and is_said)
    assert all(sign in {"", "⇄"} for fate, _, sign in told if fate == "right")


def test_the_policy_stops_a_script_that_is_not_ours(browser, folder, tmp_path):
    html = (folder / "fg-p-0004.html").read_text(encoding="utf-8")
    (tmp_path / "page.html").write_text(html.replace("</main>", "<script>window.hacked = 1</script></main>"))
    show(browser, tmp_path / "page.html", NOISY)
    assert browser.execute_script("return window.hacked") is None
    assert any("Content Security Policy" in entry["message"] for entry in browser.get_log("browser"))


def test_without_javascript_gold_and_the_errors_of_each_system_are_there(browser, folder, documents):
    document = next(each for each in documents if each.id == "fg-p-0004")
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        open_page(browser, folder / "fg-p-0004.html")
        assert len(browser.find_elements(By.CSS_SELECTOR, "#Relations .row")) == len(document.relations)
        assert not browser.find_element(By.ID, "Bar").is_displayed()
        assert [each.text for each in browser.find_elements(By.CSS_SELECTOR, ".plain h3")] == [
            "Noisy 0",
            "Noisy 1",
            "silent",
        ]
        assert len(browser.find_elements(By.CSS_SELECTOR, "table.systems tbody tr")) == 3
        browser.find_element(By.CSS_SELECTOR, ".plain li a").click()
        assert browser.find_element(By.CSS_SELECTOR, ".k:target").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_where_gold_is_hidden_the_page_shows_text_and_prediction(browser, hidden_folder, documents, systems):
    show(browser, hidden_folder / "fg-p-0004.html")
    said = next(each for each in systems["Noisy 0"] if each.id == "fg-p-0004")
    assert browser.find_elements(By.CSS_SELECTOR, "#Text .k") == []
    assert len(browser.find_elements(By.CSS_SELECTOR, "#Text .s.first")) == sum(
        len(each.mentions) for each in said.entities
    ) + sum(len(each.triggers) for each in said.events)
    assert len(browser.find_elements(By.CSS_SELECTOR, "#Entities .row")) == len(said.entities)
    for selector in ("#View", "#Errors", ".steps"):
        assert not browser.find_element(By.CSS_SELECTOR, selector).is_displayed()
    press(browser, "n", "g", "d")
    assert system(browser) == "Noisy 0"
    assert browser.get_log("browser") == []


def test_hostile_texts_labels_and_names_run_nothing(browser, tmp_path):
    bad = "<img src=x onerror='window.hacked=1'></script><script>window.hacked=2</script>"
    document = boards.gold(1)[0]
    document = msgspec.structs.replace(document, text=document.text.replace("Kestrel sued", "<b>rel sued", 1))
    said = msgspec.structs.replace(
        small.said(
            {"e": (bad, (0, 7)), "f": ("PER", (13, 21))}, [(bad, "e", "f")], [(bad, [(8, 12)], [(bad, "e")])]
        ),
        id=document.id,
    )
    lost = PredictedEntity("x", bad, (PredictedMention(text=bad),), name=bad, value=bad)
    said = msgspec.structs.replace(said, entities=(*said.entities, lost))
    systems = {bad: [said], "__proto__": [said], "W" * 500: [said]}
    write(tmp_path, [document], systems, hidden=False, labels=Labels())
    path = next((tmp_path / "documents").iterdir())
    for name in (bad, "__proto__"):
        show(browser, path, slugs(list(systems))[name])
        for number in range(len(errors(browser))):
            press(browser, "n")
            assert str(number + 1) in count(browser)
        for id_ in ("Entities", "Relations", "Events"):
            browser.find_element(By.CSS_SELECTOR, f"#{id_} summary").click()
        assert bad in browser.find_element(By.ID, "Events").text
        assert browser.execute_script("return window.hacked") is None
        assert browser.find_elements(By.CSS_SELECTOR, "main img, main script") == []
        assert browser.get_log("browser") == []
        for width in (320, 1300):
            browser.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride",
                {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
            )
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_offsets_hold_beyond_the_basic_plane(browser, tmp_path):
    document = msgspec.structs.replace(
        small.gold({"e": ("PER", (4, 7))}), text="😀 𝔸 Ana went.\n😀 Ruiz stayed."
    )
    said = small.said({"e": ("PER", (4, 7)), "f": ("PER", (16, 20))})
    write(tmp_path, [document], {"one": [said]}, hidden=False)
    show(browser, next((tmp_path / "documents").iterdir()), "one")
    assert words(browser, "#Text .k") == ["Ana"]
    assert words(browser, "#Text .s.first") == ["Ana", "Ruiz"]


def test_print_shows_the_lists_and_no_bar(browser, folder):
    show(browser, folder / "fg-p-0004.html", NOISY)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert not browser.find_element(By.ID, "Bar").is_displayed()
        heights = [
            browser.execute_script("return arguments[0].getBoundingClientRect().height", each)
            for each in browser.find_elements(By.CSS_SELECTOR, ".list .row, #ErrorList li")
        ]
        assert len(heights) > 100
        assert min(heights) > 0
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
