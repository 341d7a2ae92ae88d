"""Phrases of the list: roles, counts and properties in words, and text that HTML can hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kb.show.theme import STATUSES

if TYPE_CHECKING:
    from kb.show.words import Words

__all__ = [
    "count_words",
    "counts_words",
    "property_words",
    "roles_words",
    "safe_url",
    "showable",
    "status_words",
]

#: Of a single text a list shows so many characters; the data that the page carries have them all.
LONGEST = 4_000

#: Control characters, which HTML does not allow, and lone surrogates, which no file can hold.
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")

#: A number, which may be approximate, or a range.
_RANGE = re.compile(r"(\d*(?:\.\d+)?)(\.\.)?(\d*(?:\.\d+)?)(~?)")


def showable(text: str) -> str:
    r"""Return text that HTML can hold, cut when it is very long.

    Examples
    --------
    >>> showable("a\x00b\ud800"), len(showable("x" * 5000))
    ('a\ufffdb\ufffd', 4000)
    """
    shown = _UNSHOWN.sub("\ufffd", text[:LONGEST])
    return shown if len(text) <= LONGEST else shown[:-1] + "…"


def status_words(status: str, words: Words) -> str:
    """Return what a status is called; one that nobody knows is called by its name.

    Examples
    --------
    >>> from kb.show.words import words_in
    >>> status_words("planned", words_in("en"))
    'Planned'
    """
    known = status in {each.name for each in STATUSES}
    return words[f"status_{status}"] if known else showable(status) or words["no_status"]


def property_words(names: str, words: Words) -> str:
    """Return what properties are called, `;` between them.

    Examples
    --------
    >>> from kb.show.words import words_in
    >>> property_words("date; killed", words_in("en"))
    'date, killed'
    """
    parts = [each for each in names.split("; ") if each]
    return showable(", ".join(words.messages.get(f"property_{x}", x).lower() for x in parts))


def roles_words(actors: str, words: Words) -> str:
    """Return actors with their roles in words.

    Examples
    --------
    >>> from kb.show.words import words_in
    >>> roles_words("agent: Ukraine; target: Russia", words_in("en"))
    'Ukraine (by); Russia (against)'
    """
    return "; ".join(_role_words(each, words) for each in actors.split("; ")) if actors else ""


def _role_words(actor: str, words: Words) -> str:
    role, _, name = actor.partition(": ")
    return f"{name} ({words['role_' + role]})" if name and f"role_{role}" in words else actor


def counts_words(counts: str, words: Words) -> str:
    """Return counts in words.

    Examples
    --------
    >>> from kb.show.words import words_in
    >>> counts_words("killed: 7..; wounded: 3..5", words_in("en"))
    'killed 7 or more; wounded 3 to 5'
    """
    return "; ".join(_named_count(each, words) for each in counts.split("; ")) if counts else ""


def _named_count(count: str, words: Words) -> str:
    name, _, number = count.rpartition(": ")
    called = words.messages.get(f"property_{name}", name).lower()
    return f"{called} {count_words(number, words)}" if name else count


def count_words(count: str, words: Words) -> str:
    """Return one number or range in words; what is none stays as it is.

    Examples
    --------
    >>> from kb.show.words import words_in
    >>> count_words("200~", words_in("en")), count_words("..5", words_in("en"))
    ('about 200', 'up to 5')
    """
    found = _RANGE.fullmatch(count)
    if not found:
        return count
    low, is_range, high, about = found.groups()
    form = "count_about" if about else ""
    if is_range:
        form = "count_between" if low and high else "count_from" if low else "count_to"
    return words.say(form, low=low, high=high) if form else low


def safe_url(url: str) -> str:
    """Return an address that may become a link, else nothing.

    Examples
    --------
    >>> safe_url("https://example.org/a"), safe_url("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    text = url.strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    known = parts.scheme in ("http", "https") and parts.netloc
    unfit = any(each.isspace() for each in text) or _UNSHOWN.search(text) or len(text) > LONGEST
    return text if known and not unfit else ""
