"""The HTTP answers are the documents that the commands print."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.web.serving import DAY, EXAMPLE, ROOT, Site

INCIDENT = ROOT / "cases" / "examples" / "example-incident.yaml"
YAML = {"Content-Type": "application/yaml"}
JSON = {"Content-Type": "application/json"}


def printed(*words: str) -> str:
    """What the command prints with ``--json``, its part that tells of the network left out."""
    done = subprocess.run(
        [sys.executable, "-m", "huiqi", *words, "--json", "--lang", "zh"],
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    return without_network(done.stdout.decode())


def without_network(text: str) -> str:
    document = json.loads(text)
    document.pop("inference", None)
    # A command says them on standard error.
    assert not document.pop("warnings", [])
    return json.dumps(document, ensure_ascii=False)


@pytest.mark.parametrize(
    ("path", "file", "words"),
    [
        (f"/api/check?as_of={DAY}", EXAMPLE, ("check", str(EXAMPLE), "--as-of", DAY)),
        (
            f"/api/check?as_of={DAY}&measure=first-set",
            EXAMPLE,
            ("check", str(EXAMPLE), "first-set", "--as-of", DAY),
        ),
        (
            "/api/penalty?as_of=2025-06-01",
            INCIDENT,
            ("penalty", str(INCIDENT), "--as-of", "2025-06-01"),
        ),
    ],
    ids=["check", "one", "penalty"],
)
def test_it_is_what_the_command_prints(
    site: Site, path: str, file: object, words: tuple[str, ...]
) -> None:
    """Key by key, in the same order."""
    assert hasattr(file, "read_bytes")
    answer = site.ask("POST", path, file.read_bytes(), YAML)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert without_network(answer.text) == printed(*words)


@pytest.mark.parametrize(
    ("body", "headers", "path", "code"),
    [
        (b'{"facts": {"x": 1}}', JSON, "/api/check", "P"),
        (b"{", JSON, "/api/check", "Y100"),
        (b"facts: {}", {"Content-Type": "text/plain"}, "/api/check", "C136"),
        (b"facts: {}", YAML, "/api/check?as_of=2023-02-30", "C102"),
        (b"facts: {}", YAML, "/api/check?lang=fr", "C101"),
        (b"facts: {}", YAML, "/api/check?asof=2023-06-20", "C138"),
        (b"facts: {}", YAML, "/api/check?as_of=2023-06-20&as_of=2024-06-20", "C138"),
        (b"facts: {}", YAML, "/api/penalty?measure=first-set", "C138"),
        (b"facts: {}", YAML, "/api/check?measure=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA", "C1"),
        (b"facts: {}", YAML, "/api/penalty", "C108"),
        (b"", JSON, "/api/check", "P100"),
        (b"x: " + b"1" * 5_000_001, YAML, "/api/check", "Y101"),
        (b"", JSON, "/api/no-such", "C133"),
    ],
)
def test_what_is_wrong_is_the_same_document(
    site: Site, body: bytes, headers: dict[str, str], path: str, code: str
) -> None:
    """With its code, and by the published schema."""
    answer = site.ask("POST", path, body, headers)
    assert answer.status in (404, 422)
    document = json.loads(answer.text)
    assert document["format"]["kind"] == "errors"
    assert any(item["code"].startswith(code) for item in document["errors"]), document
    schema = json.loads((ROOT / "rules/shared/schemas/result.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(document)


def test_the_description_holds_the_published_schema(site: Site) -> None:
    """Every reference in it leads somewhere in it; the pages that fetch scripts are not there."""
    described = json.loads(site.get("/openapi.json").text)
    assert set(described["paths"]) == {"/api/check", "/api/penalty"}
    schemas = described["components"]["schemas"]
    published = json.loads((ROOT / "rules/shared/schemas/result.schema.json").read_text("utf-8"))
    assert set(published["$defs"]) <= set(schemas)

    def references(part: object) -> list[str]:
        if isinstance(part, dict):
            own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
            return own + [found for value in part.values() for found in references(value)]
        return [f for value in part for f in references(value)] if isinstance(part, list) else []

    for reference in references(described):
        head, _, name = reference.rpartition("/")
        assert head == "#/components/schemas"
        assert name in schemas
    for path in ("/docs", "/redoc"):
        assert site.get(path).status == 404


def test_what_reading_the_file_gave_rise_to_remark_stands_beside_the_answer(
    site: Site, tmp_path: Path
) -> None:
    """As the command tells it on standard error."""
    profile = "enterprise: 示例企业\nfacts:\n  revenue: {2022: 1}\n"
    path = tmp_path / "profile.yaml"
    path.write_text(profile, "utf-8")
    told = json.loads(site.ask("POST", f"/api/check?as_of={DAY}", profile.encode(), YAML).text)
    (warning,) = told["warnings"]
    assert (warning["code"], warning["severity"]) == ("P131", "warning")
    words = ["check", str(path), "--as-of", DAY, "--lang", "zh"]
    done = subprocess.run(
        [sys.executable, "-m", "huiqi", *words], capture_output=True, check=True, cwd=ROOT
    )
    assert warning["message"] in done.stderr.decode()
    schema = json.loads((ROOT / "rules/shared/schemas/result.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(told)


def test_what_is_asked_in_another_way_is_told_in_which(site: Site) -> None:
    """A method that there is not names those that there are."""
    answer = site.ask("PUT", "/api/check", b"", YAML)
    assert answer.status == 405
    assert answer.headers["allow"] == "POST"
    assert json.loads(answer.text)["errors"][0]["code"] == "C133"
