"""Who made a value: a component with version and settings, or a person."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.model.spans import content_id


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made a value.

    component: the name of the part ("builtin-coder", "dates", ...), or "person:NAME".
    version: the version of the part; a changed behaviour gets a new one.
    settings: SHA-256, as hex, of the settings and data that the part ran with (`settings_hash`).
    """

    component: str
    version: str
    settings: str

    @property
    def id(self) -> str:
        """The maker's id, made from its three parts."""
        return content_id("m", self.component, self.version, self.settings)


def settings_hash(settings: Mapping[str, object]) -> str:
    """SHA-256, as hex, of ``settings`` as JSON with sorted keys."""
    packed = json.dumps(settings, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(packed.encode()).hexdigest()
