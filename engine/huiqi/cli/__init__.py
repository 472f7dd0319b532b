"""The command ``huiqi``: thin; what it prints is made elsewhere."""

from huiqi.cli.main import main

__all__ = ["main"]
