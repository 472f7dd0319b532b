"""An enterprise that shows a finding, as the text of a profile file, and read back from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import yaml
import z3

from huiqi.audit.proofs import terms
from huiqi.audit.proofs.symbols import Entries, Entry, Meaning, Number, Proposition, named
from huiqi.audit.proofs.translator import names_years
from huiqi.audit.proofs.world import World
from huiqi.diagnostics import Diagnostics, InputError
from huiqi.language.formatting import money
from huiqi.language.types import Kind
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import profile_from
from huiqi.quantities import MOST_DECIMALS, Span, shift_date
from huiqi.rulebook.documents import read_yaml_text
from huiqi.rulebook.measure import leaves
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.sentences import InLanguages

_NAME = "示例企业"
_YES, _NO = "是", "否"
#: What is written of what does not apply.
ABSENT = "不适用"
#: A name that no rule mentions.
_NAMED = "名称{place}"
#: Who judged what only an official can, when and why.
_JUDGED = {
    "by": "证明用的假设",
    "date": "2000-01-01",
    "reason": "只为说明规则，不是官方判定",
}
#: The word of a list that holds every year.
_WHOLE = "complete"
#: Gives the value of a term of Z3: from a model, or from chosen values of the unknowns.
Valuation = Callable[[Any], Any]
#: A profile before it is written: enterprise, facts, judgements, note.
Content = dict[str, Any]


class UnwritableError(Exception):
    """A value that no profile can state exactly."""


def from_model(model: Any) -> Valuation:
    """The values of a model; what it leaves out is taken as nought or no."""
    return lambda term: model.eval(term, model_completion=True)


def profile_content(
    world: World,
    rulebook: Rulebook,
    values: Valuation,
    *,
    note: InLanguages | None = None,
    later: int = 0,
) -> Content:
    """The profile of the enterprise, for this rulebook; ``later`` years on where days are compared.

    Raises :class:`UnwritableError` where a value has no exact decimal.
    """
    writer = _Writer(world, values, later)
    facts: dict[str, Any] = {}
    for (fact, year), unknown in sorted(
        world.unknowns.items(), key=lambda item: (item[0][0], -(item[0][1] or 0))
    ):
        own = rulebook.facts.get(fact) or rulebook.definitions.get(fact)
        if own is None:
            continue
        written = writer.value(own, unknown.meaning)
        if year is None:
            facts[fact] = written
        else:
            facts.setdefault(fact, {})[year + later] = written
    content: dict[str, Any] = {"enterprise": {"name": _NAME}, "facts": facts}
    judgements = {
        key: {"answer": _YES if writer.truth(answer) else _NO, **_JUDGED}
        for key, answer in sorted(world.judgements.items())
        if _has_clause(rulebook, key)
    }
    if judgements:
        content["judgements"] = judgements
    if note is not None:
        content["note"] = note.in_language("zh")
    return content


def yaml_of(content: Content) -> str:
    """A profile as the text of its file."""
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)


def leaner(
    writing: Iterable[Callable[[], Content]], shows: Callable[[list[Content]], bool]
) -> list[Content] | None:
    """The profiles of one enterprise without what they can spare and still show the finding.

    A fact is left out of all of them, or kept in all.  ``None``: they do not show it, or one cannot
    be written; what cannot be read back shows nothing.
    """

    def seen(contents: list[Content]) -> bool:
        try:
            return shows(contents)
        except InputError:
            return False

    try:
        contents = [write() for write in writing]
    except UnwritableError:
        return None
    return _without_spare(contents, seen) if seen(contents) else None


def _without_spare(
    contents: list[Content], shows: Callable[[list[Content]], bool]
) -> list[Content]:
    def spared(*path: str | int) -> bool:
        """Whether it can be left out; then it is."""
        nonlocal contents
        trial = [_without(content, path) for content in contents]
        empty = len(path) == 2 and not all(content.get("facts") for content in trial)
        if empty or not shows(trial):
            return False
        contents = trial
        return True

    for part in ("judgements", "facts"):
        for key in list(contents[0].get(part, {})):
            # Judgements are kept whole: each names who gave it.
            if spared(part, key) or part == "judgements":
                continue
            value = contents[0][part][key]
            whole = (_WHOLE,) if isinstance(value, dict) and set(value) == {_WHOLE} else ()
            held = value[_WHOLE] if whole else value
            for position in reversed(range(len(held) if isinstance(held, (dict, list)) else 0)):
                spared(part, key, *whole, position)
            value = contents[0][part][key]
            records = value[_WHOLE] if whole else value
            for position, record in enumerate(records if isinstance(records, list) else ()):
                for own in record:
                    spared(part, key, *whole, position, own)
    return contents


def _without(value: Any, path: Sequence[str | int]) -> Any:
    """The same without what a path leads to, where it is there; a number counts the entries."""
    step, *below = path
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    if isinstance(step, int):
        keys = keys[step : step + 1]
    elif step in keys:
        keys = [step]
    else:
        keys = []
    kept = value.copy()
    for key in keys:
        if below:
            kept[key] = _without(value[key], below)
        else:
            del kept[key]
    return kept


def read_back(text: str, rulebook: Rulebook) -> Profile:
    """The profile of the text, read as any other is."""
    diagnostics = Diagnostics()
    document = read_yaml_text(text, "witness.yaml", diagnostics)
    diagnostics.raise_errors()
    assert document is not None
    profile = profile_from(document, rulebook, diagnostics)
    diagnostics.raise_errors()
    return profile


def terms_true(value: Any) -> bool:
    """Whether a constant truth is yes."""
    return value is True or z3.is_true(value)


class _Writer:
    def __init__(self, world: World, values: Valuation, later: int) -> None:
        self.world = world
        self.values = values
        self.later = later

    def truth(self, formula: Any) -> bool:
        return formula if isinstance(formula, bool) else terms_true(self.values(formula))

    def number(self, term: Any) -> Fraction:
        if isinstance(term, Fraction):
            return term
        found = self.values(term)
        if not (z3.is_int_value(found) or z3.is_rational_value(found)):
            raise UnwritableError(str(found))
        return terms.value_of(found)

    def value(self, fact: Fact | Definition, meaning: Meaning) -> Any:
        if isinstance(meaning, Entry):
            raise TypeError("a record is no fact")
        if self.truth(meaning.absent):
            return ABSENT
        if isinstance(meaning, Proposition):
            return _YES if self.truth(meaning.holds) else _NO
        if isinstance(meaning, Entries):
            assert isinstance(fact, Fact)
            held = [self.record(fact, item) for item in meaning.items if self.truth(item.there)]
            # Of a list by years this is all there is, in every year.
            return {_WHOLE: held} if fact.yearly else held
        assert isinstance(meaning, Number)
        if named(fact.type):
            return self.symbol(fact, meaning)
        return self.written(fact, self.number(meaning.top))

    def symbol(self, fact: Fact | Definition, meaning: Number) -> str:
        place = int(self.number(meaning.top))
        enumeration = fact.type.enumeration
        if enumeration is not None:
            symbols = self.world.symbols.get(str(meaning.top), enumeration.symbols)
            return enumeration.label(symbols[place], "zh")
        if fact.type.kind is Kind.INDUSTRY:
            return self.world.industries[place]
        texts = self.world.texts
        return texts[place] if place < len(texts) else _NAMED.format(place=place)

    def record(self, fact: Fact, item: Entry) -> dict[str, Any]:
        return {
            key: self.value(fact.fields[key], own)
            for key, own in item.fields.items()
            if key in fact.fields
        }

    def written(self, fact: Fact | Definition, number: Fraction) -> Any:
        kind = fact.type.kind
        if kind is Kind.DATE:
            return self.day(int(number))
        if kind is Kind.MONEY:
            return money(_decimal(number), "zh")
        if kind is Kind.RATIO:
            return f"{_decimal(number * 100):f}%"
        if self.later and names_years(fact):
            number += self.later
        whole = _decimal(number)
        return int(whole) if whole == int(whole) else f"{whole:f}"

    def day(self, number: int) -> str:
        day = date.fromordinal(number)
        if self.later:
            moved = shift_date(day, Span(abs(self.later), "years"), 1 if self.later > 0 else -1)
            assert moved is not None
            day = moved
        return day.isoformat()


def _decimal(number: Fraction) -> Decimal:
    scaled = number * 10 ** (MOST_DECIMALS - 2)
    if scaled.denominator != 1:
        raise UnwritableError(str(number))
    return (Decimal(scaled.numerator).scaleb(2 - MOST_DECIMALS)).normalize() + 0


def _has_clause(rulebook: Rulebook, key: str) -> bool:
    measure, _, clause = key.partition("/")
    found = rulebook.rules.get(measure)
    return found is not None and any(
        condition.id == clause for each in found.clauses() for condition in leaves(each)
    )
