"""What a measure gives, as rows of a sheet: tiers, limits."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.adoption.entry_cited import CitedDocuments
from huiqi.adoption.entry_said import Cells, SaidInCells
from huiqi.adoption.entry_words import DIRECTIONS, GIVEN, LIMITS, PER, UNSTATED, YUAN
from huiqi.language import tree
from huiqi.language.tree import Node
from huiqi.language.types import BOOL
from huiqi.rulebook.measure import Cap, Condition, Floor, Gives, Stage
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence

#: Stands between the two ends of an amount that is not known.
RANGE = ".."


class SaidAmounts:
    """The rows of an amount."""

    def __init__(self, rulebook: Rulebook, said: SaidInCells, cited: CitedDocuments) -> None:
        self.rulebook, self.said, self.cited = rulebook, said, cited

    def unsaid(self, gives: Gives) -> Iterator[str]:
        """What the rows cannot say."""
        if gives.conflicting:
            yield sentence("几份来源对金额说法不一（conflicting）")
        if not all(_is_plain(stage) for stage in gives.stages):
            yield sentence("分期兑付的条件（stages）")
        if any(reading.basis != gives.basis for reading in gives.readings):
            yield sentence("另一种读法自己的依据")
        ends = [*(cap.at_most for cap in gives.caps), *(floor.at_least for floor in gives.floors)]
        if any(isinstance(end, tree.UnknownValue) and (end.low or end.high) for end in ends):
            yield sentence("还不知道的限额的范围")

    def tiers(self, gives: Gives, whole: Cells) -> Iterator[Cells]:
        """A row for each tier; ``whole``: what the amount as a whole rests on."""
        if gives.uplift is not None:
            way = "uplift_at_most" if gives.uplift.only_limit else "uplift"
            titles = [self.rulebook.measures[name].title.zh for name in gives.uplift.of]
            yield {
                "group": GIVEN.word(way),
                "how": self.said.written(gives.uplift.rate),
                "proof": "；".join(titles),
                **whole,
            }
            return
        node = gives.at_most or gives.amount
        if node is None or gives.conflicting:
            return
        for condition, value in _tiers(node):
            told = self.amount(value, limit=gives.at_most is not None)
            if condition is not None:
                told = {**self.said.condition(condition), **told}
            yield {**told, **whole}
        for reading in gives.readings:
            yield {
                "group": GIVEN.word("reading"),
                "text": reading.text.zh,
                "how": self.said.written(reading.node),
            }

    def amount(self, node: Node, limit: bool) -> Cells:
        """The columns of one amount; ``limit``: only its maximum is known."""
        if isinstance(node, tree.UnknownValue):
            ends = [self.said.written(end) if end else "" for end in (node.low, node.high)]
            told = {"group": GIVEN.word("unknown"), "text": node.reason}
            return {**told, "how": RANGE.join(ends)} if any(ends) else told
        written = self.said.written(node)
        if limit:
            return {"group": GIVEN.word("at_most"), "how": written}
        if isinstance(node, tree.Literal):
            return {"group": GIVEN.word("fixed"), "how": written}
        if isinstance(node, tree.Arithmetic) and node.operator == "*":
            base = self.said.fact(node.right)
            if base is not None and isinstance(node.left, tree.Literal):
                return {
                    "group": GIVEN.word("share"),
                    "how": self.said.written(node.left),
                    "proof": base["fact"],
                    "more": base.get("year", ""),
                }
        return {"group": GIVEN.word("formula"), "how": written}

    def limits(self, gives: Gives) -> Iterator[Cells]:
        """A row for each limit, in the order of working."""
        for floor in gives.floors:
            yield self._limit("floors", floor, floor.at_least, gives)
        for cap in gives.caps:
            less = {"formula": self.said.written(cap.less)} if cap.less is not None else {}
            yield {**self._limit("caps", cap, cap.at_most, gives), **less}
        rounding = gives.rounding
        if rounding is not None:
            cited = self.cited.cells(rounding.basis) if rounding.basis != gives.basis else {}
            note = {"text": rounding.note.zh} if rounding.note is not None else {}
            yield {
                "group": LIMITS.word("rounding"),
                "fact": f"{rounding.to:f}{YUAN}",
                "year": DIRECTIONS.word(rounding.direction),
                **note,
                **cited,
            }
            if rounding.nothing_below is not None:
                below = f"{rounding.nothing_below:f}{YUAN}"
                yield {"group": LIMITS.word("nothing_below"), "fact": below}

    def stages(self, gives: Gives) -> Iterator[tuple[str, Cells]]:
        """A row for each part of the amount that is paid on its own condition."""
        for stage in gives.stages if all(map(_is_plain, gives.stages)) else ():
            told = {
                "group": LIMITS.word("stages"),
                "text": stage.text.zh,
                "fact": self.said.written(stage.share),
            }
            if isinstance(stage.clause, Condition) and stage.clause.node is not None:
                told["formula"] = self.said.written(stage.clause.node)
            yield stage.id, told

    def _limit(self, kind: str, limit: Cap | Floor, node: Node, gives: Gives) -> Cells:
        unknown = isinstance(node, tree.UnknownValue)
        told = {
            "group": LIMITS.word(kind),
            "fact": UNSTATED if unknown else self.said.written(node),
            "year": PER.word(limit.per),
        }
        if isinstance(node, tree.UnknownValue):
            told["text"] = node.reason
        elif limit.note is not None:
            told["text"] = limit.note.zh
        if limit.by is not None:
            told["how"] = self.said.written(limit.by)
        return {**told, **(self.cited.cells(limit.basis) if limit.basis != gives.basis else {})}


def _tiers(node: Node) -> Iterator[tuple[Node | None, Node]]:
    """Each tier's condition and amount; without a condition what is left."""
    if isinstance(node, tree.Choose):
        yield from node.rows
        if node.otherwise is not None:
            yield None, node.otherwise
    elif isinstance(node, tree.Lookup):
        for symbols, value in node.cells:
            keys = [
                tree.Comparison(
                    BOOL,
                    operator="==",
                    left=key,
                    right=tree.Literal(key.type, symbol, symbol),
                )
                for key, symbol in zip(node.keys, symbols, strict=True)
            ]
            yield keys[0] if len(keys) == 1 else tree.And(BOOL, tuple(keys)), value
    else:
        yield None, node


def _is_plain(stage: Stage) -> bool:
    """Whether its condition, if it has one, is a single expression."""
    clause = stage.clause
    return clause is None or (isinstance(clause, Condition) and clause.node is not None)
