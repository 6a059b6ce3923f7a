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
from farrago_schema.types import Document, Prediction

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
        "documents",
        "index.html",
        "leaderboard.csv",
        "leaderboard.json",
        "leaderboard.md",
        "leaderboard.tex",
        "systems",
    ]
    assert result.stdout == f"Open {tmp_path / 'site' / 'index.html'}\n"
    assert "dev: 1 of 2 submissions scored." in result.stderr
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
    assert files(sites[0]) == files(sites[1])


def files(site):
    return {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_any_number_of_processes_and_any_cache_write_the_same_bytes(submissions, data, tmp_path):
    boards.submit(submissions, "poor", {None: boards.predict(GOLD, 0.4)})
    for name, jobs in (("one", 1), ("two", 2)):
        run(
            submissions,
            "-o",
            tmp_path / name,
            "--data",
            data,
            "--jobs",
            jobs,
            "--cache",
            tmp_path / f"c{jobs}",
        )
    run(submissions, "-o", tmp_path / "kept", "--data", data, "--cache", tmp_path / "c2")
    one, two, kept = (files(tmp_path / name) for name in ("one", "two", "kept"))
    assert one == two == kept


def test_several_splits_stand_beside_each_other(submissions, data, tmp_path):
    other = [msgspec.structs.replace(each, id=f"t{each.id}") for each in GOLD]
    codec.write(data / "documents" / "test.parquet", other, Document)
    stamps = {
        name: SplitStamp(len(each), content_hash(each)) for name, each in (("dev", GOLD), ("test", other))
    }
    (data / "manifest.json").write_bytes(msgspec.json.encode(Manifest("farrago", "0.1.0", "1.0", stamps)))
    (submissions / "good" / "test").mkdir()
    codec.write(submissions / "good" / "test" / "predictions.jsonl", boards.predict(other, 0.9), Prediction)
    result = run(submissions, "-o", tmp_path / "site", "--data", data, "--split", "dev", "--split", "test")
    assert result.exit_code == 0, result.output
    dev, test = (tmp_path / "site" / path for path in ("index.html", "test/index.html"))
    assert 'href="test/index.html"' in dev.read_text()
    assert 'href="../index.html"' in test.read_text()
    assert (tmp_path / "site" / "test" / "systems" / "good.html").is_file()
    assert "test: 1 of 2 submissions scored." in result.stderr


def test_gold_from_elsewhere_and_hidden_is_on_no_page(submissions, data, tmp_path):
    gold = tmp_path / "gold.jsonl"
    codec.write(gold, GOLD, Document)
    usual = (submissions, "-o", tmp_path / "site", "--data", data, "--gold", gold, "--split", "dev")
    boards.submit(submissions, "poor", {None: boards.predict(GOLD, 0.4)})
    run(*usual)
    shown = (tmp_path / "site" / "compare.html").read_text()
    result = run(*usual, "--hide-gold", "dev")
    hidden = (tmp_path / "site" / "compare.html").read_text()
    assert result.exit_code == 0, result.output
    assert "Justice.Sue" in shown
    assert "Justice.Sue" not in hidden


@pytest.mark.parametrize(
    "options",
    [
        ("--split", "dev", "--split", "dev"),
        ("--split", "dev", "--split", "test", "--gold", "x.jsonl"),
        ("--base-url", "javascript:alert(1)"),
    ],
)
def test_options_that_cannot_be_meant_are_usage_errors(submissions, data, tmp_path, options):
    assert run(submissions, "-o", tmp_path / "site", "--data", data, *options).exit_code == 2


def test_a_base_url_makes_absolute_links(submissions, data, tmp_path):
    run(
        submissions,
        "-o",
        tmp_path / "site",
        "--data",
        data,
        "--base-url",
        "https://example.org/b/",
        "--hub",
        "o/n",
    )
    assert "(<https://example.org/b/systems/good.html>)" in (tmp_path / "site" / "leaderboard.md").read_text()
    page = (tmp_path / "site" / "systems" / "good.html").read_text()
    assert '<link rel="canonical" href="https://example.org/b/systems/good.html">' in page
    assert (
        '"https://example.org/b/systems/good.html"' in (tmp_path / "site/hub/results/good.yaml").read_text()
    )


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
