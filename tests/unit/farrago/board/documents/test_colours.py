"""Signs behind words are small text that no tool measures for us: legible colours on every ground."""

from __future__ import annotations

import re

import pytest

from farrago import pages
from farrago.board.documents.page import PACKAGE, STYLES
from farrago.view import page as view

STYLE = pages.style(view.PACKAGE, view.STYLES[0]) + "".join(pages.static(PACKAGE, name) for name in STYLES)
INKS = ("ink", "muted", "missed", "spurious", "wrong")
FAMILIES = ("person", "organisation", "place", "thing", "work", "other", "value")
GROUNDS = ("paper", "panel", "raised", "lit", "glow")
TINT = 0.25
"""The most of its own hue that stands behind a word which is wrong."""


def colours(mode):
    dark = "".join(
        re.findall(r"@media \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", STYLE, re.DOTALL)
    )
    light = "".join(re.findall(r"^:root \{(.*?)\}", STYLE, re.DOTALL | re.MULTILINE))
    found = re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", light + (dark if mode == "dark" else ""))
    return {name: rgb(value) for name, value in found}


def rgb(value):
    digits = value[1:] if len(value) == 7 else "".join(2 * digit for digit in value[1:])
    return tuple(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))


def luminance(colour):
    """Relative luminance, WCAG 2.2."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(ground, hue, part):
    return tuple(part * own + (1 - part) * below for own, below in zip(hue, ground, strict=True))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_inks_stand_out_on_every_ground(mode):
    known = colours(mode)
    low = [
        (ink, ground, contrast(known[ink], known[ground]))
        for ink in INKS
        for ground in GROUNDS
        if contrast(known[ink], known[ground]) < 4.5
    ]
    assert low == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_families_stand_out_on_the_text(mode):
    known = colours(mode)
    for family in FAMILIES:
        assert contrast(known[family], known["paper"]) >= 4.5
        assert contrast(known[family], known["panel"]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_words_and_their_signs_stand_out_on_the_tint_of_an_error(mode):
    known = colours(mode)
    for fate in ("missed", "spurious", "wrong"):
        for ground in ("paper", "panel"):
            tinted = mixed(known[ground], known[fate], TINT)
            assert contrast(known["ink"], tinted) >= 7
