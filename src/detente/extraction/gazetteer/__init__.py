"""Who speaks for which party: states, bodies and people, from the data files beside this module.

Each file names its origin and its fields at the top. A report's own words go before the gazetteer.
"""

from detente.extraction.gazetteer.lookup import Gazetteer, Name, NameKind, load

__all__ = ["Gazetteer", "Name", "NameKind", "load"]
