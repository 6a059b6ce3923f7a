from itertools import pairwise

import pytest
from hypothesis import given
from msgspec.structs import replace

import strategies
from farrago.corpus.segment import segment, tools
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Metadata, Zone

META = Metadata(kind="story", date="2031-05-14", split="dev")


def segmented(text: str, *zones: tuple[int, int], lang: str = "en") -> Document:
    meta = replace(META, lang=lang)
    return segment(Document("d", text, meta, zones=tuple(Zone(*zone, "body", "s1") for zone in zones)))


def strings(document, spans):
    return [document.text[span.start : span.end] for span in spans]


@given(strategies.documents(segmented=False))
def test_tokens_and_sentences_share_out_the_text(doc):
    """Each character but white space is in one token, a token in one sentence, a sentence in one zone."""
    done = segment(doc)
    for spans in (done.tokens, done.sentences):
        assert all(0 <= span.start < span.end <= len(doc.text) for span in spans)
        assert all(left.end <= right.start for left, right in pairwise(spans))
        assert all(string == string.strip() for string in strings(done, spans))
        covered = "".join("".join(string.split()) for string in strings(done, spans))
        assert covered == "".join(doc.text.split())
    for token in done.tokens:
        assert any(s.start <= token.start and token.end <= s.end for s in done.sentences)
    for sentence in done.sentences:
        assert any(zone.start <= sentence.start and sentence.end <= zone.end for zone in doc.zones)


@given(strategies.documents())
def test_gold_does_not_leak(doc):
    """Tokens and sentences come from text, zones and language, and from nothing that was annotated."""
    bare = replace(doc, entities=(), relations=(), events=(), tokens=(), sentences=())
    assert segment(doc).tokens == segment(bare).tokens
    assert segment(doc).sentences == segment(bare).sentences


def test_sentences_are_not_cut_at_titles():
    doc = segmented('Mr. Ruiz left. "Why?" she asked.')
    assert strings(doc, doc.sentences) == ["Mr. Ruiz left.", '"Why?" she asked.']


def test_offsets_are_code_points():
    doc = segmented("🎈🎈 É left. 👩‍🚒 stayed.")
    assert strings(doc, doc.tokens)[-2:] == ["stayed", "."]
    assert [span.start for span in doc.sentences] == [0, 11]


def test_a_sentence_ends_with_its_zone():
    doc = segmented("Larks lose keeper He quit", (0, 17), (18, 25))
    assert strings(doc, doc.sentences) == ["Larks lose keeper", "He quit"]


def test_text_outside_of_zones_is_segmented_too():
    doc = segmented("ab cd ef", (3, 5))
    assert strings(doc, doc.sentences) == ["ab", "cd", "ef"]


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\u00a0"])
def test_nothing_but_white_space_has_neither(text):
    doc = segmented(text)
    assert (doc.tokens, doc.sentences) == ((), ())


def test_a_region_of_a_language_is_its_language():
    assert segmented("Don't go.", lang="en-GB").tokens == segmented("Don't go.").tokens


def test_a_language_that_cannot_be_tokenized_is_refused():
    with pytest.raises(InputError, match="lang 'qqq', expected a language that spaCy tokenizes"):
        segmented("x", lang="qqq")


def test_the_tools_are_named():
    assert set(tools()) == {"sentencex", "spacy"}
