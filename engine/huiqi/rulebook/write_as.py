"""What rules call their facts, definitions, parameters and fields in Chinese.

That each word means one thing is seen to with all that people call them
(:mod:`huiqi.rulebook.vocabulary_linker`).
"""

from __future__ import annotations

from collections.abc import Mapping

from huiqi.language.called import Called
from huiqi.rulebook.linking import Linking
from huiqi.rulebook.models import DefinitionModel, FactModel, FieldModel, ParameterModel

NamedModel = FactModel | DefinitionModel | ParameterModel
#: What has a name of its own, by the part of the files in which it stands.
NAMED: Mapping[str, type[NamedModel]] = {
    "facts": FactModel,
    "definitions": DefinitionModel,
    "parameters": ParameterModel,
}


def link_called(linker: Linking, *kinds: str) -> Called:
    """The words of everything of these kinds."""
    models = [
        (name, m) for kind in kinds for name, (_, m) in linker.models(kind, NAMED[kind]).items()
    ]
    return words_of(dict(models))


def words_of(models: Mapping[str, NamedModel | FieldModel]) -> Called:
    """Of each its label, and the shorter word it is written as."""
    return Called.of(
        {name: [m.label.zh, *([m.write_as] if m.write_as else [])] for name, m in models.items()}
    )
