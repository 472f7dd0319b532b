"""What there is to look at in a table itself, as its file tells it: by what it is about, and not by
the code of a program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from huiqi.diagnostics import Diagnostic, column_name
from huiqi.profile.outcome_heads import outcome_head
from huiqi.profile.outcomes_meant import OPTION
from huiqi.report.blocks import Block, Facts, Heading, Note
from huiqi.report.pages.call_cells import quoted
from huiqi.report.phrases import Phrases
from huiqi.screening.paid import uncounted
from huiqi.screening.screened import Screening
from huiqi.sentences import Sentence
from huiqi.words import to_say

#: So many things to look at in the table are told in its file.
_MOST_REMARKS = 200
#: So many words are told whose measure nobody has named.
_WORDS = 8
#: So many cells that could not be read are shown of a column.
_CELLS = 3
_UNUSED = to_say("没有用来评估的列")
#: What remarks are about, by the beginning of their codes: the longest counts.
_ABOUT = {
    "P174": to_say("没有读的格"),
    "P178": to_say("没有读的格"),
    "P200": to_say("没有读的格"),
    "P201": to_say("没有读的格"),
    "P134": to_say("怎样读的"),
    "P176": to_say("怎样读的"),
    "P158": to_say("怎样读的"),
    "P112": to_say("到期"),
    "P113": to_say("还没有竣工"),
    "P146": to_say("可以问一问"),
    "P147": to_say("可以问一问"),
    "P13": to_say("核对数字"),
    "P14": to_say("核对数字"),
    "P110": to_say("核对代码"),
    "P159": to_say("同一户写了几行"),
    "P157": _UNUSED,
    "P151": _UNUSED,
    "P154": _UNUSED,
    "P168": to_say("申报、拨付"),
    "P169": to_say("申报、拨付"),
    "P175": to_say("申报、拨付"),
    "P167": to_say("写出和没有写出的列"),
    "T12": to_say("表的样子"),
    "P153": to_say("表的样子"),
    "P114": to_say("表的样子"),
    "Y11": to_say("表的样子"),
}
_OTHERS = to_say("别的")


def remarks_told(found: Screening, phrases: Phrases) -> Iterator[Block]:
    """All of it, that of one kind together: what was read may be meant otherwise."""
    say = phrases.say
    own = ((_about(one.code), say.told(one.message)) for one in found.remarks)
    told = dict.fromkeys((*own, *((_UNUSED, text) for text in _not_used(found, phrases))))
    if told:
        kinds = list(dict.fromkeys(kind for kind, _ in told))
        shown = sorted(list(told)[:_MOST_REMARKS], key=lambda one: kinds.index(one[0]))
        yield Heading(say("读这张表时要看的"))
        yield Facts([(say(kind), message) for kind, message in shown])
    if (more := len(told) - _MOST_REMARKS) > 0:
        yield Note(say("另 {number} 项", number=more))


def _not_used(found: Screening, phrases: Phrases) -> Iterator[str]:
    """The columns that no rule reads, of each kind together; but those of which is told why."""
    say, told = phrases.say, [one.message for one in found.remarks]
    named = {str(one.values.get("column")) for one in told if isinstance(one, Sentence)}
    heads = [head for head in found.carried if head and head not in named]
    called = found.contacts(found.carried, found.evaluated)[0]
    called = [head for head in heads if head in called]
    outcomes = _of_outcomes(found)
    came = [head for head in heads if head in outcomes and head not in called]
    others = [head for head in heads if head not in (*called, *came)]
    for own, said in (
        (called, to_say("只照抄，找人用：{columns}")),
        (came, to_say("不用来评估，只看报过、得过没有：{columns}")),
        (others, to_say("只照抄：{columns}")),
    ):
        if own:
            yield say(said, columns=say.listed(own))


def only_carried(found: Screening) -> list[str]:
    """The carried columns of which nothing is read at all: neither what came of measures, nor what
    this year's figures come to so far.
    """
    used = _of_outcomes(found) | {
        str(one.message.values.get("column"))
        for one in found.remarks
        if isinstance(one.message, Sentence) and one.message.values.get("used")
    }
    return [head for head in found.carried if head not in used]


def _of_outcomes(found: Screening) -> set[str]:
    """The heads of the carried columns of what came of measures: by what they say themselves, or by
    what was read of them.
    """
    read = {one.head for told in found.outcomes.values() for one in told}
    return {head for head in found.carried if head in read or outcome_head(head) is not None}


def unread_by_column(found: Screening, phrases: Phrases, *, asked: bool = False) -> list[str]:
    """Of each column how many cells were not read, one of them, and what to write, those of most
    cells first; of how many the measure is known, and not how far that came; the last line: which
    words for measures nobody has said the meaning of.

    Args:
        asked: It was asked at a terminal what they mean, and can be asked again.
    """
    say = phrases.say
    heads = dict(zip(found.own_places, (*found.carried, *found.evaluated), strict=True))
    faults: dict[tuple[bool, int], dict[int, Diagnostic]] = {}
    words: dict[str, int] = {}
    for entry in found.entries:
        for fault in (*entry.unread, *uncounted(entry)):
            told = _values(fault)
            if "counted" in told or told.get("failed"):
                # It is read, but for the amount; or what else is given for what was refused.
                continue
            # Of these the measure is read.
            place = "of" in told or "measures" in told, fault.place.column - 1
            faults.setdefault(place, {}).setdefault(entry.row, fault)
            own_words = told.get("asked")
            for word in own_words if isinstance(own_words, tuple) else ():
                words[word] = words.get(word, 0) + 1
    lines = list[str]()
    for (measured, index), own in sorted(faults.items(), key=lambda one: -len(one[1])):
        first = next((one for one in own.values() if one.found), next(iter(own.values())))
        said = to_say("“{column}” {number} 格没有读")
        if measured:
            said = to_say("“{column}” {number} 格是哪一项读出来了，办到哪一步没有，名单上先对一对")
        text = say(
            said,
            column=heads.get(index) or column_name(max(index, 0)),
            number=len(own),
        )
        if first.found:
            text = say("{text}，如“{cell}”", text=text, cell=quoted(say.told(first.found)))
        if first.remedy and not measured and not (asked and "asked" in _values(first)):
            text = say("{text}：{remedy}", text=text, remedy=say.told(first.remedy))
        lines.append(text)
    if words:
        often = sorted(words, key=lambda word: -words[word])
        shown = say.listed(often[:_WORDS])
        again = to_say("没有说是哪一项的词：{words}；要算，再运行一次，问到时写它的号")
        option = to_say("没有说是哪一项的词：{words}；要算，写 {option} {word}=措施名称")
        text = (
            say(again, words=shown)
            if asked
            else say(option, words=shown, option=OPTION, word=often[0])
        )
        lines.append(text)
    return lines


def _values(fault: Diagnostic) -> Mapping[str, object]:
    """What the message of a remark tells, by name."""
    return fault.message.values if isinstance(fault.message, Sentence) else {}


def cells_not_read(found: Screening, phrases: Phrases, *, about: bool) -> Iterator[str]:
    """Which cells could not be read, and that they are not known: column by column, and what can be
    done; ``about``: what is said to be about so much was read.
    """
    say = phrases.say
    heads = dict(zip(found.own_places, (*found.carried, *found.evaluated), strict=True))
    faults: dict[str, list[Diagnostic]] = {}
    for fault in (one for entry in found.entries for one in entry.unread):
        index = fault.place.column - 1
        faults.setdefault(heads.get(index) or column_name(index), []).append(fault)
    for head, own in faults.items():
        cells = [say.told(one.found) for one in own if one.found]
        text = say("读不懂、按未知：“{column}” {number} 格", column=head, number=len(own))
        if cells:
            shown = [f"“{quoted(one)}”" for one in dict.fromkeys(cells)][:_CELLS]
            text = say("{text}，如 {cells}", text=text, cells=say.listed(shown))
        yield text
    if faults and not about:
        yield say("写着约、左右、多的，加 --about 按范围读；别的改那一格")
    if faults:
        yield say("有读不懂的格就整行不评估的，加 --refuse-unread")


def _about(code: str) -> str:
    """What a remark of this code is about."""
    own = (beginning for beginning in _ABOUT if code.startswith(beginning))
    return _ABOUT.get(max(own, key=len, default=""), _OTHERS)
