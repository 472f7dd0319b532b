"""``python -m huiqi``."""

from huiqi.cli import main

main()
