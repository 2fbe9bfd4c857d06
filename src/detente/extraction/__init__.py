"""Report → Statements: ``extract``; ``reader_quality`` says how well.

A report's text goes in; what comes out is every attribution found in it, those that take a
position with their stance, party, issue and condition, each with its spans in the text. The scheme
is that of PARC 3 and PolNeAR (Pareti 2016; Newell, Margolin & Ruths 2018), extended by positions.
"""

from detente.extraction.language import is_english
from detente.extraction.quality import reader_quality
from detente.extraction.reader import read_report
from detente.records import Report, Statement

__all__ = ["extract", "is_english", "reader_quality"]


def extract(report: Report) -> list[Statement]:
    """Read the statements of one report.

    Parameters
    ----------
    report : as `detente.read` gives it.

    Returns
    -------
    list of Statement
        In order of their evidence. Statements whose `stance` is None are attributions that take no
        position. `issue_id` is None: issues get their ids across reports, in `detente.map_positions`.
        Empty for a report that is not in English (`is_english`), which the reader was not trained on.
    """
    return read_report(report) if is_english(report.text) else []
