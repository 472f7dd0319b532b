"""What a row says, beside the columns of its project, by which that is not done: 设备到了一半."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from huiqi.objects import dataclass
from huiqi.profile.completion import completion_told
from huiqi.profile.project_cells import is_to_come
from huiqi.spelling import one_line, plain

#: A cell tells of several things, and of each in its phrases.
_THINGS, _PHRASES = re.compile(r"[;；。\n]+"), re.compile(r"[,，、\s()（）:：]+")
#: That it is a project, or the works of one, of which is told.
_OF_A_PROJECT = re.compile(
    "技改|技术改造|改造|扩建|新建|改建|搬迁|项目|工程|备了?案|动工|设备|机器|产线|生产线|车间|厂房|土建|基建"
    "|[新号条][^,，;；。]{0,3}线|[换上装买购添](?:新)?[^,，;；。]{0,8}[机炉线床窑器台套组]"
)
#: That alone, beside whatever is told: 发改批了，还没开工; in a column of a project 没开始, too.
_NOT_BEGUN = re.compile("(?:还|尚|一直|现在|目前|到现在)*[没未]有?(?:正式)?(?:开工|开建)呢?")
_NOT_STARTED = re.compile("(?:还|尚|一直|现在|目前|到现在)*[没未]有?(?:正式)?(?:开始|启动|动)呢?")
#: Of papers, titles and money it is said, too, that they are not through, or not there.
_OF_PAPERS = re.compile(
    "手续|材料|资料|验收|审计|审核|审批|批复|公示|申报|补贴|补助|奖|到账|到位|资金|贷款|的钱|款|环评|能评|证"
)
_OF_ITS_END = re.compile("[完竣投建]")
_DENIED = re.compile("(?:没有?|无|不是?|非)(?:在建|拟建|续建)|[没未]停工|不?停工不")
_UNDONE = re.compile(
    "(?:[没未]有?|尚未|未能|没能|还差|不)(?:全部?|都|完全)?[做干弄装改建搞整盖用]?"
    "(?:完(?!善|整|税)|竣|好(?=$|呢|了)|投产|投用|建成|装上|安装|到货|到齐|到厂|开工|动工|开建"
    "|(?:开始|启动)(?![报申审办])|动(?=$|呢))"
    "|(?:设备|机器|[机线炉床窑])[^,，;；。]{0,6}[没未](?:有|全)?[到装上来]"
    "|[到装干建做来改上]了?[一大多小]半|[到装干建做来改]了?[一两二三四几]?(?:台|部分)(?=$|,|，)"
    "|还差[^,，;；。]{0,6}[没未]"
    "|刚(?:开工|动工|开始|到货|进场|到|装|下单)"
    "|在建(?!议|档|立)|续建|建设中|施工|安装中|调试中|改造中|进行中|土建中|土建阶段"
    "|正?在(?:安装|调试|装|改造|建设|建|施工)(?!议|档|立|库)"
    "|停建|缓建|停工|烂尾|搁置|已?下单|已?订购|进度(?:过半|一半|\\d)|还在(?:装|建|调|改|干|弄|做|上)"
    "|(?:年底|明年|下半?年|月底|过年|年后)前?(?:才|再)?(?:能|可)(?:完|竣|投|好|上)"
)
_DONE = re.compile(
    "(?<![没未不])(?<!没有)(?<!尚未)(?<!未能)(?:已经?|全部?|都|刚)(?:[做干弄装改建搞整盖用]?(?:完|好|上)|竣|投产|投用|建成|到位|到齐)"
    "|(?:完工|竣工|投产|建成|投用|验收)(?:了|$|[,，;；。、)）])|[做干弄装改建搞整盖用](?:完|好)了"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedTold:
    """The head of a column, and what stands there by which a project is not done; ``lists``: of
    which such projects the row tells figures.
    """

    head: str
    written: str
    lists: frozenset[str] = frozenset()


def unfinished_told(cells: Iterable[tuple[str, str]], as_of: date) -> UnfinishedTold | None:
    """The first of these cells, each with its head, that says of a project that it is not done;
    none where one says of a project that it is, since nobody knows which of two that is.
    """
    found: UnfinishedTold | None = None
    for head, cell in cells:
        for thing in _THINGS.split(cell):
            if not (_OF_A_PROJECT.search(thing) or _says_not_begun(head, thing)):
                continue
            undone, done = _told_of(thing, as_of)
            if done:
                return None
            if undone and found is None:
                found = UnfinishedTold(head=head, written=one_line(undone))
    return found


def _says_not_begun(head: str, thing: str) -> bool:
    """Whether one of its phrases says that alone, of what is begun as a project is."""
    own = _OF_A_PROJECT.search(head) is not None
    phrases = [plain(phrase) for phrase in _PHRASES.split(thing)]
    return any(
        _NOT_BEGUN.fullmatch(told) or (own and _NOT_STARTED.fullmatch(told)) for told in phrases
    )


def _told_of(thing: str, as_of: date) -> tuple[str, bool]:
    """The phrase that says that it is not done, and whether any says that it, or a part, is."""
    undone = ""
    for phrase in filter(None, _PHRASES.split(thing)):
        told = plain(phrase)
        if _DENIED.search(told) or _OF_PAPERS.search(told):
            continue
        # What is expected of a day to come is not done.
        said = completion_told(told, as_of) if _OF_ITS_END.search(told) else ""
        if _UNDONE.search(told) or (said and is_to_come(told, as_of)):
            undone = undone or phrase
        elif _DONE.search(told) or said:
            return "", True
    return undone, False
