"""What no enterprise can have is not asked of the cases, and nothing else is excused."""

from __future__ import annotations

from pathlib import Path

from huiqi.audit.boundaries import relations
from huiqi.audit.caps import CHECK as CAPS
from huiqi.audit.context import Audit
from huiqi.audit.observe import Relation
from tests.decision.small import rulebook

EACH = "for_each: {t: things}\nrequires: {id: worth, text: {zh: 值, en: w}, if: t.worth >= 0元}\n"


def audited(folder: Path, **measures: str) -> Audit:
    """The audit of these measures, of which no case asks anything."""
    return Audit(rulebook=rulebook(folder, **measures), rules=folder, cases=(), processes=1)


def test_a_cap_between_two_cents_need_not_be_reached(tmp_path: Path) -> None:
    """2000 at 15 % is 13,333.33…, which nobody has, nor has the sum of any two; 2000 at 20 % is
    10,000, and a floor lifts what is less to the cap.
    """
    audit = audited(
        tmp_path,
        between=EACH + "gives: {amount: 15% * t.worth, caps: [{at_most: 2000元, per: item}]}\n",
        summed=EACH
        + "gives: {amount: 15% * t.worth, caps: [{at_most: 2000元, per: enterprise}]}\n",
        floored=EACH
        + "gives: {amount: 15% * t.worth, floors: [{at_least: 2000元, per: item}], "
        + "caps: [{at_most: 2000元, per: item}]}\n",
        whole=EACH + "gives: {amount: 20% * t.worth, caps: [{at_most: 2000元, per: item}]}\n",
    )
    at = {
        f.subject for f in CAPS.run(audit) if f.text.in_language("en").endswith("just at the cap")
    }
    assert at == {"whole/gives", "floored/gives"}
    for excused in ("between/gives", "summed/gives"):
        assert len([f for f in CAPS.run(audit) if f.subject == excused]) == 2


def test_below_the_first_option_there_is_none(tmp_path: Path) -> None:
    """``low`` is the first of three, ``high`` the last; in the middle both sides are asked for."""
    audit = audited(
        tmp_path,
        **{
            name: f"requires: {{id: level, text: {{zh: 级, en: l}}, if: level >= {name}}}\n"
            for name in ("low", "middle", "high")
        },
    )
    excused = {
        (limit.owner.subject.split("/")[0], relation)
        for limit, relation, _, impossible in relations(audit)
        if impossible
    }
    assert excused == {("low", Relation.BELOW), ("high", Relation.ABOVE)}
