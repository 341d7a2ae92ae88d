"""An article out of whatever it comes in: text, a file, a page of HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import InvalidValue
from kb.read.article.document.decoding import decoded
from kb.read.article.document.saved import saved_from, saved_page
from kb.read.article.document.zones import zones_of
from kb.read.article.values import Document
from kb.resolve.dates.phrase import day_published, iso_published

if TYPE_CHECKING:
    import os
    from datetime import date

#: Halves of characters, which no encoding can write, and what controls terminals.
_UNPRINTABLE = re.compile("[\ud800-\udfff\x00-\x08\x0e-\x1f\x7f]")
#: An address; a path of one has lost a slash.
_SLASHES = re.compile(r":/{1,2}")
_ADDRESS = re.compile(r"\s*(?:https?|ftp):/{1,2}\S+\s*", re.I)
#: What begins like this is a page, not text.
_PAGE = re.compile(
    r"\s*(?:(?:<!--.{0,2000}?-->|<\?xml.{0,200}?>)\s*){0,5}<(?:!doctype html|html|head|body|meta"
    r"|title|link|script|style|main|article|section|header|div|p|h[1-6]|table)\b",
    re.I | re.S,
)
_PATH_ENDS = (".txt", ".md", ".text", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".webarchive")
#: Longer texts are libraries: reading takes a second for some 20,000 characters.
LONGEST = 20_000_000
#: Pages are longer than their articles, by their scripts.
MOST_BYTES = 100_000_000


def read_document(
    source: str | bytes | os.PathLike[str],
    *,
    published: str | date | None = None,
    source_name: str = "",
    url: str = "",
    lang: str = "en",
) -> Document:
    r"""Read an article from text, from bytes, from a page of HTML, or from a file of either.

    A string is a path when it is one line that names a file that is there, or ends like one; any
    other string is the text. `published` is a day or an instant (ISO 8601); a page may say it
    itself, as it may its address, its publisher and its title.

    Raises
    ------
    InvalidValue
        If there is no text, the file is not there or is no text, or `published` is no day.

    Examples
    --------
    >>> document = read_document("Bridge hit\n\nThe bridge was hit.", published="2022-09-06")
    >>> [zone.kind for zone in document.zones], document.published
    (['title', 'body'], '2022-09-06')
    """
    day = _day(published)
    text, name, saved = _text_of(source)
    text = _UNPRINTABLE.sub("\ufffd", text)
    if not text.strip():
        raise InvalidValue(f"{name} holds no text; give an article")
    if _PAGE.match(text[:4096]):
        from kb.read.article.document.page import page_document

        document = page_document(
            text,
            name,
            published=day,
            source=source_name,
            url=url,
            lang=lang,
            saved=saved or saved_from(text),
        )
    else:
        document = Document(text, (), day, source_name, url, lang)
    if len(document.text) > LONGEST:
        raise InvalidValue(
            f"{name} has {len(document.text):,} characters; at most {LONGEST:,} are read at once:"
            " split it"
        )
    return document if document.zones else replace(document, zones=zones_of(text))


def _day(published: str | date | None) -> str:
    if published is None or published == "":
        return ""
    if day_published(published) is None:
        raise InvalidValue(
            f"published {str(published)[:80]!r} is no day, or may be two;"
            " write it as 2022-09-06 (ISO 8601)"
        )
    return iso_published(published) if isinstance(published, str) else published.isoformat()


def _text_of(source: str | bytes | os.PathLike[str]) -> tuple[str, str, str]:
    """Return the text, what to call it in messages, and where a browser saved it from."""
    if isinstance(source, bytes | bytearray):
        return _unpacked(bytes(source), "the article")
    if isinstance(source, str) and not _is_path(source) and not _ADDRESS.fullmatch(source):
        return source, "the article", ""
    if _ADDRESS.fullmatch(str(source)):
        address = _SLASHES.sub("://", str(source).strip())
        raise InvalidValue(
            f"{address}: kb fetches nothing; save the page and give its file, and the address as"
            " url (--url)"
        )
    path = Path(source).expanduser()
    if path.is_dir():
        raise InvalidValue(f"{path} is a folder; give files ({path}/*.txt)")
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InvalidValue(f"{path}: cannot be read: {reason}") from error
    if len(data) > MOST_BYTES:
        raise InvalidValue(f"{path} has more than {MOST_BYTES:,} bytes, too many for an article")
    return _unpacked(data, str(path))


def _unpacked(data: bytes, name: str) -> tuple[str, str, str]:
    page = saved_page(data)
    return decoded(page.html or data, name), name, page.url


def _is_path(source: str) -> bool:
    if not source or len(source) > 1024 or "\n" in source or "\0" in source:
        return False
    try:
        return source.lower().endswith(_PATH_ENDS) or Path(source).expanduser().is_file()
    except (OSError, ValueError, RuntimeError):
        return False
