"""Linking how one applies: its citations, and windows that cannot be as written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel

from huiqi.rulebook.apply import (
    Apply,
    Material,
    Obligation,
    Office,
    PaidWithin,
    Period,
    Platform,
    Telephone,
    Window,
    Yearly,
)
from huiqi.rulebook.apply_models import ApplyModel, CitedModel, WindowModel
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.linking import Linking
from huiqi.rulebook.model_parts import held
from huiqi.rulebook.validation import Part
from huiqi.sentences import sentence

T = TypeVar("T")
_Path = tuple[str | int, ...]


def link_apply(
    model: ApplyModel, part: Part[BaseModel], linker: Linking, whole: tuple[Basis, ...]
) -> Apply:
    """How one applies.  ``whole``: the measure's citations, for what has none of its own.

    R346: a window that is none, or ends before it begins; R347: a platform without anything.
    """

    def basis(stated: CitedModel, *path: str | int) -> tuple[Basis, ...]:
        return linker.bases(stated.basis, part, ("apply", *path, "basis")) or whole

    def each(kind: Callable[..., T], key: str) -> tuple[T, ...]:
        items = enumerate(getattr(model, key))
        return tuple(held(kind, one, basis=basis(one, key, number)) for number, one in items)

    platform, office, paid = model.platform, model.office, model.paid_within
    if platform is not None and platform.name is None and platform.url is None:
        message = sentence("写平台的名称（name）或网址（url）")
        part.report("R347", ("apply", "platform"), message)
    windows = []
    for number, window in enumerate(model.windows):
        problem = _problem(window)
        if problem is None:
            windows.append(_window(window, basis(window, "windows", number)))
        else:
            *key, said = problem
            part.report("R346", ("apply", "windows", number, *key), said)
    return held(
        Apply,
        model,
        windows=tuple(windows),
        platform=None
        if platform is None
        else held(Platform, platform, url=platform.url or "", basis=basis(platform, "platform")),
        office=None if office is None else held(Office, office, basis=basis(office, "office")),
        telephones=each(Telephone, "telephones"),
        materials=each(Material, "materials"),
        obligations=each(Obligation, "obligations"),
        paid_within=None
        if paid is None
        else held(PaidWithin, paid, basis=basis(paid, "paid_within")),
    )


def _window(model: WindowModel, basis: tuple[Basis, ...]) -> Window:
    yearly, once = model.yearly, model.first is not None or model.last is not None
    return held(
        Window,
        model,
        once=Period(model.first, model.last) if once else None,
        yearly=Yearly(yearly.first, yearly.last) if yearly is not None else None,
        basis=basis,
    )


def _problem(window: WindowModel) -> tuple[str, ...] | None:
    """What contradicts the rest, where one part of it does, and why."""
    once = window.first is not None or window.last is not None
    if once + (window.yearly is not None) + window.all_year != 1:
        return (
            sentence("写 from、until（一次），或 yearly（每年），或 all_year（常年），三者选一"),
        )
    if window.yearly is not None and window.yearly.first is None and window.yearly.last is None:
        return "yearly", sentence("yearly 里写 from、until 或其中之一")
    if window.year is not None and not once:
        return "year", sentence("year（申报年度）只在写 from、until 时写")
    first, last = window.first, window.last
    if first is not None and last is not None and last.last < first.first:
        return "until", sentence(
            "截止（until {last}）早于开始（from {first}）", last=last, first=first
        )
    return None
