"""What may be asked, by whom and how much; what of it is shown, and what is kept."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from tests.web.serving import DAY, EXAMPLE, Site

PAGES = ["/", "/ask", "/example", "/measures", "/measures/first-set", "/conditions", "/penalty"]


@pytest.mark.parametrize("path", [*PAGES, "/huiqi.css", "/no-such-page"])
def test_every_answer_says_what_a_browser_may_do(site: Site, path: str) -> None:
    """No script, nothing from elsewhere, in no frame; on errors too."""
    headers = site.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_kept_on_the_way(site: Site, path: str) -> None:
    """A browser alone goes back to it; whoever asks for it anew is answered anew."""
    assert site.get(path).headers["cache-control"] == "private, no-cache"


def test_no_file_is_kept_either(site: Site) -> None:
    """It is where it was saved."""
    assert site.get("/form.xlsx").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_brings_a_script_or_a_style_of_its_own(site: Site, path: str) -> None:
    """The policy would refuse both."""
    page = site.get(path).text
    for part in ("<script", "<style", " style=", "javascript:", " onclick", "https://cdn"):
        assert part not in page


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", "", "127.0.0.1@evil.example"],
)
def test_another_name_is_not_answered(site: Site, host: str) -> None:
    """A page of another site that has itself looked up as this machine learns nothing."""
    answer = site.get("/example", Host=host)
    assert answer.status in (400, 421)
    assert "示例企业" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:1234", "127.0.0.1", "[::1]:80"])
def test_this_machine_is_answered_by_its_own_names(site: Site, host: str) -> None:
    """Through whichever port."""
    assert site.get("/", Host=host).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(site: Site, headers: dict[str, str]) -> None:
    """Whatever it sends."""
    assert site.ask("POST", "/result", b"", headers).status == 403


def test_a_form_of_ours_is_taken(site: Site) -> None:
    """As a browser sends it."""
    body = b"profile=%7B%22enterprise%22%3A%22x%22%7D"
    headers = {
        "Origin": site.address,
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    assert site.ask("POST", "/result", body, headers).status == 200


HOSTILE = "<script>alert(1)</script>\"'&{{7*7}}\u202e\u2066反\x7f"


def test_a_hostile_name_is_text(site: Site) -> None:
    """It is shown as it is written, and changes neither the page nor the order of letters."""
    name = HOSTILE.replace("\x7f", "")
    written = f"enterprise: {{name: {name!r}}}\nfacts: {{}}\n".replace("\\u202e", "\u202e")
    page = site.upload("/result", "x.yaml", written.encode()).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{7*7}}" in page
    assert "\u202e" not in page
    assert "\u2066" not in page


def test_a_hostile_name_of_a_file_is_text(site: Site) -> None:
    """Where it is told what is wrong with it; nothing is read or written by that name."""
    page = site.upload("/result", "../../etc/<b>passwd.yaml", b"facts: [").text
    assert "<b>passwd" not in page
    assert "&lt;b&gt;passwd.yaml" in page
    assert "etc/" not in page


@pytest.mark.parametrize(
    "path", ["/../pyproject.toml", "/static/../huiqi.css", "/huiqi.css/../../x", "/%2e%2e/x"]
)
def test_no_path_leads_out(site: Site, path: str) -> None:
    """What is served as it is goes by its name alone."""
    answer = site.get(path)
    assert answer.status == 404
    assert "[project]" not in answer.text


def test_too_much_is_refused(site: Site) -> None:
    """By what is said of its length, and by its length."""
    refused = site.ask("POST", "/result", b"", {"Content-Length": "9000000"})
    assert refused.status == 413
    # Whoever reads it may read either language.
    assert "一个文件最多 5 MB" in refused.text
    assert "up to 5 MB" in refused.text
    answer = site.upload("/result", "x.yaml", b"x" * 5_000_001)
    assert answer.status == 422
    assert "Y101" in answer.text


def test_a_field_that_is_too_long_is_refused(site: Site) -> None:
    """The page tells what to do."""
    answer = site.post("/result", {"profile": "x" * 1_600_000})
    assert answer.status == 422
    assert "C161" in answer.text


def test_a_workbook_that_unpacks_to_very_much_is_refused(site: Site) -> None:
    """Before it is unpacked."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"<a>" + b" " * 300_000_000)
    answer = site.upload("/result", "x.xlsx", bomb.getvalue())
    assert answer.status == 422
    assert "T10" in answer.text


def test_a_yaml_that_grows_is_refused(site: Site) -> None:
    """Aliases are not read at all."""
    bomb = b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    assert site.upload("/result", "x.yaml", bomb).status == 422


@pytest.mark.parametrize(
    "told",
    [
        {"incident": {"what": HOSTILE, "committed_on": "2025-03-01", "domain": "market"}},
        {"incident": {"what": "x", "committed_on": "2025-03-01"}, "enterprise": HOSTILE},
        {"incident": {HOSTILE: HOSTILE}},
        {"incident": {"domain": HOSTILE, "committed_on": HOSTILE, "direct_loss": HOSTILE}},
        {"incident": {"committed_on": "2025-03-01"}, "history": [{"kind": HOSTILE, HOSTILE: 1}]},
        {"incident": {"committed_on": "2025-03-01"}, "items": [HOSTILE], "laws": HOSTILE},
        {"incident": {"committed_on": "2025-03-01"}, "judgements": {HOSTILE: {"by": HOSTILE}}},
        {"incident": {"committed_on": "2025-03-01"}, "events": [HOSTILE]},
        {"incident": {"committed_on": "2025-03-01"}, "events": [{"what": HOSTILE}] * 1001},
        {"incident": {"committed_on": "2025-03-01", "direct_loss": "1e999"}},
        {"incident": {"committed_on": "2025-03-01"}, "history": {"at_least": {"at_least": []}}},
    ],
)
def test_a_hostile_incident_is_text_or_refused(site: Site, told: dict[str, object]) -> None:
    """Filled in, sent as a file, or kept as a receipt; never a failure, never more than text."""
    text = json.dumps(told)
    for answer in (
        site.post("/penalty", {"incident": text, "as_of": "2025-06-01"}),
        site.upload("/penalty", "x.json", text.encode(), {"as_of": "2025-06-01"}),
        site.post("/penalty/receipt.json", {"incident": text, "as_of": "2025-06-01"}),
    ):
        assert answer.status in (200, 422)
        if answer.headers["content-type"].startswith("text/html"):
            assert "<script>alert" not in answer.text
            for letter in "\u202e\u2066\x7f":
                assert letter not in answer.text


@pytest.mark.parametrize("path", ["/penalty", "/result"])
@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("x.yaml", b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 422),
        ("x.json", b"[" * 200_000, 422),
        ("x.json", b"\xff\xfe\x00", 422),
        ("x.yaml", b"x" * 5_000_001, 422),
        ("x.xlsx", b"PK\x03\x04" + b"\x00" * 100, 422),
        ("x.exe", b"MZ", 422),
        ("", b"", 422),
    ],
)
def test_a_hostile_file_is_refused(
    site: Site, path: str, name: str, content: bytes, status: int
) -> None:
    """Wherever a file may be sent."""
    answer = site.upload(path, name, content)
    assert answer.status == status
    assert "Traceback" not in answer.text


def test_nothing_of_a_request_is_told_in_the_log(
    site: Site, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither who asked nor what."""
    site.upload("/result", "示例.yaml", EXAMPLE.read_bytes(), {"as_of": DAY})
    site.get("/no-such-page?name=%E7%A4%BA%E4%BE%8B")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("field", ["interview", "incident", "profile"])
@pytest.mark.parametrize("value", ["[" * 100_000, "{", "null", '"x"', "[1]", '{"steps": 1}', "{}"])
def test_what_a_page_holds_is_not_trusted(site: Site, field: str, value: str) -> None:
    """Changed by whoever sent it, it is refused or read as what it says; never a failure."""
    path = {"interview": "/ask", "incident": "/penalty", "profile": "/result"}[field]
    assert site.post(path, {field: value}).status in (200, 422)
