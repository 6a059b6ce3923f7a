"""CoNLL files as predictions and as gold: end to end, read as conlleval does or strictly by a scheme."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from typer.testing import CliRunner, Result

import farrago
import strategies
from farrago.alignment import align
from farrago.cli import app
from farrago.importers import conll
from farrago.matching import SCHEMES, Pair, Scheme, chunks_by, tags_by
from farrago.report import Gold, with_seqeval
from farrago.scoring import Options, by_type, metrics, summary
from farrago.tally import Tally
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.types import Document, PredictedEntity, PredictedMention
from laws.cases import LABELS

NER = metrics()["ner"]

GOLD = """-DOCSTART- O

Ana B-PER
Sosa I-PER
left O

Quito B-GPE
today O

-DOCSTART- -X- O

Acme B-ORG
fell O
"""
SAID = """-DOCSTART- -X- O

Ana B-PER
Sosa I-PER
left O

Quito I-GPE
today B-GPE

-DOCSTART- -X- O

Acme B-PER
fell O
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "gold.conll").write_text(GOLD)
    (tmp_path / "said.conll").write_text(SAID)
    return tmp_path


def run(place: Path, *arguments: object, gold: str = "gold.conll") -> Result:
    usual = ["score", place / "said.conll", "--gold", place / gold, *arguments]
    return CliRunner().invoke(app, [str(each) for each in usual])


def ner(result: Result) -> tuple[int, int, int]:
    row = json.loads(result.stdout)["scores"]["ner"]
    return row["correct"], row["predicted"], row["gold"]


def test_two_files_are_scored_as_conlleval_does(place: Path) -> None:
    result = run(place, "--json")
    assert ner(result) == (2, 4, 3)
    found = json.loads(result.stdout)
    assert found["layers"] == ["entities", "values"]
    assert found["scores"]["coref"] is None


def test_a_scheme_reads_strictly_and_stands_in_the_signature(place: Path) -> None:
    result = run(place, "--scheme", "IOB2", "--json")
    assert ner(result) == (1, 3, 3)
    assert "|scheme:IOB2" in json.loads(result.stdout)["signature"]


def test_seqeval_scores_ner_itself(place: Path) -> None:
    for arguments in ([], ["--scheme", "IOB2"]):
        ours = json.loads(run(place, "--json", *arguments).stdout)
        theirs = json.loads(run(place, "--json", "--ner-with", "seqeval", *arguments).stdout)
        for rate in ("precision", "recall", "f1"):
            assert theirs["scores"]["ner"][rate] == pytest.approx(ours["scores"]["ner"][rate])
        assert theirs["types"]["ner"]["PER"]["gold"] == ours["types"]["ner"]["PER"]["gold"]
        assert "predicted" not in theirs["scores"]["ner"]
        assert "|ner:seqeval" in theirs["signature"]
    assert "seqeval" not in run(place).stdout
    assert run(place, "--ner-with", "seqeval", "--types").exit_code == 0
    report = farrago.score(place / "said.conll", gold=place / "gold.conll", ner_with="seqeval")
    assert "ner" not in report.tallies, "what has no counts has no intervals"


def test_tags_of_gold_of_any_form_over_its_tokens(place: Path) -> None:
    """Gold is a text with spaces of its own; tags stand for its tokens."""
    (first, second) = conll.read(place / "gold.conll")
    codec.write(place / "gold.jsonl", [first, second], Document)
    assert ner(run(place, "--json", gold="gold.jsonl")) == (2, 4, 3)


def test_documents_are_found_by_their_ids_in_any_order(place: Path) -> None:
    (place / "gold.conll").write_text("-DOCSTART-\ta\n\nx B-PER\n\n-DOCSTART-\tb\n\ny O\n")
    (place / "said.conll").write_text("-DOCSTART-\tb\n\ny O\n\n-DOCSTART-\ta\n\nx B-PER\n")
    assert ner(run(place, "--json")) == (1, 1, 1)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (SAID.replace("Sosa", "Soza"), "said.conll:4: found the word 'Soza', expected 'Sosa'"),
        (SAID.replace("left O\n\n", "left O\n"), "said.conll:6: found no empty line"),
        (SAID.replace("Ana B-PER\n", "Ana B-PER\n\n"), "said.conll:5: found an empty line"),
        (SAID.replace("fell O\n", ""), "said.conll:12: found 1 words of 'gold-2', expected gold's 2"),
        (SAID + "\n-DOCSTART-\n\nx O\n", "document number 3"),
        ("-DOCSTART-\tz\n\nx O\n", "document 'z'"),
        (SAID[: SAID.rindex("-DOC")], "gold-2"),
    ],
)
def test_words_that_are_not_golds_are_told(place: Path, said: str, message: str) -> None:
    (place / "said.conll").write_text(said)
    result = run(place)
    assert isinstance(result.exception, InputError)
    assert message in str(result.exception)


def test_a_tag_that_the_scheme_does_not_have_is_told(place: Path) -> None:
    result = run(place, "--scheme", "BILOU")
    assert result.exit_code == 0, "IOB tags are tags of BILOU, if ill-formed"
    result = run(place, "--scheme", "IOE2")
    assert isinstance(result.exception, InputError)
    assert "the tag 'B-PER', expected O, or I-TYPE, E-TYPE" in str(result.exception)


def test_types_of_other_corpora_ask_for_no_ontology(place: Path) -> None:
    for name in ("gold", "said"):
        text = (place / f"{name}.conll").read_text().replace("GPE", "MISC")
        (place / f"{name}.conll").write_text(text)
    refused = run(place)
    assert isinstance(refused.exception, InputError)
    assert "MISC" in str(refused.exception)
    assert ner(run(place, "--ontology", "none", "--json")) == (2, 4, 3)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_chunks_are_written_and_read_by_a_scheme(scheme: str) -> None:
    chunks = [(0, 1, "PER"), (1, 3, "PER"), (3, 4, "ORG"), (5, 8, "ORG")]
    tags = tags_by(scheme, chunks, 9)
    if scheme == "IOE1":  # seqeval does not find a chunk of one token that E ends
        assert chunks_by(scheme, tags) == chunks[1:]
    else:
        assert chunks_by(scheme, tags) == chunks


@settings(max_examples=25)
@given(
    document=strategies.documents(), data=st.data(), scheme=st.sampled_from([None, "IOB2", "IOBES", "BILOU"])
)
def test_seqeval_says_of_any_prediction_what_we_say(
    document: Document, data: st.DataObject, scheme: Scheme | None
) -> None:
    """Also of mentions that have no place in the text, of which tags by themselves know nothing."""
    prediction = data.draw(strategies.predictions_for(document, all_layers=True))
    nowhere = PredictedEntity("nowhere", "PER", (PredictedMention(text="nowhere at all", kind="name"),))
    prediction = replace(prediction, entities=(*(prediction.entities or ()), nowhere))
    row, types = with_seqeval.scores(
        Gold.of_documents([document]), [prediction], Options(labels=LABELS, scheme=scheme)
    )
    placed = align(prediction, document, LABELS.values).prediction
    tally = Tally.of(NER.columns, {document.id: NER.count(Pair(document, placed, LABELS))})
    ours, ours_by_type = summary(NER, tally), by_type(NER, tally)
    rates = ("precision", "recall", "f1", "gold")
    assert [row[rate] for rate in rates] == pytest.approx([ours[rate] or 0 for rate in rates])
    assert types.keys() == ours_by_type.keys()
    for name, found in types.items():
        assert [found[rate] for rate in rates] == pytest.approx(
            [ours_by_type[name][rate] or 0 for rate in rates]
        )
