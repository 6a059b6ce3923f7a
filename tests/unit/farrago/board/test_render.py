import re
from html.parser import HTMLParser

import msgspec
import pytest
from markdown_it import MarkdownIt

import boards
from farrago.board import render

HOSTILE = {
    "name": '<script>alert(1)</script>"><img src=x onerror=alert(1)>'[:80],
    "authors": ("</bdi></th><script>alert(2)</script>", "{{ 7 * 7 }}"),
    "url": "javascript:alert(3)",
    "description": "</dd></dl></details><iframe src=//evil.example></iframe>\u202e",
    "contact": "' onmouseover='alert(4)",
    "parameters": "\x1b[31m<svg onload=alert(5)>",
}


class Page(HTMLParser):
    """Collects the tags of a page with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.text = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture(scope="module")
def board(tmp_path_factory):
    return boards.showcase(tmp_path_factory.mktemp("submissions"))


@pytest.fixture(scope="module")
def hostile(board):
    systems = [msgspec.structs.replace(row.system, **HOSTILE) for row in board.rows]
    rows = tuple(
        msgspec.structs.replace(row, id="../<script>", system=system)
        for row, system in zip(board.rows, systems, strict=True)
    )
    refused = tuple(
        msgspec.structs.replace(
            refusal,
            id="<b>|x",
            problems=(msgspec.structs.replace(refusal.problems[0], found="<script>\n|"),),
        )
        for refusal in board.refused
    )
    return msgspec.structs.replace(board, rows=rows, refused=refused)


def test_a_stranger_adds_no_tag_and_no_attribute(board, hostile):
    def shape(html):
        return [
            (tag, sorted(attributes))
            for tag, attributes in Page(html).tags
            if tag not in {"a", "span", "dt", "dd", "div", "bdi", "li"}
        ]

    assert shape(render.page(hostile)) == shape(render.page(board))
    tags = Page(render.page(hostile)).tags
    assert sum(tag == "script" for tag, _ in tags) == 1
    assert not any(name.startswith("on") for _, attributes in tags for name in attributes)


def test_text_of_strangers_is_shown_as_it_stands(hostile):
    text = "".join(Page(render.page(hostile)).text)
    assert HOSTILE["name"] in text
    assert "{{ 7 * 7 }}" in text
    assert "\u202e" not in text
    assert "\x1b" not in text


def test_only_addresses_of_the_web_are_links(board, hostile):
    def links(page):
        return {attributes["href"] for tag, attributes in Page(page).tags if tag == "a"}

    own = {"leaderboard.json", "leaderboard.md"}
    assert links(render.page(hostile)) == own
    assert links(render.page(board)) == own | {"https://example.org/ledger", "https://example.org/q"}


def test_the_page_asks_for_nothing_from_elsewhere(board):
    for tag, attributes in Page(render.page(board)).tags:
        assert "src" not in attributes
        assert tag not in {"link", "iframe", "object", "embed", "base", "img"}
    assert not re.search(r"url\(|@import", render.page(board))


def test_the_policy_admits_our_own_style_and_script_alone(board):
    page = render.page(board)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert "default-src &#39;none&#39;" in policy
    assert "unsafe" not in policy
    assert 'style="' not in page


def test_every_cell_stands_in_its_column(board):
    page = render.page(board)
    columns = page.count('<th scope="col"')
    for row in re.findall(r'<tr class="row">(.*?)</tr>', page, re.DOTALL):
        assert len(re.findall(r"<td |<th ", row)) == columns


def test_systems_without_a_score_show_a_dash(board):
    (row,) = re.findall(r'<tr class="row">(?:(?!</tr>).)*Tagger.*?</tr>', render.page(board), re.DOTALL)[:1]
    assert row.count(render.BLANK) >= 4


def test_the_page_says_when_no_difference_can_be_significant(board):
    few = msgspec.structs.replace(board, gold=msgspec.structs.replace(board.gold, documents=2))
    assert "no difference can be\n    significant" in render.page(few)
    assert "no difference can be\n    significant" not in render.page(board)


def test_shared_ranks_are_marked(board):
    assert [render.rank(row, board.headline, board) for row in board.rows[:3]] == ["=1", "=1", "3"]


def test_the_markdown_is_one_table_of_text(hostile):
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = parser.parse(render.markdown(hostile))
    assert not [token for token in tokens if token.type == "html_block"]
    inline = [child.type for token in tokens if token.type == "inline" for child in token.children]
    assert set(inline) <= {"text", "text_special"}
    rows = [token for token in tokens if token.type == "tr_open"]
    cells = [token for token in tokens if token.type == "td_open"]
    assert len(rows) == 1 + len(hostile.rows)
    assert len(cells) == 10 * len(hostile.rows)
