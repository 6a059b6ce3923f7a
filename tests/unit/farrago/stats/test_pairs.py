import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import permutation_test

from farrago import stats


def mean(numbers):
    """The rate of column 0 by column 1, as every score here is a ratio of sums."""
    top, bottom = numbers[..., 0].astype(float), numbers[..., 1].astype(float)
    return np.divide(top, bottom, out=np.full(np.shape(top), np.nan), where=bottom != 0)


def counts(chance, documents, rate, size=20):
    found = np.random.default_rng(chance).binomial(size, rate, documents)
    return np.stack([found, np.full(documents, size)], axis=-1).astype(np.int64)


@pytest.mark.parametrize("seed", range(4))
def test_p_is_that_of_the_exact_permutation_test(seed):
    a, b = counts(seed, 10, 0.6), counts(seed + 100, 10, 0.5)
    exact = permutation_test(
        (a[:, 0] / 20, b[:, 0] / 20),
        lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis),
        permutation_type="samples",
        n_resamples=np.inf,
        vectorized=True,
    )
    found = stats.compare(a, b, mean, swaps=50_000)
    assert found.difference == pytest.approx(exact.statistic)
    assert found.p == pytest.approx(exact.pvalue, abs=0.01)


@pytest.mark.parametrize("seed", range(4))
def test_counts_beyond_what_doubles_hold_give_the_same(seed):
    a, b = counts(seed, 12, 0.6), counts(seed + 100, 12, 0.5)
    assert stats.compare(a << 50, b << 50, mean, swaps=500) == stats.compare(a, b, mean, swaps=500)


def test_a_system_does_not_differ_from_itself():
    a = counts(1, 12, 0.4)
    assert stats.compare(a, a, mean) == stats.Comparison(0.0, 1.0)


def test_the_smallest_p_is_one_in_the_number_of_swaps_plus_one():
    a, b = counts(1, 60, 0.9), counts(2, 60, 0.1)
    assert stats.compare(a, b, mean, swaps=999).p == 1 / 1000


def test_swapping_the_systems_changes_the_sign_alone():
    a, b = counts(1, 20, 0.6), counts(2, 20, 0.5)
    one, other = stats.compare(a, b, mean), stats.compare(b, a, mean)
    assert (one.p, one.difference) == (other.p, -other.difference)


def test_a_swap_that_leaves_nothing_to_score_speaks_for_chance():
    a = np.array([[3, 4], [0, 0]], dtype=np.int64)
    b = np.array([[0, 0], [1, 4]], dtype=np.int64)
    assert stats.compare(a, b, mean).p == pytest.approx(1.0, abs=0.001)


def test_counts_of_other_documents_are_refused():
    with pytest.raises(ValueError, match="not paired"):
        stats.compare(counts(1, 5, 0.5), counts(1, 6, 0.5), mean)


def test_under_the_null_p_is_small_no_more_often_than_it_says():
    rates = np.random.default_rng(0).uniform(0.2, 0.8, 16)  # documents differ in difficulty, systems do not
    p_values = [
        stats.compare(counts(seed, 16, rates), counts(seed + 9000, 16, rates), mean, swaps=400).p
        for seed in range(600)
    ]
    for level in (0.05, 0.1, 0.2):
        # Three standard errors of a share of 600.
        assert np.mean(np.array(p_values) <= level) <= level + 3 * np.sqrt(level * (1 - level) / 600)


def test_holm_by_hand():
    assert stats.holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert stats.holm([]) == []


@given(st.lists(st.floats(0, 1), max_size=12))
def test_holm_never_lowers_a_p_value_and_keeps_the_order(p_values):
    adjusted = stats.holm(p_values)
    assert all(new >= old for new, old in zip(adjusted, p_values, strict=True))
    assert all(new <= 1 for new in adjusted)
    by_old = [adjusted[index] for index in sorted(range(len(p_values)), key=p_values.__getitem__)]
    assert by_old == sorted(by_old)


def ranks(systems, swaps=stats.SWAPS):
    """The ranks of systems that all compete with each other."""
    pairs = list(itertools.combinations(range(len(systems)), 2))
    trials = stats.swapping(len(systems[0]) if systems else 1, swaps, stats.SEED)
    return stats.ranks(
        len(systems), dict(zip(pairs, stats.compare_pairs(systems, pairs, mean, trials), strict=True))
    )


def test_systems_that_cannot_be_told_apart_share_a_rank():
    strong, near, weak = counts(1, 40, 0.8), counts(2, 40, 0.79), counts(3, 40, 0.3)
    assert ranks([weak, strong, near]) == [3, 1, 1]


def test_a_comparison_within_many_is_that_of_the_pair_alone():
    systems = [counts(seed, 20, 0.4 + seed / 50) for seed in range(5)]
    pairs = [(0, 1), (3, 1), (4, 2)]
    alone = [stats.compare(systems[a], systems[b], mean) for a, b in pairs]
    swaps = stats.swapping(20, stats.SWAPS, stats.SEED)
    assert stats.compare_pairs(systems, pairs, mean, swaps) == alone


def test_p_is_the_share_of_all_swaps_within_the_error_of_drawing_them():
    """With n documents there are 2ⁿ swaps; the share of 10,000 drawn ones is binomial around theirs."""
    for seed in range(6):
        a, b = counts(seed, 11, 0.6, size=9), counts(seed + 50, 11, 0.45, size=7)
        b[:, 1] += counts(seed, 11, 0.5)[:, 0]
        masks = np.array(list(itertools.product((0, 1), repeat=11)))
        shift = masks @ (a - b)
        trials = np.abs(mean(a.sum(axis=0) - shift) - mean(b.sum(axis=0) + shift))
        found = stats.compare(a, b, mean)
        exact = np.mean(trials >= abs(found.difference) - 1e-12)
        assert abs(found.p - exact) <= 4 * np.sqrt(exact * (1 - exact) / stats.SWAPS) + 1e-4


def test_the_interval_of_a_difference_turns_round_with_the_pair():
    a, b = counts(1, 30, 0.6), counts(2, 30, 0.5)
    draws = stats.resampling(30, 2000, 7)
    (one,) = stats.difference_intervals([a, b], [(0, 1)], mean, draws, 0.95)
    (other,) = stats.difference_intervals([b, a], [(0, 1)], mean, draws, 0.95)
    assert (one.low, one.high) == (-other.high, -other.low)
    assert one.low < float(mean(a.sum(0)) - mean(b.sum(0))) < one.high


def test_no_system_has_no_rank():
    assert ranks([]) == []


def test_ranks_do_not_depend_on_the_order_of_systems():
    systems = [counts(seed, 30, 0.3 + seed / 20) for seed in range(8)]
    forward = ranks(systems)
    assert ranks(systems[::-1]) == forward[::-1]
    assert len(set(forward)) > 1


LEADER, SECOND = counts(1, 40, 0.66), counts(2, 40, 0.58)


def entered(*more):
    """The ranks of the leader and of the second, with others on the board."""
    return ranks([LEADER, SECOND, *more])[:2]


def test_the_lead_is_one_that_a_larger_family_would_erase():
    p = stats.compare(LEADER, SECOND, mean).p
    assert 0.002 < p < 0.05
    assert entered() == [1, 2]


@pytest.mark.parametrize("junk_rate", [0.0, 0.3, 0.55])
def test_junk_erases_no_lead(junk_rate):
    assert entered(*(counts(seed, 40, junk_rate) for seed in range(100, 130))) == [1, 2]


def test_copies_of_the_leader_erase_no_lead():
    assert entered(*[LEADER] * 5) == [1, 2 + 5], "each copy is better, too"


def test_variants_that_score_a_little_higher_erase_no_lead_above_the_original():
    """What a family of the row's rivals would allow: enter yourself again, a little better."""
    variants = []
    for place in range(12):
        variant = SECOND.copy()
        variant[place, 0] = min(variant[place, 0] + 1, variant[place, 1])
        variants.append(variant)
    assert all(float(mean(each.sum(0))) >= float(mean(SECOND.sum(0))) for each in variants)
    assert entered(*variants) == [1, 2]


def test_whoever_else_enters_no_rank_gets_better():
    known = [counts(seed, 30, 0.3 + seed / 20) for seed in range(6)]
    before = ranks(known)
    for seed in range(20):
        newcomer = counts(1000 + seed, 30, seed / 20)
        after = ranks([*known, newcomer])[:-1]
        assert all(new in {old, old + 1} for old, new in zip(before, after, strict=True))


class TestPooled:
    """Systems with different numbers of runs are compared by their means, however odd the numbers."""

    RUN = np.array([[2**40, 2**41], [3, 4]])

    def test_a_single_run_keeps_its_proportions(self):
        run = np.array([[1, 2], [3, 4]])
        (pooled,) = stats.pooled([[run]])
        assert np.array_equal(pooled, 2**10 * run)

    def test_many_runs_of_large_counts_stay_where_sums_are_exact(self):
        pooled = stats.pooled([[self.RUN] * number for number in (31, 37, 29, 41)])
        assert all(np.array_equal(each, pooled[0]) for each in pooled)
        assert max(int(each.sum()) for each in pooled) < 2**53
        assert ranks(pooled, swaps=100) == [1, 1, 1, 1]

    def test_a_mean_is_between_its_runs(self):
        (pooled,) = stats.pooled([[np.array([[number, 4]]) for number in (0, 1, 1)]])
        assert abs(pooled[0, 0] / pooled[0, 1] - 1 / 6) < 1e-3


def test_few_documents_cannot_show_a_difference():
    a, b = counts(1, 5, 1.0), counts(2, 5, 0.0)
    assert not stats.can_tell_apart(5)
    assert stats.compare(a, b, mean).p > stats.LEVEL
    assert stats.can_tell_apart(6)
