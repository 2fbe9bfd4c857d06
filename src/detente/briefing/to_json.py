"""A brief as JSON: the record itself, field by field."""

from __future__ import annotations

import dataclasses
import datetime
import json
from typing import Any

from detente.briefing.contents import Brief


def to_json(brief: Brief) -> str:
    """Render the brief as indented JSON, with dates as ISO 8601 and unstated values as null."""
    return json.dumps(as_plain(brief), ensure_ascii=False, indent=1) + "\n"


def as_plain(value: Any) -> Any:
    """A record as dicts, lists, strings and numbers, without its pictures, which say nothing more."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = (f for f in dataclasses.fields(value) if not f.metadata.get("is_picture"))
        return {f.name: as_plain(getattr(value, f.name)) for f in fields}
    if isinstance(value, (tuple, list)):
        return [as_plain(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    # A member of a StrEnum is a string already, but shown as its value.
    return str(value) if isinstance(value, str) else value
