"""What a text names: ids, and later actors and indicators."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entity:
    """`value` is canonical and refanged, `text` as written, `start` its 0-based offset in title + newline + text."""

    kind: str
    value: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Entities:
    """What a text names; each tuple in order of first appearance, without repeats."""

    cves: tuple[Entity, ...] = ()
