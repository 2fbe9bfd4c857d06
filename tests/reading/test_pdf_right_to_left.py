"""Hebrew and Arabic in PDFs come out in the order in which they are read."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.reading import read_bytes
from detente.reading.pdf_bidi import Glyph, logical
from reading.pdf_files import Placed, column, pdf

# In reading order, parted where the direction changes.
SENTENCES = {
    "hebrew": ["השר אמר כי הממשלה לא תקבל את ההצעה."],
    "hebrew, numbers": [
        "ביום ",
        "12.5.2025",
        " (סבב ",
        "2",
        ") חזרו ",
        "1,500",
        " איש, ",
        "50%",
        " מהם ילדים.",
    ],
    "hebrew, foreign words": ["לפי ", "NATO", " תתחיל ", "Plan B", " בשנת ", "2026", " (בערך)."],
    "hebrew, foreign words in brackets": ["ההצעה (", "Ceasefire Plan 2, COP-26", ") נדחתה."],
    "arabic": ["قال الوزير إن الحكومة ترفض «الاقتراح» كله."],
    "arabic, numbers": ["عاد ", "1,500", " شخص يوم ", "12/5/2025", " إلى ديارهم، ", "50", "% منهم أطفال."],
}
MIRRORED = str.maketrans("()[]«»", ")(][»«")


def _is_turned(piece: str) -> bool:
    return not any(char.isascii() and char.isalnum() for char in piece)


def laid_out(pieces: list[str]) -> str:
    """How a line stands on the page from left to right."""
    return "".join(
        piece[::-1].translate(MIRRORED) if _is_turned(piece) else piece for piece in reversed(pieces)
    )


def _right(lines: list[list[str]], *, right: float = 540, top: float = 700, size: float = 10) -> list[Placed]:
    """Lines flush right; letters of the test's font are half as wide as the type is high."""
    return [
        (right - len(line) * size / 2, top - 14 * row, line, size)
        for row, line in enumerate(map(laid_out, lines))
    ]


def _text(*pages: list[Placed]) -> str:
    (report,) = read_bytes(pdf(pages), name="a.pdf")
    return report.text


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_line_comes_in_reading_order(sentence):
    (around,) = SENTENCES["hebrew"]  # so that the page has more of these letters than of others
    assert _text([*_right([sentence]), *_right([[around] * 2], top=600)]).split("\n\n")[0] == "".join(
        sentence
    )


def test_brackets_that_are_stored_as_they_are_meant_open_before_their_words():
    sentence = SENTENCES["hebrew, numbers"]
    placed = [(x, y, text.translate(MIRRORED), size) for x, y, text, size in _right([sentence])]
    assert _text(placed) == "".join(sentence)


def test_words_drawn_one_by_one_in_reading_order():
    (sentence,) = SENTENCES["hebrew"]
    page, right = [], 540.0
    for word in sentence.split():
        page.append((right - 5 * len(word), 700, laid_out([word]), 10))
        right -= 5 * len(word) + 3
    assert _text(page) == sentence


def test_columns_are_read_from_the_right():
    first = [
        "השר אמר כי הממשלה לא תקבל את הטיוטה אם",
        "השכנים לא יוותרו על הדרישות שהעלו בסבב",
        "הראשון ליד האגם.",
    ]
    second = [
        "הנשיא המתווך אמר כי שני הצדדים עדיין",
        "רחוקים זה מזה וכי האיחוד ישלח משקיפים",
        "אם תהיה הפסקת אש.",
    ]
    rows = zip(
        _right([[line] for line in first]), _right([[line] for line in second], right=270), strict=True
    )
    page = [line for row in rows for line in row[::-1]]
    assert _text(page) == f"{' '.join(first)}\n\n{' '.join(second)}"


def test_text_that_was_drawn_backwards_is_told_by_its_final_letters():
    lines = ["השרים נפגשים עם האורחים בירושלים", "לקראת הסכמים חדשים בין הצדדים."]
    assert _text(column(lines)) == " ".join(lines)


def test_hebrew_name_in_an_english_sentence():
    page = column(["The minister of " + "הליכוד"[::-1] + " rejected the draft on Monday."])
    assert _text(page) == "The minister of הליכוד rejected the draft on Monday."


def test_letters_in_the_shapes_of_the_page_become_letters():
    assert _text([(400, 700, "\ufee1\ufefc\ufeb3", 10)]) == "سلام"


def test_vowel_signs_follow_their_letters():
    glyphs = [
        Glyph("ש", 20, 20, 10, 26, 0),
        Glyph("ל", 14, 14, 10, 20, 0),
        Glyph("\u05b8", 14, 17, 2, 19, 0),
        Glyph("\u05c1", 20, 24, 11, 26, 9),
    ]
    assert logical(glyphs, rtl=True) == "ש\u05c1ל\u05b8"


WORDS = st.one_of(
    st.text("אבגדהוזחטיכלמנסעפצקרשת", min_size=1, max_size=6),
    st.integers(0, 99_999).map(str),
    st.text("abcdefgh", min_size=1, max_size=6),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=1, max_size=8), st.randoms())
def test_words_between_hebrew_ones_keep_their_order(words, random):
    """Whatever order the file has its glyphs in; single words only, since several may be read two ways."""
    line = " ".join(f"{word} ש" for word in words)
    glyphs = []
    for at, token in enumerate(reversed(line.split(" "))):
        is_rtl = unicodedata.bidirectional(token[0]) == "R"
        start = (glyphs[-1].right + 3) if at else 0
        for i, char in enumerate(reversed(token) if is_rtl else token):
            left = start + 5 * i
            glyphs.append(Glyph(char, left, left, 10, left + 5, 0))
    random.shuffle(glyphs)
    assert logical(glyphs, rtl=True) == line
