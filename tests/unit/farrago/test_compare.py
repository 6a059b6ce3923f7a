"""Comparisons: the same from files, objects, reports and kept counts, in any order; of like things only."""

from __future__ import annotations

import io
import json
from importlib import resources
from pathlib import Path

import jsonschema
import msgspec
import pandas
import pytest
from typer.testing import CliRunner, Result

import boards
import farrago
from farrago import stats
from farrago.cli import app
from farrago.formats import Format
from farrago.report.compared import ComparisonReport
from farrago.scoring import Bootstrap, metrics
from farrago_schema import codec
from farrago_schema.comparison import Comparison, Family, json_schema
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Prediction, Zone

GOLD = boards.gold(10)
SYSTEMS = {
    "ledger": boards.predict(GOLD, 0.9, 0),
    "quarry": boards.predict(GOLD, 0.75, 1),
    "folio": boards.predict(GOLD, 0.4, 2),
}
FAST = Bootstrap(resamples=500)


def compare(*systems: object, **options: object) -> ComparisonReport:
    usual = {"gold": GOLD, "bootstrap": FAST, "swaps": 500, "metric": ("relation", "farrago")}
    return farrago.compare(*systems, **usual | options)  # type: ignore[arg-type]


def family(report: ComparisonReport, metric: str = "relation") -> Family:
    (found,) = (each for each in report.result.families if each.metric == metric)
    return found


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("systems")
    codec.write(folder / "gold.jsonl", GOLD, Document)
    for name, predictions in SYSTEMS.items():
        boards.submit(folder / "submissions", name, {None: predictions})
        codec.write(folder / f"{name}.jsonl", predictions, Prediction)
    return folder


def run(place: Path, *arguments: object) -> Result:
    usual = ["compare", *map(str, arguments), "--gold", str(place / "gold.jsonl")]
    return CliRunner().invoke(app, [*usual, "--swaps", "500", "--resamples", "500"], env={"COLUMNS": "80"})


def test_the_shipped_schema_is_what_the_types_say_and_what_comes_out() -> None:
    shipped = resources.files("farrago_schema").joinpath("comparison.schema.json").read_bytes()
    assert json.loads(shipped) == json_schema()
    plain = compare(*SYSTEMS.values()).to_dict()
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.Draft202012Validator(json_schema()).validate(plain)
    assert msgspec.convert(plain, Comparison) == compare(*SYSTEMS.values()).result


def test_the_numbers_are_those_of_the_tests_on_the_counts() -> None:
    found = family(compare(SYSTEMS["ledger"], SYSTEMS["quarry"]))
    a, b = (farrago.score(SYSTEMS[name], gold=GOLD) for name in ("ledger", "quarry"))
    counts = [report.tallies["relation"].by_document() for report in (a, b)]

    def score(numbers):
        return metrics()["relation"].score(numbers)["f1"]

    (pair,) = found.pairs
    expected = stats.compare(*counts, score, swaps=500)
    assert (pair.difference, pair.p) == (expected.difference, expected.p)
    assert pair.p_holm == pair.p
    draws = stats.resampling(10, 500, stats.SEED)
    (ends,) = stats.difference_intervals(counts, [(0, 1)], score, draws, 0.95)
    assert (pair.low, pair.high) == (ends.low, ends.high)
    assert found.scores == {
        "A": a.to_dict()["scores"]["relation"]["f1"],
        "B": b.to_dict()["scores"]["relation"]["f1"],
    }
    by_document = [[score(row) for row in rows] for rows in counts]
    wins = sum(one > other for one, other in zip(*by_document, strict=True))
    losses = sum(one < other for one, other in zip(*by_document, strict=True))
    assert (pair.wins, pair.losses, pair.ties, pair.unscored) == (wins, losses, 10 - wins - losses, 0)


def test_files_folders_objects_reports_and_tallies_compare_alike(place: Path) -> None:
    names = list(SYSTEMS)
    reports = [farrago.score(predictions, gold=GOLD) for predictions in SYSTEMS.values()]
    ways = [
        list(SYSTEMS.values()),
        [[msgspec.to_builtins(each) for each in predictions] for predictions in SYSTEMS.values()],
        [place / f"{name}.jsonl" for name in names],
        [str(place / "submissions" / name) for name in names],
        reports,
        [report.tallies for report in reports],
    ]
    first, *others = [compare(*systems, names=names).result.families for systems in ways]
    assert all(families == first for families in others)


def test_a_leaderboard_stands_for_its_systems(place: Path) -> None:
    board = boards.board(place / "submissions", GOLD).data
    (place / "leaderboard.json").write_bytes(msgspec.json.encode(board))
    names = [row.id for row in board.rows]
    expected = compare(*(SYSTEMS[name] for name in names), names=names).result.families
    for kept in (board, place / "leaderboard.json"):
        assert compare(kept, gold=None).result.families == expected
    ranks = {row.id: row.figures["relation.f1"].rank for row in board.rows}  # type: ignore[union-attr]
    full = farrago.compare(board, metric="relation")
    assert family(full).ranks == ranks, "a comparison ranks as the board does"


def test_several_runs_count_as_their_mean(place: Path) -> None:
    runs = {str(seed): boards.predict(GOLD, 0.7, seed) for seed in (1, 2, 3)}
    folder = boards.submit(place / "seeds", "seeds", runs)
    both = compare(folder, SYSTEMS["folio"])
    assert len(both.result.systems[0].runs) == 3
    score = family(both).scores["seeds"]
    each = [farrago.score(run, gold=GOLD).to_dict()["scores"]["relation"]["f1"] for run in runs.values()]
    assert min(each) < score < max(each)  # type: ignore[operator]


def test_the_order_of_documents_and_systems_changes_nothing() -> None:
    names = list(SYSTEMS)
    forward = compare(*SYSTEMS.values(), names=names)
    turned = compare(*(SYSTEMS[name][::-1] for name in names), gold=GOLD[::-1], names=names)
    assert turned.result.families == forward.result.families
    backward = family(compare(*(SYSTEMS[name] for name in names[::-1]), names=names[::-1]))
    assert backward.ranks == family(forward).ranks
    found = {(pair.a, pair.b): pair for pair in backward.pairs}
    for pair in family(forward).pairs:
        other = found[pair.b, pair.a]
        assert (other.p, other.p_holm, other.wins, other.losses) == (
            pair.p,
            pair.p_holm,
            pair.losses,
            pair.wins,
        )
        assert (other.difference, other.low, other.high) == (-pair.difference, -pair.high, -pair.low)  # type: ignore[operator]


def test_the_same_call_gives_the_same_bytes() -> None:
    assert compare(*SYSTEMS.values()).json() == compare(*SYSTEMS.values()).json()


def test_holm_takes_the_pairs_that_are_shown() -> None:
    every, few = family(compare(*SYSTEMS.values())), family(compare(*SYSTEMS.values(), baseline=True))
    assert [(pair.a, pair.b) for pair in few.pairs] == [("B", "A"), ("C", "A")]
    for found in (every, few):
        assert [pair.p_holm for pair in found.pairs] == stats.holm([pair.p for pair in found.pairs])  # type: ignore[misc]
    assert few.ranks == every.ranks


def test_less_is_better_where_it_is() -> None:
    """``leak`` counts errors: who leaks on every page ranks below who never does."""
    half = len(GOLD[0].text) // 2
    zones = (Zone(0, half, "body", story="s1"), Zone(half, len(GOLD[0].text), "body", story="s2"))
    paged = [msgspec.structs.replace(document, zones=zones) for document in GOLD]
    clean = [document.prediction() for document in paged]
    relation = msgspec.structs.replace(clean[0].relations[0], tail="loc3")  # type: ignore[index]
    leaky = [msgspec.structs.replace(each, relations=(*(each.relations or ()), relation)) for each in clean]
    report = compare(leaky, clean, gold=paged, metric="leak")
    found = family(report, "leak")
    assert "Less is better: leak.rate." in report.text()
    (pair,) = found.pairs
    assert pair.difference is not None
    assert pair.difference > 0
    assert found.ranks == {"A": 2, "B": 1}
    assert (pair.wins, pair.losses) == (0, 10)


def test_what_a_system_does_not_attempt_is_not_compared() -> None:
    tagger = [Prediction(each.id, entities=each.entities) for each in SYSTEMS["quarry"]]
    found = compare(SYSTEMS["ledger"], SYSTEMS["folio"], tagger, metric=())
    assert family(found).scores["C"] is None
    assert family(found).ranks["C"] is None
    assert [(pair.a, pair.b) for pair in family(found).pairs] == [("A", "B")]
    names = {each.metric for each in compare(SYSTEMS["ledger"], tagger, metric=()).result.families}
    assert "mention" in names
    assert not names & {"relation", "farrago"}
    with pytest.raises(ValueError, match="no two systems attempt relation"):
        compare(SYSTEMS["ledger"], tagger, metric="relation")


def test_a_score_over_0_has_no_difference() -> None:
    silent = [Prediction(document.id, (), (), ()) for document in GOLD]
    report = compare(silent, SYSTEMS["folio"], metric="relation.precision")
    (pair,) = family(report).pairs
    assert (pair.difference, pair.p, pair.p_holm, pair.low, pair.unscored) == (None, None, None, None, 10)
    assert family(report).ranks["A"] is None
    assert "–" in report.text()


class TestParts:
    def test_a_type_is_compared_by_its_counts(self) -> None:
        whole, part = (
            compare(*SYSTEMS.values()),
            compare(*SYSTEMS.values(), by="type=lives_in", metric="relation"),
        )
        assert family(part).pairs == family(whole).pairs, "there is but this type"
        report = farrago.score(SYSTEMS["ledger"], gold=GOLD).to_dict()
        found = family(compare(*SYSTEMS.values(), by="type=ORG", metric="mention"), "mention")
        assert found.scores["A"] == report["types"]["mention"]["ORG"]["f1"]

    def test_documents_of_a_kind(self) -> None:
        pages = [
            msgspec.structs.replace(each, meta=msgspec.structs.replace(each.meta, kind="page"))
            for each in GOLD[:8]
        ]
        gold = [*pages, *GOLD[8:]]
        found = family(compare(*SYSTEMS.values(), gold=gold, by="kind=page"))
        assert found.documents == 8
        report = farrago.score(SYSTEMS["ledger"], gold=gold, by="kind").to_dict()
        assert found.scores["A"] == report["breakdowns"]["relation"]["kind"]["page"]["f1"]

    @pytest.mark.parametrize(
        ("by", "message"),
        [
            ("zone", "facet=value"),
            ("colour=red", "no facet 'colour'"),
            ("kind=letter", "no document of kind=letter; there is story"),
            ("type=lives_on", "relation has no part type=lives_on"),
        ],
    )
    def test_a_part_that_is_not_there_is_refused(self, by: str, message: str) -> None:
        with pytest.raises(ValueError, match=message):
            compare(*SYSTEMS.values(), by=by, metric="relation")


class TestRefused:
    def test_a_system_alone(self) -> None:
        with pytest.raises(ValueError, match="at least two"):
            compare(SYSTEMS["ledger"])

    def test_an_unknown_metric_or_score_names_the_nearest(self) -> None:
        with pytest.raises(ValueError, match=r"no metric 'relatoin' \(did you mean 'relation'\?\)"):
            compare(*SYSTEMS.values(), metric="relatoin")
        with pytest.raises(ValueError, match=r"no score coref.lea \(did you mean 'lea_f1'"):
            compare(*SYSTEMS.values(), metric="coref.lea")

    def test_other_gold(self) -> None:
        other = farrago.score(SYSTEMS["ledger"][:5], gold=GOLD[:5])
        with pytest.raises(InputError, match="another gold"):
            compare(other, SYSTEMS["quarry"])
        with pytest.raises(InputError, match="different documents: 'd05' is in one"):
            compare(other.tallies, SYSTEMS["quarry"])

    def test_missing_documents_unless_they_may_be(self) -> None:
        with pytest.raises(InputError, match="no such line"):
            compare(SYSTEMS["ledger"], SYSTEMS["quarry"][:-1])
        (pair,) = family(compare(SYSTEMS["ledger"], SYSTEMS["quarry"][:-1], allow_missing=True)).pairs
        assert pair.wins + pair.ties + pair.losses == 10

    def test_names_that_are_not_one_each(self) -> None:
        with pytest.raises(ValueError, match="as many different names"):
            compare(*SYSTEMS.values(), names=("a", "b", "a"))

    def test_a_leaderboard_that_is_none(self, tmp_path: Path) -> None:
        (tmp_path / "leaderboard.json").write_text("{}")
        with pytest.raises(InputError, match=r"leaderboard\.json that farrago board writes"):
            compare(tmp_path / "leaderboard.json", SYSTEMS["ledger"])


class TestShown:
    def test_two_systems_share_a_line_for_each_score(self, place: Path) -> None:
        result = run(place, place / "ledger.jsonl", place / "submissions" / "quarry" / "predictions.jsonl")
        lines = result.stdout.splitlines()
        assert result.exit_code == 0
        *tables, signature = lines
        assert signature.startswith("farrago:")
        assert max(map(len, tables)) <= 80
        assert any(line.split()[:3] == ["score", "ledger", "quarry"] for line in lines)
        for name in ("farrago", "mention.f1", "coref.conll_f1"):
            assert any(line.startswith(name) for line in lines)

    def test_several_systems_are_ranked(self, place: Path) -> None:
        result = run(place, *(place / f"{name}.jsonl" for name in SYSTEMS), "--metric", "relation")
        assert "relation.f1, pairs" in result.stdout
        assert [
            line.split()[-1]
            for line in result.stdout.splitlines()
            if line[:7].strip() in SYSTEMS and "–" not in line
        ]
        assert "p Holm: p when all pairs" in " ".join(result.stdout.split())

    def test_markdown_and_json(self, place: Path) -> None:
        files = [place / f"{name}.jsonl" for name in SYSTEMS]
        page = run(place, *files, "--metric", "relation", "--format", "markdown").stdout
        assert "| relation.f1, pairs | difference | interval | p | p Holm | W/T/L |" in page
        plain = json.loads(run(place, *files, "--metric", "relation", "--json").stdout)
        assert plain["families"][0]["ranks"].keys() == SYSTEMS.keys()

    @pytest.mark.parametrize("format_", Format)
    def test_every_format_bears_the_signature_and_is_the_same_every_time(self, format_: Format) -> None:
        systems = list(SYSTEMS.values())
        shown = compare(*systems).show(format_)
        signature = compare(*systems).result.signature
        assert "test:swaps=500" in signature and "A=" in signature
        # LaTeX has it twice, once as it stands.
        assert signature in shown.replace('""', '"')
        assert shown == compare(*systems).show(format_)

    def test_csv_has_a_line_for_each_score_and_pair(self) -> None:
        report = compare(*SYSTEMS.values())
        table = pandas.read_csv(io.StringIO(report.csv()))
        assert len(table) == 2 * 3
        pairs = [pair for each in report.result.families for pair in each.pairs]
        for column in ("difference", "low", "high", "p", "p_holm", "wins", "ties", "losses"):
            assert list(table[column]) == [getattr(pair, column) for pair in pairs]
        ranks = family(report, "farrago").ranks
        ours = table[table.metric == "farrago"]
        assert [ranks[name] for name in ours.a] == list(ours.rank_a)

    def test_latex_has_a_table_for_each_score_and_its_pairs(self) -> None:
        shown = compare(*SYSTEMS.values()).latex()
        assert shown.count("\\begin{table}") == shown.count("\\end{table}") == 4
        assert "relation.f1, pairs & difference & interval & p & p Holm & W/T/L" in shown

    def test_a_score_that_nobody_has_is_left_out_unless_it_is_asked_for(self) -> None:
        systems = list(SYSTEMS.values())
        assert "evidence" not in {each.metric for each in compare(*systems, metric=()).result.families}
        assert family(compare(*systems, metric="evidence"), "evidence").scores["A"] is None

    @pytest.mark.parametrize(("documents", "said"), [(4, True), (6, False)])
    def test_it_is_said_when_nothing_can_be_found(self, documents: int, said: bool) -> None:
        gold = GOLD[:documents]
        report = compare(*([each[:documents] for each in SYSTEMS.values()][:2]), gold=gold)
        notes = " ".join(report.text().split())
        hopeless = "On 4 documents no difference can be significant, however large: p cannot be below 0.12"
        assert (hopeless in notes) == said

    def test_it_is_said_when_holm_leaves_nothing_to_find(self) -> None:
        report = compare(*([each[:6] for each in SYSTEMS.values()]), gold=GOLD[:6])
        assert "with so many pairs no difference can be significant by Holm" in " ".join(
            report.text().split()
        )

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [(("--metric", "relatoin"), "did you mean 'relation'"), (("--by", "zone"), "facet=value")],
    )
    def test_wrong_use_is_told(self, place: Path, arguments: tuple[str, ...], message: str) -> None:
        result = run(place, place / "ledger.jsonl", place / "quarry.jsonl", *arguments)
        assert result.exit_code == 2
        assert message in " ".join(result.stderr.replace("│", " ").split())
