"""Encodings that nobody declared or that are declared wrongly, and text garbled before it was written."""

import pytest

from detente.reading import read_bytes
from detente.reading.mojibake import mended

ENGLISH = "Talks open\n\nThe café of Müller “must” pay €400 – now, he said.\n"
RUSSIAN = "Переговоры в Женеве\n\nМосква готова к переговорам, заявил министр. Гарантии обсудят в марте.\n"
CHINESE = "谈判在日内瓦重启\n\n外交部长表示,中国要求立即停火。双方同意在星期一恢复谈判。\n"
JAPANESE = "和平交渉が再開\n\n外務大臣は、停戦を要求すると述べた。交渉は月曜日に再開される。\n"
POLISH = "Rozmowy w Genewie\n\nPolska żąda nowych gwarancji. Minister powiedział, że odrzuca propozycję.\n"
FRENCH = "Les pourparlers\n\nLe ministre a déclaré que l'Élysée était prêt à négocier à Genève dès lundi.\n"


def _read(data: bytes):
    (report,) = read_bytes(data, name="talks.txt")
    return report


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        *(
            (encoding, text)
            for encoding in ("utf-16-le", "utf-16-be")
            for text in (ENGLISH, RUSSIAN, CHINESE)
        ),
        *(("utf-32-le", text) for text in (ENGLISH, CHINESE)),
        *((encoding, RUSSIAN) for encoding in ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")),
        ("gb18030", CHINESE),
        *((encoding, JAPANESE) for encoding in ("shift-jis", "euc-jp", "iso2022-jp")),
        *((encoding, POLISH) for encoding in ("cp1250", "iso8859-2")),
        *((encoding, FRENCH) for encoding in ("cp1252", "mac-roman", "cp850", "iso8859-15")),
    ],
)
def test_encoding_is_told_without_declaration(encoding, text):
    report = _read(text.encode(encoding))
    assert report.text == text
    assert report.changes


@pytest.mark.parametrize("short", ["Müller: nein", "Café", "À Genève"])
def test_a_few_western_words_are_no_chinese(short):
    assert _read(short.encode("cp1252")).text == short


def test_zero_bytes_within_and_after_the_text_go():
    report = _read(ENGLISH.replace("pay", "p\0ay").encode() + bytes(4096))
    assert report.text == ENGLISH
    assert report.changes == ("4097 zero bytes removed",)


def test_utf8_and_windows_lines_in_one_file_are_both_read():
    report = _read((FRENCH * 3).encode("utf-8") + (FRENCH * 3).encode("cp1252"))
    assert report.text == FRENCH * 6


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("iso-8859-1", "utf-8", "Der Außenminister sagte nein."),
        ("utf-8", "cp1252", "Der Außenminister sagte nein."),
        ("iso-8859-1", "cp1251", "Москва готова к переговорам, заявил министр иностранных дел."),
        ("shift_jis", "cp1252", "Le ministre a déclaré que l’Élysée était prêt à négocier à Genève."),
        ("x-unknown", "utf-8", "Der Außenminister sagte nein."),
    ],
)
def test_page_that_declares_the_wrong_encoding_is_read(declared, encoding, text):
    page = f'<html><head><meta charset="{declared}"></head><body><p>{text}</p></body></html>'
    assert _read(page.encode(encoding)).text == text


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, FRENCH, POLISH])
def test_utf8_read_as_windows_1252_is_mended(text):
    garbled = "".join(
        bytes([b]).decode("cp1252") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b)
        for b in text.encode()
    )
    report = _read(garbled.encode())
    assert report.text == text
    assert "garbled characters mended" in report.changes[0]


@pytest.mark.parametrize(
    "good", [ENGLISH, RUSSIAN, CHINESE, JAPANESE, POLISH, FRENCH, "AMANHÃ”, São «É»", "CAFÉ’S – À “Genève”…"]
)
def test_good_text_is_not_mended(good):
    assert mended(good) == (good, 0)


def test_lost_bytes_of_garbled_characters_are_made_good():
    assert mended("â€œnoâ€ he said, toÂ end")[0] == "“no” he said, to end"
