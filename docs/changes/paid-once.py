"""In the cases, what is paid once asks what was received before.

Of a measure that its source calls 一次性, cases written before said nothing of what was received;
they are about something else, and say from here on that nothing was.  The clause of 首台（套） that
the product was not supported before is the clause `once`.

Run in the folder that holds `cases/`; a second run changes nothing.
"""

from __future__ import annotations

from pathlib import Path

MEASURES = Path("cases/measures")
#: Files of measures that are paid once, or of slots modelled on one.
ASKED = (
    "20-measures",
    "brand-reward",
    "digital-navigator",
    "first-quarter-start",
    "listing-subsidy",
    "new-20-policies",
    "new-material-leader",
    "quality-award",
)


def main() -> None:
    """Every file, changed in place."""
    for name in ASKED:
        path = MEASURES / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        if "\n  support_received: []\n" not in text:
            path.write_text(
                text.replace("\ngiven:\n", "\ngiven:\n  support_received: []\n", 1),
                encoding="utf-8",
            )
            print(path)
    for path in Path("cases").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if "first-set" in text and "not-before: " in text:
            path.write_text(text.replace("not-before: ", "once: "), encoding="utf-8")
            print(path)


if __name__ == "__main__":
    main()
