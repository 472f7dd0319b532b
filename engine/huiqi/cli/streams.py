"""How every command ends: what it printed is out, or one line says why not.

Ended by whoever reads the output (``| head``) is answered: 0.  Output that is full or closed is
2, Ctrl-C is 130, whatever the command was doing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from huiqi.cli.context import (
    ANSWERED,
    BAD_INPUT,
    INTERRUPTED,
    language_in_force,
    print_errors,
)
from huiqi.cli.interruption import Interruption
from huiqi.diagnostics import Place, input_error
from huiqi.files.streams import open_streams, silence
from huiqi.files.system_reasons import reason_of
from huiqi.sentences import Sentence, sentence

#: Set to see where a defect of ours arose.
TRACEBACK = "HUIQI_TRACEBACK"


@contextmanager
def streams() -> Iterator[None]:
    """Run a command: its streams safe to write to, its ending told in one line."""
    if not open_streams():
        _say(sentence("错误 标准输出已经关闭，没有地方作答（C123）"))
        raise SystemExit(BAD_INPUT)
    interruption = Interruption()
    status: object = ANSWERED
    try:
        with interruption.watched():
            yield
    except SystemExit as ending:
        status = ending.code
    except BrokenPipeError:
        pass
    except OSError as error:
        status = _unwritten(error)
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        # Ctrl-C within a call of C may come out of it as an error of that call.
        status = INTERRUPTED if interruption.pressed else _defect(error)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        status = status or ANSWERED
    except (OSError, ValueError) as error:
        status = _unwritten(error)
    if status == INTERRUPTED:
        _say(sentence("已中断"))
    silence(sys.stdout)
    raise SystemExit(status)


def _defect(error: Exception) -> int:
    reason = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    message = sentence("程序出错，没有作答（{reason}）", reason=reason)
    remedy = sentence("设 {variable}=1 再运行可见出错的地方", variable=TRACEBACK)
    _say(sentence("错误 {message}；{remedy}（C199）", message=message, remedy=remedy))
    if "--json" in sys.argv:
        with suppress(OSError, ValueError):
            print_errors(input_error("C199", Place("huiqi"), message, remedy=remedy).diagnostics)
    return BAD_INPUT


def _unwritten(error: Exception) -> int:
    reason = reason_of(error)
    _say(sentence("错误 标准输出写不出去（{reason}），结果不完整（C123）", reason=reason))
    return BAD_INPUT


def _say(line: Sentence) -> None:
    """One line to standard error, if it takes any."""
    try:
        print(line.in_language(language_in_force()), file=sys.stderr, flush=True)
    except (OSError, ValueError):
        silence(sys.stderr)
