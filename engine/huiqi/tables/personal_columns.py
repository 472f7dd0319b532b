"""Which columns of a table tell of a person: by what they are headed, or by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from huiqi.spelling import figure_text, plain

_NAMES = (
    "姓名|联系人|联络人|联络员|法定代表人|法人代表|负责人|专员|经办|包保|包联|干部|经理|董事长|厂长|控制人"
    "|老板|老总|掌柜|当家|股东|会计|contact|officer"
)
_NUMBERS = (
    "电话|手机|座机|联系方式|传真|身份证|证件号|护照|账号|帐号|邮箱|微信|qq|e-?mail|phone|mobile"
)
#: Who was punished may be a person.
_PUNISHED = "处罚|被罚|罚款|案底|判刑|拘留"
_HEADED = re.compile(rf".*(?:{_NAMES}|{_NUMBERS}|{_PUNISHED}).*|(?:企业|公司)?法人(?:姓名)?")
#: A mobile or another telephone, what stands on an identity card, an address of electronic mail.
_WRITTEN = re.compile(
    r"(?<![\dA-Za-z])(?:1[3-9]\d{9}|0\d{9,11}"
    r"|\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx])(?![\dA-Za-z])"
    r"|[\w.+-]+@[\w-]+\.\w"
)
#: Whom to call, and where.
_CALLED = re.compile(
    ".*(?:联系人|联络人|联络员|对接人|联系方式|电话|手机|座机|contact|phone|mobile).*"
)
#: Who answers for an enterprise, and is called where nobody else is named.
_ANSWERS = re.compile(
    "(?:企业|公司|单位|厂里?)?(?:主要)?(?:老板|老总|当家的?|负责人|法人|法人代表|法定代表人|厂长|总经理|董事长)"
    "(?:姓名|名字)?"
)
#: By name, not by telephone alone.
_NAMED = re.compile(".*(?:联系人|联络人|联络员|对接人|contact).*")
_BETWEEN_FIGURES = re.compile(r"(?<=\d)[\s-]+(?=\d)")


def tells_of_a_person(name: str, cells: Iterable[str]) -> bool:
    """Whether a column has telephones, numbers of identity cards, names or penalties of persons."""
    return _HEADED.fullmatch(plain(name)) is not None or any(map(_has_number, cells))


def heads_to_call_by(names: Iterable[str]) -> frozenset[str]:
    """Of the heads of a table those of whom to call, and of their telephones: the ones whom it
    names for that; where it names none, who answers for the enterprise (老板, 法定代表人).
    """
    own = {name: plain(name) for name in names}
    called = {name for name, told in own.items() if _CALLED.fullmatch(told)}
    if not any(_NAMED.fullmatch(own[name]) for name in called):
        called |= {name for name, told in own.items() if _ANSWERS.fullmatch(told)}
    return frozenset(called)


def _has_number(cell: str) -> bool:
    return _WRITTEN.search(_BETWEEN_FIGURES.sub("", figure_text(cell))) is not None
