"""The words of a 条文录入单, and what each stands for in the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from huiqi.spelling import Names, plain

_Code = TypeVar("_Code", bound=str | int)


class EntryWords(Generic[_Code]):
    """Each code with its words, the one that is printed first."""

    def __init__(self, named: Mapping[_Code, Iterable[str]]) -> None:
        self._named = {code: tuple(words) for code, words in named.items()}
        self._names = Names(self._named)

    def word(self, code: _Code) -> str:
        """What is printed for it."""
        return self._named[code][0]

    def find(self, written: str) -> _Code | None:
        """What is meant."""
        return self._names.find(written)

    def knows(self, code: object) -> bool:
        """Whether there is a word for it."""
        return code in self._named

    @property
    def options(self) -> tuple[str, ...]:
        """What is offered."""
        return tuple(words[0] for words in self._named.values())


YES, NO, NOT_TAKEN = "是", "否", "—"
#: Stands for what a text does not say.
UNSTATED = "没有写明"
#: How one says that a list is empty; of a word, that it may be read in more than one way.
EMPTY = ("没有", "无")
OPEN_ENDED = ("以上", "以下", "以内")
#: A figure as one may write it, and a range of which both ends are known.
EXAMPLE_AMOUNT, EXAMPLE_LIMIT, EXAMPLE_RANGE = "20万元", "500万元", ("0元", "100万元")
#: What the title of a fund ends with.
FUND_WORD = "资金"
#: What a record is called that a measure speaks of, where nobody calls it otherwise.
VARIABLE = "项"
#: The unit of money that is offered, and its smallest; the topic of facts that have none.
MONEY_UNIT, YUAN, OTHER_TOPIC = "万元", "元", "其他"

COMPARISONS = EntryWords(
    {
        ">=": (
            "不低于",
            "不少于",
            "不小于",
            "大于等于",
            "大于或等于",
            "达到",
            "以上（含）",
            ">=",
            "≥",
        ),
        ">": ("高于", "大于", "超过", "多于", ">"),
        "<=": ("不高于", "不超过", "不大于", "不多于", "小于等于", "小于或等于", "<=", "≤"),
        "<": ("低于", "小于", "少于", "不足", "<"),
        "==": ("等于", "==", "＝", "="),
        "!=": ("不等于", "!=", "≠"),
        "in": ("属于", "在列", "之一"),
        "not in": ("不属于", "不在列"),
        "yes": ("是", "有", "已"),
        "no": ("否", "没有", "不是", "未"),
        "after_or_on": ("不早于", "自…起"),
        "after": ("晚于",),
        "before_or_on": ("不晚于", "截至"),
        "before": ("早于",),
    }
)
#: Of days, as they are said and as the language writes them.
DAYS = {"after_or_on": ">=", "after": ">", "before_or_on": "<=", "before": "<"}
YEARS = EntryWords(
    {
        0: ("当年", "本年度", "申报当年", "0"),
        -1: ("上一年度", "上年度", "上一年", "上年", "去年", "-1"),
        -2: ("前年", "上上年度", "再前一年度", "-2"),
        -3: ("大前年", "-3"),
    }
)
#: Two years can be meant by it.
AMBIGUOUS_YEARS = ("前一年度", "前一年", "上两年", "前两年", "近两年")
DATA, JUDGED, UNWRITTEN, PRESUMED = "data", "judgement", "unknown", "presumed"
DECIDED_BY = EntryWords(
    {
        DATA: ("照数据", "看数据", "数据"),
        JUDGED: ("由部门判断", "部门判断", "要问部门"),
        UNWRITTEN: ("原文没有写明", "没有写明", "没有写"),
        PRESUMED: ("推定", "原文没写，推定"),
    }
)
GIVEN = EntryWords(
    {
        "fixed": ("定额",),
        "share": ("按比例", "比例"),
        "formula": ("算式",),
        "at_most": ("只写最高", "最高", "不超过"),
        "unknown": ("没有写明", "没有写", "原文没有写明"),
        "uplift": ("在别的措施上加", "上浮"),
        "uplift_at_most": ("在别的措施上最高加", "最高上浮"),
        "reading": ("另一种读法", "另一读法"),
    }
)
TIERS = EntryWords(
    {
        "first": ("从上往下，先符合的算", "先符合的算", "从上往下"),
        "highest": ("取最高的一档", "就高"),
        "lowest": ("取最低的一档", "就低"),
    }
)
LIMITS = EntryWords(
    {
        "caps": ("上限", "最高"),
        "floors": ("下限", "最低"),
        "rounding": ("取整",),
        "nothing_below": ("不足不给",),
        "stages": ("分期",),
    }
)
PER = EntryWords(
    {
        "project": ("每个项目", "项目"),
        "item": ("每件（产品、称号）", "每件", "产品"),
        "year": ("每年", "年度"),
        "enterprise": ("每家企业", "企业"),
        "unknown": ("没有写", "没有写明"),
    }
)
DIRECTIONS = EntryWords(
    {"down": ("向下取整", "向下"), "up": ("向上取整", "向上"), "half_up": ("四舍五入",)}
)
PAPERS = EntryWords({"materials": ("申请材料",), "proof": ("证明材料",)})
BESIDE = EntryWords(
    {
        "higher": ("只取高的一项", "就高", "就高不重复"),
        "choice": ("由申请人选一项", "二选一", "不重复享受"),
        "paid_before": ("已得的不再给", "不重复支持"),
        "ceiling": ("合计有上限",),
        "unknown": ("没有写", "没有写明", "原文没有写能否同时得"),
        "both": ("可以同时得", "可叠加", "可以叠加"),
    }
)
BESIDE_SCOPE = EntryWords(
    {
        "project": ("同一项目",),
        "item": ("同一件", "同一产品", "同一称号"),
        "year": ("同一年度",),
        "enterprise": ("同一企业",),
        "level": ("不同层级政府",),
    }
)
BESIDE_SIDE = EntryWords({"both": ("双方", "互相"), "this": ("只限制本项", "本项")})
INSTRUMENTS = EntryWords(
    {
        "reward": ("奖励",),
        "subsidy": ("补助", "补贴", "奖补"),
        "tax": ("税收优惠", "税"),
        "loan": ("贷款贴息", "贷款"),
        "service": ("服务",),
        "recognition": ("认定",),
        "title": ("称号",),
        "unknown": ("没有写", "没有写明"),
    }
)
RECIPIENTS = EntryWords(
    {
        "enterprise": ("企业",),
        "organisation": ("协会等组织", "组织"),
        "cluster": ("产业集群", "集群"),
    }
)
ONCE = EntryWords(
    {
        "enterprise": ("每家企业一次", "企业一次"),
        "title": ("每个称号一次", "称号一次"),
        "product": ("每件产品一次", "产品一次"),
        "project": ("每个项目一次", "项目一次"),
        "recognition": ("每次认定一次", "认定一次"),
        "milestone": ("每上一个台阶一次", "台阶一次"),
    }
)
#: What of the rule a document supports.
PARTS = EntryWords(
    {
        "condition": ("条件",),
        "amount": ("金额",),
        "at_most": ("最高额",),
        "rate": ("比例",),
        "cap": ("上限",),
        "floor": ("下限",),
        "rounding": ("取整",),
        "stages": ("分期",),
        "pool": ("资金",),
        "uplift": ("上浮",),
        "selection": ("评选",),
        "rating": ("评定",),
    }
)
GRADES = EntryWords(
    {
        "official": ("机关正文", "正文"),
        "reported": ("报道或解读", "报道", "解读"),
        "comparable": ("外地的文件", "外地"),
        "assumed": ("推定",),
        "unsourced": ("没有来源",),
    }
)
VERDICTS = EntryWords(
    {
        "qualifies": ("符合",),
        "does_not_qualify": ("不符合",),
        "undetermined": ("尚不能确定", "未定"),
        "needs_judgement": ("要部门判断",),
        "not_in_force": ("不在施行期",),
    }
)

_AT_LEAST_WORD = "至少{threshold}项{letter}"
_AT_LEAST = re.compile(r"至少([0-9]{1,2}|[一二两三四五六七八九十])[项条个](.*)")
_DIGITS = {word: n for n, word in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
#: The kinds of a group with the word that begins it.
_GROUPS = {"任一": "any", "均不得": "none", "都不得": "none", "全部": "all", "读法": "readings"}


#: How a group is written.
GROUP_EXAMPLES = ("任一A", "至少2项A", "均不得A", "全部A", "读法A")


def group_step(written: str) -> tuple[str, int, str] | None:
    """Kind, threshold and letter of a step of a group: ``任一A``, ``至少2项B``, ``C`` alone (kind
    "": of one named before); ``None`` where it is none.
    """
    text = plain(written)
    for word, kind in _GROUPS.items():
        if text.startswith(word):
            return kind, 0, text.removeprefix(word).upper()
    match = _AT_LEAST.fullmatch(text)
    if match is not None:
        number = _DIGITS.get(match[1]) or int(match[1])
        return "at_least", number, match[2].upper()
    return ("", 0, text.upper()) if re.fullmatch("[a-z0-9]{1,3}", text) else None


def group_word(kind: str, threshold: int, letter: str) -> str:
    """How a step of a group is written."""
    if kind == "at_least":
        return _AT_LEAST_WORD.format(threshold=threshold, letter=letter)
    return next(word for word, own in _GROUPS.items() if own == kind) + letter
