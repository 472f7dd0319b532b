"""What an adoption writes into the files of the rules and their cases, which are in Chinese."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from huiqi.audit.observe import Relation
from huiqi.sentences import InLanguages

#: The first line of a file of cases that an adoption writes, and so may write anew.
OURS = "# 由 huiqi rules adopt 写入，再录入时整个重写。\n"
#: An enterprise at a limit; a paragraph of which nobody said which it is.
INVENTED, UNNUMBERED = "示例企业", "（没有写第几条）"
#: What a worked example rests on; what tells two cases of one name apart.
EXAMPLE_OF_TEXT, AGAIN = "原文的算例", "（又）"
#: An answer to what was asked of an office, where it cites no document.
ANSWER, _ANSWERED = "对求证单的答复", "据对求证单 {ids} 的答复，正文未见。"
_EXAMPLE, _READ_BACK = "算例 {number}", "录入单回读后由{by}于 {day} 确认"
_LIMIT, _DAY, _SOMEBODY = "{measure}：{limit}，{side}", "{measure}：{day} 是否施行", "{first}某"
_SIDES = {Relation.BELOW: "低于界限", Relation.AT: "恰在界限", Relation.ABOVE: "高于界限"}


def example_name(number: str) -> str:
    """A worked example that has no name."""
    return _EXAMPLE.format(number=number)


def why_confirmed(by: str, day: date) -> str:
    """Why an enterprise at a limit is expected to come out so."""
    return _READ_BACK.format(by=by, day=day)


def answers_of_office(ids: Iterable[str]) -> str:
    """What rests on the answers of these numbers."""
    return _ANSWERED.format(ids="、".join(ids))


def limit_name(measure: str, limit: InLanguages, side: Relation) -> str:
    """The case of an enterprise at a limit."""
    return _LIMIT.format(measure=measure, limit=limit.in_language("zh"), side=_SIDES[side])


def day_name(measure: str, day: date) -> str:
    """The case of a day beside the first or the last one of force."""
    return _DAY.format(measure=measure, day=day)


def initial(name: str) -> str:
    """Who confirmed, for a file that others read: the surname's first sign, no more.

    >>> initial("张三丰"), initial("Li Wei")
    ('张某', 'L.')
    """
    first = name.strip()[:1]
    return f"{first}." if first.isascii() else _SOMEBODY.format(first=first)
