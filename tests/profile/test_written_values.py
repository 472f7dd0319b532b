"""Every spelling of a value that has one meaning reads the same; what has two is refused."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.dates import parse_date, parse_days, written_year, year_meant
from huiqi.diagnostics import Diagnostics, InputError
from huiqi.language.types import COUNT, DATE, MONEY, RATIO, Type
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import profile_from
from huiqi.quantities import QuantityError, parse_count, parse_money, parse_ratio
from huiqi.rough_figures import said_about
from huiqi.rulebook.documents import read_yaml_text
from huiqi.rulebook.points import is_bare, parse_range, with_unit
from huiqi.tables.moments import parse_moment
from huiqi.truth import Truth
from huiqi.values import Interval, Records, Value, exactly, symbol
from huiqi.wordings import says_unknown, yes_or_no
from tests.profile.read_rows import read_profiles
from tests.profile.test_reader import RULES

_WIDE = {code: 0xFEE0 + code for code in range(0x21, 0x7F)}


def full_width(text: str) -> str:
    """The text as an input method for Chinese writes it."""
    return text.translate(_WIDE)


def read(facts: str) -> tuple[Profile, Diagnostics]:
    """A profile of these facts, and what was said of it."""
    diagnostics = Diagnostics()
    document = read_yaml_text(f"facts:\n  {facts}\n", "p.yaml", diagnostics)
    assert document is not None, diagnostics.items
    return profile_from(document, RULES, diagnostics), diagnostics


def value(facts: str, name: str, year: int | None = None) -> Value | None:
    """The one value, read without a finding; ``None`` where it is unknown."""
    profile, diagnostics = read(facts)
    assert not diagnostics.items, [str(item) for item in diagnostics.items]
    found = profile.given(name, year)
    return None if found is None else found.value


def refusal(facts: str) -> str:
    """What is said of the one value that is refused."""
    _, diagnostics = read(facts)
    (one,) = diagnostics.errors
    return str(one)


# ---- amounts, counts, ratios
@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("¥1200", "1200"),
        ("￥1,200.50", "1200.50"),
        ("人民币120万元", "1200000"),
        ("RMB 120万", "1200000"),
        ("120万元整", "1200000"),
        ("1.2亿", "120000000"),
        ("１．２亿元", "120000000"),
        ("1，200万元", "12000000"),
        ("1 200万元", "12000000"),
        ("1, 200 万元", "12000000"),
        ("（1,200）", "-1200"),
        ("（1，200）万元", "-12000000"),
        ("(1,200万元)", "-12000000"),
        ("￥（1,200）", "-1200"),
        ("－120万元", "-1200000"),
        ("−120万元", "-1200000"),
        ("- 120万元", "-1200000"),
        ("8.6 million yuan", "8600000"),
        ("CNY 8.6 million", "8600000"),
        ("86 Million RMB", "86000000"),
        ("1.25 billion yuan", "1250000000"),
        ("823.56k", "823560"),
        ("30 thousand", "30000"),
        ("1,200 yuan", "1200"),
        ("(1.2 million yuan)", "-1200000"),
        ("一千五百万", "15000000"),
        ("一千五百万元整", "15000000"),
        ("两亿", "200000000"),
        ("两个亿", "200000000"),
        ("900w", "9000000"),
        ("1.5W", "15000"),
        ("1.5个亿", "150000000"),
        ("一点五亿", "150000000"),
        ("1亿5000万", "150000000"),
        ("1 亿 5,000 万元", "150000000"),
        ("１亿５０００万", "150000000"),
        ("一亿零五百万", "105000000"),
        ("1,500 万", "15000000"),
        ("１５００万", "15000000"),
        ("壹仟伍佰万元整", "15000000"),
        ("人民币壹亿贰仟万圆整", "120000000"),
        ("一万零五", "10005"),
        ("十二万3456.78元", "123456.78"),
        ("负三百万", "-3000000"),
        ("零", "0"),
    ],
)
def test_amounts(written: str, yuan: str) -> None:
    """Signs of the currency, units for short, width, separators, losses as accountants write."""
    assert parse_money(written) == Decimal(yuan)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("约300万元", "约"),
        ("300万元左右", "左右"),
        ("300多万元", "多"),
        ("近300万元", "近"),
        ("300余万元", "余"),
        ("1,20万元", "不是一个数"),
        ("1.2.3万元", "不是一个数"),
        ("10²万元", "单位 ²"),
        ("300万美元", "美元"),
        ("-(1,200)", "不是一个数"),
        ("几百万", "几"),
        ("十几万", "几"),
        ("三百多万", "多"),
        # 15,000 to one and 10,005 to another; 300万 to 500万, or 350万.
        ("一万五", "不是一个数"),
        ("一亿五千", "不是一个数"),
        ("一百五", "不是一个数"),
        ("三五百万", "不是一个数"),
        ("1.5亿2000万", "不是一个数"),
        ("1亿20000万", "不是一个数"),
        ("5000万1亿", "不是一个数"),
        ("五万万", "不是一个数"),
        ("零五", "不是一个数"),
        ("一百美元", "美元"),
        ("3 million USD", "“USD”不是人民币"),
        ("3 millions of yuan", "单位 millions"),
        ("about 3 million yuan", "不是一个数"),
    ],
)
def test_what_is_no_exact_amount_is_refused(written: str, said: str) -> None:
    """A raised digit is no digit; what is rough asks for a bound or a range."""
    with pytest.raises(QuantityError, match=said):
        parse_money(written)


def test_a_rough_figure_is_told_what_to_write() -> None:
    """Its bound or its range, which then is what it says."""
    said = refusal("从业人员: {2022: 约300人}")
    assert ">=" in said
    assert "280至320" in said
    for told in ("280..320", "280至320"):
        assert value(f"从业人员: {{2022: '{told}'}}", "employees", 2022) == Interval(
            Decimal(280), Decimal(320)
        )


def numerals(number: int) -> str:
    """A whole number as it is said, worked out from its digits alone."""
    if number >= 10**4:
        scale, name = (10**8, "亿") if number >= 10**8 else (10**4, "万")
        above, rest = divmod(number, scale)
        nought = "零" if 0 < rest < scale // 10 else ""
        return f"{numerals(above)}{name}{nought}{numerals(rest) if rest else ''}"
    said, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            said += ("零" if gap and said else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return said or "零"


@given(st.integers(0, 10**12 - 1))
def test_an_amount_in_numerals_is_the_same_amount(number: int) -> None:
    """To the last 元, as it is said and as a cheque has it; a count of people, too."""
    said = numerals(number)
    cheque = said.translate(
        str.maketrans("一二三四五六七八九十百千万亿", "壹贰叁肆伍陆柒捌玖拾佰仟萬億")
    )
    for text in (f"{said}元", f"{cheque}元整", f"人民币{cheque}圆整"):
        assert parse_money(text) == number
    if number < 10**4:
        assert parse_count(f"{said}人", "人") == number
        assert parse_ratio(f"百分之{said}") == Decimal(number) / 100


@pytest.mark.parametrize("cell", ["5户", "两行", "三百美元"])
def test_a_cell_of_another_unit_is_refused_like_any_other(tmp_path: Path, cell: str) -> None:
    """Where its column has a unit of its own."""
    table = tmp_path / "表.csv"
    table.write_text(f"企业名称,2022年营业收入（万元）\n示例一厂,{cell}\n", encoding="utf-8")
    with pytest.raises(InputError, match="P120"):
        read_profiles(table, RULES, Diagnostics(), most=10)


@pytest.mark.parametrize(
    ("written", "type_", "low", "high"),
    [
        ("1500-1600", MONEY, "1500", "1600"),
        ("1,500万—1,600万", MONEY, "15000000", "16000000"),
        ("3% - 5%", RATIO, "0.03", "0.05"),
        ("300－320", COUNT, "300", "320"),
    ],
)
def test_a_dash_between_two_figures_is_a_range(
    written: str, type_: Type, low: str, high: str
) -> None:
    """Of what is no day; a year with its month is none, nor is a figure below zero."""
    assert parse_range(written, type_) == (Decimal(low), Decimal(high))


def test_a_dash_in_a_day_or_before_a_figure_is_none() -> None:
    """2018-03 is a month of a year; -5 is a loss; one figure of a range has no unit of its own."""
    assert parse_range("2018-03", COUNT, "年") == (Decimal(2018), Decimal(2018))
    assert parse_range("2018-03", DATE) == (date(2018, 3, 1), date(2018, 3, 31))
    assert parse_range("-5", MONEY) == (Decimal(-5), Decimal(-5))
    with pytest.raises(QuantityError, match="两头都要写单位"):
        parse_range("1-2万元", MONEY)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("640到1500万元", "640万元..1500万元"),
        ("640-1500万", "640万元..1500万"),
        ("640万至1500", "640万..1500万元"),
        # One of them counts something else, and which is not said of the other.
        ("1至2亿元", "1至2亿元"),
    ],
)
def test_one_unit_is_enough_where_bare_figures_count_the_same(written: str, told: str) -> None:
    """An answer in 万元 was sent back for what it left out."""
    assert with_unit(written, MONEY, "万元") == told


def test_what_is_written_in_words_is_read_in_digits_and_told() -> None:
    """In a profile; what is written in digits is told nothing of."""
    document = (
        "营业收入: {2022: 一千五百万, 2021: 至少一亿五千万, 2020: 1万5000}\n"
        "  成立日期: 2020年底\n  研发投入（财务报告口径）: {2022: 三百万至五百万, 2021: 3百万元}\n"
    )
    profile, diagnostics = read(document)
    assert [item.code for item in diagnostics.items if item.code != "P131"] == ["P134"] * 5
    told = " ".join(item.message for item in diagnostics.items)
    for words in (
        "“一千五百万”按 1500万元 读",
        "“至少一亿五千万”按 >= 15000万元 读",
        "“1万5000”按 15000元 读",
        "“2020年底”按 2020-12-01..2020-12-31 读",
        "“三百万至五百万”按 300万元..500万元 读",
    ):
        assert words in told
    revenue = [profile.given("revenue", year) for year in (2022, 2020)]
    assert [given.value for given in revenue if given is not None] == [
        exactly(Decimal(15_000_000)),
        exactly(Decimal(15_000)),
    ]


AMOUNTS = st.decimals(-(10**12), 10**12, places=2, allow_nan=False, allow_infinity=False)


@given(AMOUNTS)
def test_every_spelling_of_an_amount_is_one_amount(amount: Decimal) -> None:
    """Thousands, width, currency, units, brackets: the same fen."""
    plain, grouped = f"{abs(amount):f}", f"{abs(amount):,f}"
    sign = "-" if amount < 0 else ""
    in_ten_thousands = f"{abs(amount).scaleb(-4):f}"
    spellings = [
        f"{sign}{plain}元",
        f"{sign}{grouped}",
        f"{sign}¥{grouped}",
        f"{sign} {grouped} 元",
        f"{sign}{grouped.replace(',', '，')}元",
        f"{sign}{grouped.replace(',', ' ')}元",
        f"{sign}{in_ten_thousands}万元",
        f"{sign}{in_ten_thousands} 万",
    ]
    if amount < 0:
        spellings += [f"({grouped})", f"（{grouped}元）", f"（{in_ten_thousands}）万元"]
    spellings += [full_width(text) for text in spellings]
    assert {parse_money(text) for text in spellings} == {amount}


@given(st.integers(0, 10**7))
def test_every_spelling_of_a_count_is_one_count(number: int) -> None:
    """人, 名 and 位 are one."""
    spellings = [f"{number}", f"{number:,}", f"{number}人", f"{number:,} 名", f"{number}位"]
    spellings += [full_width(text) for text in spellings]
    assert {parse_count(text, "人") for text in spellings} == {Decimal(number)}


@given(st.decimals(-10, 10, places=4, allow_nan=False, allow_infinity=False))
def test_every_spelling_of_a_ratio_is_one_ratio(number: Decimal) -> None:
    """%, ％ and ‰; a loss in brackets."""
    percent, mille = f"{number * 100:f}", f"{number * 1000:f}"
    spellings = [f"{percent}%", f"{percent}％", f"{percent} %", f"{mille}‰"]
    spellings += [full_width(text) for text in spellings]
    if number < 0:
        spellings.append(f"（{percent.removeprefix('-')}%）")
    assert {parse_ratio(text) for text in spellings} == {number}


@pytest.mark.parametrize("unit", ["公斤", "万", "元", "%"])
def test_another_unit_is_no_count_of_people(unit: str) -> None:
    """What counts something else is refused."""
    with pytest.raises(QuantityError):
        parse_count(f"300{unit}", "人")


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        (">= 300", 300, None),
        ("≥300人", 300, None),
        ("＞＝300", 300, None),
        ("至少300人", 300, None),
        ("不少于300人", 300, None),
        ("300人以上", 300, None),
        ("300人及以上", 300, None),
        ("300+", 300, None),
        ("300+人", 300, None),
        ("超过300人", 301, None),
        ("300人以下", None, 300),
        ("300人以内", None, 300),
        ("不超过300人", None, 300),
        ("不满300人", None, 299),
        ("少于300人", None, 299),
        ("280..320人", 280, 320),
        ("280至320人", 280, 320),
        ("280人～320人", 280, 320),
    ],
)
def test_bounds_and_ranges(written: str, low: int | None, high: int | None) -> None:
    """以上 and 以下 include the figure, 超过 and 不满 do not."""
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert list(parse_range(written, COUNT, "人")) == ends


def test_both_ends_of_a_range_have_a_unit_or_neither() -> None:
    """1至2万元 may be 10,000 times as much."""
    with pytest.raises(QuantityError, match="两头"):
        parse_range("1至2万元", MONEY)
    expected = (Decimal(10_000), Decimal(20_000))
    assert parse_range("1至2", MONEY, bare=Decimal(10_000)) == expected
    assert parse_range("1万至2万元", MONEY) == expected


@pytest.mark.parametrize(
    ("written", "bare"),
    [("1,200", True), ("（1,200）", True), ("¥120", True), (">= 120", True), ("120以上", True),
     ("1..2万元", True), ("120万", False), ("（120元）", False), ("120元以上", False)],
)  # fmt: skip
def test_what_has_no_unit_is_known(written: str, bare: bool) -> None:
    """A sign of the currency, a bracket or a bound is none."""
    assert is_bare(written, MONEY) is bare


def test_a_bare_ratio_counts_what_its_header_says() -> None:
    """At both ends of a range."""
    ends = parse_range("30..52", RATIO, bare=Decimal("0.01"))
    assert ends == (Decimal("0.30"), Decimal("0.52"))


# ---- days
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_spelling_of_a_day_is_one_day(day: date) -> None:
    """Chinese, with slashes, points or hyphens, padded or not, full width, as a spreadsheet."""
    year, month, number = day.year, day.month, day.day
    spellings = [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day} 00:00:00",
        f"{day}T00:00:00",
        f"{year}年{month}月{number}日",
        f"{year}年{month:02}月{number:02}日",
        f"{year} 年 {month} 月 {number} 日",
        f"{year}年{month}月{number}号",
        *(f"{year}{mark}{month}{mark}{number}" for mark in "-/."),
        *(f"{year}{mark}{month:02}{mark}{number:02}" for mark in "-/."),
    ]
    spellings += [full_width(text) for text in spellings]
    assert {parse_date(text) for text in spellings} == {day}
    assert {parse_days(text) for text in spellings} == {(day, day)}
    assert {parse_moment(text)[0] for text in spellings} == {day}
    assert {parse_range(text, DATE) for text in spellings} == {(day, day)}


@pytest.mark.parametrize(
    "written",
    [
        "2015",
        "2015年",
        "2015年6月",
        "2015-06-05",
        "2015/6",
        "二〇一五年",
        "二〇一五",
        "二〇一五年六月",
    ],
)
def test_a_year_may_stand_with_its_month(written: str) -> None:
    """Where a year is asked, what is written names one."""
    assert parse_range(written, COUNT, "年") == (Decimal(2015), Decimal(2015))


@pytest.mark.parametrize(
    ("written", "number"), [("3", 3), ("3年", 3), ("15", 15), (">= 2015年", 2015)]
)
def test_a_number_of_years_stays_one(written: str, number: int) -> None:
    """Of two figures none is a century's."""
    assert parse_range(written, COUNT, "年")[0] == Decimal(number)


@pytest.mark.parametrize("written", ["15年6月", "3年6月", "2015年13月", "二〇一五年零月"])
def test_what_names_no_year_is_refused(written: str) -> None:
    """And none is taken out of it."""
    with pytest.raises(QuantityError):
        parse_range(written, COUNT, "年")


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_a_month_is_all_its_days(year: int, month: int) -> None:
    """From its first to the day before the next, and nothing else."""
    following = date(year + month // 12, month % 12 + 1, 1)
    expected = date(year, month, 1), following - timedelta(days=1)
    spellings = [f"{year}年{month}月", f"{year}-{month}", f"{year}-{month:02}", f"{year}/{month}"]
    spellings += [f"{year}年{month}月份", f"{year}.{month:02}"]
    spellings += [full_width(text) for text in spellings]
    assert {parse_days(text) for text in spellings} == {expected}
    for text in spellings:
        with pytest.raises(QuantityError, match="哪一天"):
            parse_date(text)


@pytest.mark.parametrize(
    ("written", "year", "month"),
    [
        ("11年6月", 2011, 6),
        ("98年12月", 1998, 12),
        ("49 年 1 月", 2049, 1),
        ("50年1月", 1950, 1),
        # The thirteenth is no month: no day of a year without its century.
        ("201306", 2013, 6),
        ("202203", 2022, 3),
        ("199806", 1998, 6),
        ("2011.6", 2011, 6),
    ],
)
def test_a_month_with_a_short_year_or_without_a_sign(written: str, year: int, month: int) -> None:
    """What has one meaning only."""
    assert parse_days(written)[0] == date(year, month, 1)
    assert parse_days("11年6月5日") == (date(2011, 6, 5), date(2011, 6, 5))


@given(st.integers(1900, 2100))
def test_a_year_is_all_its_days(year: int) -> None:
    """And a figure's year is the same year however it is written."""
    spellings = [
        f"{year}",
        f"{year}年",
        f"{year} 年",
        f"{year}年度",
        full_width(f"{year}年"),
    ]
    assert {parse_days(text) for text in spellings} == {(date(year, 1, 1), date(year, 12, 31))}
    assert {written_year(text) for text in (*spellings, year)} == {year}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2023-02-30", "没有这一天"),
        ("2022年13月", "没有这一天"),
        ("22.3.1", "2023-06-20"),
        ("3/1/2022", "2023-06-20"),
        ("去年3月", "2023-06-20"),
        ("2022.1", "一月还是十月"),
        ("44621", "2022-03-01"),
        ("2022-03-01 09:30", "2023-06-20"),
        # November 2020 without its century, or June 2011.
        ("201106", "2011年6月，还是 2020-11-06"),
        ("201131", "没有这一天"),
        ("201130", "是 2020-11-30 就写 2020-11-30"),
        ("231399", "没有这一天"),
        ("50年13月", "没有这一天"),
        ("11年", "2023-06-20"),
    ],
)
def test_what_may_be_another_day_is_refused(written: str, said: str) -> None:
    """Two digits of a year, the American order, a spreadsheet's number of a day or of October."""
    with pytest.raises(QuantityError, match=said):
        parse_days(written)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2022年3月", date(2022, 3, 1), date(2022, 3, 31)),
        ("2022.03", date(2022, 3, 1), date(2022, 3, 31)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        (">= 2022年3月", date(2022, 3, 1), None),
        ("<= 2022年3月", None, date(2022, 3, 31)),
        ("> 2022年3月", date(2022, 4, 1), None),
        ("< 2022年3月", None, date(2022, 2, 28)),
        ("2022年3月..2022年6月", date(2022, 3, 1), date(2022, 6, 30)),
        ("2022年3月至2022年6月", date(2022, 3, 1), date(2022, 6, 30)),
        ("2022/3/1", date(2022, 3, 1), date(2022, 3, 1)),
    ],
)
def test_a_day_that_is_not_quite_known_is_a_range(
    written: str, first: date | None, last: date | None
) -> None:
    """Nothing within it is chosen."""
    assert value(f"成立日期: '{written}'", "established_on") == Interval(first, last)
    if written[0] != ">":
        assert value(f"成立日期: {written}", "established_on") == Interval(first, last)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025年底", "2025-12-01", "2025-12-31"),
        ("2025年末", "2025-12-01", "2025-12-31"),
        ("2025 年年底", "2025-12-01", "2025-12-31"),
        ("二〇二五年底", "2025-12-01", "2025-12-31"),
        ("2025年上半年", "2025-01-01", "2025-06-30"),
        ("2025下半年", "2025-07-01", "2025-12-31"),
        ("2025年第一季度", "2025-01-01", "2025-03-31"),
        ("2025年4季度", "2025-10-01", "2025-12-31"),
        ("2025年春天", "2025-03-01", "2025-05-31"),
        ("2025年秋季", "2025-09-01", "2025-11-30"),
        ("2024年2月底", "2024-02-21", "2024-02-29"),
        ("2025年3月初", "2025-03-01", "2025-03-10"),
        ("2025年3月中旬", "2025-03-11", "2025-03-20"),
    ],
)
def test_a_part_of_a_year_is_its_days(written: str, first: str, last: str) -> None:
    """From its first to its last, as of a month."""
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert parse_days(written) == days
    assert parse_range(f">= {written}", DATE) == (days[0], None)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2025年初", "说不准是哪几天：写 2025年3月，或 2025年1月..2025年3月"),
        ("2025年年中", "说不准"),
        ("2025年冬天", "说不准"),
        ("2025年3月中", "说不准"),
        ("2025年13月底", "没有这一天"),
        ("0000年底", "没有这一天"),
        ("2025年底前", "2023-06-20"),
    ],
)
def test_a_part_of_which_nobody_can_say_the_days_is_refused(written: str, said: str) -> None:
    """With what to write."""
    with pytest.raises(QuantityError, match=said):
        parse_days(written)


def test_a_number_that_yaml_reads_is_the_day_it_looks_like() -> None:
    """20220301 and 2022.10 are numbers there; the zero is kept."""
    assert value("成立日期: 20220301", "established_on") == exactly(date(2022, 3, 1))
    october = Interval(date(2022, 10, 1), date(2022, 10, 31))
    assert value("成立日期: 2022.10", "established_on") == october


@pytest.mark.parametrize("written", ["2026.1", "'2026.1'", "2026.3", "2026.10", "2026.0", "2026"])
def test_a_year_with_its_month_is_that_year(written: str) -> None:
    """January or October, it is 2026: as a number it would lie after the year of the decision."""
    assert value(f"首次升规纳统年份: {written}", "statistics_entry_year") == exactly(Decimal(2026))


def test_a_year_is_whole() -> None:
    """A figure with decimals that are no month is none, and a number of years may have some."""
    with pytest.raises(QuantityError, match="年份只写四位"):
        year_meant("2026.55")
    assert year_meant("5.5") is None


@pytest.mark.parametrize("written", ["约2亿", "2亿左右", "约2亿左右", "大约 2亿 上下"])
def test_a_figure_said_to_be_about_is_found(written: str) -> None:
    """Before it, behind it, or both."""
    assert said_about(written) == "2亿"


# ---- words
@pytest.mark.parametrize("written", ["是", "有", "对", "√", "✓", "true", "yes", " 是 "])
def test_yes(written: str) -> None:
    """In a profile as anywhere."""
    assert yes_or_no(written) is True
    assert value(f"居民企业: {written}", "resident_enterprise") is Truth.TRUE


@pytest.mark.parametrize("written", ["否", "无", "没有", "不是", "×", "✗", "false", "no"])
def test_no(written: str) -> None:
    """In a profile as anywhere."""
    assert yes_or_no(written) is False
    assert value(f"居民企业: {written}", "resident_enterprise") is Truth.FALSE


@pytest.mark.parametrize("written", ["有", "无", "没有"])
def test_an_answer_to_a_denial_has_two_meanings(written: str) -> None:
    """没有否决情形：没有 may mean that there is none, or that there is."""
    name = "没有科技型中小企业的否决情形"
    assert "两种读法" in refusal(f"{name}: {{2022: {written}}}")
    assert value(f"{name}: {{2022: 是}}", "technology_sme_clean", 2022) is Truth.TRUE
    assert value(f"有违法违规或科研失信情形: {written}", "rd_subsidy_barred") is Truth.of(
        written == "有"
    )


@pytest.mark.parametrize(
    "written", ["未知", "不知道", "不清楚", "待定", "不详", "unknown", "-", "——"]
)
@pytest.mark.parametrize(
    ("fact", "name", "year"),
    [
        ("成立日期: '{}'", "established_on", None),
        ("居民企业: '{}'", "resident_enterprise", None),
        ("行业代码: '{}'", "industry_code", None),
        ("研发机构评定结果: '{}'", "rd_institution_rating", None),
        ("近三年“创客中国”大赛全国企业组最好名次: '{}'", "maker_china_rank", None),
        ("营业收入: {{2022: '{}'}}", "revenue", 2022),
        ("营业收入: '{}'", "revenue", 2022),
        ("资产负债率: {{2022: {{value: '{}'}}}}", "debt_ratio", 2022),
        ("研发项目: '{}'", "rd_projects", 2022),
        ("首台套产品: '{}'", "first_set_products", None),
    ],
)
def test_unknown_is_said_of_every_kind_of_value(
    written: str, fact: str, name: str, year: int | None
) -> None:
    """It is neither no nor zero, and no list."""
    assert says_unknown(written)
    assert value(fact.format(written), name, year) is None


def test_an_unknown_field_is_not_the_usual_value() -> None:
    """Nor zero where all the rest is."""
    records = value(
        "研发项目: {2022: [{项目名称: 甲, 人员人工费用: 未知, 其余: 0}]}", "rd_projects", 2022
    )
    assert isinstance(records, Records)
    fields = records.items[0].fields
    assert "personnel" not in fields
    assert fields["depreciation"] == exactly(Decimal(0))


def test_none_is_no_figure() -> None:
    """无 of an amount may be zero or unknown: which, is asked."""
    assert "没有就写 0，不知道就写 未知" in refusal("投资收益: {2022: 无}")


@pytest.mark.parametrize("written", ["2015", "2015年", "２０１５年"])
def test_a_year_that_is_a_fact(written: str) -> None:
    """首次升规纳统年份 is said with 年 or without."""
    assert value(f"首次升规纳统年份: {written}", "statistics_entry_year") == exactly(Decimal(2015))


def test_a_bound_that_yaml_takes_for_a_sign_of_its_own_is_named() -> None:
    """A value that begins with > is text over several lines to YAML."""
    diagnostics = Diagnostics()
    assert read_yaml_text("facts:\n  成立日期: >= 2022年3月\n", "p.yaml", diagnostics) is None
    assert "加引号" in diagnostics.items[0].remedy


def test_a_comma_that_cuts_a_figure_is_named() -> None:
    """{2022: 1,200万元} is two things to YAML."""
    diagnostics = Diagnostics()
    assert read_yaml_text("营业收入: {2022: 1,200万元}\n", "p.yaml", diagnostics) is None
    (found,) = diagnostics.items
    assert (found.code, found.place.column) == ("Y105", 15)
    assert "加引号" in found.remedy


def test_a_table_reads_them_alike(tmp_path: Path) -> None:
    """A cell as a profile."""
    path = tmp_path / "t.csv"
    path.write_text(
        "企业名称,成立日期,2022年从业人员,2022年资产负债率（%）,2022年净利润（万元）,居民企业\n"
        "甲,2022年3月,300名,52,（120）,√\n乙,2022/3/1,未知,30..52,-,待定\n",
        encoding="utf-8",
    )
    one, other = read_profiles(path, RULES, Diagnostics(), most=9)
    assert {key: given.value for key, given in one.facts.items()} == {
        ("established_on", None): Interval(date(2022, 3, 1), date(2022, 3, 31)),
        ("employees", 2022): exactly(Decimal(300)),
        ("debt_ratio", 2022): exactly(Decimal("0.52")),
        ("net_profit", 2022): exactly(Decimal(-1_200_000)),
        ("resident_enterprise", None): Truth.TRUE,
    }
    assert {key: given.value for key, given in other.facts.items()} == {
        ("established_on", None): exactly(date(2022, 3, 1)),
        ("debt_ratio", 2022): Interval(Decimal("0.30"), Decimal("0.52")),
    }


@pytest.mark.parametrize("none", ["没有", "无", "none"])
def test_none_of_a_list_is_the_empty_list(none: str) -> None:
    """Said in a word, as the form has it: of a list by years in every year."""
    for label, name in (("已获得的称号", "recognitions"), ("研发项目", "rd_projects")):
        written = value(f"{label}: {none}", name)
        assert isinstance(written, Records)
        # Of every year, as the empty list says.
        assert (written.complete, written.items, written.through) == (True, (), None)


@pytest.mark.parametrize(
    ("fact", "written", "rounded"),
    [
        # What formulas come to: a third of 26000万元, 3/7 in a cell of its own and in one of %.
        ("营业收入", "8666.66666666667万元", "8666.666667万元"),
        ("营业收入", "86666666.6666667", "86666666.67"),
        ("营业收入", "8666.6666666666667万元", "8666.666667万元"),
        ("资产负债率", "0.428571428571429", "0.4286"),
        ("资产负债率", "42.8571428571429%", "42.86%"),
    ],
)
def test_a_figure_with_too_many_decimals_is_told_rounded(
    fact: str, written: str, rounded: str
) -> None:
    """As it may be written, in its own unit; what is written so is read."""
    _, diagnostics = read(f"{fact}: {{2022: {written}}}")
    (one,) = diagnostics.errors
    assert one.code == "P120"
    assert one.remedy.startswith(f"四舍五入后写 {rounded}；")
    assert not read(f"{fact}: {{2022: {rounded}}}")[1].errors


@pytest.mark.parametrize(
    ("fact", "write"),
    [("营业收入: {2022: 没有}", "0"), ("单项产品全球市场名次: 没有", "不适用")],
)
def test_nothing_is_written_as_the_fact_allows(fact: str, write: str) -> None:
    """What is advised is read."""
    _, diagnostics = read(fact)
    (one,) = diagnostics.errors
    assert one.remedy.startswith(f"没有就写 {write}，")
    assert not read(fact.replace("没有", write))[1].errors


@pytest.mark.parametrize(
    "written",
    [
        "C3451 轴承制造",
        "C3451轴承制造",
        "3451（轴承制造）",
        "c3451：轴承、齿轮和传动部件制造",
        "C3451 - 轴承",
    ],
)
def test_an_industry_with_its_name_is_its_code(written: str) -> None:
    """The code says it; a name with a figure could be another code."""
    profile, diagnostics = read(f"行业代码: {written}")
    assert not diagnostics.items
    assert profile.facts["industry_code", None].value == symbol("C3451")
    assert read("行业代码: C3451 3489 轴承")[1].errors


@pytest.mark.parametrize("written", ["6200万元", "13万", "34号", "6200 元", "34年", "120人"])
def test_a_figure_with_its_unit_is_no_industry(written: str) -> None:
    """An answer that belongs to another question is refused, not read as a code."""
    _, diagnostics = read(f"行业代码: {written}")
    assert [one.code for one in diagnostics.errors] == ["P124"]


@pytest.mark.parametrize(
    ("title", "symbol"),
    [
        ("高企", "high_technology"),
        ("国家高新技术企业", "high_technology"),
        ("山东省专精特新中小企业", "specialised_sme"),
        ("国家级专精特新“小巨人”企业", "little_giant"),
        ("国家专精特新小巨人企业", "little_giant"),
        ("省瞪羚企业", "gazelle"),
        ("聊城市瞪羚企业", "municipal_gazelle"),
        ("山东省制造业单项冠军企业", "provincial_champion"),
        ("国家制造业单项冠军企业", "national_champion"),
        ("聊城市企业技术中心", "municipal_technology_centre"),
        ("省长质量奖", "provincial_quality_award_title"),
    ],
)
def test_a_title_goes_by_the_name_on_its_certificate(title: str, symbol: str) -> None:
    """With its level as the certificate has it."""
    options = RULES.facts["recognitions"].fields["title"].type.enumeration
    assert options is not None
    assert options.find(title) == symbol


@pytest.mark.parametrize(
    "title", ["专精特新", "专精特新企业", "单项冠军", "智能工厂", "国家级瞪羚企业"]
)
def test_a_title_of_several_levels_is_none_of_them(title: str) -> None:
    """Which is meant is asked: the few that are spelt like it, and how many there are."""
    _, diagnostics = read(f"已获得的称号: [{{称号: {title}}}]")
    (one,) = diagnostics.errors
    assert one.code == "P123"
    (shown,) = [line for line in str(one).splitlines() if line.startswith("  可以写：")]
    assert shown.endswith(f" 等 {len(one.allowed)} 个")
    assert len(shown.split()) <= 8
    assert "template" in one.remedy
