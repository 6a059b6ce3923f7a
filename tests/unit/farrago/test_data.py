import json

import pytest

from farrago import data
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Metadata


def document(id_: str, text: str = "Ruiz left.") -> Document:
    return Document(id=id_, text=text, meta=Metadata(kind="story", date="2031-05-14", split="dev"))


@pytest.fixture
def place(tmp_path):
    """A data folder with one split of two documents."""
    documents = [document("b"), document("a")]
    (tmp_path / "documents").mkdir()
    codec.write(tmp_path / "documents" / "dev.parquet", documents, Document)
    splits = {"dev": {"documents": 2, "sha256": data.content_hash(documents)}}
    manifest = {"name": "toy", "version": "1.2.3", "schema_version": "1.0", "splits": splits}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    return tmp_path


def test_the_hash_is_of_the_content_and_not_of_its_order():
    assert data.content_hash([document("a"), document("b")]) == data.content_hash(
        [document("b"), document("a")]
    )
    assert data.content_hash([document("a")]) != data.content_hash([document("a", "Ruiz left!")])


def test_a_split_is_read_and_checked(place):
    assert {found.id for found in data.read_split(place, "dev")} == {"a", "b"}


def test_changed_data_is_refused(place):
    codec.write(place / "documents" / "dev.parquet", [document("a"), document("b", "Ruiz stayed.")], Document)
    with pytest.raises(InputError, match="changed after the build"):
        data.read_split(place, "dev")


def test_an_unknown_split_names_the_known_ones(place):
    with pytest.raises(InputError, match=r"no split 'tset', expected one of: dev"):
        data.read_split(place, "tset")


def test_a_folder_without_manifest_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"no manifest\.json"):
        data.folder(tmp_path)


def test_the_environment_comes_before_the_working_folder(place, tmp_path_factory, monkeypatch):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "dataset").mkdir()
    (elsewhere / "dataset" / "manifest.json").write_text("{}")
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv(data.VARIABLE, str(place))
    assert data.folder() == place
    monkeypatch.delenv(data.VARIABLE)
    assert data.folder().resolve() == (elsewhere / "dataset").resolve()


def test_a_variable_that_names_no_data_is_an_error_and_not_passed_over(tmp_path, monkeypatch):
    monkeypatch.setenv(data.VARIABLE, str(tmp_path / "missing"))
    with pytest.raises(InputError, match="missing"):
        data.folder()
