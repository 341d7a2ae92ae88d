"""The paragraphs of plain text, whether a line is one or lines are wrapped."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n]+")
#: Lines of wrapped text are about as long as each other, and at most so many characters long.
_WIDEST = 100
_ENDS = tuple(".!?:\"”'’)]")


class Paragraph(NamedTuple):
    """Where a paragraph lies (`end` is exclusive), and the block of lines that it is in."""

    start: int
    end: int
    block: int


def paragraphs_of(text: str) -> list[Paragraph]:
    r"""Return the paragraphs of a text, without the white space around them.

    A blank line always parts two; a line end does where lines are not wrapped.

    >>> [text[x.start:x.end] for text in ["One.\nTwo."] for x in paragraphs_of(text)]
    ['One.', 'Two.']
    """
    blocks = _blocks(text)
    found = []
    for number, lines in enumerate(blocks):
        wrapped = _is_wrapped(text, lines)
        parts = [(lines[0][0], lines[-1][1])] if wrapped else lines
        found += [Paragraph(start, end, number) for start, end in parts]
    return found


def _blocks(text: str) -> list[list[tuple[int, int]]]:
    """Return the lines between blank lines, each as its offsets without white space around it."""
    blocks: list[list[tuple[int, int]]] = []
    last = 0
    for match in _LINE.finditer(text):
        line = match[0]
        if not (bare := line.strip()):
            continue
        start = match.start() + len(line) - len(line.lstrip())
        between = text[last : match.start()].replace("\r\n", "\n").replace("\r", "\n")
        if not blocks or between.count("\n") > 1:
            blocks.append([])
        blocks[-1].append((start, start + len(bare)))
        last = match.end()
    return blocks


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Tell whether the lines of a block go on in the next: most of them end in mid-sentence."""
    if len(lines) < 2 or max(end - start for start, end in lines) > _WIDEST:
        return False
    inner = lines[:-1]
    longest = max(end - start for start, end in lines)
    going_on = sum(
        not text[start:end].endswith(_ENDS) and end - start > 0.6 * longest for start, end in inner
    )
    return 2 * going_on > len(inner)
