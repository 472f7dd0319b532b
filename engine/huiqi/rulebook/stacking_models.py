"""The YAML of ``rules/shared/stacking``: which measures may not be had together."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from huiqi.rulebook.model_parts import BasisModel, Formula, Identifier, Model, Slug, WrittenText

Kind = Literal["higher", "choice", "paid_before", "ceiling", "unknown"]
Scope_ = Literal["project", "item", "year", "enterprise", "level"]


class StackingModel(Model):
    """One rule on having several measures at once.

    ``higher``: only the higher counts; ``choice``: the applicant chooses one; ``paid_before``:
    what has been paid excludes the rest; ``ceiling``: all together at most so much; ``unknown``:
    no source says whether they may be had together.
    """

    text: WrittenText
    kind: Kind
    scope: Scope_ = Field(
        description="the same project, item (by key), year, enterprise, or another level"
    )
    measures: tuple[Slug, ...] = Field(min_length=1)
    against: tuple[Slug, ...] = Field((), description="only these exclude those in measures")
    at_most: Formula | None = Field(None, description="with ceiling: yuan")
    less: Identifier | None = Field(None, description="with ceiling: a fact, received already")
    basis: tuple[BasisModel, ...] = Field(min_length=1)
    note: WrittenText | None = None


class StackingFile(Model):
    """``rules/**/stacking/*.yaml``."""

    stacking: dict[Slug, StackingModel]
