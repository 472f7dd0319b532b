"""Why: the conditions of a measure within their groups, as a tree; what decided stands first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from huiqi.decision.groups import Standing, awaited_in
from huiqi.decision.results import (
    MOST_IN_FULL,
    ClauseResult,
    ItemResult,
    MeasureResult,
    Status,
    Verdict,
)
from huiqi.language.tree import FactReference
from huiqi.report.blocks import Block, Heading, Note, Role, TextRun, Tree, TreeItem
from huiqi.report.pages import marks
from huiqi.report.pages.asking import causes_now
from huiqi.report.pages.citations import cited
from huiqi.report.pages.detail import Detail
from huiqi.report.pages.figures_needed import needed_told
from huiqi.report.pages.groups_asked import group_said, judged
from huiqi.report.pages.rough_answers import rests_on_audit
from huiqi.report.pages.values_told import values_told
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import RANKS, Grade
from huiqi.rulebook.list_columns import TITLE
from huiqi.rulebook.measure import Clause, Condition, Group
from huiqi.truth import Truth
from huiqi.wordings import asks_for_none
from huiqi.words import to_say

#: So many values are told of one condition.
_VALUES = 4
#: So many facts are named that have to be known before one that is worked out of them.
_ASKED = 2


class Reasons:
    """The reasons of one measure, in so much detail."""

    def __init__(self, result: MeasureResult, phrases: Phrases, detail: Detail) -> None:
        self.result, self.phrases, self.detail = result, phrases, detail
        self.say = phrases.say

    def blocks(self) -> Iterator[Block]:
        """The heading with what all of it is asked, then the tree."""
        head = self.say("为什么")
        if self.result.status is Status.NOT_IN_FORCE:
            head = self.say("条件（不在施行期，只供了解）")
        yield Heading(f"{head}  {self.summary()}".rstrip())
        yield from self.tree(1)

    def summary(self) -> str:
        """What all of it is asked; of several records, how many are as they should be."""
        verdict = self.result.verdict
        return self._counted() if verdict is None else self._summary(verdict)

    def tree(self, indent: int) -> Iterator[Block]:
        """The conditions, of each record where the measure is for each of a list."""
        verdict = self.result.verdict
        nodes = self._records() if verdict is None else self._verdict(verdict)
        if nodes:
            yield Tree(nodes, indent=indent)
        if self.result.measure.variable is not None and not self.result.items:
            yield Note(self._nothing(), indent)
            if self.detail.found:
                yield Tree(self._asked(self.result.measure.requires), indent=indent + 1)

    def _nothing(self) -> str:
        """Of a measure for each record of a list, that there is none, or that none is known."""
        rulebook, measure = self.phrases.rulebook, self.result.measure
        assert measure.records is not None
        label = self.phrases.text(rulebook.label(measure.records))
        if self.result.missing:
            return self.say("{list}还不知道", list=label)
        return self.say("{list}里没有可核对的", list=label)

    def _asked(self, clause: Clause) -> Sequence[TreeItem]:
        """What would be asked of a record, of which there is none to tell."""
        if isinstance(clause, Condition):
            return [TreeItem(text=self.phrases.text(clause.text))]
        children = [item for child in clause.children for item in self._asked(child)]
        if clause is self.result.measure.requires and clause.kind == "all":
            return children
        values = {"number": len(clause.children), "least": clause.threshold}
        said = {
            "all": self.say("全部满足（{number} 条）", **values),
            "any": self.say("满足任一（{number} 条）", **values),
            "none": self.say("均不得有（{number} 条）", **values),
            "at_least": self.say("至少 {least} 项（{number} 条）", **values),
        }[clause.kind]
        return [TreeItem(text=said, children=children)]

    def _summary(self, verdict: Verdict) -> str:
        """What the outermost group asks."""
        parts = verdict.parts
        return self._group(parts[0], parts) if isinstance(parts[0].clause, Group) else ""

    def _counted(self) -> str:
        """Of how many records how many are as they should be."""
        items = self.result.items
        if not items:
            return ""
        if len(items) == 1:
            return self._summary(items[0].verdict)
        words = {
            Status.QUALIFIES: self.say("够"),
            Status.NEEDS_JUDGEMENT: self.say("待判定"),
            Status.UNDETERMINED: self.say("没有定"),
            Status.DOES_NOT_QUALIFY: self.say("不够"),
        }
        counts = {s: sum(item.verdict.status is s for item in items) for s in words}
        listed = [f"{word} {counts[s]}" for s, word in words.items() if counts[s]]
        return self.say(
            "逐个看，共 {number} 个：{counts}", number=len(items), counts="  ".join(listed)
        )

    def _records(self) -> Sequence[TreeItem]:
        """Each record with its reasons; those beyond the first few, and those that fail alike, by
        name.
        """
        items, detail = self.result.items, self.detail
        if self._are_titles() and all(i.verdict.status is Status.DOES_NOT_QUALIFY for i in items):
            return self._none_of(items)
        order = sorted(items, key=lambda item: item.verdict.status is Status.DOES_NOT_QUALIFY)
        failing = [i for i in order if i.verdict.status is Status.DOES_NOT_QUALIFY]
        most = MOST_IN_FULL if detail.full else detail.records
        shown = [item for item in order if detail.full or item not in failing[1:]][:most]
        nodes = [self._record(item) for item in shown]
        for status in Status:
            rest = [i for i in order if i.verdict.status is status and i not in shown]
            if rest:
                nodes.append(self._named(rest, status))
        return nodes

    def _are_titles(self) -> bool:
        """Whether its records are titles: what a list of those lacks is no fault of one of them."""
        records = self.result.measure.records
        fact = self.phrases.rulebook.facts.get(records) if records is not None else None
        return fact is not None and TITLE in fact.things

    def _none_of(self, items: Sequence[ItemResult]) -> Sequence[TreeItem]:
        """That none of the titles is one that is asked for, and what is asked."""
        if not items:
            return []
        keys = [item.key for item in self.detail.shown(items, MOST_IN_FULL)]
        said = self.say("填了的（{names}）里没有所要的", names=self.say.listed(keys))
        mark = marks.verdict(Status.DOES_NOT_QUALIFY)
        return [TreeItem(text=said, mark=mark, children=self._verdict(items[0].verdict))]

    def _record(self, item: ItemResult) -> TreeItem:
        text: list[str | TextRun] = [TextRun(item.key, Role.STRONG)]
        # A mark beside a title alone would read as whether the enterprise holds it.
        if awaited_in(item.verdict):
            text += ["  ", self.say("以后再看")]
        elif item.verdict.status is Status.DOES_NOT_QUALIFY:
            text += ["  ", self.say("不符合这里的条件")]
        elif item.verdict.status is Status.QUALIFIES:
            text += ["  ", self.say("符合这里的条件")]
        if len(self.result.items) > 1 and self._summary(item.verdict):
            text.append(f"  {self._summary(item.verdict)}")
        mark = marks.verdict(item.verdict.status)
        return TreeItem(text=text, mark=mark, children=self._verdict(item.verdict))

    def _named(self, items: Sequence[ItemResult], status: Status) -> TreeItem:
        """Records that are not told with their reasons."""
        keys = [item.key for item in self.detail.shown(items, MOST_IN_FULL)]
        said = self.say("还有 {number} 个：{names}", number=len(items), names=self.say.listed(keys))
        if len(keys) < len(items):
            said += self.say(" 等（--full 列全）")
        return TreeItem(text=TextRun(said, Role.QUIET), mark=marks.verdict(status))

    def _verdict(self, verdict: Verdict) -> Sequence[TreeItem]:
        """The parts of its outermost group, or its one condition."""
        parts = verdict.parts
        inside: dict[str | None, list[Standing]] = {}
        for part in parts:
            inside.setdefault(part.within, []).append(part)
        every = self.detail.full or self.detail.every or verdict.truth is not Truth.FALSE
        if not isinstance(parts[0].clause, Group):
            return [self._leaf(parts[0])]
        return self._inside(parts[0], inside, every)

    def _inside(
        self,
        group: Standing,
        inside: Mapping[str | None, Sequence[Standing]],
        every: bool,
        *,
        way: bool = False,
    ) -> Sequence[TreeItem]:
        """What stands in a group, what decided first; of what holds beyond a few only how many."""
        children = [p for p in inside.get(group.clause.id, ()) if every or p.decides]
        children.sort(key=lambda part: not part.decides)
        holding = [p for p in children if p.met is Truth.TRUE and p.result is not None]
        # One line for one condition saves none.
        most = self.detail.most(self.detail.leaves)
        hidden = holding[most:] if len(holding) > most + 1 else []
        unseen = {part.clause.id for part in hidden}
        # Of ways of which another is still open none is chosen: what one lacks is no gap to close.
        any_of = isinstance(group.clause, Group) and group.clause.kind == "any"
        ways = way or (any_of and group.met is Truth.UNKNOWN)
        nodes = [
            self._part(part, inside, every, way=ways)
            for part in children
            if part.clause.id not in unseen
        ]
        if hidden:
            text = self.say("另 {number} 条都够：--full", number=len(hidden))
            nodes.append(TreeItem(text=TextRun(text, Role.QUIET), mark=marks.met(Truth.TRUE)))
        return nodes

    def _part(
        self,
        part: Standing,
        inside: Mapping[str | None, Sequence[Standing]],
        every: bool,
        *,
        way: bool = False,
    ) -> TreeItem:
        """``way``: one of several, of which another is open."""
        if part.result is not None:
            return self._leaf(part, way=way)
        said = self._group(part, inside[part.clause.id])
        return TreeItem(
            text=[said, *self._idle(part)],
            mark=self._mark(part),
            children=self._inside(part, inside, every, way=way),
        )

    def _is_audited_later(self, part: Standing) -> bool:
        """Whether only a range that is told before an audit meets it: nothing is audited yet."""
        own = part.result
        if own is None or part.idle or not part.applies or part.met is not Truth.TRUE:
            return False
        return rests_on_audit(own, self.phrases.rulebook)

    def _mark(self, part: Standing) -> TextRun:
        if self._is_audited_later(part):
            return marks.met(Truth.UNKNOWN)
        unanswered = part.result is None or bool(part.result.missing)
        return marks.standing(part, pending=part.met is Truth.UNKNOWN and not unanswered)

    def _idle(self, part: Standing) -> list[TextRun]:
        if not part.applies:
            return [TextRun(self.say("（不适用）"), Role.QUIET)]
        if part.idle:
            return [TextRun(self.say("（不需要）"), Role.QUIET)]
        awaits = part.result.condition.awaits if part.result is not None else None
        if awaits is None or part.met is not Truth.FALSE:
            return []
        later = self.say("（{event}以后再看）", event=self.phrases.text(awaits))
        return [TextRun(later, Role.QUIET)]

    def _group(self, part: Standing, parts: Sequence[Standing]) -> str:
        """What a group asks of its parts, and of how many it holds."""
        group = part.clause
        assert isinstance(group, Group)
        own = [other for other in parts if other.within == group.id]
        # What only another place's document asks is no condition here: it may not be one.
        asked = [other for other in own if not self._is_reference(other)] or own
        truths = [
            Truth.UNKNOWN if self._is_audited_later(other) else other.truth for other in asked
        ]
        return group_said(group, truths, self.phrases, len(own) - len(asked))

    def _is_reference(self, part: Standing) -> bool:
        """Whether only another place's document asks it, and nobody has ruled on it."""
        clause, measure = part.clause, self.result.measure
        return (
            isinstance(clause, Condition)
            and clause.grade == RANKS[Grade.COMPARABLE]
            and not part.truth.known
            and self.phrases.rulebook.level(measure) != "comparable"
        )

    def _leaf(self, part: Standing, *, way: bool = False) -> TreeItem:
        """A condition: what it says, what was found below it, and what is lacking at its right."""
        result = part.result
        assert result is not None
        explained = self.phrases.standing(part)
        holds = part.met is Truth.TRUE or part.idle
        values = [value for _, value, _ in self.phrases.values(result.trace.actual)]
        silent = bool(values) and not any(values) and not self.detail.full
        # What rests on another place's rule is not for the enterprise to answer.
        silent = silent and not any(cause.kind == "weak" for cause in causes_now(result))
        tells = self.detail.found or not holds
        inferred = bool(values) and not any(values) and result.condition.id in self._refusing()
        found = self._found(part, result, silent=silent or inferred) if tells else []
        if inferred and tells:
            # What nobody told, but what else was told bounds it.
            brief = self.phrases.text(result.condition.brief or result.condition.text)
            found.insert(0, self.say("由别的所填推出：{brief}", brief=brief))
        gap = "" if way else explained.gap
        if silent:
            # What nobody told may still be ruled out by what else was.
            ruled_out = part.met is Truth.FALSE
            gap = self.say("由别的所填推出") if ruled_out else self._unknown(result)
        if self._is_audited_later(part):
            gap = self.say("写的是范围：还没有审核，审核以后再定")
        if self.detail.found and (needed := needed_told(result, self.phrases)):
            found = [needed, *found]
        return TreeItem(
            text=[self._asked_of(part, result.condition), *self._idle(part)],
            mark=self._mark(part),
            found="\n".join(found),
            gap=gap,
        )

    def _asked_of(self, part: Standing, condition: Condition) -> str:
        """The condition; beside a cross what must not be would read as what was found: that it is
        asked, and what is so instead.
        """
        text, brief = self.phrases.text(condition.text), condition.brief
        denies = asks_for_none(condition.text.zh)
        if part.met is not Truth.FALSE or part.idle or not part.applies or not denies:
            return text
        if brief is None:
            return self.say("要求：{condition}", condition=text)
        so = self.phrases.text(brief)
        return self.say("要求：{condition}；现在是：{brief}", condition=text, brief=so)

    def _refusing(self) -> set[str]:
        """The conditions that refuse it where weak statements are counted as well."""
        found = self.result.illustration
        return set() if found is None else {clause.condition.id for clause in found.refusing}

    def _unknown(self, result: ClauseResult) -> str:
        """That it is not known; of what is worked out also out of what that is asked."""
        read = [found.node for found in result.trace.actual]
        names = [node.name for node in read if isinstance(node, FactReference)]
        derived = all(name in self.phrases.rulebook.definitions for name in names)
        asked = [one for one in result.missing if not one.where and one.name not in names]
        if len(names) < len(read) or not derived or not asked:
            return self.say("还不知道")
        labels = [self.phrases.text(self.phrases.rulebook.label(one.name)) for one in asked]
        more = to_say("{names}等 {number} 项")
        facts = self.phrases.few(list(dict.fromkeys(labels)), _ASKED, more)
        return self.say("先要知道：{facts}", facts=facts)

    def _readings(self, result: ClauseResult) -> str:
        """Of a text with several readings, what each of them gives."""
        words = {
            Truth.TRUE: self.say("够"),
            Truth.FALSE: self.say("不够"),
            Truth.UNKNOWN: self.say("没有定"),
        }
        told = [
            self.say(
                "读作“{reading}”：{outcome}",
                reading=self.phrases.text(reading.text),
                outcome=words[result.readings[reading.id]],
            )
            for reading in result.condition.readings
        ]
        return self.phrases.joined(told)

    def _found(self, part: Standing, result: ClauseResult, *, silent: bool) -> list[str]:
        """What stands below a condition; ``silent``: nothing of what it reads is known."""
        say, phrases, condition = self.say, self.phrases, result.condition
        explained, text = phrases.standing(part), phrases.text(condition.text)
        found = []
        if self.detail.full and explained.required not in ("", text, phrases.unwanted(text)):
            found.append(say("要求 {formula}", formula=explained.required))
        if result.trace.received is not None:
            found.append(explained.actual)
        elif not silent:
            found += self._actual(result, text)
        if condition.readings and part.met is Truth.UNKNOWN and not silent:
            found.append(self._readings(result))
        judgement = result.judgement
        if judgement is not None:
            found.append(judged(judgement, phrases))
        if not result.truth.known:
            causes = [phrases.cause(cause) for cause in causes_now(result)]
            quoted = {condition.text.zh, condition.text.en}
            found += [cause for cause in dict.fromkeys(causes) if cause not in quoted]
        if self.detail.full:
            own = {basis.source.id for basis in self.result.measure.basis}
            found += [
                cited(b, phrases, full=True) for b in condition.basis if b.source.id not in own
            ]
            if condition.note is not None:
                found.append(phrases.text(condition.note))
        return found

    def _actual(self, result: ClauseResult, text: str) -> list[str]:
        """The values that were read, on one line; what the condition says is not named again."""
        told = list(values_told(result.trace.actual, self.phrases, text))
        return [self.phrases.joined(self.detail.shown(told, _VALUES))] if told else []
