"""``huiqi serve``: the page and the HTTP answers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from huiqi.cli.context import choose_language, engine, faults_told
from huiqi.cli.options import Lang, Rules
from huiqi.sentences import sentence
from huiqi.words import to_say


def serve(
    host: Annotated[
        str, typer.Option("--host", help=to_say("在哪个地址上听（默认只有这台机器能打开）"))
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help=to_say("端口"))] = 8000,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help=to_say("还用哪个域名打开（可重复）"), show_default=False),
    ] = None,
    prefill: Annotated[
        Path | None,
        typer.Option(
            "--prefill",
            help=to_say(
                "平台的数据表（CSV、XLSX、JSON，旁边要有同名 .yaml），按信用代码补；只在本机用"
            ),
            show_default=False,
        ),
    ] = None,
    lang: Lang = None,
    rules: Rules = None,
) -> None:
    """The pages, until Ctrl-C."""
    with faults_told():
        language = choose_language(lang)
        try:
            from huiqi.web.guard import is_loopback
            from huiqi.web.serving import listening, serve
        except ModuleNotFoundError as missing:
            from huiqi.diagnostics import Place, input_error

            if (missing.name or "").partition(".")[0] == "huiqi":
                raise
            message = sentence("网页要的 {package} 没有装", package=missing.name)
            remedy = "pip install 'huiqi[web]'"
            raise input_error("C135", Place("huiqi serve"), message, remedy=remedy) from None
        if prefill is not None and (name or not is_loopback(host)):
            from huiqi.diagnostics import Place, input_error

            message = sentence("打开网页的人能看到平台里任何一户：--prefill 只用于本机打开的网页")
            remedy = sentence("去掉 --host 和 --name，在这台机器上打开；或者去掉 --prefill")
            raise input_error("C143", Place("--prefill"), message, remedy=remedy)
        own = listening(host, port)
        with engine(rules, language) as loaded:
            from huiqi.words import Say

            say = Say(language)
            platform = None
            if prefill is not None:
                from huiqi.platforms import open_platform_table

                platform, whole = open_platform_table(loaded, prefill)
                told = say(
                    "平台的数据：{origin}，到 {day}，{number} 户",
                    origin=platform.origin,
                    day=platform.day,
                    number=len(platform),
                )
                damaged = len(platform) - whole
                more = say("，其中 {number} 户有错，不能预填", number=damaged) if damaged else ""
                print(told + more, file=sys.stderr)
            _, bound, *_ = own.getsockname()
            address = f"[{host}]:{bound}" if ":" in host else f"{host}:{bound}"
            told = say("在浏览器里打开 http://{address}/，按 Ctrl+C 结束", address=address)
            print(told, file=sys.stderr)
            serve(loaded, own, host, name or (), platform)
