"""What is asked on one page with the question that stands: what else is open of the same record and
on its paper; what comes right after it on the same topic; or, of what hardly any enterprise has,
all of it, whoever knows it: one answer says that there is none; where one measure alone is tested
what comes next, whatever its topic.  A page that is gone back to has the questions that it had.

Of a list of its topic it is asked there whether there is any: what it holds is asked
by itself, as are what was told as a range and what is asked again.  What was skipped comes once
more all together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from huiqi.decision.questions import Question
from huiqi.decision.results import MeasureResult
from huiqi.decision.standing import is_told_roughly, is_worthless
from huiqi.diagnostics import Diagnostic, InputError
from huiqi.evaluation.reads import Missing
from huiqi.interview.questioning import question_put
from huiqi.interview.results import (
    HAS,
    AnswerKind,
    AskedReply,
    InterviewQuestion,
    Refusals,
    RepliedBeside,
)
from huiqi.language.types import Kind
from huiqi.values import Choice, Records

if TYPE_CHECKING:
    from huiqi.interview.dialogue import Interview

#: So many are asked besides.
MOST_BESIDE = 4
#: Of what one answer denies.
MOST_DENIED = 9


def asked_beside(
    interview: Interview, chosen: Sequence[Missing] = ()
) -> tuple[InterviewQuestion, ...]:
    """The questions below the one that stands, in their order; ``chosen``: what somebody chose to
    be asked after it, of which then they are.
    """
    first = interview.question
    found: Iterable[Question]
    if first is None:
        return ()
    if interview.state.page_again is not None:
        return tuple(one for one in interview.on_page_again if one.key != first.key)
    if first.kind is AnswerKind.RECORDS:
        # Below a list, which needs its lines, stand other lists alone.
        found = () if chosen or interview.state.wanted is not None else _of(first, interview)
    elif chosen:
        open_ = {one.missing: one for one in (*interview.questions, *interview.put_off)}
        # What is chosen of another record, or of none, has a page of its own.
        paper = _on_same_paper(first.key, interview) if first.key.where else ()
        record = _of_record(first.key)
        own = (key for key in chosen if _of_record(key) == record or key.name in paper)
        found = (open_[key] for key in own if key in open_)
    elif interview.state.wanted is None:
        found = _of(first, interview)
    else:
        return ()
    put = (question_put(one, interview.rulebook, None) for one in found if one.missing != first.key)
    simple = (one for one in put if _is_simple(one, interview, whether=not chosen))
    if first.deniable and not chosen:
        return tuple(one for one in simple if one.deniable)[:MOST_DENIED]
    if first.kind is AnswerKind.RECORDS:
        return tuple(one for one in simple if one.kind is first.kind)[:MOST_BESIDE]
    return tuple(simple)[:MOST_BESIDE]


def _of(first: InterviewQuestion, interview: Interview) -> Iterator[Question]:
    """Those of the same record, wherever they stand; else those of the topic that come next."""
    following = [one for one in interview.questions if one.missing != first.key]
    worth = [one for one in following if not all(map(is_worthless, one.measures))]
    if first.key.where:
        yield from (one for one in worth if _of_record(one.missing) == _of_record(first.key))
        same_paper = _on_same_paper(first.key, interview)
        yield from (one for one in worth if one.missing.name in same_paper)
        return
    if first.deniable:
        yield from worth
        return
    if interview.state.is_skipped_once(first.key):
        yield from (one for one in worth if not one.missing.where)
        return
    if len(interview.state.measures) == 1:
        # What one measure asks is little, and of many topics: five pages of one question each.
        yield from (one for one in worth if not one.missing.where)
        return
    declared, topic = first.asked_of, first.asked_of.topic
    # The years of one line of a form, of which one is open the sooner.
    own = [one for one in worth if one.missing.name == first.key.name]
    yield from own
    if first.kind is AnswerKind.YES_NO and declared.id in interview.rulebook.interview.first:
        # What the authors ask first of all says whether others need be asked.
        return

    def alike(one: Question) -> bool:
        declared = interview.rulebook.declared(one.missing.name)
        return (
            not one.missing.where and declared.topic == topic and one.rules_out is first.rules_out
        )

    yield from takewhile(alike, (one for one in worth if one not in own))


def _on_same_paper(key: Missing, interview: Interview) -> set[str]:
    """The facts that stand on the paper of a record, by what it is."""
    kinds = interview.rulebook.interview.with_records.get(key.name, {})
    found: set[str] = set()
    for (name, _), given in interview.profile.facts.items():
        if kinds and name == key.name and isinstance(given.value, Records):
            own = (one for one in given.value.items if one.key == key.key)
            told = [value for record in own for value in record.fields.values()]
            found.update(
                fact
                for kind, facts in kinds.items()
                for fact in facts
                if any(isinstance(one, Choice) and one.symbols == frozenset({kind}) for one in told)
            )
    return found


def _of_record(key: Missing) -> tuple[str, str] | None:
    return (key.name, key.key) if key.where else None


def _is_simple(asked: InterviewQuestion, interview: Interview, *, whether: bool) -> bool:
    """Whether one field takes its answer, and nothing stands there yet; ``whether``: also a list,
    of which that field says whether there is any.
    """
    if asked.kind is AnswerKind.RECORDS:
        return whether and asked.told is None
    return not is_told_roughly(interview.profile, asked.key)


def _is_list(key: Missing, interview: Interview) -> bool:
    return not key.where and interview.rulebook.declared(key.name).type.kind is Kind.RECORDS


def _is_open(interview: Interview, key: Missing) -> bool:
    return any(one.missing == key for one in (*interview.questions, *interview.put_off))


def _is_needed(interview: Interview, key: Missing) -> bool:
    """Whether its answer still matters, or stood there before."""
    of_decision = (one.missing for one in interview.decision.questions)
    return _is_open(interview, key) or _was_told(interview, key) or key in of_decision


def _was_told(interview: Interview, key: Missing) -> bool:
    step = interview.state.step(key)
    return step is not None and step.reply is not AskedReply.SKIPPED


def answer_beside(interview: Interview, typed: Mapping[Missing, str]) -> RepliedBeside:
    """Answer what stands below a question, each as it was typed; what was left open is skipped,
    where it is still asked.  A refused answer changes nothing, nor keeps the others from being
    taken, and is no error where by those it is not needed any more.  Of lists of which there is
    some the first is asked next.
    """
    remarks: list[Diagnostic] = []
    remarked: Missing | None = None
    refused: dict[Missing, tuple[Diagnostic, ...]] = {}
    wrong: dict[Missing, str] = {}
    certain: list[MeasureResult] = []
    lists: list[Missing] = []
    for asked, written in typed.items():
        key = interview.called_now(asked)
        if not written and _was_told(interview, key):
            # It stood in its field, and was emptied.
            interview.withdraw(key)
            continue
        if not written and not _is_open(interview, key):
            continue
        try:
            interview.reopen(key)
        except KeyError:
            # Its record is gone: nothing can be said of it.
            continue
        try:
            if written == HAS and _is_list(key, interview):
                lists.append(key)
            elif written:
                own = interview.answer(written)
                remarks.extend(own)
                remarked = remarked or (key if own else None)
                certain.extend(interview.progress.certain)
            else:
                interview.skip()
        except InputError as error:
            refused[key] = error.faults
            wrong[key] = written
            interview.skip()
    unneeded = {key: own for key, own in wrong.items() if not _is_needed(interview, key)}
    for key in unneeded:
        del refused[key]
        interview.withdraw(key)
    if lists and not refused:
        interview.reopen(lists[0])
    return RepliedBeside(
        remarks=tuple(remarks),
        remarked=remarked,
        refused=refused,
        unneeded=unneeded,
        certain=tuple(certain),
    )


def refused_beside(interview: Interview, typed: Mapping[Missing, str]) -> Refusals:
    """What of it would be refused while the question that stands is not answered; all stays as it
    was.
    """
    stood = interview.state
    interview.skip()
    refused = answer_beside(interview, typed).refused
    interview.go_to(stood)
    return refused
