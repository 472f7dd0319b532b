"""An amount that one answer decides among a few: by each answer, so that none of them passes for
the only one.
"""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.decision.results import MeasureResult
from huiqi.decision.what_if import AmountIf
from huiqi.evaluation.reads import declared_of
from huiqi.report.figures import exact_limit, limit_or_none, one_of
from huiqi.report.phrases import Phrases
from huiqi.truth import Truth


def by_answer_in_short(result: MeasureResult, phrases: Phrases) -> str:
    """The amounts alone; empty where none is decided so."""
    if result.by_answer is None:
        return ""
    amounts = dict.fromkeys(one.most for one in result.by_answer.amounts)
    return one_of(list(amounts), phrases.say)


def by_answer_told(result: MeasureResult, phrases: Phrases) -> str:
    """Which answer comes to what; empty where none decides it."""
    if result.by_answer is None:
        return ""
    say, told = phrases.say, {one.answer: one for one in result.by_answer.amounts}
    if yes := told.pop(Truth.TRUE, None):
        which, of_yes = _of_whom(result, yes, phrases), limit_or_none(yes.most, say)
        others = [one.most for one in told.values()]
        if not others[0]:
            return say("{which} {amount}，别的没有", which=which, amount=of_yes)
        # What most are comes first, lest a sum that few can have is read as everyone's.
        other = limit_or_none(others[0], say)
        return say("{other}；{which} {amount}", which=which, amount=of_yes, other=other)
    # What is asked stands once, before all of its answers.
    return say(
        "看{label}：{amounts}",
        label=_label(result, phrases),
        amounts=phrases.joined(
            [
                say(
                    "{which} {amount}",
                    which=phrases.of_fact(result.by_answer.missing, one.answer),
                    amount=limit_or_none(one.most, say),
                )
                for one in told.values()
            ]
        ),
    )


def more_for(result: MeasureResult, phrases: Phrases) -> str:
    """For whom it comes to more than for the rest, by a yes to the one question that decides it;
    empty where none does, or the rest have nothing.
    """
    if result.by_answer is None:
        return ""
    least, *others = result.by_answer.amounts
    is_yes = len(others) == 1 and others[0].answer is Truth.TRUE
    return _label(result, phrases) if is_yes and least.most else ""


def by_answer_rows(result: MeasureResult, phrases: Phrases) -> Iterator[tuple[str, str]]:
    """The same line by line, in yuan to the fen, the least first."""
    for one in result.by_answer.amounts if result.by_answer is not None else ():
        amount = exact_limit(one.most, phrases.say) if one.most else phrases.say("没有")
        yield _of_whom(result, one, phrases), amount


def _of_whom(result: MeasureResult, one: AmountIf, phrases: Phrases) -> str:
    assert result.by_answer is not None
    missing = result.by_answer.missing
    label = _label(result, phrases)
    if one.answer is Truth.TRUE:
        return phrases.say("{label}的", label=label)
    if one.answer is Truth.FALSE:
        return phrases.say("不是{label}的", label=label)
    return phrases.say("{label}：{value}", label=label, value=phrases.of_fact(missing, one.answer))


def _label(result: MeasureResult, phrases: Phrases) -> str:
    assert result.by_answer is not None
    declared = declared_of(phrases.rulebook, result.by_answer.missing)
    assert declared is not None
    return phrases.text(declared.label)
