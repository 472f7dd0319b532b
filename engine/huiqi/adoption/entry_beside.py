"""Rules on having several measures at once, as rows of a measure's sheet."""

from __future__ import annotations

from huiqi.adoption.entry_articles import BETWEEN
from huiqi.adoption.entry_cited import CitedDocuments
from huiqi.adoption.entry_said import Cells
from huiqi.adoption.entry_words import BESIDE, BESIDE_SCOPE, BESIDE_SIDE
from huiqi.language.canonical import written_form
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook, Stacking


def own_stacking(rulebook: Rulebook, measure: str) -> list[Stacking]:
    """The rules that a measure's sheet shows: that bind it with others, or it alone."""
    return [
        rule
        for rule in rulebook.stacking.values()
        if measure in rule.measures
        and (not rule.against or rule.measures == (measure,))
        and rule.less is None
        and (rule.against or len(rule.measures) > 1)
    ]


def beside_rows(
    rulebook: Rulebook, cited: CitedDocuments, measure: Measure
) -> list[tuple[str, Cells]]:
    """Each rule that its sheet can show."""
    found = []
    for rule in own_stacking(rulebook, measure.id):
        others = rule.against or tuple(name for name in rule.measures if name != measure.id)
        told = {
            "group": BESIDE.word(rule.kind),
            "text": rule.text.zh,
            "fact": BETWEEN.join(rulebook.measures[name].title.zh for name in others),
            "year": BESIDE_SCOPE.word(rule.scope),
            "how": BESIDE_SIDE.word("this" if rule.against else "both"),
        }
        if rule.at_most is not None:
            told["value"] = written_form(rule.at_most, rulebook.scope, "zh")
        found.append((rule.id, {**told, **cited.cells(rule.basis)}))
    return found
