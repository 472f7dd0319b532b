"""What a column that no rule reads under its name may be."""

from __future__ import annotations

from dataclasses import replace

from huiqi.objects import dataclass
from huiqi.profile.column_names import BEFORE
from huiqi.profile.lasting import AT_MOST
from huiqi.rulebook.text import Text
from huiqi.sentences import Sentence, bilingual, sentence

#: Of so many that can be read one may not be.
_NEARLY_ALL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMeaning:
    """What a column may be, by its name (with the year, where it has one); ``option`` says so
    (``注册地=所属县区``); so many rows say what it does not take, the first of them ``like``;
    ``found_in``: where it stands, if the rules say it; ``yearless``: so many rows say 是 or 否
    where it is asked in which year; ``alike``: it is told as another thing, too, and is this one
    only where both are the same; ``facts``: what it tells, by id; ``telling``: so many rows tell
    something of it; ``certain``: its head names it, and all that stands there is read; ``label``:
    the name without the year that stands before it; ``note``: when it is the one, of several;
    ``whether``: what yes and no say there, where its head names a year and its cells rather that.
    """

    name: str
    option: str
    unread: int
    like: str = ""
    found_in: Text | str = ""
    yearless: int = 0
    alike: bool = False
    facts: tuple[str, ...] = ()
    telling: int = 0
    certain: bool = False
    label: str = ""
    note: Text | str = ""
    whether: Text | None = None

    @property
    def column(self) -> str:
        """The column of the rules that it would be, however much of it it tells."""
        return self.name.removesuffix(AT_MOST)

    @property
    def mostly_unread(self) -> bool:
        """Whether most of what stands there is nothing that it takes."""
        return self.unread > self.telling + self.yearless

    @property
    def by_default(self) -> bool:
        """Whether it says whether it is so, and nearly all of it can be read: taken for that where
        nobody says otherwise, since its years stay unknown.
        """
        read = self.telling + self.yearless
        return self.whether is not None and _NEARLY_ALL * self.unread <= read

    @property
    def at_most(self) -> bool:
        """Whether it tells at most so much of it."""
        return self.name.endswith(AT_MOST)

    def of_year(self, year: int | str, head: str) -> ColumnMeaning:
        """The same of that year, of the column that has this head."""
        name = f"{BEFORE.format(year=year)}{self.label}"
        return replace(self, name=name, option=f"{name}={head}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnInDoubt:
    """A column that is carried, some of what stands in it, and what it may be, the likeliest
    first; ``undated``: that is of some year, and the column does not say of which; ``within``: its
    head only has the name of what it may be in it, among other words.
    """

    name: str
    told: tuple[str, ...]
    meanings: tuple[ColumnMeaning, ...]
    undated: bool
    within: bool = False


def meaning_named(meaning: ColumnMeaning) -> Sentence:
    """With how many rows say what it does not take or no year, and the year where it has one."""
    named: Sentence = bilingual(meaning.name)
    if meaning.whether is not None:
        named = sentence("“{whether}”（{name}）", whether=meaning.whether, name=named)
    if meaning.alike:
        named = sentence("{name}（没有别的收入、两个数一样的才是）", name=named)
    if meaning.unread:
        named = sentence(
            "{name}（{number} 户写的读不懂{like}）",
            name=named,
            number=meaning.unread,
            like=cell_like(meaning),
        )
    if meaning.yearless and not meaning.by_default:
        named = sentence(
            "{name}（{number} 户没有写哪一年，按未知，写了的照读）",
            name=named,
            number=meaning.yearless,
        )
    return named


def without_it(meaning: ColumnMeaning) -> Sentence:
    """What there is not where a column of yes and no is only carried."""
    if meaning.whether is None:
        return bilingual("")
    return sentence("，要看{whether}的理由（快到线、怕退规）都没有", whether=meaning.whether)


def cell_like(meaning: ColumnMeaning) -> Sentence:
    """What stands in the first cell that cannot be read."""
    return sentence("，如“{cell}”", cell=meaning.like) if meaning.like else bilingual("")
