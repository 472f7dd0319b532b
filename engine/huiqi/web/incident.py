"""An incident as the page holds it: its parts by their ids, as they were written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from huiqi.authoring import parts_at
from huiqi.diagnostics import Diagnostic, InputError, Place, input_error
from huiqi.engine import Engine
from huiqi.report.pages.penalty_screen import AHEAD
from huiqi.sentences import sentence
from huiqi.spelling import Names
from huiqi.web.sent import Sent
from huiqi.web.visit import held_file, held_mapping, held_text

_PART = "f."
_EARLIER = "h."
_JUDGED = "j."
_HISTORY = "history"
#: A field of a form that was ticked: its day has not come.
_NOT_YET = "not_yet"
_BARE = re.compile(r"[\d.,，]+")

Told = dict[str, object]
#: What is wrong with each field of a form, by the name with which it is sent.
Wrong = Mapping[str, Sequence[Diagnostic]]


def told_so_far(text: str) -> Told:
    """What the page holds; nothing where it holds nothing that can be read."""
    found = held_mapping(text) if text else {}
    return {"": text} if found is None else found


def with_answers(told: Told, sent: Sent, engine: Engine, as_of: date) -> Told:
    """The same with what a form adds, or tells otherwise; what it leaves empty stays as it was."""
    told = {**told}
    _facts(told, {**sent.fields, **_ahead(sent, as_of)}, engine)
    if "name" in sent.fields:
        told["enterprise"] = sent.fields["name"]
    if "items" in sent.every:
        told["items"] = [item for item in sent.every["items"] if item != "none"]
    earlier = sent.fields.get(_HISTORY)
    record = {
        name.removeprefix(_EARLIER): value
        for name, value in sent.fields.items()
        if name.startswith(_EARLIER)
    }
    if record and earlier != "some":
        # What is written is not dropped by a word beside it, or by none.
        raise _unclear(sentence("写了以前的违法，又没有选“有过”"))
    if earlier == "none":
        told["history"] = []
    elif earlier == "some":
        if not record:
            raise _unclear(sentence("选了“有过”，没有写那一次"))
        before = told.get("history")
        told["history"] = [*(before if isinstance(before, list) else []), record]
    _judgement(told, sent.fields)
    return told


def _unclear(message: str) -> InputError:
    remedy = sentence("有过就选“有过”，写下那一次；没有就清空所写的")
    return input_error("P198", Place(_HISTORY), message, remedy=remedy)


def wrong_fields(told: Told, faults: Sequence[Diagnostic]) -> Wrong:
    """Which fields of a form are at fault, where that can be said."""
    found: dict[str, list[Diagnostic]] = {}
    for fault, steps in zip(
        faults, parts_at(held_file(held_text(told)), [fault.place for fault in faults]), strict=True
    ):
        file = fault.place.file
        name = file if file == _HISTORY or file.startswith(_PART) else _sent_as(steps)
        if name:
            found.setdefault(name, []).append(fault)
    return found


def _sent_as(steps: Sequence[str | int]) -> str:
    """With which field of a form a part of the incident is sent."""
    match steps:
        case ("incident", key, *_):
            return f"{_PART}{key}"
        case ("history", int(), key, *_):
            return f"{_EARLIER}{key}"
        case ("judgements", _, key, *_):
            return f"{_JUDGED}{key}"
        case ("enterprise", *_):
            return "name"
        case ("items" | "history" as own, *_):
            return own
    return ""


def typed_in(sent: Sent, key: str) -> tuple[str | None, str]:
    """What a form has in a field (none: it did not show it), and with what name it is sent."""
    name = f"{_PART}{key}"
    emptied = "" if key in sent.fields.get("over", "").split(",") else None
    return sent.fields.get(name, emptied), name


def _facts(told: Told, fields: Mapping[str, str], engine: Engine) -> None:
    declared = engine.penalties.act.fields
    given = told.get("incident")
    known = dict(given) if isinstance(given, Mapping) else {}
    names = Names({key: (key, fact.label.zh, *fact.also) for key, fact in declared.items()})
    for name, value in fields.items():
        if not name.startswith(_PART):
            continue
        key = name.removeprefix(_PART)
        known = {own: said for own, said in known.items() if names.find(own) != key}
        unit = fields.get(f"u.{key}", "")
        known[key] = f"{value}{unit}" if unit and _BARE.fullmatch(value.strip()) else value
    # Where what was told is looked over, what is emptied is no longer told.
    emptied = {n for n in fields.get("over", "").split(",") if f"{_PART}{n}" not in fields}
    told["incident"] = {own: said for own, said in known.items() if own not in emptied}


def _ahead(sent: Sent, as_of: date) -> dict[str, str]:
    """The days of which it is said that they have not come; what is said both ways is refused."""
    found = {}
    for key in sent.every.get(_NOT_YET, ()):
        name = f"{_PART}{key}"
        if name in sent.fields:
            message = sentence("填了日期，又选了“到评估日还没有”")
            remedy = sentence("还没有就清空日期；已经有了就不选那一格")
            raise input_error("P198", Place(name), message, remedy=remedy)
        found[name] = f"{AHEAD}{as_of}"
    return found


def _judgement(told: Told, fields: Mapping[str, str]) -> None:
    key = fields.get("judgement")
    if key is None or f"{_JUDGED}answer" not in fields:
        return
    said = {name: fields.get(f"{_JUDGED}{name}", "") for name in ("answer", "by", "date", "reason")}
    before = told.get("judgements")
    told["judgements"] = {**(before if isinstance(before, dict) else {}), key: said}
