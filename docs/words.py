"""Collects what the program says into engine/huiqi/words/, and compiles the English of it.

Sentences are found where they are said (``say("…")``, ``to_say("…")``, ``sentence("…")``), in
templates too.  What is no longer said is dropped, what is new has no English yet and is listed.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "engine" / "huiqi"
ENGLISH = PACKAGE / "words" / "en" / "LC_MESSAGES" / "huiqi.po"
_HEADER = """# What huiqi says, in English.  Collected and compiled by `make words`.
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""


def said() -> list[str]:
    """Every sentence in the code, each once."""
    keywords = {"say": None, "to_say": None, "sentence": None}
    methods = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
    found = extract_from_dir(PACKAGE, methods, keywords=keywords)
    # A sentence that is filled in stands with what fills it.
    texts = (message if isinstance(message, str) else message[0] for _, _, message, _, _ in found)
    return sorted({text for text in texts if text})


def collected(written: bytes) -> Catalog:
    """The catalogue of the sentences that are said, with the English of them in ``written``."""
    before = read_po(io.BytesIO(written), locale="en", ignore_obsolete=True)
    # The days are fixed: a catalogue of the same sentences is the same file.
    day = datetime(2026, 1, 1, tzinfo=UTC)
    catalog = Catalog(locale="en", fuzzy=False, creation_date=day, revision_date=day)
    for sentence in said():
        message = before.get(sentence)
        english = message.string if message is not None and not message.fuzzy else ""
        catalog.add(sentence, english, flags=["python-brace-format"] if "{" in sentence else [])
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """As it is written: in the order of the sentences, without places, so that it merges."""
    stream = io.BytesIO()
    write_po(stream, catalog, width=0, no_location=True, sort_output=True, omit_header=True)
    return _HEADER.encode() + stream.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """As it is read."""
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def main() -> int:
    """Writes both; 1 where a sentence has no English yet."""
    catalog = collected(ENGLISH.read_bytes() if ENGLISH.exists() else b"")
    ENGLISH.write_bytes(as_po(catalog))
    ENGLISH.with_suffix(".mo").write_bytes(as_mo(catalog))
    silent = [str(message.id) for message in catalog if message.id and not message.string]
    for sentence in silent:
        sys.stdout.write(f"no English yet: {sentence}\n")
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
