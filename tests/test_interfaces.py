"""The page for developers: its examples run, and come to the same by every way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import pytest

from huiqi.engine import Engine
from huiqi.serialisation.rulebooks import facts_json
from tests.web.serving import Site, serving

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "interfaces.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL))


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A server for all of them."""
    with serving() as found:
        yield found


def test_python_and_http_answer_alike(site: Site) -> None:
    """The example in Python, and the same profile sent as it stands on the page."""
    names: dict[str, object] = {}
    printed = StringIO()
    with redirect_stdout(printed):
        exec(compile(BLOCKS["python"], "interfaces.md", "exec"), names)
    document = names["document"]
    assert isinstance(document, dict)
    assert printed.getvalue().split() == [document["measures"][0]["id"], "0"]
    sent = site.ask(
        "POST",
        "/api/check?as_of=2023-06-20",
        BLOCKS["json"].encode(),
        {"Content-Type": "application/json"},
    )
    answer = json.loads(sent.text)
    assert answer.pop("format")["kind"] == "check"
    assert answer.pop("warnings") == []
    assert {**answer, "inference": None} == {**document, "inference": None}


def test_what_is_asked_of_http_is_answered(site: Site) -> None:
    """Each address of the examples, with the parameters that it is shown with."""
    asked = re.findall(r"http://127.0.0.1:8000(/api/[^']+)'", BLOCKS["sh"])
    assert len(asked) == 2
    incident = (ROOT / "cases" / "examples" / "example-incident.yaml").read_bytes()
    for path, body, kind in zip(
        asked, (BLOCKS["json"].encode(), incident), ("json", "yaml"), strict=True
    ):
        sent = site.ask(
            "POST", quote(path, safe="/?=&"), body, {"Content-Type": f"application/{kind}"}
        )
        assert sent.status == 200, sent.text


def test_the_facts_say_which_are_personal() -> None:
    """As the rules mark them."""
    rulebook = Engine.load(compare=False).rulebook
    marked = {
        f"{fact.id}.{field.id}"
        for fact in rulebook.facts.values()
        for field in fact.fields.values()
        if field.personal
    } | {fact.id for fact in rulebook.facts.values() if fact.personal}
    told = facts_json(rulebook)["facts"]
    found = {one["id"] for one in told if one["personal"]} | {
        f"{one['id']}.{field['id']}" for one in told for field in one["fields"] if field["personal"]
    }
    assert found == marked
    assert marked
