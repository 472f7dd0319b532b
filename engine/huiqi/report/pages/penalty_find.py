"""``penalty find``: items that may decide and precedents that never do, the best first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from huiqi.penalty.found import Hit, SearchResult
from huiqi.report.blocks import Block, Facts, Note, Page, Role, Said, Space, TextRun, Tree, TreeItem
from huiqi.report.pages import penalty_words as words
from huiqi.report.pages.opening import heading
from huiqi.report.phrases import Phrases
from huiqi.rulebook.penalties import PenaltyBook

_DECIDES = TextRun("✓", Role.GOOD)
_PRECEDENT = TextRun("◦", Role.QUIET)


def found_pages(
    query: str, found: SearchResult, book: PenaltyBook, phrases: Phrases, as_of: date
) -> Iterator[Page]:
    """All hits with their conditions and laws, then without these, then fewer of them."""
    hits = len(found.hits)
    yield found_page(query, found, book, phrases, as_of)
    for most in range(hits, 0, -1):
        yield found_page(query, found, book, phrases, as_of, most=most)


def found_page(
    query: str,
    found: SearchResult,
    book: PenaltyBook,
    phrases: Phrases,
    as_of: date,
    *,
    most: int | None = None,
) -> Page:
    """The hits; ``most``: only so many, and of each only what tells it apart."""
    say = phrases.say
    title = say("查清单事项与先例")
    blocks: list[Block] = [heading(title, as_of, phrases), Note(query)]
    blocks += _unknown(query, found, phrases)
    shown = found.hits[:most]
    if shown:
        brief = most is not None
        nodes = [_node(hit, book, phrases, as_of, brief=brief, named=True) for hit in shown]
        blocks += [Space(), Tree(nodes), Space()]
        if len(shown) < len(found.hits):
            more = say("另有 {number} 项：--full", number=len(found.hits) - len(shown))
            blocks.append(Note(more))
        if found.total > len(found.hits):
            total = say(
                "共 {total} 项，其中能据以决定的 {deciding} 项：--deciding；多列几项 --most",
                total=found.total,
                deciding=found.deciding,
            )
            blocks.append(Note(total))
        blocks.append(Note.quiet(say("✓ 能据以决定；◦ 先例，别处的规定或案例，不能据以决定。")))
        if not all(hit.precedent for hit in shown):
            blocks.append(Note.quiet(say("方括号里的编号写进违法行为的 items: [...]")))
    return Page(title, blocks)


def found_lines(
    query: str, found: SearchResult, book: PenaltyBook, phrases: Phrases, as_of: date
) -> tuple[list[Block], list[tuple[Hit, TreeItem]]]:
    """What was not found, and each hit with what is said of it: it is chosen, not written by its
    id.
    """
    said = (_node(hit, book, phrases, as_of, brief=False, named=False) for hit in found.hits)
    hits = list(zip(found.hits, said, strict=True))
    return list(_unknown(query, found, phrases)), hits


def _unknown(query: str, found: SearchResult, phrases: Phrases) -> Iterator[Block]:
    """The words that are nowhere, with the nearest; and what to try where nothing was found."""
    say = phrases.say
    rows: list[tuple[Said, Said]] = []
    if found.widened:
        rows.append((say("怎样找的"), words.sought_by(found.widened, phrases)))
    for asked, parts in found.apart:
        sought = say(
            "没有一项连着写“{word}”，按“{parts}”找的", word=asked, parts=say.listed(list(parts))
        )
        rows.append((say("怎样找的"), sought))
    for asked, nearest in found.unknown:
        rows.append((say("没有找到"), say("清单和先例里没有“{word}”", word=asked)))
        if nearest:
            rows.append((say("相近的词"), say.listed(list(nearest))))
    if not found.hits:
        if not rows:
            rows.append((say("没有找到"), query))
        rows.append(("", say("换一个更短的词，或者写领域（如 市场监管）。")))
        general = say(
            "不等于就要罚：一般规定（轻微并及时改正，初次、危害轻微并及时改正）仍适用，"
            "把这件事写下来核对就知道"
        )
        rows.append((say("清单没有的"), general))
    if rows:
        yield Facts(rows)


def _node(
    hit: Hit, book: PenaltyBook, phrases: Phrases, as_of: date, *, brief: bool, named: bool
) -> TreeItem:
    """``named``: with its id."""
    node = _precedent if hit.precedent else _item
    found = node(hit.id, book, phrases, as_of, brief)
    if not named:
        return found
    assert isinstance(found.text, tuple)
    return replace(found, text=(*found.text, TextRun(f"  [{hit.id}]", Role.QUIET)))


def _titled(title: str, outcome: str, role: Role | None) -> Said:
    return (TextRun(title, role), f" → {outcome}")


def _item(name: str, book: PenaltyBook, phrases: Phrases, as_of: date, brief: bool) -> TreeItem:
    say, item = phrases.say, book.items[name]
    whole = book.lists[item.collection]
    force = item.in_force
    period = phrases.text(force.text) + words.expired(force.until, as_of, say)
    where = " · ".join(
        (
            book.domain_label(item.sanction.domain, phrases.language),
            words.place(item, book, phrases),
            phrases.text(whole.title),
            period,
        )
    )
    return TreeItem(
        text=_titled(phrases.text(item.title), words.follows(item.sanction, say), Role.STRONG),
        mark=_DECIDES,
        found=_lines(item.sanction.conditions, where, item.sanction.law, brief),
    )


def _precedent(
    name: str, book: PenaltyBook, phrases: Phrases, as_of: date, brief: bool
) -> TreeItem:
    say, model = phrases.say, book.precedents[name]
    document = book.documents[model.document]
    place = say(
        "{place}（{kind}）",
        place=phrases.text(document.place),
        kind=phrases.text(book.named_as(document.kind)),
    )
    cited = f"{document.title} {document.number}".strip()
    dates = f" · {document.dates}" if document.dates else ""
    where = " · ".join(
        (
            book.domain_label(model.domain, phrases.language),
            place,
            cited + dates + words.expired(document.until, as_of, say),
            say(words.EVIDENCE[model.evidence]),
        )
    )
    return TreeItem(
        text=_titled(model.violation, model.outcome, None),
        mark=_PRECEDENT,
        found=_lines(model.conditions, where, model.law, brief),
    )


def _lines(conditions: str, where: str, law: str, brief: bool) -> str:
    said = (where,) if brief else (conditions, where, law)
    return "\n".join(line for line in said if line)
