import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from farrago.cli import app
from farrago.importers import inline
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.standoff import StandoffDocument
from farrago_schema.types import LAYERS, Document
from seeds import seed

SOURCE = Path(__file__).parent / "corpus" / "source"


def run(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments)])


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.jsonl"
    made = run("convert", SOURCE / "gold", "--against", SOURCE / "text", "--standoff", "-o", path)
    assert made.exit_code == 0, made.exception
    return path


def test_gold_goes_out_without_its_text_and_comes_back_with_it(gold, tmp_path):
    assert {each.id for each in codec.read(gold, StandoffDocument)} == {"toy-p-1", "toy-s-1", "toy-s-2"}
    result = run("hydrate", gold, SOURCE / "text", "-o", tmp_path / "back.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"3 documents: {tmp_path / 'back.jsonl'}\n"
    back = list(codec.read(tmp_path / "back.jsonl", Document))
    assert [each.text for each in back] == [each.text for each in inline.read(SOURCE / "gold")]
    assert run("validate", tmp_path / "back.jsonl", "--documents").exit_code == 0
    assert (
        json.loads(run("agreement", SOURCE / "gold", tmp_path / "back.jsonl", "--json").stdout)["differences"]
        == []
    )


def test_what_was_changed_and_left_is_told(gold, tmp_path):
    text = (SOURCE / "text" / "toy-p-1.txt").read_bytes()
    (tmp_path / "t.txt").write_bytes(text.replace(b"\n", b"\r\n"))
    refused = run("hydrate", gold, tmp_path / "t.txt", "-o", tmp_path / "back.jsonl")
    assert isinstance(refused.exception, InputError)
    assert not (tmp_path / "back.jsonl").exists()
    result = run("hydrate", gold, tmp_path / "t.txt", "-o", tmp_path / "back.jsonl", "--normalise", "--json")
    assert json.loads(result.stdout) == {
        "documents": ["toy-p-1"],
        "changed": {str(tmp_path / "t.txt"): ["line ends to LF"]},
        "left": ["toy-s-1", "toy-s-2"],
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["hydrate", "g.jsonl", "t.txt", "-o", "-", "--json"], "both print to stdout"),
        (["hydrate", "g.jsonl", "t.txt"], "Missing option"),
        (["convert", SOURCE / "gold", "--standoff"], "needs a file"),
        (
            ["convert", SOURCE / "gold", "--standoff", "-o", "x.jsonl", "--ontology", "none"],
            "without a label set",
        ),
        (["convert", SOURCE / "gold", "--standoff", "--predictions", "-o", "x.jsonl"], "predictions have no"),
        (["convert", SOURCE / "text" / "toy-p-1.txt", "-o", "x.xml"], "day of publication"),
        (["convert", SOURCE / "text" / "toy-p-1.txt", "--date", "2031-13-01"], "day of publication"),
        (["convert", SOURCE / "text" / "toy-p-1.txt", "--date", "2031-01-01", "--kind", "x"], "neither page"),
        (["convert", SOURCE / "gold", "--date", "2031-01-01"], "only a bare text"),
    ],
)
def test_wrong_usage_says_what_is_right(arguments, message):
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_bare_text_becomes_an_empty_form_that_asks_for_every_layer(tmp_path):
    text = SOURCE / "text" / "toy-p-1.txt"
    assert run("convert", text, "--date", "2031-05-14", "-o", tmp_path / "toy-p-1.xml").exit_code == 0
    document = inline.read_file(tmp_path / "toy-p-1.xml")
    assert (document.text, document.layers) == (text.read_bytes().decode(), LAYERS)
    assert (document.id, document.meta.date, document.meta.kind) == ("toy-p-1", "2031-05-14", "page")
    assert run("convert", tmp_path / "toy-p-1.xml", "-o", tmp_path / "back.txt").exit_code == 0
    assert (tmp_path / "back.txt").read_bytes() == text.read_bytes()


def test_a_bare_text_as_a_document_has_no_layer_annotated(tmp_path):
    text = SOURCE / "text" / "toy-p-1.txt"
    run("convert", text, "--date", "2031-05-14", "--kind", "story", "-o", tmp_path / "t.jsonl")
    (document,) = codec.read(tmp_path / "t.jsonl", Document)
    assert (document.layers, document.meta.kind) == ((), "story")


def test_a_bare_text_that_is_not_utf_8_is_refused(tmp_path):
    (tmp_path / "t.txt").write_bytes(b"\xff")
    assert isinstance(run("convert", tmp_path / "t.txt", "--date", "2031-05-14").exception, InputError)


def test_the_real_page_can_be_annotated_outside_and_shipped_without_its_text(tmp_path):
    page = seed()
    form = tmp_path / f"{page.stem}.xml"
    assert run("convert", page, "--date", "2018-12-13", "-o", form).exit_code == 0
    assert inline.read_file(form).text == page.read_bytes().decode()
    # What an annotator does first: one zone over it all.
    written = form.read_text("utf-8")
    written = written.replace("<text>", '<text><zone kind="body" story="s1">').replace(
        "</text>", "</zone></text>"
    )
    form.write_text(written, "utf-8")
    assert run("convert", form, "--against", page).exit_code == 0
    out = tmp_path / "out.jsonl"
    assert run("convert", form, "--against", page, "--standoff", "-o", out).exit_code == 0
    assert run("hydrate", out, page, "-o", tmp_path / "back.jsonl").exit_code == 0
    (document,) = codec.read(tmp_path / "back.jsonl", Document)
    assert document.text == page.read_bytes().decode()
