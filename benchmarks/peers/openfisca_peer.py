"""The sample as a country package of OpenFisca-Core: whole columns at a time, by NumPy.

Its amounts are floating numbers of 32 bits, its logic has two values; what is not known is a NaN,
or a second variable that says what is known.  An enterprise is a group of projects, so one without
any gets a project that is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from openfisca_core.entities import Entity, GroupEntity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.peers.inputs import Row

NAME = "OpenFisca-Core"
PERIOD = "2023"

Project = Entity("project", "projects", "A project", "")
Enterprise = GroupEntity(
    "enterprise", "enterprises", "An enterprise", "", roles=[{"key": "owned", "plural": "owned"}]
)
#: What is stated, each by the way in which it says that it does not know.
AMOUNTS = (
    *("deduction", "debt", "revenue", "revenue_before", "main", "main_before"),
    *("research", "research_before"),
)
TRUTHS = ("registered", "resident", "collection", "credit", "listed")
#: 1 true, 0 false, -1 not known; a year, 0 where it does not apply, -1 where it is not known.
NUMBERS = (*TRUTHS, "entry", "first_pass", "founded", "outstanding")
WORDS = np.array(["does_not_qualify", "undetermined", "qualifies"])


def _stated(name: str, kind: type, entity: Any) -> type[Variable]:
    unknown = {"default_value": -1} if kind is int else {}
    about = {
        "value_type": kind,
        "entity": entity,
        "definition_period": DateUnit.YEAR,
        "label": name,
    }
    return type(name, (Variable,), about | unknown)


def _worked_out(name: str, kind: type, entity: Any, formula: Any) -> type[Variable]:
    about = {
        "value_type": kind,
        "entity": entity,
        "definition_period": DateUnit.YEAR,
        "label": name,
    }
    return type(name, (Variable,), about | {"formula": formula})


def _share(projects: Any, period: Any) -> Any:
    audited, total = projects("audited", period), projects("total", period)
    return np.where(np.isnan(audited), total, audited) * np.float32(0.1)


def _renovation(projects: Any, period: Any) -> Any:
    open_or_met = ~(projects("audited", period) <= 0) & projects("real", period)
    return np.where(open_or_met, np.fmin(_share(projects, period), 5e6), 0)


def _equipment(projects: Any, period: Any) -> Any:
    share = _share(projects, period)
    counted = (projects("smart", period) != 0) & projects("real", period)
    return np.where(counted, np.where(np.isnan(share), 5e6, share), 0)


def _verdict(no: Any, yes: Any) -> Any:
    """0 no, 1 undetermined, 2 yes."""
    return np.where(no, 0, np.where(yes, 2, 1))


def _no_entrant(firms: Any, period: Any) -> Any:
    entry = firms("entry", period)
    return (entry != -1) & (entry != 2022) & (entry != 2023)


def _above_scale(firms: Any, period: Any) -> Any:
    entered = (firms("entry", period) == 2023) & (firms("registered", period) == 1)
    return _verdict(firms("no_entrant", period), entered)


def _above_scale_at_most(firms: Any, period: Any) -> Any:
    half = firms("entry", period) == 2022
    return np.where(firms("no_entrant", period), 0, np.where(half, 50_000, 100_000))


def _deducted(firms: Any, period: Any) -> Any:
    stated = firms("deduction", period)
    barred = (firms("resident", period) == 0) | (firms("collection", period) == 0)
    contradicted = np.where(stated > np.float32(0.02), np.nan, np.nan_to_num(stated))
    return np.where(barred, contradicted, stated)


def _no_subsidy(firms: Any, period: Any) -> Any:
    return (firms("outstanding", period) == 0) | (firms("deducted", period) <= 0)


def _subsidy(firms: Any, period: Any) -> Any:
    rated = (firms("outstanding", period) == 1) & (firms("registered", period) == 1)
    yes = rated & (firms("deducted", period) > 0)
    return _verdict(firms("no_subsidy", period), yes)


def _subsidy_high(firms: Any, period: Any) -> Any:
    share = np.round(firms("deducted", period).astype(float) * 0.2, 2)
    return np.where(firms("no_subsidy", period), 0, np.fmin(share, 8e7))


def _any_project(firms: Any, period: Any) -> Any:
    return firms.any(firms.members("real", period) & ~(firms.members("audited", period) <= 0))


def _renovation_verdict(firms: Any, period: Any) -> Any:
    return np.where(_any_project(firms, period), 1, 0)


def _renovation_high(firms: Any, period: Any) -> Any:
    return firms.sum(firms.members("renovation_part", period))


def _smart(firms: Any, period: Any) -> Any:
    smart, real = firms.members("smart", period), firms.members("real", period)
    sure = firms.any(real & (smart == 1)) & (firms("registered", period) == 1)
    return _verdict(~firms.any(real & (smart != 0)), sure)


def _smart_at_most(firms: Any, period: Any) -> Any:
    return np.minimum(firms.sum(firms.members("equipment_part", period)), 5e6)


def _first_pass(firms: Any, period: Any) -> Any:
    year = firms("first_pass", period)
    return np.where((year == 0) | (year > 2023), 0, 1)


def _first_pass_high(firms: Any, period: Any) -> Any:
    return firms("first_pass_verdict", period) * 100_000


def _gazelle(firms: Any, period: Any) -> Any:
    revenue, before = firms("revenue", period), firms("revenue_before", period)
    asked = np.where(revenue < 1e8, 0.05, 0.025)
    least = np.where(np.isnan(revenue), firms("main", period), revenue)
    least_before = np.where(np.isnan(before), firms("main_before", period), before)
    no = (firms("credit", period) == 0) | (firms("listed", period) == 1)
    no |= (firms("founded", period) > 20200101) | (firms("debt", period) >= 70)
    no |= (revenue < 1e7) | (firms("research", period) < least * asked)
    no |= firms("research_before", period) < least_before * asked
    return np.where(no, 0, 1)


_FORMULAS = (
    ("renovation_part", float, Project, _renovation),
    ("equipment_part", float, Project, _equipment),
    ("no_entrant", bool, Enterprise, _no_entrant),
    ("above_scale_verdict", int, Enterprise, _above_scale),
    ("above_scale_at_most", float, Enterprise, _above_scale_at_most),
    ("deducted", float, Enterprise, _deducted),
    ("no_subsidy", bool, Enterprise, _no_subsidy),
    ("subsidy_verdict", int, Enterprise, _subsidy),
    ("subsidy_high", float, Enterprise, _subsidy_high),
    ("renovation_verdict", int, Enterprise, _renovation_verdict),
    ("renovation_high", float, Enterprise, _renovation_high),
    ("smart_verdict", int, Enterprise, _smart),
    ("smart_at_most", float, Enterprise, _smart_at_most),
    ("first_pass_verdict", int, Enterprise, _first_pass),
    ("first_pass_high", float, Enterprise, _first_pass_high),
    ("gazelle_verdict", int, Enterprise, _gazelle),
)
#: The columns of the sample, by the variables that give them.
COLUMNS = {
    "above-scale-reward.conditions": "above_scale_verdict",
    "above-scale-reward.at_most": "above_scale_at_most",
    "rd-institution-subsidy.conditions": "subsidy_verdict",
    "rd-institution-subsidy.high": "subsidy_high",
    "technical-renovation.conditions": "renovation_verdict",
    "technical-renovation.high": "renovation_high",
    "smart-equipment.conditions": "smart_verdict",
    "smart-equipment.at_most": "smart_at_most",
    "high-technology-first-pass.conditions": "first_pass_verdict",
    "high-technology-first-pass.high": "first_pass_high",
    "gazelle.conditions": "gazelle_verdict",
}


def system() -> TaxBenefitSystem:
    """The country package."""
    made = TaxBenefitSystem([Project, Enterprise])
    for name in NUMBERS:
        made.add_variable(_stated(name, int, Enterprise))
    for name in AMOUNTS:
        made.add_variable(_stated(name, float, Enterprise))
    for name, kind in (("audited", float), ("total", float), ("smart", int), ("real", bool)):
        made.add_variable(_stated(name, kind, Project))
    for name, kind, entity, formula in _FORMULAS:
        made.add_variable(_worked_out(name, kind, entity, formula))
    return made


def arrays(rows: Sequence[Row]) -> tuple[Mapping[str, Any], Any]:
    """What is stated as arrays, and of which enterprise each project is."""
    projects: list[tuple[Row, bool]] = []
    of: list[int] = []
    for place, row in enumerate(rows):
        own = [(project, True) for project in row["projects"]] or [({}, False)]
        projects += own
        of += [place] * len(own)
    found = {name: _numbers(row[name] for row in rows) for name in AMOUNTS}
    found |= {name: _truths(row[name] for row in rows) for name in TRUTHS}
    for name in ("entry", "first_pass"):
        years = (-1 if row[name] is None else row[name] for row in rows)
        found[name] = np.array([0 if year == "不适用" else int(year) for year in years])
    days = (row["founded"] for row in rows)
    found["founded"] = np.array([-1 if day is None else int(day.replace("-", "")) for day in days])
    ratings = (row["rating"] for row in rows)
    found["outstanding"] = np.array([-1 if one is None else int(one == "优秀") for one in ratings])
    for name in ("audited", "total"):
        found[name] = _numbers(project.get(name) for project, _ in projects)
    found["smart"] = _truths(project.get("smart") for project, _ in projects)
    found["real"] = np.array([real for _, real in projects])
    return found, np.array(of)


def _numbers(values: Any) -> Any:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float32)


def _truths(values: Any) -> Any:
    return np.array([-1 if value is None else int(value) for value in values])


def decide(made: TaxBenefitSystem, stated: Mapping[str, Any], of: Any) -> Mapping[str, Any]:
    """The columns of all enterprises, as arrays."""
    builder = SimulationBuilder()
    builder.create_entities(made)
    builder.declare_person_entity("project", np.arange(len(of)))
    firms = builder.declare_entity("enterprise", np.arange(of[-1] + 1))
    builder.join_with_persons(firms, of, roles=["owned"] * len(of))
    simulation = builder.build(made)
    for name, values in stated.items():
        simulation.set_input(name, PERIOD, values)
    found = {column: simulation.calculate(name, PERIOD) for column, name in COLUMNS.items()}
    return {
        column: WORDS[values] if column.endswith(".conditions") else values
        for column, values in found.items()
    }
