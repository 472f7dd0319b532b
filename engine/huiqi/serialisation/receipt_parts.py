"""What every receipt has: the words of its keys, its digest, and how one that is brought is read.

The digest is that of the document but for ``inference``: whether the network was there is no part
of the answer.  C141 what is no receipt.
"""

import hashlib
from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from huiqi.serialisation.meanings import Meaning
from huiqi.serialisation.writing import json_text

#: So many measures, parameters and facts are taken from a receipt that somebody brings.
MOST = 2000
#: The most characters of a single text in one.
TEXT = 200
LanguageWord = Annotated[str, Meaning("language", "Of its texts.", words=("zh", "en"))]
#: What ``--without-names`` leaves out of a receipt of an enterprise, and of one of an incident.
OMITTED = (
    "name",
    "credit_code",
    "notes",
    "sources",
    "names_of_records",
    "names_of_officials",
    "reasons_of_officials",
)
OMITTED_OF_INCIDENT = (
    "name",
    "notes",
    "words_of_the_act",
    "names_of_records",
    "names_of_officials",
    "reasons_of_officials",
)
Omitted = Annotated[
    str,
    Meaning(
        "omitted",
        "What was left out on request; the decision is that of what is left.",
        words=tuple(dict.fromkeys((*OMITTED, *OMITTED_OF_INCIDENT))),
    ),
]


def digest_of(document: Mapping[str, object]) -> str:
    """The fingerprint of a decision's document, but for what the network said."""
    told = {key: part for key, part in document.items() if key != "inference"}
    return hashlib.sha256(json_text(told).encode()).hexdigest()


def keys_as_text(value: object) -> object:
    """Data as JSON holds it: years are texts where they are keys, figures texts or whole."""
    if isinstance(value, Mapping):
        return {str(key): keys_as_text(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [keys_as_text(part) for part in value]
    if value is None or isinstance(value, (bool, int)):
        return value
    return str(value)


class ReceiptPart(BaseModel):
    """A part of a receipt: these keys, of these kinds, and no other."""

    model_config = ConfigDict(strict=True, extra="forbid")


class RulesPart(ReceiptPart):
    """By which rules it was decided."""

    version: str = Field(max_length=TEXT)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
