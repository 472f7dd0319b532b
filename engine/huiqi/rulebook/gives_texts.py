"""What limits and roundings are called: in the working of an amount and where a rule is shown."""

from __future__ import annotations

from functools import partial

from huiqi.language.formatting import money
from huiqi.rulebook.measure import Rounding
from huiqi.rulebook.text import Text
from huiqi.sentences import sentence

#: For whom, or over what, a limit counts.
PER = {
    "project": Text.of(sentence("每个项目")),
    "item": Text.of(sentence("每件")),
    "enterprise": Text.of(sentence("每户企业")),
    "year": Text.of(sentence("每年")),
    "unknown": Text.of(sentence("（来源没有写按项目还是按企业）")),
}

#: For what it is paid once.
ONCE = {
    "enterprise": Text.of(sentence("一次性：每户只给一次")),
    "title": Text.of(sentence("一次性：同一称号只给一次")),
    "product": Text.of(sentence("一次性：同一产品只给一次")),
    "project": Text.of(sentence("一次性：同一项目只给一次")),
    "recognition": Text.of(sentence("一次性：同一项认定只给一次")),
    "milestone": Text.of(sentence("一次性：每档只给一次")),
}


def rounding_text(rule: Rounding) -> Text:
    """How a rule rounds, in words."""
    unit = Text.in_both(partial(money, rule.to))
    if rule.direction == "down":
        how = sentence("向下取整到 {unit}", unit=unit)
    elif rule.direction == "up":
        how = sentence("向上取整到 {unit}", unit=unit)
    else:
        how = sentence("四舍五入到 {unit}", unit=unit)
    if rule.nothing_below is None:
        return Text.of(how)
    least = Text.in_both(partial(money, rule.nothing_below))
    return Text.of(sentence("{rounding}，不足 {amount} 不给", rounding=how, amount=least))
