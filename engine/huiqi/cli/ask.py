"""``huiqi ask``: the interview in the terminal, one question at a time; the answers are saved."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiqi.cli.context import (
    INTERRUPTED,
    choose_day,
    choose_language,
    engine,
    faults_told,
    show_page,
    tell,
)
from huiqi.cli.deciding import checked_pages
from huiqi.cli.list_entry import EndedError, ListEntry, says_no_record
from huiqi.cli.options import AsOf, Lang, Rules
from huiqi.diagnostics import InputError, Place, input_error
from huiqi.sentences import sentence
from huiqi.words import to_say

if TYPE_CHECKING:
    from datetime import date

    from huiqi.engine import Engine, Interview
    from huiqi.evaluation.reads import Missing
    from huiqi.interview.results import InterviewQuestion
    from huiqi.report.phrases import Phrases

#: The longest line that is taken.
_LONGEST = 10_000
#: How files are named that can be gone on with.
_YAML = (".yaml", ".yml")
#: So many of the questions put off are named.
_NAMED = 8
#: What moves an interview, by what is typed.
_MOVES = {
    **dict.fromkeys(("?", "？", "为什么", "why"), "why"),
    **dict.fromkeys(("0", "不知道", "未知", "unknown"), "unknown"),
    **dict.fromkeys(("s", "跳过", "skip"), "skip"),
    **dict.fromkeys(("b", "返回", "back"), "back"),
    **dict.fromkeys(("v", "看", "review"), "review"),
    **dict.fromkeys(("r", "再问", "again"), "again"),
    **dict.fromkeys(("q", "完", "done"), "done"),
}


def ask(
    profile: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PROFILE]",
            help=to_say("已有的企业画像或填过的表；上次存的接着答；不写就从头问"),
            show_default=False,
        ),
    ] = None,
    measure: Annotated[
        str | None,
        typer.Argument(
            metavar="[MEASURE]",
            help=to_say("只问一项措施或一个题目用得到的（政策自测）"),
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help=to_say("答的存到哪里（.yaml）；接着答时默认存回原文件"),
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=to_say("已有同名的文件也写"))] = False,
    as_of: AsOf = None,
    lang: Lang = None,
    rules: Rules = None,
) -> None:
    """The interview."""
    with faults_told():
        from huiqi.report.phrases import Phrases

        if profile is not None and measure is None and not profile.exists() and not profile.suffix:
            # One word that is no file names a measure.
            profile, measure = None, str(profile)
        target = _target(profile, output, force=force)
        language, day = choose_language(lang), choose_day(as_of)
        with engine(rules, language, compare=True) as loaded:
            name = None if measure is None else loaded.measure(measure)
            only = () if name is None else loaded.answering(name)
            with loaded.interview(profile, day, only) as interview:
                tell(interview.remarks)
                dialogue = _Dialogue(interview, target, Phrases(loaded.rulebook, language))
                with dialogue.saving():
                    if profile is None:
                        dialogue.introduce()
                    dialogue.run()
                dialogue.tell_saved()
                _conclude(loaded, interview, day, name, dialogue.phrases)


def _target(profile: Path | None, output: Path | None, *, force: bool) -> Path:
    """Where the answers go: never over another file unless that is asked for."""
    if output is None:
        if profile is None or profile.suffix.lower() not in _YAML:
            message = sentence("答的要存下来：写 -o 和文件名")
            remedy = sentence("huiqi ask -o 企业.yaml")
            raise input_error("C114", Place("-o"), message, remedy=remedy)
        return profile
    if output.suffix.lower() not in _YAML:
        message = sentence("存成 YAML")
        raise input_error("C114", Place("-o"), message, found=output.name, allowed=_YAML)
    same = profile is not None and output.exists() and profile.exists()
    same = same and profile is not None and output.samefile(profile)
    if output.exists() and not same and not force:
        message = sentence("已有同名的文件")
        remedy = sentence("另起名字；接着答写 huiqi ask {file}；要盖掉写 --force", file=output)
        raise input_error("C121", Place(str(output)), message, remedy=remedy)
    return output


def _conclude(
    loaded: Engine, interview: Interview, day: date, name: str | None, phrases: Phrases
) -> None:
    """The first screen of ``check``, of what was answered."""
    only = None if name is None else loaded.documents(name)
    decision = loaded.check(interview.profile, day, only)
    print()
    show_page(checked_pages(decision, name, phrases, loaded.penalty_counts, full=False))


class _Dialogue:
    """Questions and answers as lines of text."""

    def __init__(self, interview: Interview, target: Path, phrases: Phrases) -> None:
        self.interview = interview
        self.target = target
        self.phrases = phrases
        self.say = phrases.say
        self._saved: dict[str, object] | None = None
        self._exhausted = False

    # ---- lines

    def read(self, prompt: str = "") -> str:
        """One line that was typed; raises :class:`EndedError` at the end of input."""
        print(f"{prompt}> ", end="", flush=True)
        try:
            line = sys.stdin.readline(_LONGEST)
        except UnicodeDecodeError:
            self.note(self.say("这一行不是 UTF-8 文字，没有读"))
            return ""
        if not line:
            self._exhausted = True
            raise EndedError
        while not line.endswith("\n") and len(line) >= _LONGEST:
            # What is that long is no answer; the rest of it is none either.
            line = sys.stdin.readline(_LONGEST)
        if not sys.stdin.isatty():
            print()
        return line.strip()

    def note(self, text: str) -> None:
        """A line for whoever answers."""
        print(text)

    # ---- saving

    @contextmanager
    def saving(self) -> Iterator[None]:
        """Whatever ends the dialogue, what was answered is in the file."""
        try:
            yield
        except EndedError:
            pass
        except SystemExit as ending:
            if ending.code == INTERRUPTED:
                self.save()
                print(file=sys.stderr)
                self.tell_saved()
            raise
        self.save()

    def save(self) -> None:
        """Put the profile in the file, whole, where it has changed."""
        from huiqi.files import write_file
        from huiqi.report.form.profile_text import day_line, profile_text

        account = self.interview.account
        told = account.document()
        if told == self._saved or (self._saved is None and not told):
            return
        day = self.interview.state.as_of
        lines = [
            self.say("企业画像，huiqi ask 存的；接着答：huiqi ask {file}", file=self.target),
            day_line(day, self.phrases),
        ]
        write_file(self.target, profile_text(account, lines, self.phrases))
        self._saved = told

    def tell_saved(self) -> None:
        """Where it was saved; also that the input ended."""
        if self._saved is None:
            text = self.say("什么也没有答，没有存文件")
        elif self._exhausted:
            text = self.say("输入到头了，答的存在 {file}", file=self.target)
        else:
            text = self.say("答的存在 {file}；接着答：huiqi ask {file}", file=self.target)
        print(text, file=sys.stderr)

    # ---- the dialogue

    def introduce(self) -> None:
        """Whose answers they are, where that is told."""
        name = self.read(self.say("企业名称（可以不写）"))
        if name:
            self.interview.name(name)

    def run(self) -> None:
        """Until nothing is left to ask, or the word for the end; what was not known is asked
        again last, to whoever wants it.
        """
        left = len(self.interview.put_off)
        if left:
            self.note(
                self.say("有 {number} 问以前答了不知道，最后再问；现在就问写 再问", number=left)
            )
        self._ask_all()
        while self._asks_again():
            self._ask_all()
        print()
        self.note(self.say("没有要问的了"))

    def _asks_again(self) -> bool:
        """Whether what was put off, and still matters, is taken up again."""
        left = self.interview.put_off
        if not left:
            return False
        print()
        self.note(
            self.say("这 {number} 问答了不知道或者跳过了，答了还能定下结论：", number=len(left))
        )
        for question in left[:_NAMED]:
            asked = self.phrases.asked(question.missing, self.interview.profile)
            self.note(f"  {asked}")
        if len(left) > _NAMED:
            self.note("  " + self.say("另 {number} 问", number=len(left) - _NAMED))
        written = self.read(self.say("再问一遍写 再问；不问直接回车"))
        if _MOVES.get(written.lower()) not in ("again", "back"):
            return False
        self.interview.ask_again()
        return True

    def _ask_all(self) -> None:
        """Question after question, until nothing is left to ask."""
        from huiqi.report.pages.interview import certain_lines, question_page, so_far

        while (question := self.interview.question) is not None:
            page = question_page(
                question, self.interview.progress, self.interview.decision, self.phrases
            )
            print()
            show_page(page)
            while not self._answered(question):
                pass
            progress = self.interview.progress
            if progress.certain:
                show_page(certain_lines(progress.certain, self.phrases))
                print(" " + so_far(self.interview.decision, progress, self.phrases))
            self.save()

    def _answered(self, question: InterviewQuestion) -> bool:
        """Whether the question was dealt with; what is wrong with an answer is told."""
        from huiqi.report.pages.interview import chosen_by_number, how_to_answer

        written = self.read()
        move = _MOVES.get(written.lower())
        if written == "0" and not chosen_by_number(question):
            move = None
        try:
            if not written:
                how = how_to_answer(question, self.phrases)
                return self._untaken(self.say("怎样答：{how}", how=how))
            if move is not None:
                return self._moved(move, question)
            if question.first_fields and not says_no_record(written):
                return self._records(question, written)
            tell(self.interview.answer(self._chosen(question, written)))
        except InputError as error:
            self._refused(error)
            return False
        return True

    def _moved(self, move: str, question: InterviewQuestion) -> bool:
        """The same of a word that is no answer."""
        from huiqi.report.pages.interview import why_page

        if move == "done":
            raise EndedError
        if move == "why":
            show_page(why_page(question, self.interview.effects(), self.phrases))
            return False
        if move == "review":
            return self._review()
        if move == "back":
            return self.interview.back() or self._untaken(self.say("前面没有问过"))
        if move == "again":
            if not self.interview.put_off:
                return self._untaken(self.say("没有答过不知道的"))
            self.interview.ask_again()
        elif move == "unknown":
            tell(self.interview.unknown())
        else:
            self.interview.skip()
        return True

    def _untaken(self, why: str) -> bool:
        """Why nothing was done; the question stands."""
        self.note(f" {why}")
        return False

    def _chosen(self, question: InterviewQuestion, written: str) -> str:
        """An option by its number, else as it is written."""
        from huiqi.report.pages.interview import chosen_by_number

        if chosen_by_number(question) and written.isdecimal() and len(written) < 4:
            place = int(written) - 1
            if 0 <= place < len(question.options):
                return question.options[place].written
        for option in question.options:
            if written in map(option.label.in_language, ("zh", "en")):
                return option.written
        return written

    def _refused(self, error: InputError) -> None:
        """Why an answer is none, and what is."""
        for found in error.diagnostics:
            told = self.say("{message}（{code}）", message=found.message, code=found.code)
            self.note(f" {told}")
            for line in found.helps(self.say.language):
                self.note(f"   {line}")

    def _records(self, question: InterviewQuestion, first: str) -> bool:
        """The records of a list, the first of whose names was typed already."""
        entry = ListEntry(self.interview, question, self.phrases, self.read, self._refused)
        return entry.run(first)

    def _review(self) -> bool:
        """Look over what was said; whether a question was taken up again, or taken back."""
        from huiqi.report.pages.interview import review_page

        rows = self.interview.review()
        show_page(review_page(rows, self.phrases))
        if not rows:
            return False
        written = self.read(self.say("改哪一条（写编号；撤回写 撤 编号；回去直接回车）"))
        withdraw = written.startswith(("撤", "-"))
        number = written.lstrip("撤回- ").strip()
        if not number.isdecimal() or not 1 <= int(number[:6]) <= len(rows):
            return False
        key: Missing = rows[int(number) - 1].key
        if withdraw:
            if not self.interview.withdraw(key):
                self.note(" " + self.say("这一条是文件里原有的：改它，或写 不知道"))
                return False
            return True
        self.interview.reopen(key)
        return True
