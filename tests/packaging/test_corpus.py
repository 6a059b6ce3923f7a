"""What the release promises of its documents, read from what is published."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from farrago import data
from farrago.cli import app
from farrago.corpus import agreement, scenarios
from farrago.corpus.agreement import goals
from farrago.corpus.card import figures as card_figures
from farrago.corpus.card import reads
from farrago.importers import inline
from farrago_schema import ontology

DATASET = Path(__file__).resolve().parents[2] / "dataset"
SPLITS = ("train", "dev", "test")
LENGTHS = {"story": range(250, 651), "page": range(250, 901)}
"""In tokens, by kind."""


@pytest.fixture(scope="module")
def documents():
    return [document for split in SPLITS for document in data.read_split(DATASET, split)]


def test_every_document_is_what_its_scenario_says(documents):
    planned = {each.id: each for each in scenarios.read(DATASET / "source" / "scenarios.jsonl")}
    for document in documents:
        plan = planned[document.id]
        assert (document.meta.split, document.meta.kind) == (plan.split, plan.kind)
        assert (document.meta.topic, document.meta.register, document.meta.date) == (
            plan.topic,
            plan.register,
            plan.date,
        )
        assert sorted(document.meta.blemishes) == sorted(plan.blemishes)


def test_parquet_is_under_two_megabytes_and_will_be_when_all_texts_are_annotated():
    """All of it, in proportion to the texts that are annotated; larger files rather compress better."""
    size = sum(path.stat().st_size for path in DATASET.glob("*/*.parquet"))
    texts = {path.stem: path.stat().st_size for path in (DATASET / "source" / "text").glob("*.txt")}
    annotated = sum(texts[path.stem] for path in (DATASET / "source" / "gold").glob("*.xml"))
    assert size < 2_000_000 * annotated / sum(texts.values())


def test_what_a_log_says_of_an_adversarial_read_is_in_the_data(documents):
    """A log's line ``Errors: zones 0 of 9, mentions …`` is the rows of one reader, in the order of layers."""
    found: dict[tuple[str, int, str], list[tuple[int, int]]] = {}
    for row in reads.read(DATASET / "source" / reads.FILE):
        found.setdefault((row.document, row.reader, row.when), []).append((row.errors, row.checked))
    assert {document for document, _, _ in found} <= {document.id for document in documents}
    for log in (DATASET / "source" / "log").glob("fg-*.md"):
        for line in re.findall(r"^Errors: (.*)$", log.read_text("utf-8"), re.MULTILINE):
            counts = [(int(errors), int(checked)) for errors, checked in re.findall(r"(\d+) of (\d+)", line)]
            assert counts in [rows for (document, _, _), rows in found.items() if document == log.stem], log


def test_reads_after_mending_are_of_documents_not_read_before():
    """What was read to find the kinds of error cannot show that they are gone from the rest."""
    rows = reads.read(DATASET / "source" / reads.FILE)
    assert {row.document for row in rows if row.when == "after"}.isdisjoint(
        row.document for row in rows if row.when == "before"
    )


def test_every_relation_and_every_event_type_occurs(documents):
    labels = ontology.load()
    assert {relation.type for document in documents for relation in document.relations} == set(
        labels.relation_types
    )
    assert {event.type for document in documents for event in document.events} == set(labels.event_types)


def test_documents_have_the_length_that_was_asked_for(documents):
    assert {
        document.id: len(document.tokens)
        for document in documents
        if len(document.tokens) not in LENGTHS[document.meta.kind]
    } == {}


def test_every_page_has_five_blemishes_or_more(documents):
    assert all((len(d.meta.blemishes) >= 5) == (d.meta.kind == "page") for d in documents)


def test_every_layer_is_annotated_in_every_document(documents):
    for document in documents:
        assert len(document.layers) == 7
        assert document.entities and document.relations and document.events
        assert all(event.triggers for event in document.events)
        assert {"name", "nominal", "pronoun", "value"} == {
            m.kind for e in document.entities for m in e.mentions
        }


def test_spans_begin_and_end_with_tokens(documents):
    for document in documents:
        starts, ends = {t.start for t in document.tokens}, {t.end for t in document.tokens}
        spans = [m for e in document.entities for m in e.mentions] + [
            t for e in document.events for t in e.triggers
        ]
        assert [
            (document.id, span.text) for span in spans if span.start not in starts or span.end not in ends
        ] == []


def test_people_are_not_shared_between_documents(documents):
    """Of one affair there is one document: a name that recurs would tell a system what it remembers."""
    homes: dict[str, set[str]] = {}
    for document in documents:
        for entity in document.entities:
            if entity.type == "PER" and entity.name:
                homes.setdefault(entity.name.split()[-1].casefold(), set()).add(document.id)
    assert {name: ids for name, ids in homes.items() if len(ids) > 1} == {}


def test_dev_and_test_have_two_passes_over_the_frozen_text(documents):
    passes = agreement.read(DATASET / "source" / "a", DATASET / "source" / "b", ontology.load())
    assert {d.id for d in passes.second} >= {d.id for d in documents if d.meta.split != "train"}
    texts = {document.id: document.text for document in documents}
    both = zip(passes.first, passes.second, strict=True)
    assert all(texts[one.id] == one.text == two.text for one, two in both)


def test_passes_under_earlier_guidelines_are_passes_that_there_are():
    both = {path.stem for path in (DATASET / "source" / "b").glob("*.xml")}
    guidelines = card_figures.guidelines(DATASET / "source" / card_figures.FILE)
    named = [id_ for ids in guidelines.earlier.values() for id_ in ids]
    assert guidelines.final not in guidelines.earlier
    assert len(named) == len(set(named))
    assert set(named) <= both


def test_the_goals_of_agreement_are_those_of_its_lines():
    assert set(goals.read(DATASET / "source" / "goals.json")) <= set(agreement.figures.LINES)


def test_train_has_one_pass_and_every_document_a_log(documents):
    for document in documents:
        assert inline.read_file(DATASET / "source" / "a" / f"{document.id}.xml").text == document.text
        assert (
            (DATASET / "source" / "log" / f"{document.id}.md")
            .read_text("utf-8")
            .startswith(f"# {document.id}")
        )


@pytest.mark.parametrize(
    "log", sorted((DATASET / "source" / "log").glob("round-*.md")), ids=lambda log: log.stem
)
def test_the_figures_of_a_round_are_what_its_command_prints(log, monkeypatch):
    monkeypatch.chdir(DATASET.parent)
    text = log.read_text("utf-8")
    command = re.search(r"^`farrago (agreement .*)`$", text, re.MULTILINE)[1]
    run = CliRunner().invoke(app, [*command.split(), "--format", "markdown"])
    assert run.exit_code == 0, run.output
    section = text.partition("## Agreement")[2].partition("\n## ")[0]
    figures = [line for line in section.splitlines() if line.startswith("| ")]
    assert len(figures) >= 18
    assert [line for line in figures if line not in run.output.splitlines()] == []


def test_both_rounds_stand_beside_each_other_as_they_came_out():
    changes = (DATASET / "CHANGES.md").read_text("utf-8")
    rounds = [(DATASET / "source" / "log" / f"round-{number}.md").read_text("utf-8") for number in (1, 2)]
    rows = re.findall(r"^\| (.*?) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", changes, re.MULTILINE)
    assert len(rows) == 9
    for name, *figures, goal in rows:
        for figure, text in zip(figures, rounds, strict=True):
            assert re.search(
                rf"^\| (– )?{re.escape(name)} \| {figure} \|.* {goal} \| (yes|no) \|$", text, re.MULTILINE
            )
