"""What hovering over an event tells, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.show.listing import Entry

__all__ = ["hover_lines"]


def hover_lines(entry: Entry, *, reports: int = 6) -> tuple[str, ...]:
    """Return the lines of an event, the title first, in the language of the entry.

    Of the reports the first ones are named, and the others counted.
    """
    edtf, say = entry.account.edtf, entry.words.say
    told = [f"• {line}{', ' + day if day else ''}" for line, day, _, _ in entry.reports[:reports]]
    more = len(entry.reports) - len(told)
    parts = (
        entry.title,
        entry.when + (f"  [{edtf}]" if edtf else ""),
        ", ".join(part for part in (entry.kind, entry.status.lower()) if part),
        "; ".join(words for _, words in entry.badges),
        *(f"{name}: {words}" for name, words in entry.details),
        *told,
        say("hover_more", n=more) if more > 0 else "",
    )
    return tuple(part for part in parts if part)
