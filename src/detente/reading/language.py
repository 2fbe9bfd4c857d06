"""The language of a text that does not declare it."""

from __future__ import annotations

from dataclasses import replace

from detente.records import Report

# On shorter texts py3langid takes names for languages; the examples of its paper are longer too.
_MIN_CHARACTERS = 200
# As sure as with a longer one, which takes its time: a fifth of that of reading a page.
_SAMPLE = 1_500


def with_language(report: Report) -> Report:
    """Add the language (ISO 639-1) where the report has none and is long enough to tell."""
    if report.language is not None or len(report.text) < _MIN_CHARACTERS:
        return report
    import py3langid

    language, _ = py3langid.classify(report.text[:_SAMPLE])
    return replace(report, language=str(language), guessed=(*report.guessed, "language"))
