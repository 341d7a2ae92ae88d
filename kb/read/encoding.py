"""Is a file UTF-8 text at all? If not: what it is, where, and what to do about it."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from kb.errors import InvalidTable

if TYPE_CHECKING:
    from kb.read.source import Source

__all__ = ["check_is_text", "invalid_utf8"]

_REMEDY = "save it as UTF-8 (in a spreadsheet: Save as, “CSV UTF-8”)"

_BLOCK = 16 << 20

#: First bytes, and what a file that begins with them is. The longer marks come first.
_MARKS: dict[bytes, str] = {
    codecs.BOM_UTF32_LE: "UTF-32 text",
    codecs.BOM_UTF32_BE: "UTF-32 text",
    codecs.BOM_UTF16_LE: "UTF-16 text",
    codecs.BOM_UTF16_BE: "UTF-16 text",
    b"PK\x03\x04": "a spreadsheet (.xlsx, .ods) or another zip archive",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet (.xls)",
    b"\x1f\x8b": "compressed by gzip",
    b"BZh": "compressed by bzip2",
    b"\xfd7zXZ": "compressed by xz",
    b"\x28\xb5\x2f\xfd": "compressed by zstd",
    b"%PDF-": "a PDF",
    b"PAR1": "a Parquet file",
    b"SQLite format 3\0": "an SQLite database",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}


def check_is_text(source: Source) -> None:
    """Raise InvalidTable when the file's first bytes are not those of UTF-8 text."""
    head = source.part(0, 4096)
    for mark, kind in _MARKS.items():
        if head.startswith(mark):
            raise InvalidTable(f"{source.name}: byte 0 shows that it is {kind}, no CSV; {_REMEDY}")
    nuls = head.count(0)
    if 10 * nuls > len(head):
        # Latin text in UTF-16 has a NUL beside every letter.
        sides = {head[0::2].count(0), head[1::2].count(0)}
        kind = "UTF-16 text" if max(sides) > 10 * min(sides) else "a binary file"
        raise InvalidTable(
            f"{source.name}: byte {head.index(0)} is NUL: it seems to be {kind}; {_REMEDY}"
        )


def invalid_utf8(source: Source) -> InvalidTable | None:
    """Return the error that names the first byte that is not UTF-8, if there is one."""
    at = _first_fault(source)
    if at is None:
        return None
    line = source.part(0, at).count(b"\n") + 1
    before = source.part(max(at - 40, 0), min(at, 40)).decode(errors="replace")
    near = f" after {before.splitlines()[-1][-20:]!r}" if before.strip() else ""
    return InvalidTable(
        f"{source.name}: byte {at} (0x{source.part(at, 1).hex()}, line {line}{near})"
        f" is not UTF-8; it may be Windows-1251, Windows-1252 or the like: {_REMEDY}"
    )


def _first_fault(source: Source) -> int | None:
    start, size = 0, len(source)
    while start < size:
        block = source.part(start, _BLOCK)
        try:
            _, n_bytes = codecs.utf_8_decode(block, "strict", start + len(block) >= size)
        except UnicodeDecodeError as error:
            return start + error.start
        start += n_bytes  # all but a character cut in two
    return None
