"""Days as they are written in Chinese, in spreadsheets and in forms.

A month, a year or a part of one (:mod:`huiqi.parts_of_year`) where a day is asked is any of its
days: a range, never its first day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone

from huiqi.numerals import section
from huiqi.parts_of_year import part_of_year
from huiqi.quantities import QuantityError
from huiqi.sentences import sentence
from huiqi.spelling import figure_text

#: China keeps one time, eight hours ahead, without summer time since 1992.
_BEIJING = timezone(timedelta(hours=8))
_YEAR = re.compile(r"(\d{4}) ?(?:年[度末底]?)?")
_MONTH = re.compile(r"(\d{4})(?:(?P<mark>[-/.])(\d{1,2})|年(\d{1,2})月份?)")
_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})"
    r"|年(\d{1,2})月(\d{1,2})[日号]|(\d{2})(\d{2}))(?:(?:[ T]|(?<=[日号]))00?:00(?::00(?:\.0+)?)?)?"
)
#: More than a number: a year of four figures that says that it is one, or goes on.
_LONG_YEAR = re.compile(r"\d{4}(?:年|[-/]\d{1,2}(?!\d))|(?:19|20)\d{2}(?:\.\d+)?$")
_YEAR_AND_FRACTION = re.compile(r"\d{4}\.\d+")
#: A year without its century: only where 年 and 月 say what the figures are.
_SHORT_YEAR = re.compile(r"(\d{2})(?=年\d{1,2}月)")
#: A spreadsheet keeps 2022.10 as the number 2022.1.
_FIRST_OR_TENTH = re.compile(r"((?:19|20)\d{2})\.1")
#: The same before a month or the end of the year: 28.11, 27年底.  What may be a month is no year.
_SHORT_BEFORE = re.compile(
    r"(?<![\d.,/])(?=(?:1[3-9]|[2-4]\d)(?:年?[底末]"
    r"|(?P<mark>[./-])(?:0?[1-9]|1[0-2])(?:(?P=mark)(?:0?[1-9]|[12]\d|3[01]))?"
    r"(?![\d%‰万亿元]|(?P=mark)\d)))"
)
_CENTURY = "20"
#: A year of two digits that says that it is one; longer ago it may be to come as well.
_TWO_DIGITS, _LONG_AGO = re.compile(r"(?<![\d./-])(\d\d)年(?![之以]?[前后内])"), 50
#: What people call a year from where they stand, and how far it lies from their own.
RELATIVE_YEARS = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "前年": -2, "大前年": -3}
RELATIVE_YEARS |= {"上年": -1, "上年度": -1, "上一年": -1, "上一年度": -1}
RELATIVE_YEARS |= {"上年同期": -1, "去年同期": -1}
#: Those told from the year that a table is of, and not from when it was filled in.
OF_THE_TABLE = ("本年", "本年度", "上年", "上年度", "上一年", "上一年度", "上年同期")
#: A whole year by its months, and a part of one from its first: 1-12月, 1-10月.
WHOLE_YEAR = re.compile(r"\(?1月?[-—–~至到]12月(?:份|累计)*\)?|\(全年\)")
PART_OF_YEAR = re.compile(r"(?<!\d)1月?[-—–~至到](?:[2-9]|1[01])月")
#: These, and years to come: of what ends or is planned.
YEARS_TOLD = {**RELATIVE_YEARS, "明年": 1, "后年": 2}
#: One of these words, in a pattern: the longest that fits.
RELATIVE_YEAR = "|".join(sorted(RELATIVE_YEARS, key=len, reverse=True))
_YEAR_TOLD = re.compile("|".join(sorted(YEARS_TOLD, key=len, reverse=True)))
_RELATIVE = re.compile(f"({RELATIVE_YEAR})(.+)")
#: The last year of this century that is written so.
_LATEST_SHORT = 49
#: A year and a month, or a day of a year without its century.
_SIX = re.compile(r"(\d{4})(\d{2})")
_YEAR_AND_MONTH = "{}年{}月"
_OF_YEAR = "{}年{}"
#: A year of two digits before what there is of it; 12月 is none, nor is 35人.
_YEAR_BEFORE = re.compile(
    r"([1-3]\d)(?:年(?=\D\D)|(?=[^\d年月日号%‰.,/:人家个岁项户条台套天元万亿米吨期-]\D))"
)
#: The same within it, of these years alone, and not how long: 加计25年报了多少; not 近25年.
_YEAR_WITHIN = re.compile(
    r"(?<=[^\W\d_])(?<![近满前去第过每后达超约])(?=2\d年度?(?![限内以期间来])[^\W\d_])"
)
#: The same behind it, or in a bracket: 研发25年, 研发（25年）, 研发（25）.
_YEAR_BEHIND = re.compile(
    r"(?:(?<=[^\d第近满])(?<![约前后共])(?=\d\d年度?(?:\)|$))|(?<=\()(?=\d\d\)$))"
    r"(1[5-9]|2\d|3[0-4])(?!\d)"
)
#: A year among other remarks of a bracket: (25年,万).
_YEAR_AMONG = re.compile(
    r"\((?P<before>[^()]*[,、; ])?(?P<year>(?:19|20)\d\d年?|(?:1[5-9]|2\d|3[0-4])年)度?"
    r"(?P<part>年报|数据?|[年期]?[末底])?(?P<after>[,、; ][^()]*)?\)"
)
#: The same behind it with nothing that says so: 研发25, 研发-25.  It may be another number.
_YEAR_AT_END = re.compile(
    r"(?<!\d)(?P<name>.*[^\W\da-z_近满约共第])[-_'’. ]?(?P<year>1[5-9]|2\d|3[0-4])"
)
#: A day, or a month, in Chinese numerals: 二〇一五年三月.
_NUMERAL = "[〇○零一二三四五六七八九十]"
_NUMERALS = re.compile(
    rf"({_NUMERAL}{{4}})(?:年(?:({_NUMERAL}{{1,3}})月(?:({_NUMERAL}{{1,3}})[日号])?)?)?"
)
_DIGITS = {numeral: str(place) for place, numeral in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": "0", "○": "0"}
_TEN = "十"
#: Spaces beside the signs of a day.
_LOOSE = re.compile(r" ?([-/.年月日号]) ?(?=\d|$)")
#: The days that a spreadsheet counts, between 1955 and 2119, as a plain number.
_SERIAL = re.compile(r"[2-7]\d{4}")
_SPELLINGS = sentence(
    "日期写作 2023-06-20、2023年6月20日 或 2023/6/20；只知道月或年，写 2023年6月、2023年"
)


def today() -> date:
    """The day in Beijing, whatever the machine's zone."""
    return datetime.now(_BEIJING).date()


def parse_date(text: str) -> date:
    """A single day from ``"2023-06-20"``, ``"2023年6月20日"``, ``"2023/6/20"`` and the like.

    Raises:
        QuantityError: It is no day, an impossible one, or only a month or a year.
    """
    first, last = parse_days(text)
    if first != last:
        raise QuantityError(sentence("这里要写到哪一天，例如 2023-06-20"))
    return first


def parse_days(text: str) -> tuple[date, date]:
    """The first and the last of the days that are meant; two alike where a day is written.

    Raises:
        QuantityError: It is no day, month or year, or an impossible one.
    """
    written = _in_digits(_LOOSE.sub(r"\1", figure_text(text)))
    short = _SHORT_YEAR.match(written)
    if short is not None:
        written = f"{'20' if int(short[1]) <= _LATEST_SHORT else '19'}{written}"
    part = part_of_year(written)
    if part is not None:
        return part
    year = written_year(written)
    if year is not None:
        return _day(year, 1, 1), _day(year, 12, 31)
    match = _DAY.fullmatch(written)
    if match is not None:
        month, day = (int(part) for part in match.groups()[1:] if part)
        one = _day(int(match[1]), month, day)
        return one, one
    six = _SIX.fullmatch(written)
    if six is not None:
        written = _YEAR_AND_MONTH.format(six[1], _six_digits(six))
    match = _MONTH.fullmatch(written)
    if match is None:
        raise QuantityError(_unknown(written))
    if match["mark"] == "." and match[3] == "1":
        # A spreadsheet keeps 2022.10 as the number 2022.1.
        said = sentence(
            "{written} 是一月还是十月？写 {year}年1月 或 {year}年10月",
            written=written,
            year=match[1],
        )
        raise QuantityError(said)
    number, month = int(match[1]), int(match[3] or match[4])
    first = _day(number, month, 1)
    return first, first.replace(day=monthrange(number, month)[1])


def from_first_to_tenth_month(text: str) -> str:
    """The days from the first of January to the last of October where it may be a day of either:
    a range, of 2022.1; empty of anything else.
    """
    days = _january_or_october(text)
    return f"{days[0]}..{days[1]}" if days is not None else ""


def _january_or_october(text: str) -> tuple[date, date] | None:
    match = _FIRST_OR_TENTH.fullmatch(figure_text(text))
    return None if match is None else (date(int(match[1]), 1, 1), date(int(match[1]), 10, 31))


def year_in_full(name: str) -> str:
    """A name with the year before, behind or within it in full, where that has two digits: 24营收,
    24年营收, 营收（24年）, 营收（24）, 加计25年报了多少.
    """
    name = _YEAR_AMONG.sub(_year_apart, name)
    name = _YEAR_BEHIND.sub(rf"{_CENTURY}\1", name)
    name = _YEAR_WITHIN.sub(_CENTURY, name)
    match = _YEAR_BEFORE.match(name)
    return _OF_YEAR.format(2000 + int(match[1]), name[match.end() :]) if match else name


def _year_apart(bracket: re.Match[str]) -> str:
    """A bracket that has a year among other remarks, as one of the year and one of the others."""
    year = bracket["year"].removesuffix("年")[-2:]
    century = bracket["year"][:2] if len(bracket["year"]) >= len("2025") else _CENTURY
    others = [
        part for side in ("before", "after") if (part := (bracket[side] or "").strip(",、; "))
    ]
    if not others and not bracket["part"]:
        # Nothing stands beside the year.
        return bracket[0]
    return f"({_OF_YEAR.format(century + year, '')})" + "".join(f"({other})" for other in others)


def year_at_end(name: str) -> tuple[str, int] | None:
    """A name and the year that two bare figures behind it may be (研发25), where there are any.

    That they are one is sure only beside the same name with another year.
    """
    match = _YEAR_AT_END.fullmatch(name)
    return None if match is None else (match["name"], 2000 + int(match["year"]))


def centuries_in_full(text: str) -> str:
    """A text of days with the century of each year that is written without it before its month or
    its end: 28.11 as 2028.11.
    """
    return _SHORT_BEFORE.sub(_CENTURY, text)


def short_years_in_full(text: str, as_of: date) -> str:
    """A text with each year of two digits before 年 in full, where it can only be of one year: 09年
    as 2009年; 27年 may be hoped for, and stays as it is.
    """

    def year(match: re.Match[str]) -> str:
        told = as_of.year - (as_of.year - int(match[1])) % 100
        return _OF_YEAR.format(told, "") if told > as_of.year - _LONG_AGO else match[0]

    return _TWO_DIGITS.sub(year, text)


def in_years(text: str, as_of: date, words: Mapping[str, int]) -> str:
    """A text with each of these ``words`` for a year, told from the day of decision, as its year:
    今年10月 as 2026年10月.
    """

    def year(word: re.Match[str]) -> str:
        told = words.get(word[0])
        return word[0] if told is None else _OF_YEAR.format(as_of.year + told, "")

    return _YEAR_TOLD.sub(year, text)


def with_year(text: str, as_of: date) -> str:
    """A day of this year or of one before, told from the day of decision (今年6月), with its year;
    empty where none is told.
    """
    match = _RELATIVE.fullmatch(figure_text(text))
    if match is None:
        return ""
    told = _OF_YEAR.format(as_of.year + RELATIVE_YEARS[match[1]], match[2])
    return told if days_written(told) is not None else ""


def days_perhaps(text: str) -> tuple[date, date] | None:
    """As :func:`days_written`; of 2022.1 those from January to October."""
    return _january_or_october(text) or days_written(text)


def days_written(text: str) -> tuple[date, date] | None:
    """The same; ``None`` where no day is written."""
    try:
        return parse_days(text)
    except QuantityError:
        return None


def _in_digits(written: str) -> str:
    """What is written in Chinese numerals, in digits; else as it is."""
    match = _NUMERALS.match(written)
    if match is None or _TEN in match[1]:
        return written
    year = "".join(_DIGITS[numeral] for numeral in match[1])
    if match[2] is None or match.end() < len(written):
        return f"{year}{written[len(match[1]) :]}"
    # What is no number is no month and no day.
    month = section(match[2]) or 0
    if match[3] is None:
        return _YEAR_AND_MONTH.format(year, month)
    return f"{year}-{month}-{section(match[3]) or 0}"


def _six_digits(match: re.Match[str]) -> str:
    """The month of 201311; 201106 may be a day of November 2020 as well.

    Raises:
        QuantityError: It may be both.
    """
    short = f"20{match[1][:2]}-{match[1][2:]}-{match[2]}"
    try:
        day = date.fromisoformat(short)
    except ValueError:
        return match[2]
    month = sentence("{year}年{month}月", year=match[1], month=int(match[2]))
    if not 1 <= int(match[2]) <= 12:
        raise QuantityError(
            sentence("{written} 没有写世纪，是 {day} 就写 {day}", written=match[0], day=day)
        )
    said = sentence(
        "{written} 是 {month}，还是 {day}？写 {month} 或 {day}",
        written=match[0],
        month=month,
        day=day,
    )
    raise QuantityError(said)


def written_year(written: object) -> int | None:
    """A year as written: 2022, 2022年, 2022年度 or 2022年末; ``None`` where it is none."""
    match = _YEAR.fullmatch(figure_text(str(written)))
    return int(match[1]) if match else None


def year_meant(written: str) -> int | None:
    """The year of what is written as 二〇一五年, or with its month or day (2026.3, or 2026.1, of
    whichever month), where all four figures of the year stand; ``None`` where it is none.

    Raises:
        QuantityError: It begins as a year and goes on as no month, such as 2026.55.
    """
    text = _in_digits(_LOOSE.sub(r"\1", figure_text(written)))
    if _LONG_YEAR.match(text) is None:
        return None
    days = days_perhaps(text.removesuffix(".0"))
    if days is None and _YEAR_AND_FRACTION.fullmatch(text):
        raise QuantityError(sentence("年份只写四位，如 {year}", year=text[:4]))
    return None if days is None else days[0].year


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise QuantityError(sentence("没有这一天")) from None


def _unknown(written: str) -> str:
    if _SERIAL.fullmatch(written):
        day = date(1899, 12, 30) + timedelta(days=int(written))
        return sentence(
            "{written} 像是表格软件里的日期序号（{day}）：把单元格设成日期格式，或写成日期",
            written=written,
            day=day,
        )
    return _SPELLINGS
