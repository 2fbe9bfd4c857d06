"""Model files in, whichever format: the content decides, not the name."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from detente.errors import InputError
from detente.modelling.documents import parse_document
from detente.modelling.gmcr_format import is_gmcr, negotiation_from_gmcr
from detente.modelling.json_format import negotiation_from_case
from detente.modelling.yaml_format import negotiation_from_yaml
from detente.records import Negotiation


def load_model(path: str | os.PathLike[str], *, text: str | None = None) -> Negotiation:
    """Read a model of a negotiation.

    Parameters
    ----------
    path : a file, or ``-`` for standard input: detente's YAML (also written as JSON), the case
        format of the graph-model and settlement collections, or the ``.gmcr`` format.
    text : the text of the file where it has been read already; `path` is then only its name.

    Raises
    ------
    InputError
        The file cannot be read as text.
    ModelError
        The model has defects: all of them, with line and column.

    Examples
    --------
    >>> load_model("talks.yaml", text="decision_makers: [A]\\noptions: [truce]").options[0].label
    'truce'
    """
    name = "standard input" if str(path) == "-" else str(path)
    document = parse_document(_read_text(path, name) if text is None else text, name)
    if document.is_json and is_gmcr(document.data):
        return negotiation_from_gmcr(document)
    if document.is_json and "detente" not in document.data:
        return negotiation_from_case(document)
    return negotiation_from_yaml(document)


def _read_text(path: str | os.PathLike[str], name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else Path(path).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise InputError(name, (error.strerror or str(error)).lower(), "check the path") from None
    except UnicodeDecodeError as error:
        problem = "not text in UTF-8"
        raise InputError(name, problem, "save it as UTF-8 text", place=f"byte {error.start}") from None
