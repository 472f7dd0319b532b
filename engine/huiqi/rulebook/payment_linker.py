"""Linking what a measure gives: its formula, floors, caps, rounding, stages and pool."""

from __future__ import annotations

from decimal import Decimal

from huiqi.language.tree import Extreme, Literal, LocalReference, Node, UnknownValue, walk
from huiqi.language.types import DATE, MONEY
from huiqi.quantities import QuantityError, parse_money
from huiqi.rulebook.basis import GRADES, MONEY_PARTS, WEAK, Basis, support, supporting
from huiqi.rulebook.clause_linker import ClauseLinker
from huiqi.rulebook.measure import Cap, Floor, Gives, Rounding, Stage, Statement, Uplift
from huiqi.rulebook.measure_models import (
    AmountReadingModel,
    CapModel,
    FloorModel,
    GivesModel,
    RoundingModel,
    StatementModel,
    UpliftModel,
)
from huiqi.rulebook.model_parts import BasisModel, held
from huiqi.rulebook.validation import Path_
from huiqi.sentences import bilingual, sentence

#: The wider a limit, the more it holds together.
_WIDTH = {"project": 0, "item": 0, "year": 1, "enterprise": 2, "unknown": 2}


class GivesLinker:
    """The linking of the amount of a measure; faults are reported to its file.

    ``measure``: its id; ``variable``: what a measure for each record of a list calls its record.
    """

    def __init__(
        self, model: GivesModel, linker: ClauseLinker, measure: str, variable: str | None
    ) -> None:
        self.model = model
        self.measure = measure
        self.variable = variable
        self.linker = linker
        self.part = linker.part
        self.basis = self.money_basis(self.bases(model.basis, "basis") or linker.whole, "basis")

    def gives(self) -> Gives:
        model = self.model
        ways = (model.amount, model.at_most, model.uplift, model.conflicting)
        if sum(way is not None for way in ways) != 1:
            self.part.report(
                "R314", ("gives",), sentence("写 amount、at_most、uplift、conflicting 之一")
            )
        self.check_limits()
        conflicting = self.conflicting(model.conflicting or ())
        amount = self.amount(model.amount, "amount") if model.amount is not None else None
        grade = support(self.basis)
        if conflicting:
            amount = self.between(conflicting)
            grade = max(statement.grade for statement in conflicting)
        return Gives(
            amount=amount,
            at_most=self.money(model.at_most, "at_most") if model.at_most is not None else None,
            uplift=self.uplift(model.uplift) if model.uplift is not None else None,
            floors=tuple(self.floor(floor, index) for index, floor in enumerate(model.floors)),
            caps=tuple(self.cap(cap, index) for index, cap in enumerate(model.caps)),
            rounding=self.rounding(model.rounding) if model.rounding is not None else None,
            stages=tuple(
                held(
                    Stage,
                    stage,
                    share=self.share(stage.share, index),
                    clause=self.linker.clause(stage.condition, ("gives", "stages", index, "if"))
                    if stage.condition is not None
                    else None,
                )
                for index, stage in enumerate(model.stages)
            ),
            readings=tuple(self.reading(*each) for each in enumerate(model.readings)),
            shared_from=self.money(model.shared_from, "shared_from") if model.shared_from else None,
            basis=self.basis,
            grade=grade,
            note=model.note,
            conflicting=conflicting,
        )

    def floor(self, model: FloorModel, index: int) -> Floor:
        """A lower limit."""
        at_least = self.limit(model.at_least, model.per, "floors", index, "at_least")
        by = self.linker.expressions.perhaps(model.by, ("gives", "floors", index, "by"), DATE)
        basis, grade = self.supported(model.basis, "floors", index, "basis")
        return held(Floor, model, at_least=at_least, by=by, basis=basis, grade=grade)

    def cap(self, model: CapModel, index: int) -> Cap:
        """An upper limit."""
        at_most = self.limit(model.at_most, model.per, "caps", index, "at_most")
        less = self.limit(model.less, model.per, "caps", index, "less") if model.less else None
        by = self.linker.expressions.perhaps(model.by, ("gives", "caps", index, "by"), DATE)
        basis, grade = self.supported(model.basis, "caps", index, "basis")
        return held(Cap, model, at_most=at_most, less=less, by=by, basis=basis, grade=grade)

    def check_limits(self) -> None:
        """Limits that can be told in one way only: R334 where they cannot."""
        limits: list[tuple[str, int, FloorModel | CapModel]] = [
            (key, index, limit)
            for key in ("floors", "caps")
            for index, limit in enumerate(getattr(self.model, key))
        ]
        widest, dates = 0, {limit.by for _, _, limit in limits if limit.per == "year"}
        for key, index, limit in limits:
            at: Path_ = ("gives", key, index)
            if (limit.by is not None) and limit.per != "year":
                self.part.report("R334", at, sentence("by: 只用于每年的限额（per: year）"))
            if limit.per == "year" and len(dates) > 1:
                self.part.report("R334", at, sentence("每年的限额要按同一个日期归年（by:）"))
            if self.variable is None:
                continue
            width = _WIDTH[limit.per]
            if width < widest:
                self.part.report(
                    "R334",
                    at,
                    sentence("合在一起的限额之后，不再有单项的限额：各项已经分不开"),
                    found=limit.per,
                    remedy=sentence("先写每个项目（每件），再写每年，最后写每户企业；下限先于上限"),
                )
            widest = max(width, widest)

    def limit(self, model: object, per: str, *path: str | int) -> Node:
        """Money; R335 where a limit on several records speaks of one of them."""
        node = self.money(model, *path)
        if _WIDTH[per]:
            remedy = sentence("改用 per: project（item），或用 sum(… for … in …) 合计")
            self.of_all(node, path, sentence("合在一起的限额不能引用其中一项的数"), remedy)
        return node

    def share(self, text: str, index: int) -> Node:
        """A stage's share of the whole; R335 where it speaks of one record."""
        path = ("stages", index, "share")
        node = self.linker.expressions.rate(text, ("gives", *path))
        remedy = sentence("写对全部都一样的比例，各项不同的写进 amount")
        self.of_all(node, path, sentence("各期的比例是对全部的，不能引用其中一项的数"), remedy)
        return node

    def of_all(self, node: Node, path: Path_, said: str, remedy: str) -> None:
        """Reports what is for all records together and speaks of one."""
        names = {part.name for part in walk(node) if isinstance(part, LocalReference)}
        if self.variable is not None and self.variable in names:
            at = ("gives", *path)
            self.part.report("R335", at, said, found=self.variable, remedy=remedy)

    def reading(self, index: int, model: AmountReadingModel) -> Statement:
        """Another reading of the amount, on the amount's basis where it has none of its own."""
        at = ("readings", index)
        basis = self.bases(model.basis, *at, "basis") or self.basis
        node = self.money(model.amount, *at, "amount")
        return held(Statement, model, node=node, basis=basis, grade=support(basis))

    def conflicting(self, models: tuple[StatementModel, ...]) -> tuple[Statement, ...]:
        """Each source's amount; what no strict reading counts contradicts nothing."""
        statements: list[Statement] = []
        for index, model in enumerate(models):
            at = ("conflicting", index)
            basis = self.money_basis(self.bases(model.basis, *at, "basis"), *at, "basis")
            node = self.amount(model.amount, *at, "amount", basis=basis)
            if support(basis) >= WEAK:
                self.part.report(
                    "R343",
                    ("gives", *at, "basis"),
                    sentence("不能采信的依据与别的来源不成冲突"),
                    found=basis[0].grade.value if basis else "",
                    allowed=[grade.value for grade in GRADES[:WEAK]],
                )
            if any(model.id == other.id for other in statements):
                message = sentence("本条规则里已有这个 id")
                self.part.report("R301", ("gives", *at, "id"), message, found=model.id)
            statements.append(held(Statement, model, node=node, basis=basis, grade=support(basis)))
        return tuple(statements)

    def between(self, statements: tuple[Statement, ...]) -> Node:
        """From the lowest to the highest of what the sources say, until an official chooses."""
        nodes = tuple(statement.node for statement in statements)
        key = f"{self.measure}/amount"
        return UnknownValue(
            MONEY,
            reason=sentence("来源对金额说法不一，按哪一份须人工判定（判定 {key}）", key=key),
            low=Extreme(MONEY, True, nodes),
            high=Extreme(MONEY, False, nodes),
        )

    def amount(
        self, model: object, *path: str | int, basis: tuple[Basis, ...] | None = None
    ) -> Node:
        """A formula; a fixed figure is refused where the source says 最高."""
        node = self.money(model, *path)
        cited = self.basis if basis is None else basis
        if isinstance(node, Literal) and any("at_most" in b.supports for b in cited):
            self.part.report(
                "R315",
                ("gives", *path),
                sentence("来源只写最高限额，不能写成固定金额"),
                remedy=sentence("改写 at_most:"),
            )
        return node

    def money(self, model: object, *path: str | int) -> Node:
        """A formula that yields money, with no unrounded quotient."""
        return self.linker.expressions.amount(model, ("gives", *path))

    def uplift(self, model: UpliftModel) -> Uplift:
        """A share of other measures' amounts; that they exist is checked when all are linked."""
        rate = self.linker.expressions.rate(model.rate, ("gives", "uplift", "rate"))
        return held(Uplift, model, rate=rate)

    def rounding(self, model: RoundingModel) -> Rounding:
        """Exact yuan, more than zero."""
        basis, _ = self.supported(model.basis, "rounding", "basis")
        to, below = self.yuan(model.to, "rounding", "to"), model.nothing_below
        least = None if below is None else self.yuan(below, "rounding", "nothing_below")
        return held(Rounding, model, to=to, nothing_below=least, basis=basis)

    def yuan(self, text: str, *path: str) -> Decimal:
        """A positive amount written out."""
        problem: str = sentence("金额要大于零")
        try:
            amount = parse_money(text)
        except QuantityError as error:
            amount, problem = Decimal(0), error.told
        if amount <= 0:
            self.part.report("R309", ("gives", *path), problem, found=text)
            return Decimal(1)
        return amount

    def money_basis(self, cited: tuple[Basis, ...], *path: str | int) -> tuple[Basis, ...]:
        """The citations of an amount; R344 where each supports only other parts of the rule."""
        kept = supporting(cited, MONEY_PARTS)
        if cited and not kept:
            parts = sorted({name for basis in cited for name in basis.supports})
            self.part.report(
                "R344",
                ("gives", *path),
                sentence("金额没有依据：所引的来源只支持别的部分"),
                found=bilingual(tuple(parts)),
                allowed=sorted(MONEY_PARTS),
                remedy=sentence("在 gives 下写 basis:，引写明金额的来源，或改 supports:"),
            )
            return cited
        return kept

    def bases(self, written: tuple[BasisModel, ...], *path: str | int) -> tuple[Basis, ...]:
        """Citations of a part of the amount."""
        return self.linker.linker.bases(written, self.part, ("gives", *path))

    def supported(
        self, written: tuple[BasisModel, ...], *path: str | int
    ) -> tuple[tuple[Basis, ...], int]:
        """Its own citations, or those of the whole amount, and how well they support it."""
        own = self.bases(written, *path)
        basis = self.money_basis(own, *path) if own else self.basis
        return basis, support(basis)
