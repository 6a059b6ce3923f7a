"""Reports: the same numbers as JSON, text and Markdown, with a signature that holds no machine's path."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pandas
import pytest

import farrago
from farrago.formats import Format
from farrago.report import Gold, Report, score_against
from farrago.report.self_check import gold_as_predictions, not_perfect
from farrago.scoring import DEFAULT, Bootstrap, Options, metrics
from farrago_schema import codec, schemas
from farrago_schema.problems import InputError
from farrago_schema.results import Result
from farrago_schema.types import Document, PredictedEntity, PredictedMention, Prediction
from small import gold, said

PERSON = {"e1": ("PER", (0, 3), (10, 13)), "e2": ("ORG", (20, 25)), "t": ("TIME", (30, 34))}
RELATION = [("leads", "e1", "e2")]
EVENT = [("Meet", [(5, 8)], [("Participant", "e1"), ("Time", "t")])]
DOCUMENTS = [gold(PERSON, RELATION, EVENT, id_="a"), gold(PERSON, RELATION, EVENT, id_="b")]
PREDICTIONS = [said(PERSON, RELATION, id_="a"), said({"e1": ("PER", (0, 3))}, (), EVENT[:0], id_="b")]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    codec.write(tmp_path / "gold.jsonl", DOCUMENTS, Document)
    codec.write(tmp_path / "said.jsonl", PREDICTIONS, Prediction)
    return tmp_path / "gold.jsonl", tmp_path / "said.jsonl"


def score(**options: object) -> Report:
    known = {"metrics": "all", **options}
    return farrago.score(PREDICTIONS, gold=DOCUMENTS, ontology="none", **known)  # type: ignore[arg-type]


def test_what_is_scored_by_default_is_a_figure_for_each_layer_and_the_headline() -> None:
    report = farrago.score(PREDICTIONS, gold=DOCUMENTS, ontology="none")
    assert tuple(report.result.scores) == DEFAULT
    assert f"|metrics:{','.join(DEFAULT)}" in report.result.signature


def test_metrics_are_scored_alike_alone_and_with_others() -> None:
    everything = score().result
    for name in metrics():
        alone = score(metrics=name).result
        assert list(alone.scores) == [name]
        assert alone.scores[name] == everything.scores[name]
        assert alone.types.get(name) == everything.types.get(name)
    assert list(score(metrics=["realis", "default", "mention"]).result.scores) == [
        name for name in metrics() if name in {*DEFAULT, "realis"}
    ]


def test_an_unknown_metric_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ValueError, match="no metric 'mentoin'; did you mean 'mention'"):
        score(metrics=["mentoin"])
    with pytest.raises(ValueError, match="no metric is named"):
        score(metrics=[])


def test_a_report_is_a_result_by_the_schema() -> None:
    plain = score(by=("zone", "kind")).to_dict()
    jsonschema.Draft202012Validator(schemas.load("result")).validate(plain)
    assert msgspec.convert(plain, Result) == score(by=("zone", "kind")).result
    assert json.loads(score(by=("zone", "kind")).json()) == plain


def test_counts_stand_beside_the_rates() -> None:
    row = score().result.scores["mention"]
    assert row is not None
    # Document a: all four mentions; document b: one of four. PER 6/7, ORG and TIME 2/3 each.
    assert (row["correct"], row["predicted"], row["gold"]) == (5, 5, 8)
    assert (row["precision"], row["recall"]) == (1, 5 / 8)
    assert row["macro_f1"] == pytest.approx((6 / 7 + 2 / 3 + 2 / 3) / 3)


def test_files_objects_and_mappings_are_scored_alike(files: tuple[Path, Path]) -> None:
    plain = [msgspec.to_builtins(prediction) for prediction in PREDICTIONS]
    from_files = farrago.score(files[1], gold=files[0], ontology="none").result
    for report in (score(metrics="default"), farrago.score(plain, gold=DOCUMENTS, ontology="none")):
        assert report.result.scores == from_files.scores
        assert report.result.types == from_files.types


def test_the_same_input_gives_the_same_bytes_in_any_order() -> None:
    turned = farrago.score(PREDICTIONS[::-1], gold=DOCUMENTS[::-1], ontology="none", metrics="all")
    assert turned.json() == score().json()


def test_the_signature_says_what_a_number_depends_on(files: tuple[Path, Path]) -> None:
    asked = {"by": ["zone"], "metrics": "all", "allow_missing": True}
    report = farrago.score(files[1], gold=files[0], ontology="none", **asked)  # type: ignore[arg-type]
    signature = report.result.signature
    parts = dict(part.split(":", 1) for part in signature.split("|"))
    assert parts["gold"] == f"gold.jsonl#{codec.sha256(files[0])[:16]}"
    assert parts["predictions"] == codec.sha256(files[1])[:16]
    assert (parts["docs"], parts["labels"], parts["by"], parts["missing"]) == (
        "2",
        "none",
        "zone",
        "allowed,0",
    )
    assert parts["metrics"].split(",") == list(metrics())
    assert "\n" not in signature
    assert str(files[0].parent) not in report.json()


def test_unasked_leniency_does_not_stand_in_the_signature() -> None:
    assert "missing" not in score().result.signature


@pytest.mark.parametrize("width", [80, 120])
def test_text_fits_the_terminal_and_shows_every_metric(width: int) -> None:
    *lines, signature = score(by=["zone"]).text(width, types=True).splitlines()
    assert max(map(len, lines)) <= width
    assert signature == score(by=["zone"]).result.signature
    assert "…" not in "".join(lines)
    for name in metrics():
        assert any(line.startswith(name) for line in lines)
    assert any(
        line.split() == ["mention", "100.00", "62.50", "76.92", "5", "5", "8", "73.02", "70.00"]
        for line in lines
    )


def test_what_is_not_attempted_is_a_dash() -> None:
    report = score(layers=("entities",))
    assert any(line.split() == ["trigger", *["–"] * 8] for line in report.text().splitlines())
    assert "| **trigger** | – |" in report.markdown()


def test_markdown_has_a_line_for_each_line_of_the_table() -> None:
    page = score().markdown()
    assert "| **mention** | 100.00 | 62.50 | 76.92 | 5 | 5 | 8 | 73.02 | 70.00 |" in page
    assert "| coref, muc |" in page
    assert score().result.signature in page


def test_missing_documents_and_duplicates_are_told() -> None:
    twice = [said({"e1": ("PER", (0, 3), (0, 3))}, id_="a")]
    report = farrago.score(twice, gold=DOCUMENTS, ontology="none", allow_missing=True)
    assert "1 of 2 documents had no prediction" in report.text()
    assert "Exact duplicates were collapsed: 1 mentions." in report.text()


def test_gold_against_itself_is_perfect_and_anything_less_is_named() -> None:
    known = Gold.of_documents(DOCUMENTS, "none")
    perfect = score_against(known, gold_as_predictions(known), Options())
    assert not_perfect(perfect.result) == []
    assert "mention.recall is 0.625, not 1" in not_perfect(score().result)


def test_a_folder_declares_its_layers(files: tuple[Path, Path]) -> None:
    folder = files[1].parent / "submission"
    folder.mkdir()
    codec.write(folder / "predictions.jsonl", PREDICTIONS, Prediction)
    card = {"schema_version": "1.0", "name": "x", "kind": "rules", "layers": ["entities", "events"]}
    (folder / "system.json").write_bytes(msgspec.json.encode(card))
    for place in (folder, folder / "predictions.jsonl"):
        result = farrago.score(place, gold=files[0], ontology="none").result
        assert result.layers == ("entities", "events")
        assert result.scores["relation"] is None
        assert (result.scores["trigger"] or {})["recall"] == 0


def test_several_runs_are_not_one(files: tuple[Path, Path]) -> None:
    folder = files[1].parent / "runs"
    folder.mkdir()
    for seed in (1, 2):
        codec.write(folder / f"predictions-{seed}.jsonl", PREDICTIONS, Prediction)
    with pytest.raises(InputError, match=r"predictions-1.jsonl, predictions-2.jsonl.*name the file"):
        farrago.score(folder, gold=files[0], ontology="none")


def test_wrong_objects_are_told_all_at_once() -> None:
    with pytest.raises(InputError) as caught:
        farrago.score([{"id": 1}, {"id": "a", "entities": 3}], gold=DOCUMENTS, ontology="none")
    assert [problem.line for problem in caught.value.problems] == [1, 2]


def test_a_duplicate_in_gold_is_an_error() -> None:
    twice = gold({"e1": ("PER", (0, 3), (0, 3))})
    with pytest.raises(InputError, match="each once"):
        farrago.score([said()], gold=[twice], ontology="none")


def test_an_unknown_facet_is_refused() -> None:
    with pytest.raises(ValueError, match="no facet 'colour'; there is: kind"):
        score(by=["colour"])


def test_the_number_of_nulls_left_out_of_a_mean_is_told() -> None:
    documents = [*DOCUMENTS, gold(PERSON, id_="c")]
    report = farrago.score([*PREDICTIONS, said(PERSON, id_="c")], gold=documents, ontology="none")
    _, notice = " ".join(report.text().split()).split("left out of the means over documents: ")
    assert {"relation 1", "trigger 1", "argument 1"} <= set(notice.split(".")[0].split(", "))


class TestInputsAtHand:
    """What Python hands over is checked like a file: all of it, and nothing is passed over."""

    def test_gold_may_be_plain_mappings(self) -> None:
        document = gold(PERSON)
        plain = msgspec.to_builtins(document)
        found = farrago.score([said(PERSON)], gold=[plain]).to_dict()["scores"]
        assert found == farrago.score([said(PERSON)], gold=[document]).to_dict()["scores"]

    def test_a_document_that_is_twice_in_gold_is_an_error(self) -> None:
        with pytest.raises(InputError, match="2 of one id"):
            farrago.score([said(PERSON)], gold=[gold(PERSON), gold(PERSON)])

    def test_a_single_mapping_is_no_list(self) -> None:
        with pytest.raises(InputError, match="found one dict, expected a list of predictions"):
            farrago.score({"id": "d"}, gold=[gold(PERSON)])  # type: ignore[arg-type]

    def test_typed_objects_are_checked_too(self) -> None:
        broken = Prediction("d", (PredictedEntity("e", "PER", (PredictedMention(-3, 2),)),))
        with pytest.raises(InputError, match="predictions:1"):
            farrago.score([broken], gold=[gold(PERSON)])

    def test_all_documents_with_problems_are_told(self) -> None:
        bad = {"entities": [{"id": "e", "type": "PER", "mentions": [{"start": 3, "end": 3}]}]}
        documents = [gold(PERSON, id_=name) for name in ("d1", "d2")]
        with pytest.raises(InputError) as caught:
            farrago.score([{"id": name, **bad} for name in ("d1", "d2")], gold=documents)
        assert {problem.document for problem in caught.value.problems} == {"d1", "d2"}

    @pytest.mark.parametrize("layers", ["entitites", ["entities", "events "]])
    def test_an_unknown_layer_is_an_error_and_not_silence(self, layers: Any) -> None:
        with pytest.raises(ValueError, match=r"no layer 'e.*there is entities, coref"):
            farrago.score([said(PERSON)], gold=[gold(PERSON)], layers=layers)

    def test_one_layer_or_facet_may_stand_for_itself(self) -> None:
        report = farrago.score([said(PERSON)], gold=[gold(PERSON)], layers="entities", by="zone")
        assert report.to_dict()["layers"] == ["entities"]
        assert "zone" in report.to_dict()["breakdowns"]["mention"]


class TestFormats:
    """Every format says the same numbers, and bears the signature."""

    def test_rates_that_are_no_f1_do_not_stand_under_f1(self) -> None:
        text = score().text(types=True, everything=True)
        f1, rest = text.split("other rates")
        assert "leak" not in f1.split("metric", 1)[1].split("mention by type")[0]
        assert "accuracy" not in f1
        found = {line.split()[0]: line.split()[1:] for line in rest.splitlines() if line.strip()}
        # The documents have no zones, so there is nothing to leak.
        assert " ".join(found["leak.rate"]) == "– – leaked 0, gold 0; less is better"
        assert found["value.accuracy"][-4:] == ["agreed", "0,", "shared", "0"]

    def test_csv_reads_as_a_tidy_table(self) -> None:
        report = score(by=["zone"])
        table = pandas.read_csv(io.StringIO(report.csv()))
        assert list(table.columns) == [
            *("metric", "column", "facet", "group", "value", "low", "high", "signature")
        ]
        assert set(table.signature) == {report.result.signature}
        assert not table.duplicated(["metric", "column", "facet", "group"]).any()
        overall = table[table.facet.isna()].pivot(index="metric", columns="column", values="value")
        for name, row in report.result.scores.items():
            for column, value in (row or {}).items():
                assert overall.loc[name, column] == value or (
                    value is None and pandas.isna(overall.loc[name, column])
                )
        typed = table[(table.facet == "type") & (table.metric == "mention") & (table.column == "f1")]
        assert dict(zip(typed.group, typed.value, strict=True)) == {
            name: row["f1"] for name, row in report.result.types["mention"].items()
        }
        assert set(table[table.facet == "zone"].metric) >= {"mention", "trigger"}

    def test_csv_has_a_line_for_what_was_not_scored(self) -> None:
        assert '\ntrigger,f1,,,,,,"farrago:' in score(layers=("entities",)).csv()

    @pytest.mark.parametrize("format_", Format)
    def test_every_format_bears_the_signature_and_is_the_same_every_time(self, format_: Format) -> None:
        shown = score().show(format_)
        assert score().result.signature in shown
        assert shown == score().show(format_)
        assert shown.endswith("\n")

    @pytest.mark.parametrize("format_", [Format.markdown, Format.latex])
    def test_types_and_breakdowns_are_tables_of_their_own(self, format_: Format) -> None:
        report = score(by=["zone"])
        assert "relation by type" not in report.show(format_)
        assert "relation by type" in report.show(format_, types=True)
        assert "mention by zone" in report.show(format_)

    def test_strangers_names_are_shown_and_not_obeyed(self) -> None:
        evil = {"e1": ("P|<b>_&%\x1b[31m", (0, 3))}
        report = farrago.score([said(evil)], gold=[gold(evil)], ontology="none")
        for format_ in (Format.text, Format.markdown, Format.latex):
            assert "\x1b" not in report.show(format_, types=True)
        assert r"P\textbar{}\textless{}b\textgreater{}\_\&\%" in report.latex(types=True)
        assert r"**P\|\<b\>\_\&%" in report.markdown(types=True)


class TestIntervals:
    """How sure scores are: in the result, in print, and in the signature; only where it was asked."""

    def score(self, **options: Any) -> Report:
        names = [f"d{number}" for number in range(9)]
        many = [gold(PERSON, RELATION, EVENT, id_=name) for name in names]
        predictions = [said(PERSON, RELATION[: int(name[1]) % 2], EVENT, id_=name) for name in names]
        return farrago.score(predictions, gold=many, ontology="none", **options)

    def test_none_are_computed_unless_asked(self) -> None:
        assert self.score().result.intervals is None
        assert "bootstrap" not in self.score().result.signature

    def test_they_are_a_result_by_the_schema_and_leave_the_scores_as_they_are(self) -> None:
        report = self.score(intervals=True)
        jsonschema.Draft202012Validator(schemas.load("result")).validate(report.to_dict())
        assert msgspec.convert(report.to_dict(), Result) == report.result
        assert report.result.scores == self.score().result.scores

    def test_an_interval_holds_the_score(self) -> None:
        report = self.score(intervals=True)
        found = report.result.intervals
        assert found is not None
        ends, row = found.scores["relation"]["recall"], report.result.scores["relation"]
        assert row is not None
        assert ends.low is not None
        assert ends.low < row["recall"] < ends.high  # type: ignore[operator]
        assert found.types["relation"]["leads"]["recall"] == ends

    def test_the_signature_says_how_they_were_computed(self) -> None:
        report = self.score(intervals=Bootstrap(200, 7, 0.9))
        assert "|bootstrap:level=0.9,resamples=200,seed=7" in report.result.signature
        assert report.json() == self.score(intervals=Bootstrap(200, 7, 0.9)).json()

    @pytest.mark.parametrize("width", [80, 120])
    def test_they_are_printed(self, width: int) -> None:
        report = self.score(intervals=Bootstrap(200))
        lines = report.text(width, types=True).splitlines()[:-1]
        assert max(map(len, lines)) <= width
        assert "…" not in "".join(lines)
        assert any(line.startswith("95 % interval") for line in lines)
        assert sum(line.startswith("leads") for line in lines) >= 2, "the types' scores, and their intervals"
        assert "| 95 % interval | P | R | F1 | macro | doc |" in report.markdown()
        assert "| coref, muc |" in report.markdown().split("95 % interval")[1]

    def test_few_documents_have_none(self) -> None:
        report = score(intervals=True)
        assert report.result.intervals is not None
        assert report.result.intervals.scores["mention"]["f1"].low is None
        assert "none for what occurs in fewer than 8 documents" in " ".join(report.text().split())
