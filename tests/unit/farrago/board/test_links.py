import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farrago.board import links

NAMES = st.text() | st.sampled_from(["lexicon", "Lexicon", "LEXICON", "lexicon-", "index", "con", "../x", ""])


@given(st.lists(NAMES))
def test_every_name_has_a_slug_of_its_own_that_is_safe_in_a_path_and_a_link(names):
    found = links.slugs(names)
    assert found.keys() == set(names)
    assert len(set(found.values())) == len(found)
    assert all(links.SLUG.fullmatch(slug) and len(slug) <= 105 for slug in found.values())


@given(st.lists(NAMES), NAMES, st.randoms())
def test_a_slug_depends_on_no_other_name_and_no_order(names, new, chance):
    shuffled = [*names, new]
    chance.shuffle(shuffled)
    assert links.slugs(names).items() <= links.slugs(shuffled).items()


@pytest.mark.parametrize("name", ["lexicon", "gpt-4", "7b", "constructor"])
def test_a_name_that_is_a_slug_stays(name):
    assert links.slugs([name]) == {name: name}


@pytest.mark.parametrize("name", ["index", "con", "nul", "com1", "lpt9"])
def test_a_name_that_means_something_else_as_a_file_does_not_stay(name):
    assert links.slug(name).startswith(f"{name}-")


def test_letters_with_accents_are_still_read():
    assert links.slug("Überläufer 2").startswith("uberlaufer-2-")
    assert links.slug("語").startswith("system-")


def test_a_name_made_like_the_slug_of_another_takes_nobodys_page():
    victim = "Quarry 2"
    thief = links.slug(victim)
    found = links.slugs([victim, thief])
    assert found[thief] == thief
    assert found[victim] == f"quarry-2-{hashlib.sha256(victim.encode()).hexdigest()}"
