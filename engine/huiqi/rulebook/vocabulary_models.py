"""The YAML of what facts are called, as pydantic models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from huiqi.rulebook.model_parts import BasisModel, Identifier, Meant, Model, WrittenText

#: Of a fact, a definition or a field.
Also = Annotated[
    tuple[str, ...],
    Field(description="what else people call it, where that means nothing else"),
]
#: The code of an administrative division: two digits for the province, four for the city, six.
DivisionCode = Annotated[str, Field(pattern=r"^\d{2}(\d{2}){0,2}$")]


class OptionWords(Model):
    """What else people call the options of an enum, and whether a text names somebody."""

    personal: bool = Field(
        False, description="names somebody or something of the enterprise: left out on request"
    )
    options_also: dict[Identifier, tuple[str, ...]] = Field(
        default_factory=dict, description="by option, where the words mean no other"
    )
    options_begin: tuple[tuple[str, ...], ...] = Field(
        (), description="words that stand for each other at the head of an option: 省级, 省"
    )
    options_yearly: tuple[Identifier, ...] = Field(
        (),
        description="the options that are given for one year each, and without it say nothing: the"
        " number of a technology SME",
    )
    options_under: dict[Identifier, WrittenText] = Field(
        default_factory=dict,
        description="the heading under which an option and those after it are offered",
    )


class AmbiguousModel(Model):
    """Words of several meanings: the facts or places they may be, each with a sentence that says
    when; a single one where the others are nothing that a rule reads.
    """

    words: tuple[str, ...] = Field(min_length=1)
    may_be: dict[Meant, WrittenText] = Field(min_length=1)
    amounts: Literal["at_most", "spent"] | None = Field(
        None,
        description="what these words say of an amount: at most so much, since it is planned; or "
        "that it was spent, whatever else is still to come",
    )


class SoughtModel(Model):
    """A fact that is looked for in every table, and what a head is not that may tell it."""

    named: tuple[str, ...] = Field(description="words that name it")
    others: tuple[str, ...] = Field(
        description="words for other things: a head in which one stands behind those is not asked "
        "about"
    )


class WithinWordsModel(Model):
    """What people look for, be it in a longer word, and how documents have it."""

    said: tuple[str, ...] = Field(min_length=1)
    listed: tuple[str, ...] = Field(min_length=1, description="as documents write it")


class NowhereWordsModel(Model):
    """What people look for and no document speaks of: that is said."""

    said: tuple[str, ...] = Field(min_length=1)
    label: WrittenText = Field(description="what it is about")


class ClaimWordsModel(Model):
    """How a table says in the column of an amount whether it was claimed, and not how much."""

    yes: tuple[str, ...] = Field(description="that it was, besides all that says yes")
    no: tuple[str, ...] = Field(description="that it was not: then it is nought")


class PlaceWordModel(Model):
    """A place that people state, and the facts that it answers."""

    label: WrittenText
    also: Also = ()
    answers: dict[Identifier, DivisionCode] = Field(
        description="for each fact the code of a division: yes within it, no elsewhere"
    )
    divisions: dict[DivisionCode, tuple[str, ...]] = Field(
        description="the names of each division, in full and in short, by its code"
    )
    basis: tuple[BasisModel, ...] = Field(min_length=1)


class TitleWordModel(Model):
    """Titles of which people state the one that is held, in a word: 专精特新: 省级."""

    label: WrittenText
    also: Also = ()
    answers: dict[Identifier, tuple[str, ...]] = Field(
        description="for each fact the words that say yes to it, and nothing of the others"
    )
    none: tuple[Identifier, ...] = Field(description="the facts to which 否 says no")
    lesser: tuple[str, ...] = Field(
        (), description="the words for what is less than all of those: they say no as 否 does"
    )
    several: bool = Field(False, description="a cell may name several, each with its days")
    listed: tuple[str, ...] = Field(
        (), description="the fields of lists whose options it may name: recognitions.title"
    )
    basis: tuple[BasisModel, ...] = Field(min_length=1)


#: A paper as a rule names it, or its English.
_PaperName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class _WordsModel(Model):
    """Words for one thing that a cell may say of an enterprise."""

    label: WrittenText
    words: tuple[str, ...] = Field(
        description="… in one stands for anything: 被…收购; …… for what does not take back that it"
        " came about: 停产……复产了"
    )
    apart: tuple[str, ...] = Field(
        (), description="what has such a word in it, and does not say so: 未停产"
    )


class StandingWordsModel(_WordsModel):
    """What people say of an enterprise that is hardly to be called at all: 停产, 已退库."""

    gone: tuple[str, ...] = Field(
        (), description="those of the words by which there is no enterprise any more: 注销"
    )
    ask: WrittenText | None = Field(
        None, description="what is to be asked of whoever says so, where that is not all of it"
    )


class OffenceWordsModel(_WordsModel):
    """What may be an offence or an accident: 罚款, 火灾."""

    facts: tuple[Identifier, ...] = Field(
        (), description="the facts of which nobody knows whether it counts there"
    )
    mended: tuple[str, ...] = Field(
        (), description="what says beside it that it is over and done with: 已改"
    )
    grave: tuple[str, ...] = Field(
        (), description="beside which it is looked at all the same, whatever is said of it: 环保"
    )


class TradeWordsModel(_WordsModel):
    """Trades for which what is for industry is hardly meant: 批发, 餐饮."""

    heads: tuple[str, ...] = Field((), description="how a column is headed that tells the trade")
    facts: tuple[Identifier, ...] = Field(
        (), description="the facts whose columns tell it beside an answer: 不是，农业的"
    )
    named: bool = Field(False, description="the name of an enterprise tells it, too: 合作社")


class PapersFile(Model):
    """``rules/shared/papers.yaml``: the papers that rules name under ``proof:``."""

    papers: dict[_PaperName, _PaperName] = Field(description="the English of each, by its name")


class InterviewModel(Model):
    """The order in which an interview asks."""

    first: tuple[Identifier, ...] = Field((), description="the facts asked before all others")
    topics: tuple[str, ...] = Field(
        (), description="by their Chinese names; a topic that is not named comes after those"
    )
    denied_together: tuple[str, ...] = Field(
        (),
        description="the topics of what hardly any enterprise has: their yes-or-no questions stand"
        " on one page, and one button answers no to all of them",
    )
    answered_alone: tuple[Identifier, ...] = Field(
        (),
        description="the facts of those topics that many do not know of: that button does not"
        " answer them",
    )
    in_full: tuple[Identifier, ...] = Field(
        (),
        description="the lists under `first` of which what is open of their records is asked right"
        " after them",
    )
    with_records: dict[Identifier, dict[Identifier, tuple[Identifier, ...]]] = Field(
        default_factory=dict,
        description="by list and by an option that tells what a record is: the facts that stand on"
        " the same paper, and are asked on the page of the record",
    )
