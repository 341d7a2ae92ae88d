"""Texts, days and contexts as the command line names them."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

#: A text with more characters names no file.
_LONGEST_PATH = 1024
#: What begins a file that is no text, and how much of it is looked at.
_HEAD = 4096


class UnreadableText(click.ClickException):
    """A message on standard error, and exit code 2."""

    exit_code = 2


def read_text(argument: str) -> str:
    """Return a text, or that of the file or of the standard input (`-`) that is named."""
    if argument == "-":
        return _decoded(sys.stdin.buffer.read(), "standard input")
    if not argument or len(argument) >= _LONGEST_PATH or "\0" in argument or "\n" in argument:
        return argument
    path = Path(argument)
    try:
        there = path.exists()
    except OSError:
        return argument
    if there and path.is_dir():
        raise UnreadableText(f"{argument} is a folder; name a file of text in it")
    if there:
        return _decoded(path.read_bytes(), argument)
    if _names_a_file(argument):
        raise UnreadableText(f"{argument}: there is no such file (a text of words has a space)")
    return argument


def _names_a_file(argument: str) -> bool:
    """Tell whether somebody meant a file: one word, with a folder or an ending of letters."""
    if any(map(str.isspace, argument)):
        return False
    ending = Path(argument).suffix[1:]
    folder = "/" in argument or "\\" in argument
    digits = argument.replace("/", "").replace("\\", "").isdigit()
    return (folder and not digits) or (ending.isalnum() and not ending.isdigit() and bool(ending))


def _decoded(raw: bytes, name: str) -> str:
    if b"\0" in raw[:_HEAD]:
        at = raw.index(b"\0")
        raise UnreadableText(f"{name}: byte {at} is NUL: it is no text in UTF-8; save it as such")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        said = f"byte {fault.start}, in line {line}, is no UTF-8; save the text as UTF-8"
        raise UnreadableText(f"{name}: {said}") from None


def check_day(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Return a day or instant in ISO 8601; fail where it is none, or may be two days."""
    from kb.resolve.dates.phrase import day_published, iso_published

    if value is not None and day_published(value) is None:
        said = f"{value!r} is no day such as 2022-09-06, or may be two"
        raise click.BadParameter(said, param=parameter)
    return value and iso_published(value)


def check_context(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Return a context as it is; fail where it is neither a kind of text nor a time."""
    from kb.errors import InvalidTimeSpan
    from kb.model.timespan import TimeSpan

    if value is not None and value not in ("news", "narrative"):
        try:
            TimeSpan.parse(value)
        except InvalidTimeSpan:
            said = f"{value!r} is neither news nor narrative nor a time such as 1941-12-07"
            raise click.BadParameter(said, param=parameter) from None
    return value


def check_language(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Return a language as it is, country and all; `auto` is None; fail where it is not known."""
    from kb.resolve.dates import LANGUAGES

    if value is None or value == "auto":
        return None
    code = value.partition("-")[0].lower()
    if code not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise click.BadParameter(f"{value!r} is not one of {known} or auto", param=parameter)
    return value


def check_page_language(lang: str, spoken: set[str]) -> None:
    """Fail where neither the page nor any title of the data is in a language."""
    from kb.errors import InvalidValue
    from kb.show.words import languages

    code = re.split("[-_]", lang.lower())[0]
    titles = sorted({each for each in spoken if each})
    if code not in languages() and code not in titles:
        also = f"; titles of the data are in {', '.join(titles)}" if titles else ""
        said = f"the page speaks {', '.join(languages())}{also}"
        raise InvalidValue(f"--lang: {lang!r} is no language to choose: {said}")
