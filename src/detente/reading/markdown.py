"""Markdown, and text with tags in it → paragraphs.

A text counts as Markdown by marks that other texts do not have: a heading with ``#`` or underlined,
a link to an address, an escaped bracket, words in ``**``; two of them, or one below front matter.
Tags of HTML in a text are taken for what they mean, which a page below front matter consists of.
"""

from __future__ import annotations

import re

from detente.reading.markup import ENTITY, html_paragraphs, unescaped

# What is longer is no report, and its lines would be held many times over.
_MAX_CHARACTERS = 8_000_000
_MARKS = (
    re.compile(r"^ {0,3}#{1,6} +\S", re.M),
    re.compile(r"^[^\W_][^\r\n]{0,200}(?:\r\n?|\n)(?:={3,}|-{3,})[ \t]*$", re.M),
    re.compile(r"\]\((?:https?://|/|#|mailto:)[^)\s]*"),
    re.compile(r"\\[\[\]*_.#-]"),
    re.compile(r"(?<![\w*])\*\*[^\s*][^*\r\n]{0,200}\*\*(?![\w*])"),
)
_PAIR_OF_TAGS = re.compile(r"<(p|div|h[1-6]|ul|ol|li|table|blockquote|article|section)\b[^<>]{0,500}>", re.I)
_BREAKS = re.compile(r"<br ?/?>", re.I)
_COMMENT = re.compile(r"<!--(?:(?!<!--).){0,5000}?-->", re.S)
# Jekyll, Hugo and WordPress put such things into the text for their own use.
_SHORTCODE = re.compile(
    r"\{%[^%{}]{0,300}%\}|\{\{[<%]?[^{}]{0,300}\}\}|\[/?(?:ad_\d|caption|embed|gallery|video)\b[^\[\]]{0,300}\]"
)
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)[^\n]*$", re.M)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,100}\]:[ \t]*\S[^\n]*$", re.M)
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$", re.M)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]{1,9}([^\n]{0,300}?)[ \t]{0,9}#{0,9}[ \t]{0,9}$", re.M)
_UNDERLINED = re.compile(r"^([^\W_][^\n]{0,200})\n(?:={3,}|-{3,})[ \t]*$", re.M)
_QUOTED = re.compile(r"^ {0,3}>[ \t]?", re.M)
_ITEM = re.compile(r"\n(?= {0,8}(?:[-*+]|\d{1,3}[.)])[ \t]+\S)")
_BULLET = re.compile(r"^ {0,8}[-*+][ \t]+(?=\S)", re.M)
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,1000}\](?:\([^()\s]{0,2000}[^()\n]{0,300}\)|\[[^\[\]\n]{0,100}\])")
_LINK = re.compile(
    r"\[([^\[\]]{1,1000})\](?:\((?:[^()\s]|\([^()\s]*\)){0,2000}(?:\s+[\"'(][^\n]{0,300}?[\"')])?\)|\[[^\[\]\n]{0,100}\])"
)
_FOOTNOTE_MARK = re.compile(r"\[\^[^\[\]\s]{1,40}\](?!:)")
_ADDRESS = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_STRONG = re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_\n]*(?:\n[^*_\n]+)*?)(?<=[^\s\\])\1(?!\w)")
_STRUCK = re.compile(r"~~[^~\n]{1,300}~~")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def is_marked_up(text: str, *, is_declared: bool) -> bool:
    """Whether a text is Markdown, or has tags.

    Parameters
    ----------
    text : without its front matter.
    is_declared : it has front matter.
    """
    if len(text) > _MAX_CHARACTERS:
        return False
    n_marks = sum(mark.search(text) is not None for mark in _MARKS)
    return n_marks >= (1 if is_declared else 2) or has_tags(text) or ENTITY.search(text) is not None


def has_tags(text: str) -> bool:
    """Whether a text has tags of HTML that part it: a pair of them, or two line breaks."""
    if (found := _PAIR_OF_TAGS.search(text)) and re.search(rf"</{found[1]}\s*>", text[found.end() :], re.I):
        return True
    return len(_BREAKS.findall(text)) > 1


def markdown_paragraphs(text: str) -> list[str]:
    """Paragraphs of a text without its marks and tags."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _SHORTCODE.sub("", _COMMENT.sub("", text))
    for pattern in (_FENCE, _DEFINITION, _RULE):
        text = pattern.sub("", _UNDERLINED.sub(r"\n\1\n\n", text) if pattern is _RULE else text)
    text = _HEADING.sub(r"\n\1\n", text)
    if has_tags(text):
        # An empty line ends a paragraph in Markdown and is nothing in HTML.
        return [
            _without_marks(paragraph) for paragraph in html_paragraphs(_EMPTY_LINES.sub("\n<br><br>\n", text))
        ]
    blocks = _EMPTY_LINES.split(_QUOTED.sub("", text))
    return [unescaped(_without_marks(item)) for block in blocks for item in _ITEM.split(block)]


def _without_marks(paragraph: str) -> str:
    paragraph = _FOOTNOTE_MARK.sub("", _PICTURE.sub("", _BULLET.sub("", paragraph.strip("\n"))))
    for _ in range(2):  # a picture or bold words within a link, bold words with italic ones within
        paragraph = _STRONG.sub(r"\2", _LINK.sub(r"\1", paragraph))
    paragraph = _STRUCK.sub("", _ADDRESS.sub(r"\1", paragraph))
    return _ESCAPE.sub(r"\1", _joined(paragraph))


def _joined(paragraph: str) -> str:
    """The lines of a paragraph as one, but for those that two spaces or a backslash end."""
    lines = paragraph.split("\n")
    is_hard = [line.endswith(("  ", "\\")) for line in lines]
    ends = ["\n" if hard else " " for hard in is_hard[:-1]] + [""]
    shown = (line.removesuffix("\\") if hard else line for line, hard in zip(lines, is_hard, strict=True))
    return "".join(line.strip() + end for line, end in zip(shown, ends, strict=True))
