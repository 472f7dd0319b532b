"""What is said of the cells of what came of measures that are not counted.

Code, a remark: P169 a cell that cannot be read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from huiqi.diagnostics import Diagnostics, Place
from huiqi.objects import dataclass
from huiqi.profile.account import YES
from huiqi.profile.outcomes_meant import EXAMPLE, OPTION
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.paid import OUTCOME_UNREAD
from huiqi.sentences import Sentence, bilingual, sentence
from huiqi.words import to_say

#: What is said of a cell that says what came of a measure, and not of which.
_NAMELESS = to_say("不知道是哪一项措施的，没有算进申报、获批、拨付")
#: The same where a word is for several.
_WHICH = to_say("是{measures}里的哪一项没有写，没有算进申报、获批、拨付")
#: Of a cell whose measure is known, and of which no more can be read.
_NO_STEP = to_say("写的是{measures}，办到哪一步没有读出来，没有算进申报、获批、拨付")
#: That a certificate was refused, where there is a measure for that.
_FAILED = to_say("写的是没有通过，对应{measures}，这一项报了没有没有写，没有算进申报、获批、拨付")
#: What came of two measures, as one may write it.
_BY_LEVEL = "高企 省里10万到了，市里没到"
_TWO = "技改 报了；小升规 5万到账"
#: What was paid, as one may write it.
_EXAMPLE = "50万元"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadWords:
    """Words of a cell that are not counted; ``nameless``: nobody says of which measure they are, or
    of which of these; ``failed``: a certificate was refused, for which there is that measure.
    """

    words: str
    measures: tuple[str, ...] = ()
    nameless: bool = False
    failed: bool = False
    word: str = ""


def said_of_unread(
    faults: Collection[UnreadWords], rulebook: Rulebook, head: str
) -> Iterator[tuple[Sentence, list[str]]]:
    """What is said of the words of a cell that are not counted, and which those are."""
    groups: dict[tuple[bool, bool, tuple[str, ...]], list[str]] = {}
    for one in faults:
        groups.setdefault((one.nameless, one.failed, one.measures), []).append(one.words)
    for (nameless, failed, measures), words in groups.items():
        if measures:
            titles = bilingual(tuple(rulebook.measures[one].title for one in measures))
            said = _WHICH if nameless else _FAILED if failed else _NO_STEP
            # Which one it is, for whoever tells of it in other words.
            about = {} if nameless else {"of": measures, "failed": failed}
            yield sentence(said, column=head, measures=titles, **about), words
        elif nameless:
            asked = tuple(dict.fromkeys(one.word for one in faults if one.word))
            yield sentence(_NAMELESS, column=head, asked=asked), words
        else:
            yield sentence("看不懂这一格，没有算进申报、获批、拨付"), words


def warn_of_unread(
    unread: Diagnostics, place: Place, said: Sentence, words: str, *, paid: bool, named: bool
) -> None:
    """P169: a cell that is not counted, or not with its amount.

    Args:
        paid: Its column is of what was paid.
        named: Its head names the measure.
    """
    unread.warn(
        OUTCOME_UNREAD,
        place,
        said,
        found=words,
        remedy=sentence("格里写明省里、市里，例如 {example}", example=_BY_LEVEL)
        if said.pattern == _WHICH
        else sentence(
            "格里写上是哪一项，或写明格里的词是哪一项，如 {option} {example}",
            option=OPTION,
            example=EXAMPLE,
        )
        if said.pattern == _NAMELESS
        else sentence("写金额，例如 {example}；没有拨付就留空", example=_EXAMPLE)
        if paid
        else sentence("写 {yes}、日期，或留空", yes=YES)
        if named
        else sentence("一项一项写，每项写办到哪一步，例如 {example}", example=_TWO),
    )
