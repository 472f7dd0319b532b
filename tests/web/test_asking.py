"""The form of one question: what is written is taken as it was meant, or asked about."""

from __future__ import annotations

import html
import json
import re

import pytest

from tests.titles import RULES
from tests.web.serving import DAY, EXAMPLE, Site

PROFILE = {"enterprise": "示例企业", "facts": {"registered_in_liaocheng": True}}
TITLES = json.dumps(["recognitions", None, ""])
REVENUE = json.dumps(["revenue", 2022, ""])


def hidden(page: str, name: str) -> str:
    """What a page holds hidden."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    return html.unescape(found[1]) if found is not None else ""


def asked(site: Site, key: str, **fields: str) -> str:
    """The page of one question, of an enterprise of which hardly anything is told."""
    profile = json.dumps(PROFILE, ensure_ascii=False)
    sent = {"profile": profile, "as_of": DAY, "do": "reopen", "key": key, **fields}
    return site.post("/ask", sent).text


def form_of(page: str, button: str) -> str:
    """The form with a button."""
    end = page.index(f'name="do" value="{button}"')
    return page[page.rindex("<form", 0, end) : end]


def answered(site: Site, page: str, **fields: str) -> tuple[int, str]:
    """The status, and the page, after an answer to it."""
    # The form of the answer, not that of going back.
    form = form_of(page, "answer")
    kept = {name: hidden(form, name) for name in ("interview", "as_of", "key", "queue")}
    if 'name="chosen"' in form:
        kept["chosen"] = hidden(form, "chosen")
    found = site.post("/ask", {**kept, "do": "answer", **fields})
    return found.status, found.text


def told(page: str) -> dict[str, object]:
    """The facts of the profile that a page holds."""
    facts = json.loads(hidden(page, "profile"))["facts"]
    assert isinstance(facts, dict)
    return facts


def test_that_a_list_is_all_has_to_be_said(site: Site) -> None:
    """Names without a word on the rest are asked about, and kept as they were written."""
    page = asked(site, TITLES)
    status, again = answered(site, page, **{"r.0.name": "瞪羚企业"})
    assert status == 422
    assert "没有说这些是不是全部" in again
    assert 'value="瞪羚企业"' in again
    status, _ = answered(site, page, **{"r.0.name": "瞪羚企业", "choice": "some"})
    assert status == 200


def test_a_list_that_is_answered_anew_is_not_emptied_by_a_word(site: Site) -> None:
    """It asks for all of it; what stands there, or is written, goes only where it is cleared."""
    row = {"r.0.title": "gazelle", "r.0.name": "甲"}
    page = asked(site, TITLES)
    status, refused = answered(site, page, **row, choice="没有")
    assert status == 422
    assert "写了回答，又另选了一个" in refused
    assert 'value="甲"' in refused
    _, after = answered(site, page, **row, choice="whole")
    state = {"interview": hidden(after, "interview"), "as_of": DAY, "do": "reopen", "key": TITLES}
    again = site.post("/ask", state).text
    assert "没有写上的还有哪些" not in again
    assert 'value="甲"' in again
    status, _ = answered(site, again, **row, choice="没有")
    assert status == 422
    status, none = answered(site, again, choice="没有")
    assert status == 200
    assert told(none)["recognitions"] == []


@pytest.mark.parametrize(
    ("fact", "record", "key"),
    [
        ("已获得的称号", {"证书上的名称": "某证书", "有效期至": "2027-01-01"}, "recognitions"),
        ("技术改造项目", {"项目名称": "甲", "竣工投产日期": "2025-10-01"}, "renovation_projects"),
        ("首台套产品", {"产品名称": "乙"}, "first_set_products"),
        ("已经得过的财政支持", {"名目": "丙", "金额": "3万元"}, "support_received"),
    ],
)
def test_what_else_there_is_of_a_list_erases_nothing(
    site: Site, fact: str, record: dict[str, str], key: str
) -> None:
    """Chosen from the result: what stands there is shown, and goes only where it is cleared; what
    comes after it is asked, whether it is answered or left as it is.
    """
    firm = {"facts": {"注册地在聊城市": "是", fact: {"至少": [record]}}}
    profile = json.dumps(firm, ensure_ascii=False)
    queue = "\n".join(json.dumps(one) for one in ([key, None, ""], ["revenue", 2022, ""]))
    sent = {"profile": profile, "as_of": DAY, "do": "queue", "queue": queue}
    page = site.post("/ask", sent).text
    shown = dict(re.findall(r'name="(r\.0\.\w+)"[^>]*value="([^"]+)"', page))
    chosen = re.search(r'name="(r\.0\.\w+)"[^>]*>(?:(?!</select>).)*value="(\w+)" selected', page)
    shown |= {chosen[1]: chosen[2]} if chosen is not None else {}
    assert shown
    status, _ = answered(site, page, **shown, choice="没有")
    assert status == 422
    _, open_ = answered(site, page, **shown, choice="不知道")
    some = told(open_)[key]
    assert isinstance(some, dict)
    assert set(map(str, record.values())) <= set(map(str, some["at_least"][0].values()))
    assert some["others"] == "未知"
    _, after = answered(site, page, **shown, choice="whole")
    kept = told(after)[key]
    assert isinstance(kept, list)
    assert len(kept) == 1
    assert set(map(str, record.values())) <= set(map(str, kept[0].values()))
    form = form_of(page, "skip")
    own = {n: hidden(form, n) for n in ("interview", "as_of", "key", "queue", "chosen")}
    left = site.post("/ask", own | {"do": "skip"}).text
    assert "at_least" in str(told(left)[key])
    assert hidden(form_of(left, "answer"), "key") == hidden(form_of(after, "answer"), "key")


def test_one_box_of_the_titles_changes_nothing_else(site: Site) -> None:
    """Where all answers are looked over: the days of all titles were gone, without a word."""
    titles = [
        {"title": "高新技术企业", "recognised_on": "2020-12-01", "valid_until": "2023-11-30"},
        {"title": "专精特新中小企业", "recognised_on": "2022", "valid_until": "未知"},
    ]
    firm = {"facts": {"注册地在聊城市": "是", "recognitions": titles}}
    page = asked(site, TITLES, profile=json.dumps(firm, ensure_ascii=False))
    assert "未知" not in page[page.index('class="records"') : page.index("</fieldset>")]
    sent = {"r.0.title": "high_technology", "r.0.recognised_on": "2020-12-01"}
    sent |= {"r.0.valid_until": "2023年12月31日"}
    other = {"r.1.title": "specialised_sme", "r.1.recognised_on": "2022"}
    _, after = answered(site, page, **sent, **other, choice="whole")
    kept = told(after)["recognitions"]
    assert kept == [{**titles[0], "valid_until": "2023年12月31日"}, titles[1]]


@pytest.mark.parametrize(("typed", "status"), [("2031年6月", 200), ("2023-01-05", 422)])
def test_a_planned_day_may_stand_beside_that_it_has_not_come(
    site: Site, typed: str, status: int
) -> None:
    """The hint asks for the planned month: with the tick beside it, it was two answers."""
    firm = {"facts": {"注册地在聊城市": "是", "技术改造项目": {"至少": [{"项目名称": "甲"}]}}}
    queue = json.dumps(["renovation_projects", None, ".completed_on(甲)"])
    sent = {"profile": json.dumps(firm, ensure_ascii=False), "as_of": DAY, "do": "queue"}
    page = site.post("/ask", {**sent, "queue": queue}).text
    assert "竣工投产日期" in page
    found, after = answered(site, page, a=typed, choice="还没有")
    assert found == status
    if status == 200:
        assert typed in str(told(after)["renovation_projects"])


def test_whether_there_are_others_may_be_said_not_to_be_known(site: Site) -> None:
    """It stands where all answers are looked over, is told on the result, and in the file."""
    firm = {"facts": {"注册地在聊城市": "是", "已经得过的财政支持": {"至少": [{"名目": "丙"}]}}}
    profile = json.dumps(firm, ensure_ascii=False)
    key = json.dumps(["support_received", None, ""])
    page = site.post("/ask", {"profile": profile, "as_of": DAY, "do": "reopen", "key": key}).text
    assert "没有别的了，就是下面这些" in page
    _, after = answered(site, page, **{"r.0.name": "丙"}, choice="不知道")
    held = {"profile": hidden(after, "profile"), "as_of": DAY}
    told_over = site.post("/ask", {**held, "do": "review"}).text
    assert "丙（还有没有别的，不知道）" in told_over
    saved = site.post("/profile.yaml", held).text
    assert "没有写上的: 未知" in saved
    result = site.upload("/result", "x.yaml", saved.encode(), {"as_of": DAY}).text
    assert "已经得过的财政支持（还没有问到）" not in result
    follows = site.upload("/ask", "x.yaml", saved.encode(), {"as_of": DAY}).text
    assert hidden(form_of(follows, "answer"), "key") != key


def test_of_two_answers_none_is_dropped(site: Site) -> None:
    """A figure and 不知道 together are asked about; a figure that only stood there is none."""
    page = asked(site, REVENUE)
    status, again = answered(site, page, a="1500", choice="不知道")
    assert status == 422
    assert "写了回答，又另选了一个" in again
    # A radio button that was pressed by mistake cannot be chosen away: what is written stays.
    assert not re.search(r'name="choice"[^>]* checked', again)
    assert re.search(r'<input id="a"[^>]* value="1500"', again)
    assert answered(site, again, a="1500")[0] == 200
    status, after = answered(site, page, a="1500")
    assert status == 200
    state = {"interview": hidden(after, "interview"), "as_of": DAY, "do": "reopen", "key": REVENUE}
    once_more = site.post("/ask", state).text
    assert 'value="1500万元"' in once_more or 'value="1500"' in once_more
    stood = re.search(r'<input id="a"[^>]* value="([^"]*)"', once_more)
    assert stood is not None
    status, _ = answered(site, once_more, a=stood[1], choice="不知道")
    assert status == 200


INDUSTRY = json.dumps(["industry_code", None, ""])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("铝板、铝带", "C32"),
        ("有色金属压延加工", "C32"),
        ("轴承保持器", "C34"),
        ("食品加工", "C13"),
    ],
)
def test_an_industry_in_words_leads_to_the_names_that_may_be_meant(
    site: Site, typed: str, code: str
) -> None:
    """It is not taken for one; what is chosen then is the answer, though the words still stand."""
    status, again = answered(site, asked(site, INDUSTRY), a=typed)
    assert status == 422
    assert "industry_code" not in told(again)
    (label,) = re.findall(r'<label for="listed">(.*?)</label>', again)
    assert code in label
    (choices,) = re.findall(r'<select id="listed".*?</select>', again)
    first = re.findall(r'<option value="(C\d\d)">', choices)
    assert first[0] == code
    assert len(first) == len(set(first))
    refused = hidden(form_of(again, "answer"), "refused")
    status, after = answered(site, again, a=typed, refused=refused, listed=code)
    assert status == 200
    assert told(after)["industry_code"] == code
    # What is written anew beside a choice is another answer.
    status, _ = answered(site, again, a="C29", refused=refused, listed=code)
    assert status == 422


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("笔记.txt", "营业执照：示例企业\n员工：304 人".encode()),
        ("a.docx", b"PK\x03\x04"),
        ("b.xlsx", b"PK\x03\x04"),
        ("c.yaml", b"facts: [1,"),
        ("d.csv", "企业名称,营业收入\n示例,1\n".encode()),
        ("e.png", b"\x89PNG\r\n\x1a\n"),
        ("f.yaml", b""),
    ],
)
def test_of_a_file_that_is_none_the_form_is_offered_first(
    site: Site, name: str, content: bytes
) -> None:
    """Two parts of YAML were asked of a bookkeeper; what is wrong stands folded below."""
    for path in ("/result", "/ask"):
        found = site.upload(path, name, content, {"as_of": DAY})
        assert found.status == 422
        said = found.text[found.text.index('class="errors"') :]
        assert "这个文件打不开，请用下载的空表" in said[: said.index("/form.xlsx")]
        assert said.index("/form.xlsx") < said.index("<details")
        assert "Traceback" not in said


def test_of_a_profile_with_a_fault_that_is_told_first(site: Site) -> None:
    """It is no other file."""
    found = site.upload("/result", "a.yaml", "营业收入情况: 好\n".encode(), {"as_of": DAY})
    assert found.status == 422
    assert "这个文件打不开" not in found.text
    assert "有 1 处要改" in found.text


@pytest.mark.parametrize(
    ("how", "typed", "written"),
    [
        ("", "1500", "1500万元"),
        (">=", "1500", ">= 1500万元"),
        ("<=", "1500", "<= 1500万元"),
        (">=", "<= 1500", "<= 1500万元"),
        (">=", "1400..1500", "1400万元..1500万元"),
        ("drop", "1500", "1500万元"),
        ("~", "1,500.5", "1350.45万元..1650.55万元"),
        ("~", "800", "720万元..880万元"),
        ("~", "1.3亿", "1.17亿..1.43亿"),
        ("~", ">= 1500", ">= 1500万元"),
        ("", "约800", "720万元..880万元"),
        ("~", "大约 800", "720万元..880万元"),
        ("", "1.3亿左右", "1.17亿..1.43亿"),
    ],
)
def test_which_end_a_figure_is_may_be_chosen(
    site: Site, how: str, typed: str, written: str
) -> None:
    """Beside the figure, where a telephone's keys have no sign for it; what is typed goes first."""
    status, after = answered(site, asked(site, REVENUE), a=typed, how=how)
    assert status == 200
    year = told(after)["revenue"]
    assert isinstance(year, dict)
    assert str(year["2022"]).replace(" ", "") == written.replace(" ", "")


def test_what_is_said_to_be_about_a_figure_is_taken_so_and_told(site: Site) -> None:
    """Where which end it is was chosen besides, or a tenth says nothing, it is refused as ever."""
    _, after = answered(site, asked(site, REVENUE), a="约800")
    assert "“约800”按上下一成读" in after
    status, _ = answered(site, asked(site, REVENUE), a="约800", how=">=")
    assert status == 422
    year = '["statistics_entry_year", null, ""]'
    status, _ = answered(site, asked(site, year), a="约2018")
    assert status == 422


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [("两千多", "2000", "3000"), ("近两千", "1800", "2000")],
)
def test_somewhat_more_or_nearly_so_much_is_its_range(
    site: Site, typed: str, low: str, high: str
) -> None:
    """As a table reads it; an end chosen beside it says another thing."""
    _, after = answered(site, asked(site, REVENUE), a=typed)
    assert f"“{typed}”按 {low} 至 {high} 读" in after
    year = told(after)["revenue"]
    assert isinstance(year, dict)
    assert year["2022"] == f"{low}万元..{high}万元"
    status, _ = answered(site, asked(site, REVENUE), a=typed, how=">=")
    assert status == 422


@pytest.mark.parametrize("typed", ["50万美元", "$50", "100万欧", "HK$ 30", "5000日元"])
def test_other_money_is_no_answer(site: Site, typed: str) -> None:
    """In a field whose unit is told beside it, it would have been taken for 万元."""
    status, after = answered(site, asked(site, REVENUE), a=typed)
    assert status == 422
    assert "不是人民币" in after


def test_a_range_that_stood_there_says_the_same_again(site: Site) -> None:
    """In the unit that stands beside the field."""
    _, after = answered(site, asked(site, REVENUE), a="800", how="~")
    before = told(after)
    state = {"interview": hidden(after, "interview"), "as_of": DAY, "do": "reopen", "key": REVENUE}
    again = site.post("/ask", state).text
    stood = re.search(r'<input id="a"[^>]* value="([^"]*)"', again)
    assert stood is not None
    assert stood[1] == "720至880"
    status, after = answered(site, again, a=stood[1])
    assert status == 200
    assert told(after) == before


def test_a_title_may_be_given_until_when_it_is_valid(site: Site) -> None:
    """On the form of the titles themselves, where it need not be written."""
    page = asked(site, TITLES)
    assert "有效期至（可不写）" in page
    told_so = {"r.0.title": "gazelle", "r.0.valid_until": "2026-12-31", "choice": "whole"}
    status, after = answered(site, page, **told_so)
    assert status == 200
    assert told(after)["recognitions"] == [{"title": "gazelle", "valid_until": "2026-12-31"}]


def test_a_title_may_be_given_the_year_of_its_recognition(site: Site) -> None:
    """Two certificates of one title are told apart by it; the page had no field for what it asked,
    and the year is all that some rules read.
    """
    page = asked(site, TITLES)
    assert "认定日期（可不写）" in page
    assert "只知道年的写年" in page
    two = {"r.0.title": "high_technology", "r.1.title": "high_technology", "choice": "whole"}
    ends = {"r.0.valid_until": "2024-11-28", "r.1.valid_until": "2021-11-28"}
    status, again = answered(site, page, **two, **ends)
    assert status == 422
    assert "写明认定日期" in again
    assert 'value="2021-11-28"' in again
    years = {"r.0.recognised_on": "2021", "r.1.recognised_on": "2018年"}
    status, after = answered(site, again, **two, **ends, **years)
    assert status == 200
    found = told(after)["recognitions"]
    assert isinstance(found, list)
    assert [record["recognised_on"] for record in found] == ["2021", "2018年"]


def test_of_a_record_its_kind_may_be_all_that_is_said(site: Site) -> None:
    """A title is chosen from those there are; what its certificate is called need not be known."""
    page = asked(site, TITLES)
    (choices,) = re.findall(r'<select id="r\.0\.title".*?</select>', page)
    assert '<option value="gazelle">瞪羚企业</option>' in choices
    # Under what it stands is told, and is nothing to choose.
    under = choices[: choices.index('value="municipal_technology_centre"')]
    assert re.findall('<optgroup label="(.*?)">', under)[-1] == "研发平台"
    assert "研发平台</option>" not in choices
    status, after = answered(site, page, **{"r.0.title": "gazelle", "choice": "whole"})
    assert status == 200
    assert told(after)["recognitions"] == [{"title": "gazelle"}]


def test_the_questions_of_the_result_come_one_after_the_other(site: Site) -> None:
    """In the order of its list, as long as they are open; then the interview's own."""
    result = site.upload("/result", "e.yaml", EXAMPLE.read_bytes(), {"as_of": DAY}).text
    panel = result[result.index('id="asked"') :]
    buttons = re.findall(r'name="queue" value="([^"]*)">([^<]*)</button>', panel)
    *listed, (every, begin) = [(html.unescape(k), html.unescape(text)) for k, text in buttons]
    assert "逐题答" in begin
    assert every.split("\n") == [key for key, _ in listed]
    form = result[result.index('<form id="asks"') :]
    kept = {name: hidden(form, name) for name in ("profile", "as_of", "do")}
    page = site.post("/ask", kept | {"queue": every}).text
    seen = []
    for _ in listed:
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.S)
        assert heading is not None
        seen.append(html.unescape(re.sub("<[^>]*>", "", heading[1])))
        _, page = answered(site, page, choice="不知道")
    assert [text.rstrip("？") for text in seen] == [text.rstrip("？") for _, text in listed]
    assert hidden(page, "queue") == ""


def test_the_questions_of_one_measure_can_be_answered_alone(site: Site) -> None:
    """Opened in place it has a button that asks what it waits for, and that first."""
    result = site.upload("/result", "e.yaml", EXAMPLE.read_bytes(), {"as_of": DAY}).text
    profile = hidden(result, "profile")
    found = re.findall(r'name="queue" value="([^"]*)">答这一项的 (\d+) 题</button>', result)
    assert found
    for sent, number in found:
        keys = html.unescape(sent).split("\n")
        assert len(keys) == int(number)
        page = site.post(
            "/ask", {"profile": profile, "as_of": DAY, "do": "queue", "queue": "\n".join(keys)}
        )
        assert hidden(page.text, "key") == keys[0]


def follow(page: str) -> int:
    """How many of those chosen are asked with the one that stands, or after it."""
    told = (
        r"从结果点进来的，(?:这一页 (?P<here>\d+) 题，)?"
        r"(?:后面还有 (?P<left>\d+) 题|只剩这一题|都在这里)"
    )
    found = re.search(told, page)
    assert found is not None
    # What stands on the page is not said to follow it.
    assert page.count('class="beside"') == (found["here"] is not None)
    return int(found["here"] or 1) - 1 + int(found["left"] or 0)


def test_after_the_chosen_questions_the_result_is_offered(site: Site) -> None:
    """How many follow is said of each; after the last, and only then, where the result is."""
    result = site.upload("/result", "e.yaml", EXAMPLE.read_bytes(), {"as_of": DAY}).text
    found = re.findall(r'name="queue" value="([^"]*)">答这一项的', result)
    keys = max((html.unescape(sent).split("\n") for sent in found), key=len)
    form = {"profile": hidden(result, "profile"), "as_of": DAY, "do": "queue"}
    page = site.post("/ask", form | {"queue": "\n".join(keys)}).text
    seen: list[int] = []
    while "从结果点进来的，" in page and len(seen) <= len(keys):
        assert "从结果点进来的几题都过了" not in page
        seen.append(follow(page))
        _, page = answered(site, page, choice="不知道")
    # An answer may settle another of them as well.
    assert len(seen) > 1
    assert seen == sorted(set(seen), reverse=True)
    assert seen[-1] == 0
    assert "从结果点进来的几题都过了" in page
    _, page = answered(site, page, choice="不知道")
    assert "从结果点进来的几题都过了" not in page


def test_going_back_loses_no_answer(site: Site) -> None:
    """Three answers, back to the first: they stand there to be looked over, and one goes on."""
    page = site.get(f"/ask?as_of={DAY}").text
    for fields in ({"choice": "是"}, {"a": "868"}, {"choice": "不知道"}):
        status, page = answered(site, page, **fields)
        assert status == 200
    told_then, key = told(page), hidden(page, "key")
    for _ in range(3):
        form = form_of(page, "back")
        kept = {name: hidden(form, name) for name in ("interview", "as_of")}
        page = site.post("/ask", kept | {"do": "back"}).text
    assert "返回上一页" not in page
    assert told(page) == told_then
    assert "不改，接着答" in page
    form = form_of(page, "skip")
    kept = {name: hidden(form, name) for name in ("interview", "as_of", "key")}
    page = site.post("/ask", kept | {"do": "skip"}).text
    assert (told(page), hidden(page, "key")) == (told_then, key)


def test_a_list_stands_as_it_was_answered_where_one_goes_back(site: Site) -> None:
    """That it was all had to be chosen once more, and 没有 as well."""
    for fields, id_ in (
        ({"choice": "没有"}, "a"),
        ({"choice": "whole", "r.0.title": "瞪羚企业"}, "c-whole"),
    ):
        _, after = answered(site, asked(site, TITLES), **fields)
        back = form_of(after, "back")
        kept = {name: hidden(back, name) for name in ("interview", "as_of")}
        page = site.post("/ask", kept | {"do": "back"}).text
        chosen = re.findall(r'<input type="radio" name="choice" id="([^"]*)"[^>]* checked', page)
        assert chosen == [id_]
    some = {"choice": "some", "r.0.title": "瞪羚企业"}
    _, after = answered(site, asked(site, TITLES), **some)
    back = form_of(after, "back")
    kept = {name: hidden(back, name) for name in ("interview", "as_of")}
    page = site.post("/ask", kept | {"do": "back"}).text
    # Whether that is all was not said, and is not supposed.
    assert not re.search(r'name="choice" id="[^"]*"[^>]* checked', page)


@pytest.mark.parametrize("press", ["answer", "skip", "unknown"])
def test_one_answer_is_changed_after_the_other_where_all_stand(site: Site, press: str) -> None:
    """What was changed led on to a new question: the list had to be looked for again."""
    result = site.upload("/result", "e.yaml", EXAMPLE.read_bytes(), {"as_of": DAY}).text
    sent = {"profile": hidden(result, "profile"), "as_of": DAY, "do": "review"}
    review = site.post("/ask", sent).text
    form = next(f for f in review.split("<form")[1:] if "revenue" in hidden(f, "key"))
    kept = {name: hidden(form, name) for name in ("interview", "as_of", "key", "changing")}
    page = site.post("/ask", kept | {"do": "reopen"}).text
    assert "不改，回到列表" in page
    form = form_of(page, "answer")
    kept = {name: hidden(form, name) for name in ("interview", "as_of", "key", "changing")}
    # What is refused stays, and leads back once it is mended.
    wrong = site.post("/ask", kept | {"do": "answer", "a": "两亿三"}).text
    assert "这一题的回答有问题" in wrong
    assert hidden(form_of(wrong, "answer"), "changing")
    again = site.post("/ask", kept | {"do": press, "a": "12345"})
    assert again.status == 200
    assert "<h1>看已经答的</h1>" in again.text
    assert ("12345" in again.text) is (press == "answer")


def test_going_back_loses_no_chosen_question(site: Site) -> None:
    """The one that stood, and those after it, come again."""
    result = site.upload("/result", "e.yaml", EXAMPLE.read_bytes(), {"as_of": DAY}).text
    (every, *_) = re.findall(r'name="queue" value="([^"]*)">从第 1 问', result)
    form = {"profile": hidden(result, "profile"), "as_of": DAY, "do": "queue"}
    first = site.post("/ask", form | {"queue": html.unescape(every)}).text
    _, second = answered(site, first, choice="不知道")
    back = form_of(second, "back")
    kept = {name: hidden(back, name) for name in ("interview", "as_of", "queue", "chosen")}
    again = site.post("/ask", kept | {"do": "back"}).text
    assert hidden(again, "key") == hidden(first, "key")
    assert follow(again) == follow(first)
    _, there = answered(site, again, choice="不知道")
    assert hidden(there, "key") == hidden(second, "key")


def test_a_wrong_answer_loses_no_chosen_question(site: Site) -> None:
    """Nothing written, and pressed again: those after it come as before."""
    result = site.upload("/result", "e.yaml", EXAMPLE.read_bytes(), {"as_of": DAY}).text
    (every, *_) = re.findall(r'name="queue" value="([^"]*)">从第 1 问', result)
    form = {"profile": hidden(result, "profile"), "as_of": DAY, "do": "queue"}
    first = site.post("/ask", form | {"queue": html.unescape(every)}).text
    # As a browser sends it: each end of a line is CR LF.
    sent = hidden(form_of(first, "answer"), "queue").replace("\n", "\r\n")
    assert "\r\n" in sent
    _, wrong = answered(site, first, queue=sent)
    assert "这一题的回答有问题" in wrong
    assert follow(wrong) == follow(first)
    _, second = answered(site, wrong, choice="不知道")
    _, straight = answered(site, first, choice="不知道")
    assert hidden(second, "key") == hidden(straight, "key")
    assert follow(second) == follow(straight)


def test_the_result_leads_to_what_was_answered(site: Site) -> None:
    """To look over, and to change one of them."""
    result = site.upload("/result", "e.yaml", EXAMPLE.read_bytes(), {"as_of": DAY}).text
    sent = {"profile": hidden(result, "profile"), "as_of": DAY, "do": "review"}
    assert 'name="do" value="review"' in result
    page = site.post("/ask", sent)
    assert page.status == 200
    assert "营业收入" in page.text


def test_a_queue_from_elsewhere_does_nothing(site: Site) -> None:
    """What is no open question is passed over."""
    page = asked(site, REVENUE, queue="")
    for queue in ("nonsense", '["no_such", null, ""]', "[1]\n" * 5000):
        kept = {"interview": hidden(page, "interview"), "as_of": DAY, "key": REVENUE}
        found = site.post("/ask", {**kept, "do": "answer", "a": "1500", "queue": queue})
        assert found.status == 200
        assert hidden(found.text, "queue") == ""


def test_a_tenth_about_a_year_is_not_offered(site: Site) -> None:
    """Of a figure of money it is; what is exact, at least or at most may be said of both."""
    for key, offered in ((REVENUE, True), ('["statistics_entry_year", null, ""]', False)):
        page = asked(site, key)
        assert ('<option value="~"' in page) is offered
        assert '<option value="&gt;="' in page


def test_what_an_answer_would_rule_out_as_presumed_is_said(site: Site) -> None:
    """Of the first question, whether it is registered here, that there is nothing else."""
    page = site.get(f"/ask?as_of={DAY}").text
    assert "答“否”" in page
    effect = re.search("答“否”</dt><dd>(.*?)</dd>", page, re.DOTALL)
    assert effect is not None
    assert "按推定排除：" in effect[1]


@pytest.mark.parametrize(
    ("extent", "checked", "open_"),
    [("{至少: [%s]}", None, True), ("[%s]", "c-whole", False), ("{全部: [%s]}", "c-whole", False)],
)
def test_a_list_told_in_part_says_what_settles_it(
    site: Site, extent: str, checked: str | None, open_: bool
) -> None:
    """Else what waits for it stays open for ever; of one that is whole nothing is said."""
    payment = "{名目: 首次认定, 是哪项措施: 高企首次认定奖励, 到账日: 2022-05-01}"
    firm = "facts:\n  注册地在聊城市: 是\n  最近一次高企复审通过的年份: 2023\n"
    firm += f"  已经得过的财政支持: {extent % payment}\n"
    sent = site.upload("/result", "x.yaml", firm.encode(), {"as_of": DAY}).text
    assert ("没有别的，选“没有别的了”" in sent) is open_
    key = json.dumps(["support_received", None, ""])
    held = {"profile": hidden(sent, "profile"), "as_of": DAY, "do": "reopen", "key": key}
    page = site.post("/ask", held).text
    assert ("没有别的就选“没有别的了”" in page) is open_
    marked = re.findall(r'id="(c-[a-z]+)" value="[a-z]+" checked', page)
    assert marked == ([] if checked is None else [checked])


def test_how_many_follow_is_told_about(site: Site) -> None:
    """It changes with every answer; when all was asked nothing says that all is answered."""
    page = site.get(f"/ask?measure=first-set&as_of={DAY}").text
    while 'name="key"' in page and 'value="answer"' in page:
        found = re.findall(
            "第 [0-9]+ 页，后面大约还有 ([0-9]+) 题|可能是最后一页|写了有的才再问", page
        )
        assert len(found) == 1
        state = {"interview": hidden(page, "interview"), "as_of": DAY, "do": "unknown"}
        page = site.post("/ask", state).text
    assert "能起作用的都问过了，其中" in page
    assert "能问的都问完了" not in page


def test_where_only_what_was_skipped_is_left_that_is_said(site: Site) -> None:
    """后面大约还有 0 题 was told of what was still to be asked again."""
    page, said = site.get(f"/ask?measure=high-technology-recheck&as_of={DAY}").text, []
    for _ in range(12):
        if 'value="answer"' not in page:
            break
        said += re.findall("后面只有跳过一次的 ([0-9]+) 题，再问一遍", page)
        assert "大约还有 0 题" not in page
        state = {"interview": hidden(page, "interview"), "as_of": DAY, "do": "skip"}
        page = site.post("/ask", state).text
    assert said


@pytest.mark.parametrize(
    ("typed", "written", "said"),
    [
        ("一千五百万", "一千五百万", "“一千五百万”按 1500万元 读"),
        ("1亿5000万", "1亿5000万", "“1亿5000万”按 15000万元 读"),
        ("一千五百", "一千五百万元", "“一千五百万元”按 1500万元 读"),
        ("约一千万", "900万..1100万", "“约一千万”按上下一成读"),
        ("不到两亿", "不到两亿", "“不到两亿”按 < 2亿元 读"),
    ],
)
def test_a_figure_in_numerals_is_taken_and_told(
    site: Site, typed: str, written: str, said: str
) -> None:
    """Beside the question that follows."""
    status, after = answered(site, asked(site, REVENUE), a=typed)
    assert status == 200
    year = told(after)["revenue"]
    assert isinstance(year, dict)
    assert year["2022"] == written
    assert said in after.replace("&lt;", "<")


def test_an_end_beyond_any_enterprise_is_asked_about(site: Site) -> None:
    """As a plain figure is, whether the end or a tenth about it was chosen."""
    for how in ("", "<=", ">=", "~"):
        status, after = answered(site, asked(site, REVENUE), a="86000000", how=how)
        assert status == 200
        assert "大得或小得不像" in after


def test_what_is_refused_does_not_say_that_it_was_read(site: Site) -> None:
    """An amount that is hardly meant, and more than the whole of which it is part: why it is
    refused is told, and no remark on how it was taken.
    """
    _, first = answered(site, asked(site, REVENUE), a="1000")
    state = {"interview": hidden(first, "interview"), "as_of": DAY, "do": "reopen"}
    page = site.post("/ask", {**state, "key": REVENUE.replace("revenue", "main_revenue")}).text
    status, refused = answered(site, page, a="9120000")
    assert status == 422
    assert "这一题的回答有问题" in refused
    assert "照写的读了" not in refused


def test_what_was_told_as_the_most_stands_so_when_it_is_asked_again(site: Site) -> None:
    """正好 stood beside ‹=1960万, which the one who had answered did not dare to send."""
    _, page = answered(site, asked(site, REVENUE), a="1960", how="<=")
    kept = {"profile": hidden(page, "profile"), "as_of": DAY, "do": "reopen", "key": REVENUE}
    again = site.post("/ask", kept).text
    assert '<option value="&lt;=" selected>' in again
    field = re.search(r'<input id="a"[^>]*value="([^"]*)"', again)
    assert field is not None
    assert field[1] == "1960"
    # Sent as it stands it is the same; as an exact figure it is that.
    _, same = answered(site, again, a="1960", how="<=")
    assert told(same) == told(page)
    _, exact = answered(site, again, a="1960", how="")
    assert told(exact) != told(page)


def of_a_project(site: Site) -> str:
    """The page that asks the fields of a project."""
    facts = {"registered_in_liaocheng": True, "renovation_projects": [{"name": "二号车间"}]}
    profile = json.dumps({"enterprise": "示例企业", "facts": facts})
    day = json.dumps(["renovation_projects", None, ".completed_on(二号车间)"], ensure_ascii=False)
    other = json.dumps(["renovation_projects", None, ".smart(二号车间)"], ensure_ascii=False)
    figure = json.dumps(
        ["renovation_projects", None, ".audited_equipment_and_software(二号车间)"],
        ensure_ascii=False,
    )
    sent = {"profile": profile, "as_of": DAY, "do": "queue"}
    return site.post("/ask", {**sent, "queue": f"{day}\n{other}\n{figure}"}).text


def the_project(page: str) -> dict[str, str]:
    """What is told of it."""
    found = told(page)["renovation_projects"]
    assert isinstance(found, list)
    (record,) = found
    assert isinstance(record, dict)
    return record


def beside(page: str) -> list[str]:
    """The questions that stand below the one that is asked."""
    return hidden(form_of(page, "answer"), "beside").split("\n")


def test_what_stands_below_a_question_is_answered_with_it(site: Site) -> None:
    """All on one page; what is left open is skipped, and comes again only if it is asked for."""
    page = of_a_project(site)
    smart, figure = beside(page)
    fields = {"a": "2022-05", "beside": f"{smart}\n{figure}", f"b.{figure}": "1420"}
    status, after = answered(site, page, **fields, **{f"h.{figure}": "<="})
    assert status == 200
    record = the_project(after)
    assert record["completed_on"] == "2022-05"
    assert record["audited_equipment_and_software"] == "<= 1420万元"
    assert "smart" not in record
    assert "从结果点进来的几题都过了" in after
    assert "答了不知道的和跳过的一共 1 题，现在再问" in re.sub("\u2009", "", after)


def test_below_a_question_a_day_can_be_ticked_not_to_have_come(site: Site) -> None:
    """With a day written beside it both are given back."""
    facts = {"registered_in_liaocheng": True, "renovation_projects": [{"name": "二号车间"}]}
    fields = ("smart", "completed_on")
    queue = [["renovation_projects", None, f".{field}(二号车间)"] for field in fields]
    sent = {"profile": json.dumps({"enterprise": "示例企业", "facts": facts}), "do": "queue"}
    sent |= {"as_of": DAY, "queue": "\n".join(json.dumps(one, ensure_ascii=False) for one in queue)}
    page = site.post("/ask", sent).text
    form = form_of(page, "answer")
    found = re.findall('type="checkbox"[^>]*name="n.([^"]*)"', form)
    (key,) = map(html.unescape, found)
    assert "completed_on" in key
    kept = {"beside": hidden(form, "beside"), f"n.{key}": "还没有"}
    _, after = answered(site, page, **kept, choice="是")
    assert the_project(after)["completed_on"] == f"> {DAY}"
    status, both = answered(site, page, **kept, **{f"b.{key}": "2022-05"}, choice="是")
    assert status == 422
    assert 'value="2022-05"' in both
    assert "2022-05 还没有" in both


def test_what_is_refused_below_a_question_is_given_back_as_it_was_typed(site: Site) -> None:
    """What was right beside it is taken; of several each is asked about."""
    page = of_a_project(site)
    smart, figure = beside(page)
    typed = {f"b.{smart}": "也许", f"b.{figure}": "一千多块吧？"}
    status, again = answered(site, page, a="2022-05", beside=f"{smart}\n{figure}", **typed)
    assert status == 422
    record = the_project(again)
    assert record == {"name": "二号车间", "completed_on": "2022-05"}
    assert hidden(form_of(again, "answer"), "key") == smart
    assert beside(again) == [figure]
    assert "一千多块吧？" in form_of(again, "answer")
    status, last = answered(site, again, choice="是", beside=figure, **{f"b.{figure}": "1420"})
    assert status == 200
    record = the_project(last)
    assert record["smart"] == "是"
    assert record["audited_equipment_and_software"] == "1420万元"


def test_a_refused_answer_loses_nothing_that_stands_below_it(site: Site) -> None:
    """Nothing of the page is taken, and all stands there as it was typed."""
    page = of_a_project(site)
    smart, figure = beside(page)
    typed = {"beside": f"{smart}\n{figure}", f"b.{figure}": "1420", f"b.{smart}": "是"}
    status, again = answered(site, page, a="那天", **typed)
    assert status == 422
    assert told(again)["renovation_projects"] == [{"name": "二号车间"}]
    form = form_of(again, "answer")
    assert beside(again) == [smart, figure]
    assert 'value="1420"' in form
    assert re.search('<option value="是" selected>', form)


@pytest.mark.parametrize("above", ["那天", "2022-05"])
def test_every_fault_of_a_page_is_told_at_once(site: Site, above: str) -> None:
    """Of an industry and a year that were both wrong the year was dropped without a word."""
    page = of_a_project(site)
    smart, figure = beside(page)
    typed = {f"b.{smart}": "也许", f"b.{figure}": "一千多块吧？"}
    status, again = answered(site, page, a=above, beside=f"{smart}\n{figure}", **typed)
    assert status == 422
    box = again.partition('id="errors"')[2].partition('class="cols"')[0]
    assert "有几题的回答有问题，都列在这里" in box
    wrong = 3 if above == "那天" else 2
    links = re.findall('<li><a href="#([^"]*)">', box)
    assert len(links) == len(set(links)) == wrong
    # Each link leads to a field, what is wrong stands at each, and so does what was typed.
    form = form_of(again, "answer")
    assert all(f'id="{name}"' in form for name in links)
    assert form.count('class="err"') == wrong
    assert "一千多块吧？" in form
    assert (f'value="{above}"' in form) is (wrong == 3)


def test_the_question_above_may_be_left_open(site: Site) -> None:
    """Where one below it is answered, it is skipped; where none is, it is asked about."""
    page = of_a_project(site)
    smart, figure = beside(page)
    status, after = answered(site, page, beside=f"{smart}\n{figure}", **{f"b.{smart}": "不知道"})
    assert status == 200
    assert told(after)["renovation_projects"] == [{"name": "二号车间", "smart": "未知"}]
    assert answered(site, page, beside=f"{smart}\n{figure}")[0] == 422


def test_a_hostile_page_of_questions_is_one_refusal(site: Site) -> None:
    """Deep, long and foreign keys are no questions."""
    page = of_a_project(site)
    deep = "[" * 200_000
    status, after = answered(site, page, a="2022-05", beside=f"{deep}\n[1]\n{{}}\nx", key=deep)
    assert status == 200
    assert told(after)["renovation_projects"] == [{"name": "二号车间", "completed_on": "2022-05"}]


BARRED = ("serious_violation_list", "defaulting_debtor", "major_tax_offender")


def of_the_barred(site: Site, *more: str) -> str:
    """The page that asks for what hardly any enterprise has."""
    names = (*BARRED, *more)
    queue = "\n".join(json.dumps([name, None, ""]) for name in names)
    profile = json.dumps(PROFILE, ensure_ascii=False)
    return site.post("/ask", {"profile": profile, "as_of": DAY, "do": "queue", "queue": queue}).text


def test_one_button_answers_no_to_all_of_a_page(site: Site) -> None:
    """As if each had been, and to nothing else; its words say to how many."""
    page = of_the_barred(site)
    assert "都没有（3 题都答“否”；有一题不清楚就一题题答）" in page
    below = {"beside": "\n".join(beside(page)), f"b.{beside(page)[0]}": "否"}
    status, after = answered(site, page, **below, do="deny")
    assert status == 200
    denied = dict.fromkeys(BARRED, "否")
    assert told(after) == {"registered_in_liaocheng": "是", **denied}
    review = {"interview": hidden(after, "interview"), "as_of": DAY, "do": "review"}
    assert site.post("/ask", review).text.count("失信") >= 3
    # Where one of them is of another kind there is none.
    assert "都没有（" not in of_a_project(site)


def test_what_many_do_not_know_of_is_answered_by_no_button(site: Site) -> None:
    """An accountant had denied the green threshold with the lists above it, unread."""
    alone = "green_threshold_refused"
    page = of_the_barred(site, alone)
    assert json.dumps([alone, None, ""]) in beside(page)
    assert "都没有（" not in page


@pytest.mark.parametrize("given", ["是", "不知道"])
@pytest.mark.parametrize("above", [True, False])
def test_what_was_chosen_is_not_overridden_by_none_of_it(
    site: Site, given: str, *, above: bool
) -> None:
    """Nothing is taken, and it stands as it was chosen."""
    page = of_the_barred(site)
    first = beside(page)[0]
    chosen = {"choice": given} if above else {f"b.{first}": given}
    below = {"beside": "\n".join(beside(page)), **chosen}
    status, again = answered(site, page, **below, do="deny")
    assert status == 422
    assert told(again) == {"registered_in_liaocheng": "是"}
    (held,) = re.findall('<input type="radio" name="([^"]*)"[^>]* checked>', again)
    assert html.unescape(held) == ("choice" if above else f"b.{first}")
    assert beside(again) == beside(page)


def test_pages_are_numbered_only_where_all_of_them_are_known(site: Site) -> None:
    """A profile that is opened does not say on how many its answers stood: it began at 1 again."""
    profile = json.dumps(PROFILE, ensure_ascii=False)
    opened = site.post("/ask", {"profile": profile, "as_of": DAY}).text
    number = re.compile("第\\s*\\d+\\s*页")
    assert not number.search(opened)
    assert "接着答，" in opened
    assert number.search(site.get("/ask").text)


def test_below_a_question_it_can_be_ticked_that_there_is_no_such_year(site: Site) -> None:
    """As on a page of its own; whoever had never been certified could not say so."""
    names = ("industry_code", "first_high_technology_year")
    queue = "\n".join(json.dumps([name, None, ""]) for name in names)
    profile = json.dumps(PROFILE, ensure_ascii=False)
    sent = {"profile": profile, "as_of": DAY, "do": "queue", "queue": queue}
    page = site.post("/ask", sent).text
    (key,) = beside(page)
    (held,) = re.findall('type="checkbox"[^>]*name="n.([^"]*)" value="不适用"', page)
    assert html.unescape(held) == key
    _, after = answered(site, page, a="3451", beside=key, **{f"n.{key}": "不适用"})
    assert told(after)["first_high_technology_year"] == "不适用"
    typed = {f"n.{key}": "不适用", f"b.{key}": "2019"}
    status, again = answered(site, page, a="3451", beside=key, **typed)
    assert status == 422
    assert "2019 不适用" in again


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_which_measure_a_payment_was_can_be_chosen_by_its_name(site: Site, lang: str) -> None:
    """高企首次认定奖励, written freely, was only perhaps one of two of nearly that name."""
    firm = {"facts": {"注册地在聊城市": "是", "已经得过的财政支持": {"至少": [{"名目": "甲"}]}}}
    queue = json.dumps(["support_received", None, ".measure(甲)"])
    sent = {"profile": json.dumps(firm, ensure_ascii=False), "as_of": DAY, "do": "queue"}
    page = site.post(f"/ask?lang={lang}", {**sent, "queue": queue}).text
    listed = page.partition('id="listed"')[2].partition("</select>")[0]
    names = re.findall(r'<option value="([^"]+)"', listed)
    title = "高新技术企业首次认定奖励（市级）"
    assert title in names
    # What other places pay, and what is only named, was paid to nobody here.
    assert names[0] == "这里没有收的措施"
    assert len(names) == 1 + len(RULES.documents)
    _, after = answered(site, page, listed=title)
    payments = told(after)["support_received"]
    assert isinstance(payments, dict)
    assert payments["at_least"][0]["measure"] == title


def test_more_lines_are_had_with_what_was_typed(site: Site) -> None:
    """An enterprise has five titles; the form had four lines until it was answered."""
    page = asked(site, TITLES)
    lines = re.findall(r'name="r\.(\d+)\.name"', page)
    assert lines == ["0", "1", "2", "3"]
    typed = {f"r.{n}.name": f"称号{n}" for n in lines}
    kept = {name: hidden(form_of(page, "answer"), name) for name in ("interview", "as_of", "key")}
    more = site.post("/ask", {**kept, **typed, "rows": "4", "choice": "whole", "do": "lines"})
    assert more.status == 200
    assert re.findall(r'name="r\.(\d+)\.name"', more.text) == [*lines, "4", "5", "6", "7"]
    assert all(f'value="称号{n}"' in more.text for n in lines)
    assert 'id="c-whole" value="whole" checked' in more.text
    assert "recognitions" not in told(more.text)
    status, after = answered(site, more.text, **typed, **{"r.4.name": "称号4"}, choice="whole")
    assert status == 200
    titles = told(after)["recognitions"]
    assert isinstance(titles, list)
    assert len(titles) == 5


def test_an_industry_below_another_question_is_chosen_by_its_name(site: Site) -> None:
    """A bookkeeper who has no code at hand wrote what the firm makes, and was refused."""
    industry = json.dumps(["industry_code", None, ""])
    known = {
        "registered_in_liaocheng": "是",
        "rd_super_deduction": {"2022": "5万元", "2021": "4万元"},
    }
    profile = json.dumps({"facts": known}, ensure_ascii=False)
    page = site.post("/ask", {"profile": profile, "as_of": DAY}).text
    assert industry in beside(page)
    form = form_of(page, "answer")
    name = f"n.{industry}".replace(chr(34), "&#34;")
    chosen = form[form.index(name) :].partition("</select>")[0]
    assert re.search('<option value="C35">[^<]*专用设备', chosen)
    status, after = answered(site, page, a="100", beside=industry, **{f"n.{industry}": "C35"})
    assert (status, told(after)["industry_code"]) == (200, "C35")
