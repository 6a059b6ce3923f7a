"""What people who mean harm say stands on every page, table and file as they say it, and does nothing."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import msgspec
import pytest
import yaml
from markdown_it import MarkdownIt

import boards
import hostile
from farrago.board import build, forms, hub, links
from farrago.board.examine import Setting
from farrago.board.render import Site
from farrago.report import Gold
from farrago.scoring import Bootstrap

ALLOWED = {"http", "https", ""}
FORBIDDEN = {"iframe", "object", "embed", "base", "img", "link", "form", "video", "audio", "frame", "applet"}


class Page(HTMLParser):
    """Collects the tags of a page with their attributes, and its text."""

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
    place = hostile.write(tmp_path_factory.mktemp("hostile") / "submissions")
    return boards.board(place, hostile.DOCUMENTS)


@pytest.fixture(scope="module")
def site(board, tmp_path_factory):
    return boards.write(board, tmp_path_factory.mktemp("site") / "site")


@pytest.fixture(scope="module")
def pages(site):
    return {path.relative_to(site): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}


def own(pages):
    """The pages but for those of documents, which have tests of their own."""
    return {path: page for path, page in pages.items() if path.parts[0] != "documents"}


def test_the_harmful_are_ranked_and_the_broken_refused(board):
    assert {row.id for row in board.data.rows} == set(hostile.HARMFUL)
    refused = {refusal.id for refusal in board.data.refused}
    assert refused == {*hostile.BROKEN, hostile.ELSEWHERE, r"bytes \udcff\udcfe"}


def test_no_report_tells_what_a_link_leads_to(board):
    assert "root:" not in str(board.data.refused)


def test_every_page_has_one_script_and_one_style_of_ours(pages):
    for page in own(pages).values():
        tags = Page(page).tags
        scripts = [attributes for tag, attributes in tags if tag == "script"]
        assert [each for each in scripts if each.get("type") != "application/json"] == [{}]
        assert sum(tag == "style" for tag, _ in tags) == 1


def test_no_page_has_a_tag_or_an_attribute_that_acts(pages):
    for path, page in own(pages).items():
        for tag, attributes in Page(page).tags:
            if tag == "form":
                assert not {"action", "method"} & attributes.keys()
            else:
                assert tag not in FORBIDDEN, path
            assert not {"style", "src", "srcdoc", "formaction", "ping", "autofocus"} & attributes.keys()
            assert not any(name.startswith("on") for name in attributes), path


def test_links_lead_to_the_web_or_to_pages_that_are_there(pages, site):
    for path, page in own(pages).items():
        for _, attributes in Page(page).tags:
            if "href" not in attributes:
                continue
            parts = urlsplit(attributes["href"])
            assert parts.scheme in ALLOWED
            if parts.scheme:
                assert "noopener" in attributes["rel"]
            elif parts.path:
                target = (site / path.parent / parts.path).resolve()
                assert target.is_relative_to(site)
                assert target.is_file(), f"{path} links to {attributes['href']}"


def test_every_page_has_a_policy_that_admits_nothing_from_elsewhere(pages):
    for page in own(pages).values():
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
        assert policy.startswith("default-src &#39;none&#39;")
        assert "unsafe" not in policy
        assert "http" not in policy


def test_what_strangers_wrote_is_shown_as_text(pages):
    text = "".join(Page(pages[next(path for path in pages if str(path) == "index.html")]).text)
    assert "<script>window.hacked=1</script>" in text
    assert "{{ 7 * 7 }}" in text
    assert not set("\u202e\u2066\u2028\x1b\x07\x9b") & set("".join(pages.values()))


def test_no_page_leaves_the_site(site):
    names = [path.name for path in (site / "systems").iterdir()]
    assert len(names) == len(hostile.HARMFUL)
    assert all(links.SLUG.fullmatch(name.removesuffix(".html")) for name in names)


def test_systems_of_one_name_are_told_apart(board):
    labels = [member.label for member in Site(board).members]
    assert len(set(map(str.casefold, labels))) == len(labels)
    assert "twin (a twin) (a twin)" in labels
    assert "TWIN (another twin)" in labels


def test_the_data_of_the_page_that_compares_reads_back(pages, board):
    (page,) = (page for path, page in pages.items() if str(path) == "compare.html")
    (block,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert "<" not in block
    data = json.loads(block)
    assert [each["label"] for each in data["systems"]] == [member.label for member in Site(board).members]


def test_the_markdown_is_one_table_of_text(board):
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = parser.parse(forms.markdown(Site(board)))
    assert not [token for token in tokens if token.type == "html_block"]
    inline = [child for token in tokens if token.type == "inline" for child in token.children]
    kinds = {child.type for child in inline}
    assert kinds <= {"text", "text_special", "code_inline", "link_open", "link_close", "softbreak"}
    addresses = [child.attrs["href"] for child in inline if child.type == "link_open"]
    assert all(urlsplit(address).scheme in {"http", "https"} for address in addresses)
    rows = [token for token in tokens if token.type == "tr_open"]
    cells = [token for token in tokens if token.type == "td_open"]
    assert len(rows) == 1 + len(board.data.rows)
    assert len(cells) == 10 * len(board.data.rows)


def test_no_cell_of_the_csv_is_a_formula(board):
    lines = list(csv.reader(io.StringIO(forms.csv(Site(board)))))
    assert len({len(line) for line in lines}) == 1
    texts = [cell for line in lines for cell in line[:5] if cell]
    assert any("HYPERLINK" in cell for cell in texts)
    assert not [cell for cell in texts if cell[0] in "=+-@\t\r"]


def test_the_latex_has_no_command_of_strangers(board):
    table = forms.latex(Site(board))
    assert "\\input" not in table
    assert "\\textbackslash{}input\\{/etc/passwd\\}" in table


def test_the_hub_reads_what_is_meant(board):
    files = dict(hub.files(Site(board), "owner/farrago"))
    for content in files.values():
        assert yaml.safe_load(content)
    (benchmark,) = (content for path, content in files.items() if path.endswith("eval.yaml"))
    tasks = {task["id"] for task in yaml.safe_load(benchmark)["tasks"]}
    (result,) = (
        yaml.safe_load(content) for path, content in files.items() if "/yaml" in path or "python" in path
    )
    assert {entry["dataset"]["task_id"] for entry in result} <= tasks
    assert all(0 <= entry["value"] <= 100 for entry in result)


def test_labels_of_strangers_are_text_too(tmp_path):
    """Gold of other labels: what types are called is whatever a file calls them."""
    label = "<img src=x onerror=window.hacked=30>"
    documents = [
        msgspec.structs.replace(
            each,
            entities=tuple(msgspec.structs.replace(entity, type=label) for entity in each.entities),
            relations=(),
            events=(),
        )
        for each in boards.gold(3)
    ]
    predictions = boards.predict(documents, 0.7)
    boards.submit(tmp_path / "in", "one", {None: predictions})
    known = Gold.of_documents(documents, "none")
    found = build.leaderboard([tmp_path / "in" / "one"], Setting(known, bootstrap=Bootstrap(200)))
    assert found.data.rows
    place = boards.write(found, tmp_path / "site")
    for path in ("index.html", "systems/one.html"):
        page = Page((place / path).read_text())
        assert not [tag for tag, _ in page.tags if tag == "img"]
    assert label in "".join(page.text)
