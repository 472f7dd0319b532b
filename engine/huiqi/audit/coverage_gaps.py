"""Inputs for what no case reaches: found by small changes of the cases that come nearest.

What comes out is for a person to say: ``expect:`` stays blank, beside it stands the source.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from huiqi.audit.context import Audit
from huiqi.audit.observe import Observations, Run, run_case
from huiqi.audit.owners import owned
from huiqi.audit.targets import Key, Target, reached, targets
from huiqi.audit.variations import Edit, Variations
from huiqi.decision.cases import Expected, varied
from huiqi.decision.decide import Decider
from huiqi.decision.expected_measure import ExpectedMeasure
from huiqi.decision.expected_values import ExpectedValue
from huiqi.files import make_folder, write_file
from huiqi.language.tree import Node
from huiqi.rulebook.yaml_text import flow
from huiqi.words import Say

#: How many cases are changed, and how many changes are tried, for one measure or definition.
_MOST_BASES = 6
_MOST_TRIES = 1000


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class CoverageGap:
    """An input that reaches something new; ``edit`` is ``None`` where none was found."""

    owner: str
    targets: tuple[Target, ...]
    edit: Edit | None


def gaps(audit: Audit) -> Iterator[CoverageGap]:
    """For each measure and definition the inputs found, then what none was found for."""
    groups: dict[str, list[Target]] = {}
    for target in targets(audit):
        groups.setdefault(target.owner, []).append(target)
    roots: dict[str, list[Node]] = {}
    for owner in owned(audit.rulebook):
        roots.setdefault(owner.rule or owner.subject, []).append(owner.root)
    decider = Decider(audit.rulebook)
    for number, (name, wanted) in enumerate(groups.items(), start=1):
        audit.progress(f"{number}/{len(groups)}")
        own = roots.get(name, [])
        yield from search(audit, decider, name, wanted, own, near=_nearest(audit, name, own))


def search(
    audit: Audit,
    decider: Decider,
    name: str,
    wanted: list[Target],
    roots: list[Node],
    *,
    near: deque[tuple[Run, Iterator[Edit]]],
) -> Iterator[CoverageGap]:
    """Inputs that reach what is wanted of a measure or definition, by changes of cases ``near``.

    What none was found for comes last, together, without an ``edit``.
    """
    measure = audit.rulebook.measures.get(name)
    open_: dict[Key, list[Target]] = {}
    for target in wanted:
        open_.setdefault(target.key, []).append(target)
    waiting, tries = deque(near), 0
    while waiting and open_ and tries < _MOST_TRIES:
        run, edits = waiting.popleft()
        edit = next(edits, None)
        if edit is None:
            continue
        waiting.append((run, edits))
        tries += 1
        expect = run.of_enterprise.expect
        if measure is not None:
            expect = Expected(measures={name: ExpectedMeasure()})
        case = varied(replace(run.of_enterprise, expect=expect), audit.rulebook, *edit)
        if case is None:
            continue
        found = Observations(illustrative=audit.observed.illustrative)
        reaching = run_case(case, audit.rulebook, decider, found)
        found.runs.append(reaching)
        new = [key for key in dict.fromkeys(reached(audit, found)) if key in open_]
        if new:
            hit = tuple(target for key in new for target in open_.pop(key))
            yield CoverageGap(owner=name, targets=hit, edit=edit)
            # From where something new was reached, more may be.
            further = Variations(audit.rulebook, case, roots).edits(measure)
            waiting.append((reaching, further))
    rest = tuple(target for some in open_.values() for target in some)
    if rest:
        yield CoverageGap(owner=name, targets=rest, edit=None)


def _nearest(audit: Audit, name: str, roots: list[Node]) -> deque[tuple[Run, Iterator[Edit]]]:
    """The cases that come nearest, each with its changes; they take turns."""
    measure = audit.rulebook.measures.get(name)
    runs = [
        run
        for run in audit.observed.runs
        if (name in run.results if measure is not None else name in run.names)
    ]
    if not runs and audit.observed.runs:
        runs = [_blank(audit, name)]
    step = max(len(runs) // _MOST_BASES, 1)
    return deque(
        (run, Variations(audit.rulebook, run.of_enterprise, roots).edits(measure))
        for run in runs[::step][:_MOST_BASES]
    )


def _blank(audit: Audit, name: str) -> Run:
    """An enterprise of which nothing is known, asked for a measure or a definition."""
    run = audit.observed.runs[0]
    # What is asked of a measure is asked of every case that is tried for it.
    defined = name in audit.rulebook.definitions
    asked = Expected(facts={name: ExpectedValue()}) if defined else Expected()
    case = replace(run.of_enterprise, expect=asked, facts={}, judgements={})
    return replace(run, case=case)


def write(
    audit: Audit, folder: Path, tell: Callable[[str], None], language: str = "zh"
) -> tuple[int, int]:
    """One file for each measure or definition; how many inputs, and how many without one."""
    make_folder(folder)
    say = Say(language)
    inputs = without = 0
    texts: dict[str, list[str]] = {}
    for gap in gaps(audit):
        texts.setdefault(gap.owner, []).append(_written(audit, gap, say))
        inputs += gap.edit is not None
        without += len(gap.targets) if gap.edit is None else 0
    for owner, parts in texts.items():
        path = folder / f"{owner.replace('/', '-')}.yaml"
        head = say(
            "{owner}：没有用例走到的地方。填好 expect，写明 from 与 basis，再并入 cases/。",
            owner=owner,
        )
        write_file(path, f"# {head}\ncases:\n{''.join(parts)}")
        tell(str(path))
    return inputs, without


def _written(audit: Audit, gap: CoverageGap, say: Say) -> str:
    lines = []
    for target in gap.targets:
        lines.append(f"  # {target.place}  {say.told(target.text)}")
        beside = [say("原意：{text}", text=target.source)]
        beside += [say("来源：{source}", source=basis.cited()) for basis in target.basis]
        lines.extend(f"  #   {line}" for line in beside)
    if gap.edit is None:
        return "\n".join(["  # ---- " + say("没有找到能走到的输入："), *lines, ""])
    year = say("年度")
    asked = (
        f"measures: {{{gap.owner}: {{status: …}}}}"
        if gap.owner in audit.rulebook.measures
        else f'facts: {{"{gap.owner}[{year}]": …}}'
    )
    fields = {
        "name": say.told(gap.targets[0].text),
        "from": "author",
        "basis": say("待填：期望值出自哪里，或怎样算出"),
        "as_of": gap.edit.as_of,
        "facts": dict(gap.edit.facts),
    }
    if gap.edit.judgements:
        fields["judgements"] = dict(gap.edit.judgements)
    body = [f"    {key}: {flow(value)}" for key, value in fields.items()]
    body[0] = f"  - {body[0].strip()}"
    return "\n".join([*lines, *body, "    expect:  # " + say("待填：{asked}", asked=asked), ""])
