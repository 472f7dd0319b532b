"""A measure for each sample: the sample, or a condition on it, in every kind of group."""

from __future__ import annotations

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from huiqi.language.types import Kind
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook
from tests.language.grid import decimal, firms
from tests.language.meanings import AS_OF, DEFINED_MEANINGS, MEANINGS, Open
from tests.language.samples import ACCEPTED, DEFINED

SAMPLES = {**ACCEPTED, **DEFINED}
MEANS = {**MEANINGS, **DEFINED_MEANINGS}


def _measure(position: int, text: str) -> dict[str, Any]:
    """The sample in every kind of group: with the truth t the parts are t, not t, t and t, so at
    least three of the four hold where t does.
    """

    def leaf(name: str, condition: str) -> dict[str, Any]:
        return {"id": name, "text": {"zh": name, "en": name}, "if": condition}

    return {
        "id": f"sample-{position}",
        "title": {"zh": f"样例{position}", "en": f"sample {position}"},
        "instrument": "subsidy",
        "in_force": {"from": date(2023, 1, 1)},
        "basis": [{"source": "law"}],
        "requires": {
            "at_least": 3,
            "of": [
                leaf("alone", text),
                {"none": [leaf("in-none", text), leaf("never", "false")]},
                {"any": [leaf("in-any", text), leaf("neither", "false")]},
                {"all": [leaf("in-all", text), leaf("always", "true")]},
            ],
        },
    }


def condition_of(text: str) -> tuple[str, Any]:
    """A condition that turns on a sample: itself, or against a value that it takes, and the value
    it is held against.
    """
    kind = SAMPLES[text].kind
    if kind is Kind.BOOL:
        return text, None
    if SAMPLES[text].enumeration is not None:
        return f"{text} == high", "high"
    taken = [m for m in map(MEANS[text], firms(text)) if m is not None and not isinstance(m, Open)]
    plain = sorted(t for t in taken if isinstance(t, date) or (100 * t).denominator == 1)
    other = AS_OF if kind is Kind.DATE else Fraction(1)
    limit = plain[len(plain) // 2] if plain else other
    if isinstance(limit, date):
        return f"{text} >= {limit}", limit
    unit = {Kind.MONEY: "元", Kind.SPAN: "日"}.get(kind, "")
    sign = "-" if limit < 0 else ""
    if kind is Kind.SPAN and limit < 0:
        limit, sign = Fraction(0), ""
    return f"{text} >= {sign}{decimal(abs(limit)):f}{unit}", limit


CONDITIONS = {text: condition_of(text) for text in SAMPLES}


def book_of(folder: Path) -> Rulebook:
    """The rulebook with a measure for each sample, read as any other is."""
    rules = folder / "rules"
    shutil.copytree(Path(__file__).with_name("rules"), rules)
    programme = rules / "programmes" / "samples"
    programme.mkdir(parents=True)
    about = {"id": "samples", "title": {"zh": "样例", "en": "samples"}, "slots": 1}
    content = {**about, "basis": [{"source": "law"}]}
    (programme / "programme.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    for position, (condition, _) in enumerate(CONDITIONS.values()):
        measure = _measure(position, condition)
        text = yaml.safe_dump(measure, allow_unicode=True)
        (programme / f"{measure['id']}.yaml").write_text(text, "utf-8")
    return load_rulebook(rules)


def measure_of(book: Rulebook, text: str) -> Measure:
    """The measure of a sample."""
    return book.measures[f"sample-{list(SAMPLES).index(text)}"]
