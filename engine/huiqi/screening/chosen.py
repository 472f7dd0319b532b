"""Enterprises chosen from a table that was decided: ``县市区=东昌府区``, ``小升规奖励=差一步``.

Codes: C144 what is neither a carried column nor a measure, C145 what nobody has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from huiqi.decision.standing import Mark
from huiqi.diagnostics import Place, input_error
from huiqi.rulebook.naming import MeasureNames
from huiqi.screening.screened import NEAR, MeasureAnswer, ScreenedEnterprise, Screening
from huiqi.spelling import Names, plain

_Chosen = Callable[[ScreenedEnterprise], bool]
#: Refused by figures alone, by no more than a tenth of what is asked: no mark of its own.
_NEAR = "接近"


def enterprises_where(
    found: Screening,
    entries: Iterable[ScreenedEnterprise],
    wheres: Iterable[str],
    words: Mapping[Mark, Sequence[str]],
) -> list[ScreenedEnterprise]:
    """Those of the entries of which all holds, each ``name=what it is``: of a column as it is
    written there, of a measure as it stands.

    Args:
        words: What each mark is called.

    Raises:
        InputError: C144, C145.
    """
    tests = [_test(found, where, words) for where in wheres]
    return [entry for entry in entries if all(test(entry) for test in tests)]


def _test(found: Screening, where: str, words: Mapping[Mark, Sequence[str]]) -> _Chosen:
    # A title has no sign of equality; a cell may.
    name, _, value = where.partition("=")
    index = Names({str(n): (own,) for n, own in enumerate(found.carried)}).find(name)
    if index is not None:
        return _of_column(found, int(index), value)
    known = {answer.measure for entry in found.entries for answer in entry.screened.answers}
    meant = MeasureNames(found.rulebook).called(name) & known
    if len(meant) != 1 or "=" not in where:
        raise input_error(
            "C144",
            Place("--where"),
            "写作 列名=内容，或 措施名称=标记",
            found=where,
            allowed=found.carried,
            remedy="列是表里照抄的列；措施的名称用 huiqi rules list 列出",
        )
    (measure,) = meant
    return _of_measure(measure, value, words)


def _of_column(found: Screening, index: int, value: str) -> _Chosen:
    wanted = plain(value)
    written = dict.fromkeys(entry.carried[index] for entry in found.entries)
    if wanted not in map(plain, written):
        raise input_error(
            "C145",
            Place("--where"),
            f"{found.carried[index]}这一列里没有这样写的",
            found=value,
            allowed=[text for text in written if text],
        )
    return lambda entry: plain(entry.carried[index]) == wanted


def _of_measure(measure: str, value: str, words: Mapping[Mark, Sequence[str]]) -> _Chosen:
    wanted = Names({mark: (mark.value, *said) for mark, said in words.items()}).find(value)
    near = plain(value) in (_NEAR, "near")
    if wanted is None and not near:
        raise input_error(
            "C145",
            Place("--where"),
            "措施的标记没有这一种",
            found=value,
            allowed=[*(said[0] for said in words.values()), _NEAR],
        )

    def holds(answer: MeasureAnswer) -> bool:
        if near:
            return answer.near is not None and answer.near <= NEAR
        return answer.mark is wanted

    return lambda entry: any(
        answer.measure == measure and holds(answer) for answer in entry.screened.answers
    )
