"""Exact sums over documents that are drawn again and again: weights × counts, in blocks.

A trial weighs each document: by how often it was drawn (bootstrap), or by whether two systems swap it
(randomisation). Counts are cut into pieces of so few bits that every sum stays below 2²⁴, where single
precision holds each whole number: one fast matrix product gives all sums, and none of them is rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import numpy.typing as npt

from farrago.tally import Integers

Floats = npt.NDArray[np.float64]
Weights = npt.NDArray[np.float32]
Score = Callable[[Integers], Floats]

_BYTES = 1 << 25  # no array of a block is larger: 32 MB
_EXACT_BITS = 24  # single precision holds whole numbers of so many bits
_DRAWN = 1 << 19  # cells drawn at once: they stay in the processor's cache


class Trials:
    """Weights of documents in a number of trials, the same for the same seed.

    They are drawn as they are needed, and kept where they take no more than a block.
    """

    def __init__(self, draw: Callable[[Floats], Integers], documents: int, number: int, seed: int) -> None:
        """``draw`` turns numbers in [0, 1), trials × documents, into the weights of a trial each."""
        self.documents = documents
        self.number = number
        self._draw = draw
        self._seed = seed
        self._kept: Weights | None = None

    def sums(self, counts: Integers) -> Integers:
        """Return the sums of counts (documents × columns) in every trial, columns × trials."""
        blocks = list(self.blocks(counts))
        return blocks[0] if len(blocks) == 1 else np.concatenate(blocks, axis=1)

    def blocks(self, counts: Integers) -> Iterator[Integers]:
        """Yield the sums of counts (documents × columns) in blocks of trials, columns × trials.

        Raises:
            ValueError: the counts are not of these documents, or below 0.
        """
        if counts.shape[0] != self.documents or counts.min(initial=0) < 0:
            raise ValueError(
                f"no counts of {self.documents} documents: {counts.shape}, {counts.min(initial=0)}"
            )
        bits = _EXACT_BITS - self.documents.bit_length()
        pieces = list(_pieces(counts.T, bits))
        rows = max(1, _BYTES // (8 * max(1, counts.shape[1])))
        for weights in self._weights():
            for start in range(0, len(weights), rows):
                chosen = weights[start : start + rows].T
                sums = (pieces[0][1] @ chosen).astype(np.int64)
                for shift, (which, piece) in enumerate(pieces[1:], 1):
                    sums[which] += (piece @ chosen).astype(np.int64) << (bits * shift)
                yield sums

    def _weights(self) -> Iterator[Weights]:
        """Yield weights in blocks of trials × documents."""
        rows = max(1, _BYTES // (4 * max(1, self.documents)))
        if self.number > rows:
            random = np.random.Generator(np.random.PCG64(self._seed))
            for start in range(0, self.number, rows):
                yield self._drawn(random, min(rows, self.number - start))
            return
        if self._kept is None:
            self._kept = self._drawn(np.random.Generator(np.random.PCG64(self._seed)), self.number)
        yield self._kept

    def _drawn(self, random: np.random.Generator, trials: int) -> Weights:
        weights = np.empty((trials, self.documents), dtype=np.float32)
        rows = max(1, _DRAWN // max(1, self.documents))
        for start in range(0, trials, rows):
            # One double a document, so that the trials do not depend on how they are cut into blocks.
            numbers = random.random((min(rows, trials - start), self.documents))
            weights[start : start + rows] = self._draw(numbers)
        return weights


def _pieces(columns: Integers, bits: int) -> Iterator[tuple[Integers, Weights]]:
    """Yield the counts from the lowest bits up: which columns have more than 0 there, and what."""
    if bits < 1:
        raise ValueError("too many documents for exact sums: 2²³ and more")
    which, rest = np.arange(len(columns)), columns
    while True:
        yield which, (rest & ((1 << bits) - 1)).astype(np.float32)
        rest = rest >> bits
        left = rest.any(axis=1)
        which, rest = which[left], rest[left]
        if not len(which):
            return


def _times_drawn(numbers: Floats) -> Integers:
    trials, documents = numbers.shape
    drawn = (numbers * documents).astype(np.int64)
    drawn += np.arange(0, trials * documents, documents)[:, np.newaxis]
    return np.bincount(drawn.ravel(), minlength=trials * documents).reshape(trials, documents)


def _is_swapped(numbers: Floats) -> Integers:
    return (numbers < 0.5).astype(np.int64)


resampling = partial(Trials, _times_drawn)
"""``resampling(documents, number, seed)``: as many documents drawn with replacement as there are."""

swapping = partial(Trials, _is_swapped)
"""``swapping(documents, number, seed)``: each document with a chance of one half."""
