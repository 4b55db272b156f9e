"""Links and images of a page: every one leads somewhere that exists, and no image comes from elsewhere."""

import re
import xml.etree.ElementTree as ElementTree

from academy.content.markdown.page import Page
from academy.content.markdown.source import Source
from academy.content.problems import Problem

Element = ElementTree.Element

_EXTERNAL = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
_ON_SITE = re.compile(r"/(?![/\\])[^\s\\]*")
_NOTE_CLASSES = ("footnote-ref", "footnote-backref")


def dress_links(root: Element, page: Page, source: Source) -> dict[str, Problem]:
    """Turn links between pages into addresses, mark links that leave the site, report links to nothing.

    Returns the headings of other pages that are linked, as `Rendered.anchors` does.
    """
    ids = {element.get("id") for element in root.iter()}
    anchors: dict[str, Problem] = {}
    for link in root.iter("a"):
        if link.get("class") in _NOTE_CLASSES:
            continue
        written = link.get("href", "")
        address = _address(written, page, ids)
        if address is None:
            message = f'the link "{_short(written)}" leads to nothing; {_advice(written)}'
            source.report(source.line_of(f"]({written}", written), message)
            link.attrib.pop("href", None)
            continue
        link.set("href", address)
        if _EXTERNAL.match(address):
            link.set("class", "external")
            link.set("rel", "noopener noreferrer")
        elif "#s-" in address and not address.startswith("#"):
            line = source.line_of(f"]({written}", written)
            message = f'that page has no heading for "{_short(written)}"; use its words, joined by hyphens.'
            anchors[address] = Problem(page.path, line, message, "warning")
    return anchors


def dress_images(root: Element, page: Page, source: Source) -> frozenset[str]:
    """Point images at their addresses and make figures of those that stand alone; return the names shown."""
    shown: set[str] = set()
    for image in root.iter("img"):
        written, alt = image.get("src", ""), image.get("alt", "")
        line = source.line_of(f"![{alt}]({written}", f"({written}", written)
        if not alt.strip():
            source.report(line, f'the image "{_short(written)}" has no text; say in ![...] what it shows.')
        found = page.images.get(written)
        if found is None:
            source.report(
                line, f'there is no sound image "{_short(written)}"; put an .svg or .png into img/.'
            )
            image.attrib.pop("src", None)
            continue
        shown.add(found.file.name)
        image.set("src", found.address)
        image.set("loading", "lazy")
        image.set("decoding", "async")
        if found.width and found.height:
            image.set("width", str(found.width))
            image.set("height", str(found.height))
    for paragraph in root.iter("p"):
        _make_figure(paragraph)
    return frozenset(shown)


def _address(written: str, page: Page, ids: set[str | None]) -> str | None:
    """Return the address that a link leads to; None when it leads nowhere."""
    if _EXTERNAL.match(written) or _ON_SITE.fullmatch(written):
        return written
    if re.match(r"mailto:[^\s@]+@[^\s@]+$", written):
        return written
    if written in page.links:
        return page.links[written]
    target, hash_sign, fragment = written.partition("#")
    anchor = f"#s-{fragment}" if hash_sign else ""
    if not target:
        return anchor if anchor[1:] in ids else None
    found = page.links.get(target)
    return None if found is None else found + anchor


def _advice(written: str) -> str:
    if written.startswith("#"):
        return "use the words of a heading of this page, in small letters with hyphens."
    if re.match(r"[a-z][a-z0-9+.-]*:", written, re.IGNORECASE):
        return "use https, mailto, a path that starts with /, or the file name of a module."
    return "write 02-next.md, ../course/01-first.md, ../checklists/scr.yaml or ../glossary.yaml#term."


def _make_figure(paragraph: Element) -> None:
    """Turn a paragraph that holds one image and nothing else into a figure; its title is the caption."""
    image = paragraph[0] if len(paragraph) == 1 else None
    if image is None or image.tag != "img" or (paragraph.text or "").strip() or (image.tail or "").strip():
        return
    paragraph.tag = "figure"
    caption = image.attrib.pop("title", "")
    if caption:
        ElementTree.SubElement(paragraph, "figcaption").text = caption


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
