"""Values, clauses and what is missing in the words of one language; nothing is evaluated here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from huiqi.decision.groups import Standing
from huiqi.decision.results import ClauseResult
from huiqi.decision.trace import Found, Gap, Needed, ReceivedBefore, Said, Trace
from huiqi.evaluation.reads import Cause, Missing, declared_of
from huiqi.language.canonical import written_form
from huiqi.language.formatting import format_quantity, format_range
from huiqi.language.prose import prose
from huiqi.language.tree import And, FactReference, FieldReference, Node
from huiqi.language.types import RATIO, Kind, Type
from huiqi.profile.profile import Profile
from huiqi.quantities import Number
from huiqi.rulebook.labels import RulebookLabels
from huiqi.rulebook.rulebook import Fact, Rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Record, Records, Value
from huiqi.words import InLanguages, Say, to_say

#: So many values are named as found; more would tire.
_MOST = 4
#: What a figure has to come to: no more than a limit, beyond it.
_NEEDED = {
    (False, False): to_say("要 {limit}"),
    (False, True): to_say("要超过 {limit}"),
    (True, False): to_say("不超过 {limit}"),
    (True, True): to_say("要低于 {limit}"),
}
#: In a question, the year of which it is asked.
_ITS_YEAR = re.compile("该年度|本年度|当年")


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """The texts of one clause; ``gap`` is empty where there is none."""

    required: str
    actual: str
    gap: str
    #: The gap as numbers.
    gaps: tuple[Gap, ...] = ()


class Phrases:
    """The words of one rulebook in one language."""

    def __init__(self, rulebook: Rulebook, language: str = "zh") -> None:
        self.rulebook = rulebook
        self.labels = RulebookLabels(rulebook)
        self.language = language
        self.zh = language == "zh"
        #: The program's own words.
        self.say = Say(language)

    def text(self, text: InLanguages) -> str:
        """A text of the rules, or a sentence."""
        return text.in_language(self.language)

    def papers(self, names: Iterable[str]) -> list[str]:
        """Papers by their names."""
        return [self.text(self.rulebook.paper(name)) for name in names]

    def pick(self, zh: str, en: str) -> str:
        """One of two ways to set signs."""
        return zh if self.zh else en

    def joined(self, texts: Iterable[str]) -> str:
        """Several statements in a row."""
        return self.pick("；", "; ").join(texts)

    def few(self, names: Sequence[str], most: int, more: str) -> str:
        """The first of several; ``more``: with how many there are, where that is not all."""
        named = self.say.listed(names[:most])
        return self.say(more, names=named, number=len(names)) if len(names) > most else named

    def counted_in(self, unit: str) -> str:
        """The unit of a figure; the measure words of Chinese (人, 项) have no English, nor need of
        any.
        """
        return unit if self.zh or unit.isascii() else ""

    def standing(self, part: Standing, known_only: bool = False) -> Explained:
        """A condition as it stands: a veto reads as one, and what need not be met lacks nothing;
        ``known_only``: of what was found, only what is known.
        """
        assert part.result is not None
        found = self.clause(part.result, known_only)
        if part.veto and found.required:
            found = replace(found, required=self.unwanted(found.required))
        return replace(found, gap="", gaps=()) if part.veto or part.idle else found

    def unwanted(self, required: str) -> str:
        """What must not be so."""
        return self.say("不得“{required}”", required=required)

    def clause(self, result: ClauseResult, known_only: bool = False) -> Explained:
        """What a condition asks, what was found, and how much is lacking."""
        condition, trace = result.condition, result.trace
        if trace.received is not None:
            text = condition.text.in_language(self.language)
            return Explained(required=text, actual=self.received(trace.received), gap="")
        required = self.joined(map(self.required, trace.required))
        if not trace.required:
            text_of = condition.unknown or condition.question
            required = text_of.in_language(self.language) if text_of else ""
        return Explained(
            required=required,
            actual=self.joined(self.found(trace.actual, known_only)),
            gap=self.joined(self.gap(gap, _many(trace)) for gap in trace.gaps),
            gaps=trace.gaps,
        )

    def required(self, said: Said) -> str:
        """An expression, with its years named; one reading of a text with what it reads."""
        text = self.said(said)
        if said.reading is None:
            return text
        return f"{said.reading.in_language(self.language)}: {text}"

    def said(self, said: Said) -> str:
        """An expression, with its years named."""
        return self.prose(said.node, said.year)

    def prose(self, node: Node, year: int | None = None) -> str:
        """An expression; ``year`` names its years, without it they are told as apart."""
        return prose(node, self.labels, self.language, year)

    def written(self, node: Node) -> str:
        """An expression as a rule writes it: in Chinese by labels, in English by ids."""
        return written_form(node, self.rulebook.scope, self.language)

    def found(self, found: Iterable[Found], known_only: bool = False) -> list[str]:
        """The values that were read, each once with its label and year."""
        texts: dict[str, None] = {}
        for label, value, _ in self.values(found):
            if known_only and value is None:
                continue
            shown = self.unknown if value is None else value
            sign = " " if shown.startswith(("≥", "≤")) else " = "
            texts[f"{label}{sign}{shown}"] = None
            if len(texts) >= _MOST:
                break
        return list(texts)

    def values(self, found: Iterable[Found]) -> Iterator[tuple[str, str | None, Found]]:
        """What was read, by its label and year, and its value; ``None``: nothing is known of it."""
        for part in found:
            shown = self.found_value(part)
            value = None if shown == self.unknown else shown
            yield self.prose(part.node, part.year), value, part

    def found_value(self, found: Found) -> str:
        """A value that was read; of what may be anything that it is not known."""
        if self._says_nothing(found):
            return self.unknown
        return self.value(found.value, found.node.type)

    def _says_nothing(self, found: Found) -> bool:
        """Whether no more is known than what holds of every enterprise (≥ 0元, any option)."""
        node, value = found.node, found.value
        kinds = node.type.enumeration
        if isinstance(value, Choice) and kinds is not None and value.symbols is not None:
            return value.symbols >= frozenset(kinds.symbols)
        if not isinstance(node, FactReference) or not isinstance(value, Interval):
            return False
        declared = self.rulebook.declared(node.name)
        return value.high is None and value.low is not None and value.low == declared.low

    def received(self, before: ReceivedBefore) -> str:
        """The payments that exclude it, or may; and what is not known of them."""
        payments = self.rulebook.payments
        assert payments is not None
        assert payments.receipts is not None
        said = []
        for receipt in before.receipts:
            words = to_say("可能已享受 {payment}")
            if receipt.same is Truth.TRUE:
                words = to_say("已享受 {payment}")
            parts = [receipt.record.key]
            for key in (payments.receipts.day, payments.receipts.amount):
                own = receipt.record.fields.get(key)
                if isinstance(own, Interval) and own.known:
                    type_ = payments.fields[key].type
                    parts.append(format_quantity(own.low, type_, self.language))
            said.append(self.say(words, payment=" ".join(filter(None, parts))))
        for answer in before.answers:
            assert isinstance(answer.node, FieldReference)
            owner = answer.node.record.type.record
            assert owner is not None
            field = self.rulebook.facts[owner.name].fields[answer.node.field]
            shown = self._truth(answer.value)
            said.append(f"{field.label.in_language(self.language)} = {shown}")
        if said:
            return self.joined(said)
        label = self.text(payments.label)
        if not before.complete:
            return self.say("{list}：没有写全", list=label)
        return self.say("{list}：没有这一项", list=label)

    @property
    def unknown(self) -> str:
        """Said of what is not known."""
        return self.say("未知")

    def _truth(self, value: Value) -> str:
        if value is Truth.TRUE:
            return self.say("是")
        return self.say("否") if value is Truth.FALSE else self.unknown

    def value(self, value: Value, type_: Type) -> str:
        """A value as printed, with what is open about it."""
        if value is NOT_APPLICABLE:
            return self.say("不适用")
        if isinstance(value, Truth):
            return self._truth(value)
        if isinstance(value, Interval):
            if value.optional:
                return self.unknown
            return format_range(value.low, value.high, type_, self.language)
        if isinstance(value, Choice):
            if value.symbols is None or value.optional:
                return self.unknown
            return self.say(" 或 ").join(
                sorted(format_quantity(s, type_, self.language) for s in value.symbols)
            )
        if isinstance(value, Records):
            if not value.complete and not value.items:
                return self.unknown
            return self.say("{number} 条", number=len(value.items))
        assert isinstance(value, Record)
        return value.key

    def gap(self, gap: Gap, named: bool = False) -> str:
        """How much is lacking; ``named``: of what."""
        lacking = self._lacking(gap)
        return self.say("{of}{gap}", of=self.said(gap.of), gap=lacking) if named else lacking

    def lacking(self, gap: Gap) -> str:
        """The same of a share, with how much money that is; else as :meth:`gap` says it."""
        told = self.gap(gap)
        if gap.part is None or gap.lacking is None:
            return told
        money = format_quantity(gap.lacking, gap.part.node.type, self.language)
        return self.say("{gap}，即{of}少 {money}", gap=told, of=self.said(gap.part), money=money)

    def limit(self, gap: Gap) -> str:
        """What is asked for, where that is a figure which is missed by some; else empty."""
        if gap.limit is None or not gap.distance:
            return ""
        words = to_say("不超过 {limit}") if gap.over else to_say("要 {limit}")
        return self.say(words, limit=self._quantity(gap.limit, gap))

    def needed(self, needed: Needed) -> str:
        """What is asked for by what is not known yet; of a share of money that is known in money,
        too.
        """
        text = format_quantity(needed.limit, needed.type, self.language)
        limit = f"{text} {self.counted_in(needed.unit)}".rstrip()
        told = self.say(_NEEDED[needed.over, needed.beyond], limit=limit)
        if needed.money is None or needed.part is None:
            return told
        money = format_quantity(needed.money, needed.part.node.type, self.language)
        return self.say("{limit}，就是 {money}", limit=told, money=money)

    def _lacking(self, gap: Gap) -> str:
        distance, kind = gap.distance, gap.type.kind
        if gap.holds_from is not None:
            words = to_say("到 {day} 满足（还有 {number} 天）")
            return self.say(words, day=gap.holds_from, number=distance)
        if distance == 0:
            return self._passing(gap)
        if kind is Kind.RATIO:
            points = format_quantity(distance, RATIO, self.language).rstrip("%")
            text = self.say("{points} 个百分点", points=points)
        else:
            text = self._quantity(distance, gap)
        if gap.over:
            return self.say("超出 {distance}", distance=text)
        return self.say("差 {distance}", distance=text)

    def _passing(self, gap: Gap) -> str:
        """That the limit itself, which is reached, is not enough."""
        if gap.limit is None:
            return self.say("须低于界限") if gap.over else self.say("须超过界限")
        limit = self._quantity(gap.limit, gap)
        if gap.over:
            return self.say("须低于 {limit}", limit=limit)
        return self.say("须超过 {limit}", limit=limit) if gap.limit else self.say("要有才行")

    def _quantity(self, number: Number, gap: Gap) -> str:
        text = format_quantity(number, gap.type, self.language)
        return f"{text} {self.counted_in(gap.unit)}".rstrip()

    def missing(self, missing: Missing) -> str:
        """A missing fact by its label and year."""
        label = self.rulebook.label(missing.name).in_language(self.language)
        year = ""
        if missing.year is not None:
            year = self.say("（{year}年）", year=missing.year)
        where = ""
        if missing.where:
            known = declared_of(self.rulebook, missing)
            name = known.label.in_language(self.language) if known else missing.field
            # A record that no column names is called as its list is.
            key = "" if missing.key == self.rulebook.label(missing.name).zh else missing.key
            where = f"·{name}" + (f"（{key}）" if key else "")
        return f"{label}{year}{where}"

    def of_fact(self, missing: Missing, value: Value) -> str:
        """A value that a missing fact, or a field of a record, is given."""
        declared = declared_of(self.rulebook, missing)
        assert declared is not None
        return self.value(value, declared.type)

    def options(self, type_: Type) -> list[tuple[str, str]]:
        """What can be chosen of a type, by id, in words; none where it is no choice."""
        kinds = type_.enumeration
        if kinds is None:
            return []
        return [(symbol, kinds.label(symbol, self.language)) for symbol in kinds.symbols]

    def options_offered(self, type_: Type) -> list[tuple[str, str]]:
        """The same, with each heading (which has no id) before those that stand under it."""
        kinds = type_.enumeration
        under = kinds.under if kinds is not None else {}
        return [
            one
            for symbol, label in self.options(type_)
            for one in (
                *((("", under[symbol][self.language]),) if symbol in under else ()),
                (symbol, label),
            )
        ]

    def cause(self, cause: Cause) -> str:
        """Why something stays open although no fact is missing."""
        return self.say.told(cause.text)

    def asked(self, missing: Missing, profile: Profile | None = None, records: int = 1) -> str:
        """What to ask for a missing fact, on one line: the author's question, else its label;
        what the division in the credit code suggests is asked to be confirmed, and of a list of
        which some is told what else there is.

        ``records``: of how many records it is asked, this one among them.
        """
        declared = declared_of(self.rulebook, missing)
        region = declared.region if isinstance(declared, Fact) else ""
        given = profile.given(missing.name, missing.year) if profile is not None else None
        if given is not None and not missing.where and isinstance(given.value, Records):
            label = self.text(self.rulebook.label(missing.name))
            return self.say("{list}：没有写上的还有哪些", list=label)
        credit_code = profile.credit_code if profile is not None else ""
        if declared is not None and region and credit_code[2:].startswith(region):
            label = self.text(declared.label)
            return self.say("{label}，对吗（信用代码 {region}）", label=label, region=region)
        year = "" if missing.year is None else self.say("（{year}年）", year=missing.year)
        if declared is not None and declared.question is not None and not missing.where:
            # What stands after the question mark tells how to write the answer.
            question = re.split("[？?]", self.text(declared.question))[0]
            if missing.year is not None and (words := _ITS_YEAR.search(question)):
                # 当年 would be taken for this year.
                its = self.say("{year}年", year=missing.year)
                question, year = question.replace(words[0], its, 1), ""
            return re.sub("(（[^（）]{8,}）| \\([^()]{16,}\\))$", "", question) + year
        if not missing.where or declared is None:
            return self.missing(missing)
        text = self.text(declared.label)
        if declared.type.kind is Kind.BOOL:
            text = self.say("{statement}吗", statement=text)
        elif declared.type.kind is Kind.ENUM:
            text = self.say("{label}是哪一种", label=text)
        elif declared.type.kind in (Kind.MONEY, Kind.COUNT, Kind.RATIO):
            text = self.say("{label}是多少", label=text)
        elif declared.type.kind is Kind.DATE:
            text = self.say("{label}是哪一天", label=text)
        of = missing.key or self.text(self.rulebook.label(missing.name))
        if records > 1:
            of = self.say("{record} 等 {number} 个", record=of, number=records)
        return self.say("{question}（{record}）", question=text, record=of)

    def question(self, missing: Missing) -> str:
        """What to ask for a missing fact."""
        declared = declared_of(self.rulebook, missing)
        text = self.missing(missing)
        if declared is not None and declared.question is not None and not missing.where:
            return f"{text}：{declared.question.in_language(self.language)}"
        return text


def _many(trace: Trace) -> bool:
    """Whether a condition makes several comparisons, of which each gap says what it is of."""
    return any(isinstance(said.node, And) for said in trace.required)
