"""What a page shows beside its article, told by the names that its elements bear.

Publishing systems name the parts of a page for what they are: "related-stories", "newsletter",
"comments". Extraction by the density of text keeps such a part where it is long; so it is taken out
first, unless it holds much of the page's text: then its name means something else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

#: What in the `class`, `id` or `data-testid` of an element makes it furniture, in English and in
#: the languages whose names are near.
_FURNITURE = re.compile(
    r"\b(?:"
    r"related|recirc(?:ulation)?|recommend\w*|trending|(?:most|must) (?:read|popular|view)\w*"
    r"|also read|read (?:more|next|also|on)|more (?:from|stories|on|news|headlines)|you may like"
    r"|newsletter\w*|subscri(?:be|ption)|sign ?up|promo\w*|outbrain|taboola|sponsored"
    r"|advert\w*|cookie\w*|consent|gdpr|onetrust|pop ?up|modal|share|sharing|social"
    r"|comments?|comment (?:list|text|section)|disqus|comentarios?|commentaires?|kommentare?"
    r"|visually ?hidden|sr only|screen reader text|breadcrumbs?|site ?map|skip link"
    r"|most watched|editors? picks?|footer|tag list|topics list"
    r")\b"
)
_BIOGRAPHY = re.compile(
    r"\b(?:(?:author|writer|contributor|byline|columnist) (?:bio|info|box|card|about|description)"
    r"|about (?:the )?(?:author|writer)s?|bio(?:graphy)?|author s? ?bio)\b"
)
_CAPTION = re.compile(r"\b(?:caption|credits?|photo ?credit|image ?credit|copyright holder)\b")
_CAPTION_TAGS = ("figcaption", "caption")
#: Elements that hold more of the words of a page's paragraphs are no furniture; comments may be
#: longer than what they are about.
_MOST, _MOST_COMMENTS = 0.25, 0.8
_COMMENTS = ("comment", "coment", "komment", "disqus")
#: A caption has at most so many words.
_LONGEST_CAPTION = 90
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
#: White space that comes of joining what elements part.
_SPACED = re.compile(r"\s+([,.;:!?)])")
_NEVER = ("html", "head", "body", "main", "article", "h1", "title", "meta", "script")


def drop_furniture(tree: HtmlElement) -> None:
    """Take out what is not of the article, and what a reader of the page does not see.

    A name that stands on much of the text ("paywall" on every paragraph) means the article itself.
    """
    for element in _walk(tree):
        if element.tag not in _NEVER and _is_hidden(element):
            element.drop_tree()
    named: dict[str, list[HtmlElement]] = {}
    for element in _outermost(tree, _FURNITURE):
        found = _FURNITURE.search(_names(element))
        named.setdefault(found[0] if found else "", []).append(element)
    for name, elements in named.items():
        share = _MOST_COMMENTS if name.startswith(_COMMENTS) else _MOST
        if sum(map(_words_in, elements)) <= _most_words(tree, share):
            for element in elements:
                element.drop_tree()


def _outermost(tree: HtmlElement, names: re.Pattern[str]) -> Iterator[HtmlElement]:
    """Yield the outermost elements of a name that hold no part of the article's frame."""
    waiting = [*reversed(tree)]
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        if element.tag not in _NEVER and names.search(_names(element)) and not _is_frame(element):
            yield element
        else:
            waiting += reversed(element)


def take_biographies(tree: HtmlElement) -> list[str]:
    """Take out what a page tells of its authors, and return it."""
    most = _most_words(tree)

    def chosen(element: HtmlElement) -> bool:
        named = element.tag not in _NEVER and _BIOGRAPHY.search(_names(element))
        return bool(named) and _is_small(element, most)

    return _taken(tree, chosen)


def take_captions(tree: HtmlElement) -> list[str]:
    """Take out the captions of a page, and return them."""

    def chosen(element: HtmlElement) -> bool:
        if element.tag in _CAPTION_TAGS:
            return True
        named = element.tag not in _NEVER and _CAPTION.search(_names(element))
        return bool(named) and _is_small(element, _LONGEST_CAPTION)

    return _taken(tree, chosen)


def _taken(tree: HtmlElement, chosen: Callable[[HtmlElement], bool]) -> list[str]:
    found = []
    for element in _walk(tree):
        if chosen(element):
            found.append(_text(element))
            element.drop_tree()
    return [x for x in dict.fromkeys(found) if x]


def _walk(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements below a root, from outside in; what is dropped is not entered."""
    waiting = [*reversed(tree)]
    while waiting:
        element = waiting.pop()
        if isinstance(element.tag, str):
            yield element
            if element.getparent() is not None:
                waiting += reversed(element)


def _names(element: HtmlElement) -> str:
    """Return the words in the names of an element: "related stories" of `relatedStories`."""
    names = " ".join(element.get(x) or "" for x in ("class", "id", "data-testid", "data-component"))
    return " ".join(_WORDS.findall(names)).lower() if names.strip() else ""


def _is_hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").lower().replace(" ", "")
    return (
        "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None
    )


def _most_words(tree: HtmlElement, share: float = _MOST) -> int:
    return int(share * sum(len(_text(x).split()) for x in tree.iter("p")))


def _is_small(element: HtmlElement, most: int) -> bool:
    """Tell whether an element has no more words in paragraphs, and is no part of the article."""
    return not _is_frame(element) and _words_in(element) <= most


def _is_frame(element: HtmlElement) -> bool:
    """Tell whether an element is what the article stands in."""
    return element.get("itemprop") == "articleBody" or next(element.iter("h1"), None) is not None


def _words_in(element: HtmlElement) -> int:
    return sum(len(_text(x).split()) for x in element.iter("p", "li", "blockquote"))


def _text(element: HtmlElement) -> str:
    said = element.xpath(".//text()[not(parent::script or parent::style or parent::noscript)]")
    return _SPACED.sub(r"\1", " ".join(" ".join(said).split()))
