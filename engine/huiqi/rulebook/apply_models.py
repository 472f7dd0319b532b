"""The YAML of how one applies for a measure, as pydantic models."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema

from huiqi.quantities import Span, parse_span
from huiqi.rulebook.apply import MonthDay
from huiqi.rulebook.force import Sighting
from huiqi.rulebook.model_parts import BasisModel, EitherText, Model
from huiqi.sentences import sentence

_TELEPHONE = re.compile(r"\+?[0-9][0-9() -]{1,24}[0-9](转[0-9]{1,8})?")
_URL = re.compile(r"(https?://)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d+)?(/[^\s<>\"]*)?")

#: Examples of either.
_TELEPHONES = ("0635-8378982", "12345", "8378982转801")
_SPANS = ("60个工作日", "30日", "3个月")


def _telephone(value: object) -> str:
    written = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(written, str) or not _TELEPHONE.fullmatch(written):
        raise ValueError(sentence("电话写作数字，可带区号和分机：{examples}", examples=_TELEPHONES))
    return written


def _url(value: str) -> str:
    if not _URL.fullmatch(value):
        raise ValueError(sentence("网址写作 https://… 或 www.…，没有空格"))
    return value


def _span(value: object) -> Span:
    span = parse_span(str(value))
    if span.amount < 1:
        raise ValueError(sentence("时限写作一个正数加单位：{examples}", examples=_SPANS))
    return span


#: A day, a month or a year.
SeenOn = Annotated[
    Sighting,
    PlainValidator(Sighting.parse),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
]
#: A day of each year, or a month.
EachYear = Annotated[
    MonthDay,
    PlainValidator(MonthDay.parse),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^\d{1,2}(-\d{1,2})?$"}),
]
TelephoneNumber = Annotated[
    str, PlainValidator(_telephone), WithJsonSchema({"type": ["string", "integer"]})
]
Address = Annotated[str, AfterValidator(_url)]
PositiveSpan = Annotated[
    Span,
    PlainValidator(_span),
    WithJsonSchema({"type": "string", "description": "such as 60个工作日, 30日 or 3个月"}),
]


class CitedModel(Model):
    """A statement on applying; without a basis of its own it rests on the measure's."""

    basis: tuple[BasisModel, ...] = ()


class YearlyModel(Model):
    """Each year: 03-01, or 03 where the source names the month alone."""

    first: EachYear | None = Field(None, alias="from")
    last: EachYear | None = Field(None, alias="until", description="before from: in the next year")


class WindowModel(CitedModel):
    """When applications are taken: once (``from``, ``until``), ``yearly``, or ``all_year``."""

    first: SeenOn | None = Field(None, alias="from", description="a day, or a month: 2023-03")
    last: SeenOn | None = Field(None, alias="until", description="its last day (截止)")
    year: int | None = Field(None, ge=1990, le=2100, description="for which year (申报年度)")
    yearly: YearlyModel | None = Field(
        None, description="each year, as the measure's own text says; a call for one year is once"
    )
    all_year: bool = Field(False, description="the source says 常年受理")
    condition: EitherText | None = Field(None, description="for whom this window is")


class PlatformModel(CitedModel):
    """Where one applies online."""

    name: EitherText | None = None
    url: Address | None = None


class OfficeModel(CitedModel):
    """Who takes applications (受理单位), and at which address (受理地址)."""

    name: EitherText
    address: EitherText | None = None


class TelephoneModel(CitedModel):
    """A number to ask (咨询电话), and whose it is."""

    number: TelephoneNumber
    whose: EitherText | None = None


class MaterialModel(CitedModel):
    """A paper to hand in (申报材料)."""

    name: EitherText
    issuer: EitherText | None = Field(None, description="who issues it")
    copies: int | None = Field(None, ge=1, le=99, description="一式几份")


class ObligationModel(CitedModel):
    """What whoever has it owes afterwards."""

    text: EitherText
    due: EachYear | None = Field(None, description="by which day of each year: 05-31")


class PaidWithinModel(CitedModel):
    """How soon it is paid (兑现时限)."""

    span: PositiveSpan
    since: EitherText | None = Field(None, description="from when it counts")


class ApplyModel(Model):
    """How to apply; what is absent the sources do not say."""

    windows: tuple[WindowModel, ...] = ()
    platform: PlatformModel | None = None
    office: OfficeModel | None = None
    telephones: tuple[TelephoneModel, ...] = ()
    materials: tuple[MaterialModel, ...] = ()
    obligations: tuple[ObligationModel, ...] = ()
    paid_within: PaidWithinModel | None = None
    automatic: bool | None = Field(None, description="paid without an application (免申即享)")
    note: EitherText | None = Field(None, description="what else is said of applying")
