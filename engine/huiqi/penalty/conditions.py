"""The conditions of a list as officials write them, as clauses where their meaning is plain.

A text that is not understood whole becomes a question for an officer with the text quoted: nothing
of it is dropped.  The clauses are those of the rules' own YAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Clause = dict[str, object] | str

_NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "十": 10, "十二": 12}
_NUMBER = r"(\d{1,4}|十二|[一二两三四五六十])"
_FIRST = (
    r"(?:(?:属于|系|为)?(?:首次|初次|第一次)(?:违法|被发现|实施|发生|违反)?"
    r"(?:此类)?(?:违法)?(?:行为)?(?:的)?)"
)
_MARK = re.compile(r"^[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]\s*|^[①-⑳]\s*")
_ALL = re.compile(
    r"^(?:同时)?(?:满足|符合|具备)(?:下列|以下)(?:情形|条件)(?:的)?(?:，|,)?(?:依法)?"
    r"(?:(?:可以)?不予(?:行政)?处罚)?[：:]?"
)
_ANY = re.compile(r"之一|或者(?=.*或者)")
_AMOUNTS = {
    "货值金额": "goods_value",
    "违法货值金额": "goods_value",
    "货值": "goods_value",
    "违法货物价值": "goods_value",
    "违法所得": "illegal_gain",
    "违法经营额": "turnover",
    "涉案金额": "case_value",
    "拟罚款": "proposed_fine",
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """The clauses of a text, and those parts of it that only an officer can judge."""

    clauses: tuple[Clause, ...]
    judged: tuple[str, ...]


def parse_conditions(text: str) -> Parsed:
    """The clauses of a text; an empty text has none."""
    stripped = text.strip()
    if not stripped:
        return Parsed((), ())
    parts = _parts(stripped)
    if _ANY.search(stripped) or any(part.startswith("或") for part in parts):
        # Alternatives: which parts belong together is for a reader to say.
        return Parsed((_judgement(stripped, 1),), (stripped,))
    clauses: list[Clause] = []
    judged: list[str] = []
    for part in parts:
        found = _recognised(part)
        if found is None:
            judged.append(part)
            clauses.append(_judgement(part, len(judged)))
            continue
        clauses += [clause for clause in found if clause not in clauses]
    return Parsed(tuple(clauses), tuple(judged))


def _parts(text: str) -> list[str]:
    found = []
    for piece in re.split(r"[;；。\n]|(?=[（(]\d{1,2}[）)])|(?=[①-⑳])", text):
        part = _ALL.sub("", _MARK.sub("", piece.strip()).strip()).strip(" ，,：:")
        part = _MARK.sub("", part).strip()
        if not part:
            continue
        pieces = re.split(r"[,，]", part)
        # A comma separates conditions only where each of them is understood.
        if len(pieces) > 1 and all(_recognised(each.strip()) is not None for each in pieces):
            found += [each.strip() for each in pieces]
        else:
            found.append(part)
    return found


def _recognised(part: str) -> list[Clause] | None:
    for pattern, build in _RULES:
        match = pattern.fullmatch(part)
        if match is not None:
            return build(match)
    return None


def _judgement(text: str, number: int) -> Clause:
    # Asked so that yes is never the answer of an exception (…除外): whether the item applies.
    zh = f"原文：“{text}”，按此本案能否适用本项"
    en = f"the text says “{text}”: by it, may the item be applied here"
    return {
        "id": f"text-{number}",
        "judgement": {"zh": zh, "en": en},
    }


def _condition(name: str, zh: str, en: str, formula: str) -> Clause:
    return {"id": name, "text": {"zh": zh, "en": en}, "if": formula}


def _question(name: str, zh: str, en: str) -> Clause:
    return {"id": name, "judgement": {"zh": zh, "en": en}}


_CORRECTED = _condition("corrected", "已经改正", "corrected", "incident.corrected_on <= as_of")
_TIMELY = _question("timely", "改正及时", "the correction was in time")
_SLIGHT = _question("harm-slight", "危害后果轻微", "the harm is slight")
_NO_HARM = _question("harm-none", "没有造成危害后果", "no harm was done")
_MINOR = _question("minor", "违法行为轻微", "the violation is minor")
_NO_GAIN = _condition("no-gain", "没有违法所得", "no illegal gain", "incident.illegal_gain == 0元")
_COMMITMENT = _condition(
    "commitment", "签订承诺书", "signs a commitment letter", "incident.commitment_signed"
)
_BY_LIMIT = "incident.corrected_on <= incident.correct_by"
_BEFORE = "incident.corrected_on < incident.found_on"


def _number(text: str) -> int:
    return _NUMBERS.get(text) or int(text)


def _first(match: re.Match[str]) -> list[Clause]:
    """The name of a definition of first violation; :func:`first_definition` gives it."""
    written = match[0]
    same = "_same" if "同类" in written else ""
    if "年度" in written:
        return [f"first_calendar_year{same}"]
    if found := re.search(_NUMBER + r"(年|个月)(?:以)?内", written):
        unit = "years" if found[2] == "年" else "months"
        return [f"first_{_number(found[1])}_{unit}{same}"]
    return [f"first_ever{same}"] if "此前" in written else ["first_by_statute"]


def first_definition(name: str) -> dict[str, object] | None:
    """What such a name means; ``None`` for one that the rules define.

    The window is the text's own; where it names neither kind nor authority, both are left open.
    """
    if name == "first_by_statute":
        return None
    parts = name.removeprefix("first_").split("_")
    same = parts[-1] == "same"
    window = "_".join(parts[:-1] if same else parts)
    if window not in ("calendar_year", "ever"):
        number, unit = window.split("_")
        window = f"{number}{'年' if unit == 'years' else '个月'}"
    zh = {"calendar_year": "同一自然年度内", "ever": "此前从未"}.get(window, f"{window}内")
    return {
        "text": {"zh": f"{zh}首次{'（同类）' if same else ''}", "en": f"first ({window})"},
        "windows": [window],
        "kinds": ["same"] if same else ["same", "domain", "any"],
        "authorities": ["any"] if same else ["same", "any"],
    }


def _amount(match: re.Match[str]) -> list[Clause]:
    field = _AMOUNTS[match["what"]]
    limit = match["limit"]
    words = match["words"] or match["after"] or ""
    if words in ("不足", "未满", "不满"):
        sign = "<"
    elif words in ("以下", "以内", ""):
        sign = ""
    else:
        sign = "<="
    text = {"zh": match[0], "en": f"{field.replace('_', ' ')}: {match[0]}"}
    name = field.replace("_", "-")
    if sign:
        return [{"id": name, "text": text, "if": f"incident.{field} {sign} {limit}"}]
    # 以下: whether the figure itself is included is not said.
    return [
        {
            "id": name,
            "text": text,
            "readings": [
                {
                    "id": "including",
                    "text": {"zh": "含本数", "en": "the figure included"},
                    "if": f"incident.{field} <= {limit}",
                },
                {
                    "id": "excluding",
                    "text": {"zh": "不含本数", "en": "the figure excluded"},
                    "if": f"incident.{field} < {limit}",
                },
            ],
        }
    ]


def _duration(match: re.Match[str]) -> list[Clause]:
    sign = "<" if match["words"] in ("不足", "未满", "不满") else "<="
    unit = {"日": "日", "天": "日", "个月": "个月", "月": "个月"}[match["unit"]]
    end = f"incident.committed_on + {_number(match['number'])}{unit}"
    return [_condition("duration", match[0], match[0], f"incident.ended_on {sign} {end}")]


def _both(*clauses: Clause) -> Callable[[re.Match[str]], list[Clause]]:
    return lambda match: list(clauses)


def _corrected(formula: str) -> Callable[[re.Match[str]], list[Clause]]:
    return lambda match: [_condition("corrected-in-time", match[0], match[0], formula)]


_LIMIT = r"(?:责令)?(?:限期)?(?:改正|整改|规定|限定|要求)?(?:的)?(?:期限|期间|时间|限期)(?:之)?内"
_DONE = r"(?:已)?(?:完成)?(?:改正|整改|纠正)(?:完毕|到位)?(?:违法行为)?"
_OWN = r"(?:立即|当场|能够|主动)*(?:自行)?(?:改正|整改|纠正)"
_WRITTEN: tuple[tuple[str, Callable[[re.Match[str]], list[Clause]]], ...] = (
    (rf"(?:属于)?(?:近?{_NUMBER}(?:年|个月)(?:以)?内|年度内|此前)?{_FIRST}", _first),
    (rf"(?:同一经营主体)?近?{_NUMBER}年内(?:未|没有)发生(?:过)?同类违法(?:行为)?", _first),
    (r"首违", _both("first_by_statute")),
    (rf"(?:经|在)?(?:被)?(?:行政机关)?{_LIMIT}{_DONE}(?:的)?", _corrected(_BY_LIMIT)),
    (
        rf"{_OWN}(?:或者?|、)(?:在|经)?(?:行政机关|执法机关)?{_LIMIT}{_DONE}(?:的)?",
        _corrected(f"{_BEFORE} or {_BY_LIMIT}"),
    ),
    (r"(?:能够|并|能)?及时(?:改正|整改|纠正)(?:的)?", _both(_CORRECTED, _TIMELY)),
    (
        r"(?:当场|现场)(?:完成)?(?:改正|整改|纠正)(?:的)?",
        _corrected("incident.corrected_on <= incident.found_on"),
    ),
    (r"(?:且|并)?(?:没有|未)(?:造成)?(?:实际)?危害后果(?:的)?", _both(_NO_HARM)),
    (r"(?:且|并)?危害后果轻微(?:的)?", _both(_SLIGHT)),
    (r"违法(?:行为|情节)轻微(?:的)?", _both(_MINOR)),
    (r"违法行为轻微并及时(?:改正|纠正)", _both(_MINOR, _CORRECTED, _TIMELY)),
    (r"(?:且)?(?:没有|无)违法所得", _both(_NO_GAIN)),
    (
        r"(?:自愿)?(?:签订|签署|提交)(?:了)?(?:书面)?(?:守法|整改)?承诺书?",
        _both(_COMMITMENT),
    ),
    (
        rf"(?P<what>{'|'.join(sorted(_AMOUNTS, key=len, reverse=True))})(?:在)?"
        r"(?P<words>不超过|不足|未超过|不满|未满|不高于)?"
        r"(?P<limit>\d+(?:\.\d+)?(?:元|千元|万元|亿元))(?P<after>以下|以内)?",
        _amount,
    ),
    (
        r"(?:违法行为)?持续(?:时间)?(?P<words>不超过|不足|未超过|不满|未满)"
        rf"(?P<number>{_NUMBER})(?P<unit>日|天|个月|月)",
        _duration,
    ),
)
_RULES = tuple((re.compile(pattern), build) for pattern, build in _WRITTEN)
