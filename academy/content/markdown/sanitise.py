"""The last step of every page: only what is on these lists leaves, whatever came before."""

import re

import nh3

from academy.content.markdown.blocks import ARTEFACTS, CALLOUTS

_TAGS = frozenset(
    {
        *("h2", "h3", "h4", "h5", "h6", "p", "div", "section", "header", "blockquote", "pre", "hr", "br"),
        *("ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"),
        *("a", "em", "strong", "code", "del", "sub", "sup", "span", "img", "figure", "figcaption"),
        *("details", "summary"),
    }
)
_ATTRIBUTES = {
    "a": {"href", "rel", "title", "class", "aria-label", "data-behavior", "data-definition"},
    "details": {"open"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "figure": {"class"},
    "header": {"class"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "li": {"class", "id"},
    "ol": {"start"},
    "p": {"class"},
    "section": {"class", "role", "aria-label"},
    "span": {"class", "role", "aria-label"},
    "sup": {"id"},
    "td": {"class"},
    "th": {"class", "scope"},
    "ul": {"class"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
_CLASSES = frozenset(
    {
        *("admonition", "admonition-title", *CALLOUTS),
        *("artefact", "artefact-kind", "artefact-title", *(f"artefact-{kind}" for kind in ARTEFACTS)),
        *("footnote", "footnote-ref", "footnote-backref", "table-frame", "is-number", "is-centred"),
        *("task-list", "task", "task-box", "is-done", "term", "external"),
    }
)
# A hyphen or a colon in every id keeps it from shadowing a property of `document` or `window`.
_PATTERNS = {
    "id": re.compile(r"s-[\w-]+|fn(ref\d*)?:[\w-]+"),
    "href": re.compile(r"https?://.+|mailto:.+|/(?![/\\]).*|/|#.+", re.DOTALL | re.IGNORECASE),
    "src": re.compile(r"/courses/[a-z0-9-]+/img/[a-z0-9-]+\.(svg|png)"),
    "role": re.compile(r"group|img|region"),
    "tabindex": re.compile(r"0"),
    "scope": re.compile(r"col"),
    "rel": re.compile(r"noopener noreferrer"),
    "loading": re.compile(r"lazy"),
    "decoding": re.compile(r"async"),
    "data-behavior": re.compile(r"term"),
    **dict.fromkeys(("width", "height", "start"), re.compile(r"\d{1,5}")),
}


def sanitise(html: str) -> str:
    """Return the HTML without anything that could run, load from elsewhere, submit, or pose as the site."""
    return _CLEANER.clean(html)


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """Return the value that an allowed attribute may have; None drops the attribute."""
    if attribute == "class":
        return " ".join(name for name in value.split() if name in _CLASSES) or None
    pattern = _PATTERNS.get(attribute)
    return value if pattern is None or pattern.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags={
        "script",
        "style",
        "iframe",
        "object",
        "embed",
        "template",
        "noscript",
        "math",
        "svg",
    },
    attributes=_ATTRIBUTES,
    attribute_filter=_kept,
    link_rel=None,
    url_schemes={"http", "https", "mailto"},
)
