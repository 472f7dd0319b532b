"""Facts from a platform's table, put beside what the enterprise states.

What the enterprise states wins; where both differ, both are told.

Codes: P160 the enterprise has no code to look for, P165 both differ (a remark).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from huiqi.diagnostics import Diagnostics, Place
from huiqi.language.formatting import money
from huiqi.language.types import Kind
from huiqi.profile.account import Account
from huiqi.profile.column_names import Key
from huiqi.profile.credit_code import check_credit_code
from huiqi.profile.platform_table import PlatformTable
from huiqi.profile.profile import Differing, Given, Prefilled, Profile
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text
from huiqi.sentences import InLanguages, sentence
from huiqi.spelling import code_text
from huiqi.values import Interval

_NO_CODE = sentence("没有写统一社会信用代码，不知道用平台的哪一行")
_REMEDY = sentence("画像里写上统一社会信用代码；表里填在“先看这里”那一张")


def prefilled(
    profile: Profile, platform: PlatformTable, rulebook: Rulebook, diagnostics: Diagnostics
) -> Profile:
    """The profile with what the table says of the enterprise and it does not say itself.

    Raises :class:`~huiqi.diagnostics.InputError` with every fault at its place.
    """
    if not profile.credit_code:
        diagnostics.report("P160", Place(profile.file), _NO_CODE, remedy=_REMEDY)
    diagnostics.raise_errors()
    row = platform.read(profile.credit_code, rulebook, diagnostics)
    given = {key: own for key, (own, _) in row.items()}
    return _together(profile, given, platform, rulebook, diagnostics)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformFact:
    """What a platform says of a fact, and what is stated of it already (then that is used)."""

    name: str
    year: int | None
    told: Given
    written: str
    stated: Given | None

    @property
    def key(self) -> str:
        """As a form names it."""
        return self.name if self.year is None else f"{self.name}[{self.year}]"

    @property
    def differs(self) -> bool:
        """Whether it is stated otherwise."""
        return self.stated is not None and _differ(self.stated, self.told)


def offered(
    profile: Profile,
    code: str,
    platform: PlatformTable,
    rulebook: Rulebook,
    diagnostics: Diagnostics,
) -> tuple[PlatformFact, ...]:
    """What the row of a code says; nothing of it is used yet.

    Raises :class:`~huiqi.diagnostics.InputError`: P160 no code, or another than the profile's; P162
    none of the table, P110 nor of any enterprise; what is wrong with the row.
    """
    own, place = code_text(code), Place(sentence("统一社会信用代码"))
    reason = check_credit_code(own)
    if not own:
        remedy = sentence("写上统一社会信用代码，18 位")
        diagnostics.report("P160", place, _NO_CODE, remedy=remedy)
    elif profile.credit_code and own != profile.credit_code:
        message = sentence("与画像里写的统一社会信用代码不同，不是同一户企业")
        diagnostics.report("P160", place, message, found=own)
    elif own not in platform and reason is not None:
        message = sentence("统一社会信用代码：{problem}", problem=reason)
        diagnostics.report("P110", place, message, found=own)
    elif own not in platform:
        message = sentence("平台的数据里没有这户企业")
        remedy = sentence("核对代码；平台没有的，自己填")
        diagnostics.report("P162", place, message, found=own, remedy=remedy)
    diagnostics.raise_errors()
    return tuple(
        PlatformFact(
            name=name, year=year, told=told, written=text, stated=profile.given(name, year)
        )
        for (name, year), (told, text) in platform.read(own, rulebook, diagnostics).items()
    )


def taking(
    account: Account, facts: tuple[PlatformFact, ...], code: str, platform: PlatformTable
) -> Account:
    """What is told, with what was taken of a platform: each with whose it is and by which right."""
    told = dict(account.facts)
    for one in facts:
        if one.stated is not None:
            continue
        value = {"value": one.written, "source": platform.source, "note": platform.lawful_basis}
        before = told.get(one.name)
        if one.year is None:
            told[one.name] = value
        else:
            told[one.name] = {**(before if isinstance(before, Mapping) else {}), one.year: value}
    return replace(account, facts=told, credit_code=account.credit_code or code_text(code))


def _together(
    profile: Profile,
    given: Mapping[Key, Given],
    platform: PlatformTable,
    rulebook: Rulebook,
    diagnostics: Diagnostics,
) -> Profile:
    """What is stated, and of the rest what the platform says; where both differ, both are kept."""
    facts, filled, differing = dict(profile.facts), [], []
    for key, one in given.items():
        name, year = key
        told = replace(one, source=platform.source, note=platform.lawful_basis)
        stated = profile.given(name, year)
        if stated is None:
            facts[key] = told
            filled.append(key)
        elif _differ(stated, told):
            differing.append(Differing(name=name, year=year, stated=stated, platform=told))
            label: InLanguages = rulebook.label(name)
            if year is not None:
                label = sentence("{fact}（{year}年）", fact=label, year=year)
            is_money = rulebook.declared(name).type.kind is Kind.MONEY
            diagnostics.warn(
                "P165",
                stated.place,
                sentence(
                    "{fact}：所填 {stated}，平台 {platform}（{place}），用所填的",
                    fact=label,
                    stated=_written(stated, is_money),
                    platform=_written(told, is_money),
                    place=str(told.place),
                ),
                remedy=sentence("核对哪个对；平台的不对，向数据来源单位提出更正"),
            )
    return replace(
        profile,
        facts=facts,
        prefilled=Prefilled(
            origin=platform.origin,
            lawful_basis=platform.lawful_basis,
            day=platform.day,
            facts=tuple(filled),
            differing=tuple(differing),
        ),
    )


def _differ(one: Given, other: Given) -> bool:
    return repr(one.value) != repr(other.value)


def _written(given: Given, is_money: bool) -> str | Text:
    """As it was written; an amount with its unit, which the head of a column may have had."""
    value = given.value
    if is_money and isinstance(value, Interval) and value.known:
        amount = Decimal(value.low)
        return Text(zh=money(amount, "zh"), en=money(amount, "en"))
    return given.written
