"""The simulation behind docs/statistics.md: its page, and a small one that a broken interval fails."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from bench import calibration, calibration_page, documents_model

from farrago import stats
from farrago.stats.quantiles import tail

PAGE = (Path(__file__).parents[3] / "docs" / "statistics.md").read_text(encoding="utf-8")
SMALL = calibration.Effort(sizes=(16, 100), corpora=150, resamples=400, swaps=199, truth=200_000, boards=5)


def table(name: str) -> list[list[str]]:
    """The cells of a table of the page, and below them how it was made."""
    found = re.search(rf"<!-- table: {name} -->\n(.*?)\n\n(.*?)\n<!-- end -->", PAGE, re.DOTALL)
    assert found is not None
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in found[1].splitlines()]
    return [head, *rows, [found[2]]]


def share(cell: str) -> float:
    return float(cell.split(maxsplit=1)[0]) / 100


class TestPage:
    EFFORT = calibration.Effort()

    @pytest.mark.parametrize("name", ["coverage", "plain"])
    def test_coverage_has_every_score_and_size_and_says_how_it_was_made(self, name: str) -> None:
        head, *rows, (made,) = table(name)
        assert head == ["score", *(f"{size} documents" for size in self.EFFORT.sizes)]
        assert [row[0] for row in rows] == list(calibration_page.ROWS)
        effort = self.EFFORT
        assert made == f"Seed {effort.seed}, {effort.corpora:,} corpora, {effort.resamples:,} resamples."

    def test_from_100_documents_on_intervals_hold_as_often_as_they_promise(self) -> None:
        _, *rows, _ = table("coverage")
        for name, *cells in rows:
            if name in calibration_page.CHECKED:
                assert all(0.93 <= share(cell) <= 0.97 for cell in cells[2:]), name

    def test_the_expanded_interval_is_the_better_one_where_documents_are_few(self) -> None:
        ours, plain = (table(name)[1:7] for name in ("coverage", "plain"))
        for one, other in zip(ours, plain, strict=True):
            assert abs(share(one[1]) - 0.95) < abs(share(other[1]) - 0.95)

    def test_alarms_are_no_more_than_they_may_be(self) -> None:
        head, *rows, (made,) = table("alarms")
        assert head[2:] == [f"p ≤ {alpha}" for alpha in calibration.ALPHAS]
        assert (
            made == f"Seed {self.EFFORT.seed}, {self.EFFORT.corpora:,} corpora, {self.EFFORT.swaps:,} swaps."
        )
        for name, _, *cells in rows:
            for alpha, cell in zip(calibration.ALPHAS, cells, strict=True):
                error = np.sqrt(alpha * (1 - alpha) / self.EFFORT.corpora)
                assert name == calibration.TRADED or share(cell) <= alpha + 3 * error

    def test_boards_are_of_the_sizes_that_are_simulated(self) -> None:
        _, *rows, (made,) = table("leads")
        assert [row[0] for row in rows] == [str(systems) for systems in calibration.BOARDS]
        assert made.startswith(f"Seed {self.EFFORT.seed}, {self.EFFORT.boards:,} boards")

    def test_what_is_left_out_on_each_side_is_what_the_page_says(self) -> None:
        said = " ".join(PAGE.split())
        assert f"{tail(0.95, 16):.1%} at 16 documents, {tail(0.95, 40):.1%} at 40".replace("%", " %") in said
        assert f"{100 * tail(0.95, 100):.1f} % at 100" in said

    def test_a_page_without_a_place_is_refused(self) -> None:
        with pytest.raises(ValueError, match="no place for the table coverage"):
            calibration_page.filled("nothing", {"coverage": "x"})
        assert calibration_page.filled("<!-- table: a -->\nold\n<!-- end -->\n", {"a": "new"}) == (
            "<!-- table: a -->\nnew\n<!-- end -->\n"
        )


@pytest.fixture(scope="module")
def true() -> dict[str, float]:
    return calibration.truth(SMALL)


@pytest.mark.parametrize("documents", SMALL.sizes)
def test_intervals_hold_about_as_often_as_they_promise(true, documents: int) -> None:
    found = calibration.coverage(documents, true, SMALL)
    for name in calibration_page.PARTS:
        assert 0.87 <= found[name].ours <= 0.995, name
        assert found[name].shown == 1


def test_intervals_of_half_the_width_would_be_found_out(true, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = stats.interval

    def half(values: stats.Floats, *arguments: float) -> stats.Interval:
        ends, middle = whole(values, *arguments), float(np.nanmedian(values))  # type: ignore[arg-type]
        if ends.low is None or ends.high is None:
            return ends
        return stats.Interval((ends.low + middle) / 2, (ends.high + middle) / 2, ends.nulls)

    monkeypatch.setattr(stats, "interval", half)
    found = calibration.coverage(100, true, SMALL)
    assert all(found[name].ours < 0.87 for name in calibration_page.PARTS)


def test_systems_of_one_quality_are_told_apart_no_more_often_than_by_chance() -> None:
    found = calibration.false_alarms(40, SMALL)
    for name in calibration.TESTED:
        for alpha, share_ in found[name].items():
            assert share_ <= alpha + 3.5 * np.sqrt(alpha * (1 - alpha) / SMALL.corpora), name
    assert found["relation"][0.1] > 0.02, "and the test is not deaf"


def test_a_test_of_unpaired_swaps_would_be_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A p-value that is half of what it should be is an alarm too often."""
    whole = stats.compare_pairs

    def hasty(*arguments: object) -> list[stats.Comparison]:
        return [stats.Comparison(each.difference, each.p / 3) for each in whole(*arguments)]  # type: ignore[arg-type]

    monkeypatch.setattr(stats, "compare_pairs", hasty)
    found = calibration.false_alarms(40, SMALL)["relation"]
    assert found[0.1] > 0.1 + 3.5 * np.sqrt(0.09 / SMALL.corpora)


def test_equal_systems_stand_above_each_other_by_chance_alone() -> None:
    found = calibration.false_leads(5, SMALL)
    assert found["pair, above"] >= found["Holm, above"]
    assert found["pair, above"] < 1


def test_faults_are_named() -> None:
    good, bad = calibration.Coverage(1, 0.95, 0.95), calibration.Coverage(1, 0.9, 0.9)
    alarms = {100: {name: {0.05: 0.2 if name == "relation" else 0.05} for name in calibration.TESTED}}
    covered = {100: {"farrago": bad, "relation, f1": good}, 16: {"farrago": bad}}
    findings = calibration.Findings(calibration.Effort(), covered, alarms, {})
    assert list(calibration.faults(findings)) == [
        "farrago on 100 documents: intervals hold in 90.0%",
        "relation on 100 documents: p ≤ 0.05 in 20.0%",
    ]


def test_two_systems_of_the_model_share_gold_and_are_of_one_quality() -> None:
    a, b = documents_model.documents(np.random.default_rng(1), 50_000, systems=2)
    for name in documents_model.ITEMS:
        assert np.array_equal(a[name][:, 2], b[name][:, 2])
        assert not np.array_equal(a[name][:, 0], b[name][:, 0])
    for name, value in documents_model.scores({key: rows.sum(axis=0) for key, rows in a.items()}).items():
        other = documents_model.scores({key: rows.sum(axis=0) for key, rows in b.items()})[name]
        assert value == pytest.approx(other, abs=0.02)
