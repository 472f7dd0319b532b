"""``huiqi serve``: the page and the HTTP answers."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from huiqi.cli.context import choose_language, engine, faults_told
from huiqi.cli.options import Lang, Rules


def serve(
    host: Annotated[
        str, typer.Option("--host", help="在哪个地址上听（默认只有这台机器能打开）")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="端口")] = 8000,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="还用哪个域名打开（可重复）", show_default=False),
    ] = None,
    lang: Lang = None,
    rules: Rules = None,
) -> None:
    """网页：在浏览器里核对企业、逐题答、查免罚轻罚；同样的回答也作为 HTTP 接口。"""
    with faults_told():
        language = choose_language(lang)
        try:
            from huiqi.web.serving import listening, serve
        except ModuleNotFoundError as missing:
            from huiqi.diagnostics import Place, input_error

            if (missing.name or "").partition(".")[0] == "huiqi":
                raise
            message = f"网页要的 {missing.name} 没有装"
            remedy = "pip install 'huiqi[web]'"
            raise input_error("C135", Place("huiqi serve"), message, remedy=remedy) from None
        own = listening(host, port)
        with engine(rules, language) as loaded:
            from huiqi.words import Say

            say, (_, bound, *_) = Say(language), own.getsockname()
            address = f"[{host}]:{bound}" if ":" in host else f"{host}:{bound}"
            told = say("在浏览器里打开 http://{address}/，按 Ctrl+C 结束", address=address)
            print(told, file=sys.stderr)
            serve(loaded, own, host, name or ())
