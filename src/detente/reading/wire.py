"""Requests and replies between this process and those that read for it, as bytes on a pipe.

JSON and plain bytes, never pickles: whoever reads a hostile file must not be believed with code. A
message is a frame of JSON, then a frame of bytes; a frame is its length in eight bytes, then itself.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, BinaryIO, NamedTuple

from detente.errors import InputError
from detente.records import Day, Part, Reading, Report, Span

_LENGTH = 8


class Request(NamedTuple):
    """A file to read."""

    data: bytes
    name: str
    password: str | None


def send_request(stream: BinaryIO, request: Request) -> None:
    """Write a request."""
    _send(stream, {"name": request.name, "password": request.password}, request.data)


def receive_request(stream: BinaryIO) -> Request | None:
    """Read a request; None where the stream has ended."""
    try:
        head, data = _receive(stream)
    except EOFError:
        return None
    return Request(data, head["name"], head["password"])


def send_reply(stream: BinaryIO, reading: Reading) -> None:
    """Write what was read. The texts go as they are, since as JSON they would be six times as large."""
    texts = [report.text.encode("utf-8", "surrogatepass") for report in reading.reports]
    head = {
        "reports": [
            _report_fields(report) | {"text": len(text)}
            for report, text in zip(reading.reports, texts, strict=True)
        ],
        "problems": [
            [problem.file, problem.problem, problem.remedy, problem.place] for problem in reading.problems
        ],
    }
    _send(stream, head, b"".join(texts))


def receive_reply(stream: BinaryIO) -> Reading:
    """Read what was read.

    Raises
    ------
    EOFError
        The stream ended before the reply did.
    """
    head, texts = _receive(stream)
    problems = tuple(
        InputError(file, problem, remedy, place=place) for file, problem, remedy, place in head["problems"]
    )
    return Reading(reports=tuple(_reports(head["reports"], texts)), problems=problems)


def _report_fields(report: Report) -> dict[str, Any]:
    values = {field.name: getattr(report, field.name) for field in fields(report) if field.name != "text"}
    return values | {
        "date": report.date.isoformat() if report.date else None,
        "published": report.published.isoformat() if report.published else None,
        "parts": [[*part.span, part.label] for part in report.parts],
        "days": [[*day.span, day.date.isoformat(), day.is_guessed] for day in report.days],
    }


def _reports(written: list[dict[str, Any]], texts: bytes) -> Iterator[Report]:
    at = 0
    view = memoryview(texts)
    for values in written:
        end = at + values["text"]
        values["text"] = str(view[at:end], "utf-8", "surrogatepass")
        values["date"] = datetime.date.fromisoformat(values["date"]) if values["date"] else None
        values["parts"] = tuple(
            Part(span=Span(start, end), label=label) for start, end, label in values["parts"]
        )
        published = values["published"]
        values["published"] = datetime.datetime.fromisoformat(published) if published else None
        values["days"] = tuple(
            Day(span=Span(start, end), date=datetime.date.fromisoformat(date), is_guessed=is_guessed)
            for start, end, date, is_guessed in values["days"]
        )
        for name in ("guessed", "changes"):
            values[name] = tuple(values[name])
        yield Report(**values)
        at = end


def _send(stream: BinaryIO, head: dict[str, Any], data: bytes) -> None:
    for frame in (json.dumps(head).encode("ascii"), data):
        stream.write(len(frame).to_bytes(_LENGTH, "big"))
        stream.write(frame)
    stream.flush()


def _receive(stream: BinaryIO) -> tuple[dict[str, Any], bytes]:
    head = json.loads(_exactly(stream, _length(stream)))
    return head, _exactly(stream, _length(stream))


def _length(stream: BinaryIO) -> int:
    return int.from_bytes(_exactly(stream, _LENGTH), "big")


def _exactly(stream: BinaryIO, n: int) -> bytes:
    data = stream.read(n)
    if len(data) < n:
        raise EOFError
    return data
