"""What has been told in an interview so far, and how to go on from there: plain data.

P195 what is no state of an interview.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from huiqi.dates import parse_date
from huiqi.diagnostics import InputError, Place, input_error
from huiqi.evaluation.reads import Missing
from huiqi.interview.results import AskedReply
from huiqi.objects import dataclass
from huiqi.profile.account import Account
from huiqi.quantities import QuantityError
from huiqi.rulebook.rulebook import Fact, Rulebook
from huiqi.sentences import sentence

#: So many steps are taken from a state that somebody brings.
MOST_STEPS = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedStep:
    """A question that was asked, and what was said: a text, or records of a list by field.

    ``of``: of the field of a record, what tells that record apart.  ``whole``: of a list, whether
    that is all.  ``replaces``: it was told already, and is told anew.  ``twice``: it was skipped
    when it came once more.
    """

    key: Missing
    reply: AskedReply
    written: object = None
    of: Mapping[str, object] = field(default_factory=dict)
    whole: bool = True
    replaces: bool = False
    twice: bool = False

    def to_mapping(self) -> dict[str, object]:
        """All of it as JSON holds it."""
        return {
            "key": list(self.key),
            "reply": self.reply.value,
            "written": self.written,
            "of": dict(self.of),
            "whole": self.whole,
            "replaces": self.replaces,
            "twice": self.twice,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewState:
    """An interview as it stands.

    ``begun``: what was told before it, in the one notation of a profile, 未知 where somebody said
    so.  ``measures``: the ids it is about (none: all that may support an enterprise).  ``wanted``:
    the question that is to be asked again, whatever its turn.  ``again``: what somebody said not to
    know, and is asked once more in its turn; until then it is told as it was.  ``pages``:
    those that were gone through, in their order, of each the question that stood, then those below
    it; ``page_again``: the place of the one that was gone back to.
    """

    as_of: date
    begun: Account = field(default_factory=Account)
    measures: tuple[str, ...] = ()
    steps: tuple[AskedStep, ...] = ()
    wanted: Missing | None = None
    again: tuple[Missing, ...] = ()
    pages: tuple[tuple[Missing, ...], ...] = ()
    page_again: int | None = None

    @property
    def skipped(self) -> tuple[Missing, ...]:
        """What was left for another time."""
        return tuple(step.key for step in self.steps if step.reply is AskedReply.SKIPPED)

    def is_skipped_once(self, key: Missing) -> bool:
        """Whether it was left for another time, which is at the end."""
        step = self.step(key)
        return step is not None and step.reply is AskedReply.SKIPPED and not step.twice

    def step(self, key: Missing) -> AskedStep | None:
        """The step on a question, if it was asked."""
        return next((step for step in self.steps if step.key == key), None)

    def place_of(self, key: Missing) -> AskedStep | None:
        """The step in whose place an answer is put; of the fields of records, of which several may
        have one name, there is none but where it is wanted, was left for another time, or nobody
        knew it.
        """
        if not key.where or self.wanted == key:
            return self.step(key)
        taken = (AskedReply.SKIPPED, *((AskedReply.UNKNOWN,) if key in self.again else ()))
        return next((one for one in self.steps if one.key == key and one.reply in taken), None)

    def asks_again(self, key: Missing) -> bool:
        """Whether it is asked although somebody said not to know it, be it of every year."""
        every_year = key._replace(year=None)
        return key in self.again or (every_year in self.again and self.step(key) is None)

    @property
    def asked_before(self) -> tuple[AskedStep, ...]:
        """The steps before the question that stands."""
        keys = [step.key for step in self.steps]
        return self.steps[: keys.index(self.wanted) if self.wanted in keys else len(keys)]

    @property
    def pages_before(self) -> tuple[tuple[Missing, ...], ...]:
        """The pages before the one that stands."""
        return self.pages[: self.page_again]

    @property
    def on_page_again(self) -> tuple[Missing, ...]:
        """The questions of the page that was gone back to."""
        return () if self.page_again is None else self.pages[self.page_again]

    def with_only(self, stays: Callable[[AskedStep], bool]) -> InterviewState:
        """The state with some of its steps."""
        return replace(self, steps=tuple(filter(stays, self.steps)))

    def left(self, key: Missing) -> InterviewState:
        """The state once a question is left as it stood."""
        again = tuple(one for one in self.again if one != key)
        return replace(self, wanted=None, page_again=None, again=again)

    def with_page(self, page: tuple[Missing, ...]) -> InterviewState:
        """The state with a page behind it; one gone back to is the last that was gone through."""
        at = self.page_again
        pages = self.pages if at is None else (*self.pages[:at], *self.pages[at + 1 :])
        if at is None and pages and pages[-1][:1] == page[:1]:
            # What is asked once more right away has no other page.
            return self
        return replace(self, pages=(*pages, page), page_again=None)

    def on_last_page(
        self, pages: tuple[tuple[Missing, ...], ...], below: Iterable[Missing]
    ) -> InterviewState:
        """The state where what was asked after these pages stood ``below`` on the last of them."""
        if not pages:
            return self
        page = tuple(dict.fromkeys((*pages[-1], *below)))
        return replace(self, pages=(*pages[:-1], page))

    def with_step(self, step: AskedStep, instead: AskedStep | None) -> InterviewState:
        """The state with one more step, or with it in the place of another."""
        steps = (*self.steps, step)
        if instead is not None:
            steps = tuple(step if each is instead else each for each in self.steps)
        return replace(self.left(step.key), steps=steps)

    def to_mapping(self) -> dict[str, object]:
        """All of it as JSON holds it."""
        return {
            "as_of": self.as_of.isoformat(),
            "measures": list(self.measures),
            "profile": self.begun.document(),
            "steps": [step.to_mapping() for step in self.steps],
            "wanted": None if self.wanted is None else list(self.wanted),
            "again": [list(key) for key in self.again],
            "pages": [[list(key) for key in page] for page in self.pages],
            "page_again": self.page_again,
        }


#: A question, as JSON holds it.
_Key = Annotated[tuple[str, int | None, str], Field(strict=False)]


class _StepModel(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    key: _Key
    reply: AskedReply = Field(strict=False)
    written: str | list[dict[str, object]] | None = None
    of: dict[str, str] = Field(default={})
    whole: bool = True
    replaces: bool = False
    twice: bool = False


class _StateModel(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    as_of: str
    measures: list[str]
    profile: dict[str, object]
    steps: list[_StepModel] = Field(max_length=MOST_STEPS)
    wanted: _Key | None
    again: list[_Key] = Field(default=[], max_length=MOST_STEPS)
    pages: list[list[_Key]] = Field(default=[], max_length=MOST_STEPS)
    page_again: int | None = Field(default=None, ge=0)
    #: How many pages there were, of a state that was kept before they were themselves; not read.
    turned: int = Field(default=0, ge=0, le=MOST_STEPS)


def state_from(
    mapping: Mapping[str, object], rulebook: Rulebook
) -> tuple[InterviewState, Mapping[str, object]]:
    """The state in such a mapping, but for its profile, which stands beside it, to be read.

    Whoever brings it may have changed it: what does not belong is :class:`InputError` P195.
    """
    try:
        told = _StateModel.model_validate(mapping)
        day = parse_date(told.as_of)
        state = InterviewState(
            as_of=day,
            measures=tuple(told.measures),
            steps=tuple(_step(step, rulebook) for step in told.steps),
            wanted=None if told.wanted is None else _key(told.wanted, rulebook),
            again=tuple(_key(one, rulebook) for one in told.again),
            pages=tuple(tuple(_key(one, rulebook) for one in page) for page in told.pages),
            page_again=told.page_again,
        )
    except (ValidationError, QuantityError, KeyError):
        raise _unreadable() from None
    if told.page_again is not None and told.page_again >= len(told.pages):
        raise _unreadable()
    if not 1990 <= day.year <= 2100 or not rulebook.measures.keys() >= set(told.measures):
        raise _unreadable()
    return state, told.profile


def _step(told: _StepModel, rulebook: Rulebook) -> AskedStep:
    return AskedStep(
        key=_key(told.key, rulebook),
        reply=told.reply,
        written=told.written,
        of=told.of,
        whole=told.whole,
        replaces=told.replaces,
        twice=told.twice,
    )


def _key(told: tuple[str, int | None, str], rulebook: Rulebook) -> Missing:
    """``KeyError`` where there is no such fact, or no such field."""
    key = Missing(*told)
    declared = rulebook.declared(key.name)
    if key.where and (not isinstance(declared, Fact) or key.field not in declared.fields):
        raise KeyError(key)
    return key


def _unreadable() -> InputError:
    return input_error(
        "P195",
        Place("interview"),
        sentence("这不是问答存下的状态"),
        remedy=sentence("从企业画像重新开始"),
    )
