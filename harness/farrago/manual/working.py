"""Runs a worked example and checks the numbers that it says."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from farrago.manual.example import Example
from farrago.matching import Pair, labels_of
from farrago.scoring import Row, metrics, summary
from farrago.tally import OVERALL, Tally
from farrago_schema import ontology
from farrago_schema.results import Number

NULL = "null"
_DECIMAL = re.compile(r"\d+\.(\d+)")
_OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True)
class Working:
    """What came out of an example: all numbers, the groups that were counted, and what was said wrongly."""

    row: Row
    groups: tuple[str, ...]
    wrong: tuple[str, ...]
    told: frozenset[str]


def work(name: str, example: Example) -> Working:
    """Run the metric of that name over the example and check its claims.

    A claim is a chain ``column = term = term``. A term is ``null``, or arithmetic on numbers and columns; a
    number that is written with digits after the point is right if the true one rounds to it.

    Raises:
        ValueError: a line of the example cannot be read.
        InputError: its gold or its prediction is not valid.
    """
    metric = metrics()[name]
    document = example.document
    labels = labels_of(ontology.load(), [document])
    pair = Pair(document, example.prediction, labels)
    counts = metric.count(pair)
    row = summary(metric, Tally.of(metric.columns, {document.id: counts}))
    known = row | dict(zip(metric.columns, counts[OVERALL], strict=True))
    wrong = [problem for claim in example.claims for problem in _check(claim, known)]
    told = frozenset(claim.split(" = ")[0] for claim in example.claims)
    return Working(row, tuple(sorted(counts)), tuple(wrong), told)


def _check(claim: str, known: Mapping[str, Number]) -> list[str]:
    column, *terms = (term.strip() for term in claim.split(" = "))
    if not terms or column not in known:
        raise ValueError(f"no line of text, gold, said or note, and no claim on a column: {claim!r}")
    actual = known[column]
    return [
        f"{claim}: {column} is {actual}, not {term}" for term in terms if not _agrees(term, actual, known)
    ]


def _agrees(term: str, actual: Number, known: Mapping[str, Number]) -> bool:
    if term == NULL or actual is None:
        return term == NULL and actual is None
    if decimal := _DECIMAL.fullmatch(term):
        return math.isclose(actual, float(term), rel_tol=0, abs_tol=0.5 / 10 ** len(decimal[1]) + 1e-12)
    return math.isclose(_value(term, known), actual, rel_tol=1e-9, abs_tol=1e-12)


def _value(term: str, known: Mapping[str, Number]) -> float:
    text = term.replace("×", "*").replace("−", "-").replace("½", "(1/2)")
    try:
        return _evaluated(ast.parse(text, mode="eval").body, known)
    except (SyntaxError, TypeError, KeyError) as error:
        raise ValueError(f"no arithmetic on numbers and columns: {term!r}") from error


def _evaluated(node: ast.expr, known: Mapping[str, Number]) -> float:
    if isinstance(node, ast.BinOp):
        operation = _OPERATORS[type(node.op)]
        return operation(_evaluated(node.left, known), _evaluated(node.right, known))
    if isinstance(node, ast.Name) and (value := known[node.id]) is not None:
        return value
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return node.value
    raise TypeError(type(node).__name__)
