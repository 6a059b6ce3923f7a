"""Whether spans of many documents are in order, one within the other, or cross.

Spans that are *apart* stand in order, each with its end after its start and none over another.
"""

from __future__ import annotations

import numpy as np

from farrago.matching.columns import OFFSET, Truth, Whole
from farrago.matching.keys import found_at, found_before
from farrago.matching.pages import Spans

OFFSETS = (1 << OFFSET) - 1
"""All bits of an offset."""


def are_apart(spans: Spans, length: Whole) -> Truth:
    """Tell of each span whether it lies in its text, of that length, and after the one before."""
    documents, starts, ends = spans
    found: Truth = (starts < ends) & (ends <= length[documents])
    found[1:] &= (ends[:-1] <= starts[1:]) | (documents[1:] != documents[:-1])
    return found


def are_inside(inner: Spans, outer: Spans, number: int) -> Truth:
    """Tell of each of so many documents whether every inner span lies in an outer one, if it has outer ones.

    Both are apart: so an outer one holds all that begin in it if it holds the last.
    """
    first = found_before(inner[:2], outer.documents, outer.starts)
    after = found_before(inner[:2], outer.documents, outer.ends)
    begun = np.bincount(outer.documents, after - first, number)
    found: Truth = begun == np.bincount(inner.documents, minlength=number)
    found[np.bincount(outer.documents, minlength=number) == 0] = True
    last = np.flatnonzero(after > first)
    too_long = inner.ends[after[last] - 1] > outer.ends[last]
    found[outer.documents[last[too_long]]] = False
    return found


def are_within(spans: Spans, outer: Spans, number: int) -> Truth:
    """Tell of each span, in any order, whether it lies in an outer one, or its document has none.

    The outer ones are apart.
    """
    if not len(outer.documents):
        return np.ones(len(spans.documents), dtype=np.bool_)
    at = found_at(outer[:2], spans.documents, spans.starts) - 1
    found: Truth = (at >= 0) & (outer.documents[at] == spans.documents) & (spans.ends <= outer.ends[at])
    has_none = np.bincount(outer.documents, minlength=number) == 0
    return np.asarray(found | has_none[spans.documents])


def are_nested(spans: Spans) -> Truth:
    """Tell of each span, in any order, whether it crosses none; of two that cross, one of them may say so.

    The first of those that hang together, and the longest from there, must hold all of them; without the
    first ones the rest falls apart into fewer that do.
    """
    documents, starts, ends = spans
    order = np.argsort((documents << OFFSET | starts & OFFSETS) << OFFSET | OFFSETS - (ends & OFFSETS))
    found = np.ones(len(documents), dtype=np.bool_)
    while len(order):
        opened, closed = (documents[order] << OFFSET | side[order] & OFFSETS for side in (starts, ends))
        is_first = np.append(True, opened[1:] >= np.maximum.accumulate(closed)[:-1])
        first = np.maximum.accumulate(np.where(is_first, np.arange(len(order)), 0))
        found[order[closed > closed[first]]] = False
        order = order[~is_first]
    return found
