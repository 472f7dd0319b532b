"""What a document says of an incident: every rule with its groups, and the part that decided."""

from __future__ import annotations

from pathlib import Path

from tests.penalty.test_cli import CORRECTED
from tests.serialisation.commands import said


def test_a_rule_is_told_with_its_groups(tmp_path: Path) -> None:
    """Each clause within a group that is told, and of each whether the answer rests on it."""
    path = tmp_path / "act.yaml"
    path.write_text(CORRECTED, encoding="utf-8")
    document = said(["penalty", str(path), "--as-of", "2025-06-01"])
    kinds = set()
    for rule in document["rules"]:
        groups = {group["id"]: group for group in rule["groups"]}
        (root,) = [one for one in groups.values() if one["within"] is None]
        assert root["decides"]
        kinds |= {group["kind"] for group in groups.values()}
        for part in (*rule["clauses"], *groups.values()):
            assert part["within" if "within" in part else "group"] in (*groups, None)
        # Of `all`, a part decides that came out as the whole; within one that does not, none.
        for clause in rule["clauses"]:
            around = groups[clause["group"]]
            assert clause["decides"] <= around["decides"]
            if around["kind"] == "all" and around["decides"]:
                assert clause["decides"] is (clause["truth"] == around["truth"])
    assert {"all", "none"} <= kinds
