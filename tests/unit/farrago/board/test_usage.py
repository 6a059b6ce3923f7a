"""A system's page tells what its card says that a run took, and nothing where the card says nothing."""

import re

import pytest

import boards
from farrago.board.usage import amount, taken
from farrago_schema.results import Usage

GOLD = boards.gold(4)
PROMPT = "0123456789abcdef" * 4
USAGE = {
    "model": "<small>-1",
    "prompt": PROMPT,
    "requests": 9,
    "answers": 4,
    "input_tokens": 50_000,
    "output_tokens": 6_002,
    "cost": 0.0372,
    "currency": "EUR",
    "unusable": {"cut": 1},
    "unanswered": 0,
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    place = tmp_path_factory.mktemp("usage")
    for name, usage in (("prompted", USAGE), ("silent", None)):
        told = {} if usage is None else {"usage": usage}
        boards.submit(place / "in", name, {None: boards.predict(GOLD, 0.8)}, **told)
    site = boards.write(boards.board(place / "in", GOLD), place / "site")
    return {path.stem: path.read_text(encoding="utf-8") for path in (site / "systems").iterdir()}


def section(page):
    found = re.search(r'<section aria-labelledby="usage">.*?</section>', page, re.DOTALL)
    return found and found[0]


def test_what_the_card_tells_stands_in_all_and_by_document(pages):
    rows = re.findall(
        r'<tr><th scope="row"><bdi>(.*?)</bdi></th><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td></tr>',
        section(pages["prompted"]),
    )
    assert rows == [
        ("Requests", "9", "2.2"),
        ("Documents answered", "4", ""),
        ("Tokens read", "50,000", "12,500.0"),
        ("Tokens written", "6,002", "1,500.5"),
        ("Cost in EUR", "0.037", "0.0093"),
        ("Answers of no use: cut", "1", ""),
    ]


def test_the_model_is_named_as_text_and_the_instructions_by_their_hash(pages):
    told = section(pages["prompted"])
    assert "<bdi>&lt;small&gt;-1</bdi>" in told
    assert PROMPT[:16] in told


def test_nothing_stands_where_nothing_is_told(pages):
    assert section(pages["silent"]) is None
    assert "#usage" not in pages["silent"]
    assert taken(None) == []


def test_what_is_not_counted_is_not_told_and_nothing_is_divided_by_no_answers():
    told = taken(Usage("m", PROMPT, requests=3, answers=0, cost=2.0))
    assert [(each.name, each.total, each.each) for each in told] == [
        ("Requests", "3", ""),
        ("Documents answered", "0", ""),
        ("Cost", "2.00", ""),
    ]


@pytest.mark.parametrize(
    ("cost", "told"),
    [(0, "0.00"), (0.00123, "0.0012"), (0.5, "0.5"), (1234.5, "1,234.50"), (1e300, "1e+300")],
)
def test_an_amount_is_short_however_large_it_is(cost, told):
    assert amount(cost) == told
