"""The colours and fonts of the theme as custom properties, for the style sheets of all pages."""

from __future__ import annotations

from functools import cache

from kb.show import theme

__all__ = ["theme_style"]

_NAMES = ("paper", "ink", "muted", "rule", "band", "sans", "serif")


@cache
def theme_style() -> str:
    """Return the custom properties of light paper, and those of dark paper for who wants that.

    A page that sets `data-paper` on its root is on light paper for as long: when it is printed.
    """
    light = {name: getattr(theme, name.upper()) for name in _NAMES}
    dark = {name: theme.DARK[color] for name, color in light.items() if color in theme.DARK}
    return (
        f":root {{ {_properties(light)} }}\n"
        "@media screen and (prefers-color-scheme: dark) {\n"
        f":root:not([data-paper]) {{ {_properties(dark)} }}\n}}\n"
    )


def _properties(values: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in values.items())
