"""Draws docs/result.png: the page of the bundled example, as Debian's Chromium shows it.

Not compared by a test: letters differ from machine to machine.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.web.serving import serving  # noqa: E402

PICTURE = ROOT / "docs" / "result.png"


def main() -> None:
    """Writes the picture."""
    with serving(compare=True) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page(locale="zh-CN", viewport={"width": 1152, "height": 860})
        page.goto(f"{site.address}/example")
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
