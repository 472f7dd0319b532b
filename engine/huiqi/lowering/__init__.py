"""What the rules say of every row of a table at once: a graph of scalars, free of any database."""

from huiqi.lowering import (
    cases_of_choices,
    cases_of_conditions,
    cases_of_names,
    cases_of_values,
    listing,
)
from huiqi.lowering.lowerer import CASES

__all__ = [
    "CASES",
    "cases_of_choices",
    "cases_of_conditions",
    "cases_of_names",
    "cases_of_values",
    "listing",
]
