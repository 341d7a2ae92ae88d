"""What an extractor returns, held against the text: a field that no words carry is dropped.

An extractor may be anybody's, or a model that makes things up. So each field must name words of the
document: by offsets, by the words themselves, or both. Where the offsets do not hold the words, and
the text has them, the offsets are mended to where they are nearest to the event; otherwise the
field goes, and an issue says so. So does one whose value is not what its words mean. What only a
rule gives (a status that follows from the tense) needs no words, but a method.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, NamedTuple

from kb.errors import InvalidTimeSpan, InvalidValue
from kb.model import vocabulary
from kb.model.tables import REPORT_COLUMNS
from kb.model.timespan import TimeSpan
from kb.read.article.contradiction import Witness
from kb.read.article.values import Candidate, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.read.article.values import Document

#: Columns that a rule may fill without words of its own.
RULED = frozenset({"title", "kind", "status", "stance", "relations", "event", "note"})
#: Columns that an extractor may not fill: they are the document's, or made here.
_NOT_ITS = frozenset({"report", "published", "lang", "source", "url", "span"})
_LONGEST = 2_000
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_NUMBERED = re.compile(r":\s*#(\d{1,6})$")


class Finding(NamedTuple):
    """What is wrong with a field: of which candidate (by number), column, reason, and its value."""

    candidate: int
    column: str
    reason: str
    value: str

    def __str__(self) -> str:
        said = f" {str(self.value)[:80]!r}" if self.value else ""
        column = f", {self.column}" if self.column else ""
        return f"candidate {self.candidate}{column}: {self.reason}{said}"


def ground(
    candidates: Iterable[Candidate], document: Document, *, trusted: bool = False
) -> tuple[list[Candidate], list[Finding]]:
    """Return the candidates with the fields that stand on words of the text, and what was dropped.

    A candidate whose own words are not in the text is dropped whole. So is a field whose value its
    own words contradict (`contradiction.py`), unless the extractor is `trusted` to have read them.
    """
    witness = Witness(document)
    size = len(document.text)
    kept: list[Candidate] = []
    findings: list[Finding] = []
    numbers: dict[int, int] = {}
    for number, candidate in enumerate(_checked(candidates), start=1):
        if not _is_span((candidate.start, candidate.end), size):
            findings.append(Finding(number, "", "its words are not in the text: dropped", ""))
            continue
        fields = []
        alien = [x for x in candidate.fields if not _is_field(x)]
        findings += [Finding(number, "", "no field of text: dropped", str(x)) for x in alien]
        candidate = _whole(candidate, size)
        for field in _quotable(candidate, document.text):
            grounded, reason = _grounded(field, document.text, near=candidate.start)
            if grounded is not None and target_number(field) == number:
                grounded, reason = None, "leads to itself: dropped"
            if grounded is not None and not trusted and (against := witness.against(grounded)):
                grounded, reason = None, f"{against}: dropped"
            if grounded is None:
                findings.append(Finding(number, field.column, reason, field.value))
            else:
                fields.append(grounded)
        sure = candidate.confidence if _is_share(candidate.confidence) else None
        kept.append(replace(candidate, fields=tuple(fields), confidence=sure))
        numbers[number] = len(kept)
    return [renumbered(x, numbers) for x in kept], findings


def _quotable(candidate: Candidate, text: str) -> Iterator[Field]:
    """Yield the fields of a candidate, a quote that is too long cut to what is near its event."""
    for field in candidate.fields:
        held = _are_offsets(field.start, field.end) and 0 <= field.start <= candidate.start
        if field.column == "quote" and held and field.end - field.start > _LONGEST:
            start = max(field.start, candidate.start - _LONGEST // 2)
            end = min(field.end, start + _LONGEST, len(text))
            start = field.start if start == field.start else text.find(" ", start, end) + 1 or start
            end = end if end == field.end else max(text.rfind(" ", start, end), candidate.end)
            yield replace(field, value=text[start:end], start=start, end=end, words="")
        else:
            yield field


def _is_field(field: object) -> bool:
    """Tell whether something is a field, all of whose words are text."""
    if not isinstance(field, Field):
        return False
    return all(isinstance(x, str) for x in (field.column, field.value, field.words, field.method))


def _whole(candidate: Candidate, size: int) -> Candidate:
    """Return a candidate with what is a field of its fields, and numbers of Python for offsets."""
    others = candidate.others if isinstance(candidate.others, Iterable) else ()
    return replace(
        candidate,
        start=int(candidate.start),
        end=int(candidate.end),
        fields=tuple(x for x in candidate.fields if _is_field(x)),
        extractor=str(candidate.extractor),
        others=tuple((int(x[0]), int(x[1])) for x in others if _is_span(x, size)),
    )


def _checked(candidates: Any) -> list[Candidate]:
    """Return what an extractor returned, if it is what one returns.

    Raises
    ------
    InvalidValue
        If it is not.
    """
    if isinstance(candidates, str | bytes | None) or not isinstance(candidates, Iterable):
        raise InvalidValue(f"an extractor returns candidates, not {type(candidates).__name__}")
    every = []
    for x in candidates:
        if not isinstance(x, Candidate):
            raise InvalidValue(f"an extractor returns candidates, not {type(x).__name__}")
        fields: Any = x.fields
        if isinstance(fields, str) or not isinstance(fields, Iterable):
            raise InvalidValue(f"a candidate's fields are fields, not {type(fields).__name__}")
        every.append(replace(x, fields=tuple(fields)))
    return every


def _are_offsets(*numbers: object) -> bool:
    return all(isinstance(x, Integral) and not isinstance(x, bool) for x in numbers)


def _is_span(span: Any, size: int) -> bool:
    """Tell whether something is a pair of offsets of a text of a size, the end exclusive."""
    if not isinstance(span, tuple | list) or len(span) != 2 or not _are_offsets(*span):
        return False
    return 0 <= span[0] < span[1] <= size


def _is_share(number: object) -> bool:
    return isinstance(number, Real) and 0 <= float(number) <= 1


def renumbered(candidate: Candidate, numbers: Mapping[int, int]) -> Candidate:
    """Return a candidate whose relations lead to candidates by the numbers that are left."""
    fields = []
    for field in candidate.fields:
        target = target_number(field)
        if target is None:
            fields.append(field)
        elif target in numbers:
            value = f"{field.value.partition('#')[0]}#{numbers[target]}"
            fields.append(replace(field, value=value))
    return replace(candidate, fields=tuple(fields))


def target_number(field: Field) -> int | None:
    """Return the number of the candidate that a relation leads to (`about: #3`); else None."""
    found = _NUMBERED.search(field.value) if field.column == "relations" else None
    return int(found[1]) if found else None


def _grounded(field: Field, text: str, *, near: int) -> tuple[Field | None, str]:
    """Return a field with offsets that hold its words, or None and why not.

    Of words that occur more than once, those stand for it that are nearest to its event.
    """
    if not _are_offsets(field.start, field.end):
        return None, "no offsets: dropped"
    field = replace(field, start=int(field.start), end=int(field.end))
    if not _is_share(field.confidence):
        field = replace(field, confidence=0.0)
    if field.column not in REPORT_COLUMNS or field.column in _NOT_ITS:
        return None, "no column that an extractor fills: dropped"
    if not field.value.strip() or len(field.value) > _LONGEST:
        return None, "empty or too long: dropped"
    if _CONTROL.search(field.value):
        return None, "with characters that nobody can print: dropped"
    if reason := _unfit(field):
        return None, f"{reason}: dropped"
    held = 0 <= field.start < field.end <= len(text)
    if held and (not field.words or _folded(text[field.start : field.end]) == _folded(field.words)):
        return field, ""
    if field.words:
        place = _place_of(field.words, text, near)
        if place is not None:
            return replace(field, start=place[0], end=place[1]), ""
        return None, "its words are not in the text: dropped"
    if held or (field.column in RULED and field.method and (field.start, field.end) == (-1, -1)):
        return field, ""
    return None, "no words of the text carry it: dropped"


def _unfit(field: Field) -> str:
    """Say why a value cannot stand in its column; empty where it can."""
    if field.column in ("date", "said"):
        try:
            TimeSpan.parse(field.value)
        except InvalidTimeSpan:
            return "no date in EDTF"
    elif field.column == "kind" and not vocabulary.is_known("kind", field.value):
        return "no kind of the vocabulary"
    elif field.column == "status" and not vocabulary.is_known("status", field.value):
        return "no status of the vocabulary"
    elif field.column == "stance" and not vocabulary.is_known("stance", field.value):
        return "no stance of the vocabulary"
    elif field.column == "event" and ";" in field.value:
        return "no id of an event"
    elif field.column == "relations" and ";" in field.value:
        return "more than one relation in a field"
    elif field.column == "relations":
        if not vocabulary.is_known("relation", field.value.partition(":")[0].strip()):
            return "no relation of the vocabulary"
    elif field.column == "actors":
        role, colon, _ = field.value.partition(":")
        if not colon or not vocabulary.is_known("role", role.strip()):
            return "no role of the vocabulary"
    return ""


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _place_of(words: str, text: str, near: int) -> tuple[int, int] | None:
    """Return where a text has words, nearest to an offset; white space and case may differ."""
    parts = [re.escape(x) for x in words.split()]
    if not parts or len(words) > _LONGEST:
        return None
    found = re.compile(r"\s+".join(parts), re.IGNORECASE).finditer(text)
    return min((x.span() for x in found), key=lambda x: abs(x[0] - near), default=None)
