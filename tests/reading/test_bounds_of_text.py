"""Small texts made to be searched for ever: read at once, in this process."""

import io

import pytest

from detente.reading import read

SIZE = 200_000
HOSTILE = {
    "comments that never end": "# T\n\n[a](http://b) " + "<!--" * (SIZE // 4) + "-->",
    "a heading of spaces": "# " + " " * SIZE + "x\n\n[a](http://b)",
    "lines that may end in two ways": '{\n"a": 1\r\n' + "x\r\n" * (SIZE // 3),
    "open brackets": "# T\n\n[a](http://b) " + "[" * SIZE,
    "open links": "# T\n\n[a](http://b) " + "[a](b" * (SIZE // 5),
    "open emphasis": "# T\n\n[a](http://b) " + "*a _b " * (SIZE // 6),
    "open shortcodes": "# T\n\n[a](http://b) " + "{{ " * (SIZE // 3),
    "rules that are none": "# T\n\n[a](http://b)\n" + "- " * (SIZE // 2) + "x",
    "a field of spaces": "_" * 30
    + "\nTitle: "
    + " " * SIZE
    + "x\nProQuest document ID: 1\nFull text: a\n"
    + "_" * 30,
    "a code of spaces": "HD " + " " * SIZE + "x\nSN a\nPD b\nDocument ABCD0020250304el340001x\n" * 2,
    "garbled without end": "Ã" * SIZE + "â€" * SIZE,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_read_or_named(kind):
    # A search whose steps grow with the square of the size would take minutes or for ever.
    found = read(["-"], standard_input=io.BytesIO(HOSTILE[kind].encode()))
    assert found.reports or found.problems
