"""How far a long command is, on standard error."""

from __future__ import annotations

import sys

from huiqi.files.streams import styled
from huiqi.spelling import visible


class Progress:
    """One line on standard error that is written over; on a file, every tenth of the way."""

    def __init__(self, language: str) -> None:
        self.zh = language == "zh"
        self.check = ""
        self.told = -1
        self.terminal = sys.stderr.isatty()

    def tell(self, message: str) -> None:
        """The code of the check that runs now, or how far it is: ``done/total``."""
        done, _, total = message.partition("/")
        if not total:
            self.check = message
            if self.terminal:
                self._write(message)
            return
        share = 10 * int(done) // int(total)
        if self.terminal or share != self.told:
            self.told = share
            self._write(f"{self.check} {message}")

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
