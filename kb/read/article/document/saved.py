"""What browsers save a page as, beside plain HTML: an archive with its pictures, in one file.

Chrome and Edge write MHTML (RFC 2557), Safari a property list (`.webarchive`). Both tell the
address.
"""

from __future__ import annotations

import plistlib
import re
from email import message_from_bytes
from typing import NamedTuple

_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,20}?MIME-Version:", re.I)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000})\s*-->")


class SavedPage(NamedTuple):
    """The bytes of a page, and the address that it was saved from; both may be empty."""

    html: bytes = b""
    url: str = ""


def saved_page(data: bytes) -> SavedPage:
    """Return the page in an archive; nothing where the bytes are none."""
    if data.startswith(b"bplist00"):
        return _of_webarchive(data)
    if _MHTML.match(data):
        return _of_mhtml(data)
    return SavedPage()


def saved_from(html: str) -> str:
    """Return the address that a browser notes in a page that it saves; empty where it does not."""
    found = _SAVED_FROM.search(html[:4096])
    return found[1] if found else ""


def _of_mhtml(data: bytes) -> SavedPage:
    message = message_from_bytes(data)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            html = part.get_payload(decode=True)
            address = message.get("Snapshot-Content-Location") or part.get("Content-Location")
            return SavedPage(html if isinstance(html, bytes) else b"", str(address or ""))
    return SavedPage()


def _of_webarchive(data: bytes) -> SavedPage:
    try:
        main = plistlib.loads(data)["WebMainResource"]
        html, url = main["WebResourceData"], main.get("WebResourceURL", "")
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        plistlib.InvalidFileException,
    ):
        return SavedPage()
    return SavedPage(html, str(url)) if isinstance(html, bytes) else SavedPage()
