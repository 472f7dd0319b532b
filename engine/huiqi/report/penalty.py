"""``huiqi penalty`` in a terminal: what follows, why, what is open, what has to happen first."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console

from huiqi.decision.explanation import Explainer
from huiqi.decision.results import ClauseResult
from huiqi.penalty.fines import Choice
from huiqi.penalty.results import (
    PenaltyDecision,
    PenaltyStatus,
    RuleResult,
)
from huiqi.report import penalty_words as words
from huiqi.report.common import DecisionPage
from huiqi.report.layout import Flowing as Rich
from huiqi.report.wording import MARK, word
from huiqi.rulebook.penalties import PenaltyBook, Rule
from huiqi.rulebook.penalty_models import PrecedentModel
from huiqi.truth import Truth
from huiqi.values import Choice as Symbols
from huiqi.values import Record

_STYLE = {
    PenaltyStatus.DECIDED: "bold green",
    PenaltyStatus.NEEDS_JUDGEMENT: "bold magenta",
    PenaltyStatus.UNDETERMINED: "bold yellow",
}
_TRUTH_STYLE = {Truth.TRUE: "green", Truth.FALSE: "red", Truth.UNKNOWN: "yellow"}
_DAYS = ("committed_on", "ended_on", "found_on", "ordered_on", "correct_by", "corrected_on")


class PenaltyReport(DecisionPage):
    """Prints the decision on an incident."""

    def __init__(
        self, console: Console, book: PenaltyBook, explainer: Explainer, full: bool = False
    ) -> None:
        super().__init__(console, book.terms, explainer.evaluator.profile, explainer)
        self.book = book
        self.full = full

    def decision(self, decision: PenaltyDecision) -> None:
        """The whole page."""
        self.names = {"incident": Record(decision.fields)}
        self._heading(decision)
        self._verdict(decision)
        self._turns(decision)
        self._rules(decision)
        self._fine(decision)
        self._steps(decision)
        self._questions(decision)
        self._missing(decision)
        self._candidates(decision)
        self._precedents(decision)
        self._notes(decision)
        self.foot(decision.checked, decision.note)

    def section(self, zh: str, en: str) -> None:
        """A blank line and a heading."""
        self.console.print()
        self.print(self.pick(zh, en), "bold cyan")

    def _heading(self, decision: PenaltyDecision) -> None:
        day = self.pick(f"评估日 {decision.as_of}", f"as of {decision.as_of}")
        title = self.pick("免罚轻罚", "penalties")
        self.console.print(Rich.assemble(("huiqi 惠企 ", "bold"), title, "   ", (day, "bold cyan")))
        if decision.incident.name:
            self.print(decision.incident.name, "bold")
        said = [self._text(decision, name) for name in ("what", "domain", "authority")]
        self.print(" · ".join(text for text in said if text))
        facts = self.book.terms.facts["incident"].fields
        days = []
        for name in _DAYS:
            value = decision.fields.get(name)
            shown = "" if value is None else self.explainer.value(value, facts[name].type)
            if shown[:1].isdigit() and ".." not in shown and "至" not in shown:
                days.append(f"{facts[name].label.in_language(self.language)} {shown}")
        self.print(self.pick("；", "; ").join(days), "dim")
        if decision.incident.note:
            self.print(decision.incident.note, "dim")

    def _text(self, decision: PenaltyDecision, name: str) -> str:
        value = decision.fields.get(name)
        if not isinstance(value, Symbols) or not value.symbols:
            return ""
        text = next(iter(value.symbols))
        return self.book.domain_label(text, self.language) if name == "domain" else text

    def _verdict(self, decision: PenaltyDecision) -> None:
        answer = decision.answer
        self.console.print()
        mark = words.PENALTY_MARK[answer.status]
        status = word(words.PENALTY_STATUS[answer.status], self.language)
        if answer.status is PenaltyStatus.DECIDED:
            said = words.consequence(answer.worst, self.language)
            self.hang(Rich(mark, style=_STYLE[answer.status]), [Rich(said, style="bold green")])
            return
        self.hang(
            Rich(mark, style=_STYLE[answer.status]), [Rich(status, style=_STYLE[answer.status])]
        )
        self.item(self.pick("最轻", "at best"), words.consequence(answer.best, self.language))
        self.item(self.pick("最重", "at worst"), words.consequence(answer.worst, self.language))

    def _rules(self, decision: PenaltyDecision) -> None:
        rules = decision.answer.rules
        for truth, zh, en in (
            (Truth.TRUE, "成立的", "what applies"),
            (Truth.UNKNOWN, "还没有定的", "what is open"),
        ):
            shown = [r for r in rules if r.decides is truth]
            if truth is Truth.UNKNOWN and not self.full:
                # What cannot change the answer any more is left out.
                shown = [r for r in shown if r.rule.id in decision.open_rules]
            self._group(self.pick(zh, en), shown)
        failed = [r for r in rules if r.decides is Truth.FALSE]
        if failed and self.full:
            self._group(self.pick("不成立的", "what does not apply"), failed)
        elif failed:
            self.section("不成立的", "what does not apply")
            for result in failed:
                self.hang(Rich("✗", style="red"), [Rich(self._why_not(result), style="dim")], 2)

    def _group(self, title: str, results: list[RuleResult]) -> None:
        if not results:
            return
        self.section(title, title)
        for result in results:
            self._rule(result)

    def _rule(self, result: RuleResult) -> None:
        rule = result.rule
        mark = MARK[result.decides]
        follows = words.outcome(rule.effect, rule.modality, self.language)
        arrow = self.pick(" → ", " → ")
        line = Rich.assemble(
            (self.titled(rule), "bold"), (f"{arrow}{follows}", ""), (f"  [{rule.id}]", "dim")
        )
        self.hang(Rich(mark, style=_TRUTH_STYLE[result.decides]), [line], 2)
        for clause in result.clauses:
            if clause.condition.id == "in-force" and clause.truth is Truth.TRUE:
                continue
            self._clause(clause)
        if result.truth is Truth.TRUE and result.decides is not Truth.TRUE:
            text = self.pick(
                "条件都具备，但是否拒不改正、逾期或者另有写法还没有定",
                "its conditions are met; a refusal, lateness or another wording is still open",
            )
            self.print(text, "yellow", 4)
        if rule.note is not None:
            self.print(rule.note.in_language(self.language), "dim", 4)
        for basis in rule.basis:
            self.print(self.cited(basis), "dim", 4)

    def titled(self, rule: Rule) -> str:
        """A provision by its title, an item with the list it stands in."""
        title = rule.title.in_language(self.language)
        if not rule.list:
            return title
        where = self.book.lists[rule.list]
        place = word(words.JURISDICTION[where.jurisdiction], self.language)
        number = self.pick(f"第{rule.number}项", f" no. {rule.number}") if rule.number else ""
        return self.pick(f"{place}清单{number}：{title}", f"{place} list{number}: {title}")

    def _clause(self, clause: ClauseResult) -> None:
        text = clause.condition.text.in_language(self.language)
        details = []
        if clause.condition.readings:
            details.append(self._readings(clause))
        elif clause.condition.node is not None:
            explained = self.explainer.clause(clause.condition, self.names, known_only=True)
            details += [explained.actual, explained.gap]
        judgement = clause.judgement
        if judgement is not None:
            answer = self.pick("是", "yes") if judgement.answer else self.pick("否", "no")
            details.append(f"{answer}——{judgement.by} {judgement.on}：{judgement.reason}")
        elif clause.pending:
            details.append(self.pick("待判定", "for judgement"))
        detail = self.pick("；", "; ").join(item for item in details if item)
        line = Rich.assemble(text, (f"  {detail}" if detail else "", "dim"))
        self.hang(Rich(MARK[clause.truth], style=_TRUTH_STYLE[clause.truth]), [line], 4)

    def _readings(self, clause: ClauseResult) -> str:
        """How many of the readings say yes and no, with one of each."""
        found = []
        texts = {r.id: r.text.in_language(self.language) for r in clause.condition.readings}
        for truth, zh, en in ((Truth.TRUE, "算", "yes"), (Truth.FALSE, "不算", "no")):
            those = [texts[key] for key, value in clause.readings.items() if value is truth]
            if those and len(those) == len(texts):
                found.append(self.pick(f"各种算法都{zh}", f"every reading says {en}"))
            elif those:
                found.append(
                    self.pick(
                        f"{len(those)} 种算法{zh}（如{those[0]}）",
                        f"{len(those)} readings say {en} (such as {those[0]})",
                    )
                )
        return self.pick("，", ", ").join(found)

    def _why_not(self, result: RuleResult) -> str:
        """A rule that does not apply, with the first condition that failed."""
        title = self.titled(result.rule)
        failing = [c for c in result.clauses if c.truth is Truth.FALSE]
        held = [c for c in result.clauses if c.truth is Truth.TRUE]
        if result.truth is not Truth.FALSE:
            return title + self.pick(
                "：拒不改正、逾期或者仍不合格，清单不适用", ": refused, late or failed"
            )
        shown = failing[0] if failing else held[-1]
        text = shown.condition.text.in_language(self.language)
        if not failing:
            return title + self.pick(f"：属于排除的情形（{text}）", f": excluded ({text})")
        if shown.condition.node is None:
            return title + self.pick(f"：不符合“{text}”", f": fails '{text}'")
        found = self.explainer.clause(shown.condition, self.names, known_only=True).actual
        colon = self.pick("：", ": ")
        return f"{title}{colon}{found}" if found else f"{title}{colon}{text}"

    def _turns(self, decision: PenaltyDecision) -> None:
        if len(decision.turns) < 2:
            return
        self.section("随事件的变化", "as events arrived")
        for number, turn in enumerate(decision.turns):
            label = turn.label or self.pick("开始" if number == 0 else "事件", "event")
            day = f"{turn.on} " if turn.on else ""
            answer = turn.answer
            best = words.consequence(answer.best, self.language)
            worst = words.consequence(answer.worst, self.language)
            said = best if best == worst else f"{worst} … {best}"
            self.hang(Rich(f"{number}", style="bold"), [Rich(f"{day}{label}：{said}")], 2)
            lines = {
                f"{MARK[before]}→{MARK[after]} {self._leaf(decision, leaf)}": None
                for leaf, (before, after) in turn.changed.items()
            }
            for line in lines:
                self.print(line, "dim", 4)

    def _leaf(self, decision: PenaltyDecision, leaf: str) -> str:
        rule, _, name = leaf.partition("/")
        for result in decision.answer.rules:
            if result.rule.id == rule:
                for clause in result.clauses:
                    if clause.condition.id == name:
                        return clause.condition.text.in_language(self.language)
        return leaf

    def _fine(self, decision: PenaltyDecision) -> None:
        if not decision.versions:
            return
        self.section("罚款按哪一条", "which fine")
        for choice in decision.versions:
            self._choice(choice)
        if decision.fine is not None:
            self._choice(decision.fine)

    def _choice(self, choice: Choice) -> None:
        chosen = choice.chosen.name if choice.chosen else self.pick("待判定", "for judgement")
        mark = "●" if choice.chosen else "!"
        among = self.pick("、", ", ").join(dict.fromkeys(law.name for law in choice.among))
        text = f"{among}：{choice.reason.in_language(self.language)} → {chosen}"
        self.hang(Rich(mark, style="bold"), [Rich(text)], 2)

    def _steps(self, decision: PenaltyDecision) -> None:
        open_ = [step for step in decision.steps if not step.done]
        if decision.answer.best.outcome[0] == "none" and open_:
            self.section("先要做到", "what has to happen first")
            for step in open_:
                by = self.pick(f"，不晚于 {step.by}", f", by {step.by}") if step.by else ""
                self.hang(Rich("□"), [Rich(step.text.in_language(self.language) + by)], 2)
        self.section("一并要做", "also to be done")
        for duty in decision.duties:
            cited = self.pick("；", "; ").join(basis.locator for basis in duty.basis)
            line = Rich.assemble(duty.text.in_language(self.language), (f"  {cited}", "dim"))
            self.hang(Rich("·"), [line], 2)

    def _questions(self, decision: PenaltyDecision) -> None:
        if not decision.questions:
            return
        self.section("要由有权的人判定", "for an officer to decide")
        for question in decision.questions:
            line = Rich.assemble(
                (question.text.in_language(self.language), "bold"), (f"  [{question.key}]", "dim")
            )
            self.hang(Rich("!", style="magenta"), [line], 2)
            for basis in question.basis:
                self.print(self.cited(basis), "dim", 4)
            for model in question.precedents:
                place = self.book.documents[model.document].place.in_language(self.language)
                self.print(f"{place}：{model.violation}——{model.conditions}", "dim italic", 4)
        self.print(
            self.pick(
                "答案写在文件的 judgements: 里，各写 answer、by、date、reason。",
                "Answers go under judgements: in the file, each with answer, by, date and reason.",
            ),
            "dim",
            2,
        )

    def _missing(self, decision: PenaltyDecision) -> None:
        if not decision.missing:
            return
        self.section("缺的事实", "facts that are missing")
        listed = self.pick("、", ", ").join(
            f"{self.explainer.missing(missing).removeprefix(self._prefix())}"
            for missing in decision.missing
        )
        self.print(listed, indent=2)

    def _prefix(self) -> str:
        return self.book.terms.label("incident").in_language(self.language) + "·"

    def _candidates(self, decision: PenaltyDecision) -> None:
        if not decision.candidates:
            return
        self.section(
            "是否属于这些清单事项（写 items: [...]；都不是写 items: []）",
            "does it fall under one of these (items: [...]; none: items: [])",
        )
        for rule in decision.candidates:
            line = Rich.assemble((f"{rule.id}  ", "bold"), rule.title.in_language(self.language))
            self.hang(Rich("?", style="yellow"), [line], 2)

    def _precedents(self, decision: PenaltyDecision) -> None:
        if not decision.precedents:
            return
        self.section(
            "别处怎样规定（先例，不能据以决定）", "elsewhere (precedents: they never decide here)"
        )
        for model in decision.precedents:
            self.precedent(model)

    def precedent(self, model: PrecedentModel) -> None:
        """A precedent with where it comes from."""
        document = self.book.documents[model.document]
        kind = word(words.DOCUMENT_KIND[document.kind], self.language)
        place = document.place.in_language(self.language)
        line = Rich.assemble(
            model.violation, (f" → {model.outcome}", "dim"), (f"  [{model.id}]", "dim")
        )
        self.hang(Rich("○", style="dim"), [line], 2)
        if model.conditions:
            self.print(model.conditions, "dim", 4)
        self.print(f"{place}（{kind}）{document.title} {document.number}".strip(), "dim", 4)

    def _notes(self, decision: PenaltyDecision) -> None:
        self.section("说明", "notes")
        for text in self._remarks(decision):
            self.hang(Rich("·", style="dim"), [Rich(text, style="dim")], 2)

    def _remarks(self, decision: PenaltyDecision) -> Iterable[str]:
        for found in decision.lists:
            period = words.period(found.force, self.language)
            yield f"{found.title.in_language(self.language)}：{period}"
            if found.note is not None:
                yield found.note.in_language(self.language)
        if any(result.rule.list for result in decision.answer.rules):
            yield self.pick(
                "清单项只及于它所依据的规定；清单的排除只在该清单之内有效，不排除行政处罚法第三十三条。",
                "An item covers the provisions it rests on; what a list excludes is excluded from "
                "that list alone, not from article 33.",
            )
        else:
            yield self.pick(
                "没有列入清单的，不妨碍适用行政处罚法第三十三条。",
                "Not being on a list does not exclude article 33.",
            )
        if not decision.city_list:
            yield self.pick(
                f"聊城市自己的清单（报道称 {self.book.city_domains} 个领域"
                f" {self.book.city_items} 项）正文没有公开，本结论不含它；"
                "有正式文本时用 huiqi penalty import 导入。",
                f"Liaocheng's own list ({self.book.city_items} items in {self.book.city_domains} "
                "fields, as reported) is not public and not part of this; huiqi penalty import "
                "takes it when an official has it.",
            )
