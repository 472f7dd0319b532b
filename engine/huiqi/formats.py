"""The versions of what huiqi reads and writes.

One of them goes up when what was valid before no longer is, or means something else.
"""

from huiqi.sentences import Sentence, sentence

#: The YAML of the rules.
RULEBOOK = 1
#: The YAML or JSON of an enterprise or an incident.
PROFILE = 1
#: What ``--json`` prints.
RESULT = 1


def version_line(version: str) -> Sentence:
    """The line of ``huiqi --version``."""
    return sentence(
        "huiqi {version}（格式：规则库 {rulebook}，画像 {profile}，结果 {result}）",
        version=version,
        rulebook=RULEBOOK,
        profile=PROFILE,
        result=RESULT,
    )
