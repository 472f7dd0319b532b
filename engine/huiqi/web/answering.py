"""What the form of a question says, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostic, InputError, Place, input_error
from huiqi.engine import IMPLAUSIBLE
from huiqi.quantities import QuantityError, split_quantity
from huiqi.report.pages.question_keys import QUEUE, key_written, written_key
from huiqi.report.pages.question_screen import fields_offered, shown_in_line
from huiqi.report.pages.told_in_fields import end_told, range_shown, told_in_field, told_on_page
from huiqi.rough_figures import range_about_it, said_about
from huiqi.sentences import sentence
from huiqi.web.sent import Sent
from huiqi.web.visit import LANGUAGES
from huiqi.words import Say

if TYPE_CHECKING:
    from huiqi.decision.results import MeasureResult
    from huiqi.engine import Interview
    from huiqi.evaluation.reads import Missing
    from huiqi.interview.results import InterviewQuestion

_RECORD = "r."
#: Of a question that stands below the one that is asked: its answer, which end of it that is, and
#: what is ticked instead.
_BESIDE, _END, _TICKED = "b.", "h.", "n."
#: That a figure is a tenth about what is written, as the interview reads it.
_TENTH = "~"
#: The question of which an answer waits for another to be mended.
WAITING = "waiting"
#: What ends a question, so that the next one is asked.
_GO_ON = ("answer", "skip", "unknown", "deny")
#: What asks for more lines of a list; nothing is answered by it.
MORE_LINES = "lines"
#: What is sent where it is chosen that nobody knows it, or whether it is so.
_NOT_KNOWN, _YES, _NO = sentence("不知道"), sentence("是"), sentence("否")
#: And that a day has not come.
_NOT_COME = sentence("还没有")
_DENY = sentence("有的那几题照选，别的选“否”，再按“继续”")
#: Two answers to one question.
_TWO = "P198"
_ONE = sentence("照所写的：再按一次“继续”（选的已经去掉）；照所选的：清空所写的再选")
_LIST = sentence("写着的留下：选“有，都写在下面”或“有，下面只写了一部分”；一条也没有：清空所写的")
_ALL = sentence("选“有，都写在下面”，或“有，下面只写了一部分”")
#: The same where some of it stood there already.
_LIST_ANEW = sentence(
    "写着的留下：选“没有别的了，就是下面这些”或“还有，下面只写了一部分”；一条也没有：清空所写的"
)
_ALL_ANEW = sentence("选“没有别的了，就是下面这些”，或“还有，下面只写了一部分”")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSaid:
    """What came of a form.

    ``unneeded``: what was no answer to a question that is not asked any more, as it was typed;
    ``remarks``: what there is to ask about it, ``answered``: the question on which, as it is sent
    to be asked again; ``queue``: the questions that were chosen to come next, a line each,
    ``chosen``: whether the one that is asked was, ``done``: the last of those has just been
    answered; ``faults``: what is wrong with the answer to the one that is asked, ``wrong``: and, by
    question as a page sends it, with those below it, ``asked_too``: of which it is asked anew
    without what was taken; ``typed``: what was refused, as it was typed; ``doubted``: what was
    answered is asked back, since it is hardly meant; ``left``: how many were said to follow;
    ``before``: how many questions had been asked.
    """

    remarks: Sequence[Diagnostic] = ()
    unneeded: Mapping[Missing, str] = field(default_factory=dict)
    answered: str = ""
    certain: Sequence[MeasureResult] = ()
    queue: str = ""
    chosen: bool = False
    done: bool = False
    faults: Sequence[Diagnostic] = ()
    wrong: Mapping[str, Sequence[Diagnostic]] = field(default_factory=dict)
    asked_too: Sequence[Missing] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    doubted: bool = False
    before: int = 0
    left: int = 0

    @property
    def chosen_next(self) -> Sequence[Missing]:
        """The questions of the queue."""
        found = map(key_written, self.queue.split("\n"))
        return [key for key in found if key is not None]


def goes_on(sent: Sent) -> bool:
    """Whether it ends the question that was asked."""
    return sent.fields.get("do") in _GO_ON


def said_in_form(interview: Interview, sent: Sent) -> FormSaid:
    """Give the interview what a form says; what is refused leaves all as it was."""
    if sent.fields.get("do") == "review" and _is_typed(sent):
        # Who looks at what was answered has answered this, too.
        sent = replace(sent, fields={**sent.fields, "do": "answer"})
    queue, chosen = sent.fields.get("queue", ""), "chosen" in sent.fields
    typed, before = _beside(sent) if goes_on(sent) else {}, len(interview.state.steps)
    following = _count(sent.fields.get("left", ""))
    try:
        if sent.fields.get("do") == "deny":
            typed = _denied(sent, typed)
        remarks = _say(interview, sent, beside=any(typed.values()))
    except InputError as error:
        wrong = interview.refused_beside(typed) if interview.question is not None else {}
        return FormSaid(
            faults=error.faults,
            wrong={written_key(key): own for key, own in wrong.items()},
            queue=queue,
            chosen=chosen,
            typed=_as_written(sent, error),
            before=before,
        )
    answered, certain = sent.fields.get("key", ""), interview.progress.certain
    if sent.fields.get("do") == MORE_LINES:
        # All stands there as it was typed.
        return FormSaid(
            queue=queue, chosen=chosen, typed=sent.fields, before=before, left=following
        )
    if sent.fields.get("do") not in ("queue", *_GO_ON):
        return FormSaid(
            remarks=remarks, answered=answered, queue=queue, chosen=chosen, before=before
        )
    replied = interview.answer_beside(typed)
    doubted = _doubted(interview, sent, typed, (*remarks, *replied.remarks))
    if doubted is not None and not replied.refused:
        # What is hardly meant is asked about before anything else.
        interview.reopen(doubted)
        return FormSaid(doubted=True, queue=queue, chosen=chosen, before=before)
    if not remarks and replied.remarked is not None:
        answered = written_key(replied.remarked)
    lines = [line for line in queue.split("\n")[:QUEUE] if key_written(line) not in typed]
    left, asked = _go_on(interview, lines, replied.refused)
    faults, again = next(iter(replied.refused.values()), ()), {}
    others = list(replied.refused)[1:]
    if replied.refused:
        # What is refused is asked without the others, as it was typed.
        line = written_key(next(iter(replied.refused)))
        own = sent.fields.get(f"{_BESIDE}{line}", "")
        again = {"a": own, "choice": own, "how": sent.fields.get(f"{_END}{line}", "")}
    return FormSaid(
        left=following,
        remarks=(*remarks, *replied.remarks),
        unneeded=replied.unneeded,
        answered=answered,
        certain=(*certain, *replied.certain),
        queue=left,
        # What is asked since its answer was refused was chosen by nobody.
        chosen=asked and (chosen or sent.fields.get("do") == "queue"),
        done=chosen and not asked,
        faults=faults,
        wrong={written_key(key): replied.refused[key] for key in others},
        asked_too=others,
        typed={**sent.fields, **again} if replied.refused else {},
        before=before,
    )


def _doubted(
    interview: Interview, sent: Sent, typed: Mapping[Missing, str], remarks: Iterable[Diagnostic]
) -> Missing | None:
    """The first question of the page whose figure is hardly meant as it was just written."""
    about = {of for one in remarks if one.code == IMPLAUSIBLE for of in one.facts}
    key = key_written(sent.fields.get("key", "")) if sent.fields.get("do") == "answer" else None
    own = [key] if key is not None else []
    for one in (*own, *(other for other, written in typed.items() if written)):
        name = f"{one.name}.{one.field}" if one.where else one.name
        if (name, one.year) in about:
            return interview.called_now(one)
    return None


def _is_typed(sent: Sent) -> bool:
    """Whether anything on the page of a question was answered."""
    parts = (_RECORD, _BESIDE, _TICKED)
    own = sent.fields.keys() & {"choice", "a", "listed"}
    return bool(own) or any(name.startswith(parts) for name in sent.fields)


def _count(written: str) -> int:
    """What a page said of itself; 0 where that is no number."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 0


def _as_written(sent: Sent, error: InputError) -> Mapping[str, str]:
    """What was refused, as it was typed: of two answers what is written, since what was chosen
    beside it cannot be chosen away on the page.
    """
    if error.faults[0].code != _TWO or not (sent.fields.keys() & {"a", "listed"}):
        return sent.fields
    return {name: value for name, value in sent.fields.items() if name != "choice"}


def _beside(sent: Sent) -> dict[Missing, str]:
    """What was typed of the questions below the one that was asked; empty where one was left.  What
    was refused because of the one that is asked now is taken after it.
    """
    found = {}
    for line in (*sent.fields.get("beside", "").split("\n")[:QUEUE], sent.fields.get(WAITING, "")):
        key = key_written(line)
        if key is not None:
            # What is ticked beside what is written is refused with it, as no answer.
            own = (sent.fields.get(f"{part}{line}", "").strip() for part in (_BESIDE, _TICKED))
            written = " ".join(filter(None, own))
            found[key] = _bounded(written, sent.fields.get(f"{_END}{line}", ""))
    return found


def _denied(sent: Sent, typed: Mapping[Missing, str]) -> dict[Missing, str]:
    """No to all that stand on the page; refused where another answer was given to one of them."""
    given = {sent.fields.get("choice", ""), *typed.values()}
    if given - {"", _NO}:
        message = sentence("选了“都没有”，又有一题另有回答")
        raise input_error(_TWO, Place("a"), message, remedy=_DENY)
    return dict.fromkeys(typed, _NO)


def _say(interview: Interview, sent: Sent, *, beside: bool) -> Sequence[Diagnostic]:
    """What the form says: an answer, or one of the other buttons; what there is to remark.

    ``beside``: questions below it were answered, so that it may be left open.
    """
    what = sent.fields.get("do", "")
    key = key_written(sent.fields.get("key", ""))
    if what == "back":
        interview.back()
    elif what == "reopen" and key is not None:
        try:
            interview.reopen(key)
        except KeyError:
            raise input_error("P197", Place("key"), sentence("没有这一问")) from None
    elif what == "again":
        interview.ask_again()
    elif interview.question is None:
        return ()
    elif what == "skip":
        interview.skip()
    elif what == "unknown":
        return interview.unknown()
    elif what == "answer" and beside and not (sent.fields.keys() & {"choice", "a", "listed"}):
        interview.skip()
    elif what == "deny":
        return interview.answer(_NO)
    elif what == "answer":
        return _answer(interview, sent)
    return ()


def _go_on(
    interview: Interview, lines: Sequence[str], refused: Iterable[Missing] = ()
) -> tuple[str, bool]:
    """Ask what was chosen to come next, as long as it is open, and before it what was ``refused``:
    what is wrong with an answer is told where it stands.  What of it is left, and whether there was
    any.
    """
    # What was told as a range, or matters only to what may be refused, is asked where it is chosen.
    every = (*interview.questions, *interview.put_off, *interview.decision.questions)
    open_ = {*refused, *(question.missing for question in every)}
    asked = ((line, key_written(line)) for line in (*map(written_key, refused), *lines))
    named = [(line, interview.called_now(key)) for line, key in asked if key is not None]
    waiting = [(line, key) for line, key in named if key in open_]
    if waiting:
        interview.reopen(waiting[0][1])
    return "\n".join(line for line, _ in waiting[1:]), bool(waiting)


def _answer(interview: Interview, sent: Sent) -> Sequence[Diagnostic]:
    rows, places = _lines(interview.question, sent)
    typed = sent.fields.get("a", "").strip()
    choice = _chosen(interview, sent, typed)
    listed = sent.fields.get("listed", "")
    if listed and typed == sent.fields.get("refused"):
        # What was refused stands there still; what is chosen in its place is the answer.
        typed = ""
    if choice == _YES:
        # In which part of the city it is says that it is in the city, too.
        choice = "" if listed else choice
    if listed and choice:
        raise input_error(_TWO, Place("a"), sentence("写了回答，又另选了一个"), remedy=_ONE)
    choice = choice or listed
    if typed and choice == _NOT_COME:
        # A day that is planned, and that it has not come, say the same of it.
        typed, choice = f"{typed} {choice}", ""
    if choice and typed and not _stood_there(interview, typed, sent.fields.get("how", "")):
        raise input_error(_TWO, Place("a"), sentence("写了回答，又另选了一个"), remedy=_ONE)
    written = choice or _bounded(typed, sent.fields.get("how", ""))
    if rows and written == _NOT_KNOWN and interview.question is not None:
        # What is named is known: of the others it is not known whether there are any.
        return interview.unknown(rows, places)
    if any(any(row.values()) for row in rows):
        anew = any(place is not None for place in places)
        if not written:
            # That they are all has to be said.
            how = _ALL_ANEW if anew else _ALL
            raise input_error(_TWO, Place("a"), sentence("没有说这些是不是全部"), remedy=how)
        if written not in ("whole", "some"):
            # What is written, or stood there, is not dropped by a word beside it.
            how = _LIST_ANEW if anew else _LIST
            raise input_error(_TWO, Place("a"), sentence("写了回答，又另选了一个"), remedy=how)
    if rows and written in ("", "whole", "some"):
        return interview.answer(rows, whole=written == "whole", places=places)
    if written in ("whole", "some"):
        remedy = sentence("一条写一行；没有就选“没有”")
        raise input_error(_TWO, Place("a"), sentence("没有写是哪一些"), remedy=remedy)
    return interview.answer(written)


def _chosen(interview: Interview, sent: Sent, typed: str) -> str:
    """What was chosen; not what stood chosen since it was answered before, where something else is
    written now.
    """
    choice, asked = sent.fields.get("choice", ""), interview.question
    if asked is None or not choice or not typed:
        return choice
    stood = choice == told_on_page(asked, Say(LANGUAGES[0])).ticked
    anew = stood and not _stood_there(interview, typed, sent.fields.get("how", ""))
    return "" if anew else choice


def _lines(
    asked: InterviewQuestion | None, sent: Sent
) -> tuple[list[dict[str, str]], list[int | None]]:
    """The records of a list, a line each, and which of those that were told each line is about."""
    typed: dict[str, dict[str, str]] = {}
    for name, value in sent.fields.items():
        if name.startswith(_RECORD):
            line, _, field = name.removeprefix(_RECORD).partition(".")
            typed.setdefault(line, {})[field] = value
    if asked is None:
        return [], []
    offered = {field.id: "" for field in fields_offered(asked)}
    rows: list[dict[str, str]] = []
    places: list[int | None] = []
    for place, record in enumerate(asked.told if isinstance(asked.told, list) else ()):
        own = typed.pop(str(place), {})
        # Of what shows nothing in its line nothing can be taken away there.
        if own or not any(shown_in_line(record).get(name) for name in offered):
            rows.append({**offered, **own})
            places.append(place)
    return [*rows, *typed.values()], [*places, *(None for _ in typed)]


def _bounded(typed: str, how: str) -> str:
    """A figure with what was chosen beside it: that it is one end, or a tenth about it."""
    about = said_about(typed)
    if how in (">=", "<=") and range_about_it(typed):
        # 2000多 at least says two things: it is refused.
        return f"{how}{typed}"
    try:
        split_quantity(about or typed)
    except QuantityError:
        # A range, or one end already; or the reader of profiles says what is wrong with it, as of
        # an end of what is not exact.
        return f"{how}{typed}" if how and range_about_it(typed) else typed
    if how == _TENTH:
        return f"{_TENTH}{about or typed}"
    return f"{how}{typed}" if how in (">=", "<=") else typed


def _stood_there(interview: Interview, typed: str, how: str) -> bool:
    """Whether a field still holds what was answered before."""
    asked = interview.question
    told = told_in_field(asked)
    if asked is not None and any(
        typed == range_shown(asked, told, Say(language)) for language in LANGUAGES
    ):
        return True
    kinds = asked.declared.type.enumeration if asked is not None else None
    return (
        typed == told
        or (how, typed) == end_told(asked)
        or (kinds is not None and kinds.find(told) == typed)
    )
