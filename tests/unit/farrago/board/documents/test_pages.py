"""Pages of documents: all is there, small, safe, the same at every run, and gold only where it may be."""

from __future__ import annotations

import random
import re
from html import unescape

import msgspec
import pytest
from bench.noise import predicted
from hypothesis import given
from hypothesis import strategies as st

import boards
import small
from carried import Page, data_of, units, unpacked
from farrago import data
from farrago.board.documents import file_names, write
from farrago.board.links import slugs
from farrago.formats import plain
from farrago.matching import Labels
from farrago_schema import ontology
from farrago_schema.types import Prediction
from strategies import documents, predictions_for


@pytest.fixture(scope="module")
def released():
    return data.read_split(data.folder(), "dev")


@pytest.fixture(scope="module")
def systems(released):
    labels = ontology.load()
    return {
        f"System {seed}": [predicted(each, labels, random.Random(seed)) for each in released]
        for seed in range(3)
    } | {"silent": [Prediction(each.id) for each in released]}


@pytest.fixture(scope="module")
def site(released, systems, tmp_path_factory):
    place = tmp_path_factory.mktemp("site")
    write(place, released, systems, hidden=False)
    return place


def pages_of(site):
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((site / "documents").iterdir())}


def text_of(html):
    article = re.search(r"<article.*?</article>", html, re.DOTALL)[0]
    found = re.findall(r'<p class="text" data-at="\d+">(.*?)</p>', article, re.DOTALL)
    return [unescape(re.sub(r"<[^>]*>", "", each)) for each in found]


def test_each_document_has_a_page_with_its_text(site, released):
    pages = pages_of(site)
    assert pages.keys() == {document.id for document in released}
    for document in released:
        assert text_of(pages[document.id]) == [line for line in document.text.split("\n") if line.strip()]


def test_ids_are_there_once_and_no_system_can_be_called_like_one(site, systems):
    for html in pages_of(site).values():
        page = Page(html)
        assert len(set(page.ids)) == len(page.ids)
        of_systems = set(slugs(list(systems)).values())
        assert all(id_[0].isupper() or id_ in of_systems for id_ in page.ids)


def test_links_lead_to_what_is_there(site, systems):
    pages = pages_of(site)
    for html in pages.values():
        page = Page(html)
        for link in page.links:
            if link.startswith("#"):
                assert link[1:] in page.ids
            else:
                assert link == "../index.html" or link.removesuffix(".html") in pages


def test_gold_stands_in_the_page_once_and_systems_beside_it(site, released, systems):
    for document in released:
        html = pages_of(site)[document.id]
        carried = data_of(html)
        assert [each["slug"] for each in carried["systems"]] == [*slugs(list(systems)).values()]
        shared = unpacked(carried["shared"])
        assert len(shared["gold"]["entities"]) == len(document.entities)
        assert len(re.findall(r' id="M\d+"', html)) == sum(
            len(each.mentions) for each in document.entities
        ) + sum(len(each.triggers) for each in document.events)


@given(st.data())
def test_what_is_carried_is_what_a_system_says(tmp_path_factory, data):
    document = data.draw(documents())
    prediction = data.draw(predictions_for(document))
    place = tmp_path_factory.mktemp("site")
    write(place, [document], {"one": [prediction]}, hidden=data.draw(st.booleans()))
    carried = data_of(next((place / "documents").iterdir()).read_text(encoding="utf-8"))
    shared, part = unpacked(carried["shared"]), unpacked(carried["systems"][0]["part"])
    texts = shared["texts"] + part["texts"]
    shown = plain(document.text)
    for entity, (_, type_, value, *places) in zip(prediction.entities or (), part["entities"], strict=True):
        assert texts[type_] == plain(entity.type)
        assert value == -1 if entity.value is None else texts[value] == plain(entity.value)
        for mention, start, length in zip(entity.mentions, places[::3], places[1::3], strict=True):
            if mention.start is not None:
                assert units(shown, start, length) == plain(document.text[mention.start : mention.end])
    for event, ((type_, _, *places), fillers) in zip(prediction.events or (), part["events"], strict=True):
        assert texts[type_] == plain(event.type)
        assert len(places) == 2 * len(event.triggers)
        assert [texts[role] for role in fillers[::2]] == [plain(each.role) for each in event.arguments]
    assert len(part["relations"]) == len(prediction.relations or ())


@given(st.data())
def test_without_gold_no_page_depends_on_gold(tmp_path_factory, data):
    document = data.draw(documents())
    prediction = data.draw(predictions_for(document))
    other = msgspec.structs.replace(document, zones=(), entities=(), relations=(), events=())
    found = []
    for number, each in enumerate((document, other)):
        place = tmp_path_factory.mktemp(f"site{number}")
        meta = msgspec.structs.replace(
            each.meta, topic=str(number), region=str(number), blemishes=(str(number),)
        )
        write(place, [msgspec.structs.replace(each, meta=meta)], {"one": [prediction]}, hidden=True)
        found.append(next((place / "documents").iterdir()).read_bytes())
    assert found[0] == found[1]


def test_the_same_input_gives_the_same_bytes(released, systems, site, tmp_path):
    write(tmp_path, released, systems, hidden=False)
    assert pages_of(tmp_path) == pages_of(site)


def test_several_processes_give_the_bytes_of_one(released, systems, site, tmp_path):
    write(tmp_path, released, systems, hidden=False, jobs=2)
    assert pages_of(tmp_path) == pages_of(site)


HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=2'>\"'&\u202e\x1b"


def test_what_strangers_write_is_text_and_no_tag(tmp_path):
    document = boards.gold(1)[0]
    text = document.text.replace("She left", "<b>left")
    entities = tuple(msgspec.structs.replace(each, name=HOSTILE) for each in document.entities)
    meta = msgspec.structs.replace(document.meta, topic=HOSTILE, blemishes=(HOSTILE,))
    own = msgspec.structs.replace(
        document, id="<svg onload=x>/../..", text=text, entities=entities, meta=meta
    )
    prediction = small.said(
        {"e": (HOSTILE, (0, 4))}, (), ((HOSTILE, [(5, 8)], [(HOSTILE, "e")]),), id_=own.id
    )
    said = [msgspec.structs.replace(prediction, id=own.id)]
    write(tmp_path, [own], {HOSTILE: said, "\ud800" + "x" * 300: said}, hidden=False, labels=Labels())
    (path,) = (tmp_path / "documents").iterdir()
    page = Page(path.read_text(encoding="utf-8"))
    scripts = [attributes for tag, attributes in page.tags if tag == "script"]
    assert scripts == [{"type": "application/json", "id": "Data"}, {}]
    assert not {"img", "svg", "b"} & {tag for tag, _ in page.tags} - {"b"}
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert not any(name == "style" for _, attributes in page.tags for name in attributes)
    assert not {"\u202e", "\x1b"} & set("".join(page.text))
    assert HOSTILE[:20] in "".join(page.text)


def test_the_policy_allows_the_pages_own_script_and_style_alone(site):
    html = pages_of(site)["fg-p-0004"]
    policy = next(
        known["content"]
        for tag, known in Page(html).tags
        if "Content-Security" in known.get("http-equiv", "")
    )
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_file_names_are_ids_where_they_are_safe_and_never_shared():
    assert file_names(["fg-p-0001", "WSJ_0001.v2"]) == {
        "fg-p-0001": "fg-p-0001.html",
        "WSJ_0001.v2": "WSJ_0001.v2.html",
    }
    odd = ["../x", "a/b", ".hidden", "Doc", "doc", "", "x" * 180, "ü"]
    names = file_names(odd)
    assert len({name.casefold() for name in names.values()}) == len(odd)
    assert all(re.fullmatch(r"[a-z0-9-]+\.html", name) for name in names.values())


def test_plain_errors_are_shared_out_among_the_systems_and_left_to_the_table_among_very_many(
    released, tmp_path
):
    silent = [Prediction(each.id) for each in released]
    for number, each in ((1, 120), (10, 12), (60, 0)):
        write(tmp_path, released[:1], {f"s{n}": silent for n in range(number)}, hidden=False)
        html = pages_of(tmp_path)[released[0].id]
        assert html.count('<b class="missed">') == number * each
