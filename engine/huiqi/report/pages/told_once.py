"""What is told once of a list, and not in each of its rows: for whom a measure is more, and what is
rounded in a way that no source tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.report.pages.call_kinds import is_hardly_called
from huiqi.report.pages.call_measures import amount_shown, unrounded_of
from huiqi.report.pages.call_order import called_for
from huiqi.report.pages.screen_tables import measure_name
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import MeasureAnswer, ScreenedEnterprise, Screening


def more_for_few(found: Screening, phrases: Phrases) -> str:
    """For whom measures come to more than the rows say; empty where none does."""
    say, told = phrases.say, dict[str, None]()
    for entry, answer in _called(found):
        if label := entry.worded.more_for.get(answer.measure, ""):
            text = say(
                "{measure}：名单上不是{label}的数；{label}的更多，每户两样都在“逐户逐项”",
                measure=measure_name(answer, phrases),
                label=label,
            )
            told[text] = None
    return "；".join(told)


def rounded_unsaid(found: Screening, phrases: Phrases) -> str:
    """Of which measures the rows tell what is not rounded yet; empty where they do of none."""
    say, told = phrases.say, dict[str, None]()
    for entry, answer in _called(found):
        if (unrounded := unrounded_of(entry, answer)) is not None and amount_shown(entry, answer):
            text = say(
                "{measure}：名单上是取整前的数；取整到 {unit}，进还是舍来源没写，进位多不到 {unit}",
                measure=measure_name(answer, phrases),
                unit=unrounded[1],
            )
            told[text] = None
    return "；".join(told)


def _called(found: Screening) -> Iterator[tuple[ScreenedEnterprise, MeasureAnswer]]:
    """What the enterprises are called for, each with its own."""
    for entry in found.entries:
        if not is_hardly_called(entry):
            for _, answer in called_for(entry, found.asked_of_most):
                yield entry, answer
