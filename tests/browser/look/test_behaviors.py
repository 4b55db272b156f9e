"""The small behaviours, in a real browser under a strict content policy, on pages made of the partials."""

import mimetypes
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.unit.look.pages import FRAME, ROOT, profile_form, render, render_string

pytestmark = pytest.mark.browser

ORIGIN = "https://academy.test"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'"
SCRAP = """
{% extends "layouts/base.html" %}
{% from "partials/dialogs.html" import confirm_dialog %}
{% from "partials/toasts.html" import toast %}
{% block title %}Scrap{% endblock %}
{% block main %}
<h1>Scrap</h1>
<select aria-label="Theme" data-behavior="theme"><option>system</option><option>dark</option></select>
<p>The <a href="/pack" data-behavior="term" data-definition="All files of <b>one</b> delivery.">pack</a></p>
{{ toast("success", "Saved.") }}
<form method="post" action="/ended" data-behavior="confirm once">
  <button type="submit" name="which" value="others">End sign-ins</button>
  {% call confirm_dialog("end", "End the others?", "End them") %}<p>They sign in again.</p>{% endcall %}
</form>
<form method="post" action="/stays" data-behavior="once"><button type="submit">Send</button></form>
{% endblock %}
"""

DESK = """
{% extends "layouts/base.html" %}
{% from "partials/behaviors.html" import behavior %}
{% block title %}Desk{% endblock %}
{% block head %}{{ behavior("desk-keys") }}{% endblock %}
{% block main %}
<h1>Desk</h1>
<div data-behavior="desk-keys">
  <p data-announcer></p><p data-clock>09:42</p>
  <ul data-list="inbox"><li><a href="#a" data-request="a">Seoul</a></li>
    <li><a href="#b" data-request="b">Wen</a></li></ul>
  <details class="handler-sheet"><summary data-key="d">Do it</summary>
    <form><input type="hidden" name="key">
      <label><input type="radio" name="place" value="now"> Now</label>
      <label><input type="radio" name="place" value="last" checked> Last</label></form></details>
</div>
<dialog data-key-legend><form method="dialog"><button>Close</button></form></dialog>
{% endblock %}
"""


class Site:
    """Serves pages and static files to the browser, and remembers what was posted."""

    def __init__(self) -> None:
        self.pages = {
            "/": render_string(SCRAP, **FRAME),
            "/desk": render_string(DESK, **FRAME),
            "/styleguide": render("styleguide/index.html", form=profile_form(email="ada")),
            "/styleguide-dark": render("styleguide/index.html", form=profile_form(email="ada"), theme="dark"),
        }
        self.posts: list[tuple[str, str | None]] = []

    def answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if route.request.method == "POST":
            self.posts.append((path, route.request.post_data))
            if path == "/stays":
                route.fulfill(status=204)
            else:
                route.fulfill(body="<!doctype html><title>Done</title>", content_type="text/html")
        elif path.startswith("/static/"):
            kind = mimetypes.guess_type(path)[0] or "text/plain"
            route.fulfill(body=(ROOT / path[1:]).read_bytes(), content_type=kind)
        else:
            headers = {"Content-Security-Policy": POLICY}
            route.fulfill(body=self.pages[path], content_type="text/html; charset=utf-8", headers=headers)


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    faults: list[str] = []
    tab = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    tab.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.route("**/*", site.answer)
    tab.goto(ORIGIN)
    tab.wait_for_load_state("networkidle")
    yield tab
    tab.close()
    assert faults == []


def test_a_theme_shows_at_once(page: Page) -> None:
    page.get_by_label("Theme").select_option("dark")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_a_message_is_dismissed(page: Page) -> None:
    page.get_by_role("button", name="Dismiss this message").click()
    expect(page.get_by_text("Saved.")).to_have_count(0)


def test_the_menu_closes_on_escape_and_gives_focus_back(page: Page) -> None:
    toggle = page.locator("summary")
    toggle.press("Enter")
    expect(page.get_by_role("link", name="Profile")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Profile")).to_be_hidden()
    expect(toggle).to_be_focused()


def test_the_menu_closes_on_a_click_elsewhere(page: Page) -> None:
    page.locator("summary").click()
    page.get_by_role("heading", name="Scrap").click()
    expect(page.get_by_role("link", name="Profile")).to_be_hidden()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_term_explains_itself_by_keyboard(page: Page, key: str) -> None:
    term = page.get_by_role("button", name="pack")
    note = page.get_by_role("note")
    term.press(key)
    expect(note).to_contain_text("All files of <b>one</b> delivery.")
    expect(term).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(term).to_have_attribute("aria-expanded", "false")


def test_a_term_closes_on_a_second_press_and_on_a_click_elsewhere(page: Page) -> None:
    term, note = page.get_by_role("button", name="pack"), page.get_by_role("note")
    term.click()
    expect(note).to_be_visible()
    term.click()
    expect(note).to_be_hidden()
    term.click()
    page.get_by_role("heading", name="Scrap").click()
    expect(note).to_be_hidden()


def test_a_question_comes_before_a_destructive_form(page: Page, site: Site) -> None:
    page.get_by_role("button", name="End sign-ins").click()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert site.posts == []


def test_a_confirmed_form_is_sent_with_the_button_that_was_pressed(page: Page, site: Site) -> None:
    page.get_by_role("button", name="End sign-ins").click()
    page.get_by_role("button", name="End them").click()
    page.wait_for_url(re.compile("/ended$"))
    assert site.posts == [("/ended", "which=others")]


def test_a_question_that_was_declined_can_be_asked_again(page: Page, site: Site) -> None:
    page.get_by_role("button", name="End sign-ins").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="End sign-ins").click()
    page.get_by_role("button", name="End them").click()
    page.wait_for_url(re.compile("/ended$"))
    assert len(site.posts) == 1


def test_a_second_click_sends_nothing(page: Page, site: Site) -> None:
    button = page.get_by_role("button", name="Send")
    button.click()
    expect(button).to_have_attribute("aria-disabled", "true")
    button.dispatch_event("click")
    page.wait_for_timeout(200)
    assert [path for path, _ in site.posts] == ["/stays"]


@pytest.mark.parametrize("path", ["/styleguide", "/styleguide-dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_style_guide_is_accessible_and_never_scrolls_sideways(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(ORIGIN + path)
    page.wait_for_load_state("networkidle")
    assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.fixture
def desk(page: Page) -> Page:
    page.goto(f"{ORIGIN}/desk")
    page.wait_for_load_state("networkidle")
    return page


def test_a_letter_opens_a_sheet_at_what_is_chosen_and_escape_closes_it(desk: Page) -> None:
    desk.keyboard.press("d")
    expect(desk.get_by_label("Last")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(desk.get_by_label("Last")).to_be_hidden()
    expect(desk.get_by_text("Do it")).to_be_focused()


def test_j_and_k_walk_the_inbox_and_stop_at_its_ends(desk: Page) -> None:
    for key, name in [("j", "Seoul"), ("j", "Wen"), ("j", "Wen"), ("k", "Seoul"), ("k", "Seoul")]:
        desk.keyboard.press(key)
        expect(desk.get_by_role("link", name=name)).to_be_focused()


def test_the_key_legend_opens_and_gives_focus_back(desk: Page) -> None:
    desk.keyboard.press("j")
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("link", name="Seoul")).to_be_focused()
