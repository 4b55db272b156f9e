"""Hostile pages: whatever they say, nothing comes out that runs, submits, loads from elsewhere or poses."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academy.content.glossary import Glossary, GlossaryTerm
from academy.content.images import Image
from academy.content.markdown import Page, render
from academy.content.markdown.sanitise import sanitise
from tests.security.hostile_markdown import HTML_PAYLOADS, MARKDOWN_PAYLOADS

TERM = GlossaryTerm("cut", 'Cut"><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', ("cut",))
PAGE = Page(
    path=Path("desk/01-first.md"),
    links={"02-second.md": "/courses/desk/second"},
    images={"img/map.svg": Image(Path("map.svg"), "/courses/desk/img/map.svg", "image/svg+xml", "d1")},
    glossary=Glossary({"cut": TERM}),
)

TAGS = {
    *("h2", "h3", "h4", "h5", "h6", "p", "div", "section", "header", "blockquote", "pre", "hr", "br"),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "details", "summary"),
    *("a", "em", "strong", "code", "del", "sub", "sup", "span", "img", "figure", "figcaption"),
}
VALUES = {
    "href": r"https?://.+|mailto:[^\"]+|/|/[^/\\].*|#.+",
    "src": r"/courses/desk/img/map\.svg",
    "id": r"s-[\w-]+|fn(ref\d*)?:[\w-]+",
    "class": r"[a-z]+(-[a-z]+)*( [a-z]+(-[a-z]+)*)*",
    "rel": "noopener noreferrer",
    "role": "group|img|region",
    "tabindex": "0",
    "scope": "col",
    "loading": "lazy",
    "decoding": "async",
    "data-behavior": "term",
    "start": r"\d+",
    "open": "",
    **dict.fromkeys(("alt", "title", "aria-label", "data-definition"), ".*"),
}
CLASSES = re.compile(
    "admonition|admonition-title|note|tip|warning|example|try|room|artefact|artefact-[a-z]+|footnote|footnote-ref|"
    "footnote-backref|table-frame|is-number|is-centred|task-list|task|task-box|is-done|term|external"
)


class Auditor(HTMLParser):
    """Reads HTML as a browser would, and notes everything that is not on the lists above."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name not in VALUES or not re.fullmatch(VALUES[name], value or "", re.DOTALL | re.IGNORECASE):
                self.found.append(f"<{tag} {name}={value!r}>")
            if name == "class":
                self.found += [
                    f"class {word}" for word in (value or "").split() if not CLASSES.fullmatch(word)
                ]

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.found.append(f"<![{data}]>")


def suspicious(html: str) -> list[str]:
    auditor = Auditor()
    auditor.feed(html)
    auditor.close()
    return auditor.found


def test_the_auditor_sees_what_it_must() -> None:
    for hostile in (
        "<script>x</script>",
        "<p onclick=x>",
        "<a href='javascript:x'>",
        "<!-- x -->",
        "<p class=Toast>",
    ):
        assert suspicious(hostile)


@pytest.mark.parametrize("payload", HTML_PAYLOADS + MARKDOWN_PAYLOADS)
@pytest.mark.parametrize("frame", ["{}", "## A\n\ntext {} text\n", "- item\n\n    {}\n", "> {}\n\n///\n{}"])
def test_nothing_executable_survives_a_page(payload: str, frame: str) -> None:
    assert suspicious(render(frame.replace("{}", payload), PAGE).html) == []


@pytest.mark.parametrize("payload", HTML_PAYLOADS)
def test_nothing_executable_survives_the_sanitiser_alone(payload: str) -> None:
    assert suspicious(sanitise(payload)) == []


def test_a_hostile_glossary_stays_text() -> None:
    html = render("the cut", PAGE).html
    assert suspicious(html) == []
    assert 'data-definition="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"' in html


PIECES = st.sampled_from(
    [
        *(
            "<",
            ">",
            '"',
            "'",
            "&",
            "&#x6a;",
            "`",
            "``",
            "```\n",
            "*",
            "_",
            "[",
            "]",
            "(",
            ")",
            "!",
            "\\",
            "\n",
            "\n\n",
        ),
        *(
            "    ",
            "|",
            "|---|\n",
            "# ",
            "> ",
            "- ",
            "- [ ] ",
            "1. ",
            ":   ",
            "[^a]",
            "[^a]: ",
            "///",
            "/// note\n",
        ),
        *(
            "/// artefact | mail: ",
            "/// details | ",
            "script",
            "<script>",
            "</script>",
            "<img src=x onerror=",
            "svg",
        ),
        *(
            "javascript:",
            "data:text/html,",
            "](",
            "img/map.svg",
            "02-second.md",
            "onclick=x ",
            "style=x ",
            "id=x ",
        ),
        *(
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?",
            "?>",
            "cut",
            "\x02",
            "\x03",
            "\x00",
            "{: onclick=x }",
            "é",
            "\u202e",
        ),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_mixture_of_marks_gets_anything_through(text: str) -> None:
    assert suspicious(render(text, PAGE).html) == []
