"""The result: what the command says of the same enterprise, wherever that came from."""

from __future__ import annotations

import html
import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from huiqi import Engine
from huiqi.dates import today
from huiqi.decision.standing import Mark
from huiqi.decision.topics import overview
from huiqi.report.pages import marks
from huiqi.report.pages.in_short import worth_in_place
from huiqi.report.phrases import Phrases
from huiqi.serialisation.decisions import decision_json
from huiqi.serialisation.writing import json_text
from tests.web.serving import DAY, EXAMPLE, ROOT, Answered, Site

ENTERPRISES = [EXAMPLE, *sorted((ROOT / "cases" / "enterprises").glob("*.yaml"))]


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The same rules, asked without the page."""
    return Engine.load(ROOT / "rules", compare=False)


def text_of(answer: Answered) -> str:
    """What a reader sees."""
    return html.unescape(re.sub("<[^>]*>", "", answer.text))


def carried(answer: Answered) -> str:
    """What is known, as the page holds it."""
    found = re.search('name="profile" value="([^"]*)"', answer.text)
    assert found is not None
    return html.unescape(found[1])


@pytest.mark.parametrize("path", ENTERPRISES, ids=lambda path: path.stem)
def test_it_says_what_was_decided(site: Site, engine: Engine, path: Path) -> None:
    """Each topic under its mark, with its amount; and how many there are of each."""
    answer = site.upload("/result", "x.yaml", path.read_bytes(), {"as_of": DAY})
    assert answer.status == 200
    day = date.fromisoformat(DAY)
    decision = engine.check(engine.read_enterprise(path, day).enterprise, day)
    for topic in overview(engine.rulebook, decision).topics:
        found = re.search(
            f'<details class="ans[^"]*" id="{topic.slot.id}">(.*?)</summary>',
            answer.text,
            re.DOTALL,
        )
        assert found is not None
        line = html.unescape(re.sub("<[^>]*>", " ", found[1]))
        assert marks.WORDS[topic.mark] in line
        if topic.mark in (Mark.ELIGIBLE, Mark.ASK_ENTERPRISE, Mark.ASK_OFFICE):
            assert topic.best is not None
            amount, _ = worth_in_place(topic.best.result, Phrases(engine.rulebook))
            assert amount in line


def test_what_travels_in_the_page_is_read_as_the_same(site: Site, engine: Engine) -> None:
    """Sent again, the page is the same page."""
    first = site.upload("/result", "x.yaml", EXAMPLE.read_bytes(), {"as_of": DAY})
    again = site.post("/result", {"profile": carried(first), "as_of": DAY})
    assert again.text == first.text


@pytest.mark.few(2)
@pytest.mark.parametrize("path", ENTERPRISES, ids=lambda path: path.stem)
def test_restated_it_is_the_same_enterprise(engine: Engine, path: Path) -> None:
    """In one notation, through JSON: every answer is the same."""
    day = date.fromisoformat(DAY)
    told = []
    for source in (path, json.loads(json.dumps(engine.restated(path)))):
        decision = engine.check(engine.read_enterprise(source, day).enterprise, day)
        told.append(json_text(decision_json(decision, Phrases(engine.rulebook))))
    assert told[0] == told[1]


def test_the_form_taken_away_answers_the_same(site: Site) -> None:
    """As a workbook and as a text, with all that is known in it."""
    first = site.upload("/result", "x.yaml", EXAMPLE.read_bytes(), {"as_of": DAY})
    for name in ("form.xlsx", "profile.yaml"):
        fields = {"profile": carried(first), "as_of": DAY}
        form = site.post(f"/{name}", fields)
        assert form.status == 200
        assert form.headers["content-disposition"].startswith("attachment")
        back = site.upload("/result", name, form.body, {"as_of": DAY})
        assert text_of(back) == text_of(first)


def test_that_nobody_knows_is_kept_from_page_to_page(site: Site) -> None:
    """From the file to the result, and into the file that is taken away."""
    sent = "facts:\n  注册地在聊城市: 未知\n".encode()
    first = site.upload("/result", "x.yaml", sent, {"as_of": DAY})
    taken = site.post("/profile.yaml", {"profile": carried(first), "as_of": DAY})
    assert "  注册地在聊城市: 未知\n" in taken.text


@pytest.mark.few(2)
@pytest.mark.parametrize(
    "written",
    [
        "注册地在聊城市: 未知",
        "营业收入: {2022: 不知道, 2021: 3000万元}",
        "技术改造项目: [{项目名称: 一号, 竣工投产日期: 未知}]",
        "已获得的称号: 未知",
        "注册地: 不清楚",
    ],
)
def test_that_nobody_knows_is_kept_whatever_is_saved_and_opened(site: Site, written: str) -> None:
    """From a receipt, the interview, the form, and what is asked again: the same is saved."""
    first = site.upload("/result", "x.yaml", f"facts:\n  {written}\n".encode(), {"as_of": DAY})
    held = {"profile": carried(first), "as_of": DAY}
    told = json.loads(held["profile"])
    assert "未知" in held["profile"]

    def stays(answer: Answered) -> None:
        assert json.loads(carried(answer)) == told

    kept = site.post("/result/receipt.json", held)
    opened = site.upload("/result", "x.json", kept.body, {"as_of": DAY})
    stays(site.post("/result", {"profile": carried(opened), "as_of": DAY}))
    form = site.post("/form.xlsx", held)
    stays(site.upload("/result", "x.xlsx", form.body, {"as_of": DAY}))
    again = site.post("/ask", {**held, "do": "again"})
    stays(again)
    state = re.search('name="interview" value="([^"]*)"', again.text)
    assert state is not None
    looked_over = {"interview": html.unescape(state[1]), "as_of": DAY, "do": "review"}
    stays(site.post("/ask", looked_over))


def test_what_is_wrong_is_told_with_its_place(site: Site) -> None:
    """In a file that was sent, by its own name; there is no result then."""
    wrong = (
        b"enterprise: {name: x}\nfacts:\n  \xe8\x90\xa5\xe4\xb8\x9a\xe6\x94\xb6\xe5\x85\xa5x: 1\n"
    )
    answer = site.upload("/result", "企业.yaml", wrong)
    assert answer.status == 422
    told = text_of(answer)
    assert "企业.yaml 第 3 行第 3 列" in told
    assert "办法" in told or "是否想写" in told


def unmarked(answer: Answered) -> list[str]:
    """What a reader of a page in another language is not told to be Chinese."""
    body = re.sub(r' value="[^"]*"', "", answer.text.split("<body>")[1])
    said = re.sub(r'<(\w+)[^>]* lang="zh-CN"[^>]*>.*?</\1>', "", body)
    return re.findall("[^<>]*[\u3400-\u9fff][^<>]*", said)


def test_what_is_wrong_is_told_in_english(site: Site) -> None:
    """What stands in Chinese then is quoted, and said to be Chinese."""
    wrong = "enterprise: {name: x}\nfacts:\n  营业收入x: 1\n  民营企业: 大概\n".encode()
    answer = site.upload("/result?lang=en", "企业.yaml", wrong)
    assert answer.status == 422
    assert '<span lang="zh-CN">营业收入</span>x' in answer.text
    assert not unmarked(answer)


def test_what_an_english_page_quotes_is_said_to_be_chinese(site: Site) -> None:
    """The titles of documents, the names of projects."""
    answer = site.upload("/result?lang=en", "x.yaml", EXAMPLE.read_bytes(), {"as_of": DAY})
    assert answer.text.count('<span lang="zh-CN">') > 20
    assert not unmarked(answer)
    papers = re.findall(r'<ul class="todo">(.*?)</ul>', answer.text, re.DOTALL)
    beside = re.findall(r"Bring what proves the conditions: (.*?)</p>", answer.text, re.DOTALL)
    assert "R&amp;D ledger summary" in "".join(papers)
    assert beside
    assert not re.search("[\u3400-\u9fff]", "".join([*papers, *beside]))
    for path in ("/", "/measures", "/conditions", "/penalty"):
        assert not unmarked(site.get(f"{path}?lang=en")), path


def test_without_a_file_it_says_so(site: Site) -> None:
    """And keeps nobody waiting."""
    answer = site.post("/result", {"as_of": DAY})
    assert answer.status == 422
    assert "没有选文件" in answer.text


def test_where_there_is_no_page_nothing_is_to_be_mended(site: Site) -> None:
    """It says what is so, and leads back."""
    page = site.get("/nowhere")
    assert page.status == 404
    assert "没有这一页" in page.text
    assert "处要改" not in page.text
    assert "回到开始" in page.text


def test_a_day_that_is_none_is_told(site: Site) -> None:
    """Not taken as today."""
    answer = site.upload("/result", "x.yaml", EXAMPLE.read_bytes(), {"as_of": "2023-13-01"})
    assert answer.status == 422
    assert "C102" in answer.text


@pytest.mark.parametrize(
    ("header", "path", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "/", "zh-CN"),
        ("en-US,en;q=0.9", "/", "en"),
        ("fr-FR,fr;q=0.9", "/", "zh-CN"),
        ("en;q=0.1,zh;q=0.9", "/", "zh-CN"),
        ("", "/", "zh-CN"),
        ("zh-CN", "/?lang=en", "en"),
        ("en", "/?lang=zh", "zh-CN"),
    ],
)
def test_the_language_is_the_readers(site: Site, header: str, path: str, language: str) -> None:
    """As the browser says, unless the address does."""
    answer = site.get(path, Accept_Language=header)
    assert f'<html lang="{language}">' in answer.text


def test_in_english_nothing_of_the_pages_own_is_chinese(site: Site) -> None:
    """But the names of documents, which are quoted, and what the enterprise calls itself."""
    page = site.get("/?lang=en").text
    own = text_of(Answered(200, {}, page.encode())).replace("huiqi 惠企", "").replace("中文", "")
    assert not re.findall("[\u4e00-\u9fff]", own)


def test_the_result_begins_with_what_can_be_done(site: Site) -> None:
    """What an office may be asked stands first, but for what a presumed clause would refuse."""
    firm = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  已经得过的财政支持: []\n"
    firm += "  首次通过高新技术企业认定的年份: %d\n"
    for year, refused in ((2022, False), (2015, True)):
        page = site.upload("/result", "e.yaml", (firm % year).encode(), {"as_of": DAY}).text
        leads = page[page.index('id="leads"') : page.index('class="three"')]
        assert ('id="lead-high-technology-first-pass"' in leads) is not refused
        assert ("推定有一条不符合（早于上一年度），文件没有写：先问部门算不算" in page) is refused
    assert "可能还要带" in page


def test_a_fund_that_a_presumed_clause_refuses_promises_nothing(site: Site) -> None:
    """Neither an amount nor an office; where the clause is met it says whom and what to bring."""
    for registered, promised in (("是", True), ("否", False)):
        firm = f"enterprise: 示例企业\nfacts:\n  注册地在聊城市: {registered}\n"
        firm += "  研发费用加计扣除额: {2022: 500万元}\n"
        page = site.upload("/result", "e.yaml", firm.encode(), {"as_of": DAY}).text
        fund = page[page.index('class="three"') :].partition("免罚轻罚")[0].partition("研发补贴")[2]
        # What it comes to stands where it can be acted on, and is led to from here.
        assert ("见上面“优秀研发机构补贴”" in fund) is promised
        assert ("按推定不符合" in fund) is not promised
        # It answers its topic, and stands there under that name.
        lead = page.partition('class="three"')[0].partition('id="lead-rd-spending"')[2]
        assert ("100万元" in lead) is promised
        assert ("带证明：" in lead) is promised
        assert ("找谁：" in lead) is promised


def test_what_the_first_box_comes_to_is_told_by_whose_money(site: Site) -> None:
    """The city's fund and its tenth of the equipment together; never with the province's."""
    firm = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  技术改造项目:\n"
    firm += "    - {项目名称: 甲, 经第三方审核的实际设备软件投资额: 1500万元}\n"
    firm += "  研发费用加计扣除额: {2022: 500万元}\n"
    page = site.upload("/result", "e.yaml", firm.encode(), {"as_of": DAY}).text
    box = page[page.index('id="leads"') : page.index('class="three"')]
    head = re.sub("<[^>]*>|[\u2009\u202f \n]", "", box)
    # While none of it is sure, a sum is what a superior remembers: none is told.
    assert "还没有一项定下能得；可以去问，各最多这么多" in head
    assert "都办成" not in head
    # What is known to be in force comes first, though the other comes to more.
    assert head.index("不超过100万元") < head.index("不超过150万元")
    # 20 % of 500万元, known to be in force; 10 % of 1500万元, of a document seen last years ago.
    # The sums and the papers further down are of the same documents.
    plain = re.sub("<[^>]*>|[\u2009\u202f \n]", "", page)
    sums = plain.partition("另计：可以去问的，按最多算")[2].partition("都没有算进去")[0]
    valid, _, others = sums.partition("另计：文件是否有效待核的，按最多算")
    assert "市报道不超过100万元" in valid
    # Its document may be over: it stands so here, too.
    assert "市报道*不超过150万元" in others
    lines = re.findall("带证明：(.*?)<", box)
    asked = {paper for line in lines for paper in line.split("、")}
    assert asked
    assert all(paper in page[page.index('id="bring"') :] for paper in asked)


def test_a_maximum_of_the_source_is_no_sum_of_an_enterprise(site: Site) -> None:
    """A key project of the province may have 2000万元 at most, however small it is: that stands at
    its own line, behind what was told bounds, and not in the sums.
    """
    firm = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  技术改造项目:\n"
    firm += "    - {项目名称: 甲, 经第三方审核的实际设备软件投资额: 600万元, 完成投资: 1000万元,"
    firm += " 列入省重大技改项目: 是, 竣工投产日期: 2022-05-01}\n"
    firm += "  研发费用加计扣除额: {2022: 500万元}\n"
    page = site.upload("/result", "e.yaml", firm.encode(), {"as_of": DAY}).text
    plain = re.sub("<[^>]*>|[\u2009\u202f \n]", "", page)
    box = plain.partition("各最多这么多，不相加")[2].partition("免罚轻罚")[0]
    # 20 % of 500万元; 10 % of 600万元 is less, and 2000万元 is what the source says of anyone.
    assert box.startswith("?待你答优秀研发机构补贴")
    # More than the whole project, of 1000万元: the figure stands in its detail alone.
    assert "得多少没有写怎样算；来源写的最高档比所填的项目还大，见明细" in box
    assert "不超过2000万元" not in box
    assert box.index("不超过100万元") < box.index("2000万元")
    assert "2000万元" not in plain.partition("另计：")[2].partition("都没有算进去")[0]


def test_a_document_that_ends_soon_is_told_first(site: Site) -> None:
    """Of what the enterprise may have: to the end of 2026, by its text; not where it is refused."""
    for research, told in (("200万元", True), ("1万元", False)):
        firm = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  营业收入: {2025: 1000万元}\n"
        firm += f"  研发投入（财务报告口径）: {{2025: {research}}}\n"
        page = site.upload("/result", "e.yaml", firm.encode(), {"as_of": "2026-11-29"}).text
        head = page.partition('class="three"')[0]
        assert ("企业研究开发财政补助（2026-12-31，还有 32 天）" in head) is told


def test_a_document_is_in_the_first_box_once(site: Site) -> None:
    """The fund may answer a topic as well: its money is not told, nor counted, twice."""
    page = site.get("/example").text
    box = page[page.index('id="leads"') : page.index('class="three"')]
    plain = re.sub("<[^>]*>|[\u2009\u202f \n]", "", box)
    # 20 % of the super-deduction.  What the equipment and the set may come to is in no sum: whether
    # their documents, last seen in 2019, are in force is not known.
    sums = "条件够的1项：市报道不超过82.36万元；今年还收不收申请，来源没有写，先问"
    assert sums in plain
    assert "226万元" not in plain
    assert re.search(r"另\d项要先问，各最多多少写在下面，不相加", plain) is not None
    assert plain.partition(sums)[2].count("不超过82.36万元") == 1


def test_of_one_sum_nothing_is_said_not_to_be_added(site: Site) -> None:
    """Of one measure nothing is added up, nor is it the best of several."""
    firm = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n"
    firm += "  研发机构评定结果: 优秀\n  研发费用加计扣除额: {2022: 500万元}\n"
    page = text_of(site.upload("/result", "e.yaml", firm.encode(), {"as_of": DAY}))
    told = re.search(r"条件够的 1 项[^。\n]*", page)
    assert told is not None
    assert "不超过 100万元" in told[0]
    for word in ("相加", "合起来", "最好"):
        assert word not in told[0]


def test_only_what_qualifies_is_in_the_sum_at_the_head(site: Site) -> None:
    """What depends on a rating that nobody knows was added to what could be had."""
    research = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n"
    research += "  营业收入: {2025: 3000万元}\n  研发费用加计扣除额: {2025: 500万元}\n"
    research += "  研发投入（财务报告口径）: {2024: 100万元, 2025: 300万元}\n"
    research += "  集成电路领域企业: 否\n  科技型中小企业（入库）: {2025: 是}\n"
    research += "  有违法违规或科研失信情形: 否\n  有财政涉企资金“绿色门槛”不予支持的情形: 否\n"
    research += "  首次通过高新技术企业认定的年份: 不适用\n"
    page = text_of(site.upload("/result", "e.yaml", research.encode(), {"as_of": "2026-12-01"}))
    head = page.partition("现在就能去报、去问的")[2].partition("给领导看的一页")[0]
    # 5 % of 300万元 at most; 20 % of 500万元 only if the institution is rated outstanding.
    assert re.search(r"条件够的 1 项：省 报道 不超过 15万元；今年还收不收申请", head)
    assert "不超过 100万元" in head
    assert "115万元" not in page
    assert re.search(r"另 \d 项要先问，各最多多少写在下面，不相加", head)


def test_what_qualifies_with_a_maximum_alone_is_counted_and_not_summed(site: Site) -> None:
    """In June 2023 both documents were in force: the fund's fifth, and an entrant's reward of which
    the source says what it is at most.
    """
    firm = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  首次升规纳统年份: 2023\n"
    firm += "  研发机构评定结果: 优秀\n  研发费用加计扣除额: {2022: 500万元}\n"
    page = text_of(site.upload("/result", "e.yaml", firm.encode(), {"as_of": DAY}))
    assert re.search("条件够的 2 项：市 报道 不超过 100万元；今年", page)
    assert "来源只写最高，不计：小升规奖励" in page


@pytest.mark.parametrize(
    ("year", "received", "told"),
    [
        (2024, "[]", True),  # only the year is presumed, and not met
        (2025, "[]", False),  # the year is met
        (2024, "未知", True),  # what it had before is open besides
        (2024, "[{名目: 复审奖励, 是哪项措施: 高企复审奖励, 到账日: 2024-03}]", False),
        (None, "[]", False),  # whether it was rechecked is not told
    ],
)
def test_what_only_a_presumption_refuses_is_told_at_the_head(
    site: Site, year: int | None, received: str, told: bool
) -> None:
    """No source says of which year the recheck has to be: with which condition, and on the page
    that is handed on as well.
    """
    firm = f"enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  已经得过的财政支持: {received}\n"
    if year is not None:
        firm += f"  最近一次高企复审通过的年份: {year}\n"
    fields = {"as_of": "2026-11-30"}
    first = site.upload("/result", "e.yaml", firm.encode(), fields)
    second = site.post("/result/summary", {"profile": carried(first), **fields})
    for page in (first.text.partition('class="three"')[0], second.text):
        plain = re.sub("<[^>]*>", "", page).replace("\u2009", " ")
        line = re.search("只因推定的条件不符合，来源没有写，问也放在最后：([^。]*)。", plain)
        own = "高企复审奖励（市级） 不超过 5 万元（早于上一年度）"
        assert (line is not None and own.replace(" ", "") in line[1].replace(" ", "")) is told


@pytest.mark.parametrize(("title", "named"), [("", True), ("市级企业技术中心", False)])
def test_a_title_that_is_held_is_not_applied_for(site: Site, title: str, named: bool) -> None:
    """It is told where it stands, and not among what can be done."""
    held = f"[{{称号: {title}}}]" if title else "[]"
    firm = f"enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  已获得的称号: {held}\n"
    firm += "  近两年被认定严重失信或重大质量、安全事故: 否\n"
    page = site.upload("/result", "e.yaml", firm.encode(), {"as_of": DAY}).text
    leads = page[page.index('id="leads"') : page.index('class="three"')]
    assert ('id="lead-technology-and-design-centre"' in leads) is named
    assert ("已有市级企业技术中心，这一个不用再报" in text_of_part(page)) is not named
    # Nor is anything asked for it.
    below = page[page.index("企业技术与设计中心", page.index("制造业二十个题目")) :]
    below = below.partition("</details>")[0]
    assert ("报别的，看下面的条件" in below) is not named
    # Others that the document recognises are not held.
    assert "为什么" in below


def test_of_a_document_that_ends_soon_the_questions_are_asked_at_once(site: Site) -> None:
    """At the head, with what has to be answered; not of one that is refused, nor months before."""
    firm = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n"
    fields = {"as_of": "2026-11-29"}
    bare = site.upload("/result", "e.yaml", firm.encode(), fields)
    # Nothing brings it near yet: that it ends would only frighten.
    assert "文件快失效" not in bare.text.partition('class="three"')[0]
    firm += "  首次通过高新技术企业认定的年份: 2019\n  营业收入: {2025: 2.36亿元}\n"
    firm += "  研发投入（财务报告口径）: {2025: 980万元, 2024: 830万元}\n"
    page = site.upload("/result", "e.yaml", firm.encode(), fields)
    lines = re.findall('<p class="small open">文件快失效.*?</p>', page.text, re.DOTALL)
    (line,) = lines
    assert "企业研究开发财政补助（2026-12-31，还有 32 天）" in text_of_part(line)
    found = re.search('form="asks" name="queue" value="([^"]*)">([^<]*)<', line)
    assert found is not None
    assert "问" in found[2]
    queue = html.unescape(found[1])
    assert "rd_super_deduction" in queue
    asked = site.post("/ask", {"profile": carried(page), "do": "queue", "queue": queue, **fields})
    assert asked.status == 200
    assert (
        "文件快失效"
        not in site.upload("/result", "e.yaml", firm.encode(), {"as_of": "2026-03-01"}).text
    )


def text_of_part(part: str) -> str:
    """What a reader sees of a part of a page."""
    return html.unescape(re.sub("<[^>]*>|[\u2009\u202f]", "", part))


def test_a_single_question_is_named_at_any_length(site: Site) -> None:
    """On the page a line may be long: what is asked is told, not that something is."""
    firm = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n"
    page = site.upload("/result", "e.yaml", firm.encode(), {"as_of": DAY}).text
    assert "要答：近两年被认定严重失信或重大质量、安全事故" in page
    assert "另答 1 问" not in page


def test_what_is_known_as_well_as_it_can_be_is_not_asked_again(site: Site) -> None:
    """A figure told as a range is wanted exactly after all else; what it leaves open can be asked
    about, with its papers.
    """
    firm = (
        "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  技术改造项目:\n    - 项目名称: 甲\n"
        "      竣工投产日期: 2022-05-01\n"
    )
    roughly = "      经第三方审核的实际设备软件投资额: <= 1500万元\n"

    def shown(text: str) -> tuple[str, str]:
        page = site.upload("/result", "e.yaml", text.encode(), {"as_of": DAY}).text
        leads, panel = page.partition('class="three"')[0], page[page.index('id="asked"') :]
        return leads, panel[: panel.index("</ol>")]

    leads, asked = shown(firm)
    assert "lead-renovation" not in leads
    assert "经第三方审核的实际设备软件投资额" in asked
    leads, asked = shown(firm + roughly)
    own = leads[leads.index('id="lead-renovation"') :]
    assert "等确切的数：经第三方审核的实际设备软件投资额" in own
    assert "不超过 150万元" in own
    assert "带证明：" in own
    assert "第三方审核报告" in own
    assert "经第三方审核的实际设备软件投资额" not in asked


def test_the_sum_apart_is_of_what_an_office_may_be_asked(site: Site) -> None:
    """What the box at the head names; what waits for answers is counted, and in no sum."""
    firm = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  技术改造项目:\n"
    firm += "    - {项目名称: 甲, 经第三方审核的实际设备软件投资额: 1500万元}\n"
    page = site.upload("/result", "e.yaml", firm.encode(), {"as_of": DAY}).text
    plain = re.sub("[\u2009\u202f ]", "", page)
    assert 'id="lead-renovation"' in page
    sums = plain[plain.index('id="sum"') :].partition("</section>")[0]
    # A tenth of what was spent; the 2000万元 of a key project wait for an answer.
    assert "不超过150万元" in sums
    assert "2000" not in sums
    assert re.search("待你答的\\d+件（连同题下别的文件）都没有算进去", sums)


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ({"已经得过的财政支持": "不知道"}, "以前得过哪些财政奖补"),
        ({"营业收入": {2022: "不知道"}}, "营业收入"),
        ({"技术改造项目": [{"项目名称": "甲", "列入省重大技改项目": "不知道"}]}, "省重大技改"),
    ],
)
def test_what_nobody_knows_is_not_asked_first(
    site: Site, told: dict[str, object], question: str
) -> None:
    """A fact, of one year, or a field of a record: others come before it, and whom to ask stands
    below them, also after the form that is taken away.
    """

    def asked(facts: dict[str, object], *, taken: bool = False) -> tuple[str, str]:
        known = {"注册地在聊城市": "是", "技术改造项目": [{"项目名称": "甲"}], **facts}
        firm = json.dumps({"enterprise": "示例企业", "facts": known}, ensure_ascii=False)
        page = site.upload("/result", "e.yaml", firm.encode(), {"as_of": DAY})
        if taken:
            form = site.post("/form.xlsx", {"profile": carried(page), "as_of": DAY})
            page = site.upload("/result", "e.xlsx", form.body, {"as_of": DAY})
        panel = page.text[page.text.index('id="asked"') :]
        first, _, rest = panel[: panel.index("</section>")].partition("</ol>")
        return first, rest

    (first, below), (known, beside) = asked(told), asked({})
    assert question in known
    assert "不知道" not in beside
    assert question not in first
    assert question in below[below.index("答过不知道的，去问") :]
    assert first.count("<li>") == known.count("<li>")
    assert asked(told, taken=True) == (first, below)


def test_what_ends_soon_is_said_first(site: Site) -> None:
    """With the day, before any answer."""
    firm = (
        "enterprise: 示例企业\nfacts:\n  已获得的称号: [{称号: 瞪羚企业, 有效期至: 2023-06-30}]\n"
    )
    page = text_of(site.upload("/result", "e.yaml", firm.encode(), {"as_of": DAY}))
    assert "快到期：瞪羚企业（2023-06-30，还有 10 天）" in page.partition("三件事")[0]


def test_a_maximum_of_the_source_is_told_from_what_was_worked_out(site: Site) -> None:
    """A share of an investment is worked out; what is raised with others is as much as they are."""
    firm = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  技术改造项目:\n"
    firm += "    - {项目名称: 甲, 经第三方审核的实际设备软件投资额: 1500万元}\n"
    page = site.upload("/result", "e.yaml", firm.encode(), {"as_of": DAY}).text
    rows = page[page.index('class="three"') :].split('<details class="ans')[1:]
    said = {
        row[row.index('id="') + 4 :].partition('"')[0]: row.partition("</summary>")[0]
        for row in rows
    }
    # A tenth of what was told, at the most that the source says.
    assert "按来源的最高算" in said["smart-factory"]
    # Of what only a maximum of the source bounds the share alone: a part of it says nothing.
    assert "先得到所上浮的才有" in said["output-per-acre"]
    assert "所上浮的 20%" in said["output-per-acre"]
    assert "万元" not in said["output-per-acre"]
    assert "最高" not in said["renovation"]
    assert "按最多算" not in said["renovation"]


def test_what_one_step_would_bring_is_told(site: Site) -> None:
    """A fifth of the deduction, were the institution graded the best (as reported)."""
    firm = (
        "enterprise: 示例企业\nfacts:\n  居民企业: 是\n  注册地在聊城市: 是\n"
        "  研发机构评定结果: {grade}\n  研发费用加计扣除额: {{2022: 780万元}}\n"
    )

    def fund_and_topic(grade: str) -> tuple[str, str]:
        source = firm.format(grade=grade).encode()
        page = site.upload("/result", "e.yaml", source, {"as_of": DAY}).text
        opened = page[page.index('id="rd-spending"') :].partition("</details>")[0]
        papers = "够了以后要带" if grade == "良好" else "要带"
        assert papers in opened
        assert "A107012" in opened
        row = re.search('id="rd-spending".*?</summary>', page, re.DOTALL)
        assert row is not None
        three = page.partition('class="three"')[2]
        said = text_of(Answered(200, {}, three.encode()))
        return said[said.index("研发补贴") :].partition("免罚轻罚")[0], row[0]

    fund, topic = fund_and_topic("良好")
    # What it would come to stands above, where what is nearly met stands.
    assert "见上面“优秀研发机构补贴”" in fund
    assert "若改变，不超过 156万元" in topic
    fund, topic = fund_and_topic("优秀")
    # What it comes to stands above, where one can act on it.
    assert "见上面“优秀研发机构补贴”" in fund
    assert "不超过 156万元" in topic
    assert "若改变" not in fund + topic


def test_a_day_that_is_still_to_come_is_told(site: Site) -> None:
    """For what is so today may not be so then."""
    firm = "enterprise: 示例企业\n".encode()
    for day, ahead in ((today(), False), (today() + timedelta(days=1), True)):
        page = site.upload("/result", "e.yaml", firm, {"as_of": str(day)}).text
        assert (f"{day} 还没有到" in page) is ahead


#: Of what is asked about other documents most is told, so that few questions are numbered.
RESEARCH = (
    "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  营业收入: {2025: 2.36亿元}\n"
    "  研发投入（财务报告口径）: {2025: 980万元, 2024: 830万元}\n"
    "  研发费用加计扣除额: {2025: 912万元, 2024: 760万元}\n  研发机构评定结果: 未知\n"
    "  已获得的称号:\n    - {称号: 高新技术企业, 有效期至: 2026-11-29, 认定日期: 2023-11-29}\n"
    "  技术改造项目:\n    - {项目名称: 示例产线, 列入省重大技改项目: 未知,"
    " 竣工投产日期: 2026-05-20, 经第三方审核的实际设备软件投资额: <=1650万元,"
    " 属于智能工厂、数字化车间等智能化改造: 未知, 完成投资: 1800万元}\n"
    "  已经得过的财政支持: {至少: [{名目: 高企认定补助}]}\n"
    "  有财政涉企资金“绿色门槛”不予支持的情形: 否\n"
)


def _research(site: Site, more: str) -> str:
    """What the first box says of the subsidy for research, with more told."""
    page = site.upload("/result", "e.yaml", (RESEARCH + more).encode(), {"as_of": "2026-11-29"})
    box = page.text.partition('id="leads"')[2].partition('class="three"')[0]
    plain = re.sub("<[^>]*>|[\u2009\u202f \n]", "", box)
    return plain.partition("企业研究开发财政补助")[2].partition("带证明")[0]


def test_what_settles_the_amount_is_counted_with_what_settles_the_status(site: Site) -> None:
    """另答 2 问 were answered, and then a third halved the sum; of few each is named."""
    asked = "有违法违规或科研失信情形"
    assert f"要答：{asked}、集成电路领域企业（下面第1、2问）" in _research(site, "")
    assert f"要答：{asked}（下面第1问）" in _research(site, "  集成电路领域企业: 否\n")
    # How much it is waits for the field alone.
    assert "能得；多少还看：集成电路领域企业" in _research(site, f"  {asked}: 否\n")


def test_what_somebody_said_not_to_know_is_to_be_found_out(site: Site) -> None:
    """The page said to answer 不知道 and ask the office, and then that it had to be answered."""
    told = "  集成电路领域企业: 否\n  有违法违规或科研失信情形: 未知\n"
    assert "先问：有违法违规或科研失信情形" in _research(site, told)
    both = told.replace("否", "未知")
    assert "先问：有违法违规或科研失信情形、集成电路领域企业" in _research(site, both)


def test_beside_what_nobody_knew_stands_who_decides_it(site: Site) -> None:
    """The hint of its question; 办公室知道 sent whoever had said not to know back to herself."""
    firm = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n"
    unknown = "  有财政涉企资金“绿色门槛”不予支持的情形: 未知\n"
    said = "以生态环境部门的核查为准"
    page = text_of(site.upload("/result", "e.yaml", (firm + unknown).encode(), {"as_of": DAY}))
    assert said in page.partition("答过不知道的，去问")[2]
    assert said not in text_of(site.upload("/result", "e.yaml", firm.encode(), {"as_of": DAY}))


def test_what_is_only_to_be_looked_at_again_stands_below_what_can_be_done(site: Site) -> None:
    """That a project is not completed yet she knows: she has said so."""
    told = RESEARCH.replace("竣工投产日期: 2026-05-20", "竣工投产日期: 2027-03-20")
    page = site.upload("/result", "e.yaml", told.encode(), {"as_of": "2026-11-29"})
    remark = "竣工投产日期在评估日以后"
    head, _, below = page.text.partition('id="leads"')
    assert remark not in head
    assert remark in below
    carried_on = {"profile": carried(page), "as_of": "2026-11-29"}
    summary = text_of(site.post("/result/summary", carried_on))
    assert remark in summary.partition("可以去问")[2]


def test_whoever_has_no_first_set_yet_is_told_what_one_would_bring(site: Site) -> None:
    """没有这样的项目或称号 ended what an owner who is applying for it asked about most."""
    page = site.upload("/result", "e.yaml", f"{RESEARCH}  首台套产品: []\n".encode()).text.replace(
        "\u2009", ""
    )
    row = page.partition("首台套与首批次")[2].partition("</summary>")[0]
    assert "没有这样的项目或称号；有了以后：列入国家目录一次性100万至150万元" in row


def test_the_last_day_of_a_document_is_no_day_by_which_to_apply(site: Site) -> None:
    """It stood alone under 申报时间, and was taken for the day to apply by."""
    page = site.upload("/result", "e.yaml", RESEARCH.encode(), {"as_of": "2026-11-29"}).text
    times = re.sub("<[^>]*>", "", page.partition('id="times"')[2].partition("</section>")[0])
    assert "来源没有写" in times or "来源都没有写" in times
    before, _, after = times.partition("文件本身快失效：")
    assert "2026-12-31" in after
    assert "2026-12-31" not in before


def test_how_it_is_rounded_is_said_as_far_as_the_source_does(site: Site) -> None:
    """向上取整 stood beside 进位还是舍去没有写."""
    page = site.upload("/result", "e.yaml", RESEARCH.encode(), {"as_of": "2026-11-29"}).text
    assert "进位还是舍去没有写" in page
    assert "取整到" in page
    assert "向上取整" not in page


def test_the_address_of_a_result_leads_to_where_one_begins(site: Site) -> None:
    """A result is of what was posted: its bare address, kept or typed, was no page."""
    for path, begin in (("/result", "/?gone=1"), ("/result?lang=en", "/?lang=en&gone=1")):
        found = site.get(path)
        assert (found.status, found.headers["location"]) == (303, begin)
    # Whoever opened it is told that the answers are gone, and how they come back.
    assert "答过的只在那一页里" in site.get("/?gone=1").text
    assert "答过的只在那一页里" not in site.get("/").text


def test_what_was_had_before_is_no_promise(site: Site) -> None:
    """The reward for a recheck of 2022 was told as received, and 5万元 stood among what may be had:
    it is said, and in no sum.
    """
    firm = (
        "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  最近一次高企复审通过的年份: 2025\n"
    )
    had = "  已经得过的财政支持:\n    - {名目: 示例, 是哪项措施: 高企复审奖励, 到账日: 2023年3月}\n"
    for more, before in (("  已经得过的财政支持: []\n", False), (had, True)):
        page = site.upload("/result", "e.yaml", (firm + more).encode(), {"as_of": "2026-11-30"})
        head = text_of_part(page.text.partition('id="leads"')[2].partition('class="three"')[0])
        assert ("已经得过；再给不给，来源没有写清" in head) is before
        assert "都办成" not in head


def test_what_is_missed_by_a_figure_stands_at_the_head(site: Site) -> None:
    """A research subsidy that was refused for 4 % of the revenue stood three screens below."""
    firm = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  营业收入: {2025: 1.88亿元}\n"
    firm += "  研发投入（财务报告口径）: {2025: 760万元}\n"
    page = site.upload("/result", "e.yaml", firm.encode(), {"as_of": "2026-11-30"})
    head = text_of_part(page.text.partition('class="three"')[0])
    missed = head.partition("还差的、以后能得的")[2]
    # 6 % are asked of up to 200 million: of 18,800 they are 1128, and 760 were spent.
    assert re.search(
        "企业研究开发财政补助 省 报道，文件有效到 2026-12-31，还有 31 天\\s*：?"
        "研发占销售收入没达到：要 6%，就是 1128万元；有 760万元，还差 368万元",
        missed,
    )


def test_what_is_missed_by_nothing_is_no_miss(site: Site) -> None:
    """须超过 0元 stood at the head of whoever has no contract."""
    firm = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  创新券服务合同: []\n"
    page = site.upload("/result", "e.yaml", firm.encode(), {"as_of": "2026-11-30"})
    head, _, rest = page.text.partition('class="three"')
    assert "须超过" not in head
    assert "要有才行" not in head
    # Further down its reason is no sum of nought.
    assert "要有才行" in rest
    assert "须超过 0" not in rest


def test_titles_for_which_nothing_is_given_are_named(site: Site) -> None:
    """Four were told, of three nothing was said: had anybody looked at them?"""
    firm = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  已获得的称号:\n"
    firm += "    - {称号: 瞪羚企业}\n    - {称号: 省级绿色工厂}\n    - {称号: 高新技术企业}\n"
    firm += "    - {称号: 驰名商标}\n"
    page = site.upload("/result", "e.yaml", firm.encode(), {"as_of": "2026-11-30"})
    head = text_of_part(page.text.partition('class="three"')[0])
    # The brand reward is for a mark, the research subsidies for the certificate.
    assert "没有查到按这些称号给钱的文件：瞪羚企业、省级绿色工厂。" in head
    none = firm.partition("  已获得的称号")[0]
    page = site.upload("/result", "e.yaml", none.encode(), {"as_of": "2026-11-30"})
    assert "没有查到按这些称号" not in page.text


def test_of_an_amount_on_which_sources_disagree_each_that_is_known_is_told(site: Site) -> None:
    """金额未知 stood where one of two sources gives 3 % of the deduction."""
    firm = RESEARCH + "  集成电路领域企业: 否\n"
    page = site.upload("/result", "e.yaml", firm.encode(), {"as_of": "2026-11-29"})
    row = page.text[page.text.index("市研发补助") :].partition("</summary>")[0]
    # 3 % of what 912万元 are more than 760万元, above 200 million of revenue: 4.56万元.
    told = text_of_part(row)
    assert re.search("来源说法不同，申报通知.*不超过 4.56万元.*发布会.*金额未知", told)
    # The amount at the right says the same.
    assert "一说不超过 4.56万元" in told


def test_of_a_list_that_may_go_on_what_was_told_of_is_bounded(site: Site) -> None:
    """金额未知 stood at a project whose investment was told, since there may be others."""
    firm = (
        "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  技术改造项目: {至少: [{项目名称: 甲,"
    )
    firm += " 竣工投产日期: 2026-05, 经第三方审核的实际设备软件投资额: <= 2600万元}]}\n"
    page = site.upload("/result", "e.yaml", firm.encode(), {"as_of": "2026-11-30"}).text
    row = page[page.index('id="renovation"') :].partition("</summary>")[0]
    assert "写到的不超过 260万元" in text_of_part(row)
