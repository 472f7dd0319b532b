"""The objects of a rulebook and of a decision: dataclasses cheap to define, to make, to read again.

A frozen dataclass keeps itself from being changed while the program runs, and pays for it: it takes
three times as long to define, four times as long to make, and Python code to come back from a
pickle.  A command defines seventy classes of a rulebook and reads nine thousand of their objects
before it can answer; a decision makes hundreds.  So these are frozen for mypy, which checks every
line of ours, and plain objects when they run; what is worked out when first asked takes no lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from functools import cached_property as cached_property
else:
    import dataclasses

    class cached_property:  # noqa: N801 - as Python calls it
        """As :func:`functools.cached_property` from Python 3.12 on: before, it takes a lock."""

        def __init__(self, function):
            self.function = function
            self.__doc__ = function.__doc__

        def __set_name__(self, owner, name):
            self.name = name

        def __get__(self, one, owner=None):
            if one is None:
                return self
            found = one.__dict__[self.name] = self.function(one)
            return found

    def dataclass(*, frozen=False, slots=False, eq=True, order=False, repr=True, kw_only=False):
        """As :func:`dataclasses.dataclass`; ``frozen`` is for mypy."""

        def made(kind):
            if repr and "__repr__" not in vars(kind):
                kind.__repr__ = _written
            return dataclasses.dataclass(
                slots=slots,
                eq=eq,
                order=order,
                unsafe_hash=eq and frozen,
                repr=False,
                kw_only=kw_only,
            )(kind)

        return made

    def _written(self):
        """As a dataclass is written; one function for all classes."""
        shown = (part.name for part in dataclasses.fields(self) if part.repr)
        parts = (f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{type(self).__qualname__}({', '.join(parts)})"
