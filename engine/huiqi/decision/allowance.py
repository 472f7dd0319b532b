"""How much may still be tried: counted in records looked at, never in seconds.

So one enterprise has one answer on every machine, and one with a thousand records has it soon.
"""

from __future__ import annotations

from huiqi.objects import cached_property
from huiqi.profile.profile import Profile
from huiqi.values import Records

#: What a decision costs beside the records it looks at.
_AT_LEAST = 10


class Allowance:
    """What may still be tried for one enterprise."""

    def __init__(self, profile: Profile, most: int) -> None:
        """``most``: records looked at in all."""
        self.profile = profile
        self.left = most

    @cached_property
    def each(self) -> int:
        """What one trial costs."""
        lists = (given.value for given in self.profile.facts.values())
        return _AT_LEAST + sum(len(value.items) for value in lists if isinstance(value, Records))

    def take(self) -> bool:
        """Whether one more may be tried."""
        self.left -= self.each
        return self.left >= 0
