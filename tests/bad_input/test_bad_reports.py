"""One report file per mistake: the message names the file, the trouble and the remedy."""

import random
import tomllib
from pathlib import Path

import pytest

from detente import InputError, read
from detente.reading import read_bytes
from reading.odt_files import odt
from reading.pdf_files import pdf
from reading.word_files import bomb, with_paragraphs, zipped

FOLDER = Path(__file__).parent / "reports"
CASES = tomllib.loads((FOLDER / "cases.toml").read_text("utf-8"))["case"]

MADE = {
    "image-only.pdf": lambda: pdf([[], []]),
    "encrypted.pdf": lambda: pdf([[(72, 700, "Talks open.")]], password="lake"),
    "cut.pdf": lambda: pdf([[(72, 700, "Talks open.")]])[:60],
    "cut.docx": lambda: with_paragraphs("Talks open.")[:-200],
    "not-really.docx": lambda: zipped("word/document.xml"),
    "empty.docx": lambda: with_paragraphs(" "),
    "bomb.docx": lambda: bomb(300 * 1024 * 1024),
    "cut.odt": lambda: zipped("mimetype", "content.xml"),
    "encrypted.odt": lambda: odt("<text:p>x</text:p>", manifest="<manifest:encryption-data/>"),
    "figures.ods": lambda: odt("", body="spreadsheet"),
    "empty.odt": lambda: odt("<text:p> </text:p>"),
    "bomb.odt": lambda: bomb(80 * 1024 * 1024, part="content.xml"),
    "reports.zip": lambda: zipped("a.txt", "b.txt"),
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
    "scan.png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "program": lambda: b"\x7fELF\x02\x01\x01" + bytes(100),
    "noise.txt": lambda: random.Random(1).randbytes(4096),
    "zeros.txt": lambda: bytes(4096),
}


def _data(case: dict) -> bytes:
    return (FOLDER / case["file"]).read_bytes() if "file" in case else MADE[case["made"]]()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.get("file") or case["made"])
def test_message_names_file_trouble_and_remedy(case):
    name = f"desk/{case.get('file') or case['made']}"
    with pytest.raises(InputError) as caught:
        read_bytes(_data(case), name=name)
    message = str(caught.value)
    assert message.startswith(name)
    for words in case["words"]:
        assert words in message


def test_every_made_file_and_every_file_has_a_case():
    assert {case["made"] for case in CASES if "made" in case} == set(MADE)
    assert {case["file"] for case in CASES if "file" in case} == {
        path.name for path in FOLDER.iterdir() if path.name != "cases.toml"
    }


def test_folder_of_bad_files_keeps_the_one_good_report(tmp_path):
    for case in CASES:
        (tmp_path / (case.get("file") or case["made"])).write_bytes(_data(case))
    (tmp_path / "good.txt").write_text("Belmora wants a treaty.", "utf-8")
    reading = read([tmp_path])
    assert [report.text for report in reading.reports] == ["Belmora wants a treaty."]
    assert len(reading.problems) == len(CASES)
