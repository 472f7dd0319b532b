"""What may be had together, in a terminal: taken, left out and why, and the totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized

from huiqi.decision.combined import Award, Combination, Combinations, Total
from huiqi.decision.results import MOST_IN_FULL, Status
from huiqi.language.formatting import money
from huiqi.quantities import Number
from huiqi.report import wording
from huiqi.report.common import DecisionPage
from huiqi.report.layout import Flowing as Rich
from huiqi.report.wording import word
from huiqi.truth import Truth

#: So many awards are named in a row.
_MOST_NAMED = 8


class CombinationPart:
    """The last part of an estimate."""

    def __init__(self, page: DecisionPage) -> None:
        self.page = page
        self.pick = page.pick

    def print(self, combinations: Combinations) -> None:
        """The best permitted combination; where rules are not known, the other reading too."""
        page, pick = self.page, self.pick
        permitted = combinations.permitted
        if permitted.taken or permitted.left_out:
            page.console.print()
            best = pick("最优组合", "the best")
            if permitted.unproved is not None:
                best = pick("找到的最好组合，未证明最优", "the best found, not proved to be")
            page.print(
                pick(
                    f"能同时得到的（{best}；? 是资格还没有定的）",
                    f"what may be had together ({best}; ?: still open)",
                ),
                "bold",
            )
            self._taken(permitted.taken)
            self._left_out(permitted)
            self._received(combinations)
            self._most(permitted)
            self.unproved(permitted)
        self._totals(permitted.totals_by_level, "")
        if combinations.cautious is not None:
            self._open(combinations)

    def unknown_force(self, combinations: Combinations) -> None:
        """What those whose force is not known would come to: apart, and in no total."""
        levels = combinations.permitted.totals_by_level
        suffix = self.pick("·文件是否仍有效待核（都有效时是这些）", ", force to be confirmed")
        self._totals(levels, suffix, self.pick("另计", "apart"))
        self._left_out(combinations.permitted)
        self.unproved(combinations.permitted)
        if levels and combinations.cautious is not None:
            self._open(combinations, suffix, self.pick("另计", "apart"))

    def _taken(self, awards: Sequence[Award]) -> None:
        for award in awards[:MOST_IN_FULL]:
            sure = award.result.status is Status.QUALIFIES
            self._line("+" if sure else "?", "green" if sure else "yellow", award)
        self._rest(awards)

    def _rest(self, listed: Sized) -> None:
        """How many there are beside those told."""
        more = len(listed) - MOST_IN_FULL
        if more > 0:
            self.page.print(
                self.pick(f"另有 {more} 项（--json 列全）", f"{more} more (--json)"), "dim", 2
            )

    def _line(self, mark: str, style: str, award: Award, *reasons: Rich) -> None:
        """An award, never without how well it is supported."""
        grade = wording.grade_word(award.grade, self.page.language)
        line = f"{self._name(award)}  {self._worth(award)}"
        line += self.pick(f"（{grade}）", f" ({grade})")
        self.page.hang(Rich(mark, style=style), [Rich(line), *reasons], 2)

    def _left_out(self, combination: Combination) -> None:
        for item in combination.left_out[:MOST_IN_FULL]:
            reason = item.rule.text.in_language(self.page.language)
            if item.instead:
                listed = self._names(item.instead)
                reason += self.pick(f"；已取 {listed}", f"; taken instead: {listed}")
            if item.received is not None:
                reason += self.pick(
                    f"；以前得过 {item.received}", f"; received before: {item.received}"
                )
            cited = self.pick("；", "; ").join(self.page.cited(basis) for basis in item.rule.basis)
            mark = self.pick("不计", "out")
            self._line(mark, "red", item.award, Rich(reason), Rich(cited, style="dim"))
        self._rest(combination.left_out)

    def _received(self, combinations: Combinations) -> None:
        """What earlier payments may exclude, while it is not known what was received."""
        open_ = [
            award
            for award, item in combinations.received
            if item.excluded is Truth.UNKNOWN and not award.only_limit and award.low > 0
        ]
        if open_:
            listed = self._names(open_)
            text = self.pick(
                f"以前得过哪些支持没有全知道；若得过同类的，下列可能不再给，所以下限按零计：{listed}",
                "what was received before is not fully known; if of the same kind, these may not "
                f"be paid again, so nothing of them is sure: {listed}",
            )
            self.page.print(text, "yellow", 2)

    def _most(self, combination: Combination) -> None:
        if not combination.most_by:
            return
        most = self._bounded(combination.most)
        self.page.print(
            self.pick(
                f"如果未知的都有利，换成下面这些最多可到 {most}（各项等级随各行）：",
                f"were all unknowns favourable, these would come to {most} (grades by line):",
            ),
            "dim",
            2,
        )
        for award in combination.most_by[:MOST_IN_FULL]:
            self._line("·", "dim", award)
        self._rest(combination.most_by)

    def unproved(self, combination: Combination) -> None:
        """Where the search ended before all was compared: what no combination can pass."""
        if combination.unproved is None:
            return
        sure = self._bounded(combination.unproved.sure)
        most = self._bounded(combination.unproved.most)
        self.page.print(
            self.pick(
                f"未证明最优：互相牵连的太多，没有全部比完；任何允许的组合，确定能得的不超过 {sure}"
                f"，可能得到的不超过 {most}",
                "not proved to be the best: too much is entangled to compare it all; no permitted "
                f"combination has more than {sure} for sure, or can come to more than {most}",
            ),
            "yellow",
            2,
        )

    def _open(self, combinations: Combinations, suffix: str = "", head: str = "") -> None:
        page = self.page
        page.console.print()
        page.print(
            self.pick("来源没有写能否同时得到的", "not stated whether they may be had together"),
            "bold",
        )
        for rule in combinations.open:
            page.hang(Rich("?", style="yellow"), [Rich(rule.text.in_language(page.language))], 2)
        cautious = combinations.cautious
        assert cautious is not None
        page.print(
            self.pick(
                "上面的合计按可以同时得到计；若都只能取其一：",
                "the totals above count them together; if only one of each may be had:",
            ),
            indent=2,
        )
        self._left_out(cautious)
        self.unproved(cautious)
        only_one = self.pick("（只取其一）", " (only one of each)")
        self._totals(cautious.totals_by_level, suffix + only_one, head)

    def _totals(
        self, levels: Mapping[str, Mapping[str, Total]], suffix: str, head: str = ""
    ) -> None:
        for level, totals in levels.items():
            self.page.console.print()
            money_of = word(wording.LEVEL[level], self.page.language)
            self.page.print(
                self.pick(
                    f"{head or '合计'}·{money_of}{suffix}（按依据等级分列，不相加；参照不计入）",
                    f"{head or 'totals'}, {money_of}{suffix} "
                    "(by grade, never added; without what is for reference)",
                ),
                "bold",
            )
            for name, total in totals.items():
                grade = word(wording.GRADE[name], self.page.language)
                self.page.item(grade, self._total(total))

    def _total(self, total: Total) -> str:
        language = self.page.language
        text = wording.bounds_text(total.low, total.high, language)
        if total.high is None and total.low:
            low = money(total.low, language)
            text = self.pick(f"至少 {low}，上限未知", f"at least {low}, no known limit")
        if total.at_most == 0:
            return text
        limit = self._bounded(total.at_most)
        if total.low == total.high == 0:
            # Where only limits are known, nothing comes to nothing.
            return self.pick(f"只写最高限额的：不超过 {limit}", f"limits only: at most {limit}")
        also = self.pick("；另有只写最高限额的：不超过 ", "; limits only: at most ")
        return f"{text}{also}{limit}"

    def _name(self, award: Award) -> str:
        title = award.result.measure.title.in_language(self.page.language)
        return f"{title}·{award.key}" if award.key else title

    def _names(self, awards: Sequence[Award]) -> str:
        """The first few of them, and how many they are."""
        names = list(dict.fromkeys(map(self._name, awards[:_MOST_NAMED])))
        listed = self.pick("、", ", ").join(names)
        if len(awards) > _MOST_NAMED:
            more = len(awards)
            listed += self.pick(f" 等共 {more} 项", f" and others, {more} in all")
        return listed

    def _worth(self, award: Award) -> str:
        if award.only_limit:
            limit = self._bounded(award.high)
            return self.pick(f"不超过 {limit}", f"at most {limit}")
        return wording.bounds_text(award.low, award.high, self.page.language)

    def _bounded(self, amount: Number | None) -> str:
        if amount is None:
            return self.pick("没有已知上限的数额", "no known limit")
        return money(amount, self.page.language)
