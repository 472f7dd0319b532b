"""One normal form wherever two names, codes, keys or labels meet, and safe letters on a screen.

What a reader cannot see, or sees as the same, does not tell two names apart: full-width and
half-width characters, spaces, invisible characters, the kind of brackets, quotation marks, dashes
and dots, and case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

_BRACKETS = ("([{（［｛〈《〔【〖〘〚﹝﹙⟨⟦「『", ")]}）］｝〉》〕】〗〙〛﹞﹚⟩⟧」』")
_ALIKE = {
    **dict.fromkeys(map(ord, _BRACKETS[0]), "("),
    **dict.fromkeys(map(ord, _BRACKETS[1]), ")"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-"),
    **dict.fromkeys(map(ord, "·•・‧∙⋅ᐧ･"), "·"),
    **dict.fromkeys(map(ord, "“”„‟″"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛′"), "'"),
}
#: What is invisible by its nature, and what chooses among forms of a letter.
_UNSEEN_LETTERS = (
    "\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"[\x00-\x08{_UNSEEN_LETTERS}]+")
#: The same, with spaces and all controls.
_UNSEEN = re.compile(f"[\\s\x00-\x1f{_UNSEEN_LETTERS}]+")
#: What can change the screen beyond its own place: controls but tab and line feed, the order of
#: letters, line separators, tags; and halves of a character, which no screen can take.
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)

#: Full-width letters, digits and signs, and what else stands for one sign of a figure.
HALF_WIDTH = {
    **{0xFEE0 + code: code for code in range(0x21, 0x7F)},
    **dict.fromkeys(map(ord, "‐‑–−﹣"), "-"),
    ord("￥"): "¥",
    ord("﹪"): "%",
    ord("﹐"): ",",
    ord("﹙"): "(",
    ord("﹚"): ")",
    ord("≧"): "≥",
    ord("≦"): "≤",
    ord("～"): "~",
}

#: Names and figures up to this length are remembered in their normal form.
_SHORT = 60

_Key = TypeVar("_Key", bound=Hashable)
#: What stands around a word within a name, and is left out by most who write it.
QUOTES = dict.fromkeys(map(ord, '“”‘’「」"'))


def plain(text: str) -> str:
    """The form of a name or a code by which it is compared; never printed."""
    return _plain_kept(text) if len(text) <= _SHORT else _plain(text)


def folded(text: str) -> str:
    """As :func:`plain`, with a space between words: for searching in a text."""
    return " ".join(map(plain, text.split()))


def columns(text: str, ambiguous: int = 2) -> int:
    """How many columns of a terminal a text takes; ``ambiguous``: those of a character that some
    consoles print narrow and some wide (Unicode Standard Annex 11).
    """
    widths = {"W": 2, "F": 2, "A": ambiguous}
    return sum(
        0 if unicodedata.combining(letter) else widths.get(unicodedata.east_asian_width(letter), 1)
        for letter in text
    )


@lru_cache(maxsize=32_768)
def _plain_kept(text: str) -> str:
    return _plain(text)


def _plain(text: str) -> str:
    if text.isascii():
        return _step(text)
    # Taking something out can bring together what joins: at most a few steps settle it.
    for _ in range(5):
        text = _step(text)
        if unicodedata.is_normalized("NFKC", text):
            break
        text = unicodedata.normalize("NFKC", text)
    return text


def _step(text: str) -> str:
    return _UNSEEN.sub("", text).casefold().translate(_ALIKE)


def figure_text(text: str) -> str:
    """A figure or a day in half-width signs, with single spaces and nothing invisible.

    Only what stands for the same digit or sign: a raised or circled digit stays what it is.
    """
    return _figure_kept(text) if len(text) <= _SHORT else _figure(text)


@lru_cache(maxsize=32_768)
def _figure_kept(text: str) -> str:
    return _figure(text)


def _figure(text: str) -> str:
    return " ".join(_INVISIBLE.sub("", text.translate(HALF_WIDTH)).split())


def code_text(text: str) -> str:
    """A code as it stands on a certificate: half-width capitals, nothing between them."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", _UNSEEN.sub("", text))).upper()


def one_line(text: str) -> str:
    """A name as it is printed: on one line, with single spaces."""
    return " ".join(text.split())


def visible(text: str) -> str:
    """The text with what could change a screen written out: ``\\x1b``, ``\\u202e``."""
    return _UNSAFE.sub(_written_out, text)


def visible_json(text: str) -> str:
    """A JSON document that says the same, without those characters."""
    return _UNSAFE.sub(lambda match: _utf16(match[0]), text)


def encodable_json(text: str, encoding: str) -> str:
    """A JSON document that says the same in the characters of an encoding."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        pass
    else:
        return text

    def escaped(match: re.Match[str]) -> str:
        try:
            match[0].encode(encoding)
        except UnicodeEncodeError:
            return _utf16(match[0])
        return match[0]

    return _NOT_ASCII.sub(escaped, text)


def _written_out(match: re.Match[str]) -> str:
    number = ord(match[0])
    width = 2 if number < 0x100 else 4 if number < 0x10000 else 8
    return f"\\{'xuU'[(width > 2) + (width > 4)]}{number:0{width}x}"


def _utf16(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[n] << 8 | units[n + 1]:04x}" for n in range(0, len(units), 2))


class Names(Generic[_Key]):
    """Finding what a name stands for; each thing may have several names.

    Where two things share a name, it is the one whose first name it is, or else the earlier.
    """

    def __init__(self, named: Mapping[_Key, Iterable[str]]) -> None:
        every = [(key, tuple(names)) for key, names in named.items()]
        self._keys: dict[str, _Key] = {}
        for part in (slice(0, 1), slice(1, None)):
            for key, names in every:
                for name in names[part]:
                    self._keys.setdefault(plain(name), key)

    def find(self, written: object) -> _Key | None:
        """What goes by this name, however it is spelt; ``None`` where nothing does."""
        return self._keys.get(plain(str(written))) if len(str(written)) <= 200 else None


#: What a shell would take for more than a letter.
_SHELL = re.compile(r"[\s()&;|<>$*?!#'`]")


def shell_text(option: str) -> str:
    """An option's value as one writes it for a shell, of Windows too."""
    return f'"{option}"' if _SHELL.search(option) else option


def read_whole(pattern: re.Pattern[str], text: str) -> list[re.Match[str]] | None:
    """A text as so many matches of a pattern, one behind the other; ``None`` where some of it is
    none.
    """
    found, at = list[re.Match[str]](), 0
    while at < len(text):
        match = pattern.match(text, at)
        if match is None:
            return None
        found.append(match)
        at = match.end()
    return found
