import json
import sys

import jsonschema
import msgspec
import pytest
from typer.testing import CliRunner

import boards
from farrago.cli import app, main
from farrago.data import Manifest, SplitStamp, content_hash
from farrago_schema import codec
from farrago_schema.leaderboard import json_schema
from farrago_schema.types import Document

GOLD = boards.gold(8)


@pytest.fixture
def data(tmp_path):
    """A data folder as the build leaves it, with a dev split."""
    place = tmp_path / "data"
    (place / "documents").mkdir(parents=True)
    codec.write(place / "documents" / "dev.parquet", GOLD, Document)
    splits = {"dev": SplitStamp(len(GOLD), content_hash(GOLD))}
    (place / "manifest.json").write_bytes(msgspec.json.encode(Manifest("farrago", "0.1.0", "1.0", splits)))
    return place


@pytest.fixture
def submissions(tmp_path):
    boards.submit(tmp_path / "in", "good", {None: boards.predict(GOLD, 0.9)})
    boards.submit(tmp_path / "in", "partial", {None: boards.predict(GOLD, 0.9)[1:]})
    return tmp_path / "in"


def run(*arguments):
    return CliRunner().invoke(app, ["board", *map(str, arguments)])


def fails(monkeypatch, capsys, *arguments):
    """Run as a shell does, where invalid input ends with exit code 3; return what stderr says."""
    monkeypatch.setattr(sys, "argv", ["farrago", "board", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 3
    return capsys.readouterr().err


def test_it_writes_a_site_and_says_where_to_look(submissions, data, tmp_path):
    result = run(submissions, "-o", tmp_path / "site", "--data", data)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == [
        "index.html",
        "leaderboard.json",
        "leaderboard.md",
    ]
    assert result.stdout == f"Open {tmp_path / 'site' / 'index.html'}\n"
    assert "1 of 2 submissions scored." in result.stderr
    assert "Not scored: partial: " in result.stderr
    assert "| 1 | good |" in (tmp_path / "site" / "leaderboard.md").read_text()


def test_json_on_stdout_is_the_leaderboard_and_nothing_else(submissions, data, tmp_path):
    result = run(submissions, "-o", tmp_path / "site", "--data", data, "--json")
    board = json.loads(result.stdout)
    jsonschema.validate(board, json_schema())
    assert [row["id"] for row in board["rows"]] == ["good"]
    assert board["gold"]["split"] == "dev"


def test_two_runs_write_the_same_bytes(submissions, data, tmp_path):
    sites = [tmp_path / "one", tmp_path / "two"]
    for site in sites:
        run(submissions, "-o", site, "--data", data)
    one, two = ({path.name: path.read_bytes() for path in site.iterdir()} for site in sites)
    assert one == two


def test_terminal_commands_in_names_do_not_reach_the_terminal(data, tmp_path):
    (tmp_path / "in" / "\x1b[31mred").mkdir(parents=True)
    result = run(tmp_path / "in", "-o", tmp_path / "site", "--data", data)
    assert result.exit_code == 3, "nothing was scored"
    assert "red" in result.stderr
    assert "\x1b" not in result.stderr


def test_a_folder_without_submissions_is_invalid_input(data, tmp_path, monkeypatch, capsys):
    (tmp_path / "in").mkdir()
    error = fails(monkeypatch, capsys, tmp_path / "in", "-o", tmp_path / "site", "--data", data)
    assert "a folder with one folder for each submission" in error
    assert not (tmp_path / "site").exists()


def test_a_split_that_is_not_there_is_invalid_input(submissions, data, tmp_path, monkeypatch, capsys):
    error = fails(
        monkeypatch, capsys, submissions, "-o", tmp_path / "site", "--data", data, "--split", "test"
    )
    assert "no split 'test'" in error


def test_a_site_among_the_submissions_is_invalid_input(submissions, data, monkeypatch, capsys):
    error = fails(monkeypatch, capsys, submissions, "-o", submissions / "site", "--data", data)
    assert "outside the submissions" in error


def test_without_a_site_it_is_a_usage_error(submissions):
    assert run(submissions).exit_code == 2


def test_help_has_an_example():
    assert "farrago board submissions" in run("--help").output
