"""Tables to ask: columns of each kind, hostile names, figures at the ends of their types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from huiqi.lowering.day_numbers import FIRST_DAY, LAST_DAY
from huiqi.lowering.scalars import Sort
from huiqi.objects import dataclass
from tests.screening.sql.reading import Row, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A column of a table."""

    name: str
    sort: Sort
    nullable: bool = True
    places: int = 0
    low: int = 0
    high: int = 0

    @property
    def values(self) -> st.SearchStrategy[Value]:
        """What a cell may hold."""
        found: st.SearchStrategy[Value] = _TEXTS
        if self.sort is Sort.TRUTH:
            found = st.booleans()
        elif self.sort is Sort.NUMBER:
            near = [one for one in _NEAR if self.low <= one <= self.high]
            ends = [self.low, self.high, self.low + 1, self.high - 1, *near]
            few = st.integers(max(self.low, -20), min(self.high, 20)) if near else st.nothing()
            found = st.integers(self.low, self.high) | st.sampled_from(ends) | few
        return st.none() | found if self.nullable else found


@dataclass(frozen=True, slots=True)
class Enterprise:
    """A row, and its records."""

    row: Row
    lists: Mapping[str, Sequence[Row]]


#: Days at the turn of years and months, the ends of types.
_NEAR = (0, 1, -1, 59, 60, 365, 789, 19_781, 19_782, 19_783, 2**63 - 1, -(2**63), 2**63)
_TEXTS = st.sampled_from(["", "C", "C39", "c39", "D1", "it's \\ \"é", "中国", " ", "x'); --"])
_WIDE = 10**34

ENTERPRISE_COLUMNS = (
    Given(name='flag"; DROP TABLE "x', sort=Sort.TRUTH),
    Given(name="sure", sort=Sort.TRUTH, nullable=False),
    Given(name="revenue@2022", sort=Sort.NUMBER, places=2, low=-(10**12), high=10**12),
    Given(name="人数`", sort=Sort.NUMBER, nullable=False, low=0, high=50),
    Given(name="narrow", sort=Sort.NUMBER, low=-(2**63), high=2**63 - 1),
    Given(name="it's wide", sort=Sort.NUMBER, low=-_WIDE, high=_WIDE),
    Given(name="day", sort=Sort.NUMBER, low=FIRST_DAY, high=LAST_DAY),
    Given(name="year", sort=Sort.NUMBER, low=-5, high=10_500),
    Given(name="select", sort=Sort.TEXT),
    Given(name="code", sort=Sort.TEXT, nullable=False),
)
LISTS = {
    "projects": (
        Given(name="flag", sort=Sort.TRUTH),
        Given(name="cost%s", sort=Sort.NUMBER, places=2, low=-1000, high=10**9),
        Given(name="wide", sort=Sort.NUMBER, nullable=False, low=-(10**30), high=10**30),
        Given(name="day", sort=Sort.NUMBER, low=0, high=20_000),
        Given(name="code", sort=Sort.TEXT),
    ),
    "titles": (
        Given(name="flag", sort=Sort.TRUTH, nullable=False),
        Given(name="count", sort=Sort.NUMBER, low=-5, high=20),
    ),
}


def _rows(columns: Sequence[Given]) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries({given.name: given.values for given in columns})


#: Some enterprises; each with up to five records in a list.
enterprises = st.lists(
    st.builds(
        Enterprise,
        _rows(ENTERPRISE_COLUMNS),
        st.fixed_dictionaries(
            {name: st.lists(_rows(columns), max_size=5) for name, columns in LISTS.items()}
        ),
    ),
    min_size=1,
    max_size=5,
)
