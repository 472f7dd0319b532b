"""What a form sends: fields and files, bounded, in memory alone."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser

from huiqi.diagnostics import InputError, Place, input_error
from huiqi.files import HeldFile
from huiqi.sentences import sentence
from huiqi.web.guard import LARGEST_BODY

#: The most fields of one form, the most characters of one of them, and the time to send all.
_MOST_FIELDS = 500
_LONGEST_FIELD = 1_500_000
_SECONDS = 30.0


class _InMemory(MultiPartParser):
    # What is sent is never put into a file, however long it is.
    spool_max_size = LARGEST_BODY


@dataclass(frozen=True, slots=True)
class Sent:
    """The fields of a form by name, and its files; a field left empty is not there.

    ``every``: of a field that was sent several times, all of them.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, HeldFile] = field(default_factory=dict)
    every: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


async def read_body(request: Request) -> bytes:
    """What was sent, whole; raises :class:`~huiqi.diagnostics.InputError` (C161)."""
    try:
        return await asyncio.wait_for(request.body(), _SECONDS)
    except TimeoutError:
        raise _unread(sentence("没有收到完整的内容")) from None


async def read_sent(request: Request) -> Sent:
    """What the form sent; raises :class:`~huiqi.diagnostics.InputError` (C161) where that cannot
    be read.
    """
    try:
        return await asyncio.wait_for(_read(request), _SECONDS)
    except (MultiPartException, TimeoutError) as error:
        late = isinstance(error, TimeoutError)
        raise _unread(
            sentence("没有收到完整的内容") if late else sentence("表单太大，或者读不了")
        ) from None


def _unread(message: str) -> InputError:
    return input_error(
        "C161", Place(sentence("网页")), message, remedy=sentence("重新打开这一页再试")
    )


async def _read(request: Request) -> Sent:
    kind = request.headers.get("content-type", "")
    parser: FormParser | MultiPartParser
    if kind.startswith("multipart/form-data"):
        parser = _InMemory(
            request.headers,
            request.stream(),
            max_files=4,
            max_fields=_MOST_FIELDS,
            max_part_size=_LONGEST_FIELD,
        )
    else:
        parser = FormParser(
            request.headers,
            request.stream(),
            max_fields=_MOST_FIELDS,
            max_part_size=_LONGEST_FIELD,
        )
    form = await parser.parse()
    fields: dict[str, str] = {}
    files: dict[str, HeldFile] = {}
    every: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            data = await value.read()
            # The last part alone: a browser may send the path on its own machine.
            called = (value.filename or "").replace("\\", "/").rpartition("/")[2]
            if called or data:
                files[name] = HeldFile(called, data)
        elif value.strip():
            # A browser sends CR LF for each end of a line, whatever the page had.
            text = value.replace("\r\n", "\n")
            fields[name] = text
            every.setdefault(name, []).append(text)
    await form.close()
    return Sent(fields, files, {name: tuple(values) for name, values in every.items()})
