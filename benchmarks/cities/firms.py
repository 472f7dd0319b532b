"""Invented enterprises: size, figures that go with it, and what offices know of each.

Margins are plausible, no more: employees and revenue log-normal and correlated, three quarters in
manufacturing, R&D of nothing to 12% of revenue.  Nothing is taken of any real enterprise.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from benchmarks.cities.columns import Array, Drawn, Kind, codes

Key = tuple[str, int | None]
#: Divisions of GB/T 4754-2017 with their share of the enterprises.
# fmt: off
DIVISIONS = {
    "C13": 8, "C14": 3, "C17": 4, "C18": 2, "C20": 2, "C22": 3, "C25": 1, "C26": 7, "C27": 2,
    "C29": 4, "C30": 5, "C31": 2, "C32": 2, "C33": 8, "C34": 7, "C35": 6, "C36": 3, "C38": 4,
    "C39": 2, "C40": 1, "D44": 1, "E47": 3, "F51": 7, "F52": 5, "G54": 3, "H61": 1, "I65": 3,
    "M73": 1, "B10": 1,
}
COUNTIES = (
    "东昌府区", "临清市", "冠县", "莘县", "阳谷县", "东阿县", "茌平区", "高唐县",
    "开发区", "高新区", "度假区",
)
# fmt: on
#: This share of all cells says nothing.
MISSING = 0.15


class Firms:
    """So many enterprises from number ``first`` on, as of a day.

    ``number``, ``codes`` and ``names`` tell them apart; ``facts`` is what is known of each, by fact
    and year; ``carried`` what an office keeps besides.
    """

    def __init__(
        self, draw: np.random.Generator, first: int, rows: int, as_of: date, bounds: float = 0.0
    ) -> None:
        """``bounds``: of some amounts, this share says only "at least"."""
        self.draw, self.rows, self.as_of, self.bounds = draw, rows, as_of, bounds
        self.number = np.arange(first, first + rows)
        self.codes = codes(self.number)
        self.names = np.array([f"示例企业{number:08}" for number in self.number], dtype=object)
        self.facts: dict[Key, Drawn] = {}
        self.carried: dict[str, Drawn] = {}
        self.last = as_of.year - 1
        #: How often each was supported before.
        self.supports = draw.spawn(1)[0].poisson(0.2, rows)
        self._kept_by_offices()
        self._accounts()
        self._research()
        self._standing()

    def _tell(self, fact: str, kind: Kind, values: Array, year: int | None = None) -> None:
        """A fact, of which some is missing."""
        known = self.draw.random(self.rows) >= MISSING
        self.facts[fact, year] = Drawn(kind=kind, values=values, known=known)

    def _yes(self, fact: str, share: float | Array, year: int | None = None) -> None:
        self._tell(fact, Kind.TRUTH, self.draw.random(self.rows) < share, year)

    def _kept_by_offices(self) -> None:
        draw, rows = self.draw, self.rows
        self.carried["县市区"] = Drawn(
            kind=Kind.SYMBOL, values=draw.integers(0, len(COUNTIES), rows), words=COUNTIES
        )
        officers = tuple(f"专员{number:03}" for number in range(1, 401))
        self.carried["服务专员"] = Drawn(
            kind=Kind.SYMBOL, values=draw.integers(0, len(officers), rows), words=officers
        )
        names, weights = list(DIVISIONS), np.array(list(DIVISIONS.values()), dtype=float)
        chosen = draw.choice(len(names), rows, p=weights / weights.sum())
        self.manufactures = np.array([name[0] == "C" for name in names])[chosen]
        classes = np.array([f"{tens}{units}" for tens in range(1, 7) for units in range(1, 5)])
        # Some write a class, some a division, some leave the letter away.
        full = np.array(names)[chosen].astype("U5")
        code = np.where(
            draw.random(rows) < 0.9, np.char.add(full, draw.choice(classes, rows)), full
        )
        code = np.where(draw.random(rows) < 0.1, np.char.lstrip(code, "BCDEFGHIM"), code)
        self._tell("industry_code", Kind.TEXT, code.astype(object))
        today = (self.as_of - date(1970, 1, 1)).days
        self.age = np.minimum(draw.exponential(9.0, rows), 45.0)
        self.founded = (today - 30 - self.age * 365.25).astype(np.int64)
        self._tell("established_on", Kind.DAY, self.founded)
        for fact, share in (("registered_in_liaocheng", 0.985), ("private_enterprise", 0.9)):
            self._yes(fact, share)
        resident, audited = draw.random(rows) < 0.995, draw.random(rows) < 0.9
        self._tell("resident_enterprise", Kind.TRUTH, resident)
        self._tell("audited_collection", Kind.TRUTH, audited)
        self.deducting = resident & audited

    def _accounts(self) -> None:
        draw, rows, last = self.draw, self.rows, self.last
        highest: Array = np.zeros(rows, dtype=np.int64)
        self.size = draw.normal(3.6, 1.2, rows)
        employees = np.maximum(np.exp(self.size), 1).astype(np.int64)
        per_head = np.exp(draw.normal(13.4, 0.7, rows))
        revenue: Array = employees * per_head
        self.revenue: dict[int, Array] = {}
        for year in range(last, last - 3, -1):
            cents = np.round(revenue * 100).astype(np.int64)
            self.revenue[year] = cents
            self._tell("revenue", Kind.MONEY, cents, year)
            revenue = revenue / np.maximum(1.08 + 0.2 * draw.standard_normal(rows), 0.3)
            if year < last:
                highest = np.maximum(highest, cents)
        self._tell("highest_revenue_before", Kind.MONEY, highest)
        self.main: dict[int, Array] = {}
        for year in (last - 1, last):
            own = self.revenue[year]
            self.main[year] = (own * draw.uniform(0.9, 1.0, rows)).astype(np.int64)
            self._tell("main_revenue", Kind.MONEY, self.main[year], year)
            profit = (own * draw.normal(0.05, 0.06, rows)).astype(np.int64)
            self._tell("net_profit", Kind.MONEY, profit, year)
        self._tell("employees", Kind.COUNT, employees, last)
        assets = (self.revenue[last] * np.exp(draw.normal(0, 0.5, rows))).astype(np.int64)
        debt = np.round(draw.beta(4, 4, rows) * 10_000).astype(np.int64)
        self._tell("total_assets", Kind.MONEY, assets, last)
        self._tell("debt_ratio", Kind.RATIO, debt, last)
        self._tell("net_assets", Kind.MONEY, assets // 10_000 * (10_000 - debt), last)
        self.employees = employees
        above = (self.main[last] >= 2_000_000_000) & self.manufactures
        entry = self.as_of.year - draw.integers(0, 15, rows)
        entry = np.maximum(entry, 1970 + self.founded // 365 + 1)
        entered = np.where(above & (entry <= self.as_of.year), entry, 0)
        self._tell("statistics_entry_year", Kind.YEAR_OR_NONE, entered)
        growth = np.round(draw.normal(600, 2000, rows)).astype(np.int64)
        self._tell("annual_output_growth", Kind.RATIO, np.maximum(growth, -9_900), self.as_of.year)
        tax = np.round(self.revenue[last] * draw.normal(0.002, 0.01, rows)).astype(np.int64)
        self._tell("annual_tax_increase", Kind.MONEY, tax, self.as_of.year)

    def _research(self) -> None:
        draw, rows, last = self.draw, self.rows, self.last
        active = draw.random(rows) < 1 / (1 + np.exp(2.2 - 0.45 * self.size))
        share = np.where(active, 0.12 * draw.beta(1.3, 4.0, rows), 0.0)
        self.spent: dict[int, Array] = {}
        for year in (last - 1, last):
            spent = np.round(self.revenue[year] * share * draw.uniform(0.8, 1.0, rows))
            self.spent[year] = spent.astype(np.int64)
            self._tell("rd_expense_reported", Kind.MONEY, self.spent[year], year)
            # Less is eligible than is spent; a few state a deduction that they may not take.
            eligible = self.spent[year] * np.where(self.manufactures, 80, 50) // 100
            taken = self.deducting | (draw.random(rows) < 0.02)
            deduction = np.where(taken, eligible, 0)
            self._tell("rd_super_deduction", Kind.MONEY, deduction, year)
        key = ("rd_expense_reported", last)
        if self.bounds:
            told = self.facts[key]
            least = draw.random(rows) < self.bounds
            self.facts[key] = Drawn(
                kind=told.kind, values=told.values, known=told.known, least=least
            )
        level = np.where(active, draw.integers(0, 5, rows), 0)
        self._tell("rd_institution_level", Kind.SYMBOL, level)
        rating = np.where(level > 0, draw.choice(5, rows, p=[0.2, 0.3, 0.3, 0.1, 0.1]), 4)
        self._tell("rd_institution_rating", Kind.SYMBOL, rating)
        self._yes("technology_sme", np.where(active, 0.3, 0.01), last)
        self._yes("statistics_forms_filed", 0.95)
        self._yes("provincial_rd_list", np.where(active, 0.2, 0.01))
        staff = (self.employees * np.minimum(share * 3, 0.6)).astype(np.int64)
        self._tell("research_staff", Kind.COUNT, staff, last)
        self._tell("technical_staff", Kind.COUNT, staff + staff // 3, last)
        rights = draw.poisson(np.where(active, 2.0, 0.1))
        self._tell("class_one_rights", Kind.COUNT, rights)
        self._tell("class_two_rights", Kind.COUNT, draw.poisson(np.where(active, 8.0, 0.5)))
        self._tell("invention_patents", Kind.COUNT, rights)
        earliest = 1970 + self.founded // 365 + 1
        first = np.maximum(self.as_of.year - draw.integers(0, 9, rows), earliest)
        certified = active & (draw.random(rows) < 0.35) & (first <= self.as_of.year)
        passed = np.where(certified, first, 0)
        self._tell("first_high_technology_year", Kind.YEAR_OR_NONE, passed)
        self.active = active

    def _standing(self) -> None:
        draw, rows = self.draw, self.rows
        self._tell("land_rating", Kind.SYMBOL, draw.choice(4, rows, p=[0.2, 0.4, 0.3, 0.1]))
        self._tell(
            "listing_status",
            Kind.SYMBOL,
            draw.choice(5, rows, p=[0.002, 0.004, 0.03, 0.004, 0.96]),
        )
        self._tell(
            "environmental_credit",
            Kind.SYMBOL,
            draw.choice(5, rows, p=[0.1, 0.7, 0.15, 0.04, 0.01]),
        )
        digital = np.where(draw.random(rows) < 0.15, np.exp(draw.normal(17, 1.2, rows)), 0)
        self._tell("digital_investment", Kind.MONEY, digital.astype(np.int64), self.last)
        for fact, share in (
            ("chain_leader", 0.002),
            ("defaulting_debtor", 0.01),
            ("major_tax_offender", 0.002),
            ("serious_violation_list", 0.005),
            ("abnormal_operation_list", 0.03),
            ("sound_credit_record", 0.9),
            ("listed_or_controlled", 0.01),
        ):
            self._yes(fact, share)

    def ledgers(self) -> Mapping[Key, Drawn]:
        """The figures of the tax form and the accounts from which the deduction is worked out."""
        draw, rows = self.draw, self.rows
        before = dict(self.facts)
        self.facts.clear()
        for year in (self.last - 1, self.last):
            revenue, main = self.revenue[year], self.main[year]
            income = revenue + (revenue * draw.uniform(0, 0.02, rows)).astype(np.int64)
            own = np.where(self.manufactures, 0.97, 0.02) * draw.uniform(0.9, 1.0, rows)
            for fact, values in (
                ("total_income", income),
                ("non_taxable_income", (revenue * 0.005 * draw.random(rows)).astype(np.int64)),
                ("investment_income", (revenue * 0.005 * draw.random(rows)).astype(np.int64)),
                ("manufacturing_revenue", (main * own).astype(np.int64)),
                (
                    "excluded_industry_revenue",
                    np.where(self.manufactures, 0, (main * 0.6).astype(np.int64)),
                ),
                ("main_product_revenue", (main * draw.uniform(0.3, 1, rows)).astype(np.int64)),
                ("rd_special_income", self.spent[year] // 100),
                ("rd_product_material", self.spent[year] // 50 * (draw.random(rows) < 0.1)),
            ):
                self._tell(fact, Kind.MONEY, values, year)
        told, self.facts = self.facts, before
        return told
