import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from farrago.cli import app
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.types import Document

TOY = Path(__file__).parent / "corpus" / "source" / "gold" / "toy-p-1.xml"


def run(*arguments, width="100"):
    return CliRunner().invoke(app, ["show", *map(str, arguments)], env={"COLUMNS": width})


def test_a_document_of_the_data_folder_is_named_by_its_id():
    shown = run("fg-s-0004").stdout
    assert shown.startswith("fg-s-0004  story, ")
    for heading in ("entity", "relation", "realis"):
        assert heading in shown


def test_mentions_and_triggers_are_marked_in_the_text():
    # The width keeps the headline on one line.
    assert (
        "[Oslo]norway ‹Pulls›v1 [Tuna Counter]stimteller From Export" in run("fg-p-0005", width="200").stdout
    )


def test_a_file_of_the_inline_form_is_shown_as_it_is():
    assert run(TOY).stdout.startswith("toy-p-1")


def test_json_is_the_document():
    found = codec.read(Path("dataset/documents/dev.parquet"), Document)
    assert json.loads(run("fg-s-0004", "--json").stdout)["text"] in {document.text for document in found}


def test_a_page_is_written_where_it_is_asked_for(tmp_path):
    result = run(TOY, "-o", tmp_path / "new" / "page.html")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "new" / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_one_of_several_is_asked_for_by_id():
    path = "dataset/documents/dev.parquet"
    assert run(path, "--id", "fg-s-0004").stdout.startswith("fg-s-0004")
    with pytest.raises(InputError, match=r"found [0-9]+ documents, expected one"):
        raise run(path).exception


def test_an_unknown_id_names_the_nearest():
    with pytest.raises(InputError, match="did you mean fg-s-0004"):
        raise run("fg-s-004").exception


def test_a_file_that_is_not_there_is_told_from_an_id():
    with pytest.raises(InputError, match="neither a file nor the id of a document"):
        raise run("nowhere.jsonl").exception
