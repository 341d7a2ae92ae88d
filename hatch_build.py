"""Put the sample data into wheels; hatchling calls this while it builds one."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SampleData(BuildHookInterface):
    """Carry data/ into the wheel, where kb.sample looks for it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add data/ to a wheel; an editable installation reads the checkout's own."""
        if version != "editable":
            build_data["force_include"]["data"] = "kb/_sample"
