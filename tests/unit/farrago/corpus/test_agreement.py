from shutil import copytree

import pytest

from farrago.corpus import agreement
from farrago.importers import inline
from farrago_schema.problems import InputError


@pytest.fixture
def twice(home):
    """The sources with their gold as both passes."""
    source = home / "source"
    for name in ("a", "b"):
        copytree(source / "gold", source / name)
    return source


def edit(path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), "utf-8")


def rows(source) -> dict[str, str]:
    lines = agreement.markdown(source).splitlines()
    return dict(
        line.strip("| ").split(" | ") for line in lines if line.startswith("| ") and "layer" not in line
    )


def test_a_pass_agrees_with_itself(twice):
    assert set(rows(twice).values()) == {"100.0"}


def test_one_difference_shows_in_its_layer_and_in_no_other(twice):
    before = rows(twice)
    path = sorted((twice / "b").glob("*.xml"))[0]
    document = inline.read_file(path)
    relation = document.relations[0]
    edit(path, f'<relation type="{relation.type}" head="{relation.head}" tail="{relation.tail}"/>', "")
    after = rows(twice)
    assert {name for name in before if before[name] != after[name]} == {"relations"}
    gold = sum(len(each.relations) for each in inline.read(twice / "a"))
    assert after["relations"] == f"{100 * 2 * (gold - 1) / (2 * gold - 1):.1f}"


def test_without_a_second_pass_it_says_so(home):
    assert agreement.markdown(home / "source") == "No document has a second pass yet."


def test_passes_over_different_texts_are_refused(twice):
    path = sorted((twice / "b").glob("*.xml"))[0]
    edit(path, ".</zone>", "!</zone>")
    with pytest.raises(InputError, match="another text than the first pass has"):
        agreement.markdown(twice)
