"""All proofs of a rulebook, made once: what each check reports is picked from them by its code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import combinations

from huiqi.audit.finding import Level
from huiqi.audit.proofs import terms
from huiqi.audit.proofs.clause_formulas import claims_of, granted
from huiqi.audit.proofs.examination import Examination, ProofCase, Whose
from huiqi.audit.proofs.idle_clauses import examine_clauses
from huiqi.audit.proofs.overlaps import examine_parameter
from huiqi.audit.proofs.proof_days import days_of
from huiqi.audit.proofs.solver import Reply
from huiqi.audit.proofs.tiers import examine_definition, examine_tiers
from huiqi.audit.proofs.witness_check import Shown, Subjects
from huiqi.audit.proofs.wrong_amounts import examine_amounts
from huiqi.decision.in_force import in_force
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook, Stacking
from huiqi.sentences import sentence
from huiqi.truth import Truth


def examine(rulebook: Rulebook, subjects: Subjects, progress: Callable[[str], None]) -> Examination:
    """Everything that is asked of its rules, definitions and parameters."""
    found = Examination(rulebook=rulebook, subjects=subjects)
    rules = [rule for rule in rulebook.rules.values() if not rule.modelled_on]
    steps = len(rules) + len(rulebook.definitions)
    for position, rule in enumerate(rules, 1):
        progress(f"{position}/{steps}")
        examine_clauses(found, rule)
        examine_tiers(found, rule)
        examine_amounts(found, rule)
    for position, name in enumerate(rulebook.definitions, len(rules) + 1):
        progress(f"{position}/{steps}")
        examine_definition(found, name)
    for parameter in rulebook.parameters.values():
        examine_parameter(found, parameter)
    for stacking in rulebook.stacking.values():
        _examine_stacking(found, stacking)
    return found


def _examine_stacking(found: Examination, rule: Stacking) -> None:
    """Whether one enterprise can meet both of any pair that the rule keeps apart."""
    if rule.kind in ("ceiling", "unknown"):
        return
    rulebook = found.rulebook
    named = dict.fromkeys((*rule.measures, *rule.against))
    for one, other in combinations(named, 2):
        if rule.binds(one, other):
            _examine_pair(found, rule, rulebook.measures[one], rulebook.measures[other])


def _examine_pair(found: Examination, rule: Stacking, one: Measure, other: Measure) -> None:
    rulebook = found.rulebook
    whose = Whose(rule.place, f"{rule.id}: {one.id}, {other.id}")
    titles = sentence("{first}与{second}", first=one.title, second=other.title)
    days = _shared_days(rulebook, one, other)
    for day in days:
        reply, witness = _meets(found, day, one, other)
        if reply.impossible:
            continue
        if not reply.possible:
            text = sentence("{day}：{measures}能否同时符合没有判定", day=day, measures=titles)
            found.open(whose, text)
            return
        text = sentence(
            "一户企业可以同时符合{measures}，原文不许兼得（{text}）",
            measures=titles,
            text=rule.text,
        )
        code, level = "A420", Level.NOTE
        remedy = sentence("由叠加规则取其一；申报时只报一项")
        break
    else:
        code, level = "A421", Level.WARNING
        # One that meets the first of the two.
        day = days[0] if days else days_of(rulebook, one)[0]
        _, witness = _meets(found, day, one)
        text = sentence("没有企业能同时符合{measures}，这条叠加规则对它们用不上", measures=titles)
        remedy = sentence("核对措施的 id 与施行期")
    found.report(code, level, whose, text=text, remedy=remedy, witness=witness)


def _shared_days(rulebook: Rulebook, one: Measure, other: Measure) -> list[date]:
    """Days on which both may be in force."""
    days = dict.fromkeys([*days_of(rulebook, one), *days_of(rulebook, other)])
    return [
        day
        for day in days
        if all(in_force(m.in_force, day)[0] is not Truth.FALSE for m in (one, other))
    ]


def _meets(found: Examination, day: date, *measures: Measure) -> tuple[Reply, str | None]:
    """Whether an enterprise can meet all of them on a day, and one that does."""
    case = ProofCase(found, day)
    truths = [granted(claims_of(case.translator, measure)) for measure in measures]
    known = terms.both(*(truth.sure for truth in truths))

    def test(shown: Shown) -> bool:
        return all(shown.granted(measure) is Truth.TRUE for measure in measures)

    return case.confirmed([truth.true for truth in truths], known, test)
