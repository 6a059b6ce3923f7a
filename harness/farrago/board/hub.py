"""The files that the Hugging Face Hub reads: what the benchmark is, and what each model scored.

``eval.yaml`` goes into the dataset's repository, a file of ``results`` into ``.eval_results/`` of a model's.
The forms are those of https://huggingface.co/docs/hub/eval-results.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from farrago.board.columns import COLUMNS, Column
from farrago.board.render import Member, Site
from farrago.board.system import path_of

FOLDER = "hub"
FRAMEWORK = "farrago"
CONFIG = "documents"
DESCRIPTION = (
    "Information extraction from messy web news: entities, coreference, relations and events, in clean "
    "stories and on pages as aggregators leave them."
)


def files(site: Site, dataset: str) -> Iterator[tuple[str, str]]:
    """Yield the files for a dataset of that id on the Hub: path and content."""
    yield f"{FOLDER}/eval.yaml", _benchmark(site)
    for member in site.members:
        if member.row.track != "reference":
            yield f"{FOLDER}/results/{member.slug}.yaml", "".join(_results(site, member, dataset))


def _benchmark(site: Site) -> str:
    split = site.board.setting.split or "test"
    tasks = "".join(
        f"  - id: {_task(column)}\n    config: {CONFIG}\n    split: {_text(split)}\n" for column in COLUMNS
    )
    about = f"name: Farrago\ndescription: {_text(DESCRIPTION)}\nevaluation_framework: {FRAMEWORK}\n"
    return f"{about}\ntasks:\n{tasks}"


def _results(site: Site, member: Member, dataset: str) -> Iterator[str]:
    address = site.address(path_of(member))
    for column in COLUMNS:
        figure = member.row.figures[column.key]
        if figure is None:
            continue
        yield f"- dataset:\n    id: {_text(dataset)}\n    task_id: {_task(column)}\n"
        yield f"  value: {100 * figure.mean:.2f}\n"
        if member.row.system.date:
            yield f"  date: {_text(member.row.system.date)}\n"
        if address:
            yield f"  source:\n    url: {_text(address)}\n    name: Farrago leaderboard\n"
        yield f"  evaluation_framework: {FRAMEWORK}\n  notes: {_text(member.row.runs[0].signature)}\n"


def _task(column: Column) -> str:
    return column.metric


def _text(text: str) -> str:
    """Return a text as YAML reads it, whatever is in it: what JSON calls a string is one in YAML too."""
    return json.dumps(text)
