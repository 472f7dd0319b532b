"""A violation: searching the lists, and a form that asks only what matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from fastapi import APIRouter, Request, Response

from huiqi.authoring import incident_told
from huiqi.diagnostics import Diagnostic, InputError
from huiqi.kept_decisions import incident_receipt
from huiqi.report.pages.penalty_find import found_lines
from huiqi.report.pages.penalty_screen import (
    FieldAsked,
    PenaltyScreen,
    asked_anew,
    domains_offered,
    first_fields,
    penalty_screen,
)
from huiqi.report.phrases import Phrases
from huiqi.web.desk import Desk
from huiqi.web.drawing import file_to_take, page
from huiqi.web.incident import Told, Wrong, told_so_far, typed_in, with_answers, wrong_fields
from huiqi.web.replay import is_receipt, replayed_page
from huiqi.web.sent import Sent, read_sent
from huiqi.web.visit import Visit, held_file, held_text, visit_of
from huiqi.words import to_say

#: So many hits are shown, of so many letters that are searched for.
_HITS, _LONGEST = 20, 200


def penalty_routes(desk: Desk) -> APIRouter:
    """Whoever asks about a violation tells it in a form, never in an address."""
    pages, routes = _Penalties(desk), APIRouter()
    routes.add_api_route("/penalty", pages.start, methods=["GET"])
    routes.add_api_route("/penalty/begin", pages.begin, methods=["POST"])
    routes.add_api_route("/penalty/find", pages.find, methods=["POST"])
    routes.add_api_route("/penalty", pages.decide, methods=["POST"])
    routes.add_api_route("/penalty/incident.json", taken, methods=["POST"])
    routes.add_api_route("/penalty/receipt.json", pages.receipt, methods=["POST"])
    return routes


async def taken(request: Request) -> Response:
    """What was told, to be kept and sent again."""
    sent = await read_sent(request)
    text = held_text(told_so_far(sent.fields.get("incident", "")))
    return file_to_take(
        visit_of(request, sent), to_say("惠企-违法行为-{day}"), ".json", text, "application/json"
    )


class _Penalties:
    """The pages on violations."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def phrases(self, visit: Visit) -> Phrases:
        return Phrases(self.desk.engine.penalties.terms, visit.language)

    async def start(self, request: Request) -> Response:
        """What was done, and when; or a search."""
        return await self._start(visit_of(request), Sent())

    async def begin(self, request: Request) -> Response:
        """The same, of a listed matter."""
        sent = await read_sent(request)
        return await self._start(visit_of(request, sent), sent)

    async def _start(
        self, visit: Visit, sent: Sent, faults: tuple[Diagnostic, ...] = ()
    ) -> Response:
        """``faults``: what is wrong with what was sent; it comes back as it was typed."""

        def fields() -> dict[str, object]:
            book, phrases = self.desk.engine.penalties, self.phrases(visit)
            item = book.items.get(sent.fields.get("items", ""))
            wrong = self._wrong(sent, faults, visit.as_of)
            return {
                "book": book,
                "item": item,
                "title": phrases.text(item.title) if item is not None else "",
                "domains": domains_offered(book, visit.language),
                "first": [_as_sent(field, sent, wrong) for field in first_fields(book, phrases)],
                "faults": faults,
                "wrong": wrong,
                "typed": sent.fields,
                "sent_file": "file" in sent.files,
                "jumps": _jumps(faults, wrong, {}, "file" if "file" in sent.files else ""),
            }

        status, shown = 422 if faults else 200, await self.desk.ask(fields)
        return page("penalty_start", visit, status, desk=self.desk, **shown)

    def _wrong(self, sent: Sent, faults: tuple[Diagnostic, ...], as_of: date) -> Wrong:
        """Which fields of the form that was sent are at fault; of a file none."""
        if not faults or "file" in sent.files:
            return {}
        before = told_so_far(sent.fields.get("incident", ""))
        try:
            return wrong_fields(with_answers(before, sent, self.desk.engine, as_of), faults)
        except InputError:
            # What the form says of itself is unclear: it says where.
            return wrong_fields(before, faults)

    async def find(self, request: Request) -> Response:
        """What the lists and precedents say of the like."""
        sent = await read_sent(request)
        visit = visit_of(request, sent)
        words = sent.fields.get("words", "")[:_LONGEST]
        domain = sent.fields.get("domain")
        if not words:
            return await self._start(visit, sent)

        def found() -> dict[str, object]:
            engine, book = self.desk.engine, self.desk.engine.penalties
            result = engine.find_penalties(words, domain=domain, most=_HITS)
            told = found_lines(words, result, book, self.phrases(visit), visit.as_of)
            return {
                "unknown": told[0],
                "hits": told[1],
                "total": result.total,
                "deciding": result.deciding,
                "domains": domains_offered(book, visit.language),
            }

        shown = await self.desk.ask(found)
        return page(
            "penalty_found", visit, desk=self.desk, words=words, domain=domain or "", **shown
        )

    async def decide(self, request: Request) -> Response:
        """What follows as far as is known, and what to ask next."""
        sent = await read_sent(request)
        visit = visit_of(request, sent)
        skipped = [key for key in sent.fields.get("skipped", "").split(",") if key]
        skipped += [sent.fields["skip"]] if "skip" in sent.fields else []
        faults: tuple[Diagnostic, ...] = ()
        wrong: Wrong = {}
        try:
            if is_receipt(sent.files.get("file")):
                return await replayed_page(self.desk, visit, sent.files["file"])
            screen, told = await self.desk.ask(lambda: self._decided(visit, sent, skipped))
        except InputError as error:
            held, faults = sent.fields.get("incident"), error.faults
            if held is None:
                return await self._start(visit, sent, faults)
            # What was told before stands; only the answer that is wrong is given again.
            before = Sent(fields={"incident": held})
            screen, told = await self.desk.ask(lambda: self._decided(visit, before, skipped))
            wrong = await self.desk.ask(lambda: self._wrong(sent, faults, visit.as_of))
            screen = asked_anew(screen, lambda field: _as_sent(field, sent, wrong))
        carried = {
            "incident": held_text(told),
            "as_of": str(visit.as_of),
            "skipped": ",".join(skipped),
        }
        return page(
            "penalty",
            visit,
            422 if faults else 200,
            desk=self.desk,
            screen=screen,
            carried=carried,
            faults=faults,
            wrong=wrong,
            jumps=_jumps(faults, wrong, _anchors(screen)),
            typed=sent.fields if faults else {},
            chosen=sent.every.get("items", ()) if faults else (),
        )

    async def receipt(self, request: Request) -> Response:
        """What was decided on, to be kept and decided again: as ``penalty --receipt``."""
        sent = await read_sent(request)
        visit = visit_of(request, sent)
        held = held_file(held_text(told_so_far(sent.fields.get("incident", ""))))

        def kept() -> str:
            return incident_receipt(
                self.desk.engine,
                held,
                visit.as_of,
                language=visit.language,
                nameless="nameless" in sent.fields,
            )

        text = await self.desk.ask(kept)
        return file_to_take(
            visit, to_say("惠企-免罚轻罚收据-{day}"), ".json", text, "application/json"
        )

    def _decided(
        self, visit: Visit, sent: Sent, skipped: Sequence[str]
    ) -> tuple[PenaltyScreen, Told]:
        engine = self.desk.engine
        told = told_so_far(sent.fields.get("incident", ""))
        if "file" in sent.files:
            # Read for its faults first; what it says is kept as it stands there.
            engine.read_incident(sent.files["file"], visit.as_of)
            told = incident_told(sent.files["file"], engine.penalties)
        if "skip" in sent.fields:
            # The question alone is passed over: what was ticked above it stands.
            ticked = {"items": sent.every["items"]} if "items" in sent.every else {}
            told = with_answers(told, Sent(every=ticked), engine, visit.as_of)
        else:
            told = with_answers(told, sent, engine, visit.as_of)
        held = held_file(held_text(told))
        decision = engine.judge(engine.read_incident(held, visit.as_of).incident, visit.as_of)
        written = told.get("incident")
        screen = penalty_screen(
            decision,
            engine.penalties,
            self.phrases(visit),
            written=written if isinstance(written, dict) else {},
            skipped=skipped,
        )
        return screen, told


def _as_sent(field: FieldAsked, sent: Sent, wrong: Wrong) -> FieldAsked:
    """A field as it was sent, with what is wrong with it."""
    typed, found = typed_in(sent, field.id)
    value = field.value if typed is None else typed
    waits = field.waits if typed is None else field.id in sent.every.get("not_yet", ())
    return replace(field, value=value, waits=waits, wrong=wrong.get(found, ()))


def _anchors(screen: PenaltyScreen) -> dict[str, str]:
    """Under what id a page shows each field that has another name there."""
    folded = (("k", screen.written), ("m", screen.more))
    found = {f"f.{field.id}": f"{where}.{field.id}" for where, own in folded for field in own}
    if screen.asked is not None and screen.asked.field is not None:
        found.pop(f"f.{screen.asked.field.id}", None)
    return found


def _jumps(
    faults: Sequence[Diagnostic], wrong: Wrong, anchors: Mapping[str, str], otherwise: str = ""
) -> list[str]:
    """Of each fault the id of the field that it is about."""
    names = ((next((n for n, own in wrong.items() if fault in own), otherwise)) for fault in faults)
    return [anchors.get(name, name) for name in names]
