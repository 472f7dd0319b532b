"""What limits and roundings are called: in the working of an amount and where a rule is shown."""

from __future__ import annotations

from functools import partial

from huiqi.language.formatting import money
from huiqi.rulebook.measure import Rounding
from huiqi.sentences import Sentence, Teller, sentence

#: For whom, or over what, a limit counts.
PER = {
    "project": sentence("每个项目"),
    "item": sentence("每件"),
    "enterprise": sentence("每户企业"),
    "year": sentence("每年"),
    "unknown": sentence("（来源没有写按项目还是按企业）"),
}

#: For what it is paid once.
ONCE = {
    "enterprise": sentence("一次性：每户只给一次"),
    "title": sentence("一次性：同一称号只给一次"),
    "product": sentence("一次性：同一产品只给一次"),
    "project": sentence("一次性：同一项目只给一次"),
    "recognition": sentence("一次性：同一项认定只给一次"),
    "milestone": sentence("一次性：每档只给一次"),
}


def rounding_text(rule: Rounding) -> Sentence:
    """How a rule rounds, in words."""
    unit = Teller(partial(money, rule.to))
    if rule.note is not None:
        # Which way no source says: the note tells why it is taken so.
        how = sentence("取整到 {unit}", unit=unit)
    elif rule.direction == "down":
        how = sentence("向下取整到 {unit}", unit=unit)
    elif rule.direction == "up":
        how = sentence("向上取整到 {unit}", unit=unit)
    else:
        how = sentence("四舍五入到 {unit}", unit=unit)
    if rule.nothing_below is None:
        return how
    least = Teller(partial(money, rule.nothing_below))
    return sentence("{rounding}；整笔不足 {amount} 的不给", rounding=how, amount=least)
