"""Markdown to safe HTML, once, at load: `render()`; the one rule is that nothing executable can come out.

What an author may use, besides plain Markdown (headings start at ##, since the page's title is its level 1):

    | A | table |            tables with a header row; they scroll on a narrow screen
    | - | ----: |
    A claim.[^source]        footnotes: `[^source]: Who, where, https://...` at the end
    Term                     definition lists
    :   What it means
    - [ ] to do   - [x] done task lists
    [next](02-next.md)       links to modules by file name, also ../course/01-first.md and 02-next.md#heading
    ![What it shows](img/map.svg "Caption")    figures; the text that says what it shows is required

    /// note | Title         callouts: note, tip, warning, example, try ("Try it"), room ("In the room");
    Text.                    the title may be left out
    ///

    /// details | Question?  an answer that opens on demand
    Answer.
    ///

    /// artefact | mail: Subject line      something from the office in its own frame, as "kind: title";
    From                                  kinds: mail, chat, notes, manifest, tracker, callsheet
    :   Priya
    ///

A block inside a block: give the outer one more slashes (`////`). HTML is not used, and shown as it is typed.
The first use of each glossary term on a page becomes a link that carries the definition.
"""

import html
from typing import Any

import markdown
from markdown.extensions import Extension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor

from academy.content.markdown import blocks, checks, dress, links, terms
from academy.content.markdown.limits import MAX_BYTES, is_tractable
from academy.content.markdown.page import Heading, Page, Rendered
from academy.content.markdown.sanitise import sanitise
from academy.content.markdown.source import Source
from academy.content.problems import Problem
from academy.content.readability import lix
from academy.content.slugs import slug_of

__all__ = ["MAX_BYTES", "Heading", "Page", "Rendered", "render"]


def render(text: str, page: Page) -> Rendered:
    """Return the page as safe HTML, and all that is wrong in it. Never raises for what the text says."""
    source = Source(text, page.path, page.first_line)
    if not is_tractable(source):
        return _nothing(source)
    blocks.check_blocks(source)
    finish = _Finish(page, source)
    parser = markdown.Markdown(extensions=[*_extensions(), finish], output_format="html")
    # Without these, what stands between angle brackets is text, unless it is an address of the web.
    parser.preprocessors.deregister("html_block")
    parser.inlinePatterns.deregister("html")
    parser.inlinePatterns.deregister("automail")
    try:
        raw = parser.convert(text)
    except RecursionError:
        source.report(page.first_line, "lists or quotes are nested too deep on this page; make it flatter.")
        return _nothing(source)
    headings = tuple(_headings(parser.toc_tokens))  # type: ignore[attr-defined]
    checks.check_headings(headings, source)
    return Rendered(
        html=sanitise(raw),
        headings=headings,
        words=finish.words,
        terms=finish.terms,
        images=finish.images,
        anchors=finish.anchors,
        readability=finish.readability,
        problems=tuple(sorted(set(source.problems))),
    )


def _nothing(source: Source) -> Rendered:
    return Rendered("", (), 0, (), frozenset(), {}, 0, tuple(source.problems))


def _extensions() -> list[Extension]:
    return [
        *blocks.extensions(),
        DefListExtension(),
        FencedCodeExtension(),
        FootnoteExtension(BACKLINK_TEXT="↑", BACKLINK_TITLE="Back to note {} in the text"),
        SaneListExtension(),
        TableExtension(use_align_attribute=True),
        TocExtension(slugify=_heading_id, marker=""),
    ]


def _heading_id(text: str, _separator: str) -> str:
    return f"s-{slug_of(text) or 'section'}"


def _headings(tokens: list[dict[str, Any]]) -> list[Heading]:
    """Return the nested headings as a flat list, in the order of the page."""
    found = []
    for token in tokens:
        found.append(Heading(token["level"], token["id"], html.unescape(token["name"])))
        found += _headings(token["children"])
    return found


class _Finish(Extension):
    """Hands the finished tree to the checks, and keeps what they find."""

    def __init__(self, page: Page, source: Source) -> None:
        super().__init__()
        self.page = page
        self.source = source
        self.words = 0
        self.readability = 0
        self.terms: tuple[str, ...] = ()
        self.images: frozenset[str] = frozenset()
        self.anchors: dict[str, Problem] = {}

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        # Below "unescape" (0), the last of the parser's own: the tree holds what the reader will see.
        md.treeprocessors.register(_FinishTree(self), "academy-finish", -1)


class _FinishTree(Treeprocessor):
    def __init__(self, finish: _Finish) -> None:
        super().__init__()
        self._finish = finish

    def run(self, root: dress.Element) -> None:
        finish, page, source = self._finish, self._finish.page, self._finish.source
        finish.words = checks.count_words(root)
        finish.readability = lix("\n\n".join(checks.running_text(root)))
        checks.check_for_html(root, source)
        checks.check_notes(root, source)
        finish.anchors = links.dress_links(root, page, source)
        finish.images = links.dress_images(root, page, source)
        dress.dress_tables(root)
        dress.dress_tasks(root)
        dress.dress_notes(root)
        finish.terms = terms.dress_terms(root, page.glossary)
