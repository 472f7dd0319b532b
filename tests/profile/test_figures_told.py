"""An amount among words, a figure with its year: as officers write them, and never another."""

from __future__ import annotations

from datetime import date

import pytest

from huiqi.profile.figures_told import (
    amount_of_tax,
    amount_told,
    figure_of_year,
    figure_without_share,
)

#: What a figure in 万 may count besides yuan.
COUNTED = ("美元", "欧", "US$", "平方米", "件", "度", "/年", "股", "吨", "千瓦时", "亩", "台套")


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("上了两台加工中心，花了380万，5月到的", "380万"),
        ("激光切割机1台+折弯机2台 268万 今年3月", "268万"),
        ("贴片机2台、AOI 一共 510万元", "510万元"),
        ("圆织机10台，150万，旧的卖了", "150万"),
        ("注塑机8台，总共720万，24年10月到25年6月", "720万"),
        ("环保设备 80万,5月", "80万"),
        ("发酵罐4个,1,150万元", "1,150万元"),
        ("智能化改造 1200", "1200"),
        ("24年技改设备320万,25.3竣工", "320万"),
        ("投了600万，26.9完工", "600万"),
        ("窑炉改造2000万在建", "2000万"),
        ("喷涂线380万25年12月", "380万"),
        ("改造540万已完工", "540万"),
        ("试验线 380万 2025", "380万"),
        ("2025 试验线380万", "380万"),
        # An amount alone is read as it is.
        ("1200万元", ""),
        ("1200", ""),
        # Two amounts, or one of which it is not said what it is, are none.
        ("新上一条包装线，总投资1200万，已付600万", ""),
        ("挤出机3台 420万（不含税372万）", ""),
        ("立车、镗床，投资2300（设备1900）", ""),
        ("设备1500，1650万", ""),
        # What is planned, about, owed, lent or given was not spent so.
        ("打算明年上一套自动喷涂线，800万", ""),
        ("2025年底换了冷拔机3台，合同560万", ""),
        ("除尘设备 约60万", ""),
        ("设备2台，首付90万", ""),
        ("冲床3台，贷款200万", ""),
        ("花了不到100万", ""),
        ("投资超过300万", ""),
        (">=300万", ""),
        ("至少300万", ""),
        ("差不多300万", ""),
        ("300万出头", ""),
        # A day without words for what may be a figure; what was filed, or signed.
        ("上了一台注塑机86万,26.5", ""),
        ("焊机20万25.3万", ""),
        ("焊机20万2025万", ""),
        ("技改320万已备案", ""),
        ("设备300万已签", ""),
        # What is counted is no money, or another country's, or a price of one.
        *((f"{number}万{unit}", "") for number in (5, 50) for unit in COUNTED),
        ("花了50万美元", ""),
        ("港币50万", ""),
        ("买地50万（平方米）", ""),
        ("1200元/吨", ""),
        ("每吨1200元", ""),
        # A space parts two figures, and no figure from its unit.
        ("M3 150万", "150万"),
        ("花了 210 万", "210万"),
        ("300万元买了两台机床", "300万元"),
        ("生产线2条，年产5000万", ""),
        ("", ""),
    ],
)
def test_one_amount_among_words_is_what_was_spent(cell: str, amount: str) -> None:
    """花了380万 was no number, and nothing of the project was known."""
    assert amount_told(cell) == amount


def test_a_figure_of_another_year_is_not_its_columns() -> None:
    """310（24年） under 2025 is of 2024."""
    assert figure_of_year("310（25年）", 2025) == "310"
    assert figure_of_year("约310（2025年度）", 2025) == "约310"
    for cell, year in (
        ("310（24年）", 2025),
        ("310（25年）", None),
        ("310", 2025),
        ("（25年）", 2025),
    ):
        assert figure_of_year(cell, year) == ""


def test_the_year_before_a_figure_is_its_columns_or_it_is_none_of_it() -> None:
    """去年420万 in a column of last year was no number; 前年420万 is of another."""
    day = date(2026, 12, 1)
    for cell in ("去年420万", "上年420万", "2025年420万", "25年度420万", "去年：420万"):
        assert figure_of_year(cell, 2025, day) == "420万", cell
    for cell in ("前年420万", "今年420万", "2024年420万", "2025年4月", "去年420万，今年500万"):
        assert figure_of_year(cell, 2025, day) == "", cell
    # Without a day nobody knows which year was the last.
    assert not figure_of_year("去年420万", 2025)


def test_a_share_in_brackets_is_of_another_figure() -> None:
    """280万（占9%） was no number; another figure in brackets may be what is meant."""
    for cell in ("280万（占9%）", "280万（占营收9.03%）", "280万(占比9%)", "280万（约占9%左右）"):
        assert figure_without_share(cell) == "280万", cell
    for cell in ("280万（9%）", "280万（含税）", "280万（占地9亩）", "（占9%）", "280万"):
        assert not figure_without_share(cell), cell


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("860（含税）", "<= 860"),
        ("860万元（含税）", "<= 860万元"),
        ("含税价1,260", "<= 1,260"),
        ("860（价税合计）", "<= 860"),
        ("860（不含税）", ">= 860"),
        ("未税860万", ">= 860万"),
        # Both are told, or none, or another thing.
        ("972（不含税860）", ""),
        ("860", ""),
        ("520（加计后）", ""),
        ("860（含运费）", ""),
        ("约860（含税）", ""),
    ],
)
def test_a_figure_with_tax_is_at_most_what_counts(cell: str, told: str) -> None:
    """Whether what counts has the tax in it no source says."""
    assert amount_of_tax(cell) == told
