"""The YAML of a limited fund, as pydantic models."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from huiqi.rulebook.model_parts import BasisModel, EitherText, Identifier, Model, Slug, WrittenText

#: The ways of sharing that :mod:`huiqi.funds` knows.
SharingName = Literal["pro_rata", "ranked", "first_come", "capped_pro_rata", "capped_ranked"]


class FundBaseModel(Model):
    """What the claim is a share of: a fact of an earlier year."""

    fact: Identifier
    years_before: int = Field(1, ge=0, le=5, description="how many years before the application")
    basis: tuple[BasisModel, ...] = Field(min_length=1)
    note: WrittenText | None = None


class FundYearModel(Model):
    """The budget year: stated, or unknown and why."""

    stated: int | None = Field(None, ge=1990, le=2100)
    unknown: EitherText | None = None
    basis: tuple[BasisModel, ...] = Field(min_length=1)


class FundSharingModel(Model):
    """How the pool is shared when the claims exceed it: stated, or unknown and why."""

    stated: SharingName | None = None
    unknown: EitherText | None = None
    basis: tuple[BasisModel, ...] = Field(min_length=1)


class FundModel(Model):
    """``rules/**/funds/*.yaml``: one fund, and the measure that draws on it."""

    id: Slug
    title: WrittenText
    short: WrittenText | None = Field(None, description="the title where there is little room")
    measure: Slug = Field(description="the measure that draws on it")
    year: FundYearModel
    pool: Identifier = Field(description="a parameter: the whole fund")
    rate: Identifier = Field(description="a parameter: the claim as a share of the base")
    cap: Identifier = Field(description="a parameter, which may be unknown: the most for one")
    base: FundBaseModel
    sharing: FundSharingModel
    unstated: tuple[WrittenText, ...] = ()
    basis: tuple[BasisModel, ...] = Field(min_length=1)
    note: WrittenText | None = None
