"""An article out of a page of HTML: its body, title, day and address, its captions apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from kb.errors import InvalidValue
from kb.read.article.document.furniture import drop_furniture, take_biographies, take_captions
from kb.read.article.document.publication import Publication, publication_of
from kb.read.article.document.zones import zones_of
from kb.read.article.values import Document, Zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

#: What has fewer words is what was left of a menu.
_SHORTEST = 5
_VERBATIM = ("pre", "textarea", "script", "style")
_LINE_END = re.compile(r"[ \t]*\r?\n\s*")
#: What parts a headline from the name of the site or section: "Bridge hit | The Herald".
_PARTING = re.compile(r"\s+(?:[|»›·•—–]|--?|::)\s+|:\s+")
#: What a page says of itself, by schema.org.
_FOR_PAY = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.I)
_LIVE = re.compile(r'"@type"\s*:\s*\[?\s*"LiveBlogPosting"')


class _Page(NamedTuple):
    title: str
    body: str
    source: str
    url: str


def page_document(
    html: str, name: str, *, published: str, source: str, url: str, lang: str, saved: str = ""
) -> Document:
    """Return the document of a page; what is given overrides what the page says of itself.

    `saved` is the address that it was saved from, which counts where the page names none.

    Navigation, comments and advertisements are left out, by the names of their elements
    (`furniture.py`) and by trafilatura. Biographies and captions follow the body, in zones of their
    own.

    Raises
    ------
    InvalidValue
        If the page has no article.
    """
    from lxml import etree
    from lxml.html import document_fromstring

    try:
        tree = document_fromstring(html.encode("utf-8", "surrogatepass"), parser=_utf8_parser())
    except (etree.ParserError, ValueError) as error:
        raise InvalidValue(f"{name}: no article can be found in this page: {error}") from error
    stated = publication_of(tree, [url, *_addresses(tree), saved])
    notes = tuple(_notes(tree, stated, published))
    headings = [" ".join(x.text_content().split()) for x in tree.iter("h1")]
    drop_furniture(tree)
    apart = {"biography": take_biographies(tree), "caption": take_captions(tree)}
    _join_lines(tree)
    page = _extracted(tree, url)
    if page is None or len(page.body.split()) < _SHORTEST:
        raise InvalidValue(f"{name}: no article can be found in this page; give its text instead")
    title = bare_title(page.title, [page.source, page.url.partition("://")[2]], headings)
    text, zones = _joined(title, page, apart)
    return Document(
        text,
        zones,
        published or stated.day,
        source or page.source,
        url or page.url or saved,
        lang,
        stated.day,
        notes,
    )


def bare_title(title: str, sites: Sequence[str], headings: Sequence[str] = ()) -> str:
    """Return a title without the name of the site or the section that stands beside it.

    The rest is what a heading of the page says as well, or what is not a name of the site.

    >>> bare_title("Bridge hit | The Herald", ["The Herald"])
    'Bridge hit'
    >>> bare_title("Talks: day two - World - Herald", [], ["Talks: day two"])
    'Talks: day two'
    """
    found = [*_PARTING.finditer(title)]
    outside = {title[: x.start()] for x in found} | {title[x.end() :] for x in found}
    if whole := [x for x in headings if x in outside and len(x.split()) > 1]:
        return max(whole, key=len)
    parts = [(x.start(), x.end()) for x in found if not title[x.start()].startswith(":")]
    names = [y for x in sites if (y := _letters(x))]
    while parts and _is_name(title[parts[-1][1] :], names):
        title = title[: parts.pop()[0]]
    if parts and _is_name(title[: parts[0][0]], names):
        title = title[parts[0][1] :]
    return title


def _letters(text: str) -> str:
    return "".join(x for x in text.casefold() if x.isalnum())


def _is_name(part: str, names: Sequence[str]) -> bool:
    """Tell whether a part of a title is a name of the site, or begins or goes on with it."""
    said = _letters(part)
    return any(said and (said in x or (len(x) > 2 and said.startswith(x))) for x in names)


def _utf8_parser() -> Any:
    from lxml.html import HTMLParser

    return HTMLParser(encoding="utf-8", recover=True, huge_tree=True)


def _addresses(tree: HtmlElement) -> list[str]:
    """Return the addresses that a page gives for itself."""
    links = [x.get("href") or "" for x in tree.iter("link") if x.get("rel") == "canonical"]
    said = [x.get("content") or "" for x in tree.iter("meta") if x.get("property") == "og:url"]
    return [*links, *said]


def _notes(tree: HtmlElement, stated: Publication, published: str) -> Iterator[str]:
    """Yield what a person should know of a page before relying on what was read of it."""
    data = " ".join(x.text or "" for x in tree.iter("script") if "json" in (x.get("type") or ""))
    if stated.by_address and not published:
        yield f"the day of publication, {stated.day}, is that in the page's address; check it"
    elif stated.day and published[:10] not in ("", stated.day[:10]):
        where = "its address says" if stated.by_address else "the page says"
        yield f"{where} that it came out on {stated.day[:10]}; the day given counts"
    if _FOR_PAY.search(data):
        yield "the page says that it is not free to read: this may be no more than its beginning"
    if _LIVE.search(data):
        yield (
            "the page is a live report: dates such as “today” count from its first day"
            f"{f', {stated.day[:10]}' if stated.day else ''}; check those of later entries"
        )


def _join_lines(tree: HtmlElement) -> None:
    """Make a space of each line end in running text: on a page it is none."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in _VERBATIM:
            continue
        if element.text and "\n" in element.text:
            element.text = _LINE_END.sub(" ", element.text)
        for child in element:
            if child.tail and "\n" in child.tail:
                child.tail = _LINE_END.sub(" ", child.tail)


def _extracted(tree: HtmlElement, url: str) -> _Page | None:
    from trafilatura import bare_extraction

    found = bare_extraction(
        tree, url=url or None, include_comments=False, include_tables=False, with_metadata=True
    )
    if found is None:
        return None
    data = found if isinstance(found, dict) else found.as_dict()
    return _Page(
        " ".join(str(data.get("title") or "").split()),
        str(data.get("text") or ""),
        str(data.get("sitename") or data.get("hostname") or ""),
        str(data.get("url") or ""),
    )


def _joined(title: str, page: _Page, apart: dict[str, list[str]]) -> tuple[str, tuple[Zone, ...]]:
    """Return title and body, and what stands apart by the kind of its zone, as one text."""
    same = {title, page.title}
    lines = [x for x in page.body.splitlines() if x.strip() and x.strip() not in same]
    text = "\n\n".join([title, *lines] if title else lines)
    zones = list(zones_of(text, title=title))
    for kind, parts in apart.items():
        for part in parts:
            text += "\n\n"
            zones.append(Zone(len(text), len(text) + len(part), kind))
            text += part
    return text, tuple(zones)
