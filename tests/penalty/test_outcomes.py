"""Outcomes as officials write them: alternatives, must or may, and negations that grant nothing."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.diagnostics import Diagnostics
from huiqi.penalty.deciding import PenaltyDecider
from huiqi.penalty.imported import Wording
from huiqi.penalty.incident_reader import incident_from
from huiqi.penalty.outcomes import LONGEST, OutcomeError, parse_outcome
from huiqi.rulebook.documents import read_yaml_text
from huiqi.rulebook.loading import load_penalties
from huiqi.rulebook.measure import leaves
from tests.penalty.book import BOOK, DAY, NO_GROUNDS, ROOT, judged
from tests.penalty.test_import import current_of, imported, write_csv

#: How each effect is written, and the modalities with what they do.
_WRITTEN = {
    "none": ("不予处罚", "不予行政处罚", "免予处罚", "免于行政处罚", "免罚", "不罚"),
    "mitigated": ("减轻处罚", "减轻行政处罚", "减轻"),
    "lighter": ("从轻处罚", "从轻行政处罚", "从轻"),
    "ordinary": ("处罚", "行政处罚"),
}
_MODAL = {"must": ("应当", "应", "应当依法"), "may": ("可以", "可", "可以依法")}
_NEVER = ("不得", "不能", "不可", "不可以", "不应", "不应当", "禁止", "不适用")
_JOINTS = ("或者", "或", "、", "，", "；", "和", "/")


def _effects(effects: set[str]) -> str:
    """Mitigated and lighter together have a name of their own."""
    return "lighter_or_mitigated" if effects == {"mitigated", "lighter"} else next(iter(effects))


def _expected(parts: list[tuple[str, str]]) -> tuple[str, str, tuple[str, ...]] | None:
    """What alternatives come to, from what an authority may end up doing; ``None``: refused.

    Independent of the grammar: the heaviest choice it is left with, and those it may take instead.
    """
    musts = {effect for modality, effect in parts if modality == "must"}
    mays = {effect for modality, effect in parts if modality == "may"}
    nevers = {effect for modality, effect in parts if modality == "never"}
    if nevers & (musts | mays):
        return None
    if "ordinary" in musts:
        musts, mays = set(), mays | musts
    mays -= {"ordinary"}
    order = ("none", "mitigated", "lighter")
    if musts and mays:
        if max(map(order.index, mays)) >= min(map(order.index, musts)):
            return None
        heavy = musts - {"none"}
        return _effects(heavy), "must", tuple(e for e in order if e in mays)
    left, modality = (musts, "must") if musts else (mays, "may")
    if not left:
        return None
    if left == {"none"}:
        return "none", modality, ()
    return _effects(left - {"none"}), modality, ("none",) if "none" in left else ()


@st.composite
def wordings(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """A sentence of one to four alternatives, and what each says."""
    parts: list[tuple[str, str]] = []
    text, holding = "", "must"
    for number in range(draw(st.integers(1, 4))):
        effect = draw(st.sampled_from(sorted(_WRITTEN)))
        modality = draw(st.sampled_from(("must", "may", "never", "same")))
        text += draw(st.sampled_from(_JOINTS)) if number else ""
        if modality == "never":
            text += draw(st.sampled_from(_NEVER))
        elif modality != "same":
            text += draw(st.sampled_from(_MODAL[modality]))
        holding = holding if modality == "same" else modality
        text += draw(st.sampled_from(_WRITTEN[effect]))
        parts.append((holding, effect))
    return text, parts


def read(text: str) -> tuple[str, str, tuple[str, ...]] | None:
    """The outcome, or ``None`` where it is refused."""
    try:
        found = parse_outcome(text)
    except OutcomeError:
        return None
    return found.effect, found.modality, found.instead


@given(wordings())
@settings(max_examples=400)
def test_a_sentence_says_the_outcomes_it_names(wording: tuple[str, list[tuple[str, str]]]) -> None:
    """Every alternative with its modality, or refused."""
    text, parts = wording
    assert read(text) == _expected(parts), text


@given(wordings(), st.sampled_from(_NEVER))
@settings(max_examples=200)
def test_a_negation_before_the_whole_grants_nothing_it_names(
    wording: tuple[str, list[tuple[str, str]]], never: str
) -> None:
    """不得 before a list without other modalities: refused, whatever stands in the list."""
    joined = "、".join(_WRITTEN[effect][0] for _, effect in wording[1])
    assert read(never + joined) is None


@pytest.mark.parametrize("negated", ["不予", "不", "不再", "免予", "不得不予", "不能不"])
@pytest.mark.parametrize("effect", ["减轻处罚", "从轻处罚", "从轻、减轻处罚", "从轻或者减轻处罚"])
def test_not_mitigating_is_not_mitigation(negated: str, effect: str) -> None:
    """A negation never means its contrary."""
    assert read(negated + effect) is None


@given(
    st.text(alphabet="不予免得应当可以从轻减处罚或者、，的首违依法行政款（）() 　重", max_size=12)
)
@settings(max_examples=500)
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text breaks it, and none that says 从重 or 罚款 is taken for leniency."""
    found = read(text)
    if any(word in "".join(text.split()) for word in ("从重", "罚款", "不得", "不可", "不应")):
        assert found is None or "、" in text or "，" in text or "或" in text
    if found is not None:
        assert "处罚" in "".join(text.split()) or "罚" in text or "从轻" in text or "减轻" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不予处罚或减轻处罚", ("mitigated", "must", ("none",))),
        ("减轻或免予处罚", ("mitigated", "must", ("none",))),
        ("从轻、减轻或者不予处罚", ("lighter_or_mitigated", "must", ("none",))),
        ("可以不予处罚", ("none", "may", ())),
        ("可以依法从轻、减轻或者不予行政处罚", ("lighter_or_mitigated", "may", ("none",))),
        ("应当从轻或者减轻处罚；可以不予处罚", ("lighter_or_mitigated", "must", ("none",))),
        ("处罚或者不予处罚", ("none", "may", ())),
        ("责令改正，不予处罚", ("none", "must", ())),
        ("不予行政处罚事项清单（一）", ("none", "must", ())),
        ("轻罚", ("lighter_or_mitigated", "must", ())),
        ("不能减轻处罚，可以从轻处罚", ("lighter", "may", ())),
        ("不\u200b予 处\u3000罚", ("none", "must", ())),
    ],
)
def test_what_lists_say(text: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    """Wordings met in lists of other places."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("不予", "没有写完"),
        ("警告", "看不懂"),
        ("免予罚款", "从“罚款”起"),
        ("不予处罚的除外", "从“除外”起"),
        ("应当处罚", "不是较轻的结果"),
        ("从重处罚", "从重"),
        ("批评教育", "没有写处罚的结果"),
        ("不予处罚（减轻处罚）", "括号"),
        ("可以减轻处罚，不得减轻处罚", "既写了可以又写了不得"),
        ("可以减轻处罚，应当不予处罚", "说不清"),
        ("不" * (LONGEST + 1), "超过"),
    ],
)
def test_a_refusal_says_why(text: str, said: str) -> None:
    """With the place in the text."""
    with pytest.raises(OutcomeError) as caught:
        parse_outcome(text)
    assert said in caught.value.reason


def test_conditions_that_the_outcome_names_are_kept(tmp_path: Path) -> None:
    """首违不罚 asks for a first violation also where the column of conditions is silent."""
    rows = [
        ["1", "林业", "甲行为", "首违不罚", "及时改正", "", "", ""],
        ["2", "林业", "乙行为", "轻微免罚", "", "", "", ""],
        ["3", "林业", "丙行为", "首违不罚", "一年内首次违法", "", "", ""],
    ]
    outcome = imported(write_csv(tmp_path / "list.csv", rows))
    assert outcome.rows[0].outcome == Wording(effect="none", modality="must", first=True)
    book = load_penalties(ROOT / "rules", current_of(tmp_path / "lists", outcome))
    asked = [
        {condition.id for condition in leaves(book.items[f"liaocheng-{n}"].requires)}
        for n in (1, 2, 3)
    ]
    assert "first-by-statute" in asked[0]
    assert asked[1] == {"minor", "item-conditions"}
    assert asked[2] == {"first-1-years"}


@pytest.mark.parametrize(
    ("written", "must", "may"),
    [
        ("不予处罚或减轻处罚", "mitigated", "none"),
        ("减轻或免予处罚", "mitigated", "none"),
        ("从轻、减轻或者不予处罚", "lighter_or_mitigated", "none"),
        ("可以不予处罚", "ordinary", "none"),
        ("不予处罚", "none", None),
    ],
)
def test_an_imported_item_gives_every_alternative(
    tmp_path: Path, written: str, must: str, may: str | None
) -> None:
    """The answer is the lesser of what is owed, with what may be chosen instead; never more."""
    rows = [["1", "林业", "丁行为", written, "首次违法", "", "", ""]]
    outcome = imported(write_csv(tmp_path / "list.csv", rows))
    book = load_penalties(ROOT / "rules", current_of(tmp_path / "lists", outcome))
    keys = ("article-32/other-ground", "minor", "harm-none", "harm-slight", "timely")
    text = (
        "incident: {what: 丁行为, domain: 林业, person: 企业, nature: single, "
        "committed_on: 2025-05-01, found_on: 2025-05-01, refused: 否, correction_failed: 否, "
        "correct_by: 2025-05-20, corrected_on: 2025-05-10"
        + "".join(f", {ground}: 否" for ground in NO_GROUNDS)
        + "}\n"
        "items: [liaocheng-1]\nhistory: []\njudgements:\n"
    ) + "".join(f"  {key}: {judged(False)}\n" for key in keys)
    document = read_yaml_text(text, "test", Diagnostics())
    assert document is not None
    incident = incident_from(document, book, DAY, Diagnostics())
    assert incident is not None
    answer = PenaltyDecider(book).decide(incident, DAY, around=False).answer
    assert answer.worst == answer.best
    assert (answer.worst.must, answer.worst.may) == (must, may)


def test_every_precedent_s_outcome_is_one_of_those_understood() -> None:
    """But for drafts, cases and exceptions, which say so in brackets."""
    odd = set()
    for model in BOOK.precedents.values():
        plain = model.outcome.split("(")[0]
        if read(plain) is None:
            odd.add(model.outcome)
    assert odd == {"免除其他行政处罚(仍没收假药和违法所得)", "从重处罚(反例,不适用免罚)"}


def test_alternatives_in_any_order_are_the_same() -> None:
    """Among themselves, under one modality."""
    for order in itertools.permutations(("从轻", "减轻", "不予处罚")):
        assert read("可以" + "、".join(order)) == ("lighter_or_mitigated", "may", ("none",))
