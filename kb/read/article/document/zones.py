"""What each part of an article in plain text is: title, body, caption, biography, boilerplate.

The words that tell are in `zones.toml`. A caption's day is its own and unknown, a biography tells
of another time, and boilerplate of nothing, so no event is read from these three.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kb.read.article.document.paragraphs import Paragraph, paragraphs_of
from kb.read.article.values import Zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: A heading has at most so many words, a caption so many.
_HEADING, _CAPTION = 16, 90
#: What a list of links is made of, after the heading that announces it.
_ITEM = re.compile(r"[-–•*·]\s")
_ENDS = tuple('.!?"”…')
#: A headline that runs into the text: words with capitals up to a colon, so many at least.
_RUN_IN, _RUN_IN_WORDS = re.compile(r"([^.:!?\n]{20,120}):\s+(?=\S)"), 6

#: "NAIROBI, June 12 (Reuters) - ", "PORT SUDAN, Sudan (AP) — ": a place, and at least one of a
#: region, a day and an agency, before a dash.
_PLACE = r"[A-ZÀ-Þ][\w.’'-]*(?:[ /-][A-ZÀ-Þ][\w.’'-]*){0,3}"
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
_WIRES = "Reuters|AP|AFP|UPI|DPA|dpa|EFE|ANSA|TASS|Tass|Xinhua|IPS|CNN|BBC|IANS|PTI"
_AGENCY = rf"\((?:[\w.’' -]+/)?(?:{_WIRES})\)"
_PLACE_LINE = re.compile(
    rf"(?:{_PLACE}(?:, {_PLACE})?,? (?:{_DAY},? )?{_AGENCY}|{_PLACE}(?:, {_PLACE})?,? {_DAY}"
    rf"|[A-ZÀ-Þ’' .-]{{3,30}}, {_PLACE}|{_AGENCY}) ?(?:--?|[–—])\s+"
)


class _Signs(NamedTuple):
    biography: re.Pattern[str]
    credit: re.Pattern[str]
    boilerplate: re.Pattern[str]
    links: re.Pattern[str]
    dateline: re.Pattern[str]


def zones_of(text: str, *, title: str = "") -> tuple[Zone, ...]:
    r"""Return the zones of a plain text, one a paragraph, in order.

    `title` is the article's, where something else than the text has told it.

    >>> [x.kind for x in zones_of("Bridge hit\n\nThe bridge was hit.\n\nPhoto: AP")]
    ['title', 'body', 'caption']
    >>> [x.kind for x in zones_of("KYIV, June 12 (Reuters) - The bridge was hit.")]
    ['dateline', 'body']
    """
    parts = _without_run_ins(text, paragraphs_of(text), title)
    paragraphs = list(_without_place_lines(text, parts))
    kinds = ["" for _ in paragraphs]
    captions = _caption_blocks(text, paragraphs)
    end = _biography_from(text, paragraphs)
    among_links = False
    for at, paragraph in enumerate(paragraphs):
        words = text[paragraph.start : paragraph.end]
        follows = at + 1 < len(paragraphs) and paragraphs[at + 1].block == paragraph.block
        if at >= end:
            kinds[at] = "biography"
        elif paragraph.block in captions:
            kinds[at] = "caption"
        elif _signs().boilerplate.fullmatch(words):
            kinds[at] = "boilerplate"
        elif (len(words) < 120 and _signs().dateline.fullmatch(words)) or (
            follows and _PLACE_LINE.fullmatch(words)
        ):
            kinds[at] = "dateline"
        else:
            kinds[at] = "heading" if _is_heading(words) else "body"
        among_links = _signs().links.fullmatch(words) is not None or (
            among_links and (kinds[at] != "body" or _ITEM.match(words) is not None)
        )
        if among_links and kinds[at] in ("heading", "body") and words != title:
            kinds[at] = "boilerplate"
    _entitle(text, paragraphs, kinds, title)
    return tuple(Zone(x.start, x.end, kind) for x, kind in zip(paragraphs, kinds, strict=True))


def _biography_from(text: str, paragraphs: Sequence[Paragraph]) -> int:
    """Return from which paragraph on the text is of its author: one that leaves more before it.

    A line such as "Written by" above an article, or somebody in it who "is a reporter", opens none.
    """
    sizes = [len(text[x.start : x.end].split()) for x in paragraphs]
    before, whole = 0, sum(sizes)
    for at, (paragraph, size) in enumerate(zip(paragraphs, sizes, strict=True)):
        opens = at > 0 and _signs().biography.match(text, paragraph.start, paragraph.end)
        if opens and before > whole - before - size:
            return at
        before += size
    return len(paragraphs)


def _entitle(text: str, paragraphs: Sequence[Paragraph], kinds: list[str], title: str) -> None:
    """Call the heading before the body the title."""
    for at, paragraph in enumerate(paragraphs):
        if title and text[paragraph.start : paragraph.end] == title:
            kinds[at] = "title"
            return
        if kinds[at] == "heading" and not title:
            kinds[at] = "title"
            return
        if kinds[at] == "body":
            return


def _caption_blocks(text: str, paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Return the blocks that are captions: short ones that name who took the picture."""
    sizes: dict[int, int] = {}
    credited = set()
    for x in paragraphs:
        words = text[x.start : x.end]
        sizes[x.block] = sizes.get(x.block, 0) + len(words.split())
        if sizes[x.block] <= _CAPTION and _signs().credit.search(words):
            credited.add(x.block)
    whole = len(sizes) == 1
    return frozenset() if whole else frozenset(x for x in credited if sizes[x] <= _CAPTION)


def _without_run_ins(text: str, paragraphs: Sequence[Paragraph], title: str) -> Iterator[Paragraph]:
    """Yield the paragraphs, a headline that runs into the first one ("Bridge Hit: The …") apart."""
    for paragraph in paragraphs:
        found = _RUN_IN.match(text, paragraph.start, paragraph.end)
        words = found[1].split() if found else []
        small = [x for x in words if not x[:1].isupper() and len(x) > 4]
        whole = text[paragraph.start : paragraph.end] == title
        if found and len(words) >= _RUN_IN_WORDS and not small and not whole:
            yield Paragraph(paragraph.start, found.end(1), paragraph.block)
            yield Paragraph(found.end(), paragraph.end, paragraph.block)
        else:
            yield paragraph


def _without_place_lines(text: str, paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs, what a wire service puts before the first words of one apart."""
    for paragraph in paragraphs:
        found = _PLACE_LINE.match(text, paragraph.start, paragraph.end)
        if found and any(x.islower() for x in text[found.end() : paragraph.end]):
            yield Paragraph(paragraph.start, found.end(), paragraph.block)
            yield Paragraph(found.end(), paragraph.end, paragraph.block)
        else:
            yield paragraph


def _is_heading(words: str) -> bool:
    """Tell a short line that is no sentence, or a question set as a title is."""
    parts = words.split()
    if len(parts) > _HEADING:
        return False
    capital = sum(x[:1].isupper() for x in parts if len(x) > 3)
    titled = words.endswith("?") and capital == sum(len(x) > 3 for x in parts)
    return titled or not words.endswith(_ENDS)


@cache
def _signs() -> _Signs:
    with Path(__file__).with_name("zones.toml").open("rb") as file:
        table = tomllib.load(file)
    return _Signs(*(re.compile("|".join(table[x]["patterns"]), re.I) for x in _Signs._fields))
