"""What the rule of force changes in the cases.

A document is known to be in force from its stated beginning, else from its first sighting, to its
stated end, else to the last day on which it was seen; a law or a text marked 长期 has no end.  A
sighting of a year or a month is one of some day in it.  Where the force is not known on a case's
day and its conditions are met, ``status`` becomes ``undetermined`` and the old value stands under
``conditions``; ``in_force`` follows the dates.  Nothing else is touched.

The dates are read from the rules' YAML and compared here, without the engine.

    python docs/changes/force_by_sightings.py [--write]
"""

from __future__ import annotations

import sys
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
MET = ("qualifies", "needs_judgement")


class Loader(yaml.SafeLoader):
    """Scalars stay as written: a day is text."""


Loader.yaml_implicit_resolvers = {}


def day(text: str | None, otherwise: date) -> date:
    """A written day."""
    return date.fromisoformat(text) if text else otherwise


def ends(written: str) -> tuple[date, date]:
    """The first and the last day of a sighting."""
    parts = [int(part) for part in written.split("-")]
    year, month = parts[0], parts[1:2]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    if month:
        return date(year, month[0], 1), date(year, month[0], monthrange(year, month[0])[1])
    return date(year, 1, 1), date(year, 12, 31)


def force(period: dict[str, Any], as_of: date) -> str:
    """``true``, ``false`` or ``unknown`` by the dates alone."""
    since, until = period.get("from"), period.get("until")
    if as_of < day(since, date.min):
        return "false"
    if as_of > min(day(until, date.max), day(period.get("ended_by"), date.max)):
        return "false"
    seen = [ends(written) for written in period.get("seen", [])]
    if not since and not seen:
        return "unknown"
    first = day(since, date.max) if since else min(last for _, last in seen)
    last = max([start for start, _ in seen] + ([first] if since else []))
    if until or period.get("open") == "true":
        last = day(until, date.max)
    return "true" if first <= as_of <= last else "unknown"


def measures() -> dict[str, tuple[dict[str, Any], bool]]:
    """The period of each measure, and whether it is another place's."""
    found = {}
    for path in (ROOT / "rules/programmes").rglob("*.yaml"):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader)
        if path.name != "programme.yaml":
            elsewhere = "comparable" in path.parts
            found[content["id"]] = (content["in_force"], elsewhere or "modelled_on" in content)
    return found


def fields(node: yaml.Node | None) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    """The entries of a mapping by key."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: (key, value) for key, value in node.value}


def edits(text: str, rules: dict[str, tuple[dict[str, Any], bool]]) -> Iterator[tuple[Any, ...]]:
    """What to replace: from, to, by."""
    top = fields(yaml.compose(text, Loader))
    whole = top["as_of"][1].value if "as_of" in top else None
    for case in top["cases"][1].value:
        entries = fields(case)
        own = entries["as_of"][1].value if "as_of" in entries else whole
        expected = fields(fields(entries["expect"][1]).get("measures", (None, None))[1])
        for name, (_, wanted) in expected.items():
            if name not in rules or not isinstance(own, str):
                continue
            period, apart = rules[name]
            found = force(period, date.fromisoformat(own))
            yield from of_measure(fields(wanted), wanted, found, apart, entries["name"][1])


def of_measure(
    wanted: dict[str, tuple[yaml.Node, yaml.Node]],
    whole: yaml.Node,
    found: str,
    apart: bool,
    name: yaml.Node,
) -> Iterator[tuple[Any, ...]]:
    if "in_force" in wanted and wanted["in_force"][1].value != found:
        node = wanted["in_force"][1]
        yield (
            node.start_mark.index,
            node.end_mark.index,
            f'"{found}"' if found != "unknown" else found,
        )
        if found == "unknown":
            yield name.start_mark.index, name.end_mark.index, ("在施行期", "是否施行未知")
        elif found == "true":
            yield name.start_mark.index, name.end_mark.index, ("是否施行未知", "在施行期")
    if found != "unknown":
        return
    for key in ("status", "illustration"):
        other = "conditions" if key == "status" else "illustration_conditions"
        if key not in wanted or other in wanted or wanted[key][1].value not in MET:
            continue
        if key == "illustration" and apart:
            continue
        at, node = wanted[key]
        flow = isinstance(whole, yaml.MappingNode) and whole.flow_style
        between = ", " if flow else "\n" + " " * at.start_mark.column
        yield (
            node.start_mark.index,
            node.end_mark.index,
            f"undetermined{between}{other}: {node.value}",
        )


def main() -> None:
    """Tell, or with ``--write`` make, the changes."""
    rules = measures()
    for path in sorted((ROOT / "cases").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if "\ncases:" not in text or "penalty" in path.parts:
            continue
        made = sorted(set(edits(text, rules)), key=lambda edit: edit[:2], reverse=True)
        for start, end, by in made:
            old = text[start:end]
            new = old.replace(*by) if isinstance(by, tuple) else by
            text = text[:start] + new + text[end:]
        if made:
            print(f"{path.relative_to(ROOT)}: {len(made)}")
            if "--write" in sys.argv[1:]:
                path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
