"""Damaged files that fuzzing has found to stop a reader, by the numbers that make them again."""

import pytest

from detente import InputError
from detente.reading import read_bytes
from fuzz.mutations import mutant
from fuzz.seeds import seeds


def test_feed_entry_whose_summary_is_none_has_no_text():
    with pytest.raises(InputError, match="all entries of the feed are empty"):
        read_bytes(mutant("feed:19", seeds()["feed"]), name="a.rss")
