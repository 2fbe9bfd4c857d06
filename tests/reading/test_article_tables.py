"""Tables and JSON of articles: the map of columns, what it says, ids, and rows that are named."""

import datetime
import json

import pytest

from detente import InputError
from detente.reading import articles, read_bytes
from detente.reading.document import read_document

BODY = "Belmora wants a treaty."


def _reports(data: str | bytes, name: str = "a.csv"):
    return read_bytes(data.encode() if isinstance(data, str) else data, name=name)


def _reading(data: str, name: str):
    return read_document(data.encode(), name, None)


def _json(value):
    return _reports(json.dumps(value), "a.json")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_table_rows_are_reports_and_the_columns_are_said(delimiter):
    rows = [
        ["headline", "Source", "date", "URL", "Body", "ID"],
        [
            "Talks open",
            "Wire",
            "2025-03-04",
            "https://x.example/1",
            f'"{BODY}\n\n""No"", it said; and left."',
            "77",
        ],
        ["Round two", "Courier", "5 March 2025", "", "Tarsenia refuses.", "78"],
    ]
    first, second = _reports("\r\n".join(delimiter.join(row) for row in rows))
    assert (first.id, second.id) == ("a.csv#1", "a.csv#2")
    assert first.text == f'Talks open\n\n{BODY}\n\n"No", it said; and left.'
    assert (first.title, first.publisher, first.address) == ("Talks open", "Wire", "https://x.example/1")
    assert (first.date, second.date) == (datetime.date(2025, 3, 4), datetime.date(2025, 3, 5))
    assert (second.address, second.media) == (None, "csv")
    assert first.changes == (
        "read as text: 'Body', title: 'headline', publisher: 'Source', date: 'date', "
        "address: 'URL', id: 'ID'",
    )
    assert [(part.label, tuple(part.span)) for part in first.parts] == [
        ("record 1, id 77", (0, len(first.text)))
    ]


def test_table_in_another_encoding_gives_the_same_text():
    table = "title;text\nGespräche;Sie reden über „Wasser“ – weiter.\n"
    expected = _reports(table)[0].text
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        assert _reports(table.encode(encoding))[0].text == expected


def test_excel_s_line_about_the_delimiter_is_passed_over():
    (report,) = _reports(f"sep=;\r\ntitle;text\r\nTalks;{BODY}\r\n")
    assert report.text == f"Talks\n\n{BODY}"


def test_longest_column_is_the_text_where_no_name_tells_it_and_that_is_said():
    (report,) = _reports(f"date,source,speech\n2025-03-04,Wire,{BODY}\n")
    assert (report.text, report.publisher) == (BODY, "Wire")
    assert any("longest was taken: 'speech'" in change for change in report.changes)


def test_commas_that_nobody_quoted_stay_in_the_text():
    (report,) = _reports("title,text\nTalks,Belmora, it said, wants a treaty.\n")
    assert report.text == "Talks\n\nBelmora, it said, wants a treaty."


def test_cell_beyond_the_usual_limit_of_csv_is_read():
    (report,) = _reports(f"title,text\nTalks,{'No deal. ' * 20_000}\n")
    assert len(report.text) > 131_072


@pytest.mark.parametrize(
    "text",
    [
        "Talks, deadlock and a text\n\nBelmora wants a treaty, date unknown.\n",
        "Date, place\n4 March 2025, Sevrin\n",
        "| title | text |\n| --- | --- |\n| a | b |\n",
        "Text: Belmora\nTitle; none\n",
    ],
)
def test_text_that_only_looks_like_a_table_is_text(text):
    assert [report.media for report in _reports(text)] == ["text"]


def test_rows_without_text_are_named_and_the_others_read():
    reading = _reading(f"title,text\nOne,{BODY}\nTwo,\nThree,No deal.\nFour, \n", "a.csv")
    assert [report.title for report in reading.reports] == ["One", "Three"]
    (problem,) = reading.problems
    assert "a.csv, records 2, 4: no text there" in str(problem)


def test_json_list_line_and_single_record_give_the_same_article():
    record = {"title": "Talks", "text": BODY, "date": "2025-03-04T00:30:00+03:00", "source": "Wire"}
    (single,) = _json(record)
    (listed,) = _json([record])
    (lined,) = _reports(json.dumps(record) + "\n", "a.jsonl")
    assert (single.id, listed.id) == ("a.json", "a.json#1")
    for report in (single, listed, lined):
        assert (report.text, report.title, report.publisher) == (f"Talks\n\n{BODY}", "Talks", "Wire")
        assert (report.date, report.media) == (datetime.date(2025, 3, 4), "json")


def test_json_lines_name_the_lines_that_are_broken():
    lines = [json.dumps({"text": f"Round {n} opens."}) for n in range(4)]
    reading = _reading("\n".join([*lines[:2], '{"text": "cut', "", *lines[2:], "7"]), "a.jsonl")
    assert [report.text for report in reading.reports] == [f"Round {n} opens." for n in range(4)]
    (problem,) = reading.problems
    assert "lines 3, 7: what stands there is no JSON record" in str(problem)


@pytest.mark.parametrize(
    "answer",
    [
        {
            "status": "ok",
            "articles": [{"title": "Talks", "content": BODY, "source": {"id": None, "name": "Wire"}}],
        },
        {
            "response": {
                "results": [{"webTitle": "Talks", "fields": {"bodyText": BODY, "publication": "Wire"}}]
            }
        },
        {"hits": {"hits": [{"_id": "1", "_source": {"title": "Talks", "body": BODY, "source": "Wire"}}]}},
        {
            "7": {"headline": "Talks", "text": BODY, "outlet": "Wire"},
            "8": {"headline": "x", "text": "No deal."},
        },
        {"news": [{"title": "Talks", "text": BODY, "publisher": "Wire"}]},
        {"article": {"title": "Talks", "articleBody": BODY, "publisher": {"@type": "Org", "name": "Wire"}}},
        [{"title": {"rendered": "Talks"}, "content": {"rendered": f"<p>{BODY}</p>"}, "site": "Wire"}],
        {"version": "1", "items": [{"title": "Talks", "content_html": f"<p>{BODY}</p>", "source": "Wire"}]},
        [{"title": "Talks", "text": ["Belmora wants a treaty."], "publisher": "Wire"}],
    ],
)
def test_articles_are_found_in_the_answers_of_services(answer):
    report = _json(answer)[0]
    assert (report.title, report.text, report.publisher) == ("Talks", f"Talks\n\n{BODY}", "Wire")


def test_empty_key_gives_way_to_the_next_and_authors_are_listed():
    (report,) = _json(
        {
            "content": None,
            "description": BODY,
            "authors": [{"name": "Anna Reyl"}, "Jo Marr"],
            "language": "en-GB",
        }
    )
    assert (report.text, report.byline, report.language) == (BODY, "Anna Reyl, Jo Marr", "en")


def test_long_lines_are_paragraphs_and_short_ones_are_not():
    long = "Tarsenia refuses, and says that it will refuse again, " * 4
    assert _json({"text": f"{long}\nThe end."})[0].text.endswith("again,\n\nThe end.")
    assert _json({"text": "Belmora wants\na treaty."})[0].text == "Belmora wants\na treaty."


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2025-03-04 08:00:00", (2025, 3, 4)),
        ("2025/03/04", (2025, 3, 4)),
        ("20250304", (2025, 3, 4)),
        ("20250304T101500Z", (2025, 3, 4)),
        ("Tue, 04 Mar 2025 00:30:00 +0300", (2025, 3, 4)),
        ("26-FEB-1987 15:01:01.79", (1987, 2, 26)),
        ("25/3/2025", (2025, 3, 25)),
        ("3/25/2025", (2025, 3, 25)),
        ("3/4/2025", None),
        ("1741075200", (2025, 3, 4)),
        ("1741075200000", (2025, 3, 4)),
        ("31/31/2025", None),
        ("soon", None),
        ("99999999999999", None),
    ],
)
def test_date_of_a_cell(written, date):
    found = articles.written_date(written)
    assert (found.date if found else None) == (datetime.date(*date) if date else None)


def test_records_beyond_the_limit_are_named(monkeypatch):
    monkeypatch.setattr(articles, "MAX_RECORDS", 2)
    reading = _reading("title,text\n" + "".join(f"T{n},Round {n}.\n" for n in range(5)), "a.csv")
    assert len(reading.reports) == 2
    assert "5 records, of which the first 2" in str(reading.problems[0])


def test_deep_json_is_refused():
    with pytest.raises(InputError, match="nested too deep"):
        _reports('[{"text": ' + "[" * 100_000, "a.json")
