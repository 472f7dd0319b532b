"""How far a long command is, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic

from huiqi.files.streams import styled
from huiqi.spelling import visible
from huiqi.words import Say, to_say

#: What is done of a table of any size.
_STEPS = {
    "loading": to_say("读表 {done}"),
    "deciding": to_say("评估 {done}"),
    "apart": to_say("逐户评估 {done}"),
    "beyond": to_say("写不成查询的措施 {done}"),
    "choosing": to_say("找差一步的 {done}"),
    "together": to_say("能不能同时得 {done}"),
    "comparing": to_say("比较 {done}"),
    "telling": to_say("汇总 {done}"),
}
#: Before so many seconds nothing is said of the time that is left.
_SETTLED = 3.0


class Progress:
    """One line on standard error that is written over; on a file, every tenth of the way."""

    def __init__(self, language: str, clock: Callable[[], float] = monotonic) -> None:
        """``clock``: the seconds that have passed since some moment."""
        self.say = Say(language)
        self.check = ""
        self.told = -1
        self.terminal = sys.stderr.isatty()
        self.clock = clock
        self._since = clock()
        self._step = ("", 0)

    def begin(self, pattern: str) -> None:
        """What is done from now on; in it, how far it is stands for ``{done}``, at its end."""
        self.check = self.say(pattern, done="").strip()

    def step(self, name: str) -> None:
        """A step of a table of any size begins."""
        self.begin(_STEPS[name])
        self.tell(self.check)

    def tell(self, message: str) -> None:
        """The code of the check that runs now, or how far it is: ``done/total``."""
        done, _, total = message.partition("/")
        if not total:
            self.check = message
            self._since = self.clock()
            self._step = (message, 0)
            self.told = -1
            if self.terminal:
                self._write(message)
            return
        number, whole = int(done), int(total)
        # Another step, or the same once more.
        if self._step[0] != self.check or number < self._step[1]:
            self._since = self.clock()
        self._step = (self.check, number)
        share = 10 * number // whole if whole else 10
        if self.terminal or share != self.told:
            self.told = share
            left = seconds_left(self.clock() - self._since, number, whole)
            told = f"{self.check} {message}"
            self._write(told if left is None else f"{told} {self._left(left)}")

    def _left(self, seconds: int) -> str:
        if seconds < 60:
            return self.say("约剩 {seconds} 秒", seconds=seconds)
        minutes = -(-seconds // 60)
        if minutes < 60:
            return self.say("约剩 {minutes} 分", minutes=minutes)
        hours, minutes = divmod(minutes, 60)
        return self.say("约剩 {hours} 小时 {minutes} 分", hours=hours, minutes=minutes)

    def _write(self, text: str) -> None:
        if self.terminal:
            styled(sys.stderr).write(f"\r\x1b[K{visible(text)}")
        else:
            sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

    def end(self) -> None:
        """Leave the line empty."""
        if self.terminal:
            styled(sys.stderr).write("\r\x1b[K")
            sys.stderr.flush()


def seconds_left(elapsed: float, done: int, total: int) -> int | None:
    """How long the rest takes at the pace so far; nothing where that says too little, or nothing
    is left.
    """
    if elapsed < _SETTLED or not 0 < done < total:
        return None
    return round(elapsed * (total - done) / done)
