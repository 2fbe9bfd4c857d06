"""Reading in processes of their own: what hangs, breaks or grows loses its file and nothing else.

Parsers that misbehave are put in the place of real ones by a ``sitecustomize`` module, since what
is patched in this process is not in another.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from detente import read
from detente.reading import child, limits
from detente.reading.pool import Pool

SOURCE = Path(child.__file__).parents[2]
PAGE = "<!DOCTYPE html><html><head><title>T</title></head><body><p>{}</p></body></html>"

# What the text of a page makes its reader do.
MISBEHAVING = """
import ctypes, os, sys, time
from detente.reading import from_html

read_well = from_html.reports

def reports(data, *, name):
    if b"HANG" in data:
        while True:
            pass
    if b"SLEEP" in data:
        time.sleep(600)
    if b"CRASH" in data:
        ctypes.string_at(0)
    if b"GROW" in data:
        return [bytes(64 * 1024 * 1024) for _ in range(64)]
    if b"LEAVE" in data:
        os._exit(0)
    if b"PRINT" in data:
        os.write(1, b"noise from a library")
        print("more noise")
    return read_well(data, name=name)

from_html.reports = reports
"""


@pytest.fixture
def misbehaving(tmp_path_factory, monkeypatch):
    """Readers of pages, in other processes, that do what the page says."""
    folder = tmp_path_factory.mktemp("path")
    (folder / "misbehaving.py").write_text(MISBEHAVING, "utf-8")
    start = child._START.replace("from detente", "import misbehaving; from detente")
    monkeypatch.setattr(child, "_START", start)
    monkeypatch.syspath_prepend(str(folder))


def _pages(folder: Path, *texts: str) -> list[Path]:
    paths = [folder / f"{number}.html" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(PAGE.format(text), "utf-8")
    return paths


@pytest.mark.usefixtures("misbehaving")
def test_crash_growth_and_silent_end_lose_only_their_files(tmp_path):
    texts = ["Talks open.", "CRASH", "Talks go on.", "LEAVE", "PRINT this.", "GROW", "Talks end."]
    reading = read(_pages(tmp_path, *texts))
    assert [report.text for report in reading.reports] == [
        "Talks open.",
        "Talks go on.",
        "PRINT this.",
        "Talks end.",
    ]
    crash, leave, grow = map(str, reading.problems)
    assert "1.html: it is so damaged that the program" in crash
    assert "3.html: it is so damaged that the program" in leave
    if sys.platform == "linux":
        assert f"5.html: reading it takes more than {limits.MEMORY // limits.MIB} MiB of memory" in grow


@pytest.mark.usefixtures("misbehaving")
@pytest.mark.skipif(sys.platform == "win32", reason="processor time is not bounded here")
def test_endless_work_is_ended_by_its_processor_time(tmp_path, monkeypatch):
    monkeypatch.setattr(child, "_START", f"import detente.reading.limits as l; l.SECONDS = 4; {child._START}")
    reading = read(_pages(tmp_path, "HANG", "Talks open."))
    assert [report.text for report in reading.reports] == ["Talks open."]
    (problem,) = reading.problems
    assert "0.html: reading it takes longer than" in str(problem)
    assert "plain text" in str(problem)


@pytest.mark.usefixtures("misbehaving")
def test_process_that_waits_for_ever_is_ended_by_the_clock(tmp_path, monkeypatch):
    begun = time.monotonic()
    with Pool(2) as pool:
        (page,) = _pages(tmp_path, "Talks open.")
        assert pool.submit(page.read_bytes, name="good").result().problems == ()
        monkeypatch.setattr(limits, "PATIENCE", 1)
        (page,) = _pages(tmp_path, "SLEEP")
        (problem,) = pool.submit(page.read_bytes, name="slow").result().problems
    assert "slow: reading it takes longer than" in str(problem)
    assert time.monotonic() - begun < 300


@pytest.mark.usefixtures("misbehaving")
def test_interrupt_ends_the_processes_at_once(tmp_path):
    (page,) = _pages(tmp_path, "SLEEP")
    begun = time.monotonic()
    futures = []

    def interrupted():
        with Pool(1) as pool:
            futures.extend(pool.submit(page.read_bytes, name=f"{n}") for n in range(3))
            time.sleep(1)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert time.monotonic() - begun < limits.PATIENCE / 2
    assert all(future.done() for future in futures)


def test_folder_read_by_many_processes_is_as_read_by_one(tmp_path, monkeypatch):
    for number in range(24):  # the last four say again what the first four say
        subject = number % 20
        text = f"Round {subject} opens. " * (20_000 if subject % 7 == 0 else 20)
        (tmp_path / f"{number:02}.html").write_text(PAGE.format(text), "utf-8")
        (tmp_path / f"{number:02}.txt").write_text(f"Talks {subject}.", "utf-8")
    (tmp_path / "07-bad.pdf").write_bytes(b"%PDF-1.4 cut")
    readings = []
    for n_processes in (1, 4):
        monkeypatch.setattr("detente.reading.pool._n_cores", lambda n=n_processes: n)
        monkeypatch.setattr("detente.reading.pool._WORTH_A_PROCESS", 64 * 1024)
        readings.append(read([tmp_path]))
    assert readings[0].reports == readings[1].reports
    assert list(map(str, readings[0].problems)) == list(map(str, readings[1].problems))
    assert len(readings[0].reports) == 40


def test_plain_text_needs_no_process_and_many_texts_get_some(tmp_path, monkeypatch):
    for number in range(8):
        (tmp_path / f"{number}.txt").write_text(f"Round {number} opens.", "utf-8")
    started = []
    monkeypatch.setattr("detente.reading.pool.Child", lambda deadline: started.append(1) or _real(deadline))
    assert len(read([tmp_path]).reports) == 8
    assert started == []
    monkeypatch.setattr("detente.reading.reader._PLAIN_SECONDS", 0.0)
    assert len(read([tmp_path]).reports) == 8
    assert len(started) == 1


_real = child.Child


def test_files_are_read_here_where_no_process_can_be_started(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(sys, "executable", "")
    (report,) = read(_pages(tmp_path, "Talks open.")).reports
    assert report.text == "Talks open."
    assert "no other can be started" in caplog.text


@pytest.mark.parametrize("executable", ["/nowhere/python", "/bin/false"])
@pytest.mark.skipif(not os.path.exists("/bin/false"), reason="no such program here")
def test_process_that_does_not_start_blames_no_file(tmp_path, monkeypatch, executable):
    monkeypatch.setattr(sys, "executable", executable)
    (report,) = read(_pages(tmp_path, "Talks open.")).reports
    assert report.text == "Talks open."


def test_read_is_safe_in_a_script_without_a_guard_and_leaves_nothing_behind(tmp_path):
    pages = _pages(tmp_path, "Talks open.", "Talks end.")
    script = tmp_path / "script.py"
    script.write_text(
        "import sys, detente\nprint('once')\n"
        "print([report.text for report in detente.read(sys.argv[1:]).reports])\n"
        "import os\ntry:\n    os.waitpid(-1, 0)\nexcept ChildProcessError:\n    print('none left')\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, script, *pages],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["once", "['Talks open.', 'Talks end.']", "none left"]
    assert done.stderr == ""


def test_modules_beside_the_reports_are_not_imported(tmp_path, monkeypatch):
    (tmp_path / "lxml.py").write_text("raise SystemExit('imported')", "utf-8")
    (page,) = _pages(tmp_path, "Talks open.")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    (report,) = read([page.name]).reports
    assert report.text == "Talks open."


def test_read_may_be_called_from_threads(tmp_path):
    pages = _pages(tmp_path, "Talks open.", "Talks end.")
    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(lambda page: read([page]).reports[0].text, pages))
    assert found == ["Talks open.", "Talks end."]
