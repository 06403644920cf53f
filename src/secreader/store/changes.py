"""What the user does to stories, each change logged so that it can be undone, also after a restart."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from secreader.errors import UsageError
from secreader.model import Change, StoryId
from secreader.store.times import seconds
from secreader.text import line

_KEPT = 100
"""Changes that can be undone."""

_LONGEST_TAG = 50


@dataclass(frozen=True, slots=True)
class _Step:
    """`field` of `ids` goes from `before` to `after`; `name` is the tag's where the field is "tag"."""

    field: str
    name: str
    before: bool
    after: bool
    ids: list[StoryId]


def mark(db: Connection, ids: Sequence[StoryId], *, read: bool, now: datetime) -> Change:
    return _flag(db, "read", ids, read, "Marked {} read" if read else "Marked {} unread", now)


def save(db: Connection, ids: Sequence[StoryId], *, saved: bool, now: datetime) -> Change:
    return _flag(db, "saved", ids, saved, "Saved {}" if saved else "Let go of {}", now)


def hide(db: Connection, ids: Sequence[StoryId], *, hidden: bool, now: datetime) -> Change:
    return _flag(db, "hidden", ids, hidden, "Hid {}" if hidden else "Showed {} again", now)


def tag(db: Connection, ids: Sequence[StoryId], names: Sequence[str], *, now: datetime) -> Change:
    """Raises UsageError on what cannot be a tag's name."""
    names = _checked(names)
    return _do(db, [_tag_step(db, ids, name, after=True) for name in names], f"Tagged {{}} {_hashes(names)}", ids, now)


def untag(db: Connection, ids: Sequence[StoryId], names: Sequence[str], *, now: datetime) -> Change:
    names = _checked(names)
    text = f"Took {_hashes(names)} off {{}}"
    return _do(db, [_tag_step(db, ids, name, after=False) for name in names], text, ids, now)


def undo(db: Connection) -> Change | None:
    """Take the newest change back; None when there is none."""
    return _replay(db, "SELECT max(id) FROM change WHERE undone = 0", undone=True)


def redo(db: Connection) -> Change | None:
    """Make the change again that was undone last; None when there is none."""
    return _replay(db, "SELECT min(id) FROM change WHERE undone = 1", undone=False)


def _flag(db: Connection, field: str, ids: Sequence[StoryId], after: bool, text: str, now: datetime) -> Change:
    return _do(db, [_Step(field, "", not after, after, _having(db, ids, field, not after))], text, ids, now)


def _tag_step(db: Connection, ids: Sequence[StoryId], name: str, *, after: bool) -> _Step:
    sql = "SELECT 1 FROM story_tag JOIN tag ON tag.id = tag WHERE story = ? AND fold = ?"
    known = _known(db, ids)
    has = {story for story in known if db.execute(sql, (story, name.casefold())).fetchone()}
    return _Step("tag", name, not after, after, [story for story in known if (story in has) != after])


def _do(db: Connection, steps: list[_Step], text: str, ids: Sequence[StoryId], now: datetime) -> Change:
    """Carry out what changes anything, and log it; what was undone before can no longer be redone."""
    steps = [step for step in steps if step.ids]
    touched = tuple(dict.fromkeys(story for step in steps for story in step.ids))
    number = len(touched) or len(ids)
    words = text.format(f"{number:,} {'story' if number == 1 else 'stories'}") + "."
    if not steps:
        return Change(words, tuple(ids))
    db.execute("DELETE FROM change WHERE undone = 1")
    made = db.execute("INSERT INTO change (made, text) VALUES (?, ?)", (seconds(now), words)).lastrowid or 0
    for position, step in enumerate(steps):
        _apply(db, step, step.after)
        db.execute(
            "INSERT INTO step (change, position, field, name, before, after, stories) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (made, position, step.field, step.name, step.before, step.after, array("q", step.ids).tobytes()),
        )
    db.execute("DELETE FROM change WHERE id NOT IN (SELECT id FROM change ORDER BY id DESC LIMIT ?)", (_KEPT,))
    return Change(words, touched)


def _replay(db: Connection, which: str, *, undone: bool) -> Change | None:
    (number,) = db.execute(which).fetchone()
    if number is None:
        return None
    (text,) = db.execute("SELECT text FROM change WHERE id = ?", (number,)).fetchone()
    touched: dict[StoryId, None] = {}
    sql = "SELECT field, name, before, after, stories FROM step WHERE change = ? ORDER BY position"
    steps = [
        _Step(field, name, bool(before), bool(after), list(array("q", packed)))
        for field, name, before, after, packed in db.execute(sql, (number,))
    ]
    for step in reversed(steps) if undone else steps:
        _apply(db, step, step.before if undone else step.after)
        touched.update(dict.fromkeys(step.ids))
    db.execute("UPDATE change SET undone = ? WHERE id = ?", (undone, number))
    return Change(text, tuple(touched))


def _apply(db: Connection, step: _Step, value: bool) -> None:
    if step.field == "tag":
        _set_tag(db, step, value)
    else:
        db.executemany(_SET[step.field], [(value, story) for story in step.ids])


def _set_tag(db: Connection, step: _Step, value: bool) -> None:
    fold = step.name.casefold()
    if value:
        db.execute("INSERT OR IGNORE INTO tag (name, fold) VALUES (?, ?)", (step.name, fold))
        sql = "INSERT OR IGNORE INTO story_tag SELECT story.id, tag.id FROM story, tag WHERE story.id = ? AND fold = ?"
    else:
        sql = "DELETE FROM story_tag WHERE story = ? AND tag = (SELECT id FROM tag WHERE fold = ?)"
    db.executemany(sql, [(story, fold) for story in step.ids])


_SET = {field: f"UPDATE story SET {field} = ? WHERE id = ?" for field in ("read", "saved", "hidden")}  # noqa: S608  # constants


def _having(db: Connection, ids: Sequence[StoryId], field: str, value: bool) -> list[StoryId]:
    return _known(db, ids, f" AND {field} = {int(value)}")


def _known(db: Connection, ids: Sequence[StoryId], condition: str = "") -> list[StoryId]:
    sql = f"SELECT 1 FROM story WHERE id = ?{condition}"  # noqa: S608  # constants
    return [story for story in dict.fromkeys(ids) if db.execute(sql, (story,)).fetchone()]


def _checked(names: Sequence[str]) -> list[str]:
    """The names without a leading #, each once however it is written."""
    found: dict[str, str] = {}
    for given in names:
        name = line(given).lstrip("#")
        if not name or len(name) > _LONGEST_TAG or not all(char.isalnum() or char in "-_./" for char in name):
            raise UsageError(
                f'"{line(given)}" cannot be a tag: letters, digits and - _ . / without spaces, {_LONGEST_TAG} at most.'
            )
        found.setdefault(name.casefold(), name)
    if not found:
        raise UsageError("Which tag? None was named.")
    return list(found.values())


def _hashes(names: Sequence[str]) -> str:
    return " ".join(f"#{name}" for name in names)
