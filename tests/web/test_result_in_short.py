"""The first screen and a half of a result on a phone, and the page for a superior: each told once,
nothing that leads nowhere.
"""

from __future__ import annotations

import html
import json
import re

import pytest

from huiqi.engine import Engine
from tests.web.serving import ROOT, Answered, Site
from tests.web.test_asking import follow
from tests.web.test_few_answers import hidden_in
from tests.web.test_result import carried
from tests.web.test_told_on_result import words

DAY = "2026-11-30"
#: A maker of machine parts: a certificate of 2023, a project that is not finished, a deduction that
#: is known about, and some answers that nobody in the house knew.
TOLD = {
    "registered_in_liaocheng": "是",
    "rd_super_deduction": {"2025": "756万元..924万元", "2024": "712万元"},
    "revenue": {"2025": "18600万元"},
    "rd_expense_reported": {"2025": "920万元"},
    "industry_code": "C3489",
    "statistics_entry_year": "2018年",
    "support_received": [],
    "rd_institution_rating": "未知",
    "recognitions": [{"title": "高新技术企业", "recognised_on": "2023年10月"}],
    "high_technology_recheck_year": "不适用",
    "renovation_projects": [
        {
            "name": "二号车间改造",
            "provincial_key": "未知",
            "completed_on": f"> {DAY}",
            "audited_equipment_and_software": "<= 640万元",
            "smart": "未知",
            "special_bond_2024": "未知",
        }
    ],
    "first_set_products": [],
    "voucher_contracts": [],
    "land_rating": "未知",
    "listing_steps": [],
}
SENT = {"profile": json.dumps({"facts": TOLD}), "as_of": DAY, "empty": "[]"}


def result_of(site: Site, **more: object) -> Answered:
    """The result of her, with more told."""
    return site.post("/result", {**SENT, "profile": json.dumps({"facts": {**TOLD, **more}})})


def part(page: Answered, first: str, then: str) -> str:
    """What a reader sees from one mark to another."""
    return words(page.text.partition(first)[2].partition(then)[0])


def test_which_how_much_with_what_and_whom_stand_in_the_first_box(site: Site) -> None:
    """Until when stood on the tenth screen, and the one sum at the head, in a chart and below."""
    page = result_of(site)
    box = part(page, 'id="leads"', 'class="jump"')
    # 20 % of 924, and a tenth of 640.
    assert re.search("优秀研发机构补贴.*不超过 184.8万元.*带证明：.*A107012", box)
    assert "不超过 64万元" in box
    assert box.count("什么时候报：读到的来源都没有写") == 1
    # Where no source names who answers for it, that is said once; who may is presumed of what
    # answers for the other documents of its topic.
    assert box.count("服务专员") == 1
    assert "找谁：多半是聊城市科学技术局（推定）" in box
    folded = re.sub("(?s)<details.*?</summary>", "", page.text)
    assert "各项最多到多少" not in folded


def test_what_is_nearly_met_says_how_much_is_lacking(site: Site) -> None:
    """A sixth is lacking, of a year that is over, and the document ends before another counts: that
    is said, and is nothing near, nor is it offered what it would come to.
    """
    for path in ("/result", "/result/summary"):
        page = site.post(path, SENT)
        near = part(page, 'id="nearly"', "</section>")
        # Of up to 200 million 6 % are asked: 18600 x 6 % = 1116, and 1116 - 920 = 196.
        missed = (
            "企业研究开发财政补助.*?文件有效到 2026-12-31.*?"
            "要 6%，就是 1116万元；有 920万元，还差 196万元；这是2025年的数，那一年已过完，补不上；"
            "文件有效期里等不到下一年的数；还没有定的："
        )
        assert (re.search(missed, near) is not None) is (path == "/result")
        assert "照这样算" not in near
        refused_ = part(page, 'id="refused"', "</section>")
        assert "企业研究开发财政补助：研发占销售收入没达到：差 196万元" in refused_
        # What is known to be in force comes first, below what may still be had.
        if path == "/result":
            assert near.index("企业研究开发财政补助") < near.index("市研发补助")
            assert near.index("补不上的（") < near.index("企业研究开发财政补助")
        # What waits for a day or a contract, and what it would bring; what is not known of it is to
        # be asked until then, and is not folded, but on the page that is handed on, where a highest
        # beyond the whole project would stand for it.
        later = "竣工投产以后再看；先问准：列入省重大技改项目（管理层知道）；给的是：得多少没有写"
        assert "最高2000万元" not in near
        before = near.index(later) < near.index("等时间、等项目的")
        assert before is (path == "/result")
        # Who says that there is none is offered nothing for one.
        assert "首台（套）奖励" not in near
        folded = part(page, 'id="no"', "</section>") + part(page, 'id="beside-no"', "</section>")
        assert path != "/result" or "有了以后：列入国家目录一次性100万至150万元" in folded
        assert "今年还没有本市服务方的合同" in near
        assert "须超过" not in near


@pytest.mark.parametrize("drawn", ["/result", "/result/summary"])
def test_what_others_know_is_to_be_asked_and_has_its_amount(site: Site, drawn: str) -> None:
    """Up to 20 million waited for one answer that nobody in the house knew, as a name alone."""
    project = {
        "name": "二号车间改造",
        "completed_on": "2026-08-31",
        "audited_equipment_and_software": "600万元",
        "provincial_key": "未知",
        "smart": "否",
    }
    facts = {**TOLD, "renovation_projects": [project]}
    page = site.post(drawn, {**SENT, "profile": json.dumps({"facts": facts})})
    asked = part(page, 'id="others-know"', "</section>")
    # Of a project of 6 million not even the source's 20 stand beside it.
    told = "重大技术改造项目支持 +得多少没有写怎样算；来源写的最高档比所填的项目还大，见明细 省"
    assert re.search(told, asked)
    # Of a project of 6 million nobody is told 20 as what is worked out for it.
    assert "支持 +不超过 2000万元" not in words(page.text)
    assert "所以是不超过 20,000,000.00" not in words(page.text)
    assert "先问准：列入省重大技改项目（答过不知道，管理层知道）" in asked
    assert "（没有填）" not in asked
    # What can be answered in the house besides is told with it.
    del project["completed_on"]
    page = site.post(drawn, {**SENT, "profile": json.dumps({"facts": facts})})
    asked = part(page, 'id="others-know"', "</section>")
    assert "先问准：列入省重大技改项目（答过不知道，管理层知道）；要答：竣工投产日期" in asked
    # What nobody was asked is not among it, nor what hardly any enterprise has.
    del project["provincial_key"]
    page = site.post(drawn, {**SENT, "profile": json.dumps({"facts": facts})})
    assert 'id="others-know"' not in page.text
    assert "要答：列入省重大技改项目、竣工投产日期" in part(page, 'id="few"', "</section>")


def test_a_first_set_is_offered_where_there_is_a_product(site: Site) -> None:
    """It was offered to who said to have none."""
    product = {"name": "样机", "list": "未列入"}
    near = part(
        result_of(site, first_set_products={"全部": [product]}), 'id="nearly"', "</section>"
    )
    assert re.search("首台（套）奖励.*?列入目录或名单以后再看；给的是：列入国家目录", near)


def test_what_is_missed_altogether_is_told_behind_what_is_near(site: Site) -> None:
    """Above 200 million 4 % are asked: of 25000 they are 1000, and 920 were spent."""
    page = result_of(site, revenue={"2025": "25000万元"}, rd_expense_reported={"2025": "920万元"})
    near = part(page, 'id="nearly"', "</section>")
    assert re.search("企业研究开发财政补助.*?要 4%，就是 1000万元；有 920万元，还差 80万元", near)
    # On a day before it is in force nothing is near.
    figures = {"revenue": {"2023": "18600万元"}, "rd_expense_reported": {"2023": "920万元"}}
    told = json.dumps({"facts": {**TOLD, **figures, "renovation_projects": []}})
    early = site.post("/result", {"profile": told, "as_of": "2024-11-30", "empty": "[]"})
    assert "市研发补助" in part(early, 'id="nearly"', "</section>")
    assert "企业研究开发财政补助 省 报道" not in part(early, 'id="nearly"', "</section>")
    # In English, too.
    english = site.post("/result?lang=en", SENT).text
    assert "6% is needed, that is ¥11,160k; ¥9,200k is there, ¥1,960k is lacking" in words(english)


def test_no_link_of_a_result_leads_nowhere(site: Site) -> None:
    """答这一项的 10 问 asked one, and a figure that is known about was answered with 都问过了."""
    page = result_of(site)
    profile = carried(page)
    queues = {html.unescape(one) for one in re.findall('name="queue" value="([^"]+)"', page.text)}
    assert len(queues) > 5
    for queue in queues:
        asked = site.post("/ask", {**SENT, "profile": profile, "do": "queue", "queue": queue})
        # So many as it was said to be.
        assert follow(asked.text) + 1 == len(queue.split("\n"))


def test_what_only_makes_up_a_figure_is_not_counted(site: Site) -> None:
    """14 问 were told of one that decides: the others are asked as the one figure they make up."""
    page = result_of(site)
    box = part(page, 'id="lead-rd-institution"', "</summary>")
    assert "先问：研发机构评定结果" in box
    assert "14" not in box
    sheet = words(site.post("/result/summary", SENT).text)
    assert "先问：研发机构评定结果；" in sheet
    assert "居民企业" not in sheet


def test_the_counts_of_questions_agree(site: Site) -> None:
    """12 题, 22 问 and 13 题 were told of the same answers."""
    found = result_of(site)
    result, review = words(found.text), words(site.post("/ask", {**SENT, "do": "review"}).text)
    told = re.search(r"(?:还有 (\d+) 题没有问到、)?答了不知道的和跳过的一共 (\d+) 题；", result)
    assert told is not None
    assert told[0].rstrip("；") in review
    asked = site.post("/ask", SENT)
    follow = re.search(r"后面大约还有 (\d+) 题", asked.text)
    beside = asked.text.count('name="b.')
    assert follow is not None
    assert int(follow[1]) + 1 + beside == int(told[1])


def test_a_list_told_in_part_is_said_to_be_on_every_page(site: Site) -> None:
    """都问过了 was followed by 还有 1 题没有问到: of what was had before only some was told."""
    payment = {
        "name": "2018年高企奖励",
        "measure": "高企首次认定奖励（市级）",
        "received_on": "2019-05-31",
    }
    told = {"support_received": {"至少": [payment]}}
    sent = {**SENT, "profile": json.dumps({"facts": {**TOLD, **told}})}
    result = words(site.post("/result", sent).text)
    counts = re.search("(还有[^；]*?题[^；]*?)；先弄清下面", result)
    assert counts is not None
    assert counts[1].endswith("只写了一部分、要补全的 1 题：已经得过的财政支持")
    assert counts[1] in words(site.post("/ask", {**sent, "do": "review"}).text)
    assert "已经得过的财政支持 （只写了一部分，没说还有没有别的）" in result
    # Who tells of all has nothing to complete.
    whole = {**SENT, "profile": json.dumps({"facts": {**TOLD, "support_received": [payment]}})}
    assert "只写了一部分" not in words(site.post("/result", whole).text)
    only = {"registered_in_liaocheng": "是", **told}
    bare = site.post("/ask", {**SENT, "profile": json.dumps({"facts": only}), "do": "review"})
    assert "只写了一部分、要补全的 1 题" in words(bare.text)


def test_what_one_district_tells_alone_says_so_at_the_head(site: Site) -> None:
    """That other counties have to be asked stood folded; the firm is in another."""
    project = {**TOLD["renovation_projects"][0], "completed_on": "2026-08-31"}  # type: ignore[index]
    facts = {**TOLD, "renovation_projects": [project]}
    for path in ("/result", "/result/summary"):
        page = site.post(path, {**SENT, "profile": json.dumps({"facts": facts})})
        told = words(page.text).partition("技术改造设备奖补")[2].partition("智能化设备购置支持")[0]
        assert "只见于聊城市东昌府区2019年的材料，别的县区要问" in words(page.text), path
        assert told


def test_all_that_is_refused_stands_in_one_place(site: Site) -> None:
    """A superior was shown 7 of what was refused, and of the certificate nothing."""
    held = {"title": "高新技术企业", "recognised_on": "2018年10月"}
    first = {"high_technology_recheck_year": "未知", "首次通过高新技术企业认定的年份": 2018}
    facts = {**TOLD, **first, "recognitions": [held]}
    for path in ("/result", "/result/summary"):
        page = site.post(path, {**SENT, "profile": json.dumps({"facts": facts})})
        found = page.text.partition('id="refused"')[2].partition("</section>")[0]
        lines = [words(one) for one in re.findall("<li>(.*?)</li>", found)]
        number = re.search("一共 ([0-9]+) 项", words(found))
        assert number is not None
        assert int(number[1]) == len(lines)
        told = dict(one.strip().split("：", 1) for one in lines)
        assert len(told) == len(lines)
        # Under a topic, below the document that answers it, and as presumed.
        for name in ("小升规奖励", "品牌奖励", "首次认定高企补助", "高企首次认定（市级）"):
            assert told[name], name


def test_a_cross_says_what_is_asked_not_what_was_found(site: Site) -> None:
    """✗ 还没有竣工 was read as the system's own finding of what was completed in August."""
    project = {
        "name": "二号车间改造",
        "completed_on": "2026-08-31",
        "audited_equipment_and_software": "600万元",
    }
    page = result_of(site, renovation_projects=[project])
    told = words(page.text)
    assert re.search("✗ 要求：还没有竣工；现在是：已经竣工 ?竣工投产日期 2026-08-31", told)
    assert "✗ 还没有竣工" not in told


def test_papers_that_no_source_lists_are_said_to_be_inferred(site: Site) -> None:
    """带第三方审核报告 was told flatly, of which no source says that it is asked for."""
    sheet = words(site.post("/result/summary", SENT).text)
    assert sheet.count("所列证明是按条件推的，来源没有写清单") == 1
    assert sheet.index("所列证明是按条件推的") < sheet.index("A107012")


def test_what_only_excludes_is_not_enough(site: Site) -> None:
    """读到的条件够 was told of a project nobody was asked about."""
    clean = (
        "serious_violation_list",
        "shandong_digital_incident",
        "other_discredit_list",
        "project_provincial_money_before",
        "green_threshold_refused",
    )
    known = dict.fromkeys(clean, "否")
    told = words(result_of(site, **known).text)
    # The four that its notice states: accidents and discredit, other lists, the project, the green.
    assert re.search("揭榜挂帅 ?读到的只有不得有的 4 条（三年内有事故或失信等）", told)


def test_what_was_skipped_counts_down_to_the_last(site: Site) -> None:
    """后面还有 0 题 stood on five pages after one another."""
    page = site.get(f"/ask?measure=first-set&as_of={DAY}")
    for _ in range(40):
        if "前面跳过的" in page.text or 'value="skip"' not in page.text:
            break
        page = site.post("/ask", {**hidden_in(page, "/ask"), "do": "skip"})
    found = []
    while told := re.search(
        r"前面跳过的，再问一次；(?:后面还有 (\d+) 题|可能是最后一页)", page.text
    ):
        found.append(int(told[1] or 0))
        page = site.post("/ask", {**hidden_in(page, "/ask"), "do": "unknown"})
        assert len(found) < 40
    assert found
    assert found[-1] == 0
    assert found.count(0) == 1


def test_what_was_just_decided_stands_above_the_next_question(site: Site) -> None:
    """It stood below everything on the page, and was never seen."""
    told = {key: value for key, value in TOLD.items() if key != "rd_expense_reported"}
    sent = {**SENT, "profile": json.dumps({"facts": told}), "do": "queue"}
    keys = [["rd_expense_reported", 2025, ""], ["land_rating", None, ""]]
    page = site.post("/ask", {**sent, "queue": "\n".join(map(json.dumps, keys))})
    # Before it is answered it says how much would be needed: 6 % of 186 million.
    assert re.search("要到多少 *[^：]*企业研究开发财政补助：要 6%，就是 1116万元", words(page.text))
    page = site.post("/ask", {**hidden_in(page, "/ask"), "do": "answer", "a": "920"})
    assert "研发占销售收入没达到" in page.text.partition("<h1")[0]
    assert page.text.count("刚答出来的") == 1


def test_that_no_title_is_the_one_is_no_fault_of_a_title(site: Site) -> None:
    """✗ 高新技术企业 不符合这里的条件 read as if to be high-technology were the trouble."""
    text = words(result_of(site).text)
    assert "填了的（高新技术企业）里没有所要的" in text
    assert "高新技术企业 不符合这里的条件" not in text


def test_what_is_folded_says_what_it_is(site: Site) -> None:
    """What is not to be had is folded, and the place to which a count leads is there."""
    page = result_of(site).text
    for name in re.findall('<a href="#([a-z_-]+)">', page):
        assert f'id="{name}"' in page, name
    for name in ("no", "others", "elsewhere"):
        assert f'<details class="more" id="{name}">' in page
    assert "只有外地的文件，只供对照" in page
    # Whatever is folded is there: each document that is refused with why.
    assert "不是2022年以来首次升规" in page.partition('id="no"')[2]


def test_what_is_not_covered_is_said_where_one_begins(site: Site) -> None:
    """Nobody asked about patents, staff or a loan, and nothing said so."""
    said = "没有收税收优惠、专利资助、招工用工、社保、普通贷款的政策"
    assert said in site.get("/").text
    # Not folded, nor far down.
    panel = result_of(site).text.partition('id="leads"')[2].partition("</section>")[0]
    assert said in panel.rpartition("<details")[0].rpartition("</details>")[2]
    sent = {**SENT, "profile": json.dumps({"facts": TOLD})}
    assert said in site.post("/result/summary", sent).text.partition("<details")[0]
    rulebook = Engine.load(ROOT / "rules", compare=False).rulebook
    own = [one for one in rulebook.measures.values() if rulebook.level(one) != "comparable"]
    titles = [one.title.zh for one in own if one.published and one.gives is not None]
    assert len(titles) > 20
    assert not [
        one
        for one in titles
        if re.search("专利|招工|用工|就业|社保|社会保险|贷款|税收|减税|免税", one)
    ]


def test_what_only_the_presumed_year_refuses_is_to_be_asked_with_what_is_given(site: Site) -> None:
    """The document that is in force for a month more stood but under another's; of it no figure is
    known but the least (at_least 10万元).
    """
    more = {
        "first_high_technology_year": "2024",
        "recognitions": [{"title": "高新技术企业", "recognised_on": "2024年12月"}],
        "rd_subsidy_barred": "否",
        "green_threshold_refused": "否",
    }
    for path in ("/result", "/result/summary"):
        told = {**SENT, "profile": json.dumps({"facts": {**TOLD, **more}})}
        said = words(site.post(path, told).text)
        led = said.partition("可以去问部门的" if path == "/result" else "惠企政策一页")[2]
        led = led.partition("差一点" if "差一点" in led else "不符合的")[0]
        assert re.search("首次认定高企补助.{0,300}给就不少于 *10 *万元", led), path
        assert "来源没有写看哪一年：按推定不符合（不在上一年度）" in led, path
        assert "首次认定高企补助：推定有一条不符合" not in said, path
