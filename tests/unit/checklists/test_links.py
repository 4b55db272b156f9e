"""Evidence links: whole addresses of the web, and nothing that a browser would run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.checklists.links import fault_of_link


@pytest.mark.parametrize(
    "link",
    ["https://tracker.example/shots/1?version=6#note", "http://10.0.0.1:8080/", "HTTPS://Example.org/a%20b"],
)
def test_addresses_of_the_web_are_taken(link):
    assert fault_of_link(link) is None


@pytest.mark.parametrize(
    "link",
    [
        *("javascript:alert(1)", "JaVaScRiPt://example.org/%0aalert(1)", "data:text/html,x", "file:///etc"),
        *("//example.org", "/checklists", "example.org", "https://", "https:///path", "ftp://example.org"),
        *("https://ada:secret@example.org", "https://example.org/a b", "https://example.org/\n", "https://["),
        *("https://example.org:port", "https://example.org\\@evil.example", "https://example.org/<b>"),
        "https://example.org/" + "x" * 500,
    ],
)
def test_anything_else_is_refused_with_a_reason(link):
    assert fault_of_link(link)


@given(st.text())
def test_what_is_taken_begins_as_the_web_does(text):
    if fault_of_link(text) is None:
        assert text.lower().startswith(("http://", "https://"))
