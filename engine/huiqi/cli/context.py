"""What every command shares: language, day, console, and how faults are told."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from huiqi.diagnostics import Diagnostic, InputError, Place, input_error
from huiqi.sentences import sentence
from huiqi.spelling import encodable_json, visible_json

if TYPE_CHECKING:
    from rich.console import Console

    from huiqi.engine import Engine
    from huiqi.profile.profile import Profile
    from huiqi.report.blocks import Page
    from huiqi.report.phrases import Phrases

#: What ``--lang`` says among the words of the shell, before the command or after it.
_ASKED: ContextVar[str | None] = ContextVar("asked", default=None)
#: In which language faults are told: that of the command, once it is known.
_LANGUAGE: ContextVar[str | None] = ContextVar("language", default=None)
LANGUAGES = ("zh", "en")
#: Exit statuses.
ANSWERED, CHECK_FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130


def ask_language(option: str | None) -> None:
    """What ``--lang`` says among the words of the shell; a command's own option comes first."""
    _ASKED.set(option)


def language_in_force() -> str:
    """That of the command; before it is known, the one that will be, if there is such a one."""
    try:
        return _LANGUAGE.get() or _chosen_language(None)
    except InputError:
        return "zh"


def choose_language(option: str | None) -> str:
    """``zh`` unless asked otherwise, or a locale names another language; faults are told in it."""
    language = _chosen_language(option)
    _LANGUAGE.set(language)
    return language


def _chosen_language(option: str | None) -> str:
    for chosen in (option, _ASKED.get(), os.environ.get("HUIQI_LANG")):
        if chosen:
            if chosen not in LANGUAGES:
                message = sentence("没有这种语言")
                raise input_error("C101", Place("--lang"), message, found=chosen, allowed=LANGUAGES)
            return chosen
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = os.environ.get(name, "")
        if locale:
            plain = locale.split(".")[0]
            return "zh" if plain in ("C", "POSIX") or plain.startswith("zh") else "en"
    return "zh"


def choose_day(option: str | None) -> date:
    """The day of the decision: today in Beijing, whatever the machine's zone, unless given."""
    from huiqi.engine import day_of_decision

    return day_of_decision(option)


@dataclass(slots=True, kw_only=True)
class Asked:
    """What a command on one enterprise asks, and by which rules it is answered."""

    engine: Engine
    enterprise: Profile
    as_of: date
    language: str

    def phrases(self) -> Phrases:
        """The words of the rulebook in the language asked for."""
        from huiqi.report.phrases import Phrases

        return Phrases(self.engine.rulebook, self.language)


@contextmanager
def asked(
    path: Path,
    rules: Path | None,
    as_of: str | None,
    *,
    language: str | None,
    supposed: list[str] | None = None,
    compare: bool = True,
    answers: Path | None = None,
    prefill: Path | None = None,
) -> Iterator[Asked]:
    """An enterprise's file and the rules; remarks go to stderr.

    ``supposed``: parameters set to other values, ``name=value`` each; ``answers``: a file of facts
    that is read beside it; ``prefill``: a platform's table.
    """
    chosen, day = choose_language(language), choose_day(as_of)
    with engine(rules, chosen, compare=compare) as loaded:
        supposing = loaded.supposing(*supposed or ())
        tell(supposing.remarks)
        read = supposing.read_enterprise(path, day, answers, prefill=prefill)
        tell(read.remarks)
        yield Asked(engine=supposing, enterprise=read.enterprise, as_of=day, language=chosen)


@contextmanager
def engine(
    rules: Path | None, language: str, *, compare: bool = True, lists: Path | None = None
) -> Iterator[Engine]:
    """The rules in a folder; that the inference network gave no answer is told at the end."""
    from huiqi.engine import Engine

    with Engine.load(rules, lists=lists, compare=compare) as loaded:
        try:
            yield loaded
        finally:
            if loaded.unavailable is not None:
                said = sentence(
                    "提醒 推理网络没有作答，未经比对的结论只出自求值器：{reason}（I101）",
                    reason=loaded.unavailable,
                )
                print(said.in_language(language), file=sys.stderr)


def console() -> Console:
    """Standard output as pages are written to it."""
    from huiqi.report.terminal import Output

    return Output()


def show_page(pages: Page | Iterable[Page]) -> None:
    """A page on standard output; of several the fullest that fits one screen."""
    from huiqi.report.blocks import Page
    from huiqi.report.media import terminal

    terminal.show_on((pages,) if isinstance(pages, Page) else pages, console())


def tell(diagnostics: Iterable[Diagnostic]) -> None:
    """Findings to standard error, in the language of the command."""
    for item in diagnostics:
        print(item.in_language(language_in_force()), file=sys.stderr)


def fail(diagnostics: tuple[Diagnostic, ...]) -> NoReturn:
    """Tell what is wrong with the input, and end."""
    tell(diagnostics)
    raise SystemExit(BAD_INPUT)


@contextmanager
def faults_told(json: bool = False) -> Iterator[None]:
    """No traceback reaches a user: bad input and disagreement end with their message; where JSON
    was asked for, as a document too.
    """
    from huiqi.engine import Disagreement

    before = _LANGUAGE.set(None)
    try:
        yield
    except InputError as error:
        if json:
            print_errors(error.diagnostics)
        fail(error.diagnostics)
    except Disagreement as difference:
        found = Diagnostic(
            code="I100",
            place=Place(sentence("推理网络")),
            message=sentence(
                "推理网络与求值器在节点 {node} 上结论不同，拒绝作答"
                "（网络：{network}；求值器：{evaluator}）",
                node=difference.node,
                network=difference.network,
                evaluator=difference.evaluator,
            ),
        )
        if json:
            print_errors([found])
        fail((found,))
    except BrokenPipeError:
        # The reader of our output went away, as `huiqi check … | head` does.
        raise SystemExit(ANSWERED) from None
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    finally:
        _LANGUAGE.reset(before)


def print_errors(diagnostics: Iterable[Diagnostic]) -> None:
    """Why there is no answer, as a document."""
    from huiqi.serialisation.errors import errors_json
    from huiqi.words import Say

    print_json("errors", errors_json(diagnostics, Say(language_in_force())))


def print_json(kind: str, content: Mapping[str, object]) -> None:
    """One JSON document to standard output, which says first of what kind it is."""
    from huiqi.serialisation.writing import document_text

    print(encodable_json(document_text(kind, content), sys.stdout.encoding))


def dump(content: object) -> None:
    """JSON to standard output, as it is."""
    from huiqi.serialisation.writing import json_text

    print(encodable_json(visible_json(json_text(content)), sys.stdout.encoding))
