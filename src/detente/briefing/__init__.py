"""Findings → Brief → page: ``compose`` and the four renderers."""
