"""Reading two passes, and the table of the card."""

from shutil import copytree

import pytest
from msgspec.structs import replace

from farrago.corpus import agreement
from farrago.corpus.card import figures
from farrago.importers import inline
from farrago_schema import codec, ontology
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Prediction


@pytest.fixture
def twice(home):
    """The sources with their gold as both passes."""
    source = home / "source"
    for name in ("a", "b"):
        copytree(source / "gold", source / name)
    return source


def edit(path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), "utf-8")


def rows(source) -> dict[str, str]:
    lines = figures.by_layer(figures.of_sources(source)).splitlines()
    cells = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ") and "layer" not in line]
    return {name: score for name, score, _ in cells}


def read(a, b, texts=None):
    return agreement.read(a, b, ontology.load(), texts)


def test_a_pass_agrees_with_itself(twice):
    assert set(rows(twice).values()) == {"100.0"}


def test_one_difference_shows_in_its_layer_and_in_no_other(twice):
    before = rows(twice)
    path = sorted((twice / "b").glob("*.xml"))[0]
    document = inline.read_file(path)
    relation = document.relations[0]
    edit(path, f'<relation type="{relation.type}" head="{relation.head}" tail="{relation.tail}"/>', "")
    after = rows(twice)
    assert {name for name in before if before[name] != after[name]} == {"relations"}
    gold = sum(len(each.relations) for each in inline.read(twice / "a"))
    assert after["relations"] == f"{100 * 2 * (gold - 1) / (2 * gold - 1):.1f}"


def test_without_a_second_pass_it_says_so(home):
    assert figures.by_layer(figures.of_sources(home / "source")) == "No document has a second pass yet."
    assert figures.by_type(figures.of_sources(home / "source")) == "No document has a second pass yet."


def test_other_texts_are_refused_with_the_place(twice):
    path = sorted((twice / "b").glob("*.xml"))[0]
    edit(path, ".</zone>", "!</zone>")
    with pytest.raises(InputError, match="another text than") as error:
        read(twice / "a", twice / "b")
    (problem,) = error.value.problems
    assert (problem.document, problem.code) == (path.stem, "text")
    frozen = inline.read_file(twice / "a" / path.name).text
    assert (
        f"they differ first at offset {frozen.index('.', frozen.index('left'))} (line 3" in problem.expected
    )
    assert "^" in problem.hint


def test_documents_in_another_order_and_format_are_the_same_passes(twice, tmp_path):
    documents = list(inline.read(twice / "b"))
    codec.write(tmp_path / "b.parquet", reversed(documents), Document)
    assert read(twice / "a", tmp_path / "b.parquet").second == read(twice / "a", twice / "b").second


def test_predictions_take_their_text_from_the_other_side_whichever_it_is(twice, tmp_path):
    documents = list(inline.read(twice / "a"))
    codec.write(tmp_path / "p.jsonl", (each.prediction() for each in documents), Prediction)
    for passes in (read(twice / "a", tmp_path / "p.jsonl"), read(tmp_path / "p.jsonl", twice / "a")):
        assert passes.compared == frozenset()
        assert {figure.score for figure in agreement.measure(passes).figures} == {1.0}


def test_two_files_of_predictions_need_texts(twice, tmp_path):
    documents = list(inline.read(twice / "a"))
    path = tmp_path / "p.jsonl"
    codec.write(path, (each.prediction() for each in documents), Prediction)
    with pytest.raises(InputError, match="name a file or folder of documents with --texts"):
        read(path, path)
    assert read(path, path, twice / "a").first == read(path, twice / "a").first


def test_a_prediction_of_a_text_that_is_nowhere_is_refused(twice, tmp_path):
    (document, *_) = inline.read(twice / "a")
    prediction = document.prediction()
    (entity, *rest) = prediction.entities
    mention = replace(entity.mentions[0], start=None, end=None, text="no such words", kind=None)
    strange = replace(prediction, entities=(replace(entity, mentions=(mention,)), *rest))
    codec.write(tmp_path / "p.jsonl", [strange], Prediction)
    with pytest.raises(InputError, match="no such words"):
        read(twice / "a", tmp_path / "p.jsonl")


def test_layers_that_one_side_did_not_annotate_are_not_compared(twice, tmp_path):
    documents = [replace(each.prediction(), relations=None, events=None) for each in inline.read(twice / "a")]
    codec.write(tmp_path / "p.jsonl", documents, Prediction)
    passes = read(twice / "a", tmp_path / "p.jsonl")
    measured = agreement.measure(passes)
    assert measured.layers == ("entities", "coref", "values")
    assert {figure.key for figure in measured.figures if figure.score is None} == {
        *("relations", "relations_status", "triggers", "trigger_spans", "event_coref"),
        *("arguments", "plus_arguments", "realis"),
    }
    assert list(agreement.differences(passes)) == []


def test_sides_without_a_common_document_are_refused(twice, tmp_path):
    codec.write(tmp_path / "p.jsonl", [Prediction("another")], Prediction)
    with pytest.raises(InputError, match="no document that is on both sides"):
        read(twice / "a", tmp_path / "p.jsonl")


def test_documents_that_one_side_has_alone_are_named(twice):
    path = sorted((twice / "b").glob("*.xml"))[0]
    path.unlink()
    passes = read(twice / "a", twice / "b")
    assert (passes.only_first, passes.only_second) == ((path.stem,), ())


def test_invalid_gold_is_refused_with_its_line(twice):
    path = sorted((twice / "b").glob("*.xml"))[0]
    edit(path, 'type="PER"', 'type="PERSON"')
    with pytest.raises(InputError, match="PERSON"):
        read(twice / "a", twice / "b")


def test_a_published_pass_with_a_label_that_is_no_more_does_not_stop_the_card(twice):
    path = sorted((twice / "b").glob("*.xml"))[0]
    edit(path, 'type="PER"', 'type="PERSON"')
    assert rows(twice)["all mentions"] != "100.0"
