"""Whole pages: frame, error page and style guide stand without inline code and with unique ids."""

from types import SimpleNamespace

import pytest

from tests.unit.look.pages import FRAME, NOBODY, Elements, profile_form, render, render_string

ERRORS = [400, 401, 403, 404, 405, 409, 413, 429, 500, 503]


def assert_obeys_the_content_security_policy(page: Elements) -> None:
    for tag, attributes in page.found:
        assert "style" not in attributes, (tag, attributes)
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        assert tag != "style"
        assert tag != "script" or "src" in attributes
        assert not (attributes.get("src") or attributes.get("href") or "").startswith(
            ("http:", "https:", "//")
        )


def test_the_style_guide_shows_everything_without_inline_code() -> None:
    page = Elements(render("styleguide/index.html", form=profile_form(email="ada")))
    assert_obeys_the_content_security_policy(page)
    assert len(page.ids) == len(set(page.ids))
    fragments = {(link["href"] or "")[1:] for link in page.all("a") if (link["href"] or "").startswith("#")}
    assert fragments <= set(page.ids)


@pytest.mark.parametrize("status", ERRORS)
def test_an_error_page_says_what_happened_what_was_kept_and_what_to_do(status: int) -> None:
    html = render("errors/error.html", status=status, message=None, kept=None, request_id="7f3a91c2")
    assert_obeys_the_content_security_policy(Elements(html))
    for text in (str(status), "What happened", "What was kept", "What to do", "7f3a91c2"):
        assert text in html


def test_an_error_page_prefers_the_words_of_the_error() -> None:
    html = render(
        "errors/error.html",
        status=409,
        message="This run moved on.",
        kept="Your nine decisions.",
        request_id="",
    )
    assert "This run moved on." in html
    assert "Your nine decisions." in html
    assert "Reference" not in html


def test_an_unknown_status_reads_as_our_fault() -> None:
    html = render("errors/error.html", status=502, message=None, kept=None, request_id="")
    assert "Something broke on our side" in html


@pytest.mark.parametrize("status", [500, 503])
def test_a_broken_server_does_not_ask_who_is_there(status: int) -> None:
    class Unreachable:
        @property
        def is_authenticated(self) -> bool:
            raise ConnectionError("no database")

    html = render(
        "errors/error.html", status=status, message=None, kept=None, request_id="", current_user=Unreachable()
    )
    assert "Academy" in html


def test_signing_out_is_a_form_with_a_token() -> None:
    page = Elements(render("errors/error.html", status=404, message=None, kept=None, request_id=""))
    form = page.one("form", action="/sign-out")
    assert form["method"] == "post"
    assert page.one("input", name="csrf_token")["value"] == "token-of-this-session"


def test_a_visitor_sees_no_account_menu() -> None:
    html = render(
        "errors/error.html", status=404, message=None, kept=None, request_id="", current_user=NOBODY
    )
    assert Elements(html).all("details") == []
    assert "Profile" in html, "account links stand in the masthead instead"


def test_the_current_place_is_marked() -> None:
    page = Elements(render("errors/error.html", status=404, message=None, kept=None, request_id=""))
    assert page.one("a", class_="main-nav-link")["aria-current"] == "page"


def test_a_paper_has_its_facts_and_no_navigation() -> None:
    source = """{% extends "layouts/print.html" %}{% block title %}Call sheet{% endblock %}
    {% block facts %}<dt>Studio</dt><dd>Lantern</dd>{% endblock %}
    {% block main %}<h1>Call sheet</h1>{% endblock %}"""
    html = render_string(source, **FRAME)
    assert "Lantern" in html
    assert Elements(html).all("nav") == []


def test_a_page_for_one_task_takes_its_heading_from_its_title() -> None:
    source = """{% extends "layouts/narrow.html" %}{% block title %}Sign in{% endblock %}
    {% block form %}<form></form>{% endblock %}"""
    html = render_string(source, **FRAME)
    assert "<title>Sign in · Academy</title>" in html
    assert "<h1>Sign in</h1>" in html


def test_a_name_is_escaped() -> None:
    person = SimpleNamespace(is_authenticated=True, name="<img src=x onerror=alert(1)>")
    html = render(
        "errors/error.html", status=404, message=None, kept=None, request_id="", current_user=person
    )
    assert "<img" not in html


def test_every_behaviour_that_the_style_guide_names_has_an_address() -> None:
    page = Elements(render("styleguide/index.html", form=profile_form()))
    known = {meta["content"] for meta in page.all("meta", name="behavior")}
    asked = {name for _, found in page.found for name in (found.get("data-behavior") or "").split()}
    assert asked <= known
