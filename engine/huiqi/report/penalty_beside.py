"""What stands beside the verdict on an incident: steps, duties, questions, fines, precedents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rich.console import Console

from huiqi.diagnostics import shortened
from huiqi.penalty.laws import ApplicableLaw
from huiqi.penalty.results import PenaltyDecision
from huiqi.report import penalty_words as words
from huiqi.report.common import DecisionPage
from huiqi.report.layout import Flowing as Rich
from huiqi.report.phrases import Phrases
from huiqi.report.wording import word
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.penalty_models import PrecedentModel

#: So many precedents stand beside a question; the JSON has more.
_MOST_SAYINGS = 2


class BesidePage(DecisionPage):
    """The parts of the page that every decision has, whatever the verdict."""

    def __init__(
        self, console: Console, book: PenaltyBook, language: str, as_of: date, full: bool = False
    ) -> None:
        super().__init__(console, Phrases(book.terms, language))
        self.book = book
        self.full = full
        self.as_of = as_of

    @property
    def colon(self) -> str:
        """As the language writes it."""
        return self.pick("：", ": ")

    def section(self, zh: str, en: str) -> None:
        """A blank line and a heading."""
        self.console.print()
        self.print(self.pick(zh, en), "bold cyan")

    def fine(self, decision: PenaltyDecision) -> None:
        if not decision.versions:
            return
        self.section("罚款按哪一条", "which fine")
        for choice in decision.versions:
            self._choice(choice)
        if decision.fine is not None:
            self._choice(decision.fine)

    def _choice(self, choice: ApplicableLaw) -> None:
        chosen = choice.chosen.name if choice.chosen else self.pick("待判定", "for judgement")
        if choice.chosen is not None and not choice.chosen.violation:
            chosen = self.pick("没有罚款", "no fine")
        mark = "●" if choice.chosen else "!"
        among = self.pick("、", ", ").join(dict.fromkeys(law.name for law in choice.among))
        text = f"{among}{self.colon}{choice.reason.in_language(self.language)} → {chosen}"
        self.hang(Rich(mark, style="bold"), [Rich(text)], 2)

    def steps(self, decision: PenaltyDecision) -> None:
        open_ = [step for step in decision.steps if not step.done]
        if open_:
            self.section("先要做到", "what has to happen first")
            for step in open_:
                by = self.pick(f"，不晚于 {step.by}", f", by {step.by}") if step.by else ""
                self.hang(Rich("□"), [Rich(step.text.in_language(self.language) + by)], 2)
        if not decision.duties:
            return
        self.section("一并要做", "also to be done")
        for task in decision.duties:
            cited = self.pick("；", "; ").join(basis.locator for basis in task.duty.basis)
            text = self._if_chosen("none", task.chosen) + task.duty.text.in_language(self.language)
            line = Rich.assemble(text, (f"  {cited}", "dim"))
            self.hang(Rich("✓", style="green") if task.done else Rich("·"), [line], 2)

    def _if_chosen(self, effect: str, chosen: bool) -> str:
        """Before what is done only where the authority decides so."""
        if not chosen:
            return ""
        named = word(words.EFFECT[effect], self.language)
        return self.pick(f"决定{named}的：", f"if {named}: ")

    def procedures(self, decision: PenaltyDecision) -> None:
        """Which of the city's procedures, its review, its documents, and the register."""
        shared = self.book.procedures
        if not decision.courses or shared is None:
            return
        self.section("怎样办理", "how it is handled")
        for course in decision.courses:
            procedure = course.procedure
            title = procedure.title.in_language(self.language)
            lead = self._if_chosen(procedure.outcome, course.chosen)
            open_ = self.pick("（是否已经立案没有写明）", " (not said whether filed)")
            line = Rich.assemble(lead, (title, "bold"), (open_ if course.open else "", "yellow"))
            self.hang(Rich("?" if course.open else "·"), [line], 2)
            review = self.pick("须经法制审核", "legal review required")
            if procedure.review is None:
                review = self.pick("是否须法制审核，来源没有说", "legal review: not said")
            documents = self.pick("；", "; ").join(
                document.in_language(self.language) for document in procedure.documents
            )
            self.print(f"{review}{self.pick('；', '; ')}{documents}", indent=4)
        register = shared.register.in_language(self.language)
        self.print(register, indent=2)
        for basis in shared.basis:
            self.print(self.cited(basis), "dim", 2)
        if shared.note is not None:
            self.print(shared.note.in_language(self.language), "dim", 2)

    def questions(self, decision: PenaltyDecision) -> None:
        if not decision.questions:
            return
        self.section("要由有权的人判定", "for an officer to decide")
        for question in decision.questions:
            line = Rich.assemble(
                (question.text.in_language(self.language), "bold"), (f"  [{question.key}]", "dim")
            )
            self.hang(Rich("!", style="magenta"), [line], 2)
            for model, said_there in question.sayings[:_MOST_SAYINGS]:
                place = self.book.documents[model.document].place.in_language(self.language)
                part = shortened(said_there, 40)
                until = self.book.documents[model.document].until
                ended = words.expired(until, self.as_of, self.language)
                said = f"{shortened(model.violation, 24)}——{part}"
                zh, en = f"别处：{place}{ended} {said}", f"{place}{ended}: {said}"
                self.print(self.pick(zh, en), "dim", 4)
        self.print(
            self.pick(
                "答案写在文件的 judgements: 里，各写 answer、by、date、reason。",
                "Answers go under judgements: in the file, each with answer, by, date and reason.",
            ),
            "dim",
            2,
        )

    def missing(self, decision: PenaltyDecision) -> None:
        if not decision.missing:
            return
        self.section("缺的事实", "facts that are missing")
        listed = self.pick("、", ", ").join(
            f"{self.phrases.missing(missing).removeprefix(self._prefix())}"
            for missing in decision.missing
        )
        self.print(listed, indent=2)

    def _prefix(self) -> str:
        return self.book.terms.label("incident").in_language(self.language) + "·"

    def candidates(self, decision: PenaltyDecision) -> None:
        if not decision.unnamed:
            return
        if not decision.candidates:
            self.section("属于哪些清单事项，没有写", "which items it falls under is not said")
            self.print(
                self.pick(
                    "先写领域（domain），或用 huiqi penalty find 词语 查找；"
                    "写 items: [...]，都不是写 items: []。",
                    "state the field (domain), or look with huiqi penalty find; then write "
                    "items: [...], or items: [] for none.",
                ),
                indent=2,
            )
            return
        self.section(
            "是否属于这些清单事项（写 items: [...]；都不是写 items: []）",
            "does it fall under one of these (items: [...]; none: items: [])",
        )
        for rule in decision.candidates:
            line = Rich.assemble((f"{rule.id}  ", "bold"), rule.title.in_language(self.language))
            self.hang(Rich("?", style="yellow"), [line], 2)

    def precedents(self, decision: PenaltyDecision) -> None:
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
        ended = words.expired(document.until, self.as_of, self.language)
        if model.conditions:
            self.print(model.conditions, "dim", 4)
        cited = f"{document.title} {document.number}".strip()
        self.print(f"{place}（{kind}）{cited}{ended}", "dim", 4)

    def notes(self, decision: PenaltyDecision) -> None:
        self.section("说明", "notes")
        for text in self._remarks(decision):
            self.hang(Rich("·", style="dim"), [Rich(text, style="dim")], 2)

    def _remarks(self, decision: PenaltyDecision) -> Iterable[str]:
        for found in decision.lists:
            period = words.period(found.force, self.language)
            yield f"{found.title.in_language(self.language)}{self.colon}{period}"
            if found.note is not None:
                yield found.note.in_language(self.language)
        for key, judgement in decision.incident.known().judgements.items():
            if key.startswith("conflict/"):
                wide = self.pick("采用较宽的一处", "the wider one prevails")
                narrow = self.pick("不采用较宽的一处", "the wider one does not prevail")
                said = wide if judgement.answer else narrow
                by = f"{judgement.by} {judgement.on}{self.colon}{judgement.reason}"
                yield f"{key}{self.colon}{said}——{by}"
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
