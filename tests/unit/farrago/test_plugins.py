import pytest

from farrago import plugins
from strangers import installed


def test_the_folder_is_the_register():
    assert "lexicon" in plugins.names("farrago_baselines")
    assert plugins.load("farrago_baselines", "lexicon").SYSTEM.name == "lexicon"


def test_private_modules_are_not_plugins():
    assert not [name for name in plugins.names("farrago.importers") if name.startswith("_")]


def test_an_unknown_name_says_what_there_is_and_what_is_nearest():
    with pytest.raises(
        plugins.UnknownPluginError, match=r"no 'lexicom'.*Did you mean 'lexicon'.*There is: .*lexicon"
    ):
        plugins.load("farrago_baselines", "lexicom")


def test_an_outside_package_adds_one_by_an_entry_point(tmp_path, monkeypatch):
    code, entry = "SYSTEM = 'from outside'\n", "from-outside = stranger"
    with installed(tmp_path, monkeypatch, "stranger", code, entry):
        assert "from-outside" in plugins.names("farrago_baselines")
        assert plugins.load("farrago_baselines", "from-outside").SYSTEM == "from outside"
