"""The parts of an incident file, and what they may be called."""

from __future__ import annotations

from huiqi.spelling import Names

#: All of them by id, with their Chinese names.
OTHERS = {
    "enterprise": ("当事人", "企业", "企业名称"),
    "incident": ("违法行为",),
    "history": ("以前的违法",),
    "history_complete": ("以前的违法已查清",),
    "laws": ("所违反的规定",),
    "items": ("清单事项",),
    "events": ("事件",),
    "judgements": ("判定",),
    "note": ("说明", "备注"),
    "what": ("事项",),
    "on": ("日期",),
}
NAMES = Names({name: (name, *others) for name, others in OTHERS.items()})
#: What stands in an event, and what at the top of an incident file.
EVENT = ("what", "on", "incident", "history", "history_complete", "judgements")
TOP = tuple(name for name in OTHERS if name not in ("what", "on"))
