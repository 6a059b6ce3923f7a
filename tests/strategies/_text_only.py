"""What a language model might say of a document: mentions as text, right, wrong, or somewhat changed."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from farrago_schema.types import Document, PredictedMention, Prediction
from strategies._predictions import predictions_for

WAYS = ("offsets", "text", "text", "upper", "spaced", "absent", "occurrence", "sentence")


@st.composite
def text_only_for(draw: st.DrawFn, document: Document) -> Prediction:
    """Predictions in which some mentions and triggers have no offsets; several may claim one string."""
    prediction = draw(predictions_for(document, all_layers=True))

    def told(mention: PredictedMention) -> PredictedMention:
        text = document.text[mention.start : mention.end]
        way = draw(st.sampled_from(WAYS))
        if way == "offsets" or not text.strip():
            return mention
        changed = {"upper": text.upper(), "spaced": text.replace(" ", "\n "), "absent": f"{text} not there"}
        occurrence = draw(st.integers(1, 2)) if way == "occurrence" else None
        sentence = draw(st.integers(0, len(document.sentences) - 1)) if way == "sentence" else None
        wanted = changed.get(way, text)
        return PredictedMention(text=wanted, kind=mention.kind, occurrence=occurrence, sentence=sentence)

    entities = [replace(each, mentions=tuple(map(told, each.mentions))) for each in prediction.entities or ()]
    events = [replace(each, triggers=tuple(map(told, each.triggers))) for each in prediction.events or ()]
    return replace(prediction, entities=tuple(entities), events=tuple(events))
