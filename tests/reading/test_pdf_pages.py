"""Pages of a PDF: columns, tables, turns of a transcript, and what runs over their ends."""

import textwrap

import pytest

from detente.reading import read_bytes
from reading.pdf_files import Placed, column, pdf

BELMORA = (
    "Belmora's minister said on Monday that the government would not accept the draft unless Tarsenia drops "
    "the claims that it made in the first round of talks on the lake. Nothing else would be agreed before "
    "that, he said. The farmers of the valley wait for a treaty and for water."
)
TARSENIA = (
    "Tarsenia answered that no parliament would ratify a binding flow, and that the final offer was hard "
    "to accept for the farmers of the upper basin. President Lindqvist of Norland, who mediates, said both "
    "sides were still far apart and that he would come back after the summer."
)
HEADLINE = "Talks on the lake end without an agreement as ministers leave"
LAST = "Editing by the desk of the Basin Wire in Sevrin, which thanks all of its readers for their patience."


def _columns(
    *texts: str, top: float = 680, size: float = 10, width: int = 40, by_rows: bool = True
) -> list[Placed]:
    """Texts side by side, drawn line by line across the page or one after the other."""
    gap = 500 / len(texts)
    blocks = [
        [
            (60 + number * gap, top - 12 * row, line, size)
            for row, line in enumerate(textwrap.wrap(text, width))
        ]
        for number, text in enumerate(texts)
    ]
    if not by_rows:
        return [line for block in blocks for line in block]
    height = max(map(len, blocks))
    return [line for row in range(height) for block in blocks for line in block[row : row + 1]]


def _read(*pages: list[Placed]):
    (report,) = read_bytes(pdf(pages), name="a.pdf")
    return report


def _paragraphs(*pages: list[Placed]) -> list[str]:
    return _read(*pages).text.replace("’", "'").split("\n\n")


@pytest.mark.parametrize("by_rows", [True, False], ids=["drawn by rows", "drawn by columns"])
def test_two_columns_under_a_headline_and_above_a_last_line(by_rows):
    page = [
        (60, 740, HEADLINE, 18),
        (60, 712, "By Anna Reyl, 4 March 2025", 10),
        *_columns(BELMORA, TARSENIA, by_rows=by_rows),
        (60, 500, LAST, 10),
    ]
    assert _paragraphs(page) == [HEADLINE, "By Anna Reyl, 4 March 2025", BELMORA, TARSENIA, LAST]


def test_headline_and_last_line_may_be_written_last():
    page = [*_columns(BELMORA, TARSENIA), (60, 500, LAST, 10), (60, 740, HEADLINE, 18)]
    assert _paragraphs(page) == [HEADLINE, BELMORA, TARSENIA, LAST]


@pytest.mark.parametrize("by_rows", [True, False], ids=["drawn by rows", "drawn by columns"])
def test_three_columns(by_rows):
    page = _columns(BELMORA, TARSENIA, BELMORA, size=8, width=36, by_rows=by_rows)
    assert _paragraphs(page) == [BELMORA, TARSENIA, BELMORA]


def test_two_columns_above_three_with_a_line_across_between():
    page = [
        *_columns(BELMORA, TARSENIA),
        (60, 560, LAST, 10),
        *_columns(TARSENIA, BELMORA, TARSENIA, top=530, size=8, width=36),
    ]
    assert _paragraphs(page) == [BELMORA, TARSENIA, LAST, TARSENIA, BELMORA, TARSENIA]


# The right column begins with a capital, so that only the full line tells that the left one goes on.
LEFT = [
    "The minister said in the capital that",
    "the government would not accept any",
    "draft of the treaty on the waters of",
    "the lake without the consent of both",
]
RIGHT = [
    "Belmora and the farmers of the upper",
    "valley, who had asked for more water",
    "in every month of the dry season and",
    "wait for an answer of the mediator.",
]


def test_paragraph_runs_on_from_column_to_column_and_page_to_page():
    page = [*column(LEFT, left=60), *column(RIGHT, left=320)]
    assert _paragraphs(page) == [" ".join([*LEFT, *RIGHT])]
    report = _read([*column(LEFT, left=60), *column(RIGHT[:-1] + LEFT, left=320)], column(RIGHT))
    assert report.text == " ".join([*LEFT, *RIGHT[:-1], *LEFT, *RIGHT])
    assert [part.label for part in report.parts] == ["pages 1–2"]


def test_word_parted_at_the_end_of_a_column_is_joined():
    at = BELMORA.index("ers of the valley")
    assert _paragraphs(_columns(BELMORA[:at] + "-", BELMORA[at:])) == [BELMORA]


def test_running_heads_and_numbers_of_pages_with_columns_are_left_out():
    texts = [BELMORA, TARSENIA] * 2
    pages = [
        [(60, 760, "The Basin Courier"), *_columns(one, other), (300, 40, f"– {number} –")]
        for number, (one, other) in enumerate(zip(texts, texts[::-1], strict=True), 1)
    ]
    report = _read(*pages)
    assert "Courier" not in report.text
    assert "–" not in report.text
    assert report.changes == ("8 running heads and page numbers left out",)


TABLE = [
    ("Party", "For", "Against", "Date"),
    ("Belmora", "7", "3", "1 March 2025"),
    ("Tarsenia", "14", "6", "2 March 2025"),
    ("The Union", "21", "9", "3 March 2025"),
]


@pytest.mark.parametrize("by_rows", [True, False], ids=["drawn by rows", "drawn by columns"])
def test_table_is_read_row_by_row(by_rows):
    cells = [
        [(left, 680 - 16 * row, text) for left, text in zip((60, 200, 300, 400), words, strict=True)]
        for row, words in enumerate(TABLE)
    ]
    drawn = cells if by_rows else zip(*cells, strict=True)
    page = [(60, 720, HEADLINE), *(cell for line in drawn for cell in line), (60, 580, LAST, 10)]
    assert _paragraphs(page) == [HEADLINE, *map(" ".join, TABLE), LAST]


def test_cells_of_several_lines_stay_whole():
    rows = [
        ("Water", "Belmora wants a binding flow of forty units in every month of the dry season."),
        ("Troops", "Tarsenia offers to withdraw its troops behind the river before the winter comes."),
        ("Farms", "Both sides let the farmers of the other side keep what they have sown until May."),
    ]
    page = []
    for number, row in enumerate(rows):
        for left, text in zip((60, 200), row, strict=True):
            page += [
                (left, 680 - 50 * number - 12 * at, line, 10)
                for at, line in enumerate(textwrap.wrap(text, 44))
            ]
    text = _read(page).text
    assert all(cell in text for row in rows for cell in row)
    assert [text.index(row[0]) for row in rows] == sorted(text.index(row[0]) for row in rows)


def test_short_lines_side_by_side_stay_in_rows():
    page = [
        *column(["Both sides agree to meet again in the spring of the coming year."]),
        *[(60, 600, "For Belmora:"), (350, 600, "For Tarsenia:")],
        *[(60, 580, "Anna Reyl"), (350, 580, "Jo de Marr")],
    ]
    assert _paragraphs(page)[1:] == ["For Belmora: For Tarsenia:", "Anna Reyl Jo de Marr"]


def test_numbers_that_hang_beside_a_column_stay_with_their_paragraphs():
    hanging = [
        (left, 680 - 24 * row, f"{row + 1}.", 10) for left in (40, 290) for row in range(5) if row % 2 == 0
    ]
    page = [*hanging, *_columns(BELMORA, TARSENIA)]
    text = _read(page).text.replace("’", "'")
    assert text.index("1. Belmora's") < text.index("for water.") < text.index("1. Tarsenia")


TRANSCRIPT = [
    "MODERATOR: Welcome to the call. We have the minister with us today, and",
    "she will speak first. Then all who are on the line can ask their questions.",
    "MINISTER REYL: We reject the draft that was sent to us last night. It does",
    "not hold what we agreed.",
    "Q    Is there a deal? And when will it be signed by both of the governments?",
    "MINISTER REYL: There is none, and there will be none before the end of May.",
]


def test_turns_of_a_transcript_are_parts_beside_the_pages():
    report = _read(column(TRANSCRIPT[:3]), column(TRANSCRIPT[3:]))
    turns = [(part.label, report.text[slice(*part.span)]) for part in report.parts if part.speaker]
    assert turns == [
        ("speaker MODERATOR", " ".join(TRANSCRIPT[:2])),
        ("speaker MINISTER REYL", " ".join(TRANSCRIPT[2:4])),
        ("speaker Q", "Q Is there a deal? And when will it be signed by both of the governments?"),
        ("speaker MINISTER REYL", TRANSCRIPT[5]),
    ]
    pages = [part.label for part in report.parts if not part.speaker]
    assert pages == ["page 1", "pages 1–2", "page 2"]


def test_entries_of_a_live_page_are_parts_too():
    lines = ["14:32 GMT Belmora wants a treaty.", "14:05 GMT Tarsenia refuses.", "13:58 GMT Talks open."]
    labels = [part.label for part in _read(column(lines)).parts]
    assert labels == ["page 1", "time 14:32 GMT", "time 14:05 GMT", "time 13:58 GMT"]


def test_page_with_more_lines_than_any_page_has_is_read_as_the_file_has_it():
    page = [(60 + 300 * (row % 2), 780 - 0.3 * row, f"Line {row}", 4) for row in range(2_400)]
    text = _read(page).text
    assert "Line 0" in text
    assert "Line 2399" in text


def test_text_that_runs_up_the_page_stays_whole():
    data = pdf([column(["Belmora wants a treaty on the lake.", "Tarsenia refuses."])])
    turned = data.replace(b"/MediaBox [0 0 612 792]", b"/Rotate 90 /MediaBox [0 0 612 792]")
    (report,) = read_bytes(turned, name="a.pdf")
    assert "Belmora wants a treaty on the lake." in report.text
