"""A scope with one name of each type, and an accepted expression for every construct."""

from __future__ import annotations

from huiqi.language.scope import Declaration, Scope
from huiqi.language.types import (
    BOOL,
    COUNT,
    DATE,
    INDUSTRY,
    MONEY,
    RATIO,
    TEXT,
    Enumeration,
    Kind,
    RecordType,
    Type,
)

LABELS = {"low": {"zh": "低档", "en": "low"}, "high": {"zh": "高档", "en": "high"}}
SIZE = Type(Kind.ENUM, enumeration=Enumeration(("low", "high"), ordered=True, labels=LABELS))
COLOUR = Type(Kind.ENUM, enumeration=Enumeration(("red", "blue")))
PROJECTS = Type(
    Kind.RECORDS,
    record=RecordType(
        "projects", {"cost": MONEY, "began": DATE, "done": BOOL, "year": COUNT, "kind": COLOUR}
    ),
)
SCOPE = Scope(
    {
        "revenue": Declaration(MONEY, yearly=True),
        "profit": Declaration(MONEY, yearly=True),
        "share": Declaration(RATIO),
        "people": Declaration(COUNT, yearly=True),
        "founded": Declaration(DATE),
        "active": Declaration(BOOL),
        "size": Declaration(SIZE),
        "colour": Declaration(COLOUR),
        "industry": Declaration(INDUSTRY),
        "title": Declaration(TEXT),
        "projects": Declaration(PROJECTS, yearly=True),
    },
    {"limit": MONEY, "rate": RATIO},
)

#: Each accepted expression with the type it yields.
ACCEPTED: dict[str, Type] = {
    "revenue": MONEY,
    "revenue[-1]": MONEY,
    "revenue[at: year_of(founded) + 1]": MONEY,
    "limit": MONEY,
    "limit[on: founded]": MONEY,
    "500万元": MONEY,
    "1.5亿元 + 3元 - 0.01元": MONEY,
    "revenue * share": MONEY,
    "revenue * 3": MONEY,
    "revenue * people": MONEY,
    "revenue / people": MONEY,
    "revenue / profit": RATIO,
    "share * rate": RATIO,
    "-revenue": MONEY,
    "people + 3": COUNT,
    "people * people": COUNT,
    "year": COUNT,
    "year_of(founded)": COUNT,
    "month_of(founded)": COUNT,
    "as_of": DATE,
    "founded + 2年": DATE,
    "founded - 5个工作日": DATE,
    "date(year, 2, 28)": DATE,
    "start_of(year)": DATE,
    "end_of(year - 1)": DATE,
    "2023-06-20": DATE,
    "as_of - founded": Type(Kind.SPAN),
    "as_of - founded >= 30日": BOOL,
    "active": BOOL,
    "true": BOOL,
    "not active and people > 3 or share >= 3.5%": BOOL,
    "revenue >= 2000万元": BOOL,
    "revenue ≥ 2000万元": BOOL,
    "share <= 3‰": BOOL,
    "share <= 0.5": BOOL,
    "people != 4": BOOL,
    "founded < 2020-01-01": BOOL,
    "size >= high": BOOL,
    "size >= 高档": BOOL,
    "size == low": BOOL,
    "colour == blue": BOOL,
    "colour in {red, blue}": BOOL,
    "colour not in {red}": BOOL,
    'colour == "red"': BOOL,
    "industry within {C, D44, 2641}": BOOL,
    "revenue in [300万元, 2000万元)": BOOL,
    "founded within 2年 before as_of": BOOL,
    "founded within 30日 of as_of": BOOL,
    "founded within 3个月 after 2020-01-01": BOOL,
    "min(revenue, limit, 3元)": MONEY,
    "max(people, 3)": COUNT,
    "round(revenue / people, 2)": MONEY,
    "floor(revenue / 10000元)": COUNT,
    "is_applicable(size)": BOOL,
    "growth(revenue[-1]) >= 5%": BOOL,
    "cagr(revenue, 2) >= 25%": BOOL,
    "25% <= cagr(revenue, 2)": BOOL,
    "count_true(active, people > 3)": COUNT,
    "sum(p.cost for p in projects)": MONEY,
    "sum(min(p.cost, 5元) for p in projects[-1] if p.done)": MONEY,
    "count(p for p in projects if p.kind == red)": COUNT,
    "min(p.began for p in projects)": DATE,
    "max(p.cost for p in projects[all] if p.year < year)": MONEY,
    "any(p.done for p in projects)": BOOL,
    "all(p.cost > 3元 for p in projects)": BOOL,
    "((revenue))": MONEY,
}
