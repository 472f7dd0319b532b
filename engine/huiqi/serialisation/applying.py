"""How one applies for a measure."""

from typing import Annotated, TypedDict

from huiqi.decision.application import Application, Opening
from huiqi.rulebook.apply import Apply, MonthDay, Office, PaidWithin, Platform, Window
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.text import Text
from huiqi.serialisation.meanings import Meaning, one_of
from huiqi.serialisation.texts import BasisForm, TextForm, basis_json, maybe_text, text_json

DayOrMonth = Annotated[
    str, Meaning("day_or_month", "A day, a month or a year.", r"^\d{4}(-\d{2}(-\d{2})?)?$")
]
DayOfYear = Annotated[
    str, Meaning("day_of_year", "A day of each year, or a month: 03-01, 03.", r"^\d{2}(-\d{2})?$")
]
OpeningWord = Annotated[
    str,
    one_of(
        Opening,
        "opening",
        "automatic: nobody applies; perhaps: on which day it begins or ends is not known; ahead: "
        "it has not begun; usual: so it was in other years; over: the last one known has ended.",
    ),
]
YearlyForm = TypedDict("YearlyForm", {"from": DayOfYear | None, "until": DayOfYear | None})
YearlyForm.__doc__ = """Each year; ``until`` before ``from``: in the year after."""
WindowForm = TypedDict(
    "WindowForm",
    {
        "from": DayOrMonth | None,
        "until": DayOrMonth | None,
        "year": int | None,
        "yearly": YearlyForm | None,
        "all_year": bool,
        "condition": TextForm | None,
        "basis": list[BasisForm],
    },
)
WindowForm.__doc__ = """When applications are taken: once (``null``: that end is not named;
``year``: for which), each year, or all year round; ``condition``: for whom.
"""


class PlatformForm(TypedDict):
    """Where one applies online."""

    name: TextForm | None
    url: str | None
    basis: list[BasisForm]


class OfficeForm(TypedDict):
    """Who takes applications, and at which address."""

    name: TextForm
    address: TextForm | None
    basis: list[BasisForm]


class TelephoneForm(TypedDict):
    """A number to ask, and whose it is."""

    number: str
    whose: TextForm | None
    basis: list[BasisForm]


class MaterialForm(TypedDict):
    """A paper to hand in."""

    name: TextForm
    issuer: TextForm | None
    copies: int | None
    basis: list[BasisForm]


class ObligationForm(TypedDict):
    """What whoever has it owes afterwards; ``due``: by which day of each year."""

    text: TextForm
    due: DayOfYear | None
    basis: list[BasisForm]


class PaidWithinForm(TypedDict):
    """How soon it is paid: so many ``unit`` (years, months, days, working_days)."""

    amount: int
    unit: str
    since: TextForm | None
    basis: list[BasisForm]


OpeningForm = TypedDict(
    "OpeningForm",
    {
        "state": OpeningWord,
        "from": DayOrMonth | None,
        "until": DayOrMonth | None,
        "days_left": int | None,
        "days_until": int | None,
        "closing": bool,
    },
)
OpeningForm.__doc__ = """Whether one can apply on the day of the decision, in which period;
``days_left``: at least; ``closing``: it may end within sixty days.
"""


class ApplyForm(TypedDict):
    """How to apply; ``null``, or none of them: the sources do not say.

    ``window``, ``where`` and ``contact`` tell windows, office and telephones in words.
    """

    opening: OpeningForm

    window: TextForm | None
    where: TextForm | None
    contact: TextForm | None
    automatic: bool | None
    windows: list[WindowForm]
    platform: PlatformForm | None
    office: OfficeForm | None
    telephones: list[TelephoneForm]
    materials: list[MaterialForm]
    obligations: list[ObligationForm]
    paid_within: PaidWithinForm | None
    note: TextForm | None


def apply_json(apply: Apply, now: Application) -> ApplyForm:
    """How one applies, and whether one can on the day of a decision."""
    office, paid = apply.office, apply.paid_within
    return {
        "opening": _opening(now),
        "window": _together([Text.of(window.text) for window in apply.windows]),
        "where": maybe_text(office.name if office is not None else apply.note),
        "contact": _together([Text(item.number, item.number) for item in apply.telephones]),
        "automatic": apply.automatic,
        "windows": [_window(window) for window in apply.windows],
        "platform": _platform(apply.platform) if apply.platform is not None else None,
        "office": _office(office) if office is not None else None,
        "telephones": [
            {
                "number": item.number,
                "whose": maybe_text(item.whose),
                "basis": _bases(item.basis),
            }
            for item in apply.telephones
        ],
        "materials": [
            {
                "name": text_json(item.name),
                "issuer": maybe_text(item.issuer),
                "copies": item.copies,
                "basis": _bases(item.basis),
            }
            for item in apply.materials
        ],
        "obligations": [
            {
                "text": text_json(item.text),
                "due": _each_year(item.due),
                "basis": _bases(item.basis),
            }
            for item in apply.obligations
        ],
        "paid_within": _paid_within(paid) if paid is not None else None,
        "note": maybe_text(apply.note),
    }


def _opening(now: Application) -> OpeningForm:
    first, last = (now.period.first, now.period.last) if now.period is not None else (None, None)
    return {
        "state": now.state.value,
        "from": str(first) if first is not None else None,
        "until": str(last) if last is not None else None,
        "days_left": now.days_left,
        "days_until": now.days_until,
        "closing": now.closing,
    }


def _window(window: Window) -> WindowForm:
    once, yearly = window.once, window.yearly
    each_year: YearlyForm | None = None
    if yearly is not None:
        each_year = {"from": _each_year(yearly.first), "until": _each_year(yearly.last)}
    return {
        "from": str(once.first) if once is not None and once.first is not None else None,
        "until": str(once.last) if once is not None and once.last is not None else None,
        "year": window.year,
        "yearly": each_year,
        "all_year": window.all_year,
        "condition": maybe_text(window.condition),
        "basis": _bases(window.basis),
    }


def _platform(platform: Platform) -> PlatformForm:
    return {
        "name": maybe_text(platform.name),
        "url": platform.url or None,
        "basis": _bases(platform.basis),
    }


def _office(office: Office) -> OfficeForm:
    return {
        "name": text_json(office.name),
        "address": maybe_text(office.address),
        "basis": _bases(office.basis),
    }


def _paid_within(paid: PaidWithin) -> PaidWithinForm:
    return {
        "amount": paid.span.amount,
        "unit": paid.span.unit,
        "since": maybe_text(paid.since),
        "basis": _bases(paid.basis),
    }


def _bases(bases: tuple[Basis, ...]) -> list[BasisForm]:
    return [basis_json(basis) for basis in bases]


def _each_year(day: MonthDay | None) -> str | None:
    return str(day) if day is not None else None


def _together(texts: list[Text]) -> TextForm | None:
    if not texts:
        return None
    return {"zh": "；".join(t.zh for t in texts), "en": "; ".join(t.en for t in texts)}
