"""``detente read`` prints the stored text exactly, or a line of JSON for each report."""

import hashlib
import json

import pytest
from click.testing import CliRunner

from detente.cli import main
from reading.pdf_files import column, pdf


def _run(*arguments: str, stdin: bytes | None = None):
    return CliRunner().invoke(main, ["read", *arguments], input=stdin)


def test_one_text_file_is_printed_byte_for_byte(tmp_path):
    data = "Café talks\r\n\r\nopen.\r".encode()
    (tmp_path / "a.txt").write_bytes(data)
    result = _run(str(tmp_path / "a.txt"))
    assert (result.exit_code, result.stdout_bytes) == (0, data)


def test_several_reports_have_headers_that_mark_guesses(tmp_path):
    (tmp_path / "a.txt").write_text("Talks open\n\nBelmora wants a treaty.", "utf-8")
    (tmp_path / "b.md").write_text("---\ntitle: Day two\n---\nTarsenia refuses.", "utf-8")
    output = _run(str(tmp_path)).stdout
    assert "title*: Talks open" in output
    assert "title: Day two" in output
    assert "changed: front matter taken off" in output


def test_json_lines_hold_every_field_and_the_hash(tmp_path):
    (tmp_path / "a.txt").write_text("2025-03-04\n\nTalks – open", "utf-8")
    (row,) = map(json.loads, _run(str(tmp_path), "--format", "json").stdout.splitlines())
    assert row["text"] == "2025-03-04\n\nTalks – open"
    assert row["sha256"] == hashlib.sha256(row["text"].encode()).hexdigest()
    assert (row["date"], row["title"], row["media"], row["parts"]) == (
        "2025-03-04",
        "Talks – open",
        "text",
        [],
    )
    assert row["guessed"] == ["title", "date"]


def test_bad_file_is_named_on_standard_error_and_the_rest_is_done(tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_bytes(b"Talks open.")
    result = _run(str(tmp_path))
    assert result.exit_code == 1
    assert result.stdout == "Talks open."
    assert result.stderr.startswith("detente: ")
    assert "bad.txt: the file is empty; " in result.stderr


def test_standard_input_is_read_for_a_dash():
    result = _run("-", stdin=b"<html><body><p>Talks open.</p></body></html>")
    assert (result.exit_code, result.stdout) == (0, "Talks open.")


def test_no_argument_is_wrong_usage():
    assert _run().exit_code == 2


def test_password_comes_from_the_option_or_the_environment(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf([column(["Talks open."])], password="lake"))
    path = str(tmp_path / "a.pdf")
    assert _run(path, "--password", "lake").stdout == "Talks open."
    from_environment = CliRunner().invoke(main, ["read", path], env={"DETENTE_PASSWORD": "lake"})
    assert from_environment.stdout == "Talks open."
    without = _run(path)
    assert (without.exit_code, without.stdout) == (1, "")
    assert "encrypted" in without.stderr


@pytest.mark.parametrize("command", ["brief", "extract", "model"])
def test_commands_that_read_take_a_password(tmp_path, command):
    (tmp_path / "a.pdf").write_bytes(pdf([column(["Talks open."])], password="lake"))
    (tmp_path / "b.txt").write_text("Belmora wants a treaty.", "utf-8")
    arguments = [command, str(tmp_path), *(["-o", "-"] if command != "extract" else [])]
    assert "encrypted" in CliRunner().invoke(main, arguments).stderr
    assert "encrypted" not in CliRunner().invoke(main, [*arguments, "--password", "lake"]).stderr
