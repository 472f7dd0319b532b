"""The guide to applying for one measure: what ``rules guide`` answers."""

from collections.abc import Callable
from typing import Annotated, TypedDict

from huiqi.rulebook.guide import Element, elements_stated
from huiqi.rulebook.measure import Measure
from huiqi.serialisation.meanings import one_of

ElementWord = Annotated[str, one_of(Element, "element", "What a guide says, in its order.")]


class GuideForm(TypedDict):
    """A guide: which of the five elements the sources say and which they do not, and its lines in
    Chinese and English.
    """

    id: str
    stated: list[ElementWord]
    missing: list[ElementWord]
    zh: list[str]
    en: list[str]


def guide_json(measure: Measure, lines: Callable[[str], list[str]]) -> GuideForm:
    """What ``rules guide --json`` prints; ``lines``: those of the page in a language."""
    said = elements_stated(measure)
    return {
        "id": measure.id,
        "stated": [element.value for element in Element if element in said],
        "missing": [element.value for element in Element if element not in said],
        "zh": lines("zh"),
        "en": lines("en"),
    }
