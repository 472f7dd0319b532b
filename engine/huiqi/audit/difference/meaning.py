"""What two rulebooks, or two days, mean for every enterprise: proved, with a witness each way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import Enum
from functools import partial

from huiqi.audit.difference.fingerprint import (
    measure_reached,
    print_of,
    reachable,
    same_below,
)
from huiqi.audit.difference.results import AmountChange, ChangeImpact, MeasureChange, Side, Witness
from huiqi.audit.proofs import terms
from huiqi.audit.proofs.clause_formulas import claims_of, granted
from huiqi.audit.proofs.examination import Translator, possible
from huiqi.audit.proofs.payment_formulas import total_amount
from huiqi.audit.proofs.symbols import Number, Proposition
from huiqi.audit.proofs.terms import Logical
from huiqi.audit.proofs.translator import compare_numbers
from huiqi.audit.proofs.witness import (
    Content,
    from_model,
    leaner,
    profile_content,
    read_back,
    yaml_of,
)
from huiqi.audit.proofs.witness_check import Shown, paid_figure
from huiqi.audit.proofs.world import World
from huiqi.decision.in_force import in_force
from huiqi.language.fieldwise import outermost
from huiqi.language.formatting import money as money_text
from huiqi.language.tree import Node
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Fact
from huiqi.rulebook.text import Text
from huiqi.sentences import InLanguages, Sentence, sentence
from huiqi.truth import Truth
from huiqi.words import to_say

_NOTE = sentence("比较举出的虚构企业")
_NOTHING = sentence("写法与所依据的都相同")
_PROVED = sentence("已证明")
_NOT_PROVED = sentence("限时内没有证出，或求值器没有证实")
_OPEN = sentence(
    "确定的结论没有相反的，但有的企业一边确定、另一边取决于规则没有写明的（如两种读法）"
)


def meaning(
    before: Side,
    after: Side,
    progress: Callable[[str], None] = lambda message: None,
    only: frozenset[str] = frozenset(),
) -> Iterator[MeasureChange]:
    """Every measure of either side; ``only``: of these, where any are named."""
    names = dict.fromkeys((*before.rulebook.measures, *after.rulebook.measures))
    names = {name: None for name in names if not only or name in only}
    for position, name in enumerate(names, 1):
        progress(f"{position}/{len(names)}")
        one, other = before.rulebook.measures.get(name), after.rulebook.measures.get(name)
        if one is None or other is None:
            found = one or other
            assert found is not None
            change = ChangeImpact.REMOVED if one is not None else ChangeImpact.ADDED
            text = sentence("只在一边有")
            yield MeasureChange(
                measure=name,
                title=found.title,
                change=change,
                amount=AmountChange.NOT_COMPARED,
                reason=text,
            )
        else:
            yield _Comparison(before, after, one, other).compared()


class _Found(Enum):
    """Whether some enterprise has it on one side only.

    ``OPEN``: none for certain, but one may, by what the rules themselves leave open.
    """

    YES = "yes"
    NO = "no"
    OPEN = "open"
    UNDECIDED = "undecided"


class _Comparison:
    """One measure on both sides, about one enterprise."""

    def __init__(self, before: Side, after: Side, one: Measure, other: Measure) -> None:
        self.before, self.after = before, after
        self.one, self.other = one, other
        self.later = after.as_of.year - before.as_of.year
        self.reached = measure_reached(before.rulebook, one) | measure_reached(
            after.rulebook, other
        )
        self.same_rules = same_below(before.rulebook, after.rulebook, self.reached)
        self.forces = (
            in_force(one.in_force, before.as_of)[0],
            in_force(other.in_force, after.as_of)[0],
        )

    def compared(self) -> MeasureChange:
        """The change of the measure."""
        if self.forces[0] is self.forces[1] is Truth.FALSE:
            text = sentence("两边都不在施行期")
            return self._result(ChangeImpact.SAME, AmountChange.SAME, text)
        if self.one.modelled_on or self.other.modelled_on:
            if self.one.modelled_on == self.other.modelled_on:
                text = sentence("条文没有公开，两边相同")
                return self._result(ChangeImpact.SAME, AmountChange.SAME, text)
            change, text = _TEXTS[bool(self.one.modelled_on), bool(self.other.modelled_on)]
            return self._result(change, AmountChange.NOT_COMPARED, text)
        found = self._who_and_how_much()
        if self._same_beside():
            return found
        change = found.change
        return replace(
            found,
            change=ChangeImpact.UNDECIDED if change is ChangeImpact.SAME else change,
            reason=sentence(
                "{reason}；除金额以外还得到什么（称号是否算已有）两边写法不同，没有比较",
                reason=found.reason,
            ),
        )

    def _who_and_how_much(self) -> MeasureChange:
        same_day = self.before.as_of == self.after.as_of
        same_clauses = print_of(self.one.requires) == print_of(self.other.requires)
        same_gives = print_of(self.one.gives) == print_of(self.other.gives)
        alike = same_day and self.same_rules and same_clauses
        if Truth.FALSE not in self.forces and alike and same_gives:
            return self._result(ChangeImpact.SAME, AmountChange.SAME, self._qualified(_NOTHING))
        clash = self._clash()
        if clash:
            labels = tuple(self.before.rulebook.label(name) for name in clash)
            text = sentence("事实的问法变了，不能比较：{facts}", facts=labels)
            return self._result(ChangeImpact.UNDECIDED, AmountChange.NOT_COMPARED, text)
        # Who else has it matters only where several records add up.
        paid_alike = same_day and self.same_rules and same_gives
        return self._proved(paid_alike and (same_clauses or self.one.variable is None))

    def _same_beside(self) -> bool:
        """Whether what comes of it beside an amount says the same: of a title, that it is held."""
        one, other = (measure.giving(None).effect for measure in (self.one, self.other))
        sides = (self.before.rulebook, self.after.rulebook)
        names = reachable(sides[0], list(outermost(one, Node)))
        names |= reachable(sides[1], list(outermost(other, Node)))
        return print_of(one) == print_of(other) and same_below(*sides, names)

    def _both_ask(self) -> list[tuple[Fact, Fact]]:
        """The facts it rests on that both sides ask."""
        one, other = self.before.rulebook.facts, self.after.rulebook.facts
        return [(one[n], other[n]) for n in sorted(self.reached) if n in one and n in other]

    def _clash(self) -> list[str]:
        """Facts that both sides ask, but not alike: of another kind, or by the year."""
        return [
            a.id
            for a, b in self._both_ask()
            if _question(a) != _question(b)
            or any(
                _question(a.fields[k]) != _question(b.fields[k]) for k in a.fields.keys() & b.fields
            )
        ]

    def _options(self) -> list[str]:
        """Facts that have other options on the one side than on the other."""
        if self.before.rulebook is self.after.rulebook:
            return []
        return [a.id for a, b in self._both_ask() if _symbols(a) != _symbols(b)]

    def _result(
        self, change: ChangeImpact, amount: AmountChange, reason: Sentence, **found: Witness | None
    ) -> MeasureChange:
        return MeasureChange(
            measure=self.one.id,
            title=self.other.title,
            change=change,
            amount=amount,
            reason=reason,
            **found,
        )

    def _qualified(self, text: Sentence) -> Sentence:
        """With what it is said of: the options in common, and its force where not known."""
        options = self._options()
        if options:
            text = sentence(
                "{text}；{facts}的选项两边不同，只就共有的比较",
                text=text,
                facts=tuple(self.after.rulebook.label(name) for name in options),
            )
        one, other = (force is Truth.UNKNOWN for force in self.forces)
        pattern = _UNSURE.get((one, other))
        return text if pattern is None else sentence(pattern, text=text)

    def _proved(self, same_amount: bool) -> MeasureChange:
        one, other = self.before.rulebook, self.after.rulebook
        self.world = World(rulebooks=(one,) if one is other else (one, other))
        stated = frozenset(
            name
            for name, found in one.definitions.items()
            if found.ask
            and name in other.definitions
            and same_below(one, other, one.closure[name] | other.closure[name])
        )
        self.sides = [
            Translator(self.world, one, self.before.as_of, stated=stated),
            Translator(self.world, other, self.after.as_of, stated=stated, later=self.later),
        ]
        claims = [
            claims_of(side, measure)
            for side, measure in zip(self.sides, (self.one, self.other), strict=True)
        ]
        a, b = (
            granted(each) if force is not Truth.FALSE else Proposition(False)
            for each, force in zip(claims, self.forces, strict=True)
        )
        gains, more = self._direction(b, a, Truth.FALSE, Truth.TRUE)
        losses, less = self._direction(a, b, Truth.TRUE, Truth.FALSE)
        found: dict[str, Witness | None] = {"gains": gains, "losses": losses}
        if not {more, less} <= {_Found.YES, _Found.NO}:
            reason = _OPEN if _Found.UNDECIDED not in (more, less) else _NOT_PROVED
            amount = AmountChange.NOT_COMPARED
            return self._result(ChangeImpact.UNDECIDED, amount, self._qualified(reason), **found)
        change, _ = _MOVES[more is _Found.YES, less is _Found.YES]
        if change is ChangeImpact.WIDER and self.forces[0] is Truth.FALSE:
            change = ChangeImpact.BEGINS
        if change is ChangeImpact.NARROWER and self.forces[1] is Truth.FALSE:
            change = ChangeImpact.ENDS
        amount = AmountChange.SAME
        if not same_amount and Truth.FALSE not in self.forces:
            totals = [
                total_amount(side, measure, each)
                for side, measure, each in zip(
                    self.sides, (self.one, self.other), claims, strict=True
                )
            ]
            amount, more_paid = self._amounts(totals, a, b)
            found.update(more_paid)
        return self._result(change, amount, self._qualified(_PROVED), **found)

    def _direction(
        self, there: Proposition, gone: Proposition, before: Truth, after: Truth
    ) -> tuple[Witness | None, _Found]:
        """An enterprise that has it on one side only, and whether there is one."""
        differ = [there.true, terms.contrary(gone.true)]
        sure = terms.both(there.sure, gone.sure)
        return self._shown(differ, sure, partial(self._granted, before, after))

    def _shown(
        self,
        differ: list[Logical],
        sure: Logical,
        shows: Callable[[Shown, Shown], InLanguages | None],
    ) -> tuple[Witness | None, _Found]:
        """An enterprise on which the sides differ so, and whether there is one."""
        reply = possible(self.world, [*differ, sure])
        if reply.possible:
            witness = self._witness(reply.model, shows)
            return witness, _Found.YES if witness is not None else _Found.UNDECIDED
        if not reply.impossible:
            return None, _Found.UNDECIDED
        if sure is True or possible(self.world, differ).impossible:
            return None, _Found.NO
        return None, _Found.OPEN

    def _granted(self, before: Truth, after: Truth, a: Shown, b: Shown) -> InLanguages | None:
        truths = [
            shown.granted(measure) if force is not Truth.FALSE else Truth.FALSE
            for shown, measure, force in zip(
                (a, b), (self.one, self.other), self.forces, strict=True
            )
        ]
        if truths != [before, after]:
            return None
        return sentence("不符合 → 符合") if after is Truth.TRUE else sentence("符合 → 不符合")

    def _amounts(
        self, totals: list[Number | None], a: Proposition, b: Proposition
    ) -> tuple[AmountChange, dict[str, Witness | None]]:
        one, other = totals
        if one is None or other is None:
            if self.one.gives is None and self.other.gives is None:
                return AmountChange.SAME, {}
            return AmountChange.NOT_COMPARED, {}
        sure = terms.both(a.sure, b.sure, one.sure, other.sure)
        found: dict[str, Witness | None] = {}
        for key, operator in (("higher", "<"), ("lower", ">")):
            differ = [a.true, b.true, compare_numbers(operator, one, other)]
            found[key], answer = self._shown(differ, sure, partial(self._paid, operator))
            if answer not in (_Found.YES, _Found.NO):
                return AmountChange.NOT_COMPARED, {}
        return _MOVES[found["higher"] is not None, found["lower"] is not None][1], found

    def _paid(self, operator: str, a: Shown, b: Shown) -> InLanguages | None:
        if not a.granted(self.one) is b.granted(self.other) is Truth.TRUE:
            return None
        one, other = (
            paid_figure(a.amount(self.one), self.one),
            paid_figure(b.amount(self.other), self.other),
        )
        if one is None or other is None or not (one < other if operator == "<" else one > other):
            return None
        return Text.in_both(lambda own: f"{money_text(one, own)} → {money_text(other, own)}")

    def _witness(
        self, model: object, shows: Callable[[Shown, Shown], InLanguages | None]
    ) -> Witness | None:
        """The enterprise for both sides, if the evaluator sees the difference on it."""
        both = ((self.before, 0), (self.after, self.later))
        said: list[InLanguages] = []

        def seen(contents: list[Content]) -> bool:
            one, other = (
                Shown(side.rulebook, read_back(yaml_of(each), side.rulebook), side.as_of)
                for (side, _), each in zip(both, contents, strict=True)
            )
            found = shows(one, other)
            said.extend([found] if found is not None else [])
            return found is not None

        values = from_model(model)
        found = leaner(
            [
                partial(profile_content, self.world, side.rulebook, values, note=_NOTE, later=later)
                for side, later in both
            ],
            seen,
        )
        return None if found is None else Witness(said[-1], *map(yaml_of, found))


#: Where either side has no public text, by whether each has none: a text where there was none adds
#: what nobody could have before.
_TEXTS = {
    (True, False): (ChangeImpact.ADDED, sentence("此前条文没有公开")),
    (False, True): (ChangeImpact.REMOVED, sentence("条文不再有")),
    (True, True): (ChangeImpact.UNDECIDED, sentence("条文没有公开，无从证明")),
}
#: Known to be in force on one side only: who met it there now meets it subject to confirmation.
_UNSURE = {
    (True, True): to_say("{text}；两边文件是否有效都待核，按施行比较"),
    (True, False): to_say("{text}；文件是否有效，前一边待核，按施行比较"),
    (False, True): to_say("{text}；文件是否有效，后一边待核，按施行比较"),
}
#: By whether there is somebody for whom it is more, and for whom it is less.
_MOVES = {
    (False, False): (ChangeImpact.SAME, AmountChange.SAME),
    (True, False): (ChangeImpact.WIDER, AmountChange.HIGHER),
    (False, True): (ChangeImpact.NARROWER, AmountChange.LOWER),
    (True, True): (ChangeImpact.DIFFERENT, AmountChange.DIFFERENT),
}


def _question(fact: Fact) -> tuple[object, ...]:
    """How a fact is asked; its domain and its options only bound it."""
    return (fact.type.kind, fact.yearly)


def _symbols(fact: Fact) -> list[object]:
    """The options of a fact and of its fields."""
    own = [fact, *fact.fields.values()]
    return [sorted(f.type.enumeration.symbols) for f in own if f.type.enumeration is not None]
