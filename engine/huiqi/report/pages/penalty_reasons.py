"""Why: each provision as its tree of conditions, what was found, what is lacking."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.decision.groups import Standing
from huiqi.decision.results import ClauseResult
from huiqi.penalty.results import RuleResult, is_pending
from huiqi.report.blocks import Block, Facts, Note, Role, Said, TextRun, Tree, TreeItem, section
from huiqi.report.pages import marks
from huiqi.report.pages import penalty_words as words
from huiqi.report.pages.citations import cited
from huiqi.report.pages.groups_asked import group_said, judged
from huiqi.report.pages.penalty_open import of_persons, out_of_reach
from huiqi.report.pages.penalty_room import Room, Told
from huiqi.rulebook.measure import Condition, Group
from huiqi.truth import Truth
from huiqi.words import to_say


def decided_by(told: Told, room: Room) -> Iterator[Block]:
    """The provisions that the answer rests on, with the conditions as found; then the others."""
    decision, say = told.decision, told.phrases.say
    effects = {decision.answer.worst.may, decision.answer.worst.must}
    holding = [result for result in decision.answer.rules if result.decides is Truth.TRUE]
    behind = [r for r in holding if effects & {effect for effect, _ in r.rule.sanction.outcomes}]
    if not behind:
        yield Note(say("没有应当或者可以不予、从轻、减轻处罚的规定用得上"), 1)
        # What this kind of party does not have goes without saying.
        rules = (r for r in decision.answer.rules if r.decides is Truth.FALSE)
        failed = [result for result in rules if not of_persons(result, told)]
        for result in failed[: room.rules]:
            yield Note((marks.met(Truth.FALSE), " ", why_not(result, told)), 1)
    for result in behind[: room.laws]:
        nodes = _nodes(result, told, most=room.conditions)
        yield Tree((TreeItem(text=told.titled(result.rule), children=nodes),))
        yield Facts(list(Facts.under(say("  依据"), _authority(result, told))))
    others = [result for result in holding if result not in behind[: room.laws]]
    rows: list[tuple[Said, Said]] = []
    if others:
        named = (told.titled(result.rule) for result in others)
        rows.append((say("也成立的"), say("；").join(named)))
    if behind:
        rows += out_of_reach(told, room)
    if rows:
        yield Facts(rows)
    for line in rulings(told):
        yield Note.quiet(line)


def _authority(result: RuleResult, told: Told) -> Iterator[str]:
    """Where it is written, and from when to when."""
    rule, phrases = result.rule, told.phrases
    for basis in rule.basis:
        yield cited(basis, phrases)
    if rule.sanction.listed:
        yield phrases.text(rule.in_force.text)


def every_provision(told: Told) -> Iterator[Block]:
    """Every provision with its whole tree, those that hold first, then what is open, then not."""
    say, decision = told.phrases.say, told.decision
    for truth, title in (
        (Truth.TRUE, say("成立的")),
        (Truth.UNKNOWN, say("还没有定的")),
        (Truth.FALSE, say("不成立的")),
    ):
        results = [result for result in decision.answer.rules if result.decides is truth]
        if results:
            yield from section(title)
        for result in results:
            yield Tree((_rule(result, told),))
            for line in _beside(result, told):
                yield Note.quiet(line, 2)


def _rule(result: RuleResult, told: Told) -> TreeItem:
    rule, say = result.rule, told.phrases.say
    outcome = words.follows(rule.sanction, say)
    said = say("{rule} → {outcome}", rule=told.titled(rule), outcome=outcome)
    return TreeItem(
        text=(TextRun(said, Role.STRONG), TextRun(f"  [{rule.id}]", Role.QUIET)),
        mark=marks.met(result.decides),
        children=_nodes(result, told),
    )


def _beside(result: RuleResult, told: Told) -> Iterator[str]:
    """What does not decide it alone, the author's remark, and where it is written."""
    rule, say = result.rule, told.phrases.say
    if result.verdict.truth is Truth.TRUE and result.decides is not Truth.TRUE:
        yield say("条件都具备，但是否拒不改正、逾期或者另有写法还没有定")
    for other in rule.sanction.conflicts_with:
        yield say("同一事项另有写法：{other}；两处结论不同的，须裁定", other=other)
    if rule.note is not None:
        yield told.phrases.text(rule.note)
    for basis in rule.basis:
        yield cited(basis, told.phrases)


def _nodes(result: RuleResult, told: Told, most: int | None = None) -> list[TreeItem]:
    """Its conditions within their groups; that all of a rule is asked goes without saying.

    ``most``: only so many conditions, of those on which it rests.
    """
    parts = [part for part in result.verdict.parts if not _silent(part)]
    requires = result.rule.requires
    flat = 1 + (isinstance(requires, Group) and requires.kind == "all")
    shown = [part for part in parts if part.depth >= flat or isinstance(part.clause, Condition)]
    if most is not None:
        shown = [part for part in shown if part.decides and not part.idle][:most]
    return _below(shown, result, told)


def _silent(part: Standing) -> bool:
    """That a rule is in force is said where it is not so, or not known."""
    return part.clause.id == "in-force" and part.truth is Truth.TRUE


def _below(parts: list[Standing], result: RuleResult, told: Told) -> list[TreeItem]:
    """The parts as nodes: what stands deeper belongs to what stands before it."""
    nodes: list[TreeItem] = []
    while parts:
        part, *rest = parts
        end = next((n for n, own in enumerate(rest) if own.depth <= part.depth), len(rest))
        nodes.append(_node(part, _below(rest[:end], result, told), result, told))
        parts = rest[end:]
    return nodes


def _node(part: Standing, children: list[TreeItem], result: RuleResult, told: Told) -> TreeItem:
    if isinstance(part.clause, Group):
        truths = [result.verdict.nodes[child.id] for child in part.clause.children]
        text = group_said(part.clause, truths, told.phrases)
        return TreeItem(text=text, mark=_mark(part), children=children)
    clause = part.result
    assert clause is not None
    text = told.phrases.text(clause.condition.text)
    if not part.applies:
        text = told.phrases.say("{condition}（不适用）", condition=text)
    elif part.idle:
        text = told.phrases.say("{condition}（不需要）", condition=text)
    found = _found(part, clause, told)
    return TreeItem(text=text, mark=_mark(part), found=found, children=children)


def _mark(part: Standing) -> TextRun:
    return marks.standing(part, pending=part.result is not None and is_pending(part.result))


def _found(part: Standing, clause: ClauseResult, told: Told) -> str:
    """What is known of a condition, who judged it, and what is not known of it."""
    say, phrases = told.phrases.say, told.phrases
    details = []
    if clause.condition.readings:
        details.append(_readings(clause, told))
    elif clause.condition.node is not None and clause.truth.known:
        details.append(phrases.standing(part, known_only=True).actual)
    judgement = clause.judgement
    if judgement is not None:
        details.append(judged(judgement, phrases))
    elif is_pending(clause):
        details.append(say("待判定"))
    elif not clause.truth.known and clause.missing:
        labels = [told.label(missing) for missing in dict.fromkeys(clause.missing)]
        details.append(say("没有答：{facts}", facts=say.listed(labels)))
    return say("；").join(item for item in details if item)


def _readings(clause: ClauseResult, told: Told) -> str:
    """How many of the readings say yes and no, with one of each."""
    say, phrases = told.phrases.say, told.phrases
    texts = {r.id: phrases.text(r.text) for r in clause.condition.readings}
    found = []
    for truth, every, some in (
        (Truth.TRUE, say("各种算法都算"), to_say("{number} 种算法算（如{example}）")),
        (Truth.FALSE, say("各种算法都不算"), to_say("{number} 种算法不算（如{example}）")),
    ):
        those = [texts[key] for key, value in clause.readings.items() if value is truth]
        if those and len(those) == len(texts):
            found.append(every)
        elif those:
            found.append(say(some, number=len(those), example=those[0]))
    return say("，").join(found)


def why_not(result: RuleResult, told: Told) -> str:
    """A rule that does not apply, with the first condition that failed."""
    say, phrases = told.phrases.say, told.phrases
    title = told.titled(result.rule)
    if result.verdict.truth is not Truth.FALSE:
        return say("{rule}：拒不改正、逾期或者仍不合格，清单不适用", rule=title)
    # The first condition that it fails by; one that excludes it, where no other does.
    failing = [p for p in result.verdict.parts if p.decides and isinstance(p.clause, Condition)]
    shown = next((part for part in failing if not part.veto), failing[0])
    condition = shown.clause
    assert isinstance(condition, Condition)
    text = phrases.text(condition.text)
    if shown.veto:
        return say("{rule}：属于排除的情形（{condition}）", rule=title, condition=text)
    if condition.node is None:
        return say("{rule}：不符合“{condition}”", rule=title, condition=text)
    assert shown.result is not None
    found = phrases.clause(shown.result, known_only=True).actual
    return say("{rule}：{found}", rule=title, found=found or text)


def rulings(told: Told) -> Iterator[str]:
    """Which of two wordings an officer let prevail."""
    say = told.phrases.say
    for key, judgement in told.decision.incident.known().judgements.items():
        if key.startswith("conflict/"):
            yield say(
                "{question}：{answer}——{by} {day}：{reason}",
                question=key,
                answer=say("采用较宽的一处") if judgement.answer else say("不采用较宽的一处"),
                by=judgement.by,
                day=judgement.on,
                reason=judgement.reason,
            )
