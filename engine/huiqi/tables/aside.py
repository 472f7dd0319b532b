"""Rows that stand in a table and are none of its entries: sums, notes, heads of groups, the header
once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from huiqi.sentences import sentence
from huiqi.spelling import plain
from huiqi.tables.names_by_content import is_named_so

_SUM = re.compile(
    r".{0,12}(?:合计|总计|小计|共计|累计)(?:数|额|金额)?(?:\(.*\))?:?(?:\d+(?:户|家|项|个|行|条)?)?"
    r"(?:(?<=[户家项个行条])[,;、].{0,30})?"
    r"|(?:grand|sub)?-?totals?:?|sum:?|平均[值数]?:?|average:?"
)
_NOTE_WORD = (
    r"(?:注|注释|备注|附注|说明|(?:填表|填报|填写|制表|更新|录入|统计|修改)(?:说明|要求|口径|须知|人|日期|时间|单位)?|经办人|审[核批]人?|复核人?"
    r"|(?:单位|部门)?负责人|(?:分管|主要)领导|联系(?:人|电话)|日期|(?:数据|资料)?来源|notes?|sources?)"
    r"\d*"
)
_NOTE = re.compile(rf"{_NOTE_WORD}[:(].*")
_HEADS_NOTE = re.compile(_NOTE_WORD)
#: What ends or parts a sentence, and what stands in one; of these two at least.
_STOP = re.compile("[,;:。!?]")
_IN_SENTENCE = re.compile("[的均是没未不请按填指]")
#: So ends a sentence, and the head of no group.
_ENDS = re.compile("[。;!?]$")
#: Where it is, or what it was called, behind a name.
_BRACKETED = re.compile(r"\([^()]*\)")
#: A name may be shorter.
_SHORTEST_SENTENCE = 6
_NUMBERED = re.compile(r"\(?(\d+)\)?")
#: What counts groups where entries are counted in figures: 一、 （二） 第三组.
_ORDINAL = "[一二三四五六七八九十百]+"
_GROUP_NUMBER = re.compile(rf"(?:{_ORDINAL}|\({_ORDINAL}\)|第{_ORDINAL}[组片类批])[、.:]?")
#: The head of a group, alone in its row: 一、东昌府区, （二）茌平区, 冠县（12家）.
_GROUP = re.compile(
    rf"(?:{_ORDINAL}[、.:]|\({_ORDINAL}\)|第{_ORDINAL}[组片类批]).*|.{{1,12}}[(:]\d+[户家]\)?"
)
#: What is no text: a figure that was left over has lost its name.
_FIGURE = re.compile(r"[¥<>=+-]*\d[\d,.]*[^\d]{0,4}")
#: How a column is headed that counts the rows.
SERIAL = ("序号", "编号", "序", "号", "no.", "no", "number")
#: A sum says so near the front of its row.
_NEAR = 3


class NoEntry:
    """Tells the rows of one table that are none of its entries.

    ``serial``: where its entries are counted in figures, if they are; what is counted otherwise
    there is the head of a group, and so is a text that stands alone elsewhere than a name.
    """

    def __init__(
        self, header: Sequence[str], rows: Iterable[Sequence[str]], name: int | None
    ) -> None:
        """``rows``: some of those below the header; ``name``: the column that every entry needs."""
        self.name = name
        self.names = [plain(cell) for cell in header if cell]
        place = next((i for i, cell in enumerate(header) if plain(cell) in SERIAL), None)
        counted = place is not None and any(
            _NUMBERED.fullmatch(plain(cells[place])) for cells in rows if place < len(cells)
        )
        self.serial = place if counted else None

    def kind(self, cells: Sequence[str], first: bool, across: bool) -> str | None:
        """What the row is if it is no entry; ``None`` for an entry.

        ``first``: it stands right under the header.  ``across``: cells of it are merged side by
        side.
        """
        filled = [cell for cell in cells if cell]
        if says_sum(filled):
            return sentence("合计行")
        if _NOTE.fullmatch(plain(filled[0])):
            return sentence("说明")
        if self._heads_group(cells, filled):
            return sentence("分组行")
        if len(filled) == 1 and (across or (len(self.names) > 1 and says_sentence(filled[0]))):
            return sentence("说明")
        if len(filled) == 2 and _HEADS_NOTE.fullmatch(plain(filled[0])) and len(self.names) > 2:
            return sentence("说明")
        said = [plain(cell) for cell in filled]
        if said == self.names:
            return sentence("又一行表头")
        if first and len(said) > 2 and len(said) in (len(self.names), len(self.names) - 1):
            numbers = [_NUMBERED.fullmatch(cell) for cell in said]
            if [match and match[1] for match in numbers] == [str(n + 1) for n in range(len(said))]:
                return sentence("栏次")
        return None

    def _heads_group(self, cells: Sequence[str], filled: Sequence[str]) -> bool:
        if len(filled) == 1:
            alone = plain(filled[0])
            nameless = self.name is not None and filled[0] not in cells[self.name : self.name + 1]
            if _GROUP.fullmatch(alone):
                return _ENDS.search(alone) is None
            # 2.斜杠前是总投资，斜杠后是设备。 goes on with a note.
            return nameless and not _FIGURE.fullmatch(alone) and not says_sentence(filled[0])
        if self.serial is None or self.serial >= len(cells):
            return False
        return _GROUP_NUMBER.fullmatch(plain(cells[self.serial])) is not None


def says_sentence(text: str) -> bool:
    """Whether a text is no name of an enterprise, but says something: 走访没写年份的都是今年."""
    if is_named_so(text):
        return False
    told = _BRACKETED.sub("", plain(text))
    if len(told) < _SHORTEST_SENTENCE:
        return False
    return _STOP.search(told) is not None or len(_IN_SENTENCE.findall(told)) > 1


def says_sum(filled: Sequence[str]) -> bool:
    """Whether the cells of a row that are not empty say that it is a sum of others."""
    return any(_SUM.fullmatch(plain(cell)) for cell in filled[:_NEAR] if len(cell) <= 40)
