"""What is wrong with a table, told without a word of what stands in it: only where.

A message may quote a cell, or what was read from it; of the codes below it never does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from huiqi.diagnostics import Diagnostic, InputError, Severity
from huiqi.profile.doubts import LEAVING, OPENING
from huiqi.screening.grouping import Grouping
from huiqi.screening.screened import Rejected
from huiqi.sentences import Sentence, sentence
from huiqi.words import to_say

#: Codes whose message and remedy name columns, rows and what may be written, and quote no cell.
_BARE = frozenset(
    {
        *("T100", "T102", "T103", "T104", "T105", "T106", "T107", "T108", "T109", "T110", "T111"),
        *("T112", "T113", "T116", "T117", "T120", "T121", "T122", "T123", "T124", "T125", "T127"),
        *(
            "P121",
            "P123",
            "P150",
            "P151",
            "P152",
            "P153",
            "P154",
            "P155",
            "P156",
            "P157",
            "P158",
            "P159",
            "P167",
            "P168",
            "P169",
        ),
        *("P171", "P175", "C140", "D106", "D109"),
    }
)
#: What is said instead of another message, by how its code begins.
_SAID = (
    ("P110", sentence("统一社会信用代码不合编码规则")),
    ("P112", sentence("有称号快到期或已经到期")),
    ("P146", sentence("数快到一条线，问能不能过")),
    ("P147", sentence("数到不了一条线，问会不会退")),
    ("P12", sentence("看不懂这一格")),
    ("P131", sentence("有的数大得或小得不像，照写的读了")),
    ("P174", sentence("看不懂这一格，按未知")),
    ("P178", sentence("有认不出的称号，没有读")),
    ("P200", sentence("有一年一认的称号没写哪一年的，按未知")),
    ("P14", sentence("与同一户的别的内容对不上")),
    ("T126", sentence("还有别的工作表没有读")),
    ("", sentence("这里的内容不能照写的读")),
)
#: What a figure opens, or does not come to any more: what for, and what is asked, without the
#: figures.
_HINTS = {OPENING: to_say("数快到一条线；{text}"), LEAVING: to_say("数到不了一条线；{text}")}
#: The figures.
_FIGURES = "found"
_REMEDY = sentence("看表里这一处；不用 --redact 时，拒收的行在 rejects.csv 里写明读到的是什么")


def told_faults(faults: Iterable[Diagnostic], redact: bool) -> tuple[Diagnostic, ...]:
    """What is said of what is wrong: without a word of the table where that is asked for."""
    return tuple(map(discreet, faults) if redact else faults)


def told_rejections(
    rejected: Iterable[Rejected], grouped: Grouping | None, redact: bool
) -> tuple[Rejected, ...]:
    """The same of rows, each with its group: the name, too, is then a word of the table."""
    return tuple(
        replace(
            row,
            faults=told_faults(row.faults, redact),
            name="" if redact else row.name,
            group=None if grouped is None else grouped.group(row.carried, None),
        )
        for row in rejected
    )


@contextmanager
def refused_discreetly(redact: bool) -> Iterator[None]:
    """A table refused within is refused as :func:`told_faults` tells it."""
    try:
        yield
    except InputError as error:
        raise InputError(told_faults(error.diagnostics, redact)) from None


def discreet(fault: Diagnostic) -> Diagnostic:
    """The same finding: code, place, and what kind of thing is wrong."""
    quiet = replace(fault, found="", allowed=(), nearest="")
    if fault.code in _BARE:
        return quiet
    if fault.code in _HINTS and isinstance(fault.message, Sentence):
        values = {name: one for name, one in fault.message.values.items() if name != _FIGURES}
        return replace(
            quiet, message=sentence(_HINTS[fault.code], **values), remedy=sentence("核对这一处")
        )
    message = next(said for start, said in _SAID if fault.code.startswith(start))
    remedy = _REMEDY if fault.severity is Severity.ERROR else sentence("核对这一处")
    return replace(quiet, message=message, remedy=remedy)
