"""Twenty invented articles (合成, no authority's), one for each topic, as they are entered.

They stand in for the text that is not public, to see what having it would settle.  What they give
the complete example was read off its facts by hand, see ``EXPECTED``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from huiqi.adoption.entry_form import form_of
from huiqi.adoption.entry_layout import EntrySection
from huiqi.adoption.entry_rows import EntryRow
from huiqi.report.entry.entry_workbook import entry_workbook
from huiqi.rulebook.rulebook import Rulebook

TITLE, NUMBER = "（合成）二十条演示文本", "合成〔2023〕20号"
#: Conditions: a fact, its year, comparison, value and unit; or a formula alone.
Asked = tuple[str, str, str, str, str] | str
LAST = "上一年度"


def article(*who: Asked, gives: str, judged: str = "", veto: str = "") -> Mapping[str, object]:
    """Who may have it, and the amount: a fixed one, or a formula."""
    return {"who": who, "gives": gives, "judged": judged, "veto": veto}


ARTICLES: Mapping[str, Mapping[str, object]] = {
    "emerging-pillar": article(("营业收入", LAST, "不低于", "100", "亿元"), gives="200万元"),
    "champion-product": article(
        ("截至上年末从事特定细分市场的年限", "", "不低于", "10", "年"),
        ("营业收入", LAST, "不低于", "4", "亿元"),
        gives="50万元",
    ),
    "becoming-above-scale": article("首次升规纳统年份 >= 2022", gives="20万元"),
    "specialised-and-little-giant": article(
        "数字化水平等级 >= 2", "「Ⅱ类知识产权数」 >= 5", gives="10万元", veto="列入严重违法失信名单"
    ),
    "gazelle-and-unicorn": article(
        ("当年新增股权融资（合格机构投资者实缴）", LAST, "不低于", "1", "亿元"), gives="100万元"
    ),
    "first-set-and-batch": article(
        "any(p.认定日期 >= 2023-01-01 for p in 首台套产品)", gives="50万元"
    ),
    "renovation": article(
        "any(p.生产性设备投资额 >= 500万元 for p in 技术改造项目)",
        gives="10% * sum(p.经第三方审核的实际设备软件投资额 for p in 技术改造项目"
        " if p.生产性设备投资额 >= 500万元)",
        veto="失信被执行人",
    ),
    "smart-factory": article("数字化水平等级 >= 3", gives="30万元"),
    "industrial-internet": article(
        "数字化水平等级 >= 2", ("从业人员", LAST, "不少于", "100", "人"), gives="15万元"
    ),
    "green-factory": article(
        ("通过管理体系认证（ISO9001等）", "", "是", "", ""),
        gives="20万元",
        veto="列入严重违法失信名单",
    ),
    "output-per-acre": article("营业收入[-1] / 资产总额[-1] >= 70%", gives="10万元"),
    "clusters": article(("营业收入", LAST, "不低于", "5", "亿元"), gives="100万元"),
    "chain-leader": article(
        ("从业人员", LAST, "不少于", "100", "人"), gives="30万元", judged="是否带动本市企业配套"
    ),
    "listing": article(
        ("已上市，或由上市公司控股、并购（新三板及场外除外）", "", "是", "", ""), gives="200万元"
    ),
    "technology-and-design-centre": article(
        ("研发机构级别", "", "等于", "市级", ""), gives="20万元"
    ),
    "one-technology": article("「自主研发的Ⅰ类知识产权数」 >= 1", gives="5万元"),
    "rd-spending": article(
        ("研发投入（财务报告口径）", LAST, "不低于", "300", "万元"),
        gives="5% * 「研发投入（财务报告口径）」[-1]",
    ),
    "innovation-centre": article("「Ⅰ类高价值知识产权数」 >= 1", gives="100万元"),
    "open-challenge": article("主导或参与制修订的标准数 >= 1", gives="30万元"),
    "quality-brand-standard": article(("获得省级以上质量奖", "", "是", "", ""), gives="50万元"),
}
#: What the complete example gets, in yuan; None: it does not qualify; "": an official decides.
EXPECTED: Mapping[str, str | None] = {
    "emerging-pillar": None,  # 8600万元 last year
    "champion-product": None,  # ten years, but 8600万元
    "becoming-above-scale": None,  # 2018
    "specialised-and-little-giant": "100000",  # level 2, nine rights
    "gazelle-and-unicorn": None,  # none in 2022
    "first-set-and-batch": "500000",  # 2023-03-15
    "renovation": "1260000",  # 10% of 1260万元
    "smart-factory": None,  # level 2
    "industrial-internet": "150000",  # level 2, 168 people
    "green-factory": "200000",
    "output-per-acre": "100000",  # 8600 of 12000
    "clusters": None,
    "chain-leader": "",  # 168 people, and a judgement
    "listing": None,
    "technology-and-design-centre": "200000",
    "one-technology": "50000",  # two rights
    "rd-spending": "227500",  # 5% of 455万元
    "innovation-centre": None,  # none
    "open-challenge": None,  # none
    "quality-brand-standard": None,
}


def workbook(path: Path, rulebook: Rulebook) -> Path:
    """All twenty on their sheets, as somebody fills them in."""
    form = form_of(rulebook, [rulebook.measures[name] for name in ARTICLES])
    first = form.sheets[0]
    document = {"group": "1", "text": TITLE, "fact": NUMBER, "how": "正文"}
    first.rows[EntrySection.DOCUMENTS] = [
        EntryRow(cells=document),
        *(row for row in first.rows[EntrySection.DOCUMENTS] if row.mark),
    ]
    for number, (sheet, (name, written)) in enumerate(
        zip(form.sheets[1:], ARTICLES.items(), strict=True), 1
    ):
        assert sheet.id == name
        sheet.rows = {
            section: [row for row in rows if not row.model] for section, rows in sheet.rows.items()
        }
        for section, rows in _rows(written, str(number)).items():
            sheet.add(section, *rows)
    path.write_bytes(entry_workbook(form, date(2023, 1, 1)))
    return path


def _rows(written: Mapping[str, object], number: str) -> dict[EntrySection, list[EntryRow]]:
    def row(mark: str = "", **cells: str) -> EntryRow:
        return EntryRow(cells={**cells, "article": number}, mark=mark)

    who = [row(fact="注册地在聊城市", comparison="是")]
    asked = written["who"]
    assert isinstance(asked, tuple)
    for one in asked:
        if isinstance(one, str):
            who.append(row(formula=one))
        else:
            fact, year, comparison, value, unit = one
            who.append(row(fact=fact, year=year, comparison=comparison, value=value, unit=unit))
    if written["judged"]:
        who.append(
            row(text=str(written["judged"]), how="由部门判断", formula=str(written["judged"]))
        )
    gives = str(written["gives"])
    fixed = gives.removesuffix("万元").isdecimal()
    found = {
        EntrySection.BASIC: [
            EntryRow(mark="from", cells={"group": "施行自", "text": "2023-01-01"}),
            EntryRow(mark="until", cells={"group": "施行至", "text": "2025-12-31"}),
        ],
        EntrySection.WHO: who,
        EntrySection.TIERS: [row(group="定额" if fixed else "算式", how=gives)],
    }
    if written["veto"]:
        found[EntrySection.VETO] = [row(fact=str(written["veto"]), comparison="是")]
    return found
