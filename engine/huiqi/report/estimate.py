"""``huiqi estimate`` in a terminal: amounts with their working, and totals by grade."""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.decision.lines import Line
from huiqi.decision.results import (
    REFUSED,
    Amount,
    Decision,
    MeasureResult,
    Status,
)
from huiqi.decision.what_if import Filled
from huiqi.language.tree import Literal
from huiqi.language.types import MONEY
from huiqi.report import wording
from huiqi.report.combination import CombinationPart
from huiqi.report.common import DecisionPage
from huiqi.report.layout import Flowing as Rich
from huiqi.report.wording import word
from huiqi.rulebook.basis import support
from huiqi.truth import Truth
from huiqi.values import Interval, Value


class EstimateReport(DecisionPage):
    """Prints amounts line by line."""

    def estimate(self, decision: Decision) -> None:
        """Amounts with their working, and totals by grade."""
        self.heading(self.pick("金额测算", "estimate"), decision)
        for result in decision.results:
            if result.status in REFUSED:
                continue
            self.console.print()
            self.title(result)
            if result.force.truth is not Truth.TRUE:
                self.force(result)
            if result.amount is not None:
                self._amount(result.amount, result)
                self._range(result)
            elif not result.measure.modelled_on:
                text = self.pick("来源没有写金额", "the source names no amount")
                self.item(self.pick("测算", "estimate"), text)
            if result.illustration is not None and result.illustration.models:
                self._modelled(result.illustration.models)
            else:
                self.illustration(result)
            self.conflicts(result)
        refused = [r for r in decision.results if r.status is Status.DOES_NOT_QUALIFY]
        if refused:
            names = "、".join(r.measure.title.in_language(self.language) for r in refused)
            self.console.print()
            self.print(self.pick(f"不符合、不计金额：{names}", f"not qualifying: {names}"), "dim")
        part = CombinationPart(self)
        part.print(decision.combinations)
        part.unknown_force(decision.force_unknown)
        self._outside(decision)
        self.footer(decision)

    def _outside(self, decision: Decision) -> None:
        """What is in no total, and why."""
        if not decision.outside:
            return
        self.console.print()
        self.print(self.pick("不计入合计", "in no total"), "bold")
        for result in decision.outside:
            assert result.amount is not None
            title = result.measure.title.in_language(self.language)
            why = word(wording.OUTSIDE[result.outside], self.language)
            told = self.amount_with_grade(result.amount, result.grade)
            line = Rich.assemble(f"{title}  ", told, self.pick(f"：{why}", f": {why}"))
            self.hang(Rich("·", style="dim"), [line], 2)

    def _modelled(self, models: Iterable[MeasureResult]) -> None:
        """Amounts of the measures it is modelled on, apart and never added."""
        for model in models:
            programme = self.rulebook.programmes[model.measure.programme]
            status = word(wording.STATUS[model.status], self.language)
            grade = wording.grade(model.figure_grade, self.language)
            text = f"{programme.title.in_language(self.language)} "
            text += f"{model.measure.title.in_language(self.language)}（{grade}）：{status}"
            if model.amount is None:
                text += self.pick("，金额来源未写", ", the source names no amount")
            elif model.status is not Status.DOES_NOT_QUALIFY:
                text += f" {wording.amount(model.amount, self.language)}"
            text += self.out_of_force(model)
            self.item(self.pick("参照", "for reference"), Rich(text, style="italic"))

    def _amount(self, amount: Amount, result: MeasureResult) -> None:
        for line in amount.lines:
            self._line(line)
        self.item(self.pick("测算", "estimate"), self.amount_with_grade(amount, result.grade))
        gives = result.measure.gives
        label = self.pick("另一读法", "other reading")
        if gives is not None and gives.conflicting:
            label = self.pick("各自写法", "by source")
        for reading in amount.readings:
            # The grade beside a figure is the figure's own.
            words = wording.grade(max(result.grade, support(reading.basis)), self.language)
            self.item(
                label,
                f"{reading.text.in_language(self.language)}："
                f"{self._figure(reading.value)}（{words}）",
            )
        self.ruling(amount)
        reasons = [self.phrases.cause(cause) for cause in amount.causes]
        if reasons:
            self.item(self.pick("原因", "because"), "；".join(dict.fromkeys(reasons)))
        if amount.missing:
            missing = self.pick("、", ", ").join(map(self.phrases.missing, amount.missing[:8]))
            self.item(self.pick("缺少", "missing"), missing)

    def _range(self, result: MeasureResult) -> None:
        """Whether the ends can come out, with what; and which fact to learn next."""
        report = result.range
        if report is None:
            return
        told = []
        for witness, zh, en in (
            (report.low, "下端", "the lower end"),
            (report.high, "上端", "the upper end"),
        ):
            if witness:
                said = self.pick("、", ", ").join(map(self._filled, witness))
                told.append(self.pick(f"{zh}能达到：{said}", f"{en} comes out with {said}"))
        if told:
            self.item(self.pick("见证", "witness"), Rich(self.pick("；", "; ").join(told)))
        if report.narrowest is not None:
            asked = self.phrases.missing(report.narrowest)
            text = self.pick(f"最能缩小范围的是 {asked}", f"what narrows it the most: {asked}")
            self.item(self.pick("先弄清", "ask first"), text)
        if report.cut_short:
            text = self.pick(
                "填的项目多，没有逐一试完：两端能否达到、先弄清什么，没写的不等于没有",
                "many records: not all was tried; what is not said here may still be so",
            )
            self.print(text, "dim", 11)

    def _filled(self, filled: Filled) -> str:
        value = self.phrases.of_fact(filled.missing, filled.value)
        return f"{self.phrases.missing(filled.missing)} = {value}"

    def _line(self, line: Line) -> None:
        label = line.text.in_language(self.language)
        value = self._figure(line.value)
        self.hang(Rich(), [Rich.assemble(f"{label}  ", (value, "bold"))], 2)
        if line.said is not None and not isinstance(line.node, Literal):
            self.print(f"= {self.phrases.said(line.said)}", "dim", 4)
            for text in self.phrases.found(line.found):
                self.print(text, "dim", 4)
            for part in line.parts:
                self._part(part)
        if line.note is not None:
            self.print(line.note.in_language(self.language), "dim", 4)

    def _figure(self, value: Value) -> str:
        """A step in yuan: of what may be anything nothing is said but that."""
        if isinstance(value, Interval) and not value.optional:
            return wording.between(value.low, value.high, self.language)
        return self.phrases.value(value, MONEY)

    def _part(self, part: Line) -> None:
        """A part of a formula: what it comes to, and which part it is."""
        label = part.text.in_language(self.language)
        value = self._figure(part.value)
        said = self.phrases.said(part.said) if part.said is not None else ""
        self.print(f"{label} {value}" + (f"  {said}" if said != value else ""), "dim", 6)
