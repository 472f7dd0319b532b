"""The parts of an incident file, and what they may be called."""

from __future__ import annotations

from huiqi.spelling import Names

#: What stands at the top of an incident file, and in one of its events.
TOP = (
    "enterprise",
    "incident",
    "history",
    "history_complete",
    "laws",
    "items",
    "events",
    "judgements",
    "note",
)
EVENT = ("what", "on", "incident", "history", "history_complete", "judgements")
#: All of them, by id or by their Chinese names.
NAMES = Names(
    {
        "enterprise": ("enterprise", "当事人"),
        "incident": ("incident", "违法行为"),
        "history": ("history", "以前的违法"),
        "history_complete": ("history_complete", "以前的违法已查清"),
        "laws": ("laws", "所违反的规定"),
        "items": ("items", "清单事项"),
        "events": ("events", "事件"),
        "judgements": ("judgements", "判定"),
        "note": ("note", "说明"),
        "what": ("what", "事项"),
        "on": ("on", "日期"),
    }
)
