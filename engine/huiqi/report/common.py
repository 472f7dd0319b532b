"""What the reports of a decision share in the terminal."""

from __future__ import annotations

from rich.console import Console

from huiqi.decision.results import (
    Decision,
    MeasureResult,
    Status,
)
from huiqi.evaluation.reads import Missing
from huiqi.inference.errors import Reason
from huiqi.report import wording
from huiqi.report.layout import Flowing as Rich
from huiqi.report.layout import Screen
from huiqi.report.phrases import Phrases
from huiqi.report.wording import word
from huiqi.rulebook.basis import Basis

STYLE = {
    Status.QUALIFIES: "bold green",
    Status.DOES_NOT_QUALIFY: "bold red",
    Status.UNDETERMINED: "bold yellow",
    Status.NEEDS_JUDGEMENT: "bold magenta",
    Status.NOT_IN_FORCE: "dim",
}


class DecisionPage(Screen):
    """A page about one decision."""

    #: The part of the rules that the fingerprint at the foot is of.
    part = ("规则库", "rulebook")

    def __init__(self, console: Console, phrases: Phrases) -> None:
        super().__init__(console, phrases.language)
        self.rulebook = phrases.rulebook
        self.phrases = phrases

    def heading(self, title: str, decision: Decision) -> None:
        """The enterprise and the day."""
        profile = decision.profile
        day = self.pick(f"评估日 {decision.as_of}", f"as of {decision.as_of}")
        self.line(Rich.assemble(("huiqi 惠企 ", "bold"), title, "   ", (day, "bold cyan")))
        code = f"  {profile.credit_code}" if profile.credit_code else ""
        self.print(f"{profile.name}{code}", "bold")
        for name in self.rulebook.hypothetical:
            self.print(self._supposed(name), "bold yellow")
        if profile.note:
            self.print(profile.note, "dim")
        later = [
            self.phrases.missing(Missing(name, year))
            for name, year in profile.facts
            if year is not None and year > decision.as_of.year
        ]
        if later:
            listed = self.pick("、", ", ").join(later)
            text = self.pick(
                f"画像里有评估日以后年度的数字：{listed}", f"the profile has later years: {listed}"
            )
            self.print(text, "dim")

    def _supposed(self, name: str) -> str:
        """A parameter that is only supposed: no result below is what the rules say."""
        parameter = self.rulebook.parameters[name]
        value = self.phrases.prose(parameter.rows[0].value)
        label = parameter.label.in_language(self.language)
        return self.pick(
            f"假设：{label} = {value}（不是规定；以下结论与金额都以此为前提）",
            f"hypothetical: {label} = {value} (no rule; all that follows rests on it)",
        )

    def title(self, result: MeasureResult) -> None:
        """A measure's name, status and grade."""
        mark = wording.STATUS_MARK[result.status]
        status = word(wording.STATUS[result.status], self.language)
        title = result.measure.title.in_language(self.language)
        supported = self.supported(result)
        if not wording.only_topic(result.measure):
            supported = self.pick("依据：", "grade: ") + supported
        self.line(
            Rich.assemble(
                (f"{mark} {title}", STYLE[result.status]),
                f"  {status}",
                (f"  {supported}", "dim"),
                (f"  [{result.measure.id}]", "dim"),
            )
        )

    def force(self, result: MeasureResult) -> None:
        """Whether it is in force and why; where only that is open, this is what is said first."""
        if result.to_be_confirmed:
            said = wording.to_confirm(result.measure.in_force, result.force.on)
            text = Rich(said.in_language(self.language), style="yellow")
            self.item(self.pick("施行", "force"), text)
            self.print(result.force.reason.in_language(self.language), "dim", 11)
            return
        self.item(self.pick("施行", "force"), result.force.reason.in_language(self.language))

    def supported(self, result: MeasureResult) -> str:
        """The grade in words; of a text that is not public, that of its topic."""
        return wording.supported(result.measure, result.grade, self.language)

    def cited(self, basis: Basis) -> str:
        """A citation with its grade."""
        grade = word(wording.GRADE[basis.grade.value], self.language)
        return (
            f"{basis.cited()}（{grade}）" if self.language == "zh" else f"{basis.cited()} ({grade})"
        )

    def footer(self, decision: Decision) -> None:
        """The rulebook, the comparison of both engines, and what this is not."""
        self.foot(decision.checked, decision.note)

    def foot(self, checked: int, note: Reason | None) -> None:
        """The footer of any decision that both engines made; ``note``: why one did not."""
        self.console.print()
        version = f"{self.rulebook.version} ({self.rulebook.sha256[:12]})"
        self.print(f"{word(self.part, self.language)} {version}", "dim")
        self.print(wording.comparison(checked, note, self.language), "dim")
        self.print(
            self.pick(
                "本结果不是官方答复；未知的事实没有被当作否或零。",
                "Not an official answer; what is unknown was taken neither as no nor as zero.",
            ),
            "dim",
        )
