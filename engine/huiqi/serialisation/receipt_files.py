"""A receipt as a file that somebody brings: bounded, and what it should be.  C141 what is none."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, cast

from pydantic import Field, ValidationError

from huiqi.dates import parse_date
from huiqi.diagnostics import Diagnostics, InputError, Place, input_error
from huiqi.files import HeldFile
from huiqi.formats import RESULT
from huiqi.quantities import QuantityError
from huiqi.rulebook.documents import read_document
from huiqi.sentences import sentence
from huiqi.serialisation.incident_receipts import IncidentReceiptForm, IncidentReceiptRead
from huiqi.serialisation.receipt_parts import ReceiptPart
from huiqi.serialisation.receipts import ReceiptForm, ReceiptRead

#: The kinds of receipts: of an enterprise, and of an incident.
CHECK, PENALTY = "receipt", "penalty-receipt"
_READ: dict[str, type[ReceiptPart]] = {CHECK: ReceiptRead, PENALTY: IncidentReceiptRead}


class _Format(ReceiptPart):
    kind: str = Field(pattern="^(penalty-)?receipt$")
    version: int = Field(le=RESULT)


class _Head(ReceiptPart):
    format: _Format


class ReadReceipt(NamedTuple):
    """A receipt of an enterprise, or one of an incident."""

    enterprise: ReceiptForm | None
    incident: IncidentReceiptForm | None


def read_receipt(path: Path | HeldFile) -> ReadReceipt:
    """A receipt, of whichever kind.

    Raises:
        InputError: C141, or why the file cannot be read.
    """
    diagnostics = Diagnostics()
    document = read_document(path, diagnostics)
    diagnostics.raise_errors()
    assert document is not None
    data = document.data if isinstance(document.data, Mapping) else {}
    try:
        kind = _Head.model_validate({"format": data.get("format")}).format.kind
        body = {key: part for key, part in data.items() if key != "format"}
        told = _READ[kind].model_validate(body).model_dump()
        parse_date(told["as_of"])
    except ValidationError as error:
        raise _no_receipt(path, ".".join(map(str, error.errors()[0]["loc"]))) from None
    except QuantityError:
        raise _no_receipt(path, "as_of") from None
    if kind == CHECK:
        return ReadReceipt(cast(ReceiptForm, told), None)
    return ReadReceipt(None, cast(IncidentReceiptForm, told))


def _no_receipt(path: Path | HeldFile, where: str) -> InputError:
    remedy = sentence(
        "huiqi check 画像 --receipt R.json 或 huiqi penalty 违法行为 --receipt R.json 写出收据"
    )
    return input_error(
        "C141",
        Place(str(path)),
        sentence("这不是核对的收据"),
        found=where or sentence("整份文件"),
        remedy=remedy,
    )
