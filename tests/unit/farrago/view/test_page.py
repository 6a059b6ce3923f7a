import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given

import small
from farrago import data
from farrago.view import content_of
from farrago.view.page import page
from farrago_schema.types import Zone
from strategies import documents

VOID = {"meta", "input"}


class Page(HTMLParser):
    """Collects tags and ids, and refuses tags that are not well nested."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.ids, self.links = [], [], [], []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in known:
            self.ids.append(known["id"])
        if tag == "a":
            self.links.append(known["href"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def text_of(html):
    """Return what a reader reads of the text, line by line."""
    article = re.search(r"<article.*?</article>", html, re.DOTALL)[0]
    without_tags = re.sub(r'<span class="tag".*?</span></span>', "", article)
    found = re.findall(r'<p class="text">(.*?)</p>', without_tags, re.DOTALL)
    return [unescape(re.sub(r"<[^>]*>", "", each)) for each in found]


@pytest.fixture(scope="module")
def released():
    return data.read_split(data.folder(), "dev")


def test_the_page_shows_the_text_of_every_line(released):
    for document in released:
        html = page(content_of(document))
        assert text_of(html) == [line for line in document.text.split("\n") if line.strip()]


def test_every_link_leads_somewhere_and_every_id_is_there_once(released):
    for document in released:
        found = Page(page(content_of(document)))
        assert len(found.ids) == len(set(found.ids))
        assert {link.removeprefix("#") for link in found.links} <= set(found.ids)
        mentions = sum(len(entity.mentions) for entity in document.entities)
        triggers = sum(len(event.triggers) for event in document.events)
        assert sum(re.fullmatch(r"m\d+", each) is not None for each in found.ids) == mentions + triggers


@given(documents())
def test_any_document_makes_a_well_formed_page_with_our_tags_alone(document):
    found = Page(page(content_of(document)))
    assert found.tags.count("script") == found.tags.count("style") == 1
    assert not {"img", "iframe", "svg", "object"} & set(found.tags)


def test_a_document_without_zones_shows_all_its_text():
    document = small.gold({"e1": ("PER", (3, 6))})
    assert text_of(page(content_of(document))) == [document.text]


def test_a_stray_story_says_so():
    zones = [Zone(0, 50, "teaser", "s2"), Zone(50, 200, "body", "s1")]
    html = page(content_of(small.gold(zones=zones)))
    assert 'title="teaser, story s2"' in html


def test_the_same_document_gives_the_same_bytes(released):
    assert page(content_of(released[0])) == page(content_of(released[0]))
