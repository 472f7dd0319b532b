"""Every mutant of a rulebook: the rulebook with one thing changed, said in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from huiqi.audit.difference.fingerprint import print_of
from huiqi.audit.owners import Owned, deciding, period_of, place_of
from huiqi.audit.quoting import changed
from huiqi.audit.structures import structural
from huiqi.audit.substitutions import Site, changes
from huiqi.diagnostics import Place
from huiqi.language.fieldwise import rewritten, with_parts
from huiqi.language.tree import Extreme, Node
from huiqi.rulebook.measure import Condition, Group, leaves
from huiqi.rulebook.rulebook import Parameter, Rulebook
from huiqi.sentences import Sentence, sentence


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Mutant:
    """One change: ``target``, part of an entry of the rulebook, becomes ``new``.

    ``subject``: ``measure/clause``, a definition or a parameter.
    """

    operator: str
    owner: Owned
    place: Place
    text: Sentence
    target: object
    new: object

    @property
    def subject(self) -> str:
        """What it is about."""
        return self.owner.subject

    def entry(self, rulebook: Rulebook) -> object:
        """The entry as it would then be."""
        return rewritten(
            getattr(rulebook, self.owner.collection)[self.owner.key], self.target, self.new
        )

    def rulebook(self, rulebook: Rulebook) -> Rulebook:
        """The rulebook as it would then be; all else is shared."""
        entries = getattr(rulebook, self.owner.collection)
        if self.owner.collection in SHARING:
            changed = rewritten(entries, self.target, self.new)
            before, after = entries[self.owner.key], changed[self.owner.key]
            if before.in_force is not after.in_force:
                changed = {
                    key: replace(rule, in_force=after.in_force)
                    if period_of(rule) == period_of(before)
                    else rule
                    for key, rule in entries.items()
                }
        else:
            changed = {**entries, self.owner.key: self.entry(rulebook)}
        return with_parts(rulebook, {self.owner.collection: changed})


#: Where entries share what they ask and when they are in force: it is changed in all of them.
SHARING = ("provisions",)
#: What each operator changes, in words.
OPERATORS: dict[str, Sentence] = {
    "comparison": sentence("比较符"),
    "limit": sentence("数值移动一个单位"),
    "connective": sentence("且与或对调"),
    "drop": sentence("去掉一个条件"),
    "negate": sentence("取反"),
    "arithmetic": sentence("加减对调"),
    "symbols": sentence("选项或代码"),
    "year": sentence("年度"),
    "fact": sentence("换成另一项事实"),
    "function": sentence("函数"),
    "row": sentence("去掉一行"),
    "date": sentence("日期移动一天"),
    "cap": sentence("上限"),
    "scope": sentence("叠加的范围"),
}


def mutants(rulebook: Rulebook) -> Iterator[Mutant]:
    """All of them, in the order of the rulebook."""
    told: set[object] = set()
    for owner in deciding(rulebook):
        if owner.collection in SHARING:
            rule = rulebook.rules[owner.key]
            of_period = owner.subject.endswith("/in_force")
            whose = (period_of(rule), print_of(owner.part)) if of_period else id(owner.part)
            if whose in told:
                continue
            told.add(whose)
        if isinstance(owner.part, Node):
            yield from _in_expression(rulebook, owner, owner.part)
            continue
        for operator, target, new, text in structural(rulebook, owner):
            place = owner.place
            if isinstance(target, Condition | Group):
                place = next(leaves(target)).place
            mutant = Mutant(
                operator=operator, owner=owner, place=place, text=text, target=target, new=new
            )
            if not _refused(mutant.entry(rulebook)):
                yield mutant


def _in_expression(rulebook: Rulebook, owner: Owned, root: Node) -> Iterator[Mutant]:
    for change in changes(Site(rulebook, owner.subject), root):
        if isinstance(change.target, Extreme) and rulebook.written_at(change.target) is None:
            # The bounds of a disputed limit: made of its two neighbours, which are changed above.
            continue
        after = rewritten(root, change.target, change.new)
        yield Mutant(
            operator=change.operator,
            owner=owner,
            place=place_of(rulebook, owner, change.target),
            text=changed(rulebook, root, after, change.target, change.new),
            target=change.target,
            new=change.new,
        )


def _refused(entry: object) -> bool:
    """Whether two values of a parameter would hold on one day: no rulebook with that loads."""
    if not isinstance(entry, Parameter) or entry.overlap != "none":
        return False
    rows = sorted((row for row in entry.rows if row.when is None), key=lambda row: row.since)
    return any(
        one.since > (one.until or date.max) or other.since <= (one.until or date.max)
        for one, other in pairwise(rows)
    )
