"""A comparison in the terminal: as written, as meant, and who gains or loses."""

from __future__ import annotations

import yaml
from rich.console import Console

from huiqi.audit.difference.results import (
    AmountChange,
    ChangeImpact,
    Difference,
    MeasureChange,
    Witness,
)
from huiqi.language.formatting import money
from huiqi.language.types import Kind
from huiqi.profile.record_lists import wrapper
from huiqi.quantities import parse_money
from huiqi.report.difference_table import EnterprisesPage
from huiqi.report.layout import Flowing, Screen
from huiqi.report.wording import word
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.rulebook.text import Text

_CHANGES = {
    ChangeImpact.SAME: ("相同", "same"),
    ChangeImpact.WIDER: ("放宽", "wider"),
    ChangeImpact.NARROWER: ("收紧", "narrower"),
    ChangeImpact.DIFFERENT: ("有进有出", "different"),
    ChangeImpact.ADDED: ("新增", "added"),
    ChangeImpact.REMOVED: ("删去", "removed"),
    ChangeImpact.BEGINS: ("开始施行", "begins"),
    ChangeImpact.ENDS: ("不再施行", "ends"),
    ChangeImpact.UNDECIDED: ("没有判定", "undecided"),
}
_AMOUNTS = {
    AmountChange.SAME: ("金额相同", "same amount"),
    AmountChange.HIGHER: ("金额只增", "higher amount"),
    AmountChange.LOWER: ("金额只减", "lower amount"),
    AmountChange.DIFFERENT: ("金额有增有减", "amount higher or lower"),
    AmountChange.NOT_COMPARED: ("金额没有比较", "amount not compared"),
}
_STYLES = {
    ChangeImpact.WIDER: "bold green",
    ChangeImpact.BEGINS: "bold green",
    ChangeImpact.ADDED: "bold green",
    ChangeImpact.NARROWER: "bold red",
    ChangeImpact.ENDS: "bold red",
    ChangeImpact.REMOVED: "bold red",
    ChangeImpact.DIFFERENT: "bold magenta",
    ChangeImpact.UNDECIDED: "bold yellow",
}
_KINDS = {
    "measure": ("措施", "measures"),
    "definition": ("定义", "definitions"),
    "parameter": ("参数", "parameters"),
    "fact": ("事实", "facts"),
    "stacking": ("叠加规则", "stacking rules"),
    "source": ("来源", "sources"),
}
SCOPE = Text(
    zh="证明对象是事实全部已知的任何企业，弱依据的条文也计入；日期在 1949 至 2079 年，清单至多三"
    "条，可照证照填写的派生事实两边取同一填写值。两个日期相比，企业的年度数字与日期随之平移整年。"
    "每个例子都由求值器重算证实。",
    en="Proved for every enterprise of which all is known, weakly supported statements counted; "
    "dates from 1949 to 2079, lists of up to three records, what is read off a certificate taken "
    "as stated alike.  Between two days an enterprise's figures and dates move by whole years.  "
    "Each example was decided again by the evaluator.",
)


class DifferenceReport(EnterprisesPage):
    """The page of a comparison."""

    def __init__(self, console: Console, language: str, full: bool = False) -> None:
        super().__init__(console, language)
        self.full = full

    def difference(self, found: Difference) -> None:
        """Everything."""
        title = self.pick("规则比较", "comparison of the rules")
        self.console.print(Flowing.assemble(("huiqi 惠企 ", "bold"), title))
        for side in (found.before, found.after):
            rules = side.rulebook.sha256[:12]
            text = self.pick(
                f"{side.name}　评估日 {side.as_of}　规则库 {rules}",
                f"{side.name}, as of {side.as_of}, rulebook {rules}",
            )
            self.item("A" if side is found.before else "B", text)
        self._season(found)
        self.structure(found)
        self.meaning(found)
        self.enterprises(found)
        if found.measures:
            self.console.print()
            self.print(SCOPE.in_language(self.language), "dim")

    def _season(self, found: Difference) -> None:
        """Days of different seasons differ by more than the rules."""
        one, other = found.before.as_of, found.after.as_of
        if (one.month, one.day) != (other.month, other.day):
            text = self.pick(
                "两日不在一年的同一天，时间窗口的差别也算在内；只看规则的变化，请比较同月同日。",
                "The days differ in the year, so that windows of time differ too; to see the rules "
                "alone, compare the same day of two years.",
            )
            self.print(text, "yellow", 2)

    def structure(self, found: Difference) -> None:
        """What is written differently."""
        self.console.print()
        self.print(self.pick("写法", "As written"), "bold")
        if not found.structure:
            self.print(self.pick("两边写法相同。", "Both are written alike."), indent=2)
        for kind, words in _KINDS.items():
            changes = [one for one in found.structure if one.kind == kind]
            if changes:
                self.print(f"{word(words, self.language)} {len(changes)}", indent=2)
            for one in changes:
                self.item("", f"{one.subject}  {one.text.in_language(self.language)}", 4)

    def meaning(self, found: Difference) -> None:
        """What it means for every enterprise."""
        self.console.print()
        self.print(self.pick("意思", "As meant"), "bold")
        if found.note is not None:
            self.print(found.note.in_language(self.language), "yellow", 2)
            return
        counts: dict[ChangeImpact, int] = {}
        for one in found.measures:
            counts[one.change] = counts.get(one.change, 0) + 1
        listed = self.pick("，", ", ").join(
            f"{word(_CHANGES[change], self.language)} {counts[change]}"
            for change in ChangeImpact
            if change in counts
        )
        self.print(listed, indent=2)
        for one in found.measures:
            if not one.unchanged or self.full:
                self._measure(one, found)

    def _measure(self, one: MeasureChange, found: Difference) -> None:
        title = one.title.in_language(self.language)
        said = word(_CHANGES[one.change], self.language)
        line = Flowing.assemble(
            "  ",
            (f"{said}", _STYLES.get(one.change, "bold")),
            f"  {title}",
            (f"  [{one.measure}]", "dim"),
        )
        self.console.print(line)
        reason = one.reason.in_language(self.language)
        if one.change not in (ChangeImpact.ADDED, ChangeImpact.REMOVED):
            amount = word(_AMOUNTS[one.amount], self.language)
            reason = self.pick(f"{reason}；{amount}", f"{reason}; {amount}")
        self.print(reason, "dim", 4)
        for words, witness in (
            (("可得的", "gains"), one.gains),
            (("失去的", "loses"), one.losses),
            (("多得的", "paid more"), one.higher),
            (("少得的", "paid less"), one.lower),
        ):
            if witness is not None:
                self._witness(word(words, self.language), witness, found)

    def _witness(self, label: str, witness: Witness, found: Difference) -> None:
        said = witness.text.in_language(self.language)
        colon = self.pick("：", ": ")
        facts = _facts(witness.before, found.before.rulebook, self)
        self.item(label, f"{said}{colon}{facts}", 4)
        if witness.after != witness.before:
            self.item("", f"B{colon}{_facts(witness.after, found.after.rulebook, self)}", 4)


def _facts(profile: str, rulebook: Rulebook, page: Screen) -> str:
    """What a witness states, on a line, by what people call it."""
    content = yaml.safe_load(profile)
    said = []
    for name, value in content.get("facts", {}).items():
        label = rulebook.label(name).in_language(page.language)
        fact = rulebook.declared(name)
        if wrapper(value) is not None:
            # A list that says of itself that it holds every year, or only some records.
            (value,) = value.values()
        if isinstance(value, dict):
            years = [f"{_value(each, fact, page)} ({year})" for year, each in value.items()]
            said.append(f"{label} {', '.join(years)}")
        elif isinstance(value, list) and isinstance(fact, Fact):
            records = [_record(each, fact, page) for each in value]
            said.append(f"{label} [{'; '.join(records)}]")
        else:
            said.append(f"{label} {_value(value, fact, page)}")
    for key, judgement in content.get("judgements", {}).items():
        answer = page.pick(judgement["answer"], _ENGLISH[judgement["answer"]])
        said.append(f"{page.pick('判定', 'judgement')} {key} {answer}")
    return page.pick("，", ", ").join(said)


_ENGLISH = {"是": "yes", "否": "no", "不适用": "not applicable"}


def _record(record: dict[str, object], fact: Fact, page: Screen) -> str:
    return ", ".join(
        f"{fact.fields[key].label.in_language(page.language)} "
        f"{_value(value, fact.fields[key], page)}"
        for key, value in record.items()
    )


def _value(value: object, fact: Fact | Definition, page: Screen) -> str:
    """One value as it stands in the profile, or the same in English."""
    written = str(value)
    if page.language == "zh":
        return written
    if written in _ENGLISH:
        return _ENGLISH[written]
    enumeration = fact.type.enumeration
    if enumeration is not None:
        return enumeration.label(enumeration.find(written) or written, "en")
    if fact.type.kind is Kind.MONEY:
        return money(parse_money(written), "en")
    return written
