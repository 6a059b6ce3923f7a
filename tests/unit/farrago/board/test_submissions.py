import pytest

import boards
from farrago.board import submissions
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.types import Prediction

PREDICTIONS = boards.predict(boards.gold(2), 1.0)


def problems_of(folder):
    with pytest.raises(InputError) as error:
        submissions.read(folder)
    return error.value.problems


def test_each_folder_is_a_submission_and_nothing_else_is(tmp_path):
    for name in ("beta", "alpha", ".hidden"):
        (tmp_path / name).mkdir()
    (tmp_path / "README.md").write_text("how to submit")
    assert [folder.name for folder in submissions.discover(tmp_path)] == ["alpha", "beta"]


def test_a_folder_without_submissions_is_an_error(tmp_path):
    with pytest.raises(InputError, match="found no folder in it"):
        submissions.discover(tmp_path)


def test_a_place_that_is_no_folder_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    for name in ("file", "absent"):
        with pytest.raises(InputError, match="a folder with one folder for each submission"):
            submissions.discover(tmp_path / name)


def test_who_names_a_single_submission_is_told_so(tmp_path):
    folder = boards.submit(tmp_path, "one", {None: PREDICTIONS})
    with pytest.raises(InputError, match="name the folder above it"):
        submissions.discover(folder)


@pytest.mark.parametrize("suffix", codec.SUFFIXES)
def test_predictions_of_every_format_are_found(tmp_path, suffix):
    folder = boards.submit(tmp_path, "one", {})
    codec.write(folder / f"predictions{suffix}", PREDICTIONS, Prediction)
    assert submissions.read(folder).runs == {None: folder / f"predictions{suffix}"}


def test_seeds_stand_in_the_order_of_their_numbers(tmp_path):
    folder = boards.submit(tmp_path, "one", dict.fromkeys(("10", "9", "1", "b", "a"), PREDICTIONS))
    assert list(submissions.read(folder).runs) == ["a", "b", "1", "9", "10"]


def test_all_that_is_wrong_is_said_at_once(tmp_path):
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "predictions.json").write_text("[]")
    assert [problem.code for problem in problems_of(folder)] == ["system-missing", "runs"]


def test_a_broken_system_file_is_a_problem(tmp_path):
    folder = boards.submit(tmp_path, "one", {None: PREDICTIONS}, kind="magic")
    assert any("magic" in str(problem) for problem in problems_of(folder))


def test_files_with_and_without_a_seed_are_a_problem(tmp_path):
    folder = boards.submit(tmp_path, "one", {None: PREDICTIONS, "1": PREDICTIONS})
    (problem,) = problems_of(folder)
    assert "with and without a seed" in problem.found


def test_one_seed_in_two_formats_is_a_problem(tmp_path):
    folder = boards.submit(tmp_path, "one", {"1": PREDICTIONS})
    codec.write(folder / "predictions-1.parquet", PREDICTIONS, Prediction)
    (problem,) = problems_of(folder)
    assert problem.file == "predictions-1.parquet"


@pytest.mark.parametrize("name", ["system.json", "predictions.jsonl"])
def test_a_link_that_leads_out_is_refused_unread(tmp_path, name):
    folder = boards.submit(tmp_path / "in", "one", {None: PREDICTIONS})
    secret = tmp_path / "secret"
    secret.write_text("a stranger's secret")
    (folder / name).unlink()
    (folder / name).symlink_to(secret)
    (problem,) = problems_of(folder)
    assert problem.code == "link"
    assert "secret" not in str(problem)
