"""``huiqi check --receipt`` and ``huiqi replay``: a decision that can be made anew."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiqi import __version__
from huiqi.cli.context import (
    CHECK_FAILED,
    choose_day,
    choose_language,
    engine,
    faults_told,
    print_json,
    show_page,
)
from huiqi.cli.options import Json, Lang, Rules
from huiqi.formats import RESULT

if TYPE_CHECKING:
    from huiqi.engine import Engine
    from huiqi.serialisation.decisions import DecisionForm


def write_receipt(
    path: Path,
    loaded: Engine,
    told: dict[str, object],
    *,
    as_of: date,
    language: str,
    measure: str | None,
    supposed: Sequence[str],
    nameless: bool,
) -> None:
    """Keep what was decided of what is told, so that it can be decided again."""
    from huiqi.files import write_new
    from huiqi.report.phrases import Phrases
    from huiqi.serialisation.receipts import OMITTED, answers_of_decision, digest_of, keys_as_text
    from huiqi.serialisation.writing import json_text

    document = decided(loaded, told, as_of, measure, language)
    content: dict[str, object] = {
        "format": {"kind": "receipt", "version": RESULT},
        "engine": __version__,
        "rulebook": document["rulebook"],
        "supposed": list(supposed),
        "as_of": as_of.isoformat(),
        "language": language,
        "measure": measure,
        "profile": keys_as_text(told),
        "omitted": list(OMITTED) if nameless else [],
        "answers": answers_of_decision(document),
        "digest": digest_of(document),
    }
    write_new(path, json_text(content) + "\n")
    say = Phrases(loaded.rulebook, language).say
    said = say("收据在 {file}；再核对一遍：huiqi replay {file}", file=path)
    if nameless:
        said += say("（没有写企业名称、代码、备注、来源、项目和证书的名称、判定人）")
    print(said, file=sys.stderr)


def decided(
    loaded: Engine, told: dict[str, object], as_of: date, measure: str | None, language: str
) -> DecisionForm:
    """The document of ``check --json`` of what is told."""
    from huiqi.report.phrases import Phrases
    from huiqi.serialisation.decisions import decision_json

    enterprise = loaded.read_enterprise(told, as_of).enterprise
    only = None
    if measure is not None:
        only = tuple(dict.fromkeys((measure, *loaded.answering(measure))))
    decision = loaded.check(enterprise, as_of, only)
    return decision_json(decision, Phrases(loaded.rulebook, language))


def replay(
    receipt: Annotated[
        Path, typer.Argument(metavar="RECEIPT", help="huiqi check --receipt 写出的收据")
    ],
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """按收据再核对一遍：规则相同就逐字节相同，否则说变了什么，并以 1 退出。"""
    with faults_told(json):
        from huiqi.serialisation.receipts import read_receipt, replay_json

        told = read_receipt(receipt)
        language = choose_language(lang)
        with engine(rules, language, compare=True) as loaded:
            supposing = loaded.supposing(*told["supposed"])
            measure = told["measure"]
            if measure is not None:
                measure = supposing.measure(measure)
            day = choose_day(told["as_of"])
            document = decided(supposing, told["profile"], day, measure, told["language"])
            found = replay_json(told, document, __version__)
            if json and found["same"]:
                print_json("check", dict(document))
            elif json:
                print_json("replay", dict(found))
            else:
                from huiqi.report.pages.replay import replay_page
                from huiqi.report.phrases import Phrases

                changed = [(one["id"], one["then"], one["now"]) for one in found["changed"]]
                rulebooks = [(own["version"], own["sha256"]) for own in found["rulebook"]]
                show_page(
                    replay_page(
                        found["same"],
                        found["engine"],
                        rulebooks,
                        changed=changed,
                        edited=found["edited"],
                        omitted=bool(told["omitted"]),
                        number=len(document["measures"]),
                        as_of=day,
                        phrases=Phrases(supposing.rulebook, language),
                    )
                )
        if not found["same"]:
            raise SystemExit(CHECK_FAILED)
