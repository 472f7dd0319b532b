"""Somebody who answers from a file: what it tells as it stands there, else that it is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from huiqi.dates import written_year
from huiqi.diagnostics import Diagnostics
from huiqi.evaluation.reads import Missing
from huiqi.interview import Interview, InterviewQuestion
from huiqi.interview.results import HAS
from huiqi.profile.account import UNKNOWN, Account, account_of
from huiqi.profile.inputs import Input, read_input
from huiqi.profile.record_lists import THROUGH, WHOLE, wrapper
from huiqi.rulebook.rulebook import Fact, Rulebook


def account_in(source: Input, rulebook: Rulebook) -> Account:
    """What a file tells."""
    diagnostics = Diagnostics()
    return account_of(read_input(source, diagnostics), rulebook)


class Respondent:
    """Answers one interview from an account."""

    def __init__(self, account: Account) -> None:
        self._facts = account.facts

    def answer(self, interview: Interview) -> bool:
        """Answer the question that stands; whether it was known."""
        inquiry = interview.question
        assert inquiry is not None
        told = self._told(inquiry)
        if told is None:
            interview.unknown()
            return False
        written, whole = told
        interview.answer(written, whole=whole)
        return True

    def beside(self, asked: Iterable[InterviewQuestion]) -> dict[Missing, str]:
        """What is typed of questions that stand below another, each in one field; of a list whether
        there is any.
        """
        return {one.key: _in_field(self._told(one)) for one in asked}

    def _told(self, inquiry: InterviewQuestion) -> tuple[Any, bool] | None:
        told = self._field(inquiry) if inquiry.key.where else self._fact(inquiry)
        return None if told is None or told[0] == UNKNOWN else told

    def _fact(self, inquiry: InterviewQuestion) -> tuple[Any, bool] | None:
        key, value = inquiry.key, _bare(self._facts.get(inquiry.key.name))
        if value is None or value == "不适用":
            return None if value is None else (value, True)
        if inquiry.kind == "records":
            return self._list(inquiry, value)
        if inquiry.asked_of.yearly:
            value = _bare(value.get(key.year))
        return None if value is None else (str(value), True)

    def _list(self, inquiry: InterviewQuestion, value: Any) -> tuple[Any, bool] | None:
        key, names = inquiry.key, [field.id for field in inquiry.first_fields]
        if inquiry.asked_of.yearly and key.year is not None:
            found = _of_year(value, key.year)
            if found is None:
                return None
            records, whole = found
        else:
            records, whole = _records(value)
            if inquiry.asked_of.yearly and not _through(value):
                whole = False
        named = [{name: str(raw[name]) for name in names if name in raw} for raw in records]
        if not named:
            return ("没有", True) if whole else None
        return named, whole

    def _field(self, inquiry: InterviewQuestion) -> tuple[Any, bool] | None:
        """Of the first record that goes by this name and tells the field."""
        key, listed = inquiry.key, inquiry.asked_of
        assert isinstance(listed, Fact)
        value = _bare(self._facts.get(key.name))
        lists = value.values() if _by_year(value) else (value,)
        for part in lists:
            for raw in _records(part)[0]:
                named = not key.key or key.key.startswith(str(raw.get(listed.shown_by or "")))
                if named and raw.get(key.field) is not None:
                    return str(raw[key.field]), True
                # 其余: 0 says of every other amount that it is nothing.
                if named and "rest" in raw and inquiry.unit == "万元":
                    return "0", True
        return None


def _in_field(told: tuple[Any, bool] | None) -> str:
    if told is None:
        return "不知道"
    return told[0] if isinstance(told[0], str) else HAS


def _bare(value: Any) -> Any:
    return value["value"] if isinstance(value, Mapping) and "value" in value else value


def _by_year(value: Any) -> bool:
    return isinstance(value, Mapping) and wrapper(value) is None


def _records(value: Any) -> tuple[list[dict[str, Any]], bool]:
    value = _bare(value)
    word = wrapper(value)
    return (value[word], WHOLE[word]) if word is not None else (list(value or ()), True)


def _through(value: Any) -> int | None:
    """Up to which year the list tells all, in whatever way."""
    if isinstance(value, Mapping):
        return next((value[word] for word in THROUGH if word in value), None)
    return None


def _of_year(value: Any, year: int) -> tuple[list[dict[str, Any]], bool] | None:
    if _by_year(value):
        return _records(value[year]) if year in value else None
    records, whole = _records(value)
    own = [raw for raw in records if written_year(raw.get("year")) == year]
    through = _through(value)
    if own or (through is not None and year <= through) or (not records and whole):
        return own, whole
    return None


def interviewed(interview: Interview, respondent: Respondent) -> int:
    """Go through to the end; how many questions were asked."""
    number = 0
    while interview.question is not None:
        respondent.answer(interview)
        number += 1
        assert number < 300
    return number


def by_pages(interview: Interview, respondent: Respondent) -> tuple[int, int]:
    """The same page by page, as the web shows it: how many pages, and how many questions."""
    pages = number = 0
    while interview.question is not None:
        typed = respondent.beside(interview.beside())
        respondent.answer(interview)
        replied = interview.answer_beside(typed)
        assert not replied.refused
        pages, number = pages + 1, number + 1 + len(typed)
        assert pages < 300
    return pages, number


def sample_files(root: Path) -> list[Path]:
    """The enterprises that come with the rules."""
    found = sorted((root / "cases" / "enterprises").glob("*.yaml"))
    return [root / "cases" / "examples" / "example-complete.yaml", *found]


DAY = date(2023, 6, 20)
