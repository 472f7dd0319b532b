"""What of how one applies is written differently, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.language.formatting import format_quantity
from huiqi.language.types import SPAN
from huiqi.rulebook.apply import Apply
from huiqi.rulebook.text import Text

_NOTHING = Text(zh="没有写", en="not stated")
_AUTOMATIC = {
    True: Text(zh="免申即享", en="without an application"),
    False: Text(zh="须申报", en="on application"),
    None: _NOTHING,
}


def apply_changes(one: Apply, other: Apply) -> Iterator[tuple[Text, Text, Text]]:
    """Each part that differs: what it is, before and after."""
    for (label, before), (_, after) in zip(_parts(one), _parts(other), strict=True):
        if before != after:
            yield label, before, after


def _parts(apply: Apply) -> Iterator[tuple[Text, Text]]:
    """Every part in the same order, whatever is known."""
    windows = (_beside(Text.of(window.text), window.condition) for window in apply.windows)
    yield Text(zh="申报时间", en="when to apply"), _joined(windows)
    yield Text(zh="免申", en="automatic"), _AUTOMATIC[apply.automatic]
    online, office, paid = apply.platform, apply.office, apply.paid_within
    platform = [] if online is None else [_beside(online.name, _same(online.url))]
    yield Text(zh="网上", en="online"), _joined(platform)
    offices = [] if office is None else [_beside(office.name, office.address)]
    yield Text(zh="受理地址", en="office"), _joined(offices)
    numbers = (_beside(_same(item.number), item.whose) for item in apply.telephones)
    yield Text(zh="电话", en="telephone"), _joined(numbers)
    papers = (
        _beside(item.name, item.issuer, _same(f"×{item.copies}" if item.copies else ""))
        for item in apply.materials
    )
    yield Text(zh="材料", en="papers"), _joined(papers)
    owed = (
        _beside(item.text, Text.of(item.due.text) if item.due else None)
        for item in apply.obligations
    )
    yield Text(zh="以后要", en="afterwards"), _joined(owed)
    spans = []
    if paid is not None:
        zh, en = (format_quantity(paid.span, SPAN, language) for language in ("zh", "en"))
        spans.append(_beside(Text(zh=zh, en=en), paid.since))
    yield Text(zh="兑现时限", en="paid within"), _joined(spans)
    yield Text(zh="申报说明", en="on applying"), apply.note or _NOTHING


def _same(text: str) -> Text:
    return Text(zh=text, en=text)


def _beside(*texts: Text | None) -> Text:
    found = [text for text in texts if text is not None and text.zh]
    return Text(zh=" ".join(t.zh for t in found), en=" ".join(t.en for t in found))


def _joined(texts: Iterable[Text]) -> Text:
    found = list(texts)
    if not found:
        return _NOTHING
    return Text(zh="；".join(t.zh for t in found), en="; ".join(t.en for t in found))
