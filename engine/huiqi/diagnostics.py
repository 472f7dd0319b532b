"""What is wrong in a file, said so that its author can mend it.

A diagnostic names the place, what was found, what is allowed, the nearest spelling and the remedy,
under a code that stays the same from release to release.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from enum import Enum
from typing import TypedDict, Unpack
from unicodedata import category

from huiqi.objects import dataclass
from huiqi.sentences import sentence
from huiqi.slips import near, slip_of
from huiqi.words import Say

#: So many of what may be written are shown, of more only a few.
MOST_SHOWN, FEW = 12, 5


class Severity(Enum):
    """An error stops the work; a warning is printed and the work goes on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a file, and from 1 its line and column (0: the file as a whole)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"

    def in_language(self, language: str) -> str:
        """The same; what stands for a file may be a word of ours."""
        said = str(self)
        return Say(language).told(self.file) if said == self.file else said

    @property
    def spot(self) -> str:
        """Where in the file, in words: ``第 7 行第 3 列``."""
        if not self.line:
            return ""
        return sentence("第 {line} 行第 {column} 列", line=self.line, column=self.column)

    @property
    def order(self) -> tuple[str, str, int, int]:
        """What stands first in a file comes first."""
        return self.file, "", self.line, self.column


@dataclass(frozen=True, slots=True)
class CellPlace(Place):
    """Where in a workbook: its row and its column, in a sheet."""

    sheet: str = ""

    def __str__(self) -> str:
        return f"{self.file} {self.spot}".rstrip()

    @property
    def spot(self) -> str:
        """The cell as spreadsheets name it: ``经营 C7``."""
        cell = cell_name(self.line, self.column - 1) if self.line else ""
        return f"{self.sheet} {cell}".strip()

    @property
    def order(self) -> tuple[str, str, int, int]:
        """Sheet by sheet."""
        return self.file, self.sheet, self.line, self.column


def column_name(position: int) -> str:
    """The letters of a spreadsheet's column, from 0: ``A``, ``XFD``."""
    letters, number = "", position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, position: int) -> str:
    """A cell as spreadsheets name it: ``XFD20000``."""
    return f"{column_name(position)}{row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding.  ``code`` is stable; ``message`` is for people and may be reworded."""

    code: str
    place: Place
    message: str
    found: str = ""
    allowed: tuple[str, ...] = ()
    nearest: str = ""
    remedy: str = ""
    severity: Severity = Severity.ERROR
    #: Of what cannot be together the facts that it is about, each with its year.
    facts: tuple[tuple[str, int | None], ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether it keeps from going on; else it is a remark."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        return self.in_language("zh")

    def in_language(self, language: str) -> str:
        """As a command tells it: the place, what is wrong, and below it what helps; the code last,
        for whoever looks it up: nobody reads by it.
        """
        say = Say(language)
        mark = say("错误") if self.is_error else say("提醒")
        message = say("{message}（{code}）", message=self.message, code=self.code)
        first = f"{say.told(self.place)}: {mark} {message}"
        return "\n".join([first, *(f"  {line}" for line in self.helps(language))])

    def helps(self, language: str) -> Sequence[str]:
        """What was found, what was meant, what is allowed, and what to do; a line each."""
        say = Say(language)
        lines = []
        if self.found:
            lines.append(say("写的是：{found}", found=shortened(say.told(self.found))))
        if self.nearest:
            lines.append(say("是否想写：{nearest}", nearest=self.nearest))
        if self.allowed:
            lines.append(say("可以写：{allowed}", allowed=self._shown(say)))
        if self.remedy:
            lines.append(say("办法：{remedy}", remedy=self.remedy))
        return lines

    def _shown(self, say: Say) -> str:
        """What may be written; of much the nearest few, and how much there is."""
        told = [say.told(word) for word in self.allowed]
        between = " " if say.language == "zh" else ", "
        if len(told) <= MOST_SHOWN:
            return between.join(told)
        few = near(say.told(self.found), told) or told[:FEW]
        return say("{words} 等 {number} 个", words=between.join(few), number=len(told))


class Details(TypedDict, total=False):
    """What :meth:`Diagnostics.report` may be told besides."""

    found: object
    allowed: Iterable[str]
    names: Iterable[str]
    remedy: str


@dataclass(slots=True)
class Diagnostics:
    """A list that collects all findings before anything is refused."""

    items: list[Diagnostic] = field(default_factory=list)

    def report(
        self,
        code: str,
        place: Place,
        message: str,
        *,
        found: object = "",
        allowed: Iterable[str] = (),
        names: Iterable[str] = (),
        remedy: str = "",
        severity: Severity = Severity.ERROR,
        facts: tuple[tuple[str, int | None], ...] = (),
    ) -> None:
        """Add a finding.  Which of ``allowed``, or of more ``names``, ``found`` is a slip of the
        pen of is worked out here.
        """
        options = tuple(allowed)
        # A sentence stays one, to be told in the reader's language.
        text = found if isinstance(found, str) else str(found)
        self.items.append(
            Diagnostic(
                code=code,
                place=place,
                message=message,
                found=text,
                allowed=options,
                nearest=slip_of(text, (*options, *names)),
                remedy=remedy,
                severity=severity,
                facts=facts,
            )
        )

    def warn(
        self,
        code: str,
        place: Place,
        message: str,
        *,
        found: object = "",
        remedy: str = "",
        facts: tuple[tuple[str, int | None], ...] = (),
    ) -> None:
        """Add a warning."""
        warning = Severity.WARNING
        self.report(code, place, message, found=found, remedy=remedy, severity=warning, facts=facts)

    @property
    def errors(self) -> list[Diagnostic]:
        """The findings that stop the work."""
        return [item for item in self.items if item.is_error]

    def raise_errors(self) -> None:
        """``InputError`` with everything found so far, if any of it is an error."""
        if self.errors:
            raise InputError(self.sorted())

    def sorted(self) -> list[Diagnostic]:
        """By file and line, each once."""
        unique = dict.fromkeys(self.items)
        return sorted(unique, key=lambda item: item.place.order)


class InputError(Exception):
    """Input that cannot be used; carries every finding, in the order of the files."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(item) for item in self.diagnostics))

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """What makes it unusable, without what was only to be remarked; all, where nothing does."""
        return tuple(item for item in self.diagnostics if item.is_error) or self.diagnostics


def input_error(code: str, place: Place, message: str, **more: Unpack[Details]) -> InputError:
    """An :class:`InputError` of one finding (``found``, ``allowed``, ``remedy`` as in report)."""
    diagnostics = Diagnostics()
    diagnostics.report(code, place, message, **more)
    return InputError(diagnostics.items)


def shortened(text: str, limit: int = 80) -> str:
    """One line of at most ``limit`` characters, control characters made visible."""
    spaces = "".join(" " if c == "\n" or category(c) == "Zs" else c for c in text)
    line = "".join(c if c.isprintable() else "\ufffd" for c in spaces)
    return line if len(line) <= limit else line[: limit - 1] + "…"
