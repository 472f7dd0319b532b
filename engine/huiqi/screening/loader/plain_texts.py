"""What is read of a cell without asking the reader: plain figures, names and codes.

Most cells are written plainly, and a database reads those itself; each other text is read once by
the reader of every table.  These are expressions over a text; NULL says that it is not plain.
"""

from __future__ import annotations

from huiqi.wordings import SAYS_NO_VALUE

#: What Python takes for a space, at the ends of a cell.
_SPACES = "".join(letter for letter in map(chr, range(0x3001)) if letter.isspace())
#: Letters that are their own normal form but for capitals and the width of brackets.
_LETTERS = "[0-9A-Za-z一-鿿()（）]+"


def sql_text(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def sql_name(text: str) -> str:
    """A name as SQL writes it."""
    return '"' + text.replace('"', '""') + '"'


def stripped(text: str) -> str:
    """Without spaces at its ends."""
    return f"trim({text}, {sql_text(_SPACES)})"


def on_one_line(text: str) -> str:
    """With single spaces (:func:`~huiqi.spelling.one_line`)."""
    single = stripped(f"regexp_replace({text}, {sql_text(f'[{_SPACES}]+')}, ' ', 'g')")
    loose = f"regexp_matches({text}, {sql_text(f'[{_SPACES}]')})"
    return f"CASE WHEN {loose} THEN {single} ELSE {text} END"


def plain_name(text: str) -> str:
    """Whether a name has but letters that are their own normal form, or nearly."""
    return f"regexp_full_match({text}, {sql_text(_LETTERS)})"


def normal_name(text: str) -> str:
    """The normal form of such a name (:func:`~huiqi.spelling.plain`)."""
    return f"lower(translate({text}, '（）', '()'))"


def says_no_value(text: str) -> str:
    """Whether a plain text says that it is none."""
    return f"lower({text}) IN ({', '.join(sorted(map(sql_text, SAYS_NO_VALUE)))})"


def plain_code(text: str) -> str:
    """Whether it is a code as it stands on a certificate."""
    return f"regexp_full_match({text}, '[0-9A-Z]{{18}}')"


def is_blank(text: str) -> str:
    """Whether there is nothing but spaces."""
    return f"regexp_full_match({text}, {sql_text(f'[{_SPACES}]*')})"
