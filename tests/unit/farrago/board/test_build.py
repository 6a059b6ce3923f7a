import os

import msgspec
import pytest

import boards
from farrago.board import build, examine
from farrago.board.columns import COLUMNS, HEADLINE
from farrago.scoring import metrics
from farrago.scoring.headline import headline_tally
from farrago.tally import Tally
from farrago_schema.leaderboard import Leaderboard
from farrago_schema.problems import InputError
from farrago_schema.types import Prediction

GOLD = boards.gold(24)
GOOD = boards.predict(GOLD, 0.8, 1)
POOR = boards.predict(GOLD, 0.3, 2)
CODES = {"broken": "json", "partial": "missing-document"}


def rows(board):
    return {row.id: row for row in board.data.rows}


def headline(row):
    return row.figures[HEADLINE.key]


def test_better_systems_rank_higher_and_twins_share_a_rank(tmp_path):
    boards.submit(tmp_path, "poor", {None: POOR})
    boards.submit(tmp_path, "good", {None: GOOD})
    boards.submit(tmp_path, "twin", {None: GOOD})
    board = boards.board(tmp_path, GOLD)
    assert [(row.id, headline(row).rank) for row in board.data.rows] == [
        ("good", 1),
        ("twin", 1),
        ("poor", 3),
    ]


def test_gold_itself_scores_one_in_every_column(tmp_path):
    boards.submit(tmp_path, "gold", {None: boards.predict(GOLD, 1.0)})
    (row,) = boards.board(tmp_path, GOLD).data.rows
    assert {key: figure.mean for key, figure in row.figures.items()} == {
        column.key: 1.0 for column in COLUMNS
    }


def test_an_invalid_submission_is_listed_and_never_ranks(tmp_path):
    boards.submit(tmp_path, "partial", {None: GOOD[:-2]})
    (boards.submit(tmp_path, "broken", {None: GOOD}) / "predictions.jsonl").write_text("{not json")
    boards.submit(tmp_path, "poor", {None: POOR})
    board = boards.board(tmp_path, GOLD)
    assert [row.id for row in board.data.rows] == ["poor"]
    assert {refusal.id: refusal.problems[0].code for refusal in board.data.refused} == CODES


def test_one_bad_run_of_several_refuses_the_submission(tmp_path):
    boards.submit(tmp_path, "seeds", {"1": GOOD, "2": GOOD[1:]})
    board = boards.board(tmp_path, GOLD)
    assert not board.data.rows
    assert [refusal.total for refusal in board.data.refused] == [1]


def test_only_the_first_problems_are_shown_and_all_are_counted(tmp_path):
    boards.submit(tmp_path, "partial", {None: GOOD[:2]})
    (refusal,) = boards.board(tmp_path, GOLD).data.refused
    assert (len(refusal.problems), refusal.total) == (examine.SHOWN_PROBLEMS, len(GOLD) - 2)


def test_who_leaves_a_layer_out_ranks_by_layer_only_and_comes_last(tmp_path):
    names = [Prediction(item.id, entities=item.entities) for item in boards.predict(GOLD, 1.0)]
    boards.submit(tmp_path, "a-tagger", {None: names}, layers=("entities", "coref"))
    boards.submit(tmp_path, "poor", {None: POOR})
    board = boards.board(tmp_path, GOLD)
    assert [row.id for row in board.data.rows] == ["poor", "a-tagger"]
    tagger = rows(board)["a-tagger"]
    assert headline(tagger) is None
    assert tagger.figures["relation.f1"] is None
    assert tagger.figures["mention_name.f1"].rank == 1
    assert rows(board)["poor"].figures["mention_name.f1"].rank == 2


@pytest.mark.parametrize("kind", ["oracle", "annotator"])
def test_references_have_no_rank_and_take_none(tmp_path, kind):
    boards.submit(tmp_path, "gold", {None: boards.predict(GOLD, 1.0)}, kind=kind)
    boards.submit(tmp_path, "poor", {None: POOR})
    board = boards.board(tmp_path, GOLD)
    assert [(row.id, row.track, headline(row).rank) for row in board.data.rows] == [
        ("poor", "open", 1),
        ("gold", "reference", None),
    ]


def test_who_was_given_gold_competes_with_their_like(tmp_path):
    boards.submit(tmp_path, "given", {None: boards.predict(GOLD, 1.0)}, given=("entities",))
    boards.submit(tmp_path, "poor", {None: POOR})
    board = boards.board(tmp_path, GOLD)
    assert [(row.id, row.track, headline(row).rank) for row in board.data.rows] == [
        ("poor", "open", 1),
        ("given", "given", 1),
    ]


def test_several_runs_give_mean_and_sample_deviation(tmp_path):
    runs = {str(seed): boards.predict(GOLD, 0.6, seed) for seed in (1, 2, 3)}
    boards.submit(tmp_path, "seeds", runs)
    for seed, predictions in runs.items():
        boards.submit(tmp_path, f"alone-{seed}", {None: predictions})
    board = rows(boards.board(tmp_path, GOLD))
    x, y, z = (headline(board[f"alone-{seed}"]).mean for seed in runs)
    mean = (x + y + z) / 3
    figure = headline(board["seeds"])
    assert figure.mean == pytest.approx(mean)
    assert figure.deviation == pytest.approx(
        (((x - mean) ** 2 + (y - mean) ** 2 + (z - mean) ** 2) / 2) ** 0.5
    )
    assert headline(board["alone-1"]).deviation is None


def test_systems_of_different_numbers_of_runs_are_compared_as_equals(tmp_path):
    boards.submit(tmp_path, "once", {None: GOOD})
    boards.submit(tmp_path, "thrice", dict.fromkeys(("1", "2", "3"), GOOD))
    boards.submit(tmp_path, "twice-poor", dict.fromkeys(("1", "2"), POOR))
    board = boards.board(tmp_path, GOLD)
    assert {row.id: headline(row).rank for row in board.data.rows} == {
        "once": 1,
        "thrice": 1,
        "twice-poor": 3,
    }


def test_scores_follow_from_the_counts_that_are_kept(tmp_path):
    board = boards.showcase(tmp_path)
    for row in board.data.rows:
        for run in row.runs:
            tallies = {
                metric: Tally.of(
                    board.data.counted[metric].columns,
                    {
                        document: {"": counts}
                        for document, counts in zip(board.data.counted[metric].documents, matrix, strict=True)
                    },
                )
                for metric, matrix in run.counts.items()
            }
            tallies |= {HEADLINE.metric: headline_tally(tallies)}
            for column in COLUMNS:
                tally = tallies.get(column.metric)
                again = None if tally is None else float(column.score(tally.total()))
                assert again == run.scores[column.key]


def test_the_headline_is_the_mean_of_the_columns_beside_it(tmp_path):
    boards.submit(tmp_path, "good", {None: GOOD})
    (row,) = boards.board(tmp_path, GOLD).data.rows
    parts = [row.figures[column.key].mean for column in COLUMNS[1:]]
    assert headline(row).mean == pytest.approx(sum(parts) / 5)
    assert all(column.name in metrics()[column.metric].score(column_zeros(column)) for column in COLUMNS)


def column_zeros(column):
    return Tally.of(metrics()[column.metric].columns, {}).total()


def test_no_system_at_all_is_a_board_too(tmp_path):
    (tmp_path / "empty").mkdir()
    board = boards.board(tmp_path, GOLD)
    assert board.data.rows == ()
    boards.write(board, tmp_path / "site")
    assert "No system is ranked yet" in (tmp_path / "site" / "index.html").read_text()


def test_the_same_input_gives_the_same_bytes_anywhere(tmp_path):
    sites = []
    for place in ("one", "another/and/deeper"):
        boards_folder = tmp_path / place / "submissions"
        boards.write(boards.showcase(boards_folder), tmp_path / place / "site")
        site = tmp_path / place / "site"
        sites.append(
            {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        )
    assert sites[0] == sites[1]
    assert len(sites[0]) > 30
    assert not any(str(tmp_path).encode() in content for content in sites[0].values())


def test_problems_name_files_as_the_submission_does(tmp_path):
    (boards.submit(tmp_path, "broken", {None: GOOD}) / "predictions.jsonl").write_text("{not json")
    (refusal,) = boards.board(tmp_path, GOLD).data.refused
    assert refusal.problems[0].file == "predictions.jsonl"
    assert str(tmp_path) not in str(refusal)


def test_a_folder_named_in_bytes_that_are_no_text_is_a_row_like_others(tmp_path):
    boards.submit(tmp_path / "submissions", os.fsdecode(b"caf\xe9"), {None: POOR}, name="good name")
    (tmp_path / "submissions" / os.fsdecode(b"bad\xff")).mkdir()
    board = boards.board(tmp_path / "submissions", GOLD)
    boards.write(board, tmp_path / "site")
    assert [row.id for row in board.data.rows] == [r"caf\udce9"]
    assert [refusal.id for refusal in board.data.refused] == [r"bad\udcff"]


def test_the_data_reads_back_as_it_was(tmp_path):
    board = boards.showcase(tmp_path / "submissions")
    boards.write(board, tmp_path / "site")
    data = (tmp_path / "site" / "leaderboard.json").read_bytes()
    assert msgspec.json.decode(data, type=Leaderboard) == board.data


def test_a_site_that_cannot_be_written_is_an_error(tmp_path):
    (tmp_path / "site").write_text("a file")
    with pytest.raises(InputError, match="a folder to write into"):
        boards.write(boards.showcase(tmp_path / "submissions"), tmp_path / "site")


@pytest.mark.parametrize("site", ["submissions", "submissions/site", "submissions/../submissions/x"])
def test_a_site_among_the_submissions_is_refused(tmp_path, site):
    (tmp_path / "submissions").mkdir()
    with pytest.raises(InputError, match="outside the submissions"):
        build.check_site(tmp_path / site, tmp_path / "submissions")


def test_a_site_beside_the_submissions_is_fine(tmp_path):
    build.check_site(tmp_path / "submissions-site", tmp_path / "submissions")
