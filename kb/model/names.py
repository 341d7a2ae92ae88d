"""Names as printed to the place, actor or source that bears them, by id, name and alias."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pandas as pd

from kb.model.hierarchy import Hierarchy

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Names", "fold", "slug"]


def fold(name: str) -> str:
    """Return a name as it is compared: composed, without case, one space between words.

    >>> fold("  Nova  KAKHOVKA ")
    'nova kakhovka'
    """
    return " ".join(unicodedata.normalize("NFKC", name).replace("’", "'").casefold().split())


def slug(name: str) -> str:
    """Return an id made of a name: lower case, a hyphen between words, in its own script.

    >>> slug("Antonivka Road Bridge")
    'antonivka-road-bridge'
    """
    folded = fold(name)
    kept = "".join(each if _is_of_word(each) else "-" for each in folded)
    return re.sub(r"-+", "-", kept).strip("-") or folded or "unnamed"


def _is_of_word(character: str) -> bool:
    """Tell letters, digits, `_`, and marks: many scripts write vowels as marks on a letter."""
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


class Names:
    """The authority table of one kind of thing, and what reports add to it.

    A name that the table does not know is a thing of its own under the id that `slug` makes of
    it, so that nothing a report names is lost. Codes are positions in `frame`.

    Parameters
    ----------
    frame
        The authority table, all text, with a column `id` and the columns of its kind.
    parent
        The column that names what contains it (`within`, `member_of`), if there is one.
    """

    def __init__(self, frame: pd.DataFrame, *, parent: str | None = None) -> None:
        self.columns = list(frame.columns)
        self.parent = parent
        self.ids: list[str] = []
        self.ambiguous: dict[str, list[str]] = {}
        self._rows: list[dict[str, str]] = []
        self._by_id: dict[str, int] = {}
        self._codes: dict[str, int] = {}
        columns = (frame[name].tolist() for name in self.columns)
        records = [dict(zip(self.columns, row, strict=True)) for row in zip(*columns, strict=True)]
        for record in records:
            if record["id"] not in self._by_id:
                self._enter(record)
        for column in ("name", "aliases"):
            for record in records:
                for name in record.get(column, "").split(";"):
                    self._call(fold(name), self._by_id[record["id"]])
        self.authority = len(self.ids)
        for above in [record[parent] for record in self._rows] if parent else ():
            if above:
                self.code(above)

    def __len__(self) -> int:
        return len(self.ids)

    def find(self, name: str) -> int | None:
        """Return the code of a name, id or alias that is known, else None."""
        code = self._by_id.get(name)
        return self._codes.get(fold(name)) if code is None else code

    def _find_or(self, name: str, default: int) -> int:
        found = self.find(name)
        return default if found is None else found

    def code(self, name: str) -> int:
        """Return the code of a name, entering it where it is new."""
        found = self.find(name)
        if found is not None:
            return found
        key = slug(name)
        if key in self._by_id:
            self._call(fold(name), self._by_id[key])
            return self._by_id[key]
        record = dict.fromkeys(self.columns, "") | {"id": key, "name": name.strip()}
        code = self._enter(record)
        self._call(fold(name), code)
        return code

    def codes(self, names: Iterable[str]) -> list[int]:
        """Return the codes of names, entering those that are new in the order of the alphabet."""
        given = list(names)
        for name in sorted(set(given)):
            self.code(name)
        return [self.code(name) for name in given]

    def name(self, code: int) -> str:
        """Return the name that is shown."""
        return self._rows[code]["name"] or self.ids[code]

    def value(self, code: int, column: str) -> str:
        """Return one cell of the authority table, empty where there is none."""
        return self._rows[code].get(column, "")

    def hierarchy(self) -> Hierarchy:
        """Return what contains what, by the column `parent`."""
        if self.parent is None:
            return Hierarchy([-1] * len(self))
        above = [row[self.parent] for row in self._rows]
        return Hierarchy([self._find_or(name, -1) if name else -1 for name in above])

    def frame(self) -> pd.DataFrame:
        """Return all of them as a table, by id; the authority's first, in its order."""
        rows = pd.DataFrame(self._rows, columns=self.columns, dtype=str)
        return rows.set_index("id")

    def _enter(self, record: dict[str, str]) -> int:
        code = len(self.ids)
        self.ids.append(record["id"])
        self._rows.append(record)
        self._by_id[record["id"]] = code
        self._codes.setdefault(fold(record["id"]), code)
        return code

    def _call(self, name: str, code: int) -> None:
        if not name:
            return
        holder = self._codes.setdefault(name, code)
        if holder != code:
            others = self.ambiguous.setdefault(name, [self.ids[holder]])
            if self.ids[code] not in others:
                others.append(self.ids[code])
