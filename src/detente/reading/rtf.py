"""RTF → stories, after the Rich Text Format Specification 1.9.1.

Control words that change neither text nor structure are passed over. Left out are deleted and
hidden text, headers and footers, comments, pictures, the codes of fields, and every group that is
marked as ignorable (``\\*``) and not known here.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from typing import Any

from detente.reading.rtf_story import Story
from detente.reading.vocabulary import vocabulary

MAX_TOKENS = 2_500_000
"""Words, groups and runs of text beyond which a file is not read: about ten seconds."""

_TOKEN = re.compile(
    rb"(?P<text>[^\\{}\r\n\0]+)|(?P<hex>(?:\\'[0-9A-Fa-f]{2}){1,4096})|(?P<brace>[{}])"
    rb"|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\(?P<symbol>[^A-Za-z])|[\r\n\0]+|\\\Z"
)
_CHARACTERS = {
    **{"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "emspace": "\u2003"},
    **{"enspace": "\u2002", "qmspace": "\u2005", "lquote": "‘", "rquote": "’", "ldblquote": "“"},
    **{"rdblquote": "”", "zwj": "\u200d", "zwnj": "\u200c"},
}
_SYMBOLS = {"{": "{", "}": "}", "\\": "\\", "~": "\u00a0", "-": "\u00ad", "_": "-"}
# Groups whose text is no running text; those that are marked with \* need not be here.
_SILENT = frozenset(
    (
        *("colortbl", "stylesheet", "header", "headerl", "headerr", "headerf", "footer", "footerl"),
        *("footerr", "footerf", "pict", "nonshppict", "shprslt", "sp", "objdata", "annotation", "tc", "tcf"),
        *("xe", "rxe", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "fldinst", "private"),
        *("nonesttables", "filetbl", "template", "listtable", "falt", "panose", "info", "atnid", "atnauthor"),
    )
)
# Ignorable for old programs only.
_ENTERED = frozenset({"shpinst", "do", "nesttableprops"})
_BREAKS = frozenset({"par", "sect", "page", "column"})
_INFO = frozenset({"title", "author"})
_FORMATTING = frozenset(
    (
        *("f", "deff", "fcharset", "cpg", "ansicpg", "mac", "pc", "pca", "uc", "v", "deleted", "plain"),
        *("intbl", "pard", "yr", "mo", "dy"),
    )
)
_OPENING = frozenset({"fonttbl", "footnote", "shptxt", "dptxbxtext", "creatim"})
_ENDS = frozenset({"cell", "nestcell", "row", "nestrow", "ftnalt"})
_KNOWN = _SILENT | _ENTERED | _BREAKS | _INFO | _FORMATTING | _OPENING | _ENDS | _CHARACTERS.keys() | {"u"}
# Three letters in a row that are all outside ASCII are no word of a Western language.
_NOT_WESTERN = re.compile(rb"[\xc0-\xff]{3}")


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds up to a closing brace: `story` is None where text is left out.

    Frozen, so that the many groups that change nothing share one record.
    """

    story: Story | None
    codec: str
    kind: str = ""
    is_hidden: bool = False
    is_deleted: bool = False
    is_in_table: bool = False
    n_fallback: int = 1


@dataclass(slots=True)
class Document:
    """Stories of a file. `info` has the fields "title", "author" and the day of creation."""

    body: Story = field(default_factory=Story)
    notes: list[tuple[str, Story]] = field(default_factory=list)
    info: dict[str, Story] = field(default_factory=dict)
    created: dict[str, int] = field(default_factory=dict)
    is_whole: bool = False


class TooLargeError(ValueError):
    """The file has more than `MAX_TOKENS` tokens."""


def parse(data: bytes) -> Document:
    """Parse an RTF file; one that is cut short gives what it has, and `is_whole` is false.

    Raises
    ------
    TooLargeError
        It has too many tokens to be read in time.
    """
    # Each token holds two of these signs at most; the many of a run of escaped bytes do not count.
    n_signs = sum(map(data.count, (b"\\", b"{", b"}"))) - data.count(b"\\'")
    if n_signs > 2 * MAX_TOKENS:
        raise TooLargeError
    return _Parser().parse(data)


class _Parser:
    def __init__(self) -> None:
        self.document = Document()
        self.codec = "cp1252"
        self.fonts: dict[int, str] = {}
        self.default_font = 0
        self.font = 0
        self.group = _Group(self.document.body, self.codec)
        self.outer: list[_Group] = []
        self.raw = bytearray()
        self.n_skipped = 0
        self.is_starred = False

    def parse(self, data: bytes) -> Document:
        at = data.find(b"{")
        n_tokens = 0
        while found := _TOKEN.match(data, at):
            at = found.end()
            n_tokens += 1
            if n_tokens > MAX_TOKENS:
                raise TooLargeError
            kind = found.lastgroup
            if kind == "text":
                self._bytes(found["text"])
            elif kind == "hex":
                self._bytes(bytes.fromhex(found["hex"].replace(b"\\'", b"").decode("ascii")))
            elif kind == "brace":
                self._brace(found["brace"])
                if not self.outer:
                    self.document.is_whole = True
                    break
            elif kind == "symbol":
                self._symbol(found["symbol"].decode("latin-1"))
            elif kind is not None:
                number = int(found["number"]) if found["number"] else None
                if found["word"] == b"bin":
                    at += max(number or 0, 0)
                else:
                    self._word(found["word"].decode("ascii"), number)
        self._flush()
        return self.document

    def _bytes(self, data: bytes) -> None:
        """Take bytes of text, past those that stand in for a character that came before them."""
        n = min(self.n_skipped, len(data))
        self.n_skipped -= n
        self.is_starred = False
        if self._is_shown():
            self.raw += data[n:]

    def _is_shown(self) -> bool:
        group = self.group
        return group.story is not None and not group.is_hidden and not group.is_deleted

    def _flush(self) -> None:
        if self.raw and self.group.story is not None:
            codec = self.group.codec
            # Programs write charset 0, which is Western, for fonts of whatever letters.
            if codec == "cp1252" and _NOT_WESTERN.search(self.raw):
                codec = self.codec
            self.group.story.pieces.append(self.raw.decode(codec, "replace"))
        self.raw.clear()

    def _put(self, text: str) -> None:
        if self.n_skipped:
            self.n_skipped -= 1
        elif self._is_shown() and self.group.story is not None:
            self.group.story.pieces.append(text)

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self.n_skipped = 0
        self.is_starred = False
        if brace == b"{":
            self.outer.append(self.group)
            if self.group.kind not in ("", "fonts"):
                self._change(kind="")
        elif self.outer:
            self.group = self.outer.pop()

    def _change(self, **values: Any) -> None:
        self.group = replace(self.group, **values)

    def _symbol(self, symbol: str) -> None:
        self._flush()
        if symbol == "*":
            self.is_starred = True
        elif symbol in "\r\n":
            self._break()
        elif symbol in _SYMBOLS:
            self._put(_SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        is_starred, self.is_starred = self.is_starred, False
        if word not in _KNOWN and not is_starred:
            self.n_skipped = 0
            return
        self._flush()
        if word == "u" and number is not None:
            self.n_skipped = 0
            self._put(_character(number))
            self.n_skipped = self.group.n_fallback
        elif word in _CHARACTERS:
            self._put(_CHARACTERS[word])
        else:
            self.n_skipped = 0
            if not self._destination(word, is_starred=is_starred):
                self._structure(word)
                self._formatting(word, number)

    def _destination(self, word: str, *, is_starred: bool) -> bool:
        """Enter the group that a word opens, where it opens one."""
        group, document = self.group, self.document
        if word == "fonttbl":
            self._change(kind="fonts", story=None)
        elif word in ("footnote", "shptxt", "dptxbxtext") and group.story is not None:
            story = Story()
            self._change(story=story, is_in_table=False)
            if word == "footnote":
                document.notes.append(("footnote", story))
            else:
                group.story.boxes.append(story)
        elif word in _INFO and self._is_in("info"):
            self._change(story=document.info.setdefault(word, Story()))
        elif word == "creatim" or word in _SILENT or (is_starred and word not in _ENTERED):
            self._change(kind=word, story=None)
        else:
            return False
        return True

    def _is_in(self, kind: str) -> bool:
        return bool(self.outer) and self.outer[-1].kind == kind

    def _structure(self, word: str) -> None:
        story = self.group.story
        if word in _BREAKS:
            self._break()
        elif word == "ftnalt" and self.document.notes:
            self.document.notes[-1] = ("endnote", self.document.notes[-1][1])
        elif story is None:
            return
        elif word in ("cell", "nestcell"):
            story.end_cell()
        elif word in ("row", "nestrow"):
            story.end_row()

    def _break(self) -> None:
        if self.group.story is not None and not self.group.is_deleted:
            self.group.story.end_paragraph(is_in_table=self.group.is_in_table)

    def _formatting(self, word: str, number: int | None) -> None:
        group = self.group
        match word:
            case "f":
                self._set_font(number or 0)
            case "deff":
                self.default_font = number or 0
            case "fcharset" | "cpg" if group.kind == "fonts":
                self.fonts[self.font] = _codec_of_font(word, number or 0) or self.codec
            case "ansicpg" | "mac" | "pc" | "pca":
                self._set_codec(word, number)
            case "uc":
                self._change(n_fallback=max(number if number is not None else 1, 0))
            case "v":
                self._change(is_hidden=number != 0)
            case "deleted":
                self._change(is_deleted=number != 0)
            case "plain":
                self._change(is_hidden=False, is_deleted=False)
                self._set_font(self.default_font)
            case "intbl" | "pard" if group.is_in_table != (word == "intbl"):
                self._change(is_in_table=word == "intbl")
            case "yr" | "mo" | "dy" if group.kind == "creatim" and number is not None:
                self.document.created[word] = number

    def _set_font(self, font: int) -> None:
        self.font = font
        if self.group.kind != "fonts":
            self._change(codec=self.fonts.get(font, self.codec))

    def _set_codec(self, word: str, number: int | None) -> None:
        names = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
        codec = names.get(word) or _code_page(number or 0) or self.codec
        self.codec = codec
        self._change(codec=codec)


def _character(number: int) -> str:
    return chr(number % 0x10000) if number < 0x10000 else chr(min(number, 0x10FFFF))


def _code_page(number: int) -> str | None:
    name = "utf-8" if number == 65001 else f"cp{number}"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _codec_of_font(word: str, number: int) -> str | None:
    """Encoding of a font; None for one that takes the encoding of the file."""
    if word == "cpg":
        return _code_page(number)
    charsets: dict[str, str] = vocabulary("rtf_charsets.toml")["charset"]
    return charsets.get(str(number))
