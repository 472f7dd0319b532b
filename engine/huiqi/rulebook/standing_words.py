"""Words by which an enterprise says that it is hardly to be called, or for what it is not."""

from __future__ import annotations

from huiqi.objects import dataclass
from huiqi.rulebook.text import Text

#: Within a word: anything within one phrase.
SOMETHING = "…"
#: The same across phrases, where what stands behind it has come about: not hoped for, or denied.
COME_ABOUT = SOMETHING * 2


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingWords:
    """Words of one thing that makes it doubtful whether an enterprise is to be called at all: that
    it stopped, moved away; ``apart``: what has such a word in it, and does not say so.  In either
    :data:`SOMETHING` stands for what may be anything, and :data:`COME_ABOUT` for what does not
    take back that it came about.  ``gone``: those of the words by which, where that came about,
    there is no enterprise any more.  ``ask``: what is to be asked of whoever says so.
    """

    label: Text
    words: tuple[str, ...]
    apart: tuple[str, ...]
    gone: tuple[str, ...]
    ask: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OffenceWords:
    """Words for what may be an offence or an accident, as those of :class:`StandingWords`;
    ``facts``: what is to be asked with it in mind, since whether it counts there no word tells.
    ``mended``: what says beside it that it is over and done with; ``grave``: beside which it is
    looked at all the same.
    """

    label: Text
    words: tuple[str, ...]
    apart: tuple[str, ...]
    facts: tuple[str, ...]
    mended: tuple[str, ...]
    grave: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeWords:
    """The same of trades that are no industry; ``heads``: of the columns in which they count;
    ``facts``: in whose columns, whatever their heads; ``named``: in the name of an enterprise, too.
    """

    label: Text
    words: tuple[str, ...]
    apart: tuple[str, ...]
    heads: tuple[str, ...]
    facts: tuple[str, ...]
    named: bool
