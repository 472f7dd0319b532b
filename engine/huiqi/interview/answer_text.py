"""An answer as it is typed, in the notation of a profile."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial

from huiqi.dates import days_written
from huiqi.diagnostics import Diagnostic, Diagnostics, Place, input_error
from huiqi.interview.questioning import NOT_YET, UNITS
from huiqi.interview.results import AnswerKind, InterviewQuestion
from huiqi.interview.told_anew import Places, records_anew
from huiqi.language.types import DATE, MONEY, RATIO
from huiqi.profile.account import NOT_APPLICABLE
from huiqi.profile.completion import not_yet_told
from huiqi.profile.record_lists import told_list
from huiqi.profile.value_reader import MOST_RECORDS
from huiqi.quantities import QuantityError, parse_span
from huiqi.rough_figures import range_about_it, said_about
from huiqi.rulebook.points import parse_range, with_unit
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.sentences import sentence
from huiqi.spelling import figure_text, one_line
from huiqi.wordings import says_none, says_not_applicable, says_unknown, yes_or_no

#: What says that a figure is a tenth about what is written.
TENTH = "~"
#: The longest answer that is taken.
LONGEST = 2000


def answer_written(
    inquiry: InterviewQuestion,
    written: str | Sequence[Mapping[str, str]],
    as_of: date,
    places: Places = (),
) -> object:
    """What a profile says for it; a bare figure counts what the question asks, and a day that has
    not come is one after that of decision.  ``places``: of a list that is told anew.

    Raises:
        InputError: P196 what is no answer to a question of this kind.
    """
    if isinstance(written, str):
        text = one_line(written)
        if not text or len(text) > LONGEST:
            message = sentence("没有写回答") if not text else _too_long()
            remedy = sentence("不知道就答 不知道")
            raise input_error("P196", Place("interview"), message, remedy=remedy)
        if inquiry.kind is AnswerKind.RECORDS:
            return _no_records(text)
        has_none = says_none(text) and NOT_APPLICABLE in (one.written for one in inquiry.options)
        if has_none or says_not_applicable(text):
            return NOT_APPLICABLE
        if says_none(text) and _none_is_zero(inquiry):
            text = "0"
        return _not_yet(inquiry.declared, text, as_of) or _with_unit(inquiry, text)
    if inquiry.kind is not AnswerKind.RECORDS or not isinstance(inquiry.asked_of, Fact):
        raise input_error("P196", Place("interview"), sentence("这一问只要一个回答"))
    if len(written) > MOST_RECORDS:
        message = sentence("清单超过 {number} 条", number=MOST_RECORDS)
        raise input_error("P125", Place("interview"), message)
    fact, told = inquiry.asked_of, inquiry.told if isinstance(inquiry.told, list) else []
    stood = dict(zip(range(len(written)), places, strict=False))
    lines = []
    for place, record in enumerate(written):
        at = stood.get(place)
        lines.append(_record(fact, record, as_of, {} if at is None else told[at]))
    return records_anew(fact, told, lines, places)


def _none_is_zero(inquiry: InterviewQuestion) -> bool:
    """Whether the question itself says that none is written as nought."""
    question = inquiry.declared.question
    return question is not None and _NONE_AS_ZERO in question.zh


_NONE_AS_ZERO = sentence("没有写 0")
_NO_NAME = sentence("没有就写 没有，不知道就写 不知道")
#: How many there are is no name of one of them.
_COUNTED = re.compile(
    r"[\d一二两三四五六七八九十百几多好]+ ?(?:[个项条件台种次款张份]|家)?"
    r"(?:项目|产品|称号|证书|合同|奖项|事项)?"
)


def _too_long() -> str:
    return sentence("回答超过 {number} 个字", number=LONGEST)


_FIGURES = (MONEY, RATIO, DATE)


def is_no_name(text: str) -> bool:
    """Whether it says that there are some, how many, how much or when, and names none of them."""
    said = says_unknown(text) or says_none(text) or says_not_applicable(text)
    said = said or yes_or_no(text) is not None or _COUNTED.fullmatch(text) is not None
    figure = said_about(text) or text
    read = any(_reads(partial(parse_range, type_=type_), figure) for type_ in _FIGURES)
    return said or read or _reads(parse_span, figure)


def _reads(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except QuantityError:
        return False
    return True


def _no_records(text: str) -> str | list[dict[str, str]]:
    """That there is none, or that a list does not apply."""
    if says_not_applicable(text):
        return NOT_APPLICABLE
    told = told_list(text)
    if told != []:
        message = sentence("清单一条一条写；没有就写 没有")
        raise input_error("P196", Place("interview"), message, found=text)
    return []


def _with_unit(inquiry: InterviewQuestion, text: str) -> str:
    if inquiry.kind is not AnswerKind.NUMBER:
        return text
    try:
        text = _rough_figure(inquiry, text) or text
        return with_unit(text, inquiry.declared.type, inquiry.unit) if inquiry.unit else text
    except QuantityError:
        # The reader of profiles says what is wrong with it.
        return text


def _rough_figure(inquiry: InterviewQuestion, text: str) -> str:
    """The range of a figure that is said to be about what is written, or more, where such a range
    says something; as a cell of a table is read.
    """
    return range_about_it(text) if inquiry.may_be_rough else ""


def read_roughly(
    inquiry: InterviewQuestion, written: str | Sequence[Mapping[str, str]]
) -> tuple[Diagnostic, ...]:
    """As what a word (约800, 800多) is read; whoever writes ~800 knows it."""
    text = one_line(written) if isinstance(written, str) else ""
    told = Diagnostics()
    range_, is_told = _rough_figure(inquiry, text), figure_text(text).startswith(TENTH)
    if range_ and not is_told and said_about(text):
        told.warn("P199", Place("interview"), sentence("“{typed}”按上下一成读", typed=text))
    elif range_ and not is_told:
        low, high = range_.split("..")
        message = sentence("“{typed}”按 {low} 至 {high} 读", typed=text, low=low, high=high)
        told.warn("P199", Place("interview"), message)
    return tuple(told.items)


def _not_yet(declared: Fact | Definition, text: str, as_of: date) -> str:
    """Of a day that may lie ahead, as a profile writes it that it has not come; that day, where one
    that lies ahead is written beside that.
    """
    if not isinstance(declared, Fact) or declared.not_yet is None:
        return ""
    planned = text.removesuffix(NOT_YET).strip()
    days = days_written(planned) if planned != text else None
    if days is not None and days[0] > as_of:
        return planned
    return not_yet_told(text, as_of)


def _is_same(field: Fact | None, text: str, stood: str) -> bool:
    """Whether a field says what it said, of an option also by its other name."""
    kinds = field.type.enumeration if field is not None else None
    symbol = kinds.find(text) if kinds is not None else None
    return text == one_line(stood) or (
        kinds is not None and symbol is not None and symbol == kinds.find(stood)
    )


def _record(
    fact: Fact, record: Mapping[str, str], as_of: date, stood: Mapping[str, object]
) -> dict[str, object]:
    """The fields that are told of a record; bare amounts count 万元 here as well.

    ``stood``: what was told of it before, which is no less an answer than it was.
    """
    found: dict[str, object] = {}
    for name, written in record.items():
        text, field = one_line(str(written)), fact.fields.get(name)
        if not text:
            # Of what was told that is an answer: it is not told any more.
            found |= {name: ""} if name in stood else {}
            continue
        if name in stood and _is_same(field, text, str(stood[name])):
            found[name] = stood[name]
            continue
        if len(text) > LONGEST:
            raise input_error("P196", Place("interview"), _too_long())
        if name == fact.shown_by and is_no_name(text):
            message = sentence("{field}：写名称，一条一条写", field=fact.fields[name].label)
            raise input_error("P196", Place("interview"), message, found=text, remedy=_NO_NAME)
        unit = UNITS.get(field.type.kind) if field is not None else None
        if field is not None and unit is not None and not says_not_applicable(text):
            with suppress(QuantityError):
                text = with_unit(text, field.type, unit)
        found[name] = (_not_yet(field, text, as_of) if field is not None else "") or text
    return found | dict(_kind_named(fact, {**stood, **found}))


def _kind_named(fact: Fact, record: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What kind it is, where it is called as a kind is."""
    for part in fact.key:
        field = fact.fields.get(part)
        kinds = field.type.enumeration if field is not None else None
        if kinds is not None and not record.get(part) and fact.shown_by is not None:
            symbol = kinds.find(str(record.get(fact.shown_by, "")))
            if symbol is not None:
                yield part, kinds.label(symbol, "zh")
