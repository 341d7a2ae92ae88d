"""An article out of a page of HTML: its body, title, day and address, its captions apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from kb.errors import InvalidValue
from kb.read.article.document.zones import zones_of
from kb.read.article.values import Document, Zone
from kb.resolve.dates.phrase import day_published, iso_published

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: What has fewer words is what was left of a menu.
_SHORTEST = 5
_CAPTIONS = ("figcaption", "caption")
#: What metadata call the day on which an article came out: Open Graph, Dublin Core, schema.org.
_PUBLICATION = frozenset(
    {
        *("article:published_time", "og:published_time", "datepublished", "date", "pubdate"),
        *("publishdate", "publish_date", "publish-date", "dc.date", "dc.date.issued"),
        *("dcterms.date", "dcterms.issued", "dcterms.created", "parsely-pub-date", "sailthru.date"),
    }
)
_CAPTION_CLASSES = ("caption", "wp-caption-text", "image-credit", "photo-credit")


class _Page(NamedTuple):
    title: str
    body: str
    published: str
    source: str
    url: str


def page_document(
    html: str, name: str, *, published: str, source: str, url: str, lang: str
) -> Document:
    """Return the document of a page; what is given overrides what the page says of itself.

    Navigation, comments and advertisements are left out by trafilatura. Captions follow the body,
    in zones of their own.

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
    _drop_hidden(tree)
    captions = _take_captions(tree)
    page = _extracted(tree, url)
    if page is None or len(page.body.split()) < _SHORTEST:
        raise InvalidValue(f"{name}: no article can be found in this page; give its text instead")
    text, zones = _joined(page.title, page.body, captions)
    return Document(
        text,
        zones,
        published or page.published,
        source or page.source,
        url or page.url,
        lang,
        page.published,
    )


def _utf8_parser() -> Any:
    from lxml.html import HTMLParser

    return HTMLParser(encoding="utf-8", recover=True, huge_tree=True)


def _drop_hidden(tree: HtmlElement) -> None:
    """Drop what a reader of the page does not see."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        style = re.sub(r"\s", "", element.get("style") or "").lower()
        hidden = "display:none" in style or "visibility:hidden" in style
        if hidden or element.get("hidden") is not None:
            element.drop_tree()


def _take_captions(tree: HtmlElement) -> list[str]:
    """Take the captions out of a page, and return their words."""
    found = []
    for element in list(tree.iter()):
        if not isinstance(element.tag, str):
            continue
        classes = (element.get("class") or "").lower().split()
        if element.tag in _CAPTIONS or any(x in _CAPTION_CLASSES for x in classes):
            words = " ".join(element.text_content().split())
            if words and element.getparent() is not None:
                found.append(words)
                element.drop_tree()
    return list(dict.fromkeys(found))


def _stated_day(tree: HtmlElement) -> str:
    """Return the day on which a page came out by its metadata: a whole day, or nothing.

    A year in a footer, half a date or an address with numbers says nothing of the kind. What
    trafilatura itself finds is not asked for: it guesses from all of these.
    """
    said = [x.get("content") or "" for x in tree.iter("meta") if _names_publication(x)]
    said += re.findall(r'"datePublished"\s*:\s*"([^"]+)"', " ".join(_scripts(tree)))
    said += [x.get("datetime") or "" for x in tree.iter("time") if x.get("pubdate") is not None]
    for text in said:
        day = text.strip()[:10]
        if re.fullmatch(r"\d{4}-\d\d-\d\d", day) and day_published(day) is not None:
            return iso_published(day)
    return ""


def _names_publication(meta: HtmlElement) -> bool:
    names = {(meta.get(x) or "").strip().lower() for x in ("property", "name", "itemprop")}
    return not names.isdisjoint(_PUBLICATION)


def _scripts(tree: HtmlElement) -> list[str]:
    return [x.text or "" for x in tree.iter("script") if "ld+json" in (x.get("type") or "")]


def _extracted(tree: HtmlElement, url: str) -> _Page | None:
    from trafilatura import bare_extraction

    day = _stated_day(tree)
    found = bare_extraction(
        tree, url=url or None, include_comments=False, include_tables=False, with_metadata=True
    )
    if found is None:
        return None
    data = found if isinstance(found, dict) else found.as_dict()
    return _Page(
        " ".join(str(data.get("title") or "").split()),
        str(data.get("text") or ""),
        day,
        str(data.get("sitename") or data.get("hostname") or ""),
        str(data.get("url") or ""),
    )


def _joined(title: str, body: str, captions: list[str]) -> tuple[str, tuple[Zone, ...]]:
    """Return title, body and captions as one text, and its zones."""
    lines = [x for x in body.splitlines() if x.strip()]
    if title and lines and lines[0].strip() != title:
        lines.insert(0, title)
    text = "\n\n".join(lines)
    zones = list(zones_of(text, title=title))
    for caption in captions:
        text += "\n\n"
        zones.append(Zone(len(text), len(text) + len(caption), "caption"))
        text += caption
    return text, tuple(zones)
