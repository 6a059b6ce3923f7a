import pytest

from farrago import plugins


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
    (tmp_path / "stranger.py").write_text("SYSTEM = 'from outside'\n")
    info = tmp_path / "stranger-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[farrago_baselines]\nfrom-outside = stranger\n")
    monkeypatch.syspath_prepend(tmp_path)
    plugins.names.cache_clear()
    try:
        assert "from-outside" in plugins.names("farrago_baselines")
        assert plugins.load("farrago_baselines", "from-outside").SYSTEM == "from outside"
    finally:
        plugins.names.cache_clear()
