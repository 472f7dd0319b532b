"""``rules questions``: letters to offices, fit for a request under the law on government
information, and the sheets on which the answers come back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from huiqi.inquiry.asked import (
    ANSWER,
    ANSWER_COLUMNS,
    ID,
    Inquiry,
    Letter,
    Matter,
    OpenQuestion,
    Standings,
)
from huiqi.report.blocks import (
    Block,
    Column,
    Facts,
    Heading,
    Note,
    Page,
    Role,
    Said,
    Space,
    Table,
    TextRun,
)
from huiqi.report.pages.citations import cited
from huiqi.report.pages.letter_words import (
    MATTERS,
    MOST_TOLD,
    asked_of,
    how,
    named,
    of_measures,
    weighed,
    why,
)
from huiqi.report.pages.opening import closing
from huiqi.report.phrases import Phrases
from huiqi.words import to_say

#: So many questions are written out in a letter: two pages.
MOST_ASKED = 8
#: So many letters and questions stand on one screen.
_MOST_LETTERS, _MOST_SHOWN = 12, 5
_APPLICANT = (
    to_say("申请人姓名或者名称"),
    to_say("身份证明"),
    to_say("联系方式"),
    to_say("获取信息的方式、途径"),
    to_say("申请日期"),
)
_HOW_TO_ANSWER = to_say(
    "可在附表或电子表格的“答复”栏逐项填写，也可另附文件；请写明编号、依据的文号和条款。"
    "条例第三十三条：能当场答复的当场答复，否则自收到申请之日起20个工作日内答复。"
    "不属于贵机关负责公开的，请按第三十六条第（五）项告知负责公开的机关；"
    "需要加工、分析才能答复的（第三十八条），请提供现有文件的原文。"
)


#: What the figures say, and what they do not.
_MEANING = (
    to_say("一个结论：一户企业对一项措施。"),
    to_say(
        "只差这一问的：现在未定，按每一种试过的答复都不再未定，别的一概不变。"
        "牵动的：现在未定或金额未定，至少有一种答复使它改变。"
    ),
    to_say(
        "条文和没有写明的条件按“符合”“不符合”两种试；真的条文还会问企业别的，那要企业自己答。"
        "用文字才能答的没有试，也不计数。金额逐项相加，没有扣除不能同享的；专项资金总额不当作上限。"
    ),
)


def letters_page(inquiry: Inquiry, letters: Sequence[Letter], phrases: Phrases) -> Page:
    """Each letter from a page of its own."""
    blocks = [block for letter in letters for block in _letter(inquiry, letter, phrases)]
    return Page(phrases.say("求证单"), blocks)


def office(letter: Letter, phrases: Phrases) -> str:
    """To whom it goes."""
    if letter.office is not None:
        return phrases.text(letter.office)
    return phrases.say("保存这些文件的机关（规则里没有写是哪一个）")


def _letter(inquiry: Inquiry, letter: Letter, phrases: Phrases) -> Iterator[Block]:
    say = phrases.say
    yield Heading(say("政策求证单（政府信息公开申请）"), 1)
    yield Note.strong(say("致：{office}", office=office(letter, phrases)))
    yield Note(_purpose(letter, phrases))
    yield Note(_why(inquiry, letter, phrases))
    wanted = [document for document in letter.documents if not document.held]
    if wanted:
        yield Heading(say("一、申请公开的文件"))
        for number, document in enumerate(wanted, 1):
            reported = document.key.startswith("source/")
            told = to_say("{title}所说政策的正式文本") if reported else to_say("{title}的正式文本")
            text = say(told, title=named(document, phrases))
            yield Note(f"{number}. {text}", 1)
    shown = letter.questions[:MOST_ASKED]
    yield Heading(say("二、请求说明的问题") if wanted else say("一、请求说明的问题"))
    for number, question in enumerate(shown, 1):
        yield Note(_head(number, question, phrases))
        yield Note(_reasons(question, phrases), 1)
    rest = len(letter.questions) - len(shown)
    if rest:
        yield Note(say("其余 {number} 个问题，连同上面没有写全的，逐项列在附表。", number=rest))
    yield Heading(say("三、怎样答复") if wanted else say("二、怎样答复"))
    yield Note(say(_HOW_TO_ANSWER))
    yield Heading(say("四、申请人填写") if wanted else say("三、申请人填写"))
    yield Table((Column(), Column()), [(say(label), "") for label in _APPLICANT])
    listed = [
        question
        for place, question in enumerate(letter.questions)
        if place >= MOST_ASKED or len(question.points) > _written_out(question)
    ]
    if listed:
        yield Heading(say("附表"))
        yield _annex(listed, phrases)
    yield closing(phrases)


def _purpose(letter: Letter, phrases: Phrases) -> str:
    """What is asked for, in a sentence."""
    documents = [phrases.text(document.title) for document in letter.documents]
    marked = [f"《{title}》" if phrases.zh and "《" not in title else title for title in documents]
    told = phrases.few(marked, 2, to_say("{names}等 {number} 份"))
    return phrases.say(
        "根据《中华人民共和国政府信息公开条例》第二十七条、第二十九条，申请公开并请求说明{documents}"
        "文件中的下列内容，共 {questions} 个问题、{points} 点。",
        documents=told,
        questions=len(letter.questions),
        points=sum(len(question.points) for question in letter.questions),
    )


def _why(inquiry: Inquiry, letter: Letter, phrases: Phrases) -> str:
    """What hangs on the whole letter."""
    found = inquiry.standings
    return phrases.say(
        "为什么问：按这些文件核对 {enterprises} 户企业，{verdicts} 个结论里有 {open} 个还定不下来。"
        "本函全部答复后：{weight}。",
        enterprises=found.enterprises,
        verdicts=found.verdicts,
        open=found.open,
        weight=weighed(letter.weight, phrases, whole=True),
    )


def _head(number: int, question: OpenQuestion, phrases: Phrases) -> Said:
    about = named(question.document, phrases)
    if question.topic not in (Matter.TEXT, Matter.LIST) and question.measures:
        told = of_measures(question.measures, phrases)
        about = phrases.say("{document}，{measures}", document=about, measures=told)
    return (
        TextRun(f"{number}. {about}", Role.STRONG),
        TextRun(f"  [{question.id}]", Role.QUIET),
        f"\n{asked_of(question, phrases)}",
    )


def _reasons(question: OpenQuestion, phrases: Phrases) -> Said:
    """What stands now and on what, and why it matters."""
    say, first = phrases.say, question.points[0]
    told = dict.fromkeys(phrases.text(point.stands) for point in question.points[:MOST_TOLD])
    text = say(
        "现在的写法：{stands}。依据：{source}。",
        stands=phrases.joined(told),
        source=cited(first.basis[0], phrases) if first.basis else say("没有"),
    )
    reason = say("为什么问：{weight}。", weight=why(question, phrases))
    return (TextRun(text, Role.QUIET), TextRun(f"\n{reason}", Role.QUIET))


def _written_out(question: OpenQuestion) -> int:
    """How many of its points the letter itself asks."""
    return 0 if question.topic is Matter.APPLY else MOST_TOLD


def _annex(questions: Sequence[OpenQuestion], phrases: Phrases) -> Table:
    say = phrases.say
    rows: list[Sequence[Said]] = []
    for question in questions:
        for point, weight in zip(question.points, question.each, strict=True):
            measures = of_measures(point.measures, phrases)
            about = measures or named(question.document, phrases)
            tried = weighed(weight, phrases) if weight.tried else ""
            asked, stands = phrases.text(point.text), phrases.text(point.stands)
            rows.append((point.id, about, asked, stands, tried, ""))
    columns = (
        Column(head=phrases.text(ID), least=11),
        *Column.texts(say("措施或文件"), say("问什么"), say("现在的写法"), say("试算")),
        # The answer is written by hand.
        Column(head=phrases.text(ANSWER), least=16),
    )
    return Table(columns, rows)


def answer_sheets(inquiry: Inquiry, letters: Sequence[Letter], phrases: Phrases) -> Page:
    """A sheet for each letter, a row for each point, with room for the answers."""
    say = phrases.say
    blocks: list[Block] = [
        Heading(say("求证单"), 1),
        Note(say("每个机关一张工作表；答复填在最后四栏，存盘后用 huiqi rules answers 读回。")),
        _standings(inquiry.standings, phrases),
        *(Note(say(text)) for text in _MEANING),
    ]
    for letter in letters:
        blocks += [Heading(office(letter, phrases)), _sheet(letter, phrases)]
    return Page(say("求证单"), (*blocks, closing(phrases)))


def _sheet(letter: Letter, phrases: Phrases) -> Table:
    say = phrases.say
    growing = (say("问什么"), say("现在的写法"), say("说明"), phrases.text(ANSWER))
    heads = (
        *(phrases.text(ID), say("文件"), say("文号"), say("措施"), say("类别"), growing[0]),
        *(growing[1], say("依据"), say("只差这一问的结论"), say("牵动的结论")),
        *(say("只差这一问的金额最多（元）"), say("牵动的金额最多（元）"), growing[2]),
        *(say("怎样填"), *(phrases.text(column) for column in ANSWER_COLUMNS)),
    )
    rows: list[Sequence[Said]] = []
    for question in letter.questions:
        for point, weight in zip(question.points, question.each, strict=True):
            told = dict.fromkeys(cited(basis, phrases) for basis in point.basis)
            known = (
                weight.only,
                weight.bears,
                None if weight.unbounded else weight.high,
                None if weight.at_stake_unbounded else weight.at_stake,
            )
            rows.append(
                [
                    point.id,
                    phrases.text(point.document.title),
                    point.document.number,
                    of_measures(point.measures, phrases, most=40),
                    say(MATTERS[point.topic]),
                    phrases.text(point.text),
                    phrases.text(point.stands),
                    phrases.joined(told),
                    *(_figure(own if weight.tried else None) for own in known),
                    weighed(weight, phrases),
                    how(point, phrases),
                    *([""] * len(ANSWER_COLUMNS)),
                ]
            )
    return Table([Column(head=head, grows=head in growing) for head in heads], rows)


def _figure(number: Decimal | int | None) -> Said:
    """A figure of a column; nothing where it is not known."""
    return "" if number is None else TextRun(str(number), value=number)


def inquiry_screen(inquiry: Inquiry, letters: Sequence[Letter], phrases: Phrases) -> Page:
    """To whom how much is asked, and what settles most: one screen."""
    say = phrases.say
    columns = (
        Column(head=say("问谁"), grows=True),
        *Column.figures(say("问题"), say("点"), say("只差它"), say("牵动")),
    )
    rows = []
    for letter in letters[:_MOST_LETTERS]:
        points, weight = sum(1 for _ in letter.points), letter.weight
        numbers = (len(letter.questions), points, weight.only, weight.bears)
        rows.append((office(letter, phrases), *map(_figure, numbers)))
    blocks: list[Block] = [
        Heading(("huiqi 惠企  ", say("求证单")), 1, str(inquiry.as_of)),
        _standings(inquiry.standings, phrases),
        Note(say("全部答复后：{weight}", weight=weighed(inquiry.weight, phrases, whole=True))),
        Space(),
        Table(columns, rows),
        Space(),
        Note.strong(say("先问这几个")),
    ]
    questions = [question for letter in letters for question in letter.questions]
    questions.sort(key=lambda question: question.weight.order)
    for number, question in enumerate(questions[:_MOST_SHOWN], 1):
        about = phrases.text(question.document.title)
        matter, hangs = say(MATTERS[question.topic]), weighed(question.weight, phrases)
        text = say("{matter}：{weight}", matter=matter, weight=hangs)
        blocks.append(Note((f"{number}. {about}  ", TextRun(text, Role.QUIET))))
    text = say("写成函件 -o 求证单.docx（或 .md），答复表 -o 求证单.xlsx；只写一个机关 --to 机关")
    return Page(say("求证单"), (*blocks, Space(), Note(text), closing(phrases)))


def _standings(found: Standings, phrases: Phrases) -> Facts:
    """How the verdicts on the table stand."""
    told = phrases.say(
        "{enterprises} 户 {verdicts} 个，已定 {settled}；待企业答 {enterprise}，"
        "待问部门 {office}，条文没有公开 {text}",
        enterprises=found.enterprises,
        verdicts=found.verdicts,
        settled=found.settled,
        enterprise=found.enterprise,
        office=found.office,
        text=found.text,
    )
    return Facts([(phrases.say("结论"), told)])
