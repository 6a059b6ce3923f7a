"""An exact duplicate of an entity is collapsed by the scorer and no error; a shared span is one."""

from farrago_schema import ontology
from farrago_schema.types import PredictedEntity, PredictedMention, Prediction
from farrago_schema.validate import check_prediction
from small import gold

DOCUMENT = gold({"e1": ("PER", (0, 3), (10, 13))})


def codes(*entities: PredictedEntity) -> list[str]:
    prediction = Prediction("d", entities)
    return [
        problem.code for problem in check_prediction(prediction, DOCUMENT, ontology.load(), file="p", line=1)
    ]


def entity(id_: str, type_: str, *spans: tuple[int, int]) -> PredictedEntity:
    return PredictedEntity(id_, type_, tuple(PredictedMention(*span) for span in spans))


def test_an_exact_duplicate_is_fine_in_any_order_of_mentions():
    assert codes(entity("a", "PER", (0, 3), (10, 13)), entity("b", "PER", (10, 13), (0, 3))) == []


def test_another_type_or_another_set_of_spans_is_not():
    assert codes(entity("a", "PER", (0, 3)), entity("b", "ORG", (0, 3))) == ["shared-span"]
    assert codes(entity("a", "PER", (0, 3)), entity("b", "PER", (0, 3), (10, 13))) == ["shared-span"]
