"""What limits and roundings are called: in the working of an amount and where a rule is shown."""

from __future__ import annotations

from huiqi.language.formatting import money
from huiqi.rulebook.measure import Rounding
from huiqi.rulebook.text import Text

#: For whom, or over what, a limit counts.
PER = {
    "project": Text(zh="每个项目", en="per project"),
    "item": Text(zh="每件", en="per item"),
    "enterprise": Text(zh="每户企业", en="per enterprise"),
    "year": Text(zh="每年", en="per year"),
    "unknown": Text(
        zh="（来源没有写按项目还是按企业）", en="(per project or enterprise not stated)"
    ),
}

#: For what it is paid once.
ONCE = {
    "enterprise": Text(zh="一次性：每户只给一次", en="paid once to an enterprise"),
    "title": Text(zh="一次性：同一称号只给一次", en="paid once for a title"),
    "product": Text(zh="一次性：同一产品只给一次", en="paid once for a product"),
    "project": Text(zh="一次性：同一项目只给一次", en="paid once for a project"),
    "recognition": Text(zh="一次性：同一项认定只给一次", en="paid once for a recognition"),
    "milestone": Text(zh="一次性：每档只给一次", en="paid once for each milestone"),
}


def rounding_text(rule: Rounding) -> Text:
    """How a rule rounds, in words."""
    unit, unit_en = money(rule.to, "zh"), money(rule.to, "en")
    how = {
        "down": ("向下取整到", "rounded down to"),
        "up": ("向上取整到", "rounded up to"),
        "half_up": ("四舍五入到", "rounded half up to"),
    }[rule.direction]
    zh, en = f"{how[0]} {unit}", f"{how[1]} {unit_en}"
    if rule.nothing_below is not None:
        zh += f"，不足 {money(rule.nothing_below, 'zh')} 不给"
        en += f"; nothing below {money(rule.nothing_below, 'en')}"
    return Text(zh=zh, en=en)
