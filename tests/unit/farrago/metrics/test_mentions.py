"""Mentions, names and spans, counted by hand."""

from __future__ import annotations

from small import count, gold, right, said

DOCUMENT = gold(
    {
        "e1": ("PER", (0, 3), (10, 14, "nominal"), (20, 22, "pronoun")),
        "e2": ("ORG", (30, 35)),
        "x1": ("TITLE", (10, 14)),
    }
)


def test_mention_is_span_and_type() -> None:
    prediction = said({"a": ("PER", (0, 3), (10, 14)), "b": ("GPE", (30, 35)), "c": ("PER", (50, 51))})
    # Right: (0, 3) and (10, 14) as PER. Wrong: (30, 35) as GPE, (50, 51). Gold: 4 mentions and a value.
    assert right("mention", DOCUMENT, prediction) == (2, 4, 5)


def test_mention_span_takes_no_account_of_types_and_counts_a_shared_span_once() -> None:
    prediction = said({"a": ("PER", (0, 3), (10, 14)), "b": ("GPE", (30, 35)), "x": ("TITLE", (10, 14))})
    assert right("mention_span", DOCUMENT, prediction) == (3, 3, 4)


def test_mention_by_type() -> None:
    prediction = said({"a": ("PER", (0, 3)), "b": ("GPE", (30, 35))})
    by_type = {name: count("mention", DOCUMENT, prediction, f"type={name}") for name in ("PER", "ORG", "GPE")}
    assert [list(row.values()) for row in by_type.values()] == [[1, 1, 3], [0, 0, 1], [0, 1, 0]]


class TestNames:
    def test_only_names_and_values_count(self) -> None:
        prediction = said({"a": ("PER", (0, 3, "name")), "x": ("TITLE", (10, 14, "value"))})
        assert right("mention_name", DOCUMENT, prediction) == (2, 2, 3)

    def test_what_equals_a_nominal_is_ignored_whatever_it_claims(self) -> None:
        for kind in ((), ("name",)):
            prediction = said({"a": ("PER", (0, 3), (10, 14, *kind), (20, 22, *kind))})
            assert right("mention_name", DOCUMENT, prediction) == (1, 1, 3)

    def test_a_nominal_of_another_type_is_wrong(self) -> None:
        assert right("mention_name", DOCUMENT, said({"a": ("ORG", (20, 22))})) == (0, 1, 3)

    def test_what_is_declared_nominal_or_pronoun_is_left_out_even_where_gold_has_a_name(self) -> None:
        prediction = said({"a": ("PER", (0, 3, "nominal"), (60, 63, "pronoun"))})
        assert right("mention_name", DOCUMENT, prediction) == (0, 0, 3)


def test_values_count_only_where_gold_annotates_them() -> None:
    document = gold({"e": ("PER", (0, 3))}, layers=("entities", "coref"))
    prediction = said({"a": ("PER", (0, 3)), "x": ("TIME", (5, 9))})
    assert right("mention", document, prediction) == (1, 1, 1)
