"""Positions → Negotiation: ``draft_model``, and the file formats of models."""
