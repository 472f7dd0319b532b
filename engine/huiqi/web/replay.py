"""A receipt that was kept, opened: whether the answer is still the same, and what was filled in."""

from __future__ import annotations

from fastapi import Response

from huiqi.files import HeldFile
from huiqi.kept_decisions import (
    check_replayed,
    incident_replayed,
    replay_check,
    replay_incident,
)
from huiqi.web.desk import Desk
from huiqi.web.drawing import page
from huiqi.web.visit import Visit, held_mapping, held_text


def is_receipt(file: HeldFile | None) -> bool:
    """Whether a file that was sent says of itself that it is one."""
    if file is None or file.suffix.lower() != ".json":
        return False
    found = held_mapping(file.data.decode(errors="replace"))
    form = found.get("format") if found is not None else None
    return isinstance(form, dict) and form.get("kind") in ("receipt", "penalty-receipt")


async def replayed_page(desk: Desk, visit: Visit, file: HeldFile) -> Response:
    """The decision made anew, and the way to what was filled in then.

    Raises:
        InputError: C141, or what of it cannot be read.
    """

    def made() -> dict[str, object]:
        from huiqi.serialisation.receipt_files import read_receipt

        receipt = read_receipt(file)
        if receipt.enterprise is not None:
            told, engine = receipt.enterprise, desk.engine
            drawn = check_replayed(engine, told, replay_check(engine, told), visit.language)
            carried = {"profile": held_text(told["profile"]), "as_of": told["as_of"]}
            return {"drawn": drawn, "carried": carried, "to": "/result"}
        assert receipt.incident is not None
        of_act = receipt.incident
        again = replay_incident(desk.engine, of_act)
        drawn = incident_replayed(desk.engine, of_act, again, visit.language)
        carried = {"incident": held_text(of_act["incident"]), "as_of": of_act["as_of"]}
        return {"drawn": drawn, "carried": carried, "to": "/penalty"}

    return page("replayed", visit, desk=desk, **await desk.ask(made))
