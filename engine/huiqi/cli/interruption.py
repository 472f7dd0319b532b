"""Ctrl-C ends a command, wherever it met it.

Python drops what is raised while an object is being taken down (``__del__``, a weak reference's
callback) or within a callback of a C library: a command that proves spends a tenth of its time
there, and went on as if nobody had pressed anything.  What was dropped is raised again.
"""

from __future__ import annotations

import _thread
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from huiqi.cli.context import INTERRUPTED

#: Seconds until what was dropped is raised again: by then the object is gone.
AGAIN = 0.02


class Interruption:
    """Whether Ctrl-C was pressed since the command began."""

    def __init__(self) -> None:
        self.pressed = False
        self._ended = False

    def _press(self, number: int, frame: FrameType | None) -> NoReturn:
        """An ending like any other, which nothing on the way takes for an error."""
        self.pressed = True
        raise SystemExit(INTERRUPTED)

    def _repeat(self) -> None:
        if self._ended:
            return
        if sys.platform == "win32":
            _thread.interrupt_main()
        else:
            # To the thread itself: it may be waiting, which only a signal of its own ends.
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    def _dropped(self, dropped: sys.UnraisableHookArgs) -> None:
        # Not by its class: within a call of C it may have become another error.
        if not self.pressed:
            sys.__unraisablehook__(dropped)
        elif not self._ended:
            again = threading.Timer(AGAIN, self._repeat)
            again.daemon = True
            again.start()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Run something that Ctrl-C ends, with :data:`INTERRUPTED`."""
        signal.signal(signal.SIGINT, self._press)
        before, sys.unraisablehook = sys.unraisablehook, self._dropped
        try:
            yield
        finally:
            self._ended = True
            sys.unraisablehook = before
