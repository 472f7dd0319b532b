"""The conditions of a list as officials write them, as clauses where their meaning is plain.

What the wordings mean the rules say (``phrases:``).  A text that is not understood whole becomes a
question for an officer with the text quoted: nothing of it is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from huiqi.language.types import Kind
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.penalty_clauses import ACT
from huiqi.rulebook.phrases import Phrase, WrittenClause
from huiqi.sentences import Sentence, sentence

_NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "十": 10, "十二": 12}
_MARK = re.compile(r"^[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]\s*|^[①-⑳]\s*")
_ALL = re.compile(
    r"^(?:同时)?(?:满足|符合|具备)(?:下列|以下)(?:情形|条件)(?:的)?(?:，|,)?(?:依法)?"
    r"(?:(?:可以)?不予(?:行政)?处罚)?[：:]?"
)
_ANY = re.compile(r"之一|或者(?=.*或者)")
_EXCLUDED = ("不足", "未满", "不满")
_WITHIN = ("以下", "以内", "")
#: Units as a formula writes them, and what a definition of first violation is called.
_UNITS = {"天": "日", "月": "个月"}
_WINDOWS = {"years": "年", "months": "个月"}
_SAID = {"calendar_year": "同一自然年度内", "ever": "此前从未"}
_WITHIN_IT = "{window}内"
_FIRST, _FIRST_SAME = "{time}首次", "{time}首次（同类）"


@dataclass(frozen=True, slots=True)
class Parsed:
    """The clauses of a text, and those parts of it that only an officer can judge."""

    clauses: tuple[WrittenClause, ...]
    judged: tuple[str, ...]


class ConditionReader:
    """Reads conditions by the wordings and the names that a book declares."""

    def __init__(self, book: PenaltyBook) -> None:
        self.phrases = book.phrases
        #: The definitions of first violation that were read, by their names.
        self.first: dict[str, dict[str, object]] = {}
        #: The amounts that can be known of an act, by all they are called.
        self.amounts = {
            name: field.id
            for field in book.terms.facts[ACT].fields.values()
            if field.type.kind is Kind.MONEY
            for name in (field.label.zh, *field.also)
        }
        names = "|".join(map(re.escape, sorted(self.amounts, key=len, reverse=True)))
        self.amount = re.compile(
            rf"(?P<what>{names})(?:在)?(?P<words>不超过|不足|未超过|不满|未满|不高于)?"
            r"(?P<limit>\d+(?:\.\d+)?(?:元|千元|万元|亿元))(?P<after>以下|以内)?"
        )

    def read(self, text: str) -> Parsed:
        """The clauses of a text; an empty text has none."""
        stripped = text.strip()
        if not stripped:
            return Parsed((), ())
        parts = list(self._parts(stripped))
        if _ANY.search(stripped) or any(part.startswith("或") for part in parts):
            # Alternatives: which parts belong together is for a reader to say.
            return Parsed((_judgement(stripped, 1),), (stripped,))
        clauses: list[WrittenClause] = []
        judged: list[str] = []
        for part in parts:
            found = self.meaning(part)
            if found is None:
                judged.append(part)
                clauses.append(_judgement(part, len(judged)))
                continue
            clauses += [clause for clause in found if clause not in clauses]
        return Parsed(tuple(clauses), tuple(judged))

    def _parts(self, text: str) -> Iterator[str]:
        for piece in re.split(r"[;；。\n]|(?=[（(]\d{1,2}[）)])|(?=[①-⑳])", text):
            part = _ALL.sub("", _MARK.sub("", piece.strip()).strip()).strip(" ，,：:")
            part = _MARK.sub("", part).strip()
            if not part:
                continue
            pieces = re.split(r"[,，]", part)
            # A comma separates conditions only where each of them is understood.
            if len(pieces) > 1 and all(self.meaning(each.strip()) is not None for each in pieces):
                yield from (each.strip() for each in pieces)
            else:
                yield part

    def meaning(self, part: str) -> list[WrittenClause] | None:
        """The clauses that a wording means; ``None`` where it is not understood whole."""
        for phrase in self.phrases:
            match = phrase.pattern.fullmatch(part)
            if match is not None:
                first = [self._first(match)] if phrase.window else []
                return [*first, *_clauses(phrase, match)]
        match = self.amount.fullmatch(part)
        return None if match is None else [self._amount(match)]

    def _first(self, match: re.Match[str]) -> str:
        """The name of the definition of first violation that a wording asks for.

        The window is the text's own; where it names neither kind nor authority, both are open.
        """
        same = "同类" in match[0]
        key = window = "calendar_year" if "年度" in match[0] else "ever"
        number = match["number"] if window == "ever" else None
        if number is not None:
            unit = "years" if match["unit"] == "年" else "months"
            key, window = f"{_number(number)}_{unit}", f"{_number(number)}{_WINDOWS[unit]}"
        time = _SAID.get(window) or _WITHIN_IT.format(window=window)
        told = _FIRST_SAME if same else _FIRST
        name = f"first_{key}{'_same' if same else ''}"
        self.first[name] = {
            "text": {"zh": told.format(time=time), "en": f"first ({window})"},
            "windows": [window],
            "kinds": ["same"] if same else ["same", "domain", "any"],
            "authorities": ["any"] if same else ["same", "any"],
        }
        return name

    def _amount(self, match: re.Match[str]) -> WrittenClause:
        field = self.amounts[match["what"]]
        words = match["words"] or match["after"] or ""
        asked = f"{ACT}.{field}"
        clause: dict[str, object] = {
            "id": field.replace("_", "-"),
            "text": {"zh": match[0], "en": f"{field.replace('_', ' ')}: {match[0]}"},
        }
        if words not in _WITHIN:
            sign = "<" if words in _EXCLUDED else "<="
            return {**clause, "if": f"{asked} {sign} {match['limit']}"}
        # 以下: whether the figure itself is included is not said.
        readings = [
            {"id": name, "text": _both(said), "if": f"{asked} {sign} {match['limit']}"}
            for name, said, sign in (
                ("including", sentence("含本数"), "<="),
                ("excluding", sentence("不含本数"), "<"),
            )
        ]
        return {**clause, "readings": readings}


def _clauses(phrase: Phrase, match: re.Match[str]) -> Iterator[WrittenClause]:
    """What a wording means; a limit that it names stands in the place of its name."""
    named = match.groupdict()
    for clause in phrase.means:
        if isinstance(clause, str):
            yield clause
            continue
        text = clause.get("text") or {"zh": match[0], "en": match[0]}
        written = {"id": clause["id"], "text": text, **clause} if "if" in clause else dict(clause)
        if named.get("less"):
            sign = "<" if named["less"] in _EXCLUDED else "<="
            unit = _UNITS.get(named["unit"], named["unit"])
            span = f"{_number(named['number'])}{unit}"
            written["if"] = str(clause["if"]).replace("{sign}", sign).replace("{span}", span)
        yield written


def _judgement(text: str, number: int) -> WrittenClause:
    # Asked so that yes is never the answer of an exception (…除外): whether the item applies.
    asked = sentence("原文：“{text}”，按此本案能否适用本项", text=text)
    return {"id": f"text-{number}", "judgement": _both(asked)}


def _both(said: Sentence) -> dict[str, str]:
    """A text as a list's file writes it."""
    return {language: said.in_language(language) for language in ("zh", "en")}


def _number(text: str) -> int:
    return _NUMBERS.get(text) or int(text)
