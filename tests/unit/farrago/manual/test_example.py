"""The notation of worked examples, and the arithmetic on what comes out."""

from __future__ import annotations

import pytest

from farrago.manual import Example, work
from farrago_schema.problems import InputError

SOURCE = """\
text[s1]: Ana Ruiz met Teva on Friday.
text[]: Share this. Teva.
gold: a PER = Ana Ruiz; t ORG = Teva#2, Teva
gold: d TIME 2031-05-16 = Friday; employed_by(a, t) former @0
gold: Contact.Meet(Participant a, Participant t,
    Time d) possible = met
said: a PER = Ana Ruiz (name); Contact.Meet() = met
note: Half of the
    names.
f1 = 2/3"""


def test_an_example_is_a_document():
    document = Example("", SOURCE).document
    assert document.text == "Ana Ruiz met Teva on Friday. Share this. Teva."
    assert [(zone.kind, zone.story) for zone in document.zones] == [("body", "s1"), ("boilerplate", None)]
    assert [document.text[span.start : span.end] for span in document.sentences] == [
        "Ana Ruiz met Teva on Friday.",
        "Share this. Teva.",
    ]
    assert len(document.tokens) == 12
    person, firm, day = document.entities
    assert [(mention.start, mention.text, mention.kind) for mention in firm.mentions] == [
        (41, "Teva", "name"),
        (13, "Teva", "name"),
    ]
    assert (day.value, day.mentions[0].kind) == ("2031-05-16", "value")
    (relation,) = document.relations
    assert (relation.head, relation.tail, relation.status, relation.evidence) == (
        person.id,
        "t",
        "former",
        (0,),
    )
    (event,) = document.events
    assert (event.realis, [argument.role for argument in event.arguments]) == (
        "possible",
        ["Participant", "Participant", "Time"],
    )


def test_an_example_is_a_prediction_that_says_no_more_than_is_written():
    prediction = Example("", SOURCE).prediction
    assert [mention.kind for entity in prediction.entities or () for mention in entity.mentions] == ["name"]
    assert [event.realis for event in prediction.events or ()] == [None]
    assert [trigger.text for event in prediction.events or () for trigger in event.triggers] == ["met"]


def test_nothing_may_be_said():
    assert Example("", "text: Ana.\ngold: a PER = Ana\nsaid: nothing").prediction.entities == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("gold: a PER = Bo Lind", "does not stand in"),
        ("gold: a PER = Ana#2", "does not stand in"),
        ("gold: nonsense", "neither entity, relation nor event"),
    ],
)
def test_what_cannot_be_read_is_an_error(line, message):
    with pytest.raises(ValueError, match=message):
        _ = Example("", f"text: Ana met Bo.\n{line}").document


@pytest.mark.parametrize("line", ["gold: a PERSON = Ana", "gold: a PER = Ana; leads(a, a)"])
def test_gold_that_nobody_could_publish_is_an_error(line):
    with pytest.raises(InputError):
        _ = Example("", f"text: Ana met Bo.\n{line}").document


def test_a_prediction_that_nobody_could_submit_is_an_error():
    with pytest.raises(InputError):
        _ = Example("", "text: Ana met Bo.\ngold: a PER = Ana\nsaid: leads(x, y)").prediction


class TestClaims:
    """A worked example is worth something because a wrong number in it is found."""

    def claimed(self, claim: str) -> tuple[str, ...]:
        gold, said = "a PER = Ana; b PER = Bo", "a PER = Ana; c PER = Cy; m PER = met"
        source = f"text: Ana met Bo and Cy.\ngold: {gold}\nsaid: {said}\n{claim}"
        return work("mention", Example("", source)).wrong

    @pytest.mark.parametrize(
        "claim",
        [
            "precision = 1/3",
            "precision = correct / predicted = 1 / 3 = 0.33 = 0.333",
            "f1 = 2 × precision × recall / (precision + recall) = 0.4",
            "recall = ½ = (3 − 2) / 2",
            "correct = 1",
            "macro_types = 1",
        ],
    )
    def test_a_right_one_passes(self, claim):
        assert self.claimed(claim) == ()

    @pytest.mark.parametrize(
        "claim",
        [
            "precision = 1/4",
            "precision = 0.34",
            "precision = 0.3333 = 0.334",
            "precision = correct / gold",
            "precision = null",
            "correct = 2",
        ],
    )
    def test_a_wrong_one_is_told(self, claim):
        (problem,) = self.claimed(claim)
        assert problem.startswith(f"{claim}: {claim.split(' = ')[0]} is ")

    def test_null_is_neither_0_nor_1(self):
        source = "text: Ana met Bo.\ngold: a PER = Ana\nsaid: nothing\n"
        assert work("mention", Example("", source + "precision = null")).wrong == ()
        for value in ("0", "1", "0.0"):
            assert work("mention", Example("", f"{source}precision = {value}")).wrong

    @pytest.mark.parametrize(
        "claim", ["f2 = 1", "Half of it.", "f1 = a lot", "f1 = precision ** 2", "f1 = (1"]
    )
    def test_what_is_no_claim_is_an_error(self, claim):
        with pytest.raises(ValueError, match=r"claim|arithmetic"):
            self.claimed(claim)
