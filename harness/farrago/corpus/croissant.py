"""``croissant.json``: what the corpus is and what is in its files, for machines (Croissant 1.1 of MLCommons).

Each configuration is a record set over its Parquet files, whose hashes stand in the distribution. Readers of
Croissant have no lists of objects inside lists of objects: the fields of such (an entity's mentions, an
event's triggers and arguments) are not described, and the field around them says so.

Source: MLCommons, Croissant Format Specification 1.1, and Croissant RAI Specification 1.0.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from farrago.corpus.card import citation

Json = dict[str, Any]
TYPES = {"string": "sc:Text", "int32": "cr:Int32"}
CONFIGS = {
    "documents": "Documents with everything annotated in them, nested.",
    "inputs": "What a system may read of each document.",
    "ner": "Sentences with tokens, offsets and BIO tags of the outermost names and values.",
    "relations": "Ordered pairs of entities whose types admit some relation, with those that they have.",
    "events": "Sentences with the events whose triggers stand in them.",
}
FIELDS = {
    "text": "Offsets are Unicode code points into it, end exclusive.",
    "tokens": "Computed and stored, so that every system counts on the same ones.",
    "entities": "Entities and values.",
    "relations": "Between entities, true by the document as a whole.",
    "events": "Triggers of one happening are one event.",
    "ner_tags": "BIO tags, one a token.",
    "labels": "Relations from head to tail; mostly none.",
    "event_mentions": "One a trigger; start and end count tokens, char_start and char_end code points.",
}


def describe(files: Mapping[str, Mapping[str, Path]], version: str, released: str | None = None) -> Json:
    """Return the description of the files of each configuration and split.

    ``released`` is the day on which the version was published, null as long as it was not.
    """
    return {
        "@context": _context(),
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": "farrago",
        "alternateName": citation.TITLE,
        "description": DESCRIPTION,
        "version": version,
        **({"datePublished": released} if released else {}),
        "license": citation.LICENCE,
        "citeAs": citation.bibtex(version),
        "creator": {"@type": "Organization", "name": citation.AUTHORS},
        "inLanguage": "en",
        "keywords": KEYWORDS,
        **{f"rai:{name}": value for name, value in RESPONSIBLE.items()},
        "distribution": [part for config, paths in files.items() for part in _distribution(config, paths)],
        "recordSet": [_record_set(config, paths) for config, paths in files.items()],
    }


def encode(description: Json) -> bytes:
    """Return the file's bytes: the same for the same files."""
    return msgspec.json.format(msgspec.json.encode(description), indent=1) + b"\n"


def _distribution(config: str, paths: Mapping[str, Path]) -> Iterator[Json]:
    for path in paths.values():
        name = f"{config}/{path.name}"
        yield {
            "@type": "cr:FileObject",
            "@id": name,
            "name": name,
            "contentUrl": name,
            "contentSize": f"{path.stat().st_size} B",
            "encodingFormat": "application/x-parquet",
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
    yield {
        "@type": "cr:FileSet",
        "@id": f"{config}-files",
        "name": f"{config}-files",
        "description": f"The files of {config}, one a split.",
        "encodingFormat": "application/x-parquet",
        "includes": f"{config}/*.parquet",
    }


def _record_set(config: str, paths: Mapping[str, Path]) -> Json:
    schemas = [pq.read_schema(path) for path in paths.values()]
    split = {
        "@type": "cr:Field",
        "@id": f"{config}/split",
        "name": "split",
        "description": f"The file's name: {', '.join(paths)}.",
        "dataType": "sc:Text",
        "source": {
            "fileSet": {"@id": f"{config}-files"},
            "extract": {"fileProperty": "fullpath"},
            "transform": {"regex": r"^.*?(\w+)\.parquet$"},
        },
    }
    return {
        "@type": "cr:RecordSet",
        "@id": config,
        "name": config,
        "description": CONFIGS[config],
        "field": [split, *(_field(config, column) for column in schemas[0])],
    }


def _field(config: str, column: pa.Field) -> Json:
    """Return the field of a column; those of an object, or of objects in a list, are below it."""
    array = pa.types.is_list(column.type)
    inner = column.type.value_type if array else column.type
    field: Json = {"@type": "cr:Field", "@id": f"{config}/{column.name}", "name": column.name}
    description = FIELDS.get(column.name, "")
    if not pa.types.is_struct(inner):
        told = {"description": description} if description else {}
        return {**field, **told, **_leaf(config, column.name, column.type)}
    leaves = list(_leaves(inner))
    deep = [path for path, type_ in leaves if type_ is None]
    if deep:
        description += f" Only in the file, as readers know no objects in lists in lists: {', '.join(deep)}."
    return {
        **field,
        **({"description": description.strip()} if description else {}),
        **({"isArray": True, "arrayShape": "-1"} if array else {}),
        "subField": [
            {
                "@type": "cr:Field",
                "@id": f"{config}/{column.name}/{path}",
                "name": path,
                **_leaf(config, column.name, pa.list_(type_) if array else type_, path),
            }
            for path, type_ in leaves
            if type_ is not None
        ],
    }


def _leaves(struct: pa.StructType, before: str = "") -> Iterator[tuple[str, pa.DataType | None]]:
    """Yield path and type of what is in an object, through objects in it; null for a list of objects."""
    for field in struct:
        path = f"{before}{field.name}"
        if pa.types.is_struct(field.type):
            yield from _leaves(field.type, f"{path}.")
        else:
            nested = pa.types.is_list(field.type) and pa.types.is_struct(field.type.value_type)
            yield path, None if nested else field.type


def _leaf(config: str, column: str, type_: pa.DataType, path: str = "") -> Json:
    depth = 0
    while pa.types.is_list(type_):
        depth, type_ = depth + 1, type_.value_type
    source: Json = {"fileSet": {"@id": f"{config}-files"}, "extract": {"column": column}}
    return {
        "dataType": TYPES[str(type_)],
        **({"isArray": True, "arrayShape": ",".join(["-1"] * depth)} if depth else {}),
        "source": {**source, **({"transform": {"jsonPath": path}} if path else {})},
    }


def _context() -> Json:
    """Return the ``@context`` that the specification asks for, as it stands there."""
    plain = (
        "annotation arrayShape citeAs column conformsTo:dct containedIn equivalentProperty extract field "
        "fileObject fileProperty fileSet format includes isArray isLiveDataset jsonPath key md5 parentField "
        "path recordSet references regex repeated replace samplingRate separator source subField transform"
    )
    names = dict(each.partition(":")[::2] for each in plain.split())
    return {
        "@language": "en",
        "@vocab": "https://schema.org/",
        "sc": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "dct": "http://purl.org/dc/terms/",
        **{name: f"{prefix or 'cr'}:{name}" for name, prefix in names.items()},
        "data": {"@id": "cr:data", "@type": "@json"},
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        "examples": {"@id": "cr:examples", "@type": "@json"},
        "description": {"@container": "@language"},
        "name": {"@container": "@language"},
    }


DESCRIPTION = (
    "Documents as news on the web is, clean stories and messy aggregator pages, annotated at the level of "
    "the document with entities, coreference, values, relations and events. All persons, companies and "
    "events are invented; texts and annotation are by large language models."
)
KEYWORDS = [
    "information extraction",
    "named entity recognition",
    "coreference resolution",
    "relation extraction",
    "event extraction",
    "document level",
    "news",
    "synthetic",
]
RESPONSIBLE: Json = {
    "dataCollection": (
        "Texts were written for this corpus by large language models from scenario sheets drawn by seed. "
        "Nothing was copied or paraphrased from a source."
    ),
    "dataCollectionType": ["Synthetic"],
    "dataCollectionRawData": "source/: scenarios, frozen texts with their SHA-256, every pass, logs.",
    "dataAnnotationProtocol": [
        "Large language models worked from GUIDELINES.md on the frozen text alone. Dev and test: two passes "
        "that do not know of each other, and an adjudication of every difference, with a log. Train: one "
        "pass and a second reader; some documents two passes."
    ],
    "dataAnnotationAnalysis": [
        "README.md has the agreement of first passes with intervals, and the errors that adversarial readers "
        "found per hundred labels."
    ],
    "annotatorDemographics": ["No human annotated or checked any of it."],
    "machineAnnotationTools": ["Large language models; sentences and tokens by the tools in manifest.json."],
    "dataBiases": [
        "Machine-written: a system of the same family as its author may find it easier than others do.",
        "Annotators, adjudicators and readers are of one kind and can share a mistake.",
    ],
    "dataLimitations": [
        "English only. Small: differences of a few points between systems may mean nothing. No measure of "
        "how people write news, and no evidence of how a system does on the pages of a given site."
    ],
    "dataUseCases": [
        "Training, prompting and comparing systems that extract information from long and messy documents. "
        "Not a source of knowledge about the world."
    ],
    "personalSensitiveInformation": [
        "None: persons, companies and events are invented. States, cities and international bodies are real "
        "and used fictitiously."
    ],
}
