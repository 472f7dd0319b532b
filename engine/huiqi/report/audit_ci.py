"""An audit for machines that build and review: JUnit XML and SARIF 2.1.0."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import huiqi
from huiqi.audit.finding import Audited, Checked, Finding, Level

#: What XML 1.0 cannot hold.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def junit(audited: Audited, language: str) -> str:
    """One test case for each check: what should be mended fails it, notes are its output."""
    suites = ElementTree.Element("testsuites", name="huiqi audit")
    parts: dict[str, list[Checked]] = {}
    for one in audited.checked:
        parts.setdefault(one.check.code[:2], []).append(one)
    for part, checked in parts.items():
        failed = [[f for f in one.findings if f.severity is not Level.NOTE] for one in checked]
        suite = ElementTree.SubElement(
            suites,
            "testsuite",
            name=f"huiqi.audit.{part}",
            tests=str(len(checked)),
            failures=str(sum(map(bool, failed))),
        )
        for one, faults in zip(checked, failed, strict=True):
            case = ElementTree.SubElement(
                suite,
                "testcase",
                classname=f"huiqi.audit.{part}",
                name=_fit(f"{one.check.code} {one.check.title.in_language(language)}"),
            )
            if faults:
                failure = ElementTree.SubElement(case, "failure", message=str(len(faults)))
                failure.text = _fit("\n".join(_line(f, language) for f in faults))
            notes = [f for f in one.findings if f.severity is Level.NOTE]
            if notes:
                output = ElementTree.SubElement(case, "system-out")
                output.text = _fit("\n".join(_line(f, language) for f in notes))
    ElementTree.indent(suites)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + ElementTree.tostring(suites, encoding="unicode") + "\n"


def _line(finding: Finding, language: str) -> str:
    return f"{finding.place} {finding.subject}: {finding.text.in_language(language)}"


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)


def sarif(audited: Audited, language: str) -> dict[str, object]:
    """The findings as results, the checks as rules."""
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "huiqi audit",
                        "version": huiqi.__version__,
                        "rules": [
                            {
                                "id": check.code,
                                "shortDescription": {"text": check.title.in_language(language)},
                                "fullDescription": {
                                    "text": check.explanation.in_language(language)
                                },
                            }
                            for check in audited.known
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, language) for finding in audited.findings],
            }
        ],
    }


def _result(finding: Finding, language: str) -> dict[str, object]:
    place = finding.place
    location: dict[str, object] = {"artifactLocation": {"uri": place.file.replace("\\", "/")}}
    if place.line:
        location["region"] = {"startLine": place.line, "startColumn": max(place.column, 1)}
    text, same = finding.text.in_language(language), finding.text.in_language("en")
    return {
        "ruleId": finding.code,
        "level": finding.severity.value,
        "message": {"text": f"{finding.subject}: {text}"},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"huiqi/v1": f"{finding.code}:{finding.subject}:{same}"},
    }
