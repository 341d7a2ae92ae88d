"""What pages say, out of a table of messages: another language is one more file in messages/."""

from __future__ import annotations

import json
import re
from functools import cache
from gettext import c2py
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kb.model.vocabulary import label
from kb.show.datewords import span_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.model.timespan import TimeSpan

__all__ = ["Words", "languages", "words_in"]


class Words:
    """The messages in one language.

    A message may have several forms by a number `n`, parted by `|`; which one a number takes is
    told by `plural`, an expression of gettext, and in a browser by its own tables.
    """

    def __init__(self, lang: str, messages: dict[str, str]) -> None:
        self.lang = lang
        self.messages = messages
        self._form: Callable[[int], int] = c2py(messages["plural"])

    def __getitem__(self, name: str) -> str:
        return self.messages[name]

    def __contains__(self, name: str) -> bool:
        return name in self.messages

    def say(self, name: str, **values: Any) -> str:
        """Return a message with its values filled in; the name itself where there is none.

        Examples
        --------
        >>> words_in("en").say("n_reports", n=1), words_in("en").say("n_reports", n=1200)
        ('1 report', '1,200 reports')
        """
        forms = self.messages.get(name, name).split("|")
        number = values.get("n")
        form = forms[min(self._form(number), len(forms) - 1) if isinstance(number, int) else 0]
        shown = {key: self.number(x) if isinstance(x, int) else x for key, x in values.items()}
        return re.sub(r"\{(\w+)\}", lambda found: str(shown.get(found[1], "")), form)

    def number(self, value: int) -> str:
        """Return a whole number with its thousands set apart."""
        return f"{value:,}".replace(",", self.messages["thousands_mark"])

    def kind(self, code: str) -> str:
        """Return what a kind is called."""
        return self.messages.get(f"kind_{code}") or label(code) if code else ""

    def date(self, span: TimeSpan) -> str:
        """Return a date in words."""
        return span.words if self.lang == "en" else span_words(span, self.messages)


def languages() -> list[str]:
    """Return the languages that there are messages in.

    Examples
    --------
    >>> "en" in languages()
    True
    """
    tables = files(__package__).joinpath("messages").iterdir()
    return sorted(each.name.removesuffix(".json") for each in tables if each.name.endswith(".json"))


@cache
def words_in(lang: str) -> Words:
    """Return the messages in a language (`uk`, `uk-UA`), in English where there are none.

    What a table leaves out is said in English.
    """
    code = re.split("[-_]", lang.lower())[0]
    own = code if code in languages() else "en"
    return Words(own, _table("en") | _table(own))


@cache
def _table(code: str) -> dict[str, str]:
    text = files(__package__).joinpath("messages", f"{code}.json").read_text(encoding="utf-8")
    return json.loads(text)
