"""``huiqi test``: run the cases and say what differs."""

from __future__ import annotations

import sys
from pathlib import Path

from huiqi.cli.context import BAD_INPUT, CHECK_FAILED, choose_language, engine, print_json, tell
from huiqi.diagnostics import Place, Severity, input_error
from huiqi.engine import rules_folder
from huiqi.report.wording import comparison
from huiqi.sentences import sentence
from huiqi.serialisation.tested import tested_json
from huiqi.words import Say

_REMEDY = sentence("写出用例的路径：huiqi test 路径，huiqi audit --cases 路径")
_NO_CASES = sentence("没有这个用例文件或目录")


def run_tests(
    cases: list[Path],
    language: str | None,
    json: bool,
    rules: Path | None,
) -> None:
    """Run all cases; exits with 1 where one failed."""
    chosen = choose_language(language)
    say = Say(chosen)
    folders = case_folders(cases, rules)
    with engine(rules, chosen) as loaded:
        results, untested, findings = loaded.test(folders)
    tell(findings)
    failed = [result for result in results if result.failures]
    checked = sum(result.checked for result in results)
    note = next((result.note for result in results if result.note is not None), None)
    if json:
        print_json("test", tested_json(results, untested))
    else:
        for result in failed:
            print(f"✗ {result.place} {result.name}")
            for failure in result.failures:
                print(f"    {say.told(failure)}")
        passed = len(results) - len(failed)
        print(say("用例 {passed} 个通过，{failed} 个不符", passed=passed, failed=len(failed)))
        print(comparison(checked, note, chosen))
        if untested and not cases:
            print(say("没有用例的措施：{measures}", measures=tuple(untested)))
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise SystemExit(BAD_INPUT)
    if not results:
        # What tested nothing has not shown that anything is right.
        print(say("没有找到用例"), file=sys.stderr)
    if failed or not results:
        raise SystemExit(CHECK_FAILED)


def case_folders(cases: list[Path], rules: Path | None) -> tuple[Path, ...]:
    """The cases named; none named: those beside the rules, else those of the folder one is in."""
    for path in cases:
        if not path.exists():
            raise input_error("C105", Place(str(path)), _NO_CASES, remedy=_REMEDY)
    if cases:
        return tuple(cases)
    beside = (rules or rules_folder()).resolve().parent / "cases"
    folder = beside if beside.is_dir() else Path("cases")
    if not folder.exists():
        raise input_error("C105", Place(str(folder)), _NO_CASES, remedy=_REMEDY)
    return (folder,)
