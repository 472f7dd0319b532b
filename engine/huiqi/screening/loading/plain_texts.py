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


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def name(text: str) -> str:
    """A name as SQL writes it."""
    return '"' + text.replace('"', '""') + '"'


def stripped(text: str) -> str:
    """Without spaces at its ends."""
    return f"trim({text}, {literal(_SPACES)})"


def on_one_line(text: str) -> str:
    """With single spaces (:func:`~huiqi.spelling.one_line`)."""
    return stripped(f"regexp_replace({text}, {literal(f'[{_SPACES}]+')}, ' ', 'g')")


def figure(text: str, places: int, shift: int, low: int | None, high: int | None) -> str:
    """A figure counted in its last place, between two bounds.

    ``shift``: what a bare figure counts, as a power of ten.
    """
    most = min(places + shift, 12)
    if most < 0:
        return "NULL::BIGINT"
    digits = 17 - most
    groups = (digits - 3) // 3
    whole = f"[0-9]{{1,{digits}}}"
    grouped = f"[0-9]{{1,3}}(?:,[0-9]{{3}}){{0,{groups}}}"
    decimals = f"(?:[.][0-9]{{1,{most}}})?" if most else ""
    pattern = f"-?(?:{whole}|{grouped}){decimals}"
    bare = f"replace({text}, ',', '')"
    if most:
        # Of 37 digits, which no product of the two goes beyond.
        power = f"CAST({10**most} AS DECIMAL(19, 0))"
        number = f"CAST(CAST({bare} AS DECIMAL(18, {most})) * {power} AS BIGINT)"
    else:
        number = f"CAST({bare} AS BIGINT)"
    more = places + shift - most
    if more:
        number = f"{number} * {10**more}"
    condition = f"regexp_full_match({text}, {literal(pattern)})"
    found = f"CASE WHEN {condition} THEN {number} END"
    bounds = [
        f"{found} {sign} {bound}"
        for sign, bound in ((">=", low), ("<=", high))
        if bound is not None
    ]
    return f"CASE WHEN {' AND '.join(bounds)} THEN {found} END" if bounds else found


def decimals_written(text: str) -> str:
    """How many decimals the plain figures have at most; NULL without any."""
    pattern = literal("-?[0-9,]{1,21}[.][0-9]{1,12}")
    return (
        f"max(length({text}) - strpos({text}, '.')) FILTER (regexp_full_match({text}, {pattern}))"
    )


def normal_text(text: str) -> str:
    """The normal form of a text that says something."""
    words = ", ".join(sorted(map(literal, SAYS_NO_VALUE)))
    lower = f"lower(translate({text}, '（）', '()'))"
    return (
        f"CASE WHEN regexp_full_match({text}, {literal(_LETTERS)}) AND {lower} NOT IN ({words})"
        f" THEN {lower} END"
    )


def normal_name(text: str) -> str:
    """The normal form of a name."""
    lower = f"lower(translate({text}, '（）', '()'))"
    return f"CASE WHEN regexp_full_match({text}, {literal(_LETTERS)}) THEN {lower} END"


def credit_code(text: str) -> str:
    """A code as it stands on a certificate."""
    return f"CASE WHEN regexp_full_match({text}, '[0-9A-Z]{{18}}') THEN {text} END"
