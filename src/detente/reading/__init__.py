"""Files → Reports: ``read`` for files, folders and standard input, ``read_bytes`` for one document.

Whatever a desk has comes in; `detente.records.Report` goes out, whose text never changes again.
The content decides the format, not the file's name. Nothing is fetched. What a file does not say
stays None; what was worked out from its text is named in `Report.guessed`, and what was changed
in the text on the way in `Report.changes`. The rules of that change are in `normalise`.
"""

from detente.reading.reader import read, read_bytes

__all__ = ["read", "read_bytes"]
