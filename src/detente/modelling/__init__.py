"""Positions → Negotiation: ``draft_model``, ``focus_model``, and the file formats of models.

The rules of thumb are claims, each a function in ``rules``; preferences are ordered statements over
options (Fang, Hipel & Kilgour 1993), each with the statements that it rests on.
"""

from detente.modelling.draft import draft_model
from detente.modelling.focus import focus_model
from detente.modelling.loading import load_model
from detente.modelling.yaml_format import dump_model

__all__ = ["draft_model", "dump_model", "focus_model", "load_model"]
