"""Bytes of an article to its text, in whatever encoding they are."""

from __future__ import annotations

import codecs
import re

from kb.errors import InvalidValue

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_REMEDY = "give plain text or HTML, in UTF-8 where you can choose"
_HEAD = 4096
#: What other kinds of files begin with, and what to do with them.
_KINDS = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a Word document, another office document or an archive",
    b"\xd0\xcf\x11\xe0": "a Word document of the old kind",
    b"{\\rtf": "a document in RTF",
    b"\x1f\x8b": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}


def decoded(data: bytes, name: str) -> str:
    """Return the text of bytes, `name` being what messages call them.

    A byte order mark tells the encoding, then UTF-8 is tried, then what a page says of itself, then
    what the bytes look like (charset-normalizer).

    Raises
    ------
    InvalidValue
        If they are no text.
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _strictly(data, encoding, name)
    for begins, kind in _KINDS.items():
        if data.startswith(begins):
            raise InvalidValue(f"{name} is {kind}, not text; save its words as plain text or HTML")
    if encoding := _unmarked(data[:_HEAD]):
        return _strictly(data, encoding, name)
    if b"\0" in data[:_HEAD]:
        raise InvalidValue(f"{name}: byte {data.index(0)} is NUL: this is no text; {_REMEDY}")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        fault = error
    if match := _CHARSET.search(data[:_HEAD]):
        try:
            return data.decode(match[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    text = _guessed(data)
    if text is None:
        raise InvalidValue(
            f"{name}: byte {fault.start} (0x{data[fault.start]:02x}) is not UTF-8, and no other"
            f" encoding fits: {_REMEDY}"
        ) from fault
    return text


def _unmarked(data: bytes) -> str:
    """Return which UTF-16 without a mark bytes are: every other byte of Latin letters is NUL."""
    if len(data) < 16:
        return ""
    for first, encoding in ((0, "utf-16-be"), (1, "utf-16-le")):
        high, low = data[first::2], data[1 - first :: 2]
        if 10 * high.count(0) > 7 * len(high) and 0 not in low:
            return encoding
    return ""


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidValue(
            f"{name}: looks like {encoding} and is none at byte {error.start}; {_REMEDY}"
        ) from error


def _guessed(data: bytes) -> str | None:
    """Return the text in the likeliest encoding, None where the bytes look like no text."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 1 << 16]).best()
    if best is None:
        return None
    text = data.decode(best.encoding, errors="replace")
    strange = sum(not (x.isprintable() or x.isspace()) or x == "\ufffd" for x in text[:_HEAD])
    return text if 50 * strange < len(text[:_HEAD]) else None
