"""What a Markdown file declares of itself before its text.

Four habits: YAML between lines of ``---`` (Jekyll, Hugo), TOML between lines of ``+++`` and a JSON
object (both Hugo), and lines of ``Key: value`` that open the file up to the first empty line
(Pelican, MultiMarkdown).
"""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from functools import cache
from typing import Any, NamedTuple

from detente.reading.dates import Published, find_published
from detente.reading.metadata import Metadata, clean, language_code
from detente.reading.vocabulary import vocabulary

# One line end, not two: what can be parted in two ways is tried in all of them.
_END = r"(?:\r\n|\r(?!\n)|\n)"
_YAML_BLOCK = re.compile(rf"\s*---[ \t]*{_END}(.*?{_END})(?:---|\.\.\.)[ \t]*(?:{_END}|\Z)", re.S)
_TOML_BLOCK = re.compile(rf"\s*\+\+\+[ \t]*{_END}(.*?{_END})\+\+\+[ \t]*(?:{_END}|\Z)", re.S)
_JSON_BLOCK = re.compile(rf'\{{\s*"(?:[^\r\n]*{_END})+?\}}[ \t]*{_END}[ \t]*{_END}')
_KEY_LINES = re.compile(rf"(?:[A-Za-z][\w -]{{0,30}}:[^\r\n]*{_END})+(?=\s*{_END}|\Z)")
_LARGEST = 64 * 1024
# Each open bracket makes every later word dearer for the parser; front matter has a list or two.
_MAX_BRACKETS = 500
_EMPTY_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")


class FrontMatter(NamedTuple):
    """What was declared, and where the text begins after it."""

    metadata: Metadata
    end: int


def front_matter(text: str) -> FrontMatter | None:
    """Read the front matter that opens a text; None where there is none or it declares nothing known."""
    if found := _YAML_BLOCK.match(text, 0, _LARGEST):
        values = _yaml(found.group(1))
        end = found.end()
    elif found := _TOML_BLOCK.match(text, 0, _LARGEST):
        values, end = _toml(found.group(1)), found.end()
    elif found := _JSON_BLOCK.match(text, 0, _LARGEST):
        values, end = _json(found.group()), found.end()
    elif found := _KEY_LINES.match(text, 0, _LARGEST):
        values = dict(_key_and_value(line) for line in found.group().splitlines())
        # One line with a colon is a sentence; a title beside another known key is a declaration.
        if "title" not in values or len(values.keys() & _all_keys()) < 2:
            return None
        end = found.end()
    else:
        return None
    metadata = _metadata(values)
    if metadata == Metadata():
        return None
    after = _EMPTY_LINES.match(text, end)
    return FrontMatter(metadata, after.end() if after else end)


def opens_with_json(text: str) -> bool:
    """Whether a text opens with front matter in JSON, and is not JSON itself."""
    found = _JSON_BLOCK.match(text, 0, _LARGEST)
    return (
        found is not None
        and bool(_json(found.group()))
        and not text[found.end() :].lstrip().startswith(("{", "["))
    )


def _yaml(block: str) -> dict[str, Any]:
    loaded = _parsed(block) if block.count("[") + block.count("{") <= _MAX_BRACKETS else None
    if loaded is None:
        # Titles with a colon break YAML; its lines still say what they say.
        loaded = dict(_key_and_value(line) for line in block.splitlines() if ":" in line)
    if not isinstance(loaded, dict):
        return {}
    return {str(key).lower(): value for key, value in loaded.items()}


def _toml(block: str) -> dict[str, Any]:
    if block.count("[") + block.count("{") > _MAX_BRACKETS:
        return {}
    try:
        loaded = tomllib.loads(block.replace("\r\n", "\n").replace("\r", "\n"))
    except (ValueError, RecursionError):
        return {}
    # Hugo keeps what is not its own one level deeper.
    params = loaded.get("params")
    return {
        key.lower(): value for key, value in ((params if isinstance(params, dict) else {}) | loaded).items()
    }


def _json(block: str) -> dict[str, Any]:
    try:
        loaded = json.loads(block)
    except (ValueError, RecursionError):
        return {}
    return {key.lower(): value for key, value in loaded.items()} if isinstance(loaded, dict) else {}


def _parsed(block: str) -> Any:
    """What a block says in YAML; None where it is none."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="safe", pure=True).load(block)
    except (YAMLError, ValueError, RecursionError):
        return None


def _key_and_value(line: str) -> tuple[str, str]:
    key, _, value = line.partition(":")
    value = value.strip()
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return key.strip().lower(), value[1:-1] if is_quoted else value


def _metadata(values: dict[str, Any]) -> Metadata:
    found: dict[str, Any] = {}
    for field, keys in _keys().items():
        texts = filter(None, (_as_text(values[key]) for key in keys if key in values))
        if field == "date":
            published = next(filter(None, map(_published, texts)), None)
            found |= {"date": published.date, "published": published.moment} if published else {}
        else:
            found[field] = next(texts, None)
    found["language"] = language_code(found.get("language"))
    return Metadata(**found)


def _published(text: str) -> Published | None:
    return find_published(text.replace("/", "-")) or find_published(text)


def _as_text(value: Any) -> str | None:
    """Text of a value or of a list of them; of no list in a list, which aliases can make endless."""
    if isinstance(value, list):
        value = ", ".join(filter(None, (_as_text(item) for item in value if not isinstance(item, list))))
    if isinstance(value, dict):  # "author: {name: …}"
        value = value.get("name")
    if isinstance(value, str | int | float | datetime.date):
        return clean(str(value))
    return None


@cache
def _keys() -> dict[str, list[str]]:
    keys: dict[str, list[str]] = vocabulary("heads.toml")["front_matter"]
    return keys


@cache
def _all_keys() -> frozenset[str]:
    return frozenset(key for keys in _keys().values() for key in keys)
