"""What recurs on the pages of a PDF, and headlines that look like the text below them."""

import pytest

from detente.reading import read_bytes
from reading.pdf_files import Placed, column, pdf

PARTIES = ["Belmora", "Tarsenia", "Norland", "Lakeland", "The Union"]
HEADLINE = "Talks on the lake end without an agreement"
BODY = [
    "Belmora's minister said on Monday that the government would not accept the",
    "draft unless Tarsenia drops the claims that it made in the first round of",
    "talks on the lake. Nothing else would be agreed before that, he said. The",
    "farmers of the valley wait for a treaty and for water.",
]
SHORT = ["Belmora rejects it.", "Tarsenia agrees to it now.", "Norland waits."]


def _read(*pages: list[Placed]):
    (report,) = read_bytes(pdf(pages), name="a.pdf")
    return report


def _words(*pages: list[Placed]) -> list[str]:
    return " ".join(line[2] for page in pages for line in page).split()


def _alike(*, above: int, below: int) -> list[list[Placed]]:
    """Pages that differ in one line alone."""
    same = [f"Clause {number} of the draft was not agreed." for number in range(above + below)]
    return [column([*same[:above], f"{party} rejects it.", *same[above:]]) for party in PARTIES]


@pytest.mark.parametrize(
    "pages",
    [
        [
            column([f"Round {n} of the talks.", f"Belmora offers {7 * n} units.", "All wait."])
            for n in range(5)
        ],
        [column(["Talks open.", "Belmora wants a treaty."]) for _ in PARTIES],
        _alike(above=2, below=2),
        _alike(above=3, below=3),
        _alike(above=12, below=12),
        _alike(above=0, below=9),
    ],
    ids=["differ in numbers", "the same", "two and two", "three and three", "long", "first line"],
)
def test_pages_nearly_alike_keep_all_their_words(pages):
    report = _read(*pages)
    assert report.text.replace("’", "'").split() == _words(*pages)
    assert not any("running" in change for change in report.changes)


def test_lines_at_the_edge_whose_numbers_do_not_count_the_pages_stay():
    pages = [
        column([f"{party} offers {n * n} units of water.", *BODY, f"{party} wants {n * n} more."])
        for n, party in enumerate(PARTIES, 2)
    ]
    for page, party in zip(pages, PARTIES, strict=True):  # the parties would tell the lines apart
        page[0] = (*page[0][:2], page[0][2].replace(party, "It"))
        page[-1] = (*page[-1][:2], page[-1][2].replace(party, "It"))
    assert _read(*pages).text.replace("’", "'").split() == _words(*pages)


def test_heads_with_a_date_and_the_number_of_the_page_are_left_out():
    pages = [
        [
            (72, 760, f"The Basin Courier, 12 March 2025   {number}"),
            *column(
                [f"{party} refuses to sign.", *BODY, f"{party} has {number * number} days for an answer."]
            ),
            (72, 54, "For the members of the delegations only"),
            (72, 40, f"25-04421   {number}/5"),
        ]
        for number, party in enumerate(PARTIES, 11)
    ]
    report = _read(*pages)
    assert report.text.replace("’", "'").split() == _words(*(page[1:-2] for page in pages))
    assert report.changes[0] == "15 running heads and page numbers left out"


@pytest.mark.parametrize("n_lines", range(1, 5))
@pytest.mark.parametrize("pitch", [12, 14, 16, 20])
@pytest.mark.parametrize("headline", [HEADLINE, f"{HEADLINE} as ministers leave the capital for home today"])
def test_headline_two_line_pitches_above_the_text_stands_alone(headline, pitch, n_lines):
    lines = [*BODY[: n_lines - 1], BODY[-1]]
    page = [(72, 740, headline), *column(lines, top=740 - 2 * pitch, pitch=pitch)]
    assert _read(page).text.replace("’", "'").split("\n\n") == [headline, " ".join(lines)]


@pytest.mark.parametrize("n_lines", range(1, 4))
def test_headline_above_paragraphs_of_one_line_stands_alone(n_lines):
    lines = [HEADLINE, *SHORT[:n_lines]]
    assert _read(column(lines, pitch=28)).text.split("\n\n") == lines


def test_text_with_double_space_between_its_lines_stays_one_paragraph():
    assert _read(column(BODY, pitch=28)).text.replace("’", "'") == " ".join(BODY)
