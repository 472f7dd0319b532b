"""A child process that answers lines with lines, within a time limit."""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import time
import weakref

from huiqi.inference.errors import InferenceUnavailable, Reason
from huiqi.sentences import sentence


class Pipe:
    """A running child process; it is killed and reaped by :meth:`close`, or with this object.

    Raises ``OSError`` if the process cannot be started.
    """

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            command,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input = self._process.stdin.fileno()
        self._output = self._process.stdout.fileno()
        # A worker that has stopped must not block us, neither in reading nor in writing.
        os.set_blocking(self._input, False)
        os.set_blocking(self._output, False)
        self._owner = os.getpid()
        self._finalizer = weakref.finalize(self, _end, self._process, self._owner)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def usable(self) -> bool:
        """Whether it is ours to talk to: alive, and not inherited through a fork."""
        return self._owner == os.getpid() and self._process.poll() is None

    def exchange(self, line: bytes, time_limit: float) -> bytes:
        """Write one line and read one.

        Raises :class:`InferenceUnavailable` if the process ends or the time does; after that,
        or after an interrupt, it cannot be used again.
        """
        deadline = time.monotonic() + time_limit
        left = memoryview(line)
        parts: list[bytes] = []
        while not (parts and parts[-1].endswith(b"\n")):
            ready = self._wait(bool(left), deadline)
            if not ready:
                said = sentence("推理进程在 {seconds:g} 秒内没有作答", seconds=time_limit)
                raise InferenceUnavailable(Reason(said))
            try:
                if self._input in ready:
                    left = left[os.write(self._input, left) :]
                if self._output in ready:
                    part = os.read(self._output, 1 << 20)
                    if not part:
                        raise InferenceUnavailable(self._how_it_ended())
                    parts.append(part)
            except BrokenPipeError:
                left = left[:0]  # a last answer may still be there; after it comes the end
        return b"".join(parts)

    def _wait(self, writing: bool, deadline: float) -> set[int]:
        """The descriptors on which something can be done; empty if the time is over."""
        poll = select.poll()
        poll.register(self._output, select.POLLIN)
        if writing:
            poll.register(self._input, select.POLLOUT)
        milliseconds = max(0.0, deadline - time.monotonic()) * 1000
        return {descriptor for descriptor, _ in poll.poll(milliseconds)}

    def close(self) -> None:
        """End the process now."""
        self._finalizer()

    def _how_it_ended(self) -> Reason:
        """What can be told of a process that has closed its output."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            status = self._process.wait(timeout=1.0)
            if status < 0:
                return Reason(sentence("推理进程被信号 {signal} 终止", signal=-status))
            return Reason(sentence("推理进程以状态 {status} 退出", status=status))
        return Reason(sentence("推理进程关闭了输出"))


def _end(process: subprocess.Popen[bytes], owner: int) -> None:
    """Kill and reap; in a forked child only the copies of the pipes are closed."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
    if owner == os.getpid():
        process.kill()
        process.wait()
    else:
        process.returncode = 0  # another process's child: nothing here to wait for
