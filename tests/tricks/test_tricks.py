"""What a clever submitter would try on the dev gold wins nothing, in any score of any metric."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.tricks import noise, page, peers
from bench.tricks.outcome import Outcome, dev, outcome, scores
from bench.tricks.plays import TRICKS

PAGE = Path(__file__).parents[2] / "docs" / "tricks.md"
SILENCE = "Answer only the surest document"
OF_WHAT_IS_SAID = ("leak.", "value.accuracy", "realis.accuracy")
"""Rates of what was said, or is shared, alone; the page says so, and the headline has none of them."""
# Tricks that say nothing new, in other words or another order: every number stays to the last bit.
NOTHING_NEW = {"Repeat a correct relation", "Triple every prediction", "Reversed order"}


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    documents = dev()
    return {trick.name: outcome(trick, documents) for trick in TRICKS}


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str, str], peers.Answer]:
    return {(each.peer, each.trick, each.score): each for each in peers.answers(dev())}


@pytest.mark.parametrize("name", [trick.name for trick in TRICKS])
def test_no_score_of_any_metric_gets_better(outcomes, name):
    played = outcomes[name]
    better = [score for score in played.better if not (name == SILENCE and score.startswith(OF_WHAT_IS_SAID))]
    assert better == [], "silence makes no errors, and nothing else may pay"


@pytest.mark.parametrize("name", [trick.name for trick in TRICKS])
def test_what_says_nothing_new_changes_nothing_and_everything_else_costs(outcomes, name):
    played = outcomes[name]
    if name in NOTHING_NEW:
        assert played.before == played.after
    else:
        assert played.worse
        assert played.after["farrago.farrago"] < played.before["farrago.farrago"]


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.name)
def test_a_trick_does_something(trick):
    honest = noise.noisy(dev())
    assert trick.play(honest) != honest
    assert honest == noise.noisy(dev()), "and leaves the honest submission as it is"


def test_the_system_is_good_but_not_perfect(outcomes):
    before = next(iter(outcomes.values())).before
    # Nobody annotates evidence here, and without training data there is nothing to know by heart.
    unscored = ("evidence.", "relation.ign_")
    assert all(0 < value < 1 for name, value in before.items() if not name.startswith(unscored))
    assert scores(noise.noisy(dev()), dev()) == before


def test_every_score_is_looked_at(outcomes):
    names = set(next(iter(outcomes.values())).before)
    assert {"relation.f1", "coref.doc_macro_conll_f1", "argument.plus_f1", "mention.macro_f1"} <= names
    assert {"value.accuracy", "leak.rate", "farrago.farrago"} <= names
    assert "leak.leaked" not in names


def test_a_trick_that_works_would_be_seen():
    before, after = {"mention.f1": 0.5, "leak.rate": 0.5}, {"mention.f1": 0.6, "leak.rate": 0.4}
    assert Outcome(TRICKS[0], before, after).better == ["mention.f1", "leak.rate"]
    assert Outcome(TRICKS[0], after, before).worse == ["mention.f1", "leak.rate"]


def test_the_page_in_the_repository_is_what_comes_out():
    assert PAGE.read_text(encoding="utf-8") == page.page(), "stale: make docs"


class TestPeers:
    """The same tricks on scorers that are installed: where one works, the page says so."""

    def test_the_honest_system_scores_the_same_there_and_here(self, found, outcomes):
        ours = outcomes["Reversed order"].before
        for peer, score, name in (
            ("scorch", "MUC F1", "coref.muc_f1"),
            ("scorch", "B³ F1", "coref.bcub_f1"),
            ("scorch", "CEAFe F1", "coref.ceafe_f1"),
            ("scorch", "CoNLL mean", "coref.conll_f1"),
        ):
            assert found[peer, "Reversed order", score].before == pytest.approx(ours[name], abs=1e-7)
        # Where spans overlap, nervaluate may give the first its neighbour's partner, and finds a few less.
        strict = found["nervaluate", "Reversed order", "strict F1"].before
        assert ours["mention.f1"] - 0.001 < strict <= ours["mention.f1"] + 1e-7

    def test_entities_that_are_said_three_times_lift_b_cubed_above_1(self, found):
        assert found["scorch", "Triple every prediction", "B³ F1"].after > 1
        mean = found["scorch", "Triple every prediction", "CoNLL mean"]
        assert mean.after > mean.before

    def test_the_order_of_mentions_decides(self, found):
        strict = found["nervaluate", "Reversed order", "strict F1"]
        assert strict.after != strict.before
