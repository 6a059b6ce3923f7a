"""What the pages say follows from the board."""

import json
import re

import msgspec
import pytest

import boards
from farrago.board import index, render
from farrago.board.render import Site
from farrago.report import Gold, score_against
from farrago.scoring import Options


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("showcase")


@pytest.fixture(scope="module")
def board(place):
    return boards.showcase(place / "submissions")


@pytest.fixture(scope="module")
def site(board, place):
    return boards.write(board, place / "site")


def rows(page):
    return re.findall(r'<tr class="row (apart|alike)"[^>]*data-label="([^"]*)".*?</tr>', page, re.DOTALL)


def read(site, path):
    return (site / path).read_text(encoding="utf-8")


def test_a_line_between_rows_says_whether_the_upper_is_significantly_better(site):
    found = {name: line for line, name in rows(read(site, "index.html"))}
    assert found["Quarry 2"] == "alike", "it shares rank 1 with the next"
    assert found["Ledger"] == "apart"


def test_shared_ranks_are_marked(site):
    ranks = re.findall(r'<td class="rank"[^>]*>([^<]*)</td>', read(site, "index.html"))
    assert ranks[:5] == ["=1", "=1", "3", "4", "–"]


def test_each_part_of_gold_has_a_page_with_ranks_of_its_own(board, site):
    stories, pages_ = (read(site, f"kind-{kind}.html") for kind in ("story", "page"))
    assert 'aria-current="page">Stories' in stories
    assert "12 documents" in pages_
    row = next(row for row in board.data.rows if row.system.name == "Ledger")
    figure = row.parts["kind=page"]["relation.f1"]
    assert f"{100 * figure.mean:.1f}" in pages_


def test_a_part_counts_the_documents_that_it_says(board):
    parts = {part.name: part.documents for part in board.data.parts}
    assert {name: len(documents) for name, documents in parts.items()} == {"kind=story": 12, "kind=page": 12}


def test_every_cell_stands_in_its_column(site):
    page = read(site, "index.html")
    columns = page.count('<th scope="col"')
    for row in re.findall(r'<tr class="row .*?</tr>', page, re.DOTALL):
        assert len(re.findall(r"<td |<th ", row)) == columns


def test_the_page_says_when_no_difference_can_be_significant(tmp_path):
    documents = boards.gold(3)
    for name, quality in (("one", 0.9), ("two", 0.3)):
        boards.submit(tmp_path / "in", name, {None: boards.predict(documents, quality)})
    few = read(boards.write(boards.board(tmp_path / "in", documents), tmp_path / "site"), "index.html")
    assert "no difference can be\n    significant" in few


def test_the_signature_is_the_one_that_scoring_prints(tmp_path):
    documents = boards.gold(8)
    folder = boards.submit(tmp_path / "in", "one", {None: boards.predict(documents, 0.8)})
    board = boards.board(tmp_path / "in", documents)
    gold = boards.setting(documents).gold
    report = score_against(
        gold, folder / "predictions.jsonl", Options(layers=board.data.rows[0].system.layers)
    )
    assert board.data.rows[0].runs[0].signature == report.result.signature
    site = boards.write(board, tmp_path / "site")
    assert report.result.signature in read(site, "systems/one.html")


def test_the_scores_of_a_system_are_those_of_scoring(tmp_path):
    documents = boards.gold(8)
    folder = boards.submit(tmp_path / "in", "one", {None: boards.predict(documents, 0.8)})
    board = boards.board(tmp_path / "in", documents)
    known = Gold.of_documents(documents)
    examined = board.entries[0].examined
    report = score_against(known, folder, Options(metrics=tuple(examined.scores)))
    assert dict(examined.scores.items()) == report.result.scores
    assert examined.types == report.result.types


def test_what_compares_two_systems_says_what_was_tested(board, site):
    page = read(site, "compare.html")
    (block,) = re.findall(r'id="data">(.*?)</script>', page, re.DOTALL)
    data = json.loads(block)
    members = Site(board).members
    low = data["pairs"][0][0]
    found = board.standing("", board.data.headline).pairs
    places = sorted((members[0].place, members[1].place))
    tested = found[tuple(places)]
    sign = 1 if members[0].place < members[1].place else -1
    assert low[0] == round(10_000 * sign * tested.difference)
    assert low[3] == pytest.approx(tested.p, abs=1e-6)
    assert len(data["pairs"][0]) == len(members) * (len(members) - 1) // 2


def test_a_site_leaves_nothing_of_the_one_before(tmp_path, board):
    boards.write(board, tmp_path)
    (tmp_path / "mine.txt").write_text("stays")
    gone = tmp_path / "systems" / "gone.html"
    gone.write_text("an old system")
    boards.write(board, tmp_path)
    assert not gone.exists()
    assert (tmp_path / "mine.txt").exists()


def test_a_folder_that_is_no_site_loses_nothing(tmp_path, board):
    (tmp_path / "systems").mkdir()
    (tmp_path / "systems" / "mine.html").write_text("stays")
    boards.write(board, tmp_path)
    assert (tmp_path / "systems" / "mine.html").exists()


def test_a_site_that_hides_gold_says_none_of_it(tmp_path, board):
    boards.write(board, tmp_path, is_hidden=True)
    assert "Justice.Sue “sued”" not in read(tmp_path, "compare.html")
    data = json.loads(re.findall(r'id="data">(.*?)</script>', read(tmp_path, "compare.html"), re.DOTALL)[0])
    assert data["items"] is data["right"] is None


def test_a_tie_in_names_is_told_apart_by_folders(board):
    rows = [
        msgspec.structs.replace(row, system=msgspec.structs.replace(row.system, name="Same"))
        for row in board.data.rows
    ]
    assert render.labels(rows) == [f"Same ({row.id})" for row in rows]


@pytest.mark.parametrize(("p", "shown"), [(0.00009, "<\u202f0.001"), (0.05, "0.050"), (1.0, "1.000")])
def test_p_values_are_never_zero(p, shown):
    assert render.p_value(p) == shown


@pytest.mark.parametrize(("difference", "shown"), [(0.0123, "+1.2"), (-0.0123, "−1.2"), (-0.0001, "0.0")])
def test_differences_have_their_sign(difference, shown):
    assert render.points(difference) == shown


def test_paths_of_parts_are_plain_names(board):
    assert [index.path_of(part) for part in board.parts] == [
        "index.html",
        "kind-story.html",
        "kind-page.html",
    ]
