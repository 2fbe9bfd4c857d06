"""Files → Reports: ``read``."""
