"""Sets of things in many documents, as sorted arrays of keys, and other arithmetic of such arrays.

A key is a document, a type, and whatever else tells things apart, packed into one number. Numpy's own sets
load its masked arrays, which takes longer than what is done with them here.
"""

from __future__ import annotations

import numpy as np

from farrago.matching.columns import OFFSET, Truth, Whole

PART = 11
"""The bits of a part of a key: one of the things of both sides of a document, or a type."""


def packed(first: Whole, *parts: Whole) -> Whole:
    """Return one number for the numbers of each row; all but the first are below 2¹¹."""
    keys = first
    for part in parts:
        keys = keys << PART | part
    return keys


def unique(keys: Whole) -> Whole:
    """Return a set of keys."""
    found = np.sort(keys)
    return found[_is_first(found)]


def common(one: Whole, other: Whole) -> Whole:
    """Return what two sets have in common."""
    return repeated(np.concatenate([one, other]))


def without(one: Whole, other: Whole) -> Whole:
    """Return what the first of two sets has and the other has not."""
    shared = common(one, other)
    if not len(shared):
        return one
    kept = np.ones(len(one), dtype=np.bool_)
    kept[np.searchsorted(one, shared)] = False
    return one[kept]


def repeated(keys: Whole) -> Whole:
    """Return what is there more than once, in order."""
    found = np.sort(keys)
    more: Whole = found[1:][found[1:] == found[:-1]]
    return more


def places_in(keys: Whole, wanted: Whole) -> Whole:
    """Return where in different keys, in any order, each of the wanted ones is; −1 where it is not."""
    if not len(keys):
        return np.full(len(wanted), -1)
    order = np.argsort(keys)
    near: Whole = order[np.minimum(np.searchsorted(keys, wanted, sorter=order), len(keys) - 1)]
    found: Whole = np.where(keys[near] == wanted, near, -1)
    return found


def is_in(keys: Whole, wanted: Whole) -> Truth:
    """Tell of each key whether it is among the wanted."""
    if not len(wanted):
        return np.zeros(len(keys), dtype=np.bool_)
    ordered = np.sort(wanted)
    found: Truth = ordered[np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)] == keys
    return found


def found_at(places: tuple[Whole, Whole], documents: Whole, offsets: Whole) -> Whole:
    """Return how many of the places (documents and offsets, in order) lie at others or before them."""
    return found_before(places, documents, offsets + 1)


def found_before(places: tuple[Whole, Whole], documents: Whole, offsets: Whole) -> Whole:
    """Return how many of the places (documents and offsets, in order) lie before others."""
    keys, wanted = ((document << OFFSET) + offset for document, offset in (places, (documents, offsets)))
    return np.searchsorted(keys, wanted).astype(np.int64)


def spread(first: Whole, number: Whole) -> tuple[Whole, Whole]:
    """Return all numbers of stretches, given by their first number and how many, and of each its stretch."""
    stretch = np.arange(len(first)).repeat(number)
    return np.arange(len(stretch)) + (first - (np.cumsum(number) - number))[stretch], stretch


def firsts(keys: Whole, owners: Whole, number: int) -> Whole:
    """Return for each of so many owners of different keys how its least key ranks; 0 where it has none."""
    order = np.argsort(keys)[::-1]
    ranks = np.zeros(number, dtype=np.int64)
    ranks[owners[order]] = np.arange(len(keys), 0, -1)  # of several for one owner the last is kept
    return ranks


def runs(keys: Whole) -> tuple[Whole, Whole]:
    """Return where in sorted keys each different one begins, and how often it is there."""
    starts = np.flatnonzero(_is_first(keys))
    return starts, np.diff(starts, append=len(keys))


def _is_first(keys: Whole) -> Truth:
    """Tell of sorted keys which differ from the one before."""
    first = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    return first
