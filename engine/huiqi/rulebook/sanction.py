"""What follows from a violation: the effect of a provision of the statute or an item of a list."""

from __future__ import annotations

from typing import Literal, get_args

from huiqi.objects import dataclass

#: From the most lenient to the full penalty; 减轻 goes below the range, 从轻 stays within it.
EffectName = Literal["none", "mitigated", "lighter_or_mitigated", "lighter", "ordinary"]
#: From the most lenient to the full penalty.
EFFECTS: tuple[EffectName, ...] = get_args(EffectName)
ModalityName = Literal["must", "may"]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Sanction:
    """What follows where the rule applies, and whether it must or may.

    ``instead``: more lenient effects that the authority may choose in its place; ``written``: the
    outcome in the source's own words, where they were kept; ``bars_lists``: no item applies then.
    """

    effect: EffectName
    modality: ModalityName
    instead: tuple[EffectName, ...] = ()
    written: str = ""
    bars_lists: bool = False
    #: Of an item of a list: its field of enforcement, and what the list says of it besides.
    domain: str = ""
    branch: str = ""
    number: str = ""
    conditions: str = ""
    law: str = ""
    authority: str = ""
    #: The items that state the same matter otherwise.
    conflicts_with: tuple[str, ...] = ()

    @property
    def listed(self) -> bool:
        """Whether it is of an item of a list, and not of a provision of the statute."""
        return bool(self.domain)

    @property
    def outcomes(self) -> tuple[tuple[EffectName, ModalityName], ...]:
        """Everything that follows where the rule applies, each with must or may."""
        chosen: tuple[tuple[EffectName, ModalityName], ...] = tuple(
            (effect, "may") for effect in self.instead
        )
        return ((self.effect, self.modality), *chosen)
