"""What stands beside the answers of a table: the sums, and the rows that could not be read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huiqi.report.phrases import Phrases
    from huiqi.screening.screened import Screening


def files_written(output: Path) -> dict[str, Path]:
    """What is written beside the output, too."""
    return {
        f"-o {path}": path
        for path in (
            output,
            output.with_suffix(".summary.json"),
            output.with_suffix(".rejects.csv"),
        )
    }


def write_beside(found: Screening, output: Path, phrases: Phrases) -> None:
    """The sums, and the rows that could not be read."""
    from huiqi import formats
    from huiqi.files import write_file
    from huiqi.report.media import files
    from huiqi.report.pages.screen_tables import rejects_page
    from huiqi.serialisation.screens import screening_json
    from huiqi.serialisation.writing import json_text

    _, summary, rejects = files_written(output).values()
    told = {"format": {"kind": "screen", "version": formats.RESULT}, **screening_json(found)}
    write_file(summary, json_text(told) + "\n")
    files.write_page(rejects, rejects_page(found, phrases), phrases.language)
    if found.rejected:
        number = len(found.rejected)
        said = phrases.say("{number} 行读不了，原因在 {file}", number=number, file=rejects)
        print(said, file=sys.stderr)
