"""Cases of the rules and how they came out: what ``test`` answers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypedDict

from huiqi.serialisation.texts import InferenceForm, inference_json

if TYPE_CHECKING:
    from huiqi.decision.cases import CaseResult


class FailedForm(TypedDict):
    """A case that came out otherwise, and in what."""

    case: str
    place: str
    failures: list[str]


class TestedForm(TypedDict):
    """How many cases passed, which failed, and the measures that no case names."""

    passed: int
    failed: list[FailedForm]
    untested: list[str]
    inference: InferenceForm


def tested_json(results: "Sequence[CaseResult]", untested: Sequence[str]) -> TestedForm:
    """What ``test --json`` prints."""
    failed = [result for result in results if result.failures]
    note = next((result.note for result in results if result.note is not None), None)
    return {
        "passed": len(results) - len(failed),
        "failed": [
            {"case": one.name, "place": str(one.place), "failures": list(one.failures)}
            for one in failed
        ],
        "untested": list(untested),
        "inference": inference_json(sum(result.checked for result in results), note),
    }
