"""The computed parts of the card, on three small documents."""

import json
from shutil import copyfile, copytree

import pytest

from farrago.corpus import build
from farrago.corpus.card import figures, neighbours, record
from farrago.corpus.segment import segment
from farrago.corpus.statistics import quotas
from farrago.importers import inline
from farrago_schema import ontology
from farrago_schema.problems import InputError

LABELS = ontology.load()


def part(home, name):
    build.build(home / "source", home)
    text = (home / "README.md").read_text("utf-8")
    return text.partition(f"<!-- begin generated: {name} -->\n")[2].partition("\n<!-- end")[0]


def second_passes(home, ids):
    for name in ("a", "b"):
        (home / "source" / name).mkdir(exist_ok=True)
        for id_ in ids:
            copyfile(home / "source/gold" / f"{id_}.xml", home / "source" / name / f"{id_}.xml")


def test_the_summary_says_what_is_still_to_come(home):
    assert part(home, "summary").startswith("**Version 0.1.0: 3 documents (2 stories, 1 pages), ")
    assert part(home, "summary").endswith("All texts that were written for it are annotated.")
    (home / "source/gold/toy-s-2.xml").unlink()
    (home / "CHANGES.md").write_text("## 0.2.0\n")
    assert "1 more texts are written" in part(home, "summary")


def test_the_process_counts_passes_and_reads_by_split(home):
    second_passes(home, ["toy-s-1"])
    rows = [
        {"document": "toy-p-1", "reader": 1, "when": "pilot", "layer": layer, "errors": 0, "checked": 2}
        for layer in ("zones", "mentions", "chains", "values", "relations", "triggers", "events", "arguments")
    ]
    (home / "source/reads.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    assert part(home, "process").splitlines()[2:] == [
        "| written and frozen | 1 | 1 | 1 | 3 |",
        "| annotated; every figure below is of these | 1 | 1 | 1 | 3 |",
        "| – with two blind passes and an adjudication | 0 | 1 | 0 | 1 |",
        "| – with one pass and a second reader | 1 | 0 | 1 | 2 |",
        "| – read by an adversarial reader | 1 | 0 | 0 | 1 |",
    ]


def test_passes_under_older_guidelines_are_counted_apart(home):
    second_passes(home, ["toy-p-1", "toy-s-1"])
    guidelines = home / "source" / figures.FILE
    guidelines.write_text(json.dumps({"final": "0.0.2", "earlier": {"0.0.1": ["toy-p-1"]}}))
    header, _, *rows = part(home, "agreement").splitlines()
    assert header == "| layer | guidelines 0.0.2 (1): F1 | 95 % | all (2): F1 | 95 % |"
    assert rows[0] == "| all mentions | 100.0 | – | 100.0 | – |"
    assert part(home, "agreement by type").startswith("Mentions by type of their entity:\n\n| mention | F1 ")


@pytest.mark.parametrize(
    "text", ["{}", '{"final": 1, "earlier": {}}', "nonsense", '{"final": "", "earlie": {}}']
)
def test_a_wrong_file_of_guidelines_is_told(home, text):
    second_passes(home, ["toy-p-1"])
    (home / "source" / figures.FILE).write_text(text)
    with pytest.raises(InputError, match=r"guidelines\.json"):
        build.build(home / "source", home)


def test_a_corpus_without_the_record_says_so(home):
    assert part(home, "record") == f"This corpus has no document {record.DOCUMENT}."


def test_quotas_show_there_of_required(home):
    documents = [segment(document) for document in inline.read(home / "source/gold")]
    found = quotas.quotas(documents, LABELS)
    summary = quotas.summary(found).splitlines()
    assert summary[2].startswith("| event types | 12 in all, 8 documents, 4 in test, 3 test documents, ")
    assert [line.split(" | ")[2].split(" of ")[1] for line in summary[2:]] == [
        str(len(LABELS.event_types)),
        str(len(LABELS.relation_types)),
        str(len(LABELS.entity_types)),
        str(len(LABELS.value_types)),
        str(sum(len(event.roles) for event in LABELS.event_types.values())),
    ]
    people = sum(entity.type == "PER" for document in documents for entity in document.entities)
    assert f"| PER | {people}/15 ! |" in quotas.whole(found)
    assert part(home, "quotas by label") == quotas.whole(found)


def neighbour(home, **parts):
    row = {"name": "Other", "figures": {"documents": 4000}, "sources": {"documents": "its paper"}, **parts}
    (home / "source" / neighbours.FILE).write_text(json.dumps(row))


def test_another_corpus_stands_beside_ours_with_the_source_of_its_figures(home):
    neighbour(home)
    text = part(home, "comparison")
    assert "|  | **Farrago** | Other |" in text
    assert "| documents | 3 | 4,000 |" in text
    assert f"| event types | {len(LABELS.event_types)} | – |" in text
    assert text.endswith("- **Other.** documents: its paper.")


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"sources": {}}, "Other: documents without its source"),
        ({"figures": {}}, "Other: documents without its figure"),
        ({"figures": {"pages": 1}, "sources": {"pages": "x"}}, "Other: pages"),
        ({"year": 1}, "year"),
    ],
)
def test_a_figure_without_a_source_is_refused(home, parts, words):
    neighbour(home, **parts)
    with pytest.raises(InputError) as caught:
        build.build(home / "source", home)
    assert words in str(caught.value)


def test_tables_have_columns_for_stories_and_pages_and_no_rows_beside(home):
    assert "| stories | " not in part(home, "sizes").partition("\n")[2]
    assert part(home, "sizes").startswith("|  | train | dev | test | all | stories | pages |")
    assert "| Documents by blemish | train | dev | test | all | stories | pages |" in part(home, "statistics")


def test_the_card_can_be_built_elsewhere(home, tmp_path):
    """What is generated depends on the sources alone."""
    copytree(home, tmp_path / "elsewhere")
    build.build(home / "source", home)
    build.build(tmp_path / "elsewhere/source", tmp_path / "elsewhere")
    for name in ("README.md", "croissant.json"):
        assert (home / name).read_bytes() == (tmp_path / "elsewhere" / name).read_bytes()
