"""Frozen dataclasses to plain JSON values and back; the rule: one canonical text per value, for digests."""

import dataclasses
import enum
import functools
import hashlib
import json
import types
import typing
from typing import Any, TypeVar

T = TypeVar("T")
_PLAIN = frozenset((str, int, float, bool, type(None)))


def to_plain(value: Any) -> Any:
    """Return `value` as lists, dicts with sorted keys, strings, numbers, booleans and None."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    names = _names(kind)
    if names is not None:
        fields = ((name, getattr(value, name)) for name in names)
        return {name: item if type(item) in _PLAIN else to_plain(item) for name, item in fields}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in sorted(value.items())}
    return value


def from_plain(kind: type[T], data: Any) -> T:
    """Rebuild a `kind` from what `to_plain` returned; raise ValueError when the shape does not fit."""
    result: T = _build(kind, data, kind.__name__)
    return result


def canonical(value: Any) -> str:
    """Return the one JSON text of `value`: sorted keys, no spaces, no escapes that are not needed."""
    return json.dumps(to_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: Any) -> str:
    """Return the SHA-256 of the canonical JSON of `value`, in hexadecimal."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def _build(kind: Any, data: Any, path: str) -> Any:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _build_union(typing.get_args(kind), data, path)
    if origin is tuple:
        return _build_tuple(typing.get_args(kind), data, path)
    if origin is dict:
        if not isinstance(data, dict):
            raise ValueError(f"{path}: expected an object")
        inner = typing.get_args(kind)[1]
        return {key: _build(inner, item, f"{path}.{key}") for key, item in data.items()}
    if dataclasses.is_dataclass(kind):
        return _build_dataclass(kind, data, path)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind(data)
    if kind is float and type(data) is int:
        return float(data)
    if kind is not Any and type(data) is not kind:
        raise ValueError(f"{path}: expected {getattr(kind, '__name__', kind)}, found {data!r}")
    return data


def _build_union(choices: tuple[Any, ...], data: Any, path: str) -> Any:
    if data is None and type(None) in choices:
        return None
    for choice in choices:
        if choice is type(None):
            continue
        try:
            return _build(choice, data, path)
        except ValueError:
            continue
    raise ValueError(f"{path}: {data!r} fits none of the allowed kinds")


def _build_tuple(inner: tuple[Any, ...], data: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise ValueError(f"{path}: expected a list")
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(_build(inner[0], item, f"{path}[{place}]") for place, item in enumerate(data))
    if len(inner) != len(data):
        raise ValueError(f"{path}: expected {len(inner)} items, found {len(data)}")
    return tuple(
        _build(kind, item, f"{path}[{place}]")
        for place, (kind, item) in enumerate(zip(inner, data, strict=True))
    )


def _build_dataclass(kind: Any, data: Any, path: str) -> Any:
    hints = _hints(kind)
    if not isinstance(data, dict):
        raise ValueError(f"{path}: expected an object")
    unknown = data.keys() - hints.keys()
    if unknown:
        raise ValueError(f"{path}: unknown field {min(unknown)}")
    try:
        return kind(**{key: _build(hints[key], item, f"{path}.{key}") for key, item in data.items()})
    except TypeError as error:
        raise ValueError(f"{path}: {error}") from error


@functools.cache
def _names(kind: type) -> tuple[str, ...] | None:
    """Return the fields of a dataclass in order, None for another type."""
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple(sorted(field.name for field in dataclasses.fields(kind)))


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}
