"""What pydantic finds wrong, said in an author's words and placed on the line of the file."""

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from academy.content.problems import Problem
from academy.content.yaml_files import Document, KeyPath

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": 'a list (one item a line, after "- ")',
    "tuple_type": 'a list (one item a line, after "- ")',
    "dict_type": "a group of key: value lines",
    "model_type": "a group of key: value lines",
    "model_attributes_type": "a group of key: value lines",
    "dataclass_type": "a group of key: value lines",
}


def problems_of(error: ValidationError, document: Document, within: KeyPath = ()) -> list[Problem]:
    """Return every finding of a validation as a problem of the file, in the order of the file's lines.

    `within` is the place in the document of the value that was validated.
    """
    found = [_problem(details, document, within) for details in error.errors(include_url=False)]
    return sorted(set(found))


def _problem(details: ErrorDetails, document: Document, within: KeyPath) -> Problem:
    key_path: KeyPath = (*within, *details["loc"])
    subject = _subject(key_path, document)
    return document.problem_at(key_path, f"{subject}{_sentence(details)}")


def _subject(key_path: KeyPath, document: Document) -> str:
    """Return `scenes, item 3, title: ` for ("scenes", 2, "title"), without the tags of unions."""
    words: list[str] = []
    found: KeyPath = ()
    for position, part in enumerate(key_path):
        is_last = position == len(key_path) - 1
        if (*found, part) in document.lines:
            found = (*found, part)
        elif not is_last:
            continue
        words.append(f"item {part + 1}" if isinstance(part, int) else part)
    return f"{', '.join(words)}: " if words else ""


def _sentence(details: ErrorDetails) -> str:
    kind, context = details["type"], details.get("ctx", {})
    if kind in _WANTED:
        return f"this must be {_WANTED[kind]}, not {_described(details['input'])}."
    if kind == "missing":
        return "this key is missing; add it."
    if kind == "extra_forbidden":
        return "this key is not known; check its spelling, or delete it."
    if kind in ("literal_error", "enum"):
        return f"this must be {context['expected']}, not {_described(details['input'])}."
    if kind in ("value_error", "assertion_error"):
        return f"{context['error']}"
    return _bound(kind, context) or f"{details['msg'][:1].lower()}{details['msg'][1:]}."


def _bound(kind: str, context: dict[str, Any]) -> str | None:
    """Put a limit in words; None for a finding that is no limit."""
    match kind:
        case "greater_than_equal":
            return f"this must be at least {context['ge']}."
        case "greater_than":
            return f"this must be more than {context['gt']}."
        case "less_than_equal":
            return f"this must be at most {context['le']}."
        case "less_than":
            return f"this must be less than {context['lt']}."
        case "too_short":
            return f"this needs at least {context['min_length']} items; it has {context['actual_length']}."
        case "too_long":
            return f"this may have at most {context['max_length']} items; it has {context['actual_length']}."
        case "string_too_short":
            return "this is empty or too short; fill it in."
        case "string_too_long":
            return f"this is longer than {context['max_length']} characters; shorten it."
        case "union_tag_not_found":
            return f"this needs the key {context['discriminator']}."
        case "union_tag_invalid":
            return f"{context['discriminator']} must be {context['expected_tags']}, not '{context['tag']}'."
        case _:
            return None


def _described(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, str):
        return f'the text "{value[:40]}{"…" if len(value) > 40 else ""}"'
    return f"{value}"
