"""Words by which a column is looked for that tells a fact."""

from __future__ import annotations

from typing import NamedTuple


class SoughtWords(NamedTuple):
    """Words that name what is looked for in a table, and those for other things."""

    named: tuple[str, ...]
    others: tuple[str, ...]

    def may_name(self, head: str) -> bool:
        """Whether a head may be of it: no word for another thing stands behind those that name it
        (不含税销售 may, 销售利润 may not).
        """
        last = max((head.rfind(word) for word in self.named), default=-1)
        return all(head.rfind(word) <= last for word in self.others)
