"""``huiqi check`` in a terminal: the verdicts first, then each with its reasons."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from huiqi.decision.groups import Standing
from huiqi.decision.results import (
    MOST_IN_FULL,
    REFUSED,
    ClauseResult,
    Decision,
    ItemResult,
    MeasureResult,
    Status,
    Verdict,
)
from huiqi.report import groups, wording
from huiqi.report.combination import CombinationPart
from huiqi.report.common import STYLE, DecisionPage
from huiqi.report.layout import Flowing as Rich
from huiqi.report.wording import word
from huiqi.rulebook.measure import Apply, Group
from huiqi.truth import Truth


class CheckReport(DecisionPage):
    """Prints verdicts, reasons, gaps, what is missing and what to bring."""

    #: Whether clauses that are met are shown of a measure that fails, too.
    full = False

    def check(self, decision: Decision, only: tuple[str, ...] = ()) -> None:
        """Verdicts, reasons, gaps, what is missing and what to bring; of ``only`` some in full."""
        self.full = self.full or bool(only)
        self.heading(self.pick("政策资格核对", "eligibility check"), decision)
        self._summary(decision)
        for result in decision.results:
            if not only or result.measure.id in only:
                self.console.print()
                self._measure(result)
        if not self.full:
            self.console.print()
            text = self.pick(
                "不符合的只列了原因；--full 列全部条件，--only 措施id 只看一项",
                "of what fails only the reasons are shown; --full shows all, --only ID one measure",
            )
            self.print(text, "dim")
        self._questions(decision, only)
        for combinations in (decision.combinations, decision.force_unknown):
            CombinationPart(self).unproved(combinations.permitted)
        self.footer(decision)

    def opening(self, decision: Decision, measures: tuple[str, ...]) -> None:
        """The summary and some measures only, for a picture."""
        self.heading(self.pick("政策资格核对", "eligibility check"), decision)
        self._summary(decision)
        for result in decision.results:
            if result.measure.id in measures:
                self.console.print()
                self._measure(result)

    def _summary(self, decision: Decision) -> None:
        """A line per measure, under the programme that says it."""
        programme = ""
        table = self._grid()
        for result in decision.results:
            if result.measure.programme != programme:
                if programme:
                    self.console.print(table)
                programme = result.measure.programme
                table = self._grid()
                self._programme(programme)
            status = f"{wording.STATUS_MARK[result.status]} "
            status += word(wording.STATUS[result.status], self.language)
            table.add_row(
                Rich(status, style=STYLE[result.status]),
                result.measure.title.in_language(self.language),
                Rich(self._at_a_glance(result), style="italic" if result.illustration else "bold"),
                Rich(self._beside(result), style="dim"),
            )
        self.console.print(table)

    def _beside(self, result: MeasureResult) -> str:
        """The grade beside a figure is the figure's own; a slot's line says its topic's."""
        models = result.illustration.models if result.illustration is not None else ()
        shown = models[0] if models and result.measure.slot is None else result
        if wording.only_topic(shown.measure) or shown.status in REFUSED:
            return self.supported(result)
        return wording.grade_word(shown.figure_grade, self.language)

    def _grid(self) -> Table:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        table.add_column(overflow="fold")
        table.add_column(no_wrap=True)
        return table

    def _programme(self, name: str) -> None:
        programme = self.rulebook.programmes.get(name)
        if programme is None:
            return
        self.console.print()
        level = word(wording.LEVEL[programme.level], self.language)
        title = programme.title.in_language(self.language)
        self.print(f"{title}{self.pick('（', ' (')}{level}{self.pick('）', ')')}", "bold")
        if programme.note is not None:
            self.print(programme.note.in_language(self.language), "dim")

    def _at_a_glance(self, result: MeasureResult) -> str:
        """The amount; where the text is not public, the verdict and amount for reference."""
        illustration = result.illustration
        if illustration is not None and illustration.models:
            mark = wording.STATUS_MARK[illustration.status]
            shown = self.pick(f"参照 {mark}", f"ref. {mark}")
            beside = self.out_of_force(illustration.models[0])
            if illustration.amount is None or illustration.status in REFUSED:
                return shown + beside
            return f"{shown} {wording.amount(illustration.amount, self.language)}{beside}"
        if result.measure.modelled_on == () and _unpublished(result):
            return self.pick("没有来源", "no source")
        if result.status in REFUSED:
            return "—"
        if result.measure.recipient != "enterprise":
            return word(wording.OUTSIDE[result.measure.recipient], self.language)
        return wording.amount(result.amount, self.language)

    def _measure(self, result: MeasureResult) -> None:
        self.title(result)
        self.force(result)
        note = result.measure.in_force.note
        if note is not None and result.force.truth is not Truth.FALSE:
            self.print(note.in_language(self.language), "dim", 11)
        if result.status is Status.NOT_IN_FORCE and not self.full:
            return
        if result.verdict is not None:
            self._clauses(result, result.verdict)
        self._items(result)
        if result.items:
            for cited in result.measure.basis:
                self.item(self.pick("依据", "basis"), Rich(self.cited(cited), style="dim"))
        if result.measure.variable is not None and not result.items:
            text = self.pick("清单里没有可核对的项目", "no entry to check")
            if result.missing:
                text = self.pick("清单未知", "the list is not known")
            self.print(text, indent=11)
        if result.amount is not None and result.status not in (
            Status.DOES_NOT_QUALIFY,
            Status.NOT_IN_FORCE,
        ):
            shown = self.amount_with_grade(result.amount, result.grade)
            self.item(self.pick("金额", "amount"), shown)
        self._changes(result)
        if result.status is Status.DOES_NOT_QUALIFY and not self.full:
            return
        if result.missing:
            missing = self.pick("、", ", ").join(map(self.phrases.missing, result.missing[:8]))
            more = len(result.missing) - 8
            if more > 0:
                missing += self.pick(f" 等，另 {more} 项", f" and {more} more")
            self.item(self.pick("缺少", "missing"), missing)
        if result.illustration is not None and result.illustration.models:
            self._models(result)
        else:
            self.illustration(result)
        if result.measure.unstated:
            texts = [text.in_language(self.language) for text in result.measure.unstated]
            joined = self.pick("；", "; ").join(texts)
            self.item(self.pick("来源未写", "unstated"), Rich(joined, style="dim"))
        if result.amount is not None:
            self.ruling(result.amount)
        self.conflicts(result)
        if result.proofs:
            self.item(self.pick("带上", "bring"), "、".join(result.proofs))
        department = result.measure.department
        silent = self.pick("来源未写明", "not stated in the sources")
        if department is None and result.measure.apply == Apply(
            window=None, where=None, contact=None, automatic=None
        ):
            self.item(self.pick("怎样申请", "apply"), self.pick(f"部门与办法{silent}", silent))
            return
        self.item(self.pick("怎样申请", "apply"), self._apply(result.measure.apply))
        office = department.in_language(self.language) if department else silent
        self.item(self.pick("部门", "office"), office)

    def _telling(self, verdict: Verdict) -> list[Standing]:
        """All parts; of a verdict that fails, those that make it fail, unless asked for all."""
        every = self.full or verdict.truth is not Truth.FALSE
        return [part for part in verdict.parts if every or part.decides]

    def _items(self, result: MeasureResult) -> None:
        """Each record with its reasons; of those that fail only the first, the rest by name."""
        failing = [item for item in result.items if item.verdict.status is Status.DOES_NOT_QUALIFY]
        hidden = [] if self.full else failing[1:]
        unseen = {id(item) for item in hidden}
        told = [item for item in result.items if id(item) not in unseen]
        for item in told[:MOST_IN_FULL]:
            mark = Rich(wording.STATUS_MARK[item.verdict.status], style=STYLE[item.verdict.status])
            status = word(wording.STATUS[item.verdict.status], self.language)
            self.hang(mark, [Rich.assemble((item.key, "bold"), f"  {status}")], 2)
            self._clauses(result, item.verdict, indent=4)
        for status in Status:
            self._others([i for i in told[MOST_IN_FULL:] if i.verdict.status is status], status)
        if hidden:
            listed = self._keys(hidden)
            self.print(
                self.pick(f"✗ 同样不符合：{listed}", f"✗ likewise: {listed}"), "dim", indent=2
            )

    def _others(self, items: Sequence[ItemResult], status: Status) -> None:
        """Records beyond those told in full, by name."""
        if items:
            said = f"{wording.STATUS_MARK[status]} {word(wording.STATUS[status], self.language)}"
            more = self.pick(f"另 {len(items)} 项", f"{len(items)} more")
            text = f"{said} {more}{self.pick('：', ': ')}{self._keys(items)}"
            self.print(text, "dim", indent=2)

    def _keys(self, items: Sequence[ItemResult]) -> str:
        """The first of them by name; that of the rest JSON tells."""
        listed = self.pick("、", ", ").join(item.key for item in items[:MOST_IN_FULL])
        more = len(items) - MOST_IN_FULL
        if more > 0:
            listed += self.pick(f" 等，还有 {more} 项（--json 列全）", f" and {more} more (--json)")
        return listed

    def _apply(self, apply: Apply) -> str:
        """When, where, with whom, and whether without an application."""
        silent = self.pick("来源未写", "not stated")
        parts = [
            (self.pick("时间", "when"), apply.window),
            (self.pick("地点", "where"), apply.where),
            (self.pick("联系", "contact"), apply.contact),
        ]
        if apply == Apply(window=None, where=None, contact=None, automatic=None):
            return self.pick("来源未写", "not stated in the sources")
        said = [
            f"{label} {text.in_language(self.language) if text else silent}"
            for label, text in parts
        ]
        if apply.automatic is not None:
            said.append(
                self.pick("免申即享", "paid without an application")
                if apply.automatic
                else self.pick("须申报", "on application")
            )
        return self.pick("；", "; ").join(said)

    def _models(self, result: MeasureResult) -> None:
        """The measures it is modelled on: the nearest with its reasons, the others in a line."""
        illustration = result.illustration
        if illustration is None:
            return
        for number, model in enumerate(illustration.models):
            programme = self.rulebook.programmes[model.measure.programme]
            place = programme.title.in_language(self.language)
            status = word(wording.STATUS[model.status], self.language)
            amount = wording.amount(model.amount, self.language)
            if model.amount is None:
                amount = self.pick("金额来源未写", "the source names no amount")
            if model.status in REFUSED:
                amount = ""
            title = model.measure.title.in_language(self.language)
            heads = (self.pick("参照判定", "for reference"), self.pick("其他参照", "also"))
            grade = wording.grade_word(model.figure_grade, self.language)
            line = f"{title}（{place}，{grade}）：{status} {amount}".rstrip()
            line += self.out_of_force(model)
            head = heads[number] if number < len(heads) else " "
            self.item(head, Rich(line, style="italic"))
            if number == 0:
                self._reasons(model)

    def _reasons(self, model: MeasureResult) -> None:
        if model.verdict is not None:
            self._clauses(model, model.verdict)
        elif not model.items:
            text = self.pick("清单未知", "the list is not known")
            if not model.missing:
                text = self.pick("清单里没有可核对的项目", "no entry to check")
            self.print(text, indent=4)
        self._items(model)
        if model.items:
            for cited in model.measure.basis:
                self.item(self.pick("依据", "basis"), Rich(self.cited(cited), style="dim"))

    def _clauses(self, result: MeasureResult, verdict: Verdict, indent: int = 2) -> None:
        """Conditions within their groups; that all of a measure is asked goes without saying."""
        cited = {basis.source.id for basis in result.measure.basis}
        requires = result.measure.requires
        flat = isinstance(requires, Group) and requires.kind == "all"
        for part in self._telling(verdict):
            depth = part.depth - flat
            if depth < 0:
                continue
            if isinstance(part.clause, Group):
                lines: list[Text] = [
                    Rich(groups.group_asks(part.clause, verdict.nodes, self.language))
                ]
            else:
                lines = self._condition(part, cited)
            if part.idle:
                lines[0].append(groups.nothing_rests(self.language), "dim")
            self.hang(groups.mark(part), lines, indent + 2 * depth)
        if indent > 2:
            return
        for basis in result.measure.basis:
            self.item(self.pick("依据", "basis"), Rich(self.cited(basis), style="dim"))

    def _condition(self, part: Standing, cited: set[str]) -> list[Text]:
        """What a condition says, asks, found and lacks; its sources but for those ``cited``."""
        clause = part.result
        assert clause is not None
        text = clause.condition.text.in_language(self.language)
        lines: list[Text] = [Rich(text)]
        explained = self.phrases.standing(part)
        if explained.required not in ("", text, self.phrases.unwanted(text)):
            lines.append(self._small(self.pick("要求 ", "required "), explained.required))
        if explained.actual:
            lines.append(self._small(self.pick("实际 ", "found "), explained.actual))
        if explained.gap:
            lines.append(Rich(explained.gap, style="red"))
        if clause.judgement is not None:
            lines.append(self._judged(clause))
        lines.extend(
            Rich(self.phrases.cause(cause), style="yellow")
            for cause in clause.causes
            if not clause.truth.known and cause.text != clause.condition.text.zh
        )
        for basis in clause.condition.basis:
            if basis.source.id not in cited:
                lines.append(self._small(self.pick("依据 ", "basis "), self.cited(basis)))
        return lines

    def _small(self, label: str, text: str) -> Text:
        return Rich.assemble((label, "dim"), text)

    def _judged(self, clause: ClauseResult) -> Text:
        judgement = clause.judgement
        assert judgement is not None
        answer = self.pick("是", "yes") if judgement.answer else self.pick("否", "no")
        return Rich(
            self.pick(
                f"{judgement.by} 于 {judgement.on} 判定：{answer}（{judgement.reason}）",
                f"judged by {judgement.by} on {judgement.on}: {answer} ({judgement.reason})",
            )
        )

    def _changes(self, result: MeasureResult) -> None:
        if not result.changes:
            return
        shown = []
        for change in result.changes:
            declared = self.rulebook.scope.facts[change.name]
            label = self.rulebook.label(change.name).in_language(self.language)
            year = (
                f"（{change.year}年）" if change.year is not None and self.language == "zh" else ""
            )
            before = self.phrases.value(change.before, declared.type)
            after = self.phrases.value(change.after, declared.type)
            shown.append(f"{label}{year} {before} → {after}")
        self.item(self.pick("若改变", "if changed"), "；".join(shown))

    def _questions(self, decision: Decision, only: tuple[str, ...] = ()) -> None:
        """What to ask next; of ``only`` some measures what those wait for."""
        asked = [
            question.missing
            for question in decision.questions
            if not only or any(result.measure.id in only for result in question.measures)
        ]
        if not asked:
            return
        self.console.print()
        self.print(self.pick("接下来最值得弄清的", "worth asking next"), "bold")
        for number, missing in enumerate(asked[:6], 1):
            self.print(f"{number}. {self.phrases.question(missing)}", indent=2)
        more = len(asked) - 6
        if more > 0:
            self.print(
                self.pick(f"另有 {more} 项（--json 列全）", f"{more} more (--json)"), "dim", 2
            )


def _unpublished(result: MeasureResult) -> bool:
    """Whether only the topic of a measure is known, and nothing it could be modelled on."""
    return any(clause.condition.id == "text-not-public" for clause in result.clauses)
