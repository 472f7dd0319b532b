"""What a result says of whether its document is in force."""

from __future__ import annotations

from datetime import date

from huiqi.objects import dataclass
from huiqi.profile.profile import Judgement
from huiqi.sentences import InLanguages
from huiqi.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """Whether a measure is in force on a day, why, and the official's answer that settled it."""

    truth: Truth
    reason: InLanguages
    on: date
    judgement: Judgement | None = None
    #: Of a document that is not in force: whether it has ended or is still to begin.
    timing: InLanguages | None = None
