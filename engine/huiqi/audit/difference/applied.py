"""What of how one applies is written differently, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from huiqi.language.formatting import format_quantity
from huiqi.language.types import SPAN
from huiqi.rulebook.apply import Apply
from huiqi.sentences import InLanguages, Sentence, Teller, bilingual, in_turn, sentence
from huiqi.words import to_say

_NOTHING = sentence("没有写")
_AUTOMATIC = {True: sentence("免申即享"), False: sentence("须申报"), None: _NOTHING}


def apply_changes(one: Apply, other: Apply) -> Iterator[Sentence]:
    """Each part that differs: what it is, before and after."""
    for (pattern, before), (_, after) in zip(_parts(one), _parts(other), strict=True):
        if shown := shown_apart(before, after):
            yield sentence(pattern, before=shown[0], after=shown[1])


def shown_apart(one: InLanguages, other: InLanguages) -> tuple[Sentence, Sentence] | None:
    """Two texts that differ, in a language in which they do not as the other has them; ``None``
    where they are alike in both.
    """
    differing = [each for each in ("zh", "en") if one.in_language(each) != other.in_language(each)]
    if not differing:
        return None

    def told(side: InLanguages, language: str) -> str:
        return side.in_language(language if language in differing else differing[0])

    first, second = (bilingual(Teller(partial(told, side))) for side in (one, other))
    return first, second


def _parts(apply: Apply) -> Iterator[tuple[str, InLanguages]]:
    """Every part in the same order, whatever is known; with how its change is told."""
    windows = (_beside(window.text, window.condition) for window in apply.windows)
    yield to_say("申报时间：{before} → {after}"), _joined(windows)
    yield to_say("免申：{before} → {after}"), _AUTOMATIC[apply.automatic]
    online, office, paid = apply.platform, apply.office, apply.paid_within
    platform = [] if online is None else [_beside(online.name, online.url)]
    yield to_say("网上：{before} → {after}"), _joined(platform)
    offices = [] if office is None else [_beside(office.name, office.address)]
    yield to_say("受理地址：{before} → {after}"), _joined(offices)
    numbers = (_beside(item.number, item.whose) for item in apply.telephones)
    yield to_say("电话：{before} → {after}"), _joined(numbers)
    papers = (
        _beside(item.name, item.issuer, f"×{item.copies}" if item.copies else "")
        for item in apply.materials
    )
    yield to_say("材料：{before} → {after}"), _joined(papers)
    owed = (_beside(item.text, item.due.text if item.due else None) for item in apply.obligations)
    yield to_say("以后要：{before} → {after}"), _joined(owed)
    spans = []
    if paid is not None:
        spans.append(_beside(Teller(partial(format_quantity, paid.span, SPAN)), paid.since))
    yield to_say("兑现时限：{before} → {after}"), _joined(spans)
    yield to_say("申报说明：{before} → {after}"), apply.note or _NOTHING


def _beside(*texts: InLanguages | str | None) -> Sentence:
    told = [bilingual(text) for text in texts if text is not None]
    return in_turn(to_say("{first} {next}"), [text for text in told if text] or ("",))


def _joined(texts: Iterable[Sentence]) -> Sentence:
    found = list(texts)
    return in_turn("{first}；{next}", found) if found else _NOTHING
