import json
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner

from farrago.cli import app
from farrago.importers import inline
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Prediction

SOURCE = Path(__file__).parent / "corpus" / "source"
TOY = SOURCE / "gold" / "toy-p-1.xml"


def run(*arguments):
    return CliRunner().invoke(app, ["convert", *map(str, arguments)])


def test_xml_becomes_json_lines_and_xml_again(tmp_path):
    assert run(TOY, "-o", tmp_path / "a.jsonl").exit_code == 0
    assert run(tmp_path / "a.jsonl", "-o", tmp_path / "a.xml").exit_code == 0
    assert inline.read_file(tmp_path / "a.xml") == inline.read_file(TOY)


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.parquet"])
def test_a_folder_goes_through_every_format_and_back(tmp_path, name):
    assert run(SOURCE / "gold", "-o", tmp_path / name).exit_code == 0
    assert run(tmp_path / name, "-o", tmp_path / "back").exit_code == 0
    assert list(inline.read(tmp_path / "back")) == list(inline.read(SOURCE / "gold"))


def test_an_exact_text_is_accepted():
    result = run(TOY, "--against", SOURCE / "text" / "toy-p-1.txt")
    assert (result.exit_code, result.stderr) == (0, "no errors; documents: 1\n")


def test_a_folder_is_compared_with_a_folder_of_texts():
    assert run(SOURCE / "gold", "--against", SOURCE / "text").exit_code == 0


def test_another_text_is_refused_and_nothing_is_written(tmp_path):
    (tmp_path / "t.txt").write_text("Žiger Sues")
    result = run(TOY, "--against", tmp_path / "t.txt", "-o", tmp_path / "out.jsonl")
    assert isinstance(result.exception, InputError)
    assert "of the frozen text" in str(result.exception)
    assert "\n    frozen:\n    Žiger Sues\n    " in str(result.exception)
    assert not (tmp_path / "out.jsonl").exists()


def test_a_text_that_is_not_utf_8_is_refused(tmp_path):
    (tmp_path / "t.txt").write_bytes(b"\xff")
    result = run(TOY, "--against", tmp_path / "t.txt")
    assert isinstance(result.exception, InputError)
    assert "UTF-8" in str(result.exception)


def test_faults_of_all_files_are_told(tmp_path):
    copytree(SOURCE / "gold", tmp_path / "gold")
    for path in (tmp_path / "gold").iterdir():
        path.write_text(path.read_text("utf-8").replace('type="PER"', 'type="PERSON"'), "utf-8")
    result = run(tmp_path / "gold", "-o", tmp_path / "out.jsonl")
    problems = result.exception.problems
    assert {Path(problem.file).name for problem in problems} == {
        "toy-p-1.xml",
        "toy-s-1.xml",
        "toy-s-2.xml",
    }
    assert {problem.nearest for problem in problems if problem.found == '"PERSON"'} == {"PER"}


def test_without_a_label_set_only_form_and_text_are_checked(tmp_path):
    other = tmp_path / "other.xml"
    other.write_text(TOY.read_text("utf-8").replace("Justice.Sue", "Justiz.Klage"), "utf-8")
    assert run(other).exit_code != 0
    assert run(other, "--ontology", "none").exit_code == 0


def test_tokens_and_sentences_are_added_when_asked_for(tmp_path):
    run(TOY, "-o", tmp_path / "plain.jsonl")
    run(TOY, "--segment", "-o", tmp_path / "full.jsonl")
    (plain,) = codec.read(tmp_path / "plain.jsonl", Document)
    (full,) = codec.read(tmp_path / "full.jsonl", Document)
    assert (len(plain.tokens), len(full.sentences)) == (0, 7)


def test_standard_output_is_json_lines():
    result = run(TOY, "-o", "-")
    assert json.loads(result.stdout)["id"] == "toy-p-1"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["x.docx"], "no format has the suffix"),
        (["x.jsonl", "--from", "jsn"], "json"),
        (["x.jsonl", "--against", "t.txt"], "only XML"),
    ],
)
def test_wrong_usage_says_what_is_right(arguments, message):
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize("name", ["none.xml", "none.jsonl", "none"])
def test_a_file_that_is_not_there_is_told(tmp_path, name):
    result = run(tmp_path / name)
    assert isinstance(result.exception, InputError)


def test_without_the_extra_the_way_to_it_is_told(monkeypatch):
    monkeypatch.setattr("farrago.cli._extras.find_spec", lambda name: None if name == "spacy" else name)
    result = run(TOY)
    assert result.exit_code == 2
    assert "This needs spacy: pip install 'farrago[corpus]'" in result.stderr


def test_a_folder_without_xml_is_told(tmp_path):
    assert "no XML file" in str(run(tmp_path).exception)


def test_a_pass_becomes_predictions_that_say_the_same(tmp_path):
    assert run(TOY, "--predictions", "-o", tmp_path / "p.jsonl").exit_code == 0
    (prediction,) = codec.read(tmp_path / "p.jsonl", Prediction)
    gold = inline.read_file(TOY)
    assert prediction == gold.prediction()
    assert [entity.id for entity in prediction.entities] == [entity.id for entity in gold.entities]


def test_predictions_need_a_file():
    assert run(TOY, "--predictions").exit_code == 2
