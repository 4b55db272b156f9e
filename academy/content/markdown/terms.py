"""Glossary terms in a page: the first use of each becomes a link that carries the definition."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

from academy.content.glossary import Glossary, GlossaryTerm

Element = ElementTree.Element

# Where a link may not stand, would be hidden, or would get in the way of another.
_NO_TERMS_IN = frozenset(
    {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "details", "header"}
)


def dress_terms(root: Element, glossary: Glossary) -> tuple[str, ...]:
    """Link the first use of every glossary term on the page; return the slugs, those linked by hand first."""
    pattern = glossary.pattern
    if pattern is None:
        return ()
    seen = dict.fromkeys(_linked_by_hand(root, glossary))

    def link_first_uses(text: str) -> list[str | Element]:
        pieces: list[str | Element] = []
        end = 0
        for match in pattern.finditer(text):
            term = glossary.forms[match[0]]
            if term.slug not in seen:
                seen[term.slug] = None
                pieces += [text[end : match.start()], _link(term, match[0])]
                end = match.end()
        return [*pieces, text[end:]]

    _replace_text(root, link_first_uses)
    return tuple(seen)


def _linked_by_hand(root: Element, glossary: Glossary) -> list[str]:
    """Give links that an author made to a term what the others have; return the slugs of their terms."""
    by_address = {term.address: term for term in glossary.terms.values()}
    slugs = []
    for link in root.iter("a"):
        if term := by_address.get(link.get("href", "")):
            link.attrib.update(_attributes(term))
            slugs.append(term.slug)
    return slugs


def _link(term: GlossaryTerm, text: str) -> Element:
    """Return a link to the glossary page that the behaviour `term` turns into a pop-up where scripts run."""
    link = Element("a", _attributes(term))
    link.text = text
    return link


def _attributes(term: GlossaryTerm) -> dict[str, str]:
    behaviour = {"data-behavior": "term", "data-definition": term.definition}
    return {"class": "term", "href": term.address, **behaviour}


def _replace_text(element: Element, pieces_of: Callable[[str], list[str | Element]]) -> None:
    """Replace text by pieces of text and elements, in document order, where a link may stand."""
    if element.tag in _NO_TERMS_IN or element.get("class") == "footnote":
        return
    children = list(element)
    texts = [element.text or "", *(child.tail or "" for child in children)]
    element.text = ""
    for child in children:
        element.remove(child)
        child.tail = ""
    for position, text in enumerate(texts):
        if position:
            child = children[position - 1]
            element.append(child)
            _replace_text(child, pieces_of)
        for piece in pieces_of(text) if text else []:
            if isinstance(piece, str):
                _append_text(element, piece)
            else:
                element.append(piece)


def _append_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
