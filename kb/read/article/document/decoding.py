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


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidValue(
            f"{name}: begins as {encoding} and is none at byte {error.start}; {_REMEDY}"
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
