"""Why a clause came out as it did: what was required, what was found, and how much is lacking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from huiqi.decision.groups import Standing
from huiqi.decision.received import received_text
from huiqi.evaluation import Evaluator, Strictness
from huiqi.evaluation.reads import Cause, Missing, declared_of
from huiqi.language import tree
from huiqi.language.formatting import format_quantity, format_range
from huiqi.language.prose import prose
from huiqi.language.tree import Node
from huiqi.language.types import RATIO, Kind, Type
from huiqi.profile.profile import Profile
from huiqi.quantities import add
from huiqi.rulebook.labels import RulebookLabels
from huiqi.rulebook.measure import Condition
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Record, Records, Value

#: So many values are named as found; more would tire.
_MOST = 4


class Explained(NamedTuple):
    """The texts of one clause in one language; ``gap`` is empty where there is none."""

    required: str
    actual: str
    gap: str


class Explainer:
    """Explains clauses and values of one enterprise on one day."""

    def __init__(
        self,
        rulebook: Rulebook,
        profile: Profile,
        as_of: date,
        language: str = "zh",
        strictness: Strictness = Strictness.STRICT,
    ) -> None:
        self.rulebook = rulebook
        self.labels = RulebookLabels(rulebook)
        self.language = language
        self.evaluator = Evaluator(rulebook, profile, as_of, strictness)

    @cached_property
    def illustrative(self) -> Explainer:
        """The explainer of the same enterprise that counts weak statements."""
        outer = self.evaluator
        return Explainer(
            self.rulebook, outer.profile, outer.as_of, self.language, Strictness.ILLUSTRATIVE
        )

    def standing(
        self, part: Standing, names: Mapping[str, Value], known_only: bool = False
    ) -> Explained:
        """A condition as it stands: a veto reads as one, and what need not be met lacks nothing."""
        assert isinstance(part.clause, Condition)
        found = self.clause(part.clause, names, known_only)
        if part.veto and found.required:
            found = found._replace(required=self.unwanted(found.required))
        return found._replace(gap="") if part.veto or part.idle else found

    def unwanted(self, required: str) -> str:
        """What must not be so."""
        return f"不得“{required}”" if self.language == "zh" else f"not: {required}"

    def clause(
        self, condition: Condition, names: Mapping[str, Value], known_only: bool = False
    ) -> Explained:
        """A condition of a measure; ``known_only``: of what was found, only what is known."""
        if condition.node is not None and condition.once:
            return Explained(
                condition.text.in_language(self.language),
                received_text(self.evaluator, condition.node, names, self.language),
                "",
            )
        if condition.node is not None:
            joiner = "；" if self.language == "zh" else "; "
            node, year = self._unfolded(condition.node)
            return Explained(
                self.prose(node, year),
                joiner.join(self.found(node, names, year, known_only)),
                joiner.join(self.gaps(node, names, year)),
            )
        if condition.readings:
            required = [
                f"{reading.text.in_language(self.language)}: {self.prose(reading.node)}"
                for reading in condition.readings
            ]
            found = dict.fromkeys(
                text
                for reading in condition.readings
                for text in self.found(reading.node, names, None, known_only)
            )
            joiner = "；" if self.language == "zh" else "; "
            return Explained(joiner.join(required), joiner.join(list(found)[:_MOST]), "")
        text = condition.unknown or condition.question
        return Explained(text.in_language(self.language) if text else "", "", "")

    def prose(self, node: Node, year: int | None = None) -> str:
        """An expression of a measure, with its years named."""
        year = self.evaluator.as_of.year if year is None else year
        return prose(node, self.labels, self.language, year)

    def _unfolded(self, node: Node) -> tuple[Node, int | None]:
        """What a clause says: in place of a definition's name, what it means, and in which year.

        A definition that is stated, or can be, stays a name: it is what people answer.
        """
        year: int | None = None
        while isinstance(node, tree.FactReference):
            definition = self.rulebook.definitions.get(node.name)
            if definition is None or definition.ask or definition.bindings:
                break
            when = (self.evaluator.as_of.year if year is None else year) + node.shift
            stated = self.evaluator.profile.given(node.name, when if definition.yearly else None)
            if stated is not None or isinstance(definition.node, tree.UnknownValue):
                break
            node, year = definition.node, when if definition.yearly else None
        return node, year

    def found(
        self,
        node: Node,
        names: Mapping[str, Value],
        year: int | None = None,
        known_only: bool = False,
    ) -> list[str]:
        """The values an expression read, each with its label and year."""
        texts: dict[str, None] = {}
        for part in _references(node):
            value = self.evaluator.evaluate(part, names, year).value
            shown = self.value(value, part.type)
            if known_only and shown in ("未知", "unknown"):
                continue
            sign = " " if shown.startswith(("≥", "≤")) else " = "
            texts[f"{self.prose(part, year)}{sign}{shown}"] = None
            if len(texts) >= _MOST:
                break
        return list(texts)

    def value(self, value: Value, type_: Type) -> str:
        """A value as printed, with what is open about it."""
        zh = self.language == "zh"
        if value is NOT_APPLICABLE:
            return "不适用" if zh else "not applicable"
        if isinstance(value, Truth):
            words = {Truth.TRUE: ("是", "yes"), Truth.FALSE: ("否", "no")}
            return words.get(value, ("未知", "unknown"))[0 if zh else 1]
        if isinstance(value, Interval):
            if value.optional:
                return "未知" if zh else "unknown"
            return format_range(value.low, value.high, type_, self.language)
        if isinstance(value, Choice):
            if value.symbols is None or value.optional:
                return "未知" if zh else "unknown"
            joiner = " 或 " if zh else " or "
            return joiner.join(
                sorted(format_quantity(s, type_, self.language) for s in value.symbols)
            )
        if isinstance(value, Records):
            if not value.complete and not value.items:
                return "未知" if zh else "unknown"
            return f"{len(value.items)} 条" if zh else f"{len(value.items)} entries"
        assert isinstance(value, Record)
        return value.key

    def gaps(self, node: Node, names: Mapping[str, Value], year: int | None = None) -> list[str]:
        """How much each comparison that fails is lacking; of alternatives none is chosen."""
        if isinstance(node, tree.And):
            return [gap for part in node.operands for gap in self.gaps(part, names, year)]
        gap = self.gap(node, names, year)
        return [gap] if gap else []

    def gap(self, node: Node, names: Mapping[str, Value], year: int | None = None) -> str:
        """How much a comparison that fails is lacking, where both sides are exact."""
        if not isinstance(node, tree.Comparison) or node.operator in ("==", "!="):
            return ""
        if isinstance(node.left, tree.Growth) or isinstance(node.right, tree.Growth):
            return ""
        left = self.evaluator.evaluate(node.left, names, year).value
        right = self.evaluator.evaluate(node.right, names, year).value
        truth = self.evaluator.evaluate(node, names, year).value
        if truth is not Truth.FALSE or not (isinstance(left, Interval) and left.known):
            return ""
        if not (isinstance(right, Interval) and right.known):
            return ""
        kind = node.left.type.kind
        if kind is Kind.DATE:
            days = abs((left.low - right.low).days)
            return f"差 {days} 天" if self.language == "zh" else f"{days} days"
        apart = add(right.low, -left.low)
        difference = apart if apart >= 0 else -apart
        if kind is Kind.RATIO:
            points = format_quantity(difference, RATIO, self.language).rstrip("%")
            return (
                f"差 {points} 个百分点" if self.language == "zh" else f"{points} percentage points"
            )
        text = format_quantity(difference, node.left.type, self.language)
        if difference == Decimal(0):
            return "须超过界限" if self.language == "zh" else "must exceed the limit"
        return f"差 {text}" if self.language == "zh" else f"short by {text}"

    def missing(self, missing: Missing) -> str:
        """A missing fact by its label and year."""
        label = self.rulebook.label(missing.name).in_language(self.language)
        year = ""
        if missing.year is not None:
            year = f"（{missing.year}年）" if self.language == "zh" else f" ({missing.year})"
        where = ""
        if missing.where:
            known = declared_of(self.rulebook, missing)
            name = known.label.in_language(self.language) if known else missing.field
            where = f"·{name}" + (f"（{missing.key}）" if missing.key else "")
        return f"{label}{year}{where}"

    def of_fact(self, missing: Missing, value: Value) -> str:
        """A value that a missing fact, or a field of a record, is given."""
        declared = declared_of(self.rulebook, missing)
        assert declared is not None
        return self.value(value, declared.type)

    def cause(self, cause: Cause) -> str:
        """Why something stays open although no fact is missing."""
        if self.language == "zh":
            return cause.text
        if cause.en:
            return cause.en
        label = self.rulebook.label(cause.name).en
        return {
            "weak": "rests on what is not the city's own rule: for reference only",
            "contradiction": f"{label}: the stated value contradicts its derivation",
            "no_value": f"no value of {label} is known for the day",
            "ambiguous": "the text has more than one reading, and they differ",
        }.get(cause.kind, cause.text)

    def question(self, missing: Missing) -> str:
        """What to ask for a missing fact."""
        declared = declared_of(self.rulebook, missing)
        text = self.missing(missing)
        if declared is not None and declared.question is not None and not missing.where:
            return f"{text}：{declared.question.in_language(self.language)}"
        return text


def _references(node: Node) -> Iterator[Node]:
    """The facts and fields an expression names itself, outermost first; not those of lists."""
    if isinstance(node, tree.FactReference | tree.FieldReference | tree.ParameterReference):
        yield node
        return
    if isinstance(node, tree.Aggregate):
        yield node.records
        return
    for child in tree.children(node):
        yield from _references(child)
