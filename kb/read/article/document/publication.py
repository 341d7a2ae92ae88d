"""The day on which a page came out, by what the page says of itself."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from kb.resolve.dates.phrase import day_published, iso_published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

#: What metadata call the day on which an article came out: Open Graph, Dublin Core, schema.org,
#: and the names that publishing systems of their own have for it.
_PUBLICATION = frozenset(
    {
        *("article:published_time", "og:published_time", "og:article:published_time"),
        *("datepublished", "date", "pubdate", "pub_date", "publishdate", "publish_date"),
        *("publish-date", "publication_date", "article_date_original", "originalpublicationdate"),
        *("dc.date", "dc.date.issued", "dc.date.issue", "dcterms.date", "dcterms.issued"),
        *("dcterms.created", "parsely-pub-date", "sailthru.date", "citation_publication_date"),
        "dcsext.articlefirstpublished",
    }
)
_JSON = re.compile(r'"datePublished"\s*:\s*"([^"]{1,80})"')
#: An instant begins with its day; of two that lie a day apart that counts which tells a time zone
#: that is not Greenwich's, since it is the day where the page was published.
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d.*)?")
_ZONED = re.compile(r"[T ]\d\d:.*[+-](?!00:?00)\d\d:?\d\d")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\d{6})?")
#: "Thu, 06 Oct 2011 08:10:27 EST", "November 20, 2019 13:42": days with words, and a time behind.
_CLOCK = re.compile(r",?\s*(?:at\s+)?\d{1,2}[:.]\d\d.*", re.S)
_MONTH = re.compile(r"[a-z]{3}", re.I)
#: The folders of an address that name a day: /2022/09/06/, /2022/sep/06/.
_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(\d\d?|[a-z]{3})/(\d\d?)(?=/|-|$)", re.I)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


class Publication(NamedTuple):
    """A day (ISO 8601), and whether only the page's address tells it."""

    day: str = ""
    by_address: bool = False


def publication_of(tree: HtmlElement, addresses: list[str]) -> Publication:
    """Return when a page came out by its metadata, or else by the day in its address.

    Only a whole day counts that can be but one: a year in a footer, half a date or 4/5/2022 says
    nothing of the kind. What trafilatura finds is not asked for: it guesses from all of these.
    """
    days = [(day, text) for text in _stated(tree) if (day := _day(text.strip()))]
    if days:
        near = (day for day, text in days if _ZONED.search(text) and _is_near(day, days[0][0]))
        return Publication(next(near, days[0][0]))
    for address in addresses:
        if day := _day_in(address):
            return Publication(day, by_address=True)
    return Publication()


def _is_near(day: str, other: str) -> bool:
    return abs(date.fromisoformat(day) - date.fromisoformat(other)) <= timedelta(days=1)


def _stated(tree: HtmlElement) -> Iterator[str]:
    """Yield what the page gives for its day, the likeliest first."""
    for meta in tree.iter("meta"):
        names = {(meta.get(x) or "").strip().lower() for x in ("property", "name", "itemprop")}
        if not names.isdisjoint(_PUBLICATION):
            yield meta.get("content") or ""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            yield from _JSON.findall(script.text or "")
    for element in tree.iter("time", "span", "abbr"):
        named = "datepublished" in (element.get("itemprop") or "").lower()
        if named or element.get("pubdate") is not None:
            yield element.get("datetime") or element.get("content") or element.get("title") or ""


def _day(text: str) -> str:
    if found := _INSTANT.fullmatch(text):
        bare = found[1]
    elif found := _COMPACT.fullmatch(text):
        bare = "-".join(found.groups())
    elif _MONTH.search(text) and len(text) < 80:
        bare = _CLOCK.sub("", text).strip()
    else:
        return ""
    return iso_published(bare) if bare and day_published(bare) is not None else ""


def _day_in(address: str) -> str:
    if not (found := _ADDRESS.search(address)):
        return ""
    year, month, day = found.groups()
    if month.isalpha():
        month = str(_MONTHS.index(month.lower()) + 1) if month.lower() in _MONTHS else "0"
    return _day(f"{year}-{month:0>2}-{day:0>2}")
