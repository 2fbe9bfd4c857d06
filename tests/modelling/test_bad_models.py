"""Broken models under ``bad_input/models``: each says which words its message must contain."""

from pathlib import Path

import pytest

from detente.errors import InputError, ModelError
from detente.modelling import load_model

FOLDER = Path(__file__).parents[1] / "bad_input" / "models"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_defect_is_named_with_its_place(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = [
        line.removeprefix("# expect: ") for line in text.splitlines() if line.startswith("# expect: ")
    ]
    with pytest.raises(ModelError) as caught:
        load_model(path.name, text=text)
    for words in expected or ["the file is empty"]:
        assert words in str(caught.value)
    assert all(line.startswith(f"{path.name}:") for line in str(caught.value).splitlines())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"decision_makers": ["A"],\n "options": [{"name": "x"}\n}', "case.json:3:1: not JSON"),
        ('{"a": 1, "a": 2}', "case.json:1:10: key 'a' stands twice in one object"),
        ('{"a": 1,\n "options": [], "b": [{"c": 1, "c": 2}]}', "case.json:2:32: key 'c' stands twice"),
        ('{"a": 1,\t"a": 2}', "key 'a' stands twice in one object"),
        (
            '{"decision_makers": ["A"], "options": [{"name": "x"}],\n"infeasible": ["YY"]}',
            "case.json:2:16: pattern 'YY' must be 1 characters",
        ),
        (
            '{"decision_makers": ["A"], "options": [{"name": "x", "owner": "B"}],\n'
            '"preferences": {"A": {"statements": [["Z"], {"id": "A1"}]}}}',
            "case.json:2:45: 'patterns' is missing",
        ),
        ("[" * 1500, "nested too deeply"),
        ("- x\n- y", "not a mapping"),
    ],
)
def test_broken_text_is_a_model_error(text: str, words: str) -> None:
    with pytest.raises(ModelError) as caught:
        load_model("case.json", text=text)
    assert words in str(caught.value)


def test_unreadable_files_are_input_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load_model(tmp_path / "missing.yaml")
    binary = tmp_path / "model.yaml"
    binary.write_bytes(b"decision_makers: [\xff]")
    with pytest.raises(InputError, match="byte 18: not text in UTF-8"):
        load_model(binary)
