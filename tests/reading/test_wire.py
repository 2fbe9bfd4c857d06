"""What goes to the processes that read and comes back from them is what was sent."""

import datetime
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import InputError
from detente.reading.wire import Request, receive_reply, receive_request, send_reply, send_request
from detente.records import Day, Part, Reading, Report, Span

ANY_TEXT = st.text(st.characters(), max_size=30)  # lone halves of characters too, as broken files hold them
SOME_TEXT = st.none() | ANY_TEXT
REPORTS = st.builds(
    Report,
    id=ANY_TEXT,
    text=ANY_TEXT,
    title=SOME_TEXT,
    publisher=SOME_TEXT,
    byline=SOME_TEXT,
    date=st.none() | st.dates(),
    published=st.none() | st.datetimes(timezones=st.just(datetime.timezone(datetime.timedelta(hours=2)))),
    address=SOME_TEXT,
    language=SOME_TEXT,
    media=ANY_TEXT,
    guessed=st.lists(ANY_TEXT, max_size=3).map(tuple),
    changes=st.lists(ANY_TEXT, max_size=3).map(tuple),
    parts=st.lists(
        st.builds(Part, span=st.builds(Span, st.integers(0, 9**9), st.integers(0, 9**9)), label=ANY_TEXT),
        max_size=3,
    ).map(tuple),
    days=st.lists(
        st.builds(
            Day,
            span=st.builds(Span, st.integers(0, 9**9), st.integers(0, 9**9)),
            date=st.dates(),
            is_guessed=st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
)
PROBLEMS = st.builds(InputError, ANY_TEXT, ANY_TEXT, ANY_TEXT, place=SOME_TEXT)


def _fields(problem: InputError) -> tuple[str | None, ...]:
    return problem.file, problem.problem, problem.remedy, problem.place


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # many fields to draw
@given(st.lists(REPORTS, max_size=3), st.lists(PROBLEMS, max_size=3))
def test_reply_comes_back_as_it_was(reports, problems):
    stream = io.BytesIO()
    send_reply(stream, Reading(reports=tuple(reports), problems=tuple(problems)))
    stream.seek(0)
    found = receive_reply(stream)
    assert found.reports == tuple(reports)
    assert list(map(_fields, found.problems)) == list(map(_fields, problems))
    assert stream.read() == b""


@given(st.binary(), ANY_TEXT, SOME_TEXT)
def test_request_comes_back_as_it_was(data, name, password):
    stream = io.BytesIO()
    send_request(stream, Request(data, name, password))
    stream.seek(0)
    assert receive_request(stream) == (data, name, password)
    assert receive_request(stream) is None


@given(st.integers(0, 200))
def test_reply_that_is_cut_short_is_no_reply(n_bytes):
    stream = io.BytesIO()
    send_reply(stream, Reading(reports=(Report(id="a", text="Talks open."),)))
    whole = stream.getvalue()
    with pytest.raises(EOFError):
        receive_reply(io.BytesIO(whole[: min(n_bytes, len(whole) - 1)]))
