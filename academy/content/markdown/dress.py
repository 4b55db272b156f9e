"""The tree of a page is dressed for reading: tables that scroll, tasks without forms, notes with names."""

import re
import xml.etree.ElementTree as ElementTree

Element = ElementTree.Element

_TASK = re.compile(r"\[([ xX])\]\s+")
_ALIGNED = {"right": "is-number", "center": "is-centred"}


def dress_tables(root: Element) -> None:
    """Put every table in a frame that scrolls, can be reached by keyboard, and has a name of its own."""
    heading, count = "", 0
    for parent, child in _pairs(root):
        if re.fullmatch("h[2-6]", child.tag):
            heading = "".join(child.itertext()).strip()
        if child.tag == "table":
            count += 1
            label = f"Table {count}: {heading}" if heading else f"Table {count}"
            frame = Element(
                "div", {"class": "table-frame", "role": "region", "tabindex": "0", "aria-label": label}
            )
            _wrap(parent, child, frame)
            for cell in child.iter():
                if cell.tag == "th" and not "".join(cell.itertext()).strip():
                    cell.tag = "td"  # an empty corner heads nothing
                if cell.tag == "th":
                    cell.set("scope", "col")
                if name := _ALIGNED.get(cell.attrib.pop("align", "")):
                    cell.set("class", name)


def dress_tasks(root: Element) -> None:
    """Turn list items that begin with [ ] or [x] into tasks: a box that is read out, and no form control."""
    for ul in root.iter("ul"):
        for item in ul:
            holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
            if match := _TASK.match(holder.text or ""):
                is_done = match[1] != " "
                ul.set("class", "task-list")
                item.set("class", "task is-done" if is_done else "task")
                attributes = {
                    "class": "task-box",
                    "role": "img",
                    "aria-label": "done" if is_done else "to do",
                }
                box = Element("span", attributes)
                box.text = "☑" if is_done else "☐"
                box.tail = f" {(holder.text or '')[match.end() :]}"
                holder.text = ""
                holder.insert(0, box)


def dress_notes(root: Element) -> None:
    """Give the links to and from footnotes names that make sense when read out alone."""
    for link in root.iter("a"):
        if link.get("class") == "footnote-ref":
            link.set("aria-label", f"Note {link.text}")


def _wrap(parent: Element, child: Element, frame: Element) -> None:
    position = list(parent).index(child)
    parent.remove(child)
    frame.tail, child.tail = child.tail, None
    frame.append(child)
    parent.insert(position, frame)


def _pairs(root: Element) -> list[tuple[Element, Element]]:
    return [(parent, child) for parent in root.iter() for child in parent]
