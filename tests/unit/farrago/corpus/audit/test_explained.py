import json

import pytest

from farrago.corpus.audit import explained
from farrago.corpus.audit.finding import Finding
from farrago_schema.problems import InputError

ONE = Finding("twins", "d", 0.85, 3, 6, "Ana", "", "two", ("p", "q"))
OTHER = Finding("cut-word", "d", 0.95, 1, 2, "n", "", "cut", ("p",))


def explanation(finding, why="namesakes"):
    return explained.Explanation(finding.rule, finding.document, finding.start, finding.end, finding.ids, why)


def test_an_explained_finding_is_set_apart():
    assert explained.apart([OTHER, ONE], [explanation(ONE)], ["d"]) == ([OTHER], [ONE])


def test_an_explanation_is_of_one_place_and_of_its_ids():
    elsewhere = explained.Explanation("twins", "d", 4, 6, ("p", "q"), "namesakes")
    left, closed = explained.apart([ONE], [elsewhere], ["d"])
    assert ONE in left and closed == []


def test_an_explanation_of_what_is_not_found_is_a_finding_itself():
    (stale,), closed = explained.apart([], [explanation(ONE)], ["d"])
    assert (stale.rule, stale.sure, stale.document, closed) == ("stale-explanation", 1.0, "d", [])
    assert "namesakes" in stale.reason


def test_explanations_of_documents_that_are_not_audited_are_left_alone():
    assert explained.apart([], [explanation(ONE)], ["another"]) == ([], [])


def test_lines_that_explain_nothing_are_all_told(tmp_path):
    path = tmp_path / "explained.jsonl"
    whole = {"rule": "twins", "document": "d", "start": 1, "end": 2, "ids": [], "why": "kin"}
    lines = [whole, {**whole, "why": " "}, {"rule": "twins"}]
    path.write_text("\n".join(map(json.dumps, lines)) + "\nnonsense\n")
    with pytest.raises(InputError) as error:
        explained.read(path)
    assert [problem.line for problem in error.value.problems] == [2, 3, 4]
