"""What scenarios are drawn from: ``plan.toml``, beside this file."""

from __future__ import annotations

import tomllib
from importlib import resources
from random import Random
from typing import TypedDict

import msgspec
from msgspec import Struct


class Topic(Struct, frozen=True, forbid_unknown_fields=True):
    """A topic: the events that make it, those that go with it, how it is written, what occurs in it."""

    says: str
    core: tuple[str, ...]
    also: tuple[str, ...]
    registers: tuple[str, ...]
    types: tuple[str, ...]


class Floor(Struct, frozen=True, forbid_unknown_fields=True):
    """In how many documents something must be asked for: in all, and in each split."""

    all: int
    train: int = 0
    dev: int = 0
    test: int = 0


class Floors(TypedDict):
    """The floors of each kind of label."""

    event: Floor
    relation: Floor
    type: Floor
    role: Floor
    blemish: Floor


class Plan(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that ``plan.toml`` says."""

    topics: dict[str, Topic]
    registers: dict[str, str]
    blemishes: dict[str, str]
    splits: dict[str, int]
    pilot: dict[str, dict[str, int]]
    length: dict[str, tuple[int, int]]
    floors: Floors

    @staticmethod
    def load() -> Plan:
        """Return the plan of the package."""
        text = resources.files(__package__).joinpath("plan.toml").read_text("utf-8")
        return msgspec.convert(tomllib.loads(text), Plan)


def random_of(seed: int, purpose: str) -> Random:
    """Return a generator of its own for each purpose, so that a change in one draw leaves the others."""
    return Random(f"{seed} {purpose}")  # noqa: S311  # drawn to be repeatable, not to be secret
