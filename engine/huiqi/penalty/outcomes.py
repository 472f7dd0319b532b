"""What follows from a violation, as officials write it: alternatives, must or may, negations.

``不予处罚或者减轻处罚`` obliges to the lesser of the two and allows the other; ``不得减轻处罚``
grants nothing.  The text is understood whole by ``outcomes.lark`` or refused with the place in it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from huiqi.penalty.imported import Wording
from huiqi.rulebook.sanction import EFFECTS, EffectName, ModalityName
from huiqi.sentences import Sentence, sentence
from huiqi.spelling import plain

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

#: The effects that a wording names; those it may combine are put together by :func:`_combined`.
Basic = Literal["none", "mitigated", "lighter", "ordinary"]
#: The longest wording read.
LONGEST = 100


class OutcomeError(Exception):
    """A wording that is no lenient outcome, or is not understood."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason


def parse_outcome(text: str) -> Wording:
    """The outcome that a wording names.

    Raises :class:`OutcomeError`.
    """
    from lark.exceptions import UnexpectedInput

    words = plain(text)
    if len(words) > LONGEST:
        raise OutcomeError(sentence("处理结果超过 {number} 字", number=LONGEST))
    if found := re.search("从重|加重|严惩", words):
        raise OutcomeError(sentence("“{words}”不是较轻的结果", words=found[0]))
    try:
        tree = _parser().parse(words)
    except UnexpectedInput as error:
        column = min(getattr(error, "pos_in_stream", None) or 0, len(words))
        rest = words[column : column + 10]
        words = text.strip()[:40]
        if not rest:
            reason = sentence("看不懂的处理结果：{words}（没有写完）", words=words)
        elif not column:
            reason = sentence("看不懂的处理结果：{words}（全文）", words=words)
        else:
            reason = sentence("看不懂的处理结果：{words}（从“{rest}”起）", words=words, rest=rest)
        raise OutcomeError(reason) from None
    return _meaning(tree)


@cache
def _parser() -> Lark:
    from lark import Lark

    grammar = Path(__file__).with_name("outcomes.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", maybe_placeholders=False)


def _meaning(tree: Tree[Token]) -> Wording:
    musts, mays, nevers, labels = _named(tree)
    for bracket in tree.find_data("bracket"):
        inside = set().union(*_named(bracket)[:3])
        labels |= _named(bracket)[3]
        if inside - musts - mays - nevers:
            raise OutcomeError(sentence("括号里写的结果与括号外不同"))
    if nevers & (musts | mays):
        raise OutcomeError(sentence("同一种结果既写了可以又写了不得"))
    if not musts | mays | nevers:
        raise OutcomeError(sentence("没有写处罚的结果"))
    if not musts and not mays:
        raise OutcomeError(sentence("写的是不得从轻、减轻或者免罚，不是较轻的结果"))
    first, minor = "first" in labels, "minor" in labels
    if "ordinary" in musts:
        # The full penalty is one of the alternatives: none of the others is owed.
        mays |= musts - {"ordinary"}
        musts = set()
    mays.discard("ordinary")
    if not musts and not mays:
        raise OutcomeError(sentence("写的是应当处罚，不是较轻的结果"))
    modality: ModalityName = "must" if musts else "may"
    effect, instead = _chosen(musts or mays)
    if musts and mays:
        least = min(map(EFFECTS.index, musts))
        if any(EFFECTS.index(may) >= least for may in mays):
            raise OutcomeError(sentence("应当的结果不重于可以的结果，说不清以哪个为准"))
        instead = tuple(sorted({*instead, *mays}, key=EFFECTS.index))
    return Wording(effect=effect, modality=modality, instead=instead, first=first, minor=minor)


def _chosen(effects: set[Basic]) -> tuple[EffectName, tuple[EffectName, ...]]:
    """One of several alternatives: the heavier ones together, and none in their place."""
    rest = effects - {"none"}
    if not rest:
        return "none", ()
    return _combined(rest), ("none",) if "none" in effects else ()


def _combined(effects: set[Basic]) -> EffectName:
    if effects == {"mitigated", "lighter"}:
        return "lighter_or_mitigated"
    (effect,) = effects
    return effect


_EFFECTS: dict[str, tuple[Basic, ...]] = {
    "none": ("none",),
    "none_shortened": ("none",),
    "mitigated": ("mitigated",),
    "lighter": ("lighter",),
    "either": ("mitigated", "lighter"),
    "ordinary": ("ordinary",),
}


def _named(tree: Tree[Token]) -> tuple[set[Basic], set[Basic], set[Basic], set[str]]:
    """The effects that must, may and never follow, and the labels, outside brackets.

    A modality holds until the next one is written.
    """
    named: dict[str, set[Basic]] = {"MUST": set(), "MAY": set(), "NEVER": set()}
    labels: set[str] = set()
    holding, shortened = "MUST", False
    for part in tree.children:
        if isinstance(part, str) or part.data == "bracket":
            continue
        if part.data in ("first", "minor", "label"):
            labels |= _labels(part)
            continue
        written = [
            token.type
            for child in part.children
            if not isinstance(child, str) and child.data == "modality"
            for token in child.children
            if isinstance(token, str)
        ]
        if written:
            holding = "NEVER" if "NEVER" in written else "MAY" if "MAY" in written else "MUST"
        if part.data == "measure":
            continue
        effect = part.children[-1]
        assert not isinstance(effect, str)
        shortened = effect.data == "none_shortened"
        named[holding].update(_EFFECTS[effect.data])
    if shortened:
        raise OutcomeError(sentence("没有写完：不予、免予什么"))
    return named["MUST"], named["MAY"], named["NEVER"], labels


def _labels(part: Tree[Token]) -> set[str]:
    if part.data == "label":
        return set()
    both = any("轻微" in token for token in part.children if isinstance(token, str))
    return {part.data, "minor"} if both else {part.data}
