"""The versions of what huiqi reads and writes.

One of them goes up when what was valid before no longer is, or means something else.
"""

#: The YAML of the rules.
RULEBOOK = 1
#: The YAML or JSON of an enterprise or an incident.
PROFILE = 1
#: What ``--json`` prints.
RESULT = 1


def version_line(version: str) -> str:
    """The line of ``huiqi --version``."""
    return f"huiqi {version}（格式：规则库 {RULEBOOK}，画像 {PROFILE}，结果 {RESULT}）"
