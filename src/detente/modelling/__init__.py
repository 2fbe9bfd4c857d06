"""Positions → Negotiation: ``draft_model``, ``focus_model``, and the file formats of models."""

from detente.modelling.draft import draft_model
from detente.modelling.loading import load_model
from detente.modelling.yaml_format import dump_model

__all__ = ["draft_model", "dump_model", "load_model"]
