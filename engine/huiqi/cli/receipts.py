"""``--receipt`` and ``huiqi replay``: a decision that can be made anew."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiqi.cli.context import (
    CHECK_FAILED,
    choose_language,
    engine,
    faults_told,
    print_json,
    show_page,
)
from huiqi.cli.options import Json, Lang, Lists, Rules, lists_folder
from huiqi.diagnostics import Place, input_error
from huiqi.sentences import sentence
from huiqi.words import to_say

if TYPE_CHECKING:
    from huiqi.engine import Engine
    from huiqi.serialisation.incident_receipts import IncidentReceiptForm
    from huiqi.serialisation.receipts import ReceiptForm


def check_receipt_asked(receipt: Path | None, nameless: bool) -> None:
    """Names are left out of a receipt alone."""
    if nameless and receipt is None:
        message = sentence("--without-names 只用于收据")
        remedy = sentence("写上 --receipt R.json")
        raise input_error("C142", Place("--without-names"), message, remedy=remedy)


def keep_receipt(path: Path, text: str, left_out: str, loaded: Engine, language: str) -> None:
    """Where there is no file yet; ``left_out``: what was, in words."""
    from huiqi.files import write_new
    from huiqi.report.phrases import Phrases

    write_new(path, text + "\n")
    say = Phrases(loaded.rulebook, language).say
    said = say("收据在 {file}；再核对一遍：huiqi replay {file}", file=path)
    print(said + (say(left_out) if left_out else ""), file=sys.stderr)


def replay(
    receipt: Annotated[
        Path,
        typer.Argument(
            metavar="RECEIPT", help=to_say("huiqi check 或 penalty 用 --receipt 写出的收据")
        ),
    ],
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
    lists: Lists = None,
) -> None:
    """A decision made anew; 1 where it is another."""
    with faults_told(json):
        from huiqi.serialisation.receipt_files import read_receipt

        told = read_receipt(receipt)
        language = choose_language(lang)
        with engine(rules, language, compare=True, lists=lists_folder(lists)) as loaded:
            if told.enterprise is not None:
                same = _replayed_check(loaded, told.enterprise, language, json)
            else:
                assert told.incident is not None
                same = _replayed_incident(loaded, told.incident, language, json)
        if not same:
            raise SystemExit(CHECK_FAILED)


def _replayed_check(loaded: Engine, told: ReceiptForm, language: str, json: bool) -> bool:
    """The decision on an enterprise, or what of it is another."""
    from huiqi.kept_decisions import check_replayed, replay_check

    document, found = made = replay_check(loaded, told)
    if json and found["same"]:
        print_json("check", dict(document))
    elif json:
        print_json("replay", dict(found))
    else:
        show_page(check_replayed(loaded, told, made, language))
    return found["same"]


def _replayed_incident(
    loaded: Engine, told: IncidentReceiptForm, language: str, json: bool
) -> bool:
    """The decision on an incident, or what of it is another."""
    from huiqi.kept_decisions import incident_replayed, replay_incident

    document, found = made = replay_incident(loaded, told)
    if json and found["same"]:
        print_json("penalty", dict(document))
    elif json:
        print_json("penalty-replay", dict(found))
    else:
        show_page(incident_replayed(loaded, told, made, language))
    return found["same"]
