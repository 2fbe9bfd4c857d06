"""Statements → Positions: ``name_issues``, ``map_positions``."""
