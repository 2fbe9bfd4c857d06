"""Positions → Negotiation: ``draft_model``, and the file formats of models."""

from detente.modelling.loading import load_model
from detente.modelling.yaml_format import dump_model

__all__ = ["dump_model", "load_model"]
