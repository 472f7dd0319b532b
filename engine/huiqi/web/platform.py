"""What the operator's data platform says of an enterprise, shown before any of it is used.

There is such a page only where the operator gave a table, and then on this machine alone.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from huiqi.diagnostics import Diagnostic, InputError
from huiqi.platforms import platform_offer, with_platform
from huiqi.report.pages.platform_screen import OfferedLine, offered_lines
from huiqi.web.desk import Desk
from huiqi.web.drawing import page
from huiqi.web.result import result_page
from huiqi.web.sent import Sent, read_sent
from huiqi.web.visit import Visit, held_file, held_text, visit_of

if TYPE_CHECKING:
    from huiqi.platforms import PlatformOffer
    from huiqi.profile.platform_table import PlatformTable


def platform_routes(desk: Desk) -> APIRouter:
    """The code of an enterprise is posted; it stands in no address."""
    pages, routes = _Platform(desk), APIRouter()
    routes.add_api_route("/platform", pages.offered, methods=["POST"])
    routes.add_api_route("/platform/take", pages.taken, methods=["POST"])
    return routes


class _Platform:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def table(self) -> PlatformTable:
        """The operator's table; without one there is no such page."""
        if self.desk.platform is None:
            raise HTTPException(404)
        return self.desk.platform

    def _offer(self, sent: Sent, table: PlatformTable) -> PlatformOffer:
        known = sent.fields.get("profile")
        source = None if known is None else held_file(known)
        return platform_offer(self.desk.engine, table, sent.fields.get("code", ""), source)

    async def offered(self, request: Request) -> Response:
        """What the platform says, beside what is told; nothing of it is used yet."""
        sent = await read_sent(request)
        return await self._shown(visit_of(request, sent), sent)

    async def taken(self, request: Request) -> Response:
        """What was taken is told from here on, with whose it is; the result of it."""
        sent = await read_sent(request)
        visit, keys = visit_of(request, sent), sent.every.get("take", ())

        table = self.table

        def told() -> str:
            document = with_platform(table, self._offer(sent, table), keys)
            held = held_text(document)
            # What cannot be beside what is stated is said where it was taken.
            self.desk.engine.read_enterprise(held_file(held), visit.as_of)
            return held

        try:
            held = await self.desk.ask(told)
        except InputError as error:
            return await self._shown(visit, sent, keys, error.faults)
        return await result_page(self.desk, visit, held_file(held))

    async def _shown(
        self,
        visit: Visit,
        sent: Sent,
        taken: Collection[str] | None = None,
        faults: tuple[Diagnostic, ...] = (),
    ) -> Response:
        table = self.table

        def lines() -> tuple[list[OfferedLine], str]:
            offer = self._offer(sent, table)
            return offered_lines(offer.facts, self.desk.phrases(visit.language)), offer.code

        found: list[OfferedLine] = []
        code = sent.fields.get("code", "")
        try:
            found, code = await self.desk.ask(lines)
        except InputError as error:
            faults = faults or error.faults
        shown = page(
            "platform",
            visit,
            422 if faults else 200,
            desk=self.desk,
            lines=found,
            taken=taken,
            code=code,
            profile=sent.fields.get("profile", ""),
            faults=faults,
        )
        # What a platform holds of an enterprise stays on no machine.
        shown.headers["Cache-Control"] = "no-store"
        return shown
