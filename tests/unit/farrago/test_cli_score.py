"""``farrago score``: what it prints, and with which exit code."""

from __future__ import annotations

import inspect
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from farrago import stats
from farrago.cli import app
from farrago.cli._facets import FACETS, METRICS_BY
from farrago.cli.compare import compare
from farrago.cli.score import score
from farrago.report import self_check
from farrago.scoring import DEFAULT, DOCUMENT_FACETS, ITEM_FACETS, Bootstrap, metrics
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Prediction
from small import gold, said

PERSON = {"e1": ("PER", (0, 3), (10, 13)), "e2": ("ORG", (20, 25))}
RELATION = [("leads", "e1", "e2")]
EVENT = [("Meet", [(5, 8)], [("Participant", "e1")])]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    codec.write(tmp_path / "gold.jsonl", [gold(PERSON, RELATION, EVENT)], Document)
    codec.write(tmp_path / "said.jsonl", [said(PERSON, RELATION, EVENT)], Prediction)
    (tmp_path / "empty.jsonl").touch()
    return tmp_path


def run(place: Path, *arguments: object, **options: object) -> Result:
    usual = ["score", *map(str, arguments), "--gold", str(place / "gold.jsonl"), "--ontology", "none"]
    return CliRunner().invoke(app, usual, **options)  # type: ignore[arg-type]


def test_a_table_and_the_signature_as_one_line(place: Path) -> None:
    result = run(place, place / "said.jsonl", "--types")
    assert result.exit_code == 0
    shown = {line.split()[0] for line in result.stdout.splitlines() if line.strip()}
    assert shown >= set(DEFAULT)
    assert shown.isdisjoint(set(metrics()) - set(DEFAULT))
    assert "relation by type" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("farrago:")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--metrics", "all"), list(metrics())),
        (("--metrics", "value, mention", "--metrics", "leak"), ["mention", "value", "leak"]),
        (("--metrics", "default,realis"), [name for name in metrics() if name in {*DEFAULT, "realis"}]),
    ],
)
def test_the_metrics_that_are_asked_for_are_scored(
    place: Path, arguments: tuple[str, ...], expected: list[str]
) -> None:
    plain = json.loads(run(place, place / "said.jsonl", "--json", *arguments).stdout)
    assert list(plain["scores"]) == expected


def test_self_check_looks_at_every_metric(place: Path) -> None:
    assert set(json.loads(run(place, "--self-check", "--json").stdout)["scores"]) == set(metrics())


def test_json_is_the_result_and_nothing_else(place: Path) -> None:
    result = run(place, place / "said.jsonl", "--json", "--by", "kind")
    plain = json.loads(result.stdout)
    assert plain["scores"]["farrago"]["farrago"] == 1
    assert plain["breakdowns"]["relation"]["kind"]["page"]["f1"] == 1


@pytest.mark.parametrize(
    ("format_", "first"),
    [
        ("text", "said.jsonl on"),
        ("json", "{"),
        ("markdown", "**farrago** 100.00"),
        ("latex", r"% \usepackage{booktabs}"),
        ("csv", "metric,column,facet,group,value,low,high,signature"),
    ],
)
def test_every_format_is_printed_alone_and_with_the_signature(place: Path, format_: str, first: str) -> None:
    result = run(place, place / "said.jsonl", "--format", format_)
    assert result.exit_code == 0
    assert result.stdout.startswith(first)
    assert "farrago:0" in result.stdout
    assert result.stderr == ""


def test_standard_input(place: Path) -> None:
    data = (place / "said.jsonl").read_bytes()
    result = run(place, "-", "--json", input=data)
    assert json.loads(result.stdout)["predictions"]["sha256"] == codec.sha256(place / "said.jsonl")


def test_self_check(place: Path) -> None:
    assert run(place, "--self-check").exit_code == 0


def test_self_check_fails_where_a_metric_is_not_1(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_check, "gold_as_predictions", lambda _: [said(PERSON, (), EVENT)])
    result = run(place, "--self-check")
    assert result.exit_code == 1
    assert "relation.recall is 0.0, not 1" in result.stderr


def test_an_empty_submission_is_refused_and_by_request_scored_as_empty(place: Path) -> None:
    refused = run(place, place / "empty.jsonl")
    assert isinstance(refused.exception, InputError)
    assert refused.stdout == ""
    result = run(place, place / "empty.jsonl", "--allow-missing", "--json")
    rows = json.loads(result.stdout)["scores"]
    found = [rows["coref"]["conll_f1"], *(rows[name]["f1"] for name in ("mention", "relation", "argument"))]
    assert [*found, rows["farrago"]["farrago"]] == [0, 0, 0, 0, 0]
    assert rows["mention"]["precision"] is None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name predictions"),
        (("said.jsonl", "--self-check"), "--self-check"),
        (("said.jsonl", "--json", "--format", "csv"), "--json is short for --format json"),
        (("said.jsonl", "--metrics", "mention,trigge"), "no metric 'trigge'; did you mean 'trigger'?"),
        (("said.jsonl", "--metrics", ","), "there is: default, all, mention"),
        (("said.jsonl", "--by", "nonsense"), "no facet 'nonsense'; there is: kind, topic"),
    ],
)
def test_wrong_use_is_told(place: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run(place, *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())


def test_a_file_that_is_not_there(place: Path) -> None:
    result = run(place, place / "nowhere.jsonl")
    assert isinstance(result.exception, InputError)


def test_the_help_names_every_facet_that_there_is():
    assert FACETS.split(", ") == [*DOCUMENT_FACETS, *ITEM_FACETS]
    told = {facet: set(names.split(", ")) for facet, names in METRICS_BY.items()}
    assert told == {
        facet: {name for name, metric in metrics().items() if facet in metric.facets} for facet in ITEM_FACETS
    }
    shown = CliRunner().invoke(app, ["score", "--help"]).stdout
    assert all(facet in shown for facet in told)


def test_intervals_by_a_seed_and_a_level(place: Path) -> None:
    arguments = ("--intervals", "--resamples", "150", "--seed", "7", "--level", "0.9", "--json")
    found = json.loads(run(place, place / "said.jsonl", *arguments).stdout)["intervals"]
    assert (found["resamples"], found["seed"], found["level"]) == (150, 7, 0.9)


def test_how_without_intervals_is_wrong_use(place: Path) -> None:
    result = run(place, place / "said.jsonl", "--resamples", "150")
    assert result.exit_code == 2
    assert "go with --intervals" in " ".join(result.stderr.replace("│", " ").split())


@pytest.mark.parametrize("command", [score, compare])
def test_the_defaults_of_the_commands_are_those_of_the_library(command) -> None:
    defaults = {name: each.default for name, each in inspect.signature(command).parameters.items()}
    assert Bootstrap(defaults["resamples"], defaults["seed"], defaults["level"]) == Bootstrap()
    assert defaults.get("swaps", stats.SWAPS) == stats.SWAPS
    assert Bootstrap().seed == stats.SEED


def test_a_facet_that_breaks_nothing_down_is_told(place: Path) -> None:
    idle = run(place, place / "said.jsonl", "--metrics", "mention", "--by", "role", "--by", "kind", "--json")
    assert idle.exit_code == 0
    assert (
        idle.stderr
        == "note: --by role breaks down none of the metrics scored; it does so for argument, template\n"
    )
    assert set(json.loads(idle.stdout)["breakdowns"]["mention"]) == {"kind"}
    assert run(place, place / "said.jsonl", "--metrics", "argument", "--by", "role").stderr == ""
