"""Blocks between lines of slashes: which ones there are, what they become, and how they go wrong."""

import re
import xml.etree.ElementTree as ElementTree
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.admonition import AdmonitionExtension
from pymdownx.blocks.block import Block
from pymdownx.blocks.details import DetailsExtension

from academy.content.markdown.source import Source

CALLOUTS = {
    "note": "Note",
    "tip": "Tip",
    "warning": "Take care",
    "example": "Example",
    "try": "Try it",
    "room": "In the room",
}
ARTEFACTS = {
    "mail": "Mail",
    "chat": "Chat",
    "notes": "Note sheet",
    "manifest": "Manifest",
    "tracker": "Tracker",
    "callsheet": "Call sheet",
}

_NAMES = (*CALLOUTS, "details", "artefact")
_OPENING = re.compile(r" {0,3}(/{3,}) *([\w-]+) *(?:\| *(.*?) *)?$")
_CLOSING = re.compile(r" {0,3}(/{3,}) *$")
_MARKUP = re.compile(r"\*\S|`")
_NEVER = re.compile(r"(?!)")


def extensions() -> list[Extension]:
    """Return the Markdown extensions that make the blocks."""
    types = [{"name": name, "title": title} for name, title in CALLOUTS.items()]
    return [AdmonitionExtension(types=types), DetailsExtension(), _ArtefactExtension()]


def check_blocks(source: Source) -> None:
    """Report every block that is unknown, untitled where a title is needed, never closed, or closed twice."""
    unclosed: list[tuple[int, str, str]] = []
    for number, line in source.prose():
        if opening := _OPENING.match(line):
            slashes, name, title = opening.groups()
            _check_opening(source, number, name.lower(), title or "")
            unclosed.append((number, slashes, name))
        elif closing := _CLOSING.match(line):
            if not any(slashes == closing[1] for _, slashes, _ in unclosed):
                source.report(number, f"{closing[1]} closes no block; delete it, or open a block above it.")
            while unclosed and unclosed.pop()[1] != closing[1]:
                pass
    for number, slashes, name in unclosed:
        source.report(number, f"the block {name} is never closed; end it with a line of {slashes}.")


def _check_opening(source: Source, number: int, name: str, title: str) -> None:
    if name not in _NAMES:
        source.report(number, f'there is no block "{name}"; the blocks are {", ".join(_NAMES)}.')
    elif name == "details" and not title:
        source.report(number, "details needs its question: /// details | Question?")
    elif name == "artefact" and _artefact_title(title) is None:
        kinds = ", ".join(ARTEFACTS)
        source.report(
            number, f"artefact needs a kind and a title: /// artefact | mail: Title (kinds: {kinds})."
        )
    elif name == "artefact" and _MARKUP.search(title):
        message = "the title of an artefact is shown as it is typed; leave out the marks * and `."
        source.report(number, message, "warning")


def _artefact_title(argument: str) -> tuple[str, str] | None:
    """Return kind and title from "kind: Title"; None when either is missing or the kind unknown."""
    kind, _, title = (part.strip() for part in argument.partition(":"))
    return (kind.lower(), title) if kind.lower() in ARTEFACTS and title else None


class _Artefact(Block):  # type: ignore[misc]
    """A frame around something from the production office, shown as the reader would meet it."""

    NAME = "artefact"
    ARGUMENT = True

    def on_validate(self, parent: ElementTree.Element) -> bool:
        return _artefact_title(self.argument) is not None

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        kind, title = _artefact_title(self.argument) or ("", "")
        attributes = {
            "class": f"artefact artefact-{kind}",
            "role": "group",
            "aria-label": f"{ARTEFACTS[kind]}: {title}",
        }
        frame = ElementTree.SubElement(parent, "section", attributes)
        header = ElementTree.SubElement(frame, "header", {"class": "artefact-title"})
        ElementTree.SubElement(header, "span", {"class": "artefact-kind"}).text = ARTEFACTS[kind]
        ElementTree.SubElement(header, "span").text = AtomicString(title)
        return frame


class _ArtefactExtension(BlocksExtension):  # type: ignore[misc]
    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        block_mgr.register(_Artefact, {})
        # Blocks would read an indented header as YAML attributes, with a parser that knows no limits.
        block_mgr.yaml_line = _NEVER
