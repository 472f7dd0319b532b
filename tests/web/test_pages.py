"""The list of documents, conditions that lead to them, and violations."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from huiqi import Engine
from huiqi.kept_decisions import replay_check, replay_incident
from huiqi.rulebook.reach import Reach
from huiqi.serialisation.receipt_files import read_receipt
from tests.web.serving import DAY, EXAMPLE, ROOT, Answered, Site
from tests.web.test_result import ENTERPRISES, carried, text_of


def documents(answer: Answered) -> list[str]:
    """The ids of the documents that are listed."""
    return re.findall(r'<a href="/measures/([\w-]+)', answer.text)


def test_every_document_of_the_city_and_the_province_is_listed(site: Site) -> None:
    """Each leads to how one applies for it."""
    found = documents(site.get("/measures"))
    assert len(found) == len(set(found))
    assert "first-set" in found
    for name in found:
        assert site.get(f"/measures/{name}").status == 200
    assert site.get("/measures/no-such").status == 404


def test_filters_narrow_the_list(site: Site) -> None:
    """Each alone and both together."""
    every = set(documents(site.get("/measures")))
    city = set(documents(site.get("/measures?level=city")))
    province = set(documents(site.get("/measures?level=province")))
    assert city | province == every
    assert not city & province
    reward = set(documents(site.get("/measures?instrument=reward")))
    assert set(documents(site.get("/measures?instrument=reward&level=city"))) == reward & city
    assert documents(site.get("/measures?instrument=no-such")) == []


@pytest.mark.parametrize("fact", ["first_set_products", "revenue", "renovation_projects"])
def test_a_condition_leads_to_what_rests_on_it(site: Site, fact: str) -> None:
    """And to nothing else."""
    rulebook = Engine.load(ROOT / "rules", compare=False).rulebook
    reach = Reach(rulebook)
    found = documents(site.get(f"/measures?condition={fact}"))
    assert set(found) == {
        name
        for name in documents(site.get("/measures"))
        if fact in reach.of_measure(rulebook.measures[name])
    }
    assert found
    label = rulebook.label(fact).zh
    page = site.get("/conditions").text
    assert (
        f'<a href="/measures?condition={fact}">{label}</a> <span class="quiet">{len(found)}' in page
    )


def test_with_an_enterprise_each_has_its_mark(site: Site) -> None:
    """Nothing of it stands in the address of a link."""
    first = site.upload("/result", "x.yaml", EXAMPLE.read_bytes(), {"as_of": DAY})
    listed = site.post("/measures", {"profile": carried(first), "as_of": DAY, "level": "city"})
    line = re.search('id="rd-institution-subsidy">(.*?)</summary>', listed.text, re.DOTALL)
    assert line is not None
    assert "能得" in line[1]
    assert "不超过 82.36万元" in line[1]
    assert not re.search('href="[^"]*示例', listed.text)


def incident(answer: Answered) -> dict[str, object]:
    """What is told of the act, as the page holds it."""
    found = re.search('name="incident" value="([^"]*)"', answer.text)
    assert found is not None
    told = json.loads(html.unescape(found[1]))
    assert isinstance(told, dict)
    return told


ACT = {
    "f.what": "食品生产者未悬挂食品生产许可证",
    "f.domain": "market",
    "f.person": "enterprise",
    "f.committed_on": "2025-03-01",
    "items": "shandong-2021-3",
    "as_of": "2025-06-01",
}


def going_on(site: Site, answer: Answered, **more: str) -> Answered:
    """The form of a page sent with an answer."""
    fields = {"incident": json.dumps(incident(answer)), "as_of": ACT["as_of"]}
    return site.post("/penalty", {**fields, **{k.replace("__", "."): v for k, v in more.items()}})


def test_a_violation_is_asked_until_it_is_decided(site: Site) -> None:
    """What settles most is asked first; corrected within the limit it must go unpunished."""
    page = site.post("/penalty", ACT)
    assert "还没有定" in page.text
    assert 'name="f.corrected_on"' in page.text
    page = going_on(site, page, f__corrected_on="2025-03-05", f__correct_by="2025-03-10")
    told = text_of(page)
    assert "还没有定" not in told
    assert "应当不予行政处罚" in told
    assert "责令改正或者限期改正违法行为" in told
    assert "《轻微违法行为不予立案处罚审批表》" in told


def test_what_was_told_can_be_told_otherwise_and_taken_back(site: Site) -> None:
    """The answer follows."""
    page = site.post("/penalty", ACT)
    page = going_on(site, page, f__corrected_on="2025-03-05", f__correct_by="2025-03-10")
    late = going_on(site, page, f__corrected_on="2025-03-20")
    assert "还没有定" in late.text
    open_ = going_on(site, page, over="corrected_on,correct_by", f__correct_by="2025-03-10")
    told = incident(open_)["incident"]
    assert isinstance(told, dict)
    assert "corrected_on" not in told
    assert told["correct_by"] == "2025-03-10"


@pytest.mark.parametrize("named", [{}, {"items": "shandong-2021-3"}])
def test_whether_a_person_or_a_firm_did_it_is_asked_first(
    site: Site, named: dict[str, str]
) -> None:
    """On the form where one begins, and, where it was left open there, before all else."""
    start = site.post("/penalty/begin", named).text
    assert start.index('name="f.person"') < start.index('name="f.committed_on"')
    told = {key: value for key, value in ACT.items() if key not in ("f.person", "items")} | named
    page = site.post("/penalty", told)
    asked = page.text.partition('id="next"')[2].partition("</form>")[0]
    assert 'name="f.person"' in asked
    skipped = going_on(site, page, skip="person").text.partition('id="next"')[2]
    assert 'name="f.person"' not in skipped.partition("</form>")[0]
    after = going_on(site, page, f__person="enterprise")
    assert 'name="f.person"' not in after.text.partition('id="next"')[2].partition("</form>")[0]
    # What is known is told in words, not by the ids of the rules.
    known = after.text.partition("已经知道")[2].partition("</dl>")[0]
    assert "<dd>企业</dd>" in known


def test_where_nothing_is_asked_it_says_what_settles_it(site: Site) -> None:
    """The items."""
    told = {key: value for key, value in ACT.items() if key != "items"}
    page = site.post("/penalty", told)
    for _ in range(30):
        question = _question(page)
        asked = re.search(r'name="(?:f\.(\w+)|(judgement)" value="([\w/-]+))', question)
        if asked is None and 'name="history"' not in question:
            break
        more = {"history": "none"} if asked is None else {f"f__{asked[1]}": "2025-03-05"}
        if asked is not None and asked[2]:
            more = {"judgement": asked[3], "j__answer": "是", "j__by": "示例", "j__reason": "示例"}
            more["j__date"] = "2025-05-20"
        page = going_on(site, page, **more)
        if page.status == 422:
            page = going_on(site, page, **{key: "是" for key in more if key.startswith("f__")})
        if page.status == 422:
            page = going_on(site, page, **{key: "1" for key in more if key.startswith("f__")})
    assert "还没有定" in page.text
    assert "先说属于哪些清单事项" in page.text
    assert 'name="items"' in _next(page)


def _next(answer: Answered) -> str:
    """What is asked next."""
    return answer.text.partition('id="next"')[2].partition("</form>")[0]


def _question(answer: Answered) -> str:
    """The one question that can be skipped."""
    forms = re.findall("<form.*?</form>", answer.text, re.DOTALL)
    return next((form for form in forms if 'name="skip"' in form), "")


def test_which_listed_matter_it_is_comes_before_facts(site: Site) -> None:
    """Where the act may fall under one; once that is said the facts it needs are asked."""
    told = {key: value for key, value in ACT.items() if key != "items"}
    page = site.post("/penalty", told)
    assert 'name="items"' in _next(page)
    assert page.text.index('name="items"') < page.text.index('name="skip"')
    listed = re.findall('name="items" id="items(?:-[1-9][0-9]*)?" value="([^"]*)"', _next(page))
    assert "shandong-2021-3" in listed
    named = going_on(site, page, items="shandong-2021-3")
    assert 'name="items"' not in named.text
    assert 'name="skip"' in _next(named)


@pytest.mark.parametrize("nameless", [False, True])
def test_a_violation_s_receipt_is_the_command_s(site: Site, nameless: bool, tmp_path: Path) -> None:
    """Decided again from it, it is the same; without names on request."""
    page = site.post("/penalty", ACT | {"name": "示例甲厂"})
    fields = {"incident": json.dumps(incident(page)), "as_of": ACT["as_of"]}
    more = {"nameless": "1"} if nameless else {}
    taken = site.post("/penalty/receipt.json", {**fields, **more})
    assert taken.status == 200
    assert "attachment" in taken.headers["content-disposition"]
    assert ("示例甲厂" in taken.text) is not nameless
    kept = tmp_path / "r.json"
    kept.write_text(taken.text, encoding="utf-8")
    receipt = read_receipt(kept).incident
    assert receipt is not None
    assert bool(receipt["omitted"]) is nameless
    with Engine.load(ROOT / "rules", compare=False) as engine:
        assert replay_incident(engine, receipt)[1]["same"]
    wrong = fields | {"incident": '{"incident": {"committed_on": "2999-01-01"}}'}
    assert site.post("/penalty/receipt.json", wrong).status == 422


def test_an_enterprise_s_receipt_is_the_command_s(site: Site, tmp_path: Path) -> None:
    """The same of what the page of the result holds."""
    page = site.upload("/result", "x.yaml", EXAMPLE.read_bytes(), {"as_of": DAY})
    fields = {"profile": carried(page), "as_of": DAY}
    taken = site.post("/result/receipt.json", fields)
    kept = tmp_path / "r.json"
    kept.write_text(taken.text, encoding="utf-8")
    receipt = read_receipt(kept).enterprise
    assert receipt is not None
    with Engine.load(ROOT / "rules", compare=False) as engine:
        assert replay_check(engine, receipt)[1]["same"]
    bare = site.post("/result/receipt.json", fields | {"nameless": "1"}).text
    name = json.loads(fields["profile"])["enterprise"]["name"]
    assert name in taken.text
    assert name not in bare


def test_a_receipt_is_opened_where_it_was_saved(site: Site) -> None:
    """It says that the answer is the same, or that it is not, and leads to what was told."""
    page = site.upload("/result", "x.yaml", EXAMPLE.read_bytes(), {"as_of": DAY})
    kept = site.post("/result/receipt.json", {"profile": carried(page), "as_of": DAY}).text
    opened = site.upload("/result", "收据.json", kept.encode(), {"as_of": "2026-11-29"})
    assert opened.status == 200
    assert "和当时一模一样" in text_of(opened)
    assert f"到 {DAY}" in text_of(opened)
    again = site.post("/result", {"profile": carried(opened), "as_of": DAY})
    assert stripped(again.text) == stripped(page.text)
    then = json.loads(kept)
    then["answers"][0]["status"] = "not_in_force"
    edited = site.upload("/result", "收据.json", json.dumps(then).encode(), {"as_of": DAY})
    assert "收据被改过" in text_of(edited)
    # What it is not is refused, whatever it says of itself.
    for wrong in ({"format": {"kind": "receipt", "version": 1}}, {**then, "as_of": "x"}):
        refused = site.upload("/result", "r.json", json.dumps(wrong).encode(), {"as_of": DAY})
        assert refused.status == 422
        assert "这不是核对的收据" in text_of(refused)


def stripped(page: str) -> str:
    """A page without what the form before it was called."""
    return re.sub(r"\s+", " ", page)


def test_a_violation_s_receipt_is_opened_too(site: Site) -> None:
    """On the page of violations as on the first one."""
    page = site.post("/penalty", ACT | {"name": "示例甲厂"})
    fields = {"incident": json.dumps(incident(page)), "as_of": ACT["as_of"]}
    kept = site.post("/penalty/receipt.json", fields).text
    for path in ("/penalty", "/result"):
        opened = site.upload(path, "收据.json", kept.encode(), {"as_of": "2026-11-29"})
        assert "和当时一模一样" in text_of(opened)
        assert json.loads(_hidden(opened.text, "incident")) == json.loads(kept)["incident"]


def _hidden(page: str, name: str) -> str:
    """What a page holds hidden."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return html.unescape(found[1]) if found is not None else ""


def test_one_page_to_hand_on_says_what_the_result_says(site: Site) -> None:
    """Each with its amount, what to bring, whom to ask and when; nothing else asked or shown."""
    page = site.upload("/result", "x.yaml", EXAMPLE.read_bytes(), {"as_of": DAY})
    sheet = site.post("/result/summary", {"profile": carried(page), "as_of": DAY})
    assert sheet.status == 200
    box = page.text.partition('id="leads"')[2].partition('class="three"')[0]
    leads = re.findall('class="ti"><span class="vh">[^<]*</span>([^<]*)<', box)
    amounts = re.findall('class="am"> *([^<]+?)(?:<|\n)', box)
    assert len(leads) > 1
    for said in (*leads, *amounts):
        assert said.strip() in sheet.text
    # What can be had says whom to ask, and so does what is presumed; of the others it is said once.
    assert sheet.text.count("<dt>问谁</dt>") == 1
    assert text_of(sheet).count("没写部门的，") == 1
    panel = page.text.partition('id="leads"')[2].partition('class="jump"')[0]
    bare = panel.partition("没有写金额、也可以问的：")[2].partition("</p>")[0]
    more = panel.partition("还可以去问：")[2].partition("</ul>")[0]
    every = panel.count('id="lead-') + bare.count("<a ") + more.count("<li>")
    # The last is said of all that have none.
    named = panel.count("找谁：") - 1 + bare.count("发文的")
    assert every > named
    assert "找谁：多半是" in panel
    assert site.get("/result/summary").headers["location"] == "/?gone=1"


def test_the_first_page_says_where_the_answers_are(site: Site) -> None:
    """Where it was opened beside them: it looked as if all were gone."""
    page = site.upload("/result", "x.yaml", EXAMPLE.read_bytes(), {"as_of": DAY})
    link = re.search('class="brand" target="_blank" rel="noopener" href="([^"]*)"', page.text)
    assert link is not None
    assert "在新窗口打开，答过的还在这一页" in text_of(page)
    assert "还在原来那个窗口" in text_of(site.get(html.unescape(link[1])))
    first = text_of(site.get("/"))
    assert "还在原来那个窗口" not in first
    assert "在新窗口打开" not in first


def test_the_field_is_asked_before_matters_of_any_field(site: Site) -> None:
    """Who blocked an exit was asked to read five matters of food and customs first."""
    sent = {
        "f.what": "消防通道堆放成品，占用疏散通道，被罚了2000元",
        "f.committed_on": "2026-11-10",
        "as_of": "2026-11-29",
    }
    page = site.post("/penalty", sent | {"f.person": "enterprise"}).text
    assert "先说是哪个领域的" in page[page.index('id="next"') :]
    # None of them is like it in words; what is like one is there, folded.
    assert 'name="items"' not in page
    label = {**sent, "f.what": "食品标签有瑕疵，不影响食品安全", "f.person": "enterprise"}
    near = site.post("/penalty", label).text
    asked = near[near.index('id="next"') :]
    assert asked.index("先说是哪个领域的") < asked.index("字面相近的清单事项")
    assert near.index("<details", near.index('id="next"')) < near.index('name="items"')
    found = re.search(r'name="incident" value="([^"]*)"', page)
    assert found is not None
    kept = {"incident": html.unescape(found[1]), "as_of": "2026-11-29"}
    told = site.post("/penalty", kept | {"f.domain": "fire"}).text
    assert "先说是哪个领域的" not in told
    assert 'name="items"' not in told
    own = site.post("/penalty", kept | {"f.domain": "environment"}).text
    # 堆放 alone is not the matter: the field's are there for whoever looks, and nothing is likened.
    assert "清单里没有像的（生态环境收进来的 6 项" in own
    assert own.index("自己看这个领域里的") < own.index("一般工业固体废物露天堆放")


def test_a_day_that_has_not_come_can_be_said(site: Site) -> None:
    """It is kept, told and not asked again; with a day beside it is refused, and nothing lost."""
    late = {**ACT, "f.corrected_on": "2025-03-05"}
    page = site.post("/penalty", late)
    assert 'name="not_yet"' in page.text
    ahead = going_on(site, page, not_yet="found_on")
    told = incident(ahead)["incident"]
    assert isinstance(told, dict)
    assert told["found_on"] == "> 2025-06-01"
    assert told["corrected_on"] == "2025-03-05"
    # Corrected before it was found: that item says no penalty.
    assert "还没有定" not in ahead.text
    assert "到评估日还没有" in text_of(ahead)
    assert re.search('value="found_on" checked', ahead.text)
    both = going_on(site, page, not_yet="found_on", f__found_on="2025-03-06")
    assert both.status == 422
    assert "填了日期，又选了“到评估日还没有”" in wrong_at(both, "f.found_on")
    assert incident(both) == incident(page)
    # What has come after all is told otherwise.
    found = going_on(site, ahead, over="found_on", f__found_on="2025-03-01")
    again = incident(found)["incident"]
    assert isinstance(again, dict)
    assert again["found_on"] == "2025-03-01"


def test_what_is_skipped_is_asked_later(site: Site) -> None:
    """Another question stands then."""
    page = site.post("/penalty", ACT)
    asked = re.search('id="next">.*?<h2>(.*?)</h2>', page.text, re.DOTALL)
    after = going_on(site, page, skip="corrected_on")
    then = re.search('id="next">.*?<h2>(.*?)</h2>', after.text, re.DOTALL)
    assert asked is not None
    assert then is not None
    assert then[1] != asked[1]
    assert incident(after) == incident(page)


def test_earlier_violations_and_judgements_are_kept(site: Site) -> None:
    """As a file of the command holds them."""
    page = site.post("/penalty", ACT)
    page = going_on(site, page, history="none")
    assert incident(page)["history"] == []
    page = going_on(site, page, history="some", h__committed_on="2024-01-02", h__same_kind="是")
    assert incident(page)["history"] == [{"committed_on": "2024-01-02", "same_kind": "是"}]
    answers = {"j__answer": "是", "j__by": "示例", "j__date": "2025-05-01", "j__reason": "示例"}
    page = going_on(site, page, judgement="harm-slight", **answers)
    assert page.status == 200
    judged = incident(page)["judgements"]
    assert isinstance(judged, dict)
    assert judged["harm-slight"]["answer"] == "是"


def test_an_act_that_cannot_be_is_refused(site: Site) -> None:
    """By the constraints of the rulebook, naming both days."""
    page = site.post("/penalty", {**ACT, "f.corrected_on": "2025-02-01"})
    assert page.status == 422
    assert "改正日不早于行为发生日" in text_of(page)


@pytest.mark.parametrize(
    "answer",
    [
        {"judgement": "harm-slight", "j__answer": "否"},
        {"f__corrected_on": "2025-02-01"},
        {"f__domain": "没有的领域"},
    ],
)
def test_a_wrong_answer_loses_nothing_of_what_was_told(site: Site, answer: dict[str, str]) -> None:
    """The page comes back with what is wrong at its head, and with all that was told before."""
    page = going_on(site, site.post("/penalty", ACT), history="none")
    wrong = going_on(site, page, **answer)
    assert wrong.status == 422
    assert 'role="alert"' in wrong.text
    assert "网页上已填的" not in text_of(wrong)
    assert incident(wrong) == incident(page)
    assert 'id="next"' in wrong.text


def field(answer: Answered, sent_as: str) -> str:
    """The tag of a field of a page."""
    found = re.findall(f'<(?:input|select)[^>]* name="{re.escape(sent_as)}"[^>]*>', answer.text)
    assert found, sent_as
    return str(found[0])


def wrong_at(answer: Answered, sent_as: str) -> str:
    """What a reader of the screen is told at a field; what is wrong above leads there."""
    tag = field(answer, sent_as)
    assert 'aria-invalid="true"' in tag
    own, said = re.search(' id="([^"]+)"', tag), re.search('aria-describedby="([^"]+)"', tag)
    assert own is not None
    assert said is not None
    assert f'<a href="#{own[1]}">' in answer.text
    told = re.search(f'id="{re.escape(said[1].split()[-1])}">(.*?)</p>', answer.text)
    assert told is not None
    return told[1]


def test_the_first_form_of_a_violation_comes_back_as_it_was_typed(site: Site) -> None:
    """An act after the day of the decision is told where it is written."""
    page = site.post("/penalty", {**ACT, "f.committed_on": "2025-07-01", "f.what": "未悬挂证照"})
    assert page.status == 422
    assert "行为发生日不晚于评估日" in wrong_at(page, "f.committed_on")
    assert 'value="2025-07-01"' in field(page, "f.committed_on")
    assert 'value="未悬挂证照"' in field(page, "f.what")
    assert '<option value="market" selected' in page.text
    assert re.search('name="f.person"[^>]* value="enterprise" checked', page.text)
    assert 'value="2025-06-01"' in field(page, "as_of")
    assert 'name="items" value="shandong-2021-3"' in page.text


def test_several_answers_at_once_come_back_as_they_were_typed(site: Site) -> None:
    """The part of the page that is wrong stands open, the rest of it is as it was typed."""
    page = going_on(site, site.post("/penalty", ACT), f__corrected_on="2025-03-05")
    wrong = going_on(
        site, page, over="what,domain,person,committed_on,corrected_on", f__what="没有悬挂",
        f__committed_on="2025-04-01", f__corrected_on="2025-03-05",
    )  # fmt: skip
    assert wrong.status == 422
    assert "改正日不早于行为发生日" in wrong_at(wrong, "f.corrected_on")
    assert 'value="2025-04-01"' in field(wrong, "f.committed_on")
    assert 'value="没有悬挂"' in field(wrong, "f.what")
    assert 'class="more noprint" open' in wrong.text
    assert incident(wrong) == incident(page)


@pytest.mark.parametrize(
    "typed",
    [
        {"history": "some"},
        {"h__committed_on": "2024-01-01"},
        {"history": "none", "h__committed_on": "2024-01-01"},
    ],
)
def test_an_earlier_violation_is_not_dropped(site: Site, typed: dict[str, str]) -> None:
    """What is written beside another word, or a word beside nothing, is asked about."""
    page = site.post("/penalty", ACT)
    wrong = going_on(site, page, **typed)
    assert wrong.status == 422
    assert incident(wrong) == incident(page)


@pytest.mark.parametrize(
    ("path", "file", "says"),
    [
        ("/result", b"digest: x", "收据要存下时的 .json 文件"),
        ("/ask", b"digest: x", "收据要存下时的 .json 文件"),
        ("/penalty", b"digest: x", "收据要存下时的 .json 文件"),
        ("/result", "违法行为: {行为: x}".encode(), "到“免罚轻罚”那一页打开"),
        ("/penalty", "事实: {}".encode(), "到“核对企业”那一页打开"),
    ],
)
def test_a_file_of_another_kind_is_chosen_anew_on_the_page(
    site: Site, path: str, file: bytes, says: str
) -> None:
    """With what to do there, and no command."""
    page = site.upload(path, "x.yaml", file, {"as_of": ACT["as_of"]})
    assert page.status == 422
    assert says in text_of(page)
    assert 'aria-invalid="true"' in field(page, "file")
    assert f'value="{ACT["as_of"]}"' in field(page, "as_of")
    alert = re.search('role="alert".*?</div>', page.text, re.DOTALL)
    assert alert is not None
    assert "huiqi " not in alert[0]


def test_a_kept_violation_goes_on(site: Site) -> None:
    """From the file of the command, and from the one taken away here."""
    file = (ROOT / "cases" / "examples" / "example-incident.yaml").read_bytes()
    page = site.upload("/penalty", "x.yaml", file, {"as_of": ACT["as_of"]})
    assert "还没有定" in page.text
    taken = site.post("/penalty/incident.json", {"incident": json.dumps(incident(page))})
    again = site.upload("/penalty", "x.json", taken.body, {"as_of": ACT["as_of"]})
    assert incident(again) == incident(page)


def test_the_lists_are_searched(site: Site) -> None:
    """What may decide leads on to the form; a precedent does not."""
    page = site.post("/penalty/find", {"words": "未悬挂 食品生产许可证"})
    assert "食品生产者未按规定在生产场所显著位置悬挂" in text_of(page)
    assert 'name="items" value="shandong-2021-3"' in page.text
    assert 'name="items" value="daying-culture-4"' not in page.text
    begun = site.post("/penalty/begin", {"items": "shandong-2021-3"})
    assert 'name="items" value="shandong-2021-3"' in begun.text
    nothing = site.post("/penalty/find", {"words": "qwertyuiop"})
    assert "没有找到" in nothing.text


def test_two_matters_of_one_name_are_told_apart(site: Site) -> None:
    """By the list in which each stands, where all else is the same; of others nothing is said."""
    act = {"f.what": "经营不符合食品安全标准的食用农产品", "f.domain": "market"}
    told = {name: value for name, value in ACT.items() if name != "items"}
    page = site.post("/penalty", {**told, **act, "as_of": "2026-11-30"}).text
    found = re.findall(r'name="items"[^>]*><label[^>]*>(.*?)</label>', page)
    plain = [re.sub("<[^>]*>|[\u2009\u202f ]", "\n", one).split("\n")[0] for one in found]
    apart = [re.findall('<span class="small">(.*?)</span>', one) for one in found]
    lists = [own[0] for title, own in zip(plain, apart, strict=True) if plain.count(title) > 1]
    assert len(lists) >= 2
    assert len({*lists}) == len(lists)
    assert all("市场监管行政违法行为首违不罚清单（一）" in one for one in lists)
    alone = [own for title, own in zip(plain, apart, strict=True) if plain.count(title) == 1]
    assert alone
    assert not any(alone)


def test_what_a_matter_turns_on_has_a_name(site: Site) -> None:
    """How many facts it lacks says nothing to whoever has to find them out."""
    page = text_of(site.post("/penalty", {**ACT, "as_of": "2026-11-30"}))
    assert re.search(r"(还要看|有一样就成立)：\D+等 \d+ 个事实", page)
    assert not re.search(r"差 \d+ 个|任一：", page)


@pytest.mark.parametrize(
    ("words", "found", "said"),
    [
        # A loan for renovation: the word stands in the note of the source alone.
        ("贷款", "重大技术改造项目支持", "1 件，写到“贷款”的"),
        ("知识产权", "智能化设备购置支持", "写到“知识产权”的"),
        # Workshops are called digital, factories smart: nowhere the two together.
        ("智能车间", "智能化设备购置支持", "写到“智能、车间”的"),
        ("消费名品", "中国消费名品企业品牌", "原文没有公开，只知道名称的"),
        ("专利", "", "没有写到“专利”的。没有收，不等于没有这样的政策"),
        ("<b>", "", "没有写到“<b>”的"),
    ],
)
def test_documents_are_found_by_what_people_call_them(
    site: Site, words: str, found: str, said: str
) -> None:
    """Where none has the word, it is said that this is no answer."""
    page = site.post("/measures", {"words": words})
    assert "<b>”" not in page.text
    text = text_of(page)
    assert said in text
    assert found in text.partition("筛选")[2]
    assert ('class="doc"' in page.text) is (" 件，写到" in text and "0 件，写到" not in text)
    # The words stand in no address.
    assert "/measures?words" not in page.text


@pytest.mark.parametrize("words", ["茌平", "聊城市茌平区", "茌平县"])
def test_a_county_that_is_looked_for_has_nothing_of_its_own_here(site: Site, words: str) -> None:
    """0 件 said nothing of what the city gives to whoever is registered there."""
    text = text_of(site.post("/measures", {"words": words}))
    assert "收进来的来源里没有茌平区自己的措施；没有收，不等于没有，要问茌平区的部门" in text
    assert "注册在茌平区的照样核对" in text
    assert "只见于茌平区" not in text


def test_a_county_whose_paper_tells_of_the_city_is_told_so(site: Site) -> None:
    """The column of its table is the city's; the firms of other counties are not misled."""
    text = text_of(site.post("/measures", {"words": "东昌府"}))
    assert "没有东昌府区自己的措施" in text
    policies = text.partition("只见于东昌府区材料的市级政策：")[2].partition("。")[0]
    assert set(policies.split("、")) == {"技术改造设备奖补", "省重大技改等额贴息"}
    for other in ("聊城", "济南", "技改"):
        assert "自己的措施" not in text_of(site.post("/measures", {"words": other}))


def test_what_is_known_by_title_alone_is_told_on_the_result(site: Site) -> None:
    """With who told of it and when, and nothing else: below what can be answered."""
    page = site.get("/example").text
    section = page.partition('id="not-public"')[2].partition("</section>")[0]
    told = re.findall("<li>(.*?)</li>", section)
    (line,) = told
    assert line.startswith("聊城市支持制造业高质量发展的若干政策（报道）；2025-09-02：")
    assert line.count("、") == 6
    assert "（7 项）" in section
    assert page.index('id="not-public"') > page.index('id="no"')
    assert not re.search(r"\d 万元", section)


def test_hostile_words_are_text(site: Site) -> None:
    """In a search and in an act."""
    for page in (
        site.post("/penalty/find", {"words": "<script>alert(1)</script>"}),
        site.post("/penalty", {**ACT, "f.what": "<script>alert(1)</script>"}),
        site.post("/penalty", {"incident": "<script>alert(1)</script>"}),
    ):
        assert "<script" not in page.text


def test_a_wrong_answer_is_told_in_english(site: Site) -> None:
    """On the page in English nothing of what is wrong with a figure is Chinese."""
    begun = site.get(f"/ask?measure=revenue-milestone&lang=en&as_of={DAY}")
    while 'name="a"' not in begun.text:
        begun = site.post("/ask?lang=en", {**state_of(begun), "do": "unknown"})
    wrong = site.post("/ask?lang=en", {**state_of(begun), "do": "answer", "a": "a great deal"})
    assert wrong.status == 422
    alert = re.search('role="alert".*?</div>', wrong.text, re.DOTALL)
    assert alert is not None
    assert "not a number" in alert[0]
    assert not re.search("[\u3400-\u9fff]", re.sub('<span lang="zh-CN">[^<]*</span>', "", alert[0]))


def state_of(answer: Answered) -> dict[str, str]:
    """The interview that a page holds."""
    found = re.search('name="interview" value="([^"]*)"', answer.text)
    assert found is not None
    return {"interview": html.unescape(found[1]), "as_of": DAY}


def test_one_document_that_was_tested_is_answered_first(site: Site) -> None:
    """Before all others, and still there for another day and in the other language."""
    page = site.get(f"/ask?measure=first-set&as_of={DAY}")
    page = site.post("/ask", {**state_of(page), "do": "answer", "choice": "没有"})
    sent = re.search('action="/result">(.*?)</form>', page.text, re.DOTALL)
    assert sent is not None
    fields = dict(re.findall('name="([^"]*)" value="([^"]*)"', sent[1]))
    assert fields["measure"] == "first-set"
    fields = {name: html.unescape(value) for name, value in fields.items()}
    for path in ("/result", "/result?lang=en"):
        result = site.post(path, fields)
        opened = result.text.index('id="tested" open')
        assert opened < result.text.index('class="three"')
        assert "First set" in text_of(result) or "首台（套）奖励" in text_of(result)
        assert result.text.count('name="measure" value="first-set"') >= 2
    without = site.post("/result", {**fields, "measure": "no-such-document"})
    assert without.status == 200
    assert 'id="tested"' not in without.text
    every = site.get(f"/ask?as_of={DAY}")
    assert 'name="measure"' not in every.text


def test_whoever_begins_from_nothing_may_say_for_whom(site: Site) -> None:
    """The name is sent with the form, and goes with the answers."""
    start = site.get("/").text.partition('id="name"')[0].rpartition("<form")[2]
    assert 'method="post"' in start
    begun = site.post("/ask", {"name": "甲<厂>", "as_of": DAY})
    assert begun.status == 200
    page = site.post("/ask", {**state_of(begun), "do": "unknown"})
    assert "甲<厂>" in site.post("/profile.yaml", {"profile": carried(page)}).text
    result = site.post("/result", {"profile": carried(page), "as_of": DAY})
    assert "甲&lt;厂&gt;的结果" in result.text


def test_what_was_saved_is_gone_on_with(site: Site) -> None:
    """From the first page, by the button that the file names."""
    begun = site.post("/ask", {"name": "甲厂", "as_of": DAY})
    first = re.search("<h1>(.*?)</h1>", begun.text)
    after = site.post("/ask", {**state_of(begun), "do": "answer", "choice": "是"})
    saved = site.post("/profile.yaml", {"profile": carried(after), "as_of": DAY}).body
    assert "在首页选这个文件，再点“逐题答”" in saved.decode()
    assert re.search('formaction="/ask">逐题答<', site.get("/").text)
    again = site.upload("/ask", "企业画像.yaml", saved, {"as_of": DAY})
    assert again.status == 200
    assert first is not None
    assert first[0] not in again.text


def test_a_question_taken_up_again_says_why_it_was_asked(site: Site) -> None:
    """Not that nothing rests on what is told already."""
    begun = site.get(f"/ask?as_of={DAY}")
    key = re.search('name="key" value="([^"]*)"', begun.text)
    bearing = re.search("为什么问：[1-9][0-9]* 项措施要看它[^<]*</summary>", begun.text)
    assert key is not None
    assert bearing is not None
    after = site.post("/ask", {**state_of(begun), "do": "answer", "choice": "是"})
    sent = {"do": "reopen", "key": html.unescape(key[1])}
    again = site.post("/ask", {**state_of(after), **sent})
    assert bearing[0] in again.text


def test_what_was_not_known_is_asked_again_on_the_page(site: Site) -> None:
    """The page says how many there are, and asks them when they are wanted."""
    page = site.get(f"/ask?measure=first-set&as_of={DAY}")
    while "都问过了" not in page.text:
        page = site.post("/ask", {**state_of(page), "do": "unknown"})
    assert "其中答了不知道的和跳过的一共 1 题" in text_of(page)
    assert "能问的都问完了" not in page.text
    again = site.post("/ask", {**state_of(page), "do": "again"})
    assert "有哪些产品被认定为首台（套）" in text_of(again)
    assert 'name="do" value="answer"' in again.text


#: After so many pages it is looked at.
_LOOKED_AT = 8


def _sent_by(answer: Answered) -> dict[str, str]:
    """What the button that leads to the result sends."""
    form = answer.text.partition('action="/result">')[2].partition("</form>")[0]
    found = re.findall('<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in found}


@pytest.mark.few(1)
@pytest.mark.parametrize("said", ["unknown", "skip"])
@pytest.mark.parametrize("path", ENTERPRISES[::4], ids=lambda path: path.stem)
def test_how_many_are_open_is_one_number(site: Site, path: Path, said: str) -> None:
    """Where answers are looked over and on the result, after a page, after some, and after all."""
    page = site.upload("/ask", "x.yaml", path.read_bytes(), {"as_of": DAY})
    for number in range(60):
        last = 'value="answer"' not in page.text
        if number > 1 and number % _LOOKED_AT and not last:
            page = site.post("/ask", {**state_of(page), "do": said})
            continue
        over = site.post("/ask", {**state_of(page), "do": "review"})
        head = text_of(over).partition("改一题，靠它")[0]
        told = re.findall(r"(\d+)\s*题", head)
        # With what was left empty, as the button there sends it.
        result = site.post("/result", _sent_by(over)).text
        named = re.search(r'id="asked">.*?<p class="small quiet">(.*?)</p>', result, re.DOTALL)
        counts = html.unescape(named[1]).partition("先弄清下面")[0] if named else ""
        assert re.findall(r"(\d+)\s*题", counts) == (told if named else [])
        if last:
            break
        page = site.post("/ask", {**state_of(page), "do": said})


#: So many pages of nothing but skipped questions there are at least before those come once more.
PAGES = 15


def test_pages_are_numbered_not_what_stands_on_them(site: Site) -> None:
    """A page is one later than the one before, whatever stood there; to change one is no page."""
    page = site.get(f"/ask?as_of={DAY}")
    numbers, most = [], 0
    for _ in range(PAGES):
        early = r"答到哪里都能看结果|过了 \d+ 题；二十来题先给一次结果"
        told = rf"第 (\d+) 页，(?:{early}|(?:这一页 \d+ 题，)?后面大约还有 \d+ 题)"
        shown = re.search(told, text_of(page))
        assert shown is not None
        numbers.append(int(shown[1]))
        found = re.search('name="beside" value="([^"]*)"', page.text)
        sent = {"beside": html.unescape(found[1])} if found is not None else {}
        most = max(most, len(sent.get("beside", "").splitlines()))
        page = site.post("/ask", {**state_of(page), **sent, "do": "skip"})
        if f"接着答第 {len(numbers) + 1} 页" in page.text:
            page = site.post("/ask", state_of(page))
    assert numbers == list(range(1, PAGES + 1))
    assert most > 1
    back = site.post("/ask", {**state_of(page), "do": "back"})
    assert f"第 {PAGES} 页" in text_of(back)
    key = re.search('name="key" value="([^"]*)"', page.text)
    assert key is not None
    sent = {"do": "reopen", "key": html.unescape(key[1]), "changing": "1"}
    changed = text_of(site.post("/ask", {**state_of(page), **sent}))
    assert "只改这一题" in changed
    assert f"第 {PAGES + 1} 页" not in changed


def test_what_an_answer_gives_rise_to_ask_is_said(site: Site) -> None:
    """A year that has not come is taken, and what that means is said on the page that follows."""
    page = site.get(f"/ask?measure=above-scale-reward&as_of={DAY}")
    while "首次纳入" not in text_of(page).partition("通常")[0]:
        page = site.post("/ask", {**state_of(page), "do": "unknown"})
    key = re.search('name="key" value="([^"]*)"', page.text)
    assert key is not None
    answer = {"do": "answer", "a": "2030", "key": html.unescape(key[1])}
    after = site.post("/ask", {**state_of(page), **answer})
    assert after.status == 200
    assert "首次升规纳统的年份还没有到，按还没有升规纳统算" in text_of(after)
    again = site.post("/ask", {**state_of(after), "do": "reopen", "key": answer["key"]})
    assert "首次纳入" in text_of(again)
    assert 'value="2030"' in again.text


def test_what_is_ticked_above_a_question_is_sent_with_its_answer(site: Site) -> None:
    """The matters stood in a form of their own: 继续 below another question dropped them."""
    told = {name: value for name, value in ACT.items() if name != "items"}
    page = site.post("/penalty", told)
    text = page.text
    form = text[text.rindex("<form", 0, text.index('name="items"')) :].partition("</form>")[0]
    assert "也可以先答：" in form
    item = re.search(r'name="items" id="items" value="([^"]+)"', form)
    assert item is not None
    # Answered with the question, or while that is passed over.
    (key,) = re.findall(r'name="skip" value="([^"]*)"', form)
    for answer in ({}, {"skip": html.unescape(key)}):
        after = going_on(site, page, items=item[1], **answer)
        assert incident(after)["items"] == [item[1]]


def test_the_form_says_that_it_changes_no_decision(site: Site) -> None:
    """Whoever was penalised already took it for a way back."""
    assert "已经罚了的，这里看到的改不了那个决定" in site.get("/penalty").text


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("产品标签没标执行标准，被市场监管局罚了3000元", "被市场监管局罚了3000元"),
        ("消防通道堆放成品，已经处罚", "已经处罚"),
        ("未批先建，罚款已交", "罚款已交"),
        ("收到应急局处罚决定书", "收到应急局处罚决定"),
        ("危险废物台账没有记全，怕被罚", ""),
        ("食品生产者未悬挂食品生产许可证", ""),
        ("被举报标签不规范", ""),
    ],
)
def test_who_tells_of_a_penalty_imposed_is_told_that_it_stands(
    site: Site, what: str, said: str
) -> None:
    """应当不予行政处罚 stood large over a fine of 3000 that was paid: an owner wants it back."""
    sent = ACT | {"f.what": what}
    page = text_of(site.post("/penalty", sent))
    assert (f"写着“{said}”，像是已经罚了" in page) is bool(said)
    assert ("像是已经罚了" in page) is bool(said)


def test_one_page_to_hand_on_has_the_fund_and_no_false_day(site: Site) -> None:
    """230万 one step off stood nowhere on it, the last day of a document as that to apply by."""
    firm = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  研发机构评定结果: 未评定\n"
    firm += "  研发费用加计扣除额: {2025: 1150万元}\n  营业收入: {2025: 2.75亿元}\n"
    firm += "  研发投入（财务报告口径）: {2025: 1240万元, 2024: 1010万元}\n"
    page = site.upload("/result", "e.yaml", firm.encode(), {"as_of": "2026-11-30"})
    sheet = text_of(site.post("/result/summary", {"profile": carried(page), "as_of": "2026-11-30"}))
    # A fifth of 1150万元.
    assert re.search("只差：研发机构评定结果；没有公布：.*；给的是：不超过 230万元", sheet)
    # Once: neither below the fund nor among what is one step off.
    assert sheet.count("230万元") == 1
    assert re.search("什么时候.*来源没有写；文件到 2026-12-31 失效", sheet)
