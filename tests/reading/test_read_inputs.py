"""Files, folders and standard input: order, links, what is passed over, the same text twice."""

import io
import os
from pathlib import Path

import pytest

from detente import read
from detente.reading import read_bytes, walk

RAW = Path(__file__).parents[2].parent / "shared/data/reports/raw"


def _write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Belmora wants {name}.", "utf-8")


def _names(reading, folder: Path) -> list[str]:
    return [os.path.relpath(report.id, folder) for report in reading.reports]


def test_folder_is_walked_in_order_of_names_without_hidden_files(tmp_path):
    _write(tmp_path, "b.txt", "a/z.txt", "a/b/c.txt", "c.txt", ".hidden.txt", ".git/x.txt")
    reading = read([tmp_path])
    assert _names(reading, tmp_path) == ["a/b/c.txt", "a/z.txt", "b.txt", "c.txt"]
    assert reading.problems == ()


def test_links_are_followed_but_not_in_circles(tmp_path):
    _write(tmp_path, "a/one.txt", "elsewhere/two.txt")
    (tmp_path / "a/up").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "a/linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    opened: list[str] = []  # each file once: the same text twice would be dropped after reading it
    reading = read([tmp_path / "a"], on_file=opened.append)
    assert _names(reading, tmp_path) == ["a/linked/two.txt", "a/one.txt"]
    assert (len(opened), reading.problems) == (2, ())


def test_half_read_folder_keeps_good_reports(tmp_path):
    _write(tmp_path, *(f"{n:02}.txt" for n in range(10)))
    (tmp_path / "05-bad.pdf").write_bytes(b"%PDF-1.4 cut")
    reading = read([tmp_path])
    assert len(reading.reports) == 10
    (problem,) = reading.problems
    assert problem.file.endswith("05-bad.pdf")


def test_same_text_twice_is_one_report_under_its_first_name(tmp_path):
    (tmp_path / "a.txt").write_bytes("Café talks open.".encode())
    (tmp_path / "b.txt").write_bytes("Café talks open.".encode("utf-16"))
    reading = read([tmp_path, tmp_path / "a.txt"])
    assert _names(reading, tmp_path) == ["a.txt"]
    assert reading.problems == ()


def test_standard_input_is_read_once_in_any_format():
    stream = io.BytesIO(b"<html><body><p>Talks open.</p></body></html>")
    (report,) = read(["-", "-"], standard_input=stream).reports
    assert (report.id, report.text, report.media) == ("-", "Talks open.", "html")


def test_missing_empty_and_odd_inputs_are_named(tmp_path):
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    inputs = [
        tmp_path / "missing",
        tmp_path / "empty",
        tmp_path / "pipe",
        tmp_path / "dangling",
        "/dev/null",
        "a\0b",
    ]
    messages = [str(problem) for problem in read(inputs).problems]
    assert len(messages) == len(inputs)
    for message, words in zip(
        messages, ["no such", "no files", "pipe", "no such", "device", "cannot be read"], strict=True
    ):
        assert words in message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission_is_named_and_passed_over(tmp_path):
    _write(tmp_path, "a.txt", "b.txt")
    (tmp_path / "a.txt").chmod(0)
    reading = read([tmp_path])
    assert len(reading.reports) == 1
    assert "no permission" in str(reading.problems[0])


def test_pipe_inside_a_folder_does_not_block(tmp_path):
    _write(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "b")
    reading = read([tmp_path])
    assert (len(reading.reports), len(reading.problems)) == (1, 1)


def test_file_beyond_the_limit_is_refused_without_reading_it_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(walk, "MAX_BYTES", 2 * 1024 * 1024)
    with open(tmp_path / "large.txt", "wb") as file:
        file.truncate(3 * 1024 * 1024)
    (problem,) = read([tmp_path]).problems
    assert "larger than 2 MiB" in str(problem)


def test_control_characters_in_a_name_do_not_reach_the_message(tmp_path):
    (tmp_path / "new\nline\x1b[31m.txt").write_bytes(b"")
    (problem,) = read([tmp_path]).problems
    assert "\n" not in str(problem)
    assert "\x1b" not in str(problem)


def test_name_that_is_no_utf8_is_written_out(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    try:
        with open(path, "wb") as file:
            file.write(b"Talks open.")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    (report,) = read([tmp_path]).reports
    assert report.id.endswith(r"/\xff.txt")


def test_on_file_hears_of_each_file_before_it_is_read(tmp_path):
    _write(tmp_path, "a.txt", "b.txt")
    heard: list[str] = []
    read([tmp_path], on_file=heard.append)
    assert [os.path.basename(name) for name in heard] == ["a.txt", "b.txt"]


# What must be in the text of a raw file, what must not, its title and its date.
ODD_FILES = {
    "dw-uncork.html": (
        "Frühburgunder",
        "window.",
        "Uncork the mystery of Germany's Frühburgunder",
        "2013-06-10",
    ),
    "reuters-page.html": (
        "SAG",
        "Cookie",
        "'Parasite' scores historic upset at SAG awards, boosting Oscar chances",
        "2020-01-19",
    ),
    "sw-writers-2007.php.html": ("insulting offer", "<!--", "The TV bosses' insulting offer", "2007-12-07"),
    "sueddeutsche-de.html": ("Flixbus", "Cookie", "Flixbus attackiert Deutsche Bahn", "2019-05-15"),
    "cop21-draft-11infnot.pdf": ("balanced representation of Parties", "9 of 54", None, "2015-11-10"),
    "whitehouse-geneva.docx": ("Ukrainian delegation", "\u00a0", "Readout of Peace Talks in Geneva", None),
    "whitehouse-yemen-cp1252.txt": ("today’s announcement", "\ufffd", None, None),
    "whitehouse-yemen.rtf": (
        "today’s announcement",
        "Times New Roman",
        "Statement by President Biden on the Extension of the UN-Mediated Truce in Yemen",
        None,
    ),
    "whitehouse-geneva-utf16.txt": ("Ukrainian delegation", "\0", "Readout of Peace Talks in Geneva", None),
    "allsides-record.json": (
        "\n\nTalks are set to resume Monday",
        "middle_east",
        "Hamas leaders in Egypt for cease-fire talks involving Israel",
        "2012-11-25",
    ),
    "voa-syria-2016.md": (
        "Kerry",
        "post_title",
        "Kerry: Syrian Cease-fire Agreement Near – Voice of America",
        "2016-02-21",
    ),
    "dailymail-brexit-2020.md": ("Barnier", "extends:", None, "2020-09-01"),
}


@pytest.mark.skipif(not RAW.is_dir(), reason="raw files (../shared/data/reports/raw) are not here")
@pytest.mark.parametrize("name", ODD_FILES)
def test_raw_file_gives_text_title_and_date(name):
    inside, outside, title, date = ODD_FILES[name]
    (report,) = read_bytes((RAW / name).read_bytes(), name=name)
    assert inside in report.text
    assert outside not in report.text
    assert title is None or report.title == title
    assert str(report.date) == str(date)


@pytest.mark.skipif(not RAW.is_dir(), reason="raw files (../shared/data/reports/raw) are not here")
def test_raw_folder_is_read_whole_and_every_problem_named():
    reading = read([RAW])
    assert len(reading.reports) > 40
    assert {Path(problem.file).suffix for problem in reading.problems} <= {".json", ".str"}
