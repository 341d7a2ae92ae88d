"""What was found in a text: each time expression, and all of them with the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.model.timespan import TimeSpan


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression in a text.

    `start` and `end` are character offsets. `kind` is date, time, duration, set or reference;
    `value` and `mod` are those of TIMEX3. `time_span` is what the phrase says together with the
    word that bounds it ("by", "since"); None where no days are known. `rule` is the rule that read
    it, `anchor` what it was counted from. A range or a list has one value and the expressions that
    it joins as `parts`, since TIMEX3 annotates those.
    """

    start: int
    end: int
    text: str
    kind: str
    time_span: TimeSpan | None
    value: str
    mod: str = ""
    rule: str = ""
    anchor: str = ""
    parts: tuple[DateMention, ...] = field(default=(), repr=False)

    def as_dict(self) -> dict[str, str | int]:
        """Return it as plain data; the time span as EDTF, empty where no days are known."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "kind": self.kind,
            "edtf": self.time_span.edtf if self.time_span is not None else "",
            "value": self.value,
            "mod": self.mod,
            "rule": self.rule,
            "anchor": self.anchor,
        }

    @property
    def timexes(self) -> Iterator[DateMention]:
        """The expressions as TIMEX3 counts them: the ends of a range, or this one."""
        for part in self.parts:
            yield from part.timexes
        if not self.parts:
            yield self


class DateMentions(list[DateMention]):
    """The time expressions of a text, in order; a notebook shows them marked in it."""

    def __init__(self, text: str, mentions: Iterable[DateMention]) -> None:
        super().__init__(mentions)
        self.text = text

    def to_timex3(self) -> str:
        """Return the text with its expressions as TIMEX3 elements."""
        from kb.resolve.dates.find.markup import timex3

        return timex3(self.text, self)

    def to_timeml(self, published: str | None = None) -> str:
        """Return the text as a TimeML document, which tells the day of its publication."""
        from kb.resolve.dates.find.markup import timeml

        return timeml(self.text, self, published)

    def _repr_html_(self) -> str:
        from kb.resolve.dates.find.markup import highlighted

        return highlighted(self.text, self)
