"""seqeval on tags, in its default mode and strictly by every scheme; ours, and ``--ner-with seqeval``."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from seqeval import scheme as schemes
from seqeval.metrics import sequence_labeling, v1

import farrago
from bench.peers import Comparison, Disagreement
from bench.peers.documents import document, row
from farrago.matching import SCHEMES, Scheme, chunks_by, chunks_of, tags_by
from farrago.matching.schemes import PREFIXES
from farrago.report import NER
from farrago.scoring import Row
from farrago_schema.types import Document, Span

TYPES = ("PER", "ORG", "GPE", "A-B")
RATES = ("precision", "recall", "f1")
WIDTH = 4  # a token and the space after it
NUMBER, FILES = 2000, 25

Tags = list[str]
Sentences = list[Tags]


def random_tags(chance: Random, types: Sequence[str], *, prefixes: str) -> Tags:
    """Return tags without any order in them: most are ill-formed."""
    share = chance.choice((0.2, 0.6, 0.9))
    return [
        f"{chance.choice(prefixes)}-{chance.choice(types)}" if chance.random() < share else "O"
        for _ in range(chance.randint(1, 9))
    ]


def noisy(chance: Random, tags: Tags, types: Sequence[str], prefixes: str) -> Tags:
    """Return the tags with one in five another one, as a tagger might."""
    other = random_tags(chance, types, prefixes=prefixes) * len(tags)
    return [other[i] if chance.random() < 0.2 else tag for i, tag in enumerate(tags)]


def random_corpus(chance: Random, prefixes: str) -> tuple[list[Sentences], list[Sentences]]:
    """Return documents of sentences of tags, and what a tagger makes of them."""
    types = TYPES[: chance.randint(1, len(TYPES))]
    true = [
        [random_tags(chance, types, prefixes=prefixes) for _ in range(chance.randint(1, 3))]
        for _ in range(chance.randint(1, 3))
    ]
    said = [[noisy(chance, tags, types, prefixes) for tags in sentences] for sentences in true]
    return true, said


def document_of(id_: str, sentences: Sentences, scheme: Scheme | None = None) -> Document:
    """Write tags as a document: a word a tag, an entity a chunk."""
    tokens: list[Span] = []
    spans, mentions = [], []
    for tags in sentences:
        first = len(tokens)
        tokens += [Span(WIDTH * at, WIDTH * at + WIDTH - 1) for at in range(first, first + len(tags))]
        spans.append(Span(tokens[first].start, tokens[-1].end))
        for start, end, type_ in chunks_of(tags) if scheme is None else chunks_by(scheme, tags):
            mentions.append(((tokens[first + start].start, tokens[first + end - 1].end), type_))
    return document(id_, mentions, tokens, spans)


def flat(documents: Iterable[Sentences]) -> list[Tags]:
    """Return all sentences of documents."""
    return [tags for sentences in documents for tags in sentences]


def theirs(true: Sequence[Tags], said: Sequence[Tags], scheme: Scheme | None = None) -> list[float]:
    """Return precision, recall and F1 of seqeval: strictly, with a scheme."""
    with warnings.catch_warnings(action="ignore"):  # it warns of rates over 0
        if scheme is None:
            found = sequence_labeling.precision_recall_fscore_support(
                [*true], [*said], average="micro", zero_division=0
            )
        else:
            found = v1.precision_recall_fscore_support(
                [*true], [*said], average="micro", zero_division=0, scheme=getattr(schemes, scheme)
            )
    return [float(rate) for rate in found[:3]]


def ours(true: Sequence[Sentences], said: Sequence[Sentences], scheme: Scheme | None = None) -> list[float]:
    """Return our precision, recall and F1 of the same tags; null as 0."""
    sides = [
        (document_of(f"d{number}", one, scheme), document_of(f"d{number}", other, scheme))
        for number, (one, other) in enumerate(zip(true, said, strict=True))
    ]
    return rates(row(NER, sides))


def rates(found: Row) -> list[float]:
    """Return precision, recall and F1 of a row; null as 0."""
    return [float(found[name] or 0) for name in RATES]


def compare() -> list[Comparison]:
    """Run it on random tags, most of them ill-formed, and end to end on files of tags."""
    return [_ours(), _through_files()]


def _ours() -> Comparison:
    chance, largest, cases = Random(2), 0.0, 0
    for scheme in (None, *SCHEMES):
        for _ in range(NUMBER if scheme is None else NUMBER // 4):
            true, said = random_corpus(chance, PREFIXES[scheme].replace("O", "") if scheme else "BIES")
            pairs = zip(ours(true, said, scheme), theirs(flat(true), flat(said), scheme), strict=True)
            largest = max(largest, *(abs(one - other) for one, other in pairs))
            cases += 1
    what = "ner: precision, recall, F1, in the default mode and strictly by each of six schemes"
    return Comparison("seqeval", what, cases, largest, tuple(_disagreements()))


def _through_files() -> Comparison:
    chance, largest, cases = Random(5), 0.0, 0
    with tempfile.TemporaryDirectory() as folder:
        for scheme in (None, *SCHEMES):
            for _ in range(FILES):
                true, said = random_corpus(chance, PREFIXES[scheme].replace("O", "") if scheme else "BIES")
                wanted = theirs(flat(true), flat(said), scheme)
                for found in scored(Path(folder), true, said, scheme):
                    pairs = zip(rates(found), wanted, strict=True)
                    largest = max(largest, *(abs(one - other) for one, other in pairs))
                cases += 1
    what = "CoNLL files through `farrago.score`, all schemes, also with `--ner-with seqeval` but for IOE1"
    return Comparison("seqeval", what, cases, largest, (_ioe1(),))


def scored(
    folder: Path, true: Iterable[Sentences], said: Iterable[Sentences], scheme: Scheme | None
) -> list[Row]:
    """Write both sides as files and score them: by ours, and by seqeval through ours.

    In IOE1 by ours alone: what seqeval has read of a file it cannot always read again.
    """
    gold, predictions = folder / "gold.conll", folder / "said.conll"
    for path, side in ((gold, true), (predictions, said)):
        path.write_text("".join(map(_written, side)))
    found = []
    for other in (None, "seqeval") if scheme != "IOE1" else (None,):
        report = farrago.score(
            predictions,
            gold=gold,
            ontology="none",
            scheme=scheme,
            ner_with=other,
        )
        found.append(report.result.scores[NER] or {})
    return found


def _written(sentences: Sentences) -> str:
    lines = ["\n".join(f"w {tag}" for tag in tags) + "\n" for tags in sentences]
    return "-DOCSTART- O\n\n" + "\n".join(lines) + "\n"


def _disagreements() -> Iterable[Disagreement]:
    true, said = [["O", "O"]], [["B-PER", "O"]]
    yield Disagreement(
        "a rate over 0",
        "recall of B-PER where gold has O",
        f"{theirs(true, said)[1]:g}",
        _null(row(NER, [(document_of("d", true), document_of("d", said))])["recall"]),
        "ours",
        "there was nothing to recall",
    )
    true, said = [["B-PER", "O", "B-ORG"]], [["B-PER", "B-GPE", "O"]]
    macro = sequence_labeling.precision_recall_fscore_support(true, said, average="macro", zero_division=0)
    yield Disagreement(
        "types of a macro average",
        "macro F1: gold PER and ORG; predicted PER (right) and GPE",
        f"{float(macro[2]):.4g}",
        _null(row(NER, [(document_of("d", true), document_of("d", said))])["macro_f1"]),
        "either",
        "seqeval averages over the types of both sides, so one wrong guess of a rare type lowers the mean as "
        "much as a thousand; ours over those of gold",
    )


def _ioe1() -> Disagreement:
    tags = tags_by("IOE1", [(0, 1, "PER"), (1, 2, "PER")], 2)
    names = document_of("d", [["B-PER", "B-PER"]])
    return Disagreement(
        "IOE1: a chunk of one token that E ends",
        f"names found in {' '.join(tags)}, which two names of one token are in IOE1",
        f"{len(chunks_by('IOE1', tags))}",
        f"{row(NER, [(names, names)])['correct']}",
        "ours",
        "its source says that IOE1 is not finished. Of a file of such tags we read what seqeval reads; with "
        "`--ner-with seqeval` it loses such names of any file",
    )


def _null(value: float | None) -> str:
    return "null" if value is None else f"{value:.4g}"
