"""Dataclasses of `model` to JSON and back, versioned and strictly typed.

Worker processes handle hostile bytes, so what they answer is checked field by field against the types of `model`;
anything else raises ValueError. Fields that have their default value are left out: a body of 10,000 words stays small.
"""

import json
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

VERSION = 1

_INTEGER = 2**63
"""SQLite's integers have 64 bits with sign."""

T = TypeVar("T")


def dumps(value: object) -> bytes:
    """`value`, a dataclass of `model` or a tuple of them, as one versioned UTF-8 JSON document."""
    return json.dumps({"v": VERSION, "value": plain(value)}, ensure_ascii=False, separators=(",", ":")).encode()


def loads(cls: Any, data: bytes | str) -> Any:
    """The `cls` that `dumps` made `data` of; `cls` may be a generic such as `tuple[Entry, ...]`.

    Raises ValueError, and nothing else, on another version, malformed JSON or a field that `model` would not hold:
    of the wrong type, a number that SQLite cannot store, half a surrogate pair, a time without its zone.
    """
    try:
        document = json.loads(data)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(document, dict) or type(document.get("v")) is not int or document["v"] != VERSION:
        raise ValueError(f"not a version {VERSION} document")
    return _read(cls, document.get("value"))


def plain(value: object, *, full: bool = False) -> Any:
    """`value` as dicts, lists and JSON scalars, with ISO dates.

    With `full` every field is there, as `--json` prints.
    """
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, tuple | list):
        return [plain(item, full=full) for item in value]
    if isinstance(value, dict):
        return {name: plain(item, full=full) for name, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: plain(item, full=full)
            for f in fields(value)
            if (item := getattr(value, f.name)) != _default(f) or full or f.name == "kind"
        }
    return value


def _default(f: "Field[Any]") -> object:
    return f.default_factory() if f.default_factory is not MISSING else f.default


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


@cache
def _by_kind(union: Any) -> dict[str, type]:
    return {get_args(_hints(option)["kind"])[0]: option for option in get_args(union)}


def _read(cls: Any, data: Any) -> Any:
    origin = get_origin(cls)
    if origin is tuple:
        if not isinstance(data, list):
            raise ValueError(f"expected a list, got {type(data).__name__}")
        return tuple(_read(get_args(cls)[0], item) for item in data)
    if origin is Literal:
        if data not in get_args(cls):
            raise ValueError(f"none of {get_args(cls)}")
        return data
    if origin in (UnionType, Union):
        return _read_union(cls, data)
    if is_dataclass(cls):
        return _read_dataclass(cls, data)
    if cls is datetime and isinstance(data, str):
        return _read_time(data)
    if type(data) is not cls:
        raise ValueError(f"expected {cls.__name__}, got {type(data).__name__}")
    if cls is str:
        data.encode()
    elif cls is int and not -_INTEGER <= data < _INTEGER:
        raise ValueError("a number over 64 bits")
    return data


def _read_time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError("a time without its zone")
    try:
        return time.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(str(error)) from None


def _read_union(cls: Any, data: Any) -> Any:
    """`X | None`, or a union of dataclasses that their `kind` tells apart."""
    options = [option for option in get_args(cls) if option is not NoneType]
    if data is None and len(options) < len(get_args(cls)):
        return None
    if len(options) == 1:
        return _read(options[0], data)
    option = _by_kind(cls).get(str(data.get("kind"))) if isinstance(data, dict) else None
    if option is None:
        raise ValueError("a block of unknown kind")
    return _read(option, data)


def _read_dataclass(cls: Any, data: Any) -> Any:
    if not isinstance(data, dict):
        raise ValueError(f"expected an object, got {type(data).__name__}")
    hints = _hints(cls)
    if unknown := data.keys() - hints.keys():
        raise ValueError(f"unknown fields {sorted(unknown)[:3]}")
    try:
        return cls(**{name: _read(hints[name], item) for name, item in data.items()})
    except TypeError as error:
        raise ValueError(str(error)) from None
