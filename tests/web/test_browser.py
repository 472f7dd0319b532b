"""The pages in a browser: read, by keyboard alone, on a phone, in the dark and on paper."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.profile.test_prefill import CODE, ROW
from tests.thorough import REQUIRE_ALL
from tests.web.serving import DAY, EXAMPLE, Site, serving
from tests.web.test_platform import table
from tests.web.test_result_in_short import TOLD as FIRM

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1200, height=900)
NARROW = ViewportSize(width=320, height=640)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
ACT = {"f.what": "食品生产者未悬挂食品生产许可证", "f.committed_on": "2025-03-01"}

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not REQUIRE_ALL,
    reason="no chromium.  Remedy: apt install chromium",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's own Chromium."""
    assert CHROMIUM is not None, "no chromium.  Remedy: apt install chromium"
    with sync_playwright() as playwright:
        # A container's root has no sandbox.
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window without JavaScript that fails a test where the browser has to complain."""
    context = browser.new_context(locale="zh-CN", viewport=DESK, java_script_enabled=False)
    context.set_default_timeout(120_000)
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    yield opened
    context.close()
    # An answer that is refused is told by its status; nothing else may be.
    assert [line for line in said if "422" not in line] == []


def follow(page: Page, button: str, *, exact: bool = False) -> None:
    """Press what leads to another page, and be there: a click alone does not wait for it."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=exact).click()


def result(page: Page, site: Site) -> None:
    """The page of the example, from its file."""
    page.goto(f"{site.address}/")
    page.set_input_files("#file", EXAMPLE)
    page.fill("#day", DAY)
    follow(page, "看结果")


def violation(page: Page, site: Site) -> None:
    """An act of which little is told."""
    page.goto(f"{site.address}/penalty")
    for name, value in ACT.items():
        page.fill(f'[name="{name}"]', value)
    page.fill("#as_of", "2025-06-01")
    follow(page, "继续")


def wrong_act(page: Page, site: Site) -> None:
    """An act that was done after the day of the decision."""
    page.goto(f"{site.address}/penalty")
    page.fill('[name="f.committed_on"]', "2025-07-01")
    page.fill("#as_of", "2025-06-01")
    follow(page, "继续")


def wrong_fact(page: Page, site: Site) -> None:
    """Of several facts that were told at once one that cannot be."""
    violation(page, site)
    page.locator("summary", has_text="一次多答几问").click()
    page.fill('[name="f.corrected_on"] >> nth=-1', "2020-01-01")
    page.locator('form:has([id="m.corrected_on"]) button').click()
    page.wait_for_selector("#errors")


def found(page: Page, site: Site) -> None:
    """What the lists say of a few words."""
    page.goto(f"{site.address}/penalty")
    page.fill("#words", "未悬挂 许可证")
    follow(page, "查找")


def wrong(page: Page, site: Site) -> None:
    """An answer that is none."""
    page.goto(f"{site.address}/ask?measure=revenue-milestone&as_of={DAY}")
    for _ in range(20):
        if page.locator("input#a:not([type=radio])").count():
            break
        page.locator("#c-unknown").check()
        follow(page, "继续")
    page.fill("#a", "很多很多")
    follow(page, "继续")


def answered(page: Page, site: Site) -> None:
    """What was answered so far."""
    page.goto(f"{site.address}/ask?as_of={DAY}")
    page.locator("#a").check()
    follow(page, "继续")
    follow(page, "看已经答的，改一题")


def together(page: Page, site: Site) -> None:
    """A field of a project, with the others of it."""
    page.goto(f"{site.address}/ask?as_of={DAY}")
    for _ in range(20):
        if page.locator('[name="beside"]').count() > 0 and "二号车间" in page.inner_text("h1"):
            return
        if page.locator('[name="r.0.name"]').count() and "改造" in page.inner_text("h1"):
            page.locator("#c-whole").check()
            page.fill('[name="r.0.name"]', "二号车间")
        elif page.locator("#a[value=是]").count():
            page.locator("#a").check()
        else:
            page.locator("#c-unknown").check()
        follow(page, "继续")
    raise AssertionError("no field of the project was asked")


def little(page: Page, site: Site) -> None:
    """A result of which hardly anything is told: most is unknown, and said in words."""
    page.goto(f"{site.address}/ask?as_of={DAY}")
    page.locator("#a").check()
    follow(page, "继续")
    follow(page, "现在就看结果")


def summary(page: Page, site: Site) -> None:
    """The one page to hand on."""
    result(page, site)
    page.get_by_role("button", name="给领导看的一页").first.click()
    page.wait_for_url("**/result/summary")


def listed(page: Page, site: Site) -> None:
    """All documents, for an enterprise."""
    result(page, site)
    found = page.get_by_role("button", name="全部文件")
    if not found.is_visible():
        page.locator("summary", has_text="按你的说法找").click()
    follow(page, "全部文件")


def at(path: str) -> object:
    """A page by its address."""

    def opened(page: Page, site: Site) -> None:
        page.goto(f"{site.address}{path}")

    return opened


PAGES = {
    "start": at("/"),
    "result": result,
    "little": little,
    "summary": summary,
    "together": together,
    "measures": at("/measures"),
    "listed": listed,
    "measure": at("/measures/first-set"),
    "conditions": at("/conditions"),
    "question": at(f"/ask?as_of={DAY}"),
    "wrong": wrong,
    "answered": answered,
    "penalty": at("/penalty"),
    "violation": violation,
    "wrong act": wrong_act,
    "wrong fact": wrong_fact,
    "found": found,
    "no such page": at("/no-such"),
}


def opened(name: str, page: Page, site: Site) -> None:
    """One of the pages."""
    way = PAGES[name]
    assert callable(way)
    way(page, site)


@pytest.mark.parametrize("name", PAGES)
def test_anyone_can_read_it(name: str, browser: Browser, site: Site) -> None:
    """No rule of accessibility is broken, contrast and names of controls among them."""
    context = browser.new_context(
        locale="zh-CN",
        viewport=DESK,
        # The rules are a script of their own, which the policy of the page would not let run.
        bypass_csp=True,
    )
    context.set_default_timeout(120_000)
    page = context.new_page()
    opened(name, page, site)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        # Of the second only the colours are others.
        only = {} if scheme is SCHEMES[0] else {"runOnly": ["color-contrast"]}
        results = Axe().run(page, options={"resultTypes": ["violations"], **only})
        assert results.violations_count == 0, results.generate_report()
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_anyone_can_read_what_a_platform_says(
    scheme: str, browser: Browser, tmp_path: Path
) -> None:
    """What is offered and what is stated already; on a phone as well."""
    held = {"enterprise": {"credit_code": CODE}, "facts": {"revenue": {"2025": "2.2亿元"}}}
    (tmp_path / "f.json").write_text(json.dumps(held), "utf-8")
    with serving(prefill=table(tmp_path, ROW)) as filled:
        context = browser.new_context(
            locale="zh-CN",
            viewport=PHONE,
            color_scheme="dark" if scheme == "dark" else "light",
            bypass_csp=True,
        )
        page = context.new_page()
        page.goto(f"{filled.address}/")
        page.set_input_files("#file", tmp_path / "f.json")
        follow(page, "看结果")
        follow(page, "看平台怎么说")
        results = Axe().run(page, options={"resultTypes": ["violations"]})
        width = page.evaluate("document.documentElement.scrollWidth")
        follow(page, "就用这些")
        address = page.url
        context.close()
    assert results.violations_count == 0, results.generate_report()
    assert width <= PHONE["width"]
    assert CODE not in address


def test_nothing_that_is_told_is_run(browser: Browser, site: Site, tmp_path: Path) -> None:
    """In a window that would run scripts, and whose policy was not switched off."""
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    act = {"what": hostile, "kind": hostile, "committed_on": "2025-03-01", "domain": "market"}
    told = {"enterprise": hostile, "incident": act, "note": hostile}
    (tmp_path / "a.json").write_text(json.dumps(told), "utf-8")
    context = browser.new_context(locale="zh-CN", viewport=PHONE)
    page, said = context.new_page(), list[str]()
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{site.address}/penalty")
    page.set_input_files("#file", tmp_path / "a.json")
    follow(page, "打开")
    assert hostile in page.locator("h1").inner_text()
    width = page.evaluate("document.documentElement.scrollWidth")
    page.goto(f"{site.address}/penalty")
    page.fill("#words", hostile)
    follow(page, "查找")
    assert hostile in page.locator("h1").inner_text()
    context.close()
    assert said == []
    assert width <= PHONE["width"]


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_it_whole(name: str, browser: Browser, site: Site) -> None:
    """Nothing is wider than the window, opened or not, and what is pressed is large enough."""
    context = browser.new_context(locale="zh-CN", viewport=PHONE)
    context.set_default_timeout(120_000)
    page = context.new_page()
    opened(name, page, site)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for size in (PHONE, NARROW):
        page.set_viewport_size(size)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], f"{name} is {width} wide"
        low = page.evaluate(
            "[...document.querySelectorAll('button, select, summary, input:not([type=hidden])"
            ":not([type=radio]):not([type=checkbox])')]"
            ".filter(one => one.offsetParent && one.offsetHeight < 44).map(one => one.outerHTML)"
        )
        assert low == []
        # Beside a long text the title stood a letter on a line.
        thin = page.evaluate(
            "[...document.querySelectorAll('.ans > summary .ti')].filter(one => one.offsetParent"
            " && one.getBoundingClientRect().height > 100).map(one => one.innerText)"
        )
        assert thin == []
    context.close()


def test_a_topic_opens_by_keyboard_alone(page: Page, site: Site) -> None:
    """From the address to the reasons of a topic, with Tab and Enter."""
    result(page, site)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator("summary:focus").count():
            break
    assert not page.locator("details.ans[open]").count()
    page.keyboard.press("Enter")
    shown = page.locator("details.ans[open]")
    assert shown.count() == 1
    assert "为什么" in shown.inner_text()
    assert "823,555.56" in shown.inner_text()


def test_focus_is_seen(page: Page, site: Site) -> None:
    """Whatever is reached by keyboard has an outline."""
    page.goto(f"{site.address}/")
    for _ in range(8):
        page.keyboard.press("Tab")
        style = page.locator(":focus").evaluate("one => getComputedStyle(one).outlineStyle")
        assert style == "solid"


def test_the_first_step_leads_past_the_navigation(page: Page, site: Site) -> None:
    """For who listens, or has no mouse."""
    page.goto(f"{site.address}/example")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "跳到正文"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")


def test_an_enterprise_is_answered_by_keyboard_from_nothing(page: Page, site: Site) -> None:
    """One measure, question by question, to its result."""
    page.goto(f"{site.address}/ask?measure=innovation-project&as_of={DAY}")
    asked = []
    for _ in range(20):
        if page.locator("button[value=answer]").count() == 0:
            break
        asked.append(page.inner_text("h1"))
        page.locator("#a").focus()
        if page.locator("#a[type=radio]").count():
            page.keyboard.press("Space")
        else:
            page.keyboard.type("2400")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert not page.locator("#errors").count()
    assert len(asked) >= 2
    assert len(asked) == len(set(asked))
    follow(page, "看结果", exact=True)
    assert page.locator("#three, .three").count()


def test_an_answer_can_be_changed_and_taken_back(page: Page, site: Site) -> None:
    """Back asks the last one again; change asks any of them."""
    page.goto(f"{site.address}/ask?as_of={DAY}")
    first = page.inner_text("h1")
    page.locator("#a").check()
    follow(page, "继续")
    assert page.inner_text("h1") != first
    follow(page, "返回上一页")
    assert page.inner_text("h1") == first
    page.locator("#c-unknown").check()
    follow(page, "继续")
    follow(page, "看已经答的，改一题")
    assert "不知道" in page.inner_text("dl.list")
    with page.expect_navigation():
        page.locator("dl.list button").first.click()
    assert page.inner_text("h1") == first


def test_a_wrong_answer_is_told_first(page: Page, site: Site) -> None:
    """With what was written kept, and a link to the field."""
    wrong(page, site)
    assert page.title().startswith("有错：")
    summary = page.locator("#errors:focus")
    assert "很多很多" in summary.inner_text()
    assert page.input_value("#a") == "很多很多"
    summary.get_by_role("link").first.click()
    page.wait_for_url("**#a")


def test_back_leads_to_the_result_that_was_posted(page: Page, site: Site) -> None:
    """From wherever one went; nothing is sent twice, and no error stands in its place."""
    result(page, site)
    title = page.title()
    with page.expect_navigation():
        page.get_by_role("link", name="核对一件违法行为").first.click()
    assert page.title() != title
    page.go_back()
    assert page.title() == title
    assert page.locator(".three").count()


def test_what_was_answered_is_still_there_after_looking_elsewhere(page: Page, site: Site) -> None:
    """Nothing of it is on the server: another page opens beside the one that holds it."""
    result(page, site)
    held = page.url
    for name in ("核对企业", "看措施", "免罚轻罚"):
        with page.expect_popup() as opened:
            page.get_by_role("link", name=name, exact=True).first.click()
        opened.value.close()
    assert page.url == held
    assert page.get_by_text("先弄清").count()


def test_a_question_of_the_result_is_the_one_that_is_asked(page: Page, site: Site) -> None:
    """Each by its own button; the first where one begins with them."""
    result(page, site)
    lines = page.locator("#asked ol button")
    asked = [text.rstrip("？") for text in lines.all_inner_texts()]
    assert len(asked) >= 2
    with page.expect_navigation():
        lines.nth(1).click()
    assert page.inner_text("h1").rstrip("？") == asked[1]
    page.go_back()
    follow(page, "从第 1 问开始逐题答")
    assert page.inner_text("h1").rstrip("？") == asked[0]


def test_what_a_record_is_named_after_is_the_first_of_many_kinds(page: Page, site: Site) -> None:
    """Fifty titles are a list to choose from, no fifty buttons; what is chosen is taken."""
    page.goto(f"{site.address}/ask?measure=brand-reward&as_of={DAY}")
    for _ in range(20):
        if "称号" in page.inner_text("h1"):
            break
        page.locator("#c-unknown").check()
        follow(page, "继续")
    page.locator("#c-whole").check()
    page.locator(".records input").first.fill("2022年度山东省瞪羚企业")
    follow(page, "继续")
    for _ in range(5):
        if page.locator("select#a").count():
            break
        page.locator("#c-unknown").check()
        follow(page, "继续")
    options = page.locator("select#a option")
    assert options.count() > 12
    assert options.nth(1).inner_text() == "瞪羚企业"
    page.select_option("#a", index=1)
    follow(page, "继续")
    assert not page.locator("#errors").count()
    # A firm that is a gazelle gets nothing for a brand: that was the last question.
    assert "瞪羚企业" in page.inner_text("main")


def test_the_result_comes_before_the_last_question(page: Page, site: Site) -> None:
    """After eighteen, which decide most; from there the interview goes on, and does so again where
    the window goes back.
    """
    page.goto(f"{site.address}/ask?as_of={DAY}")
    for _ in range(20):
        page.locator("#c-unknown").check()
        follow(page, "继续")
        if page.locator(".three").count():
            break
    assert page.locator(".three").count()
    asked: list[str] = []
    for _ in range(2):
        page.locator("button", has_text=re.compile("^接着答第")).click()
        page.wait_for_selector("#answer")
        asked.append(page.inner_text("h1"))
        page.go_back()
        assert page.locator(".three").count()
    assert asked[0] == asked[1]


def test_nothing_of_the_enterprise_is_in_an_address(page: Page, site: Site) -> None:
    """Wherever one goes from its result."""
    result(page, site)
    for button in ("English", "中文"):
        follow(page, button)
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/result(\?lang=\w\w)?", page.url)
    follow(page, "逐题答")
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/ask(\?lang=\w\w)?", page.url)


def test_paper_has_what_is_folded(browser: Browser, site: Site) -> None:
    """Reasons are printed without being opened; what can only be pressed is not."""
    context = browser.new_context(locale="zh-CN", viewport=DESK)
    context.set_default_timeout(120_000)
    page = context.new_page()
    page.goto(f"{site.address}/example")
    page.emulate_media(media="print")
    working = page.get_by_text("823,555.56").first
    assert working.bounding_box() is not None
    assert not page.locator(".btn").first.is_visible()
    context.close()


def test_nothing_is_fetched_from_elsewhere(browser: Browser, site: Site) -> None:
    """Every request of every page goes to the server itself."""
    context = browser.new_context(locale="zh-CN")
    context.set_default_timeout(120_000)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        opened(name, page, site)
    assert asked
    assert {url for url in asked if not url.startswith(site.address)} == set()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_english_is_complete(name: str, browser: Browser, site: Site) -> None:
    """What stands in Chinese is a quotation: a title, a paper, a place, what was typed."""
    if name not in ("start", "conditions", "penalty"):
        pytest.skip("quotes documents throughout")
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(120_000)
    page = context.new_page()
    opened(name, page, site)
    assert page.get_attribute("html", "lang") == "en"
    shown = page.inner_text("main")
    context.close()
    assert not re.findall("[\u4e00-\u9fff]{2,}", shown)


@pytest.mark.parametrize("name", ["wrong act", "wrong fact"])
def test_what_is_wrong_leads_to_its_field(name: str, page: Page, site: Site) -> None:
    """By keyboard alone: it is read first, and the field that it leads to is described by it."""
    opened(name, page, site)
    assert page.evaluate("document.activeElement.id") == "errors"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    described = page.evaluate("document.activeElement.getAttribute('aria-describedby')").split()
    assert page.locator(f'[id="{described[-1]}"]').is_visible()


def test_whom_and_when_stand_on_a_screen_and_a_half_of_a_phone(page: Page, site: Site) -> None:
    """The box that says which, how much, with what, whom and when grew from 1228 to 1515."""
    page.set_viewport_size(PHONE)
    page.goto(f"{site.address}/")
    told = json.dumps({"facts": FIRM}).encode()
    page.set_input_files("#file", {"name": "x.json", "mimeType": "text/json", "buffer": told})
    page.fill("#day", "2026-11-30")
    follow(page, "看结果")
    box = page.locator("#leads")
    assert box.locator(".ans").count() == 5
    last = box.get_by_text("什么时候报：").bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= 1.5 * PHONE["height"]
    # What to bring is beside each, on a phone as on a desk.
    papers = box.locator(".lead").filter(has=page.locator(".papers")).first.locator(".papers")
    assert papers.is_visible()
    page.set_viewport_size(DESK)
    assert papers.is_visible()
