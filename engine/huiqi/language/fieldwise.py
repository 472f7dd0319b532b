"""What an object of the rules is made of, field by field, and the same with another part in it.

One walk and one rewriting serve every class: a construct of the language, a measure, a dated
value.  A new class, or a new field of one, needs no case here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from huiqi.language.types import Type

T = TypeVar("T")


def parts(value: object) -> Iterator[tuple[object, object]]:
    """What a value directly holds, each under its field, position or key."""
    if isinstance(value, tuple):
        yield from enumerate(value)
    elif isinstance(value, Mapping):
        yield from value.items()
    else:
        for name in field_names(value):
            yield name, getattr(value, name)


#: The fields of each class: asking a dataclass every time costs more than the walk.
_FIELD_NAMES: dict[type[object], tuple[str, ...]] = {}


def field_names(value: object) -> tuple[str, ...]:
    """Its fields; none of what is whole: a type says what a value is, and is no part of it."""
    kind = type(value)
    if kind not in _FIELD_NAMES:
        _FIELD_NAMES[kind] = ()
        if is_dataclass(value) and not isinstance(value, Type):
            _FIELD_NAMES[kind] = tuple(field.name for field in fields(value))
    return _FIELD_NAMES[kind]


def outermost(value: object, kind: type[T]) -> Iterator[T]:
    """What of a kind a value holds; of one within another the outer one."""
    if isinstance(value, kind):
        yield value
    else:
        for _, part in parts(value):
            yield from outermost(part, kind)


def with_parts(value: T, changed: Mapping[object, object]) -> T:
    """The value with these parts in the place of its own; the very same where there are none."""
    if not changed:
        return value
    if isinstance(value, tuple):
        return tuple(changed.get(place, part) for place, part in enumerate(value))  # type: ignore[return-value]
    if isinstance(value, Mapping):
        return {**value, **changed}  # type: ignore[return-value]
    return replace(value, **changed)  # type: ignore[type-var, arg-type]


def with_each(value: T, change: Callable[[object], object]) -> T:
    """The value with each of its parts changed; the very same where none of them is another."""
    changed = {}
    for name, part in parts(value):
        after = change(part)
        if after is not part:
            changed[name] = after
    return with_parts(value, changed)


def rewritten(root: T, target: object, new: object, *, closed: tuple[type[object], ...] = ()) -> T:
    """``root`` with ``target`` (that very object), wherever it stands, replaced by ``new``.

    All else is shared, and nothing is changed in place.  What is of a kind that is ``closed`` is
    known not to hold it, and is not looked into.
    """
    if root is target:
        return new  # type: ignore[return-value]
    if isinstance(root, closed):
        return root
    return with_each(root, lambda part: rewritten(part, target, new, closed=closed))
