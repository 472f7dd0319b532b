"""An incident as the page holds it: its parts by their ids, as they were written."""

from __future__ import annotations

import re
from collections.abc import Mapping

from huiqi.engine import Engine
from huiqi.spelling import Names
from huiqi.web.sent import Sent
from huiqi.web.visit import held_mapping

_PART = "f."
_EARLIER = "h."
_JUDGED = "j."
_BARE = re.compile(r"[\d.,，]+")

Told = dict[str, object]


def told_so_far(text: str) -> Told:
    """What the page holds; nothing where it holds nothing that can be read."""
    found = held_mapping(text) if text else {}
    return {"": text} if found is None else found


def with_answers(told: Told, sent: Sent, engine: Engine) -> Told:
    """The same with what a form adds, or tells otherwise; what it leaves empty stays as it was."""
    told = {**told}
    _facts(told, sent.fields, engine)
    if "name" in sent.fields:
        told["enterprise"] = sent.fields["name"]
    if "items" in sent.every:
        told["items"] = [item for item in sent.every["items"] if item != "none"]
    earlier = sent.fields.get("history")
    record = {
        name.removeprefix(_EARLIER): value
        for name, value in sent.fields.items()
        if name.startswith(_EARLIER)
    }
    if earlier == "none":
        told["history"] = []
    elif earlier == "some" and record:
        before = told.get("history")
        told["history"] = [*(before if isinstance(before, list) else []), record]
    _judgement(told, sent.fields)
    return told


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


def _judgement(told: Told, fields: Mapping[str, str]) -> None:
    key = fields.get("judgement")
    if key is None or f"{_JUDGED}answer" not in fields:
        return
    said = {name: fields.get(f"{_JUDGED}{name}", "") for name in ("answer", "by", "date", "reason")}
    before = told.get("judgements")
    told["judgements"] = {**(before if isinstance(before, dict) else {}), key: said}
