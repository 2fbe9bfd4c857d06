"""Negotiation → Findings: ``solve`` and ``settle``."""
