"""Whose the measures are is declared in the rules, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import huiqi
from huiqi.rulebook.loading import load_rulebook

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = Path(huiqi.__file__).parent


def test_places_are_named_by_level_and_no_other_place_is_among_them() -> None:
    """The city's first, as its programmes come first; other places' programmes are not ours."""
    rulebook = load_rulebook(ROOT / "rules")
    assert {level: place.zh for level, place in rulebook.places.items()} == {
        "city": "聊城",
        "province": "山东",
    }
    assert [place.zh for place in rulebook.place_names] == ["聊城", "山东"]


def test_no_sentence_of_the_program_names_a_place_of_the_rules() -> None:
    """Another city has its own rules, and the same program: in either language."""
    places = load_rulebook(ROOT / "rules").place_names
    named = re.compile("|".join(word for place in places for word in (place.zh, place.en)))
    catalogue = (PACKAGE / "words/en/LC_MESSAGES/huiqi.po").read_text(encoding="utf-8")
    assert not [line for line in catalogue.splitlines() if named.search(line)]
    for path in PACKAGE.rglob("*.html"):
        assert not named.search(path.read_text(encoding="utf-8")), path
