"""Draws docs/result.png and docs/phone.png: the page of the bundled example, as Debian's Chromium
shows it at a desk and on a phone.

Not compared by a test: letters differ from machine to machine.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.web.serving import serving  # noqa: E402

PICTURES = {"result.png": (1152, 860), "phone.png": (390, 1060)}


def main() -> None:
    """Writes the pictures."""
    with serving(compare=True) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        for name, (width, height) in PICTURES.items():
            page = browser.new_page(locale="zh-CN", viewport={"width": width, "height": height})
            page.goto(f"{site.address}/example")
            page.screenshot(path=ROOT / "docs" / name)
        browser.close()


if __name__ == "__main__":
    main()
