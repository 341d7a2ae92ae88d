"""What a page may do: run its own scripts, and ask for nothing from anywhere."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup

__all__ = ["policy"]


def policy(*scripts: str, style: str | None = None) -> Markup:
    """Return a content security policy: these inline scripts, no request, no form, no base.

    Parameters
    ----------
    scripts
        The inline scripts of the page, to the last character.
    style
        The one inline style sheet; any style may stand in the page when it is left out.

    Examples
    --------
    >>> print(policy().split("; img")[0])
    default-src 'none'; style-src 'unsafe-inline'
    """
    allowed = " ".join(map(_hash, scripts))
    parts = ["default-src 'none'"]
    parts += [f"script-src {allowed}"] if scripts else []
    parts += ["style-src " + ("'unsafe-inline'" if style is None else _hash(style))]
    parts += ["img-src data: blob:", "base-uri 'none'", "form-action 'none'"]
    return Markup("; ".join(parts))


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
