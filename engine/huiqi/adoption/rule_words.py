"""What an adoption writes into the files of the rules and their cases, which are in Chinese."""

from __future__ import annotations

from datetime import date

from huiqi.audit.observe import Relation
from huiqi.sentences import InLanguages

#: The first line of a file of cases that an adoption writes, and so may write anew.
OURS = "# 由 huiqi rules adopt 写入，再录入时整个重写。\n"
#: An enterprise at a limit; a paragraph of which nobody said which it is.
INVENTED, UNNUMBERED = "示例企业", "（没有写第几条）"
#: What a worked example rests on; what tells two cases of one name apart.
EXAMPLE_OF_TEXT, AGAIN = "原文的算例", "（又）"
_SIDES = {Relation.BELOW: "低于界限", Relation.AT: "恰在界限", Relation.ABOVE: "高于界限"}


def example_name(number: str) -> str:
    """A worked example that has no name."""
    return f"算例 {number}"


def read_back(by: str, day: date) -> str:
    """Why an enterprise at a limit is expected to come out so."""
    return f"录入单回读后由{by}于 {day} 确认"


def limit_name(measure: str, limit: InLanguages, side: Relation) -> str:
    """The case of an enterprise at a limit."""
    return f"{measure}：{limit.in_language('zh')}，{_SIDES[side]}"


def day_name(measure: str, day: date) -> str:
    """The case of a day beside the first or the last one of force."""
    return f"{measure}：{day} 是否施行"


def initial(name: str) -> str:
    """Who confirmed, for a file that others read: the surname's first sign, no more.

    >>> initial("张三丰"), initial("Li Wei")
    ('张某', 'L.')
    """
    first = name.strip()[:1]
    return f"{first}." if first.isascii() else f"{first}某"
