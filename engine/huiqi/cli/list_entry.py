"""The records of a list as they are typed, one after the other: each line is checked at once, and
whatever ends the typing, the records that are whole are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from huiqi.cli.context import tell
from huiqi.diagnostics import InputError

if TYPE_CHECKING:
    from huiqi.engine import Interview
    from huiqi.interview.results import InterviewQuestion
    from huiqi.report.phrases import Phrases

#: There may be more that nobody has told.
_SOME = ("不全", "还有", "more", "不知道", "未知", "unknown")
_NONE = ("没有", "无", "none")
_BACK = ("b", "返回", "back")
_HELP = ("?", "？", "为什么", "why")
_END = ("q", "完", "done")
_SKIP = ("s", "跳过", "skip")


class EndedError(Exception):
    """Nothing more is answered: the end of input, or the word for it."""


def says_no_record(written: str) -> bool:
    """Whether the first line says that there is none."""
    return written.lower() in _NONE


class ListEntry:
    """One list, from its first name on."""

    def __init__(
        self,
        interview: Interview,
        question: InterviewQuestion,
        phrases: Phrases,
        read: Callable[[str], str],
        refused: Callable[[InputError], None],
    ) -> None:
        """``read``: one line for a prompt; ``refused``: tells why a line is no answer."""
        self.interview = interview
        self.fields = question.first_fields
        self.phrases = phrases
        self.say = phrases.say
        self.read = read
        self.refused = refused
        self.records: list[dict[str, str]] = []
        self.begun: dict[str, str] = {}

    def run(self, first: str) -> bool:
        """Until no more are typed; whether the list was answered."""
        try:
            whole = self._typed(first)
        except (EndedError, SystemExit):
            # The end of input, or Ctrl-C.
            self._keep(whole=False)
            raise
        self._keep(whole=whole)
        return bool(self.records)

    def _keep(self, *, whole: bool) -> None:
        """Answer with the records that are whole; what is dropped is named."""
        if self.records:
            tell(self.interview.answer(self.records, whole=whole))
            if not whole:
                said = self.say("这张清单写下了 {number} 条，可能不全", number=len(self.records))
                print(f" {said}")
        if self.begun:
            told = self.say.listed(list(self.begun.values()))
            print(" " + self.say("没有写完、没有存的一条：{record}", record=told))
            self.begun = {}

    def _typed(self, first: str) -> bool:
        """The records; whether these are all."""
        name = first
        while True:
            if name.lower() in (*_SOME, *_END, *_SKIP):
                if name.lower() in _END:
                    raise EndedError
                return False
            if not name or says_no_record(name):
                return True
            if name.lower() in _BACK:
                if not self.records:
                    return False
                self.records.pop()
            elif name in _HELP:
                self._help()
            else:
                self._record(name)
            name = self.read(self._asks_for_name())

    def _asks_for_name(self) -> str:
        number, label = len(self.records) + 1, self.phrases.text(self.fields[0].label)
        if not self.records:
            return self.say("第 1 条的{field}", field=label)
        return self.say("第 {number} 条（没有了直接回车；没写全写 不全）", number=number)

    def _help(self) -> None:
        """What is taken, and what was typed so far."""
        names = [record.get(self.fields[0].id, "") for record in self.records]
        if names:
            print(" " + self.say("已写：{names}", names=self.say.listed(names)))
        how = self.say("一行一条；b 删去上一条，没有了直接回车，没写全写 不全，q 完")
        print(f" {how}")

    def _record(self, name: str) -> None:
        """One record, field by field; what is wrong is told at once, and asked again."""
        self.begun = {}
        if not self._takes(self.fields[0].id, name, last=len(self.fields) == 1):
            self.begun = {}
            return
        for place, field in enumerate(self.fields[1:], 1):
            label = self.phrases.text(field.label)
            prompt = self.say("{name}的{field}", name=name, field=label)
            while True:
                written = self.read(prompt)
                if written.lower() in _BACK:
                    self.begun = {}
                    return
                if written.lower() in _END:
                    raise EndedError
                if written in _HELP or not written:
                    self._how(place)
                elif self._takes(field.id, written, last=place == len(self.fields) - 1):
                    break
        self.records.append(self.begun)
        self.begun = {}

    def _how(self, place: int) -> None:
        from huiqi.report.answers_form import how_written

        how = how_written(self.fields[place], self.phrases)
        print(" " + self.say("怎样答：{how}", how=how))

    def _takes(self, field: str, written: str, *, last: bool) -> bool:
        """Whether the line can stand where it was typed."""
        tried = {**self.begun, field: written}
        try:
            self.interview.check_entered([*self.records, tried], finished=last)
        except InputError as error:
            self.refused(error)
            return False
        self.begun = tried
        return True
