"""Lists of records of invented enterprises, each record with the enterprise it is of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from benchmarks.cities.columns import Array, Drawn, Kind
from benchmarks.cities.firms import Firms

#: This share of the fields says nothing; what tells records apart is always there.
MISSING = 0.08
#: Measures that were paid before, by the ids of the rules.
PAID = ("above-scale-reward", "first-set", "technical-renovation", "high-technology-first-pass")
#: Titles as the list of their symbols has them, with their share of those who do research.
TITLES = (0.3, 0.25, 0.1, 0.01, 0.02, 0.002)

#: The place of the high-technology enterprise among them.
HIGH_TECHNOLOGY = 0
#: A day beyond all, counted as days are.
ENDLESS = 1_000_000


@dataclass(frozen=True)
class Records:
    """A list: whose each record is (a place among the firms), and its fields."""

    of: Array
    fields: Mapping[str, Drawn] = field(default_factory=dict)


class _Drawing:
    """Draws the fields of one list."""

    def __init__(self, firms: Firms, counts: Array) -> None:
        self.firms, self.draw = firms, firms.draw
        self.of = np.repeat(np.arange(firms.rows), counts)
        self.rows = len(self.of)
        # From 0 within each enterprise.
        self.order = np.arange(self.rows) - np.repeat(np.cumsum(counts) - counts, counts)
        self.today = int((np.datetime64(firms.as_of) - np.datetime64("1970-01-01")).astype(int))
        self.fields: dict[str, Drawn] = {}

    def tell(self, name: str, kind: Kind, values: Array, *, always: bool = False) -> None:
        known = None if always else self.draw.random(self.rows) >= MISSING
        self.fields[name] = Drawn(kind=kind, values=values, known=known)

    def named(self, name: str, word: str) -> None:
        values = np.char.add(word, (self.order + 1).astype("U4")).astype(object)
        self.tell(name, Kind.TEXT, values, always=True)

    def yes(self, name: str, share: float | Array) -> None:
        self.tell(name, Kind.TRUTH, self.draw.random(self.rows) < share)

    def money(self, name: str, middle: float, spread: float = 1.0) -> Array:
        """``middle``: the median in yuan."""
        values = (np.exp(self.draw.normal(np.log(middle * 100), spread, self.rows))).astype(int)
        self.tell(name, Kind.MONEY, values)
        return values

    def day(
        self,
        name: str,
        years: float,
        *,
        always: bool = False,
        least: Array | int = 0,
        most: Array | int = ENDLESS,
    ) -> Array:
        """A day within so many years before today, at ``least`` such a one and at ``most`` such
        a one; a few lie ahead.
        """
        back = self.draw.uniform(-0.02 * years, years, self.rows) * 365
        values = np.clip((self.today - back).astype(np.int64), least, most)
        self.tell(name, Kind.DAY, values, always=always)
        return values

    def symbol(self, name: str, shares: tuple[float, ...]) -> None:
        total = np.array(shares) / sum(shares)
        self.tell(name, Kind.SYMBOL, self.draw.choice(len(shares), self.rows, p=total))

    def done(self) -> Records:
        return Records(self.of, self.fields)


def recognitions(firms: Firms) -> Records:
    """Titles: one of each at most, but for the first certificate of high technology, which is
    there from the year that is told, and one that renewed it.
    """
    first = firms.facts["first_high_technology_year", None].values
    shares = np.array(TITLES)[:, None] * np.where(firms.active, 1.0, 0.05)
    held = firms.draw.random(shares.shape) < shares
    held[HIGH_TECHNOLOGY] = first > 0
    renewed = (first > 0) & (first <= firms.as_of.year - 3)
    held = np.vstack([held, renewed])
    drawing = _Drawing(firms, held.sum(axis=0))
    place = np.nonzero(held.T)[1]
    title = np.where(place == len(TITLES), HIGH_TECHNOLOGY, place)
    drawing.named("name", "证书")
    drawing.tell("title", Kind.SYMBOL, title, always=True)
    begun = (first[drawing.of] - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    least = np.where(title == HIGH_TECHNOLOGY, begun.astype(np.int64), 0)
    # The first is of its year, though never of a day that lies ahead.
    most = np.where(place == HIGH_TECHNOLOGY, np.minimum(least + 364, drawing.today), ENDLESS)
    least = np.where(place == len(TITLES), least + 3 * 365, least)
    granted = drawing.day("recognised_on", 5, always=True, least=least, most=most)
    drawing.tell("valid_until", Kind.DAY, granted + 3 * 365)
    drawing.yes("led_by_enterprise", 0.9)
    return drawing.done()


def renovation_projects(firms: Firms) -> Records:
    """Projects of technical renovation: a third of the enterprises have one or more."""
    drawing = _Drawing(firms, firms.draw.poisson(0.4, firms.rows))
    drawing.named("name", "技改项目")
    total = np.exp(drawing.draw.normal(np.log(4e8), 1.3, drawing.rows)).astype(np.int64)
    drawing.tell("total_investment", Kind.MONEY, total)
    for name in ("productive_equipment", "audited_equipment_and_software"):
        part = total * drawing.draw.uniform(0.4, 1.0, drawing.rows)
        drawing.tell(name, Kind.MONEY, part.astype(np.int64))
    start = drawing.day("started_on", 4)
    length = drawing.draw.integers(90, 900, drawing.rows)
    drawing.tell("completed_on", Kind.DAY, start + length)
    for name, share in (("smart", 0.3), ("provincial_key", 0.1), ("supported_area", 0.05)):
        drawing.yes(name, share)
    # Its money is support as any other is.
    supported = firms.supports[drawing.of] > 0
    drawing.yes("special_bond_2024", 0.1 * supported * (firms.as_of.year >= 2024))
    return drawing.done()


def rd_projects(firms: Firms) -> Records:
    """The ledger of research: some projects in each of two years, the last perhaps in two parts."""
    drawn = firms.draw
    counts = np.where(firms.active, 2 * (1 + drawn.poisson(1.5, firms.rows)), 0)
    drawing = _Drawing(firms, counts)
    year = firms.last - drawing.order % 2
    drawing.named("name", "研发项目")
    drawing.tell("year", Kind.COUNT, year, always=True)
    drawing.tell("period", Kind.SYMBOL, np.zeros(drawing.rows, dtype=np.int64), always=True)
    capital = drawn.random(drawing.rows) < 0.06
    drawing.tell("treatment", Kind.SYMBOL, capital.astype(np.int64))
    spent = np.where(
        year == firms.last,
        firms.spent[firms.last][drawing.of],
        firms.spent[firms.last - 1][drawing.of],
    )
    own = spent * 2 // counts[drawing.of]
    parts = (
        ("personnel", 0.40),
        ("direct_input", 0.28),
        ("depreciation", 0.08),
        ("amortisation", 0.02),
        ("design", 0.03),
        ("other", 0.07),
        ("commissioned_domestic", 0.04),
        ("commissioned_overseas", 0.005),
        ("commissioned_overseas_individual", 0.0),
    )
    for name, share in parts:
        values = own * share * drawn.uniform(0.5, 1.0, drawing.rows)
        drawing.tell(name, Kind.MONEY, values.astype(np.int64))
    formed = ((year - 1970) * 365.25 + 200 + drawn.integers(0, 150, drawing.rows)).astype(np.int64)
    fields = drawing.fields
    fields["capitalised_on"] = Drawn(kind=Kind.DAY, values=formed, known=capital)
    life = np.full(drawing.rows, 10)
    fields["useful_life_years"] = Drawn(kind=Kind.COUNT, values=life, known=capital)
    return drawing.done()


def first_set_products(firms: Firms) -> Records:
    """First sets: one enterprise in a hundred has some."""
    drawing = _Drawing(firms, firms.draw.poisson(0.012, firms.rows))
    drawing.named("name", "产品")
    drawing.symbol("list", (0.15, 0.6, 0.25))
    drawing.day("recognised_on", 5)
    drawing.yes("rewarded_before", 0.1)
    drawing.symbol("kind", (0.7, 0.3))
    drawing.yes("insured", 0.2)
    drawing.money("annual_sales", 8_000_000)
    return drawing.done()


def voucher_contracts(firms: Firms) -> Records:
    """Contracts for which a voucher pays."""
    drawing = _Drawing(firms, firms.draw.poisson(0.03, firms.rows))
    drawing.named("name", "合同")
    drawing.money("amount", 60_000)
    drawing.yes("local_provider", 0.6)
    return drawing.done()


def listing_steps(firms: Firms) -> Records:
    """Steps towards a listing."""
    drawing = _Drawing(firms, firms.draw.poisson(0.006, firms.rows))
    drawing.named("name", "事项")
    drawing.symbol("kind", (0.3, 0.2, 0.5))
    drawing.money("funds", 80_000_000)
    drawing.day("happened_on", 4)
    return drawing.done()


def support_received(firms: Firms) -> Records:
    """What was paid before."""
    drawing = _Drawing(firms, firms.supports)
    drawing.named("name", "拨款")
    paid = np.array(PAID, dtype=object)[drawing.draw.integers(0, len(PAID), drawing.rows)]
    drawing.tell("measure", Kind.TEXT, paid)
    project = np.char.add("技改项目", drawing.draw.integers(1, 3, drawing.rows).astype("U1"))
    drawing.tell("project", Kind.TEXT, project.astype(object))
    drawing.money("amount", 200_000)
    drawing.day("received_on", 4)
    return drawing.done()


def science_awards(firms: Firms) -> Records:
    """Awards for science."""
    drawing = _Drawing(firms, firms.draw.poisson(0.01, firms.rows))
    drawing.named("name", "奖项")
    drawing.symbol("level", (0.8, 0.15, 0.05))
    drawing.tell("rank", Kind.COUNT, drawing.draw.integers(1, 8, drawing.rows))
    drawing.day("awarded_on", 6)
    return drawing.done()


def incidents(firms: Firms) -> Records:
    """Accidents and violations."""
    drawing = _Drawing(firms, firms.draw.poisson(0.04, firms.rows))
    drawing.named("name", "事由")
    drawing.symbol("kind", (0.4, 0.15, 0.3, 0.02, 0.1, 0.03))
    drawing.symbol("severity", (0.9, 0.07, 0.02, 0.01))
    drawing.day("occurred_on", 5)
    return drawing.done()


#: The lists of the register, and those of the ledgers besides.
REGISTER = {"recognitions": recognitions, "renovation_projects": renovation_projects}
LEDGERS = REGISTER | {
    "rd_projects": rd_projects,
    "first_set_products": first_set_products,
    "voucher_contracts": voucher_contracts,
    "listing_steps": listing_steps,
    "support_received": support_received,
    "science_awards": science_awards,
    "incidents": incidents,
}
#: Those of which an office has all there is; of the others a table holds what it knows.
WHOLE = frozenset(REGISTER) | {"rd_projects", "support_received", "incidents"}
