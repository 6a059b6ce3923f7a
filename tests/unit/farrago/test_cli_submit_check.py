"""``farrago submit-check`` says of a submission what the board will say."""

import json

import msgspec
import pytest
from markdown_it import MarkdownIt
from typer.testing import CliRunner

import boards
import hostile
from farrago.cli import app
from farrago.data import Manifest, SplitStamp, content_hash
from farrago_schema import codec
from farrago_schema.types import Document, Input, Prediction

GOLD = {
    "dev": boards.gold(9),
    "test": [msgspec.structs.replace(each, id=f"t{each.id}") for each in boards.gold(9)],
}


@pytest.fixture
def data(tmp_path):
    """A data folder whose gold of test is somewhere else."""
    place = tmp_path / "data"
    for name in ("documents", "inputs"):
        (place / name).mkdir(parents=True)
    codec.write(place / "documents" / "dev.parquet", GOLD["dev"], Document)
    for split, documents in GOLD.items():
        codec.write(place / "inputs" / f"{split}.parquet", [each.input() for each in documents], Input)
    stamps = {name: SplitStamp(len(documents), content_hash(documents)) for name, documents in GOLD.items()}
    (place / "manifest.json").write_bytes(msgspec.json.encode(Manifest("farrago", "0.1.0", "1.0", stamps)))
    return place


def submit(place, **fields):
    folder = boards.submit(place, "mine", {}, **fields)
    for split, documents in GOLD.items():
        (folder / split).mkdir()
        path = folder / split / "predictions.jsonl"
        codec.write(path, boards.predict(documents, 0.8), Prediction)
    return folder


def run(*arguments):
    return CliRunner().invoke(app, ["submit-check", *map(str, arguments)])


def board(place, data, split):
    arguments = ["board", place, "-o", place.parent / f"site-{split}", "--data", data, "--split", split]
    CliRunner().invoke(app, list(map(str, arguments)))
    return json.loads((place.parent / f"site-{split}" / "leaderboard.json").read_text())


def test_a_good_one_is_taken_and_scored_on_dev_as_the_board_will_score_it(data, tmp_path):
    folder = submit(tmp_path / "in")
    found = json.loads(run(folder, "--data", data, "--json").stdout)
    assert found["valid"] is True
    assert {name: each["documents"] for name, each in found["splits"].items()} == {"dev": 9, "test": 9}
    (row,) = board(tmp_path / "in", data, "dev")["rows"]
    assert found["scores"] == row["runs"][0]["scores"]
    assert found["signatures"] == [row["runs"][0]["signature"]]


def test_it_says_in_words_what_will_become_of_it(data, tmp_path):
    result = run(submit(tmp_path / "in"), "--data", data)
    assert result.exit_code == 0, result.output
    assert "The board will take it: mine, ranked among all systems." in result.stdout
    assert "Its card could also say: authors, url" in result.stdout


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"layers": ("entities", "coref")}, "by task only: it does not attempt events, relations"),
        ({"given": ("entities",)}, "among systems that were given gold"),
        ({"kind": "annotator"}, "for reference, not ranked"),
    ],
)
def test_it_says_on_which_track_it_will_be(data, tmp_path, fields, words):
    assert words in run(submit(tmp_path / "in", **fields), "--data", data).stdout


@pytest.mark.parametrize("split", ["dev", "test"])
def test_what_the_board_refuses_is_refused_with_all_that_is_wrong(data, tmp_path, split):
    folder = submit(tmp_path / "in")
    path = folder / split / "predictions.jsonl"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[2:]).replace('"PER"', '"PERSON"'))
    result = run(folder, "--data", data, "--json")
    assert result.exit_code == 3
    counts = json.loads(result.stdout)["splits"][split]["counts"]
    assert counts["missing-document"] == 2
    assert counts["unknown-type"] > 2
    assert json.loads(result.stdout)["scores"] is None
    assert "The board will refuse it" in run(folder, "--data", data).stdout
    if split == "dev":
        assert [each["id"] for each in board(tmp_path / "in", data, "dev")["refused"]] == ["mine"]


@pytest.mark.parametrize("name", [*hostile.BROKEN])
def test_each_broken_one_is_refused_and_harms_nothing(data, tmp_path, name):
    folder = boards.submit(tmp_path, name, {None: boards.predict(GOLD["dev"], 0.8)})
    hostile.BROKEN[name](folder)
    result = run(folder, "--data", data, "--format", "markdown")
    assert result.exit_code == 3, result.output
    assert "root:" not in result.output
    tokens = MarkdownIt("commonmark", {"html": True}).parse(result.stdout)
    inline = [child.type for token in tokens for child in token.children or ()]
    assert not {"html_inline", "link_open", "image"} & set(inline)
    assert not [token for token in tokens if token.type == "html_block"]


def test_predictions_beside_the_card_are_of_dev(data, tmp_path):
    folder = boards.submit(tmp_path, "flat", {None: boards.predict(GOLD["dev"], 0.8)})
    assert list(json.loads(run(folder, "--data", data, "--json").stdout)["splits"]) == ["dev"]


def test_markdown_is_a_table_of_scores(data, tmp_path):
    shown = run(submit(tmp_path / "in"), "--data", data, "--format", "markdown").stdout
    assert "| Score |" in shown
    assert "The board will take it: mine" in shown


def test_a_card_declares_the_layers_of_its_splits(data, tmp_path):
    folder = submit(tmp_path / "in", layers=("entities", "coref"))
    arguments = ["score", folder / "dev", "--data", data, "--json"]
    scored = CliRunner().invoke(app, list(map(str, arguments)))
    assert json.loads(scored.stdout)["layers"] == ["entities", "coref"]
    whole = CliRunner().invoke(app, ["score", str(folder), "--data", str(data), "--json"])
    assert whole.stdout == scored.stdout, "a folder stands for that of the split"


def test_help_has_an_example():
    assert "farrago submit-check submissions/lexicon" in run("--help").output
