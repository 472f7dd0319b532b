"""What a bookkeeper reads on the result and on the page for a superior."""

from __future__ import annotations

import html
import re

import pytest

from tests.web.serving import Answered, Site

DAY = {"as_of": "2026-11-30"}
FIRM = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n"
#: What brings a research subsidy that is in force within reach.
RESEARCH = """  营业收入: {2025: 21846.37万元}
  研发投入（财务报告口径）: {2025: 941万元, 2024: 815万元}
  已获得的称号: [{称号: 高新技术企业, 认定日期: 2025-12-08, 有效期至: 2028-12-08}]
"""
#: Two projects: one is a smart one, of the other nobody said.
PROJECTS = """  技术改造项目:
    - {项目名称: 甲线, 经第三方审核的实际设备软件投资额: <= 1186.42万元}
    - 项目名称: 乙车间
      经第三方审核的实际设备软件投资额: <= 968.5万元
      属于智能工厂、数字化车间等智能化改造: 是
"""


def words(text: str) -> str:
    """What a reader sees, in one line."""
    return re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]*>", "", text)))


def pages(site: Site, facts: str) -> tuple[Answered, Answered]:
    """The result, and the page that is handed on."""
    result = site.upload("/result", "e.yaml", (FIRM + facts).encode(), DAY)
    found = re.search('name="profile" value="([^"]*)"', result.text)
    assert found is not None
    return result, site.post("/result/summary", {"profile": html.unescape(found[1]), **DAY})


def test_what_may_be_asked_for_is_named_with_its_amount(site: Site) -> None:
    """5万元 of a named office was 另有 1 件, behind a prize for thirty of the whole city."""
    facts = "  最近一次高企复审通过的年份: 2025\n  研发费用加计扣除额: {2025: 823.6万元}\n"
    facts += "  研发机构评定结果: 未知\n" + RESEARCH + PROJECTS
    facts += (
        "  已经得过的财政支持: [{名目: 高企奖励 10万元, 是哪项措施: 高企奖励, 到账日: 2023年}]\n"
    )
    result, sheet = pages(site, facts)
    head = result.text.partition('id="leads"')[2].partition('class="jump"')[0]
    recheck = head.index("高企复审奖励（市级）")
    assert recheck < head.index("一季度开门红奖励")
    assert re.search("高企复审奖励（市级）.*不超过 5万元.*找谁：聊城市科学技术局", words(head))
    # Whatever there is no room for is named, with its amount, and leads to where it stands below.
    named = re.search('<a href="#in-first-quarter-start">一季度开门红奖励</a> ([^<]*)', head)
    assert named is not None
    assert "不超过 10万元" in named[1]
    assert 'id="first-quarter-start"' in result.text
    assert words(sheet.text).index("高企复审") < words(sheet.text).index("一季度开门红")


def test_what_may_have_been_had_is_said_and_stands_last(site: Site) -> None:
    """A reward for a first certificate, after one was paid, was told as to be asked for."""
    had = "  已经得过的财政支持: [{名目: 高企奖励 10万元, 是哪项措施: 高企奖励, 到账日: 2023年}]\n"
    result, sheet = pages(site, "  首次通过高新技术企业认定的年份: 2019\n" + had)
    for page in map(words, (result.text, sheet.text)):
        said = re.search("问也放在最后：([^。]*)。", page)
        assert said is not None
        assert re.search("高企首次认定.*可能已享受 高企奖励 10万元", said[1])
    # One of a year that is not presumed to be over is last of what may be asked for.
    result, sheet = pages(site, "  首次通过高新技术企业认定的年份: 2025\n" + had)
    head = words(result.text.partition('id="leads"')[2].partition('class="jump"')[0])
    assert head.index("一季度开门红") < head.index("高企首次认定")
    assert "可能已享受 高企奖励 10万元" in head
    assert words(sheet.text).index("一季度开门红") < words(sheet.text).index("高企首次认定")


#: A project of which nobody in the house knows whether it is a smart one.
LOOMS = """  技术改造项目:
    - 项目名称: 甲线
      竣工投产日期: 2026-04-20
      经第三方审核的实际设备软件投资额: 863万元
      属于智能工厂、数字化车间等智能化改造: {smart}
      列入省重大技改项目: 否
  已经得过的财政支持: []
"""


def test_what_only_an_office_can_say_is_to_be_gone_and_asked(site: Site) -> None:
    """After 不知道 86.3万元 stood on the fourth screen, and on the page of a superior in a fold."""
    result, sheet = pages(site, LOOMS.format(smart="未知"))
    head = words(result.text.partition('id="leads"')[2].partition('class="jump"')[0])
    paper = words(sheet.text.partition("<details")[0])
    for page in (head, paper):
        own = page.index("智能化设备购置支持", page.index("不要相加"))
        assert re.match("[^?!✓]*?(先问：属于智能|不超过 86.3万元)", page[own:])
        assert own < page.index("一季度开门红奖励")
        assert "先问：属于智能工厂、数字化车间等智能化改造" in page
        # Two figures for one project are not added, in sight.
        assert "智能化设备购置支持、技术改造设备奖补是同一个项目的，能否都得要问，不要相加" in page
    # What shows it is the project's own, too, where the answer was 不知道.
    bring = head[head.index("先问：属于智能") :].partition("一季度")[0]
    assert "带证明：第三方审核报告、项目备案证明" in bring
    # Nothing received is shown by no paper.
    assert "到账凭证" not in head
    # What nobody was asked yet is not among them.
    unasked, _ = pages(site, LOOMS.format(smart="未知").replace("      属于", "      # 属于"))
    assert "智能化设备购置支持" not in unasked.text.partition('class="jump"')[0]


def test_a_share_of_the_firms_own_figure_is_its_own(site: Site) -> None:
    """20% of its own 863,000 was 不是本企业的数, and among what names no amount."""
    told = LOOMS.format(smart="是") + "  亩产效益综合评价: A类\n"
    result, sheet = pages(site, told)
    head = words(result.text.partition('id="leads"')[2].partition('class="jump"')[0])
    for page in (head, words(sheet.text.partition("<details")[0])):
        raised = page.index("亩产效益A类上浮")
        assert "不超过 17.26万元" in page[raised:]
        assert "先得到智能化设备购置支持才有" in page[raised:]
        assert "亩产效益" not in page.partition("没有写金额、也可以问的")[2]
    assert "不是本企业的数" not in words(result.text)
    # With a maximum of the source among what it raises it is none.
    open_, _ = pages(site, told.replace("      列入省重大技改项目: 否\n", ""))
    assert "按各项来源的最高档算，不是本企业的数" in words(open_.text)


def test_what_one_step_is_lacking_for_is_nearly_met(site: Site) -> None:
    """还差的、以后能得的 showed nothing but a fold beside 87.2万元 that one step would bring."""
    facts = "  研发费用加计扣除额: {2025: 436万元}\n  研发机构评定结果: 良好\n"
    result, sheet = pages(site, facts)
    for page in map(words, (result.text, sheet.text)):
        nearly = page.partition("还差的、以后能得的")[2].partition("再答几问")[0]
        assert re.match(
            " *优秀研发机构补贴 .*?只差：研发机构评定结果；"
            "没有公布：优秀研发机构的评定标准等 4 处；"
            "给的是：不超过 87.2万元",
            nearly,
        )
        assert "优秀研发机构补贴：" not in page.partition("不符合的（推定的也在内）")[2]
    # On the page that is handed on it is told in one place, and not again with its fund.
    assert words(sheet.text).count("87.2万元") == 1


def test_of_several_projects_each_side_is_told(site: Site) -> None:
    """条件够 stood before 215.5万元, of which one of two projects has 96.85; the other was never
    asked about.
    """
    result, sheet = pages(site, PROJECTS)
    # A tenth of 968.5万元, and of 1186.42万元.
    told = "2 个技术改造项目里，1 个够（不超过 96.85万元），1 个没有定（不超过 118.642万元）"
    head = words(result.text.partition('id="leads"')[2].partition('class="jump"')[0])
    topics = words(result.text.partition('class="cols"')[2])
    for page in (head, topics, words(sheet.text)):
        assert told in page
    assert "读到的条件够" not in head.partition("智能化设备购置支持")[2].partition("找谁")[0]
    assert "属于智能工厂、数字化车间等智能化改造吗（甲线）" in topics


def test_one_figure_is_told_alike_wherever_it_stands(site: Site) -> None:
    """215.5万元 stood above a working that comes to 2,154,920.00."""
    result, sheet = pages(site, PROJECTS)
    assert "2,154,920.00" in result.text
    for page in (result, sheet):
        assert "215.492万元" in words(page.text)
        assert "215.5万元" not in words(page.text)


def test_the_end_of_a_document_is_no_day_by_which_to_apply(site: Site) -> None:
    """要报就在这以前 stood beside that no source says when."""
    result, sheet = pages(site, RESEARCH)
    head = words(result.text.partition('id="leads"')[0])
    assert re.search(
        "企业研究开发财政补助（2026-12-31，还有 31 天）。什么时候报，来源没有写。", head
    )
    assert "以前" not in head
    assert "来源没有写；文件到 2026-12-31 失效" in words(sheet.text)


def test_whom_to_ask_is_said_once_and_straight(site: Site) -> None:
    """没有就问各项写的部门 stood above items that each said that no department is written."""
    facts = "  最近一次高企复审通过的年份: 2025\n  已经得过的财政支持: []\n"
    result, sheet = pages(site, facts + PROJECTS)
    panel = result.text.partition('id="leads"')[2].partition('class="jump"')[0]
    head = words(panel)
    for page in (head, words(sheet.text)):
        # The office that is known stands beside what it is asked about.
        assert "找谁：聊城市科学技术局" in page
        # A number of others left open which they are.
        assert "找谁：没写部门的，先问联系本企业的服务专员" in page
        assert page.count("服务专员") == 1
        assert "没有就问各项写的部门" not in page
    # There are such; that none is written stands once.
    assert panel.count('id="lead-') > head.count("找谁：聊城市科学技术局")
    assert head.count("没写部门的，") == 1
    assert "向聊城市人民政府办公室" in head


def test_the_words_beside_an_amount_are_explained_where_they_are_first_seen(site: Site) -> None:
    """市 报道*, 省 官方 were explained nowhere near."""
    result, sheet = pages(site, PROJECTS)
    for page in (result.text, sheet.text):
        told = words(page)
        assert told.count("报道：原文没有见到，只见报道转述") == 1
        assert told.count("*：文件现在还有没有效没有查到，要先问") == 1
    assert "官方：读到了文件原文" in words(result.text.partition('class="three"')[0])
    # Where nothing can be acted on yet it stands at the first amounts there are.
    bare = site.upload("/result", "e.yaml", "enterprise: 甲\nfacts: {}\n".encode(), DAY)
    assert words(bare.text).count("官方：读到了文件原文") == 1


def test_the_page_for_a_superior_begins_with_what_can_be_had(site: Site) -> None:
    """Which, how much, what to bring, whom and when, before anything that is only to be asked."""
    _, sheet = pages(
        site,
        RESEARCH
        + """  集成电路领域企业: 否
  有财政涉企资金“绿色门槛”不予支持的情形: 否
  有违法违规或科研失信情形: 否
  研发费用加计扣除额: {2025: 823.6万元}
"""
        + PROJECTS,
    )
    text = words(sheet.text)
    first = text.partition("可以去问的")[0]
    # 941 less 815 is 126万元, of which 5 % are 6.3, of a text that pays in whole 万元.
    assert re.search("企业研究开发财政补助 ?不超过 7万元", first)
    for said in ("研发费用专项审计报告", "文件到 2026-12-31 失效"):
        assert said in first
    # Whom is said once, of all of it.
    assert text.count("服务专员") == 1
    assert "技术改造设备奖补" not in first


def test_a_search_finds_topics_titles_and_other_places_each_as_what_it_is(site: Site) -> None:
    """专精特新 found nothing, beside a topic of that name on the result."""
    _, _, found = words(site.post("/measures", {"words": "专精特新", **DAY}).text).partition("0 件")
    topics, _, rest = found.partition("称号：怎样认定")
    titles, _, places = rest.partition("外地的文件")
    assert "专精特新与小巨人" in topics.partition("题下没有市里、省里的文件")[2]
    assert "专精特新中小企业（2022年办法）" in titles
    assert "济南：专精特新" in places
    assert "没有收，不等于没有" not in found
    # What nothing says is still nothing; what the city has stands first, other places' apart.
    nothing = words(site.post("/measures", {"words": "量子计算", **DAY}).text)
    assert "没有收，不等于没有" in nothing
    assert "外地的文件" not in nothing
    sets = words(site.post("/measures", {"words": "首台套", **DAY}).text)
    assert sets.index("首台（套）奖励") < sets.index("外地的文件") < sets.index("青岛：")


def test_of_a_way_that_is_not_taken_no_gap_is_told(site: Site) -> None:
    """差 4031.5万元 stood at a project of 3100万元 of which 968.5 are spent: the source asks for
    the whole investment, which a project that goes on has elsewhere.
    """
    project = "项目名称: 乙车间, 竣工投产日期: 2027-06, 完成投资: 968.5万元"
    result, _ = pages(site, "  技术改造项目: [{" + project + "}]\n")
    said = words(result.text)
    assert "总投资5000万元以上（这里比的是已经花出的完成投资）" in said
    assert "差 4031.5万元" not in said
    # Completed, and in no such county: then it is what is lacking.
    project = "项目名称: 乙车间, 竣工投产日期: 2025-06, 完成投资: 968.5万元, 在重点帮扶县等地区: 否"
    result, _ = pages(site, "  技术改造项目: [{" + project + "}]\n")
    assert "完成投资不到5000万元" in words(result.text)


def test_that_what_decides_is_known_less_well_than_the_document_is_said(site: Site) -> None:
    """省 官方* became 省 报道* through answers that change nothing in who wrote the paper."""
    told = "  近三年有较大以上生产安全事故: 否\n  列入严重违法失信名单: 否\n  失信被执行人: 否\n"
    told += "  重大税收违法失信主体: 否\n  同一项目得到过省级财政资金: 否\n"
    told += "  有财政涉企资金“绿色门槛”不予支持的情形: 否\n"
    result, _ = pages(site, told)
    row = result.text[result.text.index('id="open-challenge"') :].partition("</summary>")[0]
    # The green threshold is known by a report; the call itself is the department's own.
    assert "省 报道*" in words(row)
    assert "文件是官方，有的条件或金额只有报道，所以写作报道" in words(row)
    row = result.text[result.text.index('id="smart-factory"') :].partition("</summary>")[0]
    assert "所以写作" not in words(row)


#: An increase of 184万元 of a firm above 2亿元: 5 % of it is 9.2万元, 10 % is 18.4万元, each up.
INCREASE = """  营业收入: {2025: 346128400.55}
  研发投入（财务报告口径）: {2025: 1420万元, 2024: 1236万元}
  已获得的称号: [{称号: 高新技术企业, 认定日期: 2025-12-08, 有效期至: 2028-12-08}]
"""


def test_of_an_amount_that_one_answer_decides_each_is_told(site: Site) -> None:
    """19万元 stood alone, of a rate for integrated circuits, to a rolling mill."""
    answered = "  集成电路领域企业: {}\n"
    for told, amount, both in (
        ("", "不超过 10或19万元", True),
        (answered.format("否"), "不超过 10万元", False),
        (answered.format("是"), "不超过 19万元", False),
    ):
        result, sheet = pages(site, INCREASE + told)
        box = result.text.partition('id="leads"')[2].partition('class="jump"')[0]
        for text in (words(box), words(sheet.text)):
            row = text.partition("企业研究开发财政补助")[2]
            assert amount in row
            assert ("不超过 10万元；集成电路领域企业的 不超过 19万元" in text) is both
        assert ("多少看这一问" in box) is both
        assert ("是否为集成电路领域的企业" in box) is both


def test_the_page_for_a_superior_begins_with_the_answer(site: Site) -> None:
    """It stood as a lone bullet in the middle; what questions were numbered was on another page."""
    facts = "  研发费用加计扣除额: {2025: 1386万元}\n" + INCREASE + PROJECTS
    _, sheet = pages(site, facts)
    text = words(sheet.text)
    assert text.index("还没有一项定下能得") < text.index("找谁：") < text.index("二十条：")
    assert "条文没有公开" not in text
    assert "下面第" not in text.partition("还要弄清")[0]
    # Whom and when stand once for all that no source says it of.
    asked = sheet.text.partition('<ul class="brief">')[2].partition("</ul>")[0]
    assert len(asked.split("<li>")) > 2
    assert text.count("找谁：") == words(asked).count("找谁：") + 1
    assert text.count("来源没有写，一起问") + text.count("来源都没有写，一起问") == 1
    assert "各项的数不要相加" in text
    assert re.search("没有细列的 [0-9]+ 项：.*市研发补助", text)


def test_a_name_can_be_written_on_the_page_for_a_superior(site: Site) -> None:
    """It is kept with what was told, and asked for only where there is none."""
    result = site.upload("/result", "e.yaml", f"facts:\n{INCREASE}".encode(), DAY)
    found = re.search('name="profile" value="([^"]*)"', result.text)
    assert found is not None
    sent = {"profile": html.unescape(found[1]), **DAY}
    nameless = site.post("/result/summary", sent)
    assert "未命名" not in words(nameless.text)
    assert 'name="name"' in nameless.text
    named = site.post("/result/summary", {**sent, "name": "示例铝材"})
    assert "<h1>示例铝材</h1>" in named.text
    assert 'name="name"' not in named.text
    kept = re.search('name="profile" value="([^"]*)"', named.text)
    assert kept is not None
    assert "示例铝材" in words(
        site.post("/result", {"profile": html.unescape(kept[1]), **DAY}).text
    )


def test_what_may_come_to_nothing_is_in_no_sum(site: Site) -> None:
    """545.25万元 of an award that may not be held, and of another district's paper of 2019."""
    facts = "  研发费用加计扣除额: {2025: 13862417.36}\n  技术改造项目:\n"
    facts += "    - {项目名称: 甲线, 经第三方审核的实际设备软件投资额: 2680万元}\n"
    result, _ = pages(site, facts)
    sums = words(result.text.partition('id="sum"')[2].partition("</section>")[0])
    # A fifth of the deduction, a tenth of the equipment.
    assert re.search(r"优秀研发机构补贴 市 报道\* ?不超过 277.25万元", sums)
    assert re.search(r"技术改造设备奖补 市 报道\* ?不超过 268万元", sums)
    assert "545.25" not in sums


def test_what_only_a_presumption_refuses_keeps_its_amount(site: Site) -> None:
    """可以不答 put 5万元 away, for a condition that no source states."""
    facts = "  最近一次高企复审通过的年份: 2024\n  已经得过的财政支持: 未知\n"
    result, _ = pages(site, facts)
    row = result.text.partition('id="high-technology-recheck"')[2].partition("</summary>")[0]
    assert "不超过 5万元" in words(row)
    assert "可以不答" not in words(row)
    assert "问部门" in words(row)


@pytest.mark.parametrize(
    ("looked", "found"),
    [
        ("技改", ["technical-renovation", "smart-equipment", "renovation-2025"]),
        ("上规", ["above-scale-reward"]),
        ("高企", ["high-technology-recheck"]),
        ("科小", ["rd-subsidy-2025", "city-rd-subsidy"]),
        ("研发补贴", ["rd-institution-subsidy", "rd-subsidy-2025", "city-rd-subsidy"]),
        ("首台套", ["first-set"]),
    ],
)
def test_what_everybody_calls_a_thing_finds_it(site: Site, looked: str, found: list[str]) -> None:
    """技改 did not find 技术改造设备奖补."""
    page = site.post("/measures", {"words": looked})
    listed = page.text.partition('role="status"')[2]
    assert all(f"/measures/{one}" in listed for one in found)


def test_what_any_measure_is_for_is_no_wider_search(site: Site) -> None:
    """写到“企业”的另有 19 件, of 高新技术企业."""
    assert "另有" not in words(site.post("/measures", {"words": "高新技术企业"}).text)
    assert "写到“奖励”的另有" in words(site.post("/measures", {"words": "高企奖励"}).text)
    # The other with 贴息 is found with it, behind the one that has all of it.
    text = words(site.post("/measures", {"words": "贷款贴息"}).text).partition("单独也找了")[2]
    assert text.index("重大技术改造项目支持") < text.index("省重大技改项目等额贴息")


def test_from_a_guide_the_way_leads_back_to_the_result(site: Site) -> None:
    """What was answered was lost behind a link."""
    result, _ = pages(site, INCREASE)
    found = re.search('name="profile" value="([^"]*)"', result.text)
    assert found is not None
    sent = {"profile": html.unescape(found[1]), **DAY}
    listed = site.post("/measures", {**sent, "words": "技改"})
    address = re.search('formaction="(/measures/technical-renovation)"', listed.text)
    assert address is not None
    guide = site.post(address[1], {**sent, "words": "技改"})
    assert "看结果" in guide.text
    back = re.search('action="/result">.*?name="profile" value="([^"]*)"', guide.text, re.DOTALL)
    assert back is not None
    again = site.post("/result", {"profile": html.unescape(back[1]), **DAY})
    assert "企业研究开发财政补助" in words(again.text)


def test_a_guide_says_what_the_named_figures_are(site: Site) -> None:
    """Names instead of figures; and of its head what it says of papers and time below."""
    guide = words(site.get("/measures/rd-institution-subsidy").text)
    assert "研发机构补贴比例：20%" in guide
    assert "研发机构补贴单户上限：单户上限没有公布" in guide
    head = re.search("来源没有写全的：([^ ]*)", guide)
    assert head is not None
    assert "申报材料" in head[1]
    assert "申报时间" in head[1]


def test_an_act_is_offered_what_is_near_to_it(site: Site) -> None:
    """Of an advertisement six items of food were asked, and the precedents not told."""
    act = {
        "f.what": "广告用了“最佳”一词，第一次，已改正",
        "f.domain": "市场监管",
        "f.person": "企业",
    }
    page = site.post("/penalty", {**act, "f.committed_on": "2026-10-20", **DAY})
    near = words(page.text.partition('id="alike"')[2].partition("</section>")[0])
    assert near.count("最佳") >= 2
    assert "不能据以决定" in near
    assert "清单里没有像的（市场监管收进来的 16 项都是食品、食盐的）" in page.text
    assert "清单里没有：按一般规定核对" in page.text
    panel = page.text.partition('id="next"')[2].partition("</section>")[0]
    # First what whoever asks can tell.
    assert "有权的人判定" not in panel
    food = {**act, "f.what": "经营标签不符合规定的预包装食品", "f.committed_on": "2026-10-20"}
    listed = site.post("/penalty", {**food, **DAY}).text
    assert "清单里没有像的" not in listed
    assert "别的（上面都不是）" in listed


LATE = {
    "f.what": "逾期申报",
    "f.domain": "tax",
    "f.person": "enterprise",
    "f.committed_on": "2026-10-27",
    "f.corrected_on": "2026-11-05",
}


def test_what_the_nation_lists_is_not_called_elsewhere(site: Site) -> None:
    """A wording of the nation's own list for which no source was found stood first as 别处, over
    the item of that list that applies.
    """
    for items in ("tax-first-3", ""):
        named = {"items": items} if items else {}
        page = site.post("/penalty", {**LATE, **named, "as_of": "2026-12-01"})
        found = page.text.partition('id="alike"')[2].partition("</section>")[0]
        assert "无可引来源" not in found.partition("<details")[0]
        folded = found.partition("<details")[2].partition("</details>")[0]
        assert "另有没核到出处的说法：清单里有的，按清单" in words(folded)
        assert "未按规定期限办理纳税申报" in folded
        # The list that may decide comes first.
        listed = (
            "全国清单第3项" if items else "纳税人未按照税收征收管理法及实施细则等有关规定的期限"
        )
        assert -1 < page.text.find(listed) < page.text.find('id="alike"')


def test_what_no_value_settles_is_said_once_of_a_question(site: Site) -> None:
    """是：仍没有定；否：仍没有定 stood below every question of an act."""
    given = {**LATE, "items": "tax-first-3", "as_of": "2026-12-01"}

    def asked(**more: str) -> str:
        page = site.post("/penalty", given | more).text
        return words(page.partition('id="next"')[2].partition("</section>")[0])

    # What was before is asked first.
    assert "以前的违法" in asked()
    assert asked().count("只答这一问还定不下来") == 1
    panel = asked(history="none")
    assert panel.count("只答这一问还定不下来") == 1
    # Of each value what it moves, and no line where it moves nothing.
    assert "不再适用：拒不改正、逾期不改正或者改正后仍不合格" in panel
    assert "仍没有定" not in panel
    assert "还要看别的事实" not in panel


def test_what_a_renewal_would_bring_is_told_before_its_year(site: Site) -> None:
    """Six days before its certificate ended, 5万元 stood last of all, as refused."""
    held = "  已获得的称号:\n    - {称号: 高新技术企业, 有效期至: 2026-12-07}\n"
    facts = held + "  最近一次高企复审通过的年份: 2023\n"
    for page in map(words, (one.text for one in pages(site, facts))):
        near = page.partition("还差的、以后能得的")[2]
        told = "高新技术企业这次通过复审、重新认定以后再看；给的是：不超过 5万元"
        assert re.match(f".{{,160}}高企复审奖励（市级）.{{,40}}{told}", near)
        assert "高企复审奖励（市级） 不超过 5万元（早于上一年度）" not in page


def test_who_is_chosen_stands_beside_the_amount(site: Site) -> None:
    """不超过 10万元 waited for what was had before; thirty of the city have it."""
    had = "  已经得过的财政支持: {至少: [{名目: 2024年专精特新奖励, 是哪项措施: 未知}]}\n"
    for page in map(words, (one.text for one in pages(site, had))):
        line = page.partition("一季度开门红奖励 不超过 10万元")[2][:80]
        assert "突出的30家；怎样评选没有公布" in line
        assert "可能已享受 2024年专精特新奖励" not in page


def test_of_as_much_the_newer_document_stands_first(site: Site) -> None:
    """A tenth of one project by a document of 2019 stood before one of 2021."""
    told = "项目名称: 甲, 经第三方审核的实际设备软件投资额: 860万元, 竣工投产日期: 2025-09-10"
    project = f"  技术改造项目: [{{{told}, 属于智能工厂、数字化车间等智能化改造: 未知}}]\n"
    result, _ = pages(site, project)
    leads = result.text.partition('id="leads"')[2].partition("</section>")[0]
    heads = [words(one) for one in re.findall("<summary>(.*?)</summary>", leads, re.DOTALL)]
    own = [one for one in heads if "不超过 86万元" in one]
    assert ["智能化设备购置支持" in one for one in own] == [True, False]
    assert "技术改造设备奖补" in own[1]
