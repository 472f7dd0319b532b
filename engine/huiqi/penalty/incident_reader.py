"""Reading an incident file; every fault has its place, its code and its remedy.

V100 not an incident file, V101 an unknown part, V102 something needed is missing, V103 what cannot
be, V104 unknown field of enforcement, V105 unknown item, V106 parts that contradict each other,
V107 unknown question, V110 a decision before the statute.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Unpack

from huiqi.dates import parse_date
from huiqi.diagnostics import Details, Diagnostics, Place
from huiqi.evaluation import Evaluator
from huiqi.evaluation.contradiction import Contradiction
from huiqi.evaluation.contradictions import contradictions
from huiqi.evaluation.reported import report
from huiqi.penalty.consistency import Consistency
from huiqi.penalty.fines import law_of
from huiqi.penalty.incident import Incident, Learnt, come_by, profile_of, reconciled
from huiqi.penalty.incident_parts import EVENT, NAMES, OTHERS, TOP
from huiqi.penalty.laws import Law
from huiqi.penalty.rule_graph import questions
from huiqi.profile.inputs import EMPTY, Input, day_alone, read_input
from huiqi.profile.judgements import read_judgement
from huiqi.profile.profile import Judgement
from huiqi.profile.value_reader import ValueReader
from huiqi.quantities import QuantityError
from huiqi.rulebook.documents import Document
from huiqi.rulebook.naming import names_of
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.penalty_clauses import ACT, HISTORY, LAWS
from huiqi.sentences import bilingual, sentence
from huiqi.spelling import one_line
from huiqi.values import Choice, Record, Records, Value, intersects, symbol
from huiqi.wordings import yes_or_no

_Path = tuple[str | int, ...]
#: The parts of a file by name: where each stands, and what it says.
_Parts = dict[str, tuple[_Path, object]]
MOST_EVENTS = 1000
#: The codes of incidents for what is found in them as in any list of records.
_CODES = {"P140": "V103", "P143": "V102"}


def read_incident(
    source: Input, book: PenaltyBook, as_of: date, diagnostics: Diagnostics
) -> Incident:
    """The incident in a YAML or JSON file, or in a mapping.

    Raises :class:`~huiqi.diagnostics.InputError` with every fault found.
    """
    document = read_input(source, diagnostics, "incident")
    incident = incident_from(document, book, day_alone(as_of), diagnostics)
    diagnostics.raise_errors()
    assert incident is not None
    return incident


def incident_from(
    document: Document, book: PenaltyBook, as_of: date, diagnostics: Diagnostics
) -> Incident | None:
    """The incident in a document; ``None`` where a fault was reported."""
    before = len(diagnostics.errors)
    incident = _Reader(document, book, as_of, diagnostics).incident()
    return None if len(diagnostics.errors) > before else incident


class _Reader:
    def __init__(
        self, document: Document, book: PenaltyBook, as_of: date, diagnostics: Diagnostics
    ) -> None:
        self.document = document
        self.book = book
        self.as_of = as_of
        self.diagnostics = diagnostics
        self.values = ValueReader(document, diagnostics)
        self.questions = questions(book)
        self.fields = book.act.fields
        #: The records of each list of the file, and where each stands.
        self.listed: dict[str, list[tuple[Record, _Path]]] = {}
        #: Where each field was first stated.
        self.stated: dict[str, tuple[Value, _Path]] = {}

    def incident(self) -> Incident | None:
        parts = self.parts(self.document.data, (), TOP)
        if parts is None or not isinstance(parts.get(ACT, (0, None))[1], Mapping):
            told = sentence("违法行为要写在 违法行为: 之下")
            self.fault("V100", (), told, remedy=EMPTY["incident"])
            return None
        since = self.book.since
        if since is not None and self.as_of < since:
            self.fault(
                "V110",
                (),
                sentence(
                    "规则库里的行政处罚法自 {since} 起施行，不回答此前作出的决定", since=since
                ),
                found=self.as_of,
                remedy=sentence("核对评估日"),
            )
        incident = Incident(
            name=self.name(parts),
            base=self.part(parts, base=True),
            arrivals=self.events(parts),
            laws=self.laws(parts),
            items=self.items(parts),
            note=str(parts["note"][1]) if "note" in parts else "",
            latest=frozenset(name for name, field in self.fields.items() if field.latest),
        )
        self.check(incident)
        Consistency(
            book=self.book, as_of=self.as_of, diagnostics=self.diagnostics, spot=self.place
        ).check(incident)
        return incident

    def parts(self, data: object, path: _Path, allowed: tuple[str, ...]) -> _Parts | None:
        """The parts of a mapping by their names, each with its place."""
        if not isinstance(data, Mapping):
            return None
        found: _Parts = {}
        for key, value in data.items():
            name = NAMES.find(key)
            if name is None or name not in allowed:
                self.fault(
                    "V101",
                    (*path, key),
                    sentence("没有这一项"),
                    key=True,
                    found=key,
                    allowed=[OTHERS[own][0] for own in allowed],
                    names=[name for own in allowed for name in (own, *OTHERS[own])],
                )
            elif name in found:
                self.values.stated_twice(found[name][0], (*path, key))
            else:
                found[name] = ((*path, key), value)
        return {name: part for name, part in found.items() if part[1] is not None}

    def fault(
        self,
        code: str,
        path: _Path,
        message: str,
        *,
        key: bool = False,
        **more: Unpack[Details],
    ) -> None:
        find = self.document.key_place if key else self.document.place
        self.diagnostics.report(code, find(path), message, **more)

    def name(self, parts: _Parts) -> str:
        written = parts.get("enterprise", ((), ""))[1]
        name = written.get("name") or "" if isinstance(written, Mapping) else written
        return one_line(str(name))

    def part(self, parts: _Parts, base: bool) -> Learnt:
        fields: dict[str, Value] = {}
        if ACT in parts:
            path, written = parts[ACT]
            record = self.values.record(self.book.act, written, path)
            if record is not None:
                fields = dict(self.canonical(record, written, path).fields)
            self.keep(fields, path)
        history: tuple[Record, ...] = ()
        complete: bool | None = None
        if HISTORY in parts:
            path, written = parts[HISTORY]
            if isinstance(written, Mapping) and set(written) == {"at_least"}:
                path, written = (*path, "at_least"), written["at_least"]
            elif base:
                complete = True
            records = self.records(HISTORY, written, path)
            entries = written if isinstance(written, list) else []
            history = tuple(
                self.canonical(record, entry, (*path, index))
                for index, (record, entry) in enumerate(zip(records, entries, strict=False))
            )
            self.listed.setdefault(HISTORY, []).extend(
                (record, (*path, index)) for index, record in enumerate(history)
            )
        if "history_complete" in parts:
            path, written = parts["history_complete"]
            complete = yes_or_no(written)
            if complete is None:
                self.fault(
                    "P122",
                    path,
                    sentence("写 是 或 否"),
                    found=written,
                    allowed=(sentence("是"), sentence("否")),
                )
        return Learnt(
            fields=fields,
            history=history,
            complete=complete,
            judgements=self.judgements(parts),
        )

    def records(self, name: str, written: object, path: _Path) -> tuple[Record, ...]:
        """Records read as those of a profile."""
        value = self.values.read(self.book.terms.facts[name], written, path)
        return value.items if isinstance(value, Records) else ()

    def canonical(self, record: Record, written: object, path: _Path) -> Record:
        """The record with its field of enforcement under its id; an unknown one is a fault."""
        field = self.book.act.roles["domain"]
        domain = record.fields.get(field)
        if not isinstance(domain, Choice) or not domain.symbols:
            return record
        name = next(iter(domain.symbols))
        found = self.book.domain(name)
        if found is None:
            labels = [bilingual(model.label) for model in self.book.domains.values()]
            keys = written if isinstance(written, Mapping) else {}
            names = names_of({field: self.fields[field]})
            step = next((key for key in keys if names.find(key) is not None), field)
            self.fault("V104", (*path, step), sentence("没有这个领域"), found=name, allowed=labels)
            return record
        return Record({**record.fields, field: symbol(found)}, record.key)

    def keep(self, fields: Mapping[str, Value], path: _Path) -> None:
        """Two parts that say different things of one field contradict each other."""
        for name, value in fields.items():
            if name not in self.stated:
                self.stated[name] = (value, path)
                continue
            before, first = self.stated[name]
            latest = self.fields[name].latest
            if not latest and not intersects(before, value):
                self.fault(
                    "V106",
                    path,
                    sentence(
                        "{fact}与 {place} 写的不同",
                        fact=self.fields[name].label,
                        place=self.document.place(first),
                    ),
                    remedy=sentence("更正其中一处"),
                )
                continue
            self.stated[name] = (reconciled(before, value, latest), first)

    def check(self, incident: Incident) -> None:
        """What cannot be: the constraints of the rules against everything that is stated."""
        known = incident.known()
        # That something has not come by the day of the decision contradicts nothing.
        record = Record(come_by(known.fields, self.as_of))
        lists = {name: [found for found, _ in own] for name, own in self.listed.items()}
        evaluator = Evaluator(self.book.terms, profile_of(known, {}), self.as_of)
        found = contradictions(evaluator, {**lists, ACT: [record]}, {ACT: record})
        report(
            (replace(each, code=_CODES.get(each.code, each.code)) for each in found),
            self.diagnostics,
            self.place_of,
        )

    def place_of(self, found: Contradiction) -> Place:
        """Where a contradiction stands: its record, or the first of its fields that is stated."""
        for own in self.listed.values():
            for record, path in own:
                if record is found.record:
                    return self.document.place(path)
        names = [name.partition(".")[2] for name, _ in found.facts]
        stated = next((name for name in names if name in self.stated), None)
        path = self.spot(stated) if stated is not None else (ACT,)
        return self.document.place(path)

    def check_past(self, day: date | None, path: _Path) -> None:
        """The day of what has happened does not lie after the decision."""
        if day is not None and day > self.as_of:
            self.fault("V103", path, sentence("日期晚于评估日 {day}", day=self.as_of), found=day)

    def place(self, name: str) -> Place:
        """Where a field of the incident stands."""
        return self.document.place(self.spot(name))

    def spot(self, name: str) -> _Path:
        """Where a field stands: under whichever of its names."""
        path = self.stated[name][1]
        names = names_of({name: self.fields[name]})
        return next(
            (
                (*path, steps[-1])
                for steps in self.document.places
                if steps[:-1] == path and names.find(steps[-1]) is not None
            ),
            path,
        )

    def events(self, parts: _Parts) -> tuple[Learnt, ...]:
        if "events" not in parts:
            return ()
        path, written = parts["events"]
        if not isinstance(written, list) or len(written) > MOST_EVENTS:
            self.fault(
                "V100", path, sentence("事件写成清单，不超过 {number} 件", number=MOST_EVENTS)
            )
            return ()
        found = []
        for index, entry in enumerate(written):
            own = self.parts(entry, (*path, index), EVENT)
            if own is None:
                self.fault("V100", (*path, index), sentence("每件事写成若干 名称: 值"))
                continue
            part = self.part(own, base=False)
            on = self.day(own["on"][1], own["on"][0]) if "on" in own else None
            label = str(own["what"][1]) if "what" in own else ""
            found.append(replace(part, label=label, on=on))
        return tuple(found)

    def day(self, written: object, path: _Path) -> date | None:
        try:
            day = parse_date(str(written))
        except QuantityError as problem:
            self.fault("P120", path, problem.told, found=written)
            return None
        self.check_past(day, path)
        return day

    def judgements(self, parts: _Parts) -> dict[str, Judgement]:
        if "judgements" not in parts:
            return {}
        path, written = parts["judgements"]
        found = {}
        if not isinstance(written, Mapping):
            self.fault("V100", path, sentence("判定写成若干 问题: {{answer, by, date, reason}}"))
            return {}
        for key, value in written.items():
            at = (*path, key)
            if key not in self.questions:
                self.fault(
                    "V107",
                    at,
                    sentence("没有这个待判定的问题"),
                    key=True,
                    found=key,
                    allowed=sorted(self.questions),
                )
                continue
            fields = value if isinstance(value, Mapping) else {}
            judgement = read_judgement(fields, partial(self.part_place, at), self.diagnostics)
            if judgement is not None:
                self.check_past(judgement.on, (*at, "date"))
                found[str(key)] = judgement
        return found

    def part_place(self, path: _Path, part: str | int) -> Place:
        """Where a part of something stands."""
        return self.document.place((*path, part))

    def items(self, parts: _Parts) -> tuple[str, ...] | None:
        if "items" not in parts:
            return None
        path, written = parts["items"]
        listed = [str(name) for name in (written if isinstance(written, list) else [written])]
        for index, name in enumerate(listed):
            if name not in self.book.items:
                precedent = name in self.book.precedents
                at = (*path, index) if isinstance(written, list) else path
                self.fault(
                    "V105",
                    at,
                    sentence("这是先例，不能据以决定")
                    if precedent
                    else sentence("清单里没有这一项"),
                    found=name,
                    allowed=() if precedent else self.book.items,
                    remedy=sentence("huiqi penalty find 词语 查找；不属于任何一项就写 items: []"),
                )
        return tuple(dict.fromkeys(listed))

    def laws(self, parts: _Parts) -> tuple[Law, ...] | None:
        if LAWS not in parts:
            return None
        path, written = parts[LAWS]
        records = self.records(LAWS, written, path)
        self.listed[LAWS] = [(record, (*path, index)) for index, record in enumerate(records)]
        return tuple(law_of(record, self.book.terms.facts[LAWS].roles) for record in records)
